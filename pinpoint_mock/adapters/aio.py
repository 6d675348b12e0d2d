"""aiobotocore, by both of its HTTP sessions. Nothing here imports it before the user's own code has.

It derives from botocore and overrides what the patches of botocore change, so each has its counterpart here. Answers
are made at once, between two awaits, so that concurrent calls need nothing of their own.
"""

from __future__ import annotations

import functools
import inspect
import sys
import types
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from pinpoint_mock.adapters.backoff import make_sleep_amount
from pinpoint_mock.adapters.credentials import (
    making_pinpoint_client,
    region_of_client,
    runs_provider_chain,
    session_credentials,
    signing_credentials,
)
from pinpoint_mock.adapters.patching import Patch
from pinpoint_mock.adapters.transport import answer_request, keep_answering
from pinpoint_mock.state import activation

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest, AWSResponse

_patches: dict[tuple[Any, str], Patch] = {}


def apply_patches() -> None:
    """Patch what has been imported of aiobotocore by now."""
    if "aiobotocore" not in sys.modules:
        return
    for module_name, class_name, name, make in TARGETS:
        owner = _owner(module_name, class_name)
        if name in vars(owner):
            _patches.setdefault((owner, name), Patch(owner, name, make)).apply()


def remove_patches() -> None:
    """Take off what `apply_patches` has put on."""
    for patch in _patches.values():
        patch.remove()


def _owner(module_name: str, class_name: str | None) -> Any:
    """A module that has been imported, or a class of it; an empty one where there is none."""
    nothing = types.ModuleType(module_name)
    module = sys.modules.get(module_name, nothing)
    return module if class_name is None else getattr(module, class_name, nothing)


# Transport


class Raw:
    """The response below a response, as either HTTP session has it."""

    def __init__(self, response: AWSResponse) -> None:
        self._content = response.content
        # aiobotocore before 2.21 takes the headers from here.
        self.raw_headers = [(name.encode(), str(value).encode()) for name, value in response.headers.items()]

    async def read(self) -> bytes:
        """The content, for aiohttp."""
        return self._content

    aread = read  # for httpx


def _make_send(response_class: str, original: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(original)
    async def send(session: Any, request: AWSPreparedRequest) -> Any:
        answer = answer_request(request)
        if answer is None:
            return await original(session, request)
        make: Any = getattr(sys.modules["aiobotocore.awsrequest"], response_class)
        return make(answer.url, answer.status_code, answer.headers, Raw(answer))

    return send


# Credentials


def _awaitable(credentials: Any) -> Any:
    """Credentials as aiobotocore has them: it awaits what they give."""
    if credentials is None or inspect.iscoroutinefunction(credentials.get_frozen_credentials):
        return credentials
    make: Any = sys.modules["aiobotocore.credentials"].AioCredentials
    return make(credentials.access_key, credentials.secret_key, credentials.token, method=credentials.method)


def _make_get_credentials(original: Callable[[Any], Awaitable[Any]]) -> Callable[[Any], Awaitable[Any]]:
    @functools.wraps(original)
    async def get_credentials(session: Any) -> Any:
        if runs_provider_chain(session):
            return await original(session)
        return _awaitable(session_credentials(session))

    return get_credentials


def _make_create_client(original: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(original)
    async def create_client(
        session: Any, service_name: str, region_name: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        if activation.current() is None or service_name != "pinpoint":
            return await original(session, service_name, region_name, *args, **kwargs)
        region = region_of_client(session, region_name, kwargs)
        with making_pinpoint_client(session):
            return await original(session, service_name, region, *args, **kwargs)

    return create_client


def _make_get_auth_instance(original: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(original)
    async def get_auth_instance(
        signer: Any,
        signing_name: str,
        region_name: str | None,
        signature_version: str | None = None,
        request_credentials: Any = None,
        **kwargs: Any,
    ) -> Any:
        keep_answering(*(patch for (_, name), patch in _patches.items() if name == "send"))
        chosen = _awaitable(signing_credentials(signer, signing_name, request_credentials))
        return await original(signer, signing_name, region_name, signature_version, chosen, **kwargs)

    return get_auth_instance


# Back-off


def _make_sleep(original: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """A function or method that sleeps no longer than it takes to let others run."""

    @functools.wraps(original)
    async def sleep(*args: Any) -> None:
        *owner, seconds = args
        active = activation.current()
        if active is not None:
            active.retry_delays.append(seconds)
            seconds = 0
        await original(*owner, seconds)

    return sleep


def _make_asyncio(original: types.ModuleType) -> Any:
    """The module `asyncio` as `aiobotocore.endpoint` sees it."""

    async def sleep(seconds: float) -> None:
        await original.sleep(seconds)  # what stands there when it is called: this is made once for all mocks

    asyncio = types.ModuleType(original.__name__, original.__doc__)
    asyncio.__dict__.update(vars(original), sleep=_make_sleep(sleep))
    return asyncio


TARGETS: tuple[tuple[str, str | None, str, Callable[[Any], Any]], ...] = (
    ("aiobotocore.httpsession", "AIOHTTPSession", "send", functools.partial(_make_send, "AioAWSResponse")),
    ("aiobotocore.httpxsession", "HttpxSession", "send", functools.partial(_make_send, "HttpxAWSResponse")),
    ("aiobotocore.session", "AioSession", "_create_client", _make_create_client),
    ("aiobotocore.session", "AioSession", "get_credentials", _make_get_credentials),
    ("aiobotocore.signers", "AioRequestSigner", "get_auth_instance", _make_get_auth_instance),
    ("aiobotocore.endpoint", None, "asyncio", _make_asyncio),
    ("aiobotocore.endpoint", "AnyioEndpoint", "_sleep", _make_sleep),
    ("aiobotocore.retries.bucket", "AsyncTokenBucket", "_sleep_amount", make_sleep_amount),
)
"""What is patched where it is present: module, class, attribute, and what makes the replacement.

`HttpxSession` is new in aiobotocore 2.23, `AnyioEndpoint` in 3.9.
"""

"""For whole suites: no request reaches the real Pinpoint while no mock is active.

A mock answers what comes while it is active. What comes later, from a thread that has outlived it or from a fixture
that begins before it, is refused here.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, cast

from botocore.httpsession import URLLib3Session

from pinpoint_mock.adapters import activation
from pinpoint_mock.adapters.patching import Patch
from pinpoint_mock.adapters.recognition import recognise
from pinpoint_mock.core.errors import RealAWSRefused

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest

Send = Callable[[Any, "AWSPreparedRequest"], Any]


class RealPinpointRefused(RealAWSRefused):
    """Raised instead of letting a call reach the real Pinpoint while no mock is active."""

    def __str__(self) -> str:
        return (
            f"pinpoint_mock: a call to the real Amazon Pinpoint was refused ({self.url}): no mock is active. "
            "If a thread has outlived its test, let the test wait for it. If a fixture of a class, module or session "
            "makes the call, put `with mock_pinpoint():` around its yield."
        )


def _refuse_pinpoint(request: AWSPreparedRequest) -> None:
    if activation.current() is not None:
        return
    authorization = cast("str | bytes | None", request.headers.get("Authorization"))  # signing makes it bytes
    text = authorization.decode() if isinstance(authorization, bytes) else authorization
    if recognise(request.url, text).is_pinpoint:
        raise RealPinpointRefused("pinpoint", request.url)


def _make_send(original: Send) -> Send:
    @functools.wraps(original)
    def send(session: Any, request: AWSPreparedRequest) -> Any:
        _refuse_pinpoint(request)
        return original(session, request)

    return send


def _make_async_send(original: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(original)
    async def send(session: Any, request: AWSPreparedRequest) -> Any:
        _refuse_pinpoint(request)
        return await original(session, request)

    return send


ASYNC_SESSIONS = (("aiobotocore.httpsession", "AIOHTTPSession"), ("aiobotocore.httpxsession", "HttpxSession"))

_patches = {URLLib3Session: Patch(URLLib3Session, "send", _make_send)}
_guarded: set[type] = set()  # a mock may stand above a guard, which must not go up a second time then


def put_up() -> None:
    """Begin to refuse, also for what has been imported of aiobotocore since this was last called."""
    for module_name, class_name in ASYNC_SESSIONS:
        session = getattr(sys.modules.get(module_name), class_name, None)
        if session is not None and session not in _patches:
            _patches[session] = Patch(session, "send", _make_async_send)
    for session in _patches.keys() - _guarded:
        _patches[session].apply()
        _guarded.add(session)


def take_down() -> None:
    """Let pass again."""
    for patch in _patches.values():
        patch.remove()
    _guarded.clear()

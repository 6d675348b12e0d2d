"""Credentials and region while a mock is active: what is there is used, what is missing is faked, nothing is fetched.

The provider chain is never run and nothing is cached, so no test waits for a metadata service, and afterwards every
session and client is as it was.
"""

from __future__ import annotations

import contextlib
import contextvars
import os
from collections.abc import Callable, Iterator
from typing import Any

from botocore.credentials import Credentials
from botocore.exceptions import ProfileNotFound

from pinpoint_mock.adapters.recognition import SIGNING_NAME, default_region
from pinpoint_mock.adapters.transport import SEND, keep_answering
from pinpoint_mock.state import activation

FAKE = Credentials("PINPOINTMOCKACCESSKEY", "pinpoint-mock-secret", method="pinpoint-mock")
_makes_pinpoint_client: contextvars.ContextVar[Any] = contextvars.ContextVar("makes_pinpoint_client", default=None)
"""The session that makes a client for Pinpoint."""


def _is_usable(credentials: Any) -> bool:
    """Whether credentials can sign at once, without being fetched or refreshed first."""
    if credentials is None:
        return False
    refresh_needed = getattr(credentials, "refresh_needed", None)
    return refresh_needed is None or not refresh_needed()


def _from_environment() -> Credentials | None:
    access_key, secret_key = os.environ.get("AWS_ACCESS_KEY_ID"), os.environ.get("AWS_SECRET_ACCESS_KEY")
    if not (access_key and secret_key):
        return None
    return Credentials(access_key, secret_key, os.environ.get("AWS_SESSION_TOKEN"), method="env")


def session_credentials(session: Any) -> Any:
    """The credentials of a session, or what stands in for them."""
    own = session._credentials
    return own if _is_usable(own) else _from_environment() or FAKE


def signing_credentials(signer: Any, signing_name: str, request_credentials: Any) -> Any:
    """The credentials that a signer is to sign a request with; None leaves it to the signer."""
    active = activation.current()
    if active is None or (active.world.options.allow_real_aws and signing_name != SIGNING_NAME):
        return request_credentials
    own = request_credentials or signer._credentials
    return own if _is_usable(own) else FAKE


def runs_provider_chain(session: Any) -> bool:
    """Whether a session looks for credentials as ever: while calls to other services may reach AWS, for these."""
    active = activation.current()
    if active is None:
        return True
    return bool(active.world.options.allow_real_aws) and _makes_pinpoint_client.get() is not session


@contextlib.contextmanager
def making_pinpoint_client(session: Any) -> Iterator[None]:
    """While a session makes a client for Pinpoint, which never needs the provider chain."""
    token = _makes_pinpoint_client.set(session)
    try:
        yield
    finally:
        _makes_pinpoint_client.reset(token)


def make_get_credentials(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A `get_credentials` of sessions that runs no provider chain."""

    def get_credentials(session: Any) -> Any:
        return original(session) if runs_provider_chain(session) else session_credentials(session)

    return get_credentials


def make_get_auth_instance(original: Callable[..., Any]) -> Callable[..., Any]:
    """A `get_auth_instance` of signers that refreshes no credentials."""

    def get_auth_instance(
        signer: Any,
        signing_name: str,
        region_name: str | None,
        signature_version: str | None = None,
        request_credentials: Any = None,
        **kwargs: Any,
    ) -> Any:
        keep_answering(SEND)  # this is called before each request that is signed
        chosen = signing_credentials(signer, signing_name, request_credentials)
        return original(signer, signing_name, region_name, signature_version, chosen, **kwargs)

    return get_auth_instance


def make_get_scoped_config(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A `get_scoped_config` of sessions that does not need the profile that AWS_PROFILE names."""

    def get_scoped_config(session: Any) -> Any:
        try:
            return original(session)
        except ProfileNotFound:
            if activation.current() is None or "profile" in session._session_instance_vars:
                raise
            return {}

    return get_scoped_config


def make_create_client(original: Callable[..., Any]) -> Callable[..., Any]:
    """A `create_client` of sessions that gives Pinpoint a region where nothing else does."""

    def create_client(
        session: Any, service_name: str, region_name: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        if activation.current() is None or service_name != "pinpoint":
            return original(session, service_name, region_name, *args, **kwargs)
        with making_pinpoint_client(session):
            return original(session, service_name, region_of_client(session, region_name, kwargs), *args, **kwargs)

    return create_client


def region_of_client(session: Any, region_name: str | None, arguments: dict[str, Any]) -> str:
    """The region of a new client for Pinpoint, by what it is given and what its session knows, else the default."""
    return region_name or _configured_region(session, arguments.get("config")) or default_region()


def _configured_region(session: Any, config: Any) -> str | None:
    configs = (config, session.get_default_client_config())
    region: str | None = next((found.region_name for found in configs if found and found.region_name), None)
    return region or session.get_config_variable("region")

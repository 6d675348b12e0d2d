"""Clients of aiobotocore and what they send, for the tests of this folder."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

import pytest
from aiobotocore.awsrequest import AioAWSResponse
from aiobotocore.config import AioConfig
from aiobotocore.httpsession import AIOHTTPSession
from aiobotocore.session import AioSession

from tests.builders import PHONE, sms

REGION = "eu-west-1"

HTTP_SESSIONS: dict[str, Any] = {"aiohttp": AIOHTTPSession}
if importlib.util.find_spec("aiobotocore.httpxsession"):
    HTTP_SESSIONS["httpx"] = importlib.import_module("aiobotocore.httpxsession").HttpxSession

over_both = pytest.mark.parametrize("http", HTTP_SESSIONS.values(), ids=HTTP_SESSIONS)
"""Runs a test with each of the HTTP sessions that this version of aiobotocore has."""


def configured(http: Any = AIOHTTPSession, **settings: Any) -> Any:
    """The configuration of a client. Versions with one HTTP session have no setting for it."""
    return AioConfig(**settings) if http is AIOHTTPSession else AioConfig(http_session_cls=http, **settings)


def make_client(http: Any = AIOHTTPSession, service: str = "pinpoint", session: Any = None, **settings: Any) -> Any:
    """A client, to be entered."""
    settings = {"region_name": REGION, "config": configured(http), **settings}
    return (session or AioSession()).create_client(service, **settings)


async def create_app(client: Any) -> str:
    created = await client.create_app(CreateApplicationRequest={"Name": "shop"})
    app_id: str = created["ApplicationResponse"]["Id"]
    return app_id


async def send(client: Any, app_id: str, address: str = PHONE) -> Any:
    return await client.send_messages(ApplicationId=app_id, MessageRequest=sms(address))


class _Raw:
    """The response below a response, as aiohttp gives it."""

    raw_headers: tuple[tuple[bytes, bytes], ...] = ()

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def read(self) -> bytes:
        return self._content


def response(url: str, content: bytes) -> Any:
    """A response with the status 200, as if it had come over the wire."""
    return AioAWSResponse(url, 200, {}, _Raw(content))

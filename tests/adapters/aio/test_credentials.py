"""aiobotocore needs no credentials while a mock is active, fetches none, and keeps none."""

from __future__ import annotations

import asyncio
import datetime
from typing import Any
from unittest import mock

import pytest
from aiobotocore.credentials import AioDeferredRefreshableCredentials, AioRefreshableCredentials
from aiobotocore.httpsession import AIOHTTPSession
from aiobotocore.session import AioSession
from botocore.exceptions import NoCredentialsError, NoRegionError, PartialCredentialsError, ProfileNotFound
from botocore.session import Session

from pinpoint_mock import PinpointMock, mock_pinpoint
from pinpoint_mock.adapters.credentials import FAKE
from tests.adapters.aio.clients import REGION, create_app, make_client, response
from tests.builders import KEYS

METHODS = [(Session, "__init__"), (AioSession, "_create_client"), (AioSession, "get_credentials")]


async def refused_refresh() -> Any:
    pytest.fail("credentials were fetched")


def refreshable(access_key: str, hours: int) -> Any:
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
    return AioRefreshableCredentials(access_key, "secret", "token", moment, refused_refresh, "sts-assume-role")


def expired() -> Any:
    return refreshable("AKIDEXPIRED", hours=-1)


def deferred() -> Any:
    return AioDeferredRefreshableCredentials(refused_refresh, "sts-assume-role")


def with_credentials(credentials: Any) -> Any:
    session = AioSession()
    session._credentials = credentials
    return session


def with_keys() -> Any:
    session = AioSession()
    session.set_credentials(*KEYS.values())
    return session


async def frozen(session: Any) -> Any:
    return await (await session.get_credentials()).get_frozen_credentials()


@pytest.mark.parametrize("is_early", [True, False], ids=["early", "late"])
@pytest.mark.parametrize(
    "make", [AioSession, with_keys, lambda: with_credentials(expired()), lambda: with_credentials(deferred())]
)
def test_every_client_is_answered(make: Any, is_early: bool) -> None:
    async def early() -> None:
        async with make_client(session=make()) as client, mock_pinpoint():
            await create_app(client)

    async def late() -> None:
        async with mock_pinpoint(), make_client(session=make()) as client:
            await create_app(client)

    asyncio.run(early() if is_early else late())


def test_those_of_the_session_come_first_then_the_environment_then_fake_ones(
    monkeypatch: pytest.MonkeyPatch, pinpoint: PinpointMock
) -> None:
    async def found() -> list[str]:
        sessions = [with_keys(), AioSession(), with_credentials(expired())]
        return [(await frozen(session)).access_key for session in sessions]

    assert asyncio.run(found()) == ["AKIDEXAMPLE", FAKE.access_key, FAKE.access_key]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDENV")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token")
    assert asyncio.run(found()) == ["AKIDEXAMPLE", "AKIDENV", "AKIDENV"]
    assert asyncio.run(frozen(AioSession()))[:3] == ("AKIDENV", "secret", "token")


def test_credentials_that_last_long_enough_are_used(pinpoint: PinpointMock) -> None:
    async def main() -> str:
        async with make_client(session=session) as client:
            url: str = await client.generate_presigned_url("get_apps")
            return url

    session = with_credentials(refreshable("AKIDFRESH", hours=1))
    assert "Credential=AKIDFRESH%2F" in asyncio.run(main())
    assert asyncio.run(frozen(session)).access_key == "AKIDFRESH"


def test_no_provider_chain_is_run_and_nothing_is_kept() -> None:
    session, chain = AioSession(), mock.Mock()
    session.register_component("credential_provider", chain)

    async def main() -> None:
        async with mock_pinpoint(), make_client(session=session) as client:
            await create_app(client)

    asyncio.run(main())
    assert chain.mock_calls == []
    assert session._credentials is None


def test_afterwards_an_early_client_has_no_credentials_again() -> None:
    async def main() -> None:
        async with make_client() as client:
            async with mock_pinpoint():
                await create_app(client)
            with pytest.raises(NoCredentialsError):
                await create_app(client)

    asyncio.run(main())


def test_half_of_the_keys_is_a_mistake_as_ever(pinpoint: PinpointMock) -> None:
    with pytest.raises(PartialCredentialsError):
        asyncio.run(make_client(aws_access_key_id="AKIDEXAMPLE").__aenter__())


def test_a_profile_of_the_environment_that_is_missing_plays_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> str:
        async with AioSession().create_client("pinpoint") as client:
            return await create_app(client)

    monkeypatch.setenv("AWS_PROFILE", "missing")
    with mock_pinpoint() as pinpoint:
        assert asyncio.run(main()) in pinpoint.backend().apps
    with pytest.raises(ProfileNotFound):
        asyncio.run(main())


def test_what_stays_under_the_patches_of_others_does_nothing_after_the_mock(monkeypatch: pytest.MonkeyPatch) -> None:
    with mock_pinpoint():
        left_behind = [(owner, name, getattr(owner, name)) for owner, name in METHODS]
    for owner, name, method in left_behind:
        monkeypatch.setattr(owner, name, method)

    send, session = AIOHTTPSession.send, AioSession()
    assert AIOHTTPSession.send is send
    with pytest.raises(NoRegionError):
        asyncio.run(session.create_client("pinpoint").__aenter__())
    assert asyncio.run(session.get_credentials()) is None


class TestRealAWSAllowed:
    @pytest.fixture
    def real(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The `Authorization` of what would have gone over the wire. To be asked for before a mock."""
        headers: list[str] = []

        async def send(session: object, request: Any) -> Any:
            headers.append(request.headers["Authorization"].decode())
            return response(request.url, b"<ListAllMyBucketsResult/>")

        monkeypatch.setattr(AIOHTTPSession, "send", send)
        return headers

    def list_buckets(self, session: Any) -> None:
        async def main() -> None:
            async with mock_pinpoint(allow_real_aws=True), make_client(service="s3", session=session) as client:
                await client.list_buckets()

        asyncio.run(main())

    def test_other_services_get_the_credentials_that_they_have(self, real: list[str]) -> None:
        self.list_buckets(with_keys())
        assert ["Credential=AKIDEXAMPLE/" in header for header in real] == [True]

    def test_other_services_get_no_fake_credentials(self, real: list[str]) -> None:
        with pytest.raises(NoCredentialsError):
            self.list_buckets(AioSession())
        assert real == []

    def test_other_services_may_refresh_their_credentials(self, real: list[str]) -> None:
        with pytest.raises(pytest.fail.Exception, match="credentials were fetched"):
            self.list_buckets(with_credentials(deferred()))

    def test_the_provider_chain_is_for_other_services(self, real: list[str]) -> None:
        session, chain = AioSession(), mock.AsyncMock(**{"load_credentials.return_value": None})
        session.register_component("credential_provider", chain)

        async def main() -> None:
            async with mock_pinpoint(allow_real_aws=True) as pinpoint:
                async with make_client(session=session) as client:
                    assert await create_app(client) in pinpoint.backend(region_name=REGION).apps
                assert chain.mock_calls == []
                async with make_client(service="s3", session=session) as s3:
                    with pytest.raises(NoCredentialsError):
                        await s3.list_buckets()
                assert len(chain.mock_calls) == 1

        asyncio.run(main())
        assert real == []

    @pytest.mark.parametrize("make", [lambda: None, expired, deferred], ids=["none", "expired", "deferred"])
    def test_pinpoint_still_needs_none(self, real: list[str], make: Any) -> None:
        async def main() -> None:
            client = make_client(session=with_credentials(make()))
            async with mock_pinpoint(allow_real_aws=True) as pinpoint, client as entered:
                assert await create_app(entered) in pinpoint.backend(region_name=REGION).apps

        asyncio.run(main())
        assert real == []

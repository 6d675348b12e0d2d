"""What happens to the requests of aiobotocore on their way out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiobotocore.httpsession import AIOHTTPSession
from botocore.awsrequest import AWSRequest
from botocore.exceptions import EndpointConnectionError

from pinpoint_mock import RealAWSRefused, mock_pinpoint
from pinpoint_mock.adapters.patches import allow_real_pinpoint, refuse_real_pinpoint
from pinpoint_mock.adapters.transport import RealPinpointRefused
from tests.adapters.aio.clients import HTTP_SESSIONS, REGION, create_app, make_client, over_both, response
from tests.builders import KEYS, local_server

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock

SECRET_URL = "https://sqs.eu-west-1.amazonaws.com/"
METADATA_URL = "http://169.254.169.254/latest/api/token"
OTHER_URLS = ["https://minio.example.com/key", "http://localhost:4566/key", "http://[::1]:9000/key"]
PINPOINT_URL = "https://pinpoint.eu-west-1.amazonaws.com/v1/apps"


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs of what would have gone over the wire, each answered with 200. To be asked for before a mock."""
    urls: list[str] = []

    async def original(session: object, request: Any) -> Any:
        urls.append(request.url)
        return response(request.url, b"real")

    for http in HTTP_SESSIONS.values():
        monkeypatch.setattr(http, "send", original)
    return urls


def send(http: Any, url: str) -> tuple[int, bytes, str]:
    """Send a bare request; its response, read in both ways."""

    async def main() -> tuple[int, bytes, str]:
        response = await http().send(AWSRequest("GET", url).prepare())
        return response.status_code, await response.content, await response.text

    return asyncio.run(main())


@over_both
class TestBareRequests:
    def test_pinpoint_is_answered(self, real: list[str], pinpoint: PinpointMock, http: Any) -> None:
        assert send(http, PINPOINT_URL) == (200, b'{"Item":[]}', '{"Item":[]}')
        assert real == []

    def test_another_service_is_refused(self, real: list[str], pinpoint: PinpointMock, http: Any) -> None:
        with pytest.raises(RealAWSRefused) as raised:
            send(http, SECRET_URL)
        assert (raised.value.service, raised.value.url) == ("sqs", SECRET_URL)
        assert real == []
        pinpoint.clear()

    def test_a_metadata_host_gives_a_plain_connection_error(
        self, real: list[str], pinpoint: PinpointMock, http: Any
    ) -> None:
        with pytest.raises(EndpointConnectionError):
            send(http, METADATA_URL)
        assert real == []

    @pytest.mark.parametrize("url", OTHER_URLS)
    def test_hosts_that_are_not_of_aws_pass(self, real: list[str], pinpoint: PinpointMock, http: Any, url: str) -> None:
        assert send(http, url)[1] == b"real"
        assert real == [url]

    def test_where_real_aws_is_allowed_all_but_pinpoint_pass(self, real: list[str], http: Any) -> None:
        with mock_pinpoint(allow_real_aws=True):
            assert [send(http, url)[1] for url in (SECRET_URL, METADATA_URL, PINPOINT_URL)] == [
                b"real",
                b"real",
                b'{"Item":[]}',
            ]
        assert real == [SECRET_URL, METADATA_URL]

    def test_after_the_mock_requests_go_on(self, real: list[str], http: Any) -> None:
        with mock_pinpoint():
            send(http, PINPOINT_URL)
            left_behind = http.send
        assert send(http, PINPOINT_URL)[1] == b"real"
        assert http.send is not left_behind

    def test_where_the_real_pinpoint_is_refused_all_else_passes(self, real: list[str], http: Any) -> None:
        refuse_real_pinpoint()
        try:
            with pytest.raises(RealPinpointRefused):
                send(http, PINPOINT_URL)
            assert send(http, SECRET_URL)[1] == b"real"
            with mock_pinpoint():
                assert send(http, PINPOINT_URL)[1] == b'{"Item":[]}'
            with pytest.raises(RealPinpointRefused):
                send(http, PINPOINT_URL)
        finally:
            allow_real_pinpoint()
        assert send(http, PINPOINT_URL)[1] == b"real"
        assert real == [SECRET_URL, PINPOINT_URL]

    def test_what_stays_under_the_patches_of_others_goes_on(
        self, real: list[str], http: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with mock_pinpoint():
            left_behind = http.send
        monkeypatch.setattr(http, "send", left_behind)
        assert send(http, PINPOINT_URL)[1] == b"real"
        assert real == [PINPOINT_URL]


@over_both
def test_a_client_of_another_service_is_refused_once(pinpoint: PinpointMock, http: Any) -> None:
    async def main() -> list[str]:
        attempts: list[str] = []
        async with make_client(http, "sqs") as client:
            client.meta.events.register("before-send.sqs", lambda request, **_: attempts.append(request.url))
            with pytest.raises(RealAWSRefused, match="'sqs'"):
                await client.list_queues()
        return attempts

    assert len(asyncio.run(main())) == 1
    pinpoint.clear()


def test_a_refusal_that_was_swallowed_comes_back_at_the_end() -> None:
    async def main() -> None:
        async with mock_pinpoint(), make_client(service="sqs") as client:
            with pytest.raises(RealAWSRefused):
                await client.list_queues()

    with pytest.raises(RealAWSRefused, match="'sqs'"):
        asyncio.run(main())


def test_an_http_session_of_ones_own_is_answered(pinpoint: PinpointMock) -> None:
    urls: list[str] = []

    class Recording(AIOHTTPSession):  # type: ignore[misc]  # as tracing libraries do
        async def send(self, request: Any) -> Any:
            urls.append(request.url)
            return await super().send(request)

    async def main() -> None:
        async with make_client() as client:
            client._endpoint.http_session = Recording()
            await create_app(client)

    asyncio.run(main())
    assert urls == [PINPOINT_URL]


@over_both
def test_a_server_on_this_machine_can_be_reached(pinpoint: PinpointMock, http: Any) -> None:
    async def main(url: str) -> bytes:
        async with make_client(http, "s3", endpoint_url=url, **KEYS) as s3, make_client(http) as client:
            assert (await client.get_apps())["ApplicationsResponse"]["Item"] == []
            response = await s3.get_object(Bucket="bucket", Key="key")
            content: bytes = await response["Body"].read()
            return content

    with local_server() as url:
        assert asyncio.run(main(url)) == b"hello"


def test_a_presigned_url_is_answered(pinpoint: PinpointMock) -> None:
    async def main() -> str:
        async with make_client() as client:
            url: str = await client.generate_presigned_url("get_apps")
            return url

    app_id = pinpoint.add_app(region_name=REGION)
    assert app_id in send(AIOHTTPSession, asyncio.run(main()))[2]

"""Clients of aiobotocore are answered as those of boto3 are, whenever they were made."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any
from unittest import mock

import boto3
import pytest
from aiobotocore.session import AioSession, get_session
from botocore import UNSIGNED
from botocore.exceptions import NoRegionError
from moto import mock_aws

import pinpoint_mock
from pinpoint_mock import mock_pinpoint
from tests.adapters.aio.clients import HTTP_SESSIONS, REGION, configured, create_app, make_client, over_both, send
from tests.builders import KEYS, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pinpoint_mock import PinpointMock


@over_both
def test_a_message_is_sent(pinpoint: PinpointMock, http: Any) -> None:
    async def main() -> Any:
        async with make_client(http) as client:
            return await send(client, pinpoint.add_app(region_name=REGION))

    response = asyncio.run(main())
    result = response["MessageResponse"]["Result"][PHONE]
    message = pinpoint.sent_messages.one(channel="SMS", address=PHONE, body="Hello")
    assert (result["DeliveryStatus"], result["MessageId"]) == ("SUCCESSFUL", message.message_id)
    assert response["ResponseMetadata"]["RequestId"] == message.request_id


@over_both
def test_a_response_is_that_of_boto3(pinpoint: PinpointMock, http: Any) -> None:
    async def main() -> Any:
        async with make_client(http) as client:
            return await client.get_app(ApplicationId=app_id)

    app_id = pinpoint.add_app(region_name=REGION)
    ours: Any = asyncio.run(main())
    theirs: Any = boto3.client("pinpoint", region_name=REGION).get_app(ApplicationId=app_id)
    assert ours["ApplicationResponse"] == theirs["ApplicationResponse"]
    headers = [response["ResponseMetadata"]["HTTPHeaders"] for response in (ours, theirs)]
    assert headers[0].keys() == headers[1].keys()
    assert headers[0]["content-type"] == headers[1]["content-type"]
    assert headers[0]["x-amzn-requestid"] == ours["ResponseMetadata"]["RequestId"]


@over_both
def test_an_error_is_that_of_the_service(pinpoint: PinpointMock, http: Any) -> None:
    async def main() -> Any:
        async with make_client(http) as client:
            with pytest.raises(client.exceptions.NotFoundException) as caught:
                await client.get_app(ApplicationId="unknown")
            return caught.value.response

    response = asyncio.run(main())
    assert response["Error"] == {"Code": "NotFoundException", "Message": "Application not found"}
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 404


@over_both
def test_sends_at_the_same_time(pinpoint: PinpointMock, http: Any) -> None:
    addresses = [f"+1555{number:07}" for number in range(100)]

    async def main() -> list[Any]:
        async with make_client(http) as client:
            return await asyncio.gather(*(send(client, app_id, address) for address in addresses))

    app_id = pinpoint.add_app(region_name=REGION)
    responses = asyncio.run(main())
    assert [list(each["MessageResponse"]["Result"]) for each in responses] == [[address] for address in addresses]
    assert sorted(message.address or "" for message in pinpoint.sent_messages) == addresses
    assert len({message.message_id for message in pinpoint.sent_messages}) == len(addresses)


def test_loops_in_several_threads(pinpoint: PinpointMock) -> None:
    async def main() -> None:
        async with make_client() as client:
            await asyncio.gather(*(send(client, app_id) for _ in range(10)))

    app_id = pinpoint.add_app(region_name=REGION)
    threads = [threading.Thread(target=lambda: asyncio.run(main())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pinpoint.sent_messages) == 30


@over_both
@pytest.mark.parametrize("settings", [{}, KEYS], ids=["no keys", "keys"])
def test_an_early_client(http: Any, settings: dict[str, Any]) -> None:
    async def main() -> None:
        async with make_client(http, **settings) as client:
            for _ in range(2):
                async with mock_pinpoint() as pinpoint:
                    app_id = await create_app(client)
                    assert list(pinpoint.backend(region_name=REGION).apps) == [app_id]

    asyncio.run(main())


@over_both
def test_a_client_asked_for_early_and_entered_late(http: Any) -> None:
    asked_for = make_client(http)

    @mock_pinpoint
    async def main() -> None:
        async with asked_for as client:
            app_id = await create_app(client)
        assert list(pinpoint_mock.current_mock().backend(region_name=REGION).apps) == [app_id]

    asyncio.run(main())


MAKE: dict[str, Callable[[], Any]] = {
    "get_session": lambda: get_session().create_client("pinpoint", region_name=REGION),
    "region by position": lambda: AioSession().create_client("pinpoint", REGION),
    "service by name": lambda: AioSession().create_client(service_name="pinpoint", region_name=REGION),
    "a region of config": lambda: make_client(region_name=None, config=configured(region_name=REGION)),
    "another host": lambda: make_client(endpoint_url="https://gateway.example.com"),
    "localhost": lambda: make_client(endpoint_url="http://localhost:4566/base"),
    "unsigned": lambda: make_client(config=configured(signature_version=UNSIGNED)),
    "unsigned at another host": lambda: make_client(
        endpoint_url="http://localhost:4566", config=configured(signature_version=UNSIGNED)
    ),
    "unsigned over the other session": lambda: make_client(
        endpoint_url="http://localhost:4566",
        config=configured(list(HTTP_SESSIONS.values())[-1], signature_version=UNSIGNED),
    ),
    "dual-stack": lambda: make_client(config=configured(use_dualstack_endpoint=True)),
    "proxies": lambda: make_client(config=configured(proxies={"https": "http://proxy.example.com:3128"})),
}


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_every_client_is_answered_in_its_region(pinpoint: PinpointMock, make: Callable[[], Any]) -> None:
    async def main() -> str:
        async with make() as client:
            return await create_app(client)

    app_id = asyncio.run(main())
    assert list(pinpoint.backend(region_name=REGION).apps) == [app_id]


def test_the_region_is_that_of_boto3_where_a_client_has_none(
    pinpoint: PinpointMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def region() -> str:
        async with AioSession().create_client("pinpoint") as client:
            app_id = await create_app(client)
            assert app_id in pinpoint.backend(region_name=client.meta.region_name).apps
            name: str = client.meta.region_name
            return name

    assert asyncio.run(region()) == "us-east-1"
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    assert asyncio.run(region()) == REGION


def test_other_services_still_need_a_region(pinpoint: PinpointMock) -> None:
    with pytest.raises(NoRegionError):
        asyncio.run(AioSession().create_client("sqs").__aenter__())


def test_under_moto_pinpoint_is_answered_too(pinpoint: PinpointMock) -> None:
    async def main() -> str:
        with mock_aws():
            async with make_client() as client:
                return await create_app(client)

    app_id = asyncio.run(main())
    assert list(pinpoint.backend(region_name=REGION).apps) == [app_id]


IMPORTED_INSIDE = """
import sys
from pinpoint_mock import mock_pinpoint

async def create_app():
    from aiobotocore.session import get_session
    async with get_session().create_client("pinpoint", "eu-west-1") as client:
        return (await client.create_app(CreateApplicationRequest={"Name": "a"}))["ApplicationResponse"]["Id"]

with mock_pinpoint() as pinpoint:
    import boto3
    boto3.client("pinpoint").get_apps()
    assert not {"aiobotocore", "aioboto3", "aiohttp", "httpx", "httpx2"} & sys.modules.keys()
    import asyncio
    for number in range(1, 3):
        app_id = asyncio.run(create_app())
        assert app_id in pinpoint.backend(region_name="eu-west-1").apps
        assert len(pinpoint.backend(region_name="eu-west-1").apps) == number

import aiobotocore.endpoint, aiobotocore.httpsession, aiobotocore.session, aiobotocore.signers
ours = [
    value.__module__
    for owner in (
        aiobotocore.httpsession.AIOHTTPSession, aiobotocore.session.AioSession, aiobotocore.signers.AioRequestSigner
    )
    for value in vars(owner).values() if getattr(value, "__code__", None)
    if "pinpoint_mock" in value.__code__.co_filename
]
assert ours == [], ours
assert aiobotocore.endpoint.asyncio is asyncio
print("done")
"""


def test_an_import_inside_the_mock_is_in_time_and_ours_comes_off() -> None:
    assert subprocess.check_output([sys.executable, "-c", IMPORTED_INSIDE], text=True) == "done\n"


@over_both
def test_a_patch_of_the_transport_that_ends_inside_the_mock_takes_nothing_along(http: Any) -> None:
    async def main() -> None:
        async with make_client(http) as client:
            theirs.start()
            async with mock_pinpoint() as pinpoint:
                theirs.stop()
                assert await create_app(client) in pinpoint.backend(region_name=REGION).apps

    theirs = mock.patch.object(http, "send", side_effect=ConnectionRefusedError)
    before = http.send
    asyncio.run(main())
    assert http.send is before

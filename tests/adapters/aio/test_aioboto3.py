"""aioboto3's way of making clients."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aioboto3
import pytest

from pinpoint_mock import RealAWSRefused, mock_pinpoint
from tests.adapters.aio.clients import REGION, configured, create_app, over_both, send
from tests.builders import KEYS, PHONE

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock


@over_both
@pytest.mark.parametrize("settings", [{}, KEYS], ids=["no keys", "keys"])
def test_a_message_is_sent(pinpoint: PinpointMock, http: Any, settings: dict[str, Any]) -> None:
    async def main() -> None:
        session = aioboto3.Session(region_name=REGION, **settings)
        async with session.client("pinpoint", config=configured(http)) as client:
            await send(client, pinpoint.add_app(region_name=REGION))

    asyncio.run(main())
    assert pinpoint.sent_messages.one(address=PHONE).region_name == REGION


def test_a_session_without_a_region(pinpoint: PinpointMock) -> None:
    async def main() -> str:
        async with aioboto3.Session().client("pinpoint") as client:
            return await create_app(client)

    app_id = asyncio.run(main())
    assert list(pinpoint.backend().apps) == [app_id]


def test_an_early_session_and_an_early_client() -> None:
    async def main() -> None:
        session = aioboto3.Session(region_name=REGION)
        async with session.client("pinpoint") as early, mock_pinpoint() as pinpoint:
            async with session.client("pinpoint") as late:
                ids = [await create_app(client) for client in (early, late)]
            assert list(pinpoint.backend(region_name=REGION).apps) == ids

    asyncio.run(main())


def test_a_resource_of_another_service_is_refused(pinpoint: PinpointMock) -> None:
    async def main() -> None:
        async with aioboto3.Session(region_name=REGION).resource("s3") as s3:
            assert [bucket async for bucket in s3.buckets.all()]

    with pytest.raises(RealAWSRefused, match="'s3'"):
        asyncio.run(main())
    pinpoint.clear()

"""An application with an endpoint, at nine, and the way to move the time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.builders import PHONE
from tests.engagement import kinds
from tests.engagement.kinds import MoveTo, by_freezegun
from tests.operations.templates import Templates

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


@pytest.fixture(autouse=True)
def _functions() -> Iterator[None]:
    yield
    kinds.functions.clear()


@pytest.fixture
def move_to(pinpoint: PinpointMock) -> Iterator[MoveTo]:
    """The time is nine; this moves it."""
    with by_freezegun(pinpoint) as move:
        yield move


@pytest.fixture
def templates(client: PinpointClient) -> Templates:
    return Templates(client)


@pytest.fixture
def shop(move_to: MoveTo, pinpoint: PinpointMock, client: PinpointClient) -> str:
    """The id of an application of us-east-1 with one endpoint, made at nine."""
    app_id = pinpoint.add_app(application_id="shop", region_name="us-east-1")
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE, region_name="us-east-1")
    return app_id

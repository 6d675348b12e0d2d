"""What several tests of deliveries need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.delivery.shop import Shop

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


@pytest.fixture
def shop(pinpoint: PinpointMock, client: PinpointClient) -> Shop:
    return Shop(pinpoint, client)

"""The stage of the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from freezegun.api import FrozenDateTimeFactory

from tests.proof.stage import Stage

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


@pytest.fixture
def stage(clock: FrozenDateTimeFactory, pinpoint: PinpointMock, client: PinpointClient) -> Stage:
    return Stage(pinpoint, client, clock)

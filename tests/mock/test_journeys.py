"""Who is in a journey, as a test asks the mock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory

    from pinpoint_mock import PinpointMock
    from tests.builders import Journeys


def test_a_live_view(clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock) -> None:
    pinpoint.add_endpoint(journeys.app_id, endpoint_id="phone", channel="SMS", address="+15550100")
    journey_id = journeys.publish()
    participants = pinpoint.journey_participants(journey_id)
    assert repr(participants) == "<0 participants>"
    clock.move_to("2030-01-01T09:05:00Z")
    assert participants.one().endpoint_id == "phone"
    journeys.delete(journey_id)
    assert len(pinpoint.journey_participants(journey_id)) == 1


def test_a_journey_that_does_not_exist(journeys: Journeys, pinpoint: PinpointMock) -> None:
    journey_id = journeys.publish()
    text = f"journey 'welcome' does not exist in any application. There: '{journey_id}' ('welcome'). Pass the Id"
    with pytest.raises(ValueError, match=re.escape(text)):
        pinpoint.journey_participants("welcome")

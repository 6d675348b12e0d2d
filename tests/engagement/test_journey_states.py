"""Where a journey stands, seen from its store; what happens to it is in test_journeys.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinpoint_mock.engagement.journey_states import rest

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from tests.builders import Journeys


def test_nothing_happens_to_a_journey_that_is_gone(journeys: Journeys, pinpoint: PinpointMock) -> None:
    app = pinpoint.backend().apps[journeys.app_id]
    rest(app, "unknown")
    journey_id = journeys.publish(RefreshFrequency="PT1H")
    journeys.set_state(journey_id, "CANCELLED")
    rest(app, journey_id)
    assert journeys.state(journey_id) == "CANCELLED"

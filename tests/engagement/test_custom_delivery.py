"""What functions of custom deliveries get; campaigns and journeys show the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinpoint_mock.delivery.recipients import endpoint_recipient
from pinpoint_mock.engagement.custom_delivery import hand_over

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from tests.builders import Audience


def test_fifty_endpoints_at_a_time(pinpoint: PinpointMock, audience: Audience) -> None:
    calls: list[int] = []

    def function(event: Any, context: Any) -> Any:
        calls.append(len(event["Endpoints"]))
        if len(calls) == 2:
            raise RuntimeError("no more")
        return dict.fromkeys(event["Endpoints"], "seen")

    pinpoint.add_lambda("deliver", function)
    app = pinpoint.backend().apps[audience.app_id]
    for number in range(60):
        audience.put(f"e{number}", ChannelType="CUSTOM", Address=f"to {number}")
    recipients = [endpoint_recipient(app, f"e{number}", {}) for number in range(60)]
    with app.backend.world.lock:
        handed = hand_over(app, "deliver", "data", {"JourneyId": "j"}, recipients)
    assert calls == [50, 10]
    assert list(handed.payloads) == [f"e{number}" for number in range(60)]
    assert list(handed.outcomes) == [f"e{number}" for number in range(50, 60)]
    assert handed.answers == {f"e{number}": "seen" for number in range(50)}

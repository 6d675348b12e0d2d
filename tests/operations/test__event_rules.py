"""What a reported event may be: dates, durations and quotas, through boto3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.operations.events import ACCEPTED, LOGIN, START, STOP, names, put_event, put_events

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from tests.builders import Audience

DURATION_TEXT = "Session duration in milliseconds must be equal to the difference of start and stop timestamp"
NUMBER_TEXT = "Invalid event: must have at most 40 attributes and metrics"


@pytest.mark.parametrize(
    ("members", "text"),
    [
        ({"Timestamp": "yesterday"}, "Invalid Timestamp: must be an ISO 8601 date"),
        ({"Timestamp": ""}, "Invalid Timestamp: must be an ISO 8601 date"),
        ({"Session": {"Id": "s", "StartTimestamp": "x"}}, "Invalid StartTimestamp: must be an ISO 8601 date"),
        (
            {"Session": {"Id": "s", "StartTimestamp": START, "StopTimestamp": "x"}},
            "Invalid StopTimestamp: must be an ISO 8601 date",
        ),
        (
            {"Session": {"Id": "s", "StartTimestamp": START, "StopTimestamp": STOP, "Duration": 20008}},
            DURATION_TEXT,
        ),
        ({"Attributes": names(41, "v")}, NUMBER_TEXT),
        ({"Attributes": names(20, "v"), "Metrics": names(21, 1.0)}, NUMBER_TEXT),
        ({"Attributes": {"n" * 51: "v"}}, "Invalid Attributes: a name must be at most 50 characters"),
        ({"Metrics": {"n" * 51: 1.0}}, "Invalid Metrics: a name must be at most 50 characters"),
        ({"AppTitle": "t" * 1000 * 1024}, "Invalid event: must be at most 1000 KB"),
    ],
)
def test_a_bad_event_is_answered_with_400_and_holds_up_nothing_else(
    audience: Audience, pinpoint: PinpointMock, members: Any, text: str
) -> None:
    results = put_events(audience, {"a": {"Endpoint": {}, "Events": {"bad": {**LOGIN, **members}, "good": LOGIN}}})
    assert results["a"] == {
        "EndpointItemResponse": ACCEPTED,
        "EventsItemResponse": {"bad": {"StatusCode": 400, "Message": text}, "good": ACCEPTED},
    }
    assert [event.event_id for event in pinpoint.events] == ["good"]


@pytest.mark.parametrize(
    "members",
    [
        {"Attributes": names(20, "v" * 200), "Metrics": names(20, 1.0)},
        {"Attributes": {"n" * 50: ""}, "Metrics": {"n" * 50: 1.0}},
        {"Session": {"Id": "s", "StartTimestamp": START}},
        {"Session": {"Id": "s", "StartTimestamp": START, "Duration": 5}},
        {"Session": {"Id": "s", "StartTimestamp": START, "StopTimestamp": STOP}},
        {"Session": {"Id": "s", "StartTimestamp": START, "StopTimestamp": STOP, "Duration": 20009}},
        {
            "Session": {
                "Id": "s",
                "StartTimestamp": "2024-01-01T02:00:00.0009+02:00",
                "StopTimestamp": "2024-01-01T00:00:00.001Z",
                "Duration": 1,
            }
        },
    ],
)
def test_events_up_to_the_limits_are_recorded(audience: Audience, pinpoint: PinpointMock, members: Any) -> None:
    assert put_event(audience, {**LOGIN, **members}) == ACCEPTED
    event = pinpoint.events.one()
    assert event.attributes == members.get("Attributes", {})
    assert event.metrics == members.get("Metrics", {})
    assert event.session == members.get("Session")

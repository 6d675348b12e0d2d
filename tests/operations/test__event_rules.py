"""What a reported event may be: dates, durations and quotas, through boto3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.operations.events import ACCEPTED, LOGIN, START, STOP, names, put_event, put_events

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from tests.builders import Audience

DURATION_TEXT = "Session duration in milliseconds must be equal to the difference of start and stop timestamp"
OFFSET_TEXT = "must be an ISO 8601 date with Z or an offset such as +00:00"


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
        (
            {"Session": {"Id": "s", "StartTimestamp": "2024-01-01T00:00:00+0000"}},
            f"Invalid StartTimestamp: {OFFSET_TEXT}",
        ),
        (
            {"Session": {"Id": "s", "StartTimestamp": START, "StopTimestamp": "2024-01-01T00:00:00+0000"}},
            f"Invalid StopTimestamp: {OFFSET_TEXT}",
        ),
        ({"Attributes": names(41, "v")}, "Number of attributes per event submitted should be less than 40."),
        ({"Metrics": names(41, 1.0)}, "Number of metrics per event submitted should be less than 40."),
        ({"Attributes": {"n" * 51: "v"}}, "Event attribute key length should be less than 50."),
        ({"Metrics": {"n" * 51: 1.0}}, "Event metric key length should be less than 50."),
        ({"Attributes": {"short": "v", "long": "v" * 201}}, "Event attribute value length should be less than 200"),
        ({"ClientSdkVersion": ""}, "Invalid ClientSdkVersion: must not be empty"),
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
    "moment",
    [
        "2019-02-10T19:48:57+0000",
        "2019-02-10T19:48:57.123+0000",
        "2019-02-10T19:48:57-0800",
        "2019-02-10T19:48+0000",
        "2019-02-10 19:48:57+0000",
        "20190210T194857+0000",
        "2019-02-10T19:48:57+00",
    ],
)
def test_an_offset_without_a_colon_is_refused(audience: Audience, pinpoint: PinpointMock, moment: str) -> None:
    answer = put_event(audience, {**LOGIN, "Timestamp": moment})
    assert answer == {"StatusCode": 400, "Message": f"Invalid Timestamp: {OFFSET_TEXT}"}
    assert pinpoint.requests.last.explanation == (
        f"event 'e' of endpoint 'phone' was refused: Invalid Timestamp: {OFFSET_TEXT}, Timestamp was '{moment}'"
    )
    assert len(pinpoint.events) == 0


@pytest.mark.parametrize(
    "moment",
    [
        "2019-02-10T19:48:57Z",
        "2019-02-10T19:48:57.123Z",
        "2019-02-10T19:48:57+00:00",
        "2019-02-10T19:48:57-08:00",
        "2019-02-10T19:48:57",
        "2019-02-10",
    ],
)
def test_other_dates_are_taken_as_they_are(audience: Audience, pinpoint: PinpointMock, moment: str) -> None:
    assert put_event(audience, {**LOGIN, "Timestamp": moment}) == ACCEPTED
    assert pinpoint.events.one().timestamp == moment


def test_a_limit_that_is_broken_is_explained(audience: Audience, pinpoint: PinpointMock) -> None:
    put_event(audience, {**LOGIN, "Attributes": {"page": "v" * 201}})
    assert pinpoint.requests.last.explanation == (
        "event 'e' of endpoint 'phone' was refused: Event attribute value length should be less than 200, "
        "the value of 'page' has 201 characters, and may have 200"
    )


@pytest.mark.parametrize(
    "members",
    [
        {"Attributes": names(40, "v" * 200), "Metrics": names(40, 1.0)},
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

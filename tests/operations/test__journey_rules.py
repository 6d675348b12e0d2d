"""Journeys that cannot be published, whatever their activities."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import explanation

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from tests.builders import Jobs, Journeys, Segments

UTC = datetime.timezone.utc
TEN = datetime.datetime(2030, 1, 1, 10, tzinfo=UTC)
BOUGHT: Any = {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["bought"]}}}
RULE = {"StartTime": "09:00", "EndTime": "17:00"}
DAY = {"StartDateTime": "2030-01-01T00:00:00", "EndDateTime": "2030-01-02T00:00:00"}
EITHER = "StartCondition must have either SegmentStartCondition or EventStartCondition"


def open_hours(*rules: Any, day: str = "MONDAY") -> Any:
    return {"SendingSchedule": True, "OpenHours": {"SMS": {day: list(rules)}}}


def closed(*rules: Any) -> Any:
    return {"SendingSchedule": True, "ClosedDays": {"EMAIL": list(rules)}}


REFUSED: dict[str, tuple[Any, str]] = {
    "no start activity": ({"StartActivity": None}, "StartActivity must be one of the Activities"),
    "unknown start activity": ({"StartActivity": "x"}, "StartActivity must be one of the Activities"),
    "no start condition": ({"StartCondition": None}, EITHER),
    "empty start condition": ({"StartCondition": {}}, EITHER),
    "two start conditions": (
        {
            "StartCondition": {
                "SegmentStartCondition": {"SegmentId": "s"},
                "EventStartCondition": {"EventFilter": BOUGHT},
            }
        },
        EITHER,
    ),
    "unknown segment": (
        {"StartCondition": {"SegmentStartCondition": {"SegmentId": "s"}}},
        "SegmentId must name a segment",
    ),
    "no event filter": ({"StartCondition": {"EventStartCondition": {"SegmentId": "s"}}}, "EventFilter is missing"),
    "unknown segment of events": (
        {"StartCondition": {"EventStartCondition": {"EventFilter": BOUGHT, "SegmentId": "s"}}},
        "SegmentId must name a segment",
    ),
    "bad event filter": (
        {
            "StartCondition": {
                "EventStartCondition": {
                    "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"Attributes": {"a": {"Values": []}}}}
                }
            }
        },
        "Invalid Values: must have at least one",
    ),
    "local time of events": (
        {"StartCondition": {"EventStartCondition": {"EventFilter": BOUGHT}}, "LocalTime": True},
        "LocalTime must be false for an entry by event",
    ),
    "another zone": (
        {"Schedule": {"StartTime": TEN, "Timezone": "UTC+09"}},
        "Start time 2030-01-01T10:00:00Z doesn't have the same offset as the journey's schedule offset: UTC+09",
    ),
    "another zone of the end": (
        {"Schedule": {"EndTime": TEN, "Timezone": "UTC-02:30"}},
        "End time 2030-01-01T10:00:00Z doesn't have the same offset as the journey's schedule offset: UTC-02:30",
    ),
    "no zone": (
        {"Schedule": {"Timezone": "Mars"}},
        "Schedule.Timezone must be UTC or an offset such as UTC+05:30",
    ),
    "end before start": (
        {"Schedule": {"StartTime": TEN, "EndTime": TEN - datetime.timedelta(hours=1)}},
        "Schedule.EndTime must not be before Schedule.StartTime",
    ),
    "refresh": ({"RefreshFrequency": "hourly"}, "RefreshFrequency must be an ISO 8601 duration of an hour or more"),
    "short refresh": (
        {"RefreshFrequency": "PT59M"},
        "RefreshFrequency must be an ISO 8601 duration of an hour or more",
    ),
    "interval": (
        {"Limits": {"EndpointReentryInterval": "often"}},
        "EndpointReentryInterval must be an ISO 8601 duration",
    ),
    "daily cap": ({"Limits": {"DailyCap": 101}}, "Invalid DailyCap: must be from 0 to 100"),
    "timeframe": ({"Limits": {"TimeframeCap": {"Days": 31}}}, "Invalid Days: must be from 0 to 30"),
    "reentry cap": ({"Limits": {"EndpointReentryCap": 101}}, "Invalid EndpointReentryCap: must be 0 to 100"),
    "quiet time": ({"QuietTime": {"Start": "9", "End": "10:00"}}, "Invalid Start: must be HH:MM in 24-hour notation"),
    "open hours": ({"OpenHours": {"SMS": {"MONDAY": [RULE]}}}, "OpenHours needs SendingSchedule"),
    "closed days": ({"ClosedDays": {"SMS": [DAY]}}, "ClosedDays needs SendingSchedule"),
    "day of the week": (open_hours(RULE, day="Monday"), "OpenHours must have days of the week"),
    "five ranges": (open_hours(*[RULE] * 5), "OpenHours must have at most 4 ranges a day"),
    "start of a range": (open_hours({**RULE, "StartTime": "x"}), "OpenHours must have times in ISO 8601"),
    "end of a range": (open_hours({"StartTime": "09:00"}), "OpenHours must have times in ISO 8601"),
    "21 closed days": (closed(*[DAY] * 21), "ClosedDays must have at most 20 rules a channel"),
    "no closed day": (closed({}), "ClosedDays must have a StartDateTime and an EndDateTime in ISO 8601"),
    "long closed day": (
        closed({**DAY, "EndDateTime": "2030-01-09"}),
        "a rule of ClosedDays must have 0 to 7 days",
    ),
    "backward closed day": (
        closed({**DAY, "EndDateTime": "2029-01-09"}),
        "a rule of ClosedDays must have 0 to 7 days",
    ),
    "name of a closed day": (
        closed({**DAY, "Name": "x" * 151}),
        "the Name in ClosedDays must have at most 150 characters",
    ),
}


@pytest.mark.parametrize(("members", "text"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(journeys: Journeys, pinpoint: PinpointMock, members: Any, text: str) -> None:
    request = journeys.published(**members)
    explanation(pinpoint, lambda: journeys.create(**request))
    assert pinpoint.requests.last.error == "BadRequestException"
    assert pinpoint.requests.last.error_message == f"Journey validation failed, {text}"
    assert journeys.list() == {"Item": []}


ACCEPTED: dict[str, Any] = {
    "empty members": {"QuietTime": {}, "OpenHours": {}, "ClosedDays": {"SMS": []}, "Limits": {}, "Schedule": {}},
    "a start that is over": {"Schedule": {"StartTime": TEN.replace(year=2020), "Timezone": "utc"}},
    "an hour": {"RefreshFrequency": "PT60M"},
    "limits": {"Limits": {"EndpointReentryCap": 100, "EndpointReentryInterval": "P1D", "MessagesPerSecond": 50}},
    "open hours": open_hours(*[RULE] * 4),
    "closed days": closed(*[DAY] * 20),
}


@pytest.mark.parametrize("members", ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_accepted(journeys: Journeys, members: Any) -> None:
    made = journeys.create(**journeys.published(**members))
    assert made["State"] == "ACTIVE"


def test_an_import_cannot_be_the_segment_of_events(
    journeys: Journeys, jobs: Jobs, segments: Segments, pinpoint: PinpointMock
) -> None:
    job = jobs.run_import_of("ChannelType,Address,Id", "SMS,+15550100,one", DefineSegment=True)
    built_on_it = segments.create_id({"SourceSegments": [{"Id": job["Definition"]["SegmentId"]}]})
    start = {"EventStartCondition": {"EventFilter": BOUGHT, "SegmentId": built_on_it}}
    explanation(pinpoint, lambda: journeys.publish(StartCondition=start))
    assert pinpoint.requests.last.error_message == (
        "Journey validation failed, SegmentId must not be an imported segment, nor be built on one, "
        "for an entry by event"
    )


@pytest.mark.parametrize("text", ["2030-01-01T10:00:00+09:00", "2030-01-01T10:00:00"])
def test_offsets_of_callers_other_than_boto3(journeys: Journeys, pinpoint: PinpointMock, text: str) -> None:
    """A raw request may have another offset than UTC; boto3 never sends one."""
    request = journeys.published()
    zone = "UTC+09" if text.endswith("+09:00") else "UTC"

    def replace_body(request: Any, **kwargs: Any) -> None:
        body = json.loads(request.body)
        request.data = json.dumps({**body, "Schedule": {"StartTime": text, "Timezone": zone}})

    events = journeys.client.meta.events
    events.register("before-sign.pinpoint.CreateJourney", replace_body)
    try:
        made = journeys.create(**request)
    finally:
        events.unregister("before-sign.pinpoint.CreateJourney", replace_body)
    assert made["State"] == "ACTIVE"
    assert made["Schedule"]["Timezone"] == zone

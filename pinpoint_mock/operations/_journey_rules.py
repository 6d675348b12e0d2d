"""What a journey may be when it is published. Nothing here changes any state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dateutil import parser

from pinpoint_mock.audience.segment_rules import check_event_dimensions
from pinpoint_mock.core.checks import explained_at, within
from pinpoint_mock.core.clock import parse_timestamp
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown
from pinpoint_mock.engagement.durations import length_of, read_duration
from pinpoint_mock.engagement.journey_timing import DAYS_OF_WEEK, local_date, time_of_day
from pinpoint_mock.engagement.schedule import offset_of
from pinpoint_mock.operations._campaign_schedule_rules import TIMEZONES as CAMPAIGN_TIMEZONES
from pinpoint_mock.operations._journey_activity_rules import check_activities, check_segment, failure
from pinpoint_mock.operations._limits import check_journey_limits, check_quiet_time
from pinpoint_mock.operations._segments import is_imported
from pinpoint_mock.state.segments import SegmentReference

if TYPE_CHECKING:
    import datetime

    from pinpoint_mock.state.world import App

Members = Mapping[str, Any]

TIMEZONES = CAMPAIGN_TIMEZONES | {"UTC+08:45", "UTC+12:45", "UTC+13:45", "UTC-02:30", "UTC-03:30", "UTC-09:30"}
"""The values of Timezone.

Source: MODEL JourneySchedule.Timezone.
"""

SHORTEST_REFRESH = "PT1H"
MOST_REENTRIES = 100
MOST_OPEN_RANGES = 4
MOST_CLOSED_DAYS = 20
LONGEST_NAME = 150
LONGEST_CLOSED_DAYS = 7
"""What AWS documents as the least and the most.

Source: MODEL JourneyLimits; UG journeys-entry-activity; UG journeys-create.
"""


def check_journey(app: App, journey: Members) -> None:
    """Refuse a journey that cannot be published, with a BadRequestException `Journey validation failed, ...`.

    AWS documents that publishing validates the whole journey, but only one of the texts; here the others name the
    activity or the member.

    Source: MODEL WriteJourneyRequest; UG journeys-publish; gh:aws/aws-sdk-js-v3#5172; gh:aws/aws-sdk#597.
    """
    with explained_at("WriteJourneyRequest"):
        check_activities(app, journey.get("StartActivity"), journey.get("Activities", {}))
        for check in (_check_start, _check_schedule, _check_refresh, _check_limits, _check_sending_times):
            try:
                check(app, journey)
            except BadRequestException as error:
                raise failure(str(error), error.explanation) from None


def _check_start(app: App, journey: Members) -> None:
    condition = journey.get("StartCondition", {})
    segment, event = condition.get("SegmentStartCondition"), condition.get("EventStartCondition")
    if bool(segment) == bool(event):
        number = "both were sent" if segment else "neither was sent"
        raise BadRequestException(
            "StartCondition must have either SegmentStartCondition or EventStartCondition",
            f"StartCondition: {number}",
        )
    if segment:
        with explained_at("StartCondition.SegmentStartCondition"):
            check_segment(app, segment["SegmentId"])
    if event:
        with explained_at("StartCondition.EventStartCondition"):
            _check_event(app, journey, event)


def _check_event(app: App, journey: Members, event: Members) -> None:
    """Source: UG journeys-entry-activity; UG journeys-create."""
    if not event.get("EventFilter"):
        raise BadRequestException("EventFilter is missing", "EventFilter was not sent")
    check_event_dimensions(event["EventFilter"]["Dimensions"])
    segment_id = event.get("SegmentId")
    if segment_id:
        check_segment(app, segment_id)
        if is_imported(app, SegmentReference(segment_id, None)):
            raise BadRequestException(
                "SegmentId must not be an imported segment, nor be built on one, for an entry by event",
                f"SegmentId was {shown(segment_id)}, and an import is part of it",
            )
    if journey.get("LocalTime"):
        raise BadRequestException("LocalTime must be false for an entry by event", "LocalTime was True")


def _check_schedule(app: App, journey: Members) -> None:
    """The start, the end and the zone. A start that is over counts as now.

    Source: MODEL JourneySchedule; UG journeys-publish.
    """
    schedule = journey.get("Schedule", {})
    name = schedule.get("Timezone", "UTC")
    if name.upper() not in TIMEZONES:
        raise BadRequestException(
            "Schedule.Timezone must be UTC or an offset such as UTC+05:30", f"Schedule.Timezone was {shown(name)}"
        )
    for member, words in (("StartTime", "Start time"), ("EndTime", "End time")):
        text = schedule.get(member)
        if text is not None and _offset(text) != offset_of(name).utcoffset(None):
            raise BadRequestException(
                f"{words} {text} doesn't have the same offset as the journey's schedule offset: {name}",
                f"Schedule.{member} was {shown(text)}. boto3 sends every date in UTC, so only the Timezone UTC works",
            )
    if "StartTime" in schedule and "EndTime" in schedule:
        start, end = parse_timestamp(schedule["StartTime"]), parse_timestamp(schedule["EndTime"])
        if start is not None and end is not None and end < start:
            raise BadRequestException(
                "Schedule.EndTime must not be before Schedule.StartTime",
                f"Schedule.EndTime was {shown(schedule['EndTime'])}, the start {shown(schedule['StartTime'])}",
            )


def _offset(text: str) -> datetime.timedelta | None:
    """The offset of a date; one without is in UTC."""
    moment = parser.isoparse(text)
    return moment.utcoffset() if moment.tzinfo is not None else offset_of("UTC").utcoffset(None)


def _check_refresh(app: App, journey: Members) -> None:
    text = journey.get("RefreshFrequency")
    if not text:
        return
    duration, shortest = read_duration(text), read_duration(SHORTEST_REFRESH)
    assert shortest is not None, "it is a duration"
    if duration is None or length_of(duration) < length_of(shortest):
        raise BadRequestException(
            "RefreshFrequency must be an ISO 8601 duration of an hour or more", f"RefreshFrequency was {shown(text)}"
        )


def _check_limits(app: App, journey: Members) -> None:
    limits = journey.get("Limits", {})
    with explained_at("Limits"):
        check_journey_limits(limits)
        within("EndpointReentryCap", limits.get("EndpointReentryCap", 0), 0, MOST_REENTRIES)
        interval = limits.get("EndpointReentryInterval")
        if interval and read_duration(interval) is None:
            raise BadRequestException(
                "EndpointReentryInterval must be an ISO 8601 duration",
                f"EndpointReentryInterval was {shown(interval)}",
            )


def _check_sending_times(app: App, journey: Members) -> None:
    with explained_at("QuietTime"):
        check_quiet_time(journey.get("QuietTime", {}))
    for member in ("OpenHours", "ClosedDays"):
        if any(journey.get(member, {}).values()) and not journey.get("SendingSchedule"):
            raise BadRequestException(f"{member} needs SendingSchedule", "SendingSchedule was not true")
    for channel, days in journey.get("OpenHours", {}).items():
        with explained_at(f"OpenHours.{channel}"):
            _check_open_hours(days)
    for channel, rules in journey.get("ClosedDays", {}).items():
        with explained_at(f"ClosedDays.{channel}"):
            _check_closed_days(rules)


def _check_open_hours(days: Mapping[str, Any]) -> None:
    for day, rules in days.items():
        if day not in DAYS_OF_WEEK:
            raise BadRequestException("OpenHours must have days of the week", f"a day was {shown(day)}")
        if len(rules) > MOST_OPEN_RANGES:
            raise BadRequestException(
                f"OpenHours must have at most {MOST_OPEN_RANGES} ranges a day", f"{day} had {len(rules)}"
            )
        for rule in rules:
            for member in ("StartTime", "EndTime"):
                if time_of_day(rule.get(member, "")) is None:
                    raise BadRequestException(
                        "OpenHours must have times in ISO 8601", f"{day}.{member} was {shown(rule.get(member))}"
                    )


def _check_closed_days(rules: list[Members]) -> None:
    if len(rules) > MOST_CLOSED_DAYS:
        raise BadRequestException(
            f"ClosedDays must have at most {MOST_CLOSED_DAYS} rules a channel", f"there were {len(rules)}"
        )
    for rule in rules:
        dates = [local_date(rule.get(member, "")) for member in ("StartDateTime", "EndDateTime")]
        start, end = dates
        if start is None or end is None:
            raise BadRequestException(
                "ClosedDays must have a StartDateTime and an EndDateTime in ISO 8601",
                f"they were {shown(rule.get('StartDateTime'))} and {shown(rule.get('EndDateTime'))}",
            )
        if not 0 <= (end - start).total_seconds() <= LONGEST_CLOSED_DAYS * 86_400:
            raise BadRequestException(
                f"a rule of ClosedDays must have 0 to {LONGEST_CLOSED_DAYS} days", f"it was from {start} to {end}"
            )
        if len(rule.get("Name", "")) > LONGEST_NAME:
            raise BadRequestException(
                f"the Name in ClosedDays must have at most {LONGEST_NAME} characters",
                f"Name had {len(rule['Name'])}",
            )

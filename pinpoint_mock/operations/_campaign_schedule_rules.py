"""What the schedule of a campaign may be. Nothing here changes any state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pinpoint_mock.audience.segment_rules import check_event_dimensions
from pinpoint_mock.core.checks import explained_at, invalid, missing, read_date
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown
from pinpoint_mock.engagement.schedule import BY_EVENT, IMMEDIATE
from pinpoint_mock.operations._limits import check_quiet_time

TIMEZONES = frozenset(
    (
        *("UTC", "UTC+01", "UTC+02", "UTC+03", "UTC+03:30", "UTC+04", "UTC+04:30", "UTC+05", "UTC+05:30", "UTC+05:45"),
        *("UTC+06", "UTC+06:30", "UTC+07", "UTC+08", "UTC+09", "UTC+09:30", "UTC+10", "UTC+10:30", "UTC+11", "UTC+12"),
        *("UTC+13", "UTC-02", "UTC-03", "UTC-04", "UTC-05", "UTC-06", "UTC-07", "UTC-08", "UTC-09", "UTC-10", "UTC-11"),
    )
)
"""The values of Timezone, which are taken in lower case too.

Source: MODEL Schedule.Timezone; CLI get-campaigns.
"""


def check_schedule(schedule: Mapping[str, Any]) -> None:
    """Refuse a schedule that cannot be.

    BadRequestException for a StartTime that is over, a date that is none, an EndTime before the start, an unknown
    Timezone, a bad QuietTime, and for EVENT and IN_APP_EVENT without EventFilter. IN_APP_EVENT needs a date as
    StartTime.

    Source: MODEL Schedule; gh:aws/aws-sdk-java#2836; UG campaigns-schedule.
    """
    with explained_at("Schedule"):
        frequency = schedule.get("Frequency")
        start = _start(schedule["StartTime"], frequency)
        if "EndTime" in schedule and read_date("EndTime", schedule["EndTime"]) < start:
            raise BadRequestException(
                "Invalid EndTime: must not be before StartTime",
                f"EndTime was {shown(schedule['EndTime'])}, and the start is {timestamp(start)}",
            )
        if "Timezone" in schedule and schedule["Timezone"].upper() not in TIMEZONES:
            raise invalid("Timezone", "must be UTC or an offset such as UTC+05:30", schedule["Timezone"])
        with explained_at("QuietTime"):
            check_quiet_time(schedule.get("QuietTime", {}))
        if frequency in BY_EVENT:
            _check_event_filter(schedule, frequency)


def _start(start_time: str, frequency: str | None) -> Any:
    if start_time == IMMEDIATE:
        if frequency == "IN_APP_EVENT":
            raise invalid("StartTime", "must be an ISO 8601 date for IN_APP_EVENT", start_time)
        return now()
    start = read_date("StartTime", start_time)
    if start < now():
        raise BadRequestException(
            "StartTime must be at least current time.",
            f"StartTime was {shown(start_time)}, and it is {timestamp(now())}",
        )
    return start


def _check_event_filter(schedule: Mapping[str, Any], frequency: str | None) -> None:
    """The criteria of the filter are checked as those of segments, because they are compared in the same way."""
    if not schedule.get("EventFilter"):
        raise missing("EventFilter", f"EventFilter was not sent, and the Frequency is {frequency}")
    with explained_at("EventFilter.Dimensions"):
        check_event_dimensions(schedule["EventFilter"]["Dimensions"])

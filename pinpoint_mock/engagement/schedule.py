"""When campaigns run: the moments of a schedule, wall-clock time in the zones of endpoints, and quiet time."""

from __future__ import annotations

import datetime
import functools
import zoneinfo
from collections.abc import Mapping
from typing import Any

from dateutil import parser
from dateutil.relativedelta import relativedelta

from pinpoint_mock.core.clock import parse_timestamp

IMMEDIATE = "IMMEDIATE"
"""The StartTime of a campaign that begins when it is created.

Source: MODEL Schedule.StartTime.
"""

PERIODS: dict[str, Mapping[str, int]] = {
    "HOURLY": {"hours": 1},
    "DAILY": {"days": 1},
    "WEEKLY": {"weeks": 1},
    "MONTHLY": {"months": 1},
}
"""The time between two runs, by Frequency.

Source: MODEL Schedule.Frequency.
"""

BY_EVENT = frozenset({"EVENT", "IN_APP_EVENT"})
"""The frequencies of campaigns that go on from their start to their end and have no runs in between."""

Schedule = Mapping[str, Any]
"""A Schedule of a campaign that the rules have let pass."""


def base_of(schedule: Schedule, created: datetime.datetime) -> datetime.datetime:
    """The moment from which a schedule counts: its StartTime, or the moment of its creation if that is IMMEDIATE."""
    start_time = schedule["StartTime"]
    moment = None if start_time == IMMEDIATE else parse_timestamp(start_time)
    return created if moment is None else moment


def end_of(schedule: Schedule) -> datetime.datetime | None:
    """The EndTime of a schedule, or None."""
    return parse_timestamp(schedule["EndTime"]) if "EndTime" in schedule else None


def is_local(schedule: Schedule) -> bool:
    """Whether each endpoint is reached at the same time of its own zone.

    AWS does not document that together with IMMEDIATE, nor for campaigns by events; here the one is at once everywhere,
    and the others begin and end everywhere at the same moment.

    Source: MODEL Schedule.IsLocalTime.
    """
    is_exempt = schedule["StartTime"] == IMMEDIATE or schedule.get("Frequency") in BY_EVENT
    return bool(schedule.get("IsLocalTime")) and not is_exempt


def moment_of_run(schedule: Schedule, base: datetime.datetime, number: int) -> datetime.datetime | None:
    """The moment of a run, by its number from 0, or None if there is no such run.

    AWS does not document how months are counted; here each run keeps the day of the first one, as its StartTime is
    written, or takes the last day of a month that does not have it. The last run is at or before EndTime.

    Source: MODEL Schedule.

    >>> schedule = {"StartTime": "2030-01-31T10:00:00Z", "Frequency": "MONTHLY"}
    >>> base = base_of(schedule, datetime.datetime.now(datetime.timezone.utc))
    >>> [moment_of_run(schedule, base, number).date().isoformat() for number in range(3)]
    ['2030-01-31', '2030-02-28', '2030-03-31']
    """
    period = PERIODS.get(schedule.get("Frequency", "ONCE"))
    if number and period is None:
        return None
    periods = relativedelta(**{unit: number * count for unit, count in (period or {}).items()})  # type: ignore[arg-type]  # each unit is a number
    try:
        moment = (base.astimezone(_zone_of_schedule(schedule)) + periods).astimezone(datetime.timezone.utc)
    except (OverflowError, ValueError):  # after the year 9999
        return None
    end = end_of(schedule)
    return moment if end is None or moment <= end else None


def _zone_of_schedule(schedule: Schedule) -> datetime.tzinfo:
    """The offset in which the times of a schedule are counted: that of StartTime, or Timezone with IsLocalTime."""
    if is_local(schedule):
        return offset_of(schedule.get("Timezone", "UTC"))
    start_time = schedule["StartTime"]
    return (None if start_time == IMMEDIATE else parser.isoparse(start_time).tzinfo) or datetime.timezone.utc


def offset_of(name: str) -> datetime.timezone:
    """The offset of a Timezone such as `UTC+05:30`, in upper or lower case.

    >>> offset_of("utc-08")
    datetime.timezone(datetime.timedelta(days=-1, seconds=57600))
    """
    sign, digits = name[3:4], name[4:]
    hours, _, minutes = digits.partition(":")
    difference = datetime.timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return datetime.timezone(-difference if sign == "-" else difference)


@functools.lru_cache(maxsize=1024)
def zone(name: str) -> zoneinfo.ZoneInfo | None:
    """The zone of the tz database with that name, or None.

    Source: MODEL EndpointDemographic.Timezone.

    >>> zone("Asia/Tokyo"), zone("Moon")
    (zoneinfo.ZoneInfo(key='Asia/Tokyo'), None)
    """
    try:
        return zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return None


def zone_of(endpoint: Mapping[str, Any]) -> zoneinfo.ZoneInfo | None:
    """The zone of an endpoint's Demographic.Timezone, or None if that is missing or no zone."""
    name = endpoint.get("Demographic", {}).get("Timezone")
    return zone(name) if name else None


def local_moment(schedule: Schedule, moment: datetime.datetime, where: zoneinfo.ZoneInfo) -> datetime.datetime:
    """When the time of day of a run, which is at a moment in the schedule's own zone, comes in another zone.

    A time that a change of the clocks skips comes as if they had not been changed, one that it repeats comes first.

    >>> schedule = {"StartTime": "2030-01-01T10:00:00Z", "IsLocalTime": True}
    >>> ten = datetime.datetime(2030, 1, 1, 10, tzinfo=datetime.timezone.utc)
    >>> local_moment(schedule, ten, zone("Asia/Tokyo")).isoformat()
    '2030-01-01T01:00:00+00:00'
    """
    wall = moment.astimezone(_zone_of_schedule(schedule)).replace(tzinfo=where)
    return wall.astimezone(datetime.timezone.utc)


def is_quiet(quiet_time: Mapping[str, str], where: zoneinfo.ZoneInfo, moment: datetime.datetime) -> bool:
    """Whether it is quiet time in a zone: from Start to End, both included, which may pass midnight.

    Without both, and where they are equal, there is no quiet time.

    Source: MODEL QuietTime; MODEL Schedule.QuietTime; gh:aws-amplify/amplify-js.

    >>> night = {"Start": "22:00", "End": "06:00"}
    >>> is_quiet(night, zone("UTC"), datetime.datetime(2030, 1, 1, 6, tzinfo=datetime.timezone.utc))
    True
    """
    start, end = quiet_time.get("Start"), quiet_time.get("End")
    if not start or not end or start == end:
        return False
    time = moment.astimezone(where).strftime("%H:%M")
    return start <= time <= end if start < end else time >= start or time <= end

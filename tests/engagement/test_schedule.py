"""The moments of runs, the time of day in zones, and quiet time."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock.engagement.schedule import (
    base_of,
    is_local,
    is_quiet,
    local_moment,
    moment_of_run,
    offset_of,
    zone,
    zone_of,
)

UTC = datetime.timezone.utc
CREATED = datetime.datetime(2030, 1, 1, 9, 30, tzinfo=UTC)


def moments(schedule: dict[str, Any], count: int) -> list[str]:
    """The moments of the first runs, without seconds."""
    base = base_of(schedule, CREATED)
    found = [moment_of_run(schedule, base, number) for number in range(count)]
    return [moment.strftime("%Y-%m-%dT%H:%M") for moment in found if moment is not None]


MOMENTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "at once": ({"StartTime": "IMMEDIATE"}, ["2030-01-01T09:30"]),
    "once": ({"StartTime": "2030-01-01T10:00:00Z", "Frequency": "ONCE"}, ["2030-01-01T10:00"]),
    "hourly from now": (
        {"StartTime": "IMMEDIATE", "Frequency": "HOURLY"},
        ["2030-01-01T09:30", "2030-01-01T10:30", "2030-01-01T11:30"],
    ),
    "daily until": (
        {"StartTime": "2030-01-30T10:00:00Z", "Frequency": "DAILY", "EndTime": "2030-01-31T10:00:00Z"},
        ["2030-01-30T10:00", "2030-01-31T10:00"],
    ),
    "daily until just before": (
        {"StartTime": "2030-01-30T10:00:00Z", "Frequency": "DAILY", "EndTime": "2030-01-31T09:59:59Z"},
        ["2030-01-30T10:00"],
    ),
    "weekly": (
        {"StartTime": "2030-02-22T10:00:00Z", "Frequency": "WEEKLY"},
        ["2030-02-22T10:00", "2030-03-01T10:00", "2030-03-08T10:00"],
    ),
    "monthly": (
        {"StartTime": "2030-01-31T10:00:00Z", "Frequency": "MONTHLY"},
        ["2030-01-31T10:00", "2030-02-28T10:00", "2030-03-31T10:00", "2030-04-30T10:00"],
    ),
    "monthly in a leap year": (
        {"StartTime": "2032-01-30T10:00:00Z", "Frequency": "MONTHLY"},
        ["2032-01-30T10:00", "2032-02-29T10:00", "2032-03-30T10:00"],
    ),
    "monthly by the day that was written": (
        {"StartTime": "2030-01-31T23:00:00-05:00", "Frequency": "MONTHLY"},
        ["2030-02-01T04:00", "2030-03-01T04:00", "2030-04-01T04:00"],
    ),
    "monthly by the day of the zone": (
        {
            "StartTime": "2030-02-01T04:00:00Z",
            "Frequency": "MONTHLY",
            "IsLocalTime": True,
            "Timezone": "UTC-05",
        },
        ["2030-02-01T04:00", "2030-03-01T04:00", "2030-04-01T04:00"],
    ),
    "to the end of time": (
        {"StartTime": "9999-12-31T10:00:00Z", "Frequency": "DAILY"},
        ["9999-12-31T10:00"],
    ),
    "by events": ({"StartTime": "2030-01-01T10:00:00Z", "Frequency": "EVENT"}, ["2030-01-01T10:00"]),
}


@pytest.mark.parametrize(("schedule", "expected"), MOMENTS.values(), ids=MOMENTS)
def test_runs_come_at_their_moments(schedule: dict[str, Any], expected: list[str]) -> None:
    assert moments(schedule, len(expected)) == expected
    if len(expected) < 3:
        assert moments(schedule, 5) == expected, "there is no other run"


def test_at_once_is_the_same_everywhere() -> None:
    assert not is_local({"StartTime": "IMMEDIATE", "IsLocalTime": True})
    assert is_local({"StartTime": "2030-01-01T10:00:00Z", "IsLocalTime": True})
    assert not is_local({"StartTime": "2030-01-01T10:00:00Z"})
    assert not is_local({"StartTime": "2030-01-01T10:00:00Z", "IsLocalTime": True, "Frequency": "EVENT"})


@pytest.mark.parametrize(
    ("name", "minutes"), [("UTC", 0), ("utc", 0), ("UTC+13", 780), ("utc-08", -480), ("UTC+05:45", 345)]
)
def test_offsets_are_read(name: str, minutes: int) -> None:
    assert offset_of(name).utcoffset(None) == datetime.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("schedule", "name", "expected"),
    [
        ({}, "Asia/Tokyo", "2030-07-01T01:00"),
        ({}, "America/New_York", "2030-07-01T14:00"),
        ({"Timezone": "UTC-08"}, "Asia/Tokyo", "2030-06-30T17:00"),
        ({"Timezone": "UTC+05:45"}, "Asia/Kathmandu", "2030-07-01T10:00"),
        ({"StartTime": "2030-07-01T12:00:00+02:00"}, "Asia/Tokyo", "2030-07-01T01:00"),
    ],
)
def test_the_time_of_day_comes_in_each_zone(schedule: dict[str, Any], name: str, expected: str) -> None:
    schedule = {"StartTime": "2030-07-01T10:00:00Z", "IsLocalTime": True, **schedule}
    moment, where = moment_of_run(schedule, base_of(schedule, CREATED), 0), zone(name)
    assert moment is not None
    assert where is not None
    assert local_moment(schedule, moment, where).strftime("%Y-%m-%dT%H:%M") == expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2030-03-10T01:30", "2030-03-10T06:30"),
        ("2030-03-10T02:30", "2030-03-10T07:30"),  # skipped: as if the clocks had not been changed
        ("2030-03-10T03:30", "2030-03-10T07:30"),
        ("2030-11-03T01:30", "2030-11-03T05:30"),  # repeated: the first of the two
        ("2030-11-03T02:30", "2030-11-03T07:30"),
    ],
)
def test_changes_of_the_clocks(time: str, expected: str) -> None:
    schedule = {"StartTime": f"{time}:00Z", "IsLocalTime": True}
    new_york = zone("America/New_York")
    assert new_york is not None
    found = local_moment(schedule, base_of(schedule, CREATED), new_york)
    assert found.strftime("%Y-%m-%dT%H:%M") == expected


@pytest.mark.parametrize("name", ["Moon", "", "America", "UTC+5", "../UTC", "\0"])
def test_what_is_no_zone(name: str) -> None:
    assert zone_of({"Demographic": {"Timezone": name}}) is None
    assert zone_of({"Demographic": {}}) is zone_of({}) is None


NIGHT, NOON = {"Start": "22:00", "End": "06:00"}, {"Start": "12:00", "End": "13:00"}


@pytest.mark.parametrize(
    ("quiet", "time", "expected"),
    [
        (NOON, "11:59", False),
        (NOON, "12:00", True),
        (NOON, "13:00", True),
        (NOON, "13:01", False),
        (NIGHT, "21:59", False),
        (NIGHT, "22:00", True),
        (NIGHT, "00:00", True),
        (NIGHT, "06:00", True),
        (NIGHT, "06:01", False),
        ({"Start": "12:00", "End": "12:00"}, "12:00", False),
        ({}, "12:00", False),
        ({"Start": "12:00"}, "12:00", False),
    ],
)
def test_quiet_time_includes_its_ends_and_may_pass_midnight(quiet: dict[str, str], time: str, expected: bool) -> None:
    hour, minute = map(int, time.split(":"))
    tokyo = zone("Asia/Tokyo")
    assert tokyo is not None
    moment = datetime.datetime(2030, 1, 1, hour, minute, 59, tzinfo=tokyo).astimezone(UTC)
    assert is_quiet(quiet, tokyo, moment) is expected


@given(
    st.sampled_from(["HOURLY", "DAILY", "WEEKLY", "MONTHLY"]),
    st.datetimes(datetime.datetime(2030, 1, 1), datetime.datetime(2060, 1, 1)),
    st.integers(0, 200),
)
def test_runs_come_one_after_the_other(frequency: str, start: datetime.datetime, number: int) -> None:
    schedule = {"StartTime": start.isoformat(), "Frequency": frequency}
    base = base_of(schedule, CREATED)
    one, other = moment_of_run(schedule, base, number), moment_of_run(schedule, base, number + 1)
    assert one is not None
    assert other is not None
    assert datetime.timedelta() < other - one <= datetime.timedelta(days=31)

"""When a journey may send."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from pinpoint_mock.engagement.journey_timing import SendingTimes, estimated_zone, local_date, sending_times, time_of_day
from pinpoint_mock.engagement.schedule import zone
from pinpoint_mock.state.journeys import Journey

UTC = datetime.timezone.utc
TUESDAY = datetime.datetime(2030, 1, 1, 9, tzinfo=UTC)
WORK: Any = {
    "SMS": {"TUESDAY": [{"StartTime": "10:00", "EndTime": "12:00"}, {"StartTime": "14:00", "EndTime": "00:00"}]}
}
NEW_YEAR: Any = {"SMS": [{"Name": "New Year", "StartDateTime": "2030-01-01T00:00", "EndDateTime": "2030-01-02T00:00"}]}
NIGHT = {"Start": "22:00", "End": "10:30"}


def times(**members: Any) -> SendingTimes:
    return SendingTimes(**{"quiet_time": {}, "open_hours": {}, "closed_days": {}, "waits": True, **members})


@pytest.mark.parametrize(
    ("members", "channel", "zone_name", "expected"),
    [
        ({}, "SMS", "UTC", None),
        ({"quiet_time": NIGHT}, "SMS", "UTC", "01 10:31"),
        ({"quiet_time": NIGHT}, "SMS", "Asia/Tokyo", None),
        ({"quiet_time": NIGHT}, "SMS", "America/New_York", "01 15:31"),
        ({"open_hours": WORK}, "SMS", "UTC", "01 10:00"),
        ({"open_hours": WORK}, "EMAIL", "UTC", None),
        ({"open_hours": WORK}, "SMS", "Asia/Tokyo", None),
        ({"open_hours": WORK, "quiet_time": NIGHT}, "SMS", "UTC", "01 10:31"),
        ({"closed_days": NEW_YEAR}, "SMS", "UTC", "02 00:00"),
        ({"closed_days": NEW_YEAR}, "GCM", "UTC", None),
        ({"closed_days": {"PUSH": NEW_YEAR["SMS"]}}, "GCM", "UTC", "02 00:00"),
        ({"closed_days": NEW_YEAR, "open_hours": WORK}, "SMS", "UTC", "08 10:00"),
        ({"closed_days": NEW_YEAR}, "SMS", "Pacific/Kiritimati", "01 10:00"),
    ],
)
def test_the_next_moment(members: Any, channel: str, zone_name: str, expected: str | None) -> None:
    where = zone(zone_name)
    assert where is not None
    limits = times(**members)
    assert limits.are_limited == bool(members)
    reason = limits.reason(channel, where, TUESDAY)
    assert (reason is None) == (expected is None)
    if expected is not None:
        moment = limits.next_moment(channel, where, TUESDAY)
        assert moment is not None
        assert moment.strftime("%d %H:%M") == expected


def test_reasons() -> None:
    utc = zone("UTC")
    assert utc is not None
    assert times(quiet_time=NIGHT).reason("SMS", utc, TUESDAY) == (
        "it is Tuesday 09:00 in UTC, and quiet time is 22:00 to 10:30"
    )
    assert times(open_hours=WORK).reason("SMS", utc, TUESDAY) == (
        "it is Tuesday 09:00 in UTC, which is not in the OpenHours of SMS"
    )
    assert times(closed_days=NEW_YEAR).reason("SMS", utc, TUESDAY) == (
        "it is Tuesday 09:00 in UTC, and New Year of the ClosedDays of SMS applies"
    )
    assert times(open_hours={"SMS": {}}).next_moment("SMS", utc, TUESDAY) is None


def journey(**document: Any) -> Journey:
    return Journey("j", 1, {"Name": "j", **document}, {"QuietTime": {"Start": "01:00", "End": "02:00"}})


def test_open_hours_need_the_sending_schedule() -> None:
    rules: Any = {"OpenHours": WORK, "ClosedDays": NEW_YEAR, "QuietTime": NIGHT}
    assert sending_times(journey(**rules)) == times(quiet_time=NIGHT, waits=False)
    own = sending_times(journey(**rules, SendingSchedule=True, WaitForQuietTime=True))
    assert own == times(quiet_time=NIGHT, open_hours=WORK, closed_days=NEW_YEAR)
    assert sending_times(journey()).quiet_time == {"Start": "01:00", "End": "02:00"}


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        ({"ChannelType": "SMS", "Address": "+81312345678"}, "Asia/Tokyo"),
        ({"ChannelType": "VOICE", "Address": "+442083661177"}, "Europe/London"),
        ({"ChannelType": "EMAIL", "Address": "ada@example.com"}, None),
        ({"ChannelType": "SMS", "Address": "5550100"}, None),
        ({"ChannelType": "SMS", "Address": "+999123456"}, None),
    ],
)
def test_estimated_zones(endpoint: Any, expected: str | None) -> None:
    found = estimated_zone(journey(TimezoneEstimationMethods=["POSTAL_CODE", "PHONE_NUMBER"]), endpoint)
    assert (None if found is None else found.key) == expected
    assert estimated_zone(journey(TimezoneEstimationMethods=["POSTAL_CODE"]), endpoint) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("09:30", "09:30"), ("T09:30:00", "09:30"), ("09:30Z", "09:30"), ("2030-01-01T09:30", "09:30"), ("late", None)],
)
def test_times_of_day(text: str, expected: str | None) -> None:
    found = time_of_day(text)
    assert (None if found is None else found.strftime("%H:%M")) == expected


def test_local_dates() -> None:
    assert local_date("2030-01-01T09:30+05:00") == datetime.datetime(2030, 1, 1, 9, 30)
    assert local_date("soon") is None

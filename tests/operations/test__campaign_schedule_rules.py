"""What the schedule of a campaign may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time

from tests.builders import refused

if TYPE_CHECKING:
    from tests.builders import Campaigns

NOW = "2030-01-01T09:00:00Z"
LATER = "2030-01-01T10:00:00Z"
PAST = "StartTime must be at least current time."
FILTER: Any = {"Dimensions": {"EventType": {"Values": ["bought"]}}, "FilterType": "ENDPOINT"}


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    with freeze_time(NOW):
        yield


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "unreadable start": ({"StartTime": "tomorrow"}, "Invalid StartTime: must be an ISO 8601 date"),
    "empty start": ({"StartTime": ""}, "Invalid StartTime: must be an ISO 8601 date"),
    "immediate in lower case": ({"StartTime": "immediate"}, "Invalid StartTime: must be an ISO 8601 date"),
    "past": ({"StartTime": "2030-01-01T08:59:59Z"}, PAST),
    "past in another offset": ({"StartTime": "2030-01-01T10:59:59+02:00"}, PAST),
    "without offset is UTC whatever the zone": ({"StartTime": "2030-01-01T08:00:00", "Timezone": "UTC-08"}, PAST),
    "unreadable end": ({"StartTime": LATER, "EndTime": "never"}, "Invalid EndTime: must be an ISO 8601 date"),
    "end before start": (
        {"StartTime": LATER, "EndTime": "2030-01-01T09:59:59Z"},
        "Invalid EndTime: must not be before StartTime",
    ),
    "end before now": (
        {"StartTime": "IMMEDIATE", "EndTime": "2029-01-01T00:00:00Z"},
        "Invalid EndTime: must not be before StartTime",
    ),
    "unknown zone": (
        {"StartTime": LATER, "Timezone": "Europe/Berlin"},
        "Invalid Timezone: must be UTC or an offset such as UTC+05:30",
    ),
    "zone that is not listed": (
        {"StartTime": LATER, "Timezone": "UTC-12"},
        "Invalid Timezone: must be UTC or an offset such as UTC+05:30",
    ),
    "half a quiet time": ({"StartTime": LATER, "QuietTime": {"Start": "22:00"}}, "Missing End"),
    "bad quiet time": (
        {"StartTime": LATER, "QuietTime": {"Start": "22:00", "End": "24:00"}},
        "Invalid End: must be HH:MM in 24-hour notation",
    ),
    "event without filter": ({"StartTime": LATER, "Frequency": "EVENT"}, "Missing EventFilter"),
    "filter of no type": (
        {
            "StartTime": LATER,
            "Frequency": "EVENT",
            "EventFilter": {"Dimensions": {"EventType": {"Values": []}}, "FilterType": "ENDPOINT"},
        },
        "Invalid Values: must have at least one",
    ),
    "filter of an unknown comparison": (
        {
            "StartTime": LATER,
            "Frequency": "EVENT",
            "EventFilter": {
                "Dimensions": {"Metrics": {"price": {"ComparisonOperator": "MORE", "Value": 1.0}}},
                "FilterType": "ENDPOINT",
            },
        },
        "Invalid ComparisonOperator: must be one of GREATER_THAN, LESS_THAN, GREATER_THAN_OR_EQUAL, "
        "LESS_THAN_OR_EQUAL, EQUAL",
    ),
    "in-app without filter": ({"StartTime": LATER, "Frequency": "IN_APP_EVENT"}, "Missing EventFilter"),
    "in-app at once": (
        {"StartTime": "IMMEDIATE", "Frequency": "IN_APP_EVENT", "EventFilter": FILTER},
        "Invalid StartTime: must be an ISO 8601 date for IN_APP_EVENT",
    ),
    "filter with a bad date": (
        {
            "StartTime": LATER,
            "Frequency": "EVENT",
            "EventFilter": {
                "FilterType": "ENDPOINT",
                "Dimensions": {"Attributes": {"due": {"AttributeType": "BEFORE", "Values": ["soon"]}}},
            },
        },
        "Invalid Values: BEFORE takes ISO 8601 dates such as 2026-01-31T00:00:00Z",
    ),
    "unknown frequency": (
        {"StartTime": LATER, "Frequency": "YEARLY"},
        "Invalid Frequency: must be one of ONCE, HOURLY, DAILY, WEEKLY, MONTHLY, EVENT, IN_APP_EVENT",
    ),
}


@pytest.mark.parametrize(("schedule", "text"), BAD.values(), ids=BAD)
def test_a_bad_schedule_is_refused(campaigns: Campaigns, schedule: dict[str, Any], text: str) -> None:
    with refused(text):
        campaigns.create(Schedule=schedule)
    assert campaigns.list() == {"Item": []}


GOOD: dict[str, dict[str, Any]] = {
    "now": {"StartTime": NOW},
    "in another offset": {"StartTime": "2030-01-01T11:00:00+02:00"},
    "without offset": {"StartTime": "2030-01-01T09:00:00"},
    "end at the start": {"StartTime": LATER, "EndTime": LATER},
    "zone in lower case": {"StartTime": LATER, "Timezone": "utc+05:45"},
    "no quiet time": {"StartTime": LATER, "QuietTime": {}},
    "once and at once": {"StartTime": "IMMEDIATE", "Frequency": "ONCE"},
    "daily and at once": {"StartTime": "IMMEDIATE", "Frequency": "DAILY"},
    "by events and at once": {"StartTime": "IMMEDIATE", "Frequency": "EVENT", "EventFilter": FILTER},
    "filter that is not asked": {"StartTime": LATER, "EventFilter": {"Dimensions": {}, "FilterType": "SYSTEM"}},
}


@pytest.mark.parametrize("schedule", GOOD.values(), ids=GOOD)
def test_a_good_schedule_is_taken_as_it_is(campaigns: Campaigns, schedule: dict[str, Any]) -> None:
    assert campaigns.create(Schedule=schedule)["Schedule"] == schedule


def test_an_update_checks_the_schedule_again_that_is_sent_again(campaigns: Campaigns) -> None:
    campaign_id = campaigns.create_id(Schedule={"StartTime": LATER})
    with freeze_time("2030-01-02"), refused(PAST):
        campaigns.update(campaign_id, Schedule={"StartTime": LATER})

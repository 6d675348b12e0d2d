"""Runs in local time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Campaigns
    from tests.operations.templates import Templates

LOCAL: Any = {"StartTime": "2030-01-03T10:00:00Z", "IsLocalTime": True}
ZONES = {
    "tokyo": "Asia/Tokyo",
    "london": "Europe/London",
    "kathmandu": "Asia/Kathmandu",
    "new york": "America/New_York",
}


pytestmark = pytest.mark.usefixtures("clock")


def put(audience: Audience, *names: str, **zones: str) -> None:
    for name, zone in ({each: ZONES[each] for each in names} | zones).items():
        address = f"+1555{sum(map(ord, name)):07}"
        audience.put(name, ChannelType="SMS", Address=address, Demographic={"Timezone": zone})


def sent(pinpoint: PinpointMock) -> list[tuple[str | None, str]]:
    return [(message.endpoint_id, message.sent_at.strftime("%d %H:%M")) for message in pinpoint.sent_messages]


def test_each_endpoint_is_reached_in_its_own_zone_in_one_run(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    put(audience, *ZONES, lost="Moon")
    audience.put("nowhere", ChannelType="SMS", Address="+15550190")
    audience.put("gone", ChannelType="SMS", Address="+15550191", OptOut="ALL")
    campaign_id = campaigns.create_id(Schedule=LOCAL)
    counts = []
    for moment in ("00:59", "01:00", "04:15", "10:00", "14:59", "15:00"):
        clock.move_to(f"2030-01-03T{moment}:00Z")
        items = campaigns.list_activities(campaign_id)["Item"]
        done = [(item["TimezonesCompletedCount"], item["TimezonesTotalCount"], item["State"]) for item in items]
        counts.append((moment, campaigns.status(campaign_id), *done))
    assert counts == [
        ("00:59", "SCHEDULED"),
        ("01:00", "EXECUTING", (1, 4, "RUNNING")),
        ("04:15", "EXECUTING", (2, 4, "RUNNING")),
        ("10:00", "EXECUTING", (3, 4, "RUNNING")),
        ("14:59", "EXECUTING", (3, 4, "RUNNING")),
        ("15:00", "COMPLETED", (4, 4, "COMPLETED")),
    ]
    assert sent(pinpoint) == [
        ("tokyo", "03 01:00"),
        ("kathmandu", "03 04:15"),
        ("london", "03 10:00"),
        ("new york", "03 15:00"),
    ]
    assert campaigns.activity(campaign_id)["ExecutionMetrics"] == {
        "ENDPOINT_MISSING_TIMEZONE": "2",
        "ENDPOINT_OPT_OUT": "1",
        "ENDPOINT_PRODUCED": "7",
    }


def test_where_the_time_is_over_it_comes_at_once(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    clock.move_to("2030-01-03T09:07:00Z")
    put(audience, "tokyo", "london", "new york")
    campaigns.create(Schedule=LOCAL)
    assert sent(pinpoint) == [("tokyo", "03 09:07")]
    clock.move_to("2030-01-03T10:00:00Z")
    assert sent(pinpoint)[1:] == [("london", "03 10:00")]
    clock.move_to("2030-01-04T00:00:00Z")
    assert sent(pinpoint)[2:] == [("new york", "03 15:00")]


def test_only_the_first_run_makes_up_for_what_is_over(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    put(audience, "tokyo")
    clock.move_to("2030-01-03T08:00:00Z")
    schedule = {**LOCAL, "Frequency": "HOURLY", "EndTime": "2030-01-03T19:00:00Z"}
    campaign_id = campaigns.create_id(Schedule=schedule)
    clock.move_to("2030-01-04T12:00:00Z")
    assert sent(pinpoint) == [("tokyo", moment) for moment in ("03 08:00", "03 08:00", "03 09:00", "03 10:00")]
    assert campaigns.status(campaign_id) == "COMPLETED"


def test_endpoints_that_come_in_time_are_reached(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    campaigns.create(Schedule=LOCAL)
    put(audience, "new york")
    clock.move_to("2030-01-03T01:01:00Z")
    put(audience, "tokyo", "london")  # too late for Tokyo
    clock.move_to("2030-01-04T00:00:00Z")
    assert sent(pinpoint) == [("london", "03 10:00"), ("new york", "03 15:00")]


def test_a_run_without_anybody_ends_in_the_zone_of_the_schedule(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience
) -> None:
    audience.put("nowhere", ChannelType="SMS", Address="+15550190")
    campaign_id = campaigns.create_id(Schedule={**LOCAL, "Timezone": "UTC-05"})
    clock.move_to("2030-01-03T09:59:00Z")
    assert campaigns.status(campaign_id) == "SCHEDULED"
    clock.move_to("2030-01-03T10:00:00Z")
    assert campaigns.status(campaign_id) == "COMPLETED"
    activity = campaigns.activity(campaign_id)
    assert (activity["TimezonesTotalCount"], activity["Result"]) == (0, "SUCCESS")
    assert activity["ExecutionMetrics"] == {"ENDPOINT_MISSING_TIMEZONE": "1", "ENDPOINT_PRODUCED": "1"}


def test_daily_runs_keep_the_time_of_day_when_the_clocks_change(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    put(audience, "new york")
    schedule = {"StartTime": "2030-03-09T10:00:00Z", "Frequency": "DAILY", "EndTime": "2030-03-11T10:00:00Z"}
    campaigns.create(Schedule={**LOCAL, **schedule})
    clock.move_to("2030-04-01T00:00:00Z")
    assert sent(pinpoint) == [("new york", "09 15:00"), ("new york", "10 14:00"), ("new york", "11 14:00")]


def test_runs_that_overlap_are_told_apart(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    put(audience, first="Pacific/Kiritimati", last="Pacific/Pago_Pago")  # UTC+14 and UTC-11
    campaign_id = campaigns.create_id(Schedule={**LOCAL, "Frequency": "DAILY", "EndTime": "2030-01-04T10:00:00Z"})
    clock.move_to("2030-01-06T00:00:00Z")
    assert sent(pinpoint) == [("first", "02 20:00"), ("first", "03 20:00"), ("last", "03 21:00"), ("last", "04 21:00")]
    items = campaigns.list_activities(campaign_id)["Item"]
    assert [(item["SuccessfulEndpointCount"], item["TimezonesCompletedCount"]) for item in items] == [(2, 2), (2, 2)]


def test_a_run_is_finished_before_the_campaign_is_paused(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    put(audience, "tokyo", "new york")
    campaign_id = campaigns.create_id(Schedule={**LOCAL, "Frequency": "DAILY", "EndTime": "2030-01-06T10:00:00Z"})
    clock.move_to("2030-01-03T05:00:00Z")
    assert campaigns.update(campaign_id, IsPaused=True)["State"] == {"CampaignStatus": "EXECUTING"}
    clock.move_to("2030-01-03T15:00:00Z")
    assert campaigns.status(campaign_id) == "PAUSED"
    clock.move_to("2030-01-04T12:00:00Z")
    campaigns.update(campaign_id, IsPaused=False)
    clock.move_to("2030-01-05T16:00:00Z")
    assert sent(pinpoint) == [
        ("tokyo", "03 01:00"),
        ("new york", "03 15:00"),
        ("tokyo", "05 01:00"),
        ("new york", "05 15:00"),
    ]


def test_a_pause_before_anybody_was_reached_skips_the_run(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    put(audience, "new york")
    campaign_id = campaigns.create_id(Schedule=LOCAL)
    clock.move_to("2030-01-03T05:00:00Z")
    campaigns.update(campaign_id, IsPaused=True)
    clock.move_to("2030-01-04T05:00:00Z")
    assert campaigns.status(campaign_id) == "PAUSED"
    assert not pinpoint.messages


def test_a_template_that_is_gone_ends_a_run_between_two_zones(
    clock: FrozenDateTimeFactory,
    campaigns: Campaigns,
    audience: Audience,
    pinpoint: PinpointMock,
    templates: Templates,
) -> None:
    put(audience, "tokyo", "new york")
    templates.create("SMS", "hello", Body="Hello")
    campaign_id = campaigns.create_id(
        Schedule={**LOCAL, "Frequency": "DAILY"},
        MessageConfiguration=None,
        TemplateConfiguration={"SMSTemplate": {"Name": "hello"}},
    )
    clock.move_to("2030-01-03T05:00:00Z")
    templates.delete("SMS", "hello")
    clock.move_to("2030-01-05T00:00:00Z")
    assert sent(pinpoint) == [("tokyo", "03 01:00")]
    assert campaigns.status(campaign_id) == "INVALID"
    activity = campaigns.activity(campaign_id)
    assert (activity["State"], activity["Result"], activity["SuccessfulEndpointCount"]) == ("COMPLETED", "FAIL", 1)

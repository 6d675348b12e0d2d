"""The life of a campaign on the clock: its runs, and where it stands between them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Campaigns, Segments

NINE = datetime.datetime(2030, 1, 1, 9, tzinfo=datetime.timezone.utc)
NOW: Any = {"StartTime": "IMMEDIATE"}
LATER: Any = {"StartTime": "2030-01-01T10:00:00Z"}
DAILY: Any = {"Frequency": "DAILY", "EndTime": "2030-01-03T12:00:00Z", **LATER}
EVENT: Any = {
    "Frequency": "EVENT",
    "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["bought"]}}},
    "EndTime": "2030-01-01T12:00:00Z",
    **LATER,
}


pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def _phone(audience: Audience) -> None:
    audience.put("phone", ChannelType="SMS", Address="+15550100")


def runs(pinpoint: PinpointMock, campaign_id: str) -> list[str]:
    """The days and hours of the messages of a campaign."""
    return [message.sent_at.strftime("%d %H:%M") for message in pinpoint.sent_messages.filter(campaign_id=campaign_id)]


def test_a_campaign_is_sent_at_its_start_and_not_before(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, pinpoint: PinpointMock
) -> None:
    campaign_id = campaigns.create_id(Schedule=LATER)
    clock.move_to("2030-01-01T09:59:59Z")
    assert not pinpoint.sent_messages
    clock.move_to("2030-01-01T12:00:00Z")
    message = pinpoint.sent_messages.one(campaign_id=campaign_id)
    assert message.sent_at.hour == 10
    assert (message.endpoint_id, message.body, message.channel) == ("phone", "Hello", "SMS")
    assert campaigns.status(campaign_id) == "COMPLETED"


def test_an_immediate_campaign_is_sent_when_the_call_returns(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    made = campaigns.create()
    assert made["State"] == {"CampaignStatus": "SCHEDULED"}
    pinpoint.sent_messages.one(campaign_id=made["Id"])


def test_what_is_due_at_ten_sees_the_endpoints_of_ten(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    campaigns.create(Schedule=LATER, MessageConfiguration={"SMSMessage": {"Body": "{{Attributes.color.[0]}}"}})
    clock.move_to("2030-01-01T09:30:00Z")
    audience.put("phone", Attributes={"color": ["red"]})
    clock.move_to("2030-01-01T11:00:00Z")
    audience.put("phone", Attributes={"color": ["blue"]})
    assert pinpoint.sent_messages.one().body == "red"


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ({"Frequency": "HOURLY", "EndTime": "2030-01-01T12:00:00Z"}, ["01 10:00", "01 11:00", "01 12:00"]),
        ({"Frequency": "DAILY", "EndTime": "2030-01-03T09:59:00Z"}, ["01 10:00", "02 10:00"]),
        ({"Frequency": "WEEKLY", "EndTime": "2030-01-20T00:00:00Z"}, ["01 10:00", "08 10:00", "15 10:00"]),
        ({"Frequency": "MONTHLY", "EndTime": "2030-02-28T00:00:00Z"}, ["01 10:00", "01 10:00"]),
        (
            {"Frequency": "HOURLY", "StartTime": "IMMEDIATE", "EndTime": "2030-01-01T10:59:00Z"},
            ["01 09:00", "01 10:00"],
        ),
        ({"Frequency": "ONCE", "EndTime": "2031-01-01T00:00:00Z"}, ["01 10:00"]),
    ],
)
def test_a_jump_over_n_runs_makes_n_runs(
    clock: FrozenDateTimeFactory,
    campaigns: Campaigns,
    pinpoint: PinpointMock,
    schedule: dict[str, Any],
    expected: list[str],
) -> None:
    campaign_id = campaigns.create_id(Schedule={**LATER, **schedule})
    clock.move_to("2030-06-01T00:00:00Z")
    assert runs(pinpoint, campaign_id) == expected
    assert campaigns.status(campaign_id) == "COMPLETED"
    assert len(campaigns.list_activities(campaign_id)["Item"]) == len(expected)


def test_states_of_a_recurring_campaign(clock: FrozenDateTimeFactory, campaigns: Campaigns) -> None:
    campaign_id = campaigns.create_id(Schedule=DAILY)
    states = []
    for moment in ("01T09:59:59", "01T10:00:00", "02T10:00:00", "03T09:59:59", "03T10:00:00"):
        clock.move_to(f"2030-01-{moment}Z")
        states.append(campaigns.status(campaign_id))
    assert states == ["SCHEDULED", "PENDING_NEXT_RUN", "PENDING_NEXT_RUN", "PENDING_NEXT_RUN", "COMPLETED"]


def test_a_campaign_executes_while_it_runs(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    seen: list[Any] = []

    def look(event: Any, context: object) -> Any:
        seen.extend([campaigns.status(event["CampaignId"]), campaigns.activity(event["CampaignId"])])
        return event["Endpoints"]

    pinpoint.add_lambda("look", look)
    campaign_id = campaigns.create_id(Hook={"LambdaFunctionName": "look"})
    status, activity = seen
    assert (status, activity["State"], activity["TotalEndpointCount"]) == ("EXECUTING", "RUNNING", 0)
    assert not activity.keys() & {"End", "Result"}
    assert campaigns.status(campaign_id) == "COMPLETED"


def test_a_pause_skips_the_runs_that_it_meets(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, pinpoint: PinpointMock
) -> None:
    campaign_id = campaigns.create_id(Schedule=DAILY)
    clock.move_to("2030-01-01T12:00:00Z")
    assert campaigns.update(campaign_id, IsPaused=True)["State"] == {"CampaignStatus": "PAUSED"}
    clock.move_to("2030-01-02T12:00:00Z")
    assert campaigns.status(campaign_id) == "PAUSED"
    assert campaigns.update(campaign_id, IsPaused=False)["State"] == {"CampaignStatus": "PENDING_NEXT_RUN"}
    clock.move_to("2030-01-03T12:00:00Z")
    assert runs(pinpoint, campaign_id) == ["01 10:00", "03 10:00"]
    assert campaigns.status(campaign_id) == "COMPLETED"
    assert campaigns.update(campaign_id, IsPaused=True)["State"] == {"CampaignStatus": "COMPLETED"}


def test_a_campaign_that_misses_its_only_run_is_over_when_it_is_resumed(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, pinpoint: PinpointMock
) -> None:
    campaign_id = campaigns.create_id(Schedule=LATER, IsPaused=True)
    clock.move_to("2030-01-01T12:00:00Z")
    assert campaigns.status(campaign_id) == "PAUSED"
    assert campaigns.update(campaign_id, IsPaused=False)["State"] == {"CampaignStatus": "COMPLETED"}
    assert not pinpoint.messages
    assert campaigns.list_activities(campaign_id) == {"Item": []}


def test_the_first_run_of_an_immediate_campaign_cannot_be_paused(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, pinpoint: PinpointMock
) -> None:
    schedule = {"StartTime": "IMMEDIATE", "Frequency": "HOURLY"}
    campaign_id = campaigns.create_id(IsPaused=True, Schedule=schedule)
    clock.move_to("2030-01-01T12:00:00Z")
    assert runs(pinpoint, campaign_id) == ["01 09:00"]
    assert campaigns.status(campaign_id) == "PAUSED"


def test_another_schedule_begins_anew(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, pinpoint: PinpointMock
) -> None:
    campaign_id = campaigns.create_id(Schedule=DAILY)
    clock.move_to("2030-01-01T12:00:00Z")
    later: Any = {"StartTime": "2030-01-05T10:00:00Z"}
    assert campaigns.update(campaign_id, Schedule=later)["State"] == {"CampaignStatus": "SCHEDULED"}
    clock.move_to("2030-01-06T12:00:00Z")
    assert runs(pinpoint, campaign_id) == ["01 10:00", "05 10:00"]
    again: Any = {"StartTime": "IMMEDIATE"}
    for _ in range(2):  # the same schedule once more is no other one
        campaigns.update(campaign_id, Schedule=again)
    assert runs(pinpoint, campaign_id) == ["01 10:00", "05 10:00", "06 12:00"]


def test_a_run_uses_the_newest_version(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, pinpoint: PinpointMock
) -> None:
    campaign_id = campaigns.create_id(Schedule=LATER)
    campaigns.update(campaign_id, MessageConfiguration={"SMSMessage": {"Body": "Changed"}})
    clock.move_to("2030-01-01T12:00:00Z")
    assert pinpoint.sent_messages.one(campaign_id=campaign_id).body == "Changed"


@pytest.mark.parametrize("schedule", [DAILY, EVENT], ids=["daily", "event"])
def test_a_deleted_campaign_sends_nothing_more(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, pinpoint: PinpointMock, schedule: Any
) -> None:
    campaign_id = campaigns.create_id(Schedule=schedule)
    clock.move_to("2030-01-01T10:30:00Z")
    before = runs(pinpoint, campaign_id)
    campaigns.delete(campaign_id)
    clock.move_to("2030-01-05T00:00:00Z")
    assert runs(pinpoint, campaign_id) == before
    assert campaigns.list()["Item"][0]["State"] == {"CampaignStatus": "DELETED"}


def test_the_campaigns_of_a_deleted_segment_stop(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, segments: Segments, pinpoint: PinpointMock
) -> None:
    segment_id = segments.create_id()
    over = campaigns.create_id(SegmentId=segment_id)
    waiting, waiting_for_events = (
        campaigns.create_id(SegmentId=segment_id, Schedule=schedule) for schedule in (DAILY, EVENT)
    )
    other = campaigns.create_id(Schedule=LATER)
    clock.move_to("2030-01-01T11:00:00Z")
    segments.delete(segment_id)
    statuses = [campaigns.status(each) for each in (over, waiting, waiting_for_events, other)]
    assert statuses == ["COMPLETED", "DELETED", "DELETED", "COMPLETED"]
    activity = campaigns.activity(waiting_for_events)
    assert (activity["State"], activity["End"][11:16], "Result" in activity) == ("CANCELLED", "11:00", False)
    clock.move_to("2030-01-05T00:00:00Z")
    assert runs(pinpoint, waiting) == ["01 10:00"]
    resumed = campaigns.update(waiting, IsPaused=False)
    assert resumed["State"] == {"CampaignStatus": "DELETED"}


def test_states_of_a_campaign_by_events(clock: FrozenDateTimeFactory, campaigns: Campaigns) -> None:
    campaign_id = campaigns.create_id(Schedule=EVENT)
    assert campaigns.status(campaign_id) == "SCHEDULED"
    clock.move_to("2030-01-01T10:00:00Z")
    assert campaigns.status(campaign_id) == "EXECUTING"
    assert campaigns.activity(campaign_id)["State"] == "RUNNING"
    assert campaigns.update(campaign_id, IsPaused=True)["State"] == {"CampaignStatus": "PAUSED"}
    assert campaigns.update(campaign_id, IsPaused=False)["State"] == {"CampaignStatus": "EXECUTING"}
    clock.move_to("2030-01-01T12:00:00Z")
    assert campaigns.status(campaign_id) == "COMPLETED"
    activity = campaigns.activity(campaign_id)
    assert (activity["State"], activity["Result"], activity["End"][11:16]) == ("COMPLETED", "SUCCESS", "12:00")


def test_another_schedule_ends_the_wait_for_events(clock: FrozenDateTimeFactory, campaigns: Campaigns) -> None:
    campaign_id = campaigns.create_id(Schedule=EVENT)
    clock.move_to("2030-01-01T11:00:00Z")
    campaigns.update(campaign_id, Schedule={**EVENT, "StartTime": "2030-01-02T10:00:00Z", "EndTime": "2030-01-03"})
    assert campaigns.status(campaign_id) == "SCHEDULED"
    assert campaigns.activity(campaign_id)["State"] == "CANCELLED"


def test_a_function_may_delete_the_campaign_that_runs(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, pinpoint: PinpointMock
) -> None:
    def delete(event: Any, context: object) -> Any:
        campaigns.delete(event["CampaignId"])
        return event["Endpoints"]

    pinpoint.add_lambda("delete", delete)
    campaign_id = campaigns.create_id(Schedule=DAILY, Hook={"LambdaFunctionName": "delete"})
    clock.move_to("2030-01-05T00:00:00Z")
    assert runs(pinpoint, campaign_id) == ["01 10:00"]
    assert campaigns.list()["Item"][0]["State"] == {"CampaignStatus": "DELETED"}


def test_a_deleted_application_sends_nothing(
    clock: FrozenDateTimeFactory, client: PinpointClient, campaigns: Campaigns, pinpoint: PinpointMock
) -> None:
    campaigns.create(Schedule=DAILY)
    client.delete_app(ApplicationId=campaigns.app_id)
    clock.move_to("2030-01-05T00:00:00Z")
    assert not pinpoint.messages

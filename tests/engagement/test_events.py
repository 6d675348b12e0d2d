"""Campaigns that events send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.engagement import events

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Campaigns, Segments

BOUGHT: Any = {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["bought"]}}}
SCHEDULE: Any = {
    "Frequency": "EVENT",
    "StartTime": "2030-01-01T10:00:00Z",
    "EndTime": "2030-01-01T12:00:00Z",
    "EventFilter": BOUGHT,
}


pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def _endpoints(audience: Audience) -> None:
    audience.put("phone", ChannelType="SMS", Address="+15550100", Attributes={"plan": ["pro"]})
    audience.put("other", ChannelType="SMS", Address="+15550101")


def report(audience: Audience, endpoint_id: str = "phone", *types: str, **event: Any) -> Any:
    """PutEvents of one endpoint; the results of the events."""
    batch: Any = {
        "Endpoint": event.pop("endpoint", {}),
        "Events": {
            str(number): {"EventType": each, "Timestamp": "2030-01-01T00:00:00Z", **event}
            for number, each in enumerate(types or ("bought",))
        },
    }
    request: Any = {"BatchItem": {endpoint_id: batch}}
    answer = audience.client.put_events(ApplicationId=audience.app_id, EventsRequest=request)
    return answer["EventsResponse"]["Results"][endpoint_id]


def test_an_event_between_start_and_end_sends_to_its_endpoint(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    campaign_id = campaigns.create_id(Schedule=SCHEDULE)
    sent = []
    for moment in ("09:59:59", "10:00:00", "11:00:00", "12:00:01"):
        clock.move_to(f"2030-01-01T{moment}Z")
        report(audience)
        sent.append([message.endpoint_id for message in pinpoint.sent_messages])
        pinpoint.clear()
    assert sent == [[], ["phone"], ["phone"], []]
    (activity,) = campaigns.list_activities(campaign_id)["Item"]
    assert (activity["TotalEndpointCount"], activity["SuccessfulEndpointCount"]) == (2, 2)
    assert activity["ExecutionMetrics"] == {"ENDPOINT_PRODUCED": "2"}
    assert (activity["Start"], activity["End"]) == ("2030-01-01T10:00:00.000Z", "2030-01-01T12:00:00.000Z")


def test_each_matching_event_sends_one_message(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    campaigns.create(Schedule={**SCHEDULE, "StartTime": "IMMEDIATE"})
    report(audience, "phone", "bought", "opened", "bought")
    report(audience, "other", "opened")
    message, again = pinpoint.sent_messages
    assert message.endpoint_id == again.endpoint_id == "phone"
    assert (message.operation, message.treatment_id) == (None, "0")
    assert message.campaign_activity_id == again.campaign_activity_id


def test_attributes_and_metrics_of_the_event_are_asked(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    dimensions: Any = {
        "Attributes": {"color": {"Values": ["red"]}},
        "Metrics": {"price": {"ComparisonOperator": "GREATER_THAN", "Value": 4}},
    }
    event_filter = {"FilterType": "ENDPOINT", "Dimensions": dimensions}
    campaigns.create(Schedule={**SCHEDULE, "StartTime": "IMMEDIATE", "EventFilter": event_filter})
    report(audience, Attributes={"color": "red"}, Metrics={"price": 4.0})
    assert not pinpoint.messages
    report(audience, Attributes={"color": "red"}, Metrics={"price": 5.0})
    pinpoint.sent_messages.one()


def test_only_members_of_the_segment_get_the_message(
    campaigns: Campaigns, audience: Audience, segments: Segments, pinpoint: PinpointMock
) -> None:
    pro = segments.create_id(Dimensions={"Attributes": {"plan": {"Values": ["pro"]}}})
    built_on = segments.create_id({"SourceSegments": [{"Id": pro}]})
    for segment_id in (pro, built_on):
        campaigns.create(SegmentId=segment_id, Schedule={**SCHEDULE, "StartTime": "IMMEDIATE"})
    report(audience, "other")
    assert not pinpoint.messages
    report(audience, "other", endpoint={"Attributes": {"plan": ["pro"]}})
    assert len(pinpoint.sent_messages) == 2


def test_an_event_of_an_endpoint_that_the_campaign_does_not_reach(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    campaign_id = campaigns.create_id(Schedule={**SCHEDULE, "StartTime": "IMMEDIATE"})
    report(audience, endpoint={"OptOut": "ALL"})
    report(audience, "new")  # for analytics only
    assert not pinpoint.messages
    assert campaigns.activity(campaign_id)["ExecutionMetrics"] == {
        "ENDPOINT_MISSING_ADDRESS": "1",
        "ENDPOINT_OPT_OUT": "1",
        "ENDPOINT_PRODUCED": "2",
    }


def test_refused_events_and_events_of_paused_campaigns_send_nothing(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    campaign_id = campaigns.create_id(Schedule={**SCHEDULE, "StartTime": "IMMEDIATE"})
    assert report(audience, Timestamp="yesterday")["EventsItemResponse"]["0"]["StatusCode"] == 400
    campaigns.update(campaign_id, IsPaused=True)
    report(audience)
    assert not pinpoint.messages
    campaigns.update(campaign_id, IsPaused=False)
    assert not pinpoint.messages
    report(audience)
    pinpoint.sent_messages.one()


def test_events_of_the_service_are_told_from_those_of_apps(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    opened: Any = {"FilterType": "SYSTEM", "Dimensions": {"EventType": {"Values": ["_email.open"]}}}
    campaigns.create(Schedule={**SCHEDULE, "StartTime": "IMMEDIATE", "EventFilter": opened})
    report(audience, "phone", "_email.open")
    assert not pinpoint.messages
    app = pinpoint.backend().apps[audience.app_id]
    for endpoint_id in ("phone", "unknown"):
        events.trigger(app, endpoint_id, "_email.open", filter_type="SYSTEM", attributes={}, metrics={})
    assert pinpoint.sent_messages.one().endpoint_id == "phone"


def test_an_event_campaign_without_end_goes_on(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    schedule = {name: value for name, value in SCHEDULE.items() if name != "EndTime"}
    campaign_id = campaigns.create_id(Schedule=schedule)
    clock.move_to("2031-01-01T00:00:00Z")
    report(audience)
    pinpoint.sent_messages.one()
    assert campaigns.status(campaign_id) == "EXECUTING"


def test_a_treatment_that_comes_later_has_an_activity_of_its_own(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    campaign_id = campaigns.create_id(Schedule={**SCHEDULE, "StartTime": "IMMEDIATE"})
    report(audience)
    campaigns.update(campaign_id, AdditionalTreatments=[{"SizePercent": 100}])
    report(audience)
    assert [message.treatment_id for message in pinpoint.sent_messages] == ["0", "1"]
    assert campaigns.activity(campaign_id, "1")["SuccessfulEndpointCount"] == 1
    assert campaigns.activity(campaign_id, "0")["SuccessfulEndpointCount"] == 1

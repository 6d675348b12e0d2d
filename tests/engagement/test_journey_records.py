"""The event records of journeys, and what recipients do with their messages: splits and metrics."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.engagement.metrics import JOURNEY_METRICS
from tests.builders import activities, explanation, say, wait

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Journeys

pytestmark = pytest.mark.usefixtures("clock")

NINE = datetime.datetime(2030, 1, 1, 9, tzinfo=datetime.timezone.utc)


@pytest.fixture(autouse=True)
def _endpoints(audience: Audience) -> None:
    audience.put("phone", ChannelType="SMS", Address="+15550100", Demographic={"Timezone": "UTC"})
    audience.put("mail", ChannelType="EMAIL", Address="ada@example.com")
    audience.put("other mail", ChannelType="EMAIL", Address="bob@example.com")
    audience.put("tablet", ChannelType="GCM", Address="token")


@pytest.mark.parametrize(
    ("kind", "endpoint_id", "event_types"),
    [
        ("SMS", "phone", ["_journey.send", "_SMS.SUCCESS"]),
        ("EMAIL", "mail", ["_journey.send", "_email.send"]),
        ("PUSH", "tablet", ["_journey.send"]),
    ],
)
def test_the_records_of_a_message(
    clock: FrozenDateTimeFactory,
    journeys: Journeys,
    audience: Audience,
    pinpoint: PinpointMock,
    kind: str,
    endpoint_id: str,
    event_types: list[str],
) -> None:
    audience.delete("other mail")
    journey_id = journeys.publish(say(kind))
    clock.move_to("2030-01-01T10:00:00Z")
    records = pinpoint.stream_records
    assert [each.event_type for each in records] == event_types
    (run,) = journeys.runs(journey_id)["Item"]
    ids = {"journey_run_id": run["RunId"], "journey_id": journey_id, "journey_activity_id": "a1"}
    sent = records[0]
    assert sent.client_id == endpoint_id
    assert sent.attributes == {
        **ids,
        "journey_send_status": "SUCCESS",
        "journey_activity_type": kind,
        "journey_send_status_message": "200",
        "journey_send_status_code": "200",
    }
    endpoint = json.loads(sent.record["client_context"]["custom"]["endpoint"])
    assert endpoint["ChannelType"] == audience.get(endpoint_id)["ChannelType"]
    for each in records[1:]:
        assert {name: each.attributes.get(name) for name in ids} == ids


@pytest.mark.parametrize(
    ("members", "fault", "status"),
    [
        ({}, {"delivery_status": "PERMANENT_FAILURE"}, "FAILURE_PERMANENT"),
        ({}, {"delivery_status": "THROTTLED"}, "THROTTLED"),
        ({}, {"delivery_status": "TEMPORARY_FAILURE"}, "FAILURE"),
        ({"QuietTime": {"Start": "09:00", "End": "10:00"}}, {}, "QUIET_TIME"),
    ],
)
def test_the_record_of_a_message_that_is_not_sent(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, members: Any, fault: Any, status: str
) -> None:
    if fault:
        pinpoint.fail_delivery(channel="SMS", **fault)
    journeys.publish(**members)
    clock.move_to("2030-01-01T10:00:00Z")
    assert pinpoint.stream_records[0].attributes["journey_send_status"] == status


def test_feedback_feeds_splits(clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock) -> None:
    opened = {"MessageActivity": "a1", "Dimensions": {"EventType": {"Values": ["_email.open"]}}}
    split = {"Condition": {"Conditions": [{"EventCondition": opened}]}, "TrueActivity": "a3"}
    chain = activities(say("EMAIL", NextActivity="a2"), ("ConditionalSplit", split), wait("P1D"))
    journey_id = journeys.publish(Activities=chain)
    clock.move_to("2030-01-01T09:30:00Z")
    pinpoint.add_feedback(pinpoint.sent_messages.one(endpoint_id="mail"), "_email.open")
    clock.move_to("2030-01-01T11:00:00Z")
    assert pinpoint.journey_participants(journey_id).one(activity_id="a3").endpoint_id == "mail"


@pytest.mark.parametrize("end", ["opened_notification", "received_foreground", "received_background"])
def test_what_becomes_of_a_push_notification(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, end: Any
) -> None:
    event = {"MessageActivity": "a1", "Dimensions": {"EventType": {"Values": [f"_journey.{end}"]}}}
    split = {"Condition": {"Conditions": [{"EventCondition": event}]}, "TrueActivity": "a3"}
    chain = activities(say("PUSH", NextActivity="a2"), ("ConditionalSplit", split), wait("P1D"))
    journey_id = journeys.publish(Activities=chain)
    clock.move_to("2030-01-01T09:30:00Z")
    message = pinpoint.sent_messages.one()
    pinpoint.add_feedback(message, f"_journey.{end}")  # type: ignore[arg-type]  # each of the three is a kind
    assert pinpoint.stream_records.last.attributes == {
        "journey_run_id": message.journey_run_id,
        "journey_id": journey_id,
        "journey_activity_id": "a1",
    }
    clock.move_to("2030-01-01T11:00:00Z")
    assert pinpoint.journey_participants(journey_id).one(activity_id="a3").endpoint_id == "tablet"
    with pytest.raises(ValueError, match=r"channel GCM that a journey has sent. Did you mean '_journey.opened"):
        pinpoint.add_feedback(message, "_campaign.opened_notification")


FEEDBACK: dict[str, str] = {
    "clicked": "_email.click",
    "complained": "_email.complaint",
    "hardbounced": "_email.hardbounce",
    "opened": "_email.open",
    "rejected": "_email.rejected",
    "softbounced": "_email.softbounce",
    "unsubscribed": "_email.unsubscribe",
}
NAMES = (*FEEDBACK, "delivered", "sent")


def test_the_names_of_metrics() -> None:
    """Source: DG analytics-standard-metrics."""
    assert JOURNEY_METRICS.keys() == {
        *(f"journey-emails-{name}" for name in NAMES),
        *(f"emails-{name}-grouped-by-journey-activity" for name in NAMES),
    }


def kpi(client: PinpointClient, journeys: Journeys, journey_id: str, name: str) -> Any:
    answer = client.get_journey_date_range_kpi(ApplicationId=journeys.app_id, JourneyId=journey_id, KpiName=name)
    return answer["JourneyDateRangeKpiResponse"]


@pytest.mark.parametrize("name", NAMES)
def test_metrics(
    clock: FrozenDateTimeFactory, journeys: Journeys, client: PinpointClient, pinpoint: PinpointMock, name: str
) -> None:
    """Two e-mails to each of two endpoints; feedback of the first and of the last message."""
    journey_id = journeys.publish(say("EMAIL"), say(), say("EMAIL"))
    journeys.publish(say("EMAIL"))
    clock.move_to("2030-01-01T09:30:00Z")
    mine = pinpoint.sent_messages.filter(channel="EMAIL", journey_id=journey_id)
    kind = FEEDBACK.get(name, "_email.softbounce" if name == "delivered" else None)
    for message in (mine[0], mine[-1]) if kind else ():
        details: Any = {"link": "https://example.com"} if kind == "_email.click" else {}
        pinpoint.add_feedback(message, kind, **details)  # type: ignore[arg-type]  # the kinds are those above
    each = {"sent": 2.0}.get(name, 1.0)
    whole = kpi(client, journeys, journey_id, f"journey-emails-{name}")
    key = f"Emails{name.capitalize()}"
    assert whole["JourneyId"] == journey_id
    assert whole["KpiResult"]["Rows"] == [
        {"Values": [{"Key": f"Journey{key}", "Type": "Double", "Value": str(2 * each)}]}
    ]
    grouped = kpi(client, journeys, journey_id, f"emails-{name}-grouped-by-journey-activity")
    assert grouped["KpiResult"]["Rows"] == [
        {
            "GroupedBys": [{"Key": "JourneyActivityId", "Type": "String", "Value": activity_id}],
            "Values": [{"Key": key, "Type": "Double", "Value": str(each)}],
        }
        for activity_id in ("a1", "a3")
    ]


def test_no_data(client: PinpointClient, journeys: Journeys) -> None:
    journey_id = journeys.publish()
    assert kpi(client, journeys, journey_id, "journey-emails-sent") == {
        "ApplicationId": journeys.app_id,
        "JourneyId": journey_id,
        "StartTime": NINE - datetime.timedelta(days=31),
        "EndTime": NINE,
        "KpiName": "journey-emails-sent",
        "KpiResult": {"Rows": []},
    }


def test_what_metrics_are_not_there(client: PinpointClient, journeys: Journeys, pinpoint: PinpointMock) -> None:
    journey_id = journeys.publish()
    text = explanation(pinpoint, lambda: kpi(client, journeys, journey_id, "journey-email-sent"))
    assert text.startswith("KpiName was 'journey-email-sent'")
    assert "journey-emails-sent" in text
    assert "no journey 'j'" in explanation(pinpoint, lambda: kpi(client, journeys, "j", "journey-emails-sent"))

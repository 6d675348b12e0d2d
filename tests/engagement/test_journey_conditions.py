"""Splits on events: what counts, and until when they wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.engagement.events import trigger
from tests.builders import activities, say, wait

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Journeys

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def _endpoints(audience: Audience) -> None:
    audience.put("phone", ChannelType="SMS", Address="+15550100", User={"UserId": "ada"})
    audience.put("mail", ChannelType="EMAIL", Address="ada@example.com")


def event(*event_types: str, activity_id: str | None = None) -> Any:
    about = {"MessageActivity": activity_id} if activity_id else {}
    return {"EventCondition": {"Dimensions": {"EventType": {"Values": list(event_types)}}, **about}}


def split(*conditions: Any, **members: Any) -> Any:
    decided = {"Condition": {"Conditions": list(conditions), "Operator": "ANY"}, "TrueActivity": "yes"}
    return "ConditionalSplit", {**decided, **members}


def put_event(
    client: PinpointClient, app_id: str, event_type: str, endpoint_id: str = "phone", **attributes: str
) -> None:
    reported: Any = {"EventType": event_type, "Timestamp": "2030-01-01T09:00:00Z", "Attributes": attributes}
    batch: Any = {endpoint_id: {"Endpoint": {}, "Events": {"e": reported}}}
    client.put_events(ApplicationId=app_id, EventsRequest={"BatchItem": batch})


def decided(pinpoint: PinpointMock, journey_id: str) -> list[str | None]:
    """Who went down the path `yes`."""
    found = pinpoint.journey_participants(journey_id).filter(path=lambda path: "yes" in path)
    return [each.endpoint_id for each in found]


@pytest.mark.parametrize(
    ("first", "minutes"),
    [(say(), 60), (say("EMAIL"), 60), (say("PUSH"), 60), (("CUSTOM", {"DeliveryUri": "f"}), 15), (wait("PT1M"), 0)],
)
def test_a_split_on_events_waits_after_a_message(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, first: Any, minutes: int
) -> None:
    journey_id = journeys.publish(Activities=activities(first, split(event("bought")), yes=wait()) | {})
    clock.move_to("2030-01-01T09:06:00Z")
    participants = pinpoint.journey_participants(journey_id)
    if not minutes:
        assert {each.status for each in participants} == {"LEFT"}
        return
    due_at = participants.filter(activity_id="a2")[0].due_at
    assert due_at is not None
    assert (due_at - participants[0].entered_at).total_seconds() == minutes * 60


def test_a_split_on_criteria_does_not_wait(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    red = {"SegmentDimensions": {"Attributes": {"color": {"Values": ["red"]}}}}
    journey_id = journeys.publish(Activities=activities(say(), split(red), yes=wait()))
    clock.move_to("2030-01-01T09:06:00Z")
    assert {each.status for each in pinpoint.journey_participants(journey_id)} == {"LEFT"}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (event("_SMS.SUCCESS", activity_id="a1"), ["phone"]),
        (event("_SMS.SUCCESS"), ["phone"]),
        (event("_journey.send", activity_id="a1"), ["phone"]),
        (event("_SMS.FAILURE", activity_id="a1"), []),
        (event("_email.delivered", activity_id="a1"), []),
        (event("_SMS.SUCCESS", activity_id="a9"), []),
        (event("bought"), ["phone", "mail"]),
        (event("bought", activity_id="a1"), []),
        (event("opened", activity_id="a1"), ["mail"]),
        (event("sold"), []),
    ],
)
def test_which_events_count(
    clock: FrozenDateTimeFactory,
    journeys: Journeys,
    pinpoint: PinpointMock,
    client: PinpointClient,
    app_id: str,
    condition: Any,
    expected: list[str],
) -> None:
    """`sold` was before the message, `bought` after it, and `opened` is about it."""
    chain = activities(wait("PT10M", NextActivity="a1"), NAME=say())
    chain = {"first": chain["a1"], **activities(say(), split(condition), yes=wait("P1D"))}
    journey_id = journeys.publish(Activities=chain, StartActivity="first")
    clock.move_to("2030-01-01T09:10:00Z")
    put_event(client, app_id, "sold")
    clock.move_to("2030-01-01T09:20:00Z")
    for endpoint_id in ("phone", "mail"):
        put_event(client, app_id, "bought", endpoint_id)
    put_event(client, app_id, "opened", "mail", journey_activity_id="a1")
    clock.move_to("2030-01-01T11:00:00Z")
    assert decided(pinpoint, journey_id) == expected


def test_a_message_that_fails(clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock) -> None:
    pinpoint.fail_delivery(channel="SMS")
    journey_id = journeys.publish(Activities=activities(say(), split(event("_SMS.FAILURE")), yes=wait("P1D")))
    clock.move_to("2030-01-01T11:00:00Z")
    assert decided(pinpoint, journey_id) == ["phone"]


def test_what_the_recipient_does(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, app_id: str
) -> None:
    chain = activities(say("EMAIL"), split(event("_email.open", activity_id="a1")), yes=wait("P1D"))
    journey_id = journeys.publish(Activities=chain)
    clock.move_to("2030-01-01T09:30:00Z")
    pinpoint.run_due()
    app = pinpoint.backend().apps[app_id]
    trigger(app, "mail", "_email.open", filter_type="SYSTEM", attributes={}, metrics={}, journey_activity_id="a1")
    trigger(app, "nobody", "_email.open", filter_type="SYSTEM", attributes={}, metrics={}, journey_activity_id="a1")
    clock.move_to("2030-01-01T11:00:00Z")
    assert decided(pinpoint, journey_id) == ["mail"]


def test_an_evaluation_time_takes_the_place_of_the_implicit_one(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    late = {"EvaluationWaitTime": {"WaitFor": "P2D"}}
    journey_id = journeys.publish(Activities=activities(say(), split(event("bought"), **late), yes=wait("P1D")))
    clock.move_to("2030-01-02T09:30:00Z")
    put_event(client, app_id, "bought")
    clock.move_to("2030-01-03T10:00:00Z")
    assert decided(pinpoint, journey_id) == ["phone"]

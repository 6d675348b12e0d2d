"""The life of a journey on the clock: when participants enter, and where it stands."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from tests.builders import say, wait

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Journeys, Segments

pytestmark = pytest.mark.usefixtures("clock")

NINE = datetime.datetime(2030, 1, 1, 9, tzinfo=datetime.timezone.utc)
BOUGHT: Any = {
    "FilterType": "ENDPOINT",
    "Dimensions": {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["bought"]}},
}
BY_EVENT: Any = {"EventStartCondition": {"EventFilter": BOUGHT}}


@pytest.fixture(autouse=True)
def _phone(audience: Audience) -> None:
    audience.put("phone", ChannelType="SMS", Address="+15550100")


def times(pinpoint: PinpointMock, journey_id: str) -> list[str]:
    """The days and hours of the messages of a journey."""
    return [each.sent_at.strftime("%d %H:%M") for each in pinpoint.sent_messages.filter(journey_id=journey_id)]


def test_a_published_journey_begins_in_five_minutes(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    journey_id = journeys.publish(say(), wait(), say())
    clock.move_to("2030-01-01T09:04:59Z")
    assert not pinpoint.sent_messages
    assert journeys.state(journey_id) == "ACTIVE"
    clock.move_to("2030-01-01T09:30:00Z")
    assert times(pinpoint, journey_id) == ["01 09:05"]
    assert journeys.state(journey_id) == "CLOSED"
    clock.move_to("2030-01-01T12:00:00Z")
    assert times(pinpoint, journey_id) == ["01 09:05", "01 10:05"]
    assert journeys.state(journey_id) == "COMPLETED"


def test_a_start_that_is_later_counts(clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock) -> None:
    journey_id = journeys.publish(Schedule={"StartTime": NINE + datetime.timedelta(hours=1)})
    clock.move_to("2030-01-01T11:00:00Z")
    assert times(pinpoint, journey_id) == ["01 10:00"]


def test_a_draft_does_nothing_until_it_is_published(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    journey_id = journeys.create(**{**journeys.published(), "State": "DRAFT"})["Id"]
    clock.move_to("2030-01-01T10:00:00Z")
    assert not pinpoint.messages
    assert journeys.update(journey_id, State="ACTIVE")["State"] == "ACTIVE"
    clock.move_to("2030-01-01T11:00:00Z")
    assert times(pinpoint, journey_id) == ["01 10:05"]


def test_at_each_refresh_new_members_enter_and_those_inside_do_not(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    end = {"EndTime": NINE + datetime.timedelta(hours=3)}
    journey_id = journeys.publish(say(), wait("P1D"), RefreshFrequency="PT1H", Schedule=end)
    clock.move_to("2030-01-01T10:00:00Z")
    audience.put("tablet", ChannelType="SMS", Address="+15550101")
    clock.move_to("2030-01-01T11:30:00Z")
    assert [each.endpoint_id for each in pinpoint.sent_messages] == ["phone", "tablet"]
    assert journeys.state(journey_id) == "ACTIVE"
    assert [run["Status"] for run in journeys.runs(journey_id)["Item"]] == ["COMPLETED", "RUNNING", "RUNNING"]
    assert journeys.metrics(journey_id) == {
        "ENDPOINT_ENTERED": 2,
        "ENDPOINT_ACTIVE": 2,
        "ACTIVE_ENDPOINT_REJECTED": 3,
    }
    clock.move_to("2030-01-01T12:00:00Z")
    assert journeys.state(journey_id) == "CLOSED"
    clock.move_to("2030-01-03T12:00:00Z")
    assert journeys.state(journey_id) == "COMPLETED"
    assert len(journeys.runs(journey_id)["Item"]) == 3


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, ["01 09:05", "01 10:05", "01 11:05", "01 12:05"]),
        ({"EndpointReentryCap": 0}, ["01 09:05", "01 10:05", "01 11:05", "01 12:05"]),
        ({"EndpointReentryCap": 1}, ["01 09:05"]),
        ({"EndpointReentryCap": 3}, ["01 09:05", "01 10:05", "01 11:05"]),
        ({"EndpointReentryInterval": "PT2H"}, ["01 09:05", "01 11:05"]),
        ({"EndpointReentryInterval": "PT90M", "EndpointReentryCap": 1}, ["01 09:05"]),
    ],
)
def test_who_has_left_may_enter_again(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, limits: Any, expected: list[str]
) -> None:
    journey_id = journeys.publish(RefreshFrequency="PT1H", Limits=limits)
    clock.move_to("2030-01-01T13:00:00Z")
    assert times(pinpoint, journey_id) == expected
    metrics = journeys.metrics(journey_id)
    assert metrics["ENDPOINT_ENTERED"] == metrics["ENDPOINT_LEFT"] == len(expected)
    assert metrics.get("REENTRY_CAP_EXCEEDED", 0) == 4 - len(expected)


@pytest.mark.parametrize("follows", [False, True])
def test_the_criteria_of_the_start_count_unless_the_journey_follows_its_segment(
    clock: FrozenDateTimeFactory,
    journeys: Journeys,
    segments: Segments,
    audience: Audience,
    pinpoint: PinpointMock,
    follows: bool,
) -> None:
    def colors(*values: str) -> Any:
        return {"Attributes": {"color": {"Values": list(values)}}}

    segment_id = segments.create_id(Name="red", Dimensions=colors("red"))
    journeys.publish(
        StartCondition={"SegmentStartCondition": {"SegmentId": segment_id}},
        RefreshFrequency="PT1H",
        RefreshOnSegmentUpdate=follows,
    )
    audience.put("blue", ChannelType="SMS", Address="+15550101", Attributes={"color": ["blue"]})
    clock.move_to("2030-01-01T09:30:00Z")
    segments.update(segment_id, Dimensions=colors("red", "blue"))
    clock.move_to("2030-01-01T10:10:00Z")
    sent = [(each.endpoint_id, each.sent_at.strftime("%H:%M")) for each in pinpoint.sent_messages]
    assert sent == ([("blue", "09:30"), ("blue", "10:05")] if follows else [])


def test_nobody_enters_from_a_segment_that_was_deleted(
    clock: FrozenDateTimeFactory, journeys: Journeys, segments: Segments, pinpoint: PinpointMock
) -> None:
    segment_id = segments.create_id()
    journey_id = journeys.publish(StartCondition={"SegmentStartCondition": {"SegmentId": segment_id}})
    segments.delete(segment_id)
    clock.move_to("2030-01-01T10:00:00Z")
    assert not pinpoint.messages
    assert journeys.state(journey_id) == "COMPLETED"


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"OptOut": "ALL"}, "ENDPOINT_OPT_OUT"),
        ({"EndpointStatus": "INACTIVE"}, "ENDPOINT_INACTIVE"),
        (None, "ENDPOINT_MISSING_ADDRESS"),
    ],
)
def test_endpoints_that_cannot_enter_are_counted(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, members: Any, reason: str
) -> None:
    if members is None:
        audience.delete("phone")
        audience.put("ghost", User={"UserId": "ada"})
    else:
        audience.put("phone", **members)
    journey_id = journeys.publish()
    clock.move_to("2030-01-01T10:00:00Z")
    (run,) = journeys.runs(journey_id)["Item"]
    assert journeys.metrics(journey_id, run_id=run["RunId"]) == {"ENDPOINT_PRODUCED": 1, reason: 1}
    assert journeys.metrics(journey_id) == {}


def put_event(client: PinpointClient, app_id: str, event_type: str = "bought", endpoint_id: str = "phone") -> None:
    event: Any = {"EventType": event_type, "Timestamp": "2030-01-01T09:00:00Z", "Attributes": {"color": "red"}}
    batch: Any = {endpoint_id: {"Endpoint": {}, "Events": {"e": event}}}
    client.put_events(ApplicationId=app_id, EventsRequest={"BatchItem": batch})


def test_entry_by_event(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    end = {"EndTime": NINE + datetime.timedelta(hours=3)}
    journey_id = journeys.publish(say(), wait("PT30M"), say(), StartCondition=BY_EVENT, Schedule=end)
    put_event(client, app_id)
    clock.move_to("2030-01-01T10:00:00Z")
    put_event(client, app_id, "sold")
    assert not pinpoint.messages
    put_event(client, app_id)
    put_event(client, app_id)
    assert times(pinpoint, journey_id) == ["01 10:00"]
    assert journeys.metrics(journey_id)["ACTIVE_ENDPOINT_REJECTED"] == 1
    clock.move_to("2030-01-01T11:00:00Z")
    put_event(client, app_id)
    clock.move_to("2030-01-01T12:30:00Z")
    put_event(client, app_id)
    assert times(pinpoint, journey_id) == ["01 10:00", "01 10:30", "01 11:00", "01 11:30"]
    assert journeys.state(journey_id) == "COMPLETED"
    (run,) = journeys.runs(journey_id)["Item"]
    assert (run["Status"], run["CreationTime"]) == ("COMPLETED", "2030-01-01T09:05:00.000Z")


def test_entry_by_event_asks_the_segment(
    clock: FrozenDateTimeFactory,
    journeys: Journeys,
    segments: Segments,
    pinpoint: PinpointMock,
    client: PinpointClient,
    app_id: str,
) -> None:
    red = segments.create_id(Dimensions={"UserAttributes": {"color": {"Values": ["red"]}}})
    start = {"EventStartCondition": {**BY_EVENT["EventStartCondition"], "SegmentId": red}}
    journeys.publish(StartCondition=start)
    clock.move_to("2030-01-01T10:00:00Z")
    put_event(client, app_id)
    assert not pinpoint.messages
    segments.delete(red)
    put_event(client, app_id)
    assert not pinpoint.messages


def test_the_endpoint_of_an_event_may_be_gone(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    def function(event: Any, context: Any) -> None:
        put_event(client, app_id)
        client.delete_endpoint(ApplicationId=app_id, EndpointId="phone")

    pinpoint.add_lambda("deliver", function)
    by_event = journeys.publish(StartCondition=BY_EVENT)
    journeys.publish(("CUSTOM", {"DeliveryUri": "deliver", "EndpointTypes": ["SMS"]}))
    clock.move_to("2030-01-01T10:00:00Z")
    assert pinpoint.sent_messages.one().channel == "CUSTOM"
    assert len(pinpoint.journey_participants(by_event)) == 0


def test_events_in_a_pause_let_nobody_enter(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    journey_id = journeys.publish(StartCondition=BY_EVENT, RefreshFrequency="PT1H")
    clock.move_to("2030-01-01T10:00:00Z")
    journeys.set_state(journey_id, "PAUSED")
    put_event(client, app_id)
    clock.move_to("2030-01-01T10:30:00Z")
    journeys.set_state(journey_id, "ACTIVE")
    assert not pinpoint.messages


def test_local_time(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    for name, zone in (("tokyo", "Asia/Tokyo"), ("new york", "America/New_York"), ("utc", "UTC")):
        audience.put(name, ChannelType="SMS", Address=f"+1555010{len(name)}", Demographic={"Timezone": zone})
    start = datetime.datetime(2030, 1, 2, 9, 5, tzinfo=datetime.timezone.utc)
    journey_id = journeys.publish(LocalTime=True, Schedule={"StartTime": start, "Timezone": "UTC"})
    for hour, entered in ((0, 0), (8, 1), (12, 2)):
        clock.move_to(datetime.datetime(2030, 1, 2, hour, tzinfo=datetime.timezone.utc))
        (run,) = journeys.runs(journey_id)["Item"]
        assert (run["Status"], journeys.metrics(journey_id).get("ENDPOINT_ENTERED", 0)) == ("RUNNING", entered)
        assert journeys.state(journey_id) == "ACTIVE"
    clock.move_to("2030-01-03T00:00:00Z")
    sent = [(each.endpoint_id, each.sent_at.strftime("%d %H:%M")) for each in pinpoint.sent_messages]
    assert sent == [("tokyo", "02 00:05"), ("utc", "02 09:05"), ("new york", "02 14:05")]
    (run,) = journeys.runs(journey_id)["Item"]
    assert run["Status"] == "COMPLETED"
    assert journeys.metrics(journey_id, run_id=run["RunId"])["ENDPOINT_MISSING_TIMEZONE"] == 1
    assert journeys.state(journey_id) == "COMPLETED"


def test_the_end_comes_before_the_last_zone(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    audience.put("phone", Demographic={"Timezone": "America/New_York"})
    start = datetime.datetime(2030, 1, 2, 9, tzinfo=datetime.timezone.utc)
    journey_id = journeys.publish(LocalTime=True, Schedule={"StartTime": start, "EndTime": start})
    clock.move_to("2030-01-03T00:00:00Z")
    assert not pinpoint.messages
    (run,) = journeys.runs(journey_id)["Item"]
    assert (run["Status"], journeys.state(journey_id)) == ("COMPLETED", "COMPLETED")


def test_a_pause_freezes_waits(clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock) -> None:
    journey_id = journeys.publish(wait("PT3H"), say(), RefreshFrequency="P1D")
    clock.move_to("2030-01-01T10:05:00Z")
    assert journeys.set_state(journey_id, "PAUSED")["State"] == "PAUSED"
    clock.move_to("2030-01-02T10:05:00Z")
    assert not pinpoint.messages
    assert journeys.set_state(journey_id, "ACTIVE")["State"] == "ACTIVE"
    clock.move_to("2030-01-02T12:04:59Z")
    assert not pinpoint.messages
    clock.move_to("2030-01-02T13:00:00Z")
    assert times(pinpoint, journey_id) == ["02 12:05"]
    assert journeys.metrics(journey_id)["ENDPOINT_ENTERED"] == 1
    clock.move_to("2030-01-03T09:05:00Z")
    assert journeys.metrics(journey_id)["ENDPOINT_ENTERED"] == 2


def test_the_end_comes_in_a_pause_too(clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock) -> None:
    end = {"EndTime": NINE + datetime.timedelta(hours=2)}
    journey_id = journeys.publish(wait("P1D"), say(), RefreshFrequency="PT1H", Schedule=end)
    clock.move_to("2030-01-01T10:00:00Z")
    journeys.set_state(journey_id, "PAUSED")
    clock.move_to("2030-01-01T12:00:00Z")
    assert journeys.state(journey_id) == "PAUSED"
    assert journeys.set_state(journey_id, "ACTIVE")["State"] == "CLOSED"
    clock.move_to("2030-01-02T12:00:00Z")
    assert times(pinpoint, journey_id) == ["02 11:05"]


@pytest.mark.parametrize("way", ["cancel", "delete", "cancel in a pause"])
def test_a_journey_that_is_ended_sends_nothing_more(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, way: str
) -> None:
    journey_id = journeys.publish(wait(), say(), RefreshFrequency="P1D")
    clock.move_to("2030-01-01T09:30:00Z")
    if way == "delete":
        assert journeys.delete(journey_id)["State"] == "ACTIVE"
    else:
        if way == "cancel in a pause":
            journeys.set_state(journey_id, "PAUSED")
        assert journeys.set_state(journey_id, "CANCELLED")["State"] == "CANCELLED"
        (run,) = journeys.runs(journey_id)["Item"]
        assert run["Status"] == "CANCELLED"
        assert journeys.metrics(journey_id) == {"ENDPOINT_ENTERED": 1, "CANCELLED": 1}
    clock.move_to("2030-01-05T09:30:00Z")
    assert not pinpoint.messages
    assert [each.status for each in pinpoint.journey_participants(journey_id)] == ["CANCELLED"]


def test_runs_that_are_over_stay_so_when_a_journey_is_cancelled(
    clock: FrozenDateTimeFactory, journeys: Journeys
) -> None:
    journey_id = journeys.publish(wait("PT30M"), RefreshFrequency="PT1H")
    clock.move_to("2030-01-01T10:10:00Z")
    journeys.set_state(journey_id, "CANCELLED")
    assert [run["Status"] for run in journeys.runs(journey_id)["Item"]] == ["CANCELLED", "COMPLETED"]
    assert journeys.metrics(journey_id) == {"ENDPOINT_ENTERED": 2, "ENDPOINT_LEFT": 1, "CANCELLED": 1}


def test_a_closed_journey_can_be_cancelled(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    journey_id = journeys.publish(wait(), say())
    clock.move_to("2030-01-01T09:30:00Z")
    assert journeys.state(journey_id) == "CLOSED"
    journeys.set_state(journey_id, "CANCELLED")
    clock.move_to("2030-01-01T12:30:00Z")
    assert not pinpoint.messages


def test_the_end_of_a_journey_that_was_deleted_before_does_nothing(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    journey_id = journeys.publish(Schedule={"EndTime": NINE + datetime.timedelta(hours=2)})
    clock.move_to("2030-01-01T10:00:00Z")
    assert journeys.state(journey_id) == "COMPLETED"
    assert journeys.delete(journey_id)["State"] == "COMPLETED"
    clock.move_to("2030-01-01T12:00:00Z")
    assert len(pinpoint.messages) == 1


def test_a_journey_whose_end_comes_before_its_start_is_entered_by_nobody(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    journey_id = journeys.publish(Schedule={"EndTime": NINE + datetime.timedelta(minutes=1)})
    clock.move_to("2030-01-01T10:00:00Z")
    assert not pinpoint.messages
    assert journeys.state(journey_id) == "COMPLETED"
    assert journeys.runs(journey_id)["Item"] == []


def test_the_end_of_a_published_journey_can_be_moved(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    request = journeys.published(RefreshFrequency="PT1H")
    journey_id = journeys.create(**request)["Id"]
    clock.move_to("2030-01-01T09:30:00Z")
    journeys.update(journey_id, State="ACTIVE", Schedule={"EndTime": NINE + datetime.timedelta(hours=1)})
    clock.move_to("2030-01-01T14:00:00Z")
    assert times(pinpoint, journey_id) == ["01 09:05"]
    with pytest.raises(ClientError) as caught:
        journeys.update(journey_id, State="ACTIVE")
    assert caught.value.response["Error"]["Code"] == "ConflictException"

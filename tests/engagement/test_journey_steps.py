"""The way of participants through the activities of a journey."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import activities, say, wait

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Journeys, Segments

RED: Any = {"SegmentDimensions": {"Attributes": {"color": {"Values": ["red"]}}}}
ROUND: Any = {"SegmentDimensions": {"UserAttributes": {"shape": {"Values": ["round"]}}}}


@pytest.fixture(autouse=True)
def _phones(clock: FrozenDateTimeFactory, audience: Audience) -> None:
    for number, (color, shape) in enumerate((("red", "round"), ("red", "square"), ("blue", "square"))):
        audience.put(
            f"e{number}",
            ChannelType="SMS",
            Address=f"+1555010{number}",
            Attributes={"color": [color]},
            User={"UserId": f"u{number}", "UserAttributes": {"shape": [shape]}},
        )


def ways(pinpoint: PinpointMock, journey_id: str) -> dict[str | None, str]:
    """The path of each participant."""
    return {each.endpoint_id: " ".join(each.path) for each in pinpoint.journey_participants(journey_id)}


def test_a_wait_and_who_is_in_it(clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock) -> None:
    journey_id = journeys.publish(say(), wait("PT90M"), say())
    participants = pinpoint.journey_participants(journey_id)
    assert list(participants) == []
    clock.move_to("2030-01-01T09:30:00Z")
    first = participants.one(endpoint_id="e0")
    (run,) = journeys.runs(journey_id)["Item"]
    utc = datetime.timezone.utc
    assert (first.user_id, first.run_id, first.activity_id) == ("u0", run["RunId"], "a2")
    assert (first.status, first.path) == ("ACTIVE", ("a1", "a2"))
    assert first.entered_at == datetime.datetime(2030, 1, 1, 9, 5, tzinfo=utc)
    assert first.due_at == datetime.datetime(2030, 1, 1, 10, 35, tzinfo=utc)
    assert journeys.metrics(journey_id, "a2") == {"WAIT_STARTED": 3}
    clock.move_to("2030-01-01T10:35:00Z")
    assert {each.status for each in participants} == {"LEFT"}
    assert participants.last.due_at is None
    assert ways(pinpoint, journey_id) == dict.fromkeys(("e0", "e1", "e2"), "a1 a2 a3")
    assert journeys.metrics(journey_id, "a2", run["RunId"]) == {"WAIT_FINISHED": 3}
    assert journeys.metrics(journey_id, "a3") == {"SUCCESS": 3}
    assert first.status == "ACTIVE"  # what was read stays


@pytest.mark.parametrize(
    ("wait_time", "expected"),
    [
        ({"WaitUntil": "2030-01-01T12:00:00Z"}, "12:00"),
        ({"WaitUntil": "2030-01-01T12:00:00+02:00"}, "10:00"),
        ({"WaitUntil": "2030-01-01"}, "09:05"),
        ({"WaitFor": "P0DT0H30M"}, "09:35"),
    ],
)
def test_until_when_a_wait_is(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, wait_time: Any, expected: str
) -> None:
    journey_id = journeys.publish(("Wait", {"WaitTime": wait_time}), say())
    clock.move_to("2030-01-02T09:00:00Z")
    assert {each.sent_at.strftime("%H:%M") for each in pinpoint.sent_messages} == {expected}
    counted = "WAIT_SKIPPED" if expected == "09:05" else "WAIT_FINISHED"
    assert journeys.metrics(journey_id, "a1") == {counted: 3}


@pytest.mark.parametrize(
    ("condition", "yes"),
    [
        ({"Conditions": [RED]}, "e0 e1"),
        ({"Conditions": [RED, ROUND]}, "e0"),
        ({"Conditions": [RED, ROUND], "Operator": "ALL"}, "e0"),
        ({"Conditions": [RED, ROUND], "Operator": "ANY"}, "e0 e1"),
        ({"Conditions": [{"SegmentDimensions": {"Demographic": {"Channel": {"Values": ["EMAIL"]}}}}]}, ""),
    ],
)
def test_a_conditional_split(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, condition: Any, yes: str
) -> None:
    split = {"Condition": condition, "TrueActivity": "yes", "FalseActivity": "no"}
    journey_id = journeys.publish(
        Activities=activities(("ConditionalSplit", split), yes=wait("P1D"), no=wait("P2D")), StartActivity="a1"
    )
    clock.move_to("2030-01-01T10:00:00Z")
    found = {each.endpoint_id for each in pinpoint.journey_participants(journey_id).filter(activity_id="yes")}
    assert found == set(yes.split())
    counts = {"Branch_TRUE": len(found), "Branch_FALSE": 3 - len(found)}
    assert journeys.metrics(journey_id, "a1") == {name: count for name, count in counts.items() if count}


def test_a_split_on_a_segment_and_leaves_without_a_next_activity(
    clock: FrozenDateTimeFactory, journeys: Journeys, segments: Segments, pinpoint: PinpointMock
) -> None:
    red = segments.create_id(Dimensions=RED["SegmentDimensions"])
    condition = {"Conditions": [{"SegmentCondition": {"SegmentId": red}}]}
    split = ("ConditionalSplit", {"Condition": condition, "TrueActivity": "a2"})
    journey_id = journeys.publish(split, wait())
    clock.move_to("2030-01-01T10:00:00Z")
    participants = pinpoint.journey_participants(journey_id)
    assert [(each.endpoint_id, each.status) for each in participants] == [
        ("e0", "ACTIVE"),
        ("e1", "ACTIVE"),
        ("e2", "LEFT"),
    ]


def test_nobody_is_in_a_segment_that_was_deleted(
    clock: FrozenDateTimeFactory, journeys: Journeys, segments: Segments
) -> None:
    red = segments.create_id(Dimensions=RED["SegmentDimensions"])
    split = ("ConditionalSplit", {"Condition": {"Conditions": [{"SegmentCondition": {"SegmentId": red}}]}})
    journey_id = journeys.publish(split)
    segments.delete(red)
    clock.move_to("2030-01-01T10:00:00Z")
    assert journeys.metrics(journey_id, "a1") == {"Branch_FALSE": 3}


MULTI: Any = {
    "Branches": [
        {"Condition": ROUND, "NextActivity": "a2"},
        {"Condition": RED, "NextActivity": "a3"},
    ],
    "DefaultActivity": "a4",
}


def test_a_multi_split_takes_the_first_branch_that_holds(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    chain = activities(("MultiCondition", MULTI), wait(NextActivity="end"), wait("PT2H", NextActivity="end"))
    named = activities(a4=wait("PT3H"), end=say())
    journey_id = journeys.publish(Activities=chain | named)
    clock.move_to("2030-01-01T09:30:00Z")
    assert ways(pinpoint, journey_id) == {"e0": "a1 a2", "e1": "a1 a3", "e2": "a1 a4"}
    assert journeys.metrics(journey_id, "a1") == {"Branch_1": 1, "Branch_2": 1, "Branch_3": 1}


def test_a_split_may_wait_before_it_decides(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    split = {**MULTI, "EvaluationWaitTime": {"WaitFor": "PT2H"}, "DefaultActivity": None}
    split = {name: value for name, value in split.items() if value}
    chain = activities(("MultiCondition", split), say(), wait())
    journey_id = journeys.publish(Activities=chain)
    clock.move_to("2030-01-01T10:00:00Z")
    audience.put("e0", Attributes={"color": ["red"]}, User={"UserId": "u0", "UserAttributes": {"shape": ["square"]}})
    assert ways(pinpoint, journey_id)["e0"] == "a1"
    clock.move_to("2030-01-01T11:05:00Z")
    assert ways(pinpoint, journey_id) == {"e0": "a1 a3", "e1": "a1 a3", "e2": "a1"}
    assert pinpoint.journey_participants(journey_id).one(endpoint_id="e2").status == "LEFT"


def test_an_evaluation_time_that_is_over(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    split = {
        "Condition": {"Conditions": [RED]},
        "EvaluationWaitTime": {"WaitUntil": "2029-01-01"},
        "TrueActivity": "a2",
    }
    journeys.publish(Activities=activities(("ConditionalSplit", split), say()))
    clock.move_to("2030-01-01T09:05:00Z")
    assert [each.endpoint_id for each in pinpoint.sent_messages] == ["e0", "e1"]


@pytest.mark.parametrize(("percentage", "expected"), [(0, 3), (100, 0)])
def test_all_or_nobody_held_out(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, percentage: int, expected: int
) -> None:
    journeys.publish(("Holdout", {"Percentage": percentage}), say())
    clock.move_to("2030-01-01T10:00:00Z")
    assert len(pinpoint.sent_messages) == expected


def test_a_contact_centre_lets_all_pass(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    journey_id = journeys.publish(("ContactCenter", {}), say())
    clock.move_to("2030-01-01T10:00:00Z")
    assert len(pinpoint.sent_messages) == 3
    assert journeys.metrics(journey_id, "a1") == {}


def test_a_loop_with_a_wait_goes_round(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    chain = activities(say(NextActivity="a2"), wait("P1D", NextActivity="a1"))
    journey_id = journeys.publish(Activities=chain)
    clock.move_to("2030-01-04T10:00:00Z")
    assert len(pinpoint.sent_messages.filter(endpoint_id="e0")) == 4
    assert ways(pinpoint, journey_id)["e0"] == "a1 a2 a1 a2 a1 a2 a1 a2"


def test_an_endpoint_that_is_deleted_goes_on_without_messages(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    split = {"Condition": {"Conditions": [RED]}, "TrueActivity": "a3"}
    chain = activities(wait(NextActivity="a2"), ("ConditionalSplit", split), say())
    journey_id = journeys.publish(Activities=chain)
    clock.move_to("2030-01-01T09:30:00Z")
    audience.delete("e0")
    clock.move_to("2030-01-01T12:00:00Z")
    assert [each.endpoint_id for each in pinpoint.messages] == ["e1"]
    assert ways(pinpoint, journey_id)["e0"] == "a1 a2"

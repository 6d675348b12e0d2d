"""Who enters a journey: endpoints, users, and endpoints that only an import knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import activities, say, wait

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Jobs, Journeys

pytestmark = pytest.mark.usefixtures("clock")


def imported(jobs: Jobs, *lines: str, **request: Any) -> Any:
    """The start condition of a segment that is imported."""
    job = jobs.run_import_of(*lines, DefineSegment=True, SegmentName="imported", **request)
    return {"SegmentStartCondition": {"SegmentId": job["Definition"]["SegmentId"]}}


@pytest.fixture
def _ada(audience: Audience) -> None:
    """A user with two phones and an e-mail address; a user with nothing but an opted-out phone; and somebody else."""
    for number, (channel, address, user_id, color) in enumerate(
        (
            ("SMS", "+15550100", "ada", "red"),
            ("SMS", "+15550101", "ada", "blue"),
            ("EMAIL", "ada@example.com", "ada", "blue"),
            ("SMS", "+15550102", "bob", "red"),
            ("SMS", "+15550103", "eve", "red"),
        )
    ):
        members = {"User": {"UserId": user_id}, "Attributes": {"color": [color]}}
        audience.put(f"e{number}", ChannelType=channel, Address=address, **members)
    audience.put("e3", OptOut="ALL")


@pytest.mark.usefixtures("_ada")
def test_users_take_part_with_all_endpoints(
    clock: FrozenDateTimeFactory,
    journeys: Journeys,
    jobs: Jobs,
    audience: Audience,
    client: PinpointClient,
    pinpoint: PinpointMock,
) -> None:
    red = {"SegmentDimensions": {"Attributes": {"color": {"Values": ["red"]}}}}
    bought = {"EventCondition": {"Dimensions": {"EventType": {"Values": ["bought"]}}}}
    split = {"Condition": {"Conditions": [red, bought]}, "TrueActivity": "a3"}
    chain = activities(
        wait(NextActivity="a2"), ("ConditionalSplit", split), say(NextActivity="a4"), say("EMAIL"), say()
    )
    condition = imported(jobs, "User.UserId", "ada", "bob", RegisterEndpoints=False)
    journey_id = journeys.publish(Activities=chain, StartCondition=condition, RefreshFrequency="PT1H")
    clock.move_to("2030-01-01T09:10:00Z")
    participants = pinpoint.journey_participants(journey_id)
    ada = participants.one()
    assert (ada.endpoint_id, ada.user_id, ada.activity_id) == (None, "ada", "a1")
    assert str(ada.describe()).startswith("user ada: ACTIVE at a1, due at 2030-01-01 10:05:00")
    (job,) = journeys.runs(journey_id)["Item"]
    assert journeys.metrics(journey_id, run_id=job["RunId"]) == {
        "ENDPOINT_ENTERED": 1,
        "ENDPOINT_ACTIVE": 1,
        "ENDPOINTS_FROM_USER": 4,
        "ENDPOINT_PRODUCED": 4,
        "ENDPOINT_OPT_OUT": 1,
    }
    event: Any = {"EventType": "bought", "Timestamp": "2030-01-01T09:00:00Z"}
    batch: Any = {"e1": {"Endpoint": {}, "Events": {"e": event}}}
    client.put_events(ApplicationId=journeys.app_id, EventsRequest={"BatchItem": batch})
    clock.move_to("2030-01-01T10:10:00Z")
    assert [each.endpoint_id for each in pinpoint.sent_messages] == ["e0", "e1", "e2", "e0", "e1"]
    assert journeys.metrics(journey_id)["ACTIVE_ENDPOINT_REJECTED"] == 1


@pytest.mark.usefixtures("_ada")
def test_a_user_waits_for_the_end_of_quiet_time_with_all_endpoints(
    clock: FrozenDateTimeFactory, journeys: Journeys, jobs: Jobs, audience: Audience, pinpoint: PinpointMock
) -> None:
    audience.put("e0", Demographic={"Timezone": "Asia/Tokyo"})
    audience.put("e1", Demographic={"Timezone": "UTC"})
    condition = imported(jobs, "User.UserId", "ada", RegisterEndpoints=False)
    quiet: Any = {"QuietTime": {"Start": "09:00", "End": "10:00"}, "WaitForQuietTime": True}
    journeys.publish(StartCondition=condition, **quiet)
    clock.move_to("2030-01-01T09:30:00Z")
    assert not pinpoint.messages
    clock.move_to("2030-01-01T10:30:00Z")
    assert {each.sent_at.strftime("%H:%M") for each in pinpoint.sent_messages} == {"10:01"}
    assert len(pinpoint.sent_messages) == 2


def test_endpoints_that_only_an_import_knows(
    clock: FrozenDateTimeFactory, journeys: Journeys, jobs: Jobs, pinpoint: PinpointMock
) -> None:
    lines = ("ChannelType,Address,Id,Attributes.color", "SMS,+15550100,one,red", "SMS,+15550101,two,blue")
    condition = imported(jobs, *lines, RegisterEndpoints=False)
    red = {"Condition": {"Conditions": [{"SegmentDimensions": {"Attributes": {"color": {"Values": ["red"]}}}}]}}
    chain = activities(("ConditionalSplit", {**red, "TrueActivity": "a2"}), say())
    journeys.publish(Activities=chain, StartCondition=condition)
    clock.move_to("2030-01-01T09:30:00Z")
    assert [each.endpoint_id for each in pinpoint.sent_messages] == ["one"]


def test_a_new_import_lets_more_enter(
    clock: FrozenDateTimeFactory, journeys: Journeys, jobs: Jobs, pinpoint: PinpointMock
) -> None:
    condition = imported(jobs, "ChannelType,Address,Id", "SMS,+15550100,one")
    follows: Any = {"RefreshFrequency": "P1D", "RefreshOnSegmentUpdate": True}
    journeys.publish(say(), wait("P1D"), StartCondition=condition, **follows)
    clock.move_to("2030-01-01T09:30:00Z")
    segment_id = condition["SegmentStartCondition"]["SegmentId"]
    jobs.run_import_of("ChannelType,Address,Id", "SMS,+15550101,two", SegmentId=segment_id)
    assert [each.endpoint_id for each in pinpoint.sent_messages] == ["one", "two"]

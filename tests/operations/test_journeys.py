"""Journeys as they are written, read, listed and ended."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from tests.builders import explanation, say, wait

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory

    from pinpoint_mock import PinpointMock
    from tests.builders import Journeys, Segments

pytestmark = pytest.mark.usefixtures("clock")

NINE = "2030-01-01T09:00:00.000Z"

ANYTHING: Any = {
    "Name": "any thing",
    "StartActivity": "nowhere",
    "Activities": {
        "a": {"Description": "two kinds", "Wait": {"WaitTime": {"WaitFor": "soon"}}, "Holdout": {"Percentage": 200}},
        "b": {
            "ConditionalSplit": {
                "Condition": {"Conditions": [{"SegmentDimensions": {"Attributes": {"x": {"Values": ["y"]}}}}]}
            }
        },
    },
    "StartCondition": {"Description": "all", "SegmentStartCondition": {"SegmentId": "unknown"}},
    "Limits": {"DailyCap": 3, "TimeframeCap": {"Cap": 1, "Days": 2}, "EndpointReentryInterval": "never"},
    "RefreshFrequency": "PT1M",
    "RefreshOnSegmentUpdate": True,
    "WaitForQuietTime": True,
    "SendingSchedule": False,
    "QuietTime": {"Start": "late", "End": "early"},
    "OpenHours": {"SMS": {"MONDAY": [{"StartTime": "09:00", "EndTime": "17:00"}]}},
    "ClosedDays": {"SMS": [{"Name": "Xmas", "StartDateTime": "x", "EndDateTime": "y"}]},
    "JourneyChannelSettings": {"ConnectCampaignArn": "arn"},
    "TimezoneEstimationMethods": ["PHONE_NUMBER", "POSTAL_CODE"],
    "Schedule": {"Timezone": "UTC+09", "StartTime": datetime.datetime(2030, 1, 2, tzinfo=datetime.timezone.utc)},
}


def code(error: pytest.ExceptionInfo[ClientError]) -> tuple[str, str]:
    return error.value.response["Error"]["Code"], error.value.response["Error"]["Message"]


def test_a_draft_is_returned_as_it_was_sent(journeys: Journeys) -> None:
    made = journeys.create(**ANYTHING)
    dates = {"CreationDate": NINE, "LastModifiedDate": NINE}
    schedule = {**ANYTHING["Schedule"], "StartTime": made["Schedule"]["StartTime"]}
    assert made["Schedule"]["StartTime"] == ANYTHING["Schedule"]["StartTime"]
    ids = {"ApplicationId": journeys.app_id, "Id": made["Id"]}
    assert made == {**ANYTHING, **dates, **ids, "State": "DRAFT", "LocalTime": False, "Schedule": schedule}
    assert journeys.get(made["Id"]) == made


def test_a_copy_is_made_by_sending_an_answer_back(journeys: Journeys, clock: FrozenDateTimeFactory) -> None:
    made = journeys.create(**ANYTHING)
    clock.move_to("2030-01-02T00:00:00Z")
    copied = {name: value for name, value in made.items() if name not in ("ApplicationId", "Id", "State")}
    copy = journeys.create(**copied, State="DRAFT")
    assert copy["CreationDate"] == copy["LastModifiedDate"] == "2030-01-02T00:00:00.000Z"
    same = made.keys() - {"Id", "CreationDate", "LastModifiedDate"}
    assert {name: copy[name] for name in same} == {name: made[name] for name in same}


def test_an_update_merges_by_top_member(journeys: Journeys, clock: FrozenDateTimeFactory) -> None:
    made = journeys.create(**ANYTHING)
    clock.move_to("2030-01-02T00:00:00Z")
    changed = journeys.update(made["Id"], Name="other", Limits={"TotalCap": 1}, State="DRAFT")
    dates = {"LastModifiedDate": "2030-01-02T00:00:00.000Z"}
    assert changed == {**made, **dates, "Name": "other", "Limits": {"TotalCap": 1}}
    assert journeys.get(made["Id"]) == changed


def test_lists_are_read_newest_first(journeys: Journeys) -> None:
    ids = [journeys.create(Name=name)["Id"] for name in "abc"]
    journeys.delete(ids[1])
    first = journeys.list(PageSize="1")
    assert [item["Id"] for item in first["Item"]] == [ids[2]]
    second = journeys.list(PageSize="1", Token=first["NextToken"])
    assert [item["Id"] for item in second["Item"]] == [ids[0]]
    assert "NextToken" not in second


@pytest.mark.parametrize("call", ["get", "delete", "runs", "state", "metrics", "update"])
def test_a_journey_that_is_not_there(journeys: Journeys, pinpoint: PinpointMock, call: str) -> None:
    deleted = journeys.create(Name="gone")["Id"]
    assert journeys.delete(deleted)["State"] == "DRAFT"
    members = {"State": "DRAFT"} if call == "update" else {}
    assert f"journey '{deleted}' of application" in explanation(
        pinpoint, lambda: getattr(journeys, call)(deleted, **members)
    )
    there = journeys.create(Name="welcome")["Id"]
    text = explanation(pinpoint, lambda: getattr(journeys, call)("welcome", **members))
    assert text == f"no journey 'welcome' in application '{journeys.app_id}'; there: '{there}' ('welcome')"
    assert pinpoint.requests.last.error_message == "Resource not found"


@pytest.mark.parametrize("state", ["PAUSED", "CANCELLED", "COMPLETED", "CLOSED"])
def test_other_states_cannot_be_written(journeys: Journeys, state: str) -> None:
    with pytest.raises(ClientError) as error:
        journeys.create(Name="j", State=state)
    assert code(error) == (
        "BadRequestException",
        "Invalid State: must be DRAFT or ACTIVE; the others are for UpdateJourneyState",
    )
    journey_id = journeys.create(Name="j")["Id"]
    with pytest.raises(ClientError, match="Invalid State"):
        journeys.update(journey_id, State=state)
    assert [journey["State"] for journey in journeys.list()["Item"]] == ["DRAFT"]


def test_an_update_needs_a_state(journeys: Journeys) -> None:
    journey_id = journeys.create(Name="j")["Id"]
    with pytest.raises(ClientError) as error:
        journeys.update(journey_id, Name="k")
    assert code(error) == ("BadRequestException", "Missing State")
    assert journeys.get(journey_id)["Name"] == "j"


CONFLICTS: dict[str, Any] = {
    "activities": {"Activities": {"a1": {"SMS": {"TemplateName": "hello"}}}},
    "the first activity": {"StartActivity": "a2"},
    "the entry": {"StartCondition": {}},
    "the start": {"Schedule": {"StartTime": datetime.datetime(2031, 1, 1, tzinfo=datetime.timezone.utc)}},
    "a draft again": {"State": "DRAFT"},
}


@pytest.mark.parametrize("members", CONFLICTS.values(), ids=CONFLICTS)
def test_a_published_journey_keeps_its_course(journeys: Journeys, members: Any) -> None:
    journey_id = journeys.publish(wait(), say())
    before = journeys.get(journey_id)
    with pytest.raises(ClientError) as error:
        journeys.update(journey_id, **{"State": "ACTIVE", **members})
    assert code(error)[0] == "ConflictException"
    assert journeys.get(journey_id) == before


def test_what_may_change_of_a_published_journey(journeys: Journeys) -> None:
    request = journeys.published(wait(), say())
    journey_id = journeys.create(**request)["Id"]
    changed = journeys.update(journey_id, **{**request, "Name": "new", "Limits": {"TotalCap": 2}})
    assert (changed["Name"], changed["Limits"], changed["State"]) == ("new", {"TotalCap": 2}, "ACTIVE")


@pytest.mark.parametrize("state", ["PAUSED", "CANCELLED", "CLOSED", "COMPLETED"])
def test_a_journey_in_another_state_cannot_be_changed(
    journeys: Journeys, clock: FrozenDateTimeFactory, state: str
) -> None:
    chain = [say()] if state == "COMPLETED" else [wait(), say()]
    refresh = {"RefreshFrequency": "PT1H"} if state == "PAUSED" else {}
    journey_id = journeys.publish(*chain, **refresh)
    if state in ("PAUSED", "CANCELLED"):
        journeys.set_state(journey_id, state)
    else:
        journeys.client.update_endpoint(
            ApplicationId=journeys.app_id,
            EndpointId="phone",
            EndpointRequest={"ChannelType": "SMS", "Address": "+15550100"},
        )
        clock.move_to("2030-01-01T09:30:00Z")
    assert journeys.state(journey_id) == state
    with pytest.raises(ClientError) as error:
        journeys.update(journey_id, State="ACTIVE")
    assert code(error) == ("ConflictException", "The journey can't be changed in its state")


@pytest.mark.parametrize("state", ["ACTIVE", "PAUSED", "CANCELLED", "CLOSED", "COMPLETED", "DRAFT"])
def test_a_draft_has_no_other_state(journeys: Journeys, pinpoint: PinpointMock, state: str) -> None:
    journey_id = journeys.create(Name="j")["Id"]
    assert explanation(pinpoint, lambda: journeys.set_state(journey_id, state)).endswith(
        f"and journey '{journey_id}' ('j') is DRAFT"
    )
    assert pinpoint.requests.last.error == "BadRequestException"


@pytest.mark.parametrize(
    ("states", "text"),
    [
        (["ACTIVE"], "a journey that is ACTIVE can't become ACTIVE"),
        (["CLOSED"], "a journey that is ACTIVE can't become CLOSED"),
        (["PAUSED", "PAUSED"], "a journey that is PAUSED can't become PAUSED"),
        (["PAUSED", "ACTIVE"], "a journey can't go on before five minutes of its pause are over"),
        (["CANCELLED", "ACTIVE"], "a journey that is CANCELLED can't become ACTIVE"),
        (["CANCELLED", "CANCELLED"], "a journey that is CANCELLED can't become CANCELLED"),
    ],
)
def test_states_that_cannot_follow(journeys: Journeys, states: list[str], text: str) -> None:
    journey_id = journeys.publish(RefreshFrequency="PT1H")
    for state in states[:-1]:
        journeys.set_state(journey_id, state)
    before = journeys.get(journey_id)
    with pytest.raises(ClientError) as error:
        journeys.set_state(journey_id, states[-1])
    assert code(error) == ("BadRequestException", f"Invalid State: {text}")
    assert journeys.get(journey_id) == before


def test_only_a_journey_with_a_refresh_can_be_paused(journeys: Journeys) -> None:
    journey_id = journeys.publish()
    with pytest.raises(ClientError) as error:
        journeys.set_state(journey_id, "PAUSED")
    assert code(error) == (
        "BadRequestException",
        "Journey validation failed, a journey without RefreshFrequency can't be paused",
    )
    with pytest.raises(ClientError, match="Missing State"):
        journeys.client.update_journey_state(
            ApplicationId=journeys.app_id, JourneyId=journey_id, JourneyStateRequest={}
        )


def test_the_settings_of_the_project_at_the_creation_count(
    journeys: Journeys, segments: Segments, clock: FrozenDateTimeFactory, pinpoint: PinpointMock
) -> None:
    pinpoint.add_endpoint(journeys.app_id, endpoint_id="phone", channel="SMS", address="+15550100")
    settings: Any = {"JourneyLimits": {"TotalCap": 1}}
    update = journeys.client.update_application_settings
    update(ApplicationId=journeys.app_id, WriteApplicationSettingsRequest=settings)
    journeys.publish(say(), say())
    update(ApplicationId=journeys.app_id, WriteApplicationSettingsRequest={"JourneyLimits": {}})
    clock.move_to("2030-01-01T10:00:00Z")
    assert [each.delivery_status for each in pinpoint.messages] == ["SUCCESSFUL", "DAILY_CAP"]
    assert pinpoint.failed_messages.last.explanation == "the TotalCap of the journey is 1"

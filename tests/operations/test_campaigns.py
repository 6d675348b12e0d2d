"""Campaigns as they are stored, listed, versioned and deleted, through boto3."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from freezegun import freeze_time

from tests.builders import create_app, explanation, not_found, refused

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Campaigns, Segments

FIRST, SECOND = "2019-11-25T18:46:19.123Z", "2020-01-31T12:00:00.000Z"
LATER: Any = {"StartTime": "2030-01-01T10:00:00Z"}
SMS: Any = {"SMSMessage": {"Body": "Hello"}}


@freeze_time(FIRST)
def test_a_campaign_has_the_members_that_were_sent_and_those_of_the_service(campaigns: Campaigns) -> None:
    made = campaigns.create(Name="My campaign", Description=" ", SegmentId=(segment_id := campaigns.everybody()))
    assert re.fullmatch("[0-9a-f]{32}", made["Id"])
    assert made == {
        "AdditionalTreatments": [],
        "ApplicationId": campaigns.app_id,
        "Arn": f"arn:aws:mobiletargeting:us-east-1:123456789012:apps/{campaigns.app_id}/campaigns/{made['Id']}",
        "CreationDate": FIRST,
        "Description": " ",
        "HoldoutPercent": 0,
        "Id": made["Id"],
        "IsPaused": False,
        "LastModifiedDate": FIRST,
        "Limits": {},
        "MessageConfiguration": SMS,
        "Name": "My campaign",
        "Schedule": {"StartTime": "IMMEDIATE"},
        "SegmentId": segment_id,
        "SegmentVersion": 1,
        "State": {"CampaignStatus": "SCHEDULED"},
        "TemplateConfiguration": {},
        "Version": 1,
        "tags": {},
    }
    assert campaigns.get(made["Id"]) == {**made, "State": {"CampaignStatus": "COMPLETED"}}
    assert json.loads(json.dumps(made)) == made


def test_what_was_sent_is_echoed_as_it_was(campaigns: Campaigns) -> None:
    sent: dict[str, Any] = {
        "CustomDeliveryConfiguration": {"DeliveryUri": "https://example.com/hook", "EndpointTypes": ["CUSTOM"]},
        "Description": "for everybody",
        "HoldoutPercent": 10,
        "Hook": {},
        "Limits": {"Daily": 0, "MaximumDuration": 60, "MessagesPerSecond": 50, "Session": 1, "Total": 0},
        "MessageConfiguration": {
            "APNSMessage": {"Action": "OPEN_APP", "Body": "Hi", "JsonBody": "", "MediaUrl": ""},
            "CustomMessage": {"Data": "x"},
            "DefaultMessage": {"Body": "Hi"},
        },
        "Priority": 3,
        "Schedule": {
            "EndTime": "2099-01-01T00:00:00+00:00",
            "Frequency": "DAILY",
            "IsLocalTime": True,
            "QuietTime": {},
            "StartTime": "2030-02-03T00:00:00-08:00",
            "Timezone": "utc-08",
        },
        "TreatmentDescription": "plain",
        "TreatmentName": "A",
        "tags": {"team": "blue"},
    }
    with freeze_time("2030-01-01"):
        made = campaigns.create(**sent)
    assert {member: made[member] for member in sent} == sent
    assert made["State"] == {"CampaignStatus": "SCHEDULED"}


@freeze_time("2030-01-01")
def test_treatments_have_ids_and_states(campaigns: Campaigns) -> None:
    treatments: Any = [
        {"MessageConfiguration": {"SMSMessage": {"Body": "B"}}, "SizePercent": 40, "TreatmentName": "B"},
        {"Schedule": LATER, "SizePercent": 10, "TreatmentDescription": "C"},
    ]
    made = campaigns.create(AdditionalTreatments=treatments)
    state = {"CampaignStatus": "SCHEDULED"}
    assert made["AdditionalTreatments"] == [
        {**treatments[0], "Id": "1", "State": state},
        {**treatments[1], "Id": "2", "State": state},
    ]
    assert made["DefaultState"] == state
    assert "DefaultState" not in campaigns.update(made["Id"], AdditionalTreatments=[])


def test_the_version_of_the_segment_is_pinned_when_it_is_named(campaigns: Campaigns, segments: Segments) -> None:
    segment_id = segments.create_id()
    segments.update(segment_id, Name="second")
    assert campaigns.create(SegmentId=segment_id)["SegmentVersion"] == 2
    made = campaigns.create(SegmentId=segment_id, SegmentVersion=1)
    assert made["SegmentVersion"] == 1
    assert campaigns.update(made["Id"], Name="same segment")["SegmentVersion"] == 1
    assert campaigns.update(made["Id"], SegmentId=segment_id)["SegmentVersion"] == 2


def test_an_update_merges_by_member_and_makes_a_version(campaigns: Campaigns) -> None:
    with freeze_time(FIRST):
        made = campaigns.create(Name="first", Description="d", Schedule=LATER, Limits={"Daily": 1}, tags={"a": "b"})
    with freeze_time(SECOND):
        updated = campaigns.update(made["Id"], Name="second", Limits={}, tags={"c": "d"})
    assert updated == {**made, "LastModifiedDate": SECOND, "Limits": {}, "Name": "second", "Version": 2}
    assert campaigns.version(made["Id"], 1) == made
    assert campaigns.version(made["Id"], 2) == campaigns.get(made["Id"]) == updated


def test_a_campaign_is_paused_and_resumed_by_one_member(campaigns: Campaigns) -> None:
    with freeze_time(FIRST):
        made = campaigns.create(Schedule=LATER)
    with freeze_time("2031-01-01"):  # its StartTime is over, which is of no account
        assert campaigns.update(made["Id"], IsPaused=True)["Version"] == 2
    with freeze_time(SECOND):
        other = campaigns.create(Schedule=LATER)
        paused = campaigns.update(other["Id"], IsPaused=True)
        assert (paused["IsPaused"], paused["State"]) == (True, {"CampaignStatus": "PAUSED"})
        resumed = campaigns.update(other["Id"], IsPaused=False)
        assert (resumed["IsPaused"], resumed["State"]) == (False, {"CampaignStatus": "SCHEDULED"})
        created = campaigns.create(Schedule=LATER, IsPaused=True)
        assert created["State"] == {"CampaignStatus": "PAUSED"}


def test_a_deleted_campaign_is_listed_and_nothing_else(client: PinpointClient, campaigns: Campaigns) -> None:
    made = campaigns.create(Schedule={"StartTime": "2099-01-01T00:00:00Z"})
    deleted = campaigns.delete(made["Id"])
    assert deleted == {**made, "State": {"CampaignStatus": "DELETED"}}
    assert campaigns.list()["Item"] == [deleted]
    for call in (
        campaigns.get,
        campaigns.update,
        campaigns.delete,
        campaigns.list_versions,
        campaigns.list_activities,
        lambda campaign_id: campaigns.version(campaign_id, 1),
        lambda campaign_id: client.list_tags_for_resource(ResourceArn=made["Arn"]),
    ):
        with not_found():
            call(made["Id"])


def test_lists_are_newest_first_and_paged(campaigns: Campaigns) -> None:
    ids = [campaigns.create_id(Name=name) for name in ("a", "b", "c")]
    page = campaigns.list(PageSize="2")
    assert [item["Id"] for item in page["Item"]] == [ids[2], ids[1]]
    rest = campaigns.list(PageSize="2", Token=page["NextToken"])
    assert [item["Id"] for item in rest["Item"]] == [ids[0]]
    assert "NextToken" not in rest
    for name in ("d", "e"):
        campaigns.update(ids[0], Name=name)
    page = campaigns.list_versions(ids[0], PageSize="2")
    assert [item["Version"] for item in page["Item"]] == [3, 2]
    assert [item["Name"] for item in campaigns.list_versions(ids[0], Token=page["NextToken"])["Item"]] == ["a"]


def test_an_application_without_campaigns_has_an_empty_list(campaigns: Campaigns) -> None:
    assert campaigns.list() == {"Item": []}


def test_a_run_has_an_activity_with_all_members(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    pinpoint.add_endpoint(campaigns.app_id, channel="SMS", address="+15550100")
    pinpoint.add_endpoint(campaigns.app_id, channel="EMAIL", address="ada@example.com")
    with freeze_time(FIRST):
        campaign_id = campaigns.create_id()
    (activity,) = campaigns.list_activities(campaign_id)["Item"]
    assert activity == {
        "ApplicationId": campaigns.app_id,
        "CampaignId": campaign_id,
        "End": FIRST,
        "ExecutionMetrics": {"ENDPOINT_CHANNEL_MISMATCH": "1", "ENDPOINT_PRODUCED": "2"},
        "Id": activity["Id"],
        "Result": "SUCCESS",
        "ScheduledStart": FIRST,
        "Start": FIRST,
        "State": "COMPLETED",
        "SuccessfulEndpointCount": 1,
        "TimezonesCompletedCount": 0,
        "TimezonesTotalCount": 0,
        "TotalEndpointCount": 1,
        "TreatmentId": "0",
    }
    assert pinpoint.sent_messages.one().campaign_activity_id == activity["Id"]


def test_activities_are_newest_first_and_paged(campaigns: Campaigns) -> None:
    with freeze_time("2030-01-01T09:00:00Z") as clock:
        campaign_id = campaigns.create_id(Schedule={"StartTime": "2030-01-01T10:00:00Z", "Frequency": "HOURLY"})
        assert campaigns.list_activities(campaign_id) == {"Item": []}
        clock.move_to("2030-01-01T12:30:00Z")
        page = campaigns.list_activities(campaign_id, PageSize="2")
        rest = campaigns.list_activities(campaign_id, PageSize="2", Token=page["NextToken"])
    assert [item["ScheduledStart"][11:16] for item in (*page["Item"], *rest["Item"])] == ["12:00", "11:00", "10:00"]


def test_unknown_campaigns_and_versions_are_not_found(
    client: PinpointClient, campaigns: Campaigns, pinpoint: PinpointMock
) -> None:
    made = campaigns.create(Name="Spring")
    assert explanation(pinpoint, lambda: campaigns.get("c1")) == (
        f"no campaign 'c1' in application '{campaigns.app_id}'; there: '{made['Id']}' ('Spring')"
    )
    assert explanation(pinpoint, lambda: campaigns.version(made["Id"], 2)) == (
        f"no version 2 of campaign '{made['Id']}' ('Spring'); there: 1"
    )
    with refused("Invalid Version: must be a number"):
        campaigns.version(made["Id"], "latest")
    other = create_app(client, "other")
    assert explanation(pinpoint, lambda: client.get_campaign(ApplicationId=other, CampaignId=made["Id"])) == (
        f"no campaign '{made['Id']}' in application '{other}'; there: none; "
        f"one is in application '{campaigns.app_id}' in us-east-1"
    )
    campaigns.delete(made["Id"])
    assert explanation(pinpoint, lambda: campaigns.get(made["Id"])) == (
        f"campaign '{made['Id']}' of application '{campaigns.app_id}' was deleted"
    )


def test_tags_of_a_campaign_are_the_same_everywhere(client: PinpointClient, campaigns: Campaigns) -> None:
    made = campaigns.create(tags={"team": "red"})
    client.tag_resource(ResourceArn=made["Arn"], TagsModel={"tags": {"stage": "test"}})
    expected = {"team": "red", "stage": "test"}
    assert client.list_tags_for_resource(ResourceArn=made["Arn"])["TagsModel"]["tags"] == expected
    assert campaigns.get(made["Id"])["tags"] == campaigns.version(made["Id"], 1)["tags"] == expected
    with not_found():
        client.list_tags_for_resource(ResourceArn=made["Arn"][:-1])
    with not_found():
        client.list_tags_for_resource(ResourceArn=made["Arn"].replace(campaigns.app_id, "unknown"))


def test_bad_tags_are_refused(campaigns: Campaigns) -> None:
    with refused("Invalid tags: the prefix aws: is reserved"):
        campaigns.create(tags={"aws:team": "red"})
    assert campaigns.list() == {"Item": []}

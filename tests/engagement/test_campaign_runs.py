"""Runs of campaigns: their activities, their members, and what they cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.audience.segment_versions import create_segment
from pinpoint_mock.state.segments import Imported

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Campaigns, Segments
    from tests.operations.templates import Templates

HOURLY: Any = {"StartTime": "2030-01-01T10:00:00Z", "Frequency": "HOURLY"}
NAMED: Any = {"MessageConfiguration": None, "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}}}


pytestmark = pytest.mark.usefixtures("clock")


def test_a_template_that_is_gone_ends_a_campaign(
    clock: FrozenDateTimeFactory,
    campaigns: Campaigns,
    audience: Audience,
    templates: Templates,
    pinpoint: PinpointMock,
) -> None:
    audience.put("phone", ChannelType="SMS", Address="+15550100")
    templates.create("SMS", "t", Body="Hello")
    campaign_id = campaigns.create_id(Schedule=HOURLY, **NAMED)
    clock.move_to("2030-01-01T10:30:00Z")
    templates.delete("SMS", "t")
    clock.move_to("2030-01-01T15:00:00Z")
    assert campaigns.status(campaign_id) == "INVALID"
    items = campaigns.list_activities(campaign_id)["Item"]
    assert [(item["State"], item["Result"]) for item in items] == [("COMPLETED", "FAIL"), ("COMPLETED", "SUCCESS")]
    pinpoint.sent_messages.one()
    assert campaigns.update(campaign_id, Name="other")["State"] == {"CampaignStatus": "INVALID"}
    templates.create("SMS", "t", Body="Hello")
    campaigns.update(campaign_id, Schedule={"StartTime": "IMMEDIATE"})
    assert campaigns.status(campaign_id) == "COMPLETED"
    assert len(pinpoint.sent_messages) == 2


def test_the_criteria_are_those_of_the_version_and_the_members_those_of_the_run(
    clock: FrozenDateTimeFactory,
    campaigns: Campaigns,
    audience: Audience,
    segments: Segments,
    pinpoint: PinpointMock,
) -> None:
    red, blue = ({"Attributes": {"color": {"Values": [color]}}} for color in ("red", "blue"))
    segment_id = segments.create_id(Dimensions=red)
    campaigns.create(SegmentId=segment_id, Schedule={"StartTime": "2030-01-01T10:00:00Z"})
    segments.update(segment_id, Dimensions=blue)
    audience.put("red", ChannelType="SMS", Address="+15550100", Attributes={"color": ["red"]})
    audience.put("blue", ChannelType="SMS", Address="+15550101", Attributes={"color": ["blue"]})
    clock.move_to("2030-01-01T11:00:00Z")
    assert [message.endpoint_id for message in pinpoint.sent_messages] == ["red"]


def test_endpoints_that_only_an_import_knows_are_reached(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    definition: dict[str, Any] = {
        "Address": "+15550101",
        "ApplicationId": campaigns.app_id,
        "Attributes": {"color": ["red"]},
        "ChannelType": "SMS",
        "CohortId": "7",
        "EndpointStatus": "ACTIVE",
        "Id": "imported",
        "OptOut": "NONE",
        "User": {"UserId": "ada"},
    }
    audience.put("phone", ChannelType="SMS", Address="+15550100")
    app = pinpoint.backend().apps[campaigns.app_id]
    imported = Imported(frozenset({"phone"}), definitions={"imported": definition})
    segment = create_segment(app, {"Name": "imported", "ImportDefinition": {}}, imported=imported)
    body = "{{Attributes.color.[0]}}"
    campaigns.create(SegmentId=segment.segment_id, MessageConfiguration={"SMSMessage": {"Body": body}})
    assert [(message.endpoint_id, message.user_id, message.body) for message in pinpoint.messages] == [
        ("phone", None, ""),
        ("imported", "ada", "red"),
    ]


def test_a_dead_token_that_only_an_import_knows(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    definition: dict[str, Any] = {"Address": "token", "ChannelType": "GCM", "CohortId": "7", "Id": "e1", "User": {}}
    app = pinpoint.backend().apps[campaigns.app_id]
    imported = Imported(definitions={"e1": definition})
    segment = create_segment(app, {"Name": "imported", "ImportDefinition": {}}, imported=imported)
    pinpoint.fail_delivery(channel="GCM", outcome="unregistered_device")
    messages = {"DefaultMessage": {"Body": "Hello"}}
    campaigns.create(SegmentId=segment.segment_id, MessageConfiguration=messages)
    assert pinpoint.failed_messages.one().status_code == 410
    assert not pinpoint.endpoints


def test_a_segment_without_members_is_a_run_too(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    campaign_id = campaigns.create_id()
    activity = campaigns.activity(campaign_id)
    assert (activity["Result"], activity["ExecutionMetrics"], activity["TotalEndpointCount"]) == ("SUCCESS", {}, 0)
    assert not pinpoint.messages


def test_each_treatment_has_an_activity(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    for cohort_id in range(0, 100, 25):
        pinpoint.add_endpoint(campaigns.app_id, channel="SMS", address=f"+155501{cohort_id}", cohort_id=cohort_id)
    campaign_id = campaigns.create_id(AdditionalTreatments=[{"SizePercent": 25}, {"SizePercent": 0}])
    items = campaigns.list_activities(campaign_id)["Item"]
    counts = {item["TreatmentId"]: (item["SuccessfulEndpointCount"], item["ExecutionMetrics"]) for item in items}
    assert counts == {
        "0": (3, {"ENDPOINT_PRODUCED": "4", "TREATMENT_HOLDOUT": "1"}),
        "1": (1, {"ENDPOINT_PRODUCED": "4", "TREATMENT_HOLDOUT": "3"}),
        "2": (0, {"ENDPOINT_PRODUCED": "4", "TREATMENT_HOLDOUT": "4"}),
    }
    ids = {item["TreatmentId"]: item["Id"] for item in items}
    assert {(each.treatment_id, each.campaign_activity_id) for each in pinpoint.messages} == {
        ("0", ids["0"]),
        ("1", ids["1"]),
    }


def test_variables_without_a_value_fail_as_in_sends(
    campaigns: Campaigns, audience: Audience, templates: Templates, pinpoint: PinpointMock
) -> None:
    templates.create("SMS", "t", Body="Hello {{Attributes.name.[0]}}")
    audience.put("phone", ChannelType="SMS", Address="+15550100")
    campaigns.create(**NAMED)
    message = pinpoint.failed_messages.one()
    assert (message.delivery_status, message.missing_variables) == ("PERMANENT_FAILURE", ("Attributes.name.[0]",))


def test_a_recommender_that_is_gone_fails_with_a_status_of_its_own(
    campaigns: Campaigns, audience: Audience, templates: Templates, pinpoint: PinpointMock
) -> None:
    templates.create("SMS", "t", Body="{{RecommendationItems.[0]}}", RecommenderId="gone")
    audience.put("phone", ChannelType="SMS", Address="+15550100")
    campaigns.create(**NAMED)
    message = pinpoint.failed_messages.one()
    assert (message.delivery_status, message.status_message) == (
        "RECOMMENDATION_FAILURE",
        "The recommender of the template does not exist",
    )

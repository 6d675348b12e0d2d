"""What a campaign may be: bad input gets a modelled error that names the member, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time

from pinpoint_mock.audience.segment_versions import create_segment
from pinpoint_mock.state.segments import Imported
from tests.builders import explanation, not_found, refused
from tests.operations.templates import IN_APP_CONTENT

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from tests.builders import Campaigns, Segments
    from tests.operations.templates import Templates

EVENT_TEXT = "Invalid SegmentId: must not be an imported segment, nor be built on one, for the frequency EVENT"
SIZE = {"SizePercent": 10}
EVENT: Any = {
    "EventFilter": {"Dimensions": {"EventType": {"Values": ["bought"]}}, "FilterType": "ENDPOINT"},
    "Frequency": "EVENT",
    "StartTime": "IMMEDIATE",
}
MESSAGE = "Missing MessageConfiguration"
LONG_HEADER = {**IN_APP_CONTENT, "HeaderConfig": {**IN_APP_CONTENT["HeaderConfig"], "Header": "x" * 65}}

BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no segment": ({"SegmentId": None}, "Missing SegmentId"),
    "no schedule": ({"Schedule": None}, "Missing Schedule"),
    "nothing to say": ({"MessageConfiguration": None}, MESSAGE),
    "empty messages": ({"MessageConfiguration": {}, "TemplateConfiguration": {}}, MESSAGE),
    "voice template": (
        {"TemplateConfiguration": {"VoiceTemplate": {"Name": "call"}}},
        "Invalid VoiceTemplate: is not supported for campaigns",
    ),
    "five treatments": (
        {"AdditionalTreatments": [SIZE] * 5},
        "Invalid AdditionalTreatments: must have at most 4 treatments",
    ),
    "holdout over 100": ({"HoldoutPercent": 101}, "Invalid HoldoutPercent: must be 0 to 100"),
    "holdout below 0": ({"HoldoutPercent": -1}, "Invalid HoldoutPercent: must be 0 to 100"),
    "treatment over 100": (
        {"AdditionalTreatments": [{"SizePercent": 101}]},
        "Invalid SizePercent: must be 0 to 100",
    ),
    "treatment below 0": ({"AdditionalTreatments": [{"SizePercent": -1}]}, "Invalid SizePercent: must be 0 to 100"),
    "over 100 together": (
        {"HoldoutPercent": 61, "AdditionalTreatments": [{"SizePercent": 20}] * 2},
        "Invalid SizePercent: HoldoutPercent and SizePercent must not be more than 100 together",
    ),
    "daily limit": ({"Limits": {"Daily": 101}}, "Invalid Daily: must be from 0 to 100"),
    "total limit": ({"Limits": {"Total": 101}}, "Invalid Total: must be from 0 to 100"),
    "session limit": ({"Limits": {"Session": -1}}, "Invalid Session: must be at least 0"),
    "duration": ({"Limits": {"MaximumDuration": 59}}, "Invalid MaximumDuration: must be at least 60"),
    "rate": ({"Limits": {"MessagesPerSecond": 0}}, "Invalid MessagesPerSecond: must be from 1 to 20000"),
    "hook": (
        {"Hook": {"LambdaFunctionName": "no name"}},
        "Invalid LambdaFunctionName: must be the name or ARN of a Lambda function",
    ),
    "web hook": ({"Hook": {"WebUrl": "http://example.com"}}, "Invalid WebUrl: must be a URL with https"),
    "custom message without delivery": (
        {"MessageConfiguration": {"CustomMessage": {"Data": "x"}}},
        "Missing CustomDeliveryConfiguration",
    ),
    "delivery to nowhere": (
        {"CustomDeliveryConfiguration": {"DeliveryUri": "ftp://example.com"}},
        "Invalid DeliveryUri: must be the name or ARN of a Lambda function, or a URL with https",
    ),
    "large custom message": (
        {
            "MessageConfiguration": {"CustomMessage": {"Data": "é" * 2561}},
            "CustomDeliveryConfiguration": {"DeliveryUri": "deliver"},
        },
        "Invalid Data: must be at most 5 KB",
    ),
    "16 headers": (
        {"MessageConfiguration": {"EmailMessage": {"Title": "Hi", "Headers": [{"Name": "X", "Value": "y"}] * 16}}},
        "Invalid Headers: must have at most 15 headers",
    ),
    "long header name": (
        {"MessageConfiguration": {"EmailMessage": {"Headers": [{"Name": "X" * 127, "Value": "y"}]}}},
        "Invalid Name: must have at most 126 characters",
    ),
    "long header value": (
        {"MessageConfiguration": {"EmailMessage": {"Headers": [{"Name": "X", "Value": "y" * 871}]}}},
        "Invalid Value: must have at most 870 characters",
    ),
    "in-app content": (
        {"MessageConfiguration": {"InAppMessage": {"Content": [{"BackgroundColor": "#FFFFFF"}]}}},
        "Missing HeaderConfig",
    ),
    "six in-app items": (
        {"MessageConfiguration": {"InAppMessage": {"Content": [IN_APP_CONTENT] * 6}}},
        "Invalid Content: must have at most 5 items",
    ),
    "long in-app header": (
        {"MessageConfiguration": {"InAppMessage": {"Content": [LONG_HEADER]}}},
        "Invalid Content: a Header must have at most 64 characters",
    ),
    "long in-app header of a treatment": (
        {"AdditionalTreatments": [{"MessageConfiguration": {"InAppMessage": {"Content": [LONG_HEADER]}}, **SIZE}]},
        "Invalid Content: a Header must have at most 64 characters",
    ),
    "eleven in-app configs": (
        {"MessageConfiguration": {"InAppMessage": {"CustomConfig": {str(number): "" for number in range(11)}}}},
        "Invalid CustomConfig: must have at most 10 items",
    ),
    "data that is no JSON": (
        {"MessageConfiguration": {"GCMMessage": {"JsonBody": "{"}}},
        "Invalid JsonBody: must be a JSON object",
    ),
    "data that is no object": (
        {"MessageConfiguration": {"DefaultMessage": {"JsonBody": "[]"}}},
        "Invalid JsonBody: must be a JSON object",
    ),
    "event without filter": (
        {"Schedule": {"StartTime": "IMMEDIATE", "Frequency": "EVENT"}},
        "Missing EventFilter",
    ),
    "treatment with a bad message": (
        {"AdditionalTreatments": [{"MessageConfiguration": {"GCMMessage": {"JsonBody": "{"}}, **SIZE}]},
        "Invalid JsonBody: must be a JSON object",
    ),
    "treatment that lacks a delivery": (
        {"AdditionalTreatments": [{"MessageConfiguration": {"CustomMessage": {"Data": "x"}}, **SIZE}]},
        "Missing CustomDeliveryConfiguration",
    ),
}


@pytest.mark.parametrize(("members", "text"), BAD.values(), ids=BAD)
def test_bad_members_are_refused_and_nothing_is_made(
    campaigns: Campaigns, pinpoint: PinpointMock, members: dict[str, Any], text: str
) -> None:
    with refused(text):
        campaigns.create(**members)
    assert campaigns.list() == {"Item": []}
    assert not pinpoint.messages


@pytest.mark.parametrize(
    ("members", "text"),
    [each for name, each in BAD.items() if not name.startswith("no ") and name != "nothing to say"],
    ids=[name for name in BAD if not name.startswith("no ") and name != "nothing to say"],
)
def test_an_update_with_bad_members_is_refused_and_nothing_is_changed(
    campaigns: Campaigns, members: dict[str, Any], text: str
) -> None:
    campaign_id = campaigns.create_id(Schedule={"StartTime": "2999-01-01T00:00:00Z"})
    before = campaigns.get(campaign_id)
    with refused(text):
        campaigns.update(campaign_id, **members)
    assert campaigns.get(campaign_id) == before


GOOD: dict[str, dict[str, Any]] = {
    "100 percent": {"HoldoutPercent": 20, "AdditionalTreatments": [{"SizePercent": 20}] * 4},
    "empty hook": {"Hook": {}},
    "empty texts of a hook": {"Hook": {"LambdaFunctionName": "", "WebUrl": "", "Mode": "FILTER"}},
    "web hook": {"Hook": {"WebUrl": "https://example.com/hook?a"}},
    "custom delivery alone": {
        "MessageConfiguration": {},
        "CustomDeliveryConfiguration": {"DeliveryUri": "https://example.com"},
    },
    "5 KB": {
        "MessageConfiguration": {"CustomMessage": {"Data": "é" * 2560}},
        "CustomDeliveryConfiguration": {"DeliveryUri": "arn:aws:lambda:us-east-1:123456789012:function:deliver"},
    },
    "15 headers": {
        "MessageConfiguration": {
            "EmailMessage": {"Title": "Hi", "Headers": [{"Name": "X" * 126, "Value": "y" * 870}] * 15}
        }
    },
    "limits": {"Limits": {"Daily": 100, "Total": 0, "MaximumDuration": 60, "MessagesPerSecond": 20_000}},
    "JSON": {"MessageConfiguration": {"GCMMessage": {"JsonBody": '{"a": 1}'}}},
    "no message for the default treatment": {
        "MessageConfiguration": {"EmailMessage": {"Title": "A"}},
        "AdditionalTreatments": [{"MessageConfiguration": {"EmailMessage": {"Title": "B"}}, "SizePercent": 50}],
    },
    "no name": {"Name": None},
}


@pytest.mark.parametrize("members", GOOD.values(), ids=GOOD)
def test_members_within_the_rules_are_taken(campaigns: Campaigns, members: dict[str, Any]) -> None:
    made = campaigns.create(**members)
    assert made["Version"] == 1


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"SegmentId": "s1"}, "SegmentId: no segment 's1' in application "),
        ({"SegmentVersion": 2}, "SegmentVersion: no version 2 of segment "),
        (
            {"TemplateConfiguration": {"SMSTemplate": {"Name": "hello"}}},
            "TemplateConfiguration.SMSTemplate.no SMS template 'hello' in ",
        ),
        (
            {"AdditionalTreatments": [{"TemplateConfiguration": {"EmailTemplate": {"Name": "hello"}}, **SIZE}]},
            "AdditionalTreatments[0].TemplateConfiguration.EmailTemplate.no EMAIL template 'hello' in ",
        ),
    ],
)
def test_what_does_not_exist_is_not_found(
    campaigns: Campaigns, pinpoint: PinpointMock, members: dict[str, Any], reason: str
) -> None:
    with not_found():
        campaigns.create(**members)
    assert explanation(pinpoint, lambda: campaigns.create(**members)).startswith(f"WriteCampaignRequest.{reason}")
    assert campaigns.list() == {"Item": []}


def test_the_version_of_a_template_must_exist(campaigns: Campaigns, templates: Templates) -> None:
    templates.create("SMS", "hello", Body="Hi")
    for version in (None, "1", "latest"):
        named = {"Name": "hello", **({"Version": version} if version else {})}
        campaigns.create(TemplateConfiguration={"SMSTemplate": named}, MessageConfiguration=None)
    with not_found():
        campaigns.create(TemplateConfiguration={"SMSTemplate": {"Name": "hello", "Version": "2"}})


def test_a_campaign_can_be_paused_whose_template_was_deleted(campaigns: Campaigns, templates: Templates) -> None:
    templates.create("SMS", "hello", Body="Hi")
    campaign_id = campaigns.create_id(
        TemplateConfiguration={"SMSTemplate": {"Name": "hello"}}, Schedule={"StartTime": "2999-01-01T00:00:00Z"}
    )
    templates.delete("SMS", "hello")
    assert campaigns.update(campaign_id, IsPaused=True)["IsPaused"]
    with not_found():
        campaigns.update(campaign_id, TemplateConfiguration={"SMSTemplate": {"Name": "hello"}})


@freeze_time("2030-01-01")
def test_campaigns_by_events_need_a_segment_without_import(
    campaigns: Campaigns, segments: Segments, pinpoint: PinpointMock
) -> None:
    app = pinpoint.backend().apps[campaigns.app_id]
    imported = create_segment(app, {"Name": "imported", "ImportDefinition": {}}, imported=Imported()).segment_id
    built_on = segments.create_id({"SourceSegments": [{"Id": imported}, {"Id": imported}]})
    plain = segments.create_id({"SourceSegments": [{"Id": segments.create_id()}]})
    for segment_id in (imported, built_on):
        with refused(
            "Invalid SegmentId: must not be an imported segment, nor be built on one, for the frequency EVENT"
        ):
            campaigns.create(SegmentId=segment_id, Schedule=EVENT)
        assert campaigns.create(SegmentId=segment_id)["SegmentId"] == segment_id
    gone = segments.create_id({"SourceSegments": [{"Id": (source := segments.create_id())}]})
    segments.delete(source)
    for segment_id in (plain, gone):
        assert campaigns.create(SegmentId=segment_id, Schedule=EVENT)["SegmentId"] == segment_id

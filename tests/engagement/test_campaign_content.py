"""What a campaign says on each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time

from pinpoint_mock.engagement.campaign_content import direct_configuration, treatment_ids_by_cohort
from tests.builders import ADDRESSES, PUSH_CHANNELS

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Campaigns
    from tests.operations.templates import Templates


pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def everywhere(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    """An endpoint on each channel, which has the channel's name."""
    for channel in (*ADDRESSES, "IN_APP", "CUSTOM"):
        address = ADDRESSES.get(channel, "anywhere")
        address = f"{address}-{channel}" if channel in PUSH_CHANNELS else address
        app = pinpoint.backend().apps[campaigns.app_id]
        campaigns.client.update_endpoint(
            ApplicationId=app.application_id,
            EndpointId=channel,
            EndpointRequest={"ChannelType": channel, "Address": address},  # type: ignore[typeddict-item]  # all of them
        )


def texts(pinpoint: PinpointMock) -> dict[str | None, str | None]:
    return {message.endpoint_id: message.body for message in pinpoint.messages}


DEFAULT: Any = {"DefaultMessage": {"Body": "Default", "Title": "T"}}


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (DEFAULT, dict.fromkeys((*PUSH_CHANNELS, "SMS"), "Default")),
        ({"SMSMessage": {"Body": "Text"}}, {"SMS": "Text"}),
        ({"SMSMessage": {"Body": ""}, "GCMMessage": {"Body": "Android"}}, {"GCM": "Android"}),
        (
            {**DEFAULT, "SMSMessage": {"Body": "Text"}, "APNSMessage": {"Body": "Apple"}},
            {
                **dict.fromkeys(("ADM", "BAIDU", "GCM"), "Default"),
                **dict.fromkeys((each for each in PUSH_CHANNELS if each.startswith("APNS")), "Apple"),
                "SMS": "Text",
            },
        ),
        ({**DEFAULT, "SMSMessage": {"SenderId": "Shop"}}, dict.fromkeys((*PUSH_CHANNELS, "SMS"), "Default")),
        ({"EmailMessage": {"Title": "Hi", "Body": "Mail"}}, {"EMAIL": "Mail"}),
        ({"ADMMessage": {"Body": "Amazon"}}, {"ADM": "Amazon"}),
    ],
)
def test_each_endpoint_gets_the_message_of_its_channel(
    campaigns: Campaigns, pinpoint: PinpointMock, everywhere: None, messages: Any, expected: dict[str, str]
) -> None:
    campaign_id = campaigns.create_id(MessageConfiguration=messages)
    assert texts(pinpoint) == expected
    mismatches = campaigns.activity(campaign_id)["ExecutionMetrics"]["ENDPOINT_CHANNEL_MISMATCH"]
    assert int(mismatches) == len(ADDRESSES) + 2 - len(expected)


def test_members_of_an_email(campaigns: Campaigns, pinpoint: PinpointMock, everywhere: None) -> None:
    headers = [{"Name": "X-Shop", "Value": "{{Id}}"}]
    email = {
        "Body": "Text {{Id}}",
        "FromAddress": "shop@example.com",
        "Headers": headers,
        "HtmlBody": "<p>{{Id}}</p>",
        "Title": "Hi {{Id}}",
    }
    campaigns.create(MessageConfiguration={"EmailMessage": email})
    message = pinpoint.sent_messages.one()
    assert (message.subject, message.body, message.html_body) == ("Hi EMAIL", "Text EMAIL", "<p>EMAIL</p>")
    assert (message.from_address, message.settings["Headers"]) == (
        "shop@example.com",
        [{"Name": "X-Shop", "Value": "EMAIL"}],
    )


def test_members_of_an_sms(campaigns: Campaigns, pinpoint: PinpointMock, everywhere: None) -> None:
    sms = {
        "Body": "Hi",
        "EntityId": "entity",
        "MessageType": "PROMOTIONAL",
        "OriginationNumber": "+15550199",
        "SenderId": "Shop",
        "TemplateId": "template",
    }
    campaigns.create(MessageConfiguration={"SMSMessage": sms})
    message = pinpoint.sent_messages.one()
    assert (message.body, message.message_type, message.origination_number, message.sender_id) == (
        "Hi",
        "PROMOTIONAL",
        "+15550199",
        "Shop",
    )
    assert message.settings == {"EntityId": "entity", "TemplateId": "template"}


def test_push_payloads_name_the_campaign(campaigns: Campaigns, pinpoint: PinpointMock, everywhere: None) -> None:
    push = {
        "Action": "URL",
        "Body": "Hi",
        "ImageIconUrl": "https://example.com/icon",
        "ImageSmallIconUrl": "https://example.com/small",
        "JsonBody": '{"page": "news", "number": 1}',
        "TimeToLive": 60,
        "Title": "T",
        "Url": "https://example.com/{{Id}}",
    }
    made = campaigns.create(MessageConfiguration={"GCMMessage": push, "APNSMessage": {"Body": "Hi"}})
    ids = {"campaign_id": made["Id"], "campaign_activity_id": campaigns.activity(made["Id"])["Id"], "treatment_id": "0"}
    payload = pinpoint.sent_messages.one(channel="GCM").payload
    assert payload is not None
    assert {name: payload["data"][f"pinpoint.campaign.{name}"] for name in ids} == ids
    assert payload["data"]["pinpoint.url"] == "https://example.com/GCM"
    assert payload["data"]["pinpoint.notification.imageSmallIconUrl"] == "https://example.com/small"
    assert payload["data"]["pinpoint.jsonBody"] == '{"page":"news","number":1}'
    payload = pinpoint.sent_messages.one(channel="APNS").payload
    assert payload is not None
    assert payload["data"]["pinpoint"]["campaign"] == ids


def test_raw_content(campaigns: Campaigns, pinpoint: PinpointMock, everywhere: None) -> None:
    campaigns.create(MessageConfiguration={"GCMMessage": {"Body": "not this", "RawContent": '{"data": {"a": "b"}}'}})
    assert pinpoint.sent_messages.one().payload == {"data": {"a": "b"}}


def test_each_channel_has_its_template_in_the_version_of_the_moment(
    campaigns: Campaigns,
    pinpoint: PinpointMock,
    everywhere: None,
    templates: Templates,
    clock: FrozenDateTimeFactory,
) -> None:
    templates.create("SMS", "t", Body="first {{Id}}")
    templates.create("EMAIL", "t", Subject="S", TextPart="mail")
    templates.create("PUSH", "t", Default={"Body": "push"})
    later: Any = {"StartTime": "2030-01-01T10:00:00Z"}
    named = {"EmailTemplate": {"Name": "t"}, "PushTemplate": {"Name": "t"}}
    active = campaigns.create_id(
        Schedule=later, TemplateConfiguration={**named, "SMSTemplate": {"Name": "t"}}, MessageConfiguration=None
    )
    pinned = campaigns.create_id(
        Schedule=later,
        TemplateConfiguration={"SMSTemplate": {"Name": "t", "Version": "1"}},
        MessageConfiguration={"SMSMessage": {"Body": "not this", "SenderId": "Shop"}},
    )
    templates.add_version("SMS", "t", Body="second {{Id}}")
    templates.activate("SMS", "t", "2")
    clock.move_to("2030-01-01T11:00:00Z")
    expected = {"SMS": "second SMS", "EMAIL": "mail", **dict.fromkeys(PUSH_CHANNELS, "push")}
    assert {each.endpoint_id: each.body for each in pinpoint.messages.filter(campaign_id=active)} == expected
    message = pinpoint.sent_messages.one(campaign_id=pinned)
    assert (message.body, message.sender_id) == ("first SMS", "Shop")
    assert message.template == {"type": "SMS", "name": "t", "version": 1}


def test_a_treatment_has_what_it_lacks_from_the_campaign(
    campaigns: Campaigns, pinpoint: PinpointMock, templates: Templates
) -> None:
    templates.create("SMS", "t", Body="template")
    pinpoint.add_endpoint(campaigns.app_id, channel="SMS", address="+15550100", cohort_id=0)
    own: Any = {"MessageConfiguration": {"SMSMessage": {"Body": "own"}}}
    named: Any = {"TemplateConfiguration": {"SMSTemplate": {"Name": "t"}}}
    treatments: list[Any] = [{}, {"MessageConfiguration": {}}, own, named]
    for treatment in treatments:
        campaigns.create(
            MessageConfiguration={"SMSMessage": {"Body": "campaign"}},
            AdditionalTreatments=[{**treatment, "SizePercent": 100}],
        )
    campaigns.create(MessageConfiguration=None, AdditionalTreatments=[{**own, "SizePercent": 100}], **named)
    bodies = [message.body for message in pinpoint.sent_messages]
    assert bodies == ["campaign", "campaign", "own", "template", "own"]


def test_the_same_checks_as_for_sends(
    client: PinpointClient, campaigns: Campaigns, pinpoint: PinpointMock, templates: Templates
) -> None:
    app_id = pinpoint.add_app(channels=["SMS"])
    campaigns.app_id = app_id
    pinpoint.add_endpoint(app_id, endpoint_id="sms", channel="SMS", address="+15550100")
    pinpoint.add_endpoint(app_id, endpoint_id="push", channel="GCM", address="token")
    pinpoint.add_endpoint(app_id, endpoint_id="long", channel="SMS", address="+15550101")
    pinpoint.fail_delivery(endpoint_id="sms", outcome="opted_out_number")
    campaigns.create(MessageConfiguration=DEFAULT)
    campaigns.create(MessageConfiguration={"SMSMessage": {"Body": "x" * 1601}})
    statuses = [(message.endpoint_id, message.delivery_status, message.status_message) for message in pinpoint.messages]
    assert statuses == [
        ("sms", "PERMANENT_FAILURE", "Destination phone number opted out"),
        ("push", "PERMANENT_FAILURE", f"No channel of type GCM is enabled for the application {app_id}"),
        ("long", "SUCCESSFUL", f"MessageId: {pinpoint.sent_messages.one().message_id}"),
        ("sms", "PERMANENT_FAILURE", "Invalid Body: must have at most 1600 characters in GSM 03.38, not 1601"),
        ("long", "PERMANENT_FAILURE", "Invalid Body: must have at most 1600 characters in GSM 03.38, not 1601"),
    ]


def test_failures_are_declared_for_a_campaign(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    pinpoint.add_endpoint(campaigns.app_id, channel="SMS", address="+15550100")
    later: Any = {"StartTime": "2030-01-01T10:00:00Z"}
    bad, good = campaigns.create_id(Schedule=later), campaigns.create_id(Schedule=later)
    pinpoint.fail_delivery(campaign_id=bad, delivery_status="TEMPORARY_FAILURE")
    with freeze_time("2030-01-01T11:00:00Z"):
        pinpoint.sent_messages.one(campaign_id=good)
        assert pinpoint.failed_messages.one(campaign_id=bad).delivery_status == "TEMPORARY_FAILURE"
    with pytest.raises(ValueError, match="there is no delivery_status 'HOLDOUT'"):
        pinpoint.fail_delivery(campaign_id=bad, delivery_status="HOLDOUT")  # type: ignore[arg-type]  # a status of campaigns only


def test_a_dead_token_makes_its_endpoint_inactive(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    pinpoint.add_endpoint(campaigns.app_id, channel="GCM", address="token")
    pinpoint.fail_delivery(channel="GCM", outcome="unregistered_device")
    campaigns.create(MessageConfiguration=DEFAULT)
    assert pinpoint.endpoints.one().endpoint_status == "INACTIVE"


def test_shares_of_cohorts() -> None:
    shares = treatment_ids_by_cohort({"HoldoutPercent": 0, "AdditionalTreatments": []})
    assert shares == ["0"] * 100
    rest = {"Id": "1", "SizePercent": 40}
    full = treatment_ids_by_cohort({"HoldoutPercent": 60, "AdditionalTreatments": [rest]})
    assert full == [None] * 60 + ["1"] * 40


def test_what_is_empty_makes_no_message() -> None:
    assert (
        direct_configuration({"DefaultMessage": {"Body": ""}, "GCMMessage": {}, "CustomMessage": {"Data": "x"}}) == {}
    )

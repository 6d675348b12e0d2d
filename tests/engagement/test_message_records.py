"""The records of messages: their JSON is that of AWS's samples. Those of feedback: test_feedback.py."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import freezegun
import pytest

from tests.builders import PHONE, PUSH, PUSH_CHANNELS, send, send_to_endpoint
from tests.engagement.records import ACCOUNT, EMAIL, NOON, NOON_MS, assert_is, envelope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Campaigns


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with freezegun.freeze_time(NOON):
        yield


@pytest.fixture
def app_id(pinpoint: PinpointMock) -> str:
    return pinpoint.add_app(application_id="shop", region_name="us-east-1")


def types(pinpoint: PinpointMock) -> list[str]:
    return [record.event_type for record in pinpoint.stream_records]


def test_the_record_of_an_sms(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    configuration: Any = {"SMSMessage": {"Body": "x" * 161, "OriginationNumber": "+15550199"}}
    answer = send(client, app_id, configuration=configuration, recipient={"Context": {"order": "7"}})
    record = pinpoint.stream_records.one()
    message_id = answer["MessageId"]
    attributes = {
        "sender_request_id": pinpoint.requests.last.request_id,
        "origination_phone_number": "+15550199",
        "destination_phone_number": PHONE,
        "record_status": "DELIVERED",
        "iso_country_code": "US",
        "number_of_message_parts": "2",
        "message_id": message_id,
        "message_type": "Transactional",
        "customer_context": '{"order":"7"}',
    }
    assert_is(
        record,
        {
            **envelope("_SMS.SUCCESS", message_id),
            "attributes": attributes,
            "metrics": {"price_in_millicents_usd": 1290.0},
            "awsAccountId": ACCOUNT,
        },
    )
    assert list(record.record["attributes"]) == list(attributes)
    assert (record.event_type, record.client_id, record.application_id) == ("_SMS.SUCCESS", message_id, "shop")
    assert (record.region_name, record.account_id, record.arrived_at) == ("us-east-1", ACCOUNT, NOON)
    assert (record.attributes, record.metrics) == (attributes, {"price_in_millicents_usd": 1290.0})


def test_an_sms_to_an_endpoint_has_its_id_and_one_from_a_sender_id_that(
    client: PinpointClient, app_id: str, audience: Audience, pinpoint: PinpointMock
) -> None:
    audience.put("phone", ChannelType="SMS", Address="+49 30 123456")
    send_to_endpoint(
        client, app_id, "phone", {"SMSMessage": {"Body": "é", "SenderId": "SHOP", "MessageType": "PROMOTIONAL"}}
    )
    record = pinpoint.stream_records.one(client_id="phone")
    assert record.attributes["origination_phone_number"] == "SHOP"
    assert record.attributes["iso_country_code"] == "DE"
    assert record.attributes["message_type"] == "Promotional"
    assert "customer_context" not in record.attributes


def test_the_record_of_an_email(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    answer = send(client, app_id, "EMAIL", EMAIL, Context={"order": "7"})
    record = pinpoint.stream_records.one()
    mail = {
        "message_id": answer["MessageId"],
        "message_send_timestamp": NOON_MS,
        "from_address": "shop@example.com",
        "destination": ["ada@example.com"],
        "headers_truncated": False,
        "headers": [
            {"name": "From", "value": "shop@example.com"},
            {"name": "To", "value": "ada@example.com"},
            {"name": "Subject", "value": "Parcel"},
            {"name": "MIME-Version", "value": "1.0"},
            {"name": "Content-Type", "value": 'multipart/alternative; boundary="=_part"'},
        ],
        "common_headers": {"from": "shop@example.com", "to": ["ada@example.com"], "subject": "Parcel"},
    }
    assert_is(
        record,
        {
            **envelope("_email.send", answer["MessageId"]),
            "attributes": {"order": "7", "feedback": "received"},
            "client_context": {"custom": {"legacy_identifier": "shop"}},
            "awsAccountId": ACCOUNT,
            "facets": {"email_channel": {"mail_event": {"mail": mail, "send": {}}}},
        },
    )


MORE_HEADERS: Any = [{"Name": "X-Campaign", "Value": value} for value in ("spring", "sale")]


def test_further_headers_of_an_email_follow(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    simple = {**EMAIL["EmailMessage"]["SimpleEmail"], "Headers": MORE_HEADERS}
    send(client, app_id, "EMAIL", {"EmailMessage": {**EMAIL["EmailMessage"], "SimpleEmail": simple}})
    mail = pinpoint.stream_records.one().record["facets"]["email_channel"]["mail_event"]["mail"]
    assert [header["name"] for header in mail["headers"][:5]][-1] == "Content-Type"
    assert mail["headers"][5:] == [{"name": each["Name"], "value": each["Value"]} for each in MORE_HEADERS]


def test_the_headers_of_raw_content(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    raw = b"From: a@example.com\nTo: b@example.com\nSubject: Raw\nDate: Mon, 01 Jan 2029 00:00:00 +0000\n\nHello"
    configuration: Any = {"EmailMessage": {"FromAddress": "a@example.com", "RawEmail": {"Data": raw}}}
    send(client, app_id, "EMAIL", configuration)
    mail = pinpoint.stream_records.one().record["facets"]["email_channel"]["mail_event"]["mail"]
    assert mail["headers"][:3] == [
        {"name": "From", "value": "a@example.com"},
        {"name": "To", "value": "b@example.com"},
        {"name": "Subject", "value": "Raw"},
    ]
    assert "Date" not in [header["name"] for header in mail["headers"]]


def test_a_one_time_code_is_an_sms_like_any_other(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    client.send_otp_message(
        ApplicationId=app_id,
        SendOTPMessageRequestParameters={
            "BrandName": "Shop",
            "Channel": "SMS",
            "DestinationIdentity": PHONE,
            "OriginationIdentity": "+15550199",
            "ReferenceId": "login",
        },
    )
    assert pinpoint.stream_records.one().attributes["origination_phone_number"] == "+15550199"


@pytest.mark.parametrize("channel", [*PUSH_CHANNELS, "VOICE"])
def test_direct_push_notifications_and_calls_have_no_record(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock, channel: Any
) -> None:
    send(client, app_id, channel, PUSH if channel in PUSH_CHANNELS else {"DefaultMessage": {"Body": "Hello"}})
    pinpoint.sent_messages.one(channel=channel)
    assert pinpoint.stream_records == []


def test_of_what_was_not_sent_only_the_declared_failure_of_an_sms_has_a_record(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock
) -> None:
    pinpoint.fail_delivery(address=PHONE, outcome="opted_out_number")
    pinpoint.fail_delivery(address="ada@example.com", outcome="throttled_email")
    send(client, app_id)
    send(client, app_id, address="nobody")
    send(client, app_id, "EMAIL", EMAIL)
    record = pinpoint.stream_records.one()
    assert record.event_type == "_SMS.FAILURE"
    assert record.client_id == PHONE
    assert record.attributes["record_status"] == "UNKNOWN"
    assert record.metrics == {"price_in_millicents_usd": 0.0}


def test_the_record_of_a_campaign_has_the_endpoint_as_it_was(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    request_id = audience.put(
        "tablet", ChannelType="GCM", Address="token", Attributes={"color": ["red"]}, User={"UserId": "ada"}
    )
    campaign_id = campaigns.create_id(MessageConfiguration={"GCMMessage": {"Title": "Hi", "Body": "Hello"}})
    audience.put("tablet", Attributes={"color": ["blue"]})
    message = pinpoint.sent_messages.one(campaign_id=campaign_id)
    record = pinpoint.stream_records.one()
    endpoint = record.record["client_context"]["custom"]["endpoint"]
    attributes = {
        "treatment_id": "0",
        "campaign_activity_id": message.campaign_activity_id,
        "delivery_type": "GCM",
        "campaign_id": campaign_id,
        "campaign_send_status": "SUCCESS",
    }
    assert_is(
        record,
        {
            **envelope("_campaign.send", "tablet"),
            "attributes": attributes,
            "client_context": {"custom": {"endpoint": endpoint}},
            "awsAccountId": ACCOUNT,
        },
    )
    assert list(record.record["attributes"]) == list(attributes)
    assert json.loads(endpoint) == {
        "ChannelType": "GCM",
        "EndpointStatus": "ACTIVE",
        "OptOut": "NONE",
        "RequestId": request_id,
        "EffectiveDate": "2030-01-01T12:00:00.000Z",
        "Attributes": {"color": ["red"]},
        "User": {"UserId": "ada"},
    }
    assert endpoint.startswith('{"ChannelType":"GCM","EndpointStatus":"ACTIVE","OptOut":"NONE","RequestId":')


def test_emails_and_sms_of_a_campaign_have_both_records(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    audience.put("phone", ChannelType="SMS", Address=PHONE)
    audience.put("mail", ChannelType="EMAIL", Address="ada@example.com")
    campaigns.create(
        MessageConfiguration={
            "SMSMessage": {"Body": "Hello"},
            "EmailMessage": {"Title": "Hi", "Body": "Hello", "FromAddress": "shop@example.com"},
        }
    )
    assert types(pinpoint) == ["_campaign.send", "_SMS.SUCCESS", "_campaign.send", "_email.send"]
    for endpoint_id in ("phone", "mail"):
        message = pinpoint.sent_messages.one(endpoint_id=endpoint_id)
        ids = {
            "campaign_id": message.campaign_id,
            "campaign_activity_id": message.campaign_activity_id,
            "treatment_id": "0",
        }
        for record in pinpoint.stream_records.filter(client_id=endpoint_id):
            assert ids.items() <= record.attributes.items()
    record = pinpoint.stream_records.one(event_type="_SMS.SUCCESS")
    assert record.attributes["sender_request_id"] == record.attributes["campaign_activity_id"]
    assert list(record.attributes) == [
        *("sender_request_id", "campaign_activity_id", "destination_phone_number", "record_status"),
        *("iso_country_code", "treatment_id", "number_of_message_parts", "message_id", "message_type", "campaign_id"),
    ]


@pytest.mark.parametrize(
    ("delivery_status", "send_status"),
    [
        ("PERMANENT_FAILURE", "FAILURE_PERMANENT"),
        ("TEMPORARY_FAILURE", "TRANSIENT_FAILURE"),
        ("THROTTLED", "THROTTLED"),
        ("UNKNOWN_FAILURE", "UNKNOWN"),
        ("OPT_OUT", "FAILURE"),
        ("DUPLICATE", "DUPLICATE_ADDRESS"),
    ],
)
def test_the_status_of_a_campaign_by_that_of_its_message(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock, delivery_status: Any, send_status: str
) -> None:
    audience.put("phone", ChannelType="SMS", Address=PHONE)
    pinpoint.fail_delivery(delivery_status=delivery_status)
    campaigns.create()
    sent, failed = pinpoint.stream_records
    assert sent.attributes["campaign_send_status"] == send_status
    assert (failed.event_type, failed.attributes["campaign_id"]) == ("_SMS.FAILURE", sent.attributes["campaign_id"])


def test_who_is_held_out_has_the_record_of_the_campaign_alone(
    campaigns: Campaigns, pinpoint: PinpointMock, app_id: str
) -> None:
    pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, cohort_id=0)
    campaigns.create(HoldoutPercent=50)
    assert pinpoint.stream_records.one().attributes["campaign_send_status"] == "HOLDOUT"


def test_a_custom_delivery_is_told_from_the_channel_of_its_endpoint(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    audience.put("mail", ChannelType="EMAIL", Address="ada@example.com")
    campaigns.create(
        MessageConfiguration={"CustomMessage": {"Data": "{}"}},
        CustomDeliveryConfiguration={"DeliveryUri": "https://example.com/hook", "EndpointTypes": ["EMAIL"]},
    )
    record = pinpoint.stream_records.one()
    assert record.attributes["delivery_type"] == "CUSTOM"
    assert json.loads(record.record["client_context"]["custom"]["endpoint"])["ChannelType"] == "EMAIL"

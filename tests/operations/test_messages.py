"""SendMessages and SendUsersMessages through boto3: answers, the log, and what each recipient got."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import PHONE, sms

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


def test_an_sms_that_was_accepted(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    answer = client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Addresses": {PHONE: {"ChannelType": "SMS"}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello", "OriginationNumber": "+15550199"}},
        },
    )
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    response = answer["MessageResponse"]
    entry = response["Result"][PHONE]
    assert re.fullmatch("[0-9a-v]{39}0", entry["MessageId"])
    assert entry == {
        "DeliveryStatus": "SUCCESSFUL",
        "MessageId": entry["MessageId"],
        "StatusCode": 200,
        "StatusMessage": f"MessageId: {entry['MessageId']}",
    }
    assert response == {
        "ApplicationId": app_id,
        "RequestId": answer["ResponseMetadata"]["RequestId"],
        "Result": {PHONE: entry},
    }
    message = pinpoint.sent_messages.one()
    assert (message.body, message.origination_number, message.message_id) == ("Hello", "+15550199", entry["MessageId"])
    assert message.request_id == response["RequestId"]


def test_endpoints_are_answered_apart_from_addresses(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock
) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="Phone", channel="SMS", address="+15550101", user_id="ada")
    response = client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Endpoints": {"phone": {}},
            "Addresses": {PHONE: {"ChannelType": "SMS"}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        },
    )["MessageResponse"]
    assert list(response["Result"]) == [PHONE]
    assert "Address" not in response["Result"][PHONE]
    assert list(response["EndpointResult"]) == ["phone"]
    assert response["EndpointResult"]["phone"]["Address"] == "+15550101"
    by_address, by_endpoint = pinpoint.sent_messages
    assert (by_address.address, by_address.endpoint_id, by_address.user_id) == (PHONE, None, None)
    assert (by_endpoint.address, by_endpoint.endpoint_id, by_endpoint.user_id) == ("+15550101", "Phone", "ada")


def test_a_map_that_was_not_used_is_absent(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE)
    response = client.send_messages(
        ApplicationId=app_id,
        MessageRequest={"Endpoints": {"phone": {}}, "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}}},
    )["MessageResponse"]
    assert "Result" not in response


BODY: Any = {"SMSMessage": {"Body": "Hello"}}


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        ({"MessageConfiguration": BODY}, "Missing Addresses or Endpoints"),
        ({"MessageConfiguration": BODY, "Addresses": {}, "Endpoints": {}}, "Missing Addresses or Endpoints"),
        ({"MessageConfiguration": BODY, "Addresses": {PHONE: {}}}, "Missing ChannelType"),
        (
            {"MessageConfiguration": BODY, "Addresses": {PHONE: {"ChannelType": "FAX"}}},
            "Invalid ChannelType: must be one of PUSH, GCM, APNS, APNS_SANDBOX, APNS_VOIP, APNS_VOIP_SANDBOX, ADM, "
            "SMS, VOICE, EMAIL, BAIDU, CUSTOM, IN_APP",
        ),
        (
            {
                "MessageConfiguration": {"SMSMessage": {"MessageType": "URGENT"}},
                "Addresses": {PHONE: {"ChannelType": "SMS"}},
            },
            "Invalid MessageType: must be one of TRANSACTIONAL, PROMOTIONAL",
        ),
        (
            {
                "MessageConfiguration": BODY,
                "Addresses": {f"+1555{number:04}": {"ChannelType": "SMS"} for number in range(60)},
                "Endpoints": {f"endpoint-{number}": {} for number in range(41)},
            },
            "Too many Addresses or Endpoints: the maximum is 100",
        ),
        (
            {
                "MessageConfiguration": {"EmailMessage": {"SimpleEmail": {"Headers": [{"Name": "X"}] * 16}}},
                "Addresses": {"a@example.com": {"ChannelType": "EMAIL"}},
            },
            "Too many Headers: the maximum is 15",
        ),
        (
            {
                "MessageConfiguration": {"EmailMessage": {"SimpleEmail": {"Headers": [{"Name": "x" * 127}]}}},
                "Addresses": {"a@example.com": {"ChannelType": "EMAIL"}},
            },
            "Name of a header is too long: the maximum is 126 characters",
        ),
    ],
)
def test_a_bad_request_sends_nothing(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock, request_: Any, text: str
) -> None:
    with pytest.raises(client.exceptions.BadRequestException) as caught:
        client.send_messages(ApplicationId=app_id, MessageRequest=request_)
    assert caught.value.response["Error"]["Message"] == text
    assert pinpoint.messages == []


@pytest.mark.parametrize(
    ("users", "text"),
    [
        ({}, "Missing Users"),
        ({f"user-{number}": {} for number in range(101)}, "Too many Users: the maximum is 100"),
    ],
)
def test_a_bad_users_request_sends_nothing(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock, users: Any, text: str
) -> None:
    with pytest.raises(client.exceptions.BadRequestException) as caught:
        client.send_users_messages(
            ApplicationId=app_id, SendUsersMessageRequest={"Users": users, "MessageConfiguration": BODY}
        )
    assert caught.value.response["Error"]["Message"] == text
    assert pinpoint.messages == []


def test_a_hundred_recipients_are_allowed(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    addresses = [f"+1555{number:04}" for number in range(100)]
    client.send_messages(ApplicationId=app_id, MessageRequest=sms(*addresses))
    assert [message.address for message in pinpoint.sent_messages] == addresses


def test_an_unknown_application(client: PinpointClient, pinpoint: PinpointMock) -> None:
    with pytest.raises(client.exceptions.NotFoundException, match="Resource not found"):
        client.send_messages(ApplicationId="nope", MessageRequest=sms())
    assert pinpoint.messages == []

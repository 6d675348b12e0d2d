"""What becomes of a message for one recipient: the entries of the result map, and why."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests import builders
from tests.builders import (
    ADDRESSES,
    ARABIC,
    DEVANAGARI,
    FULL_WIDTH,
    PHONE,
    PUSH,
    PUSH_CHANNELS,
    in_digits,
    send_to_endpoint,
)

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


@pytest.mark.parametrize(
    ("channel", "message_id"),
    [
        ("SMS", "[0-9a-v]{39}0"),
        ("VOICE", "[0-9a-v]{39}0"),
        ("EMAIL", "0100[0-9a-f]{12}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-000000"),
        *((channel, None) for channel in PUSH_CHANNELS),
    ],
)
def test_the_form_of_success_on_each_channel(
    client: PinpointClient, app_id: str, channel: Any, message_id: str | None
) -> None:
    entry = builders.send(client, app_id, channel)
    assert (entry["DeliveryStatus"], entry["StatusCode"]) == ("SUCCESSFUL", 200)
    if message_id is None:
        assert entry["StatusMessage"] == ""
        assert "MessageId" not in entry
    else:
        assert re.fullmatch(message_id, entry["MessageId"])
        assert entry["StatusMessage"] == f"MessageId: {entry['MessageId']}"


def outcome_of_endpoint(client: PinpointClient, app_id: str, endpoint_id: str) -> tuple[str, int, str]:
    entry = send_to_endpoint(client, app_id, endpoint_id)
    assert "MessageId" not in entry
    return entry["DeliveryStatus"], entry["StatusCode"], entry["StatusMessage"]


def test_an_unknown_endpoint(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    assert outcome_of_endpoint(client, app_id, "nope") == ("PERMANENT_FAILURE", 400, "Endpoint does not exist")
    message = pinpoint.failed_messages.one()
    assert (message.channel, message.address, message.endpoint_id, message.user_id) == (None, "", "nope", None)


@pytest.mark.parametrize("members", [{}, {"ChannelType": "APNS", "OptOut": "ALL"}], ids=["analytics", "opted out"])
def test_an_endpoint_without_an_address(client: PinpointClient, app_id: str, members: Any) -> None:
    client.update_endpoint(ApplicationId=app_id, EndpointId="analytics", EndpointRequest=members)
    assert outcome_of_endpoint(client, app_id, "analytics") == ("PERMANENT_FAILURE", 400, "Endpoint has no address")


def test_an_endpoint_that_has_opted_out(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    pinpoint.add_endpoint(
        app_id, endpoint_id="phone", channel="SMS", address=PHONE, opt_out="ALL", endpoint_status="INACTIVE"
    )
    assert outcome_of_endpoint(client, app_id, "phone") == ("OPT_OUT", 400, "Endpoint has opted out")


def test_an_inactive_endpoint(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE, endpoint_status="INACTIVE")
    assert outcome_of_endpoint(client, app_id, "phone") == ("PERMANENT_FAILURE", 410, "Endpoint is inactive")


def test_the_same_endpoint_twice_in_one_request(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE)
    result = client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Endpoints": {"phone": {}, "PHONE": {}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        },
    )["MessageResponse"]["EndpointResult"]
    assert result["phone"]["DeliveryStatus"] == "SUCCESSFUL"
    assert (result["PHONE"]["DeliveryStatus"], result["PHONE"]["StatusCode"]) == ("DUPLICATE", 400)
    assert pinpoint.sent_messages.one().endpoint_id == "phone"


@pytest.mark.parametrize(
    ("channel", "status_code", "text"),
    [
        ("SMS", 400, "No channel of type SMS is enabled for the application {app_id}"),
        ("EMAIL", 400, "No channel of type EMAIL is enabled for the application {app_id}"),
        ("GCM", 400, "No channel of type GCM is enabled for the application {app_id}"),
        ("VOICE", 404, "Resource not found"),
        ("CUSTOM", 400, "No channel of type CUSTOM is enabled for the application {app_id}"),
        ("IN_APP", 400, "No channel of type IN_APP is enabled for the application {app_id}"),
        ("PUSH", 400, "No channel of type PUSH is enabled for the application {app_id}"),
    ],
)
def test_a_channel_that_is_off(
    client: PinpointClient, pinpoint: PinpointMock, channel: Any, status_code: int, text: str
) -> None:
    app_id = pinpoint.add_app(channels=["ADM"])
    assert builders.send(client, app_id, channel, {}, address="x") == {
        "DeliveryStatus": "PERMANENT_FAILURE",
        "StatusCode": status_code,
        "StatusMessage": text.format(app_id=app_id),
    }


def test_a_channel_that_was_switched_off(client: PinpointClient, app_id: str, send: Any) -> None:
    client.update_sms_channel(ApplicationId=app_id, SMSChannelRequest={"Enabled": False})
    assert send("SMS", {"SMSMessage": {"Body": "Hello"}}).delivery_status == "PERMANENT_FAILURE"


@pytest.mark.parametrize("channel", [channel for channel in ADDRESSES if channel != "EMAIL"])
def test_no_content(send: Any, channel: str) -> None:
    message = send(channel, {})
    assert (message.delivery_status, message.status_code) == ("PERMANENT_FAILURE", 400)
    assert message.status_message == "No message content for the channel"


OTHER_DIGITS = (*(in_digits("+15550100", zero) for zero in (ARABIC, FULL_WIDTH, DEVANAGARI)), "+1555010\u00b2")


@pytest.mark.parametrize(
    ("channel", "address", "text"),
    [
        ("SMS", "+1 (555) 010-0.100", None),
        ("SMS", "112", None),
        ("SMS", "12", "Invalid phone number"),
        ("VOICE", "1234567890123456", "Invalid phone number"),
        ("SMS", "ada@example.com", "Invalid phone number"),
        *((channel, number, "Invalid phone number") for channel in ("SMS", "VOICE") for number in OTHER_DIGITS),
        ("EMAIL", "ada.example.com", "Invalid email address"),
        ("GCM", "anything", None),
    ],
)
def test_addresses_that_the_mock_calls_bad(
    client: PinpointClient, app_id: str, channel: Any, address: str, text: str | None
) -> None:
    entry = builders.send(client, app_id, channel, address=address)
    if text is None:
        assert entry["DeliveryStatus"] == "SUCCESSFUL"
    else:
        assert (entry["DeliveryStatus"], entry["StatusCode"]) == ("PERMANENT_FAILURE", 400)
        assert entry["StatusMessage"] == text


def test_a_recipient_that_fails_by_itself_uses_no_declaration(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    pinpoint.fail_delivery(times=1)
    assert builders.send(client, app_id, address="1")["StatusMessage"] == "Invalid phone number"
    assert builders.send(client, app_id)["StatusMessage"] == "Declared by the test"


def test_a_bare_token_has_no_endpoint_to_deactivate(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="device", channel="APNS", address="token")
    pinpoint.fail_delivery(outcome="unregistered_device")
    assert builders.send(client, app_id, "APNS", PUSH)["StatusCode"] == 410
    endpoint = client.get_endpoint(ApplicationId=app_id, EndpointId="device")["EndpointResponse"]
    assert endpoint["EndpointStatus"] == "ACTIVE"


@pytest.mark.parametrize(
    ("owned", "channel", "message", "text"),
    [
        ({"origination_numbers": ["+1"]}, "SMS", {"SMSMessage": {"Body": "x", "OriginationNumber": "+1"}}, None),
        (
            {"origination_numbers": ["+1"]},
            "SMS",
            {"SMSMessage": {"Body": "x", "OriginationNumber": "+2"}},
            "The provided number does not exist in the account",
        ),
        ({"origination_numbers": ["+1"]}, "SMS", {"SMSMessage": {"Body": "x"}}, None),
        (
            {"origination_numbers": []},
            "VOICE",
            {"VoiceMessage": {"Body": "x", "OriginationNumber": "+2"}},
            "The provided number does not exist in the account",
        ),
        ({"sender_ids": ["Shop"]}, "SMS", {"SMSMessage": {"Body": "x", "SenderId": "Shop"}}, None),
        (
            {"sender_ids": ["Shop"]},
            "SMS",
            {"SMSMessage": {"Body": "x", "SenderId": "Pohs"}},
            "The provided sender id does not exist in the account",
        ),
        ({"identities": ["example.com"]}, "EMAIL", {"DefaultMessage": {"Body": "x"}}, None),
        (
            {"identities": ["a@example.com"]},
            "EMAIL",
            {"EmailMessage": {"Body": "x", "FromAddress": "A <a@example.com>"}},
            None,
        ),
        (
            {"identities": ["example.org"]},
            "EMAIL",
            {"DefaultMessage": {"Body": "x"}},
            "Email address is not verified.",
        ),
        ({"identities": ["example.org"]}, "SMS", {"DefaultMessage": {"Body": "x"}}, None),
    ],
)
def test_what_the_account_owns(
    pinpoint: PinpointMock,
    client: PinpointClient,
    app_id: str,
    owned: dict[str, Any],
    channel: str,
    message: dict[str, Any],
    text: str | None,
) -> None:
    pinpoint.owns(**owned)
    entry = builders.send(client, app_id, channel, message)
    if text is None:
        assert entry["DeliveryStatus"] == "SUCCESSFUL"
    else:
        assert entry["StatusMessage"].startswith(text)


class TestExplanations:
    @staticmethod
    def send(client: PinpointClient, **request: Any) -> None:
        configuration: Any = {
            "SMSMessage": {"Body": "Hi"},
            "VoiceMessage": {"Body": "Hi"},
            "GCMMessage": {"Body": "Hi"},
        }
        message: Any = {"MessageConfiguration": configuration, **request}
        operation = client.send_users_messages if "Users" in request else client.send_messages
        member = "SendUsersMessageRequest" if "Users" in request else "MessageRequest"
        answer = operation(ApplicationId="shop", **{member: message})
        assert "there: " not in json.dumps(answer)
        assert "enabled: " not in json.dumps(answer)

    @pytest.fixture(autouse=True)
    def _shop(self, pinpoint: PinpointMock) -> None:
        pinpoint.add_app(application_id="shop", channels=["SMS"], region_name="us-east-1")
        pinpoint.add_endpoint(
            "shop", channel="SMS", address="+15550100", endpoint_id="phone", user_id="ada", region_name="us-east-1"
        )

    @pytest.mark.parametrize(
        ("recipients", "message", "expected"),
        [
            (
                {"Endpoints": {"phones": {}}},
                "Endpoint does not exist",
                "no endpoint 'phones' in application 'shop'; there: 'phone'",
            ),
            (
                {"Users": {"Ada": {}}},
                "No endpoints found for userId.",
                "no endpoint of user 'Ada' in application 'shop'; users there: 'ada'",
            ),
            (
                {"Addresses": {"token": {"ChannelType": "GCM"}}},
                "No channel of type GCM is enabled for the application shop",
                "channel GCM is not set up; enabled: 'SMS'",
            ),
            (
                {"Addresses": {"+15550100": {"ChannelType": "VOICE"}}},
                "Resource not found",
                "channel VOICE is not set up; enabled: 'SMS'",
            ),
        ],
        ids=["endpoint", "user", "channel", "voice"],
    )
    def test_who_was_asked_for_and_who_there_is(
        self, pinpoint: PinpointMock, client: PinpointClient, recipients: Any, message: str, expected: str
    ) -> None:
        self.send(client, **recipients)
        failed = pinpoint.failed_messages.one()
        assert (failed.status_message, failed.explanation) == (message, expected)
        assert failed.describe().endswith(f" PERMANENT_FAILURE: {message} ({expected})")

    def test_a_channel_that_is_off(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        client.update_sms_channel(ApplicationId="shop", SMSChannelRequest={"Enabled": False})
        self.send(client, Endpoints={"phone": {}})
        assert pinpoint.failed_messages.one().explanation == "channel SMS is off; enabled: none"

    def test_a_declared_failure(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        pinpoint.fail_delivery(outcome="opted_out_number")
        self.send(client, Endpoints={"phone": {}})
        assert pinpoint.failed_messages.one().explanation == "declared by the test with fail_delivery"

    def test_a_message_that_arrives_has_none(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        self.send(client, Endpoints={"phone": {}})
        assert pinpoint.sent_messages.one().explanation is None

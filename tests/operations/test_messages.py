"""SendMessages and SendUsersMessages through boto3: answers, the log, and what each recipient got."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.protocol.model import shape
from tests import builders
from tests.builders import ADDRESSES, HELLO, PHONE, PUSH_CHANNELS, send_to_endpoint, sms

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

MESSAGES = {"SMS": "SMSMessage", "VOICE": "VoiceMessage", "EMAIL": "EmailMessage", "ADM": "ADMMessage"} | {
    "BAIDU": "BaiduMessage",
    "GCM": "GCMMessage",
    **{channel: "APNSMessage" for channel in PUSH_CHANNELS if channel.startswith("APNS")},
}


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


def test_users_messages_reach_every_endpoint_of_a_user(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock
) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE, user_id="ada")
    pinpoint.add_endpoint(app_id, endpoint_id="mail", channel="EMAIL", address="ada@example.com", user_id="ada")
    answer = client.send_users_messages(
        ApplicationId=app_id,
        SendUsersMessageRequest={
            "Users": {"ada": {"Substitutions": {"name": ["Ada"]}}, "nobody": {}},
            "MessageConfiguration": {
                "SMSMessage": {"Body": "Hi {{name}}"},
                "DefaultPushNotificationMessage": {"Body": "not for these"},
            },
        },
    )
    response = answer["SendUsersMessageResponse"]
    assert response["RequestId"] == answer["ResponseMetadata"]["RequestId"]
    assert response["ApplicationId"] == app_id
    assert list(response["Result"]) == ["ada", "nobody"]
    assert list(response["Result"]["ada"]) == ["phone", "mail"]
    assert response["Result"]["ada"]["phone"]["DeliveryStatus"] == "SUCCESSFUL"
    assert response["Result"]["ada"]["mail"] == {
        "Address": "ada@example.com",
        "DeliveryStatus": "PERMANENT_FAILURE",
        "StatusCode": 400,
        "StatusMessage": "Either template or email message must be specified",
    }
    assert response["Result"]["nobody"] == {
        "": {
            "Address": "",
            "DeliveryStatus": "PERMANENT_FAILURE",
            "StatusCode": 400,
            "StatusMessage": "No endpoints found for userId.",
        }
    }
    assert [(message.user_id, message.endpoint_id, message.body) for message in pinpoint.messages] == [
        ("ada", "phone", "Hi Ada"),
        ("ada", "mail", None),
        ("nobody", "", None),
    ]
    assert {message.operation for message in pinpoint.messages} == {"SendUsersMessages"}


def outcome_of_endpoint(client: PinpointClient, app_id: str, endpoint_id: str) -> tuple[str, int, str]:
    entry = send_to_endpoint(client, app_id, endpoint_id)
    assert "MessageId" not in entry
    return entry["DeliveryStatus"], entry["StatusCode"], entry["StatusMessage"]


def test_an_unknown_endpoint(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    assert outcome_of_endpoint(client, app_id, "nope") == ("PERMANENT_FAILURE", 400, "Endpoint does not exist")
    message = pinpoint.failed_messages.one()
    assert (message.channel, message.address, message.endpoint_id, message.user_id) == (None, "", "nope", None)


def test_an_endpoint_without_an_address(client: PinpointClient, app_id: str) -> None:
    client.update_endpoint(ApplicationId=app_id, EndpointId="analytics", EndpointRequest={})
    assert outcome_of_endpoint(client, app_id, "analytics") == ("PERMANENT_FAILURE", 400, "Endpoint has no address")


def test_an_endpoint_that_has_opted_out(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    pinpoint.add_endpoint(
        app_id, endpoint_id="phone", channel="SMS", address=PHONE, opt_out="ALL", endpoint_status="INACTIVE"
    )
    assert outcome_of_endpoint(client, app_id, "phone") == ("OPT_OUT", 400, "Endpoint has opted out")


def test_an_inactive_endpoint(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE, endpoint_status="INACTIVE")
    assert outcome_of_endpoint(client, app_id, "phone") == ("PERMANENT_FAILURE", 410, "Endpoint is inactive")


def test_a_bare_address_consults_no_endpoint(app_id: str, pinpoint: PinpointMock, send: Any) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE, opt_out="ALL")
    assert send("SMS", {"SMSMessage": {"Body": "Hello"}}).delivery_status == "SUCCESSFUL"


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


@pytest.mark.parametrize(
    ("channel", "address", "text"),
    [
        ("SMS", "+1 (555) 010-0.100", None),
        ("SMS", "112", None),
        ("SMS", "12", "Invalid phone number"),
        ("VOICE", "1234567890123456", "Invalid phone number"),
        ("SMS", "ada@example.com", "Invalid phone number"),
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


@pytest.mark.parametrize("channel", PUSH_CHANNELS)
def test_layers_of_a_push_notification(send: Any, channel: str) -> None:
    message = send(
        channel,
        {
            "DefaultMessage": {"Body": "default", "Substitutions": {"a": ["default"], "b": ["default"]}},
            "DefaultPushNotificationMessage": {
                "Title": "{{a}} {{b}}",
                "Body": "push",
                "Action": "URL",
                "Data": {"k": "push", "gone": "x"},
                "Substitutions": {"a": ["push"], "c": ["push"]},
            },
            MESSAGES[channel]: {
                "Body": "{{c}} {{d}}",
                "Url": "https://example.com/{{c}}",
                "Data": {"k": "{{d}}"},
                "Substitutions": {"c": ["channel"], "d": ["channel"]},
            },
        },
        {"Substitutions": {"d": ["recipient"]}},
    )
    assert (message.title, message.body) == ("push default", "channel recipient")
    assert message.settings == {"Action": "URL", "Url": "https://example.com/channel", "Data": {"k": "recipient"}}
    assert message.substitutions == {"a": ["push"], "b": ["default"], "c": ["channel"], "d": ["recipient"]}


@pytest.mark.parametrize("channel", PUSH_CHANNELS)
def test_overrides_of_a_push_notification(send: Any, channel: str) -> None:
    message = send(
        channel,
        {MESSAGES[channel]: {"Title": "title", "Body": "body"}},
        {"TitleOverride": "other {{x}}", "BodyOverride": "{{x}}", "Substitutions": {"x": ["y"]}},
    )
    assert (message.title, message.body) == ("other y", "y")


@pytest.mark.parametrize("channel", ["SMS", "VOICE"])
def test_overrides_of_a_text(send: Any, channel: str) -> None:
    message = send(channel, {"DefaultMessage": {"Body": "body"}}, {"TitleOverride": "title", "BodyOverride": "other"})
    assert (message.title, message.body) == (None, "other")


@pytest.mark.parametrize("silent", [{"SilentPush": True}, {"Data": {"k": "v"}}])
def test_a_silent_push_needs_no_text(send: Any, silent: dict[str, Any]) -> None:
    message = send("GCM", {"GCMMessage": silent})
    assert message.delivery_status == "SUCCESSFUL"
    assert message.settings == silent


def test_raw_content_of_a_push_replaces_all_other_content(send: Any) -> None:
    raw = json.dumps({"aps": {"alert": {"title": "T", "body": "{{not a variable}}"}}})
    message = send(
        "APNS",
        {"APNSMessage": {"Title": "x", "Body": "x", "Sound": "x", "Priority": "5", "TimeToLive": 9, "RawContent": raw}},
        {"TitleOverride": "y"},
    )
    assert (message.title, message.body, message.raw_content) == ("T", "{{not a variable}}", raw)
    assert message.settings == {"Priority": "5", "TimeToLive": 9}


def test_the_raw_content_of_a_recipient_wins(send: Any) -> None:
    message = send("GCM", {"GCMMessage": {"RawContent": "{}"}}, {"RawContent": '{"notification": {"body": "B"}}'})
    assert (message.raw_content, message.body) == ('{"notification": {"body": "B"}}', "B")


@pytest.mark.parametrize("channel", ["SMS", "VOICE", "EMAIL"])
def test_raw_content_is_for_push_only(send: Any, channel: str) -> None:
    message = send(channel, HELLO, {"RawContent": "{}"})
    assert (message.body, message.raw_content) == ("Hello", None)


def test_an_email_as_it_is_read(send: Any) -> None:
    message = send(
        "EMAIL",
        {
            "EmailMessage": {
                "FromAddress": "shop@example.com",
                "ReplyToAddresses": ["help@example.com"],
                "SimpleEmail": {
                    "Subject": {"Data": "Order {{id}}", "Charset": "UTF-8"},
                    "TextPart": {"Data": "Order {{id}}, {{name}}"},
                    "HtmlPart": {"Data": "<b>{{id}}</b>"},
                    "Headers": [{"Name": "X-Order", "Value": "{{id}}"}],
                },
                "Substitutions": {"id": ["7"], "name": ["you"]},
            }
        },
        {"Substitutions": {"name": ["Ada"]}, "TitleOverride": "not for addresses", "BodyOverride": "nor this"},
    )
    assert message.subject == "Order 7"
    assert message.body == "Order 7, Ada"
    assert message.html_body == "<b>7</b>"
    assert message.from_address == "shop@example.com"
    assert message.settings == {
        "ReplyToAddresses": ["help@example.com"],
        "Charset": {"Subject": "UTF-8"},
        "Headers": [{"Name": "X-Order", "Value": "7"}],
    }
    assert message.title is None


def test_the_subject_of_an_endpoints_email_can_be_overridden(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock
) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="mail", channel="EMAIL", address="ada@example.com", user_id="ada")
    configuration: Any = {"EmailMessage": {"SimpleEmail": {"Subject": {"Data": "s"}, "TextPart": {"Data": "t"}}}}
    overrides: Any = {"TitleOverride": "other", "BodyOverride": "ignored"}
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={"Endpoints": {"mail": overrides}, "MessageConfiguration": configuration},
    )
    client.send_users_messages(
        ApplicationId=app_id,
        SendUsersMessageRequest={"Users": {"ada": overrides}, "MessageConfiguration": configuration},
    )
    assert [(message.subject, message.body) for message in pinpoint.sent_messages] == [("other", "t")] * 2


@pytest.mark.parametrize(
    ("configuration", "body"),
    [
        ({"DefaultMessage": {"Body": "default"}}, "default"),
        ({"DefaultMessage": {"Body": "default"}, "EmailMessage": {"Body": "email"}}, "email"),
        ({"EmailMessage": {"Body": "email", "SimpleEmail": {"TextPart": {"Data": "text"}}}}, "text"),
        ({"EmailMessage": {"Body": "email", "SimpleEmail": {"HtmlPart": {"Data": "html"}}}}, "email"),
    ],
)
def test_where_the_text_of_an_email_comes_from(send: Any, configuration: dict[str, Any], body: str) -> None:
    message = send("EMAIL", configuration)
    assert message.body == body
    assert message.from_address == "sender@example.com"


RAW_EMAIL = b"""From: Shop <shop@example.com>\r
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary=x\r
\r
--x\r
Content-Type: text/plain; charset=utf-8\r
\r
Hello {{name}}\r
--x\r
Content-Type: text/html\r
\r
<b>Hello</b>\r
--x--\r
"""


def test_a_raw_email_is_read_as_its_recipient_would(send: Any) -> None:
    message = send("EMAIL", {"EmailMessage": {"RawEmail": {"Data": RAW_EMAIL}}})
    assert (message.subject, message.body.strip(), message.html_body.strip()) == (
        "Grüße",
        "Hello {{name}}",
        "<b>Hello</b>",
    )
    assert message.from_address == "Shop <shop@example.com>"
    assert message.raw_content == RAW_EMAIL.decode()
    assert message.request["MessageRequest"]["MessageConfiguration"]["EmailMessage"]["RawEmail"] == {
        "Data": base64.b64encode(RAW_EMAIL).decode()
    }


def test_a_raw_email_without_headers(send: Any) -> None:
    message = send("EMAIL", {"EmailMessage": {"RawEmail": {"Data": b"\r\nHello"}}})
    assert (message.subject, message.body, message.html_body) == (None, "Hello", None)
    assert message.from_address == "sender@example.com"


def test_an_empty_raw_email_is_no_content(send: Any) -> None:
    message = send("EMAIL", {"EmailMessage": {"RawEmail": {}, "FromAddress": "a@example.com"}})
    assert message.status_message == "Either template or email message must be specified"


def test_sms_settings_of_the_channel_are_fallbacks(client: PinpointClient, app_id: str, send: Any) -> None:
    client.update_sms_channel(
        ApplicationId=app_id, SMSChannelRequest={"Enabled": True, "SenderId": "Shop", "ShortCode": "12345"}
    )
    message = send("SMS", {"SMSMessage": {"Body": "Hello"}})
    assert (message.sender_id, message.origination_number, message.message_type) == ("Shop", "12345", "TRANSACTIONAL")


def test_context_and_trace_id(send: Any) -> None:
    message = send(
        "SMS",
        {"SMSMessage": {"Body": "Hello"}},
        {"Context": {"b": "recipient"}},
        Context={"a": "request", "b": "request"},
        TraceId="trace",
    )
    assert message.context == {"a": "request", "b": "recipient"}
    assert message.trace_id == "trace"


VALUES: dict[str, Any] = {
    "__string": "a value",
    "__integer": 7,
    "__boolean": True,
    "MapOf__string": {"name": "a value"},
    "MapOfListOf__string": {"name": ["a value"]},
    "ListOf__string": ["a value"],
    "Action": "DEEP_LINK",
    "MessageType": "PROMOTIONAL",
    "RawEmail": {"Data": RAW_EMAIL},
    "SimpleEmail": {
        "Subject": {"Data": "a subject", "Charset": "x-subject"},
        "TextPart": {"Data": "a text", "Charset": "x-text"},
        "HtmlPart": {"Data": "an html text", "Charset": "x-html"},
        "Headers": [{"Name": "X-Name", "Value": "a header"}],
    },
}
CHANNELS_OF_SHAPES = {
    "DefaultMessage": "SMS",
    "DefaultPushNotificationMessage": "GCM",
    "ADMMessage": "ADM",
    "APNSMessage": "APNS",
    "BaiduMessage": "BAIDU",
    "EmailMessage": "EMAIL",
    "GCMMessage": "GCM",
    "SMSMessage": "SMS",
    "VoiceMessage": "VOICE",
}


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [value.decode() if isinstance(value, bytes) else value]


@pytest.mark.parametrize(
    ("message_shape", "member"),
    [(name, member) for name in CHANNELS_OF_SHAPES for member in shape(name)["members"]],
)
def test_the_value_of_every_member_is_found_on_the_message(send: Any, message_shape: str, member: str) -> None:
    value = VALUES[shape(message_shape)["members"][member]]
    message = send(CHANNELS_OF_SHAPES[message_shape], {message_shape: {member: value}})
    fields = {name: item for name, item in vars(message).items() if name != "request"}
    found = leaves(fields)
    assert [leaf for leaf in leaves(value) if leaf not in found] == []


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

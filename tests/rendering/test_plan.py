"""The message of a request on each channel, as its recipient gets it."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.protocol.model import shape
from tests.builders import HELLO, MESSAGES, PUSH_CHANNELS

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


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


@pytest.mark.parametrize("part", [{}, {"Charset": "UTF-8"}])
def test_a_part_without_data_is_absent(send: Any, part: dict[str, str]) -> None:
    simple_email = {"Subject": {"Data": "s"}, "TextPart": part, "HtmlPart": part}
    message = send("EMAIL", {"EmailMessage": {"Body": "B", "SimpleEmail": simple_email}})
    assert (message.body, message.html_body) == ("B", None)
    assert "Charset" not in message.settings
    empty = send("EMAIL", {"EmailMessage": {"SimpleEmail": {"Subject": part, "TextPart": part}}})
    assert empty.status_message == "Either template or email message must be specified"


def test_a_header_without_a_value_is_empty(send: Any) -> None:
    email: Any = {"Subject": {"Data": "Hi"}, "TextPart": {"Data": "Hello"}, "Headers": [{"Name": "X-Order"}]}
    message = send("EMAIL", {"EmailMessage": {"SimpleEmail": email}})
    assert message.settings["Headers"] == [{"Name": "X-Order"}]
    assert message.email is not None
    assert message.email["X-Order"] == ""

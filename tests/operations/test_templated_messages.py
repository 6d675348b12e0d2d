"""Messages from templates, push payloads, raw content, SMS parts and e-mails, as a test sees them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import HELLO, PHONE

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


def test_an_sms_template(client: PinpointClient, send: Any) -> None:
    client.create_sms_template(
        TemplateName="welcome",
        SMSTemplateRequest={
            "Body": "Tom & {{name}}, {{upper shop}}{{missing}}",
            "DefaultSubstitutions": json.dumps({"name": "friend", "shop": "shop"}),
        },
    )
    message = send(
        "SMS",
        {"SMSMessage": {"Body": "not this", "SenderId": "Shop", "MessageType": "PROMOTIONAL"}},
        {"Substitutions": {"name": ["Ada"]}},
        TemplateConfiguration={"SMSTemplate": {"Name": "welcome"}},
    )
    assert message.body == "Tom & Ada, SHOP"
    assert (message.sender_id, message.message_type) == ("Shop", "PROMOTIONAL")
    assert message.template == {"type": "SMS", "name": "welcome", "version": 1}


def test_an_email_template(client: PinpointClient, send: Any) -> None:
    client.create_email_template(
        TemplateName="order",
        EmailTemplateRequest={
            "Subject": "Order {{id}}",
            "TextPart": "{{#if id}}Order {{id}}{{else}}No order{{/if}}",
            "HtmlPart": "<b>{{id}}</b>",
            "Headers": [{"Name": "X-Order", "Value": "{{id}}"}],
        },
    )
    message = send(
        "EMAIL",
        {
            "DefaultMessage": {"Body": "not this"},
            "EmailMessage": {"FromAddress": "shop@example.com", "SimpleEmail": {"Subject": {"Data": "not this"}}},
        },
        {"Substitutions": {"id": ["<7>"]}},
        TemplateConfiguration={"EmailTemplate": {"Name": "order"}},
    )
    assert (message.subject, message.body, message.html_body) == ("Order <7>", "Order <7>", "<b><7></b>")
    assert message.from_address == "shop@example.com"
    assert message.settings == {"Headers": [{"Name": "X-Order", "Value": "<7>"}]}
    assert message.email is not None
    assert message.email["X-Order"] == "<7>"


def test_an_email_template_without_some_parts(client: PinpointClient, send: Any) -> None:
    client.create_email_template(TemplateName="short", EmailTemplateRequest={"Subject": "Hi"})
    message = send("EMAIL", TemplateConfiguration={"EmailTemplate": {"Name": "short"}})
    assert (message.subject, message.body, message.html_body) == ("Hi", None, None)


def test_a_push_template(client: PinpointClient, send: Any) -> None:
    client.create_push_template(
        TemplateName="news",
        PushNotificationTemplateRequest={
            "Default": {"Title": "News", "Body": "{{text}}", "Action": "OPEN_APP"},
            "APNS": {"Body": "For you: {{text}}", "Sound": "ping"},
        },
    )
    template = {"TemplateConfiguration": {"PushTemplate": {"Name": "news", "Version": "1"}}}
    recipient = {"Substitutions": {"text": ["Hello"]}}
    gcm = send("GCM", {"GCMMessage": {"Title": "not this", "Priority": "high"}}, recipient, **template)
    assert (gcm.title, gcm.body, gcm.settings) == ("News", "Hello", {"Priority": "high", "Action": "OPEN_APP"})
    apns = send("APNS", {}, recipient, **template)
    assert (apns.body, apns.settings["Sound"]) == ("For you: Hello", "ping")
    assert apns.template == {"type": "PUSH", "name": "news", "version": 1}


def test_raw_content_in_a_push_template_is_rendered(client: PinpointClient, send: Any) -> None:
    client.create_push_template(
        TemplateName="raw",
        PushNotificationTemplateRequest={"GCM": {"RawContent": '{"notification": {"body": "{{text}}"}}'}},
    )
    recipient = {"Substitutions": {"text": ["Hello"]}}
    message = send("GCM", {}, recipient, TemplateConfiguration={"PushTemplate": {"Name": "raw"}})
    assert message.body == "Hello"
    assert message.payload == {"notification": {"body": "Hello"}}


def test_versions_of_a_template(client: PinpointClient, send: Any) -> None:
    client.create_sms_template(TemplateName="t", SMSTemplateRequest={"Body": "one"})
    client.update_sms_template(TemplateName="t", SMSTemplateRequest={"Body": "two"}, CreateNewVersion=True)

    def body(**version: str) -> tuple[str, int]:
        message = send("SMS", {}, TemplateConfiguration={"SMSTemplate": {"Name": "t", **version}})
        return message.body, message.template["version"]

    assert body() == ("one", 1)
    assert body(Version="2") == ("two", 2)
    assert body(Version="latest") == ("two", 2)
    client.update_template_active_version(
        TemplateName="t", TemplateType="SMS", TemplateActiveVersionRequest={"Version": "latest"}
    )
    assert body() == ("two", 2)


@pytest.mark.parametrize("template", [{"Name": "nope"}, {"Name": "t", "Version": "9"}, {"Version": "1"}])
def test_a_template_that_does_not_exist_sends_nothing(
    client: PinpointClient, pinpoint: PinpointMock, send: Any, template: dict[str, str]
) -> None:
    client.create_sms_template(TemplateName="t", SMSTemplateRequest={"Body": "one"})
    with pytest.raises(client.exceptions.NotFoundException, match="Resource not found"):
        send("SMS", {}, TemplateConfiguration={"SMSTemplate": template})
    assert pinpoint.messages == []


def test_a_template_for_another_channel_is_not_used(client: PinpointClient, send: Any) -> None:
    client.create_email_template(TemplateName="t", EmailTemplateRequest={"Subject": "s"})
    message = send("SMS", HELLO, TemplateConfiguration={"EmailTemplate": {"Name": "t"}})
    assert (message.body, message.template) == ("Hello", None)


def test_what_fills_a_variable(client: PinpointClient, pinpoint: PinpointMock, app_id: str) -> None:
    names = ["recipient", "channel", "push", "default", "attribute", "fallback", "nothing"]
    client.create_push_template(
        TemplateName="t",
        PushNotificationTemplateRequest={
            "Default": {"Body": " ".join(f"{{{{Attributes.{name}}}}}" for name in names)},
            "DefaultSubstitutions": json.dumps({f"Attributes.{name}": "fallback" for name in names[:6]}),
        },
    )
    pinpoint.add_endpoint(
        app_id,
        endpoint_id="device",
        channel="GCM",
        address="token",
        user_id="ada",
        attributes={name: ["attribute", "another"] for name in names[:5]},
    )

    def substitutions(value: str, first: int) -> Any:
        return {"Substitutions": {f"Attributes.{name}": [value] for name in names[first : names.index(value) + 1]}}

    configuration: Any = {
        "DefaultMessage": substitutions("default", 0),
        "DefaultPushNotificationMessage": substitutions("push", 0),
        "GCMMessage": substitutions("channel", 0),
    }
    users: Any = {"ada": substitutions("recipient", 0)}
    client.send_users_messages(
        ApplicationId=app_id,
        SendUsersMessageRequest={
            "Users": users,
            "MessageConfiguration": configuration,
            "TemplateConfiguration": {"PushTemplate": {"Name": "t"}},
        },
    )
    assert pinpoint.messages.one().body == "recipient channel push default attribute fallback "


def test_the_variables_of_an_endpoint(client: PinpointClient, pinpoint: PinpointMock, app_id: str) -> None:
    client.create_sms_template(
        TemplateName="t",
        SMSTemplateRequest={
            "Body": "{{User.UserId}} {{User.UserAttributes.Name}} {{Address}} {{ChannelType}} {{Location.City}} {{Id}}"
        },
    )
    pinpoint.add_endpoint(
        app_id,
        endpoint_id="phone",
        channel="SMS",
        address=PHONE,
        user_id="ada",
        user_attributes={"Name": ["Ada"]},
        location={"City": "London"},
    )
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Endpoints": {"phone": {}},
            "MessageConfiguration": {},
            "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}},
        },
    )
    assert pinpoint.sent_messages.one().body == "ada Ada +15550100 SMS London phone"


def test_a_recipients_own_text_wins_over_the_template(client: PinpointClient, send: Any) -> None:
    client.create_sms_template(TemplateName="t", SMSTemplateRequest={"Body": "template"})
    recipient = {"BodyOverride": "Hi {{name}}", "Substitutions": {"name": ["Ada"]}}
    message = send("SMS", {}, recipient, TemplateConfiguration={"SMSTemplate": {"Name": "t"}})
    assert message.body == "Hi Ada"


def test_what_apns_gets(client: PinpointClient, pinpoint: PinpointMock, app_id: str) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="iphone", channel="APNS", address="token")
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Endpoints": {"iphone": {"Context": {"order": "7"}}},
            "MessageConfiguration": {
                "APNSMessage": {"Title": "T", "Body": "B", "Badge": 3, "Action": "DEEP_LINK", "Url": "app://x"}
            },
        },
    )
    message = pinpoint.sent_messages.one()
    assert message.payload is not None
    assert message.payload["aps"]["alert"] == {"title": "T", "body": "B"}
    assert message.payload["aps"]["badge"] == 3
    inner = message.payload["data"]["pinpoint"]
    assert (inner["deeplink"], inner["endpointId"], inner["order"]) == ("app://x", "iphone", "7")
    assert inner["campaign"]["campaign_id"] == "_DIRECT"
    assert message.payload_headers is not None
    assert message.payload_headers["apns-push-type"] == "alert"


def test_what_fcm_gets_by_authentication_method(client: PinpointClient, app_id: str, send: Any) -> None:
    legacy = send("GCM", {"GCMMessage": {"Title": "T", "Body": "B"}})
    assert legacy.payload["data"]["pinpoint.notification.title"] == "T"
    client.update_gcm_channel(ApplicationId=app_id, GCMChannelRequest={"DefaultAuthenticationMethod": "TOKEN"})
    v1 = send("GCM", {"GCMMessage": {"Title": "T", "Body": "B"}})
    assert v1.payload["message"]["data"]["pinpoint.notification.title"] == "T"


def test_other_channels_have_no_payload(send: Any) -> None:
    message = send("SMS")
    assert (message.payload, message.payload_headers) == (None, None)


@pytest.mark.parametrize(
    ("channel", "raw_content", "delivery_status"),
    [
        ("APNS", '{"aps": {"alert": "x"}}', "SUCCESSFUL"),
        ("APNS", '{"aps": {"content-available": 2}}', "PERMANENT_FAILURE"),
        ("APNS", '{"aps": {"content-available": 1, "sound": "x"}}', "PERMANENT_FAILURE"),
        ("GCM", "not JSON", "PERMANENT_FAILURE"),
        ("GCM", '{"data": {"a": "b"}}', "SUCCESSFUL"),
        ("SMS", "not JSON", "SUCCESSFUL"),
    ],
)
def test_raw_content_that_is_refused(send: Any, channel: str, raw_content: str, delivery_status: str) -> None:
    message = send(channel, HELLO, {"RawContent": raw_content})
    assert message.delivery_status == delivery_status
    if delivery_status != "SUCCESSFUL":
        assert (message.status_code, message.payload) == (400, None)


def test_a_payload_that_is_too_large(send: Any) -> None:
    message = send("GCM", {"GCMMessage": {"Body": "x" * 4096}})
    assert (message.delivery_status, message.status_code) == ("PERMANENT_FAILURE", 413)
    assert message.status_message == "Payload is larger than 4 KB"


def test_the_parts_of_an_sms(send: Any) -> None:
    message = send("SMS", {"SMSMessage": {"Body": "x" * 159 + "€"}})
    assert (message.encoding, message.parts) == ("GSM 03.38", 2)
    message = send("SMS", {"SMSMessage": {"Body": "Привет"}})
    assert (message.encoding, message.parts) == ("UCS-2", 1)


def test_an_sms_without_text_and_other_channels_have_no_parts(send: Any) -> None:
    assert send("SMS", {"SMSMessage": {}}).parts is None
    message = send("VOICE", {"VoiceMessage": {"Body": "Hello"}})
    assert (message.encoding, message.parts, message.email) == (None, None, None)


def test_an_email_as_an_object(send: Any, pinpoint: PinpointMock) -> None:
    simple_email = {
        "Subject": {"Data": "Grüße"},
        "TextPart": {"Data": "Hello", "Charset": "ISO-8859-1"},
        "HtmlPart": {"Data": "<b>Hello</b>"},
    }
    addresses = {"FromAddress": "shop@example.com", "ReplyToAddresses": ["help@example.com"]}
    message = send("EMAIL", {"EmailMessage": {"SimpleEmail": simple_email, **addresses}})
    email = message.email
    assert email is not None
    assert (email["To"], email["From"], email["Subject"]) == ("ada@example.com", "shop@example.com", "Grüße")
    assert email["Reply-To"] == "help@example.com"
    assert email.get_content_type() == "multipart/alternative"
    assert [part.get_content().strip() for part in email.iter_parts()] == ["Hello", "<b>Hello</b>"]
    assert pinpoint.sent_messages.one(email=lambda email: email["Subject"] == "Grüße") is message

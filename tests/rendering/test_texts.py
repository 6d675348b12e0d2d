"""The texts of a message with their variables replaced, for one recipient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import Message, PinpointMock

ENDPOINT_TEXT = "{{User.UserAttributes.FirstName}} {{User.UserId}} {{Attributes.plan}} {{Address}} {{code}}"


def send(client: PinpointClient, app_id: str, configuration: Any, **recipients: Any) -> None:
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={"MessageConfiguration": configuration, **recipients},  # type: ignore[typeddict-item]  # short
    )


CONFIGURATIONS: dict[str, tuple[str, str, Any]] = {
    "SMS body": ("SMS", "body", {"SMSMessage": {"Body": ENDPOINT_TEXT}}),
    "default body": ("SMS", "body", {"DefaultMessage": {"Body": ENDPOINT_TEXT}}),
    "voice script": ("VOICE", "body", {"VoiceMessage": {"Body": ENDPOINT_TEXT}}),
    "subject": ("EMAIL", "subject", {"EmailMessage": {"SimpleEmail": {"Subject": {"Data": ENDPOINT_TEXT}}}}),
    "text part": ("EMAIL", "body", {"EmailMessage": {"SimpleEmail": {"TextPart": {"Data": ENDPOINT_TEXT}}}}),
    "HTML part": ("EMAIL", "html_body", {"EmailMessage": {"SimpleEmail": {"HtmlPart": {"Data": ENDPOINT_TEXT}}}}),
    "push title": ("GCM", "title", {"GCMMessage": {"Title": ENDPOINT_TEXT}}),
    "push body": ("APNS", "body", {"DefaultPushNotificationMessage": {"Body": ENDPOINT_TEXT}}),
}
ADDRESSES = {"EMAIL": "ada@example.com", "GCM": "token", "APNS": "token"}


@pytest.mark.parametrize(("channel", "field", "configuration"), CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_plain_texts_resolve_the_attributes_of_the_recipient(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, channel: str, field: str, configuration: Any
) -> None:
    address = ADDRESSES.get(channel, "+15550100")
    pinpoint.add_endpoint(
        app_id,
        endpoint_id="e1",
        channel=channel,
        address=address,
        user_id="ada",
        attributes={"plan": ["pro"]},
        user_attributes={"FirstName": ["Ada"]},
    )
    send(client, app_id, configuration, Endpoints={"e1": {"Substitutions": {"code": ["4711"]}}})
    assert getattr(pinpoint.sent_messages.one(), field) == f"Ada ada pro {address} 4711"


@pytest.mark.parametrize("member", ["Url", "ImageUrl", "ImageIconUrl", "SmallImageIconUrl"])
def test_links_of_push_messages_are_texts_too(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, member: str
) -> None:
    configuration = {"GCMMessage": {"Body": "Hi", member: "https://e/{{Address}}", "Data": {"to": "{{ChannelType}}"}}}
    send(client, app_id, configuration, Addresses={"token": {"ChannelType": "GCM"}})
    assert pinpoint.sent_messages.one().settings == {member: "https://e/token", "Data": {"to": "GCM"}}


def sent_text(pinpoint: PinpointMock, client: PinpointClient, app_id: str, text: str, **configuration: Any) -> Message:
    send(
        client,
        app_id,
        {"SMSMessage": {"Body": text}},
        Addresses={"+15550100": {"ChannelType": "SMS", **configuration}},
    )
    return pinpoint.sent_messages.one()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("{{Address}} {{ChannelType}}", "+15550100 SMS", id="what a bare address has"),
        pytest.param("{{Pinpoint.ApplicationId}}", "APP", id="the application"),
        pytest.param("Hi {{User.UserAttributes.FirstName}}!", "Hi !", id="a bare address has no attributes"),
        pytest.param("Hi {{ name }}{{name}}", "Hi AdaAda", id="a substitution"),
        pytest.param("Hi {{Name}}", "Hi ", id="names are case-sensitive"),
        pytest.param("{{upper name}}{{#if vip}} VIP{{else}} guest{{/if}}", "ADA guest", id="helpers and blocks"),
        pytest.param("{{[first name]}}", "Grace", id="a name with a blank"),
        pytest.param("{{nested}}", "{{name}}", id="a value is not read again"),
        pytest.param("5 < 6 & {{name}}", "5 < 6 & Ada", id="nothing is escaped"),
        pytest.param("Hi {name} {{", "Hi {name} {{", id="no Handlebars: a tag without end"),
        pytest.param("{{}} {{name}}", "{{}} {{name}}", id="no Handlebars: an empty tag"),
        pytest.param("{{#if name}} {{name}}", "{{#if name}} {{name}}", id="no Handlebars: an open block"),
        pytest.param("{{first name}} {{name}}", "{{first name}} {{name}}", id="an unknown helper"),
        pytest.param("{{substring name}}", "{{substring name}}", id="a helper without its arguments"),
    ],
)
def test_a_plain_text_is_rendered_or_goes_out_to_the_letter(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, text: str, expected: str
) -> None:
    values = {"name": ["Ada", "Bob"], "first name": ["Grace"], "nested": ["{{name}}"]}
    body = sent_text(pinpoint, client, app_id, text, Substitutions=values).body
    assert body == expected.replace("APP", app_id)


def test_an_override_is_rendered_too(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    assert sent_text(pinpoint, client, app_id, "Hi", BodyOverride="To {{Address}}").body == "To +15550100"


def test_a_bare_address_is_known_to_templates_too(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    client.create_sms_template(TemplateName="t", SMSTemplateRequest={"Body": "{{Address}} {{Pinpoint.ApplicationId}}"})
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Addresses": {"+15550100": {"ChannelType": "SMS"}},
            "MessageConfiguration": {},
            "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}},
        },
    )
    assert pinpoint.sent_messages.one().body == f"+15550100 {app_id}"


def test_raw_content_goes_out_as_it_is(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    raw_content = '{"data": {"to": "{{Address}}"}}'
    configuration = {"GCMMessage": {"RawContent": raw_content}}
    send(client, app_id, configuration, Addresses={"token": {"ChannelType": "GCM"}})
    assert pinpoint.sent_messages.one().raw_content == raw_content

"""The way of a message: one plan for all recipients, and a text of its own for each of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from pinpoint_mock.delivery import sending
from pinpoint_mock.rendering import layers, plan
from pinpoint_mock.rendering.handlebars import engine, source

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import Message, PinpointMock


@pytest.fixture
def app_id(pinpoint: PinpointMock) -> str:
    return pinpoint.add_app()


@pytest.fixture
def endpoints(pinpoint: PinpointMock, app_id: str) -> dict[str, dict[str, Any]]:
    """A hundred endpoints, each of a user of its own."""
    for number in range(100):
        pinpoint.add_endpoint(
            app_id,
            endpoint_id=f"e{number}",
            channel="SMS",
            address=f"+1555{number:07}",
            user_id=f"u{number}",
            user_attributes={"FirstName": [f"Ada{number}"]},
        )
    return {f"e{number}": {} for number in range(100)}


def test_what_is_the_same_for_all_recipients_is_done_once(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, endpoints: dict[str, Any]
) -> None:
    with (
        mock.patch(f"{plan.__name__}.merge_layers", wraps=layers.merge_layers) as merge_layers,
        mock.patch(f"{plan.__name__}.with_template", wraps=layers.with_template) as with_template,
        mock.patch("json.loads", wraps=json.loads) as loads,
        mock.patch(f"{engine.__name__}.prepare", wraps=source.prepare) as prepare,
        mock.patch(f"{sending.__name__}.message_plan", wraps=plan.message_plan) as message_plan,
    ):
        client.create_sms_template(
            TemplateName="t",
            SMSTemplateRequest={
                "Body": "Hi {{upper User.UserAttributes.FirstName}}, {{Shop}}",
                "DefaultSubstitutions": '{"Shop": "The Shop"}',
            },
        )
        loads.reset_mock()  # creating the template has read it too
        client.send_messages(
            ApplicationId=app_id,
            MessageRequest={
                "Endpoints": endpoints,
                "MessageConfiguration": {},
                "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}},
            },
        )
    parsed = [call.args[0] for call in loads.call_args_list].count('{"Shop": "The Shop"}')
    done = [each.call_count for each in (message_plan, merge_layers, with_template, prepare)]
    assert [*done, parsed] == [1, 1, 1, 1, 1]
    assert [message.body for message in pinpoint.sent_messages] == [f"Hi ADA{i}, The Shop" for i in range(100)]


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

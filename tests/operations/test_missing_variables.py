"""Variables without a value: in templates they fail the recipient and are named, in plain texts they leave nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock import mock_pinpoint
from tests.builders import MESSAGES

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import Message, PinpointMock

PHONE = "+15550100"
OTHER = "+15550101"


@pytest.fixture
def app_id(client: PinpointClient, pinpoint: PinpointMock) -> str:
    return pinpoint.add_app()


def send_template(client: PinpointClient, app_id: str, body: str, defaults: str = "{}", **recipients: Any) -> None:
    """Send an SMS template, by default to a bare address."""
    client.create_sms_template(
        TemplateName="t", SMSTemplateRequest={"Body": body, "DefaultSubstitutions": json.dumps(json.loads(defaults))}
    )
    request: Any = {
        "Addresses": {PHONE: {"ChannelType": "SMS", **recipients}},
        "MessageConfiguration": {},
        "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}},
    }
    client.send_messages(ApplicationId=app_id, MessageRequest=request)


def send_text(client: PinpointClient, app_id: str, channel: str, **configuration: Any) -> None:
    request: Any = {
        "Addresses": {PHONE if channel == "SMS" else "token@example.com": {"ChannelType": channel}},
        "MessageConfiguration": configuration,
    }
    client.send_messages(ApplicationId=app_id, MessageRequest=request)


def outcome(message: Message) -> tuple[str, int, str]:
    return message.delivery_status, message.status_code, message.status_message


def test_a_template_with_a_variable_without_a_value_is_not_sent(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    client.create_sms_template(TemplateName="t", SMSTemplateRequest={"Body": "Hi {{name}}"})
    addresses: Any = {
        PHONE: {"ChannelType": "SMS"},
        OTHER: {"ChannelType": "SMS", "Substitutions": {"name": ["Ada"]}},
    }
    response = client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Addresses": addresses,
            "MessageConfiguration": {},
            "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}},
        },
    )
    assert response["MessageResponse"]["Result"][PHONE] == {
        "DeliveryStatus": "PERMANENT_FAILURE",
        "StatusCode": 400,
        "StatusMessage": "No value for the template variable name",
    }
    failed, sent = pinpoint.failed_messages.one(), pinpoint.sent_messages.one()
    assert (failed.address, failed.missing_variables, failed.body) == (PHONE, ("name",), "Hi ")
    assert failed.template == {"type": "SMS", "name": "t", "version": 1}
    assert (sent.address, sent.missing_variables, sent.body) == (OTHER, (), "Hi Ada")


def test_all_missing_variables_are_named_once_in_their_order(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    client.create_email_template(
        TemplateName="t",
        EmailTemplateRequest={
            "Subject": "{{b}} {{User.UserAttributes.FirstName}}",
            "TextPart": "{{upper a}} {{#each Attributes.list}}{{x}}{{/each}} {{b}}",
            "HtmlPart": "{{User.UserAttributes.[Last Name].[0]}}",
            "Headers": [{"Name": "X-Shop", "Value": "{{shop}}"}],
        },
    )
    endpoint_id = pinpoint.add_endpoint(
        app_id, channel="EMAIL", address="ada@example.com", attributes={"list": ["1", "2"]}
    )
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Endpoints": {endpoint_id: {}},
            "MessageConfiguration": {},
            "TemplateConfiguration": {"EmailTemplate": {"Name": "t"}},
        },
    )
    names = ("b", "User.UserAttributes.FirstName", "a", "x", "User.UserAttributes.[Last Name].[0]", "shop")
    failed = pinpoint.failed_messages.one()
    assert failed.missing_variables == names
    assert failed.status_message == f"No value for the template variables {', '.join(names)}"


def test_the_other_reading_of_aws_renders_them_empty(client: PinpointClient) -> None:
    with mock_pinpoint(strict_templates=False) as pinpoint:
        send_template(client, pinpoint.add_app(), "Hi {{name}}{{upper shop}}")
    message = pinpoint.sent_messages.one()
    assert (message.body, message.missing_variables) == ("Hi ", ("name", "shop"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{#if x}}{{x}}{{else}}no{{/if}}", "no"),
        ("{{#unless x}}no{{/unless}}", "no"),
        ("{{#each x}}{{this}}{{else}}no{{/each}}", "no"),
        ("{{#with x}}{{y}}{{else}}no{{/with}}", "no"),
        ("{{#eq x 'x'}}yes{{else}}no{{/eq}}", "no"),
        ("{{lookup Attributes x}}no", "no"),
        ("{{yesno x}}", "maybe"),
    ],
)
def test_what_a_template_only_asks_for_is_not_missing(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, body: str, expected: str
) -> None:
    send_template(client, app_id, body)
    message = pinpoint.sent_messages.one()
    assert (message.body, message.missing_variables) == (expected, ())


def test_a_default_substitution_is_a_value(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    send_template(client, app_id, "Hi {{name}}{{shop}}", '{"name": "friend", "shop": ""}')
    message = pinpoint.sent_messages.one()
    assert (message.body, message.missing_variables) == ("Hi friend", ())


@pytest.mark.parametrize(
    ("channel", "configuration", "names"),
    [
        ("SMS", {"SMSMessage": {"Body": "Hi {{name}} {{upper shop}}{{#if x}}{{/if}}"}}, ("name", "shop")),
        ("EMAIL", {"EmailMessage": {"SimpleEmail": {"Subject": {"Data": "{{a}}"}, "TextPart": {"Data": "t"}}}}, ("a",)),
        ("GCM", {"GCMMessage": {"Body": "{{b}}", "Url": "https://e/{{id}}", "Data": {"k": "{{v}}"}}}, ("b", "id", "v")),
        ("SMS", {"SMSMessage": {"Body": "Hi {{name}} {{#if}}"}}, ()),
        ("SMS", {"SMSMessage": {"Body": "Hi {{name}} {{add Address 'x'}}"}}, ()),
    ],
    ids=["SMS", "e-mail", "push", "not Handlebars", "not to be rendered"],
)
def test_plain_texts_are_sent_and_name_them_too(
    pinpoint: PinpointMock,
    client: PinpointClient,
    app_id: str,
    channel: str,
    configuration: Any,
    names: tuple[str, ...],
) -> None:
    send_text(client, app_id, channel, **configuration)
    assert pinpoint.sent_messages.one().missing_variables == names


@pytest.mark.parametrize("member", ["BodyOverride", "TitleOverride"])
def test_an_override_beside_a_template_is_a_plain_text(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, member: str
) -> None:
    client.create_push_template(
        TemplateName="t", PushNotificationTemplateRequest={"Default": {"Title": "t", "Body": "b"}}
    )
    request: Any = {
        "Addresses": {"token": {"ChannelType": "GCM", member: "Hi {{name}}"}},
        "MessageConfiguration": {"GCMMessage": {"Data": {"k": "{{v}}"}}},
        "TemplateConfiguration": {"PushTemplate": {"Name": "t"}},
    }
    client.send_messages(ApplicationId=app_id, MessageRequest=request)
    message = pinpoint.sent_messages.one()
    assert "Hi " in (message.title, message.body)
    assert message.missing_variables == ("name", "v")


URLS = {
    "ADM": ("Url", "ImageUrl", "ImageIconUrl", "SmallImageIconUrl"),
    "APNS": ("Url", "MediaUrl"),
    "BAIDU": ("Url", "ImageUrl", "ImageIconUrl", "SmallImageIconUrl"),
    "GCM": ("Url", "ImageUrl", "ImageIconUrl", "SmallImageIconUrl"),
}


@pytest.mark.parametrize(("channel", "member"), [(channel, name) for channel, names in URLS.items() for name in names])
@pytest.mark.parametrize("is_in_template", [False, True], ids=["of the message", "of the template"])
def test_a_link_is_a_text_of_where_it_comes_from(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, channel: str, member: str, *, is_in_template: bool
) -> None:
    link, name = {member: "https://e/{{id}}"}, MESSAGES[channel].removesuffix("Message")
    template: Any = {"Default": {"Body": "b"}, name: link if is_in_template else {}}
    client.create_push_template(TemplateName="t", PushNotificationTemplateRequest=template)
    request: Any = {
        "Addresses": {"token": {"ChannelType": channel}},
        "MessageConfiguration": {MESSAGES[channel]: {member: "https://other"} if is_in_template else link},
        "TemplateConfiguration": {"PushTemplate": {"Name": "t"}},
    }
    client.send_messages(ApplicationId=app_id, MessageRequest=request)
    message = pinpoint.messages.one()
    assert (message.delivery_status == "SUCCESSFUL") is not is_in_template
    assert (message.settings[member], message.missing_variables) == ("https://e/", ("id",))


def test_the_media_of_an_sms_beside_a_template_are_of_the_message(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    client.create_sms_template(TemplateName="t", SMSTemplateRequest={"Body": "b"})
    request: Any = {
        "Addresses": {PHONE: {"ChannelType": "SMS"}},
        "MessageConfiguration": {"SMSMessage": {"MediaUrl": "https://e/{{id}}"}},
        "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}},
    }
    client.send_messages(ApplicationId=app_id, MessageRequest=request)
    message = pinpoint.sent_messages.one()
    assert (message.settings, message.missing_variables) == ({"MediaUrl": "https://e/"}, ("id",))


def test_another_failure_of_the_template_keeps_the_names(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    send_template(client, app_id, "Hi {{name}} {{add Address 'x'}}")
    message = pinpoint.failed_messages.one()
    assert message.missing_variables == ("name",)
    assert outcome(message) == ("PERMANENT_FAILURE", 400, "add: expected a number")


def test_raw_content_that_is_no_json_without_the_value_fails_for_the_variable(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    client.create_push_template(
        TemplateName="t", PushNotificationTemplateRequest={"GCM": {"RawContent": '{"data": {"n": {{count}} }}'}}
    )
    request: Any = {
        "Addresses": {
            "token": {"ChannelType": "GCM"},
            "other": {"ChannelType": "GCM", "Substitutions": {"count": ["7"]}},
        },
        "MessageConfiguration": {},
        "TemplateConfiguration": {"PushTemplate": {"Name": "t"}},
    }
    client.send_messages(ApplicationId=app_id, MessageRequest=request)
    assert outcome(pinpoint.failed_messages.one())[2] == "No value for the template variable count"
    assert pinpoint.sent_messages.one().payload == {"data": {"n": 7}}


def test_a_failure_shows_the_way_out(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    send_template(client, app_id, "Hi {{name}}")
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_sent(channel="SMS")
    assert (
        f"SMS to {PHONE}: 'Hi ' PERMANENT_FAILURE: No value for the template variable name "
        "(strict_templates=False sends it anyway)"
    ) in str(caught.value)


def test_a_near_miss_names_them(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    send_text(client, app_id, "SMS", SMSMessage={"Body": "Hi {{User.UserAttributes.FirstName}}"})
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_sent(body="Hi Ada")
    assert f"SMS to {PHONE}: 'Hi ' (missing: User.UserAttributes.FirstName)" in str(caught.value)
    pinpoint.assert_sent(missing_variables=("User.UserAttributes.FirstName",))

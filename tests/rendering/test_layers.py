"""Which message members are in force for a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.core.channels import CHANNELS
from pinpoint_mock.rendering.layers import merge_layers, with_template
from tests.builders import MESSAGES, PUSH_CHANNELS

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


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


def test_a_voice_template(client: PinpointClient, send: Any) -> None:
    client.create_voice_template(
        TemplateName="call",
        VoiceTemplateRequest={"Body": "Hi {{name}}", "VoiceId": "Joanna", "LanguageCode": "en-US"},
    )
    message = send(
        "VOICE",
        {"VoiceMessage": {"VoiceId": "Matthew"}},
        {"Substitutions": {"name": ["Ada"]}},
        TemplateConfiguration={"VoiceTemplate": {"Name": "call"}},
    )
    assert message.body == "Hi Ada"
    assert message.settings == {"VoiceId": "Matthew", "LanguageCode": "en-US"}


@pytest.mark.parametrize(
    ("channel", "body"),
    [
        ("SMS", "default"),
        ("EMAIL", "default"),
        ("VOICE", "voice"),
        ("GCM", "push"),
        ("APNS", "apns"),
        ("APNS_VOIP_SANDBOX", "apns"),
    ],
)
def test_only_the_layers_of_a_channel_count(channel: str, body: str) -> None:
    members, substitutions = merge_layers(
        CHANNELS[channel],
        {
            "APNSMessage": {"Body": "apns"},
            "DefaultMessage": {"Body": "default"},
            "DefaultPushNotificationMessage": {"Body": "push"},
            "VoiceMessage": {"Body": "voice"},
        },
    )
    assert (members, substitutions) == ({"Body": body}, {})


@pytest.mark.parametrize(
    ("channel", "members", "template", "expected"),
    [
        pytest.param(
            "GCM",
            {"Title": "message", "Body": "message", "RawContent": "{}", "TimeToLive": 5, "Url": "https://message"},
            {"Default": {"Title": "default", "Body": "default"}, "GCM": {"Body": "gcm", "Url": "https://template"}},
            {"TimeToLive": 5, "Url": "https://template", "Title": "default", "Body": "gcm"},
            id="push: the settings of the message that the template leaves",
        ),
        pytest.param(
            "APNS",
            {"Badge": 1},
            {"Default": {"Body": "default"}, "GCM": {"Body": "gcm"}},
            {"Badge": 1, "Body": "default"},
            id="push: not the member of another channel",
        ),
        pytest.param(
            "EMAIL",
            {"Body": "message", "FromAddress": "a@example.com", "RawEmail": {}, "SimpleEmail": {"Subject": {}}},
            {"Subject": "s", "HtmlPart": "<p>", "Headers": [{"Name": "X", "Value": "y"}]},
            {
                "FromAddress": "a@example.com",
                "SimpleEmail": {
                    "Subject": {"Data": "s"},
                    "HtmlPart": {"Data": "<p>"},
                    "Headers": [{"Name": "X", "Value": "y"}],
                },
            },
            id="e-mail: all parts are the template's",
        ),
        pytest.param("SMS", {"Body": "message"}, {}, {"Body": None}, id="a template without a text"),
    ],
)
def test_a_template_gives_the_content(
    channel: str, members: dict[str, Any], template: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert with_template(CHANNELS[channel], members, template) == expected

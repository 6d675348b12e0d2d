"""Which message members are in force for a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

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

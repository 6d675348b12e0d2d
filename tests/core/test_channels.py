"""The channels, against the service model and what AWS documents of them."""

from __future__ import annotations

import pytest

from pinpoint_mock.core.channels import CHANNELS, PUSH_CHANNELS, TELEPHONY_CHANNELS
from pinpoint_mock.protocol.model import service_model
from tests import builders

SHAPES = service_model()["shapes"]


def test_the_types_are_those_of_the_model_to_which_a_message_can_go() -> None:
    assert set(CHANNELS) == set(SHAPES["ChannelType"]["enum"]) - {"PUSH", "CUSTOM", "IN_APP"}
    assert all(channel.type == name for name, channel in CHANNELS.items())


def test_their_messages_and_templates_are_members_of_the_model() -> None:
    messages = SHAPES["DirectMessageConfiguration"]["members"]
    templates = SHAPES["PushNotificationTemplateRequest"]["members"]
    for channel in CHANNELS.values():
        assert set(channel.layers) <= set(messages)
        assert channel.template_type in SHAPES["TemplateType"]["enum"]
        assert (channel.template_member in templates) is channel.is_push


@pytest.mark.parametrize(
    ("channel", "layers"),
    [
        ("SMS", ("DefaultMessage", "SMSMessage")),
        ("EMAIL", ("DefaultMessage", "EmailMessage")),
        ("VOICE", ("DefaultMessage", "VoiceMessage")),
        ("GCM", ("DefaultMessage", "DefaultPushNotificationMessage", "GCMMessage")),
        ("APNS_VOIP_SANDBOX", ("DefaultMessage", "DefaultPushNotificationMessage", "APNSMessage")),
    ],
)
def test_the_layers_of_a_message_end_with_that_of_its_channel(channel: str, layers: tuple[str, ...]) -> None:
    assert CHANNELS[channel].layers == layers


def test_the_families_of_channels() -> None:
    assert set(builders.PUSH_CHANNELS) == PUSH_CHANNELS
    assert set(CHANNELS) - PUSH_CHANNELS == TELEPHONY_CHANNELS | {"EMAIL"}
    assert {name for name, channel in CHANNELS.items() if channel.is_apple} == {
        "APNS",
        "APNS_SANDBOX",
        "APNS_VOIP",
        "APNS_VOIP_SANDBOX",
    }

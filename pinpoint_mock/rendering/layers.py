"""Which message members are in force for a channel: weaker layers are filled up member by member by stronger ones.

Source: DirectMessageConfiguration in the service model; facts, messaging section 3.1 and section 12, choice 37.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

PUSH_MESSAGES = {
    "ADM": "ADMMessage",
    "APNS": "APNSMessage",
    "APNS_SANDBOX": "APNSMessage",
    "APNS_VOIP": "APNSMessage",
    "APNS_VOIP_SANDBOX": "APNSMessage",
    "BAIDU": "BaiduMessage",
    "GCM": "GCMMessage",
}
"""The message member for each push channel; one APNSMessage serves all four of Apple's."""

LAYERS: Mapping[str, tuple[str, ...]] = {
    "EMAIL": ("DefaultMessage", "EmailMessage"),
    "SMS": ("DefaultMessage", "SMSMessage"),
    "VOICE": ("DefaultMessage", "VoiceMessage"),
    **{
        channel: ("DefaultMessage", "DefaultPushNotificationMessage", message)
        for channel, message in PUSH_MESSAGES.items()
    },
}
"""The members of MessageConfiguration that make the message of a channel, weakest first."""


def merge_layers(channel: str, configuration: Mapping[str, Any]) -> dict[str, Any]:
    """The members in force for a channel, without Substitutions.

    Data replaces whole, as every other member does.

    >>> merge_layers("SMS", {"DefaultMessage": {"Body": "Hi"}, "SMSMessage": {"SenderId": "Shop"}})
    {'Body': 'Hi', 'SenderId': 'Shop'}
    """
    merged: dict[str, Any] = {}
    for layer in LAYERS[channel]:
        merged.update(configuration.get(layer, {}))
    merged.pop("Substitutions", None)
    return merged


def merge_substitutions(
    channel: str, configuration: Mapping[str, Any], recipient: Mapping[str, Any]
) -> dict[str, list[str]]:
    """The values of message variables for a recipient, merged by name; the recipient's own win.

    >>> merge_substitutions("SMS", {"SMSMessage": {"Substitutions": {"a": ["1"]}}}, {"Substitutions": {"a": ["2"]}})
    {'a': ['2']}
    """
    layers: Iterable[Mapping[str, Any]] = (*(configuration.get(layer, {}) for layer in LAYERS[channel]), recipient)
    return {name: values for layer in layers for name, values in layer.get("Substitutions", {}).items()}


TEMPLATE_KINDS = {"EMAIL": "EMAIL", "SMS": "SMS", "VOICE": "VOICE", **dict.fromkeys(PUSH_MESSAGES, "PUSH")}
"""The type of template that a channel uses."""

PUSH_TEMPLATE_MEMBERS = {channel: message.removesuffix("Message") for channel, message in PUSH_MESSAGES.items()}
"""The member of a push template for each push channel, which overrides the member Default."""


def with_template(channel: str, members: Mapping[str, Any], template: Mapping[str, Any]) -> dict[str, Any]:
    """The members in force when a template gives the content: only settings are left of the message beside it.

    `template` is the document of a template version. The language and the voice of a voice template are settings,
    which the message beside it can override.

    Source: facts, messaging section 3.4 and engagement section 3.3; design, "Settled".

    >>> with_template("SMS", {"Body": "not this", "SenderId": "Shop"}, {"Body": "Hi {{name}}"})
    {'SenderId': 'Shop', 'Body': 'Hi {{name}}'}
    """
    if channel == "EMAIL":
        return _with_email_template(members, template)
    if channel in PUSH_MESSAGES:
        content = {**template.get("Default", {}), **template.get(PUSH_TEMPLATE_MEMBERS[channel], {})}
        settings = {name: value for name, value in members.items() if name not in ("Title", "Body", "RawContent")}
        return {**settings, **content}
    defaults = {name: template[name] for name in ("LanguageCode", "VoiceId") if name in template}
    settings = {name: value for name, value in members.items() if name != "Body"}
    return {**defaults, **settings, "Body": template.get("Body")}


def _with_email_template(members: Mapping[str, Any], template: Mapping[str, Any]) -> dict[str, Any]:
    settings = {name: value for name, value in members.items() if name not in ("Body", "SimpleEmail", "RawEmail")}
    parts = {name: {"Data": template[name]} for name in ("Subject", "TextPart", "HtmlPart") if name in template}
    headers = {"Headers": template["Headers"]} if "Headers" in template else {}
    return {**settings, "SimpleEmail": {**parts, **headers}}

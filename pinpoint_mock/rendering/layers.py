"""Which message members are in force for a channel: stronger layers override weaker ones member by member.

AWS documents which message overrides which, but not whether as a whole or by member; here by member, because a default
message has no settings and a channel's message may have nothing else.

Source: MODEL DirectMessageConfiguration; MODEL AddressConfiguration; MODEL EndpointSendConfiguration.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.channels import Channel

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import DirectMessageConfigurationTypeDef

Substitutions = dict[str, list[str]]
"""The values of message variables by name."""


def merge_layers(
    channel: Channel, configuration: DirectMessageConfigurationTypeDef
) -> tuple[dict[str, Any], Substitutions]:
    """The members in force for a channel, and apart from them the Substitutions, merged by name.

    Data is replaced as a whole, like every other member.

    Source: MODEL AddressConfiguration.Substitutions; MODEL SMSMessage.Substitutions.

    >>> from pinpoint_mock.core.channels import CHANNELS
    >>> merge_layers(CHANNELS["SMS"], {"DefaultMessage": {"Body": "Hi"}, "SMSMessage": {"SenderId": "Shop"}})
    ({'Body': 'Hi', 'SenderId': 'Shop'}, {})
    """
    members: dict[str, Any] = {}
    substitutions: Substitutions = {}
    layers = cast("Mapping[str, Mapping[str, Any]]", configuration)  # each layer has a type of its own
    for layer in channel.layers:
        members.update(layers.get(layer, {}))
        substitutions.update(members.pop("Substitutions", {}))
    return members, substitutions


def with_template(channel: Channel, members: Mapping[str, Any], template: Mapping[str, Any]) -> dict[str, Any]:
    """The members in force when a template gives the content: only settings are left of the message beside it.

    `template` is the document of a template version. The language and the voice of a voice template are settings,
    which the message beside it can override.

    Source: MODEL TemplateConfiguration; MODEL PushNotificationTemplateRequest; MODEL VoiceTemplateRequest;
    gh:awsdocs/aws-doc-sdk-examples:python/example_code/pinpoint/pinpoint_send_templated_sms_message.py.

    >>> from pinpoint_mock.core.channels import CHANNELS
    >>> with_template(CHANNELS["SMS"], {"Body": "not this", "SenderId": "Shop"}, {"Body": "Hi {{name}}"})
    {'SenderId': 'Shop', 'Body': 'Hi {{name}}'}
    """
    if channel.type == "EMAIL":
        return _with_email_template(members, template)
    if channel.is_push:
        content = push_content(channel, template)
        settings = {name: value for name, value in members.items() if name not in ("Title", "Body", "RawContent")}
        return {**settings, **content}
    defaults = {name: template[name] for name in ("LanguageCode", "VoiceId") if name in template}
    settings = {name: value for name, value in members.items() if name != "Body"}
    return {**defaults, **settings, "Body": template.get("Body")}


def push_content(channel: Channel, template: Mapping[str, Any]) -> dict[str, Any]:
    """What a push template has for a channel: what is for all push channels, and over that what is for this one.

    >>> from pinpoint_mock.core.channels import CHANNELS
    >>> push_content(CHANNELS["GCM"], {"Default": {"Body": "all", "Url": "u"}, "GCM": {"Body": "android"}})
    {'Body': 'android', 'Url': 'u'}
    """
    return {**template.get("Default", {}), **template.get(channel.template_member or "", {})}


def _with_email_template(members: Mapping[str, Any], template: Mapping[str, Any]) -> dict[str, Any]:
    settings = {name: value for name, value in members.items() if name not in ("Body", "SimpleEmail", "RawEmail")}
    parts = {name: {"Data": template[name]} for name in ("Subject", "TextPart", "HtmlPart") if name in template}
    headers = {"Headers": template["Headers"]} if "Headers" in template else {}
    return {**settings, "SimpleEmail": {**parts, **headers}}

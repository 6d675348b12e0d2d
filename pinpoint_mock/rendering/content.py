"""What one recipient reads: the layers of a message put together for a channel."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from pinpoint_mock.rendering.layers import LAYERS, PUSH_MESSAGES, merge_layers, merge_substitutions
from pinpoint_mock.rendering.raw import email_text, parse_email, push_text
from pinpoint_mock.rendering.substitutions import substitute

CHANNELS = frozenset(LAYERS)
"""The channels to which a direct message can be sent."""

DEFAULT_MESSAGE_TYPE = "TRANSACTIONAL"
"""AWS does not document the default of the API; this is the choice of facts, messaging section 12, number 30."""

DELIVERY_MEMBERS = frozenset(
    {
        "APNSPushType",
        "CollapseId",
        "CollapseKey",
        "ConsolidationKey",
        "ExpiresAfter",
        "PreferredAuthenticationMethod",
        "Priority",
        "RestrictedPackageName",
        "TimeToLive",
    }
)
"""The members of push messages that say how to deliver. Raw content replaces all others, which are content."""


@dataclasses.dataclass(frozen=True)
class Content:
    """The fields of a `Message` that come from the request's content, and whether there is any content at all."""

    is_empty: bool
    title: str | None = None
    subject: str | None = None
    body: str | None = None
    html_body: str | None = None
    from_address: str | None = None
    origination_number: str | None = None
    sender_id: str | None = None
    message_type: str | None = None
    raw_content: str | None = None
    settings: dict[str, Any] = dataclasses.field(default_factory=dict)
    substitutions: dict[str, list[str]] = dataclasses.field(default_factory=dict)

    def message_fields(self) -> dict[str, Any]:
        """The fields of `Message`, by name."""
        fields = dict(vars(self))
        del fields["is_empty"]
        return fields


NOTHING = Content(is_empty=True)


@dataclasses.dataclass(frozen=True)
class Draft:
    """The parts of one message before they are put together, all as in the request.

    `members` are those in force after layering, `recipient` is the AddressConfiguration or EndpointSendConfiguration,
    `channel` the document of the app's channel or an empty one.
    """

    members: dict[str, Any]
    substitutions: dict[str, list[str]]
    recipient: Mapping[str, Any]
    is_endpoint: bool
    channel: Mapping[str, Any]

    def text(self, text: str | None) -> str | None:
        """A text with its variables replaced."""
        return substitute(text, self.substitutions)

    def rest(self, *used: str) -> dict[str, Any]:
        """The members in force but for those that have a field of their own."""
        return {name: value for name, value in self.members.items() if name not in used}


def compose(
    channel_type: str,
    configuration: Mapping[str, Any],
    recipient: Mapping[str, Any],
    *,
    is_endpoint: bool,
    channel: Mapping[str, Any],
) -> Content:
    """Put the message for one recipient together.

    Source: facts, messaging section 3; design, the layers.
    """
    draft = Draft(
        members=merge_layers(channel_type, configuration),
        substitutions=merge_substitutions(channel_type, configuration, recipient),
        recipient=recipient,
        is_endpoint=is_endpoint,
        channel=channel,
    )
    return COMPOSERS[channel_type](draft)


def _push(draft: Draft) -> Content:
    raw_content = draft.recipient.get("RawContent", draft.members.get("RawContent"))
    if raw_content is not None:
        title, body = push_text(raw_content)
        return Content(
            is_empty=False,
            title=title,
            body=body,
            raw_content=raw_content,
            settings={name: value for name, value in draft.members.items() if name in DELIVERY_MEMBERS},
            substitutions=draft.substitutions,
        )
    title = draft.recipient.get("TitleOverride", draft.members.get("Title"))
    body = draft.recipient.get("BodyOverride", draft.members.get("Body"))
    settings = draft.rest("Title", "Body", "RawContent")
    is_empty = not (title or body or settings.get("Data") or settings.get("SilentPush"))
    if "Url" in settings:
        settings["Url"] = draft.text(settings["Url"])
    if "Data" in settings:
        settings["Data"] = {name: draft.text(value) for name, value in settings["Data"].items()}
    return Content(
        is_empty=is_empty,
        title=draft.text(title),
        body=draft.text(body),
        settings=settings,
        substitutions=draft.substitutions,
    )


def _sms(draft: Draft) -> Content:
    members = draft.members
    body = draft.recipient.get("BodyOverride", members.get("Body"))
    return Content(
        is_empty=not body,
        body=draft.text(body),
        origination_number=members.get("OriginationNumber", draft.channel.get("ShortCode")),
        sender_id=members.get("SenderId", draft.channel.get("SenderId")),
        message_type=members.get("MessageType", DEFAULT_MESSAGE_TYPE),
        settings=draft.rest("Body", "OriginationNumber", "SenderId", "MessageType"),
        substitutions=draft.substitutions,
    )


def _voice(draft: Draft) -> Content:
    body = draft.recipient.get("BodyOverride", draft.members.get("Body"))
    return Content(
        is_empty=not body,
        body=draft.text(body),
        origination_number=draft.members.get("OriginationNumber"),
        settings=draft.rest("Body", "OriginationNumber"),
        substitutions=draft.substitutions,
    )


def _email(draft: Draft) -> Content:
    from_address = draft.members.get("FromAddress")
    settings = draft.rest("Body", "FromAddress", "SimpleEmail", "RawEmail")
    if "RawEmail" in draft.members:
        return _raw_email(draft, from_address, settings)
    simple = draft.members.get("SimpleEmail", {})
    parts = {name: simple[name] for name in ("Subject", "TextPart", "HtmlPart") if name in simple}
    texts = {name: part.get("Data") for name, part in parts.items()}
    if draft.is_endpoint and "TitleOverride" in draft.recipient:
        texts["Subject"] = draft.recipient["TitleOverride"]
    body = texts.get("TextPart", draft.members.get("Body"))
    charsets = {name: part["Charset"] for name, part in parts.items() if "Charset" in part}
    if charsets:
        settings["Charset"] = charsets
    if "Headers" in simple:
        settings["Headers"] = [header | {"Value": draft.text(header.get("Value"))} for header in simple["Headers"]]
    return Content(
        is_empty=not (texts.get("Subject") or body or texts.get("HtmlPart")),
        subject=draft.text(texts.get("Subject")),
        body=draft.text(body),
        html_body=draft.text(texts.get("HtmlPart")),
        from_address=from_address or draft.channel.get("FromAddress"),
        settings=settings,
        substitutions=draft.substitutions,
    )


def _raw_email(draft: Draft, from_address: str | None, settings: dict[str, Any]) -> Content:
    raw_content, message = parse_email(draft.members["RawEmail"].get("Data", ""))
    return Content(
        is_empty=not raw_content,
        subject=message["Subject"] and str(message["Subject"]),
        body=email_text(message, "plain"),
        html_body=email_text(message, "html"),
        from_address=from_address or (message["From"] and str(message["From"])) or draft.channel.get("FromAddress"),
        raw_content=raw_content,
        settings=settings,
        substitutions=draft.substitutions,
    )


COMPOSERS: Mapping[str, Callable[[Draft], Content]] = {
    "EMAIL": _email,
    "SMS": _sms,
    "VOICE": _voice,
    **dict.fromkeys(PUSH_MESSAGES, _push),
}

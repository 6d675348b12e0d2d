"""What one recipient reads: the layers of a message, or a template, put together for a channel."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from pinpoint_mock.rendering.layers import LAYERS, PUSH_MESSAGES, merge_layers, merge_substitutions, with_template
from pinpoint_mock.rendering.payloads import raw_content_error
from pinpoint_mock.rendering.raw import email_header, email_text, parse_email, push_text
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
    """The fields of a `Message` that come from the request's content.

    `is_empty` is whether there is none; `failure` the status code and text with which content fails its recipient.
    """

    is_empty: bool
    failure: tuple[int, str] | None = None
    title: str | None = None
    subject: str | None = None
    body: str | None = None
    html_body: str | None = None
    otp: str | None = None
    from_address: str | None = None
    origination_number: str | None = None
    sender_id: str | None = None
    message_type: str | None = None
    raw_content: str | None = None
    settings: dict[str, Any] = dataclasses.field(default_factory=dict)
    substitutions: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    payload: dict[str, Any] | None = None
    payload_headers: dict[str, str] | None = None

    def message_fields(self) -> dict[str, Any]:
        """The fields of `Message`, by name."""
        fields = dict(vars(self))
        del fields["is_empty"], fields["failure"]
        return fields


NOTHING = Content(is_empty=True)

Render = Callable[[str], str]
"""Renders a template for the recipient."""


@dataclasses.dataclass(frozen=True)
class Draft:
    """The parts of one message before they are put together.

    `members` are those in force after layering, `recipient` is the AddressConfiguration or EndpointSendConfiguration,
    `channel` the document of the app's channel or an empty one. `render` is there where the content is a template's.
    """

    channel_type: str
    members: dict[str, Any]
    substitutions: dict[str, list[str]]
    recipient: Mapping[str, Any]
    is_endpoint: bool
    channel: Mapping[str, Any]
    render: Render | None

    def text(self, text: str | None) -> str | None:
        """A text with its variables replaced."""
        if text is None or self.render is None:
            return substitute(text, self.substitutions)
        return self.render(text)

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
    template: Mapping[str, Any] | None = None,
    render: Render | None = None,
) -> Content:
    """Put the message for one recipient together.

    With a template its content wins, and the message beside it gives the settings.

    Source: facts, messaging sections 3.1 and 3.4 and section 12, choice 20; design, the layers.
    """
    members = merge_layers(channel_type, configuration)
    draft = Draft(
        channel_type=channel_type,
        members=members if template is None else with_template(channel_type, members, template),
        substitutions=merge_substitutions(channel_type, configuration, recipient),
        recipient=recipient,
        is_endpoint=is_endpoint,
        channel=channel,
        render=render,
    )
    return COMPOSERS[channel_type](draft)


def _push(draft: Draft) -> Content:
    if "RawContent" in draft.recipient:
        return _raw_push(draft, draft.recipient["RawContent"])
    if "RawContent" in draft.members:
        raw_content: str = draft.members["RawContent"]
        return _raw_push(draft, draft.render(raw_content) if draft.render else raw_content)
    title = draft.recipient.get("TitleOverride", draft.members.get("Title"))
    body = draft.recipient.get("BodyOverride", draft.members.get("Body"))
    settings = draft.rest("Title", "Body")
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


def _raw_push(draft: Draft, raw_content: str) -> Content:
    error = raw_content_error(draft.channel_type, raw_content)
    title, body = push_text(raw_content)
    return Content(
        is_empty=False,
        failure=(400, error) if error else None,
        title=title,
        body=body,
        raw_content=raw_content,
        settings={name: value for name, value in draft.members.items() if name in DELIVERY_MEMBERS},
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
        subject=email_header(message, "Subject"),
        body=email_text(message, "plain"),
        html_body=email_text(message, "html"),
        from_address=from_address or email_header(message, "From") or draft.channel.get("FromAddress"),
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

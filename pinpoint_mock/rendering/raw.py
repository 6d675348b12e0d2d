"""Raw content: what a recipient reads in a push payload or a MIME message that the caller built.

Source: MODEL APNSMessage.RawContent; MODEL GCMMessage.RawContent; MODEL RawEmail.Data; API samples-rawcontent-object;
AWS sns/latest/dg/sns-fcm-v1-payloads.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from pinpoint_mock.rendering.payloads.raw_content import parse_raw_content

if TYPE_CHECKING:
    from email.message import EmailMessage

TITLE_PATHS = (
    ("aps", "alert", "title"),
    ("notification", "title"),
    ("data", "pinpoint.notification.title"),
    ("fcmV1Message", "message", "notification", "title"),
    ("fcmV1Message", "message", "data", "pinpoint.notification.title"),
)
BODY_PATHS = (("aps", "alert"), *((*path[:-1], path[-1].replace("title", "body")) for path in TITLE_PATHS))
"""Where a payload holds its title and its body; `aps.alert` may itself be the text."""


def push_text(raw_content: str) -> tuple[str | None, str | None]:
    """The title and the body of a raw push payload, each None where the payload has none.

    >>> push_text('{"aps": {"alert": {"title": "News", "body": "Hello"}}}')
    ('News', 'Hello')
    """
    payload = parse_raw_content(raw_content)
    return _first_text(payload, TITLE_PATHS), _first_text(payload, BODY_PATHS)


def _first_text(payload: Any, paths: tuple[tuple[str, ...], ...]) -> str | None:
    found = (_at(payload, path) for path in paths)
    return next((text for text in found if isinstance(text, str)), None)


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def parse_email(data: str) -> tuple[str, EmailMessage]:
    """The text of a MIME message in base64, and the message read from it."""
    import email.policy  # slow to load, and most tests send no raw e-mail

    content = base64.b64decode(data)
    return content.decode(errors="surrogateescape"), email.message_from_bytes(content, policy=email.policy.default)


def email_text(message: EmailMessage, kind: str) -> str | None:
    """The first body part of a kind, `plain` or `html`, or None. An unknown charset is read as UTF-8."""
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return None
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        return bytes(part.get_payload(decode=True)).decode(errors="replace")


def email_header(message: EmailMessage, name: str) -> str | None:
    """The text of a header, or None; as it was sent where Python cannot read what it says."""
    try:
        value = message[name]
    except Exception:  # on odd values the parsers fail in many ways, from IndexError to TypeError
        value = next(text for header, text in message.raw_items() if header.lower() == name.lower())
    return None if value is None else str(value)

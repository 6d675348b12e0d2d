"""Raw content: what a recipient reads in a push payload or a MIME message that the caller built.

Source: facts, messaging sections 3.1, 4.1 to 4.3 and 6; APNSMessage.RawContent and RawEmail in the service model.
"""

from __future__ import annotations

import base64
import email
import email.policy
import json
from email.message import EmailMessage
from typing import Any

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
    try:
        payload = json.loads(raw_content)
    except ValueError:
        return None, None
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
    content = base64.b64decode(data)
    return content.decode(errors="surrogateescape"), email.message_from_bytes(content, policy=email.policy.default)


def email_text(message: EmailMessage, kind: str) -> str | None:
    """The first body part of a kind, `plain` or `html`, or None."""
    part = message.get_body(preferencelist=(kind,))
    return None if part is None else str(part.get_content())

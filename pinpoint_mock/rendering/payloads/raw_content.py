"""RawContent of push messages: a JSON object that goes to the push service as it is.

Source: MODEL APNSMessage.RawContent; API samples-rawcontent-object.
"""

from __future__ import annotations

from typing import Any

from pinpoint_mock.core.channels import Channel
from pinpoint_mock.core.strict_json import read_json

SHOWN_KEYS = ("alert", "badge", "sound")
"""The keys of `aps` that a silent notification must not have."""


def raw_content_error(channel: Channel, raw_content: str) -> str | None:
    """Why raw content fails its recipient, or None if it can be sent.

    The model asks for `content-available` in a document for APNs; one without it is accepted, because AWS's own
    samples have none. AWS does not document what becomes of JSON that is not an object; here it fails, because no push
    service takes it. The texts are this mock's.

    Source: MODEL APNSMessage.RawContent; API samples-rawcontent-object.

    >>> from pinpoint_mock.core.channels import CHANNELS
    >>> raw_content_error(CHANNELS["APNS"], '{"aps": {"content-available": 2}}')
    'content-available in RawContent must be 0 or 1'
    """
    document = parse_raw_content(raw_content)
    if document is None:
        return "RawContent must be a JSON object"
    return _aps_error(aps_of(document)) if channel.is_apple else None


def parse_raw_content(raw_content: str) -> dict[str, Any] | None:
    """The document, or None for text that is not a JSON object.

    >>> parse_raw_content('{"aps": {}}')
    {'aps': {}}
    """
    try:
        document = read_json(raw_content)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def aps_of(document: dict[str, Any]) -> dict[str, Any]:
    """The object `aps` of a document, empty without one.

    >>> aps_of({"aps": {"badge": 1}}), aps_of({"aps": "text"})
    ({'badge': 1}, {})
    """
    aps = document.get("aps")
    return aps if isinstance(aps, dict) else {}


def _aps_error(aps: dict[str, Any]) -> str | None:
    value = aps.get("content-available", 0)
    if type(value) is not int or value not in (0, 1):  # the model asks for an integer, and true == 1
        return "content-available in RawContent must be 0 or 1"
    if value and any(key in aps for key in SHOWN_KEYS):
        return "RawContent with content-available 1 must not have alert, badge or sound"
    return None

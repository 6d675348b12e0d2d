"""What push services get: a document for each channel, headers for APNs, and the limits of both.

Source: facts, messaging section 4.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from pinpoint_mock.core.strict_json import json_size
from pinpoint_mock.rendering.payloads.android import adm_document, baidu_document, gcm_document
from pinpoint_mock.rendering.payloads.apns import apns_document, apns_headers
from pinpoint_mock.rendering.payloads.push import Push, PushPayload
from pinpoint_mock.rendering.payloads.raw_content import parse_raw_content, raw_content_error

__all__ = ["PushPayload", "build_payload", "payload_size_error", "raw_content_error"]

APPLE = ("APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX")

DOCUMENTS: Mapping[str, Callable[[Push], dict[str, Any]]] = {
    **dict.fromkeys(APPLE, apns_document),
    "ADM": adm_document,
    "BAIDU": baidu_document,
    "GCM": gcm_document,
}
"""The document of each push channel."""

KILOBYTE = 1024
SIZE_LIMITS = {**dict.fromkeys(DOCUMENTS, 4), "ADM": 6}
"""Kilobytes of one payload. Source: facts, messaging section 4.3 (DG quotas); VoIP, which is not told, as APNS."""


def build_payload(
    channel_type: str,
    *,
    title: str | None,
    body: str | None,
    settings: Mapping[str, Any],
    raw_content: str | None,
    context: Mapping[str, str],
    endpoint_id: str | None,
    sent_at: datetime.datetime,
    authentication_method: str | None,
) -> PushPayload:
    """What the push service of a channel gets.

    Takes the texts and settings in force, and the DefaultAuthenticationMethod of the channel. Raw content is the
    document as it is, without anything added; text that is not a JSON object (see `raw_content_error`) gives an empty
    one. The authentication method is no part of a payload: it chooses the form for FCM, and stays in the settings.

    Source: facts, messaging sections 3.1, 3.2 and 4.

    >>> moment = datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)
    >>> payload, headers = build_payload(
    ...     "APNS", title="News", body=None, settings={"TimeToLive": 60}, raw_content=None, context={},
    ...     endpoint_id=None, sent_at=moment, authentication_method=None)
    >>> payload["aps"]
    {'alert': {'title': 'News'}, 'content-available': 1, 'mutable-content': 0}
    >>> headers
    {'apns-push-type': 'alert', 'apns-priority': '10', 'apns-expiration': '1893456060'}
    """
    raw = None if raw_content is None else parse_raw_content(raw_content) or {}
    push = Push(title, body, settings, raw, context, endpoint_id, sent_at, authentication_method)
    document = DOCUMENTS[channel_type](push) if raw is None else raw
    return PushPayload(document, apns_headers(push) if channel_type in APPLE else {})


def payload_size_error(channel_type: str, payload: Mapping[str, Any]) -> str | None:
    """Why a payload is too large for its push service, or None. Measured as compact JSON in UTF-8.

    AWS does not document whether a kilobyte is 1,000 or 1,024 bytes, nor the text; here it is 1,024, and the text is
    ours.

    Source: facts, messaging section 4.3 (DG quotas) and section 12, choice 32.

    >>> payload_size_error("GCM", {"data": {"text": "x" * 4096}})
    'Payload is larger than 4 KB'
    """
    limit = SIZE_LIMITS[channel_type]
    return f"Payload is larger than {limit} KB" if json_size(payload) > limit * KILOBYTE else None

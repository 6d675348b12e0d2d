"""What push services get: a document for each channel, headers for APNs, and the limits of both.

Source: MODEL DirectMessageConfiguration; DG quotas.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from pinpoint_mock.core.channels import KILOBYTE, Channel
from pinpoint_mock.core.strict_json import json_size
from pinpoint_mock.rendering.content import Content
from pinpoint_mock.rendering.payloads.android import (
    adm_document,
    android_data,
    baidu_document,
    gcm_document,
    without_envelope,
)
from pinpoint_mock.rendering.payloads.apns import apns_document, apns_headers
from pinpoint_mock.rendering.payloads.push import PushIds, PushPayload
from pinpoint_mock.rendering.payloads.raw_content import parse_raw_content, raw_content_error

__all__ = ["PushPayload", "build_payload", "payload_size_error", "raw_content_error"]


def build_payload(
    channel: Channel,
    content: Content,
    *,
    ids: PushIds,
    context: Mapping[str, str],
    endpoint_id: str | None,
    sent_at: datetime.datetime,
    authentication_method: str | None,
) -> PushPayload:
    """What the push service of a channel gets.

    `ids` name the campaign or journey, `authentication_method` is the DefaultAuthenticationMethod of the channel: it
    chooses the form for FCM, and is no part of a payload. Raw content is the document as it is, without anything
    added and, for FCM, without Pinpoint's envelope; text that is not a JSON object (see `raw_content_error`) gives an
    empty one.

    Source: MODEL APNSMessage; MODEL GCMMessage; MODEL ADMMessage; MODEL BaiduMessage; MODEL MessageRequest.Context.

    >>> from pinpoint_mock.core.channels import CHANNELS
    >>> moment = datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)
    >>> payload, headers = build_payload(
    ...     CHANNELS["APNS"], Content(title="News", settings={"TimeToLive": 60}), ids={}, context={},
    ...     endpoint_id=None, sent_at=moment, authentication_method=None)
    >>> payload["aps"]
    {'alert': {'title': 'News'}, 'content-available': 1, 'mutable-content': 0}
    >>> headers
    {'apns-push-type': 'alert', 'apns-priority': '10', 'apns-expiration': '1893456060'}
    """
    if content.raw_content is not None:
        document = parse_raw_content(content.raw_content) or {}
        document = without_envelope(document) if channel.type == "GCM" else document
    elif channel.is_apple:
        document = apns_document(content, ids, context, endpoint_id)
    else:
        document = _android_document(channel, content, android_data(content, ids, context), authentication_method)
    return PushPayload(document, apns_headers(content, document, sent_at) if channel.is_apple else {})


def _android_document(
    channel: Channel, content: Content, data: dict[str, str], authentication_method: str | None
) -> dict[str, Any]:
    if channel.type == "GCM":
        return gcm_document(content, data, authentication_method)
    return adm_document(content, data) if channel.type == "ADM" else baidu_document(data)


def payload_size_error(channel: Channel, payload: Mapping[str, Any]) -> str | None:
    """Why a payload is too large for its push service, or None. Measured as compact JSON in UTF-8.

    AWS documents the sizes, but neither whether a kilobyte is 1,000 or 1,024 bytes nor the entry; here it is 1,024. The
    text is this mock's.

    Source: DG quotas; APNS handling-notification-responses-from-apns.

    >>> from pinpoint_mock.core.channels import CHANNELS
    >>> payload_size_error(CHANNELS["GCM"], {"data": {"text": "x" * 4096}})
    'Payload is larger than 4 KB'
    """
    limit = channel.payload_kilobytes
    return f"Payload is larger than {limit} KB" if json_size(payload) > limit * KILOBYTE else None

"""The document and the headers for Apple's push service.

Source: MODEL APNSMessage; APNS generating-a-remote-notification; APNS sending-notification-requests-to-apns.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from pinpoint_mock.rendering.content import Content
from pinpoint_mock.rendering.payloads.push import PushIds
from pinpoint_mock.rendering.payloads.raw_content import SHOWN_KEYS, aps_of

APS_KEYS = {"Badge": "badge", "Sound": "sound", "Category": "category", "ThreadId": "thread-id"}
DATA_KEYS = {"MediaUrl": "media-url"}
LINKS = {"DEEP_LINK": "deeplink", "URL": "url"}
"""The key under which Url travels, by Action. OPEN_APP has none."""

PRIORITIES = {"normal": "5", "high": "10"}
DEFAULT_PRIORITY = "10"


def apns_document(
    content: Content, ids: PushIds, context: Mapping[str, str], endpoint_id: str | None
) -> dict[str, Any]:
    """The document of a notification: what is shown in `aps`, what the app reads in `data`.

    A silent one has no alert, badge or sound. `content-available` is 1 for alerts too. MediaUrl is `data.media-url`,
    where apps read it, and sets `mutable-content`. Data is `data.jsonBody`: the model has it below `data.pinpoint`, but
    apps read it beside that. AWS does not publish the key for TraceId; here it is a field of the message only. Nor does
    it publish the campaign id of a direct message for APNs; here it is FCM's. Nor which wins if Context has a key of
    the service's own; here the service's does, because apps read it.

    Source: gh:aws/aws-sdk-php#1504; gh:aws-amplify/amplify-swift-utils-notifications; MODEL APNSMessage;
    MODEL MessageRequest.Context.
    """
    data = content.renamed_settings(DATA_KEYS)
    if content.settings.get("Data"):
        data["jsonBody"] = dict(content.settings["Data"])
    return {"aps": _aps(content), "data": {**data, "pinpoint": _pinpoint(content, ids, context, endpoint_id)}}


def apns_headers(content: Content, document: dict[str, Any], sent_at: datetime.datetime) -> dict[str, str]:
    """The `apns-` headers of the request.

    The push type, if APNSPushType is missing, is background for SilentPush and for raw content with `content-available`
    1, else alert, for VoIP channels too. `apns-expiration` is the moment of sending plus TimeToLive, in seconds since
    1970; 0 stays 0.

    Source: MODEL APNSMessage; APNS sending-notification-requests-to-apns.
    """
    priority = content.settings.get("Priority") or DEFAULT_PRIORITY
    headers = {
        "apns-push-type": content.settings.get("APNSPushType") or _push_type(content, document),
        "apns-priority": PRIORITIES.get(priority, priority),
        **content.renamed_settings({"CollapseId": "apns-collapse-id"}),
    }
    if "TimeToLive" in content.settings:
        seconds = content.settings["TimeToLive"]
        headers["apns-expiration"] = str(seconds and int(sent_at.timestamp()) + seconds)
    return headers


def _aps(content: Content) -> dict[str, Any]:
    keys = content.renamed_settings(APS_KEYS)
    if content.is_silent:
        return {"content-available": 1, **{key: value for key, value in keys.items() if key not in SHOWN_KEYS}}
    alert = content.shown_texts()
    return {
        **({"alert": alert} if alert else {}),
        "content-available": 1,
        "mutable-content": int(bool(content.settings.get("MediaUrl"))),
        **keys,
    }


def _pinpoint(content: Content, ids: PushIds, context: Mapping[str, str], endpoint_id: str | None) -> dict[str, Any]:
    data: dict[str, Any] = {**context, **{kind: dict(members) for kind, members in ids.items()}}
    if endpoint_id is not None:
        data["endpointId"] = endpoint_id
    link = LINKS.get(content.settings.get("Action", ""))
    if link and "Url" in content.settings:
        data[link] = content.settings["Url"]
    return data


def _push_type(content: Content, document: dict[str, Any]) -> str:
    is_raw = content.raw_content is not None
    is_background = aps_of(document).get("content-available") == 1 if is_raw else content.is_silent
    return "background" if is_background else "alert"

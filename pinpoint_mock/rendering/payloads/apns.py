"""The document and the headers for Apple's push service.

Source: facts, messaging section 4.2; APNSMessage in the service model.
"""

from __future__ import annotations

from typing import Any

from pinpoint_mock.rendering.payloads.push import DIRECT, Push
from pinpoint_mock.rendering.payloads.raw_content import SHOWN_KEYS, aps_of

APS_KEYS = {"Badge": "badge", "Sound": "sound", "Category": "category", "ThreadId": "thread-id"}
LINKS = {"DEEP_LINK": "deeplink", "URL": "url"}
"""The key under which Url travels, by Action. OPEN_APP has none."""

PRIORITIES = {"normal": "5", "high": "10"}
DEFAULT_PRIORITY = "10"


def apns_document(push: Push) -> dict[str, Any]:
    """The document of a notification: what is shown in `aps`, what the app reads in `data.pinpoint`.

    A silent one has no alert, badge or sound. `content-available` is 1 for alerts too. Keys for MediaUrl and TraceId
    are not published, so they stay in the settings; MediaUrl sets `mutable-content`. AWS does not document which
    wins if Context has a key of the service's own; here the service's does.

    Source: facts, messaging section 4.2 and section 12, choice 33; `_DIRECT` by analogy with section 4.1.
    """
    return {"aps": _aps(push), "data": {"pinpoint": _data(push)}}


def apns_headers(push: Push) -> dict[str, str]:
    """The `apns-` headers of the request.

    The push type, if APNSPushType is missing, is background for SilentPush and for raw content with `content-available`
    1, else alert, for VoIP channels too. `apns-expiration` is the moment of sending plus TimeToLive, in seconds since
    1970; 0 stays 0. AWS does not document what becomes of a Priority in neither notation; here it goes out as it is.

    Source: facts, messaging section 4.2 (MODEL).
    """
    priority = push.settings.get("Priority", DEFAULT_PRIORITY)
    headers = {
        "apns-push-type": push.settings.get("APNSPushType") or _push_type(push),
        "apns-priority": PRIORITIES.get(priority, priority),
        **push.renamed({"CollapseId": "apns-collapse-id"}),
    }
    if "TimeToLive" in push.settings:
        seconds = push.settings["TimeToLive"]
        headers["apns-expiration"] = str(seconds and int(push.sent_at.timestamp()) + seconds)
    return headers


def _aps(push: Push) -> dict[str, Any]:
    keys = push.renamed(APS_KEYS)
    if push.is_silent:
        return {"content-available": 1, **{key: value for key, value in keys.items() if key not in SHOWN_KEYS}}
    alert = push.texts()
    return {
        **({"alert": alert} if alert else {}),
        "content-available": 1,
        "mutable-content": int(bool(push.settings.get("MediaUrl"))),
        **keys,
    }


def _data(push: Push) -> dict[str, Any]:
    data: dict[str, Any] = {**push.context, "campaign": {"campaign_id": DIRECT}}
    if push.endpoint_id is not None:
        data["endpointId"] = push.endpoint_id
    link = LINKS.get(push.settings.get("Action", ""))
    if link and "Url" in push.settings:
        data[link] = push.settings["Url"]
    if push.settings.get("Data"):
        data["jsonBody"] = dict(push.settings["Data"])
    return data


def _push_type(push: Push) -> str:
    is_background = push.is_silent if push.raw is None else aps_of(push.raw).get("content-available") == 1
    return "background" if is_background else "alert"

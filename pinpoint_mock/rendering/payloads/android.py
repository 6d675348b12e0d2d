"""The documents for FCM, ADM and Baidu: a flat map of texts, in the envelope of the push service.

Source: facts, messaging sections 4.1 and 4.3; GCMMessage, ADMMessage and BaiduMessage in the service model.
"""

from __future__ import annotations

from typing import Any

from pinpoint_mock.core.strict_json import compact_json
from pinpoint_mock.rendering.payloads.push import DIRECT, Push

DATA_KEYS = {
    "ImageUrl": "pinpoint.notification.imageUrl",
    "ImageIconUrl": "pinpoint.notification.imageIconUrl",
    "SmallImageIconUrl": "pinpoint.notification.imageSmallIconUrl",
    "IconReference": "pinpoint.notification.icon",
    "Sound": "pinpoint.notification.sound",
}
LINKS = {"DEEP_LINK": "pinpoint.deeplink", "URL": "pinpoint.url"}
"""The key under which Url travels, by Action."""

PRIORITIES = {"5": "normal", "10": "high"}
LEGACY_KEYS = {
    "CollapseKey": "collapse_key",
    "TimeToLive": "time_to_live",
    "RestrictedPackageName": "restricted_package_name",
}
V1_KEYS = {"CollapseKey": "collapse_key", "RestrictedPackageName": "restricted_package_name"}
ADM_KEYS = {"ConsolidationKey": "consolidationKey", "ExpiresAfter": "expiresAfter", "MD5": "md5"}


def android_data(push: Push) -> dict[str, str]:
    """The flat map `data`, as devices receive it.

    `pinpoint.jsonBody` is Data as JSON text. Context, which the model adds to `data.pinpoint`, is written in the same
    flat notation: `pinpoint.` and its key. AWS does not document which wins if Context has a key of the service's
    own; here the service's does. Without Action there is no key for one, as in the logs of devices.

    Source: facts, messaging section 4.1, section 3.2, and section 12, choice 34.
    """
    data = {f"pinpoint.{name}": value for name, value in push.context.items()}
    data["pinpoint.campaign.campaign_id"] = DIRECT
    data["pinpoint.notification.silentPush"] = str(int(push.is_silent))
    data.update({f"pinpoint.notification.{name}": text for name, text in push.texts().items()})
    data.update(push.renamed(DATA_KEYS))
    data.update(_action(push))
    if push.settings.get("Data"):
        data["pinpoint.jsonBody"] = compact_json(push.settings["Data"])
    return data


def gcm_document(push: Push) -> dict[str, Any]:
    """The data message for FCM: the HTTP v1 form if the channel authenticates by TOKEN, else the legacy form.

    AWS does not document which form goes out; the method tells, because FCM takes server keys in its legacy API only
    and tokens in HTTP v1. PreferredAuthenticationMethod overrides the method of the channel, whose default is KEY.
    The names for the package and, in HTTP v1, for the android settings are FCM's own.

    Source: facts, messaging section 4.1 (MODEL).
    """
    method = push.settings.get("PreferredAuthenticationMethod") or push.authentication_method
    return _v1(push) if method == "TOKEN" else _legacy(push)


def adm_document(push: Push) -> dict[str, Any]:
    """The message for ADM. Each setting stands as in the request, under ADM's own name.

    Source: facts, messaging section 4.3 (MODEL).
    """
    return {"data": android_data(push), **push.renamed(ADM_KEYS)}


def baidu_document(push: Push) -> dict[str, Any]:
    """The message for Baidu.

    AWS publishes no payload for Baidu; here it is the flat map that Pinpoint's other Android services get, with no key
    beside it: TimeToLive stays in the settings.

    Source: facts, messaging section 4.3 and section 12, choice 33.
    """
    return {"data": android_data(push)}


def _action(push: Push) -> dict[str, str]:
    action = push.settings.get("Action", "")
    if action == "OPEN_APP":
        return {"pinpoint.openApp": "true"}
    if action in LINKS and "Url" in push.settings:
        return {LINKS[action]: push.settings["Url"]}
    return {}


def _priority(push: Push) -> dict[str, str]:
    """FCM's notation; AWS does not document what becomes of any other value, here it goes out as it is."""
    if "Priority" not in push.settings:
        return {}
    priority = push.settings["Priority"]
    return {"priority": PRIORITIES.get(priority, priority)}


def _legacy(push: Push) -> dict[str, Any]:
    return {"data": android_data(push), **_priority(push), **push.renamed(LEGACY_KEYS)}


def _v1(push: Push) -> dict[str, Any]:
    android = {**_priority(push), **push.renamed(V1_KEYS)}
    if "TimeToLive" in push.settings:
        android["ttl"] = f"{push.settings['TimeToLive']}s"
    message = {"data": android_data(push), **({"android": android} if android else {})}
    return {"fcmV1Message": {"message": message}}

"""The documents for FCM, ADM and Baidu: a flat map of texts, in the envelope of the push service.

Source: MODEL GCMMessage; MODEL ADMMessage; MODEL BaiduMessage;
AWS push-notifications/latest/userguide/reference-send-message.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pinpoint_mock.core.strict_json import compact_json
from pinpoint_mock.rendering.content import Content
from pinpoint_mock.rendering.payloads.push import PushIds

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


def android_data(content: Content, ids: PushIds, context: Mapping[str, str]) -> dict[str, str]:
    """The flat map `data`, as devices receive it.

    `ids` name the campaign or journey. `pinpoint.jsonBody` is Data as JSON text, as the model has it; a map in Java's
    notation has been seen since 2023, which no reader parses. Context, which the model adds to `data.pinpoint`, is
    written in the same flat notation: `pinpoint.` and its key. AWS does not document which wins if Context has a key of
    the service's own; here the service's does, because devices need it. Without Action there is no key for one, as in
    the logs of devices.

    Source: gh:aws-amplify/amplify-flutter#3516; gh:aws-amplify/amplify-js#1905; gh:aws/aws-sdk-php#2808;
    MODEL GCMMessage.Data; MODEL MessageRequest.Context.
    """
    data = {f"pinpoint.{name}": value for name, value in context.items()}
    data.update(_reason(ids))
    data["pinpoint.notification.silentPush"] = str(int(content.is_silent))
    data.update({f"pinpoint.notification.{name}": text for name, text in content.shown_texts().items()})
    data.update(content.renamed_settings(DATA_KEYS))
    data.update(_action(content))
    if content.settings.get("Data"):
        data["pinpoint.jsonBody"] = compact_json(content.settings["Data"])
    return data


def gcm_document(content: Content, data: dict[str, str], authentication_method: str | None) -> dict[str, Any]:
    """The data message for FCM: the HTTP v1 form if the channel authenticates by TOKEN, else the legacy form.

    AWS does not document which form goes out; here the authentication method decides, because FCM takes server keys in
    its legacy API only and tokens in HTTP v1. PreferredAuthenticationMethod overrides the method of the channel, whose
    default is KEY. The names for the package and, in HTTP v1, for the android settings are FCM's own.

    Source: MODEL GCMMessage.PreferredAuthenticationMethod; AWS sns/latest/dg/sns-fcm-v1-payloads;
    FCM reference/fcm/rest/v1/projects.messages.
    """
    return _v1(content, data) if is_fcm_v1(content, authentication_method) else _legacy(content, data)


def is_fcm_v1(content: Content, authentication_method: str | None) -> bool:
    """Whether a message goes to FCM's HTTP v1 API, as described at `gcm_document`."""
    method = content.settings.get("PreferredAuthenticationMethod") or authentication_method
    return method is not None and method.upper() == "TOKEN"


def without_envelope(document: dict[str, Any]) -> dict[str, Any]:
    """What FCM gets of raw content: in the HTTP v1 form only what is in Pinpoint's envelope `fcmV1Message`.

    Source: API samples-rawcontent-object; AWS sns/latest/dg/sns-fcm-v1-payloads;
    FCM reference/fcm/rest/v1/projects.messages.

    >>> without_envelope({"fcmV1Message": {"message": {"data": {}}}}), without_envelope({"data": {}})
    ({'message': {'data': {}}}, {'data': {}})
    """
    message = document.get("fcmV1Message")
    return message if isinstance(message, dict) else document


def adm_document(content: Content, data: dict[str, str]) -> dict[str, Any]:
    """The message for ADM. Each setting stands as in the request, under ADM's own name.

    Source: MODEL ADMMessage; ADM send-message.
    """
    return {"data": data, **content.renamed_settings(ADM_KEYS)}


def baidu_document(data: dict[str, str]) -> dict[str, Any]:
    """The message for Baidu.

    AWS publishes no payload for Baidu; here it is the flat map that the other Android services get, and TimeToLive
    stays in the settings, because its key is not known.

    Source: MODEL BaiduMessage.
    """
    return {"data": data}


def _reason(ids: PushIds) -> dict[str, str]:
    """A campaign's ids stand flat in the map, those of a journey as JSON under one key."""
    if "journey" in ids:
        return {"pinpoint": compact_json({"journey": dict(ids["journey"])})}
    return {f"pinpoint.{kind}.{name}": value for kind, members in ids.items() for name, value in members.items()}


def _action(content: Content) -> dict[str, str]:
    action = content.settings.get("Action", "")
    if action == "OPEN_APP":
        return {"pinpoint.openApp": "true"}
    if action in LINKS and "Url" in content.settings:
        return {LINKS[action]: content.settings["Url"]}
    return {}


def _priority(content: Content) -> dict[str, str]:
    """FCM's notation."""
    priority = content.settings.get("Priority")
    return {"priority": PRIORITIES.get(priority, priority)} if priority else {}


def _legacy(content: Content, data: dict[str, str]) -> dict[str, Any]:
    return {"data": data, **_priority(content), **content.renamed_settings(LEGACY_KEYS)}


def _v1(content: Content, data: dict[str, str]) -> dict[str, Any]:
    android = {**_priority(content), **content.renamed_settings(V1_KEYS)}
    if "TimeToLive" in content.settings:
        android["ttl"] = f"{content.settings['TimeToLive']}s"
    return {"message": {"data": data, **({"android": android} if android else {})}}

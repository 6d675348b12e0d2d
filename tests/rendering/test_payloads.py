"""The documents and headers that push services get."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from pinpoint_mock.core.channels import CHANNELS
from pinpoint_mock.rendering.content import Content
from pinpoint_mock.rendering.payloads import PushPayload, build_payload, payload_size_error, raw_content_error

SENT_AT = datetime.datetime(2030, 1, 1, 0, 0, 0, 999999, tzinfo=datetime.timezone.utc)
APPLE = ["APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX"]
ANDROID = ["ADM", "BAIDU", "GCM"]


DIRECT = {"campaign": {"campaign_id": "_DIRECT"}}


def build(
    channel_type: str,
    settings: dict[str, Any] | None = None,
    *,
    title: str | None = None,
    body: str | None = None,
    raw_content: str | None = None,
    **members: Any,
) -> PushPayload:
    """Call with defaults for all that a test does not speak of."""
    content = Content(title=title, body=body, raw_content=raw_content, settings=settings or {})
    values = {"ids": DIRECT, "context": {}, "endpoint_id": None, "authentication_method": None, **members}
    return build_payload(CHANNELS[channel_type], content, sent_at=SENT_AT, **values)


@pytest.mark.parametrize("channel", APPLE)
def test_an_alert_of_apns(channel: str) -> None:
    payload, headers = build(channel, title="News", body="Hello")
    assert payload == {
        "aps": {"alert": {"title": "News", "body": "Hello"}, "content-available": 1, "mutable-content": 0},
        "data": {"pinpoint": {"campaign": {"campaign_id": "_DIRECT"}}},
    }
    assert headers == {"apns-push-type": "alert", "apns-priority": "10"}


@pytest.mark.parametrize("channel", APPLE)
def test_an_alert_of_apns_with_everything(channel: str) -> None:
    settings = {
        "Badge": 0,
        "Sound": "default",
        "Category": "offers",
        "ThreadId": "t1",
        "MediaUrl": "https://e/i.png",
    }
    payload, _ = build(channel, settings, body="Hello")
    assert payload["aps"] == {
        "alert": {"body": "Hello"},
        "content-available": 1,
        "mutable-content": 1,
        "badge": 0,
        "sound": "default",
        "category": "offers",
        "thread-id": "t1",
    }
    assert payload["data"] == {"media-url": "https://e/i.png", "pinpoint": DIRECT}


@pytest.mark.parametrize("channel", APPLE)
def test_a_silent_push_of_apns_shows_and_plays_nothing(channel: str) -> None:
    settings = {"SilentPush": True, "Badge": 3, "Sound": "default", "ThreadId": "t1", "Data": {"key": "value"}}
    payload, headers = build(channel, settings, title="News", body="Hello")
    assert payload["aps"] == {"content-available": 1, "thread-id": "t1"}
    assert payload["data"] == {"jsonBody": {"key": "value"}, "pinpoint": DIRECT}
    assert headers["apns-push-type"] == "background"


@pytest.mark.parametrize("channel", APPLE)
def test_data_alone_has_no_alert_of_apns(channel: str) -> None:
    payload, _ = build(channel, {"Data": {"key": "value"}})
    assert payload["aps"] == {"content-available": 1, "mutable-content": 0}


@pytest.mark.parametrize("channel", APPLE)
@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param({"Action": "OPEN_APP", "Url": "https://e"}, {}, id="open the app"),
        pytest.param({"Url": "https://e"}, {}, id="no action"),
        pytest.param({"Action": "URL", "Url": "https://e"}, {"url": "https://e"}, id="URL"),
        pytest.param({"Action": "DEEP_LINK", "Url": "shop://1"}, {"deeplink": "shop://1"}, id="deep link"),
        pytest.param({"Action": "DEEP_LINK"}, {}, id="deep link without Url"),
        pytest.param({"Data": {}}, {}, id="empty data"),
    ],
)
def test_actions_of_apns(channel: str, settings: dict[str, Any], expected: dict[str, str]) -> None:
    payload, _ = build(channel, settings, body="Hello")
    assert payload["data"]["pinpoint"] == {"campaign": {"campaign_id": "_DIRECT"}, **expected}


@pytest.mark.parametrize("channel", APPLE)
def test_endpoint_and_context_are_in_the_data_of_apns(channel: str) -> None:
    payload, _ = build(channel, body="Hello", endpoint_id="e1", context={"order": "7", "endpointId": "mine"})
    assert payload["data"]["pinpoint"] == {
        "order": "7",
        "campaign": {"campaign_id": "_DIRECT"},
        "endpointId": "e1",
    }


@pytest.mark.parametrize("channel", APPLE)
@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"Priority": "5"}, {"apns-priority": "5"}),
        ({"Priority": "10"}, {"apns-priority": "10"}),
        ({"Priority": "normal"}, {"apns-priority": "5"}),
        ({"Priority": "high"}, {"apns-priority": "10"}),
        ({"Priority": "urgent"}, {"apns-priority": "urgent"}),
        ({"CollapseId": "c1"}, {"apns-collapse-id": "c1"}),
        ({"TimeToLive": 0}, {"apns-expiration": "0"}),
        ({"TimeToLive": 3600}, {"apns-expiration": "1893459600"}),
        ({"APNSPushType": "voip"}, {"apns-push-type": "voip"}),
        ({"APNSPushType": "alert", "SilentPush": True}, {"apns-push-type": "alert"}),
        ({"PreferredAuthenticationMethod": "TOKEN"}, {}),
    ],
)
def test_headers_of_apns(channel: str, settings: dict[str, Any], expected: dict[str, str]) -> None:
    _, headers = build(channel, settings, body="Hello", authentication_method="CERTIFICATE")
    assert headers == {"apns-push-type": "alert", "apns-priority": "10", **expected}


@pytest.mark.parametrize("channel", APPLE)
@pytest.mark.parametrize(
    ("document", "push_type"),
    [
        ({"aps": {"content-available": 1}, "own": {"key": [1, 2.5, None]}}, "background"),
        ({"aps": {"alert": "Hi", "content-available": 0}}, "alert"),
        ({"aps": {"alert": "Hi", "url-args": []}}, "alert"),
        ({"aps": "Hi"}, "alert"),
        ({"own": "value"}, "alert"),
    ],
)
def test_raw_content_is_the_document_of_apns(channel: str, document: dict[str, Any], push_type: str) -> None:
    settings = {"SilentPush": True, "Priority": "normal", "Badge": 3}
    payload, headers = build(
        channel, settings, title="T", raw_content=json.dumps(document), context={"a": "b"}, endpoint_id="e1"
    )
    assert payload == document
    assert headers == {"apns-push-type": push_type, "apns-priority": "5"}


PLAIN = {"pinpoint.campaign.campaign_id": "_DIRECT", "pinpoint.notification.silentPush": "0"}


@pytest.mark.parametrize("channel", ANDROID)
def test_an_alert_of_android(channel: str) -> None:
    payload, headers = build(channel, title="News", body="Hello", endpoint_id="e1", authentication_method="KEY")
    texts = {"pinpoint.notification.title": "News", "pinpoint.notification.body": "Hello"}
    assert payload == {"data": {**PLAIN, **texts}}
    assert headers == {}


@pytest.mark.parametrize("channel", ANDROID)
@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param({"Action": "OPEN_APP", "Url": "u"}, {"pinpoint.openApp": "true"}, id="open the app"),
        pytest.param({"Url": "u"}, {}, id="no action"),
        pytest.param({"Action": "URL", "Url": "u"}, {"pinpoint.url": "u"}, id="URL"),
        pytest.param({"Action": "URL"}, {}, id="URL without Url"),
        pytest.param({"Action": "DEEP_LINK", "Url": "u"}, {"pinpoint.deeplink": "u"}, id="deep link"),
        pytest.param({"SilentPush": True}, {"pinpoint.notification.silentPush": "1"}, id="silent"),
        pytest.param({"SilentPush": False}, {}, id="not silent"),
        pytest.param({"ImageUrl": "i"}, {"pinpoint.notification.imageUrl": "i"}, id="image"),
        pytest.param({"ImageIconUrl": "i"}, {"pinpoint.notification.imageIconUrl": "i"}, id="large icon"),
        pytest.param({"SmallImageIconUrl": "i"}, {"pinpoint.notification.imageSmallIconUrl": "i"}, id="small icon"),
        pytest.param({"IconReference": "i"}, {"pinpoint.notification.icon": "i"}, id="icon"),
        pytest.param({"Sound": "s"}, {"pinpoint.notification.sound": "s"}, id="sound"),
        pytest.param({"Data": {"a": "ü", "b": '"'}}, {"pinpoint.jsonBody": r'{"a":"ü","b":"\""}'}, id="data"),
        pytest.param({"Data": {}}, {}, id="empty data"),
    ],
)
def test_settings_of_android(channel: str, settings: dict[str, Any], expected: dict[str, str]) -> None:
    payload, _ = build(channel, settings)
    assert payload == {"data": {**PLAIN, **expected}}


@pytest.mark.parametrize("channel", ANDROID)
def test_context_never_hides_what_the_service_says_to_android(channel: str) -> None:
    payload, _ = build(channel, context={"order": "7", "campaign.campaign_id": "mine"})
    assert payload["data"] == {**PLAIN, "pinpoint.order": "7"}


@pytest.mark.parametrize("channel", ANDROID)
@pytest.mark.parametrize(
    "document",
    [
        {"notification": {"title": "T"}, "priority": "high", "collapse_key": "c"},
        {"message": {"notification": {"title": "T"}}},
        {"aps": {"content-available": 7}},
    ],
)
def test_raw_content_is_the_document_of_android(channel: str, document: dict[str, Any]) -> None:
    settings = {"Priority": "5", "CollapseKey": "k", "ExpiresAfter": "60"}
    payload = build(
        channel,
        settings,
        title="T",
        raw_content=json.dumps(document),
        authentication_method="TOKEN",
        context={"a": "b"},
    )
    assert payload == (document, {})


DELIVERY = {
    "Priority": "10",
    "CollapseKey": "k",
    "TimeToLive": 0,
    "RestrictedPackageName": "com.example",
    "ConsolidationKey": "c",
    "ExpiresAfter": "60",
    "MD5": "m",
}


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (
            "GCM",
            {"priority": "high", "collapse_key": "k", "time_to_live": 0, "restricted_package_name": "com.example"},
        ),
        ("ADM", {"consolidationKey": "c", "expiresAfter": "60", "md5": "m"}),
        ("BAIDU", {}),
    ],
)
def test_delivery_settings_stand_beside_the_data(channel: str, expected: dict[str, Any]) -> None:
    assert build(channel, DELIVERY).payload == {"data": PLAIN, **expected}


@pytest.mark.parametrize(
    ("priority", "expected"),
    [("5", "normal"), ("10", "high"), ("normal", "normal"), ("high", "high"), ("urgent", "urgent")],
)
def test_fcm_priority_in_both_notations(priority: str, expected: str) -> None:
    assert build("GCM", {"Priority": priority}).payload["priority"] == expected


@pytest.mark.parametrize(
    ("preferred", "default", "is_v1"),
    [
        (None, None, False),
        (None, "KEY", False),
        (None, "TOKEN", True),
        ("KEY", "TOKEN", False),
        ("TOKEN", "KEY", True),
        ("TOKEN", None, True),
    ],
)
def test_a_token_means_the_v1_form(preferred: str | None, default: str | None, is_v1: bool) -> None:
    settings = {"PreferredAuthenticationMethod": preferred} if preferred else {}
    payload, headers = build("GCM", settings, authentication_method=default)
    assert payload == ({"message": {"data": PLAIN}} if is_v1 else {"data": PLAIN})
    assert headers == {}


def test_delivery_settings_in_the_v1_form() -> None:
    payload, _ = build("GCM", DELIVERY, authentication_method="TOKEN")
    assert payload["message"]["android"] == {
        "priority": "high",
        "collapse_key": "k",
        "restricted_package_name": "com.example",
        "ttl": "0s",
    }


@pytest.mark.parametrize("method", ["KEY", "TOKEN"])
def test_fcm_does_not_get_the_envelope_of_raw_content(method: str) -> None:
    message = {"message": {"notification": {"title": "T"}}}
    raw_content = json.dumps({"fcmV1Message": message})
    assert build("GCM", raw_content=raw_content, authentication_method=method).payload == message


@pytest.mark.parametrize(
    ("channel", "document"),
    [("ADM", {"fcmV1Message": {"message": {}}}), ("GCM", {"fcmV1Message": "text"}), ("GCM", {"fcmV1Message": None})],
)
def test_all_other_raw_content_is_unchanged(channel: str, document: dict[str, Any]) -> None:
    assert build(channel, raw_content=json.dumps(document)).payload == document


@pytest.mark.parametrize("channel", APPLE + ANDROID)
def test_raw_content_that_cannot_be_read_gives_an_empty_document(channel: str) -> None:
    assert build(channel, title="T", raw_content="no JSON").payload == {}


def test_the_payload_shares_nothing_with_the_settings() -> None:
    settings = {"Data": {"key": "value"}}
    payload, _ = build("APNS", settings)
    payload["data"]["jsonBody"]["key"] = "other"
    assert settings == {"Data": {"key": "value"}}


def test_a_push_without_texts_has_none() -> None:
    assert Content().shown_texts() == {}
    assert not Content().is_silent


CAMPAIGN = {"campaign": {"campaign_id": "c1", "campaign_activity_id": "a1", "treatment_id": "0"}}
JOURNEY = {"journey": {"journey_id": "j1", "journey_activity_id": "a1", "journey_run_id": "r1"}}


@pytest.mark.parametrize("ids", [CAMPAIGN, JOURNEY], ids=["campaign", "journey"])
def test_apns_gets_the_ids_of_what_sent_the_message(ids: dict[str, dict[str, str]]) -> None:
    assert build("APNS", body="Hello", ids=ids).payload["data"] == {"pinpoint": ids}


def test_android_gets_the_ids_of_a_campaign_flat_and_those_of_a_journey_as_json() -> None:
    data = build("GCM", body="Hello", ids=CAMPAIGN).payload["data"]
    assert {name: value for name, value in data.items() if "campaign" in name} == {
        "pinpoint.campaign.campaign_id": "c1",
        "pinpoint.campaign.campaign_activity_id": "a1",
        "pinpoint.campaign.treatment_id": "0",
    }
    data = build("GCM", body="Hello", ids=JOURNEY).payload["data"]
    assert json.loads(data["pinpoint"]) == JOURNEY


def padded(size: int, fill: str = "x") -> dict[str, str]:
    """A payload whose compact JSON has so many characters."""
    return {"a": fill * (size - len('{"a":""}'))}


@pytest.mark.parametrize(
    ("channel", "kilobytes"), [*((channel, 4) for channel in [*APPLE, "BAIDU", "GCM"]), ("ADM", 6)]
)
def test_size_limit(channel: str, kilobytes: int) -> None:
    assert payload_size_error(CHANNELS[channel], padded(kilobytes * 1024)) is None
    assert (
        payload_size_error(CHANNELS[channel], padded(kilobytes * 1024 + 1)) == f"Payload is larger than {kilobytes} KB"
    )


@pytest.mark.parametrize("char", ["€", "\ud800"])
def test_size_is_counted_in_bytes_without_blanks(char: str) -> None:
    assert payload_size_error(CHANNELS["APNS"], {"a": char * 1360, "b": 1}) is None  # 14 bytes and 3 for each character
    assert payload_size_error(CHANNELS["APNS"], {"a": char * 1361, "b": 1}) == "Payload is larger than 4 KB"


WRONG_VALUE = "content-available in RawContent must be 0 or 1"
SHOWS = "RawContent with content-available 1 must not have alert, badge or sound"
NO_OBJECT = "RawContent must be a JSON object"


@pytest.mark.parametrize("channel", APPLE)
@pytest.mark.parametrize(
    ("raw_content", "expected"),
    [
        ('{"aps": {"alert": "Hi"}}', None),
        ('{"aps": {"alert": "Hi", "content-available": 0}}', None),
        ('{"aps": {"content-available": 1}}', None),
        ('{"aps": {"content-available": 1, "category": "c"}, "alert": "own"}', None),
        ('{"aps": "Hi"}', None),
        ("{}", None),
        *((f'{{"aps": {{"content-available": {value}}}}}', WRONG_VALUE) for value in ("2", "-1", "true", "1.0", '"1"')),
        ('{"aps": {"content-available": null}}', WRONG_VALUE),
        *((f'{{"aps": {{"content-available": 1, "{key}": 0}}}}', SHOWS) for key in ("alert", "badge", "sound")),
    ],
)
def test_raw_content_for_apns(channel: str, raw_content: str, expected: str | None) -> None:
    assert raw_content_error(CHANNELS[channel], raw_content) == expected


BROKEN = ["", "no JSON", "{'a': 1}", '{"a": NaN}', '{"a": -Infinity}', "[]", '"text"', "7", "null", "[" * 100_000]


@pytest.mark.parametrize("channel", APPLE + ANDROID)
@pytest.mark.parametrize("raw_content", BROKEN, ids=range(len(BROKEN)))
def test_raw_content_that_is_no_json_object_fails(channel: str, raw_content: str) -> None:
    assert raw_content_error(CHANNELS[channel], raw_content) == NO_OBJECT


@pytest.mark.parametrize("channel", ANDROID)
def test_content_available_means_nothing_elsewhere(channel: str) -> None:
    assert raw_content_error(CHANNELS[channel], '{"aps": {"content-available": 7}}') is None

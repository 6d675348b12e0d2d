"""What a message may not exceed: only that recipient fails, and the text names the member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import Message, PinpointMock

ADDRESSES = {"SMS": "+15550100", "VOICE": "+15550100", "EMAIL": "ada@example.com"}
MESSAGES = {
    "SMS": "SMSMessage",
    "VOICE": "VoiceMessage",
    "EMAIL": "EmailMessage",
    "GCM": "GCMMessage",
    "BAIDU": "BaiduMessage",
}


@pytest.fixture
def app_id(client: PinpointClient, pinpoint: PinpointMock) -> str:
    return pinpoint.add_app()


@pytest.fixture
def send(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> Any:
    def send(channel: str, message: dict[str, Any], **recipient: Any) -> Message:
        address: Any = {ADDRESSES.get(channel, "token"): {"ChannelType": channel, **recipient}}
        configuration: Any = {MESSAGES.get(channel, "APNSMessage"): message}
        client.send_messages(
            ApplicationId=app_id, MessageRequest={"Addresses": address, "MessageConfiguration": configuration}
        )
        return pinpoint.messages.last

    return send


def check(message: Message, text: str | None) -> None:
    if text is None:
        assert (message.delivery_status, message.status_code) == ("SUCCESSFUL", 200)
    else:
        found = message.delivery_status, message.status_code, message.status_message
        assert found == ("PERMANENT_FAILURE", 400, f"Invalid {text}")
        assert message.payload is None


GSM = "Body: must have at most 1600 characters in GSM 03.38, not {}"
UCS2 = "Body: must have at most 630 characters in UCS-2, not {}"


@pytest.mark.parametrize(
    ("channel", "body", "text"),
    [
        ("SMS", "x" * 1600, None),
        ("SMS", "x" * 1601, GSM.format(1601)),
        ("SMS", "x" * 1598 + "€", None),
        ("SMS", "x" * 1599 + "€", GSM.format(1601)),
        ("SMS", "ж" * 630, None),
        ("SMS", "ж" * 631, UCS2.format(631)),
        ("SMS", "😀" * 315, None),
        ("SMS", "😀" * 316, UCS2.format(632)),
        ("VOICE", "ж" * 6000, None),
        ("VOICE", "x" * 6001, "Body: must have at most 6000 characters"),
    ],
    ids=range(10),
)
def test_the_length_of_a_text(send: Any, channel: str, body: str, text: str | None) -> None:
    check(send(channel, {"Body": body}), text)
    check(send(channel, {"Body": "x"}, BodyOverride=body), text)
    check(send(channel, {"Body": "{{x}}"}, Substitutions={"x": [body]}), text)


def test_only_the_recipient_with_the_long_text_fails(
    client: PinpointClient, pinpoint: PinpointMock, app_id: str
) -> None:
    addresses: Any = {
        "+15550100": {"ChannelType": "SMS", "Substitutions": {"name": ["x" * 1600]}},
        "+15550101": {"ChannelType": "SMS", "Substitutions": {"name": ["Ada"]}},
    }
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={"Addresses": addresses, "MessageConfiguration": {"SMSMessage": {"Body": "Hi {{name}}"}}},
    )
    assert pinpoint.failed_messages.one().address == "+15550100"
    assert pinpoint.sent_messages.one().body == "Hi Ada"


PUSH_TYPES = "APNSPushType: must be one of alert, background, complication, fileprovider, mdm, voip"
PRIORITIES = "Priority: must be one of 5, 10, normal, high"
METHODS = "PreferredAuthenticationMethod: must be one of"
FCM_SECONDS = "TimeToLive: must be 0 to 2419200"
APPLE = ["APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX"]


@pytest.mark.parametrize("raw", [{}, {"RawContent": "{}"}], ids=["texts", "raw content"])
@pytest.mark.parametrize(
    ("channel", "member", "value", "text"),
    [
        *((channel, "CollapseId", "é" * 32, None) for channel in APPLE),
        *((channel, "CollapseId", "é" * 32 + "x", "CollapseId: must have at most 64 bytes") for channel in APPLE),
        ("APNS", "CollapseId", "", None),
        ("APNS", "TimeToLive", 0, None),
        ("APNS", "TimeToLive", -1, "TimeToLive: must be at least 0"),
        ("APNS", "TimeToLive", 2_419_201, None),
        ("GCM", "TimeToLive", 2_419_200, None),
        ("GCM", "TimeToLive", 2_419_201, FCM_SECONDS),
        ("GCM", "TimeToLive", -1, FCM_SECONDS),
        ("BAIDU", "TimeToLive", 604_800, None),
        ("BAIDU", "TimeToLive", 604_801, "TimeToLive: must be 0 to 604800"),
        *((channel, "Priority", value, None) for channel in ("APNS", "GCM") for value in ("5", "10", "normal", "high")),
        *((channel, "Priority", value, PRIORITIES) for channel in ("APNS", "GCM") for value in ("7", "urgent")),
        ("APNS", "APNSPushType", "complication", None),
        ("APNS", "APNSPushType", "liveactivity", PUSH_TYPES),
        *(("APNS", "PreferredAuthenticationMethod", value, None) for value in ("CERTIFICATE", "Token", "")),
        (
            "APNS",
            "PreferredAuthenticationMethod",
            "KEY",
            f"{METHODS} CERTIFICATE, TOKEN",
        ),
        *(("GCM", "PreferredAuthenticationMethod", value, None) for value in ("KEY", "token")),
        (
            "GCM",
            "PreferredAuthenticationMethod",
            "CERTIFICATE",
            f"{METHODS} KEY, TOKEN",
        ),
    ],
)
def test_the_settings_of_push_messages(
    send: Any, channel: str, member: str, value: object, text: str | None, raw: dict[str, str]
) -> None:
    check(send(channel, {"Title": "T", member: value, **raw}), text)


@pytest.mark.parametrize("method", ["token", "Token"])
def test_the_authentication_method_is_meant_in_any_case(send: Any, method: str) -> None:
    assert list(send("GCM", {"Body": "B", "PreferredAuthenticationMethod": method}).payload) != ["data"]


def email(*headers: dict[str, str], **parts: Any) -> dict[str, Any]:
    return {"SimpleEmail": {"Subject": {"Data": "s"}, "Headers": list(headers), **parts}}


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        ([("X", "{{x}}" + "y" * 770)], None),
        ([("X", "{{x}}" + "y" * 771)], "Headers: a Value must have at most 870 characters"),
        ([("X", "{{#if z}}" + "y" * 900 + "{{/if}}z")], None),
        ([("X", "y"), ("Y", "z" * 871)], "Headers: a Value must have at most 870 characters"),
    ],
    ids=range(4),
)
def test_the_headers_of_an_email(send: Any, headers: list[tuple[str, str]], text: str | None) -> None:
    message = email(*({"Name": name, "Value": value} for name, value in headers))
    check(send("EMAIL", message, Substitutions={"x": ["x" * 100]}), text)


def test_the_headers_of_a_template_are_measured_as_they_are_rendered(
    client: PinpointClient, pinpoint: PinpointMock, app_id: str
) -> None:
    client.create_email_template(
        TemplateName="t",
        EmailTemplateRequest={"Subject": "s", "Headers": [{"Name": "X", "Value": "{{x}}" + "y" * 800}]},
    )
    addresses: Any = {
        f"{size}@example.com": {"ChannelType": "EMAIL", "Substitutions": {"x": ["x" * size]}} for size in (70, 71)
    }
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Addresses": addresses,
            "MessageConfiguration": {},
            "TemplateConfiguration": {"EmailTemplate": {"Name": "t"}},
        },
    )
    assert pinpoint.sent_messages.one().address == "70@example.com"
    check(pinpoint.failed_messages.one(), "Headers: a Value must have at most 870 characters")

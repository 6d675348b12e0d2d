"""The known ways in which a delivery fails, in the words of the service."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.builders import PUSH, send, send_to_endpoint

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


@pytest.mark.parametrize(
    ("channel", "status_code", "text"),
    [
        ("EMAIL", 403, "Maximum sending rate exceeded"),
        ("SMS", 429, "Too many requests."),
        ("VOICE", 429, "Too many requests."),
        ("GCM", 429, "Too many requests."),
    ],
)
def test_each_channel_is_throttled_in_its_own_words(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, channel: str, status_code: int, text: str
) -> None:
    pinpoint.fail_delivery(delivery_status="THROTTLED", times=1)
    pinpoint.fail_delivery(delivery_status="THROTTLED", status_code=400, times=1)
    pinpoint.fail_delivery(delivery_status="THROTTLED", status_message="slow down", times=1)
    entries = [send(client, app_id, channel) for _ in range(3)]
    assert {entry["DeliveryStatus"] for entry in entries} == {"THROTTLED"}
    found = [(entry["StatusCode"], entry["StatusMessage"]) for entry in reversed(entries)]
    assert found == [(status_code, text), (400, text), (status_code, "slow down")]


@pytest.mark.parametrize(
    ("outcome", "channel", "method", "status_code", "expected"),
    [
        ("invalid_device_token", "APNS", None, 410, ("Unregistered or expired token", "400", "BadDeviceToken")),
        ("invalid_device_token", "GCM", "KEY", 410, ("Unregistered or expired token", "200", "InvalidRegistration")),
        (
            "invalid_device_token",
            "GCM",
            "TOKEN",
            400,
            ("Invalid notification", "400", "The registration token is not a valid FCM registration token"),
        ),
        (
            "malformed_device_token",
            "APNS",
            None,
            410,
            ("Unregistered or expired token", "0", "Device token is invalid in hex form"),
        ),
        ("unregistered_device", "APNS_SANDBOX", None, 410, ("Unregistered or expired token", "410", "Unregistered")),
        ("unregistered_device", "GCM", "KEY", 410, ("Unregistered or expired token", "200", "NotRegistered")),
        ("unregistered_device", "GCM", "TOKEN", 410, ("Unregistered or expired token", "404", "UNREGISTERED")),
    ],
)
def test_a_token_that_the_push_service_refuses(
    pinpoint: PinpointMock,
    client: PinpointClient,
    app_id: str,
    outcome: str,
    channel: str,
    method: str | None,
    status_code: int,
    expected: tuple[str, str, str],
) -> None:
    if method:
        client.update_gcm_channel(ApplicationId=app_id, GCMChannelRequest={"DefaultAuthenticationMethod": method})
    pinpoint.add_endpoint(app_id, endpoint_id="device", channel=channel, address="token")
    pinpoint.fail_delivery(outcome=outcome, endpoint_id="device")
    entry = send_to_endpoint(client, app_id, "device", PUSH)
    assert (entry["DeliveryStatus"], entry["StatusCode"]) == ("PERMANENT_FAILURE", status_code)
    message = json.loads(entry["StatusMessage"])
    assert list(message) == [
        "errorMessage",
        "channelType",
        "pushProviderStatusCode",
        "pushProviderError",
        "pushProviderResponse",
    ]
    assert message["channelType"] == channel
    assert (message["errorMessage"], message["pushProviderStatusCode"], message["pushProviderError"]) == expected
    if outcome == "malformed_device_token":
        assert message["pushProviderResponse"] == "hexBinary needs to be even-length: token"
    else:
        assert isinstance(json.loads(message["pushProviderResponse"]), dict)
    endpoint = client.get_endpoint(ApplicationId=app_id, EndpointId="device")["EndpointResponse"]
    assert endpoint["EndpointStatus"] == ("INACTIVE" if status_code == 410 else "ACTIVE")


@pytest.mark.parametrize(
    ("outcome", "channel", "status", "status_code", "text"),
    [
        ("opted_out_number", "SMS", "PERMANENT_FAILURE", 400, "Destination phone number opted out"),
        (
            "unverified_sender",
            "EMAIL",
            "PERMANENT_FAILURE",
            400,
            r"Email address is not verified\. The following identities failed the check in region US-EAST-1: "
            r"sender@example\.com \(Service: AmazonSimpleEmailServiceV2; Status Code: 400; "
            r"Error Code: MessageRejected; Request ID: [0-9a-f-]{36}; Proxy: null\)",
        ),
        (
            "refused_by_ses",
            "EMAIL",
            "PERMANENT_FAILURE",
            403,
            r"User is not authorized to perform: ses:SendEmail \(Service: AmazonSimpleEmailServiceV2; "
            r"Status Code: 403; Error Code: AccessDeniedException; Request ID: [0-9a-f-]{36}; Proxy: null\)",
        ),
        ("throttled_email", "EMAIL", "THROTTLED", 403, "Maximum sending rate exceeded"),
        ("throttled_sms", "SMS", "THROTTLED", 429, r"Too many requests\."),
        ("unknown_origination_number", "VOICE", "PERMANENT_FAILURE", 400, ".*provided number does not exist.*"),
        ("invalid_phone_number", "SMS", "PERMANENT_FAILURE", 400, "Invalid phone number"),
        ("account_in_sandbox", "SMS", "PERMANENT_FAILURE", 400, "The account is in the sandbox .*"),
    ],
)
def test_the_known_outcomes(
    pinpoint: PinpointMock,
    client: PinpointClient,
    app_id: str,
    outcome: str,
    channel: str,
    status: str,
    status_code: int,
    text: str,
) -> None:
    pinpoint.fail_delivery(outcome=outcome)
    entry = send(client, app_id, channel)
    assert (entry["DeliveryStatus"], entry["StatusCode"]) == (status, status_code)
    assert re.fullmatch(text, entry["StatusMessage"])
    assert "MessageId" not in entry


def test_an_outcome_applies_to_its_channels_only(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    pinpoint.fail_delivery(outcome="unregistered_device", optional=True)
    assert send(client, app_id)["DeliveryStatus"] == "SUCCESSFUL"

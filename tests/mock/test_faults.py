"""Declared failures: of deliveries, of requests, and through what the account owns."""

from __future__ import annotations

import json
import re
import threading
import time
import types
from typing import TYPE_CHECKING, Any

import boto3
import botocore.exceptions
import freezegun
import pytest
from botocore.config import Config

from tests.builders import HELLO, PHONE, send, send_to_endpoint, sms

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

PUSH: Any = {"DefaultPushNotificationMessage": {"Title": "Hi", "Body": "Hello"}}


def test_a_delivery_that_fails_always(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    pinpoint.fail_delivery(address=PHONE)
    for _ in range(2):
        assert send(client, app_id) == {
            "DeliveryStatus": "PERMANENT_FAILURE",
            "StatusCode": 400,
            "StatusMessage": "Declared by the test",
        }
    assert send(client, app_id, address="+15550101")["DeliveryStatus"] == "SUCCESSFUL"
    assert [message.address for message in pinpoint.failed_messages] == [PHONE, PHONE]


def test_a_delivery_that_fails_twice(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    pinpoint.fail_delivery(delivery_status="TEMPORARY_FAILURE", status_message="try again", times=2)
    assert [send(client, app_id)["DeliveryStatus"] for _ in range(3)] == ["TEMPORARY_FAILURE"] * 2 + ["SUCCESSFUL"]


def test_the_newest_declaration_wins(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    pinpoint.fail_delivery(channel="SMS", status_message="older")
    pinpoint.fail_delivery(channel="SMS", status_message="newer", status_code=404, times=1)
    assert [send(client, app_id)["StatusMessage"] for _ in range(2)] == ["newer", "older"]


@pytest.mark.parametrize(
    ("expected", "fails"),
    [
        ({"address": re.compile(r"\+1555")}, True),
        ({"address": lambda address: address.endswith("7")}, False),
        ({"channel": "EMAIL"}, False),
        ({"endpoint_id": "phone"}, True),
        ({"user_id": "ada"}, True),
        ({"user_id": "bob"}, False),
        ({"application_id": "another"}, False),
        ({"channel": "SMS", "user_id": "ada"}, True),
        ({}, True),
    ],
)
def test_which_deliveries_fail(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, expected: dict[str, Any], fails: bool
) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE, user_id="ada")
    pinpoint.fail_delivery(**expected)
    client.send_users_messages(
        ApplicationId=app_id,
        SendUsersMessageRequest={"Users": {"ada": {}}, "MessageConfiguration": HELLO},
    )
    assert (len(pinpoint.failed_messages), len(pinpoint.sent_messages)) == ((1, 0) if fails else (0, 1))


def test_a_recipient_that_fails_by_itself_uses_no_declaration(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    pinpoint.fail_delivery(times=1)
    assert send(client, app_id, address="1")["StatusMessage"] == "Invalid phone number"
    assert send(client, app_id)["StatusMessage"] == "Declared by the test"


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


def test_an_updated_token(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    pinpoint.fail_delivery(channel="GCM", delivery_status="SUCCESSFUL", updated_token="new-token")
    assert send(client, app_id, "GCM", PUSH, address="old-token") == {
        "DeliveryStatus": "SUCCESSFUL",
        "StatusCode": 200,
        "StatusMessage": "",
        "UpdatedToken": "new-token",
    }
    assert pinpoint.sent_messages.one().updated_token == "new-token"


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
    pinpoint.fail_delivery(outcome="unregistered_device")
    assert send(client, app_id)["DeliveryStatus"] == "SUCCESSFUL"


def test_a_bare_token_has_no_endpoint_to_deactivate(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="device", channel="APNS", address="token")
    pinpoint.fail_delivery(outcome="unregistered_device")
    assert send(client, app_id, "APNS", PUSH)["StatusCode"] == 410
    endpoint = client.get_endpoint(ApplicationId=app_id, EndpointId="device")["EndpointResponse"]
    assert endpoint["EndpointStatus"] == "ACTIVE"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"outcome": "unregisterd_device"}, "there is no outcome 'unregisterd_device'. Did you mean 'unregistered"),
        ({"outcome": "x"}, "there is no outcome 'x'. Known are invalid_device_token, "),
        ({"outcome": "throttled_email", "channel": "SMS"}, "does not happen on SMS, only on EMAIL"),
        ({"outcome": "throttled_sms", "channel": "EMAIL"}, "does not happen on EMAIL, only on SMS"),
        ({"outcome": "malformed_device_token", "channel": "GCM"}, "does not happen on GCM, only on APNS, APNS_SANDBOX"),
        ({"outcome": "throttled_email", "status_code": 1}, "outcome= fills in status_code itself"),
        ({"delivery_status": "FAILED"}, "there is no delivery_status 'FAILED'"),
        ({"channel": "SSM"}, "there is no channel 'SSM'. Did you mean 'SMS'"),
        ({"updated_token": "t"}, "only an accepted message has an UpdatedToken"),
        ({"times": 0}, "times= must be at least 1"),
    ],
)
def test_a_delivery_fault_that_cannot_happen_is_refused(
    pinpoint: PinpointMock, arguments: dict[str, Any], text: str
) -> None:
    with pytest.raises(ValueError, match=r"^pinpoint_mock: fail_delivery") as caught:
        pinpoint.fail_delivery(**arguments)
    assert text in str(caught.value)


def test_an_unknown_field_of_a_delivery_is_refused(pinpoint: PinpointMock) -> None:
    with pytest.raises(TypeError, match=r"no field 'adress'\. Did you mean 'address'"):
        pinpoint.fail_delivery(adress=PHONE)  # type: ignore[call-arg]  # this is what is tried


@pytest.mark.parametrize(
    ("owned", "channel", "message", "text"),
    [
        ({"origination_numbers": ["+1"]}, "SMS", {"SMSMessage": {"Body": "x", "OriginationNumber": "+1"}}, None),
        (
            {"origination_numbers": ["+1"]},
            "SMS",
            {"SMSMessage": {"Body": "x", "OriginationNumber": "+2"}},
            "The provided number does not exist in the account",
        ),
        ({"origination_numbers": ["+1"]}, "SMS", {"SMSMessage": {"Body": "x"}}, None),
        (
            {"origination_numbers": []},
            "VOICE",
            {"VoiceMessage": {"Body": "x", "OriginationNumber": "+2"}},
            "The provided number does not exist in the account",
        ),
        ({"sender_ids": ["Shop"]}, "SMS", {"SMSMessage": {"Body": "x", "SenderId": "Shop"}}, None),
        (
            {"sender_ids": ["Shop"]},
            "SMS",
            {"SMSMessage": {"Body": "x", "SenderId": "Pohs"}},
            "The provided sender id does not exist in the account",
        ),
        ({"identities": ["example.com"]}, "EMAIL", {"DefaultMessage": {"Body": "x"}}, None),
        (
            {"identities": ["a@example.com"]},
            "EMAIL",
            {"EmailMessage": {"Body": "x", "FromAddress": "A <a@example.com>"}},
            None,
        ),
        (
            {"identities": ["example.org"]},
            "EMAIL",
            {"DefaultMessage": {"Body": "x"}},
            "Email address is not verified.",
        ),
        ({"identities": ["example.org"]}, "SMS", {"DefaultMessage": {"Body": "x"}}, None),
    ],
)
def test_what_the_account_owns(
    pinpoint: PinpointMock,
    client: PinpointClient,
    app_id: str,
    owned: dict[str, Any],
    channel: str,
    message: dict[str, Any],
    text: str | None,
) -> None:
    pinpoint.owns(**owned)
    entry = send(client, app_id, channel, message)
    if text is None:
        assert entry["DeliveryStatus"] == "SUCCESSFUL"
    else:
        assert entry["StatusMessage"].startswith(text)


@pytest.mark.parametrize("operation", ["get_app", "GetApp"])
@pytest.mark.parametrize(
    ("error", "status"),
    [
        ("BadRequestException", 400),
        ("ForbiddenException", 403),
        ("NotFoundException", 404),
        ("MethodNotAllowedException", 405),
        ("ConflictException", 409),
        ("PayloadTooLargeException", 413),
        ("AccessDeniedException", 403),
    ],
)
def test_a_request_that_fails(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, operation: str, error: str, status: int
) -> None:
    pinpoint.fail_request(operation, error, times=1)
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        client.get_app(ApplicationId=app_id)
    assert caught.value.response["Error"]["Code"] == error
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert client.get_app(ApplicationId=app_id)["ApplicationResponse"]["Id"] == app_id


def test_an_exception_class_of_a_client(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    pinpoint.fail_request("get_app", client.exceptions.ForbiddenException)
    with pytest.raises(client.exceptions.ForbiddenException):
        client.get_app(ApplicationId=app_id)


@pytest.mark.parametrize(
    ("operation", "arguments", "resource"),
    [
        ("GetApp", {"ApplicationId": "a1"}, "apps/a1"),
        ("GetApps", {}, "apps"),
        ("SendMessages", {"ApplicationId": "a1", "MessageRequest": {"MessageConfiguration": {}}}, "apps/a1/messages"),
        ("PutEvents", {"ApplicationId": "a1", "EventsRequest": {"BatchItem": {}}}, "apps/a1/events"),
        ("GetEndpoint", {"ApplicationId": "a1", "EndpointId": "e 1/2"}, "apps/a1/endpoints/e 1/2"),
        ("GetSmsTemplate", {"TemplateName": "hi"}, "templates/hi/sms"),
        ("PhoneNumberValidate", {"NumberValidateRequest": {}}, "phone/number/validate"),
    ],
)
def test_access_is_denied_in_the_words_of_iam(
    pinpoint: PinpointMock, client: PinpointClient, operation: str, arguments: dict[str, Any], resource: str
) -> None:
    pinpoint.fail_request(operation, "AccessDeniedException")
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        getattr(client, botocore.xform_name(operation))(**arguments)
    assert caught.value.response["Error"]["Message"] == (
        "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: "
        f"mobiletargeting:{operation} on resource: arn:aws:mobiletargeting:us-east-1:123456789012:{resource}"
    )


def test_access_to_the_tags_of_a_resource_is_denied_by_its_arn(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.fail_request("list_tags_for_resource", "AccessDeniedException")
    arn = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a1"
    with pytest.raises(botocore.exceptions.ClientError, match=f"ListTagsForResource on resource: {arn}$"):
        client.list_tags_for_resource(ResourceArn=arn)


def make_client(mode: str) -> PinpointClient:
    retries: Any = {"mode": mode, "max_attempts": 5}
    return boto3.client("pinpoint", region_name="us-east-1", config=Config(retries=retries))


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever would wait fails: botocore sleeps, and in the adaptive mode it waits for a condition."""

    fails = {"wait": lambda *args: pytest.fail("botocore waits for a condition")}
    condition = type("Condition", (threading.Condition,), fails)
    threads = types.SimpleNamespace(Lock=threading.Lock, Condition=condition)
    monkeypatch.setattr(time, "sleep", lambda *args: pytest.fail("botocore sleeps"))
    monkeypatch.setattr("botocore.retries.bucket.threading", threads)


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
@pytest.mark.parametrize(
    "error",
    [
        "TooManyRequestsException",
        "InternalServerErrorException",
        "GatewayError",
        "ReadTimeoutError",
        botocore.exceptions.ConnectionClosedError,
        botocore.exceptions.EndpointConnectionError(endpoint_url="https://pinpoint.us-east-1.amazonaws.com/"),
    ],
)
def test_botocore_retries_without_waiting(pinpoint: PinpointMock, mode: str, error: Any) -> None:
    client = make_client(mode)
    app_id = pinpoint.add_app()
    pinpoint.fail_request("send_messages", error, times=2)
    response = client.send_messages(ApplicationId=app_id, MessageRequest=sms())
    assert response["ResponseMetadata"]["RetryAttempts"] == 2
    assert len(pinpoint.sent_messages) == 1
    assert len(pinpoint.retry_delays) >= 2
    assert all(delay > 0 for delay in pinpoint.retry_delays)


def test_the_adaptive_mode_does_not_hang_on_a_frozen_clock(pinpoint: PinpointMock) -> None:
    client = make_client("adaptive")
    app_id = pinpoint.add_app()
    pinpoint.fail_request("get_app", "TooManyRequestsException", times=3)
    with freezegun.freeze_time("2026-01-01"):
        for _ in range(10):
            client.get_app(ApplicationId=app_id)
    assert pinpoint.retry_delays


def test_retries_that_are_used_up_raise_the_error(pinpoint: PinpointMock) -> None:
    client, app_id = make_client("standard"), pinpoint.add_app()
    pinpoint.fail_request("get_app", "ReadTimeoutError")
    with pytest.raises(botocore.exceptions.ReadTimeoutError):
        client.get_app(ApplicationId=app_id)
    pinpoint.fail_request("get_app", "InternalServerErrorException")
    with pytest.raises(client.exceptions.InternalServerErrorException) as caught:
        client.get_app(ApplicationId=app_id)
    assert caught.value.response["ResponseMetadata"]["RetryAttempts"] == 5


def test_the_gateways_own_body(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    pinpoint.fail_request("get_app", "GatewayError")
    with pytest.raises(client.exceptions.InternalServerErrorException) as caught:
        client.get_app(ApplicationId=app_id)
    response: Any = caught.value.response
    assert response["Error"] == {"Code": "InternalServerErrorException", "Message": "Internal server error"}
    assert "Message" not in response


def test_a_request_that_fails_sends_nothing_and_passes_before(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    pinpoint.fail_request("send_messages", "BadRequestException", after=1, times=1)
    send(client, app_id)
    with pytest.raises(client.exceptions.BadRequestException):
        send(client, app_id)
    send(client, app_id)
    assert len(pinpoint.messages) == 2


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("send_message", "NotFoundException"), "there is no operation 'send_message'. Did you mean 'send_messages'?"),
        (("get_app", "NotFound"), "there is no error 'NotFound'. Did you mean 'NotFoundException'?"),
        (("get_app", KeyError), "KeyError is neither an exception of Pinpoint nor one of botocore's"),
    ],
)
def test_a_request_fault_that_cannot_happen_is_refused(
    pinpoint: PinpointMock, arguments: tuple[Any, Any], text: str
) -> None:
    with pytest.raises(ValueError, match=r"^pinpoint_mock: fail_request") as caught:
        pinpoint.fail_request(*arguments)
    assert text in str(caught.value)


def test_a_number_of_calls_is_not_negative(pinpoint: PinpointMock) -> None:
    with pytest.raises(ValueError, match="after= is the number of calls that pass"):
        pinpoint.fail_request("get_app", "NotFoundException", after=-1)


def test_every_connection_error_of_botocore_can_be_made(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    for name, kind in vars(botocore.exceptions).items():
        if isinstance(kind, type) and issubclass(
            kind, (botocore.exceptions.HTTPClientError, botocore.exceptions.ConnectionError)
        ):
            pinpoint.fail_request("get_app", name)
            with pytest.raises(kind):
                client.get_app(ApplicationId=app_id)


def test_declarations_that_never_applied(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    pinpoint.assert_all_faults_used()
    pinpoint.fail_delivery(channel="SMS", status_message="used")
    pinpoint.fail_delivery(channel="EMAIL", status_message="not used")
    pinpoint.fail_request("get_apps", "NotFoundException")
    send(client, app_id)
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_all_faults_used()
    assert str(caught.value) == (
        "pinpoint_mock: 2 declared failure(s) never applied:\n"
        "  fail_delivery(channel='EMAIL', status_message='not used')\n"
        "  fail_request(operation='get_apps', error='NotFoundException')\n"
        "Remove what the test does not need, or see why the code under test did not get there."
    )


def test_clear_keeps_declarations_and_reset_forgets_them(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    pinpoint.fail_delivery(channel="SMS")
    pinpoint.owns(sender_ids=[])
    pinpoint.clear()
    assert send(client, app_id)["DeliveryStatus"] == "PERMANENT_FAILURE"
    pinpoint.reset()
    app_id = pinpoint.add_app()
    message: Any = {"SMSMessage": {"Body": "x", "SenderId": "Shop"}}
    assert send(client, app_id, "SMS", message)["DeliveryStatus"] == "SUCCESSFUL"

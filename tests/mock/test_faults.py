"""Declared failures: of deliveries, of requests, and through what the account owns."""

from __future__ import annotations

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

from tests.builders import HELLO, PHONE, PUSH, send, sms

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


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
    pinpoint.fail_delivery(**expected, optional=not fails)
    client.send_users_messages(
        ApplicationId=app_id,
        SendUsersMessageRequest={"Users": {"ada": {}}, "MessageConfiguration": HELLO},
    )
    assert (len(pinpoint.failed_messages), len(pinpoint.sent_messages)) == ((1, 0) if fails else (0, 1))


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


OPTIONAL: dict[str, Callable[[PinpointMock], None]] = {
    "fail_delivery": lambda pinpoint: pinpoint.fail_delivery(channel="EMAIL", optional=True),
    "fail_request": lambda pinpoint: pinpoint.fail_request("get_apps", "NotFoundException", optional=True),
    "answer_request": lambda pinpoint: pinpoint.answer_request("get_apps", {}, optional=True),
}


@pytest.mark.parametrize("method", OPTIONAL)
def test_what_is_optional_need_not_apply(pinpoint: PinpointMock, method: str) -> None:
    OPTIONAL[method](pinpoint)
    pinpoint.assert_all_faults_used()


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

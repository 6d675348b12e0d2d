"""A test module as a user would write it, with every public name: `tox -e types` checks that it is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unittest import mock

import boto3
import pytest

import pinpoint_mock
from pinpoint_mock import (
    ApiRequest,
    Event,
    ExpectationFailed,
    Log,
    Message,
    OtpCheck,
    Participant,
    PinpointClientFactory,
    PinpointMock,
    RealAWSRefused,
    Records,
    StoredApp,
    StoredEndpoint,
    StoredTemplate,
    StreamRecord,
    containing,
    current_mock,
    install_into_moto,
    mock_pinpoint,
    pinpoint_backends,
)
from pinpoint_mock.adapters.moto.install import uninstall_from_moto

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal

    from mypy_boto3_pinpoint import PinpointClient

PHONE = "+15550100"


def send(client: PinpointClient, app_id: str) -> None:
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Addresses": {PHONE: {"ChannelType": "SMS"}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        },
    )


def test_fixtures(pinpoint: PinpointMock, pinpoint_client: PinpointClient, pinpoint_app_id: str) -> None:
    send(pinpoint_client, pinpoint_app_id)
    message: Message = pinpoint.sent_messages.one(channel="SMS", body=re.compile("Hello"))
    body: str | None = message.body
    events: list[Event] = list(pinpoint.events)
    assert (body, len(events), len(pinpoint.messages)) == ("Hello", 0, 1)
    assert pinpoint.failed_messages == []
    assert pinpoint_app_id in pinpoint_backends["123456789012"]["us-east-1"].apps


@mock_pinpoint
def test_a_decorator() -> None:
    send(boto3.client("pinpoint"), current_mock().add_app())
    current_mock().assert_sent(address=PHONE)


@mock_pinpoint(seed=1, strict_templates=True)
def test_a_decorator_with_options() -> None:
    pinpoint = current_mock()
    pinpoint.fail_delivery(channel="SMS", outcome="opted_out_number", times=1)
    pinpoint.fail_request("get_apps", "TooManyRequestsException", optional=True)
    pinpoint.owns(origination_numbers=["+15550199"])
    send(boto3.client("pinpoint"), pinpoint.add_app(channels=["SMS"]))
    pinpoint.assert_nothing_sent()
    assert pinpoint.retry_delays == []


@mock_pinpoint
class TestClass:
    def test_in_a_class(self) -> None:
        assert current_mock().requests == []


def test_a_decorated_function_keeps_its_type() -> None:
    @mock_pinpoint
    def double(number: int) -> int:
        return 2 * number

    typed: Callable[[int], int] = double
    assert typed(2) == 4


def test_a_part_of_a_value(pinpoint: PinpointMock, pinpoint_client: PinpointClient) -> None:
    send(pinpoint_client, pinpoint.add_app())
    request = containing({"MessageConfiguration": {"SMSMessage": {"Body": re.compile("^Hello")}}})
    pinpoint.assert_called("send_messages", MessageRequest=request)
    assert pinpoint.sent_messages[0].settings == containing({})


def test_a_refusal() -> None:
    with pytest.raises(RealAWSRefused) as caught, mock_pinpoint():
        boto3.client("sts", region_name="us-east-1").get_caller_identity()
    service: str = caught.value.service
    assert service == "sts"


def test_an_expectation_that_fails(pinpoint: PinpointMock, pinpoint_client: PinpointClient) -> None:
    send(pinpoint_client, pinpoint.add_app())
    with pytest.raises(ExpectationFailed) as caught:
        pinpoint.assert_sent(body=lambda body: body.index("x") > 0)
    error: Exception = caught.value.error
    assert isinstance(error, ValueError)


def test_a_check_of_a_code(pinpoint: PinpointMock, pinpoint_client: PinpointClient) -> None:
    pinpoint_client.verify_otp_message(
        ApplicationId=pinpoint.add_app(),
        VerifyOTPMessageRequestParameters={"DestinationIdentity": "+15550100", "Otp": "1", "ReferenceId": "login"},
    )
    check: OtpCheck = pinpoint.otp_checks.one(is_valid=False)
    reason: str | None = check.reason
    assert reason


def test_a_record_of_an_event_stream(pinpoint: PinpointMock, pinpoint_client: PinpointClient) -> None:
    send(pinpoint_client, pinpoint.add_app())
    pinpoint.add_feedback(pinpoint.sent_messages.one(), "_SMS.FAILURE", record_status="BLOCKED")
    record: StreamRecord = pinpoint.stream_records.one(event_type="_SMS.FAILURE")
    record_status: str = record.attributes["record_status"]
    assert record_status == "BLOCKED"


@pytest.fixture
def _moto_as_before() -> Iterator[None]:
    yield
    uninstall_from_moto()


@pytest.mark.usefixtures("_moto_as_before")
def test_installing_into_moto() -> None:
    install_into_moto()


class Longer:
    """A matcher in the manner of dirty-equals."""

    def __init__(self, length: int = 3) -> None:
        self._length = length

    def equals(self, other: Any, /) -> bool:
        return len(other) > self._length

    def __eq__(self, other: object) -> bool:
        return self.equals(other)

    __hash__ = None  # type: ignore[assignment]  # as matchers have it


def texts(log: Log[Message]) -> list[str | None]:
    return [message.body for message in log.filter(channel="SMS")[:1]] + [log.last.body, log.one().body]


def test_expectations_are_typed(pinpoint: PinpointMock, pinpoint_client: PinpointClient, pinpoint_app_id: str) -> None:
    send(pinpoint_client, pinpoint_app_id)
    channel: Literal["SMS", "EMAIL"] = "SMS"
    pinpoint.assert_sent(count=1, channel=channel, address=PHONE, user_id=None, delivery_status="SUCCESSFUL")
    pinpoint.assert_sent(body=re.compile("Hel+o"), address=lambda address: address.startswith("+"), channel=str.isupper)
    pinpoint.assert_sent(body=Longer(), channel=mock.ANY, settings=mock.ANY, parts=1, substitutions={})
    pinpoint.assert_not_sent(channel="EMAIL")
    found: Log[Message] = pinpoint.wait_for_sent(count=1, timeout=0, channel="SMS")
    assert texts(found) == texts(pinpoint.sent_messages) == ["Hello"] * 3
    assert pinpoint.sent_messages.filter(channel="SMS").one(status_code=200).address == PHONE
    requests: Log[ApiRequest] = pinpoint.requests
    request: ApiRequest = pinpoint.requests.filter(operation="SendMessages").one(error=None)
    assert (request.status_code, len(requests)) == (200, 1)
    events: Log[Event] = pinpoint.events.filter(event_type=re.compile("^_"), metrics={"age": 7.0})
    assert len(events) == 0


def test_expectations_of_what_is_stored_are_typed(pinpoint: PinpointMock, pinpoint_client: PinpointClient) -> None:
    app_id = pinpoint.add_app(name="shop")
    pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, user_id="ada")
    pinpoint_client.create_sms_template(TemplateName="welcome", SMSTemplateRequest={"Body": "Hello"})
    name: str = pinpoint.apps.filter(channels=Longer(9)).one(name="shop").name
    address: str | None = pinpoint.endpoints.filter(channel="SMS", opt_out="NONE").one(user_id="ada").address
    versions: list[int] = pinpoint.templates.one(name="welcome").versions
    document: dict[str, Any] = pinpoint.templates.filter(type="SMS", versions=[1]).one(name=Longer()).document
    assert (name, address, versions, document) == ("shop", PHONE, [1], {"Body": "Hello"})


def names(records: Records[StoredTemplate]) -> list[str]:
    return [record.name for record in records.filter(type="SMS")]


def test_what_is_stored_is_typed(pinpoint: PinpointMock, pinpoint_client_factory: PinpointClientFactory) -> None:
    client: PinpointClient = pinpoint_client_factory(region_name="eu-west-1")
    client.create_sms_template(TemplateName="welcome", SMSTemplateRequest={"Body": "Hello"})
    app_id = pinpoint.add_app(channels=["SMS"])
    pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE)
    app: StoredApp = pinpoint.apps.one()
    endpoint: StoredEndpoint = pinpoint.endpoints[0]
    templates: Records[StoredTemplate] = pinpoint.templates
    logged: Records[ApiRequest] = pinpoint.requests
    assert (app.channels, endpoint.address, names(templates), len(logged)) == (["SMS"], PHONE, ["welcome"], 1)


def test_participants_are_typed(pinpoint: PinpointMock, pinpoint_client: PinpointClient, pinpoint_app_id: str) -> None:
    made = pinpoint_client.create_journey(ApplicationId=pinpoint_app_id, WriteJourneyRequest={"Name": "welcome"})
    participants: Log[Participant] = pinpoint.journey_participants(made["JourneyResponse"]["Id"])
    inside: Log[Participant] = pinpoint.journey_participants(made["JourneyResponse"]["Id"]).filter(
        status="ACTIVE", endpoint_id=Longer(), path=lambda path: "wait" in path
    )
    assert (len(participants), len(inside)) == (0, 0)


def test_misspelt_expectations_are_found_by_type_checkers_too(pinpoint: PinpointMock) -> None:
    with pytest.raises(TypeError, match="Did you mean 'address'"):
        pinpoint.assert_sent(adress=PHONE)  # type: ignore[call-arg]  # this is what is tried, here and below
    with pytest.raises(TypeError):
        pinpoint.assert_not_sent(adress=PHONE)  # type: ignore[call-arg]  # misspelt on purpose
    with pytest.raises(TypeError):
        pinpoint.sent_messages.filter(adress=PHONE)  # type: ignore[call-arg]  # misspelt on purpose
    with pytest.raises(TypeError):
        pinpoint.sent_messages.one(adress=PHONE)  # type: ignore[call-arg]  # misspelt on purpose
    with pytest.raises(TypeError):
        pinpoint.wait_for_sent(adress=PHONE)  # type: ignore[call-arg]  # misspelt on purpose
    with pytest.raises(TypeError):
        pinpoint.fail_delivery(adress=PHONE)  # type: ignore[call-arg]  # misspelt on purpose
    with pytest.raises(TypeError):
        pinpoint.requests.filter(opertion="SendMessages")  # type: ignore[call-arg]  # misspelt on purpose
    with pytest.raises(TypeError):
        pinpoint.events.one(type="_session.start")  # type: ignore[call-arg]  # misspelt on purpose
    with pytest.raises(TypeError):
        pinpoint.apps.filter(nmae="shop")  # type: ignore[call-arg]  # misspelt on purpose
    with pytest.raises(TypeError):
        pinpoint.endpoints.filter(adress=PHONE)  # type: ignore[call-arg]  # misspelt on purpose
    with pytest.raises(TypeError):
        pinpoint.templates.one(versoin=1)  # type: ignore[call-arg]  # misspelt on purpose
    with pytest.raises(ValueError, match="does not exist in any application"):
        pinpoint.journey_participants("welcome").filter(sttus="LEFT")  # type: ignore[call-arg]  # misspelt on purpose


def check_only_types(pinpoint: PinpointMock) -> None:  # pragma: no cover  (only type checkers read it)
    """Values that cannot be: never called, type checkers read it."""
    pinpoint.assert_not_sent(channel="sms")  # type: ignore[arg-type]  # there is no such channel
    pinpoint.sent_messages.filter(delivery_status="FAILED")  # type: ignore[arg-type]  # nor such a status
    pinpoint.sent_messages.filter(status_code="200")  # type: ignore[arg-type]  # it is a number
    pinpoint.endpoints.filter(endpoint_status="ON")  # type: ignore[arg-type]  # a value that cannot be
    pinpoint.templates.filter(type="FAX")  # type: ignore[arg-type]  # a value that cannot be
    pinpoint.fail_delivery(delivery_status="FAILED")  # type: ignore[arg-type]  # a value that cannot be


def test_every_public_name_is_used_here() -> None:
    assert set(pinpoint_mock.__all__) <= globals().keys()
    assert dir(pinpoint_mock) == pinpoint_mock.__all__ == sorted(pinpoint_mock.__all__)

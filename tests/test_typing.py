"""A test module as a user would write it, with every public name: `tox -e types` checks that it is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import boto3
import pytest

import pinpoint_mock
from pinpoint_mock import (
    Event,
    ExpectationFailed,
    Message,
    PinpointMock,
    RealAWSRefused,
    containing,
    current_mock,
    install_into_moto,
    mock_pinpoint,
    pinpoint_backends,
)
from pinpoint_mock.adapters.moto.install import uninstall_from_moto

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    pinpoint.fail_request("get_apps", "TooManyRequestsException")
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


@pytest.fixture
def _moto_as_before() -> Iterator[None]:
    yield
    uninstall_from_moto()


@pytest.mark.usefixtures("_moto_as_before")
def test_installing_into_moto() -> None:
    install_into_moto()


def test_every_public_name_is_used_here() -> None:
    assert set(pinpoint_mock.__all__) <= globals().keys()

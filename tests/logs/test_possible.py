"""Plain values that no record can ever have: refused wherever they are expected."""

from __future__ import annotations

import contextlib
import enum
import re
from typing import TYPE_CHECKING, Any, get_args
from unittest import mock

import pytest
from botocore import xform_name

from pinpoint_mock.logs.expectations import CampaignSendStatus, DeliveryStatus, JourneySendStatus
from pinpoint_mock.logs.message import MESSAGE_FIELDS, OPERATIONS, POSSIBLE_MESSAGE, MessageLog
from pinpoint_mock.protocol.model import operation_names, operations, shape
from tests.builders import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

PHONE = "+15550100"


@pytest.fixture
def _sent(pinpoint: PinpointMock, client: PinpointClient) -> None:
    client.send_messages(
        ApplicationId=pinpoint.add_app(),
        MessageRequest={
            "Addresses": {PHONE: {"ChannelType": "SMS"}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello", "MessageType": "PROMOTIONAL"}},
        },
    )


WAYS: list[Callable[[PinpointMock, dict[str, Any]], object]] = [
    lambda pinpoint, expected: pinpoint.assert_sent(**expected),
    lambda pinpoint, expected: pinpoint.assert_not_sent(**expected),
    lambda pinpoint, expected: pinpoint.sent_messages.filter(**expected),
    lambda pinpoint, expected: pinpoint.failed_messages.filter(**expected),
    lambda pinpoint, expected: pinpoint.messages.one(**expected),
    lambda pinpoint, expected: pinpoint.messages[:1].filter(channel="SMS").one(**expected),
    lambda pinpoint, expected: pinpoint.sent_messages == [expected],
    lambda pinpoint, expected: pinpoint.sent_messages != [{}, expected],
    lambda pinpoint, expected: expected in pinpoint.messages,
    lambda pinpoint, expected: expected not in pinpoint.failed_messages,
    lambda pinpoint, expected: pinpoint.messages.count(expected),
]


@pytest.mark.usefixtures("_sent")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ({"channel": "sms"}, "message ever has channel='sms'. Did you mean 'SMS'? Only plain values are checked: a "),
        ({"channel": "E-MAIL"}, "Did you mean 'EMAIL'?"),
        ({"delivery_status": "FAILED"}, "Known are 'SUCCESSFUL', 'THROTTLED', 'TEMPORARY_FAILURE', 'PERMANENT_"),
        ({"delivery_status": "successful"}, "Did you mean 'SUCCESSFUL'?"),
        ({"message_type": "PROMOTION"}, "Did you mean 'PROMOTIONAL'?"),
        ({"operation": "send_message"}, "Did you mean 'send_messages'?"),
        ({"operation": "CreateApp"}, "Known are 'send_messages', "),
        ({"encoding": "GSM"}, "Known are 'GSM 03.38', 'UCS-2'."),
        ({"status_code": "200"}, "Its values are of the type int, and this is str."),
        ({"address": 15550100}, "Its values are of the type str, and this is int."),
        ({"body": b"Hello"}, "Its values are of the type str, and this is bytes."),
        ({"body": ["Hello"]}, "Its values are of the type str, and this is list."),
        ({"body": {"Hello"}}, "Its values are of the type str, and this is set."),
        ({"parts": "1"}, "Its values are of the type int, and this is str."),
        ({"settings": "Keyword"}, "Its values are of the type dict, and this is str."),
        ({"payload": []}, "Its values are of the type dict, and this is list."),
        ({"sent_at": "2026-01-05"}, "Its values are never of the type str."),
    ],
)
def test_what_no_message_can_have_is_refused(
    pinpoint: PinpointMock,
    way: Callable[[PinpointMock, dict[str, Any]], object],
    expected: dict[str, Any],
    text: str,
) -> None:
    with pytest.raises(ValueError, match=r"^pinpoint_mock: no .*message ever has ") as caught:
        way(pinpoint, expected)
    assert text in str(caught.value)


class Channel(str, enum.Enum):
    TEXT = "SMS"
    WRONG = "sms"


@pytest.mark.usefixtures("_sent")
@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ({"channel": re.compile("^sms$")}, 0),
        ({"channel": lambda channel: channel == "sms"}, 0),
        ({"channel": mock.ANY, "status_code": mock.ANY, "sent_at": mock.ANY}, 1),
        ({"channel": None}, 0),
        ({"status_code": None}, 0),
        ({"status_code": 200.0}, 1),
        ({"channel": Channel.TEXT}, 1),
        ({"channel": "PUSH"}, 0),
        ({"operation": "send_messages"}, 1),
        ({"operation": "SendMessages"}, 1),
        ({"operation": "send_users_messages"}, 0),
        ({"message_type": "PROMOTIONAL", "encoding": "GSM 03.38"}, 1),
        ({"settings": {}, "payload": None}, 1),
    ],
)
def test_what_a_message_can_have_goes_through(pinpoint: PinpointMock, expected: dict[str, Any], found: int) -> None:
    assert len(pinpoint.messages.filter(**expected)) == found
    assert (pinpoint.messages == [expected]) is bool(found)
    assert (expected in pinpoint.messages) is bool(found)


@pytest.mark.usefixtures("_sent")
def test_a_member_of_an_enumeration_of_texts_is_checked_as_its_text(pinpoint: PinpointMock) -> None:
    with pytest.raises(ValueError, match="Did you mean 'SMS'"):
        pinpoint.assert_not_sent(channel=Channel.WRONG)  # type: ignore[arg-type]  # what is refused


@pytest.mark.usefixtures("_sent")
@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ({"operation": "send_mesages"}, "no request ever has operation='send_mesages'. Did you mean 'send_messages'?"),
        ({"operation": "SendMesages"}, "Did you mean 'SendMessages'?"),
        ({"operation": "x"}, "and 224 more."),
        ({"error": "NotFound"}, "Did you mean 'NotFoundException'?"),
        ({"status_code": "200"}, "Its values are of the type int, and this is str."),
    ],
)
def test_what_no_request_can_have_is_refused(pinpoint: PinpointMock, expected: dict[str, Any], text: str) -> None:
    for way in (lambda: pinpoint.requests.filter(**expected), lambda: expected in pinpoint.requests):
        with pytest.raises(ValueError, match=r"^pinpoint_mock: no request ever has ") as caught:
            way()
        assert text in str(caught.value)


@pytest.mark.usefixtures("_sent")
def test_an_operation_of_a_request_has_two_spellings(pinpoint: PinpointMock) -> None:
    for name in ("send_messages", "SendMessages"):
        assert pinpoint.requests.one(operation=name).operation == "SendMessages"
        assert pinpoint.requests == [{"operation": name}]
    with pytest.raises(AssertionError, match="expected one request with operation='GetApp'; 0 of 1 match"):
        pinpoint.requests.one(operation="get_app")


def test_every_error_of_a_request_can_be_expected(pinpoint: PinpointMock, client: PinpointClient) -> None:
    class OwnError(Exception):
        pass

    for error in ("NotFoundException", "AccessDeniedException", "ReadTimeoutError", OwnError()):
        pinpoint.fail_request("get_apps", error)
        before = len(pinpoint.requests)
        with contextlib.suppress(Exception):
            client.get_apps(PageSize="5")
        name = error if isinstance(error, str) else "OwnError"
        assert pinpoint.requests[before:].filter(error=name)


def test_events_have_values_of_their_types(pinpoint: PinpointMock) -> None:
    assert pinpoint.events.filter(event_type="any.text", metrics={"price": 1.0}) == []
    with pytest.raises(ValueError, match="no event ever has event_type=5"):
        pinpoint.events.filter(event_type=5)  # type: ignore[arg-type]  # what is refused


DELIVERY = list(get_args(DeliveryStatus))


def test_the_possible_values_are_those_of_the_service_model() -> None:
    for field, name in (("channel", "ChannelType"), ("message_type", "MessageType")):
        assert list(POSSIBLE_MESSAGE.texts[field]) == shape(name)["enum"]
    statuses = list(POSSIBLE_MESSAGE.texts["delivery_status"])
    assert statuses[: len(DELIVERY)] == DELIVERY == shape("DeliveryStatus")["enum"]
    assert set(statuses[len(DELIVERY) :]) == {*get_args(CampaignSendStatus), *get_args(JourneySendStatus)}
    assert {xform_name(name): name for name in OPERATIONS.values()} == OPERATIONS
    assert set(OPERATIONS.values()) <= set(operations())
    assert len(operation_names()) == 2 * len(operations())


def test_the_types_of_all_fields_are_known() -> None:
    assert POSSIBLE_MESSAGE.types.keys() == MESSAGE_FIELDS


def test_a_text_that_a_record_has_can_be_expected() -> None:
    messages = MessageLog()
    messages.record(message(channel="NEW"))
    assert len(messages.all.filter(channel="NEW")) == 1  # type: ignore[arg-type]  # as of a newer model


@pytest.mark.parametrize("expected", [{"address": 15550100}, {"user_id": 5}, {"channel": ["SMS", "EMAIL"]}])
def test_a_declared_failure_expects_texts(pinpoint: PinpointMock, expected: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"no delivery ever has .* Its values are of the type str, and this is "):
        pinpoint.fail_delivery(**expected)

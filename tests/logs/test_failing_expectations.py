"""Callables that are expected and raise an error: for None that is no match, otherwise the test hears of it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from pinpoint_mock import ExpectationFailed, mock_pinpoint
from pinpoint_mock.logs.matching import matches

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

PHONE = "+15550100"


def send(client: PinpointClient, app_id: str) -> None:
    client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Addresses": {PHONE: {"ChannelType": "SMS"}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        },
    )


def send_and_swallow(client: PinpointClient, app_id: str) -> None:
    with contextlib.suppress(Exception):
        send(client, app_id)


def fails(value: str) -> bool:
    return 1 / (len(value) - len(value)) > 0


def starts_with_a(value: str) -> bool:
    return value.startswith("a")


def has_an_a(value: str) -> bool:
    return "a" in value


@pytest.mark.parametrize("expected", [starts_with_a, has_an_a, len, lambda value: value["a"], lambda value: value > 1])
def test_none_does_not_meet_a_callable_for_something_else(expected: Callable[[Any], bool]) -> None:
    assert not matches(expected, None)


def test_another_error_for_none_or_the_same_for_a_value_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        matches(lambda value: 1 / 0, None)
    with pytest.raises(AttributeError):
        matches(lambda value: value.startswith("a"), 5)


@pytest.mark.parametrize("expected", [starts_with_a, has_an_a])
def test_a_bare_address_has_no_user(
    pinpoint: PinpointMock, client: PinpointClient, expected: Callable[[str], bool]
) -> None:
    app_id = pinpoint.add_app()
    pinpoint.fail_delivery(user_id=expected, optional=True)
    send(client, app_id)
    assert pinpoint.sent_messages.filter(user_id=expected) == []
    assert {"user_id": expected} not in pinpoint.sent_messages
    assert pinpoint.sent_messages != [{"user_id": expected}]
    pinpoint.assert_not_sent(user_id=expected)
    with pytest.raises(AssertionError, match="user_id: expected "):
        pinpoint.assert_sent(user_id=expected)
    client.get_apps()
    with pytest.raises(AssertionError, match="Token: expected "):
        pinpoint.assert_called("get_apps", Token=expected)


WAYS: list[Callable[[PinpointMock], object]] = [
    lambda pinpoint: pinpoint.assert_sent(channel="SMS", body=fails),
    lambda pinpoint: pinpoint.assert_not_sent(channel="SMS", body=fails),
    lambda pinpoint: pinpoint.sent_messages.filter(channel="SMS", body=fails),
    lambda pinpoint: pinpoint.messages.one(channel="SMS", body=fails),
    lambda pinpoint: pinpoint.messages == [{"channel": "SMS", "body": fails}],
    lambda pinpoint: {"channel": "SMS", "body": fails} in pinpoint.messages,
]


@pytest.mark.parametrize("way", WAYS)
def test_another_error_names_the_expectation(
    pinpoint: PinpointMock, client: PinpointClient, way: Callable[[PinpointMock], object]
) -> None:
    send(client, pinpoint.add_app())
    with pytest.raises(ExpectationFailed) as caught:
        way(pinpoint)
    assert str(caught.value) == (
        "pinpoint_mock: the expectation body=fails raised ZeroDivisionError for 'Hello': division by zero"
    )
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


TEXT = r"^pinpoint_mock: the expectation address=fails raised ZeroDivisionError for '\+15550100': division by zero$"


def call_in_a_mock(call: Callable[[PinpointClient, str], None]) -> None:
    with mock_pinpoint() as pinpoint:
        pinpoint.fail_delivery(address=fails)
        call(boto3.client("pinpoint", region_name="us-east-1"), pinpoint.add_app())


def test_an_error_in_the_expectation_of_a_failure_reaches_the_caller() -> None:
    with pytest.raises(ExpectationFailed, match=TEXT):
        call_in_a_mock(send)


def test_one_that_the_code_under_test_swallows_is_raised_when_the_mock_ends() -> None:
    with pytest.raises(ExpectationFailed, match=TEXT):
        call_in_a_mock(send_and_swallow)


def test_the_error_of_the_test_itself_comes_first() -> None:
    def send_and_fail(client: PinpointClient, app_id: str) -> None:
        send_and_swallow(client, app_id)
        raise KeyError("own")

    with pytest.raises(KeyError, match="own"):
        call_in_a_mock(send_and_fail)


def test_clear_forgets_it(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.fail_delivery(address=fails, optional=True)
    send_and_swallow(client, pinpoint.add_app())
    pinpoint.clear()


def test_a_fixture_fails_a_test_whose_code_swallowed_it(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        import contextlib

        def test_a(pinpoint, pinpoint_client, pinpoint_app_id):
            pinpoint.fail_delivery(address=lambda address: {}[address])
            with contextlib.suppress(Exception):
                pinpoint_client.send_messages(
                    ApplicationId=pinpoint_app_id,
                    MessageRequest={
                        "Addresses": {"+15550100": {"ChannelType": "SMS"}},
                        "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
                    },
                )
    """)
    result = pytester.runpytest_inprocess("-p", "no:randomly")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        ["*ExpectationFailed: pinpoint_mock: the expectation address=<lambda> raised KeyError*"]
    )

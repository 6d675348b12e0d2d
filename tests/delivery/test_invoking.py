"""Invoking registered functions: what they get, what counts as an answer, and what is said if there is none."""

from __future__ import annotations

import datetime
import decimal
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.delivery.invoking import FunctionError, invoke

if TYPE_CHECKING:
    from collections.abc import Callable

    from pinpoint_mock import PinpointMock

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
ARN = "arn:aws-cn:lambda:cn-north-1:210987654321:function:recommend"


def failure(pinpoint: PinpointMock, function: Callable[[Any, Any], object]) -> FunctionError:
    """The error of an invocation that fails."""
    pinpoint.add_lambda("recommend", function)
    with pytest.raises(FunctionError) as caught:
        invoke(pinpoint.backend(), "recommend", {})
    return caught.value


def test_the_payload_and_the_answer_pass_through_json(pinpoint: PinpointMock) -> None:
    kept: list[Any] = []

    def function(event: Any, context: Any) -> Any:
        kept.append(event)
        return {"sum": sum(event["numbers"]), 1: (event["numbers"], None), "event": event}

    pinpoint.add_lambda("recommend", function)
    payload = {"numbers": [1, 2.5], "text": "é"}

    answer = invoke(pinpoint.backend(), "recommend", payload)

    assert answer == {"sum": 3.5, "1": [[1, 2.5], None], "event": payload}
    kept[0]["numbers"].append(3)
    assert (payload["numbers"], answer["event"]["numbers"]) == ([1, 2.5], [1, 2.5])


@pytest.mark.parametrize(
    ("name_or_arn", "name", "arn"),
    [
        ("recommend", "recommend", "arn:aws:lambda:eu-west-1:123456789012:function:recommend"),
        ("recommend:live", "recommend", "arn:aws:lambda:eu-west-1:123456789012:function:recommend:live"),
        (ARN, "recommend", ARN),
    ],
)
def test_the_context_is_what_handlers_read(pinpoint: PinpointMock, name_or_arn: str, name: str, arn: str) -> None:
    contexts: list[Any] = []
    pinpoint.add_lambda("recommend", lambda event, context: contexts.append(context))

    for _ in range(2):
        assert invoke(pinpoint.backend("eu-west-1"), name_or_arn, {}) is None

    first, second = contexts
    assert (first.function_name, first.invoked_function_arn) == (name, arn)
    assert (first.function_version, first.memory_limit_in_mb) == ("$LATEST", "128")
    assert first.get_remaining_time_in_millis() == 15_000
    assert UUID.fullmatch(first.aws_request_id)
    assert first.aws_request_id != second.aws_request_id


@pytest.mark.parametrize(
    ("number", "expected"), [(decimal.Decimal("4"), "4"), (decimal.Decimal("4.5"), "4.5"), (10**20, "1" + "0" * 20)]
)
def test_decimals_are_numbers(pinpoint: PinpointMock, number: Any, expected: str) -> None:
    pinpoint.add_lambda("recommend", lambda event, context: number)
    assert str(invoke(pinpoint.backend(), "recommend", {})) == expected


def circular() -> Any:
    value: dict[str, Any] = {}
    value["self"] = value
    return value


def nested() -> Any:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"items": {"1815"}}, "Object of type set is not JSON serializable"),
        ({"at": datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)}, "Object of type datetime is not JSON"),
        (b"bytes", "Object of type bytes is not JSON serializable"),
        ({("a", "b"): 1}, "keys must be str, int, float, bool or None, not tuple"),
        (math.nan, "Out of range float values are not JSON compliant"),
        (decimal.Decimal("NaN"), "Out of range float values are not JSON compliant"),
        (decimal.Decimal("Infinity"), "cannot convert Infinity to integer"),
        (nested(), "maximum recursion depth exceeded"),
        (circular(), "Circular reference detected"),
    ],
)
def test_an_answer_that_is_no_json_is_an_error(pinpoint: PinpointMock, answer: Any, reason: str) -> None:
    error = failure(pinpoint, lambda event, context: answer)
    assert str(error) == "The Lambda function failed"
    assert error.explanation.startswith(f"function 'recommend' returned what JSON cannot hold: {reason}")


def test_an_error_is_told_with_its_place(pinpoint: PinpointMock) -> None:
    def function(event: Any, context: Any) -> Any:
        return event["Endpoints"]

    error = failure(pinpoint, function)
    line = function.__code__.co_firstlineno + 1
    assert str(error) == "The Lambda function failed"
    assert (
        error.explanation == f"function 'recommend' raised KeyError: 'Endpoints' ({Path(__file__).name}, line {line})"
    )
    assert isinstance(error.__cause__, KeyError)


def test_an_error_without_a_text(pinpoint: PinpointMock) -> None:
    def function(event: Any, context: Any) -> Any:
        raise ValueError

    line = function.__code__.co_firstlineno + 1
    error = failure(pinpoint, function)
    assert error.explanation == f"function 'recommend' raised ValueError ({Path(__file__).name}, line {line})"


def test_what_is_no_error_goes_on_to_the_test(pinpoint: PinpointMock) -> None:
    pinpoint.add_lambda("recommend", lambda event, context: pytest.fail("not to be invoked"))
    with pytest.raises(pytest.fail.Exception, match="not to be invoked"):
        invoke(pinpoint.backend(), "recommend", {})


@pytest.mark.parametrize(
    ("registered", "called", "explanation"),
    [
        ([], "recommend", "no function is registered for 'recommend' in us-east-1 of 123456789012; registered: none"),
        (
            [],
            f"{ARN}-with-a-long-name",
            f"no function is registered for '{ARN}-with-a-long-name' in us-east-1 of 123456789012; registered: none",
        ),
        (
            ["other", "recomend"],
            "recommend",
            "no function is registered for 'recommend' in us-east-1 of 123456789012; registered: 'recomend', 'other'",
        ),
        (
            [ARN],
            "recommend",
            f"no function is registered for 'recommend' in us-east-1 of 123456789012; registered: '{ARN}'",
        ),
        (
            ["recommend"],
            "https://example.com/hook",
            "no function is registered for 'https://example.com/hook' in us-east-1 of 123456789012; "
            "registered: 'recommend'",
        ),
    ],
)
def test_one_that_is_not_registered(
    pinpoint: PinpointMock, registered: list[str], called: str, explanation: str
) -> None:
    for name in registered:
        pinpoint.add_lambda(name, lambda event, context: event)
    with pytest.raises(FunctionError) as caught:
        invoke(pinpoint.backend("us-east-1"), called, {})
    assert str(caught.value) == (
        "pinpoint_mock: the Lambda function is not registered, so nothing was invoked. Register it with add_lambda()."
    )
    assert caught.value.explanation == explanation

"""What pytest is told when a log is not the list that it is compared with."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from pinpoint_mock.logs import comparison
from pinpoint_mock.logs.comparison import explain_comparison
from tests.builders import message, message_log

if TYPE_CHECKING:
    from pinpoint_mock.logs.log import Log
    from pinpoint_mock.logs.message import Message

BOB, BYE, EMAIL = (
    message(address="+15550100", body="Welcome, Bob"),
    message(address="+15550101", body="Goodbye"),
    message(channel="EMAIL", address="ada@example.com", subject="Your order", body="Thank you, Ada."),
)


@pytest.fixture
def log() -> Log[Message]:
    failed = message(body="Hi", delivery_status="OPT_OUT", status_message="User opted out")
    return message_log(BOB, BYE, EMAIL, failed).sent


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        pytest.param(
            [{"body": "Welcome, Ada", "channel": "SMS"}, {"body": re.compile("bye")}, {"channel": "EMAIL"}],
            """\
pinpoint_mock: 1 of 3 sent messages differs from what is expected.
Different:
  1. SMS to +15550100: 'Welcome, Bob'
     body: expected 'Welcome, Ada'
              found 'Welcome, Bob'""",
            id="one field of one message",
        ),
        pytest.param(
            [BOB, dataclasses.replace(BYE, body="Farewell", sender_id="Shop"), {"body": str.isdigit}],
            """\
pinpoint_mock: 2 of 3 sent messages differ from what is expected.
Different:
  2. SMS to +15550101: 'Goodbye'
     body: expected 'Farewell'
              found 'Goodbye'
     sender_id: expected 'Shop'
                   found None
  3. EMAIL to ada@example.com: 'Your order' | 'Thank you, Ada.'
     body: expected str.isdigit
              found 'Thank you, Ada.'""",
            id="messages and dicts",
        ),
        pytest.param(
            [{"body": "Goodbye"}, EMAIL],
            """\
pinpoint_mock: expected 2 sent messages, found 3.
Not expected:
  1. SMS to +15550100: 'Welcome, Bob'""",
            id="one too many, at the beginning",
        ),
        pytest.param(
            [{"channel": "EMAIL"}],
            """\
pinpoint_mock: expected 1 sent message, found 3.
Not expected:
  1. SMS to +15550100: 'Welcome, Bob'
  2. SMS to +15550101: 'Goodbye'""",
            id="two too many",
        ),
        pytest.param(
            [BOB, {"channel": "VOICE", "body": "Hi"}, BYE, dataclasses.replace(BYE, body="Hi"), EMAIL],
            """\
pinpoint_mock: expected 5 sent messages, found 3.
Missing:
  2. channel='VOICE', body='Hi'
  4. SMS to +15550101: 'Hi'
Failed attempts:
  1. SMS to +15550100: 'Hi' OPT_OUT: User opted out""",
            id="two missing",
        ),
        pytest.param(
            [EMAIL, {"body": "Welcome, Bob"}, BYE],
            """\
pinpoint_mock: the 3 sent messages are as expected, but in another order.
  1. SMS to +15550100: 'Welcome, Bob' (expected as number 2)
  2. SMS to +15550101: 'Goodbye' (expected as number 3)
  3. EMAIL to ada@example.com: 'Your order' | 'Thank you, Ada.' (expected as number 1)""",
            id="another order",
        ),
        pytest.param(
            [mock.ANY, BYE, EMAIL, "Bye"],
            """\
pinpoint_mock: expected 4 sent messages, found 3.
Missing:
  4. 'Bye'
Failed attempts:
  1. SMS to +15550100: 'Hi' OPT_OUT: User opted out""",
            id="anything else",
        ),
    ],
)
def test_the_difference_is_explained_from_either_side(log: Log[Message], expected: list[Any], text: str) -> None:
    assert log != expected
    for sides in ((log, expected), (expected, log)):
        lines = explain_comparison("==", *sides)
        assert lines is not None
        assert "\n".join(lines) == text


def test_something_that_is_no_message_is_shown_next_to_one(log: Log[Message]) -> None:
    lines = explain_comparison("==", log[:1], ["Bye"])
    assert lines is not None
    assert lines == [
        "pinpoint_mock: 1 of 1 sent messages differs from what is expected.",
        "Different:",
        "  1. SMS to +15550100: 'Welcome, Bob'",
        "     sent message: expected 'Bye'",
        "                      found <Message SMS to +15550100: 'Welcome, Bob' SUCCESSFUL>",
    ]


def test_two_logs_are_explained(log: Log[Message]) -> None:
    assert explain_comparison("==", log[:1], log[1:2]) == [
        "pinpoint_mock: 1 of 1 sent messages differs from what is expected.",
        "Different:",
        "  1. SMS to +15550100: 'Welcome, Bob'",
        "     address: expected '+15550101'",
        "                 found '+15550100'",
        "     body: expected 'Goodbye'",
        "              found 'Welcome, Bob'",
    ]


def test_a_callable_that_fails_for_another_message_is_a_difference(log: Log[Message]) -> None:
    lines = explain_comparison("==", log, [BOB, BYE, {"html_body": lambda html: "Ada" in html}])
    assert lines is not None
    assert lines[-2:] == ["     html_body: expected <lambda>", "                   found None"]


def test_many_messages_are_compared_by_their_places(log: Log[Message], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "MANY", 3)
    assert explain_comparison("==", log, [BYE, {"address": "+15550101"}]) == [
        "pinpoint_mock: expected 2 sent messages, found 3.",
        "Different:",
        "  1. SMS to +15550100: 'Welcome, Bob'",
        "     address: expected '+15550101'",
        "                 found '+15550100'",
        "     body: expected 'Goodbye'",
        "              found 'Welcome, Bob'",
        "Not expected:",
        "  3. EMAIL to ada@example.com: 'Your order' | 'Thank you, Ada.'",
    ]


def test_what_is_not_a_failed_comparison_of_a_log_is_left_to_pytest(log: Log[Message]) -> None:
    for op, left, right in (
        ("!=", log, log),
        ("in", BOB, log),
        ("==", [BOB], [BYE]),
        ("==", log, "text"),
        ("==", "text", log),
        ("==", log, [BOB, BYE, EMAIL]),
    ):
        assert explain_comparison(op, left, right) is None


def test_of_many_differences_only_the_first_are_listed() -> None:
    messages = message_log(*(message(body=str(number)) for number in range(100)))
    for expected, title in (
        ([{"body": "x"}] * 100, "Different:"),
        ([{}] * 125, "Missing:"),
        ([], "Not expected:"),
        ([{"body": str(number)} for number in reversed(range(100))], None),
    ):
        lines = explain_comparison("==", messages.all, expected)
        assert lines is not None
        assert title is None or title in lines
        assert lines[-1] in ("  ... and 80 more", "  ... and 5 more")
        assert len(lines) <= 2 + 3 * 20 + 1


def test_a_dict_that_is_not_in_a_log_is_explained(log: Log[Message]) -> None:
    lines = explain_comparison("in", {"body": "Welcome, Ada", "channel": "SMS"}, log[:2])
    assert lines is not None
    assert (
        "\n".join(lines)
        == """\
pinpoint_mock: expected at least one sent message with body='Welcome, Ada', channel='SMS'; 0 of 2 match.
Closest:
  1. SMS to +15550100: 'Welcome, Bob'
     body: expected 'Welcome, Ada'
              found 'Welcome, Bob'
  2. SMS to +15550101: 'Goodbye'
     body: expected 'Welcome, Ada'
              found 'Goodbye'
Failed attempts:
  1. SMS to +15550100: 'Hi' OPT_OUT: User opted out"""
    )
    assert explain_comparison("in", {}, log[:0]) == [
        "pinpoint_mock: expected at least one sent message; no sent message is in this log.",
        "Failed attempts:",
        "  1. SMS to +15550100: 'Hi' OPT_OUT: User opted out",
    ]


def test_a_dict_that_is_in_a_log_against_expectation_is_explained(log: Log[Message]) -> None:
    assert explain_comparison("not in", {"channel": "SMS"}, log) == [
        "pinpoint_mock: expected no sent message with channel='SMS'; 2 of 3 match.",
        "  1. SMS to +15550100: 'Welcome, Bob'",
        "  2. SMS to +15550101: 'Goodbye'",
    ]
    assert explain_comparison("==", {"channel": "SMS"}, log) is None

"""Near misses: which records are the nearest, and what is said of failed attempts."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from pinpoint_mock.logs.near_misses import COMPARED, closest, compare, explain_count, explain_failed
from tests.builders import message


@dataclasses.dataclass
class Note:
    body: str | None
    channel: str = "SMS"
    settings: dict[str, Any] = dataclasses.field(default_factory=dict)

    def describe(self) -> str:
        return f"{self.channel}: {self.body}"


def nearest(records: list[Note], **expected: Any) -> list[int]:
    return [miss.number for miss in closest(compare(records, expected))]


@pytest.mark.parametrize(
    ("bodies", "numbers"),
    [
        (["Bye", "Welcome, Bob", "Welcome Ada"], [3, 2, 1]),
        (["Bye", "Bye", "Welcome", "Welcome, Ada!", "Bye"], [4, 3, 1]),
        ([None, "xyz", None, "Welcome"], [4, 2, 1]),
        (["Bye"], [1]),
        ([], []),
    ],
)
def test_of_equally_many_differences_the_most_similar_text_is_the_nearest(
    bodies: list[str | None], numbers: list[int]
) -> None:
    assert nearest([Note(body) for body in bodies], body="Welcome, Ada") == numbers


def test_fewer_differences_are_nearer_than_similar_texts() -> None:
    records = [Note("Welcome, Adb", channel="EMAIL"), Note("Bye")]
    assert nearest(records, body="Welcome, Ada", channel="SMS") == [2, 1]


def test_similar_dicts_are_nearer() -> None:
    records = [Note("", settings=settings) for settings in ({}, {"Keyword": "SHOP", "EntityId": "1"}, {"x": 1})]
    assert nearest(records, settings={"EntityId": "2", "Keyword": "SHOP"})[0] == 2


def test_a_difference_late_in_a_long_text_is_small() -> None:
    html = "<p>Thank you</p>" * 100
    records = [Note("<b>" + html), Note(html + "<b>4711</b>"), Note("<p>")]
    assert nearest(records, body=html + "<b>4712</b>") == [2, 1, 3]


def test_of_very_many_records_only_the_first_are_compared_by_text() -> None:
    records = [*(Note("Bye") for _ in range(COMPARED)), Note("Welcome, Ad")]
    assert nearest(records, body="Welcome, Ada") == [1, 2, 3]
    assert nearest(records[1:], body="Welcome, Ada")[0] == COMPARED


def test_a_callable_that_is_not_met_by_none_is_a_difference() -> None:
    [compared] = compare([Note(None)], {"body": lambda body: "x" in body, "channel": "SMS"})
    assert [(each.field, each.actual) for each in compared.differences] == [("body", None)]


def is_kind(body: str) -> bool:
    return "please" in body


def test_patterns_and_callables_are_named_in_the_text() -> None:
    text = explain_count(
        "one note",
        {"body": re.compile("^Ada"), "channel": is_kind},
        [Note("Hello")],
        at_least=1,
        nothing="no note is there",
        if_too_many="",
    )
    assert (
        text
        == """\
pinpoint_mock: expected one note with body=re.compile('^Ada'), channel=is_kind; 0 of 1 match.
Closest:
  1. SMS: Hello
     body: expected re.compile('^Ada')
              found 'Hello'
     channel: expected is_kind
                 found 'SMS'"""
    )


def test_failed_attempts_that_are_as_expected_come_last_with_what_to_do() -> None:
    assert explain_failed([Note("Ada"), Note("Bye"), Note("Ada")], {"body": "Ada"}) == [
        "Failed attempts:",
        "  2. SMS: Bye",
        "Failed, but otherwise as expected:",
        "  1. SMS: Ada",
        "  3. SMS: Ada",
        "Remove the reason of the failure, or look for the message in failed_messages.",
    ]


def test_without_expectations_failed_attempts_are_only_listed() -> None:
    assert explain_failed([Note("Ada")], {}) == ["Failed attempts:", "  1. SMS: Ada"]
    assert explain_failed([], {}) == []


def test_a_callable_that_fails_for_a_record_is_a_difference() -> None:
    expected = {"channel": "SMS", "body": lambda body: body.index("x") > 0}
    (compared,) = compare([message(body="Hello")], expected)
    assert [each.field for each in compared.differences] == ["body"]

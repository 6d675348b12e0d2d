"""Expectations: what meets them, and what is said about unknown fields."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest

from pinpoint_mock.logs.matching import Difference, check_fields, difference, matches


class EqualToAll:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]  # as for any class with __eq__


class EqualToAllByClass(type):
    def __eq__(cls, other: object) -> bool:
        return True

    __hash__ = type.__hash__


class IsAnything(metaclass=EqualToAllByClass):
    pass


@pytest.mark.parametrize(
    ("expected", "actual", "answer"),
    [
        ("a", "a", True),
        ("a", "b", False),
        (None, None, True),
        (None, "", False),
        ({"Data": ["x"]}, {"Data": ["x"]}, True),
        (re.compile("Ada"), "Hello Ada", True),
        (re.compile("^Ada"), "Hello Ada", False),
        (re.compile("Ada"), None, False),
        (re.compile("1"), 1, False),
        (str.isdigit, "12", True),
        (str.isdigit, "no", False),
        (lambda value: value is None, None, True),
        (lambda value: [], "x", False),
        (EqualToAll(), "x", True),
        (mock.ANY, None, True),
        (IsAnything, "x", True),
        (str, "x", False),
        (str, str, True),
    ],
)
def test_an_expectation_is_a_value_a_pattern_a_callable_or_anything_with_eq(
    expected: object, actual: object, answer: bool
) -> None:
    assert matches(expected, actual) is answer


def test_the_difference_names_only_the_fields_that_differ() -> None:
    item = SimpleNamespace(channel="SMS", body="Hi", title=None)
    pattern: re.Pattern[str] = re.compile("Hello")
    assert difference(item, {"channel": "SMS", "body": pattern, "title": "x"}) == [
        Difference("body", pattern, "Hi"),
        Difference("title", "x", None),
    ]
    assert difference(item, {"channel": "SMS", "title": None}) == []
    assert difference(item, {}) == []


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ({"adress": 1}, "pinpoint_mock: message has no field 'adress'. Did you mean 'address'?"),
        ({"body": 1, "zzz": 1}, "pinpoint_mock: message has no field 'zzz'. Its fields are address, body."),
    ],
)
def test_an_unknown_field_is_a_type_error_that_helps(expected: dict[str, Any], text: str) -> None:
    with pytest.raises(TypeError) as raised:
        check_fields("message", {"body", "address"}, expected)
    assert str(raised.value) == text


def test_known_fields_are_taken() -> None:
    known = {"body", "address"}
    check_fields("message", known, {"body": 1, "address": 2})
    with pytest.raises(TypeError):
        check_fields("message", known - {"body"}, {"body": 1})

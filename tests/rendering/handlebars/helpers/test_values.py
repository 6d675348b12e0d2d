"""What helpers make of a variable: its one value, its text, its number, its members."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pinpoint_mock.rendering.handlebars.helpers.values import (
    HelperError,
    each_items,
    is_true,
    items,
    member,
    number,
    optional_number,
    text,
    whole_number,
)

USER = {"": "ada", "UserAttributes": {"Colors": ["red", "blue"], "Name": "Ada"}}
"""A variable that has a value of its own besides its members."""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("a", "a"),
        (True, "true"),
        (6.0, "6.0"),
        (1e17, "100000000000000000.0"),
        (0.5, "0.5"),
        (7, "7"),
        ([["a", "b"], "c"], "a"),
        ([], ""),
        (USER, "ada"),
        ({"a": "b"}, ""),
    ],
)
def test_the_text_of_a_value(value: Any, expected: str) -> None:
    assert text(value) == expected


@pytest.mark.parametrize("value", ["false", "0", ["a"], {"a": None}, USER])
def test_what_is_true(value: Any) -> None:
    assert is_true(value)


@pytest.mark.parametrize("value", [None, "", False, 0, [], ["", "a"], {}])
def test_what_is_false(value: Any) -> None:
    assert not is_true(value)


@pytest.mark.parametrize(
    ("value", "expected"), [("7", "7"), (" -1.50 ", "-1.50"), ("+2", "2"), (6.0, "6.0"), (["3", "4"], "3")]
)
def test_the_number_of_a_value(value: Any, expected: str) -> None:
    assert number(value) == optional_number(value) == Decimal(expected)


@pytest.mark.parametrize("value", [True, None, "", "1e3", "1.", ".5", "\N{ARABIC-INDIC DIGIT ONE}", "1,000", "NaN"])
def test_a_value_that_is_no_number(value: Any) -> None:
    assert optional_number(value) is None
    with pytest.raises(HelperError, match="expected a number"):
        number(value)


def test_the_whole_number_of_a_value() -> None:
    assert [whole_number(value) for value in ("7", 6.0, "-3.00")] == [7, 6, -3]
    with pytest.raises(HelperError, match="expected a whole number"):
        whole_number("6.5")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (["UserAttributes", "Colors"], ["red", "blue"]),
        (["UserAttributes", "Colors", "1"], "blue"),
        (["UserAttributes", "Colors", "2"], None),
        (["UserAttributes", "Colors", "first"], None),
        (["UserAttributes", "Colors", "\u0661"], None),
        (["UserAttributes", "Name", "0"], "Ada"),
        (["0"], "ada"),
        (["Nothing", "0"], None),
        ([], USER),
    ],
)
def test_the_members_of_a_value(path: list[str], expected: Any) -> None:
    assert member(USER, path) == expected


def test_the_items_of_a_value() -> None:
    assert [items(value) for value in (None, "a", ["a", "b"], USER, {"a": "b"})] == [[], ["a"], ["a", "b"], ["ada"], []]


def test_what_each_goes_through() -> None:
    members = {"a": "b"}
    assert each_items(members) is members
    assert each_items(USER) == ["ada"]
    assert each_items([str(index) for index in range(16)]) == [str(index) for index in range(15)]

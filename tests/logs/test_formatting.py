"""How values are shown in texts."""

from __future__ import annotations

import os
import re
from unittest import mock

import pytest

from pinpoint_mock.logs.formatting import first_difference, format_fields, format_value, shorten, shorten_to_difference


class OnTwoLines:
    def __repr__(self) -> str:
        return "first\nsecond"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\nb", r"'a\nb'"),
        (None, "None"),
        ({"b": 1, "a": {"d": [1], "c": 2}}, "{'a': {'c': 2, 'd': [1]}, 'b': 1}"),
        (re.compile("^Ada"), "re.compile('^Ada')"),
        (os.path.isabs, "isabs"),
        (lambda text: text, "<lambda>"),
        (str.isdigit, "str.isdigit"),
        (str, "<class 'str'>"),
        (mock.ANY, "<ANY>"),
        (OnTwoLines(), "first second"),
    ],
)
def test_a_value_is_shown_on_one_line_and_the_same_in_every_run(value: object, text: str) -> None:
    assert format_value(value) == text


@pytest.mark.parametrize(
    ("text", "start", "result"),
    [
        ("x" * 80, 0, "x" * 80),
        ("x" * 81, 0, "x" * 80 + "…"),
        ("x" * 81, 1, "…" + "x" * 80),
        ("x" * 200, 50, "…" + "x" * 80 + "…"),
        ("", 0, ""),
    ],
)
def test_a_long_text_is_cut(text: str, start: int, result: str) -> None:
    assert shorten(text, start) == result


LONG = "0123456789" * 30


@pytest.mark.parametrize(
    ("one", "other", "result"),
    [
        ("Ada", "Bob", ("Ada", "Bob")),
        ("x" * 79 + "a", "x" * 79 + "b", ("x" * 79 + "a", "x" * 79 + "b")),
        (LONG + "a", LONG + "b", ("…" + LONG[-79:] + "a", "…" + LONG[-79:] + "b")),
        (LONG + "a" + LONG, LONG * 2, ("…" + LONG[-30:] + "a" + LONG[:49] + "…", "…" + LONG[-30:] + LONG[:50] + "…")),
        ("A" + LONG, "B" + LONG, ("A" + LONG[:79] + "…", "B" + LONG[:79] + "…")),
        (LONG, LONG[:200], ("…" + LONG[170:250] + "…", "…" + LONG[170:200])),
        (LONG, "None", (LONG[:80] + "…", "None")),
        (LONG, LONG, (LONG[:80] + "…", LONG[:80] + "…")),
    ],
)
def test_two_long_texts_are_cut_around_their_first_difference(one: str, other: str, result: tuple[str, str]) -> None:
    assert shorten_to_difference(one, other) == result


@pytest.mark.parametrize(
    ("one", "other", "index"), [("abc", "abd", 2), ("abc", "ab", 2), ("", "x", 0), ("abc", "abc", 3)]
)
def test_the_first_difference(one: str, other: str, index: int) -> None:
    assert first_difference(one, other) == index


def test_expected_fields_are_shown_cut() -> None:
    assert format_fields({"channel": "SMS", "body": "x" * 200}) == f"channel='SMS', body='{'x' * 79}…"
    assert format_fields({}) == ""

"""Where nested values differ: by the dotted path of each innermost value."""

from __future__ import annotations

from unittest import mock

import pytest

from pinpoint_mock import containing
from pinpoint_mock.logs.comparison import explain_comparison
from pinpoint_mock.logs.matching import Difference
from pinpoint_mock.logs.near_misses import ComparedRecord
from pinpoint_mock.logs.nested import nested_differences
from tests.builders import message


def differences(expected: object, actual: object) -> list[tuple[str, str, str]]:
    found = nested_differences(Difference("payload", expected, actual))
    return [(each.field, repr(each.expected), repr(each.actual)) for each in found]


@pytest.mark.parametrize(
    ("expected", "actual", "found"),
    [
        (
            {"aps": {"alert": {"title": "Letter", "body": "Here"}}, "data": {}},
            {"aps": {"alert": {"title": "Parcel", "body": "Here"}}, "data": {}},
            [("payload.aps.alert.title", "'Letter'", "'Parcel'")],
        ),
        (
            {"a": 1, "b": {"c": 2}},
            {"b": {"c": 3, "d": 4}},
            [
                ("payload.a", "1", "nothing"),
                ("payload.b.c", "2", "3"),
                ("payload.b.d", "nothing", "4"),
            ],
        ),
        (
            {"items": [{"n": 1}, {"n": 2}]},
            {"items": [{"n": 1}, {"n": 3}, {}]},
            [("payload.items[1].n", "2", "3"), ("payload.items[2]", "nothing", "{}")],
        ),
        ([1, 2], [1], [("payload[1]", "2", "nothing")]),
        ({"media-url": "x", "a.b": 1}, {"media-url": "y", "a.b": 2}, None),
        ({"a": None}, {"a": {}}, [("payload.a", "None", "{}")]),
        ({"a": {"b": 1}}, None, [("payload", "{'a': {'b': 1}}", "None")]),
        ("Letter", "Parcel", [("payload", "'Letter'", "'Parcel'")]),
        ({"a": mock.ANY, "b": 1}, {"a": 5, "b": 2}, [("payload.b", "1", "2")]),
        ({"a": float("nan")}, {"a": 1}, [("payload.a", "nan", "1")]),
    ],
)
def test_each_innermost_value_that_differs_has_its_path(
    expected: object, actual: object, found: list[tuple[str, str, str]] | None
) -> None:
    if found is None:
        found = [("payload.media-url", "'x'", "'y'"), ("payload['a.b']", "1", "2")]
    assert differences(expected, actual) == found


def test_a_difference_that_is_in_no_member_is_that_of_the_whole_value() -> None:
    assert differences({"a": 1}, {"a": 1}) == [("payload", "{'a': 1}", "{'a': 1}")]


@pytest.mark.parametrize(
    ("expected", "actual", "found"),
    [
        (containing({"a": {"b": 1}}), {"a": {"b": 2, "c": 3}, "d": 4}, [("payload.a.b", "1", "2")]),
        (containing({"a": {"b": 1}}), {"a": {"c": 3}}, [("payload.a.b", "1", "nothing")]),
        (containing({"a": [{"b": 1}]}), {"a": [{"b": 2, "c": 3}]}, [("payload.a[0].b", "1", "2")]),
        (containing({"a": [1]}), {"a": [1, 2]}, [("payload.a[1]", "nothing", "2")]),
        (containing({"a": {}}), {"a": None}, [("payload.a", "{}", "None")]),
        (
            {"x": containing({"a": {"b": 1}}), "y": {"z": 1}},
            {"x": {"a": {"b": 2}, "c": 3}, "y": {"z": 1}},
            [("payload.x.a.b", "1", "2")],
        ),
        (containing({"a": str.isdigit}), {"a": None}, None),
    ],
)
def test_containing_shows_only_what_it_expects(
    expected: object, actual: object, found: list[tuple[str, str, str]] | None
) -> None:
    if found is None:
        found = [("payload.a", repr(str.isdigit), "None")]
    assert differences(expected, actual) == found


def test_a_failing_matcher_inside_is_a_difference() -> None:
    assert differences(containing({"a": lambda value: 1 / 0}), {"a": 1})[0][0] == "payload.a"


def test_of_very_many_differences_only_the_first_are_shown() -> None:
    expected, actual = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", 1), dict.fromkeys("abcdefghijklmnopqrstuvwxyz", 2)
    lines = ComparedRecord(1, message(), [Difference("settings", expected, actual)]).lines()
    assert lines[-3:] == [
        "     settings.t: expected 1",
        "                    found 2",
        "     ... and 6 more",
    ]


def test_a_plain_comparison_with_containing_is_explained() -> None:
    expected, actual = containing({"aps": {"badge": 2}}), {"aps": {"badge": 1, "sound": "ping"}}
    assert actual != expected
    for sides in ((expected, actual), (actual, expected)):
        assert explain_comparison("==", *sides) == [
            "pinpoint_mock: a part is not as expected.",
            "     value.aps.badge: expected 2",
            "                         found 1",
        ]

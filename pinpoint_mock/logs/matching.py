"""How an item of a log is compared with what a test expects: one function for filters and for their texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from pinpoint_mock.core.errors import ExpectationFailed
from pinpoint_mock.core.suggestions import did_you_mean
from pinpoint_mock.logs.formatting import format_fields, format_value, shorten


class Difference(NamedTuple):
    """A field in which an item is not as expected."""

    field: str
    expected: object
    actual: object


def matches(expected: object, actual: object) -> bool:
    """Whether a value meets an expectation: a compiled pattern (`search`), a callable, or anything with `==`.

    A class is compared, not called, so that `dirty_equals.IsStr` works without parentheses. A callable for texts that
    raises a TypeError or AttributeError for None is not met by None.

    >>> matches(re.compile("Ada"), "Hello Ada"), matches(str.isdigit, "7"), matches("a", "b")
    (True, True, False)
    """
    if isinstance(expected, re.Pattern):
        return isinstance(actual, str) and expected.search(actual) is not None
    if callable(expected) and not isinstance(expected, type):
        try:
            return bool(expected(actual))
        except (TypeError, AttributeError):
            if actual is None:
                return False
            raise
    return bool(expected == actual)


def difference(item: object, expected: Mapping[str, object]) -> list[Difference]:
    """The fields in which `item` is not as expected; an empty list is a match.

    >>> from types import SimpleNamespace
    >>> difference(SimpleNamespace(channel="SMS", body="Hi"), {"channel": "SMS", "body": "Hello"})
    [Difference(field='body', expected='Hello', actual='Hi')]

    ExpectationFailed where an expectation raises an error of its own.
    """
    return [
        Difference(field, value, actual)
        for field, value in expected.items()
        if not _field_matches(field, value, actual := getattr(item, field))
    ]


def _field_matches(field: str, expected: object, actual: object) -> bool:
    try:
        return matches(expected, actual)
    except Exception as error:
        shown = shorten(format_value(actual, field))
        raise ExpectationFailed(format_fields({field: expected}), shown, error) from error


def check_fields(kind: str, known: Collection[str], expected: Mapping[str, Any]) -> None:
    """Refuse an expectation of a field that the items do not have, and name the nearest one.

    Raises TypeError.
    """
    __tracebackhide__ = True
    for field in expected:
        if field in known:
            continue
        names = sorted(known)
        hint = did_you_mean(field, names) or f"Its fields are {', '.join(names)}."
        raise TypeError(f"pinpoint_mock: {kind} has no field '{field}'. {hint}")

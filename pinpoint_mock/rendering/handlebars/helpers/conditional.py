"""Conditional helpers: and, eq, gt, gte, if, lt, lte, neq, not, or.

`and`, `or`, `not` and `if` test for truth. The others compare: as numbers when both sides read as numbers, because the
user guide compares attributes, which are texts, with `"17"`, and as texts otherwise. AWS does not document comparisons
with a missing value; here it equals only another missing one and is neither greater nor less than anything, because
there is nothing to compare. Source: UG message-template-helpers.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from pinpoint_mock.rendering.handlebars.helpers.values import first, is_true, optional_number, text


def if_true(value: Any, /) -> bool:
    """Whether the value exists and is not false."""
    return is_true(value)


def if_false(value: Any, /) -> bool:
    """The opposite of `if_true`."""
    return not is_true(value)


def all_true(one: Any, other: Any, /, *more: Any) -> bool:
    """Whether all of at least two values are true."""
    return all(map(is_true, (one, other, *more)))


def any_true(one: Any, other: Any, /, *more: Any) -> bool:
    """Whether at least one of at least two values is true."""
    return any(map(is_true, (one, other, *more)))


def equal(one: Any, other: Any, /) -> bool:
    """Whether two values are the same.

    >>> equal("18", 18), equal("18", "18.0"), equal("red", "Red")
    (True, True, False)
    """
    if first(one) is None or first(other) is None:
        return first(one) is first(other)
    return bool(operator.eq(*_sides(one, other)))


def not_equal(one: Any, other: Any, /) -> bool:
    """The opposite of `equal`."""
    return not equal(one, other)


def _order(compare: Callable[[Any, Any], bool]) -> Callable[..., bool]:
    def ordered(one: Any, other: Any, /) -> bool:
        if first(one) is None or first(other) is None:
            return False
        return compare(*_sides(one, other))

    return ordered


def _sides(one: Any, other: Any) -> tuple[Any, Any]:
    numbers = optional_number(one), optional_number(other)
    return (text(one), text(other)) if None in numbers else numbers


TESTS: Mapping[str, Callable[..., bool]] = {
    "and": all_true,
    "eq": equal,
    "gt": _order(operator.gt),
    "gte": _order(operator.ge),
    "if": if_true,
    "lt": _order(operator.lt),
    "lte": _order(operator.le),
    "neq": not_equal,
    "not": if_false,
    "or": any_true,
}
"""The helpers that are true or false, by name."""

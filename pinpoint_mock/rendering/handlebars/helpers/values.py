"""What all helpers share: the one value that a variable stands for, its text, its number, its members."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pinpoint_mock.rendering.variables import SELF_KEY

NUMBER = re.compile(r"\s*([+-]?[0-9]+(?:\.[0-9]+)?)\s*")
EACH_LIMIT = 15


class HelperError(ValueError):
    """A helper cannot do its work with the arguments that it was given."""


def first(value: Any) -> Any:
    """The one value that stands for a variable: the first of a list, None if there is none.

    AWS does not document what a helper makes of a list where it wants one value; here that is the first, as when the
    list is printed. Source: facts, messaging section 3.5 and section 12, choice 17.

    >>> first(["red", "blue"]), first([]), first("red")
    ('red', None, 'red')
    """
    while isinstance(value, (list, tuple, Mapping)):
        value = value.get(SELF_KEY) if isinstance(value, Mapping) else next(iter(value), None)
    return value


def text(value: Any) -> str:
    """A value as it is printed; None prints nothing, and a number prints plainly.

    >>> text(6.0), text(True), text(None), text(["red", "blue"])
    ('6.0', 'true', '', 'red')
    """
    value = first(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        plain = format(Decimal(repr(value)), "f")
        return plain if "." in plain else f"{plain}.0"
    return str(value)


def truth_value(value: Any) -> Any:
    """What a test looks at: the one value of a variable, or all members where there are only members."""
    one = first(value)
    return value if one is None and isinstance(value, Mapping) else one


def is_true(value: Any) -> bool:
    """Truth as in Handlebars: no value, an empty text, false and zero are false; the text "false" is true."""
    return bool(truth_value(value))


def optional_number(value: Any) -> Decimal | None:
    """The number that a value reads as, or None."""
    found = None if isinstance(value, bool) else NUMBER.fullmatch(text(value))
    return None if found is None else Decimal(found[1])


def number(value: Any) -> Decimal:
    """The number that a value reads as. HelperError if there is none."""
    found = optional_number(value)
    if found is None:
        raise HelperError("expected a number")
    return found


def whole_number(value: Any) -> int:
    """The whole number that a value reads as; also `6.0`, as a metric is printed. HelperError if there is none."""
    found = number(value)
    if found != found.to_integral_value():
        raise HelperError("expected a whole number")
    return int(found)


def member(value: Any, path: Sequence[str]) -> Any:
    """What lies under a value at a path, or None; a single value is a list of one.

    >>> member({"UserAttributes": {"Colors": ["red", "blue"]}}, ["UserAttributes", "Colors", "1"])
    'blue'
    """
    for name in path:
        if isinstance(value, Mapping):
            value = value[name] if name in value else member(value.get(SELF_KEY), [name])
        else:
            values = items(value)
            value = values[int(name)] if name.isdecimal() and int(name) < len(values) else None
    return value


def items(value: Any) -> Sequence[Any]:
    """All values of a variable; a single value is a list of one."""
    if isinstance(value, Mapping):
        return items(value.get(SELF_KEY))
    if isinstance(value, (list, tuple)):
        return value
    return [] if value is None else [value]


def each_items(value: Any) -> Any:
    """What `each` goes through: at most 15 values of a list. Source: facts, engagement section 3.4.

    >>> len(each_items(list(range(20))))
    15
    """
    if isinstance(value, Mapping) and SELF_KEY not in value:
        return value
    return list(items(value)[:EACH_LIMIT])

"""What a helper makes of a variable: its one value, its text, its number, its members."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pinpoint_mock.rendering.variables import SELF_KEY

NUMBER = re.compile(r"\s*([+-]?[0-9]+(?:\.[0-9]+)?)\s*")
EACH_LIMIT = 15


class HelperError(ValueError):
    """A helper cannot work with its arguments."""


def first(value: Any) -> Any:
    """The single value of a variable: the first of a list, None if there is none.

    AWS does not document which value of a list is printed or taken by a helper; here it is the first, because the user
    guide prints attributes, which are lists, by their plain name. Source: UG message-templates-personalizing.

    >>> first(["red", "blue"]), first([]), first("red")
    ('red', None, 'red')
    """
    while isinstance(value, (list, tuple, Mapping)):
        value = value.get(SELF_KEY) if isinstance(value, Mapping) else next(iter(value), None)
    return value


def text(value: Any) -> str:
    """A value as it is printed: None as nothing, a number without an exponent.

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
    """What a test looks at: the single value of a variable, or its members if it has only these."""
    one = first(value)
    return value if one is None and isinstance(value, Mapping) else one


def is_true(value: Any) -> bool:
    """Truth as in Handlebars: no value, an empty text, false and zero are false; the text "false" is true."""
    return bool(truth_value(value))


def optional_number(value: Any) -> Decimal | None:
    """The number that a value reads as, None if it is no number."""
    found = None if isinstance(value, bool) else NUMBER.fullmatch(text(value))
    return None if found is None else Decimal(found[1])


def number(value: Any) -> Decimal:
    """The number that a value reads as. HelperError if it is no number."""
    found = optional_number(value)
    if found is None:
        raise HelperError("expected a number")
    return found


def whole_number(value: Any) -> int:
    """The whole number that a value reads as, also from `6.0`, as metrics print. HelperError if it is none."""
    found = number(value)
    if found != found.to_integral_value():
        raise HelperError("expected a whole number")
    return int(found)


def member(value: Any, path: Sequence[str]) -> Any:
    """What a path leads to below a value, None if there is nothing; a single value is a list of one.

    >>> member({"UserAttributes": {"Colors": ["red", "blue"]}}, ["UserAttributes", "Colors", "1"])
    'blue'
    """
    for name in path:
        if isinstance(value, Mapping):
            value = value[name] if name in value else member(value.get(SELF_KEY), [name])
        else:
            values = items(value)
            is_place = name.isascii() and name.isdecimal() and int(name) < len(values)
            value = values[int(name)] if is_place else None
    return value


def items(value: Any) -> Sequence[Any]:
    """All values of a variable; a single value is a list of one."""
    if isinstance(value, Mapping):
        return items(value.get(SELF_KEY))
    if isinstance(value, (list, tuple)):
        return value
    return [] if value is None else [value]


def each_items(value: Any) -> Any:
    """What `each` goes through: the members of a variable, or at most 15 values. Source: UG message-template-helpers.

    >>> len(each_items(list(range(20))))
    15
    """
    if isinstance(value, Mapping) and SELF_KEY not in value:
        return value
    return list(items(value)[:EACH_LIMIT])

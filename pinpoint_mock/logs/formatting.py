"""How values are shown in texts: on one line, the same in every run, and cut where they are long."""

from __future__ import annotations

from collections.abc import Mapping
from pprint import saferepr

LISTED = 20
"""How many records are listed; of more than these it is said how many there are."""

LONGEST = 80
"""How many characters of a value are shown."""

BEFORE = 30
"""How many of them, at least, come before the first difference."""


def format_value(value: object) -> str:
    """A value on one line, in full: dicts in the order of their keys, functions by their names.

    >>> format_value({"b": 1, "a": "x"}), format_value(str.isdigit)
    ("{'a': 'x', 'b': 1}", 'str.isdigit')
    """
    name = None if isinstance(value, type) else getattr(value, "__qualname__", None)
    if isinstance(name, str):
        return name.rpartition("<locals>.")[2]
    return " ".join(saferepr(value).splitlines())


def shorten(text: str, start: int = 0) -> str:
    """As much of `text` as is shown, from `start` on, with `…` where something is left out.

    >>> shorten("x" * 81) == "x" * 80 + "…"
    True
    """
    end = start + LONGEST
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def shorten_to_difference(one: str, other: str) -> tuple[str, str]:
    """Two texts, cut around the first character in which they differ if one of them is long.

    >>> before, after = "(" * 80, ")" * 80
    >>> shorten_to_difference(before + "Ada" + after, before + "Bob" + after)[0]
    '…((((((((((((((((((((((((((((((Ada)))))))))))))))))))))))))))))))))))))))))))))))…'
    """
    start = 0
    if one != other:
        start = max(0, min(first_difference(one, other) - BEFORE, max(len(one), len(other)) - LONGEST))
    return shorten(one, start), shorten(other, start)


def first_difference(one: str, other: str) -> int:
    """The index of the first character in which two texts differ; the shorter one's length if it begins the other."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


def format_fields(fields: Mapping[str, object]) -> str:
    """Expected fields on one line.

    >>> format_fields({"channel": "SMS", "body": str.isdigit})
    "channel='SMS', body=str.isdigit"
    """
    return ", ".join(f"{field}={shorten(format_value(value))}" for field, value in fields.items())


def count_of(number: int, kind: str) -> str:
    """A number of things.

    >>> count_of(1, "request"), count_of(0, "sent message")
    ('1 request', '0 sent messages')
    """
    return f"{number} {kind}{'' if number == 1 else 's'}"

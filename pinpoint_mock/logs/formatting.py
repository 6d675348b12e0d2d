"""How values are shown in texts: on one line, the same in every run, and cut where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pprint import PrettyPrinter
from typing import Any

from pinpoint_mock.logs.credentials import without_credentials

LISTED = 20
"""So many entries a list shows at most; then it says how many more there are."""

LONGEST = 80
"""How many characters of a value are shown."""

BEFORE = 30
"""How many of them, at least, come before the first difference."""


shows_all = False
"""Whether values and lists are shown in full, however long they are."""


def show_all(is_on: bool) -> None:
    """Show values and lists in full from now on, as pytest does with `-vv`, or shorten them."""
    global shows_all
    shows_all = is_on


class _Printer(PrettyPrinter):
    """Python's own, but with functions by their names."""

    def format(self, value: Any, context: dict[int, int], maxlevels: int, level: int) -> tuple[str, bool, bool]:
        name = None if isinstance(value, type) else getattr(value, "__qualname__", None)
        if isinstance(name, str):
            return name.rpartition("<locals>.")[2], True, False
        return super().format(value, context, maxlevels, level)


def format_value(value: object, path: str = "") -> str:
    """A value on one line, in full: dicts in the order of their keys, functions by their names, no credentials.

    `path` is the field or member that has the value.

    >>> format_value({"b": 1, "a": "x"}), format_value(str.isdigit)
    ("{'a': 'x', 'b': 1}", 'str.isdigit')
    >>> format_value([str.isdigit])
    '[str.isdigit]'
    """
    return " ".join(_Printer().format(without_credentials(value, path), {}, 0, 0)[0].splitlines())


def shorten(text: str, start: int = 0) -> str:
    """As much of `text` as is shown, from `start` on, with `…` where something is left out.

    >>> shorten("x" * 81) == "x" * 80 + "…"
    True
    """
    if shows_all:
        return text
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
    return ", ".join(f"{field}={shorten(format_value(value, field))}" for field, value in fields.items())


def pairs(values: Mapping[str, object]) -> str:
    """Names and values for the cell of a table.

    >>> pairs({"page": "home", "clicks": 3.0})
    'page: home, clicks: 3.0'
    """
    return ", ".join(f"{name}: {value}" for name, value in values.items())


def count_of(number: int, kind: str) -> str:
    """A number of things.

    >>> count_of(1, "request"), count_of(0, "sent message")
    ('1 request', '0 sent messages')
    """
    return f"{number} {kind}{'' if number == 1 else 's'}"


def limited(blocks: Iterable[Sequence[str]], indent: str = "  ") -> list[str]:
    """The lines of the first entries of a list, and how many more there are.

    >>> limited(([f"  {number}."] for number in range(500)))[-2:]
    ['  19.', '  ... and 480 more']
    """
    entries = list(blocks)
    shown = entries if shows_all else entries[:LISTED]
    left_out = len(entries) - len(shown)
    return [line for block in shown for line in block] + ([f"{indent}... and {left_out} more"] if left_out else [])

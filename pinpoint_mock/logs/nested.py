"""Where nested values differ: each difference by its dotted path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pinpoint_mock.logs.containing import Containing
from pinpoint_mock.logs.matching import Difference, matches

PLAIN_NAME = re.compile(r"[\w-]+")


class _Nothing:
    def __repr__(self) -> str:
        return "nothing"


NOTHING = _Nothing()
"""What is found or expected where a member or item is missing."""


def nested_differences(found: Difference) -> list[Difference]:
    """A difference as those of its innermost values, with their paths for fields; itself where it is not nested.

    >>> nested_differences(Difference("payload", {"aps": {"badge": 1}}, {"aps": {"badge": 2}}))
    [Difference(field='payload.aps.badge', expected=1, actual=2)]
    """
    expected, is_part = found.expected, isinstance(found.expected, Containing)
    if isinstance(expected, Containing):
        expected = expected.expected
    return list(_differences(found.field, expected, found.actual, is_part=is_part)) or [found]


def _differences(path: str, expected: Any, actual: Any, *, is_part: bool) -> Iterator[Difference]:
    if isinstance(expected, Containing):
        expected, is_part = expected.expected, True
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        yield from _differences_of_members(path, expected, actual, is_part=is_part)
    elif isinstance(expected, list) and isinstance(actual, list):
        yield from _differences_of_items(path, expected, actual, is_part=is_part)
    elif not _is_met(expected, actual, is_part=is_part):
        yield Difference(path, expected, actual)


def _differences_of_members(
    path: str, expected: Mapping[Any, Any], actual: Mapping[Any, Any], *, is_part: bool
) -> Iterator[Difference]:
    for name, value in expected.items():
        if name in actual:
            yield from _differences(_member(path, name), value, actual[name], is_part=is_part)
        else:
            yield Difference(_member(path, name), value, NOTHING)
    if not is_part:
        for name in actual:
            if name not in expected:
                yield Difference(_member(path, name), NOTHING, actual[name])


def _differences_of_items(path: str, expected: list[Any], actual: list[Any], *, is_part: bool) -> Iterator[Difference]:
    for place in range(max(len(expected), len(actual))):
        item = f"{path}[{place}]"
        if place < len(expected) and place < len(actual):
            yield from _differences(item, expected[place], actual[place], is_part=is_part)
        elif place < len(expected):
            yield Difference(item, expected[place], NOTHING)
        else:
            yield Difference(item, NOTHING, actual[place])


def _is_met(expected: object, actual: object, *, is_part: bool) -> bool:
    try:
        return matches(expected, actual) if is_part else bool(expected == actual)
    except Exception:  # of a test's own callable or matcher, where the record itself is named as different
        return False


def _member(path: str, name: object) -> str:
    return f"{path}.{name}" if isinstance(name, str) and PLAIN_NAME.fullmatch(name) else f"{path}[{name!r}]"

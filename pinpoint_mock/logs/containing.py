"""`containing`: a matcher for a part of a nested value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pinpoint_mock.logs.credentials import Holder
from pinpoint_mock.logs.formatting import format_value
from pinpoint_mock.logs.matching import matches


class Containing(Holder):
    """What `containing` makes: equal to each value that has the expected members."""

    def __eq__(self, other: object) -> bool:
        return _contains(self.expected, other)

    __hash__ = None  # type: ignore[assignment]  # it is equal to different values

    def __repr__(self) -> str:
        return f"containing({format_value(self.expected)})"


def containing(expected: Mapping[str, Any] | list[Any]) -> Any:  # Any, because it stands for values of every type
    """A matcher for a part of a nested value, wherever a value is expected or compared.

    A dict may have more members than the expected ones; a list has as many items, in the same places. Deeper dicts
    and lists are matched in the same way, and any other value as a field of a message is: by a plain value, a
    compiled pattern, a callable or any object with `==`. TypeError for anything but a dict or list.

    >>> {"aps": {"badge": 1, "sound": "ping"}} == containing({"aps": {"badge": 1}})
    True
    >>> containing({"aps": {"badge": lambda badge: badge > 1}})
    containing({'aps': {'badge': <lambda>}})
    """
    if not isinstance(expected, (Mapping, list)):
        raise TypeError(f"pinpoint_mock: containing() takes a dict or list, not {format_value(expected)}.")
    return Containing(expected)


def _contains(expected: object, actual: Any) -> bool:
    if isinstance(expected, Mapping):
        return isinstance(actual, Mapping) and all(
            name in actual and _contains(value, actual[name]) for name, value in expected.items()
        )
    if isinstance(expected, list):
        return isinstance(actual, list) and len(actual) == len(expected) and all(map(_contains, expected, actual))
    return matches(expected, actual)

"""Which attribute names the endpoints of an application use, and which of them are no longer captured."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")

MEMBERS: dict[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    "Attributes": lambda document: document.get("Attributes", {}),
    "Metrics": lambda document: document.get("Metrics", {}),
    "UserAttributes": lambda document: document.get("User", {}).get("UserAttributes", {}),
}
"""Where an endpoint, as a document or as a request, holds its custom attributes."""


class AttributeNames:
    """The attribute names of an application, by member.

    A name is in use while an endpoint has it. A removed name keeps its old values and takes no new ones.
    """

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, int]] = {member: {} for member in MEMBERS}
        self._removed: dict[str, dict[str, None]] = {member: {} for member in MEMBERS}

    def copy(self) -> AttributeNames:
        """The same names, in dicts of their own."""
        names = AttributeNames()
        names._counts = {member: dict(counts) for member, counts in self._counts.items()}
        names._removed = {member: dict(removed) for member, removed in self._removed.items()}
        return names

    def replace(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Count the names of an endpoint whose document is replaced; an endpoint that does not exist is `{}`."""
        for member, values in MEMBERS.items():
            old, new = values(before), values(after)
            if old is not new:
                self._count(member, old.keys() - new.keys(), -1)
                self._count(member, new.keys() - old.keys(), 1)

    def _count(self, member: str, names: set[str], step: int) -> None:
        counts = self._counts[member]
        for name in names:
            count = counts.get(name, 0) + step
            if count:
                counts[name] = count
            else:
                del counts[name]

    def remove(self, member: str, patterns: list[str]) -> list[str]:
        """Capture no more values under names that match a pattern; the names in use that do, sorted.

        `*` and `?` are the only wildcards, and case counts.
        """
        plain = [pattern.replace("[", "[[]") for pattern in patterns]
        self._removed[member] |= dict.fromkeys(plain)
        return sorted(name for name in self._counts[member] if _matches_any(name, plain))

    def captured(self, member: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
        """The values whose names have not been removed."""
        removed = self._removed[member]
        if not removed:
            return values
        return {name: value for name, value in values.items() if not _matches_any(name, removed)}

    def count_with(self, values: Mapping[str, Mapping[str, Any]]) -> int:
        """How many names, over all members, would be captured once these values by member are stored.

        It is 0 if they bring no new name.
        """
        if all(values[member].keys() <= self._counts[member].keys() for member in MEMBERS):
            return 0
        return sum(
            len(self.captured(member, self._counts[member]).keys() | values[member].keys()) for member in MEMBERS
        )


def _matches_any(name: str, patterns: list[str] | dict[str, None]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)

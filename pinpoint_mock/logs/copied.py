"""Frozen records whose dicts and lists nobody can change: each read of one is a copy."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, cast, overload

Value = TypeVar("Value")


def copy_plain(value: Value) -> Value:
    """A deep copy of a value made of dicts, lists and scalars.

    >>> original = {"tags": ["a"]}
    >>> copy_plain(original)["tags"].append("b")
    >>> original
    {'tags': ['a']}
    """
    if isinstance(value, dict):
        return cast(Value, {key: copy_plain(item) for key, item in value.items()})
    if isinstance(value, list):
        return cast(Value, [copy_plain(item) for item in value])
    return value


class Copied(Generic[Value]):
    """A dataclass field of plain dicts and lists that gives a copy at each read."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, record: None, owner: type) -> Any: ...
    @overload
    def __get__(self, record: object, owner: type) -> Value: ...
    def __get__(self, record: object | None, owner: type) -> Any:
        if record is None:
            raise AttributeError(self._name)  # so that dataclasses see a field without a default
        return copy_plain(record.__dict__[self._name])

    def __set__(self, record: object, value: Value) -> None:
        record.__dict__[self._name] = value

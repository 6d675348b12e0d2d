"""What an operation returns, against the shapes of the service model."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pinpoint_mock.core.clock import timestamp
from pinpoint_mock.core.suggestions import did_you_mean
from pinpoint_mock.protocol.model import shape

NAMES_ON_THE_WIRE = {"SegmentDimensions": "segmentDimensions"}
"""The members that boto3 calls otherwise, where the model has them so."""


def misfits(shape_name: str, value: object, path: str = "") -> Iterator[str]:
    """What is wrong with a value that an operation is to return: unknown members, wrong types and unknown values.

    Members that are missing are not wrong, and None stands for one.

    >>> list(misfits("ApplicationResponse", {"Id": 7, "Nmae": "shop"}))
    ['Id must be a string, not 7', "Nmae does not exist. Did you mean 'Name'?"]
    """
    if value is None and path:
        return
    entry = shape(shape_name)
    kind: str = entry["type"]
    article, is_of_kind = KINDS[kind]
    if not is_of_kind(value):
        yield f"{path or 'the answer'} must be {article}, not {value!r}"
    elif kind == "structure":
        yield from _misfits_of_members(entry["members"], _mapping(value), path)
    elif kind == "map":
        for key, item in _mapping(value).items():
            yield from misfits(entry["value"], item, f"{path}.{key}")
    elif kind == "list":
        for index, item in enumerate(value):  # type: ignore[arg-type]  # a list: `is_of_kind` says so
            yield from misfits(entry["member"], item, f"{path}[{index}]")
    elif "enum" in entry and value not in entry["enum"]:
        hint = did_you_mean(str(value), entry["enum"]) or f"Known are {', '.join(entry['enum'])}."
        yield f"{path} cannot be {value!r}. {hint}"


def _misfits_of_members(members: Mapping[str, str], value: Mapping[Any, object], path: str) -> Iterator[str]:
    for name, item in value.items():
        below = f"{path}.{name}" if path else str(name)
        member = _wire_name(members, name)
        if member is None:
            hint = did_you_mean(str(name), members) or f"There can be {', '.join(members) or 'none'}."
            yield f"{below} does not exist. {hint}"
        else:
            yield from misfits(members[member], item, below)


def wire_form(shape_name: str, value: Any) -> Any:
    """A value that fits its shape, as JSON has it: without None, with the names and dates of the wire."""
    entry = shape(shape_name)
    if entry["type"] == "structure":
        names = {name: _wire_name(entry["members"], name) for name in value}
        return {
            member: wire_form(entry["members"][member], value[name])
            for name, member in names.items()
            if member is not None and value[name] is not None
        }
    if entry["type"] == "map":
        return {key: wire_form(entry["value"], item) for key, item in value.items() if item is not None}
    if entry["type"] == "list":
        return [wire_form(entry["member"], item) for item in value if item is not None]
    return timestamp(value) if isinstance(value, datetime.datetime) else value


def _wire_name(members: Mapping[str, str], name: object) -> str | None:
    names = (name, NAMES_ON_THE_WIRE.get(str(name)))
    return next((member for member in names if isinstance(member, str) and member in members), None)


def _mapping(value: object) -> Mapping[Any, object]:
    assert isinstance(value, Mapping), "`is_of_kind` says so"
    return value


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


KINDS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "structure": ("a dict", lambda value: isinstance(value, Mapping)),
    "map": ("a dict", lambda value: isinstance(value, Mapping)),
    "list": ("a list", lambda value: isinstance(value, list)),
    "string": ("a string", lambda value: isinstance(value, str)),
    "integer": ("an integer", _is_integer),
    "double": ("a number", _is_number),
    "boolean": ("True or False", lambda value: isinstance(value, bool)),
    "timestamp": ("a datetime", lambda value: isinstance(value, datetime.datetime)),
}
"""What boto3 gives for each type that occurs in what an operation returns."""

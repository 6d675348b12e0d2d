"""Requests against the shapes of the service model: what is well-formed, and what is dropped.

A validator returns a copy of the value without members that the model does not know and without nulls, or raises
BadRequestException. AWS documents none of the texts; the form `Missing <member>` has been seen, the others are this
mock's. They name the member, never a value, because programs search error texts for numbers such as 429.
Source: gh:aws-amplify/aws-sdk-ios#861; gh:DavidWells/analytics.
"""

from __future__ import annotations

import base64
import binascii
import functools
import sys
from collections.abc import Callable
from typing import Any

from pinpoint_mock.core.clock import parse_timestamp
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.protocol.model import shape

Validator = Callable[[Any, str], Any]
"""Takes a value and the name of the member that holds it."""


@functools.cache
def validator(shape_name: str) -> Validator:
    """The validator of a shape.

    >>> validator("SimpleEmailPart")({"Data": "Hi", "Unknown": 1, "Charset": None}, "Subject")
    {'Data': 'Hi'}
    """
    entry = shape(shape_name)
    return BUILDERS[entry["type"]](entry)


def _invalid(name: str, expected: str) -> BadRequestException:
    return BadRequestException(f"Invalid {name}: must be {expected}")


def _structure(entry: dict[str, Any]) -> Validator:
    members: dict[str, str] = entry["members"]
    required: list[str] = entry.get("required", [])

    def validate(value: Any, name: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _invalid(name, "an object")
        cleaned = {
            member: validator(members[member])(item, member)
            for member, item in value.items()
            if item is not None and member in members
        }
        for member in required:
            if member not in cleaned:
                raise BadRequestException(f"Missing {member}")
        return cleaned

    return validate


def _map(entry: dict[str, Any]) -> Validator:
    validate_item = validator(entry["value"])

    def validate(value: Any, name: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _invalid(name, "an object")
        return {key: validate_item(item, name) for key, item in value.items() if item is not None}

    return validate


def _list(entry: dict[str, Any]) -> Validator:
    validate_item = validator(entry["member"])

    def validate(value: Any, name: str) -> list[Any]:
        if not isinstance(value, list):
            raise _invalid(name, "a list")
        return [validate_item(item, name) for item in value]

    return validate


def _string(entry: dict[str, Any]) -> Validator:
    allowed = frozenset(entry.get("enum", ()))
    expected = f"one of {', '.join(entry.get('enum', ()))}"

    def validate(value: Any, name: str) -> str:
        if not isinstance(value, str):
            raise _invalid(name, "a string")
        if allowed and value not in allowed:
            raise _invalid(name, expected)
        return value

    return validate


def _integer(bits: int) -> Validator:
    limit = 1 << (bits - 1)

    def validate(value: Any, name: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not -limit <= value < limit:
            raise _invalid(name, f"an integer of {bits} bits")
        return value

    return validate


def _double(value: Any, name: str) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (is_number and abs(value) <= sys.float_info.max):  # which NaN is not either
        raise _invalid(name, "a number")
    return float(value)


def _boolean(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise _invalid(name, "true or false")
    return value


def _blob(value: Any, name: str) -> str:
    try:
        base64.b64decode(value, validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise _invalid(name, "base64") from None
    return str(value)


def _timestamp(value: Any, name: str) -> str:
    if not (isinstance(value, str) and parse_timestamp(value)):
        raise _invalid(name, "an ISO 8601 date")
    return value


BUILDERS: dict[str, Callable[[dict[str, Any]], Validator]] = {
    "structure": _structure,
    "map": _map,
    "list": _list,
    "string": _string,
    "integer": lambda entry: _integer(32),
    "long": lambda entry: _integer(64),
    "double": lambda entry: _double,
    "boolean": lambda entry: _boolean,
    "blob": lambda entry: _blob,
    "timestamp": lambda entry: _timestamp,
}

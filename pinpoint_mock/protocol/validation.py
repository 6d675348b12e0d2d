"""Requests against the shapes of the service model: what is well-formed, and what is dropped.

A validator returns a copy of the value without members that the model does not know and without nulls, or raises
BadRequestException, whose explanation has the path of the member and what was sent. AWS documents none of the texts;
the form `Missing <member>` has been seen, the others are this mock's. They name the member, never a value, because
programs search error texts for numbers such as 429.
Source: gh:aws-amplify/aws-sdk-ios#861; gh:DavidWells/analytics.
"""

from __future__ import annotations

import base64
import binascii
import functools
import sys
from collections.abc import Callable
from typing import Any

from pinpoint_mock.core.checks import invalid, one_of, read_date, require
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown
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


def _structure(entry: dict[str, Any]) -> Validator:
    members: dict[str, str] = entry["members"]
    names = {name: name for name in members}  # documents share the keys of the model, which halves their memory
    required: list[str] = entry.get("required", [])

    def validate(value: Any, name: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise invalid(name, "must be an object", value)
        cleaned = {}
        try:
            for member, item in value.items():
                if item is not None and member in members:
                    cleaned[names[member]] = validator(members[member])(item, member)
            require(cleaned, *required, sent=value)
        except BadRequestException as error:
            error.explanation = f"{name}.{error.explanation}"
            raise
        return cleaned

    return validate


def _map(entry: dict[str, Any]) -> Validator:
    validate_item = validator(entry["value"])

    def validate(value: Any, name: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise invalid(name, "must be an object", value)
        cleaned = {}
        try:
            for key, item in value.items():
                if item is not None:
                    cleaned[key] = validate_item(item, name)
        except BadRequestException as error:
            _place(error, name, key)
            raise
        return cleaned

    return validate


def _list(entry: dict[str, Any]) -> Validator:
    validate_item = validator(entry["member"])

    def validate(value: Any, name: str) -> list[Any]:
        if not isinstance(value, list):
            raise invalid(name, "must be a list", value)
        cleaned: list[Any] = []
        try:
            for item in value:
                cleaned.append(validate_item(item, name))
        except BadRequestException as error:
            _place(error, name, len(cleaned))
            raise
        return cleaned

    return validate


def _place(error: BadRequestException, name: str, key: object) -> None:
    """Have the explanation of an item's error, which begins with `name`, say which item it is."""
    error.explanation = f"{name}[{shown(key)}]{error.explanation.removeprefix(name)}"


def _string(entry: dict[str, Any]) -> Validator:
    allowed: list[str] = entry.get("enum", [])

    def validate(value: Any, name: str) -> str:
        if not isinstance(value, str):
            raise invalid(name, "must be a string", value)
        return one_of(name, value, allowed) if allowed else value

    return validate


def _integer(bits: int) -> Validator:
    limit = 1 << (bits - 1)

    def validate(value: Any, name: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not -limit <= value < limit:
            raise invalid(name, f"must be an integer of {bits} bits", value)
        return value

    return validate


def _double(value: Any, name: str) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (is_number and abs(value) <= sys.float_info.max):  # which NaN is not either
        raise invalid(name, "must be a number", value)
    return float(value)


def _boolean(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise invalid(name, "must be true or false", value)
    return value


def _blob(value: Any, name: str) -> str:
    try:
        base64.b64decode(value, validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise invalid(name, "must be base64", value) from None
    return str(value)


def _timestamp(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise invalid(name, "must be an ISO 8601 date", value)
    read_date(name, value)
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

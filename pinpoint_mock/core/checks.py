"""The checks that many operations share, and the texts of their errors.

A text names the member, never its value. `missing` and `invalid` return the error to raise, the others raise it.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Container
from typing import TypeVar

from pinpoint_mock.core.clock import parse_timestamp
from pinpoint_mock.core.errors import RESOURCE_NOT_FOUND, BadRequestException, NotFoundException

Found = TypeVar("Found")


def existing(found: Found | None, text: str = RESOURCE_NOT_FOUND) -> Found:
    """What a look-up has found. NotFoundException with that text if it is None.

    >>> existing({"shop": 1}.get("shop"))
    1
    >>> existing({"shop": 1}.get("blog"))
    Traceback (most recent call last):
    pinpoint_mock.core.errors.NotFoundException: Resource not found
    """
    if found is None:
        raise NotFoundException(text)
    return found


def missing(member: str) -> BadRequestException:
    """The error of a request without a member that it needs.

    >>> raise missing("Address")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Missing Address
    """
    return BadRequestException(f"Missing {member}")


def require(document: Container[str], *members: str) -> None:
    """BadRequestException for the first of the members that a document lacks.

    >>> require({"Name": "all"}, "Name", "SegmentId")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Missing SegmentId
    """
    for member in members:
        if member not in document:
            raise missing(member)


def invalid(member: str, rule: str) -> BadRequestException:
    """The error of a member that breaks a rule.

    >>> raise invalid("Id", "must not contain $, { or }")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Invalid Id: must not contain $, { or }
    """
    return BadRequestException(f"Invalid {member}: {rule}")


def one_of(member: str, value: str, allowed: Collection[str]) -> str:
    """The value, which is one of those allowed, else BadRequestException.

    >>> one_of("OptOut", "SOME", ("ALL", "NONE"))
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Invalid OptOut: must be one of ALL, NONE
    """
    if value not in allowed:
        raise invalid(member, f"must be one of {', '.join(allowed)}")
    return value


def within(member: str, number: float, least: int, most: int, unit: str = "") -> None:
    """BadRequestException unless a number, or how many there are of a unit, is in a range.

    >>> within("CodeLength", 9, 5, 8)
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Invalid CodeLength: must be 5 to 8
    >>> within("BrandName", len(""), 1, 20, "characters")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Invalid BrandName: must have 1 to 20 characters
    """
    if not least <= number <= most:
        raise invalid(member, f"must have {least} to {most} {unit}" if unit else f"must be {least} to {most}")


def at_most(member: str, number: float, most: int, unit: str, words: str = "must have") -> None:
    """BadRequestException if there are too many of a unit. `words` begin the rule.

    >>> at_most("Item", 101, 100, "endpoints")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Invalid Item: must have at most 100 endpoints
    >>> at_most("Attributes", len("n" * 51), 50, "characters", "a name must be")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Invalid Attributes: a name must be at most 50 characters
    """
    if number > most:
        raise invalid(member, f"{words} at most {most} {unit}")


def read_date(member: str, text: str) -> datetime.datetime:
    """The moment of an ISO 8601 date, else BadRequestException.

    >>> read_date("StartTime", "2030-01-01T10:00:00Z").isoformat()
    '2030-01-01T10:00:00+00:00'
    >>> read_date("StartTime", "tomorrow")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Invalid StartTime: must be an ISO 8601 date
    """
    moment = parse_timestamp(text)
    if moment is None:
        raise invalid(member, "must be an ISO 8601 date")
    return moment

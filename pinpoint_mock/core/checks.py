"""The checks that many operations share, the texts of their errors, and the explanations beside them.

A text names the member, never its value; the explanation, which begins with the member too, names both. `missing` and
`invalid` return the error to raise, the others raise it.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from pinpoint_mock.core.clock import parse_timestamp
from pinpoint_mock.core.errors import RESOURCE_NOT_FOUND, BadRequestException, NotFoundException, PinpointError
from pinpoint_mock.core.explain import listed, shown, was
from pinpoint_mock.core.suggestions import did_you_mean

Found = TypeVar("Found")

NOT_GIVEN = object()


def existing(found: Found | None, text: str = RESOURCE_NOT_FOUND, *, explain: Callable[[], str] | None = None) -> Found:
    """What a look-up has found. NotFoundException with that text if it is None, explained by `explain`.

    >>> existing({"shop": 1}.get("shop"))
    1
    >>> existing({"shop": 1}.get("blog"), explain=lambda: "no application 'blog'; there: 'shop'")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.NotFoundException: Resource not found
    """
    if found is None:
        raise NotFoundException(text, explain() if explain else "")
    return found


@contextlib.contextmanager
def explained_at(place: str) -> Iterator[None]:
    """Have the explanation of an error that leaves this begin with a place in the request.

    >>> with explained_at("Item[3]"):
    ...     raise missing("Address")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Missing Address
    """
    try:
        yield
    except PinpointError as error:
        error.explanation = f"{place}.{error.explanation}"
        raise


def missing(member: str, explanation: str = "") -> BadRequestException:
    """The error of a request without a member that it needs.

    >>> raise missing("Address")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Missing Address
    """
    return BadRequestException(f"Missing {member}", explanation or f"{member} was not sent")


def require(document: Collection[str], *members: str, sent: Collection[str] | None = None) -> None:
    """BadRequestException for the first of the members that a document lacks.

    `sent` are the members to name in the explanation, where those of the document are not all that were sent.

    >>> require({"Name": "all"}, "Name", "SegmentId")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Missing SegmentId
    """
    for member in members:
        if member not in document:
            raise missing(member, f"{member} was not sent; sent: {listed(document if sent is None else sent, member)}")


def invalid(member: str, rule: str, value: object = NOT_GIVEN) -> BadRequestException:
    """The error of a member that breaks a rule. `value` is what was sent there.

    >>> error = invalid("Id", "must not contain $, { or }", "${phone}")
    >>> str(error), error.explanation
    ('Invalid Id: must not contain $, { or }', "Id was '${phone}'")
    """
    return BadRequestException(f"Invalid {member}: {rule}", "" if value is NOT_GIVEN else was(member, value))


def one_of(member: str, value: str, allowed: Collection[str]) -> str:
    """The value, which is one of those allowed, else BadRequestException.

    >>> one_of("OptOut", "SOME", ("ALL", "NONE"))
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Invalid OptOut: must be one of ALL, NONE
    """
    if value not in allowed:
        error = invalid(member, f"must be one of {', '.join(allowed)}", value)
        hint = did_you_mean(value, allowed)
        error.explanation += f". {hint}" if hint else ""
        raise error
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
        error = invalid(member, f"must have {least} to {most} {unit}" if unit else f"must be {least} to {most}", number)
        error.explanation = f"{member} had {number} {unit}" if unit else error.explanation
        raise error


def at_most(
    member: str, number: float, most: int, unit: str, words: str = "must have", value: object = NOT_GIVEN
) -> None:
    """BadRequestException if there are too many of a unit. `words` begin the rule, `value` is what has too many.

    >>> at_most("Item", 101, 100, "endpoints")
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Invalid Item: must have at most 100 endpoints
    >>> at_most("Attributes", len("n" * 51), 50, "characters", "a name must be", "n" * 51)
    Traceback (most recent call last):
    pinpoint_mock.core.errors.BadRequestException: Invalid Attributes: a name must be at most 50 characters
    """
    if number > most:
        error = invalid(member, f"{words} at most {most} {unit}")
        holder = "" if value is NOT_GIVEN else f" in {shown(value, member)}"
        error.explanation = f"{member} had {round(number, 1)} {unit}{holder}"
        raise error


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
        raise invalid(member, "must be an ISO 8601 date", text)
    return moment

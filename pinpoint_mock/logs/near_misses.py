"""What is said when records are not as expected: what matched, what came closest, and all the others."""

from __future__ import annotations

import dataclasses
import heapq
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any, Generic, Protocol, TypeVar

from pinpoint_mock.logs.formatting import (
    first_difference,
    format_fields,
    format_value,
    limited,
    shorten_to_difference,
)
from pinpoint_mock.logs.matching import Difference, difference
from pinpoint_mock.logs.nested import nested_differences

CLOSEST = 3
"""How many near misses are shown in full."""

COMPARED = 50
"""Of more records that differ in equally many fields, the texts of the first ones are compared."""

COMPARED_CHARACTERS = 200
"""Two texts are compared that far beyond their first difference, as the time grows with the square of it."""


class Described(Protocol):
    """What a text can list."""

    def describe(self) -> str:
        """One line."""


Record = TypeVar("Record", bound=Described)


@dataclasses.dataclass(frozen=True, eq=False)
class ComparedRecord(Generic[Record]):
    """A record, its number in its log, and the fields in which it is not as expected."""

    number: int
    record: Record
    differences: list[Difference]

    def line(self) -> str:
        """The record on one line."""
        return f"  {self.number}. {self.record.describe()}"

    def lines(self) -> list[str]:
        """The record, then each field that differs, with the two values one above the other."""
        return [self.line(), *(line for each in self.differences for line in field_lines(each))]


def field_lines(found: Difference) -> list[str]:
    """The lines of a field: those of each innermost value that differs, where it is nested."""
    return limited(map(_difference_lines, nested_differences(found)), indent="     ")


def _difference_lines(found: Difference) -> tuple[str, str]:
    expected, actual = (format_value(value, found.field) for value in (found.expected, found.actual))
    expected, actual = shorten_to_difference(expected, actual)
    before = f"     {found.field}: expected "
    return before + expected, "found ".rjust(len(before)) + actual


def safe_difference(record: Described, expected: Mapping[str, Any]) -> list[Difference]:
    """The fields to name as different: also those of a test's own callable that fails for such a record."""
    try:
        return difference(record, expected)
    except Exception:
        if len(expected) == 1:
            return [Difference(field, value, getattr(record, field)) for field, value in expected.items()]
        return [each for field, value in expected.items() for each in safe_difference(record, {field: value})]


def compare(records: Iterable[Record], expected: Mapping[str, Any]) -> list[ComparedRecord[Record]]:
    """All records with their differences; one without any is as expected."""
    return [
        ComparedRecord(number, record, safe_difference(record, expected)) for number, record in enumerate(records, 1)
    ]


def closest(misses: Iterable[ComparedRecord[Record]]) -> list[ComparedRecord[Record]]:
    """The nearest: those that differ in the fewest fields, and of these those with the most similar texts."""
    fewest = heapq.nsmallest(COMPARED, misses, key=lambda miss: len(miss.differences))
    return sorted(fewest, key=lambda miss: (len(miss.differences), -sum(map(_similarity, miss.differences))))[:CLOSEST]


def _similarity(found: Difference) -> float:
    if type(found.expected) is not type(found.actual):
        return 0
    one, other = format_value(found.expected), format_value(found.actual)
    start, length = first_difference(one, other), max(len(one), len(other))
    rests = one[start : start + COMPARED_CHARACTERS], other[start : start + COMPARED_CHARACTERS]
    similarity = SequenceMatcher(None, *rests, autojunk=False).ratio()
    return 1 - (1 - similarity) * (length - start) / length


def section(title: str, records: Iterable[ComparedRecord[Any]]) -> list[str]:
    """A title and a line for each record, but not for too many; nothing if there is none."""
    lines = limited([each.line()] for each in records)
    return [title, *lines] if lines else []


def headline(wanted: str, expected: Mapping[str, Any], *, found: int, total: int, nothing: str) -> str:
    """What was expected and how many records matched; `nothing` says that there is no record at all."""
    if not total:
        count = nothing
    elif expected:
        count = f"{found} of {total} match{'es' if found == 1 else ''}"
    else:
        count = f"there {'is' if total == 1 else 'are'} {total}"
    fields = f" with {format_fields(expected)}" if expected else ""
    return f"pinpoint_mock: expected {wanted}{fields}; {count}."


def explain_count(
    wanted: str,
    expected: Mapping[str, Any],
    records: Iterable[Described],
    failed: Iterable[Described] = (),
    *,
    at_least: int,
    nothing: str,
    if_too_many: str,
    everything: str = "In this log:",
) -> str:
    """Why not as many records as wanted are as expected.

    `wanted` names them and their number, `at_least` is that number. With too few the nearest are shown with what
    differs, and the `failed` attempts; with too many `if_too_many` says what to do. `everything` is the title where
    nothing in particular is expected.
    """
    compared = compare(records, expected)
    matching = [each for each in compared if not each.differences]
    misses = [each for each in compared if each.differences]
    first = headline(wanted, expected, found=len(matching), total=len(compared), nothing=nothing)
    lines = [first, *section("Matching:" if expected else everything, matching)]
    if len(matching) > at_least:
        return "\n".join([*lines, *section("Others:", misses), if_too_many])
    nearest = closest(misses)
    if nearest:
        lines += ["Closest:", *(line for miss in nearest for line in miss.lines())]
    lines += section("Others:", (miss for miss in misses if miss not in nearest))
    return "\n".join(lines + explain_failed(failed, expected))


def explain_failed(failed: Iterable[Described], expected: Mapping[str, Any]) -> list[str]:
    """The failed attempts with their reasons, and what to do if one of them is as expected otherwise."""
    attempts = compare(failed, expected)
    lines = section("Failed attempts:", (each for each in attempts if each.differences or not expected))
    meeting = section("Failed, but otherwise as expected:", (each for each in attempts if not each.differences))
    if not (expected and meeting):
        return lines
    return [*lines, *meeting, "Remove the reason of the failure, or look for the message in failed_messages."]

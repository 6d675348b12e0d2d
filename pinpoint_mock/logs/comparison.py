"""What pytest says when a log is not the list that a test compares it with."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pinpoint_mock.logs.containing import Containing
from pinpoint_mock.logs.formatting import format_fields, format_value, limited, shorten
from pinpoint_mock.logs.log import Records
from pinpoint_mock.logs.matching import Difference
from pinpoint_mock.logs.near_misses import (
    ComparedRecord,
    compare,
    explain_count,
    explain_failed,
    field_lines,
    headline,
    safe_difference,
    section,
)

MANY = 10_000
"""Up to so many pairs of a record and an expectation are tried; beyond that records are compared by their places."""

Pair = tuple[ComparedRecord[Any], int]
"""A record, with what differs, and the place of the expectation that it is nearest to."""


def explain_comparison(op: str, left: object, right: object) -> list[str] | None:
    """Lines for pytest's hook `pytest_assertrepr_compare`; None if neither side is a log or matcher of the mock."""
    if isinstance(left, Mapping) and isinstance(right, Records):
        return _with_undone(right, _explain_place(op, left, right.recorded()))
    if op != "==":
        return None
    if isinstance(right, Containing):
        return _explain_part(right, left)
    if isinstance(left, Containing):
        return _explain_part(left, right)
    if isinstance(left, Records) and isinstance(right, (list, Records)):
        return _with_undone(left, _explain(left.recorded(), _recorded(right)))
    if isinstance(left, list) and isinstance(right, Records):
        return _with_undone(right, _explain(right.recorded(), left))
    return None


def _recorded(records: list[object] | Records[Any]) -> Sequence[object]:
    """What was compared, without what has become due since then."""
    return records.recorded() if isinstance(records, Records) else records


def _with_undone(log: Records[Any], lines: list[str] | None) -> list[str] | None:
    return lines and [*lines, *log.undone_lines()]


def _explain_place(op: str, fields: Mapping[str, object], log: Records[Any]) -> list[str] | None:
    """Why a record with the fields of a dict is not in a log, or is in it although it should not be."""
    expected = log.expectations(fields)
    if op == "in":
        wanted, failed = f"at least one {log.kind}", log.failed_attempts
        text = explain_count(wanted, expected, log, failed, at_least=1, nothing=log.nothing, if_too_many="")
        return text.split("\n")
    if op == "not in":
        compared = compare(log, expected)
        found = [each for each in compared if not each.differences]
        return section(headline(f"no {log.kind}", expected, found=len(found), total=len(compared), nothing=""), found)
    return None


def _explain_part(expected: Containing, actual: object) -> list[str]:
    """Lines about the members of a value that are not as `containing` expects them."""
    return ["pinpoint_mock: a part is not as expected.", *field_lines(Difference("value", expected, actual))]


def _explain(log: Records[Any], expected: Sequence[object]) -> list[str] | None:
    records = list(log)
    expected = [log.expectations(each) if isinstance(each, Mapping) else each for each in expected]
    pairs = _pairs(log.kind, records, expected)
    found, used = {record.number for record, _ in pairs}, {place for _, place in pairs}
    different = [record for record, _ in pairs if record.differences]
    missing = [f"  {place}. {_shown(each)}" for place, each in enumerate(expected, 1) if place not in used]
    surplus = [ComparedRecord(number, record, []) for number, record in enumerate(records, 1) if number not in found]
    moved = [f"{record.line()} (expected as number {place})" for record, place in pairs if record.number != place]
    if different or missing or surplus:
        lines = [_first_line(log.kind, len(records), len(expected), len(different))]
        if different:
            lines += ["Different:", *limited(record.lines() for record in different)]
        if missing:
            lines += ["Missing:", *limited([line] for line in missing)]
        failed = [*explain_failed(log.failed_attempts, {}), *log.failed_requests()] if missing else []
        return lines + section("Not expected:", surplus) + failed
    if moved:
        return [
            f"pinpoint_mock: the {len(expected)} {log.kind}s are as expected, but in another order.",
            *limited([line] for line in moved),
        ]
    return None


def _first_line(kind: str, found: int, expected: int, different: int) -> str:
    if found == expected:
        differ = "differs" if different == 1 else "differ"
        return f"pinpoint_mock: {different} of {found} {kind}s {differ} from what is expected."
    return f"pinpoint_mock: expected {expected} {kind}{'s' if expected != 1 else ''}, found {found}."


def _pairs(kind: str, records: Sequence[Any], expected: Sequence[object]) -> list[Pair]:
    """Each record with the expectation it is nearest to, in the order of the log; none of either is used twice."""
    is_small = len(records) * len(expected) <= MANY
    types = {type(record) for record in records}
    compared = []
    for place, each in enumerate(expected, 1):
        fields = _fields(each, types)
        near = enumerate(records, 1) if is_small else [(place, record) for record in records[place - 1 : place]]
        for number, record in near:
            compared.append((ComparedRecord(number, record, _differences(kind, record, fields, each)), place))
    compared.sort(key=lambda pair: (len(pair[0].differences), abs(pair[0].number - pair[1])))
    pairs: dict[int, Pair] = {}
    used = set()
    for record, place in compared:
        if record.number not in pairs and place not in used:
            pairs[record.number] = record, place
            used.add(place)
    return [pairs[number] for number in sorted(pairs)]


def _fields(expected: Any, types: Collection[type]) -> Mapping[str, object] | None:
    if isinstance(expected, Mapping):
        return expected
    if type(expected) in types:
        return {field.name: getattr(expected, field.name) for field in dataclasses.fields(expected)}
    return None


def _differences(kind: str, record: Any, fields: Mapping[str, object] | None, expected: object) -> list[Difference]:
    if fields is not None:
        return safe_difference(record, fields)
    return [] if record == expected else [Difference(kind, expected, record)]


def _shown(expected: object) -> str:
    if isinstance(expected, Mapping):
        return format_fields(expected)
    return expected.describe() if hasattr(expected, "describe") else shorten(format_value(expected))

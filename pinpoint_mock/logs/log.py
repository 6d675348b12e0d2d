"""Logs: live, read-only sequences of frozen records that can be filtered."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar, overload

from pinpoint_mock.logs.matching import check_fields, difference
from pinpoint_mock.logs.near_misses import explain_count, explain_failed

if TYPE_CHECKING:
    from typing_extensions import Self


class LogRecord(Protocol):
    """A dataclass that can be kept in a log."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def describe(self) -> str:
        """One line for lists of records."""

    def row(self) -> dict[str, str]:
        """The cells of a table of records, by the titles of their columns."""


Record = TypeVar("Record", bound=LogRecord)


class Records(Sequence[Record], Generic[Record]):
    """A live view of records; slices and what a filter returns are snapshots.

    `kind` is what one record is called in texts, `fields` the names that expectations may use, `failed_attempts`
    what to name where a record is missing, `nothing` what to say where there is none. `account_for` gets the record
    that `one` has found. `title` stands above a list of all records.
    """

    title: ClassVar[str] = "These exist:"

    def __init__(
        self,
        records: Sequence[Record],
        *,
        kind: str,
        fields: frozenset[str],
        failed_attempts: Sequence[Record] = (),
        account_for: Callable[[Record], None] | None = None,
        nothing: str | None = None,
    ) -> None:
        self._records = records
        self.kind = kind
        self._fields = fields
        self.failed_attempts = failed_attempts
        self._account_for = account_for
        self._nothing = nothing or f"no {kind} is in this log"

    def _snapshot(self, records: list[Record]) -> Self:
        snapshot = copy.copy(self)
        snapshot._records = records
        snapshot.failed_attempts = list(self.failed_attempts)
        return snapshot

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> Record | Self:
        if isinstance(index, slice):
            return self._snapshot(list(self._records[index]))
        return self._records[index]

    def __eq__(self, other: object) -> bool:
        """Whether the records are those of a log or list, or have the fields that the dicts of a list expect."""
        __tracebackhide__ = True
        if isinstance(other, Records):
            return list(self._records) == list(other._records)
        if isinstance(other, list):
            records = list(self._records)
            for expected in other:
                if isinstance(expected, Mapping):
                    check_fields(self.kind, self._fields, expected)
            return len(records) == len(other) and all(map(_is_as_expected, records, other))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # a live view changes, as a list does

    def __repr__(self) -> str:
        return repr(list(self._records))

    def filter(self, **expected: Any) -> Self:
        """The records that meet all expectations, as a snapshot.

        An expectation is a plain value, a compiled pattern (`search`), a callable or any object with `==`. An
        unknown field is a TypeError that names the nearest.
        """
        __tracebackhide__ = True
        check_fields(self.kind, self._fields, expected)
        return self._snapshot([record for record in list(self._records) if not difference(record, expected)])

    def one(self, **expected: Any) -> Record:
        """The only record that meets the expectations; AssertionError with the nearest if it is not just one.

        What `one` has found is accounted for: `assert_nothing_else_sent` does not ask for it.
        """
        __tracebackhide__ = True
        found = self.filter(**expected)
        if len(found) == 1:
            if self._account_for:
                self._account_for(found[0])
            return found[0]
        text = explain_count(
            f"one {self.kind}",
            expected,
            list(self._records),
            self.failed_attempts,
            at_least=1,
            nothing=self._nothing,
            if_too_many="Expect more fields, or use filter() for several.",
            everything=self.title,
        )
        raise AssertionError(text)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The records with all their fields as JSON, in the order of the log and of the fields, for a snapshot test.

        Only the moments of the clock, such as `sent_at`, are left out: with `seed=` the text is the same in every run.
        """
        text = json.dumps([_plain(record) for record in list(self._records)], indent=indent, ensure_ascii=False)
        return text.encode(errors="backslashreplace").decode()  # half a surrogate pair stays an escape of JSON

    def to_table(self) -> str:
        """The records as a table of plain text, for a snapshot test or a reader: long texts are wrapped, never cut."""
        from pinpoint_mock.logs.tables import text_table

        records = list(self._records)
        return text_table(records) if records else f"{self._nothing[0].upper()}{self._nothing[1:]}.\n"


class Log(Records[Record]):
    """A live view of what was recorded; slices and `filter` are snapshots."""

    title = "In this log:"

    @property
    def last(self) -> Record:
        """The newest record; AssertionError if there is none."""
        __tracebackhide__ = True
        if not self._records:
            text = f"pinpoint_mock: there is no last {self.kind}. No {self.kind} is in this log."
            raise AssertionError("\n".join([text, *explain_failed(self.failed_attempts, {})]))
        return self._records[-1]


def _plain(record: LogRecord) -> dict[str, Any]:
    values = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    return {name: value for name, value in values.items() if not isinstance(value, datetime.datetime)}


def _is_as_expected(record: LogRecord, expected: object) -> bool:
    if isinstance(expected, Mapping):
        return not difference(record, expected)
    return record is expected or bool(record == expected)

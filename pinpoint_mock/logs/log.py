"""Logs: live, read-only sequences of frozen records that can be filtered."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar, overload

from pinpoint_mock.logs.due import NOTHING_DUE, DueWork
from pinpoint_mock.logs.formatting import count_of, limited
from pinpoint_mock.logs.matching import check_fields, difference
from pinpoint_mock.logs.near_misses import explain_count, explain_failed
from pinpoint_mock.logs.possible import ANYTHING, Possible, possible_expectations

if TYPE_CHECKING:
    from typing_extensions import Self

__tracebackhide__ = True  # pytest shows the line of the test


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
    and `failed_requests` what to name where a record is missing: the second gives lines of text. `nothing` says that
    there is none. `account_for` gets the record that `one` has found. `possible` are the plain values that the fields
    can have: any other one is refused where it is expected. `title` stands above a list of all records.

    `due` does what is due before each use, so that a live view shows it. Only `repr` and `recorded` show what was done
    already.
    """

    title: ClassVar[str] = "These exist:"
    _with_moments: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self,
        records: Sequence[Record],
        *,
        kind: str,
        fields: frozenset[str],
        failed_attempts: Sequence[Record] = (),
        failed_requests: Callable[[], list[str]] = list,
        account_for: Callable[[Record], None] | None = None,
        nothing: str | None = None,
        possible: Possible = ANYTHING,
        due: DueWork = NOTHING_DUE,
    ) -> None:
        self._records = records
        self.kind = kind
        self._fields = fields
        self.failed_attempts = failed_attempts
        self.failed_requests = failed_requests
        self._account_for = account_for
        self._possible = possible
        self.nothing = nothing or f"no {kind} is in this log"
        self._catch_up = due.catch_up
        self.undone_lines = due.undone_lines

    def _snapshot(self, records: list[Record]) -> Self:
        snapshot = copy.copy(self)
        snapshot._records = records
        snapshot._catch_up = NOTHING_DUE.catch_up
        snapshot.failed_attempts = list(self.failed_attempts)
        return snapshot

    def recorded(self) -> Self:
        """The records as a snapshot, without what is due by now."""
        return self._snapshot(list(self._records))

    def missing_lines(self) -> list[str]:
        """What a text has to add where a record is missing: the failed requests, and work that was never done."""
        return [*self.failed_requests(), *self.undone_lines()]

    def __len__(self) -> int:
        self._catch_up()
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        self._catch_up()
        return iter(self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> Record | Self:
        """The record at an index, or those of a slice; IndexError, with what has failed, if there is none."""
        self._catch_up()
        if isinstance(index, slice):
            return self._snapshot(list(self._records[index]))
        try:
            return self._records[index]
        except IndexError:
            raise IndexError(self._explain_missing(f"{self.kind} at index {index}")) from None

    def __eq__(self, other: object) -> bool:
        """Whether the records are those of a log or list, or have the fields that the dicts of a list expect."""
        self._catch_up()
        if isinstance(other, Records):
            return list(self._records) == list(other)
        if isinstance(other, list):
            records = list(self._records)
            wanted = [self._expected_record(each) for each in other]
            return len(records) == len(wanted) and all(map(_is_as_expected, records, wanted))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # a live view changes, as a list does

    def __repr__(self) -> str:
        records = list(self._records)
        shown = limited(([repr(record)] for record in records), indent="")
        return f"<{count_of(len(records), self.kind)}{': ' if shown else ''}{', '.join(shown)}>"

    def __contains__(self, record: object) -> bool:
        """Whether a record is in the log, or one that has the fields that a dict expects."""
        self._catch_up()
        wanted = self._expected_record(record)
        return any(_is_as_expected(each, wanted) for each in list(self._records))

    def index(self, record: Any, start: int = 0, stop: int | None = None) -> int:
        """The place of the first record that is this one, or that has the fields that a dict expects; or ValueError."""
        self._catch_up()
        wanted = self._expected_record(record)
        for place in range(len(self._records))[start:stop]:
            if _is_as_expected(self._records[place], wanted):
                return place
        raise ValueError(f"pinpoint_mock: no such {self.kind} is in this log.")

    def count(self, record: Any) -> int:
        """How many records are equal to this one, or have the fields that a dict expects."""
        self._catch_up()
        wanted = self._expected_record(record)
        return sum(_is_as_expected(each, wanted) for each in list(self._records))

    def expectations(self, expected: Mapping[str, Any]) -> dict[str, Any]:
        """The expectations as the records are compared with them, in the spelling that is recorded.

        TypeError for an unknown field, ValueError for a plain value that no record can have.
        """
        check_fields(self.kind, self._fields, expected)
        return possible_expectations(self.kind, self._possible, expected, self._records)

    def _expected_record(self, expected: object) -> object:
        return self.expectations(expected) if isinstance(expected, Mapping) else expected

    def filter(self, **expected: Any) -> Self:
        """The records that meet all expectations, as a snapshot.

        An expectation is a plain value, a compiled pattern (`search`), a callable or any object with `==`. An
        unknown field is a TypeError that names the nearest, and a plain value that the field never has, such as the
        channel "sms", a ValueError.
        """
        self._catch_up()
        expected = self.expectations(expected)
        return self._snapshot(self._meeting(expected))

    def _meeting(self, expected: Mapping[str, Any]) -> list[Record]:
        return [record for record in list(self._records) if not difference(record, expected)]

    def one(self, **expected: Any) -> Record:
        """The only record that meets the expectations; AssertionError with the nearest if it is not just one.

        What `one` has found is accounted for: `assert_nothing_else_sent` does not ask for it.
        """
        self._catch_up()
        expected = self.expectations(expected)
        found = self._meeting(expected)
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
            nothing=self.nothing,
            if_too_many="Expect more fields, or use filter() for several.",
            everything=self.title,
        )
        raise AssertionError("\n".join([text, *(self.undone_lines() if found else self.missing_lines())]))

    def _explain_missing(self, record: str) -> str:
        number = len(self._records)
        count = f"{number} {self.kind}{'s are' if number > 1 else ' is'} in this log" if number else self.nothing
        text = f"pinpoint_mock: there is no {record}. {count[0].upper()}{count[1:]}."
        return "\n".join([text, *explain_failed(self.failed_attempts, {}), *self.missing_lines()])

    def to_dicts(self) -> list[dict[str, Any]]:
        """The records with all their fields as plain dicts and lists, for syrupy, inline-snapshot and the like.

        Only the moments of the clock, such as `sent_at`, are left out, and what has them in it: with `seed=` they are
        the same in every run.
        """
        self._catch_up()
        return [_plain(record, self._with_moments) for record in list(self._records)]

    def to_json(self, *, indent: int | None = 2) -> str:
        """The dicts of `to_dicts` as JSON, in the order of the log and of the fields, for a snapshot test."""
        text = json.dumps(self.to_dicts(), indent=indent, ensure_ascii=False)
        return text.encode(errors="backslashreplace").decode()  # half a surrogate pair stays an escape of JSON

    def to_table(self) -> str:
        """The records as a table of plain text, for a snapshot test or a reader: long texts are wrapped, never cut."""
        from pinpoint_mock.logs.tables import text_table

        self._catch_up()
        records = list(self._records)
        table = text_table(records) if records else f"{self.nothing[0].upper()}{self.nothing[1:]}.\n"
        return table + "".join(f"{line}\n" for line in self.undone_lines())


class Log(Records[Record]):
    """A live view of what was recorded; slices and `filter` are snapshots."""

    title = "In this log:"

    @property
    def last(self) -> Record:
        """The newest record; AssertionError if there is none."""
        self._catch_up()
        if not self._records:
            raise AssertionError(self._explain_missing(f"last {self.kind}"))
        return self._records[-1]


def _plain(record: LogRecord, left_out: frozenset[str]) -> dict[str, Any]:
    fields = [field.name for field in dataclasses.fields(record) if "datetime" not in str(field.type)]
    values = {name: getattr(record, name) for name in fields if name not in left_out}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _is_as_expected(record: LogRecord, expected: object) -> bool:
    if isinstance(expected, Mapping):
        return not difference(record, expected)
    return record is expected or bool(record == expected)

"""Logs: live, read-only sequences of frozen records that can be filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from pinpoint_mock.core.matching import check_fields, difference

Record = TypeVar("Record")


class Log(Sequence[Record], Generic[Record]):
    """A live view of what was recorded; slices and `filter` are snapshots.

    `kind` is what one record is called in texts, `fields` the names that expectations may use, `describe` gives
    one line for a record.
    """

    def __init__(
        self, records: list[Record], *, kind: str, fields: frozenset[str], describe: Callable[[Record], str] = repr
    ) -> None:
        self._records = records
        self._kind = kind
        self._fields = fields
        self._describe = describe

    def _snapshot(self, records: list[Record]) -> Log[Record]:
        return Log(records, kind=self._kind, fields=self._fields, describe=self._describe)

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Log[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Log[Record]:
        if isinstance(index, slice):
            return self._snapshot(self._records[index])
        return self._records[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Log):
            return self._records == other._records
        if isinstance(other, list):
            return self._records == other
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # a live view changes, as a list does

    def __repr__(self) -> str:
        return repr(self._records)

    def filter(self, **expected: Any) -> Log[Record]:
        """The records that meet all expectations, as a snapshot.

        An expectation is a plain value, a compiled pattern (`search`), a callable or any object with `==`. An
        unknown field is a TypeError that names the nearest.
        """
        check_fields(self._kind, self._fields, expected)
        return self._snapshot([record for record in list(self._records) if not difference(record, expected)])

    def one(self, **expected: Any) -> Record:
        """The only record that meets the expectations; AssertionError with what is there if it is not just one."""
        found = self.filter(**expected)
        if len(found) == 1:
            return found[0]
        wanted = f" with {', '.join(f'{field}={value!r}' for field, value in expected.items())}" if expected else ""
        raise AssertionError(f"pinpoint_mock: expected one {self._kind}{wanted}, found {len(found)}.{self._listing()}")

    @property
    def last(self) -> Record:
        """The newest record; AssertionError if there is none."""
        if not self._records:
            raise AssertionError(f"pinpoint_mock: there is no last {self._kind}.{self._listing()}")
        return self._records[-1]

    def _listing(self) -> str:
        if not self._records:
            return f" No {self._kind} is in this log."
        lines = "".join(f"\n  {index}. {self._describe(record)}" for index, record in enumerate(self._records, 1))
        return f" In this log:{lines}"

"""Logs: sequences that stay live, filters, and what they say when they do not hold what was asked for."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from pinpoint_mock.state.log import Log


@dataclasses.dataclass(frozen=True)
class Note:
    channel: str
    body: str

    def describe(self) -> str:
        return f"{self.channel}: {self.body}"


FIRST, SECOND, THIRD = Note("SMS", "Hello Ada"), Note("EMAIL", "Hello Bob"), Note("SMS", "Bye")


def note_log(records: list[Note]) -> Log[Note]:
    return Log(records, kind="note", fields=frozenset({"channel", "body"}), describe=Note.describe)


@pytest.fixture
def records() -> list[Note]:
    return [FIRST, SECOND, THIRD]


@pytest.fixture
def log(records: list[Note]) -> Log[Note]:
    return note_log(records)


def test_a_log_is_a_sequence(log: Log[Note]) -> None:
    assert len(log) == 3
    assert [note.body for note in log] == ["Hello Ada", "Hello Bob", "Bye"]
    assert (log[0], log[-1], next(reversed(log))) == (FIRST, THIRD, THIRD)
    assert SECOND in log
    assert log.index(SECOND) == 1
    assert log.count(FIRST) == 1
    assert bool(log)
    with pytest.raises(IndexError):
        log[3]


def test_a_log_is_live(log: Log[Note], records: list[Note]) -> None:
    records.append(FIRST)
    assert (len(log), log.last) == (4, FIRST)
    records.clear()
    assert not log
    assert list(log) == []


def test_slices_and_filters_are_snapshots(log: Log[Note], records: list[Note]) -> None:
    tail, texts = log[1:], log.filter(channel="SMS")
    records.clear()
    assert tail == [SECOND, THIRD]
    assert texts == [FIRST, THIRD]
    assert texts.filter(body="Bye").one() == THIRD


def test_a_log_equals_lists_and_logs_with_the_same_records(log: Log[Note]) -> None:
    assert log == [FIRST, SECOND, THIRD]
    assert log == note_log([FIRST, SECOND, THIRD])
    assert log != [FIRST]
    assert log != note_log([])
    assert log != "text"
    assert log != (FIRST, SECOND, THIRD)


def test_a_log_has_no_hash_and_no_way_to_change_it(log: Log[Note]) -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(log)
    for name in ("append", "clear", "__setitem__", "__delitem__"):
        assert not hasattr(log, name)


def test_a_log_is_shown_as_its_records(log: Log[Note]) -> None:
    assert repr(log) == repr([FIRST, SECOND, THIRD])


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ({}, [FIRST, SECOND, THIRD]),
        ({"channel": "SMS"}, [FIRST, THIRD]),
        ({"body": re.compile("^Hello")}, [FIRST, SECOND]),
        ({"body": lambda body: len(body) < 4}, [THIRD]),
        ({"channel": "SMS", "body": re.compile("Hello")}, [FIRST]),
        ({"channel": "VOICE"}, []),
    ],
)
def test_a_filter_takes_expectations(log: Log[Note], expected: dict[str, Any], found: list[Note]) -> None:
    assert log.filter(**expected) == found


@pytest.mark.parametrize("method", ["filter", "one"])
def test_an_unknown_field_is_a_type_error_that_names_the_nearest(log: Log[Note], method: str) -> None:
    with pytest.raises(TypeError, match=r"note has no field 'chanel'. Did you mean 'channel'?"):
        getattr(log, method)(chanel="SMS")


def test_one_gives_the_only_record(log: Log[Note]) -> None:
    assert log.one(channel="EMAIL") == SECOND


@pytest.mark.parametrize(
    ("expected", "beginning"),
    [
        ({"channel": "SMS"}, "pinpoint_mock: expected one note with channel='SMS', found 2."),
        (
            {"channel": "VOICE", "body": "x"},
            "pinpoint_mock: expected one note with channel='VOICE', body='x', found 0.",
        ),
        ({}, "pinpoint_mock: expected one note, found 3."),
    ],
)
def test_one_lists_what_is_there_if_it_is_not_one(log: Log[Note], expected: dict[str, Any], beginning: str) -> None:
    with pytest.raises(AssertionError) as raised:
        log.one(**expected)
    listing = " In this log:\n  1. SMS: Hello Ada\n  2. EMAIL: Hello Bob\n  3. SMS: Bye"
    assert str(raised.value) == beginning + listing


def test_one_and_last_of_an_empty_log_say_so() -> None:
    empty = note_log([])
    with pytest.raises(AssertionError, match=r"^pinpoint_mock: expected one note, found 0. No note is in this log.$"):
        empty.one()
    with pytest.raises(AssertionError, match=r"^pinpoint_mock: there is no last note. No note is in this log.$"):
        _ = empty.last


def test_records_are_described_by_repr_if_nothing_else_is_given() -> None:
    log = Log([FIRST, THIRD], kind="note", fields=frozenset({"channel"}))
    with pytest.raises(AssertionError, match=re.escape(repr(THIRD))):
        log.one()

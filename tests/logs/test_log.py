"""Logs: sequences that stay live, filters, and what they say when they do not hold what was asked for."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from pinpoint_mock.logs.log import Log

if TYPE_CHECKING:
    from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Note:
    channel: str
    body: str

    def describe(self) -> str:
        return f"{self.channel}: {self.body}"

    def row(self) -> dict[str, str]:
        return {"Channel": self.channel, "Text": self.body}


FIRST, SECOND, THIRD = Note("SMS", "Hello Ada"), Note("EMAIL", "Hello Bob"), Note("SMS", "Bye")


def note_log(records: list[Note], **options: Any) -> Log[Note]:
    return Log(records, kind="note", fields=frozenset({"channel", "body"}), **options)


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


@pytest.mark.parametrize(
    ("expected", "answer"),
    [
        ([{"body": "Hello Ada"}, {"channel": "EMAIL"}, {"channel": "SMS", "body": re.compile("^B")}], True),
        ([{}, SECOND, mock.ANY], True),
        ([{}, {}, {"body": str.isdigit}], False),
        ([{}, {}], False),
        ([{}, {}, "Bye"], False),
        ([], False),
    ],
)
def test_a_log_equals_a_list_of_expected_fields_from_either_side(
    log: Log[Note], expected: list[Any], answer: bool
) -> None:
    assert (log == expected) is answer
    assert (expected == log) is answer
    assert (log != expected) is not answer


def test_a_list_may_hold_objects_with_an_equality_of_their_own(log: Log[Note]) -> None:
    assert log == [mock.ANY] * 3
    assert log != [mock.ANY] * 2


@pytest.mark.parametrize("expected", [[{"bdy": "x"}], [{}, {}, {"bdy": "x"}], [{"body": "no"}, {"bdy": "x"}, {}]])
def test_an_unknown_field_in_a_list_is_a_type_error(log: Log[Note], expected: list[Any]) -> None:
    with pytest.raises(TypeError, match=r"^pinpoint_mock: note has no field 'bdy'. Did you mean 'body'\?$"):
        _ = log != expected


def test_a_log_has_no_hash_and_no_way_to_change_it(log: Log[Note]) -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(log)
    for name in ("append", "clear", "__setitem__", "__delitem__"):
        assert not hasattr(log, name)


def test_a_log_is_shown_as_its_records(log: Log[Note]) -> None:
    assert repr(log) == f"<3 notes: {FIRST}, {SECOND}, {THIRD}>"
    assert (repr(log[:1]), repr(log[:0])) == (f"<1 note: {FIRST}>", "<0 notes>")


def test_of_a_long_log_only_the_first_records_are_shown() -> None:
    assert repr(note_log([FIRST] * 20)) == f"<20 notes: {', '.join([str(FIRST)] * 20)}>"
    assert repr(note_log([FIRST] * 500)) == f"<500 notes: {', '.join([str(FIRST)] * 20)}, ... and 480 more>"


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
    ("expected", "text"),
    [
        (
            {"channel": "SMS"},
            """\
pinpoint_mock: expected one note with channel='SMS'; 2 of 3 match.
Matching:
  1. SMS: Hello Ada
  3. SMS: Bye
Others:
  2. EMAIL: Hello Bob
Expect more fields, or use filter() for several.""",
        ),
        (
            {"channel": "VOICE", "body": "Hello Bob"},
            """\
pinpoint_mock: expected one note with channel='VOICE', body='Hello Bob'; 0 of 3 match.
Closest:
  2. EMAIL: Hello Bob
     channel: expected 'VOICE'
                 found 'EMAIL'
  1. SMS: Hello Ada
     channel: expected 'VOICE'
                 found 'SMS'
     body: expected 'Hello Bob'
              found 'Hello Ada'
  3. SMS: Bye
     channel: expected 'VOICE'
                 found 'SMS'
     body: expected 'Hello Bob'
              found 'Bye'""",
        ),
        (
            {},
            """\
pinpoint_mock: expected one note; there are 3.
In this log:
  1. SMS: Hello Ada
  2. EMAIL: Hello Bob
  3. SMS: Bye
Expect more fields, or use filter() for several.""",
        ),
    ],
)
def test_one_shows_what_is_there_if_it_is_not_one(log: Log[Note], expected: dict[str, Any], text: str) -> None:
    with pytest.raises(AssertionError) as raised:
        log.one(**expected)
    assert str(raised.value) == text


def test_one_and_last_of_an_empty_log_say_so() -> None:
    empty = note_log([])
    with pytest.raises(AssertionError, match=r"^pinpoint_mock: expected one note; no note is in this log.$"):
        empty.one()
    with pytest.raises(AssertionError, match=r"^pinpoint_mock: there is no last note. No note is in this log.$"):
        _ = empty.last


def test_one_and_last_name_failed_attempts_where_a_record_is_missing() -> None:
    log = note_log([], failed_attempts=[SECOND])
    for snapshot in (log, log.filter(channel="SMS"), log[:]):
        with pytest.raises(AssertionError) as raised:
            snapshot.one(channel="SMS")
        assert str(raised.value) == (
            "pinpoint_mock: expected one note with channel='SMS'; no note is in this log.\n"
            "Failed attempts:\n"
            "  1. EMAIL: Hello Bob"
        )
    with pytest.raises(AssertionError) as raised:
        _ = log.last
    assert str(raised.value) == (
        "pinpoint_mock: there is no last note. No note is in this log.\nFailed attempts:\n  1. EMAIL: Hello Bob"
    )


def test_only_one_accounts_for_what_it_finds(records: list[Note]) -> None:
    accounted: list[Note] = []
    log = note_log(records, account_for=accounted.append)
    _ = (log[0], log.last, list(log), log.filter(), log[1:], log == records)
    with pytest.raises(AssertionError):
        log.one()
    assert accounted == []
    log.one(channel="EMAIL")
    log.filter(channel="SMS")[1:].one()
    assert accounted == [SECOND, THIRD]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Dated(Note):
    settings: dict[str, Any]
    sent_at: datetime.datetime


NOON = datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.timezone.utc)


def test_a_log_as_json_has_all_fields_in_their_order_but_no_moments_of_the_clock() -> None:
    log = Log(
        [Dated("SMS", "Grüße", settings={"b": None, "a": 1}, sent_at=NOON)], kind="note", fields=frozenset({"body"})
    )
    assert (
        log.to_json()
        == """\
[
  {
    "channel": "SMS",
    "body": "Grüße",
    "settings": {
      "b": null,
      "a": 1
    }
  }
]"""
    )
    assert log.to_json(indent=None) == '[{"channel": "SMS", "body": "Grüße", "settings": {"b": null, "a": 1}}]'
    assert log.to_dicts() == [{"channel": "SMS", "body": "Grüße", "settings": {"b": None, "a": 1}}]
    assert [*log.to_dicts()[0]] == ["channel", "body", "settings"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Named(Note):
    names: tuple[str, ...]


def test_dicts_hold_what_json_can_hold() -> None:
    log = Log([Named("SMS", "Hi", names=("a", "b"))], kind="note", fields=frozenset({"body"}))
    assert log.to_dicts() == json.loads(log.to_json()) == [{"channel": "SMS", "body": "Hi", "names": ["a", "b"]}]


def test_half_a_surrogate_pair_can_be_written_to_a_file(tmp_path: Path) -> None:
    text = note_log([Note("SMS", "cut \ud83d")]).to_json(indent=None)
    (tmp_path / "log.json").write_text(text, "utf-8")
    assert json.loads(text) == [{"channel": "SMS", "body": "cut \ud83d"}]


def test_a_log_as_a_table_cuts_nothing() -> None:
    log = note_log([FIRST, Note("SMS", "One line\n\nand " + "word " * 30), THIRD])
    assert (
        log.to_table()
        == """\
Channel   Text
──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
SMS       Hello Ada
SMS       One line

          and word word word word word word word word word word word word word word word word word word word word word
          word word word word word word word word word
SMS       Bye
"""
    )


def test_empty_logs_as_data() -> None:
    assert note_log([]).to_json() == "[]"
    assert note_log([]).to_dicts() == []
    assert note_log([]).to_table() == "No note is in this log.\n"


def test_a_dict_has_its_place_in_a_log_as_in_comparisons(log: Log[Note]) -> None:
    found: list[Any] = [{"body": "Bye"}, {}, FIRST, Note("SMS", "Hello Ada"), mock.ANY]
    assert all(each in log for each in found)
    missing: list[Any] = [{"channel": "SMS", "body": re.compile("Bob")}, "Bye", Note("SMS", "Hi")]
    assert not any(each in log for each in missing)
    assert found[1] not in log[:0]
    assert (log.index({"channel": "SMS"}), log.index({"channel": "SMS"}, 1), log.index(THIRD, 0, 3)) == (0, 2, 2)
    assert (log.count({"channel": "SMS"}), log.count({"channel": "VOICE"}), log.count(THIRD)) == (2, 0, 1)
    for arguments in (({"channel": "VOICE"},), ({"channel": "EMAIL"}, 2), (THIRD, 0, 2)):
        with pytest.raises(ValueError, match=r"^pinpoint_mock: no such note is in this log\.$"):
            log.index(*arguments)
    for way in (lambda wrong: wrong in log, log.index, log.count):
        with pytest.raises(TypeError, match=r"note has no field 'bdy'\. Did you mean 'body'"):
            way({"bdy": "Bye"})


def test_the_text_of_a_long_log_names_few_records() -> None:
    log = note_log([Note("SMS", f"Hello {number}") for number in range(503)])
    with pytest.raises(AssertionError) as caught:
        log.one(body="Hello")
    lines = str(caught.value).splitlines()
    assert (lines[-22], lines[-2:]) == ("Others:", ["  23. SMS: Hello 22", "  ... and 480 more"])
    with pytest.raises(AssertionError) as caught:
        log.one()
    assert len(str(caught.value).splitlines()) == 1 + 1 + 21 + 1

"""Counts of messages, by day and by campaign."""

from __future__ import annotations

import datetime

from pinpoint_mock.state.message_counts import MessageCounts

LATE = datetime.datetime(2030, 1, 1, 23, 59, tzinfo=datetime.timezone.utc)
NEXT = LATE + datetime.timedelta(minutes=1)


def test_a_day_ends_in_utc() -> None:
    counts = MessageCounts()
    counts.add_of_day(LATE, "e1")
    counts.add_of_day(LATE, "e1")
    assert (counts.of_day(LATE, "e1"), counts.of_day(LATE, "e2"), counts.of_day(NEXT, "e1")) == (2, 0, 0)
    counts.add_of_day(NEXT, "e2")
    assert (counts.of_day(NEXT, "e1"), counts.of_day(NEXT, "e2")) == (0, 1)


def test_owners_are_counted_apart() -> None:
    counts = MessageCounts()
    counts.add_of_owner("c1", "e1")
    counts.add_of_owner("c1", "e1")
    assert [counts.of_owner(*each) for each in (("c1", "e1"), ("c1", "e2"), ("c2", "e1"))] == [2, 0, 0]


def test_a_copy_counts_on_its_own() -> None:
    counts = MessageCounts()
    counts.add_of_owner("c1", "e1")
    counts.add_of_day(LATE, "e1")
    copy = counts.copy()
    copy.add_of_owner("c1", "e1")
    copy.add_of_day(LATE, "e1")
    assert (counts.of_owner("c1", "e1"), counts.of_day(LATE, "e1")) == (1, 1)
    assert (copy.of_owner("c1", "e1"), copy.of_day(LATE, "e1")) == (2, 2)

"""What is due, as data: in which order it is taken, and what takes another's place."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock.state.agenda import Agenda

SHOP, OTHER = ("1", "us-east-1", "shop"), ("1", "us-east-1", "other")


def at(hour: int) -> datetime.datetime:
    return datetime.datetime(2030, 1, 1, hour, tzinfo=datetime.timezone.utc)


def owners(agenda: Agenda, until: datetime.datetime) -> list[str]:
    """The owners of what is due by a moment, in the order in which it is taken."""
    found = []
    while (work := agenda.take(until)) is not None:
        found.append(work.owner)
        agenda.finish()
    return found


@pytest.fixture
def agenda() -> Agenda:
    """Work of two apps at 10, 11, 11 and 12."""
    agenda = Agenda()
    agenda.schedule(at(11), "run", SHOP, "c1", "next", {"zone": "UTC"})
    agenda.schedule(at(12), "end", SHOP, "c1", "next")
    agenda.schedule(at(11), "run", SHOP, "c2", "next")
    agenda.schedule(at(10), "run", OTHER, "c1", "next")
    return agenda


def test_work_is_taken_in_the_order_of_its_moments_then_of_its_scheduling(agenda: Agenda) -> None:
    assert owners(agenda, at(11)) == ["c1", "c1", "c2"]
    assert [work.kind for work in agenda.of(SHOP)] == ["end"]


def test_what_is_taken_says_what_is_to_be_done(agenda: Agenda) -> None:
    agenda.take(at(10))
    work = agenda.take(at(11))
    assert work is not None
    assert work._asdict() == {
        "moment": at(11),
        "number": 1,
        "kind": "run",
        "app": SHOP,
        "owner": "c1",
        "key": "next",
        "arguments": {"zone": "UTC"},
    }


def test_the_next_moment_is_that_of_what_is_at_work_until_it_is_finished(agenda: Agenda) -> None:
    assert agenda.next_moment == at(10)
    work = agenda.take(at(10))
    assert (agenda.at_work, agenda.next_moment) == (work, at(10))
    agenda.cancel(SHOP, "c1")
    assert agenda.next_moment == at(10)
    agenda.finish()
    assert (agenda.at_work, agenda.next_moment) == (None, at(11))


def test_the_same_key_takes_the_place_of_the_work_of_the_same_owner_and_kind(agenda: Agenda) -> None:
    agenda.schedule(at(9), "run", SHOP, "c1", "next")
    assert [(work.moment, work.owner) for work in agenda.of(SHOP)] == [(at(9), "c1"), (at(11), "c2"), (at(12), "c1")]
    assert owners(agenda, at(12)) == ["c1", "c1", "c2", "c1"]


def test_without_a_key_nothing_is_replaced(agenda: Agenda) -> None:
    for _ in range(2):
        agenda.schedule(at(11), "run", SHOP, "c1")
    assert owners(agenda, at(11)) == ["c1", "c1", "c2", "c1", "c1"]


def test_what_was_taken_can_be_scheduled_again_under_its_key(agenda: Agenda) -> None:
    agenda.take(at(10))
    agenda.schedule(at(20), "run", OTHER, "c1", "next")
    agenda.finish()
    assert [work.moment for work in agenda.of(OTHER)] == [at(20)]


CANCELLED: list[tuple[tuple[Any, ...], list[tuple[str, int]]]] = [
    ((SHOP,), [("c1", 10)]),
    ((SHOP, "c1"), [("c1", 10), ("c2", 11)]),
    ((SHOP, "c1", "run"), [("c1", 10), ("c2", 11), ("c1", 12)]),
    ((SHOP, "c1", "run", "next"), [("c1", 10), ("c2", 11), ("c1", 12)]),
    ((SHOP, None, "run"), [("c1", 10), ("c1", 12)]),
    ((SHOP, "c1", "run", "unknown"), [("c1", 10), ("c1", 11), ("c2", 11), ("c1", 12)]),
    ((SHOP, "unknown"), [("c1", 10), ("c1", 11), ("c2", 11), ("c1", 12)]),
]


@pytest.mark.parametrize(("what", "left"), CANCELLED)
def test_what_is_cancelled_is_not_done(agenda: Agenda, what: Any, left: list[tuple[str, int]]) -> None:
    agenda.cancel(*what)
    assert [(work.owner, work.moment.hour) for work in agenda.due(at(23))] == left
    assert owners(agenda, at(23)) == [owner for owner, _ in left]


def test_the_next_moment_passes_over_what_was_cancelled(agenda: Agenda) -> None:
    agenda.cancel(OTHER)
    assert agenda.next_moment == at(11)
    agenda.cancel(SHOP)
    assert agenda.next_moment is None


def test_what_is_put_off_again_and_again_leaves_nothing_behind(agenda: Agenda) -> None:
    for _ in range(1_000):
        agenda.schedule(at(22), "run", SHOP, "c3", "next")
    assert len(agenda.heap) < 200
    assert len(owners(agenda, at(23))) == 5


def test_moments_are_aware(agenda: Agenda) -> None:
    with pytest.raises(AssertionError, match="moments are aware"):
        agenda.schedule(datetime.datetime(2030, 1, 1), "run", SHOP, "c1")


def test_a_copy_has_the_same_future_and_is_its_own(agenda: Agenda) -> None:
    agenda.advanced_to = at(9)
    copy = agenda.copy()
    agenda.cancel(SHOP)
    assert (copy.advanced_to, copy.next_moment) == (at(9), at(10))
    copy.schedule(at(11), "run", SHOP, "c1", "next")
    assert owners(copy, at(12)) == ["c1", "c2", "c1", "c1"]
    assert owners(agenda, at(12)) == ["c1"]


def test_the_work_of_apps_can_be_taken_over(agenda: Agenda) -> None:
    other = Agenda()
    other.take_over(agenda, [SHOP])
    assert [work.arguments for work in other.of(SHOP)] == [{"zone": "UTC"}, {}, {}]
    assert owners(other, at(12)) == ["c1", "c2", "c1"]


@given(st.lists(st.tuples(st.integers(0, 23), st.sampled_from("abc"), st.booleans())))
def test_the_next_moment_is_always_that_of_the_first(steps: list[tuple[int, str, bool]]) -> None:
    agenda = Agenda()
    for hour, key, is_cancelled in steps:
        if is_cancelled:
            agenda.cancel(SHOP, "c1", "run", key)
        else:
            agenda.schedule(at(hour), "run", SHOP, "c1", key)
        assert agenda.next_moment == min((work.moment for work in agenda.of(SHOP)), default=None)

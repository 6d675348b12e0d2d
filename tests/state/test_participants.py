"""The store of those who are in a journey, or were."""

from __future__ import annotations

import dataclasses
import datetime

from pinpoint_mock.state.participants import LEFT, ParticipantStore, Participation, Reported

MOMENT = datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)


def entry(number: int, endpoint_id: str | None = "phone", user_id: str | None = "ada") -> Participation:
    return Participation(number, "run", endpoint_id, user_id, MOMENT, MOMENT)


def test_who_is_inside() -> None:
    store = ParticipantStore()
    store.enter(entry(0))
    store.enter(entry(1, None))
    assert (len(store), store.number_inside, store.number_inside_of("run")) == (2, 2, 2)
    assert store.find_inside("PHONE", None) == entry(0)
    assert store.find_inside(None, "ada") == entry(1, None)
    assert store.find_inside("tablet", "ada") is None
    store.note(0, Reported(MOMENT, "seen", {}, {}))
    store.put(dataclasses.replace(entry(0), status=LEFT))
    assert (len(store), store.number_inside_of("run")) == (2, 1)
    assert store.inside() == [entry(1, None)]
    assert store.events(0) == ()
    assert store.entries_of(entry(9, "Phone")) == (1, MOMENT)
    assert store.entries_of(entry(9, "tablet")) is None


def test_a_copy_has_collections_of_its_own() -> None:
    store = ParticipantStore()
    store.enter(entry(0))
    copy = store.copy()
    copy.note(0, Reported(MOMENT, "seen", {}, {}))
    copy.enter(entry(1, "tablet"))
    copy.put(dataclasses.replace(entry(0), status=LEFT))
    assert list(store) == [entry(0)]
    assert store.inside() == [entry(0)]
    assert store.events(0) == ()

"""The store of journeys, their runs and their metrics."""

from __future__ import annotations

import dataclasses
import datetime

from pinpoint_mock.state.journeys import JourneyStore

MOMENT = datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)


def test_a_deleted_journey_keeps_its_participants() -> None:
    store = JourneyStore()
    journey = store.create({"Id": "a", "Name": "first"}, {})
    store.create({"Id": "b", "Name": "second"}, {})
    store.replace(journey, was_deleted=True)
    assert [each.journey_id for each in store] == ["b"]
    assert (store.get("a"), store.was_deleted("a"), store.was_deleted("b"), store.was_deleted("c")) == (
        None,
        True,
        False,
        False,
    )
    assert store.participants("a") is not None
    assert store.participants("c") is None


def test_runs_that_go_on() -> None:
    store = JourneyStore()
    journey = store.create({"Id": "a", "Name": "first"}, {})
    first, second = (store.begin_run(journey, run_id, MOMENT, is_open=False) for run_id in ("r1", "r2"))
    copy = store.copy()
    store.put_run("a", dataclasses.replace(first, status="COMPLETED"))
    assert store.running("a") == [second]
    assert copy.running("a") == [first, second]
    assert [run.status for run in store.runs("a")] == ["COMPLETED", "RUNNING"]


def test_metrics_of_all_runs_and_of_one() -> None:
    store = JourneyStore()
    journey = store.create({"Id": "a", "Name": "first"}, {})
    for run_id in ("r1", "r2"):
        store.begin_run(journey, run_id, MOMENT, is_open=False)
        store.count("a", run_id, None, "ENDPOINT_ENTERED", 2)
    store.count("a", "r2", "wait", "WAIT_FINISHED")
    assert store.metrics("a", None) == {"ENDPOINT_ENTERED": 4}
    assert store.metrics("a", None, "r1") == {"ENDPOINT_ENTERED": 2}
    assert store.metrics("a", "wait", "r1") == {}
    copy = store.copy()
    copy.count("a", "r1", None, "ENDPOINT_ENTERED")
    copy.begin_run(journey, "r3", MOMENT, is_open=True)
    assert store.metrics("a", None, "r1") == {"ENDPOINT_ENTERED": 2}
    assert [run.number for run in store.runs("a")] == [1, 2]

"""The jobs of an application as they are stored."""

from __future__ import annotations

from typing import Any

from pinpoint_mock.state.jobs import JobStore


def job(job_id: str, **definition: Any) -> dict[str, Any]:
    return {"Id": job_id, "Definition": definition}


def test_jobs_are_numbered_in_the_order_of_their_creation() -> None:
    store = JobStore()
    for job_id in ("c", "a", "b"):
        store.add(job(job_id))
    assert [(each.number, each.document["Id"]) for each in store] == [(1, "c"), (2, "a"), (3, "b")]
    assert store.ids() == ["b", "a", "c"]


def test_a_job_is_found_by_its_id() -> None:
    store = JobStore()
    store.add(job("a"))
    found = store.get("a")
    assert found is not None
    assert found.document == job("a")
    assert store.get("b") is None


def test_the_jobs_of_a_segment() -> None:
    store = JobStore()
    for job_id, definition in (
        ("a", {"SegmentId": "s"}),
        ("b", {}),
        ("c", {"SegmentId": "t"}),
        ("d", {"SegmentId": "s"}),
    ):
        store.add(job(job_id, **definition))
    assert [each.document["Id"] for each in store.of_segment("s")] == ["a", "d"]


def test_a_copy_has_the_same_jobs_and_goes_its_own_way() -> None:
    store = JobStore()
    store.add(job("a"))
    copy = store.copy()
    copy.add(job("b"))
    assert (store.ids(), copy.ids()) == (["a"], ["b", "a"])
    assert copy.get("a") is store.get("a")

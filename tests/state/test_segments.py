"""The store of segments: its order, its copies, and that a version once read stays as it was."""

from __future__ import annotations

from typing import Any

from pinpoint_mock.state.segments import Imported, SegmentReference, SegmentStore, SegmentVersion


def version(segment_id: str, number: int = 1, **members: Any) -> SegmentVersion:
    return SegmentVersion({"Id": segment_id, "Version": number, **members})


def ids(store: SegmentStore) -> list[str]:
    return [segment.segment_id for segment in store]


def test_segments_are_in_the_order_of_their_creation_with_rising_numbers() -> None:
    store = SegmentStore()
    first, second = (store.create(version(name), {}) for name in ("b", "a"))
    store.put(first.with_version(version("b", 2)))
    assert (ids(store), second.number > first.number) == (["b", "a"], True)
    store.delete(second)
    assert store.create(version("c"), {}).number > second.number
    assert (ids(store), store.was_deleted("a"), store.was_deleted("c")) == (["b", "c"], True, False)


def test_a_segment_is_replaced_and_never_changed() -> None:
    store = SegmentStore()
    first = store.create(version("a", Name="one"), {"team": "blue"})
    second = first.with_version(version("a", 2))
    store.put(second)
    assert (first.current.number, first.name, first.described) == (1, "one", "'a' ('one')")
    assert (second.current.number, second.name, second.described) == (2, "", "'a'")
    assert second.find(None) is second.current
    assert second.find(1) is first.current
    assert second.find(3) is None
    assert second.with_version(version("a", 2, Name="again")).name == "again"
    assert second.tags == {"team": "blue"}


def test_a_version_is_found_by_its_reference() -> None:
    store = SegmentStore()
    segment = store.create(version("a"), {})
    assert store.find(SegmentReference("a")) is store.find(segment.current.reference) is segment.current
    assert store.find(SegmentReference("a", 2)) is None
    assert store.find(SegmentReference("b")) is None


def test_a_copy_goes_its_own_way() -> None:
    store = SegmentStore()
    a, b = (store.create(version(name), {}) for name in "ab")
    store.delete(b)
    copy = store.copy()
    copy.put(a.with_version(version("a", 2)))
    copy.create(version("c"), {})
    store.delete(a)
    assert (ids(store), ids(copy)) == ([], ["a", "c"])
    assert (store.was_deleted("a"), copy.was_deleted("a"), copy.was_deleted("b")) == (True, False, True)
    found = copy.get("a")
    assert found is not None
    assert found.current.number == 2


def test_imports_are_joined() -> None:
    one = Imported(frozenset({"a"}), frozenset({"ada"}), {"x": {"Id": "x", "Address": "1"}, "y": {"Id": "y"}})
    other = Imported(frozenset({"b"}), frozenset(), {"x": {"Id": "x", "Address": "2"}})
    assert one | other == Imported(
        frozenset({"a", "b"}), frozenset({"ada"}), {"x": {"Id": "x", "Address": "2"}, "y": {"Id": "y"}}
    )


def test_a_definition_goes_once_its_endpoint_is_stored() -> None:
    only_known = Imported(definitions={"x": {"Id": "x"}, "y": {"Id": "y"}})
    stored = Imported(frozenset({"x"}))
    assert only_known | stored == Imported(frozenset({"x"}), frozenset(), {"y": {"Id": "y"}})
    assert stored | only_known == Imported(frozenset({"x"}), frozenset(), {"x": {"Id": "x"}, "y": {"Id": "y"}})

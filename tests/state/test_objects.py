"""Objects in memory."""

from __future__ import annotations

from pinpoint_mock.state.objects import Objects


def test_objects_are_listed_by_bucket_and_prefix() -> None:
    objects = Objects()
    for bucket, key in (("one", "b/2"), ("one", "a"), ("one", "b/1"), ("two", "b/3")):
        objects.write(bucket, key, key.encode())
    assert objects.keys("one", "") == ["a", "b/1", "b/2"]
    assert objects.keys("one", "b/") == ["b/1", "b/2"]
    assert objects.keys("three", "") == []


def test_an_object_is_replaced() -> None:
    objects = Objects()
    objects.write("one", "a", b"1")
    objects.write("one", "a", b"2")
    assert objects.read("one", "a") == b"2"

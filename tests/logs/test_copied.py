"""Frozen records: nobody can change what was recorded."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from typing import Any

import pytest

from pinpoint_mock.logs.copied import Copied, copy_plain, sparse


@dataclasses.dataclass(frozen=True, kw_only=True)
class Record:
    name: str
    settings: Copied[dict[str, Any]] = Copied()
    payload: Copied[dict[str, Any] | None] = Copied()


@sparse
@dataclasses.dataclass(frozen=True, kw_only=True)
class SparseRecord(Record):
    title: str | None
    tags: tuple[str, ...] = ()


def record() -> Record:
    return Record(name="a", settings={"Data": {"tags": ["x"]}}, payload=None)


def sparse_record() -> SparseRecord:
    return SparseRecord(name="a", settings={"Data": {"tags": ["x"]}}, payload=None, title=None)


def test_each_read_is_a_copy_to_the_bottom() -> None:
    kept = record()
    read = kept.settings
    read["Data"]["tags"].append("y")
    read["more"] = 1
    assert kept.settings == {"Data": {"tags": ["x"]}}


def test_dicts_and_lists_are_plain_and_none_stays_none() -> None:
    kept = record()
    assert json.dumps(kept.settings) == '{"Data": {"tags": ["x"]}}'
    assert type(kept.settings) is dict
    assert kept.payload is None


def test_a_record_is_frozen() -> None:
    kept = record()
    for field in ("name", "settings"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(kept, field, {})
    assert kept == record()


def test_a_field_without_a_value_is_refused() -> None:
    with pytest.raises(TypeError, match="settings"):
        Record(name="a", payload=None)


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda kept: pickle.loads(pickle.dumps(kept))])
def test_records_can_be_copied_and_pickled(duplicate: Any) -> None:
    duplicated = duplicate(record())
    assert duplicated == record()
    assert duplicated.settings == {"Data": {"tags": ["x"]}}


def test_records_work_with_the_tools_of_dataclasses() -> None:
    assert dataclasses.asdict(record()) == {"name": "a", "settings": {"Data": {"tags": ["x"]}}, "payload": None}
    assert dataclasses.replace(record(), name="b").settings == record().settings
    assert repr(record()).endswith("Record(name='a', settings={'Data': {'tags': ['x']}}, payload=None)")


def test_records_with_different_dicts_differ() -> None:
    assert record() != dataclasses.replace(record(), settings={})


@pytest.mark.parametrize("value", ["text", 1, 2.5, True, None, [], {}, [{"a": [1, {"b": []}]}]])
def test_a_plain_copy_is_equal(value: object) -> None:
    assert copy_plain(value) == value


class TestSparse:
    def test_fields_without_a_value_take_no_room_and_read_as_none(self) -> None:
        kept = sparse_record()
        assert vars(kept).keys() == {"name", "settings"}
        assert (kept.payload, kept.title, kept.tags) == (None, None, ())
        assert repr(kept).endswith("payload=None, title=None, tags=())")

    def test_it_equals_one_with_the_same_fields(self) -> None:
        assert sparse_record() == sparse_record()
        assert sparse_record() != dataclasses.replace(sparse_record(), title="Sale")

    def test_it_is_frozen_and_each_read_is_a_copy(self) -> None:
        kept = sparse_record()
        with pytest.raises(dataclasses.FrozenInstanceError):
            kept.title = "Sale"  # type: ignore[misc]  # as a test by mistake
        kept.settings["more"] = 1
        assert kept.settings == {"Data": {"tags": ["x"]}}

    def test_missing_and_unknown_fields_are_refused(self) -> None:
        with pytest.raises(TypeError, match="settings"):
            SparseRecord(name="a", payload=None, title=None)
        with pytest.raises(TypeError, match="titel"):
            dataclasses.replace(sparse_record(), titel="Sale")  # type: ignore[call-arg]  # as a test by mistake

    def test_it_can_be_copied_and_pickled(self) -> None:
        kept = sparse_record()
        assert copy.deepcopy(kept) == pickle.loads(pickle.dumps(kept)) == kept

"""Frozen records: nobody can change what was recorded."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from typing import Any

import pytest

from pinpoint_mock.logs.copied import Copied, copy_plain


@dataclasses.dataclass(frozen=True, kw_only=True)
class Record:
    name: str
    settings: Copied[dict[str, Any]] = Copied()
    payload: Copied[dict[str, Any] | None] = Copied()


def record() -> Record:
    return Record(name="a", settings={"Data": {"tags": ["x"]}}, payload=None)


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

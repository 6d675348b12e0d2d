"""The shipped service model against the one of the installed botocore."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from botocore.exceptions import DataNotFoundError
from botocore.loaders import Loader

from pinpoint_mock.protocol.model import operations, service_model, shape
from tests.protocol.service_model import botocore_model, botocore_version, lacking, write

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED_FROM: str = service_model()["botocore"]
OURS: dict[str, Any] = {key: service_model()[key] for key in ("operations", "shapes")}


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


THEIRS = botocore_model()
is_in_botocore = pytest.mark.skipif(
    THEIRS is None, reason=f"botocore {botocore_version()} has no Pinpoint any more; the shipped model stands alone"
)


@is_in_botocore
def test_the_shipped_model_holds_all_that_the_installed_botocore_has() -> None:
    assert THEIRS is not None
    assert lacking(OURS, THEIRS) == []


@is_in_botocore
@pytest.mark.skipif(
    version(botocore_version()) < version(SHIPPED_FROM),
    reason=f"botocore {botocore_version()} is older than {SHIPPED_FROM}, which the shipped model is from",
)
def test_the_shipped_model_is_that_of_the_newest_botocore() -> None:
    assert THEIRS == OURS, "write the shipped model anew (see service_model.py) and look at what has changed"


@is_in_botocore
def test_the_shipped_model_can_be_written(tmp_path: Path) -> None:
    write(tmp_path / "model.json")
    written = json.loads((tmp_path / "model.json").read_text())
    assert written == {"botocore": botocore_version(), **botocore_model()}  # type: ignore[dict-item]  # not None here


def test_a_botocore_without_pinpoint_has_no_model_to_write(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Loader, "load_service_model", mock.Mock(side_effect=DataNotFoundError(data_path="pinpoint")))
    assert botocore_model() is None
    write(tmp_path / "model.json")
    assert list(tmp_path.iterdir()) == []


def test_there_are_122_operations_and_every_shape_that_they_name_exists() -> None:
    assert len(operations()) == 122
    named = {name for entry in OURS["operations"].values() for name in (entry["input"], *entry["errors"])}
    named |= {entry["output"] for entry in OURS["operations"].values() if entry["output"]}
    for entry in OURS["shapes"].values():
        named.update(entry.get("members", {}).values())
        named.update(entry[key] for key in ("member", "key", "value") if key in entry)
    assert sorted(name for name in named if name not in OURS["shapes"]) == []


def test_an_operation_says_where_its_members_are_found() -> None:
    operation = operations()["UntagResource"]
    assert (operation.method, operation.path, operation.status) == ("DELETE", "/v1/tags/{resource-arn}", 204)
    assert operation.labels == {"resource-arn": "ResourceArn"}
    assert operation.query == {"tagKeys": "TagKeys"}
    assert operation.payload is None
    assert operation.required == ("TagKeys",)
    assert operations()["SendMessages"].payload == "MessageRequest"


def test_members_of_bodies_stand_under_their_names_on_the_wire() -> None:
    assert "segmentDimensions" in shape("SimpleCondition")["members"]


OLDER: dict[str, Any] = {
    "operations": {"Send": {"http": {"method": "GET"}, "input": "In", "output": "Out", "errors": ["NotFound"]}},
    "shapes": {
        "In": {"type": "structure", "members": {"A": "Text"}, "locations": {"A": ["uri", "a"]}, "required": ["A"]},
        "Text": {"type": "string", "enum": ["X"]},
    },
}


def changed(*path: str, to: object) -> dict[str, Any]:
    model = copy.deepcopy(OLDER)
    entry = model
    for key in path[:-1]:
        entry = entry[key]
    entry[path[-1]] = to
    return model


@pytest.mark.parametrize(
    "newer",
    [
        OLDER,
        changed("operations", "New", to={"http": {}, "input": "In", "output": None, "errors": []}),
        changed("operations", "Send", "errors", to=["Conflict", "NotFound"]),
        changed("shapes", "New", to={"type": "blob"}),
        changed("shapes", "In", "members", "B", to="Text"),
        changed("shapes", "In", "required", to=[]),
        changed("shapes", "Text", "enum", to=["W", "X"]),
    ],
)
def test_what_aws_adds_is_no_drift_from_an_older_botocore(newer: dict[str, Any]) -> None:
    assert lacking(newer, OLDER) == []


@pytest.mark.parametrize(
    ("newer", "found"),
    [
        (changed("operations", to={}), ["operations Send: all of it"]),
        (changed("operations", "Send", "http", to={"method": "PUT"}), ["operations Send: http"]),
        (changed("operations", "Send", "output", to="Text"), ["operations Send: output"]),
        (changed("operations", "Send", "errors", to=[]), ["operations Send: NotFound"]),
        (changed("shapes", "Text", "type", to="integer"), ["shapes Text: type"]),
        (changed("shapes", "Text", "enum", to=["W"]), ["shapes Text: X"]),
        (changed("shapes", "In", "members", to={}), ["shapes In: members.A"]),
        (changed("shapes", "In", "members", "A", to="In"), ["shapes In: members.A"]),
        (changed("shapes", "In", "locations", "A", to=["uri", "b"]), ["shapes In: locations.A"]),
    ],
)
def test_what_is_gone_or_differs_is_drift(newer: dict[str, Any], found: list[str]) -> None:
    assert lacking(newer, OLDER) == found


def test_a_member_that_has_become_required_is_drift() -> None:
    older = changed("shapes", "In", "required", to=[])
    assert lacking(OLDER, older) == ["shapes In: required.A"]

"""Exports as files, and that what was exported can be imported again."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock.audience.exports import export_endpoints, export_location
from pinpoint_mock.audience.imports import import_files, read_files
from pinpoint_mock.audience.locations import Location
from pinpoint_mock.core.channels import CHANNELS
from pinpoint_mock.state.objects import Objects
from pinpoint_mock.state.world import World

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App


@pytest.mark.parametrize(
    ("prefix", "key"),
    [("", "j1.gz"), ("exports", "exports/j1.gz"), ("exports/", "exports/j1.gz"), ("a/b", "a/b/j1.gz")],
)
def test_the_object_is_under_the_prefix(prefix: str, key: str) -> None:
    assert export_location(Location("audience", prefix), "j1") == ("audience", key)


def test_a_line_is_the_document_of_an_endpoint_and_the_same_endpoints_give_the_same_file() -> None:
    documents: Any = [{"Id": "a", "Attributes": {"é": ["\ud800"]}}, {"Id": "b"}]
    objects = Objects()
    for name in ("1.gz", "2.gz"):
        assert export_endpoints(objects, Location("audience", name), documents) == 2
    first, second = objects.contents.values()
    assert first == second
    assert [json.loads(line) for line in gzip.decompress(first).splitlines()] == documents


TEXTS = st.text(st.characters(codec="utf-8"), max_size=5)
NAMES = st.text("abé,\"' .", min_size=1, max_size=3)
VALUES = st.dictionaries(NAMES, st.lists(TEXTS, max_size=2), max_size=2)
NUMBERS = st.floats(-90, 90)
DEFINITIONS = st.fixed_dictionaries(
    {"Address": TEXTS.filter(bool), "ChannelType": st.sampled_from([*CHANNELS, "CUSTOM"])},
    optional={
        "Attributes": VALUES,
        "Demographic": st.dictionaries(st.sampled_from(["Locale", "Make", "Timezone"]), TEXTS),
        "Location": st.fixed_dictionaries({}, optional={"City": TEXTS, "Latitude": NUMBERS, "Longitude": NUMBERS}),
        "Metrics": st.dictionaries(NAMES, NUMBERS, max_size=2),
        "OptOut": st.sampled_from(["ALL", "NONE"]),
        "User": st.fixed_dictionaries(
            {}, optional={"UserAttributes": VALUES, "UserId": st.sampled_from(["", "u", "v"])}
        ),
    },
)
DIFFERS = {"ApplicationId", "CohortId", "CreationDate", "EffectiveDate", "EndpointStatus", "RequestId"}


def imported(objects: Objects, *lines: Any) -> App:
    """A new application into which lines were imported as JSON; all of them can be."""
    objects.contents["audience", "users.json"] = b"\n".join(json.dumps(line).encode() for line in lines)
    app = World().backend("123456789012", "us-east-1").new_app("shop", {})
    outcome = import_files(app, read_files(objects, Location("audience", "users.json"), "JSON"), "r", registers=True)
    assert (outcome.failures, outcome.processed) == ([], len(lines))
    return app


def exported(objects: Objects, app: App) -> list[Any]:
    """The objects on the lines of an export of an application."""
    export_endpoints(objects, Location("audience", "export.gz"), app.endpoints)
    return [json.loads(line) for line in gzip.decompress(objects.contents["audience", "export.gz"]).splitlines()]


def without(document: Any) -> Any:
    return {member: value for member, value in document.items() if member not in DIFFERS}


@given(st.dictionaries(st.sampled_from(["a", "B", "c/d", "é"]), DEFINITIONS))
def test_what_was_exported_gives_the_same_endpoints_elsewhere(definitions: dict[str, Any]) -> None:
    objects = Objects()
    first = imported(objects, *({**definition, "Id": each} for each, definition in definitions.items()))
    lines = exported(objects, first)
    second = imported(objects, *lines)
    assert [without(document) for document in second.endpoints] == [without(line) for line in lines]
    assert [line["Id"] for line in lines] == list(definitions)

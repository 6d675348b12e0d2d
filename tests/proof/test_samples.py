"""The requests that AWS's documentation shows get the answers that it shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pytest

from pinpoint_mock import PinpointMock
from pinpoint_mock.protocol.model import operations, shape
from pinpoint_mock.state.objects import Objects
from tests.proof.calls import call
from tests.proof.samples import APP_ID, GONE, NEWER, PHONE, SAMPLES, Sample

ENDPOINTS = b"Id,ChannelType,Address\na,SMS,+15550101\nb,SMS,+15550102\nc,SMS,+15550103"


def filled(value: Any, ids: dict[str, str]) -> Any:
    """A value with ids in the place of their names."""
    if isinstance(value, dict):
        return {key: filled(item, ids) for key, item in value.items()}
    return ids.get(value, value) if isinstance(value, str) else value


def without(value: Any, shape_name: str, names: Mapping[str, Collection[str]]) -> Any:
    """A value less the members that are named by its shape."""
    entry = shape(shape_name)
    if entry["type"] == "structure":
        members: dict[str, str] = entry["members"]
        kept = [name for name in value if name not in names.get(shape_name, ())]
        return {name: without(value[name], members[name], names) for name in kept}
    if entry["type"] == "list":
        return [without(item, entry["member"], names) for item in value]
    return value


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.operation} of {sample.source}")
def test_a_documented_request_gets_the_documented_answer(pinpoint: PinpointMock, sample: Sample) -> None:
    objects = Objects()
    objects.write("audience", "endpoints.csv", ENDPOINTS)
    pinpoint.backend().world.object_stores = lambda account_id, region_name: objects
    pinpoint.add_app(application_id=APP_ID, name="ExampleCorp", channels=[], region_name="us-east-1")
    pinpoint.add_phone_number(
        PHONE, Carrier="ExampleCorp Mobile", City="Seattle", Timezone="America/Los_Angeles", ZipCode="98101"
    )
    ids: dict[str, str] = {}
    for name, members in sample.given:
        made = call(name, filled(members, ids))
        assert made.status < 300, made
        if made.body and "Id" in made.document:
            kind = "{job}" if name.endswith("Job") else f"{{{name.removeprefix('Create').lower()}}}"
            ids[kind] = made.document["Id"]
    answer = call(sample.operation, filled(sample.members, ids))
    assert answer.status == operations()[sample.operation].status
    if sample.answer is None:
        assert answer.body == b""
        return
    [payload] = shape(operations()[sample.operation].output_shape or "")["members"].values()
    assert without(answer.document, payload, NEWER) == without(sample.answer, payload, GONE)

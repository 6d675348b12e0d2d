"""The service model that ships with the package: 122 operations and the shapes of their requests and responses.

It is botocore's without its documentation. It ships so that the mock does not depend on botocore keeping its Pinpoint
parts, and names the version of botocore that it is from.
Source: BOTOCORE pinpoint/2016-12-01/service-2.json.

Members of bodies have their names on the wire, which are boto3's with one exception: `SegmentDimensions` of a
`SimpleCondition` is `segmentDimensions` on the wire, and so it is for handlers.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

from botocore import xform_name


@dataclasses.dataclass(frozen=True)
class Operation:
    """One operation: its path, what it takes and what it returns.

    `labels` and `query` map wire names such as `application-id` to member names such as `ApplicationId`; `payload`
    is the member that is the body. `required` are the members besides labels that a request must have. `output_shape`
    has one member, which is the body of the response; it is None where the response has no body.
    """

    name: str
    method: str
    path: str
    status: int
    input_shape: str
    labels: dict[str, str]
    query: dict[str, str]
    payload: str | None
    required: tuple[str, ...]
    output_shape: str | None


@functools.cache
def service_model() -> dict[str, Any]:
    """The shipped model as it is on disk."""
    path = str(Path(__file__).parent / "service" / "pinpoint.json")
    content = SourceFileLoader(__name__, __file__).get_data(path)  # reads past a fake file system; pytest's does not
    model: dict[str, Any] = json.loads(content)
    return model


def shape(name: str) -> dict[str, Any]:
    """The shape of that name."""
    found: dict[str, Any] = service_model()["shapes"][name]
    return found


@functools.cache
def operations() -> dict[str, Operation]:
    """All operations by name."""
    return {name: _operation(name, entry) for name, entry in service_model()["operations"].items()}


@functools.cache
def operation_names() -> dict[str, str]:
    """Pinpoint's names of all operations, by the names of their boto3 methods and by themselves.

    >>> operation_names()["get_app"], operation_names()["GetApp"]
    ('GetApp', 'GetApp')
    """
    return {**{xform_name(name): name for name in operations()}, **{name: name for name in operations()}}


def _operation(name: str, entry: dict[str, Any]) -> Operation:
    input_shape = shape(entry["input"])
    located: dict[str, dict[str, str]] = {"uri": {}, "querystring": {}}
    for member, (location, wire_name) in input_shape.get("locations", {}).items():
        located[location][wire_name] = member
    return Operation(
        name=name,
        method=entry["http"]["method"],
        path=entry["http"]["requestUri"],
        status=entry["http"]["responseCode"],
        input_shape=entry["input"],
        labels=located["uri"],
        query=located["querystring"],
        payload=input_shape.get("payload"),
        required=tuple(name for name in input_shape.get("required", ()) if name not in located["uri"].values()),
        output_shape=entry["output"],
    )

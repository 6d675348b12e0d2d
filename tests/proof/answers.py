"""What is wrong with an answer over the wire, by the shapes of the service model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pinpoint_mock.core.clock import parse_timestamp
from pinpoint_mock.protocol.model import shape

LEFT_OUT = {
    "CampaignEventFilter.FilterType": "the service's sample of in-app messages has none",
    "ExportJobResponse.ApplicationId": "the answer that creates a job has none",
    "ImportJobResponse.ApplicationId": "the answer that creates a job has none",
    "ResultRow.GroupedBys": "a row of a single value is grouped by nothing",
}
"""The required members that the service itself leaves out."""

TYPES: dict[str, type | tuple[type, ...]] = {
    "structure": dict,
    "map": dict,
    "list": list,
    "string": str,
    "timestamp": str,
    "integer": int,
    "long": int,
    "double": (int, float),
    "boolean": bool,
}


def answer_faults(shape_name: str, value: Any, path: str = "answer") -> Iterator[str]:
    """Unknown members, required ones that are missing, values of another type or outside of an enum."""
    entry = shape(shape_name)
    kind = entry["type"]
    is_of_type = isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))
    if not is_of_type:
        yield f"{path}: {value!r} is no {kind}"
    elif kind == "timestamp" and parse_timestamp(value) is None:
        yield f"{path}: {value!r} is no date"
    elif "enum" in entry and value not in entry["enum"]:
        yield f"{path}: {value!r} is not in the enum"
    else:
        yield from _faults_within(shape_name, entry, value, path)


def _faults_within(shape_name: str, entry: dict[str, Any], value: Any, path: str) -> Iterator[str]:
    items: dict[str, tuple[str, Any]] = {}
    if entry["type"] == "structure":
        members = entry["members"]
        yield from (f"{path}.{name}: unknown" for name in value.keys() - members.keys())
        missing = [name for name in entry.get("required", []) if name not in value]
        yield from (f"{path}.{name}: missing" for name in missing if f"{shape_name}.{name}" not in LEFT_OUT)
        items = {f".{name}": (members[name], value[name]) for name in value.keys() & members.keys()}
    elif entry["type"] == "map":
        items = {f"[{key!r}]": (entry["value"], item) for key, item in value.items()}
    elif entry["type"] == "list":
        items = {f"[{index}]": (entry["member"], item) for index, item in enumerate(value)}
    for place, (below, item) in items.items():
        yield from answer_faults(below, item, f"{path}{place}")

"""Parameters for boto3, made from the shapes of the installed botocore."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

MOMENT = datetime.datetime(2019, 10, 8, 18, 40, 16, tzinfo=datetime.timezone.utc)
SCALARS: dict[str, Any] = {
    "string": "text",
    "integer": 7,
    "long": 8,
    "double": 2.5,
    "boolean": True,
    "blob": b"bytes",
    "timestamp": MOMENT,
}


def parameters(client: PinpointClient, operation: str, label: str, *, full: bool) -> dict[str, Any]:
    """Parameters with `label` for each label of the path, and all members or only the required ones."""
    shape: Any = client.meta.service_model.operation_model(operation).input_shape
    made: dict[str, Any] = sample(shape, full=full)
    labels = [name for name, member in shape.members.items() if member.serialization.get("location") == "uri"]
    return made | dict.fromkeys(labels, label)


def sample(shape: Any, *, full: bool) -> Any:
    """A value of a shape as boto3 takes it."""
    if shape.type_name == "structure":
        names = shape.members if full else shape.required_members
        return {name: sample(shape.members[name], full=full) for name in names}
    if shape.type_name == "list":
        return [sample(shape.member, full=full)]
    if shape.type_name == "map":
        return {"key": sample(shape.value, full=full)}
    return shape.enum[0] if getattr(shape, "enum", None) else SCALARS[shape.type_name]

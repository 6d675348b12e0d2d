"""Makes the service model that ships in the package from the one inside botocore.

`python -c "from tests.protocol.service_model import write; write()"` writes it anew; `test_model.py` compares the two.
"""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path
from typing import Any

from botocore.exceptions import DataNotFoundError
from botocore.loaders import Loader

import pinpoint_mock

Model = dict[str, Any]

SHIPPED = Path(pinpoint_mock.__file__).parent / "protocol" / "service" / "pinpoint.json"

SHAPE_KEYS = ("type", "members", "required", "enum", "member", "key", "value", "payload", "exception", "error")


def botocore_version() -> str:
    """The version of the installed botocore."""
    return metadata.version("botocore")


def botocore_model() -> Model | None:
    """What we use of the service model of the installed botocore, or None where it has no Pinpoint any more."""
    try:
        return stripped(Loader().load_service_model("pinpoint", "service-2", "2016-12-01"))
    except DataNotFoundError:
        return None


def stripped(model: Model) -> Model:
    """A service model without documentation and without traits that the mock does not read."""
    return {
        "operations": {name: _operation(operation) for name, operation in sorted(model["operations"].items())},
        "shapes": {name: _shape(shape) for name, shape in sorted(model["shapes"].items())},
    }


def _operation(operation: Model) -> Model:
    return {
        "http": operation["http"],
        "input": operation["input"]["shape"],
        "output": operation.get("output", {}).get("shape"),
        "errors": [error["shape"] for error in operation.get("errors", [])],
    }


def _shape(shape: Model) -> Model:
    kept = {key: shape[key] for key in SHAPE_KEYS if key in shape}
    for key in ("member", "key", "value"):
        if key in kept:
            kept[key] = kept[key]["shape"]
    if "members" in kept:
        members = kept["members"]
        kept["members"] = {_wire_name(name, member): member["shape"] for name, member in members.items()}
        locations = {
            name: [member["location"], member["locationName"]]
            for name, member in members.items()
            if "location" in member
        }
        if locations:
            kept["locations"] = locations
    return kept


def _wire_name(name: str, member: Model) -> str:
    return name if "location" in member else str(member.get("locationName", name))


def lacking(ours: Model, older: Model) -> list[str]:
    """What an older model has and ours lacks or holds to be something else.

    AWS adds operations, members, values and errors, and makes required members optional; it takes nothing back.
    """
    return [
        f"{kind} {name}: {key}"
        for kind, compare in (("operations", _lacking_operation), ("shapes", _lacking_shape))
        for name, entry in older[kind].items()
        for key in (compare(ours[kind][name], entry) if name in ours[kind] else ["all of it"])
    ]


def _lacking_operation(ours: Model, older: Model) -> list[str]:
    changed = [key for key in ("http", "input", "output") if ours[key] != older[key]]
    return changed + [error for error in older["errors"] if error not in ours["errors"]]


def _lacking_shape(ours: Model, older: Model) -> list[str]:
    single = [key for key in ("type", "member", "key", "value", "payload", "error") if ours.get(key) != older.get(key)]
    named = [
        f"{key}.{name}"
        for key in ("members", "locations")
        for name, value in older.get(key, {}).items()
        if ours.get(key, {}).get(name) != value
    ]
    values = [value for value in older.get("enum", ()) if value not in ours.get("enum", ())]
    newly_required = [
        f"required.{name}"
        for name in ours.get("required", ())
        if name in older.get("members", {}) and name not in older.get("required", ())
    ]
    return single + named + values + newly_required


def write(path: Path = SHIPPED) -> None:
    """Write the model of the installed botocore, if it has one."""
    model = botocore_model()
    if model is not None:
        path.write_text(json.dumps({"botocore": botocore_version(), **model}, indent=1) + "\n")

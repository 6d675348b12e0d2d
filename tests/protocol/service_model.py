"""Makes the service model that ships in the package from the one inside botocore.

`python -m tests.protocol.service_model` writes it anew; `test_model.py` compares the two.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

from botocore.loaders import Loader

SHAPE_KEYS = ("type", "members", "required", "enum", "member", "key", "value", "payload", "exception", "error")


def botocore_model() -> dict[str, Any]:
    """The service model of the installed botocore."""
    model: dict[str, Any] = Loader().load_service_model("pinpoint", "service-2", "2016-12-01")
    return model


def stripped(model: dict[str, Any]) -> dict[str, Any]:
    """What we use of a service model: no documentation, no traits that the mock does not read."""
    return {
        "operations": {name: _operation(operation) for name, operation in sorted(model["operations"].items())},
        "shapes": {name: _shape(shape) for name, shape in sorted(model["shapes"].items())},
    }


def _operation(operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "http": operation["http"],
        "input": operation["input"]["shape"],
        "output": operation.get("output", {}).get("shape"),
        "errors": [error["shape"] for error in operation.get("errors", [])],
    }


def _shape(shape: dict[str, Any]) -> dict[str, Any]:
    kept = {key: shape[key] for key in SHAPE_KEYS if key in shape}
    for key in ("member", "key", "value"):
        if key in kept:
            kept[key] = kept[key]["shape"]
    if "members" in kept:
        members = kept["members"]
        kept["members"] = {name: member["shape"] for name, member in members.items()}
        locations = {
            name: [member["location"], member["locationName"]]
            for name, member in members.items()
            if "location" in member
        }
        if locations:
            kept["locations"] = locations
    return kept


def main() -> None:
    """Write the shipped model."""
    path = Path(str(resources.files("pinpoint_mock") / "protocol" / "service" / "pinpoint.json"))
    path.write_text(json.dumps(stripped(botocore_model()), indent=1) + "\n")


if __name__ == "__main__":
    main()

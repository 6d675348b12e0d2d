"""Calls over the wire by the names of operations and members in the service model."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

from pinpoint_mock.protocol.model import Operation, operations, shape
from tests.wire import Answer, send


def call(name: str, members: dict[str, Any]) -> Answer:
    """Call an operation, with each member where the model has it: in the path, in the query, in the body."""
    operation = operations()[name]
    path = operation.path
    for wire_name, member in operation.labels.items():
        path = path.replace(f"{{{wire_name}}}", quote(members[member], safe="", errors="surrogatepass"))
    query = {wire_name: _text(members[name]) for wire_name, name in operation.query.items() if name in members}
    encoded = urlencode(query, doseq=True, errors="surrogatepass")
    body = json.dumps(members[operation.payload]).encode() if operation.payload in members else b""
    return send(operation.method, f"{path}?{encoded}" if query else path, body)


def _text(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def members_of(operation: Operation) -> dict[str, str]:
    """The shapes of an operation's members."""
    found: dict[str, str] = shape(operation.input_shape)["members"]
    return found

"""The way of one call: request -> operation -> handler -> response."""

from __future__ import annotations

import dataclasses
import functools
import json
from email.utils import formatdate
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from botocore import xform_name

from pinpoint_mock.core.clock import now
from pinpoint_mock.core.errors import (
    APPLICATION_NOT_FOUND,
    RESOURCE_NOT_FOUND,
    BadRequestException,
    NotFoundException,
    NotImplementedException,
    PayloadTooLargeException,
    PinpointError,
)
from pinpoint_mock.operations.registry import Call, handler
from pinpoint_mock.protocol.model import Operation, shape
from pinpoint_mock.protocol.routes import route
from pinpoint_mock.protocol.validation import validator

if TYPE_CHECKING:
    from pinpoint_mock.state.apps import App
    from pinpoint_mock.state.backend import PinpointBackend
    from pinpoint_mock.state.world import World

MEGABYTE = 1024 * 1024
PAYLOAD_LIMIT = 7 * MEGABYTE
PAYLOAD_LIMITS = {"PutEvents": 4 * MEGABYTE}
"""Bytes of a request body. Source: facts, audience section 0 (DG:quotas)."""

APP_IS_THE_RESOURCE = frozenset({"GetApp", "DeleteApp", "GetApplicationSettings", "UpdateApplicationSettings"})


@dataclasses.dataclass(frozen=True)
class Request:
    """An HTTP request to Pinpoint, whoever received it. `path` is still percent-encoded, `query` the raw text."""

    method: str
    path: str
    query: str
    body: bytes
    account_id: str
    region_name: str


@dataclasses.dataclass(frozen=True)
class Response:
    """The HTTP response."""

    status: int
    headers: dict[str, str]
    body: bytes


def answer(world: World, request: Request) -> Response:
    """Answer a request: the operation's payload, or the error that its handler raised."""
    request_id = world.ids.request_id()
    try:
        operation, labels = route(request.method, request.path)
        members = _members(operation, labels, request)
        backend = world.backend(request.account_id, request.region_name)
        with world.lock:
            payload = _run(operation, Call(operation.name, request_id, members, backend))
            body = b"" if payload is None else _to_json(payload)
        status, error_headers = operation.status, {}
    except PinpointError as error:
        status, error_headers = error.status, {"x-amzn-ErrorType": error.code}
        body = _to_json({"Message": str(error), "RequestID": request_id})
    return Response(status, _headers(world, request_id, body) | error_headers, body)


def _run(operation: Operation, call: Call) -> Any:
    found = handler(operation.name)
    if found is None:
        raise NotImplementedException(
            f"pinpoint_mock: {xform_name(operation.name)}() is not built yet, so nothing was done. "
            "Leave that call out of the test, or stub it with botocore.stub.Stubber."
        )
    parameters = {_snake_case(name): value for name, value in call.request.items()}
    resource = _resource(operation, call.backend, parameters)
    if found.takes_call:
        return found.function(resource, call=call, **parameters)
    return found.function(resource, **parameters)


_snake_case = functools.cache(xform_name)


def _resource(operation: Operation, backend: PinpointBackend, parameters: dict[str, Any]) -> App | PinpointBackend:
    if "application-id" not in operation.labels:
        return backend
    app = backend.apps.get(parameters.pop("application_id"))
    if app is None:
        raise NotFoundException(APPLICATION_NOT_FOUND if operation.name in APP_IS_THE_RESOURCE else RESOURCE_NOT_FOUND)
    return app


def _members(operation: Operation, labels: dict[str, str], request: Request) -> dict[str, Any]:
    members: dict[str, Any] = dict(labels)
    if operation.query and request.query:
        members.update(_query_members(operation, request.query))
    if operation.payload:
        members[operation.payload] = _payload(operation, operation.payload, request.body)
    for name in operation.required:
        if name not in members:
            raise BadRequestException(f"Missing {name}")
    return members


def _query_members(operation: Operation, query: str) -> dict[str, Any]:
    members = {}
    values = parse_qs(query, keep_blank_values=True)
    types = shape(operation.input_shape)["members"]
    for wire_name, name in operation.query.items():
        if wire_name in values:
            is_list = shape(types[name])["type"] == "list"
            members[name] = validator(types[name])(values[wire_name] if is_list else values[wire_name][-1], name)
    return members


def _payload(operation: Operation, name: str, body: bytes) -> Any:
    if len(body) > PAYLOAD_LIMITS.get(operation.name, PAYLOAD_LIMIT):
        raise PayloadTooLargeException("Request entity too large")
    try:
        value = json.loads(body, parse_constant=_refuse_constant) if body else {}
    except ValueError:
        raise BadRequestException("The request body is not valid JSON") from None
    return validator(shape(operation.input_shape)["members"][name])(value, name)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _to_json(payload: Any) -> bytes:
    return json.dumps(payload, separators=(",", ":")).encode()


def _headers(world: World, request_id: str, body: bytes) -> dict[str, str]:
    """The response headers of the service. Source: facts, messaging section 1.3."""
    seconds = int(now().timestamp())
    return {
        "Date": formatdate(seconds, usegmt=True),
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "keep-alive",
        "x-amzn-RequestId": request_id,
        "Access-Control-Allow-Origin": "*",
        "x-amz-apigw-id": world.ids.gateway_id(),
        "Cache-Control": "no-store",
        "X-Amzn-Trace-Id": world.ids.trace_id(seconds),
    }

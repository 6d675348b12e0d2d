"""The way of one call: request -> operation -> handler -> response."""

from __future__ import annotations

import functools
from email.utils import formatdate
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs

from botocore import xform_name

from pinpoint_mock.core.checks import existing, require
from pinpoint_mock.core.clock import now
from pinpoint_mock.core.errors import (
    APPLICATION_NOT_FOUND,
    RESOURCE_NOT_FOUND,
    BadRequestException,
    NotImplementedException,
    PayloadTooLargeException,
    PinpointError,
)
from pinpoint_mock.core.explain import MOST
from pinpoint_mock.core.strict_json import ascii_json, read_json
from pinpoint_mock.engagement.running import Within
from pinpoint_mock.logs.request import ApiRequest
from pinpoint_mock.operations._registry import handler, load_handlers
from pinpoint_mock.protocol.model import Operation, service_model, shape
from pinpoint_mock.protocol.routes import allowed_methods, route
from pinpoint_mock.protocol.validation import validator
from pinpoint_mock.state.call import OperationCall
from pinpoint_mock.state.explain import no_application

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App, PinpointBackend, World

MEGABYTE = 1024 * 1024
PAYLOAD_LIMIT = 7 * MEGABYTE
PAYLOAD_LIMITS = {"PutEvents": 4 * MEGABYTE}
"""Bytes of a request body.

Source: DG quotas.
"""

BOOLEANS = {"true": True, "false": False}
"""The booleans of a query string, such as `create-new-version`."""

APP_IS_THE_RESOURCE = frozenset({"GetApp", "DeleteApp", "GetApplicationSettings", "UpdateApplicationSettings"})


class Request(NamedTuple):
    """An HTTP request to Pinpoint, whoever received it. `path` is still percent-encoded, `query` the raw text."""

    method: str
    path: str
    query: str
    body: bytes
    account_id: str
    region_name: str


class Response(NamedTuple):
    """The HTTP response."""

    status: int
    headers: dict[str, str]
    body: bytes


def load() -> None:
    """Import the handlers and read the service model, so that no call has to: the file system of a test may be fake."""
    load_handlers()
    service_model()


def answer(world: World, request: Request) -> Response:
    """Answer a request with the operation's payload or an error, and keep it in the log of requests.

    What is due is done before it, and again after it. An exception that is no error of Pinpoint, such as a declared
    error of the connection, goes on to the caller.
    """
    with Within(world):
        response = _answer(world, request)
    world.catch_up()
    return response


def _answer(world: World, request: Request) -> Response:
    request_id = world.ids.request_id()
    backend = world.backend(request.account_id, request.region_name)
    try:
        if request.method == "OPTIONS":
            return _options(world, _unnamed_call(request, request_id, backend), allowed_methods(request.path))
        operation, labels = route(request.method, request.path)
    except PinpointError as error:
        _record(world, _unnamed_call(request, request_id, backend), error.status, error)
        return _error_response(world, request_id, error)
    call = OperationCall(operation.name, request_id, labels, backend)
    try:
        call.request.update(_query_and_payload(operation, request))
        body = _run(world, operation, call)
    except PinpointError as error:
        _record(world, call, error.status, error)
        return _error_response(world, request_id, error)
    except Exception as error:
        _record(world, call, None, error)
        raise
    _record(world, call, operation.status)
    return Response(operation.status, _headers(world, request_id, body), body)


def _unnamed_call(request: Request, request_id: str, backend: PinpointBackend) -> OperationCall:
    """A call of no operation, which has its method and path for a name."""
    return OperationCall(f"{request.method} {request.path}", request_id, {}, backend)


def _record(world: World, call: OperationCall, status_code: int | None, error: Exception | None = None) -> None:
    world.requests.append(
        ApiRequest(
            operation=call.operation,
            region_name=call.backend.region_name,
            account_id=call.backend.account_id,
            request_id=call.request_id,
            sent_at=now(),
            parameters=call.request,
            status_code=status_code,
            error=None if error is None else _name(error),
            error_message=None if error is None else str(error),
            explanation=_explanation(call, error) if error or call.explanations else None,
            earlier_thread=world.earlier_thread(),
        )
    )


def _name(error: Exception) -> str:
    return error.code if isinstance(error, PinpointError) else type(error).__name__


def _explanation(call: OperationCall, error: Exception | None) -> str | None:
    more = len(call.explanations) - MOST
    parts = [*call.explanations[:MOST], f"and {more} more" if more > 0 else ""]
    if isinstance(error, PinpointError):
        parts.append(error.explanation)
    return "; ".join(filter(None, parts)) or None


def _options(world: World, call: OperationCall, methods: list[str]) -> Response:
    """What a path takes. AWS documents the status alone; here the methods are in the headers of HTTP and of CORS.

    Source: API apps-application-id-endpoints-endpoint-id.
    """
    _record(world, call, 200)
    allowed = ", ".join(methods)
    headers = {"Allow": allowed, "Access-Control-Allow-Methods": allowed}
    return Response(200, _headers(world, call.request_id, b"") | headers, b"")


def _error_response(world: World, request_id: str, error: PinpointError) -> Response:
    body = ascii_json(error.body(request_id))
    return Response(error.status, _headers(world, request_id, body) | {"x-amzn-ErrorType": error.code}, body)


def _run(world: World, operation: Operation, call: OperationCall) -> bytes:
    """The body that the handler's payload makes, encoded while nothing else can change the state.

    What a test has declared takes the handler's place, without the lock, because a test's function may wait.
    """
    with world.lock:
        declared = world.faults.of_request(operation.name) if world.faults.requests else None
        if declared is None:
            payload = _payload_of(operation, call)
            return b"" if payload is None else ascii_json(payload)
        world.applied_faults[declared.declaration] += 1
    payload = declared.effect(call)
    return b"" if payload is None else ascii_json(payload)


def _payload_of(operation: Operation, call: OperationCall) -> Any:
    found = handler(operation.name)
    if found is None:
        raise NotImplementedException(
            f"pinpoint_mock: {xform_name(operation.name)}() is not built yet, so nothing was done. "
            "Leave that call out of the test, or stub it with botocore.stub.Stubber."
        )
    parameters = {_snake_case(name): value for name, value in call.request.items()}
    resource = _resource(operation, call.backend, parameters)
    if found.takes_request and operation.payload:
        parameters["request"] = parameters.pop(_snake_case(operation.payload))
    if found.takes_call:
        parameters["call"] = call
    return found.function(resource, **parameters)


_snake_case = functools.cache(xform_name)


def _resource(operation: Operation, backend: PinpointBackend, parameters: dict[str, Any]) -> App | PinpointBackend:
    if "application-id" not in operation.labels:
        return backend
    text = APPLICATION_NOT_FOUND if operation.name in APP_IS_THE_RESOURCE else RESOURCE_NOT_FOUND
    application_id = parameters.pop("application_id")
    return existing(backend.apps.get(application_id), text, explain=lambda: no_application(backend, application_id))


def _query_and_payload(operation: Operation, request: Request) -> dict[str, Any]:
    members: dict[str, Any] = {}
    if operation.query and request.query:
        members.update(_query_members(operation, request.query))
    if operation.payload:
        members[operation.payload] = _payload(operation, operation.payload, request.body)
    require(members, *operation.required)
    return members


def _query_members(operation: Operation, query: str) -> dict[str, Any]:
    members = {}
    values = parse_qs(query, keep_blank_values=True)
    types = shape(operation.input_shape)["members"]
    for wire_name, name in operation.query.items():
        if wire_name in values:
            members[name] = validator(types[name])(_from_query(types[name], values[wire_name]), name)
    return members


def _from_query(shape_name: str, texts: list[str]) -> Any:
    kind = shape(shape_name)["type"]
    if kind == "list":
        return texts
    return BOOLEANS.get(texts[-1], texts[-1]) if kind == "boolean" else texts[-1]


def _payload(operation: Operation, name: str, body: bytes) -> Any:
    limit = PAYLOAD_LIMITS.get(operation.name, PAYLOAD_LIMIT)
    if len(body) > limit:
        raise PayloadTooLargeException(
            "Request entity too large", f"the body has {len(body):,} bytes, and {operation.name} takes {limit:,}"
        )
    try:
        value = read_json(body.decode()) if body else {}
    except ValueError as error:
        raise BadRequestException("The request body is not valid JSON", str(error)) from None
    return validator(shape(operation.input_shape)["members"][name])(value, name)


@functools.lru_cache(maxsize=1)
def _http_date(seconds: int) -> str:
    return formatdate(seconds, usegmt=True)


def _headers(world: World, request_id: str, body: bytes) -> dict[str, str]:
    """The response headers of the service.

    Source: gh:awsdocs/amazon-pinpoint-user-guide@2284633:doc-source/channels-sms-verify.md;
    gh:hashicorp/terraform-provider-aws#38065.
    """
    seconds = int(now().timestamp())
    return {
        "Date": _http_date(seconds),
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "keep-alive",
        "x-amzn-RequestId": request_id,
        "Access-Control-Allow-Origin": "*",
        "x-amz-apigw-id": world.ids.gateway_id(),
        "Cache-Control": "no-store",
        "X-Amzn-Trace-Id": world.ids.trace_id(seconds),
    }

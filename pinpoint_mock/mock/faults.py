"""What a test declares to go wrong: each declaration is checked when it is made, not when it is hit."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from botocore import exceptions

from pinpoint_mock.core.arns import arn, partition
from pinpoint_mock.core.channels import CHANNELS
from pinpoint_mock.core.errors import MODELLED_ERRORS, AccessDeniedException, GatewayError, PinpointError
from pinpoint_mock.core.suggestions import did_you_mean
from pinpoint_mock.delivery.outcomes import OUTCOMES, MakeOutcome, Outcome, throttled
from pinpoint_mock.delivery.recipients import Delivery
from pinpoint_mock.logs.message import SUCCESSFUL
from pinpoint_mock.logs.possible import Possible, possible_expectations
from pinpoint_mock.protocol.model import Operation, operation_names, operations, shape
from pinpoint_mock.protocol.routes import BASE
from pinpoint_mock.state.faults import Declaration, DeliveryCandidate, Fault, RequestEffect

if TYPE_CHECKING:
    from pinpoint_mock.state.call import OperationCall

__tracebackhide__ = True  # pytest shows the line of the test

Error = str | type[Exception] | Exception

STATUS_CODES = {
    "PERMANENT_FAILURE": 400,
    "TEMPORARY_FAILURE": 503,
    "UNKNOWN_FAILURE": 500,
    "OPT_OUT": 400,
    "DUPLICATE": 400,
    SUCCESSFUL: 200,
}
"""The StatusCode of a declared DeliveryStatus that has none; that of THROTTLED depends on the channel.

AWS documents what each DeliveryStatus means, but no StatusCode; here 503 and 500 are HTTP's for a temporary and an
unknown failure, the others those of failures that were seen.

Source: MODEL MessageResult.DeliveryStatus.
"""

DECLARED = "Declared by the test"

DELIVERY_TEXTS = Possible(types=dict.fromkeys(DeliveryCandidate._fields, frozenset({"str"})))
"""What a declared failure of deliveries can expect: texts, where it expects a plain value."""


def delivery_fault(
    expected: Mapping[str, object],
    *,
    outcome: str | None,
    delivery_status: str | None,
    status_code: int | None,
    status_message: str | None,
    updated_token: str | None,
    times: int | None,
    optional: bool,
) -> Fault[MakeOutcome]:
    """A fault of deliveries: ValueError for anything that could never happen as it is declared."""
    given = {
        "outcome": outcome,
        "delivery_status": delivery_status,
        "status_code": status_code,
        "status_message": status_message,
        "updated_token": updated_token,
    }
    text = _text("fail_delivery", {**expected, **given, "times": times})
    check_times(text, times)
    declaration = Declaration(text, optional)
    possible_expectations("delivery", DELIVERY_TEXTS, expected, ())
    _check_known(text, "channel", expected.get("channel"), sorted(CHANNELS))
    if outcome is not None:
        fields = [name for name, value in given.items() if value is not None and name != "outcome"]
        if fields:
            raise ValueError(f"pinpoint_mock: {text}: outcome= fills in {', '.join(fields)} itself. Give only one.")
        _check_known(text, "outcome", outcome, list(OUTCOMES))
        channels, make = OUTCOMES[outcome]
        channel = expected.get("channel")
        if isinstance(channel, str) and channel not in channels:
            raise ValueError(
                f"pinpoint_mock: {text}: the outcome '{outcome}' does not happen on {channel}, "
                f"only on {', '.join(sorted(channels))}."
            )
        return Fault({"channel": channels.__contains__, **expected}, make, declaration, times)
    status = delivery_status or "PERMANENT_FAILURE"
    _check_known(text, "delivery_status", status, shape("DeliveryStatus")["enum"])
    if updated_token is not None and status != SUCCESSFUL:
        raise ValueError(
            f"pinpoint_mock: {text}: only an accepted message has an UpdatedToken. "
            "Add delivery_status='SUCCESSFUL', or leave updated_token out."
        )
    members = {"status_code": status_code, "status_message": status_message, "updated_token": updated_token}
    return Fault(dict(expected), _declared(status, members), declaration, times)


def _declared(status: str, members: Mapping[str, Any]) -> MakeOutcome:
    """Makes the outcome of a DeliveryStatus; the members that are not None replace its own."""
    given = {name: value for name, value in members.items() if value is not None}

    def make(delivery: Delivery) -> Outcome:
        usual = throttled(delivery) if status == "THROTTLED" else Outcome(status, STATUS_CODES[status], DECLARED)
        return usual._replace(**given)

    return make


def request_fault(
    operation: str, error: Error, *, times: int | None, after: int, optional: bool
) -> Fault[RequestEffect]:
    """A fault of requests: ValueError for an unknown operation or error."""
    text = _text("fail_request", {"operation": operation, "error": error, "times": times, "after": after or None})
    check_times(text, times)
    if after < 0:
        raise ValueError(f"pinpoint_mock: {text}: after= is the number of calls that pass, and cannot be negative.")
    name = named_operation("fail_request", operation).name
    declaration = Declaration(text, optional)
    return Fault({"operation": name}, raising(text, request_error(text, error)), declaration, times, after)


def raising(text: str, make_error: Callable[[OperationCall], BaseException]) -> RequestEffect:
    """The effect that raises an error, made anew for each call, which `text` has declared."""

    def effect(call: OperationCall) -> None:
        call.explanations.append(f"declared by the test: {text}")
        raise make_error(call)

    return effect


def named_operation(method: str, operation: str) -> Operation:
    """The operation of a boto3 method or of Pinpoint's own name; ValueError if there is none."""
    _check_known(f"{method}({operation!r})", "operation", operation, list(operation_names()))
    return operations()[operation_names()[operation]]


@functools.cache
def request_texts() -> dict[str, dict[str, str]]:
    """The texts that fields of a request can have: operations by both their names, and the codes of errors."""
    errors = {*_error_codes(PinpointError), *_connection_errors()}
    return {"operation": operation_names(), "error": {name: name for name in sorted(errors)}}


def _error_codes(kind: type[PinpointError]) -> set[str]:
    codes = (_error_codes(each) for each in kind.__subclasses__())
    return {kind("").code}.union(*codes)


def request_error(text: str, error: Error) -> Callable[[OperationCall], BaseException]:
    """What makes the errors that a declaration names; ValueError if there is no such error."""
    if isinstance(error, Exception):
        return lambda call: error
    if isinstance(error, type):
        if error.__name__ in MODELLED_ERRORS:
            return _service_error(error.__name__)
        if _is_connection_error(error):
            return _connection_error(error)
        hint = did_you_mean(error.__name__, MODELLED_ERRORS)
        raise ValueError(
            f"pinpoint_mock: {text}: {error.__name__} is neither an exception of Pinpoint nor one of botocore's for a "
            f"connection, such as ReadTimeoutError.{' ' if hint else ''}{hint}"
        )
    connection_errors = _connection_errors()
    _check_known(text, "error", error, [*MODELLED_ERRORS, *SPECIAL_ERRORS, *connection_errors])
    if error in connection_errors:
        return _connection_error(connection_errors[error])
    return SPECIAL_ERRORS.get(error) or _service_error(error)


def _service_error(name: str) -> Callable[[OperationCall], BaseException]:
    kind: type[PinpointError] = MODELLED_ERRORS[name]
    return lambda call: kind(DECLARED)


def _connection_errors() -> dict[str, type[Exception]]:
    return {name: kind for name, kind in vars(exceptions).items() if _is_connection_error(kind)}


def _is_connection_error(kind: object) -> bool:
    """Whether this is one of botocore's classes for an error of a connection."""
    bases = (exceptions.HTTPClientError, exceptions.ConnectionError)
    return inspect.isclass(kind) and issubclass(kind, bases)


def _connection_error(kind: type[Exception]) -> Callable[[OperationCall], BaseException]:
    """Make errors as botocore raises them from a call to Pinpoint; each of the classes takes some of the members."""

    def make(call: OperationCall) -> BaseException:
        url = f"https://pinpoint.{call.backend.region_name}.amazonaws.com/"
        members = {"endpoint_url": url, "proxy_url": url, "error": DECLARED, "name": DECLARED, "reason": DECLARED}
        return cast("type[exceptions.BotoCoreError]", kind)(**members)

    return make


def _access_denied(call: OperationCall) -> BaseException:
    """In the words of IAM. The resource is the path of the operation; that of tags is the ARN which it names.

    Source: DG permissions-actions; gh:aws-amplify/amplify-cli#5232; gh:aws-amplify/amplify-swift#841.
    """
    backend, operation = call.backend, operations()[call.operation]
    path = operation.path.removeprefix(BASE)
    for label, member in operation.labels.items():
        path = path.replace(f"{{{label}}}", str(call.request.get(member)))
    resource = call.request.get("ResourceArn") or arn(backend.region_name, backend.account_id, path)
    user = f"arn:{partition(backend.region_name)}:sts::{backend.account_id}:assumed-role/role/session"
    return AccessDeniedException(
        f"User: {user} is not authorized to perform: mobiletargeting:{call.operation} on resource: {resource}"
    )


SPECIAL_ERRORS: dict[str, Callable[[OperationCall], BaseException]] = {
    "AccessDeniedException": _access_denied,
    "GatewayError": lambda call: GatewayError("Internal server error"),
}
"""The errors that the service model does not have."""


def owned(**declared: Iterable[str] | None) -> dict[str, frozenset[str]]:
    """What an account owns, by kind; a kind that is None is not declared."""
    return {kind: frozenset(values) for kind, values in declared.items() if values is not None}


def _text(method: str, arguments: Mapping[str, object]) -> str:
    given = {name: value for name, value in arguments.items() if value is not None}
    return f"{method}({', '.join(f'{name}={value!r}' for name, value in given.items())})"


def check_times(text: str, times: int | None) -> None:
    """Refuse a number of times below 1 with a ValueError."""
    if times is not None and times < 1:
        raise ValueError(f"pinpoint_mock: {text}: times= must be at least 1; without it the declaration is for always.")


def _check_known(text: str, name: str, value: object, known: list[str]) -> None:
    if not isinstance(value, str) or value in known:
        return
    hint = did_you_mean(value, known) or f"Known are {', '.join(known)}."
    raise ValueError(f"pinpoint_mock: {text}: there is no {name} '{value}'. {hint}")

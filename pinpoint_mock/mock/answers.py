"""Answers that a test declares for an operation: what they must look like, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.logs.copied import copy_plain
from pinpoint_mock.logs.formatting import format_value, shorten
from pinpoint_mock.mock.faults import check_times, named_operation, raising, request_error
from pinpoint_mock.protocol.outputs import misfits, wire_form
from pinpoint_mock.state.faults import Declaration, Fault, RequestEffect

if TYPE_CHECKING:
    from pinpoint_mock.protocol.model import Operation

__tracebackhide__ = True  # pytest shows the line of the test

Answer = Mapping[str, object] | Callable[..., Mapping[str, object]] | type[Exception] | Exception


def request_answer(operation: str, answer: Answer, *, times: int | None, optional: bool) -> Fault[RequestEffect]:
    """An answer to requests: ValueError for an unknown operation, and for an answer that it cannot give."""
    given = "" if times is None else f", times={times}"
    text = f"answer_request({operation!r}, {shorten(format_value(answer))}{given})"
    check_times(text, times)
    answered = named_operation("answer_request", operation)
    return Fault({"operation": answered.name}, _effect(text, answered, answer), Declaration(text, optional), times)


def _effect(text: str, operation: Operation, answer: Answer) -> RequestEffect:
    if isinstance(answer, Exception) or (isinstance(answer, type) and issubclass(answer, Exception)):
        return raising(text, request_error(text, answer))
    if callable(answer):
        function = answer
        return lambda call: _payload(text, operation, function(**copy_plain(call.request)))
    payload = _payload(text, operation, answer)
    return lambda call: payload


def _payload(text: str, operation: Operation, answer: object) -> Any:
    """The body of the response that boto3 would read as this answer; ValueError with all that does not fit."""
    if isinstance(answer, Mapping):  # a recorded answer has the metadata of its response
        answer = {name: value for name, value in answer.items() if name != "ResponseMetadata"}
    wrong = _wrong(operation, answer)
    if wrong:
        lines = "".join(f"\n  {each}" for each in wrong)
        raise ValueError(f"pinpoint_mock: {text}: {operation.name} cannot return this answer:{lines}")
    payload = wire_form(operation.output_shape, answer) if operation.output_shape else {}
    return next(iter(payload.values()), None)


def _wrong(operation: Operation, answer: object) -> list[str]:
    if operation.output_shape:
        return list(misfits(operation.output_shape, answer))
    return [] if answer == {} else ["it has no members, so the answer must be {}"]

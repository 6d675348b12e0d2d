"""The assertion of `PinpointMock` over the requests that Pinpoint got."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pinpoint_mock.core.matching import check_fields, difference
from pinpoint_mock.core.near_misses import explain_count
from pinpoint_mock.core.shown import shown_fields
from pinpoint_mock.state.requests import ApiRequest


class Call:
    """A request whose parameters are read as attributes; one that was not sent is None."""

    def __init__(self, request: ApiRequest) -> None:
        self._request = request
        self._parameters = request.parameters

    def __getattr__(self, name: str) -> object:
        return self._parameters.get(name)

    def describe(self) -> str:
        """One line: the operation, its parameters, and how it was answered."""
        return f"{self._request.describe()} ({shown_fields(self._parameters)})"


def assert_called(
    requests: Iterable[ApiRequest], operation: str, known: Collection[str], expected: Mapping[str, Any]
) -> None:
    """AssertionError unless an operation was called with the parameters that are expected.

    `operation` is Pinpoint's name, `known` are the names of its parameters: TypeError for another one.
    """
    __tracebackhide__ = True
    check_fields(f"a call of {operation}", known, expected)
    calls = [Call(request) for request in requests if request.operation == operation]
    if any(not difference(call, expected) for call in calls):
        return
    text = explain_count(
        f"a call of {operation}",
        expected,
        calls,
        at_least=1,
        nothing=f"{operation} was not called",
        if_too_many="",
    )
    raise AssertionError(text)

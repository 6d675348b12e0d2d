"""Which handler answers which operation.

A handler gets the `App` where the operation has an ApplicationId, else the `PinpointBackend`; then, by keyword, the
members of the request under snake_case names, only those that were sent. It returns the payload of the response, or
None, or raises one of the modelled errors before it has changed anything.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from pinpoint_mock.state.backend import PinpointBackend

FAMILIES = (
    "apps",
    "attributes",
    "channels",
    "endpoints",
    "event_streams",
    "events",
    "messages",
    "otp",
    "phone_numbers",
    "settings",
    "tags",
    "templates",
    "users",
)
"""The modules of this room that hold handlers."""


class Call(NamedTuple):
    """The call that a handler answers, for those that declare a parameter `call`.

    `request` holds the members as the caller passed them, under their own names.
    """

    operation: str
    request_id: str
    request: dict[str, Any]
    backend: PinpointBackend


@dataclasses.dataclass(frozen=True)
class Handler:
    """A function that answers one operation."""

    function: Callable[..., Any]
    takes_call: bool


Function = TypeVar("Function", bound=Callable[..., Any])

_handlers: dict[str, Handler] = {}


def operation(name: str) -> Callable[[Function], Function]:
    """Register a function as the handler of an operation, under the operation's name in the service model."""

    def register(function: Function) -> Function:
        _handlers[name] = Handler(function, "call" in inspect.signature(function).parameters)
        return function

    return register


def handler(name: str) -> Handler | None:
    """The handler of an operation, or None if it is not built."""
    _import_families()
    return _handlers.get(name)


@functools.cache
def _import_families() -> None:
    for family in FAMILIES:
        importlib.import_module(f"pinpoint_mock.operations.{family}")

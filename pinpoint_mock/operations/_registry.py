"""Which handler answers which operation.

A handler gets the `App` where the operation has an ApplicationId, else the `PinpointBackend`; then, by keyword, the
members of the request under snake_case names, only those that were sent. It returns the payload of the response, or
None, or raises one of the modelled errors before it has changed anything.

With a parameter `call` it gets the `OperationCall` too. With a parameter `request` it gets the body there instead of
under the name of its member, so that one function can serve operations whose members have different names.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib
import inspect
import os
from collections.abc import Callable
from typing import Any, TypeVar

from pinpoint_mock import operations


@dataclasses.dataclass(frozen=True)
class Handler:
    """A function that answers one operation."""

    function: Callable[..., Any]
    takes_call: bool
    takes_request: bool = False


Function = TypeVar("Function", bound=Callable[..., Any])

_handlers: dict[str, Handler] = {}


def operation(name: str) -> Callable[[Function], Function]:
    """Register a function as the handler of an operation, under the operation's name in the service model."""

    def register(function: Function) -> Function:
        parameters = inspect.signature(function).parameters
        _handlers[name] = Handler(function, "call" in parameters, "request" in parameters)
        return function

    return register


def handler(name: str) -> Handler | None:
    """The handler of an operation, or None if it is not built."""
    load_handlers()
    return _handlers.get(name)


@functools.cache
def load_handlers() -> None:
    """Import the modules beside this one, each of which registers the handlers of a family of operations.

    They are listed by the module below `os`, which stays real where a fake file system has replaced `os`.
    """
    for file_name in importlib.import_module(os.name).listdir(operations.__path__[0]):
        name, _, extension = file_name.partition(".")
        if extension == "py" and not name.startswith("_"):
            importlib.import_module(f"{operations.__name__}.{name}")

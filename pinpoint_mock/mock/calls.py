"""The methods of `PinpointMock` as calls into the mock: what is due has been done before each of them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from pinpoint_mock.engagement.running import Within

Kind = TypeVar("Kind", bound=type)

CATCH_UP_THEMSELVES = frozenset({"run_due", "wait_for_sent"})
"""The methods that have work done in the course of their own."""


def methods_are_calls(kind: Kind) -> Kind:
    """Make a call of each public method of a class whose objects have a `_world`; properties only give views."""
    for name, member in list(vars(kind).items()):
        if inspect.isfunction(member) and not name.startswith("_") and name not in CATCH_UP_THEMSELVES:
            setattr(kind, name, _as_call(member))
    return kind


def _as_call(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(self: Any, *arguments: Any, **options: Any) -> Any:
        __tracebackhide__ = True
        with Within(self._world):
            return method(self, *arguments, **options)

    return call

"""Decorating functions and classes."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinpoint_mock.mock.lifecycle import MockPinpoint


def decorate(mock: MockPinpoint, target: Any) -> Any:
    """What `mock_pinpoint` puts in the place of what it decorates."""

    @functools.wraps(target)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        with mock:
            return target(*args, **kwargs)

    return wrapper

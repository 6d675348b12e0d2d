"""The attributes that decorating puts into a class."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinpoint_mock.mock.classes.entries import Mock

MARK = "_pinpoint_mock"
"""The attribute of decorated classes and of the functions put into them: the mock that did it."""


def is_marked(value: Any, mock: Mock) -> bool:
    """Whether a mock has put this function, static method or class method into a class."""
    return getattr(_plain(value), "__dict__", {}).get(MARK) is mock


def replace_attribute(mock: Mock, cls: type, name: str, function: Any, original: Any = None) -> None:
    """Set an attribute of a class, marked, and with the name and attributes of what it stands for."""
    plain = _plain(function)
    plain.__name__ = name
    plain.__qualname__ = f"{cls.__qualname__}.{name}"
    if original is not None:
        functools.update_wrapper(plain, getattr(original, "__func__", original))
    setattr(plain, MARK, mock)
    setattr(cls, name, function)


def _plain(value: Any) -> Any:
    """The function of a static, class or partial method, or the value itself."""
    return getattr(value, "__func__", None) or getattr(value, "func", value)

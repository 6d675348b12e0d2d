"""What a decorated class becomes.

Only the class is changed, never its bases. Each test starts empty, or with what the setup of its class put in place;
helpers are left alone.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from types import FunctionType
from typing import Any

from pinpoint_mock.mock.classes.attributes import MARK, is_marked, replace_attribute
from pinpoint_mock.mock.classes.entries import Mock, Part
from pinpoint_mock.mock.classes.pytest_classes import CLASS_PAIR, METHOD_PAIR, wrap_pair
from pinpoint_mock.mock.classes.unittest_classes import wrap_runners, wrap_set_up_class
from pinpoint_mock.mock.decorators import decorate, is_fixture


def decorate_class(mock: Mock, cls: Any) -> Any:
    """Put a class, its nested test classes and the subclasses to come into the mock, and return the class itself."""
    _decorate_members(mock, cls)
    _decorate_subclasses(mock, cls)
    return cls


def _decorate_members(mock: Mock, cls: type) -> None:
    setattr(cls, MARK, mock)
    nested = dict(_nested_classes(cls))
    if _is_test_case(cls):
        wrap_runners(mock, cls)
        wrap_set_up_class(mock, cls)
    else:
        _wrap_tests(mock, cls)
    has_class_setup = wrap_pair(mock, cls, CLASS_PAIR)
    # Where tests share a world, a test must begin before its fixtures use that world. pytest fails for nested classes
    # that lack the setup_method of the class around them, so those classes get none that they do not have.
    wrap_pair(mock, cls, METHOD_PAIR, always=has_class_setup and not nested)
    for name, value in nested.items():
        if name.startswith("Test") or _is_test_case(value):
            _decorate_nested(mock, cls, name, value)


def _decorate_subclasses(mock: Mock, cls: Any) -> None:
    """Decorate what subclasses define for themselves; the rest they inherit."""
    own = vars(cls).get("__init_subclass__")

    def __init_subclass__(subclass: Any, /, **kwargs: Any) -> None:  # noqa: N807  (it becomes a method of the class)
        if own is None:
            super(cls, subclass).__init_subclass__(**kwargs)
        else:
            own.__get__(None, subclass)(**kwargs)
        _decorate_members(mock, subclass)

    cls.__init_subclass__ = classmethod(__init_subclass__)


def _is_test_case(cls: type) -> bool:
    unittest = sys.modules.get("unittest")  # without it there are no such classes
    return unittest is not None and issubclass(cls, unittest.TestCase)


def _wrap_tests(mock: Mock, cls: type) -> None:
    for name in dir(cls):
        value = inspect.getattr_static(cls, name, None)
        function = getattr(value, "__func__", value)
        is_test = name.startswith("test") and isinstance(function, FunctionType) and not is_fixture(function)
        if is_test and not is_marked(value, mock):
            replace_attribute(mock, cls, name, decorate(Part(mock, "test", is_test=True), value))


def _nested_classes(cls: type) -> Iterator[tuple[str, type]]:
    """The classes that were defined in the body of a class or of one of its bases."""
    for name in dir(cls):
        value = inspect.getattr_static(cls, name, None)
        owner = next((base for base in cls.__mro__ if name in vars(base)), cls)
        if isinstance(value, type) and value.__qualname__ == f"{owner.__qualname__}.{name}":
            yield name, value


def _decorate_nested(mock: Mock, cls: type, name: str, nested: type) -> None:
    if vars(nested).get(MARK) is mock:
        return
    if name not in vars(cls):  # it belongs to a base
        names = {"__module__": cls.__module__, "__qualname__": f"{cls.__qualname__}.{name}", "__doc__": nested.__doc__}
        nested = type(nested)(name, (nested,), names)
        setattr(cls, name, nested)
    decorate_class(mock, nested)

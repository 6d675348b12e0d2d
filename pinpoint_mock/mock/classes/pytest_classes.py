"""The setups and teardowns of pytest's classes, between which the class or instance is inside the mock."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from pinpoint_mock.mock.classes.attributes import is_marked, replace_attribute
from pinpoint_mock.mock.classes.entries import ENTRY, ClassEntry, Mock, Part, running
from pinpoint_mock.mock.decorators import is_fixture

CLASS_PAIR = ("setup_class", "teardown_class")
METHOD_PAIR = ("setup_method", "teardown_method")


def wrap_pair(mock: Mock, cls: type, names: tuple[str, str], *, always: bool = False) -> bool:
    """Have a setup enter the mock and its teardown leave it; whether the class has them.

    One of the two is enough; `always` gives both to a class that has neither.
    """
    originals = [inspect.getattr_static(cls, name, None) for name in names]
    if any(is_fixture(original) for original in originals):
        return False  # the name is taken for something else
    if not always and not any(originals):
        return False
    if not all(is_marked(original, mock) for original in originals):
        for name, original, wrapped in zip(names, originals, _wrapped_pair(mock, *originals), strict=True):
            function = classmethod(wrapped) if names == CLASS_PAIR else wrapped
            replace_attribute(mock, cls, name, function, original)
    return True


def _wrapped_pair(mock: Mock, setup: Any, teardown: Any) -> tuple[Callable[..., None], Callable[..., None]]:
    def begin(owner: Any, method: Any = None) -> None:  # pytest looks for a parameter in the code, so *args will not do
        if ENTRY in vars(owner):
            _call(setup, owner, method)
            return
        with running(owner):
            entry = ClassEntry(mock, "class" if isinstance(owner, type) else "test")
            try:
                with Part(mock, "setup", is_test=True):
                    _call(setup, owner, method)
            except BaseException:
                entry.end(failed=True)  # pytest calls no teardown then
                raise
            if isinstance(owner, type):
                entry.set_baseline()
        setattr(owner, ENTRY, entry)

    def end(owner: Any, method: Any = None) -> None:
        entry: ClassEntry | None = vars(owner).get(ENTRY)
        if entry is None:
            _call(teardown, owner, method)
            return
        with running(owner):
            try:
                _call(teardown, owner, method)
            except BaseException:
                entry.end(failed=True)
                raise
            entry.end()

    return begin, end


def _call(original: Any, owner: Any, method: Any) -> None:
    """Call a setup or teardown as pytest does: with the class or method if it has a positional parameter for it."""
    if original is None:
        return
    if isinstance(owner, type):
        function, argument = getattr(original, "__func__", original), owner
    else:
        function, argument = original.__get__(owner), method
    kinds = {parameter.kind for parameter in inspect.signature(function).parameters.values()}
    if kinds & {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}:
        function(argument)
    else:
        function()

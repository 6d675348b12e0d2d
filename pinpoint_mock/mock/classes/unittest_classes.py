"""The classes of `unittest`: the run of each test, and `setUpClass`."""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Iterator
from typing import Any

from pinpoint_mock.mock.classes.attributes import is_marked, replace_attribute
from pinpoint_mock.mock.classes.entries import ENTRY, ClassEntry, Mock, TestEntry, running
from pinpoint_mock.mock.decorators import decorate
from pinpoint_mock.state import activation

CLASS_PAIR = ("setUpClass", "tearDownClass")
RUNNERS = ("run", "debug")


def wrap_runners(mock: Mock, cls: type) -> None:
    """Have the run of a test enter the mock before its setup, and leave it as the last of its cleanups."""
    for name in RUNNERS:
        if not is_marked(inspect.getattr_static(cls, name), mock):
            _wrap_runner(mock, cls, name)


def _wrap_runner(mock: Mock, cls: Any, name: str) -> None:
    own = vars(cls).get(name)

    def run(self: Any, *args: Any, **kwargs: Any) -> Any:
        original = getattr(super(cls, self), name) if own is None else own.__get__(self)
        clean_up = self.doCleanups
        has_failed = False

        def watch_and_clean_up() -> Any:
            nonlocal has_failed
            has_failed = _has_failed(self)
            return clean_up()

        entry = ClassEntry(mock)
        try:
            self.addCleanup(lambda: entry.end(failed=has_failed))
            self.doCleanups = watch_and_clean_up
            with _notes_on_errors(self):
                return original(*args, **kwargs)
        finally:
            vars(self).pop("doCleanups", None)  # of a class that is decorated twice it is gone already
            entry.end(failed=True)  # a test that was skipped or interrupted does no cleanups

    # A partial method is left alone by moto, which would start one mock_aws twice if it decorated this too.
    replace_attribute(mock, cls, name, functools.partialmethod(run), getattr(cls, name))


@contextlib.contextmanager
def _notes_on_errors(test: Any) -> Iterator[None]:
    """Note on an exception of a test what the mock has recorded, before the runner of `unittest` writes it down."""
    own = vars(test)
    name = test._testMethodName
    if activation.begin_listeners or name in own:  # pytest puts the method there
        yield
        return
    from pinpoint_mock.mock.notes import NoteOnError

    own[name] = decorate(NoteOnError(), getattr(test, name))
    try:
        yield
    finally:
        own.pop(name, None)


def _has_failed(test: Any) -> bool:
    """Whether a test has failed before its cleanups, by what its runner keeps under a private name."""
    outcome = getattr(test, "_outcome", None)
    return outcome is not None and not (outcome.success and outcome.expectedFailure is None)


def wrap_set_up_class(mock: Mock, cls: Any) -> None:
    """Have setUpClass enter the mock, where there is one or its teardown, and leave it as the last class cleanup."""
    import unittest

    inherited = [inspect.getattr_static(cls, name) for name in CLASS_PAIR]
    if inherited == [vars(unittest.TestCase)[name] for name in CLASS_PAIR] or is_marked(inherited[0], mock):
        return
    own = vars(cls).get("setUpClass")

    def set_up_class(subclass: Any) -> None:
        original = super(cls, subclass).setUpClass if own is None else own.__get__(None, subclass)
        if ENTRY in vars(subclass):
            original()
            return
        with running(subclass):
            entry = ClassEntry(mock)
            try:
                subclass.addClassCleanup(entry.end)
                with TestEntry(mock):
                    original()
            except Exception:
                raise  # the runners do the class cleanups
            except BaseException:
                entry.end()
                raise
            entry.set_baseline()

    replace_attribute(mock, cls, "setUpClass", classmethod(set_up_class), inherited[0])

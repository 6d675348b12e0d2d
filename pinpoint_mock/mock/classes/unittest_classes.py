"""The classes of `unittest`: the run of each test, and `setUpClass`."""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Iterator
from typing import Any

from pinpoint_mock.mock.classes.attributes import is_marked, replace_attribute
from pinpoint_mock.mock.classes.entries import ENTRY, ClassEntry, Mock, Part, running
from pinpoint_mock.mock.decorators import decorate
from pinpoint_mock.state import activation

CLASS_PAIR = ("setUpClass", "tearDownClass")
ENDINGS = ("tearDownClass", "doClassCleanups")
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
        test = _RunningTest(mock, self)
        try:
            self.addCleanup(test.end_unless_watched)
            self.doCleanups = test.watch_and_clean_up
            with _notes_on_errors(self):
                return original(*args, **kwargs)
        except BaseException:
            test.entry.end(failed=True)
            if test.of_class is not None and not _is_run_by_pytest(*args, **kwargs):
                test.of_class.end(failed=True)  # the runner of `unittest` does no class cleanups then
            raise
        finally:
            vars(self).pop("doCleanups", None)  # of a class that is decorated twice it is gone already
            test.entry.end(failed=True)  # a test that was skipped does no cleanups

    # A partial method is left alone by moto, which would start one mock_aws twice if it decorated this too.
    replace_attribute(mock, cls, name, functools.partialmethod(run), getattr(cls, name))


class _RunningTest:
    """A test that runs inside the mock, and ends it after the cleanups of its own, knowing how all of them went."""

    def __init__(self, mock: Mock, test: Any) -> None:
        self.of_class: ClassEntry | None = vars(type(test)).get(ENTRY)
        self.entry = ClassEntry(mock)
        self._test = test
        self._clean_up = test.doCleanups
        self._is_watched = False

    def watch_and_clean_up(self) -> Any:
        self._is_watched = True
        result = self._clean_up()
        self._test.addCleanup(self._end, failed=_has_failed(self._test))
        return self._clean_up() and result

    def end_unless_watched(self) -> None:
        """End the mock as the last cleanup of a test that does its cleanups by itself, as `debug` does."""
        if not self._is_watched:
            self._end(failed=False)

    def _end(self, failed: bool) -> None:
        self.entry.end(failed=failed)
        if self.of_class is not None and not failed:
            self.of_class.passed.add(self._test._testMethodName)


def _is_run_by_pytest(result: Any = None, *_: Any, **__: Any) -> bool:
    """Whether it is not a runner of `unittest` that runs a test: pytest tears classes down after an interrupt too."""
    import unittest

    return not isinstance(result, unittest.TestResult | None)


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
    if inherited == [vars(unittest.TestCase)[name] for name in CLASS_PAIR]:
        return
    if not is_marked(inherited[0], mock):
        _wrap_set_up_class(mock, cls)
    for name in ENDINGS:
        if not is_marked(inspect.getattr_static(cls, name), mock):
            _wrap_ending(mock, cls, name)


def _wrap_set_up_class(mock: Mock, cls: Any) -> None:
    own = vars(cls).get("setUpClass")

    def set_up_class(subclass: Any) -> None:
        original = super(cls, subclass).setUpClass if own is None else own.__get__(None, subclass)
        if ENTRY in vars(subclass):
            original()
            return
        with running(subclass):
            entry = ClassEntry(mock, "class")
            try:
                subclass.addClassCleanup(_end_class, subclass, entry)
                with Part(mock, "setup", is_test=True):
                    original()
            except Exception:
                entry.has_failed = True
                raise  # the runners do the class cleanups
            except BaseException:
                entry.end(failed=True)
                raise
            entry.set_baseline()
        setattr(subclass, ENTRY, entry)

    replace_attribute(mock, cls, "setUpClass", classmethod(set_up_class), inspect.getattr_static(cls, "setUpClass"))


def _end_class(cls: Any, entry: ClassEntry) -> None:
    import unittest

    if vars(cls).get(ENTRY) is entry:
        delattr(cls, ENTRY)
    names = unittest.defaultTestLoader.getTestCaseNames(cls)
    entry.end(failed=bool(cls.tearDown_exceptions), is_whole=entry.passed.issuperset(names))


def _wrap_ending(mock: Mock, cls: Any, name: str) -> None:
    """Have a teardown of a class tell its entry that it has failed, or end it if that is an interrupt."""
    own = vars(cls).get(name)

    def ending(subclass: Any) -> None:
        original = getattr(super(cls, subclass), name) if own is None else own.__get__(None, subclass)
        entry: ClassEntry | None = vars(subclass).get(ENTRY)
        try:
            original()
        except BaseException as error:
            if entry is not None:
                entry.has_failed = True
                if isinstance(error, (KeyboardInterrupt, SystemExit)):
                    entry.end()  # the runner of `unittest` does no class cleanups then
            raise

    replace_attribute(mock, cls, name, classmethod(ending), inspect.getattr_static(cls, name))

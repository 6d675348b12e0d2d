"""How a test class is inside a mock: for one part of a test, or from a setup to its teardown."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from pinpoint_mock.mock.classes import baselines

if TYPE_CHECKING:
    from pinpoint_mock.mock.fault_checks import Form

ENTRY = "_pinpoint_mock_entry"
"""The attribute of an instance or class from its setup to its teardown: its `ClassEntry`, or None while one of them
runs."""


class Mock(Protocol):
    """What a decorated class needs of a mock."""

    @property
    def seed(self) -> baselines.Seed | None:
        """The seed of the tests, if they have one."""

    def begin(self, form: Form) -> object:
        """Enter the mock."""

    def end(
        self, *, failed: bool, is_test: bool = False, is_whole: bool | None = None, error: BaseException | None = None
    ) -> None:
        """Leave it, knowing how it went."""


class Part:
    """Enters a mock for a function, which may be a test or a setup of a class.

    If it `is_test`, a `RealAWSRefused` that was swallowed in it is raised at its end, else at that of the outermost.
    """

    def __init__(self, mock: Mock, form: Form, *, is_test: bool = False) -> None:
        self._mock = mock
        self._form = form
        self._is_test = is_test

    def __enter__(self) -> None:
        self._mock.begin(self._form)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._mock.end(failed=error is not None, is_test=self._is_test, error=error)


class ClassEntry:
    """Enters a mock when it is made, for a test or for all tests of a class, and leaves it when `end` is first called.

    `has_failed` is whether something in it has raised an error already, so that its end needs to report nothing more.
    `passed` are the names of the tests of a class that have passed, where its runner is that of `unittest`.
    """

    def __init__(self, mock: Mock, form: Form = "test") -> None:
        self.has_failed = False
        self.passed: set[str] = set()
        self._mock = mock
        self._owns_world = baselines.owns_world()
        self._baseline: baselines.Baseline | None = None
        self._is_inside = True
        mock.begin(form)

    def set_baseline(self) -> None:
        """Have each test of the class begin with the world as it is now, unless the world is that of an outer mock."""
        if self._owns_world:
            self._baseline = baselines.set_baseline(self._mock.seed)

    def end(self, *, failed: bool = False, is_whole: bool | None = None) -> None:
        """Leave the mock; once it is left, nothing happens. For `is_whole` see `MockPinpoint.end`."""
        if not self._is_inside:
            return
        self._is_inside = False
        try:
            if self._baseline is not None:
                baselines.drop_baseline(self._baseline)
        finally:
            self._mock.end(failed=failed or self.has_failed, is_test=True, is_whole=is_whole)


@contextlib.contextmanager
def running(owner: Any) -> Iterator[None]:
    """While a setup or teardown of an instance or class runs; one that it calls, as by `super()`, enters nothing."""
    setattr(owner, ENTRY, None)
    try:
        yield
    finally:
        delattr(owner, ENTRY)

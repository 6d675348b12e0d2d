"""How a test class is inside a mock: for one part of a test, or from a setup to its teardown."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from pinpoint_mock.mock.classes import baselines

if TYPE_CHECKING:
    from pinpoint_mock.state.options import Options

ENTRY = "_pinpoint_mock_entry"
"""The attribute of an instance or class from its setup to its teardown: its `ClassEntry`, or None while one of them
runs."""


class Mock(Protocol):
    """What a decorated class needs of a mock."""

    options: Options

    def start(self) -> object:
        """Enter the mock."""

    def end(self, *, failed: bool, is_test: bool = False) -> None:
        """Leave it, knowing how it went."""


class TestEntry:
    """Enters a mock for one part of a test: a `RealAWSRefused` that was swallowed in it is raised at its end."""

    def __init__(self, mock: Mock) -> None:
        self._mock = mock

    def __enter__(self) -> None:
        self._mock.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._mock.end(failed=error is not None, is_test=True)


class ClassEntry:
    """Enters a mock when it is made, and leaves it when `end` is first called."""

    def __init__(self, mock: Mock) -> None:
        self._mock = mock
        self._owns_world = baselines.owns_world()
        self._baseline: baselines.Baseline | None = None
        self._is_inside = True
        mock.start()

    def set_baseline(self) -> None:
        """Have each test of the class begin with the world as it is now, unless the world is that of an outer mock."""
        if self._owns_world:
            self._baseline = baselines.set_baseline(self._mock.options.seed)

    def end(self, *, failed: bool = False) -> None:
        """Leave the mock; once it is left, nothing happens."""
        if not self._is_inside:
            return
        self._is_inside = False
        try:
            if self._baseline is not None:
                baselines.drop_baseline(self._baseline)
        finally:
            self._mock.end(failed=failed, is_test=True)


@contextlib.contextmanager
def running(owner: Any) -> Iterator[None]:
    """While a setup or teardown of an instance or class runs; one that it calls, as by `super()`, enters nothing."""
    setattr(owner, ENTRY, None)
    try:
        yield
    finally:
        delattr(owner, ENTRY)

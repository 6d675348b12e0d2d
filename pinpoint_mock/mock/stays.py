"""How a test class is inside a mock: for each part of a test, and from a setup to its teardown."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from pinpoint_mock.mock import sharing

if TYPE_CHECKING:
    from pinpoint_mock.mock.lifecycle import MockPinpoint


class Part:
    """Enters a mock for one part of a test: a `RealAWSRefused` that was swallowed in it is raised at its end."""

    def __init__(self, mock: MockPinpoint) -> None:
        self._mock = mock

    def __enter__(self) -> None:
        self._mock.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._mock.end(failed=error is not None, is_test=True)


class Stay:
    """One entering of a mock, from its making until `end` is first called."""

    def __init__(self, mock: MockPinpoint) -> None:
        self._mock = mock
        self._may_share = sharing.may_share()
        self._shared: sharing.SharedWorld | None = None
        self._is_inside = True
        mock.start()

    def share(self) -> None:
        """Have each test of the class begin with the world as it is now, unless the world is somebody else's."""
        if self._may_share:
            self._shared = sharing.share(self._mock.options.seed)

    def end(self, *, failed: bool = False) -> None:
        """Leave the mock; once it is left, nothing happens."""
        if not self._is_inside:
            return
        self._is_inside = False
        if self._shared is not None:
            sharing.unshare(self._shared)
        self._mock.end(failed=failed, is_test=True)

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end(failed=error is not None)


class _Thread(threading.local):
    def __init__(self) -> None:
        self.at_work: list[object] = []


_thread = _Thread()
_kept: list[tuple[object, Stay]] = []


def keep(owner: object, stay: Stay) -> None:
    """Keep the stay that the setup of an instance or class has begun, until its teardown takes it."""
    _kept.append((owner, stay))


def take(owner: object) -> Stay | None:
    """The newest stay that is kept for an instance or class."""
    for index in reversed(range(len(_kept))):
        if _kept[index][0] is owner:
            return _kept.pop(index)[1]
    return None


@contextlib.contextmanager
def at_work(owner: object) -> Iterator[None]:
    """While a setup or teardown of an instance or class runs."""
    _thread.at_work.append(owner)
    try:
        yield
    finally:
        _thread.at_work.pop()


def is_at_work(owner: object) -> bool:
    """Whether a setup or teardown runs, so that a further one is called by it, through `super()`."""
    return any(working is owner for working in _thread.at_work)

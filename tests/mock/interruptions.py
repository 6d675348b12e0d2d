"""Signals at a chosen moment: an exception where Python is about to run the n-th line, as a handler would raise it."""

from __future__ import annotations

import itertools
import linecache
import sys
from typing import TYPE_CHECKING, Any

from pinpoint_mock import mock_pinpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

MANY = 20
"""A function of less moments is not what a test means."""


class Interrupted(BaseException):
    """What the handler of a signal raises."""


class Interruption:
    """While it is entered, it raises `Interrupted` at the n-th moment of a function, `during`.

    Moments are when a function of this package is called in it, or before a line of one; what it calls has its moments
    too. Python looks for signals at other places than these, but not at more. Those of Python's own library are left
    out: an exception there may leave a lock taken which the whole process needs, and to its caller all are the same.
    """

    def __init__(self, moment: int, during: Callable[..., object]) -> None:
        self.is_over = False
        self._moments_left = moment
        self._code = during.__code__
        self._is_inside = False
        self._entered: set[tuple[int, int]] = set()

    def __enter__(self) -> None:
        self._before = sys.gettrace()
        sys.settrace(self._trace)

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    def _trace(self, frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_code is self._code:
            self._is_inside = event != "return"
        if not self._is_inside or not frame.f_globals["__name__"].startswith("pinpoint_mock."):
            return None
        if event == "return":
            self._entered = {line for line in self._entered if line[0] != id(frame)}
        if event == "call" or (event == "line" and not self._leaves_with(frame)):
            self._moments_left -= 1
            if not self._moments_left:
                self.is_over = True
                sys.settrace(self._before)
                raise Interrupted
        return self._trace

    def _leaves_with(self, frame: FrameType) -> bool:
        """Whether the line is that of a `with` once more, at its end: Python looks for no signals there."""
        line = (id(frame), frame.f_lineno)
        source = linecache.getline(frame.f_code.co_filename, frame.f_lineno).lstrip()
        if not source.startswith(("with ", "async with ")):
            return False
        is_end = line in self._entered
        self._entered ^= {line}
        return is_end


def interruptions(during: Callable[..., object], step: int = 1) -> Iterator[Interruption]:
    """An interruption for each moment of a function, or for some; whoever takes them runs it each time."""
    for moment in itertools.count(1, step):
        interruption = Interruption(moment, during)
        yield interruption
        if not interruption.is_over:
            assert moment > MANY
            return


async def enter_and_leave() -> None:
    """Enter a mock and leave it, in a coroutine."""
    async with mock_pinpoint():
        pass

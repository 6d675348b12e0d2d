"""Processes that a test forks."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 30
"""A child that waits for ever ends then."""


def in_child(function: Callable[[], Any]) -> Any:
    """What a function returns in a child of this process; None if the child ends before, or never."""
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    child = fork.Process(target=lambda: sender.send(function()))
    child.start()
    answer = receiver.recv() if receiver.poll(SECONDS) else None
    child.join(SECONDS)
    child.kill()
    child.join()
    return answer


@contextlib.contextmanager
def held_by_another_thread(*locks: Any) -> Iterator[None]:
    """While a thread of this process holds locks."""
    held, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with contextlib.ExitStack() as stack:
            for lock in locks:
                stack.enter_context(lock)
            held.set()
            may_end.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    try:
        yield
    finally:
        may_end.set()
        thread.join()

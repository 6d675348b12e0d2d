"""Processes that a test forks."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 30
"""A child that waits for ever ends then."""


def in_child(function: Callable[[], Any]) -> Any:
    """What a function returns in a child of this process, as JSON keeps it; None if the child ended before."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            signal.alarm(SECONDS)
            os.write(write, json.dumps(function()).encode())
        finally:
            os._exit(0)
    os.close(write)
    with open(read) as pipe:
        answer = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(answer) if answer else None


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

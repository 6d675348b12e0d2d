"""Work that is due: what kinds there are, and when it is done.

Whatever is due has been done whenever anybody can see the difference: before each call into the mock, after each call
of boto3 once its answer has been put together, and at each use of a log. Nothing else begins it: no thread, no sleep,
and nothing after the end of the mock. The pieces are done in the order of their moments, and of equal moments in the
order in which they were scheduled, each with the clock standing at its own moment.

A module registers its kinds with `work` and schedules pieces with `schedule`. All that is due is done under the lock of
the world, so other threads see the state before it or after it, and wait for that. A function of the user's belongs
into `unlocked`: meanwhile other threads go on, because it may wait for one of them. Their calls, and those that the
function makes itself, are answered, but begin no work. Within a call nothing is begun either.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core import clock
from pinpoint_mock.engagement.stream_delivery import deliver_records

if TYPE_CHECKING:
    import datetime

    from pinpoint_mock.state.agenda import Work
    from pinpoint_mock.state.world import App, World

Run = Callable[["App", "Work"], None]

_kinds: dict[str, Run] = {}


class _Thread(threading.local):
    """Whether a thread is within a call or a piece of work, where no other piece begins."""

    is_inside = False


_thread = _Thread()


def work(kind: str) -> Callable[[Run], Run]:
    """Register a function as what does a kind of work. It gets the app and the piece of work."""

    def register(run: Run) -> Run:
        _kinds[kind] = run
        return run

    return register


def schedule(
    app: App, moment: datetime.datetime, kind: str, owner: str, key: str | None = None, **arguments: Any
) -> None:
    """Have work of a kind done for an app at a moment: see `Agenda.schedule`. The caller holds the lock."""
    assert kind in _kinds, f"no module has registered {kind}"
    app.backend.world.agenda.schedule(moment, kind, app.place, owner, key, arguments)


def cancel(app: App, owner: str | None = None, kind: str | None = None, key: str | None = None) -> None:
    """Drop work of an app, all of it without further arguments: see `Agenda.cancel`. The caller holds the lock."""
    app.backend.world.agenda.cancel(app.place, owner, kind, key)


def work_off(world: World) -> None:
    """Do what is due by now, in order, and nothing that becomes due meanwhile.

    What a piece raises goes on to the caller: that piece is done, those after it are still due.
    """
    if _thread.is_inside:
        return
    with world.lock:
        if world.agenda.at_work is not None:  # in a function of the user's, which may wait for this thread
            return
        until = world.now()
        while world.is_attached and (taken := world.agenda.take(until)) is not None:
            try:
                _run(world, taken)
            finally:
                world.agenda.finish()
        deliver_records(world)


def _run(world: World, taken: Work) -> None:
    app = world.app(taken.app)
    if app is None:
        return
    _thread.is_inside = True
    try:
        with clock.standing_at(taken.moment):
            _kinds[taken.kind](app, taken)
    finally:
        _thread.is_inside = False


@contextlib.contextmanager
def unlocked(world: World) -> Iterator[None]:
    """Let other threads go on while a function of the user's runs, within a piece of work or a handler."""
    world.lock.release()
    try:
        yield
    finally:
        world.lock.acquire()


class Within:
    """A call into the mock, as a context: what is due has been done before it, and nothing begins within it.

    At its end the event streams get what has happened.

    Its `now` is that of the world. A call that a function of the user's makes, within another, is a part of that.
    """

    __slots__ = ("_is_outermost", "_reading", "_world")

    def __init__(self, world: World) -> None:
        self._world = world
        self._is_outermost = not _thread.is_inside
        self._reading = clock.of_thread.reading

    def __enter__(self) -> None:
        if self._is_outermost:
            self._world.catch_up()
            _thread.is_inside = True
            clock.of_thread.reading = self._world.now

    def __exit__(self, *error: object) -> None:
        if self._is_outermost:
            try:
                deliver_records(self._world)
            finally:
                _thread.is_inside = False
                clock.of_thread.reading = self._reading

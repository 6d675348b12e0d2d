"""Kinds of work for tests, and ways to schedule it and to move the clock."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import freezegun
import pytest

from pinpoint_mock.audience.endpoint_rules import put_endpoint
from pinpoint_mock.core.clock import now
from pinpoint_mock.delivery.origin import Origin
from pinpoint_mock.delivery.recipients import endpoint_recipient
from pinpoint_mock.delivery.sending import Sending
from pinpoint_mock.engagement import running
from tests.builders import HELLO, PHONE

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from pinpoint_mock.state.agenda import Work
    from pinpoint_mock.state.world import App

MoveTo = Callable[[datetime.datetime], object]

NINE = datetime.datetime(2130, 1, 1, 9, tzinfo=datetime.timezone.utc)
"""When tests begin: far from now, for `advance` never goes back."""

functions: dict[str, Callable[[], object]] = {}
"""What work of the kind `test.function` and `test.held` calls, by the name in its arguments; a test puts it there."""


def at(hour: int, minute: int = 0) -> datetime.datetime:
    """A moment of the day on which tests begin."""
    return NINE.replace(hour=hour, minute=minute)


@running.work("test.send")
def _send(app: App, work: Work) -> None:
    """Send to all endpoints; every so many minutes, if the arguments say so, and up to a last time."""
    sending = Sending(app, Origin(sent_at=now(), campaign_id=work.owner), HELLO)
    for document in app.endpoints:
        list(sending.send([endpoint_recipient(app, document["Id"], {})]))
    minutes, times = work.arguments.get("every", 0), work.arguments.get("times", 1)
    if times > 1:
        after = work.moment + datetime.timedelta(minutes=minutes)
        running.schedule(app, after, work.kind, work.owner, work.key, every=minutes, times=times - 1)


@running.work("test.add")
def _add(app: App, work: Work) -> None:
    """Add an endpoint, whose id is the key of the work."""
    put_endpoint(app, work.key or "", {"ChannelType": "SMS", "Address": PHONE}, app.backend.world.ids.request_id())


@running.work("test.cancel")
def _cancel(app: App, work: Work) -> None:
    """Drop the sends of an owner."""
    running.cancel(app, work.arguments["cancelled"], "test.send")


@running.work("test.function")
def _call(app: App, work: Work) -> None:
    """Call a function of the test's, as one of the user's is called."""
    with running.unlocked(app.backend.world):
        functions[work.arguments["name"]]()


@running.work("test.held")
def _call_held(app: App, work: Work) -> None:
    """Call a function of the test's while the world is locked."""
    functions[work.arguments["name"]]()


def schedule(
    pinpoint: PinpointMock,
    app_id: str,
    moment: datetime.datetime,
    kind: str = "test.send",
    owner: str = "c1",
    key: str | None = None,
    **arguments: Any,
) -> None:
    """Schedule work for an app of the default region."""
    app = pinpoint.backend("us-east-1").apps[app_id]
    running.schedule(app, moment, kind, owner, key, **arguments)


def call_at(
    pinpoint: PinpointMock,
    app_id: str,
    moment: datetime.datetime,
    function: Callable[[], object],
    kind: str = "test.function",
) -> None:
    """Have a function called at a moment."""
    name = f"f{len(functions)}"
    functions[name] = function
    schedule(pinpoint, app_id, moment, kind, name=name)


@contextlib.contextmanager
def by_freezegun(pinpoint: PinpointMock) -> Iterator[MoveTo]:
    with freezegun.freeze_time(NINE) as clock:
        yield clock.move_to


@contextlib.contextmanager
def by_ticking_freezegun(pinpoint: PinpointMock) -> Iterator[MoveTo]:
    with freezegun.freeze_time(NINE, tick=True) as clock:
        yield clock.move_to


@contextlib.contextmanager
def by_time_machine(pinpoint: PinpointMock) -> Iterator[MoveTo]:
    with pytest.importorskip("time_machine").travel(NINE, tick=False) as traveller:  # CPython has it
        yield traveller.move_to


@contextlib.contextmanager
def by_ticking_time_machine(pinpoint: PinpointMock) -> Iterator[MoveTo]:
    with pytest.importorskip("time_machine").travel(NINE, tick=True) as traveller:
        yield traveller.move_to


@contextlib.contextmanager
def by_advance(pinpoint: PinpointMock) -> Iterator[MoveTo]:
    pinpoint.advance(NINE)
    yield pinpoint.advance


CLOCKS = {
    clock.__name__: clock
    for clock in (by_freezegun, by_ticking_freezegun, by_time_machine, by_ticking_time_machine, by_advance)
}
"""The ways to move the time: contexts at nine that give what moves it on."""

"""What one test has recorded: pytest's plugin captures it, to show what a test that failed has sent."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from pinpoint_mock.state import activation

if TYPE_CHECKING:
    from pinpoint_mock.state.activation import Activation

MAX_ACTIVATIONS = 10


class TestCapture(NamedTuple):
    """What is kept while a test runs.

    `activations` are those in force when it begins, and those that begin during it, but only the newest, for a test
    may run many examples; `seen_before` is what those in force had recorded before.
    """

    activations: deque[Activation]
    seen_before: list[object]


current: TestCapture | None = None
"""The capture of the test that runs now; None where nobody captures."""


def new_capture() -> TestCapture:
    """A capture of a test that begins now."""
    activations = deque(activation.in_force(), maxlen=MAX_ACTIVATIONS)
    for active in activations:
        active.world.note_threads()
    return TestCapture(activations, [record for active in activations for record in records_of(active)])


def records_of(active: Activation) -> list[object]:
    """All that an activation has recorded: messages, requests, checks of codes and refused calls."""
    world = active.world
    return [
        *world.messages.all.recorded(),
        *world.requests,
        *world.otp_checks,
        *active.reported_refusals,
        *active.refused,
    ]


def set_current(capture: TestCapture | None) -> None:
    """Capture into another one from now on; None ends it."""
    global current
    current = capture
    listeners = activation.begin_listeners
    if capture is None:
        listeners.remove(_add)
    elif _add not in listeners:
        listeners.append(_add)


def _add(begun: Activation) -> None:
    assert current is not None, "this listens only while there is one"
    current.activations.append(begun)

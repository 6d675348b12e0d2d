"""Who watches the mocks of this process: pytest's plugin does, to show what a test that failed has sent.

A module of its own, so that a suite which uses no mock loads nothing else.
"""

from __future__ import annotations

import sys
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pinpoint_mock.adapters.activation import Activation


MAX_ACTIVATIONS = 10


class Watch(NamedTuple):
    """What is kept while a test runs.

    `activations` are those in force when it begins, and those that begin during it, but only the newest, for a test
    may run many examples; `earlier` is what those in force had recorded before.
    """

    activations: deque[Activation]
    earlier: list[object]


current: Watch | None = None
"""The watch over the test that runs now; None where nobody watches."""


def new_watch() -> Watch:
    """A watch over a test that begins now."""
    activations = deque(_in_force(), maxlen=MAX_ACTIVATIONS)
    return Watch(activations, [record for activation in activations for record in recorded(activation)])


def recorded(activation: Activation) -> list[object]:
    """All that an activation has recorded: messages, requests and refused calls."""
    world = activation.world
    return [*world.messages.all, *world.requests, *activation.dealt_with, *activation.refused]


def _in_force() -> Iterator[Activation]:
    module = sys.modules.get("pinpoint_mock.adapters.activation")
    activation: Activation | None = module.current() if module else None
    while activation is not None:
        yield activation
        activation = activation.below

"""Whether a mock is active, in the whole process: threads see it as the code that started it does."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinpoint_mock.core.errors import RealAWSRefused
    from pinpoint_mock.state.world import World

PATCHING_MODULES = ("backoff", "credentials", "moto", "transport")
"""The modules of this room that register patches. They are imported at the first entry, since that takes time."""


@dataclasses.dataclass(eq=False)
class Entry:
    """One entering of a mock; the world lives until the last entry is left."""

    allow_real_aws: bool = False


@dataclasses.dataclass(eq=False)
class Activation:
    """From the outermost entering to the last leaving: one world, the entries, and what happened on the way.

    `refused` are the calls that would have reached AWS, `retry_delays` the seconds that retries did not wait.

    `facade` is the `PinpointMock` that the user holds; the room above makes it.
    """

    world: World
    entries: list[Entry] = dataclasses.field(default_factory=list)
    refused: list[RealAWSRefused] = dataclasses.field(default_factory=list)
    retry_delays: list[float] = dataclasses.field(default_factory=list)
    facade: Any = None

    def clear(self) -> None:
        """Forget what was refused, and the delays."""
        self.refused.clear()
        self.retry_delays.clear()

    @property
    def allow_real_aws(self) -> bool:
        """Whether calls to other AWS services may reach AWS."""
        return any(entry.allow_real_aws for entry in self.entries)


lock = threading.RLock()
_current: Activation | None = None
_switches: list[tuple[Callable[[], None], Callable[[], None]]] = []
_before_end: list[Callable[[], None]] = []


def register(
    switch_on: Callable[[], None], switch_off: Callable[[], None], before_end: Callable[[], None] | None = None
) -> None:
    """Have functions called at the first entry, after the last leaving, and before it: that one may still enter."""
    _switches.append((switch_on, switch_off))
    if before_end is not None:
        _before_end.append(before_end)


@functools.cache
def load_patches() -> None:
    """Import the modules that register patches, once."""
    for name in PATCHING_MODULES:
        importlib.import_module(f"pinpoint_mock.adapters.{name}")


def current() -> Activation | None:
    """The activation that is in force, or None."""
    return _current


def enter(entry: Entry, world: World | None = None) -> Activation:
    """Join the activation in force, or begin a new one with `world` or an empty world."""
    global _current
    load_patches()
    from pinpoint_mock.state.world import World

    with lock:
        activation = _current
        if activation is None:
            activation = Activation(world or World())
            activation.entries.append(entry)
            _current = activation
            for switch_on, _ in _switches:
                switch_on()
        else:
            activation.entries.append(entry)
        return activation


def leave(entry: Entry) -> Activation | None:
    """Leave; the activation is returned if this was its last entry."""
    global _current
    with lock:
        activation = _current
        assert activation is not None, "an entry is left only once, and its activation lives until then"
        if activation.entries == [entry]:
            for before_end in _before_end:
                before_end()
        activation.entries.remove(entry)
        if activation.entries:
            return None
        _current = None
        for _, switch_off in reversed(_switches):
            switch_off()
        return activation

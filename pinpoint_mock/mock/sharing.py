"""Worlds that are entered more than once: by the tests of a class, and with a seed."""

from __future__ import annotations

import contextlib
import dataclasses
import weakref
from typing import TYPE_CHECKING

from pinpoint_mock.state import activation
from pinpoint_mock.state.activation import Activation, Entry

if TYPE_CHECKING:
    from pinpoint_mock.state.world import Backends, World

Seed = int | str


class MockEntry(Entry):
    """An entering by `mock_pinpoint`, as opposed to one by moto."""


@dataclasses.dataclass(eq=False)
class SharedWorld:
    """A world that the tests of a class enter one after the other, each as the setup of the class has left it.

    `entries` are the mocks inside when the setup was over: whenever just these are inside, the next entering begins
    a new test. `seed` is that of the class.
    """

    activation: Activation
    entries: list[Entry]
    snapshot: Backends
    seed: Seed | None
    seeds: frozenset[Seed]

    def renew(self) -> None:
        """Go back to what the setup left. With a seed the ids of each test are the same in any order of tests."""
        world = self.activation.world
        world.restore(self.snapshot)
        _seeds[world] = set(self.seeds)
        if self.seed is not None:
            world.ids.seed(f"{self.seed}, for each test")  # not the setup's seed: its ids would come again


_shared: list[SharedWorld] = []
_seeds: weakref.WeakKeyDictionary[World, set[Seed]] = weakref.WeakKeyDictionary()


def seed_ids(world: World, seed: Seed) -> None:
    """Fix the ids of a world. A seed that it has had already changes nothing, for the same ids would come again."""
    seeds = _seeds.setdefault(world, set())
    if seed not in seeds:
        seeds.add(seed)
        world.ids.seed(seed)


def may_share() -> bool:
    """Whether a class that enters now may renew the world for its tests: it is new, or that of an outer class."""
    active = activation.current()
    return active is None or active.is_background or _found(active) is not None


def share(seed: Seed | None) -> SharedWorld:
    """Have each test that enters from now on find the world as it is now, with empty logs."""
    active = activation.current()
    assert active is not None, "a class shares the world that it is in"
    with active.world.lock:
        shared = SharedWorld(
            active, _mocks(active), active.world.snapshot(), seed, frozenset(_seeds.get(active.world, ()))
        )
    _shared.append(shared)
    return shared


def unshare(shared: SharedWorld) -> None:
    """End what `share` began."""
    with contextlib.suppress(ValueError):
        _shared.remove(shared)


def before_entering() -> None:
    """Renew the world if this entering begins a new test of a class that shares it."""
    active = activation.current()
    shared = _found(active) if active is not None else None
    if shared is not None:
        shared.renew()


def _found(active: Activation) -> SharedWorld | None:
    inside = _mocks(active)
    return next((shared for shared in _shared if shared.activation is active and shared.entries == inside), None)


def _mocks(active: Activation) -> list[Entry]:
    return [entry for entry in active.entries if isinstance(entry, MockEntry)]

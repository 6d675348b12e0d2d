"""Worlds that are entered more than once: by the tests of a class, and with a seed."""

from __future__ import annotations

import contextlib
import dataclasses
import weakref
from typing import TYPE_CHECKING

from pinpoint_mock.mock.fault_checks import MockEntry
from pinpoint_mock.state import activation
from pinpoint_mock.state.activation import Activation, Entry

if TYPE_CHECKING:
    from pinpoint_mock.state.world import Snapshot, World

Seed = int | str


@dataclasses.dataclass(eq=False)
class Baseline:
    """A world as the setup of a class has left it: each test of the class begins with that.

    `entries` are the mocks inside when the setup was over: whenever just these are inside, the next entering begins
    a new test. `seed` is that of the class, `seeds` are those that the world had had.
    """

    activation: Activation
    entries: list[Entry]
    snapshot: Snapshot
    seed: Seed | None
    seeds: frozenset[Seed]

    def restore(self) -> None:
        """Go back to what the setup left. With a seed the ids of each test are the same in any order of tests."""
        world = self.activation.world
        world.restore(self.snapshot)
        self.activation.retry_delays.clear()
        _seeds[world] = set(self.seeds)
        if self.seed is not None:
            world.ids.seed(f"{self.seed}, for each test")  # not the setup's seed: its ids would come again
        elif not self.seeds:
            world.ids.seed(None)  # code under test may remember ids, so without a seed none comes twice


_baselines: list[Baseline] = []
_seeds: weakref.WeakKeyDictionary[World, set[Seed]] = weakref.WeakKeyDictionary()


def seed_ids(world: World, seed: Seed) -> None:
    """Fix the ids of a world. A seed that it has had already changes nothing, for the same ids would come again."""
    seeds = _seeds.setdefault(world, set())
    if seed not in seeds:
        seeds.add(seed)
        world.ids.seed(seed)


def owns_world() -> bool:
    """Whether a class that enters now may have a baseline: its world is new, or that of an outer class."""
    active = activation.current()
    return active is None or active.is_background or _baseline_of(active) is not None


def set_baseline(seed: Seed | None) -> Baseline:
    """Have each test that enters from now on find the world as it is now, with empty logs."""
    active = activation.current()
    assert active is not None, "a class sets the baseline of the world that it is in"
    with active.world.lock:
        seeds = frozenset(_seeds.get(active.world, ()))
        baseline = Baseline(active, _mocks(active), active.world.snapshot(), seed, seeds)
    _baselines.append(baseline)
    return baseline


def drop_baseline(baseline: Baseline) -> None:
    """End what `set_baseline` began."""
    with contextlib.suppress(ValueError):
        _baselines.remove(baseline)


def begin_test() -> None:
    """Restore the baseline if the entering that follows begins a new test of a class that has one."""
    active = activation.current()
    baseline = _baseline_of(active) if active is not None else None
    if baseline is not None:
        baseline.restore()


def _baseline_of(active: Activation) -> Baseline | None:
    inside = _mocks(active)
    return next((found for found in _baselines if found.activation is active and found.entries == inside), None)


def _mocks(active: Activation) -> list[Entry]:
    return [entry for entry in active.entries if isinstance(entry, MockEntry)]

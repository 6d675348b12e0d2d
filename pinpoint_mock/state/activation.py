"""Whether a mock is active, in the whole process: threads see it as the code that started it does.

This is the data: which worlds, which entries, and what happened. `pinpoint_mock.adapters.patches` enters and leaves.
"""

from __future__ import annotations

import dataclasses
import os
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pinpoint_mock.state import runner
from pinpoint_mock.state.options import UNSET, Options
from pinpoint_mock.state.options import in_force as in_force_of

if TYPE_CHECKING:
    from pinpoint_mock.core.errors import ExpectationFailed, RealAWSRefused
    from pinpoint_mock.state.faults import Declaration
    from pinpoint_mock.state.world import World


@dataclasses.dataclass(eq=False)
class Entry:
    """One entering of a mock; the world lives until the last entry is left.

    The `options` apply until this entry is left, where no newer entry sets them. `given_options` are those of the
    test that enters, by marker and ini file: they apply where no entry sets them. `is_background` is for a mock that
    every test of a suite has: a test's own mock is not inside it.
    """

    options: Options = UNSET
    is_background: bool = False
    given_options: Options = dataclasses.field(default_factory=lambda: runner.current.options, kw_only=True)


@dataclasses.dataclass(eq=False)
class Activation:
    """From the outermost entering to the last leaving: one world, the entries, and what happened on the way.

    `refused` are the calls that would have reached AWS and were not reported yet, `reported_refusals` those that a mock
    has reported at its end, `retry_delays` the seconds that retries did not wait. `failed_expectations` are those of
    declared failures that raised an error in a call and were not reported yet. `has_own_mock` is whether a test or
    fixture has entered a mock of its own, besides the background's and moto's; `is_cleared` whether a test has emptied
    the logs.

    `due_faults` holds the declarations of mocks that have ended, and whether each is still to be checked. `facade` is
    what the user holds of it, once it has been asked for. `suspended` is the background that is in force again when
    this has ended. The last entry stays in `entries`, and its options in the world.
    """

    world: World
    entries: list[Entry] = dataclasses.field(default_factory=list)
    refused: list[RealAWSRefused] = dataclasses.field(default_factory=list)
    reported_refusals: list[RealAWSRefused] = dataclasses.field(default_factory=list)
    retry_delays: list[float] = dataclasses.field(default_factory=list)
    failed_expectations: list[ExpectationFailed] = dataclasses.field(default_factory=list)
    due_faults: dict[Declaration, bool] = dataclasses.field(default_factory=dict)
    facade: object = None
    suspended: Activation | None = None
    has_own_mock: bool = False
    is_cleared: bool = False

    def clear(self) -> None:
        """Forget what was refused or failed, and the delays, as a test has asked to."""
        self.is_cleared = True
        self.refused.clear()
        self.reported_refusals.clear()
        self.retry_delays.clear()
        self.failed_expectations.clear()

    def take_unreported(self) -> list[RealAWSRefused | ExpectationFailed]:
        """The expectations that failed and the calls that were refused since this was last asked."""
        unreported: list[RealAWSRefused | ExpectationFailed] = [*self.failed_expectations, *self.refused]
        self.reported_refusals.extend(self.refused)
        self.failed_expectations.clear()
        self.refused.clear()
        return unreported

    def apply_options(self) -> None:
        """Give the world the options that the entries set, and below them those of the test that entered last."""
        given = self.entries[-1].given_options
        self.world.options = in_force_of([given, *(entry.options for entry in self.entries)])

    @property
    def is_background(self) -> bool:
        """Whether only the mock that every test has is inside."""
        return all(entry.is_background for entry in self.entries)


lock = threading.RLock()
_current: Activation | None = None
begin_listeners: list[Callable[[Activation], None]] = []
"""What is called with each activation when it begins, while somebody captures what tests record."""


def current() -> Activation | None:
    """The activation that is in force, or None."""
    return _current


def in_force() -> Iterator[Activation]:
    """The activation that is in force, and those that are suspended meanwhile."""
    activation = _current
    while activation is not None:
        yield activation
        activation = activation.suspended


def activation_of(entry: Entry) -> Activation:
    """The activation that an entry is in: that in force, or one that is suspended."""
    activation = _current
    while activation is not None and entry not in activation.entries:
        activation = activation.suspended
    assert activation is not None, "an entry is left only once, and its activation lives until then"
    return activation


def begin(activation: Activation) -> None:
    """Put an activation in force, and suspend the one that is."""
    global _current
    activation.suspended = _current
    _current = activation
    for listener in begin_listeners:
        listener(activation)


def end(activation: Activation) -> None:
    """Take an activation out of force; what it has suspended is in force again."""
    global _current
    if _current is activation:
        _current = activation.suspended
    else:  # a test has left a mock of its own behind
        above = next(above for above in in_force() if above.suspended is activation)
        above.suspended = activation.suspended


def _before_fork() -> None:
    for active in in_force():
        active.world.ids.before_fork()


def _in_child() -> None:
    """Go on alone: the threads that hold a lock at the fork are not in the child, so nobody would release it."""
    global lock
    lock = threading.RLock()
    for active in in_force():
        active.world.lock = threading.RLock()
        active.world.ids.in_child()


if hasattr(os, "register_at_fork"):  # pragma: no branch  (Windows has no fork)
    os.register_at_fork(before=_before_fork, after_in_child=_in_child)

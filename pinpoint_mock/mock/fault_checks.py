"""Whether all declared faults have applied: checked at the end of the mock in which they were declared.

The outermost mock of a test checks, for a helper may declare what applies only after its own mock has ended. A mock
that several tests share, as that of a class or module, checks at its end what its setup has declared.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

from pinpoint_mock.state import runner
from pinpoint_mock.state.activation import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pinpoint_mock.state.activation import Activation
    from pinpoint_mock.state.faults import Declaration

Form = Literal["block", "test", "setup", "class"]
"""How a mock is entered: by `with` or `start`; for a test or a part of it; for the setup of a class or test; for all
tests of a class."""


@dataclasses.dataclass(eq=False)
class MockEntry(Entry):
    """An entering by `mock_pinpoint`, as opposed to one by moto.

    `shared_by` is the scope of the tests that share it, or None if it is of one test. `checks` is whether what is
    declared in it must apply, None where that is left to others, `is_explicit` whether the mock itself says so. `known`
    and `not_passed` are what had been declared, and how many tests had not passed, when it was entered.
    """

    form: Form = "block"
    _: dataclasses.KW_ONLY
    shared_by: str | None = None
    checks: bool | None = None
    is_explicit: bool = False
    known: frozenset[Declaration] = frozenset()
    not_passed: int = 0


def begin(entry: MockEntry, active: Activation) -> None:
    """Note what an entering has to check at its end, once its options are in force."""
    run = runner.current
    entry.known = frozenset(active.world.faults.declarations())
    entry.not_passed = run.not_passed
    entry.shared_by = "class" if entry.form == "class" else run.shared_by
    if entry.form == "setup":
        return
    entry.checks = active.world.options.assert_all_faults_used
    if entry.checks is None and entry.form != "block":
        entry.checks = True
    parts = any(other.options is entry.options for other in active.entries if other is not entry)
    entry.is_explicit = entry.options.assert_all_faults_used is not None and not parts


def end(entry: MockEntry, active: Activation, *, failed: bool, is_whole: bool | None) -> AssertionError | None:
    """What an entering that has been left has to report: faults that were declared in it and never applied.

    `failed` is how it went, `is_whole` whether all tests that share it have passed, None if its class cannot know.
    """
    declared = active.world.faults.declarations()
    if not declared:
        return None
    inside = [each for each in declared if each not in entry.known]
    if failed or entry.checks is not None:
        for declaration in inside:
            active.due_faults.setdefault(declaration, bool(entry.checks) and not failed)
    if entry.form == "setup" or (_others_of_test(entry, active) and not entry.is_explicit):
        return None
    due = [each for each in (inside if entry.is_explicit else declared) if active.due_faults.get(each)]
    active.due_faults.update(dict.fromkeys(due, False))
    missed = unused(active, due)
    if is_whole is None:
        is_whole = _is_whole(entry)
    if failed or not missed or not is_whole:
        return None
    from pinpoint_mock.mock.unused_faults import CURE, never_applied  # slow to import

    return never_applied(active, missed, shared_by=entry.shared_by, cure=CURE)


def unused(active: Activation, declared: Iterable[Declaration]) -> list[Declaration]:
    """Those of some declarations that never applied, and are not optional."""
    return [each for each in declared if not active.world.applied_faults[each] and not each.is_optional]


def _others_of_test(entry: MockEntry, active: Activation) -> bool:
    """Whether other mocks of the same test are still inside."""
    others = (other for other in active.entries if other is not entry)
    return any(isinstance(other, MockEntry) and not other.shared_by for other in others)


def _is_whole(entry: MockEntry) -> bool:
    """Whether no test inside has failed, was skipped or may be left out: what it lacked may have used the faults."""
    run = runner.current
    lacks_tests = entry.shared_by is not None and run.may_lack_tests_of(entry.shared_by)
    return run.not_passed == entry.not_passed and not lacks_tests

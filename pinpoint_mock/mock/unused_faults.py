"""What an assertion says of declared faults that never applied: which they are, and what happened instead."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

from pinpoint_mock.logs.formatting import count_of, limited
from pinpoint_mock.mock.notes import message_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pinpoint_mock.state.activation import Activation
    from pinpoint_mock.state.faults import Declaration

CURE = "assert_all_faults_used=False, of mock_pinpoint, the marker or the ini file, leaves this check out."


def never_applied(
    active: Activation, unused: Sequence[Declaration], *, shared_by: str | None = None, cure: str = ""
) -> AssertionError:
    """What says which declarations never applied, in which scope if tests share them, and what happened instead."""
    s = "s" if len(unused) > 1 else ""
    where = f" in any test of the {shared_by} that shares them" if shared_by else ""
    lines = [
        f"pinpoint_mock: {len(unused)} declared failure{s} or answer{s} never applied{where}:",
        *limited([f"  {each.text}: applied 0 times"] for each in unused),
        *_others(active),
        *([] if shared_by else _happened(active)),
        "Remove what the test does not need, or see why the code under test did not get there. optional=True at a "
        f"declaration says that it need not apply.{' ' if cure else ''}{cure}",
        *active.world.undone_lines(),
    ]
    return AssertionError("\n".join(lines))


def _others(active: Activation) -> list[str]:
    """The declarations that applied, for of several that match only the newest does."""
    times = active.world.applied_faults
    applied = [each for each in active.world.faults.declarations() if times[each]]
    lines = limited([f"  {each.text}: applied {count_of(times[each], 'time')}"] for each in applied)
    return ["Others:", *lines] if lines else []


def _happened(active: Activation) -> list[str]:
    """The requests and messages that there were."""
    operations = collections.Counter(request.operation for request in list(active.world.requests))
    requests = [f"  {operation} ({count_of(number, 'time')})" for operation, number in operations.items()]
    messages = message_lines(active, ())
    return [
        "Requests:" if requests else "There were no requests.",
        *limited([line] for line in requests),
        "Messages:" if messages else "There were no messages.",
        *limited([f"  {line}"] for line in messages),
    ]

"""What logs know of work that is due: they have it done before they are read."""

from __future__ import annotations

import math
from typing import Protocol


class DueWork(Protocol):
    """Whose work has to be done before anybody looks."""

    def catch_up(self) -> None:
        """Do what is due by now."""

    def seconds_to_next(self) -> float:
        """How long it is, by the clock, until more is due; infinity if nothing will be."""

    def undone_lines(self) -> list[str]:
        """What a text has to add: that work was due and will never be done."""


class NothingDue:
    """Of records that no work adds to, such as a snapshot's."""

    def catch_up(self) -> None:
        """Do nothing."""

    def seconds_to_next(self) -> float:
        """Infinity."""
        return math.inf

    def undone_lines(self) -> list[str]:
        """None."""
        return []


NOTHING_DUE = NothingDue()


def undone_text(number: int) -> str:
    """That pieces of work were due when a mock ended.

    >>> undone_text(1)
    '1 piece of work was due when the mock ended: look at a log, or call run_due(), before.'
    """
    pieces = "1 piece of work was" if number == 1 else f"{number} pieces of work were"
    return f"{pieces} due when the mock ended: look at a log, or call run_due(), before."

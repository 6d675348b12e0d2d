"""How costs are measured: CPU time, which a busy machine spoils least, and medians of ratios taken side by side."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

Action = Callable[[], object]


class Row(NamedTuple):
    """One cost, and the most that it may be."""

    what: str
    measured: float
    target: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the cost is held; one without a target always is."""
        return self.target is None or self.measured <= self.target


def seconds(action: Action, times: int = 1) -> float:
    """The CPU time of an action in this process."""
    start = time.process_time()
    for _ in range(times):
        action()
    return (time.process_time() - start) / times


def ratio(action: Action, against: Action, *, rounds: int, times: int = 1, against_times: int | None = None) -> float:
    """The median over rounds in which both are measured next to each other."""
    action()
    against()
    return statistics.median(seconds(action, times) / seconds(against, against_times or times) for _ in range(rounds))


WITHOUT_OTHER_PLUGINS = [f"-pno:{name}" for name in ("cacheprovider", "hypothesispytest", "randomly", "xdist")]
"""Options for pytest: what else is installed shall not be measured."""

SLOW = {"PYTHONDEVMODE", "PYTHONDONTWRITEBYTECODE"}
"""Variables that slow Python down, and not by as much in all processes."""


def run(command: Sequence[str], folder: str | Path) -> str:
    """What a process prints. It may keep what it compiles. AssertionError if it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in SLOW}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def process_seconds(command: Sequence[str], folder: str | Path) -> float:
    """The CPU time of a whole process."""
    start = _time_of_children()
    run(command, folder)
    return _time_of_children() - start


def _time_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime

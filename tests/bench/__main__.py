"""Measure the costs to hold and print them with their targets.

`python -m tests.bench` measures all of them, `python -m tests.bench sending calls` those of two modules. With `--check`
the exit code is 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from rich.table import Table

from tests.bench import (
    calls,
    campaigns,
    endpoints,
    entering,
    imports,
    segments,
    sending,
    snapshots,
    starting,
    streaming,
    suites,
    templates,
)

SUBJECTS = {
    "calls": calls.rows,
    "sending": sending.rows,
    "templates": templates.rows,
    "segments": segments.rows,
    "campaigns": campaigns.rows,
    "streaming": streaming.rows,
    "imports": imports.rows,
    "endpoints": endpoints.rows,
    "snapshots": snapshots.rows,
    "entering": entering.rows,
    "starting": starting.rows,
    "suites": suites.rows,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure what the mock costs.")
    parser.add_argument("subjects", nargs="*", metavar="subject", help=f"what to measure: {', '.join(SUBJECTS)}")
    parser.add_argument("--check", action="store_true", help="fail if a target is missed")
    options = parser.parse_args()
    if unknown := set(options.subjects) - SUBJECTS.keys():
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    rows = [row for subject in options.subjects or SUBJECTS for row in SUBJECTS[subject]()]
    table = Table("What", "Measured", "Target", "Met")
    for row in rows:
        target = "none" if row.target is None else f"<= {row.target:.3f}"
        table.add_row(row.what, f"{row.measured:.3f}", target, "yes" if row.is_met else "NO")
    Console(width=120).print(table)
    return int(options.check and not all(row.is_met for row in rows))


sys.exit(main())

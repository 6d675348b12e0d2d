"""What a process pays that imports the package, or that runs pytest where it is installed."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import WITHOUT_OTHER_PLUGINS, Row, run

IMPORT = """
import time, boto3
start = time.process_time()
from pinpoint_mock import mock_pinpoint
print((time.process_time() - start) * 1000)
"""

PYTEST = """
import os, statistics, sys
import pytest

def milliseconds(*options):
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os._exit(pytest.main(["--collect-only", "-q", *sys.argv[1:], *options]))
    _, status, usage = os.wait4(child, 0)
    assert status == 0
    return (usage.ru_utime + usage.ru_stime) * 1000

milliseconds()
print(statistics.median(milliseconds() - milliseconds("-pno:pinpoint_mock") for _ in range(75)))
"""
"""Forks of one process differ in what pytest does, and not in how long it takes to import."""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        imports = [float(run([sys.executable, "-c", IMPORT], folder)) for _ in range(9)]
        yield Row("import of mock_pinpoint after boto3, ms", statistics.median(imports), 15)

        (Path(folder) / "test_nothing.py").write_text("def test_nothing(): pass\n")
        difference = run([sys.executable, "-c", PYTEST, *WITHOUT_OTHER_PLUGINS], folder)
        yield Row("pytest start-up with the plugin less without, ms", float(difference), 5)

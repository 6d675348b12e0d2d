"""The section of pytest's report with what the mocks of a failed test have recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinpoint_mock.mock.notes import TITLE, nothing_recorded, record_lines
from pinpoint_mock.pytest_plugin.capture import records_of

if TYPE_CHECKING:
    import pytest

    from pinpoint_mock.pytest_plugin.capture import TestCapture


def show_messages(item: pytest.Item, report: pytest.TestReport, capture: TestCapture) -> None:
    """Add the section to the report of a test, if there is anything to show."""
    text = _section(capture)
    if not text:
        return
    add_section = getattr(report.longrepr, "addsection", None)
    if add_section is None:  # a text, or what pytest makes of a doctest or a missing fixture
        report.sections.append((TITLE, text))
    elif item.config.getoption("showcapture", "all") == "all":
        add_section(TITLE, text)


def _section(capture: TestCapture) -> str:
    """What the mocks of a test have recorded, one line for each record, or that they have none."""
    seen_before = set(map(id, capture.seen_before))
    earlier = set(seen_before)
    blocks = []
    for used in capture.activations:
        blocks.append(record_lines(used, earlier))
        earlier.update(map(id, records_of(used)))  # a world can have had several activations
    filled = [block for block in blocks if block] or [nothing_recorded(capture.activations, seen_before)]
    if len(filled) > 1:
        filled = [[f"Mock {number}:", *(f"  {line}" for line in block)] for number, block in enumerate(filled, 1)]
    if filled[0] and len(capture.activations) == capture.activations.maxlen:
        filled.insert(0, [f"Of the mocks of this test only the last {capture.activations.maxlen} are kept."])
    return "\n".join(line for block in filled for line in block)

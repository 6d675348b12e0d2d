"""What import and export jobs have in common."""

from __future__ import annotations

import pytest

from pinpoint_mock.audience.imports import Failure
from pinpoint_mock.operations._jobs import has_failed

FAILURE = Failure("line 1", "Missing Address", "it was not sent")


@pytest.mark.parametrize(
    ("processed", "failures", "expected"),
    [(0, 0, False), (2, 0, False), (2, 1, False), (2, 2, True), (0, 1, True)],
)
def test_a_job_has_failed_if_something_has_and_nothing_has_not(processed: int, failures: int, expected: bool) -> None:
    assert has_failed(processed, [FAILURE] * failures) == expected

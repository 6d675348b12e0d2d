"""What is known of a run of tests."""

from __future__ import annotations

import pytest

from pinpoint_mock.state.runner import Run


@pytest.mark.parametrize(
    ("run", "scopes"),
    [
        (Run(), []),
        (Run(names_files=True), ["package", "session"]),
        (Run(is_partial=True), ["class", "module", "package", "session"]),
    ],
)
def test_of_which_scopes_tests_may_be_left_out(run: Run, scopes: list[str]) -> None:
    assert [scope for scope in ("class", "module", "package", "session") if run.may_lack_tests_of(scope)] == scopes

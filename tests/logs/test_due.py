"""What logs know of due work, besides a world: that there is none."""

from __future__ import annotations

import math

import pytest

from pinpoint_mock.logs.due import NOTHING_DUE, undone_text
from tests.builders import message, message_log


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1 piece of work was due when the mock ended: look at a log, or call run_due(), before."),
        (2, "2 pieces of work were due when the mock ended: look at a log, or call run_due(), before."),
    ],
)
def test_the_text_of_what_was_not_done(number: int, text: str) -> None:
    assert undone_text(number) == text


def test_nothing_is_due_where_there_is_no_world() -> None:
    log = message_log(message())
    assert len(log.sent) == 1
    assert log.undone_lines() == []
    assert NOTHING_DUE.seconds_to_next() == math.inf

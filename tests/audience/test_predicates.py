"""How decisions are joined."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock.audience.predicates import JOINS

fail = None
"""Must not be called, because it is decided already."""


def yes(document: Any) -> bool:
    return True


def no(document: Any) -> bool:
    return False


@pytest.mark.parametrize(
    ("join", "predicates", "expected"),
    [
        ("ALL", [], True),
        ("ALL", [yes], True),
        ("ALL", [no], False),
        ("ALL", [yes, yes], True),
        ("ALL", [yes, no, fail], False),
        ("ANY", [], False),
        ("ANY", [yes], True),
        ("ANY", [no], False),
        ("ANY", [no, yes, fail], True),
        ("ANY", [no, no], False),
        ("NONE", [], True),
        ("NONE", [yes], False),
        ("NONE", [no], True),
        ("NONE", [no, yes, fail], False),
        ("NONE", [no, no], True),
    ],
)
def test_decisions_are_joined(join: str, predicates: list[Any], expected: bool) -> None:
    assert JOINS[join](predicates)({}) is expected

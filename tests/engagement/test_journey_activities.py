"""Where activities lead, and what is counted of them."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock.engagement.journey_activities import kinds_of, metric_names, next_activities

BRANCHES: Any = [{"NextActivity": "x"}, {}]


@pytest.mark.parametrize(
    ("activity", "following", "names"),
    [
        ({"Wait": {"NextActivity": "x"}}, {"x"}, "WAIT_STARTED WAIT_FINISHED WAIT_SKIPPED"),
        ({"Holdout": {}}, set(), "HOLDOUT PASSED"),
        (
            {"ConditionalSplit": {"TrueActivity": "x", "FalseActivity": "y"}},
            {"x", "y"},
            "Branch_TRUE Branch_FALSE",
        ),
        ({"MultiCondition": {"Branches": BRANCHES, "DefaultActivity": "y"}}, {"x", "y"}, "Branch_1 Branch_2 Branch_3"),
        ({"RandomSplit": {"Branches": BRANCHES}}, {"x"}, "Branch_1 Branch_2"),
    ],
)
def test_activities(activity: Any, following: set[str], names: str) -> None:
    assert set(next_activities(activity)) - {None} == following
    assert metric_names(activity) == tuple(names.split())


def test_the_kinds_of_an_activity() -> None:
    assert kinds_of({"Description": "nothing"}) == []
    assert kinds_of({"Holdout": {}, "Wait": {}, "SMS": {}}) == ["SMS", "Wait", "Holdout"]

"""Which events an EventFilter lets pass."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock.engagement.event_filter import lets_pass

BOUGHT: Any = {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["sold", "bought"]}}


def attribute(*values: str, **members: str) -> Any:
    return {"Attributes": {"color": {"Values": list(values), **members}}}


def metric(comparison: str, value: float) -> Any:
    return {"Metrics": {"price": {"ComparisonOperator": comparison, "Value": value}}}


EVENT: dict[str, Any] = {"attributes": {"color": "red", "due": "2030-01-01"}, "metrics": {"price": 5.0}}

CASES: dict[str, tuple[Any, bool]] = {
    "nothing asked": ({}, True),
    "one of the types": (BOUGHT, True),
    "another type": ({"EventType": {"Values": ["opened"]}}, False),
    "no type": ({"EventType": {"Values": []}}, False),
    "not that type": ({"EventType": {"DimensionType": "EXCLUSIVE", "Values": ["bought"]}}, False),
    "not another type": ({"EventType": {"DimensionType": "EXCLUSIVE", "Values": ["opened"]}}, True),
    "attribute": (attribute("blue", "red"), True),
    "another value": (attribute("blue"), False),
    "missing attribute": ({"Attributes": {"size": {"Values": ["m"]}}}, False),
    "one of two attributes": ({"Attributes": {"color": {"Values": ["red"]}, "size": {"Values": ["m"]}}}, False),
    "excluded": (attribute("red", AttributeType="EXCLUSIVE"), False),
    "not excluded": (attribute("blue", AttributeType="EXCLUSIVE"), True),
    "excluded without attribute": ({"Attributes": {"size": {"AttributeType": "EXCLUSIVE", "Values": ["m"]}}}, True),
    "contains": (attribute("e", AttributeType="CONTAINS"), True),
    "before": ({"Attributes": {"due": {"AttributeType": "BEFORE", "Values": ["2030-02-01"]}}}, True),
    "after": ({"Attributes": {"due": {"AttributeType": "AFTER", "Values": ["2030-02-01"]}}}, False),
    "more": (metric("GREATER_THAN", 4.5), True),
    "less": (metric("LESS_THAN", 4.5), False),
    "unknown comparison": (metric("NEAR", 5), False),
    "missing metric": ({"Metrics": {"size": {"ComparisonOperator": "LESS_THAN", "Value": 1}}}, False),
    "all": ({**BOUGHT, **attribute("red"), **metric("EQUAL", 5)}, True),
    "all but one": ({**BOUGHT, **attribute("red"), **metric("EQUAL", 6)}, False),
    "empty members": ({"Attributes": {}, "Metrics": {}, **BOUGHT}, True),
}


@pytest.mark.parametrize(("dimensions", "expected"), CASES.values(), ids=CASES)
def test_filters(dimensions: Any, expected: bool) -> None:
    assert lets_pass(dimensions, "bought", **EVENT) is expected

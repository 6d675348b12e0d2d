"""Which events an EventFilter lets pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pinpoint_mock.audience.dimensions import ATTRIBUTE_TYPES, INCLUSIVE, OPERATORS

NOTHING: Mapping[str, Any] = {}


def lets_pass(
    dimensions: Mapping[str, Any], event_type: str, attributes: Mapping[str, str], metrics: Mapping[str, float]
) -> bool:
    """Whether an event is one of those that EventDimensions ask for.

    All attributes and metrics that they name must be as they say; for an attribute one of its Values is enough. An
    event without such an attribute or metric does not pass, and no event passes an unknown comparison. AWS does not
    document EXCLUSIVE; here it lets those events pass that INCLUSIVE does not, also without the attribute.

    Source: MODEL EventDimensions; gh:aws-amplify/amplify-js.

    >>> lets_pass({"EventType": {"Values": ["bought"]}}, "bought", {}, {})
    True
    >>> lets_pass({"Attributes": {"color": {"Values": ["red", "blue"]}}}, "bought", {"color": "green"}, {})
    False
    """
    return (
        _is_of_type(dimensions.get("EventType"), event_type)
        and all(_has(each, attributes.get(name)) for name, each in dimensions.get("Attributes", NOTHING).items())
        and all(_measures(each, metrics.get(name)) for name, each in dimensions.get("Metrics", NOTHING).items())
    )


def _is_of_type(dimension: Mapping[str, Any] | None, event_type: str) -> bool:
    if dimension is None:
        return True
    return (event_type in dimension["Values"]) != (dimension.get("DimensionType") == "EXCLUSIVE")


def _has(dimension: Mapping[str, Any], value: str | None) -> bool:
    matches = ATTRIBUTE_TYPES[dimension.get("AttributeType", INCLUSIVE)](dimension["Values"])
    return matches([] if value is None else [value])


def _measures(dimension: Mapping[str, Any], value: float | None) -> bool:
    compare = OPERATORS.get(dimension["ComparisonOperator"])
    return compare is not None and value is not None and compare(value, dimension["Value"])

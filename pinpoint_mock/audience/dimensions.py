"""Dimensions: the criteria of a segment, compiled to functions of an endpoint's document."""

from __future__ import annotations

import datetime
import math
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pinpoint_mock.audience.predicates import all_of
from pinpoint_mock.core.channels import PUSH_CHANNELS
from pinpoint_mock.core.clock import parse_timestamp, timestamp
from pinpoint_mock.state.endpoints import Document
from pinpoint_mock.state.segments import Criteria, Predicate

INCLUSIVE = "INCLUSIVE"
"""The type of a dimension that does not say one.

AWS does not document it; here it is the type with which its documentation begins.
"""

NOTHING: Mapping[str, Any] = {}

OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "GREATER_THAN": operator.gt,
    "LESS_THAN": operator.lt,
    "GREATER_THAN_OR_EQUAL": operator.ge,
    "LESS_THAN_OR_EQUAL": operator.le,
    "EQUAL": operator.eq,
}
"""The comparisons of a metric.

Source: MODEL MetricDimension.ComparisonOperator.
"""

DURATIONS = {"HR_24": 1, "DAY_7": 7, "DAY_14": 14, "DAY_30": 30}
"""Days.

Source: MODEL RecencyDimension.Duration.
"""

EARTH_RADIUS = 6371.0088
"""The mean radius, in kilometers."""

PUSH_VALUES = PUSH_CHANNELS | {"PUSH"}


def compiled(dimensions: Mapping[str, Any]) -> Criteria:
    """What Dimensions ask of an endpoint at a moment: all of the criteria in it.

    Dimensions without any criterion ask nothing. Their members must be those that `check_dimensions` lets pass.

    Source: MODEL SegmentDimensions; UG segments-building.

    >>> criteria = compiled({"Metrics": {"visits": {"ComparisonOperator": "GREATER_THAN", "Value": 10.0}}})
    >>> is_member = criteria(datetime.datetime(2026, 1, 31, tzinfo=datetime.timezone.utc))
    >>> is_member({"Metrics": {"visits": 12.0}}), is_member({})
    (True, False)
    """
    lasting = tuple(_lasting(dimensions))
    recency = dimensions.get("Behavior", NOTHING).get("Recency")
    if recency is None:
        predicate = all_of(lasting)
        return lambda moment: predicate
    return lambda moment: all_of((*lasting, _recency(recency, moment)))


def _lasting(dimensions: Mapping[str, Any]) -> Iterator[Predicate]:
    """The criteria that are the same at every moment."""
    for name, dimension in dimensions.get("Attributes", NOTHING).items():
        yield _of_endpoint(name, dimension)
    for name, dimension in dimensions.get("UserAttributes", NOTHING).items():
        yield _of_user(name, dimension)
    for name, dimension in dimensions.get("Metrics", NOTHING).items():
        yield _metric(name, dimension)
    for member, dimension in dimensions.get("Demographic", NOTHING).items():
        yield _channel(dimension) if member == "Channel" else _set(dimension, "Demographic", member)
    location = dimensions.get("Location", NOTHING)
    if "Country" in location:
        yield _set(location["Country"], "Location", "Country")
    if "GPSPoint" in location:
        yield _circle(location["GPSPoint"])


Matches = Callable[[Sequence[str]], bool]
"""Decides on the values that an endpoint or user has for an attribute."""


def _inclusive(values: list[str]) -> Matches:
    has_none = frozenset(values).isdisjoint
    return lambda found: not has_none(found)


def _exclusive(values: list[str]) -> Matches:
    return frozenset(values).isdisjoint


def _contains(values: list[str]) -> Matches:
    return lambda found: any(value in text for text in found for value in values)


def _before(values: list[str]) -> Matches:
    latest = max(_moments(values))
    return lambda found: any(moment < latest for moment in _moments(found))


def _after(values: list[str]) -> Matches:
    earliest = min(_moments(values))
    return lambda found: any(moment > earliest for moment in _moments(found))


def _on(values: list[str]) -> Matches:
    days = {moment.date() for moment in _moments(values)}
    return lambda found: any(moment.date() in days for moment in _moments(found))


def _between(values: list[str]) -> Matches:
    start, end = _moments(values)
    return lambda found: any(start <= moment <= end for moment in _moments(found))


def _moments(texts: Iterable[str]) -> Iterator[datetime.datetime]:
    """Those of the texts that are dates, in UTC; a date without a time is its midnight."""
    return filter(None, map(parse_timestamp, texts))


ATTRIBUTE_TYPES: dict[str, Callable[[list[str]], Matches]] = {
    INCLUSIVE: _inclusive,
    "EXCLUSIVE": _exclusive,
    "CONTAINS": _contains,
    "BEFORE": _before,
    "AFTER": _after,
    "ON": _on,
    "BETWEEN": _between,
}
"""How the values of an attribute are compared with those of a dimension.

AWS does not document what holds where there are several; here one value of the endpoint that goes with one of the
dimension is enough, but for EXCLUSIVE, which lets none pass. A value that is no date is before, after and on none. Both
ends belong to BETWEEN.

Source: MODEL AttributeDimension.AttributeType; UG segments-building.
"""


def _of_endpoint(name: str, dimension: Mapping[str, Any]) -> Predicate:
    matches, values = _matches(dimension), dimension["Values"]
    if dimension.get("AttributeType", INCLUSIVE) == INCLUSIVE and len(values) == 1:
        value = values[0]
        return lambda document: value in document["Attributes"].get(name, ())  # a call less, as this is the commonest
    return lambda document: matches(document["Attributes"].get(name, ()))


def _of_user(name: str, dimension: Mapping[str, Any]) -> Predicate:
    matches = _matches(dimension)
    return lambda document: matches(document["User"].get("UserAttributes", NOTHING).get(name, ()))


def _matches(dimension: Mapping[str, Any]) -> Matches:
    return ATTRIBUTE_TYPES[dimension.get("AttributeType", INCLUSIVE)](dimension["Values"])


def _metric(name: str, dimension: Mapping[str, Any]) -> Predicate:
    """AWS does not document it for endpoints without the metric; here no comparison holds for them."""
    compare, limit = OPERATORS[dimension["ComparisonOperator"]], dimension["Value"]

    def holds(document: Document) -> bool:
        value = document.get("Metrics", NOTHING).get(name)
        return value is not None and compare(value, limit)

    return holds


def _set(dimension: Mapping[str, Any], group: str, member: str) -> Predicate:
    """A dimension over a member, such as Country of Location. EXCLUSIVE lets endpoints pass that do not have it."""
    values = frozenset(dimension["Values"])
    if dimension.get("DimensionType") == "EXCLUSIVE":
        return lambda document: document.get(group, NOTHING).get(member) not in values
    return lambda document: document.get(group, NOTHING).get(member) in values


def _channel(dimension: Mapping[str, Any]) -> Predicate:
    """A dimension over the type of channel; the value PUSH stands for all push types.

    Source: UG segments-building.
    """
    values = frozenset(dimension["Values"])
    if "PUSH" in values:
        values |= PUSH_VALUES
    if dimension.get("DimensionType") == "EXCLUSIVE":
        return lambda document: document.get("ChannelType") not in values
    return lambda document: document.get("ChannelType") in values


def _circle(dimension: Mapping[str, Any]) -> Predicate:
    """A circle on the map: the great-circle distance to the position of the endpoint, which is stored rounded."""
    center: Mapping[str, float] = dimension["Coordinates"]
    most: float = dimension["RangeInKilometers"]

    def holds(document: Document) -> bool:
        location = document.get("Location", NOTHING)
        if "Latitude" not in location or "Longitude" not in location:
            return False
        return distance(center, location) <= most

    return holds


def distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The kilometers between two positions on a globe, each with Latitude and Longitude in degrees.

    >>> paris, london = {"Latitude": 48.9, "Longitude": 2.4}, {"Latitude": 51.5, "Longitude": -0.1}
    >>> round(distance(paris, london))
    339
    """
    latitude, other_latitude = math.radians(one["Latitude"]), math.radians(other["Latitude"])
    half_difference = math.radians(other["Longitude"] - one["Longitude"]) / 2
    haversine = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(other_latitude) * math.sin(half_difference) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, haversine)))  # rounding may lead just above 1


def _recency(dimension: Mapping[str, Any], moment: datetime.datetime) -> Predicate:
    """Whether the EffectiveDate is at or after the beginning of a duration that ends at a moment.

    AWS does not document which date counts; here it is the EffectiveDate, because each update of an endpoint sets it.
    """
    start = timestamp(moment - datetime.timedelta(days=DURATIONS[dimension["Duration"]]))  # texts of one form compare
    if dimension["RecencyType"] == "ACTIVE":
        return lambda document: document["EffectiveDate"] >= start
    return lambda document: document["EffectiveDate"] < start

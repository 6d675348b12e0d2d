"""Segments read criterion by criterion, as plainly as can be: what the compiled ones must agree with."""

from __future__ import annotations

import datetime
import math
from typing import Any

from dateutil.parser import isoparse

NOW = datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.timezone.utc)
JOINS: Any = {"ALL": all, "ANY": any, "NONE": lambda found: not any(found)}
DAYS = {"HR_24": 1, "DAY_7": 7, "DAY_14": 14, "DAY_30": 30}


def moments(texts: list[str]) -> list[datetime.datetime]:
    dates = [isoparse(text) for text in texts if text.startswith("2026")]
    return [date if date.tzinfo else date.replace(tzinfo=datetime.timezone.utc) for date in dates]


def attribute(dimension: Any, found: list[str]) -> bool:
    kind, values = dimension.get("AttributeType", "INCLUSIVE"), dimension["Values"]
    if kind in ("INCLUSIVE", "EXCLUSIVE"):
        return any(text in values for text in found) is (kind == "INCLUSIVE")
    if kind == "CONTAINS":
        return any(value in text for text in found for value in values)
    wanted, dates = moments(values), moments(found)
    if kind == "BETWEEN":
        return any(wanted[0] <= date <= wanted[1] for date in dates)
    if kind == "ON":
        days = [each.astimezone(datetime.timezone.utc).date() for each in wanted]
        return any(date.astimezone(datetime.timezone.utc).date() in days for date in dates)
    return any(date < each if kind == "BEFORE" else date > each for date in dates for each in wanted)


def metric(dimension: Any, value: float | None) -> bool:
    if value is None:
        return False
    operator, limit = dimension["ComparisonOperator"], dimension["Value"]
    greater, less, equal = "GREATER" in operator, "LESS" in operator, "EQUAL" in operator
    return (greater and value > limit) or (less and value < limit) or (equal and value == limit)


def one_of(dimension: Any, *found: str | None) -> bool:
    return any(each in dimension["Values"] for each in found) is (dimension.get("DimensionType") != "EXCLUSIVE")


def demographic(name: str, dimension: Any, endpoint: Any) -> bool:
    if name == "Channel":
        is_push = endpoint["ChannelType"] in ("APNS", "GCM")
        return one_of(dimension, endpoint["ChannelType"], "PUSH" if is_push else None)
    return one_of(dimension, endpoint.get("Demographic", {}).get(name))


def circle(dimension: Any, location: Any) -> bool:
    """By the angle between two vectors, which is another formula than that of the package."""
    if not location.keys() >= {"Latitude", "Longitude"}:
        return False

    def vector(place: Any) -> tuple[float, float, float]:
        latitude, longitude = math.radians(place["Latitude"]), math.radians(place["Longitude"])
        return (
            math.cos(latitude) * math.cos(longitude),
            math.cos(latitude) * math.sin(longitude),
            math.sin(latitude),
        )

    angle = 2 * math.asin(min(1.0, math.dist(vector(dimension["Coordinates"]), vector(location)) / 2))
    return bool(6371.0088 * angle <= dimension["RangeInKilometers"])


def recency(dimension: Any, effective_date: str) -> bool:
    is_active = isoparse(effective_date) >= NOW - datetime.timedelta(days=DAYS[dimension["Duration"]])
    return is_active is (dimension["RecencyType"] == "ACTIVE")


def meets(dimensions: Any, endpoint: Any) -> bool:
    user_attributes = endpoint["User"].get("UserAttributes", {})
    location, place = dimensions.get("Location", {}), endpoint.get("Location", {})
    behavior = dimensions.get("Behavior", {})
    return all(
        (
            *(attribute(each, endpoint["Attributes"].get(name, [])) for name, each in _(dimensions, "Attributes")),
            *(attribute(each, user_attributes.get(name, [])) for name, each in _(dimensions, "UserAttributes")),
            *(metric(each, endpoint.get("Metrics", {}).get(name)) for name, each in _(dimensions, "Metrics")),
            *(demographic(name, each, endpoint) for name, each in _(dimensions, "Demographic")),
            "Country" not in location or one_of(location["Country"], place.get("Country")),
            "GPSPoint" not in location or circle(location["GPSPoint"], place),
            "Recency" not in behavior or recency(behavior["Recency"], endpoint["EffectiveDate"]),
        )
    )


def _(dimensions: Any, member: str) -> Any:
    return dimensions.get(member, {}).items()


class Interpreter:
    """Evaluates segments over a list of endpoints, one endpoint after the other.

    `versions` holds the SegmentGroups of each version of a segment, `imported` the ids of endpoints and users.
    """

    def __init__(self, endpoints: list[Any]) -> None:
        self.endpoints = endpoints
        self.versions: dict[str, list[Any]] = {}
        self.imported: dict[str, frozenset[str]] = {}

    def members(self, segment_id: str, version: int | None = None) -> list[str]:
        return [endpoint["Id"] for endpoint in self.endpoints if self.is_member(endpoint, segment_id, version)]

    def is_member(self, endpoint: Any, segment_id: str, version: int | None) -> bool:
        if segment_id in self.imported:
            return bool({endpoint["Id"], endpoint["User"].get("UserId")} & self.imported[segment_id])
        groups = self.versions[segment_id][version - 1 if version else -1]
        found = [self.is_in(group, endpoint) for group in groups["Groups"]]
        return not found or bool(JOINS[groups.get("Include", "ALL")](found))

    def is_in(self, group: Any, endpoint: Any) -> bool:
        sources = [self.is_member(endpoint, each["Id"], each.get("Version")) for each in group["SourceSegments"]]
        dimensions = [meets(each, endpoint) for each in group.get("Dimensions", [])]
        return (not sources or JOINS[group.get("SourceType", "ALL")](sources)) and (
            not dimensions or JOINS[group.get("Type", "ALL")](dimensions)
        )

"""What the criteria of a segment may be. Nothing here changes any state.

Errors are BadRequestException. AWS documents none of their texts; the wording is this mock's. Nor does AWS document
that segments are checked when they are written; here they are, because an error says more to a test than an empty
segment.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.audience.dimensions import OPERATORS
from pinpoint_mock.core.checks import at_most, explained_at, invalid, missing, one_of
from pinpoint_mock.core.clock import parse_timestamp
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import listed, shown
from pinpoint_mock.state.explain import no_segment, no_segment_version
from pinpoint_mock.state.segments import SegmentReference

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App

MOST_DIMENSIONS = 100
"""The criteria that a segment can have.

Source: DG quotas.
"""

MOST_GROUPS = 5
"""The groups that a segment can have.

The service model speaks of one, and the console makes two; here up to five are taken.
Source: MODEL WriteSegmentRequest.SegmentGroups; UG segments-building.
"""

DATE_TYPES = frozenset({"AFTER", "BEFORE", "BETWEEN", "ON"})
"""The types of attribute dimensions whose Values are dates."""


def criteria_count(dimensions: Mapping[str, Any]) -> int:
    """How many criteria Dimensions hold.

    >>> criteria_count({"Attributes": {}, "Location": {"Country": {"Values": ["US"]}}})
    1
    """
    return sum(map(len, dimensions.values()))


def check_dimensions(dimensions: Mapping[str, Any]) -> None:
    """Refuse criteria that cannot be meant.

    These are an unknown ComparisonOperator, empty Values, a Value of BEFORE, AFTER, ON or BETWEEN that is no date,
    BETWEEN without exactly two in their order, and a GPSPoint without a range.

    Source: MODEL SegmentDimensions; UG segments-building.
    """
    for member in ("Attributes", "UserAttributes"):
        for name, dimension in dimensions.get(member, {}).items():
            with explained_at(f"{member}[{shown(name)}]"):
                _check_values(dimension)
                _check_dates(dimension)
    for name, dimension in dimensions.get("Metrics", {}).items():
        with explained_at(f"Metrics[{shown(name)}]"):
            one_of("ComparisonOperator", dimension["ComparisonOperator"], OPERATORS)
    for name, dimension in dimensions.get("Demographic", {}).items():
        with explained_at(f"Demographic.{name}"):
            _check_values(dimension)
    location = dimensions.get("Location", {})
    with explained_at("Location"):
        if "Country" in location:
            with explained_at("Country"):
                _check_values(location["Country"])
        if "GPSPoint" in location and "RangeInKilometers" not in location["GPSPoint"]:
            raise missing(
                "RangeInKilometers", "GPSPoint.RangeInKilometers was not sent; it is the radius around the Coordinates"
            )


def check_event_dimensions(dimensions: Mapping[str, Any]) -> None:
    """Refuse what an event filter cannot mean: in Attributes and Metrics as `check_dimensions`, an EventType of none.

    Source: MODEL EventDimensions.
    """
    check_dimensions({member: dimensions.get(member, {}) for member in ("Attributes", "Metrics")})
    if "EventType" in dimensions:
        with explained_at("EventType"):
            _check_values(dimensions["EventType"])


def _check_values(dimension: Mapping[str, Any]) -> None:
    if not dimension["Values"]:
        raise BadRequestException("Invalid Values: must have at least one", "Values was an empty list")


def _check_dates(dimension: Mapping[str, Any]) -> None:
    attribute_type, values = dimension.get("AttributeType"), dimension["Values"]
    if attribute_type not in DATE_TYPES:
        return
    moments = []
    for value in values:
        moment = parse_timestamp(value)
        if moment is None:
            raise invalid("Values", f"{attribute_type} takes ISO 8601 dates such as 2026-01-31T00:00:00Z", value)
        moments.append(moment)
    if attribute_type == "BETWEEN" and not (len(moments) == 2 and moments[0] <= moments[1]):
        sent = ", ".join(map(shown, values))
        raise BadRequestException("Invalid Values: BETWEEN takes two dates, the earlier first", f"Values was {sent}")


def sent_criteria(request: Mapping[str, Any]) -> dict[str, Any] | None:
    """The member of a WriteSegmentRequest that holds its criteria, `{}` if it asks for none, None if it says nothing.

    Dimensions without any criterion count as absent where SegmentGroups are sent too, because programs send such.
    BadRequestException if both hold criteria.

    Source: MODEL WriteSegmentRequest.

    >>> sent_criteria({"Name": "all", "Dimensions": {"Attributes": {}}, "SegmentGroups": {"Groups": []}})
    {'SegmentGroups': {'Groups': []}}
    >>> sent_criteria({"Dimensions": {}}), sent_criteria({"Name": "all"})
    ({}, None)
    """
    dimensions, groups = request.get("Dimensions"), request.get("SegmentGroups")
    if dimensions and criteria_count(dimensions):
        if groups and _asks(groups):
            raise BadRequestException(
                "Invalid Dimensions: must not be sent together with SegmentGroups",
                "Dimensions and SegmentGroups both hold criteria; a group can hold the Dimensions",
            )
        return {"Dimensions": dimensions}
    if groups is not None:
        return {"SegmentGroups": groups}
    return None if dimensions is None else {}


def _asks(groups: Mapping[str, Any]) -> bool:
    """Whether there is a criterion or a source segment in any of the groups."""
    return any(
        group.get("SourceSegments") or any(map(criteria_count, group.get("Dimensions", ())))
        for group in groups.get("Groups", ())
    )


def check_criteria(app: App, criteria: Mapping[str, Any], segment_id: str | None = None) -> None:
    """Refuse what `check_dimensions` refuses, too much, and source segments that cannot be.

    Those are segments and versions that do not exist, and any that is built on the segment `segment_id` itself, which
    is the one to be updated. AWS documents that a segment is built on several dimensional segments or on one imported
    segment; here any are taken.

    Source: MODEL SegmentGroup.SourceSegments; DG quotas.
    """
    with explained_at("WriteSegmentRequest"):
        groups = criteria.get("SegmentGroups", {}).get("Groups", [])
        at_most("Groups", len(groups), MOST_GROUPS, "groups")
        placed = _placed_dimensions(criteria)
        at_most("Dimensions", sum(map(criteria_count, placed.values())), MOST_DIMENSIONS, "criteria", "there can be")
        for place, dimensions in placed.items():
            with explained_at(place):
                check_dimensions(dimensions)
        for number, group in enumerate(groups):
            for index, reference in enumerate(group.get("SourceSegments", [])):
                with explained_at(f"SegmentGroups.Groups[{number}].SourceSegments[{index}]"):
                    _check_source(app, source(reference), segment_id)


def check_imported(criteria: Mapping[str, Any] | None) -> None:
    """Refuse criteria for an imported segment; a member that holds none is let pass.

    Source: UG segments-managing; MODEL SegmentResponse.SegmentType.
    """
    for member, value in (criteria or {}).items():
        if member == "Dimensions" or _asks(value):
            raise BadRequestException(
                f"Invalid {member}: must not be sent for an imported segment",
                f"{member} held criteria; a segment that is built on the imported one can have them",
            )


def _placed_dimensions(criteria: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """All Dimensions by their place in the request."""
    placed = {"Dimensions": criteria["Dimensions"]} if "Dimensions" in criteria else {}
    for number, group in enumerate(criteria.get("SegmentGroups", {}).get("Groups", [])):
        for place, dimensions in enumerate(group.get("Dimensions", [])):
            placed[f"SegmentGroups.Groups[{number}].Dimensions[{place}]"] = dimensions
    return placed


def source(reference: Mapping[str, Any]) -> SegmentReference:
    """What a SegmentReference names.

    >>> source({"Id": "a1", "Version": 2})
    SegmentReference(segment_id='a1', version=2)
    """
    return SegmentReference(reference["Id"], reference.get("Version"))


def _check_source(app: App, wanted: SegmentReference, segment_id: str | None) -> None:
    segment = app.segments.get(wanted.segment_id)
    if segment is None:
        raise _bad_source("must be segments of the application", no_segment(app, wanted.segment_id))
    if segment.find(wanted.version) is None:
        raise _bad_source("must be versions that exist", no_segment_version(segment, wanted.version))
    way = _way(app, wanted, segment_id) if segment_id else []
    if way:
        raise _bad_source(
            "must not be built on the segment itself",
            f"the segment {shown(segment_id)} would be built on itself, by way of {listed(way)}",
        )


def _bad_source(rule: str, reason: str) -> BadRequestException:
    return BadRequestException(f"Invalid SourceSegments: {rule}", f"Id: {reason}")


def _way(app: App, start: SegmentReference, segment_id: str) -> list[str]:
    """The segments on the way from a source to that segment, or none if it is not built on it."""
    built_by: dict[SegmentReference, SegmentReference | None] = {start: None}
    queue = [start]
    for each in queue:
        if each.segment_id == segment_id:
            way: list[str] = []
            last: SegmentReference | None = each
            while last is not None:
                way.insert(0, last.segment_id)
                last = built_by[last]
            return way
        version = app.segments.find(each)
        for below in version.sources if version else ():
            if below not in built_by:
                built_by[below] = each
                queue.append(below)
    return []

"""Criteria that are refused when a segment is written: the error, its explanation, and that nothing changes."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import refused

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Segments


def attribute(attribute_type: str, *values: str) -> Any:
    return {"Attributes": {"x": {"AttributeType": attribute_type, "Values": list(values)}}}


def metric(comparison_operator: str) -> Any:
    return {"Metrics": {"visits": {"ComparisonOperator": comparison_operator, "Value": 1}}}


ONE: Any = {"Attributes": {"x": {"Values": ["1"]}}}
OPERATORS = "GREATER_THAN, LESS_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN_OR_EQUAL, EQUAL"
EMPTY = "Invalid Values: must have at least one"
BETWEEN = "Invalid Values: BETWEEN takes two dates, the earlier first"


def not_a_date(attribute_type: str) -> str:
    return f"Invalid Values: {attribute_type} takes ISO 8601 dates such as 2026-01-31T00:00:00Z"


REFUSED: dict[str, tuple[Any, str, str]] = {
    "an unknown operator": (
        metric("GREATER_THEN"),
        f"Invalid ComparisonOperator: must be one of {OPERATORS}",
        "Metrics['visits'].ComparisonOperator was 'GREATER_THEN'. Did you mean 'GREATER_THAN'?",
    ),
    "an operator in lower case": (
        metric("equal"),
        f"Invalid ComparisonOperator: must be one of {OPERATORS}",
        "Metrics['visits'].ComparisonOperator was 'equal'. Did you mean 'EQUAL'?",
    ),
    "a sign": (
        metric(">="),
        f"Invalid ComparisonOperator: must be one of {OPERATORS}",
        "Metrics['visits'].ComparisonOperator was '>='",
    ),
    "an unknown type": (
        attribute("LIKE", "a"),
        "Invalid AttributeType: must be one of INCLUSIVE, EXCLUSIVE, CONTAINS, BEFORE, AFTER, ON, BETWEEN",
        "Attributes['x'].AttributeType was 'LIKE'",
    ),
    **{
        f"no date for {attribute_type}": (
            attribute(attribute_type, "2026-01-31", value),
            not_a_date(attribute_type),
            f"Attributes['x'].Values was '{value}'",
        )
        for attribute_type, value in (
            ("BEFORE", "today"),
            ("AFTER", "2026-02-30"),
            ("ON", "31/01/2026"),
            ("BETWEEN", ""),
        )
    },
    "one date for BETWEEN": (attribute("BETWEEN", "2026-01-31"), BETWEEN, "Attributes['x'].Values was '2026-01-31'"),
    "three dates for BETWEEN": (
        attribute("BETWEEN", "2026-01-01", "2026-01-02", "2026-01-03"),
        BETWEEN,
        "Attributes['x'].Values was '2026-01-01', '2026-01-02', '2026-01-03'",
    ),
    "the later date first": (
        attribute("BETWEEN", "2026-01-31T01:00:00Z", "2026-01-31T01:00:00+01:00"),
        BETWEEN,
        "Attributes['x'].Values was '2026-01-31T01:00:00Z', '2026-01-31T01:00:00+01:00'",
    ),
    **{
        f"no values for {attribute_type}": (
            attribute(attribute_type),
            EMPTY,
            "Attributes['x'].Values was an empty list",
        )
        for attribute_type in ("INCLUSIVE", "EXCLUSIVE", "CONTAINS", "BEFORE", "AFTER", "ON", "BETWEEN")
    },
    "no values of a user attribute": (
        {"UserAttributes": {"x": {"Values": []}}},
        EMPTY,
        "UserAttributes['x'].Values was an empty list",
    ),
    "no date for a user attribute": (
        {"UserAttributes": {"x": {"AttributeType": "ON", "Values": ["soon"]}}},
        not_a_date("ON"),
        "UserAttributes['x'].Values was 'soon'",
    ),
    **{
        f"no values of {member}": (
            {"Demographic": {member: {"Values": []}}},
            EMPTY,
            f"Demographic.{member}.Values was an empty list",
        )
        for member in ("AppVersion", "Channel", "DeviceType", "Make", "Model", "Platform")
    },
    "no values of Country": (
        {"Location": {"Country": {"Values": []}}},
        EMPTY,
        "Location.Country.Values was an empty list",
    ),
    "a circle without a range": (
        {"Location": {"GPSPoint": {"Coordinates": {"Latitude": 1.0, "Longitude": 2.0}}}},
        "Missing RangeInKilometers",
        "Location.GPSPoint.RangeInKilometers was not sent; it is the radius around the Coordinates",
    ),
}


def alone(dimensions: Any) -> Any:
    return {"Dimensions": dimensions}


def in_a_group(dimensions: Any) -> Any:
    return {"SegmentGroups": {"Groups": [{"Dimensions": [ONE]}, {"Dimensions": [ONE, dimensions]}]}}


@pytest.mark.parametrize(("dimensions", "text", "explanation"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize(
    ("wrap", "place"), [(alone, "Dimensions"), (in_a_group, "SegmentGroups.Groups[1].Dimensions[1]")]
)
def test_criteria_that_cannot_be_meant(
    pinpoint: PinpointMock, segments: Segments, wrap: Any, place: str, dimensions: Any, text: str, explanation: str
) -> None:
    before = segments.create(Name="before")
    with refused(text):
        segments.create(Name="after", **wrap(dimensions))
    assert pinpoint.requests.last.explanation == f"WriteSegmentRequest.{place}.{explanation}"
    with refused(text):
        segments.update(before["Id"], Name="after", **wrap(dimensions))
    assert segments.list() == {"Item": [before]}


def test_dimensions_and_groups_with_criteria_are_refused(pinpoint: PinpointMock, segments: Segments) -> None:
    source = segments.create_id()
    for groups in ([{"Dimensions": [{}, ONE]}], [{}, {"SourceSegments": [{"Id": source}]}]):
        with refused("Invalid Dimensions: must not be sent together with SegmentGroups"):
            segments.create(Dimensions=ONE, SegmentGroups={"Groups": groups})
    explanation = "Dimensions and SegmentGroups both hold criteria; a group can hold the Dimensions"
    assert pinpoint.requests.last.explanation == explanation


def many(count: int, member: str = "Attributes") -> Any:
    return {member: {str(number): {"Values": ["1"]} for number in range(count)}}


def test_a_segment_has_at_most_100_criteria(pinpoint: PinpointMock, segments: Segments) -> None:
    country = {"Location": {"Country": {"Values": ["US"]}}}
    recency = {"Behavior": {"Recency": {"Duration": "DAY_7", "RecencyType": "ACTIVE"}}}
    segments.create(Dimensions=many(100))
    segments.create(**in_a_group(many(98)))
    segments.create(Dimensions={**many(50), **many(48, "UserAttributes"), **country, **recency})
    for request in (
        {"Dimensions": many(101)},
        {"Dimensions": {**many(99), **country, **recency}},
        {"SegmentGroups": {"Groups": [{"Dimensions": [many(60)]}, {"Dimensions": [many(40), country]}]}},
    ):
        with refused("Invalid Dimensions: there can be at most 100 criteria"):
            segments.create(**request)
        assert pinpoint.requests.last.explanation == "WriteSegmentRequest.Dimensions had 101 criteria"


def test_a_segment_has_at_most_five_groups(pinpoint: PinpointMock, segments: Segments) -> None:
    with refused("Invalid Groups: must have at most 5 groups"):
        segments.create(SegmentGroups={"Groups": [{}] * 6})
    assert pinpoint.requests.last.explanation == "WriteSegmentRequest.Groups had 6 groups"
    assert segments.list() == {"Item": []}


def built_on(*sources: Any) -> Any:
    return {"SegmentGroups": {"Groups": [{"SourceSegments": [{"Id": one} for one in sources]}]}}


NOT_SEGMENTS = "Invalid SourceSegments: must be segments of the application"
NOT_VERSIONS = "Invalid SourceSegments: must be versions that exist"
ITSELF = "Invalid SourceSegments: must not be built on the segment itself"
PLACE = "WriteSegmentRequest.SegmentGroups.Groups[0].SourceSegments"


def test_source_segments_must_exist(pinpoint: PinpointMock, client: PinpointClient, segments: Segments) -> None:
    segment_id, deleted = segments.create_id(Name="all"), segments.create_id()
    segments.delete(deleted)
    other = client.create_segment(ApplicationId=pinpoint.add_app(), WriteSegmentRequest={})["SegmentResponse"]["Id"]
    for source, explanation in {
        "nope": f"no segment 'nope' in application '{segments.app_id}'; there: '{segment_id}' ('all')",
        deleted: f"segment '{deleted}' of application '{segments.app_id}' was deleted",
        other: f"no segment '{other}' in application '{segments.app_id}'; there: '{segment_id}' ('all'); "
        "one is in application",
    }.items():
        for call in (segments.create, functools.partial(segments.update, segment_id)):
            with refused(NOT_SEGMENTS):
                call(**built_on(source))
            assert (pinpoint.requests.last.explanation or "").startswith(f"{PLACE}[0].Id: {explanation}")
    assert len(segments.list()["Item"]) == len(segments.list_versions(segment_id)["Item"]) == 1


def test_versions_of_source_segments_must_exist(pinpoint: PinpointMock, segments: Segments) -> None:
    segment_id = segments.create_id(Name="all")
    segments.update(segment_id)
    for version in (0, 3, -1):
        sources: Any = [{"Id": segment_id, "Version": 2}, {"Id": segment_id, "Version": version}]
        with refused(NOT_VERSIONS):
            segments.create(SegmentGroups={"Groups": [{"SourceSegments": sources}]})
        explanation = f"no version {version} of segment '{segment_id}' ('all'); there: 2, 1"
        assert pinpoint.requests.last.explanation == f"{PLACE}[1].Id: {explanation}"


def test_a_segment_is_not_built_on_itself(pinpoint: PinpointMock, segments: Segments) -> None:
    top = segments.create_id()
    segments.update(top)
    for source in ({"Id": top}, {"Id": top, "Version": 1}):
        with refused(ITSELF):
            segments.update(top, SegmentGroups={"Groups": [{"SourceSegments": [source]}]})
    explanation = f"the segment '{top}' would be built on itself, by way of '{top}'"
    assert pinpoint.requests.last.explanation == f"{PLACE}[0].Id: {explanation}"
    assert segments.get(top)["Version"] == 2


def test_nor_is_it_by_way_of_others(pinpoint: PinpointMock, segments: Segments) -> None:
    top, other = segments.create_id(), segments.create_id()
    middle = segments.create_id(**built_on(other, top))
    bottom = segments.create_id(**built_on(middle, middle))
    with refused(ITSELF):
        segments.update(top, **built_on(other, bottom))
    explanation = f"the segment '{top}' would be built on itself, by way of '{bottom}', '{middle}', '{top}'"
    assert pinpoint.requests.last.explanation == f"{PLACE}[1].Id: {explanation}"
    assert segments.get(top)["Version"] == 1


def test_a_version_that_does_not_lead_back_can_be_a_source(pinpoint: PinpointMock, segments: Segments) -> None:
    top, middle = segments.create_id(), segments.create_id()
    segments.update(middle, **built_on(top))
    pinned = {"SegmentGroups": {"Groups": [{"SourceSegments": [{"Id": middle, "Version": 1}]}]}}
    assert segments.update(top, **pinned)["Version"] == 2
    deleted = segments.create_id(**built_on(middle))
    user = segments.create_id(**built_on(deleted))
    segments.delete(deleted)
    assert segments.update(middle, **built_on(user))["Version"] == 3

"""What each criterion asks of an endpoint: a segment is created, and the test looks who is in it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time

from pinpoint_mock.audience.dimensions import OPERATORS, compiled, distance
from tests.builders import PUSH_CHANNELS

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Segments

Members = Callable[..., str]


@pytest.fixture
def members(pinpoint: PinpointMock, audience: Audience, segments: Segments) -> Members:
    """Stores endpoints, each named by one letter, and says which of them are in a segment with these dimensions."""

    def members(dimensions: Any, endpoints: Mapping[str, Any]) -> str:
        for endpoint_id, request in endpoints.items():
            audience.put(endpoint_id, **request)
        return "".join(pinpoint.segment_members(segments.create_id(Dimensions=dimensions)))

    return members


def attribute(attribute_type: str | None, *values: str, name: str = "x") -> Any:
    dimension: dict[str, Any] = {"Values": list(values)}
    if attribute_type:
        dimension["AttributeType"] = attribute_type
    return {"Attributes": {name: dimension}}


def with_values(**values: list[str]) -> dict[str, Any]:
    """Endpoints with these values of the attribute `x`."""
    return {endpoint_id: {"Attributes": {"x": found}} for endpoint_id, found in values.items()}


LISTS = with_values(a=["red"], b=["red", "blue"], c=["blue"], d=["Red"], e=["redder"], f=[]) | {"g": {}}


@pytest.mark.parametrize(
    ("dimensions", "expected"),
    [
        (attribute("INCLUSIVE", "red"), "ab"),
        (attribute(None, "red"), "ab"),
        (attribute("INCLUSIVE", "red", "blue"), "abc"),
        (attribute("INCLUSIVE", "green"), ""),
        (attribute("EXCLUSIVE", "red"), "cdefg"),
        (attribute("EXCLUSIVE", "red", "blue"), "defg"),
        (attribute("CONTAINS", "red"), "abe"),
        (attribute("CONTAINS", "ed"), "abde"),
        (attribute("CONTAINS", "ER", "lu"), "bc"),
        (attribute("CONTAINS", ""), "abcde"),
        (attribute("INCLUSIVE", ""), ""),
        (attribute("INCLUSIVE", "red", name="X"), ""),
        (attribute("EXCLUSIVE", "red", name="X"), "abcdefg"),
    ],
)
def test_values_of_an_attribute(members: Members, dimensions: Any, expected: str) -> None:
    assert members(dimensions, LISTS) == expected


@pytest.mark.parametrize(
    ("dimensions", "expected"),
    [
        (attribute("INCLUSIVE", "10"), "a"),
        (attribute("INCLUSIVE", "10.0"), "b"),
        (attribute("INCLUSIVE", "1"), ""),
        (attribute("CONTAINS", "1"), "abc"),
    ],
)
def test_numbers_as_texts_are_compared_as_texts(members: Members, dimensions: Any, expected: str) -> None:
    assert members(dimensions, with_values(a=["10"], b=["10.0"], c=["010"], d=["9"])) == expected


DATES = with_values(
    a=["2023-01-01T00:00:00Z"],
    b=["2023-01-01T12:30:00.250Z"],
    c=["2023-01-02"],
    d=["2023-01-02T00:30:00+01:00"],
    e=["2023-01-01T23:59:59"],
    f=["yesterday", "2024-02-29"],
    g=["1/1/2023"],
    h=[],
) | {"i": {}}


@pytest.mark.parametrize(
    ("dimensions", "expected"),
    [
        (attribute("ON", "2023-01-01T00:00:00Z"), "abde"),
        (attribute("ON", "2023-01-01"), "abde"),
        (attribute("ON", "2023-01-02T18:00:00Z", "2024-02-29T23:59:59Z"), "cf"),
        (attribute("ON", "2023-01-02T00:30:00+01:00"), "abde"),
        (attribute("BEFORE", "2023-01-01T12:30:00.250Z"), "a"),
        (attribute("BEFORE", "2023-01-01T12:30:00.251Z"), "ab"),
        (attribute("BEFORE", "2023-01-01"), ""),
        (attribute("BEFORE", "2020-01-01", "2023-01-02"), "abde"),
        (attribute("BEFORE", "2023-01-02", "2020-01-01"), "abde"),
        (attribute("AFTER", "2023-01-01T23:30:00Z"), "cef"),
        (attribute("AFTER", "2023-01-02"), "f"),
        (attribute("AFTER", "2030-01-01", "2023-01-02"), "f"),
        (attribute("AFTER", "2023-01-02", "2030-01-01"), "f"),
        (attribute("BETWEEN", "2023-01-01T00:00:00Z", "2023-01-01T12:30:00.250Z"), "ab"),
        (attribute("BETWEEN", "2023-01-02", "2023-01-02"), "c"),
        (attribute("BETWEEN", "2024-01-01", "2024-12-31"), "f"),
    ],
)
def test_dates_of_an_attribute(members: Members, dimensions: Any, expected: str) -> None:
    assert members(dimensions, DATES) == expected


def test_one_date_of_several_is_enough(members: Members) -> None:
    endpoints = with_values(a=["2020-06-01", "2030-06-01"], b=["2025-06-01"])
    found = {
        "BEFORE": members(attribute("BEFORE", "2021-01-01"), endpoints),
        "AFTER": members(attribute("AFTER", "2029-01-01"), endpoints),
        "ON": members(attribute("ON", "2030-06-01"), endpoints),
        "BETWEEN": members(attribute("BETWEEN", "2021-01-01", "2029-01-01"), endpoints),
    }
    assert found == {"BEFORE": "a", "AFTER": "a", "ON": "a", "BETWEEN": "b"}


VALUES: dict[str, Any] = {"a": {"x": 9.5}, "b": {"x": 10}, "c": {"x": 10.5}, "d": {"x": 0, "y": 99}, "e": {"y": 10}}


@pytest.mark.parametrize(
    ("comparison_operator", "value", "expected"),
    [
        ("GREATER_THAN", 10, "c"),
        ("GREATER_THAN_OR_EQUAL", 10.0, "bc"),
        ("LESS_THAN", 10, "ad"),
        ("LESS_THAN_OR_EQUAL", 10, "abd"),
        ("EQUAL", 10, "b"),
        ("EQUAL", 0, "d"),
        ("LESS_THAN", 0, ""),
    ],
)
def test_metrics(members: Members, comparison_operator: str, value: float, expected: str) -> None:
    dimensions = {"Metrics": {"x": {"ComparisonOperator": comparison_operator, "Value": value}}}
    endpoints = {name: {"Metrics": metrics} for name, metrics in VALUES.items()} | {"f": {}}
    assert members(dimensions, endpoints) == expected


@pytest.mark.parametrize("comparison_operator", OPERATORS)
def test_without_the_metric_no_comparison_holds(members: Members, comparison_operator: str) -> None:
    dimensions = {"Metrics": {"x": {"ComparisonOperator": comparison_operator, "Value": 1}}}
    assert members(dimensions, {"a": {}, "b": {"Metrics": {"y": 1}}}) == ""


def demographic(dimension_type: str | None, *values: str, member: str) -> Any:
    dimension: dict[str, Any] = {"Values": list(values)}
    if dimension_type:
        dimension["DimensionType"] = dimension_type
    return {"Demographic": {member: dimension}}


@pytest.mark.parametrize("member", ["AppVersion", "Make", "Model", "Platform"])
@pytest.mark.parametrize(
    ("dimension_type", "values", "expected"),
    [
        ("INCLUSIVE", ["One"], "a"),
        (None, ["One"], "a"),
        ("INCLUSIVE", ["One", "Two"], "ab"),
        ("INCLUSIVE", ["one", "On"], ""),
        ("EXCLUSIVE", ["One"], "bcd"),
        ("EXCLUSIVE", ["One", "Two"], "cd"),
    ],
)
def test_demographics(
    members: Members, member: str, dimension_type: str | None, values: list[str], expected: str
) -> None:
    endpoints: dict[str, Any] = {
        "a": {"Demographic": {member: "One"}},
        "b": {"Demographic": {member: "Two"}},
        "c": {"Demographic": {"Locale": "One"}},
        "d": {},
    }
    assert members(demographic(dimension_type, *values, member=member), endpoints) == expected


def test_a_device_type_is_nobodys(members: Members) -> None:
    endpoints = {"a": {"Demographic": {"Model": "phone"}}, "b": {}}
    assert members(demographic("INCLUSIVE", "phone", member="DeviceType"), endpoints) == ""
    assert members(demographic("EXCLUSIVE", "phone", member="DeviceType"), endpoints) == "ab"


@pytest.mark.parametrize(
    ("dimension_type", "values", "expected"),
    [
        ("INCLUSIVE", ["EMAIL"], ["EMAIL"]),
        ("INCLUSIVE", ["email"], []),
        ("INCLUSIVE", ["EMAIL", "SMS"], ["EMAIL", "SMS"]),
        ("INCLUSIVE", ["GCM"], ["GCM"]),
        ("INCLUSIVE", ["PUSH"], [*PUSH_CHANNELS, "PUSH"]),
        ("INCLUSIVE", ["PUSH", "CUSTOM"], [*PUSH_CHANNELS, "CUSTOM", "PUSH"]),
        ("EXCLUSIVE", ["PUSH"], ["CUSTOM", "EMAIL", "SMS", "none"]),
        (
            "EXCLUSIVE",
            ["GCM"],
            [*(each for each in PUSH_CHANNELS if each != "GCM"), *["CUSTOM", "EMAIL", "PUSH", "SMS"], "none"],
        ),
    ],
)
def test_channels(
    pinpoint: PinpointMock,
    audience: Audience,
    segments: Segments,
    dimension_type: str,
    values: list[str],
    expected: list[str],
) -> None:
    for channel_type in (*PUSH_CHANNELS, "CUSTOM", "EMAIL", "PUSH", "SMS"):
        audience.put(channel_type, ChannelType=channel_type, Address="a")
    audience.put("none")
    segment_id = segments.create_id(Dimensions=demographic(dimension_type, *values, member="Channel"))
    assert pinpoint.segment_members(segment_id) == expected


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [
        ({"Values": ["US"]}, "a"),
        ({"Values": ["US", "FR"], "DimensionType": "INCLUSIVE"}, "ad"),
        ({"Values": ["us"]}, "c"),
        ({"Values": ["US"], "DimensionType": "EXCLUSIVE"}, "bcdef"),
    ],
)
def test_countries_are_compared_as_they_are_stored(members: Members, dimension: Any, expected: str) -> None:
    countries = {"a": "US", "b": "USA", "c": "us", "d": "FR"}
    endpoints: dict[str, Any] = {name: {"Location": {"Country": country}} for name, country in countries.items()}
    assert members({"Location": {"Country": dimension}}, {**endpoints, "e": {"Location": {"City": "US"}}, "f": {}}) == (
        expected
    )


PARIS = {"Latitude": 48.9, "Longitude": 2.4}
PLACES: dict[str, Any] = {
    "a": PARIS,
    "b": {"Latitude": 51.5, "Longitude": -0.1},
    "c": {"Latitude": 48.94, "Longitude": 2.38},
    "d": {"Latitude": -17.8, "Longitude": 179.9},
    "e": {"Latitude": 48.9},
    "f": {"Longitude": 2.4},
    "g": {"City": "Paris"},
}


@pytest.mark.parametrize(
    ("latitude", "longitude", "kilometers", "expected"),
    [
        (48.9, 2.4, 1, "ac"),  # positions are stored with one decimal
        (48.9, 2.4, 0, "ac"),
        (48.9, 2.4, 338, "ac"),
        (48.9, 2.4, 340, "abc"),
        (-17.8, -179.9, 25, "d"),
        (-17.8, -179.9, 20, ""),
        (0, 0, 20100, "abcd"),
        (0, 0, 100, ""),
    ],
)
def test_a_circle_on_the_map(
    members: Members, latitude: float, longitude: float, kilometers: float, expected: str
) -> None:
    point = {"Coordinates": {"Latitude": latitude, "Longitude": longitude}, "RangeInKilometers": kilometers}
    endpoints = {name: {"Location": location} for name, location in PLACES.items()} | {"h": {}}
    assert members({"Location": {"GPSPoint": point}}, endpoints) == expected


def test_distances() -> None:
    pole, other_pole = {"Latitude": 90.0, "Longitude": 50.0}, {"Latitude": -90.0, "Longitude": -130.0}
    assert distance(pole, other_pole) == pytest.approx(20015.1, abs=0.1)
    assert distance(PARIS, PARIS) == 0
    assert distance({"Latitude": 0, "Longitude": 0}, {"Latitude": 0, "Longitude": 180}) == pytest.approx(
        20015.1, abs=0.1
    )


NOW = "2026-01-31T12:00:00.500Z"
DURATIONS = {
    "HR_24": "2026-01-30T12:00:00.500Z",
    "DAY_7": "2026-01-24T12:00:00.500Z",
    "DAY_14": "2026-01-17T12:00:00.500Z",
    "DAY_30": "2026-01-01T12:00:00.500Z",
}


@pytest.mark.parametrize(("duration", "start"), DURATIONS.items())
def test_recency_by_the_frozen_clock(members: Members, duration: str, start: str) -> None:
    moment = datetime.datetime.fromisoformat(start.replace("Z", "+00:00"))
    endpoints: dict[str, Any] = {}
    with freeze_time(NOW):
        for name, offset in {"a": -86_400_000, "b": -1, "c": 0, "d": 1}.items():
            seen = moment + datetime.timedelta(milliseconds=offset)
            endpoints[name] = {"EffectiveDate": seen.isoformat()}
        endpoints["e"] = {}
        recency = {"Duration": duration}
        active = members({"Behavior": {"Recency": {**recency, "RecencyType": "ACTIVE"}}}, endpoints)
        inactive = members({"Behavior": {"Recency": {**recency, "RecencyType": "INACTIVE"}}}, {})
    assert (active, inactive) == ("cde", "ab")


def test_recency_goes_on_with_the_clock(pinpoint: PinpointMock, audience: Audience, segments: Segments) -> None:
    recency = {"Recency": {"Duration": "HR_24", "RecencyType": "ACTIVE"}}
    with freeze_time(NOW) as clock:
        audience.put("a")
        segment_id = segments.create_id(Dimensions={"Behavior": recency})
        found = []
        for hours in (0, 24, 1):
            clock.tick(datetime.timedelta(hours=hours))
            found.append(pinpoint.segment_members(segment_id))
        audience.put("a")
        found.append(pinpoint.segment_members(segment_id))
    assert found == [["a"], ["a"], [], ["a"]]


def test_a_user_attribute_is_that_of_all_endpoints_of_the_user(members: Members) -> None:
    endpoints: dict[str, Any] = {
        "a": {"User": {"UserId": "ada", "UserAttributes": {"plan": ["pro"]}}},
        "b": {"User": {"UserId": "bob", "UserAttributes": {"plan": ["free"]}}},
        "c": {"User": {"UserId": "ada"}},
        "d": {"Attributes": {"plan": ["pro"]}},
        "e": {"User": {"UserId": "eve"}},
    }
    plan: dict[str, Any] = {"plan": {"AttributeType": "INCLUSIVE", "Values": ["pro"]}}
    assert members({"UserAttributes": plan}, endpoints) == "ac"
    assert members({"Attributes": plan}, endpoints) == "d"
    plan = {"plan": {"AttributeType": "EXCLUSIVE", "Values": ["pro"]}}
    assert members({"UserAttributes": plan}, endpoints) == "bde"
    assert members({"UserAttributes": {"plan": {"AttributeType": "CONTAINS", "Values": ["r"]}}}, endpoints) == "abc"


def test_all_criteria_of_one_dimensions_object_must_hold(members: Members) -> None:
    whole: dict[str, Any] = {
        "Attributes": {"x": ["1"], "y": ["2"]},
        "User": {"UserId": "u", "UserAttributes": {"z": ["3"]}},
        "Metrics": {"m": 5},
        "Demographic": {"Make": "Acme", "Model": "One"},
        "Location": {"Country": "US", **PARIS},
    }
    dimensions = {
        "Attributes": {"x": {"Values": ["1"]}, "y": {"Values": ["2"]}},
        "UserAttributes": {"z": {"Values": ["3"]}},
        "Metrics": {"m": {"ComparisonOperator": "EQUAL", "Value": 5}},
        "Demographic": {"Make": {"Values": ["Acme"]}, "Model": {"Values": ["One"]}},
        "Location": {
            "Country": {"Values": ["US"]},
            "GPSPoint": {"Coordinates": PARIS, "RangeInKilometers": 5},
        },
        "Behavior": {"Recency": {"Duration": "HR_24", "RecencyType": "ACTIVE"}},
    }
    endpoints = {
        "a": whole,
        "b": {**whole, "Attributes": {"x": ["1"]}},
        "c": {**whole, "User": {"UserId": "v"}},
        "d": {**whole, "Metrics": {"m": 4}},
        "e": {**whole, "Demographic": {"Make": "Acme", "Model": "Two"}},
        "f": {**whole, "Location": {"Country": "FR", **PARIS}},
        "g": {**whole, "Location": {"Country": "US", "Latitude": 0.0, "Longitude": 0.0}},
        "h": {**whole, "EffectiveDate": "2020-01-01"},
    }
    assert members(dimensions, endpoints) == "a"


@pytest.mark.parametrize("dimensions", [{}, {"Attributes": {}, "Behavior": {}, "Demographic": {}, "Location": {}}])
def test_dimensions_without_criteria_ask_nothing(members: Members, dimensions: Any) -> None:
    assert members(dimensions, {"a": {}, "b": {"OptOut": "ALL"}}) == "ab"


def test_what_is_compiled_does_not_look_at_the_criteria_again() -> None:
    dimensions: dict[str, Any] = {"Attributes": {"x": {"Values": ["1"]}}}
    moment = datetime.datetime(2026, 1, 31, tzinfo=datetime.timezone.utc)
    criteria = compiled(dimensions)
    dimensions.clear()
    assert criteria(moment)({"Attributes": {"x": ["1"]}})
    assert not criteria(moment)({"Attributes": {"x": ["2"]}})
    assert criteria(moment) is criteria(moment + datetime.timedelta(days=1))

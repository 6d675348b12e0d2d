"""What hypothesis draws: endpoints, and segments over them."""

from __future__ import annotations

import datetime
from typing import Any

import hypothesis.strategies as st

from pinpoint_mock.state.segments import Imported
from tests.audience.interpreter import NOW

LETTERS = st.sampled_from(["red", "Red", "blue", "2026-01-20", "2026-01-25T12:00:00Z", "2026-01-25T13:00:00+01:00", ""])
VALUES = st.lists(LETTERS, max_size=3, unique=True)
NAMES = st.sampled_from("xy")
NUMBERS = st.sampled_from([-1.0, 0.0, 1.0, 2.5])
COUNTRIES = st.sampled_from(["US", "USA", "FR"])
LATITUDES = st.sampled_from([-17.8, 0.0, 48.9, 51.5])
LONGITUDES = st.sampled_from([-179.9, 0.0, 2.4, 179.9])
CHANNELS = st.sampled_from(["EMAIL", "GCM", "APNS", "SMS"])
MOMENTS = st.integers(0, 45).map(lambda days: (NOW - datetime.timedelta(days=days)).isoformat())


def some(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects with some of these members."""
    return st.fixed_dictionaries({}, optional=members)


ENDPOINTS = st.lists(
    st.fixed_dictionaries(
        {"ChannelType": CHANNELS, "Address": st.just("a"), "EffectiveDate": MOMENTS},
        optional={
            "Attributes": st.dictionaries(NAMES, VALUES, max_size=2),
            "Metrics": st.dictionaries(NAMES, NUMBERS, max_size=2),
            "Demographic": some(Make=LETTERS, Model=LETTERS),
            "Location": some(Country=COUNTRIES, Latitude=LATITUDES, Longitude=LONGITUDES),
            "User": st.fixed_dictionaries(
                {"UserId": st.sampled_from(["ada", "bob"])},
                optional={"UserAttributes": st.dictionaries(NAMES, VALUES, max_size=2)},
            ),
        },
    ),
    min_size=1,
    max_size=8,
)

TEXTS = st.sampled_from(["INCLUSIVE", "EXCLUSIVE", "CONTAINS", None])
DATES = st.sampled_from(["2026-01-20", "2026-01-25T12:00:00Z", "2026-01-30T00:00:00.001+02:00"])
ATTRIBUTE = st.one_of(
    st.tuples(TEXTS, st.lists(LETTERS, min_size=1, max_size=3)),
    st.tuples(st.sampled_from(["BEFORE", "AFTER", "ON"]), st.lists(DATES, min_size=1, max_size=2)),
    st.tuples(st.just("BETWEEN"), st.lists(DATES, min_size=2, max_size=2).map(sorted)),
).map(lambda pair: {"Values": pair[1], **({"AttributeType": pair[0]} if pair[0] else {})})
ATTRIBUTES = st.dictionaries(NAMES, ATTRIBUTE, max_size=2)


def set_of(values: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {"Values": st.lists(values, min_size=1, max_size=2)},
        optional={"DimensionType": st.sampled_from(["INCLUSIVE", "EXCLUSIVE"])},
    )


DIMENSIONS = some(
    Attributes=ATTRIBUTES,
    UserAttributes=ATTRIBUTES,
    Metrics=st.dictionaries(
        NAMES,
        st.fixed_dictionaries(
            {
                "ComparisonOperator": st.sampled_from(
                    ["EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN", "LESS_THAN_OR_EQUAL"]
                ),
                "Value": NUMBERS,
            }
        ),
        max_size=1,
    ),
    Demographic=some(
        Make=set_of(LETTERS), Channel=set_of(st.one_of(CHANNELS, st.just("PUSH"))), DeviceType=set_of(LETTERS)
    ),
    Location=some(
        Country=set_of(COUNTRIES),
        GPSPoint=st.fixed_dictionaries(
            {
                "Coordinates": st.fixed_dictionaries({"Latitude": LATITUDES, "Longitude": LONGITUDES}),
                "RangeInKilometers": st.sampled_from([0.0, 25.0, 400.0, 21_000.0]),
            }
        ),
    ),
    Behavior=some(
        Recency=st.fixed_dictionaries(
            {
                "Duration": st.sampled_from(["HR_24", "DAY_7", "DAY_14", "DAY_30"]),
                "RecencyType": st.sampled_from(["ACTIVE", "INACTIVE"]),
            }
        )
    ),
)
JOIN = st.sampled_from(["ALL", "ANY", "NONE"])
REFERENCES = st.lists(st.tuples(st.integers(1, 4), st.sampled_from([None, 1])), max_size=3)
"""Segments that were created shortly before, by how many places, and their versions."""

GROUPS = st.lists(
    st.tuples(some(SourceType=JOIN, Type=JOIN, Dimensions=st.lists(DIMENSIONS, max_size=3)), REFERENCES), max_size=3
)
VERSIONS = st.lists(st.tuples(GROUPS, some(Include=JOIN)), min_size=1, max_size=2)
IMPORTS = st.builds(
    Imported, st.frozensets(st.sampled_from("01234567")), st.frozensets(st.sampled_from(["ada", "bob"]), max_size=1)
)
SEGMENTS = st.lists(st.one_of(VERSIONS, VERSIONS, IMPORTS), min_size=1, max_size=5)
"""Segments by their versions, and imported ones."""

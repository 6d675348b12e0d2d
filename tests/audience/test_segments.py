"""Who is in a segment: groups, the segments that it is built on, imported segments, and all of it at random."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from freezegun import freeze_time

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.audience.segment_versions import create_segment, update_segment
from pinpoint_mock.audience.segments import segment_members
from pinpoint_mock.state.segments import Imported
from tests.audience.drawing import ENDPOINTS, SEGMENTS
from tests.audience.interpreter import NOW, Interpreter
from tests.builders import Segments

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience


def has(*letters: str) -> Any:
    """Dimensions that endpoints meet which have one of these letters."""
    return {"Attributes": {"letters": {"AttributeType": "INCLUSIVE", "Values": list(letters)}}}


def group(*dimensions: Any, of: Any = (), **joins: str) -> Any:
    """A group over the segments `of`."""
    sources = [{"Id": each} if isinstance(each, str) else each for each in of]
    return {"Dimensions": list(dimensions), "SourceSegments": sources, **joins}


@pytest.fixture
def everybody(audience: Audience) -> Audience:
    """Endpoints that are named by the letters that they have."""
    for endpoint_id in ("none", "a", "b", "c", "ab", "bc", "abc"):
        audience.put(endpoint_id, Attributes={"letters": [] if endpoint_id == "none" else list(endpoint_id)})
    return audience


@pytest.fixture
def who(pinpoint: PinpointMock, everybody: Audience, segments: Segments) -> Callable[..., str]:
    """Who of everybody is in a segment of these groups."""

    def who(*groups: Any, **joins: str) -> str:
        segment_id = segments.create_id(SegmentGroups={"Groups": list(groups), **joins})
        return " ".join(pinpoint.segment_members(segment_id))

    return who


ALL = "none a b c ab bc abc"

JOINED: dict[str, tuple[Any, str]] = {
    "no groups": ({"Groups": []}, ALL),
    "no member Groups": ({}, ALL),
    "no groups, none of which": ({"Groups": [], "Include": "NONE"}, ALL),
    "an empty group": ({"Groups": [{}]}, ALL),
    "the console's form of everybody": (
        {"Groups": [group(SourceType="ANY", Type="ANY")], "Include": "ALL"},
        ALL,
    ),
    "no sources of which none": ({"Groups": [group(has("a"), SourceType="NONE", Type="ALL")]}, "a ab abc"),
    "no dimensions of which none": ({"Groups": [group(SourceType="ALL", Type="NONE")]}, ALL),
    "dimensions by ALL": ({"Groups": [group(has("a"), has("b"), Type="ALL")]}, "ab abc"),
    "dimensions by default": ({"Groups": [group(has("a"), has("b"))]}, "ab abc"),
    "dimensions by ANY": ({"Groups": [group(has("a"), has("b"), Type="ANY")]}, "a b ab bc abc"),
    "dimensions by NONE": ({"Groups": [group(has("a"), has("b"), Type="NONE")]}, "none c"),
    "one of dimensions that asks nothing": ({"Groups": [group(has("a"), {}, Type="ANY")]}, ALL),
    "groups by ALL": ({"Groups": [group(has("a")), group(has("c"))], "Include": "ALL"}, "abc"),
    "groups by default": ({"Groups": [group(has("a")), group(has("c"))]}, "abc"),
    "groups by ANY": ({"Groups": [group(has("a")), group(has("c"))], "Include": "ANY"}, "a c ab bc abc"),
    "groups by NONE": ({"Groups": [group(has("a")), group(has("c"))], "Include": "NONE"}, "none b"),
    "five groups": ({"Groups": [group(has("b"))] * 4 + [group(has("c"))]}, "bc abc"),
}


@pytest.mark.parametrize(("groups", "expected"), JOINED.values(), ids=JOINED)
def test_how_dimensions_and_groups_are_joined(
    pinpoint: PinpointMock, everybody: Audience, segments: Segments, groups: Any, expected: str
) -> None:
    segment_id = segments.create_id(SegmentGroups=groups)
    assert " ".join(pinpoint.segment_members(segment_id)) == expected


@pytest.mark.parametrize(
    ("joins", "expected"),
    [
        ({"SourceType": "ALL"}, "ab abc"),
        ({}, "ab abc"),
        ({"SourceType": "ANY"}, "a b ab bc abc"),
        ({"SourceType": "NONE"}, "none c"),
    ],
)
def test_how_source_segments_are_joined(
    who: Callable[..., str], segments: Segments, joins: dict[str, str], expected: str
) -> None:
    sources = [segments.create_id(Dimensions=has(letter)) for letter in "ab"]
    assert who(group(of=sources, **joins)) == expected


def test_dimensions_choose_from_the_base(who: Callable[..., str], segments: Segments) -> None:
    with_a, with_b = (segments.create_id(Dimensions=has(letter)) for letter in "ab")
    assert who(group(has("c"), of=[with_a])) == "abc"
    assert who(group(has("b"), has("c"), of=[with_a, with_b], SourceType="ANY", Type="NONE")) == "a"
    assert who(group(has("c"), of=[with_a, with_b], SourceType="NONE")) == "c"
    assert who(group(of=[with_a]), group(has("c")), Include="NONE") == "none b"


def test_sources_are_nested(who: Callable[..., str], segments: Segments) -> None:
    with_a = segments.create_id(Dimensions=has("a"))
    with_a_not_b = segments.create_id(group(has("b"), of=[with_a], Type="NONE"))
    neither = segments.create_id(group(of=[with_a_not_b], SourceType="NONE"))
    assert who(group(has("c"), of=[neither])) == "c bc abc"


def test_a_source_is_read_as_it_is_now_or_in_its_version(who: Callable[..., str], segments: Segments) -> None:
    source = segments.create_id(Dimensions=has("a"))
    segments.update(source, Dimensions=has("c"))
    segments.update(source, Name="only another name")
    assert who(group(of=[source])) == "c bc abc"
    assert [who(group(of=[{"Id": source, "Version": version}])) for version in (1, 2, 3)] == [
        "a ab abc",
        "c bc abc",
        "c bc abc",
    ]
    assert who(group(of=[source, {"Id": source, "Version": 1}])) == "abc"


def test_a_source_that_was_deleted_has_no_members(
    pinpoint: PinpointMock, everybody: Audience, segments: Segments
) -> None:
    gone, stays = (segments.create_id(Dimensions=has(letter)) for letter in "ab")
    built = {
        join: segments.create_id(group(of=[gone, {"Id": stays, "Version": 1}], SourceType=join))
        for join in ("ALL", "ANY", "NONE")
    }
    segments.delete(gone)
    found = {join: " ".join(pinpoint.segment_members(each)) for join, each in built.items()}
    assert found == {"ALL": "", "ANY": "b ab bc abc", "NONE": "none a c"}


def test_a_chain_of_sources_has_no_longest(who: Callable[..., str], segments: Segments) -> None:
    last = segments.create_id(Dimensions=has("a"))
    for number in range(300):
        last = segments.create_id(group(has("b") if number == 150 else {}, of=[last], SourceType="NONE"))
    assert who(group(of=[last])) == "none a c ab abc"  # b without a, and the rest an odd number of times later


def test_sources_that_many_share_are_evaluated_once(who: Callable[..., str], segments: Segments) -> None:
    both = [segments.create_id(Dimensions=has("a"))] * 2
    for _ in range(60):
        both = [segments.create_id(group(of=both, SourceType=join)) for join in ("ANY", "ALL")]
    assert who(group(of=both)) == "a ab abc"


def test_members_come_in_the_order_in_which_they_were_created(
    pinpoint: PinpointMock, everybody: Audience, segments: Segments
) -> None:
    segment_id = segments.create_id()
    everybody.put("A", Address="+15550100", ChannelType="SMS", EndpointStatus="INACTIVE")
    everybody.put("b", OptOut="ALL")
    everybody.delete("c")
    everybody.put("c")
    assert pinpoint.segment_members(segment_id) == ["none", "a", "b", "ab", "bc", "abc", "c"]


def test_a_version_has_members_of_its_own(pinpoint: PinpointMock, everybody: Audience, segments: Segments) -> None:
    segment_id = segments.create_id(Dimensions=has("a"))
    segments.update(segment_id, Dimensions=has("c"))
    assert pinpoint.segment_members(segment_id, version=1) == ["a", "ab", "abc"]
    assert pinpoint.segment_members(segment_id, 2) == pinpoint.segment_members(segment_id) == ["c", "bc", "abc"]


class TestImported:
    """Imported segments, as imports write them."""

    @pytest.fixture
    def imported(self, pinpoint: PinpointMock, app_id: str) -> Callable[..., str]:
        def imported(*ids: str, users: Any = (), definitions: Any = ()) -> str:
            documents = {each["Id"].lower(): {"Attributes": {}, "User": {}, **each} for each in definitions}
            whom = Imported(frozenset(ids), frozenset(users), documents)
            return create_segment(pinpoint.backend().apps[app_id], {}, imported=whom).segment_id

        return imported

    def test_members_are_those_that_exist(
        self, pinpoint: PinpointMock, everybody: Audience, imported: Callable[..., str]
    ) -> None:
        segment_id = imported("abc", "a", "nobody")
        everybody.put("A")
        assert pinpoint.segment_members(segment_id) == ["a", "abc"]
        everybody.delete("a")
        everybody.put("NoBody")
        assert pinpoint.segment_members(segment_id) == ["abc", "NoBody"]

    def test_users_are_members_with_all_endpoints_that_they_have_now(
        self, pinpoint: PinpointMock, everybody: Audience, imported: Callable[..., str]
    ) -> None:
        everybody.put("b", User={"UserId": "ada"})
        segment_id = imported("c", users=["ada", "eve"])
        assert pinpoint.segment_members(segment_id) == ["b", "c"]
        everybody.put("abc", User={"UserId": "ada"})
        everybody.put("b", User={"UserId": "Ada"})
        assert pinpoint.segment_members(segment_id) == ["c", "abc"]

    def test_one_is_the_base_of_another_segment(
        self, who: Callable[..., str], segments: Segments, imported: Callable[..., str]
    ) -> None:
        base = imported("a", "bc", "abc")
        with_b = segments.create_id(Dimensions=has("b"))
        assert who(group(has("c"), of=[base])) == "bc abc"
        assert who(group(of=[base], SourceType="NONE")) == "none b c ab"
        assert who(group(of=[base, with_b], SourceType="ALL")) == "bc abc"
        assert who(group(of=[base]), group(has("a")), Include="ANY") == "a ab bc abc"

    def test_endpoints_that_were_not_registered_are_members_of_the_segment_alone(
        self, who: Callable[..., str], pinpoint: PinpointMock, segments: Segments, imported: Callable[..., str]
    ) -> None:
        base = imported("c", definitions=[{"Id": "New", "Attributes": {"letters": ["a"]}}, {"Id": "old"}])
        assert pinpoint.segment_members(base) == ["c", "New", "old"]
        assert who(group(has("a"), of=[base])) == "New"
        assert who(group(of=[base])) == "c New old"
        assert who(group(of=[base], SourceType="NONE")) == "none a b ab bc abc"
        assert who(group(of=[base]), group(has("a")), Include="ANY") == "a c ab abc New old"
        assert who(group(of=[base]), group(has("a")), Include="NONE") == "none b bc"
        with_a = segments.create_id(Dimensions=has("a"))
        assert who(group(of=[base, with_a], SourceType="ALL")) == ""
        nobodys = segments.create_id()
        assert who(group(of=[base, nobodys], SourceType="ANY")) == "none a b c ab bc abc New old"

    def test_a_definition_stands_in_for_the_endpoint_of_its_id(
        self, who: Callable[..., str], pinpoint: PinpointMock, audience: Audience, imported: Callable[..., str]
    ) -> None:
        base = imported(definitions=[{"Id": "A", "Attributes": {"letters": ["z"]}}])
        assert pinpoint.segment_members(base) == ["A"]
        assert who(group(has("z"), of=[base])) == "A"
        assert audience.get("a")["Attributes"] == {"letters": ["a"]}

    def test_a_second_import_adds_to_the_first(
        self, pinpoint: PinpointMock, everybody: Audience, app_id: str, imported: Callable[..., str]
    ) -> None:
        segment_id = imported("a", users=["ada"], definitions=[{"Id": "new"}])
        everybody.put("b", User={"UserId": "ada"})
        app = pinpoint.backend().apps[app_id]
        segment = app.segments.get(segment_id)
        assert segment is not None
        assert segment.current.imported is not None
        added = segment.current.imported | Imported(frozenset({"c"}))
        updated = update_segment(app, segment, {"Name": "more"}, imported=added)
        assert [document["Id"] for document in segment_members(app, updated.current)] == ["a", "b", "c", "new"]
        assert pinpoint.segment_members(segment_id, 1) == ["a", "b", "new"]


def written(ids: list[str], groups: Any, joins: Any) -> Any:
    """The SegmentGroups of a version, with references to some of the segments that there are."""
    made = []
    for members, references in groups:
        named = [(ids[-back], version) for back, version in references if back <= len(ids)]
        sources = [{"Id": each, "Version": version} if version else {"Id": each} for each, version in named]
        made.append({**members, "SourceSegments": sources})
    return {"Groups": made, **joins}


SEEN: Any = {"ChannelType": "GCM", "Address": "a", "EffectiveDate": "2026-01-20"}
PLACE: Any = {"Latitude": 0.0, "Longitude": 0.0}
ONE_OF_EACH: Any = [
    *(
        {"Attributes": {"x": {"AttributeType": attribute_type, "Values": values}}}
        for attribute_type, values in {
            "INCLUSIVE": ["red"],
            "CONTAINS": ["e"],
            "BEFORE": ["2026-01-25"],
            "ON": ["2026-01-20"],
            "BETWEEN": ["2026-01-01", "2026-01-25"],
        }.items()
    ),
    {"Metrics": {"x": {"ComparisonOperator": "EQUAL", "Value": 1.0}}},
    {"Demographic": {"Channel": {"Values": ["PUSH"]}, "DeviceType": {"Values": ["x"], "DimensionType": "EXCLUSIVE"}}},
    {"Location": {"GPSPoint": {"Coordinates": PLACE, "RangeInKilometers": 1.0}}},
]


@hypothesis.example(
    endpoints=[
        {**SEEN, "Attributes": {"x": ["red", "2026-01-20"]}, "Metrics": {"x": 1.0}, "Location": PLACE},
        SEEN,
    ],
    drawn=[Imported(frozenset({"0"})), *([([({"Dimensions": [each]}, [(1, None)])], {})] for each in ONE_OF_EACH)],
)
@hypothesis.given(endpoints=ENDPOINTS, drawn=SEGMENTS)
def test_random_segments_have_the_members_that_an_interpreter_finds(
    early_client: PinpointClient, endpoints: Any, drawn: Any
) -> None:
    with freeze_time(NOW), mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app()
        items: Any = [{"Id": str(number), **request} for number, request in enumerate(endpoints)]
        early_client.update_endpoints_batch(ApplicationId=app_id, EndpointBatchRequest={"Item": items})
        app = pinpoint.backend().apps[app_id]
        segments, interpreter, ids = Segments(early_client, app_id), Interpreter(list(app.endpoints)), list[str]()
        for each in drawn:
            if isinstance(each, Imported):
                segment_id = create_segment(app, {}, imported=each).segment_id
                interpreter.imported[segment_id] = each.endpoint_ids | each.user_ids
            else:
                first, *others = [written(ids, *version) for version in each]
                segment_id = segments.create_id(SegmentGroups=first)
                for groups in others:
                    segments.update(segment_id, SegmentGroups=groups)
                interpreter.versions[segment_id] = [first, *others]
            ids.append(segment_id)
        for segment_id in ids:
            for version in (1, None):
                assert pinpoint.segment_members(segment_id, version) == interpreter.members(segment_id, version)

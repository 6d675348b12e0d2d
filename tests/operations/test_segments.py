"""Segments as they are stored, listed and versioned, through boto3."""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time

from pinpoint_mock.audience.segment_versions import create_segment
from pinpoint_mock.state.segments import Imported
from tests.builders import create_app, explanation, not_found, refused

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Segments

FIRST, SECOND, THIRD = "2019-11-25T18:46:19.123Z", "2020-01-31T12:00:00.000Z", "2021-02-28T00:00:00.999Z"

PRO: Any = {"Attributes": {"plan": {"AttributeType": "INCLUSIVE", "Values": ["pro"]}}}
EMAIL: Any = {"Demographic": {"Channel": {"DimensionType": "INCLUSIVE", "Values": ["EMAIL"]}}}
CONSOLE: Any = {
    "Groups": [{"Dimensions": [EMAIL], "SourceSegments": [], "SourceType": "ANY", "Type": "ANY"}],
    "Include": "ALL",
}
"""The form in which the console writes a segment."""

EVERYBODY: Any = {"Groups": [{"Dimensions": [], "SourceSegments": [], "SourceType": "ANY", "Type": "ANY"}]}
IMPORT: Any = {
    "ExternalId": "123456789012",
    "Format": "CSV",
    "RoleArn": "arn:aws:iam::123456789012:role/import",
    "S3Url": "s3://bucket/file.csv",
    "Size": 1,
}


@pytest.fixture
def imported_id(pinpoint: PinpointMock, app_id: str) -> str:
    """A segment as an import makes it."""
    app = pinpoint.backend().apps[app_id]
    members = {"Name": "imported", "ImportDefinition": IMPORT}
    return create_segment(app, members, imported=Imported(frozenset({"phone"}))).segment_id


def names(page: Any) -> list[str]:
    return [item["Name"] for item in page["Item"]]


@freeze_time(FIRST)
def test_a_segment_has_the_members_that_were_sent_and_those_of_the_service(segments: Segments) -> None:
    made = segments.create(Name="Customers", Dimensions=PRO, tags={"team": "blue"})
    assert re.fullmatch("[0-9a-f]{32}", made["Id"])
    assert made == {
        "ApplicationId": segments.app_id,
        "Arn": f"arn:aws:mobiletargeting:us-east-1:123456789012:apps/{segments.app_id}/segments/{made['Id']}",
        "CreationDate": FIRST,
        "Dimensions": PRO,
        "Id": made["Id"],
        "LastModifiedDate": FIRST,
        "Name": "Customers",
        "SegmentType": "DIMENSIONAL",
        "Version": 1,
        "tags": {"team": "blue"},
    }
    assert segments.get(made["Id"]) == made


def test_creating_answers_201_and_the_others_200(segments: Segments, client: PinpointClient) -> None:
    created = client.create_segment(ApplicationId=segments.app_id, WriteSegmentRequest={})
    ids: Any = {"ApplicationId": segments.app_id, "SegmentId": created["SegmentResponse"]["Id"]}
    answers = [
        created,
        client.update_segment(**ids, WriteSegmentRequest={"Name": "all"}),
        client.get_segment(**ids),
        client.get_segment_version(**ids, Version="1"),
        client.get_segment_versions(**ids),
        client.get_segments(ApplicationId=segments.app_id),
        client.delete_segment(**ids),
    ]
    assert [answer["ResponseMetadata"]["HTTPStatusCode"] for answer in answers] == [201, 200, 200, 200, 200, 200, 200]
    assert json.dumps(answers)  # no dates among them, as programs write answers to files


SENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "nothing": ({}, {}),
    "a name": ({"Name": "all"}, {"Name": "all"}),
    "an empty name": ({"Name": ""}, {"Name": ""}),
    "the console's form": ({"SegmentGroups": CONSOLE}, {"SegmentGroups": CONSOLE}),
    "the console's form of everybody": ({"SegmentGroups": EVERYBODY}, {"SegmentGroups": EVERYBODY}),
    "no groups": ({"SegmentGroups": {"Groups": []}}, {"SegmentGroups": {"Groups": []}}),
    "no dimensions": ({"Dimensions": {}}, {}),
    "dimensions that ask nothing": ({"Dimensions": {"Attributes": {}, "Location": {}}}, {}),
    "dimensions of which some ask nothing": (
        {"Dimensions": {**PRO, "UserAttributes": {}}},
        {"Dimensions": {**PRO, "UserAttributes": {}}},
    ),
    "no dimensions beside groups": (
        {"Dimensions": {}, "SegmentGroups": CONSOLE},
        {"SegmentGroups": CONSOLE},
    ),
    "dimensions that ask nothing beside groups": (
        {"Dimensions": {"Attributes": {}, "UserAttributes": {}}, "SegmentGroups": CONSOLE},
        {"SegmentGroups": CONSOLE},
    ),
    "dimensions beside groups that ask nothing": (
        {"Dimensions": PRO, "SegmentGroups": EVERYBODY},
        {"Dimensions": PRO},
    ),
    "without what has defaults": (
        {"SegmentGroups": {"Groups": [{"Dimensions": [{"Attributes": {"plan": {"Values": ["pro"]}}}]}]}},
        {"SegmentGroups": {"Groups": [{"Dimensions": [{"Attributes": {"plan": {"Values": ["pro"]}}}]}]}},
    ),
}


@pytest.mark.parametrize(("sent", "stored"), SENT.values(), ids=SENT)
def test_what_is_sent_is_echoed(segments: Segments, sent: dict[str, Any], stored: dict[str, Any]) -> None:
    made = segments.create(**sent)
    assert {member: made[member] for member in ("Name", "Dimensions", "SegmentGroups") if member in made} == stored
    assert segments.get(made["Id"]) == made


def test_two_segments_may_have_one_name(segments: Segments) -> None:
    assert segments.create(Name="all")["Id"] != segments.create(Name="all")["Id"]


def test_tags_that_break_the_rules_are_refused(segments: Segments) -> None:
    with refused("Invalid tags: the prefix aws: is reserved"):
        segments.create(Name="all", tags={"aws:team": "x"})
    assert segments.list() == {"Item": []}


def test_an_update_makes_a_version_and_keeps_the_others(segments: Segments) -> None:
    with freeze_time(FIRST):
        first = segments.create(Name="Customers", Dimensions=PRO, tags={"team": "blue"})
    with freeze_time(SECOND):
        second = segments.update(first["Id"], Name="Readers")
    with freeze_time(THIRD):
        third = segments.update(first["Id"], Dimensions=EMAIL, tags={"aws:team": "red"})
    assert second == {**first, "Name": "Readers", "LastModifiedDate": SECOND, "Version": 2}
    assert third == {**second, "Dimensions": EMAIL, "LastModifiedDate": THIRD, "Version": 3}
    assert segments.get(first["Id"]) == third
    assert [segments.version(first["Id"], number) for number in (1, 2, 3)] == [first, second, third]


MERGED: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "nothing": ({"Dimensions": PRO}, {}, {"Name": "a", "Dimensions": PRO}),
    "a name": ({"Dimensions": PRO}, {"Name": "b"}, {"Name": "b", "Dimensions": PRO}),
    "other dimensions": ({"Dimensions": PRO}, {"Dimensions": EMAIL}, {"Name": "a", "Dimensions": EMAIL}),
    "groups for dimensions": ({"Dimensions": PRO}, {"SegmentGroups": CONSOLE}, {"Name": "a", "SegmentGroups": CONSOLE}),
    "dimensions for groups": ({"SegmentGroups": CONSOLE}, {"Dimensions": PRO}, {"Name": "a", "Dimensions": PRO}),
    "groups beside no dimensions": (
        {"Dimensions": PRO},
        {"Dimensions": {}, "SegmentGroups": CONSOLE},
        {"Name": "a", "SegmentGroups": CONSOLE},
    ),
    "no dimensions for dimensions": ({"Dimensions": PRO}, {"Dimensions": {}}, {"Name": "a"}),
    "no dimensions for groups": ({"SegmentGroups": CONSOLE}, {"Dimensions": {}}, {"Name": "a"}),
    "no groups": ({"Dimensions": PRO}, {"SegmentGroups": {}}, {"Name": "a", "SegmentGroups": {}}),
}


@pytest.mark.parametrize(("before", "sent", "after"), MERGED.values(), ids=MERGED)
def test_updates_merge_by_member(
    segments: Segments, before: dict[str, Any], sent: dict[str, Any], after: dict[str, Any]
) -> None:
    segment_id = segments.create_id(Name="a", **before)
    updated = segments.update(segment_id, **sent)
    assert {member: updated[member] for member in ("Name", "Dimensions", "SegmentGroups") if member in updated} == after
    assert updated["Version"] == 2


def test_a_refused_update_changes_nothing(segments: Segments) -> None:
    made = segments.create(Name="a", Dimensions=PRO)
    with refused("Invalid Values: must have at least one"):
        segments.update(made["Id"], Name="b", Dimensions={"Attributes": {"plan": {"Values": []}}})
    assert segments.list_versions(made["Id"]) == {"Item": [made]}


def test_the_name_of_an_imported_segment_can_change(segments: Segments, imported_id: str) -> None:
    before = segments.get(imported_id)
    assert (before["SegmentType"], before["ImportDefinition"]) == ("IMPORT", IMPORT)
    after = segments.update(imported_id, Name="Renamed", Dimensions={}, SegmentGroups=EVERYBODY)
    assert after == {**before, "Name": "Renamed", "Version": 2, "LastModifiedDate": after["LastModifiedDate"]}


@pytest.mark.parametrize("member", ["Dimensions", "SegmentGroups"])
def test_the_criteria_of_an_imported_segment_cannot_change(
    pinpoint: PinpointMock, segments: Segments, imported_id: str, member: str
) -> None:
    criteria = {"Dimensions": PRO, "SegmentGroups": CONSOLE}[member]
    with refused(f"Invalid {member}: must not be sent for an imported segment"):
        segments.update(imported_id, **{member: criteria})
    found = explanation(pinpoint, lambda: segments.update(imported_id, **{member: criteria}))
    assert found == f"{member} held criteria; a segment that is built on the imported one can have them"
    assert segments.get(imported_id)["Version"] == 1


def test_deleting_returns_the_segment_as_it_was(segments: Segments) -> None:
    segment_id = segments.create_id(Name="a", Dimensions=PRO)
    last = segments.update(segment_id, Name="b")
    assert segments.delete(segment_id) == last
    assert segments.list() == {"Item": []}


def test_what_does_not_exist_is_not_found(segments: Segments) -> None:
    deleted = segments.create_id(Name="a")
    segments.delete(deleted)
    for segment_id in (deleted, "nope"):
        for call in (segments.get, segments.delete, segments.list_versions, segments.update):
            with not_found():
                call(segment_id)
        with not_found():
            segments.version(segment_id, 1)


def test_why_a_segment_is_not_found(pinpoint: PinpointMock, segments: Segments, app_id: str) -> None:
    segment_id = segments.create_id(Name="all")
    unnamed = segments.create_id()
    found = explanation(pinpoint, lambda: segments.get("nope"))
    assert found == f"no segment 'nope' in application '{app_id}'; there: '{segment_id}' ('all'), '{unnamed}'"
    found = explanation(pinpoint, lambda: segments.version(segment_id, 2))
    assert found == f"no version 2 of segment '{segment_id}' ('all'); there: 1"
    segments.delete(segment_id)
    found = explanation(pinpoint, lambda: segments.get(segment_id))
    assert found == f"segment '{segment_id}' of application '{app_id}' was deleted"


@pytest.mark.parametrize("version", ["2", "0", "00", "999999999"])
def test_a_version_that_does_not_exist_is_not_found(segments: Segments, version: str) -> None:
    segment_id = segments.create_id()
    with not_found():
        segments.version(segment_id, version)


@pytest.mark.parametrize("version", ["latest", "-1", "1.0", "1 ", "\u0661", "9" * 5000])
def test_a_version_that_is_no_number_is_refused(segments: Segments, version: str) -> None:
    segment_id = segments.create_id()
    with refused("Invalid Version: must be a number"):
        segments.version(segment_id, version)


def test_segments_of_another_application_are_not_seen(
    pinpoint: PinpointMock, client: PinpointClient, segments: Segments
) -> None:
    segment_id = segments.create_id()
    other = create_app(client)
    assert client.get_segments(ApplicationId=other)["SegmentsResponse"] == {"Item": []}
    found = explanation(pinpoint, lambda: client.get_segment(ApplicationId=other, SegmentId=segment_id))
    assert found.endswith(f"there: none; one is in application '{segments.app_id}' in us-east-1")


@freeze_time(FIRST)
def test_the_newest_segment_comes_first_as_its_newest_version(segments: Segments) -> None:
    made = [segments.create(Name=name) for name in "abc"]
    updated = segments.update(made[0]["Id"], Name="A")
    assert segments.list() == {"Item": [made[2], made[1], updated]}


def test_segments_come_in_pages(segments: Segments) -> None:
    made = {name: segments.create_id(Name=name) for name in "abcde"}
    page = segments.list(PageSize="2")
    assert names(page) == ["e", "d"]
    for name in "bd":
        segments.delete(made[name])
    segments.create(Name="f")
    following = segments.list(Token=page["NextToken"])
    assert (names(following), "NextToken" in following) == (["c", "a"], False)


def test_a_page_has_100_segments_by_default(segments: Segments) -> None:
    for _ in range(101):
        segments.create()
    page = segments.list()
    assert (len(page["Item"]), len(segments.list(Token=page["NextToken"])["Item"])) == (100, 1)


def test_versions_come_in_pages_newest_first(segments: Segments) -> None:
    segment_id = segments.create_id(Name="1")
    for number in range(2, 12):
        segments.update(segment_id, Name=str(number))
    page = segments.list_versions(segment_id, PageSize="6")
    assert names(page) == ["11", "10", "9", "8", "7", "6"]
    assert names(segments.list_versions(segment_id, Token=page["NextToken"])) == ["5", "4", "3", "2", "1"]


def test_bad_pages_are_refused(segments: Segments) -> None:
    one, other = segments.create_id(), segments.create_id()
    segments.update(other)
    of_segments = segments.list(PageSize="1")["NextToken"]
    of_versions = segments.list_versions(other, PageSize="1")["NextToken"]
    for call, foreign in (
        (segments.list, of_versions),
        (functools.partial(segments.list_versions, one), of_segments),
        (functools.partial(segments.list_versions, one), of_versions),
    ):
        with refused("Invalid PageSize: must be a positive number"):
            call(PageSize="0")
        with refused("Invalid token"):
            call(Token=foreign)


def test_segments_go_with_their_application(client: PinpointClient, segments: Segments) -> None:
    segment_id = segments.create_id()
    client.delete_app(ApplicationId=segments.app_id)
    with not_found():
        segments.get(segment_id)

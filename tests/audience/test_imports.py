"""What an import does to endpoints, which files it reads, and whom its segment names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from pinpoint_mock.audience.imports import digest_id
from tests.builders import TOO_MANY_ENDPOINTS, create_app, refused

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Jobs

HEADER = "Id,ChannelType,Address"
ADA = "ada,EMAIL,ada@example.com"
BOB = "bob,SMS,+15550100"


def ids(pinpoint: PinpointMock) -> list[str]:
    return [endpoint.endpoint_id for endpoint in pinpoint.endpoints]


def without(document: Any, *members: str) -> Any:
    return {member: value for member, value in document.items() if member not in members}


class TestFiles:
    @pytest.mark.parametrize(
        ("wanted", "format_name", "found"),
        [
            ("users.csv", "CSV", ["exact"]),
            ("notes.txt", "CSV", ["text"]),
            ("users", "CSV", ["upper", "exact", "copy", "deep"]),
            ("users.", "CSV", ["exact", "copy"]),
            ("users/", "CSV", ["upper", "deep"]),
            ("users", "JSON", ["json", "jsonl", "ndjson", "lines"]),
            ("parts", "JSON", ["part"]),
        ],
    )
    def test_a_file_or_a_prefix_with_all_its_files_of_the_format(
        self, jobs: Jobs, pinpoint: PinpointMock, wanted: str, format_name: str, found: list[str]
    ) -> None:
        files = {
            "users.csv": "exact",
            "users.csv.CSV": "copy",
            "users/1.CSV": "upper",
            "users/a/b.csv": "deep",
            "notes.txt": "text",
            "users/1.json": "json",
            "users/2.jsonl": "jsonl",
            "users/3.ndjson": "ndjson",
            "users/4.json": "lines",
            "users/5.txt": "never",
            "users/6.csv.gz": "never",
        }
        for key, endpoint_id in files.items():
            line = {"Id": endpoint_id, "ChannelType": "SMS", "Address": endpoint_id}
            lines: list[Any] = [line] if "json" in key else [HEADER, f"{endpoint_id},SMS,{endpoint_id}"]
            jobs.put(key, *lines)
        jobs.put("users/", "")
        jobs.put("parts/_SUCCESS", "")
        jobs.put("parts/part-0000", {"Id": "part", "ChannelType": "SMS", "Address": "part"})
        job = jobs.run_import(jobs.url(wanted), Format=format_name)
        assert (job["JobStatus"], job["TotalProcessed"]) == ("COMPLETED", len(found))
        assert sorted(ids(pinpoint)) == sorted(found)

    def test_failures_name_their_file(self, jobs: Jobs) -> None:
        jobs.put("users/1.csv", HEADER, ADA)
        jobs.put("users/2.csv", "Address,Id", "+1,new", ",ada")
        job = jobs.run_import(jobs.url("users/"))
        assert job["Failures"] == ["s3://audience/users/2.csv, line 2: Missing ChannelType"]
        assert (job["TotalProcessed"], job["TotalFailures"]) == (3, 1)

    def test_nothing_is_stored_if_one_of_the_files_cannot_be_read(self, jobs: Jobs, pinpoint: PinpointMock) -> None:
        jobs.put("users/1.csv", HEADER, ADA)
        jobs.put("users/2.csv", "Id,Name", "bob,Bob")
        assert jobs.run_import(jobs.url("users/"))["JobStatus"] == "FAILED"
        jobs.put("users/2.csv", 'Id,"Name', "bob,Bob")
        with refused('unexpected end of data\n at [Source: (String)"Id,"Name"; line: 1, column: 1].'):
            jobs.create_import(jobs.url("users/"))
        assert ids(pinpoint) == []


class TestEndpoints:
    @pytest.mark.parametrize(
        "members",
        [
            {},
            {"Attributes": {"likes": ["tea", "cake"]}, "Metrics": {"visits": 1.5}},
            {"Demographic": {"Locale": "en_US"}, "Location": {"Country": "US", "Latitude": 47.61}},
            {"OptOut": "ALL", "User": {"UserId": "ada", "UserAttributes": {"name": ["Ada"]}}},
        ],
    )
    @pytest.mark.parametrize(
        "stored", [{}, {"Attributes": {"likes": ["tea"], "plan": ["pro"]}, "User": {"UserId": "a"}}]
    )
    def test_an_import_does_what_an_update_does(
        self, jobs: Jobs, client: PinpointClient, audience: Audience, members: Any, stored: Any
    ) -> None:
        request = {"ChannelType": "EMAIL", "Address": "ada@example.com", **members}
        for endpoint_id in ("imported", "updated"):
            if stored:
                audience.put(endpoint_id, ChannelType="EMAIL", Address=endpoint_id, **stored)
        jobs.run_import_of({"Id": "imported", **request}, Format="JSON")
        imported = audience.get("imported")
        audience.put("updated", **request)
        differing = ("Id", "CohortId", "RequestId", "CreationDate", "EffectiveDate")
        assert without(imported, *differing) == without(audience.get("updated"), *differing)

    def test_an_import_makes_an_endpoint_active_and_moves_its_date_whatever_the_file_says(
        self, jobs: Jobs, audience: Audience
    ) -> None:
        with time_machine.travel("2026-01-01T00:00:00Z", tick=False):
            audience.put("ada", ChannelType="EMAIL", Address="ada@example.com", EndpointStatus="INACTIVE")
        line = {"Id": "ada", "EndpointStatus": "INACTIVE", "EffectiveDate": "2020-01-01T00:00:00Z"}
        with time_machine.travel("2026-02-01T00:00:00Z", tick=False):
            jobs.run_import_of(line, Format="JSON")
        found = audience.get("ada")
        assert (found["EndpointStatus"], found["EffectiveDate"]) == ("ACTIVE", "2026-02-01T00:00:00.000Z")
        with time_machine.travel("2026-03-01T00:00:00Z", tick=False):
            jobs.run_import_of("Id,EffectiveDate", "ada,2020-01-01T00:00:00Z")
        assert audience.get("ada")["EffectiveDate"] == "2026-03-01T00:00:00.000Z"

    def test_the_request_id_is_that_of_the_file_or_of_the_call(
        self, jobs: Jobs, audience: Audience, pinpoint: PinpointMock
    ) -> None:
        jobs.create_import(jobs.put("users.csv", f"{HEADER},RequestId", f"{ADA},r1", f"{BOB},"))
        created = pinpoint.requests.last.request_id
        assert [audience.get(each)["RequestId"] for each in ("ada", "bob")] == ["r1", created]

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ({"Id": "new"}, "Missing Address"),
            ({"Id": "new", "Address": ""}, "Missing Address"),
            ({"Id": "new", "Address": "+1"}, "Missing ChannelType"),
            ({"Id": "new", "ChannelType": "SMS"}, "Missing Address"),
            ({"Attributes": {"plan": ["pro"]}}, "Missing Address"),
            ({"User": {"UserId": ""}, "Id": ""}, "Missing Address"),
            ({"User": {"UserId": ""}}, "Missing Address"),
            ({"User": {"UserAttributes": {"name": ["Ada"]}}}, "Missing Address"),
            ({"Id": "ada", "OptOut": "SOME"}, "Invalid OptOut: must be one of ALL, NONE"),
            ({"Id": "a${b}"}, "Missing Address"),
            ({"Id": "a${b}", "Address": "+1", "ChannelType": "SMS"}, "Invalid Id: must not contain $, { or }"),
            (
                {"Id": "ada", "Attributes": {"n" * 51: ["x"]}},
                "Invalid Attributes: a name must be at most 50 characters",
            ),
            ({"Id": "ada", "Attributes": {"n": ["x"] * 51}}, "Invalid Attributes: a name must have at most 50 values"),
            (
                {"Id": "ada", "Attributes": {"n": ["x" * 101]}},
                "Invalid Attributes: a value must be at most 100 characters",
            ),
            ({"Id": "ada", "Attributes": {str(number): [] for number in range(251)}}, "Too many custom attributes"),
            ({"Id": "ada", "Demographic": {"Make": "x" * 16_000}}, "Invalid endpoint: must be at most 15 KB"),
        ],
    )
    def test_a_line_is_refused_by_the_rules_of_updates_and_changes_nothing(
        self, jobs: Jobs, audience: Audience, pinpoint: PinpointMock, line: Any, reason: str
    ) -> None:
        audience.put("ada", ChannelType="EMAIL", Address="ada@example.com")
        before = audience.get("ada")
        job = jobs.run_import_of({"Id": "bob", "ChannelType": "SMS", "Address": "+15550100"}, line, Format="JSON")
        assert job["Failures"] == [f"s3://audience/users, line 2: {reason}"]
        assert audience.get("ada") == before
        assert ids(pinpoint) == ["ada", "bob"]

    def test_a_16th_endpoint_of_a_user(self, jobs: Jobs, audience: Audience) -> None:
        audience.add_user("ada", "SMS")
        job = jobs.run_import_of(f"{HEADER},User.UserId", f"{ADA},ada")
        assert job["Failures"] == [f"s3://audience/users, line 2: {TOO_MANY_ENDPOINTS}"]

    def test_an_address_is_active_on_one_endpoint(self, jobs: Jobs, audience: Audience) -> None:
        audience.put("old", ChannelType="SMS", Address="+15550100")
        jobs.run_import_of(HEADER, BOB)
        assert audience.get("old")["EndpointStatus"] == "INACTIVE"

    def test_a_line_without_an_id_gets_one_that_its_address_decides(
        self, jobs: Jobs, client: PinpointClient, pinpoint: PinpointMock
    ) -> None:
        lines = ("ChannelType,Address,Attributes.plan", "SMS,+15550100,free", "EMAIL,ada@example.com,free")
        jobs.run_import_of(*lines)
        first = ids(pinpoint)
        assert [len(endpoint_id) for endpoint_id in first] == [27, 27]
        jobs.run_import_of(*(line.replace("free", "pro") for line in lines))
        assert ids(pinpoint) == first
        assert [endpoint.attributes["plan"] for endpoint in pinpoint.endpoints] == [["pro"], ["pro"]]
        jobs.app_id = create_app(client)
        jobs.run_import_of(*lines)
        assert len({*ids(pinpoint)}) == 4

    def test_ids_ignore_case(self, jobs: Jobs, pinpoint: PinpointMock) -> None:
        job = jobs.run_import_of(HEADER, ADA, "ADA,EMAIL,ada@example.org", DefineSegment=True)
        assert ids(pinpoint) == ["ada"]
        assert pinpoint.endpoints.one().address == "ada@example.org"
        assert pinpoint.segment_members(job["Definition"]["SegmentId"]) == ["ada"]

    def test_a_line_with_a_user_alone_changes_no_endpoint(self, jobs: Jobs, audience: Audience) -> None:
        audience.put("ada", ChannelType="EMAIL", Address="ada@example.com", User={"UserId": "ada"})
        before = audience.get("ada")
        assert jobs.run_import_of({"User": {"UserId": "ada"}}, Format="JSON")["JobStatus"] == "COMPLETED"
        assert audience.get("ada") == before


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        (("shop", {"ChannelType": "SMS", "Address": "+15550100", "Attributes": {}}), False),
        (("shop", {"ChannelType": "SMS", "Address": "+15550101"}), True),
        (("shop", {"ChannelType": "VOICE", "Address": "+15550100"}), True),
        (("blog", {"ChannelType": "SMS", "Address": "+15550100"}), True),
        (("shop", {"ChannelType": "SMS", "Address": "\ud800"}), True),
    ],
)
def test_application_channel_type_and_address_decide_on_an_id(other: Any, differs: bool) -> None:
    made = digest_id(*other)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789+/")
    assert (made != digest_id("shop", {"ChannelType": "SMS", "Address": "+15550100"})) == differs


UNREGISTERED: dict[str, Any] = {"RegisterEndpoints": False, "DefineSegment": True, "Format": "JSON"}


class TestSegmentsOfEndpointsThatAreNotRegistered:
    def definitions(self, jobs: Jobs, *lines: Any, **request: Any) -> tuple[str, dict[str, Any]]:
        """Import lines; the segment, and what it holds by the ids."""
        job = jobs.run_import_of(*lines, **UNREGISTERED, **request)
        assert "Failures" not in job
        segment_id = job["Definition"]["SegmentId"]
        return segment_id, {document["Id"]: document for document in jobs.exported(SegmentId=segment_id)}

    def test_a_definition_is_what_an_update_would_have_made(self, jobs: Jobs, audience: Audience) -> None:
        audience.put("ada", ChannelType="EMAIL", Address="ada@example.com", Attributes={"plan": ["free"], "a": ["1"]})
        _, found = self.definitions(jobs, {"Id": "ADA", "Attributes": {"plan": ["pro"]}})
        assert found["ada"]["Attributes"] == {"plan": ["pro"], "a": ["1"]}
        assert found["ada"]["Address"] == "ada@example.com"
        assert audience.get("ada")["Attributes"] == {"plan": ["free"], "a": ["1"]}

    def test_definitions_of_one_address_stay_active(self, jobs: Jobs, audience: Audience) -> None:
        audience.put("old", ChannelType="SMS", Address="+1")
        lines = [{"Id": each, "ChannelType": "SMS", "Address": "+1"} for each in ("a", "b")]
        _, found = self.definitions(jobs, *lines)
        assert {each: document["EndpointStatus"] for each, document in found.items()} == {"a": "ACTIVE", "b": "ACTIVE"}
        assert audience.get("old")["EndpointStatus"] == "ACTIVE"

    def test_a_second_import_changes_definitions_and_adds_others(self, jobs: Jobs, pinpoint: PinpointMock) -> None:
        segment_id, before = self.definitions(jobs, {"Id": "a", "ChannelType": "SMS", "Address": "+1"})
        lines = ({"Id": "a", "OptOut": "ALL"}, {"Id": "b", "ChannelType": "SMS", "Address": "+2"})
        _, found = self.definitions(jobs, *lines, SegmentId=segment_id)
        assert without(found["a"], "OptOut", "EffectiveDate", "RequestId") == without(
            before["a"], "OptOut", "EffectiveDate", "RequestId"
        )
        assert (found["a"]["OptOut"], found["b"]["Address"]) == ("ALL", "+2")
        assert pinpoint.segment_members(segment_id, 1) == ["a"]
        assert pinpoint.endpoints == []

    def test_registering_them_later_makes_the_segment_name_the_endpoints(self, jobs: Jobs, audience: Audience) -> None:
        line = {"Id": "a", "ChannelType": "SMS", "Address": "+1"}
        segment_id, _ = self.definitions(jobs, line)
        jobs.run_import_of(line, SegmentId=segment_id, Format="JSON")
        audience.put("a", OptOut="ALL")
        assert jobs.exported(SegmentId=segment_id) == [audience.get("a")]

    def test_the_counts_are_those_of_the_whole_segment(
        self, jobs: Jobs, audience: Audience, client: PinpointClient
    ) -> None:
        audience.put("analytics")
        lines: list[Any] = [
            {"Id": "a", "ChannelType": "SMS", "Address": "+1"},
            {"Id": "b", "ChannelType": "GCM", "Address": "token"},
            {"Id": "analytics", "OptOut": "ALL"},
            {"User": {"UserId": "ada"}},
        ]
        segment_id, _ = self.definitions(jobs, *lines)
        jobs.run_import_of(json.dumps(lines[0] | {"Id": "c"}), Format="JSON", SegmentId=segment_id)
        answer = client.get_segment(ApplicationId=jobs.app_id, SegmentId=segment_id)["SegmentResponse"]
        definition = answer["ImportDefinition"]
        assert (definition["Size"], definition["ChannelCounts"]) == (5, {"GCM": 1, "SMS": 2})

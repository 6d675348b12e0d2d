"""Import and export jobs through boto3, with files in moto's S3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from freezegun import freeze_time

from pinpoint_mock import RealAWSRefused, mock_pinpoint
from tests.builders import ROLE, create_app, not_found, refused

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Jobs, Segments

MOMENT = "2026-01-31T12:00:00.000Z"
ADA = "ada,EMAIL,ada@example.com"
BOB = "bob,SMS,+15550100"
HEADER = "Id,ChannelType,Address"


def ids(page: Any) -> list[str]:
    return [item["Id"] for item in page["Item"]]


class TestCreateImportJob:
    @freeze_time(MOMENT)
    def test_the_answer_has_no_counters_and_each_later_look_shows_the_job_done(self, jobs: Jobs) -> None:
        url = jobs.put("users.csv", HEADER, ADA, BOB)
        created = jobs.create_import(url)
        assert re.fullmatch("[0-9a-f]{32}", created["Id"])
        definition = {
            "DefineSegment": False,
            "ExternalId": "123456789012",
            "Format": "CSV",
            "RegisterEndpoints": True,
            "RoleArn": ROLE,
            "S3Url": url,
        }
        assert created == {
            "CreationDate": MOMENT,
            "Definition": definition,
            "Id": created["Id"],
            "JobStatus": "CREATED",
            "Type": "IMPORT",
        }
        for _ in range(2):
            assert jobs.get_import(created["Id"]) == {
                **created,
                "ApplicationId": jobs.app_id,
                "CompletedPieces": 1,
                "CompletionDate": MOMENT,
                "FailedPieces": 0,
                "JobStatus": "COMPLETED",
                "TotalFailures": 0,
                "TotalPieces": 1,
                "TotalProcessed": 2,
            }

    def test_the_answers_have_the_status_201_and_200(self, jobs: Jobs, pinpoint: PinpointMock) -> None:
        jobs.run_import_of(HEADER, ADA)
        assert [request.status_code for request in pinpoint.requests] == [201, 200]

    def test_what_is_sent_is_echoed(self, jobs: Jobs) -> None:
        url = jobs.put("users.csv", HEADER, ADA)
        sent = {"DefineSegment": True, "ExternalId": "x", "SegmentName": "Customers"}
        definition = jobs.create_import(url, **sent)["Definition"]
        assert {member: definition[member] for member in sent} == sent

    @pytest.mark.parametrize(
        ("flags", "is_registered", "has_segment"),
        [
            ({"RegisterEndpoints": True, "DefineSegment": True}, True, True),
            ({"RegisterEndpoints": True, "DefineSegment": False}, True, False),
            ({"RegisterEndpoints": False, "DefineSegment": True}, False, True),
        ],
    )
    def test_registering_and_making_a_segment_are_apart(
        self, jobs: Jobs, pinpoint: PinpointMock, flags: Any, is_registered: bool, has_segment: bool
    ) -> None:
        definition = jobs.run_import_of(HEADER, ADA, BOB, **flags)["Definition"]
        assert {member: definition[member] for member in flags} == flags
        assert [endpoint.endpoint_id for endpoint in pinpoint.endpoints] == (["ada", "bob"] if is_registered else [])
        assert ("SegmentId" in definition) == has_segment
        if has_segment:
            assert pinpoint.segment_members(definition["SegmentId"]) == ["ada", "bob"]

    @pytest.mark.parametrize("flags", [{}, {"DefineSegment": False}, {"RegisterEndpoints": False}])
    def test_neither_is_refused(self, client: PinpointClient, jobs: Jobs, flags: Any) -> None:
        request: Any = {"Format": "CSV", "RoleArn": ROLE, "S3Url": jobs.put("users.csv", HEADER, ADA), **flags}
        with refused("Invalid ImportJobRequest: RegisterEndpoints or DefineSegment must be true"):
            client.create_import_job(ApplicationId=jobs.app_id, ImportJobRequest=request)
        assert client.get_import_jobs(ApplicationId=jobs.app_id)["ImportJobsResponse"] == {"Item": []}

    @pytest.mark.parametrize(
        "url", ["users.csv", "https://audience.s3.amazonaws.com/users.csv", "s3://", "s3:///users"]
    )
    def test_another_url_is_refused(self, jobs: Jobs, url: str) -> None:
        with refused("Invalid S3Url: must have the form s3://bucket-name/folder-name/file-name"):
            jobs.create_import(url)

    def test_an_unknown_format_is_refused(self, jobs: Jobs) -> None:
        with refused("Invalid Format: must be one of CSV, JSON"):
            jobs.create_import(jobs.url("users.csv"), Format="XML")

    def test_a_malformed_first_line_is_refused_and_quoted(
        self, client: PinpointClient, jobs: Jobs, pinpoint: PinpointMock
    ) -> None:
        url = jobs.put("users.json", '{ Id: "9GSh1dnhtfjUTh8J" }')
        with refused(
            "Expecting property name enclosed in double quotes\n"
            ' at [Source: (String)"{ Id: "9GSh1dnhtfjUTh8J" }"; line: 1, column: 4].'
        ):
            jobs.create_import(url, Format="JSON", DefineSegment=True)
        explanation = "the first line of s3://audience/users.json: it is '{ Id: \"9GSh1dnhtfjUTh8J\" }'"
        assert pinpoint.requests.last.explanation == explanation
        assert client.get_import_jobs(ApplicationId=jobs.app_id)["ImportJobsResponse"] == {"Item": []}
        assert client.get_segments(ApplicationId=jobs.app_id)["SegmentsResponse"] == {"Item": []}

    def test_lines_that_cannot_be_imported_are_counted_and_the_first_100_listed(
        self, jobs: Jobs, pinpoint: PinpointMock
    ) -> None:
        bad = [f"{number},PIGEON,coop" for number in range(101)]
        job = jobs.run_import_of(HEADER, ADA, *bad, "new,SMS,")
        assert (job["JobStatus"], job["TotalProcessed"], job["TotalFailures"]) == ("COMPLETED", 103, 102)
        assert (job["CompletedPieces"], job["FailedPieces"]) == (1, 0)
        assert len(job["Failures"]) == 100
        assert job["Failures"][0].startswith(
            "s3://audience/users, line 3: Invalid ChannelType: must be one of PUSH, GCM"
        )
        assert [endpoint.endpoint_id for endpoint in pinpoint.endpoints] == ["ada"]

    def test_the_mock_explains_what_has_failed(self, jobs: Jobs, pinpoint: PinpointMock) -> None:
        jobs.create_import(jobs.put("users.csv", HEADER, ADA, "new,SMS,"))
        assert pinpoint.requests.last.explanation == (
            "s3://audience/users.csv, line 3: Missing Address, a new endpoint needs it; the Id was 'new'"
        )

    def test_a_job_of_which_no_line_can_be_imported_has_failed(self, jobs: Jobs) -> None:
        job = jobs.run_import_of(HEADER, "new,SMS,", DefineSegment=True)
        assert (job["JobStatus"], job["TotalProcessed"], job["TotalFailures"]) == ("FAILED", 1, 1)
        assert (job["TotalPieces"], job["CompletedPieces"], job["FailedPieces"]) == (1, 0, 1)
        assert job["Failures"] == ["s3://audience/users, line 2: Missing Address"]

    def test_a_job_without_lines_is_completed(self, jobs: Jobs) -> None:
        job = jobs.run_import_of(HEADER)
        assert (job["JobStatus"], job["TotalProcessed"], "Failures" in job) == ("COMPLETED", 0, False)

    @pytest.mark.parametrize(
        ("url", "reason", "why"),
        [
            (
                "s3://audiense/users.csv",
                "The specified bucket does not exist",
                "no bucket 'audiense' that 123456789012 can use; there: 'audience'",
            ),
            (
                "s3://audience/user.csv",
                "The specified key does not exist",
                "no file 'user.csv' in bucket 'audience', and none whose key begins so and ends in .csv; "
                "there: 'users.csv', 'other.csv'",
            ),
            (
                "s3://audience/other.csv",
                "There is no column 'Adress'",
                "imports do not know 'Adress'. Did you mean 'Address'?",
            ),
        ],
    )
    def test_a_job_that_can_read_nothing_has_failed(
        self, jobs: Jobs, pinpoint: PinpointMock, url: str, reason: str, why: str
    ) -> None:
        jobs.put("users.csv", HEADER, ADA)
        jobs.put("other.csv", "Id,ChannelType,Adress", ADA)
        created = jobs.create_import(url, DefineSegment=True)
        assert pinpoint.requests.last.explanation == f"{url}: {reason}, {why}"
        job = jobs.get_import(created["Id"])
        assert (job["JobStatus"], job["FailedPieces"], job["Failures"]) == ("FAILED", 1, [f"{url}: {reason}"])
        assert (job["TotalProcessed"], job["TotalFailures"]) == (0, 0)
        assert pinpoint.endpoints == []
        assert pinpoint.segment_members(created["Definition"]["SegmentId"]) == []

    def test_too_many_files_are_refused(self, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("pinpoint_mock.audience.imports.MOST_FILES", 1)
        for name in ("1.csv", "2.csv"):
            jobs.put(name, HEADER, ADA)
        with refused("Invalid S3Url: must have at most 1 files"):
            jobs.create_import("s3://audience")

    def test_a_job_of_the_application_of_another_region_uses_its_account(
        self, jobs: Jobs, pinpoint: PinpointMock, client: PinpointClient
    ) -> None:
        url = jobs.put("users.csv", HEADER, ADA)
        other = boto3.client("pinpoint", region_name="eu-west-1")
        request: Any = {"Format": "CSV", "RoleArn": ROLE, "S3Url": url, "RegisterEndpoints": True}
        other.create_import_job(ApplicationId=create_app(other), ImportJobRequest=request)
        assert pinpoint.endpoints.one().region_name == "eu-west-1"


class TestImportedSegments:
    @freeze_time(MOMENT)
    def test_the_segment_is_there_at_once(self, jobs: Jobs, segments: Segments) -> None:
        url = jobs.put("users.csv", HEADER, ADA, BOB)
        created = jobs.create_import(url, DefineSegment=True, SegmentName="Customers")
        segment_id = created["Definition"]["SegmentId"]
        assert segments.get(segment_id) == {
            "ApplicationId": jobs.app_id,
            "Arn": f"arn:aws:mobiletargeting:us-east-1:123456789012:apps/{jobs.app_id}/segments/{segment_id}",
            "CreationDate": MOMENT,
            "Id": segment_id,
            "ImportDefinition": {
                "ChannelCounts": {"EMAIL": 1, "SMS": 1},
                "ExternalId": "123456789012",
                "Format": "CSV",
                "RoleArn": ROLE,
                "S3Url": url,
                "Size": 2,
            },
            "LastModifiedDate": MOMENT,
            "Name": "Customers",
            "SegmentType": "IMPORT",
            "Version": 1,
            "tags": {},
        }

    def test_a_segment_without_a_name_is_called_as_the_job(self, jobs: Jobs, segments: Segments) -> None:
        job = jobs.run_import_of(HEADER, ADA, DefineSegment=True)
        assert job["Definition"]["SegmentName"] == job["Id"]
        assert segments.get(job["Definition"]["SegmentId"])["Name"] == job["Id"]

    @pytest.mark.parametrize("defines", [True, False])
    def test_an_import_adds_to_a_segment(
        self, jobs: Jobs, segments: Segments, pinpoint: PinpointMock, defines: bool
    ) -> None:
        first = jobs.run_import_of(HEADER, ADA, DefineSegment=True, SegmentName="Customers")
        segment_id = first["Definition"]["SegmentId"]
        url = jobs.put("more.csv", HEADER, ADA, BOB)
        job = jobs.run_import(url, DefineSegment=defines, SegmentId=segment_id, SegmentName="Other")
        assert job["Definition"]["SegmentId"] == segment_id
        segment = segments.get(segment_id)
        assert (segment["Version"], segment["Name"]) == (2, "Customers")
        assert segment["ImportDefinition"]["S3Url"] == url
        assert segment["ImportDefinition"]["Size"] == 2
        assert segment["ImportDefinition"]["ChannelCounts"] == {"EMAIL": 1, "SMS": 1}
        assert pinpoint.segment_members(segment_id) == ["ada", "bob"]
        assert pinpoint.segment_members(segment_id, 1) == ["ada"]
        assert len(segments.list()["Item"]) == 1

    def test_a_failed_import_leaves_a_segment_as_it_is(self, jobs: Jobs, segments: Segments) -> None:
        segment_id = jobs.run_import_of(HEADER, ADA, DefineSegment=True)["Definition"]["SegmentId"]
        before = segments.get(segment_id)
        assert jobs.run_import("s3://nobody/users.csv", SegmentId=segment_id)["JobStatus"] == "FAILED"
        assert segments.get(segment_id) == before

    def test_a_segment_with_criteria_cannot_be_imported_into(
        self, jobs: Jobs, segments: Segments, pinpoint: PinpointMock
    ) -> None:
        segment_id = segments.create_id(Name="all")
        url = jobs.put("users.csv", HEADER, ADA)
        with refused("Invalid SegmentId: must be that of an imported segment"):
            jobs.create_import(url, SegmentId=segment_id)
        explanation = f"segment '{segment_id}' was not imported, so that its criteria say who is in it"
        assert pinpoint.requests.last.explanation == explanation
        assert pinpoint.endpoints == []

    def test_an_unknown_segment_cannot_be_imported_into(self, jobs: Jobs, pinpoint: PinpointMock) -> None:
        with not_found():
            jobs.create_import(jobs.put("users.csv", HEADER, ADA), SegmentId="nobody")
        assert pinpoint.endpoints == []

    def test_endpoints_that_were_not_registered_are_known_to_the_segment_alone(
        self, jobs: Jobs, audience: Audience, pinpoint: PinpointMock
    ) -> None:
        audience.put("ada", ChannelType="EMAIL", Address="ada@example.org", User={"UserId": "ada"})
        before = audience.get("ada")
        job = jobs.run_import_of(HEADER, ADA, BOB, DefineSegment=True, RegisterEndpoints=False)
        segment_id = job["Definition"]["SegmentId"]
        assert audience.get("ada") == before
        with not_found():
            audience.get("bob")
        assert pinpoint.segment_members(segment_id) == ["ada", "bob"]
        exported = {each["Id"]: each for each in jobs.exported(SegmentId=segment_id)}
        assert exported["ada"]["Address"] == "ada@example.com"
        assert exported["ada"]["User"] == {"UserId": "ada"}
        assert exported["bob"]["Address"] == "+15550100"

    def test_a_segment_of_users_has_the_endpoints_that_they_have_when_it_is_used(
        self, jobs: Jobs, audience: Audience, pinpoint: PinpointMock, segments: Segments
    ) -> None:
        audience.put("phone", ChannelType="SMS", Address="+15550100", User={"UserId": "ada"})
        job = jobs.run_import_of("User.UserId", "ada", "bob", RegisterEndpoints=False, DefineSegment=True)
        segment_id = job["Definition"]["SegmentId"]
        assert job["TotalProcessed"] == 2
        assert segments.get(segment_id)["ImportDefinition"]["Size"] == 2
        assert pinpoint.segment_members(segment_id) == ["phone"]
        audience.put("tablet", ChannelType="GCM", Address="token", User={"UserId": "bob"})
        assert pinpoint.segment_members(segment_id) == ["phone", "tablet"]


class TestCreateExportJob:
    @freeze_time(MOMENT)
    def test_the_answer_has_no_counters_and_each_later_look_shows_the_job_done(
        self, jobs: Jobs, audience: Audience
    ) -> None:
        audience.put("ada", ChannelType="EMAIL", Address="ada@example.com")
        created = jobs.create_export()
        assert created == {
            "CreationDate": MOMENT,
            "Definition": {"RoleArn": ROLE, "S3UrlPrefix": "s3://audience/exports/"},
            "Id": created["Id"],
            "JobStatus": "CREATED",
            "Type": "EXPORT",
        }
        for _ in range(2):
            assert jobs.get_export(created["Id"]) == {
                **created,
                "ApplicationId": jobs.app_id,
                "CompletedPieces": 1,
                "CompletionDate": MOMENT,
                "FailedPieces": 0,
                "JobStatus": "COMPLETED",
                "TotalFailures": 0,
                "TotalPieces": 1,
                "TotalProcessed": 1,
            }

    def test_the_answers_have_the_status_202_and_200(self, jobs: Jobs, pinpoint: PinpointMock) -> None:
        jobs.get_export(jobs.create_export()["Id"])
        assert [request.status_code for request in pinpoint.requests] == [202, 200]

    def test_everybody_is_exported_as_get_endpoint_answers(self, jobs: Jobs, audience: Audience) -> None:
        audience.put("ada", ChannelType="EMAIL", Address="ada@example.com", Attributes={"é": ["✓"]}, Metrics={"m": 1.5})
        audience.put("bob", ChannelType="SMS", Address="+15550100", OptOut="ALL", EndpointStatus="INACTIVE")
        audience.put("eve")
        assert jobs.exported() == [audience.get(each) for each in ("ada", "bob", "eve")]

    def test_nobody_is_an_empty_file(self, jobs: Jobs) -> None:
        assert jobs.exported() == []

    @pytest.mark.parametrize("prefix", ["", "exports", "exports/", "exports/2026"])
    def test_an_object_is_under_the_prefix_as_soon_as_the_job_is_created(self, jobs: Jobs, prefix: str) -> None:
        first, second = (jobs.create_export(prefix)["Id"] for _ in range(2))
        folder = f"{prefix.removesuffix('/')}/" if prefix else ""
        assert sorted(jobs.keys()) == sorted([f"{folder}{first}.gz", f"{folder}{second}.gz"])

    def test_a_segment_or_a_version_of_it(self, jobs: Jobs, audience: Audience, segments: Segments) -> None:
        audience.put("ada", ChannelType="EMAIL", Address="ada@example.com")
        audience.put("bob", ChannelType="SMS", Address="+15550100")
        channel: Any = {"Channel": {"DimensionType": "INCLUSIVE", "Values": ["EMAIL"]}}
        segment_id = segments.create_id(Dimensions={"Demographic": channel})
        segments.update(segment_id, Dimensions={})
        assert [each["Id"] for each in jobs.exported(SegmentId=segment_id, SegmentVersion=1)] == ["ada"]
        assert [each["Id"] for each in jobs.exported(SegmentId=segment_id)] == ["ada", "bob"]

    def test_what_is_sent_is_echoed(self, jobs: Jobs, segments: Segments) -> None:
        members: Any = {"SegmentId": segments.create_id(Name="all"), "SegmentVersion": 1}
        definition = {"RoleArn": ROLE, "S3UrlPrefix": "s3://audience/exports/", **members}
        created = jobs.create_export(**members)
        assert created["Definition"] == jobs.get_export(created["Id"])["Definition"] == definition

    def test_a_bucket_that_does_not_exist_lets_the_job_fail(self, jobs: Jobs, pinpoint: PinpointMock) -> None:
        created = jobs.create_export(S3UrlPrefix="s3://nobody/exports")
        assert pinpoint.requests.last.explanation == (
            "s3://nobody/exports: The specified bucket does not exist, "
            "no bucket 'nobody' that 123456789012 can use; there: 'audience'"
        )
        job = jobs.get_export(created["Id"])
        assert (job["JobStatus"], job["TotalProcessed"], job["TotalFailures"]) == ("FAILED", 0, 0)
        assert job["Failures"] == ["s3://nobody/exports: The specified bucket does not exist"]

    def test_unknown_segments_and_versions(self, jobs: Jobs, segments: Segments, pinpoint: PinpointMock) -> None:
        segment_id = segments.create_id(Name="all")
        for members in ({"SegmentId": "nobody"}, {"SegmentId": segment_id, "SegmentVersion": 2}):
            with not_found():
                jobs.create_export(**members)
        with refused("Missing SegmentId"):
            jobs.create_export(SegmentVersion=1)
        with refused("Invalid S3UrlPrefix: must have the form s3://bucket-name/folder-name/file-name"):
            jobs.create_export(S3UrlPrefix="exports")
        assert jobs.keys() == []


MEMBERS: Any = {"Format": "CSV", "RoleArn": ROLE, "RegisterEndpoints": True}
CALLS: dict[str, Any] = {
    "create_import_job": {"ImportJobRequest": {**MEMBERS, "S3Url": "s3://audience/users.csv"}},
    "create_export_job": {"ExportJobRequest": {"RoleArn": ROLE, "S3UrlPrefix": "s3://audience/exports"}},
}


@pytest.mark.parametrize("method", CALLS)
def test_without_a_mocked_s3_a_job_says_what_to_do(early_client: PinpointClient, method: str) -> None:
    with mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app()
        with pytest.raises(RealAWSRefused, match=r"no S3 is mocked .* Put moto's mock_aws around the same test"):
            getattr(early_client, method)(ApplicationId=app_id, **CALLS[method])
        pinpoint.clear()
        assert early_client.get_import_jobs(ApplicationId=app_id)["ImportJobsResponse"] == {"Item": []}
        assert early_client.get_export_jobs(ApplicationId=app_id)["ExportJobsResponse"] == {"Item": []}


def test_a_job_without_a_mocked_s3_fails_the_test_even_if_that_is_swallowed(early_client: PinpointClient) -> None:
    def swallow() -> None:
        with mock_pinpoint() as pinpoint, pytest.raises(RealAWSRefused):
            early_client.create_import_job(ApplicationId=pinpoint.add_app(), **CALLS["create_import_job"])

    with pytest.raises(RealAWSRefused, match="would use s3://audience/users"):
        swallow()


class TestLists:
    def test_the_newest_job_comes_first_whatever_the_clock_says(self, jobs: Jobs, client: PinpointClient) -> None:
        url = jobs.put("users.csv", HEADER, ADA)
        imported: list[str] = []
        exported: list[str] = []
        for moment in ("2026-01-03", "2026-01-01", "2026-01-02"):
            with freeze_time(moment):
                imported.insert(0, jobs.create_import(url)["Id"])
                exported.insert(0, jobs.create_export()["Id"])
        imports = client.get_import_jobs(ApplicationId=jobs.app_id)["ImportJobsResponse"]
        exports = client.get_export_jobs(ApplicationId=jobs.app_id)["ExportJobsResponse"]
        assert (ids(imports), ids(exports)) == (imported, exported)
        assert imports["Item"] == [jobs.get_import(job_id) for job_id in imported]
        assert exports["Item"] == [jobs.get_export(job_id) for job_id in exported]

    def test_pages(self, jobs: Jobs, client: PinpointClient) -> None:
        url = jobs.put("users.csv", HEADER, ADA)
        made = [jobs.create_import(url)["Id"] for _ in range(3)]
        page = client.get_import_jobs(ApplicationId=jobs.app_id, PageSize="2")["ImportJobsResponse"]
        assert ids(page) == [made[2], made[1]]
        token = page["NextToken"]
        last = client.get_import_jobs(ApplicationId=jobs.app_id, PageSize="2", Token=token)["ImportJobsResponse"]
        assert (ids(last), "NextToken" in last) == ([made[0]], False)
        with refused("Invalid token"):
            client.get_export_jobs(ApplicationId=jobs.app_id, Token=token)

    def test_the_jobs_of_a_segment(self, jobs: Jobs, client: PinpointClient, segments: Segments) -> None:
        url = jobs.put("users.csv", HEADER, ADA)
        first = jobs.create_import(url, DefineSegment=True)
        segment_id = first["Definition"]["SegmentId"]
        second = jobs.create_import(url, SegmentId=segment_id)
        jobs.create_import(url)
        exported = jobs.create_export(SegmentId=segment_id)
        jobs.create_export()
        names: Any = {"ApplicationId": jobs.app_id, "SegmentId": segment_id}
        imports = client.get_segment_import_jobs(**names, PageSize="1")["ImportJobsResponse"]
        assert imports["Item"] == [jobs.get_import(second["Id"])]
        rest = client.get_segment_import_jobs(**names, Token=imports["NextToken"])["ImportJobsResponse"]
        assert rest == {"Item": [jobs.get_import(first["Id"])]}
        exports = client.get_segment_export_jobs(**names)["ExportJobsResponse"]
        assert exports == {"Item": [jobs.get_export(exported["Id"])]}

    def test_a_segment_without_jobs(self, client: PinpointClient, segments: Segments) -> None:
        names: Any = {"ApplicationId": segments.app_id, "SegmentId": segments.create_id(Name="all")}
        assert client.get_segment_import_jobs(**names)["ImportJobsResponse"] == {"Item": []}
        assert client.get_segment_export_jobs(**names)["ExportJobsResponse"] == {"Item": []}

    @pytest.mark.parametrize("method", ["get_segment_import_jobs", "get_segment_export_jobs"])
    def test_an_unknown_segment(self, client: PinpointClient, app_id: str, method: str) -> None:
        with not_found():
            getattr(client, method)(ApplicationId=app_id, SegmentId="nobody")

    @pytest.mark.parametrize("method", ["get_import_job", "get_export_job"])
    def test_an_unknown_job(self, client: PinpointClient, app_id: str, method: str) -> None:
        with not_found():
            getattr(client, method)(ApplicationId=app_id, JobId="nothing")

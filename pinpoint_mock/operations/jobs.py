"""Import and export jobs: to create one, to look at one, and the lists of an application and of a segment.

AWS does not document when a job has done its work; here it has before the operation that creates it returns, because
programs use the segment of an import in their next call, and the clock of a test may stand still. The answer to that
operation says CREATED all the same, as the service's does, and each later look COMPLETED or FAILED.

Source: API apps-application-id-jobs-import; API apps-application-id-jobs-export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.audience.exports import export_endpoints, export_location
from pinpoint_mock.audience.imports import (
    Failure,
    ImportFailed,
    Outcome,
    channel_counts,
    import_files,
    read_files,
    size_of,
)
from pinpoint_mock.audience.locations import object_store, read_location
from pinpoint_mock.audience.segment_versions import create_segment, update_segment
from pinpoint_mock.audience.segments import segment_members
from pinpoint_mock.core.checks import existing, invalid, missing
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown
from pinpoint_mock.engagement.journeys import segment_updated
from pinpoint_mock.operations._jobs import add_ended, created_job, has_failed, page_of
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.explain import no_job, no_segment, no_segment_version
from pinpoint_mock.state.ports import ObjectStoreError
from pinpoint_mock.state.segments import Imported

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mypy_boto3_pinpoint.type_defs import (
        ExportJobRequestTypeDef,
        ExportJobResponseTypeDef,
        ExportJobsResponseTypeDef,
        ImportJobRequestTypeDef,
        ImportJobResponseTypeDef,
        ImportJobsResponseTypeDef,
    )

    from pinpoint_mock.state.call import OperationCall
    from pinpoint_mock.state.endpoints import Document
    from pinpoint_mock.state.segments import Segment
    from pinpoint_mock.state.world import App


@operation("CreateImportJob")
def create_import_job(
    app: App, *, import_job_request: ImportJobRequestTypeDef, call: OperationCall
) -> ImportJobResponseTypeDef:
    """Import endpoints from S3: store them with RegisterEndpoints, make a segment of them with DefineSegment.

    With SegmentId they are added to that segment, which gets a new version, whatever DefineSegment says. The Definition
    in the answer has the id of the segment. Endpoints that are not registered are known to the segment alone.

    BadRequestException if neither flag is true, for an S3Url of another form or with more than 10,000 files, for a
    file whose first line is malformed, and for a segment that was not imported; NotFoundException for an unknown
    segment; S3NotMocked where no S3 is mocked. A bucket or file that does not exist, and a column that imports do not
    know, let the job fail. A line that cannot be imported is one of its failures, and the job fails if no line can.

    AWS does not document whether a failed job leaves a segment; here a new one is there without members, because the
    answer has its id, and an older one stays as it is. Nor is a name documented where there is no SegmentName; here it
    is the id of the job. An ExternalId that was not sent is the account's number, as it was seen.

    Source: MODEL ImportJobRequest; DG audience-define-import; UG segments-importing; UG segments-troubleshooting.
    """
    request: dict[str, Any] = {
        "DefineSegment": False,
        "ExternalId": app.backend.account_id,
        "RegisterEndpoints": False,
        **import_job_request,
    }
    segment = _segment_to_add_to(app, request)
    location = read_location("S3Url", request["S3Url"])
    store = object_store(app, location)
    earlier = segment.current.imported if segment else None
    try:
        files = read_files(store, location, request["Format"])
        outcome = import_files(app, files, call.request_id, registers=request["RegisterEndpoints"], earlier=earlier)
    except ImportFailed as error:
        outcome = Outcome(failures=[error.failure])
    job_id = app.backend.world.ids.job_id()
    if request["DefineSegment"] and segment is None:
        request.setdefault("SegmentName", job_id)
        request["SegmentId"] = _new_segment(app, request, outcome.imported)
    elif segment is not None and not has_failed(outcome.processed, outcome.failures):
        imported = (earlier or Imported()) | outcome.imported
        update_segment(app, segment, _import_definition(app, request, imported), imported=imported)
        segment_updated(app, segment.segment_id)
    created = created_job("IMPORT", job_id, request)
    add_ended(app, app.import_jobs, created, call, processed=outcome.processed, failures=outcome.failures)
    return cast("ImportJobResponseTypeDef", created)


def _segment_to_add_to(app: App, request: Mapping[str, Any]) -> Segment | None:
    """The segment of SegmentId, which can be imported into, or None if there is no SegmentId."""
    if not (request["DefineSegment"] or request["RegisterEndpoints"]):
        raise BadRequestException(
            "Invalid ImportJobRequest: RegisterEndpoints or DefineSegment must be true",
            "both were false, as they are if they are not sent",
        )
    if "SegmentId" not in request:
        return None
    segment_id = request["SegmentId"]
    segment = existing(app.segments.get(segment_id), explain=lambda: no_segment(app, segment_id))
    if segment.current.imported is None:
        error = invalid("SegmentId", "must be that of an imported segment")
        error.explanation = f"segment {shown(segment_id)} was not imported, so that its criteria say who is in it"
        raise error
    return segment


def _new_segment(app: App, request: Mapping[str, Any], imported: Imported) -> str:
    members = {"Name": request["SegmentName"], **_import_definition(app, request, imported)}
    return create_segment(app, members, imported=imported).segment_id


def _import_definition(app: App, request: Mapping[str, Any], imported: Imported) -> dict[str, Any]:
    """The ImportDefinition of a segment. Size and ChannelCounts are those of the whole segment, not of the last import.

    Source: MODEL SegmentImportResource.
    """
    return {
        "ImportDefinition": {
            "ChannelCounts": channel_counts(app, imported),
            **{member: request[member] for member in ("ExternalId", "Format", "RoleArn", "S3Url")},
            "Size": size_of(imported),
        }
    }


@operation("CreateExportJob")
def create_export_job(
    app: App, *, export_job_request: ExportJobRequestTypeDef, call: OperationCall
) -> ExportJobResponseTypeDef:
    """Export the endpoints of the application, or of a segment or one of its versions, to S3; see `export_endpoints`.

    A segment has the members that it has now, and endpoints that only the segment knows are exported too.

    BadRequestException for an S3UrlPrefix of another form and for a SegmentVersion without a SegmentId;
    NotFoundException for an unknown segment or version; S3NotMocked where no S3 is mocked. The job fails for a bucket
    that does not exist.

    Source: MODEL ExportJobRequest; DG audience-data-export; UG migrate.
    """
    documents = _documents_to_export(app, export_job_request)
    prefix = read_location("S3UrlPrefix", export_job_request["S3UrlPrefix"])
    store = object_store(app, prefix)
    job_id = app.backend.world.ids.job_id()
    processed, failures = 0, []
    try:
        processed = export_endpoints(store, export_location(prefix, job_id), documents)
    except ObjectStoreError as error:
        failures.append(Failure(prefix.url, str(error), error.explanation))
    created = created_job("EXPORT", job_id, {**export_job_request})
    add_ended(app, app.export_jobs, created, call, processed=processed, failures=failures)
    return cast("ExportJobResponseTypeDef", created)


def _documents_to_export(app: App, request: ExportJobRequestTypeDef) -> Iterable[Document]:
    number = request.get("SegmentVersion")
    if "SegmentId" not in request:
        if number is not None:
            raise missing("SegmentId", f"SegmentVersion was {number}, and SegmentId was not sent")
        return app.endpoints
    segment_id = request["SegmentId"]
    segment = existing(app.segments.get(segment_id), explain=lambda: no_segment(app, segment_id))
    version = existing(segment.find(number), explain=lambda: no_segment_version(segment, number))
    return segment_members(app, version)


@operation("GetImportJob")
def get_import_job(app: App, *, job_id: str) -> ImportJobResponseTypeDef:
    """An import job, which has ended; NotFoundException if there is none of that id.

    Source: DG audience-define-import.
    """
    job = existing(app.import_jobs.get(job_id), explain=lambda: no_job(app, app.import_jobs, job_id))
    return cast("ImportJobResponseTypeDef", job.document)


@operation("GetImportJobs")
def get_import_jobs(app: App, *, page_size: str | None = None, token: str | None = None) -> ImportJobsResponseTypeDef:
    """A page of the import jobs of the application; see `page_of`.

    Source: MODEL ImportJobsResponse.
    """
    key = {"ApplicationId": app.application_id, "Type": "IMPORT"}
    return cast("ImportJobsResponseTypeDef", page_of(app.import_jobs, key, page_size, token))


@operation("GetSegmentImportJobs")
def get_segment_import_jobs(
    app: App, *, segment_id: str, page_size: str | None = None, token: str | None = None
) -> ImportJobsResponseTypeDef:
    """A page of the jobs that have imported into a segment; see `page_of`. NotFoundException for an unknown segment.

    Source: MODEL ImportJobsResponse.
    """
    existing(app.segments.get(segment_id), explain=lambda: no_segment(app, segment_id))
    key = {"SegmentId": segment_id, "Type": "IMPORT"}
    return cast("ImportJobsResponseTypeDef", page_of(app.import_jobs.of_segment(segment_id), key, page_size, token))


@operation("GetExportJob")
def get_export_job(app: App, *, job_id: str) -> ExportJobResponseTypeDef:
    """An export job, which has ended; NotFoundException if there is none of that id.

    The answers of 2018 that AWS shows have an empty Definition; here it is what was sent, as with imports.

    Source: DG audience-data-export; MODEL ExportJobResponse.Definition.
    """
    job = existing(app.export_jobs.get(job_id), explain=lambda: no_job(app, app.export_jobs, job_id))
    return cast("ExportJobResponseTypeDef", job.document)


@operation("GetExportJobs")
def get_export_jobs(app: App, *, page_size: str | None = None, token: str | None = None) -> ExportJobsResponseTypeDef:
    """A page of the export jobs of the application; see `page_of`.

    Source: MODEL ExportJobsResponse.
    """
    key = {"ApplicationId": app.application_id, "Type": "EXPORT"}
    return cast("ExportJobsResponseTypeDef", page_of(app.export_jobs, key, page_size, token))


@operation("GetSegmentExportJobs")
def get_segment_export_jobs(
    app: App, *, segment_id: str, page_size: str | None = None, token: str | None = None
) -> ExportJobsResponseTypeDef:
    """A page of the jobs that have exported a segment; see `page_of`. NotFoundException for an unknown segment.

    Source: MODEL ExportJobsResponse.
    """
    existing(app.segments.get(segment_id), explain=lambda: no_segment(app, segment_id))
    key = {"SegmentId": segment_id, "Type": "EXPORT"}
    return cast("ExportJobsResponseTypeDef", page_of(app.export_jobs.of_segment(segment_id), key, page_size, token))

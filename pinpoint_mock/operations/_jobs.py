"""What import and export jobs have in common: their documents and their lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.paging import paginate

if TYPE_CHECKING:
    from pinpoint_mock.audience.imports import Failure
    from pinpoint_mock.state.call import OperationCall
    from pinpoint_mock.state.jobs import Job, JobStore
    from pinpoint_mock.state.world import App

MOST_FAILURES = 100
"""The failures that a job lists.

Source: MODEL ImportJobResponse.Failures.
"""


def created_job(job_type: str, job_id: str, definition: dict[str, Any]) -> dict[str, Any]:
    """The answer to the creation of a job, which has no counters yet.

    Source: DG audience-define-import; DG audience-data-export.
    """
    return {
        "CreationDate": timestamp(now()),
        "Definition": dict(sorted(definition.items())),
        "Id": job_id,
        "JobStatus": "CREATED",
        "Type": job_type,
    }


def has_failed(processed: int, failures: Sequence[Failure]) -> bool:
    """Whether a job is FAILED: something has failed, and no definition of those processed has not."""
    return bool(failures) and len(failures) >= processed


def add_ended(
    app: App,
    jobs: JobStore,
    created: dict[str, Any],
    call: OperationCall,
    *,
    processed: int,
    failures: Sequence[Failure],
) -> None:
    """Hold a job as each later look shows it.

    `processed` counts definitions, failed ones too. What has failed without being one, such as a bucket that does not
    exist, is listed and not counted. Everything is one piece.

    Source: DG audience-define-import; DG audience-data-export; MODEL ImportJobResponse.
    """
    failed = int(has_failed(processed, failures))
    document = {
        **created,
        "ApplicationId": app.application_id,
        "CompletedPieces": 1 - failed,
        "CompletionDate": created["CreationDate"],
        "FailedPieces": failed,
        "JobStatus": "FAILED" if failed else "COMPLETED",
        "TotalFailures": min(len(failures), processed),
        "TotalPieces": 1,
        "TotalProcessed": processed,
    }
    if failures:
        document["Failures"] = [f"{failure.place}: {failure.reason}" for failure in failures[:MOST_FAILURES]]
    call.explanations.extend(f"{each.place}: {each.reason}, {each.explanation}" for each in failures)
    jobs.add(dict(sorted(document.items())))


def page_of(jobs: Iterable[Job], key: dict[str, str], page_size: str | None, token: str | None) -> dict[str, Any]:
    """A page of jobs, the job that was created last first, and a token if there are more.

    BadRequestException for a page size that is not a positive number and for a token that this list does not give. AWS
    does not document the order; here it is this one, because programs take the first job for the one that they have
    just made.

    Source: MODEL ImportJobsResponse; MODEL ExportJobsResponse.
    """
    page, next_token = paginate(
        jobs,
        {**key, "JobNumber": lambda job: f"{job.number:09}"},
        newest_first=True,
        page_size=page_size,
        token=token,
    )
    items = [job.document for job in page]
    return {"Item": items, "NextToken": next_token} if next_token else {"Item": items}

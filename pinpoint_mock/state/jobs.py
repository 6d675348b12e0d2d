"""The import and export jobs of an application."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any


@dataclasses.dataclass(frozen=True)
class Job:
    """A job that has ended. `number` grows with each job of its kind in the application.

    `document` has the shape ImportJobResponse or ExportJobResponse.
    """

    number: int
    document: dict[str, Any]

    @property
    def segment_id(self) -> str | None:
        """The segment that the job has imported into or exported, or None."""
        segment_id: str | None = self.document["Definition"].get("SegmentId")
        return segment_id


class JobStore:
    """The jobs of one kind of an application by id, in the order of their creation. None is ever deleted."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}

    def __iter__(self) -> Iterator[Job]:
        return iter(self._jobs.values())

    def copy(self) -> JobStore:
        """A store of the same jobs, in a dict of its own."""
        store = JobStore()
        store._jobs = dict(self._jobs)
        return store

    def get(self, job_id: str) -> Job | None:
        """The job of that id, or None."""
        return self._jobs.get(job_id)

    def ids(self) -> list[str]:
        """The ids of the jobs, newest first."""
        return list(reversed(self._jobs))

    def of_segment(self, segment_id: str) -> list[Job]:
        """The jobs that have imported into a segment, or exported it."""
        return [job for job in self if job.segment_id == segment_id]

    def add(self, document: dict[str, Any]) -> None:
        """Hold a job, as the newest."""
        self._jobs[document["Id"]] = Job(len(self._jobs) + 1, document)

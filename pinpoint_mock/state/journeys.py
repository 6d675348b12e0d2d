"""Journeys of an application: their definitions, where they stand, their runs, and what is counted of them."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pinpoint_mock.core.explain import shown
from pinpoint_mock.state.agenda import Work
from pinpoint_mock.state.participants import ParticipantStore

DRAFT = "DRAFT"
ACTIVE = "ACTIVE"
PAUSED = "PAUSED"
CLOSED = "CLOSED"
COMPLETED = "COMPLETED"
CANCELLED = "CANCELLED"
"""The states of a journey.

Source: MODEL JourneyResponse.State.
"""

ENDED = frozenset({COMPLETED, CANCELLED})
"""The states of journeys in which nothing happens any more."""

RUNNING = "RUNNING"
"""The status of a run with participants inside; others are COMPLETED or CANCELLED.

Source: MODEL JourneyRunResponse.Status.
"""

Document = dict[str, Any]
"""A journey in the shape JourneyResponse, without its State."""


@dataclasses.dataclass(frozen=True)
class JourneyRun:
    """One evaluation of who enters; it is replaced, never changed in place.

    `number` grows with each run of a journey. `is_open` is whether more can enter in this run.
    """

    run_id: str
    number: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    status: str = RUNNING
    is_open: bool = False


@dataclasses.dataclass(frozen=True)
class Journey:
    """A journey; it is replaced, never changed in place.

    `number` grows with each journey of the application. `settings` are those of the project when it was created:
    JourneyLimits and QuietTime. Of a published one `is_open` is whether more can enter, `has_begun` whether somebody
    could already, and `segment_version` the version of the segment in force then. `paused_at` is when it was paused,
    and `halted` the work that waits for the end of the pause.
    """

    journey_id: str
    number: int
    document: Document
    settings: Mapping[str, Any]
    state: str = DRAFT
    is_open: bool = False
    has_begun: bool = False
    segment_version: int | None = None
    paused_at: datetime.datetime | None = None
    halted: tuple[Work, ...] = ()
    was_deleted: bool = False

    @property
    def described(self) -> str:
        """The id and the name, for texts."""
        return f"{shown(self.journey_id)} ({shown(self.document['Name'])})"

    @property
    def activities(self) -> Mapping[str, Mapping[str, Any]]:
        """The activities by id."""
        activities: Mapping[str, Mapping[str, Any]] = self.document.get("Activities", {})
        return activities

    @property
    def has_ended(self) -> bool:
        """Whether nothing happens in it any more."""
        return self.state in ENDED


MetricPlace = tuple[str, str, str | None]
"""What metrics belong to: a journey, one of its runs, and an activity, or None for the run as a whole."""


class JourneyStore:
    """The journeys of an application by id, in the order of their creation, with all that belongs to them.

    A journey that was deleted keeps its participants, so that a test can look at them.
    """

    def __init__(self) -> None:
        self._journeys: dict[str, Journey] = {}
        self._runs: dict[str, dict[str, JourneyRun]] = {}
        self._running: dict[str, dict[str, None]] = {}
        self._participants: dict[str, ParticipantStore] = {}
        self._metrics: dict[MetricPlace, Counter[str]] = {}
        self._created = 0

    def __iter__(self) -> Iterator[Journey]:
        return (journey for journey in list(self._journeys.values()) if not journey.was_deleted)

    def copy(self) -> JourneyStore:
        """A store of the same journeys, in collections of its own."""
        store = JourneyStore()
        store._journeys = dict(self._journeys)
        store._runs = {journey_id: dict(those) for journey_id, those in self._runs.items()}
        store._running = {journey_id: dict(those) for journey_id, those in self._running.items()}
        store._participants = {journey_id: those.copy() for journey_id, those in self._participants.items()}
        store._metrics = {place: Counter(counts) for place, counts in self._metrics.items()}
        store._created = self._created
        return store

    def get(self, journey_id: str) -> Journey | None:
        """The journey of that id, or None if there is none or it was deleted."""
        journey = self._journeys.get(journey_id)
        return None if journey is None or journey.was_deleted else journey

    def was_deleted(self, journey_id: str) -> bool:
        """Whether a journey of that id was deleted."""
        return journey_id in self._journeys and self.get(journey_id) is None

    def create(self, document: Document, settings: Mapping[str, Any]) -> Journey:
        """Hold a new journey, a draft, as the newest."""
        self._created += 1
        journey = Journey(document["Id"], self._created, document, settings)
        self._journeys[journey.journey_id] = journey
        self._runs[journey.journey_id] = {}
        self._running[journey.journey_id] = {}
        self._participants[journey.journey_id] = ParticipantStore()
        return journey

    def replace(self, journey: Journey, **changes: Any) -> Journey:
        """Hold a journey with changes, and return it."""
        changed = dataclasses.replace(journey, **changes)
        self._journeys[changed.journey_id] = changed
        return changed

    def participants(self, journey_id: str) -> ParticipantStore | None:
        """The participants of a journey, also of one that was deleted; None if there never was one of that id."""
        return self._participants.get(journey_id)

    def participants_of(self, journey: Journey) -> ParticipantStore:
        """The participants of a journey that exists."""
        return self._participants[journey.journey_id]

    def runs(self, journey_id: str) -> list[JourneyRun]:
        """The runs of a journey, the oldest first."""
        return list(self._runs[journey_id].values())

    def running(self, journey_id: str) -> list[JourneyRun]:
        """The runs of a journey that go on, the oldest first."""
        return [self._runs[journey_id][run_id] for run_id in self._running[journey_id]]

    def run(self, journey_id: str, run_id: str) -> JourneyRun | None:
        """A run of a journey that exists, or None."""
        return self._runs[journey_id].get(run_id)

    def begin_run(self, journey: Journey, run_id: str, moment: datetime.datetime, *, is_open: bool) -> JourneyRun:
        """Hold a new run of a journey, as the newest."""
        run = JourneyRun(run_id, len(self._runs[journey.journey_id]) + 1, moment, moment, is_open=is_open)
        self.put_run(journey.journey_id, run)
        return run

    def put_run(self, journey_id: str, run: JourneyRun) -> None:
        """Hold a run in place of the one of its id."""
        self._runs[journey_id][run.run_id] = run
        if run.status == RUNNING:
            self._running[journey_id][run.run_id] = None
        else:
            self._running[journey_id].pop(run.run_id, None)

    def count(self, journey_id: str, run_id: str, activity_id: str | None, metric: str, number: int = 1) -> None:
        """Add to a metric of a run, or of an activity in it."""
        self._metrics.setdefault((journey_id, run_id, activity_id), Counter())[metric] += number

    def metrics(self, journey_id: str, activity_id: str | None, run_id: str | None = None) -> Counter[str]:
        """What was counted of a journey, or of an activity of it, in all runs or in one."""
        runs = self._runs[journey_id] if run_id is None else (run_id,)
        found: Counter[str] = Counter()
        for each in runs:
            found.update(self._metrics.get((journey_id, each, activity_id), {}))
        return found

"""Who is in a journey, or was: one participation for each entry, and the events that splits ask for."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

ACTIVE = "ACTIVE"
LEFT = "LEFT"
CANCELLED = "CANCELLED"
HELD_OUT = "HELD_OUT"
"""Where a participation stands. AWS documents no such names; these follow its metrics.

Source: DG analytics-standard-metrics.
"""


class Reported(NamedTuple):
    """An event of a participant, and the message activity that it is about, if it is about one."""

    moment: datetime.datetime
    event_type: str
    attributes: Mapping[str, str]
    metrics: Mapping[str, float]
    activity_id: str | None = None


@dataclasses.dataclass(frozen=True)
class Participation:
    """One entry of a participant into a journey, as far as it has come; it is replaced, never changed in place.

    The participant is an endpoint, or a user with all endpoints, for whom `endpoint_id` is None. `number` counts the
    entries of the journey from 0. `activity_id` is where it is, or where it was last, `due_at` when it goes on, if it
    waits. `path` are the activities that it came to. `since` is the moment from which events count: that of its last
    message, else of its entry. `definition` is the document of an endpoint that only an imported segment knows.
    """

    number: int
    run_id: str
    endpoint_id: str | None
    user_id: str | None
    entered_at: datetime.datetime
    since: datetime.datetime
    status: str = ACTIVE
    activity_id: str | None = None
    due_at: datetime.datetime | None = None
    path: tuple[str, ...] = ()
    definition: Mapping[str, Any] | None = None

    @property
    def is_inside(self) -> bool:
        """Whether it goes on."""
        return self.status == ACTIVE

    @property
    def participant(self) -> tuple[str | None, str | None]:
        """What two entries of the same participant share: ids of endpoints ignore case."""
        return (self.endpoint_id.lower(), None) if self.endpoint_id is not None else (None, self.user_id)


class ParticipantStore:
    """The participations of a journey in the order of their entries."""

    def __init__(self) -> None:
        self._participations: list[Participation] = []
        self._inside: dict[tuple[str | None, str | None], int] = {}
        self._entries: dict[tuple[str | None, str | None], tuple[int, datetime.datetime]] = {}
        self._events: dict[int, tuple[Reported, ...]] = {}
        self._inside_by_run: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Participation]:
        return iter(list(self._participations))

    def __len__(self) -> int:
        return len(self._participations)

    def copy(self) -> ParticipantStore:
        """A store of the same participations, in collections of its own."""
        store = ParticipantStore()
        store._participations = list(self._participations)
        store._inside = dict(self._inside)
        store._entries = dict(self._entries)
        store._events = dict(self._events)
        store._inside_by_run = Counter(self._inside_by_run)
        return store

    @property
    def number_inside(self) -> int:
        """How many are inside."""
        return len(self._inside)

    def number_inside_of(self, run_id: str) -> int:
        """How many of those who entered in a run are inside."""
        return self._inside_by_run[run_id]

    def inside(self) -> list[Participation]:
        """The participations that go on, the oldest first."""
        return [self._participations[number] for number in sorted(self._inside.values())]

    def get(self, number: int) -> Participation:
        """A participation that exists."""
        return self._participations[number]

    def find_inside(self, endpoint_id: str | None, user_id: str | None) -> Participation | None:
        """The participation of an endpoint, or of a user as such, that goes on; None if there is none."""
        key = (endpoint_id.lower(), None) if endpoint_id is not None else (None, user_id)
        number = self._inside.get(key)
        return None if number is None else self._participations[number]

    def entries_of(self, participation: Participation) -> tuple[int, datetime.datetime] | None:
        """How often the participant of a participation has entered before, and when last; None for never."""
        return self._entries.get(participation.participant)

    def enter(self, participation: Participation) -> None:
        """Hold a participation that goes on, as the newest."""
        key = participation.participant
        count, _ = self._entries.get(key, (0, None))
        self._participations.append(participation)
        self._inside[key] = participation.number
        self._entries[key] = count + 1, participation.entered_at
        self._inside_by_run[participation.run_id] += 1

    def put(self, participation: Participation) -> None:
        """Hold a participation in place of the one of its number."""
        if self._participations[participation.number].is_inside and not participation.is_inside:
            del self._inside[participation.participant]
            self._inside_by_run[participation.run_id] -= 1
            self._events.pop(participation.number, None)
        self._participations[participation.number] = participation

    def note(self, number: int, event: Reported) -> None:
        """Keep an event of a participation that goes on."""
        self._events[number] = (*self._events.get(number, ()), event)

    def events(self, number: int) -> tuple[Reported, ...]:
        """The events of a participation, the oldest first."""
        return self._events.get(number, ())

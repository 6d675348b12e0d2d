"""What is due, and when: pieces of work as plain data, in the order in which they will be done."""

from __future__ import annotations

import datetime
import heapq
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

AppPlace = tuple[str, str, str]
"""Where an application is: the ids of the account, of the region and its own."""

Identity = tuple[AppPlace, str, str, str]
"""What a piece of work that has a key is known by: the place of its application, its owner, its kind and its key."""


class Work(NamedTuple):
    """A piece of work that is due at a moment, aware, UTC. It is sorted by that, then by its number.

    `kind` names what does it, `app` is where the application is that it belongs to, `owner` the id of the campaign,
    journey or whatever else has scheduled it. `arguments` are plain data, for its kind only.
    """

    moment: datetime.datetime
    number: int
    kind: str
    app: AppPlace
    owner: str
    key: str | None = None
    arguments: Mapping[str, Any] = {}


class Agenda:
    """The work of a world, and how far its time was moved by hand.

    `next_moment` is when the next piece is due, or that of the piece which is being done, `at_work`. `advanced_to` is
    None or the earliest moment that is now, whatever the clock shows. `heap` still names pieces that were cancelled,
    but never as the first.
    """

    def __init__(self) -> None:
        self.next_moment: datetime.datetime | None = None
        self.advanced_to: datetime.datetime | None = None
        self.at_work: Work | None = None
        self.works: dict[int, Work] = {}
        self.heap: list[tuple[datetime.datetime, int]] = []
        self.numbers: dict[Identity, int] = {}
        self.last_number = 0

    def schedule(
        self,
        moment: datetime.datetime,
        kind: str,
        app: AppPlace,
        owner: str,
        key: str | None = None,
        arguments: Mapping[str, Any] | None = None,
    ) -> None:
        """Have a piece of work done at a moment, in place of the one of the same app, owner, kind and key, if any.

        Without a key it takes no other's place. One for a moment that is over is due at once.

        >>> agenda = Agenda()
        >>> noon = datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.timezone.utc)
        >>> agenda.schedule(noon, "campaign.run", ("123456789012", "us-east-1", "shop"), "c1", key="next")
        >>> agenda.next_moment.hour
        12
        """
        assert moment.tzinfo is not None, "moments are aware"
        self.last_number += 1
        if key is not None:
            self.works.pop(self.numbers.get((app, owner, kind, key), 0), None)
            self.numbers[app, owner, kind, key] = self.last_number
        self.works[self.last_number] = Work(moment, self.last_number, kind, app, owner, key, arguments or {})
        heapq.heappush(self.heap, (moment, self.last_number))
        self._note_next()

    def cancel(self, app: AppPlace, owner: str | None = None, kind: str | None = None, key: str | None = None) -> None:
        """Drop the work of an app; only that of an owner, of a kind or with a key, where these are given."""
        if owner is not None and kind is not None and key is not None:
            number = self.numbers.get((app, owner, kind, key))
            self._drop([] if number is None else [self.works[number]])
            return
        wanted = {"owner": owner, "kind": kind, "key": key}
        given = {name: value for name, value in wanted.items() if value is not None}
        self._drop([each for each in self.of(app) if all(getattr(each, name) == given[name] for name in given)])

    def of(self, app: AppPlace) -> list[Work]:
        """The pieces of work of an app, in their order."""
        return sorted(work for work in self.works.values() if work.app == app)

    def due(self, until: datetime.datetime) -> list[Work]:
        """The pieces of work that are due by a moment, in their order."""
        return sorted(work for work in list(self.works.values()) if work.moment <= until)

    def take(self, until: datetime.datetime) -> Work | None:
        """The first piece that is due by a moment, no longer to be done: it is at work until `finish`."""
        if not self.heap or self.heap[0][0] > until:
            return None
        self.at_work = self.works[self.heap[0][1]]
        self._drop([self.at_work])
        return self.at_work

    def finish(self) -> None:
        """The piece that was taken is done."""
        self.at_work = None
        self._note_next()

    def take_over(self, other: Agenda, apps: Collection[AppPlace]) -> None:
        """Have the work of apps of another agenda done too."""
        for app in apps:
            for work in other.of(app):
                self.schedule(work.moment, work.kind, work.app, work.owner, work.key, work.arguments)

    def copy(self) -> Agenda:
        """The same work, to be done at the same moments in the same order."""
        agenda = Agenda()
        agenda.advanced_to = self.advanced_to
        agenda.works = dict(self.works)
        agenda.heap = list(self.heap)
        agenda.numbers = dict(self.numbers)
        agenda.last_number = self.last_number
        agenda._note_next()
        return agenda

    def _drop(self, works: Collection[Work]) -> None:
        for work in works:
            del self.works[work.number]
            if work.key is not None:
                del self.numbers[work.app, work.owner, work.kind, work.key]
        self._note_next()

    def _note_next(self) -> None:
        if len(self.heap) > 2 * len(self.works) + 100:  # most of them were cancelled
            self.heap = sorted((work.moment, work.number) for work in self.works.values())
        while self.heap and self.heap[0][1] not in self.works:
            heapq.heappop(self.heap)
        if self.at_work is not None:
            self.next_moment = self.at_work.moment
        else:
            self.next_moment = self.heap[0][0] if self.heap else None

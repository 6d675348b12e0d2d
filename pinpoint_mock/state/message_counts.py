"""How many messages the endpoints of an application got from its campaigns and journeys, for their caps."""

from __future__ import annotations

import datetime

LONGEST_TIMEFRAME = datetime.timedelta(days=30)


class MessageCounts:
    """Counts by endpoint id: those of one day, in UTC, of each campaign or journey, and of all journeys.

    AWS documents caps for 24 hours, but not when these begin; here they are the day in UTC.

    >>> counts = MessageCounts()
    >>> noon = datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.timezone.utc)
    >>> counts.add_of_day(noon, "phone")
    >>> counts.of_day(noon, "phone"), counts.of_day(noon + datetime.timedelta(days=1), "phone")
    (1, 0)
    """

    def __init__(self) -> None:
        self._day = ""
        self._of_day: dict[str, int] = {}
        self._of_owner: dict[str, dict[str, int]] = {}
        self._by_journeys: dict[str, tuple[datetime.datetime, ...]] = {}

    def copy(self) -> MessageCounts:
        """The same counts, in dicts of their own."""
        counts = MessageCounts()
        counts._day = self._day
        counts._of_day = dict(self._of_day)
        counts._of_owner = {owner: dict(those) for owner, those in self._of_owner.items()}
        counts._by_journeys = dict(self._by_journeys)
        return counts

    def of_day(self, moment: datetime.datetime, endpoint_id: str) -> int:
        """How many messages an endpoint got on the day of a moment."""
        return self._of_day.get(endpoint_id, 0) if self._day == _day(moment) else 0

    def add_of_day(self, moment: datetime.datetime, endpoint_id: str) -> None:
        """Count a message on the day of a moment; what was counted on another day is forgotten."""
        day = _day(moment)
        if self._day != day:
            self._day = day
            self._of_day = {}
        self._of_day[endpoint_id] = self._of_day.get(endpoint_id, 0) + 1

    def of_owner(self, owner: str, endpoint_id: str) -> int:
        """How many messages of a campaign or journey were for an endpoint."""
        return self._of_owner.get(owner, {}).get(endpoint_id, 0)

    def add_of_owner(self, owner: str, endpoint_id: str) -> None:
        """Count a message of a campaign or journey."""
        counts = self._of_owner.setdefault(owner, {})
        counts[endpoint_id] = counts.get(endpoint_id, 0) + 1

    def by_journeys_since(self, moment: datetime.datetime, endpoint_id: str) -> int:
        """How many messages of all journeys an endpoint got after a moment."""
        return sum(each > moment for each in self._by_journeys.get(endpoint_id, ()))

    def add_by_journey(self, moment: datetime.datetime, endpoint_id: str) -> None:
        """Count a message of a journey; what is older than the longest timeframe is forgotten.

        Source: MODEL JourneyTimeframeCap.Days.
        """
        kept = (each for each in self._by_journeys.get(endpoint_id, ()) if each > moment - LONGEST_TIMEFRAME)
        self._by_journeys[endpoint_id] = (*kept, moment)


def _day(moment: datetime.datetime) -> str:
    return moment.date().isoformat()

"""When a journey may send: quiet time, open hours and closed days, in the zones of the participants."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dateutil import parser

from pinpoint_mock.core.channels import PUSH_CHANNELS
from pinpoint_mock.engagement.schedule import is_quiet, zone, zone_of

if TYPE_CHECKING:
    from pinpoint_mock.state.endpoints import Document
    from pinpoint_mock.state.journeys import Journey

DAYS_OF_WEEK = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
"""The days of OpenHours.

Source: MODEL OpenHours.
"""

DAYS_AHEAD = 32
"""How far is looked for a time at which a message may be sent."""

MINUTE = datetime.timedelta(minutes=1)
NOTHING: Mapping[str, Any] = {}


def channel_member(channel: str) -> str:
    """What OpenHours and ClosedDays call a channel type.

    >>> channel_member("GCM"), channel_member("SMS")
    ('PUSH', 'SMS')
    """
    return "PUSH" if channel in PUSH_CHANNELS else channel


def time_of_day(text: str) -> datetime.time | None:
    """The time in a rule of OpenHours, with or without a date, or None; an offset says nothing, as it is local time.

    >>> time_of_day("09:30")
    datetime.time(9, 30)
    """
    try:
        return parser.isoparser().parse_isotime(text.removeprefix("T")).replace(tzinfo=None)
    except ValueError:
        moment = local_date(text)
        return None if moment is None else moment.time()


def local_date(text: str) -> datetime.datetime | None:
    """The local time in a rule of ClosedDays, or None; an offset says nothing.

    >>> local_date("2030-12-24T00:00:00")
    datetime.datetime(2030, 12, 24, 0, 0)
    """
    try:
        return parser.isoparse(text).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _time(text: str) -> datetime.time:
    found = time_of_day(text)
    assert found is not None, "the rules have read it"
    return found


def _date(text: str) -> datetime.datetime:
    found = local_date(text)
    assert found is not None, "the rules have read it"
    return found


@functools.lru_cache(maxsize=4096)
def _zone_of_number(number: str) -> zoneinfo.ZoneInfo | None:
    import phonenumbers.timezone  # it takes a while to load, and few tests need it

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
    names = phonenumbers.timezone.time_zones_for_number(parsed)
    return next((found for found in map(zone, names) if found is not None), None)


def estimated_zone(journey: Journey, endpoint: Document) -> zoneinfo.ZoneInfo | None:
    """The zone that the estimation methods of a journey find for an endpoint, or None.

    PHONE_NUMBER asks libphonenumber; of several zones the first counts. POSTAL_CODE is not simulated.

    Source: MODEL WriteJourneyRequest.TimezoneEstimationMethods.
    """
    if "PHONE_NUMBER" not in journey.document.get("TimezoneEstimationMethods", ()):
        return None
    is_phone = endpoint.get("ChannelType") in ("SMS", "VOICE")
    return _zone_of_number(endpoint.get("Address", "")) if is_phone else None


@dataclasses.dataclass(frozen=True)
class SendingTimes:
    """The times at which a journey may send, as its definition has them.

    Source: MODEL WriteJourneyRequest.QuietTime; MODEL WriteJourneyRequest.SendingSchedule; UG journeys-create.
    """

    quiet_time: Mapping[str, str]
    open_hours: Mapping[str, Mapping[str, Sequence[Mapping[str, str]]]]
    closed_days: Mapping[str, Sequence[Mapping[str, str]]]
    waits: bool

    @property
    def are_limited(self) -> bool:
        """Whether there is a time at which nothing may be sent."""
        return bool(self.quiet_time or self.open_hours or self.closed_days)

    def reason(self, channel: str, where: zoneinfo.ZoneInfo, moment: datetime.datetime) -> str | None:
        """Why nothing may be sent on a channel at a moment in a zone; None if it may."""
        local = moment.astimezone(where).replace(tzinfo=None)
        time = f"it is {local:%A %H:%M} in {where.key}"
        if is_quiet(self.quiet_time, where, moment):
            return f"{time}, and quiet time is {self.quiet_time['Start']} to {self.quiet_time['End']}"
        member = channel_member(channel)
        if member in self.open_hours and not any(
            start <= local.time() < end for start, end in self._open(member, local)
        ):
            return f"{time}, which is not in the OpenHours of {member}"
        for rule in self.closed_days.get(member, ()):
            if _date(rule["StartDateTime"]) <= local < _date(rule["EndDateTime"]):
                return f"{time}, and {rule.get('Name') or 'a rule'} of the ClosedDays of {member} applies"
        return None

    def next_moment(
        self, channel: str, where: zoneinfo.ZoneInfo, moment: datetime.datetime
    ) -> datetime.datetime | None:
        """The first moment after one at which something may be sent, within a month; None if there is none."""
        candidates = sorted(each for each in self._candidates(channel, where, moment) if each > moment)
        return next((each for each in candidates if self.reason(channel, where, each) is None), None)

    def _open(self, member: str, local: datetime.datetime) -> Iterator[tuple[datetime.time, datetime.time]]:
        for rule in self.open_hours[member].get(DAYS_OF_WEEK[local.weekday()], ()):
            start, end = _time(rule["StartTime"]), _time(rule["EndTime"])
            yield start, datetime.time.max if end == datetime.time() else end

    def _candidates(
        self, channel: str, where: zoneinfo.ZoneInfo, moment: datetime.datetime
    ) -> Iterator[datetime.datetime]:
        """The moments at which one of the limits ends."""
        member, today = channel_member(channel), moment.astimezone(where).date()
        for rule in self.closed_days.get(member, ()):
            yield _at(_date(rule["EndDateTime"]), where)
        for number in range(-1, DAYS_AHEAD):
            midnight = datetime.datetime.combine(today + datetime.timedelta(days=number), datetime.time())
            if self.quiet_time:
                hours, minutes = self.quiet_time["End"].split(":")
                yield _at(midnight.replace(hour=int(hours), minute=int(minutes)), where) + MINUTE
            if member in self.open_hours:
                for start, _ in self._open(member, midnight):
                    yield _at(datetime.datetime.combine(midnight.date(), start), where)


def _at(local: datetime.datetime, where: zoneinfo.ZoneInfo) -> datetime.datetime:
    return local.replace(tzinfo=where).astimezone(datetime.timezone.utc)


def sending_times(journey: Journey) -> SendingTimes:
    """The sending times of a journey, with the quiet time of the project if it has none of its own.

    Source: MODEL WriteJourneyRequest; UG settings-general.
    """
    document = journey.document
    has_schedule = document.get("SendingSchedule", False)
    return SendingTimes(
        quiet_time=document.get("QuietTime") or journey.settings.get("QuietTime") or NOTHING,
        open_hours=document.get("OpenHours", NOTHING) if has_schedule else NOTHING,
        closed_days=document.get("ClosedDays", NOTHING) if has_schedule else NOTHING,
        waits=document.get("WaitForQuietTime", False),
    )


def zone_in(journey: Journey, endpoint: Document) -> zoneinfo.ZoneInfo | None:
    """The zone of an endpoint in a journey: its own, else an estimated one, else None."""
    return zone_of(endpoint) or estimated_zone(journey, endpoint)

"""The one place that reads the clock; freezegun and time-machine are followed because nothing is bound early."""

from __future__ import annotations

import contextlib
import datetime
import threading
from collections.abc import Callable, Iterator

from dateutil import parser

UTC = datetime.timezone.utc


def machine_time() -> datetime.datetime:
    """The moment that the machine's clock shows, or who has frozen or moved it; aware, UTC.

    Not by `time.time`: freezegun gives the real time to callers of it that are near a frame of `threading`.
    """
    return datetime.datetime.now(UTC)


class ThreadClock(threading.local):
    """What `now` asks in a thread: the machine, unless time stands there or was moved by hand.

    It is no context variable: tasks and threads inherit those, and go on when the time no longer stands.
    """

    def __init__(self) -> None:
        self.reading: Callable[[], datetime.datetime] = machine_time


of_thread = ThreadClock()


def now() -> datetime.datetime:
    """The present moment, aware, UTC: within a piece of due work the moment at which it was due."""
    return of_thread.reading()


@contextlib.contextmanager
def standing_at(moment: datetime.datetime) -> Iterator[None]:
    """Let `now` give one moment in this thread.

    >>> with standing_at(datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)):
    ...     now().year
    2030
    """
    before, of_thread.reading = of_thread.reading, lambda: moment
    try:
        yield
    finally:
        of_thread.reading = before


def timestamp(moment: datetime.datetime) -> str:
    """The service's form of a date: UTC, always three digits of milliseconds, `Z`.

    Source: CLI get-endpoint; CLI get-campaign; DG audience-define-lookup.

    >>> timestamp(datetime.datetime(2019, 10, 8, 18, 40, 16, 581999, datetime.timezone.utc))
    '2019-10-08T18:40:16.581Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def parse_timestamp(text: str) -> datetime.datetime | None:
    """Read an ISO 8601 date; one without an offset is UTC; None for anything else.

    >>> parse_timestamp("2019-02-10T19:48:57+01:00").isoformat()
    '2019-02-10T18:48:57+00:00'
    """
    try:
        moment: datetime.datetime = parser.isoparse(text)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):  # OverflowError for a moment before year 1 or after year 9999
        return None

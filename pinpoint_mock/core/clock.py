"""The one place that reads the clock; freezegun and time-machine are followed because nothing is bound early."""

from __future__ import annotations

import datetime

from dateutil import parser


def now() -> datetime.datetime:
    """The present moment, aware, UTC."""
    return datetime.datetime.now(datetime.timezone.utc)


def timestamp(moment: datetime.datetime) -> str:
    """The service's form of a date: UTC, always three digits of milliseconds, `Z`.

    Source: CLI get-endpoint; CLI get-campaign; DG audience-define-lookup.

    >>> timestamp(datetime.datetime(2019, 10, 8, 18, 40, 16, 581999, datetime.timezone.utc))
    '2019-10-08T18:40:16.581Z'
    """
    return moment.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds")[:-6] + "Z"


def parse_timestamp(text: str) -> datetime.datetime | None:
    """Read an ISO 8601 date; one without an offset is UTC; None for anything else.

    >>> parse_timestamp("2019-02-10T19:48:57+01:00").isoformat()
    '2019-02-10T18:48:57+00:00'
    """
    try:
        moment: datetime.datetime = parser.isoparse(text)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=datetime.timezone.utc)
        return moment.astimezone(datetime.timezone.utc)
    except (ValueError, OverflowError):  # OverflowError for a moment before year 1 or after year 9999
        return None

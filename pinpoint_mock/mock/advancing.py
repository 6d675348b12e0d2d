"""Where `pinpoint.advance` moves the time to."""

from __future__ import annotations

import datetime


def advanced(present: datetime.datetime, by: object) -> datetime.datetime:
    """The moment, aware, UTC, that is a duration after the present or that is named.

    ValueError for one before the present or beyond what Python can hold, TypeError for anything else.
    """
    if isinstance(by, datetime.timedelta):
        try:
            moment = present + by
        except OverflowError:
            raise ValueError(f"pinpoint_mock: advance({by!r}) goes beyond the years that Python knows.") from None
    elif isinstance(by, datetime.datetime):
        moment = by.replace(tzinfo=datetime.timezone.utc) if by.tzinfo is None else by.astimezone(datetime.timezone.utc)
    else:
        raise TypeError(
            f"pinpoint_mock: advance() takes a timedelta or a datetime, not {by!r}. "
            "For an hour write advance(datetime.timedelta(hours=1))."
        )
    if moment < present:
        raise ValueError(
            f"pinpoint_mock: advance() never goes back: the mock's now is {present.isoformat()}, "
            f"and {moment.isoformat()} is before that."
        )
    return moment

"""Durations in ISO 8601, as journeys have them."""

from __future__ import annotations

import datetime
import re

from dateutil.relativedelta import relativedelta

UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")

FORM = re.compile(
    r"P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?"
    r"(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?",
    re.ASCII,
)

LONGEST = datetime.timedelta(days=3650)
ANY_DAY = datetime.datetime(2000, 1, 1)


def read_duration(text: str) -> relativedelta | None:
    """A duration, or None for a text that is none, for nothing at all and for more than ten years.

    AWS documents waits of up to a year; here ten are taken, because no journey goes on for longer.

    Source: MODEL WaitTime.WaitFor; UG journeys-add-activities.

    >>> read_duration("P1DT12H")
    relativedelta(days=+1, hours=+12)
    >>> read_duration("an hour"), read_duration("PT0S")
    (None, None)
    """
    found = FORM.fullmatch(text)
    if found is None:
        return None
    units = {unit: int(digits) for unit, digits in zip(UNITS, found.groups(), strict=True) if digits}
    try:
        duration = relativedelta(**units)  # type: ignore[arg-type]  # each unit is a number
        length = ANY_DAY + duration - ANY_DAY
    except (OverflowError, ValueError):  # after the year 9999
        return None
    return duration if datetime.timedelta() < length <= LONGEST else None


def length_of(duration: relativedelta) -> datetime.timedelta:
    """About how long a duration is, for comparisons.

    >>> length_of(relativedelta(hours=1)) < length_of(relativedelta(days=1))
    True
    """
    return ANY_DAY + duration - ANY_DAY

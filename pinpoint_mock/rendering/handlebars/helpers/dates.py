"""Date helpers: dateFormat and now.

Dates print in US English; `locale=` of the user guide is ignored. Source: facts, messaging section 3.6 and engagement
section 3.4.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Mapping
from typing import Any

from dateutil import parser

from pinpoint_mock.core.clock import now
from pinpoint_mock.rendering.handlebars.helpers.date_printing import format_date
from pinpoint_mock.rendering.handlebars.helpers.date_reading import parse_date, zone_of
from pinpoint_mock.rendering.handlebars.helpers.values import HelperError, text

STYLES = {
    "full": "EEEE, MMMM d, yyyy",
    "long": "MMMM d, yyyy",
    "medium": "MMM d, yyyy",
    "short": "M/d/yy",
}
"""Java's styles in the locale en_US. The user guide prints `Sept 19, 2020` for medium, Java `Sep 19, 2020`."""

INPUT_FORMATS = (*STYLES.values(), "EEE MMM dd HH:mm:ss zzz yyyy")
"""What is read besides ISO 8601 when no format is given: the styles, and what Java itself prints for a date."""


def date_format(value: Any, /, output_format: Any = "medium", *, input_format: Any = None, tz: Any = None) -> str:
    """A date in a style or pattern, in a time zone, by default UTC.

    A date that names no zone is one in that zone, as in the sample of the user guide; AWS does not document more, nor
    which dates are read without an input format.

    >>> date_format("09/19/2020", "full", input_format="MM/dd/yyyy", tz="America/Los_Angeles")
    'Saturday, September 19, 2020'
    """
    zone = _zone(tz)
    moment = _read(text(value).strip(), input_format, zone)
    return _print(moment, output_format, zone)


def now_helper(format: Any = "medium", *, tz: Any = None) -> str:
    """The present moment in a style or pattern, in a time zone, by default UTC."""
    return _print(now(), format, _zone(tz))


def _zone(tz: Any) -> datetime.tzinfo:
    return datetime.timezone.utc if tz is None else zone_of(text(tz))


def _print(moment: datetime.datetime, output_format: Any, zone: datetime.tzinfo) -> str:
    pattern = text(output_format)
    try:
        return format_date(moment.astimezone(zone), STYLES.get(pattern, pattern))
    except OverflowError:
        raise HelperError("expected a date of the calendar") from None


def _read(content: str, input_format: Any, zone: datetime.tzinfo) -> datetime.datetime:
    if input_format is not None:
        pattern = text(input_format)
        return parse_date(content, STYLES.get(pattern, pattern), zone)
    moment = _read_iso(content, zone)
    for pattern in INPUT_FORMATS:
        if moment is None:
            with contextlib.suppress(HelperError):
                moment = parse_date(content, pattern, zone)
    if moment is None:
        raise HelperError("expected a date")
    return moment


def _read_iso(content: str, zone: datetime.tzinfo) -> datetime.datetime | None:
    try:
        moment: datetime.datetime = parser.isoparse(content)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


HELPERS: Mapping[str, Callable[..., str]] = {"dateFormat": date_format, "now": now_helper}
"""The date helpers by name."""

"""Date helpers: dateFormat and now. Source: UG message-template-helpers.

The modules that print and read dates are imported when a helper is called: Babel takes a while to load.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from pinpoint_mock.core.clock import now
from pinpoint_mock.rendering.handlebars.helpers.values import HelperError, text
from pinpoint_mock.rendering.handlebars.helpers.zones import zone_of


def date_format(
    value: Any,
    /,
    output_format: Any = "medium",
    *,
    input_format: Any = None,
    tz: Any = None,
    locale: Any = None,
) -> str:
    """A date in a style or pattern, in a time zone, by default UTC, and in the language of a locale, by default en_US.

    A date that names no zone is one in that zone, as in the sample of the user guide. AWS does not document more, nor
    which dates are read without an input format, nor whether the locale is also that of the date; here dates are read
    in US English, because the guide calls it the locale of the format. The guide prints `Sept 19, 2020` for the style
    medium; here it is `Sep 19, 2020`, because Java and Babel write so.

    >>> date_format("09/19/2020", "full", input_format="MM/dd/yyyy", tz="America/Los_Angeles", locale="fr_FR")
    'samedi 19 septembre 2020'
    """
    from pinpoint_mock.rendering.handlebars.helpers.date_reading import read_date

    moment = read_date(text(value).strip(), None if input_format is None else text(input_format), _zone(tz))
    return _print(moment, output_format, tz, locale)


def now_helper(format: Any = "medium", *, tz: Any = None, locale: Any = None) -> str:
    """The present moment in a style or pattern, in a time zone, by default UTC, and in a locale, by default en_US."""
    return _print(now(), format, tz, locale)


def _zone(tz: Any) -> datetime.tzinfo:
    return datetime.timezone.utc if tz is None else zone_of(text(tz))


def _print(moment: datetime.datetime, output_format: Any, tz: Any, locale: Any) -> str:
    from pinpoint_mock.rendering.handlebars.helpers.date_printing import format_date, locale_of

    printed_locale = locale_of("en_US" if locale is None else text(locale))
    try:
        return format_date(moment.astimezone(_zone(tz)), text(output_format), printed_locale)
    except OverflowError:
        raise HelperError("expected a date of the calendar") from None


HELPERS: Mapping[str, Callable[..., str]] = {"dateFormat": date_format, "now": now_helper}
"""The date helpers by name."""

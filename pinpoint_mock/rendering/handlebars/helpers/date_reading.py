"""Dates read in the patterns of Java's SimpleDateFormat, in US English.

Reading stops at the end of the pattern, as in Java; a day that no calendar has is an error, which in Java runs on into
the next month. Week dates and days of the year are not read. Source: UG message-template-helpers; gh:openjdk/jdk.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import re
from collections.abc import Callable, Mapping

from babel.dates import get_day_names, get_month_names, get_period_names
from dateutil import parser

from pinpoint_mock.core.clock import now
from pinpoint_mock.rendering.handlebars.helpers.date_printing import US_ENGLISH, Token, pattern_tokens
from pinpoint_mock.rendering.handlebars.helpers.values import HelperError
from pinpoint_mock.rendering.handlebars.helpers.zones import zone_in_date

STYLES = {style: pattern.pattern for style, pattern in US_ENGLISH.date_formats.items()}
INPUT_FORMATS = (*STYLES.values(), "EEE MMM dd HH:mm:ss zzz yyyy")
"""What is read besides ISO 8601 when no format is given: the styles, and what Java itself prints for a date."""

SHORT_NAME = 3
MONTHS = [name for _, name in sorted(get_month_names(locale=US_ENGLISH).items())]
DAYS = get_day_names(locale=US_ENGLISH).values()
HALVES = [get_period_names(locale=US_ENGLISH)[half] for half in ("am", "pm")]

ZONES = "zZX"
EXPRESSIONS: Mapping[str, str] = {
    "G": "AD",
    "E": "|".join(name for day in DAYS for name in (day, day[:SHORT_NAME])),
    "a": "|".join(HALVES),
    **dict.fromkeys(ZONES, "[A-Za-z]*[+-][0-9]{1,2}(?::?[0-9]{2})?|[A-Za-z_]+(?:/[A-Za-z_]+)*"),
}
"""What stands in a date for the letters that are never numbers."""

MONTH_NAMES = "|".join(name for month in MONTHS for name in (month, month[:SHORT_NAME]))


def read_date(content: str, input_format: str | None, zone: datetime.tzinfo) -> datetime.datetime:
    """The moment that a text names in a style or pattern, or without one in any of the usual forms.

    It is in `zone` unless the text names one. HelperError if there is no date.

    >>> read_date("09/19/2020", "MM/dd/yyyy", datetime.timezone.utc).isoformat()
    '2020-09-19T00:00:00+00:00'
    """
    if input_format is not None:
        return _parsed(content, STYLES.get(input_format, input_format), zone)
    with contextlib.suppress(ValueError):
        moment = parser.isoparse(content)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    for pattern in INPUT_FORMATS:
        with contextlib.suppress(HelperError):
            return _parsed(content, pattern, zone)
    raise HelperError("expected a date")


def _parsed(content: str, pattern: str, zone: datetime.tzinfo) -> datetime.datetime:
    expression, letters = _reader(pattern)
    found = expression.match(content)
    if found is None:
        raise HelperError("expected a date in the input format")
    numbers: dict[str, int] = {}
    for letter, text in zip(letters, found.groups(), strict=True):
        if letter.text in READERS:
            numbers[letter.text] = READERS[letter.text](text, letter.length)
        elif letter.text in ZONES:
            zone = _zone(text)
    try:
        return _moment(numbers, zone)
    except ValueError:
        raise HelperError("expected a date of the calendar") from None


def _zone(name: str) -> datetime.tzinfo:
    zone = zone_in_date(name)
    if zone is None:
        raise HelperError("expected a time zone")
    return zone


@functools.lru_cache(maxsize=128)
def _reader(pattern: str) -> tuple[re.Pattern[str], tuple[Token, ...]]:
    """The expression that finds the fields of a pattern, one group for each letter."""
    parts = pattern_tokens(pattern)
    pairs = zip(parts, (*parts[1:], Token("", 0)), strict=False)
    expression = "".join(_expression(token, following) for token, following in pairs)
    return re.compile(expression, re.IGNORECASE), tuple(token for token in parts if token.length)


def _expression(token: Token, following: Token) -> str:
    if not token.length:
        return re.escape(token.text)
    if token.text in EXPRESSIONS:
        return f"({EXPRESSIONS[token.text]})"
    if token.text not in READERS:
        raise HelperError("the input format has a letter that cannot be read")
    if not _is_number(token):
        return f"({MONTH_NAMES})"
    return rf"\s*([0-9]{{{token.length}}})" if _is_number(following) else r"\s*([0-9]+)(?![0-9])"


def _is_number(token: Token) -> bool:
    if token.text in ("M", "L"):
        return 0 < token.length < SHORT_NAME
    return token.length > 0 and token.text in READERS and token.text not in EXPRESSIONS


def _read_year(content: str, count: int) -> int:
    year = int(content)
    if count > 2 or len(content) != 2:
        return year
    earliest = now().year - 80
    return earliest + (year - earliest) % 100


def _read_month(content: str, count: int) -> int:
    if content.isdecimal():
        return int(content)
    return [month[:SHORT_NAME].lower() for month in MONTHS].index(content[:SHORT_NAME].lower()) + 1


READERS: Mapping[str, Callable[[str, int], int]] = {
    "y": _read_year,
    "M": _read_month,
    "L": _read_month,
    "a": lambda content, count: HALVES.index(content.upper()),
    **dict.fromkeys("dHkKhmsS", lambda content, count: int(content)),
}
"""How each letter of a pattern is read, but for zones and for what says nothing about the moment."""


def _moment(numbers: Mapping[str, int], zone: datetime.tzinfo) -> datetime.datetime:
    hour = numbers.get("H", numbers.get("k", 0) % 24)
    if "h" in numbers or "K" in numbers:
        hour = numbers.get("h", numbers.get("K", 0)) % 12 + 12 * numbers.get("a", 0)
    minute, second, millisecond = (numbers.get(letter, 0) for letter in "msS")
    month = numbers.get("M", numbers.get("L", 1))
    date = numbers.get("y", 1970), month, numbers.get("d", 1)
    return datetime.datetime(*date, hour, minute, second, millisecond * 1000, zone)

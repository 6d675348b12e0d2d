"""Dates read in the patterns of Java's SimpleDateFormat, in US English, and time zones.

Reading stops at the end of the pattern, as in Java; a day that no calendar has is an error, which in Java runs on into
the next month. Week dates and days of the year are not read. Source: facts, messaging section 3.6.
"""

from __future__ import annotations

import datetime
import functools
import re
import zoneinfo
from collections.abc import Callable, Mapping

from pinpoint_mock.core.clock import now
from pinpoint_mock.rendering.handlebars.helpers.date_printing import AM_PM, DAYS, MONTHS, SHORT_NAME, Token, tokens
from pinpoint_mock.rendering.handlebars.helpers.values import HelperError

OFFSET = re.compile(r"(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?")
ABBREVIATIONS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "Z": 0}
"""Names of zones as they stand in a date, in hours from UTC; an id of the tz database names a place."""

ZONES = "zZX"
EXPRESSIONS: Mapping[str, str] = {
    "G": "AD",
    "E": "|".join(name for day in DAYS for name in (day, day[:SHORT_NAME])),
    "a": "|".join(AM_PM),
    **dict.fromkeys(ZONES, "[A-Za-z]*[+-][0-9]{1,2}(?::?[0-9]{2})?|[A-Za-z_]+(?:/[A-Za-z_]+)*"),
}
"""What stands in a date for the letters that are never numbers."""

MONTH_NAMES = "|".join(name for month in MONTHS for name in (month, month[:SHORT_NAME]))


def parse_date(content: str, pattern: str, zone: datetime.tzinfo) -> datetime.datetime:
    """The moment that a text names in a pattern, in `zone` unless it names one. HelperError if it names none.

    >>> parse_date("09/19/2020", "MM/dd/yyyy", datetime.timezone.utc).isoformat()
    '2020-09-19T00:00:00+00:00'
    """
    expression, letters = _reader(pattern)
    found = expression.match(content)
    if found is None:
        raise HelperError("expected a date in the input format")
    numbers: dict[str, int] = {}
    for letter, text in zip(letters, found.groups(), strict=True):
        if letter.text in READERS:
            numbers[letter.text] = READERS[letter.text](text, letter.length)
        elif letter.text in ZONES:
            zone = _zone_in_text(text)
    try:
        return _moment(numbers, zone)
    except ValueError:
        raise HelperError("expected a date of the calendar") from None


def zone_of(name: str) -> datetime.tzinfo:
    """The time zone of an id of the tz database or of an offset such as `GMT-07:00`.

    AWS does not document what becomes of an unknown zone; here it is a HelperError.
    """
    offset = OFFSET.fullmatch(name)
    try:
        return _fixed_zone(offset) if offset else zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        raise HelperError("expected a time zone") from None


def _fixed_zone(offset: re.Match[str]) -> datetime.tzinfo:
    hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
    difference = datetime.timedelta(hours=hours, minutes=minutes)
    signed = -difference if offset["sign"] == "-" else difference
    return datetime.timezone(signed, f"GMT{offset['sign']}{hours:02}:{minutes:02}")


def _zone_in_text(name: str) -> datetime.tzinfo:
    if name.upper() in ABBREVIATIONS:
        return datetime.timezone(datetime.timedelta(hours=ABBREVIATIONS[name.upper()]))
    return zone_of(name)


@functools.lru_cache(maxsize=128)
def _reader(pattern: str) -> tuple[re.Pattern[str], tuple[Token, ...]]:
    """The expression that finds the fields of a pattern, one group for each letter."""
    parts = tokens(pattern)
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
    return rf"\s*([0-9]{{{token.length}}})" if _is_number(following) else r"\s*([0-9]+)"


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


def _read_half(content: str, count: int) -> int:
    return AM_PM.index(content.upper())


def _read_number(content: str, count: int) -> int:
    return int(content)


READERS: Mapping[str, Callable[[str, int], int]] = {
    "y": _read_year,
    "M": _read_month,
    "L": _read_month,
    "a": _read_half,
    **dict.fromkeys("dHkKhmsS", _read_number),
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

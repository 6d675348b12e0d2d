"""Dates printed in the styles and patterns of Java's SimpleDateFormat, in the language of a locale.

Names, styles and most fields come from Babel. Computed here is what Babel prints differently than Java: milliseconds,
offsets, numbers of weekdays, short names of zones and, in versions before 2.17, weeks.
Source: UG message-template-helpers; gh:openjdk/jdk.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from babel import Locale, UnknownLocaleError, dates

from pinpoint_mock.rendering.handlebars.helpers.values import HelperError

Printer = Callable[[datetime.datetime, int, Locale], str]

STYLES = ("full", "long", "medium", "short")
US_ENGLISH = Locale("en", "US")
LOCALE = re.compile(r"([a-z]{2,3})?(?:[_-]([A-Z]{2}|[0-9]{3})?(?:[_-].+)?)?")
FULL_NAME, LONGEST_OFFSET = 4, 3

TOKEN = re.compile(
    r"(?P<letter>[A-Za-z])(?P=letter)*|'(?P<quote>')|'(?P<quoted>(?:[^']|'')+)'|(?P<literal>[^'])|(?P<bad>')", re.DOTALL
)


class Token(NamedTuple):
    """A pattern letter and how often it is repeated, or a literal text and 0."""

    text: str
    length: int


def format_date(moment: datetime.datetime, pattern: str, locale: Locale = US_ENGLISH) -> str:
    """An aware moment in a style or pattern. HelperError for a pattern that Java refuses.

    >>> format_date(datetime.datetime(2020, 9, 19, 15, 4, tzinfo=datetime.timezone.utc), "EEE, MMM d 'at' h:mm a")
    'Sat, Sep 19 at 3:04 PM'
    """
    if pattern in STYLES:
        return dates.format_date(moment, pattern, locale)
    return "".join(
        PRINTERS[text](moment, length, locale) if length else text for text, length in pattern_tokens(pattern)
    )


@functools.lru_cache(maxsize=128)
def locale_of(name: str) -> Locale:
    """The locale of a name such as `fr`, `fr_FR` or `es_419`. HelperError for a name of another form.

    An unknown country is ignored, and an unknown language prints in US English, the language of Java's root locale.

    >>> locale_of("fr_FR").english_name
    'French (France)'
    """
    found = LOCALE.fullmatch(name)
    if found is None:
        raise HelperError("expected a locale")
    language, country = found.groups()
    for known in (f"{language}_{country}" if country else None, language):
        try:
            if known:
                return Locale.parse(known)
        except UnknownLocaleError:
            continue
    return US_ENGLISH


@functools.lru_cache(maxsize=128)
def pattern_tokens(pattern: str) -> tuple[Token, ...]:
    """The parts of a pattern. HelperError for an unknown letter and for a quote that is not closed."""
    return tuple(_token(found) for found in TOKEN.finditer(pattern))


def _token(found: re.Match[str]) -> Token:
    letter, length = found["letter"], len(found[0])
    if found["bad"]:
        raise HelperError("open quote in a date pattern")
    if not letter:
        return Token(found["literal"] or found["quote"] or found["quoted"].replace("''", "'"), 0)
    if letter not in PRINTERS or (letter == "X" and length > LONGEST_OFFSET):
        raise HelperError("unknown letter in a date pattern")
    return Token(letter, length)


def _field(letter: str, longest: int | None = None) -> Printer:
    return lambda moment, count, locale: dates.format_datetime(
        moment, letter * min(count, longest or count), locale=locale
    )


def _number(letter: str) -> Printer:
    field = _field(letter, 1)
    return lambda moment, count, locale: field(moment, count, locale).zfill(count)


def _week_year(moment: datetime.datetime, locale: Locale) -> datetime.datetime:
    """A day of the same week that lies in the year to which the week belongs."""
    weekday = (moment.weekday() - locale.first_week_day) % 7
    return moment + datetime.timedelta(days=7 - locale.min_week_days - weekday)


def _year_of_week(moment: datetime.datetime, count: int, locale: Locale) -> str:
    return PRINTERS["y"](_week_year(moment, locale), count, locale)


def _week(moment: datetime.datetime, count: int, locale: Locale) -> str:
    return str((_week_year(moment, locale).timetuple().tm_yday - 1) // 7 + 1).zfill(count)


def _week_of_month(moment: datetime.datetime, count: int, locale: Locale) -> str:
    before = (moment.replace(day=1).weekday() - locale.first_week_day) % 7
    is_whole_enough = 7 - before >= locale.min_week_days
    return str((moment.day - 1 + before) // 7 + is_whole_enough).zfill(count)


def _zone(moment: datetime.datetime, count: int, locale: Locale) -> str:
    return dates.get_timezone_name(moment, locale=locale) if count >= FULL_NAME else moment.tzname() or ""


def _offset(moment: datetime.datetime, count: int, locale: Locale) -> str:
    if not moment.utcoffset():
        return "Z"
    plain = moment.strftime("%z")
    return (plain[:3], plain[:5], f"{plain[:3]}:{plain[3:5]}")[count - 1]


PRINTERS: Mapping[str, Printer] = {
    **{letter: _number(letter) for letter in "DFHKdhkms"},
    **{letter: _field(letter, FULL_NAME) for letter in "EGLM"},
    "S": lambda moment, count, locale: str(moment.microsecond // 1000).zfill(count),
    "W": _week_of_month,
    "X": _offset,
    "Y": _year_of_week,
    "Z": lambda moment, count, locale: moment.strftime("%z")[:5],
    "a": _field("a", 1),
    "u": lambda moment, count, locale: str(moment.isoweekday()).zfill(count),
    "w": _week,
    "y": _field("y"),
    "z": _zone,
}
"""How each letter of a pattern is printed."""

"""Dates printed in the patterns of Java's SimpleDateFormat, in US English.

Python has no table of the long names of zones, so `zzzz` prints the short one. Source: facts, messaging section 3.6.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pinpoint_mock.rendering.handlebars.helpers.values import HelperError

Field = Callable[[datetime.datetime], int]
Printer = Callable[[datetime.datetime, int], str]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AM_PM = ("AM", "PM")
SHORT_NAME, FULL_NAME = 3, 4
LONGEST_OFFSET = 3

TOKEN = re.compile(
    r"(?P<letter>[A-Za-z])(?P=letter)*|'(?P<quote>')|'(?P<quoted>(?:[^']|'')+)'|(?P<literal>[^'])|(?P<bad>')", re.DOTALL
)


class Token(NamedTuple):
    """A pattern letter and how often it stands there, or a literal text and 0."""

    text: str
    length: int


def format_date(moment: datetime.datetime, pattern: str) -> str:
    """An aware moment in a pattern. HelperError for a pattern that Java refuses.

    >>> format_date(datetime.datetime(2020, 9, 19, 15, 4, tzinfo=datetime.timezone.utc), "EEE, MMM d 'at' h:mm a")
    'Sat, Sep 19 at 3:04 PM'
    """
    return "".join(PRINTERS[text](moment, length) if length else text for text, length in tokens(pattern))


@functools.lru_cache(maxsize=128)
def tokens(pattern: str) -> tuple[Token, ...]:
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


def _number(field: Field) -> Printer:
    return lambda moment, count: str(field(moment)).zfill(count)


def _name(names: Sequence[str], field: Field) -> Printer:
    return lambda moment, count: names[field(moment)][: None if count >= FULL_NAME else SHORT_NAME]


def _year(field: Field) -> Printer:
    return lambda moment, count: str(field(moment) % (100 if count == 2 else 10_000)).zfill(count)


def _month(moment: datetime.datetime, count: int) -> str:
    return (MONTH_NAME if count >= SHORT_NAME else MONTH_NUMBER)(moment, count)


def _offset(moment: datetime.datetime, separator: str = "") -> str:
    plain = moment.strftime("%z")
    return f"{plain[:3]}{separator}{plain[3:5]}"


def _iso_offset(moment: datetime.datetime, count: int) -> str:
    if not moment.utcoffset():
        return "Z"
    return (_offset(moment)[:3], _offset(moment), _offset(moment, ":"))[count - 1]


def _saturday(moment: datetime.datetime) -> datetime.datetime:
    """The last day of the week: an American week begins on Sunday, and that of January 1 is the first of the year."""
    return moment + datetime.timedelta(days=(5 - moment.weekday()) % 7)


def _week_of_month(moment: datetime.datetime) -> int:
    return (moment.day - 1 + moment.replace(day=1).isoweekday() % 7) // 7 + 1


MONTH_NAME = _name(MONTHS, lambda moment: moment.month - 1)
MONTH_NUMBER = _number(lambda moment: moment.month)

PRINTERS: Mapping[str, Printer] = {
    "G": lambda moment, count: "AD",
    "y": _year(lambda moment: moment.year),
    "Y": _year(lambda moment: _saturday(moment).year),
    "M": _month,
    "L": _month,
    "w": _number(lambda moment: (_saturday(moment).timetuple().tm_yday - 1) // 7 + 1),
    "W": _number(_week_of_month),
    "D": _number(lambda moment: moment.timetuple().tm_yday),
    "d": _number(lambda moment: moment.day),
    "F": _number(lambda moment: (moment.day - 1) // 7 + 1),
    "E": _name(DAYS, lambda moment: moment.weekday()),
    "u": _number(lambda moment: moment.isoweekday()),
    "a": lambda moment, count: AM_PM[moment.hour // 12],
    "H": _number(lambda moment: moment.hour),
    "k": _number(lambda moment: moment.hour or 24),
    "K": _number(lambda moment: moment.hour % 12),
    "h": _number(lambda moment: moment.hour % 12 or 12),
    "m": _number(lambda moment: moment.minute),
    "s": _number(lambda moment: moment.second),
    "S": _number(lambda moment: moment.microsecond // 1000),
    "z": lambda moment, count: moment.tzname() or "",
    "Z": lambda moment, count: _offset(moment),
    "X": _iso_offset,
}
"""How each letter of a pattern is printed."""

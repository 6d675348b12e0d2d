"""Time zones by the names that Java's TimeZone and SimpleDateFormat know."""

from __future__ import annotations

import datetime
import re
import zoneinfo

OFFSET = re.compile(r"(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?")
ABBREVIATIONS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "Z": 0}
"""Names of zones as they stand in a date, in hours from UTC."""

GMT = datetime.timezone(datetime.timedelta(), "GMT")
SHORT_IDS = {
    "ACT": "Australia/Darwin",
    "AET": "Australia/Sydney",
    "AGT": "America/Argentina/Buenos_Aires",
    "ART": "Africa/Cairo",
    "AST": "America/Anchorage",
    "BET": "America/Sao_Paulo",
    "BST": "Asia/Dhaka",
    "CAT": "Africa/Harare",
    "CNT": "America/St_Johns",
    "CST": "America/Chicago",
    "CTT": "Asia/Shanghai",
    "EAT": "Africa/Addis_Ababa",
    "ECT": "Europe/Paris",
    "IET": "America/Indiana/Indianapolis",
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "MIT": "Pacific/Apia",
    "NET": "Asia/Yerevan",
    "NST": "Pacific/Auckland",
    "PLT": "Asia/Karachi",
    "PNT": "America/Phoenix",
    "PRT": "America/Puerto_Rico",
    "PST": "America/Los_Angeles",
    "SST": "Pacific/Guadalcanal",
    "VST": "Asia/Ho_Chi_Minh",
}
"""The ids of three letters that Java has besides those of the tz database. Source: gh:openjdk/jdk."""


def zone_of(name: str) -> datetime.tzinfo:
    """The time zone of a `tz` option: an id of the tz database, of three letters, or an offset such as `GMT-07:00`.

    AWS does not document what becomes of an unknown one; here it is GMT, because Java's TimeZone makes it so.

    >>> str(zone_of("PST")), str(zone_of("Moon"))
    ('America/Los_Angeles', 'GMT')
    """
    return _zone(SHORT_IDS.get(name, name)) or GMT


def zone_in_date(name: str) -> datetime.tzinfo | None:
    """The time zone that a date names, also by an abbreviation such as `PDT`; None for an unknown one."""
    hours = ABBREVIATIONS.get(name.upper())
    return _zone(name) if hours is None else datetime.timezone(datetime.timedelta(hours=hours))


def _zone(name: str) -> datetime.tzinfo | None:
    offset = OFFSET.fullmatch(name)
    try:
        return _fixed_zone(offset) if offset else zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return None


def _fixed_zone(offset: re.Match[str]) -> datetime.tzinfo:
    hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
    difference = datetime.timedelta(hours=hours, minutes=minutes)
    signed = -difference if offset["sign"] == "-" else difference
    return datetime.timezone(signed, f"GMT{offset['sign']}{hours:02}:{minutes:02}")

"""Time zones by the names that Java knows."""

from __future__ import annotations

import datetime

import pytest

from pinpoint_mock.rendering.handlebars.helpers.zones import zone_in_date
from pinpoint_mock.rendering.handlebars.templates import render

MOMENT = "2020-09-19T15:04:05.067Z"
LOS_ANGELES = "America/Los_Angeles"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (LOS_ANGELES, "08:04 PDT -0700 -07 -0700 -07:00"),
        ("Asia/Kolkata", "20:34 IST +0530 +05 +0530 +05:30"),
        ("UTC", "15:04 UTC +0000 Z Z Z"),
        ("GMT+02:00", "17:04 GMT+02:00 +0200 +02 +0200 +02:00"),
        ("-0330", "11:34 GMT-03:30 -0330 -03 -0330 -03:30"),
        ("PST", "08:04 PDT -0700 -07 -0700 -07:00"),
        ("PRT", "11:04 AST -0400 -04 -0400 -04:00"),
        ("EST", "10:04 EST -0500 -05 -0500 -05:00"),
        ("America/Lima", "10:04 -05 -0500 -05 -0500 -05:00"),
        ("Moon", "15:04 GMT +0000 Z Z Z"),
        ("../etc", "15:04 GMT +0000 Z Z Z"),
        ("America", "15:04 GMT +0000 Z Z Z"),
        ("", "15:04 GMT +0000 Z Z Z"),
        ("GMT+99", "15:04 GMT +0000 Z Z Z"),
    ],
)
def test_zones(zone: str, expected: str) -> None:
    template = "{{dateFormat Date outputFormat='HH:mm z Z X XX XXX' tz=Demographic.Timezone}}"
    assert render(template, {"Date": [MOMENT], "Demographic": {"Timezone": zone}}) == expected


@pytest.mark.parametrize(
    ("zone", "locale", "expected"),
    [
        (LOS_ANGELES, "en_US", "Pacific Daylight Time"),
        (LOS_ANGELES, "de_DE", "Nordamerikanische Westküsten-Sommerzeit"),
        ("Asia/Kolkata", "en_US", "India Standard Time"),
        ("UTC", "en_US", "Coordinated Universal Time"),
        ("Moon", "en_US", "Greenwich Mean Time"),
        ("GMT+2", "en_US", "GMT+02:00"),
    ],
)
def test_long_names_of_zones(zone: str, locale: str, expected: str) -> None:
    variables = {"Date": MOMENT, "Zone": zone, "Locale": locale}
    assert render("{{dateFormat Date 'zzzz' tz=Zone locale=Locale}}", variables) == expected


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("PDT", -7),
        ("pst", -8),
        ("EST", -5),
        ("Z", 0),
        ("+0530", 5.5),
        ("UTC-3", -3),
        ("Asia/Tokyo", 9),
        ("JST", None),
        ("Moon", None),
        ("+24", None),
        ("", None),
    ],
)
def test_zones_that_a_date_names(name: str, hours: float | None) -> None:
    zone = zone_in_date(name)
    moment = datetime.datetime(2020, 9, 19)
    assert (zone and zone.utcoffset(moment)) == (None if hours is None else datetime.timedelta(hours=hours))

"""Date helpers."""

from __future__ import annotations

import freezegun
import pytest

from pinpoint_mock.rendering.handlebars.templates import TemplateError, render

MOMENT = "2020-09-19T15:04:05.067Z"
LOS_ANGELES = "America/Los_Angeles"


def test_the_sample_of_the_user_guide() -> None:
    template = (
        "We can meet with you any time on {{dateFormat User.UserAttributes.StartDate.[0] "
        'inputFormat="MM/dd/yyyy" outputFormat="full" tz="America/Los_Angeles"}}.'
    )
    variables = {"User": {"UserAttributes": {"StartDate": ["09/19/2020"]}}}
    assert render(template, variables) == "We can meet with you any time on Saturday, September 19, 2020."


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{now}}", "Sep 20, 2020"),
        ("{{now 'medium' tz='America/Los_Angeles'}}", "Sep 19, 2020"),
        ("{{now 'full'}} {{now 'long'}} {{now 'short'}}", "Sunday, September 20, 2020 September 20, 2020 9/20/20"),
        ("{{now format='yyyy' locale='fr_FR'}}", "2020"),
        ("{{now 'HH:mm' tz='GMT+5:30'}} {{now 'z' tz='GMT-7'}}", "08:30 GMT-07:00"),
        ("{{upper (now 'MMM')}}", "SEP"),
    ],
)
def test_now(template: str, expected: str) -> None:
    with freezegun.freeze_time("2020-09-20T03:00:00Z"):
        assert render(template, {}) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("full", "Saturday, September 19, 2020"),
        ("long", "September 19, 2020"),
        ("medium", "Sep 19, 2020"),
        ("short", "9/19/20"),
        ("G y yy yyy yyyy yyyyy", "AD 2020 20 2020 2020 02020"),
        ("M MM MMM MMMM L LL LLL LLLL", "9 09 Sep September 9 09 Sep September"),
        ("Y YY YYYY w ww W", "2020 20 2020 38 38 3"),
        ("D DDDD d dd F E EEE EEEE u", "263 0263 19 19 3 Sat Sat Saturday 6"),
        ("a H HH k K h hh", "PM 15 15 15 3 3 03"),
        ("m mm s ss S SSS SSSS", "4 04 5 05 67 067 0067"),
        ("z Z X XX XXX", "UTC +0000 Z Z Z"),
        ("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2020-09-19T15:04:05.067Z"),
        ("h 'o''clock' ''a'' '''' 'x'", "3 o'clock 'PM' '' x"),
        ("d. M. \u00fc\n", "19. 9. \u00fc\n"),
        ("", ""),
    ],
)
def test_patterns(pattern: str, expected: str) -> None:
    template = "{{dateFormat Date outputFormat=Pattern}}"
    assert render(template, {"Date": MOMENT, "Pattern": pattern}) == expected


@pytest.mark.parametrize(
    ("date", "pattern", "expected"),
    [
        ("2020-09-19T00:30:00Z", "k K h a", "24 0 12 AM"),
        ("2020-09-19T12:30:00Z", "k K h a", "12 0 12 PM"),
        ("2019-12-29T00:00:00Z", "Y w W u", "2020 1 5 7"),
        ("2022-01-01T00:00:00Z", "Y w W F", "2022 1 1 1"),
        ("2016-12-31T00:00:00Z", "Y w W D", "2016 53 5 366"),
    ],
)
def test_edges_of_days_and_years(date: str, pattern: str, expected: str) -> None:
    assert render(f"{{{{dateFormat '{date}' '{pattern}'}}}}", {}) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (LOS_ANGELES, "08:04 PDT -0700 -07 -0700 -07:00"),
        ("Asia/Kolkata", "20:34 IST +0530 +05 +0530 +05:30"),
        ("UTC", "15:04 UTC +0000 Z Z Z"),
        ("GMT+02:00", "17:04 GMT+02:00 +0200 +02 +0200 +02:00"),
        ("-0330", "11:34 GMT-03:30 -0330 -03 -0330 -03:30"),
    ],
)
def test_zones(zone: str, expected: str) -> None:
    template = "{{dateFormat Date outputFormat='HH:mm z Z X XX XXX' tz=Demographic.Timezone}}"
    assert render(template, {"Date": [MOMENT], "Demographic": {"Timezone": zone}}) == expected


def test_without_a_zone_dates_are_in_utc() -> None:
    assert render("{{dateFormat Date 'HH z' tz=Demographic.Timezone}}", {"Date": MOMENT}) == "15 UTC"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2020-09-19", "2020-09-19 00:00:00"),
        ("20200919T1504", "2020-09-19 15:04:00"),
        (" 2020-09-19T15:04:05Z ", "2020-09-19 08:04:05"),
        ("2020-09-19T15:04:05+02:00", "2020-09-19 06:04:05"),
        ("Saturday, September 19, 2020", "2020-09-19 00:00:00"),
        ("September 19, 2020", "2020-09-19 00:00:00"),
        ("Sep 19, 2020", "2020-09-19 00:00:00"),
        ("9/19/20", "2020-09-19 00:00:00"),
        ("9/19/2020", "2020-09-19 00:00:00"),
        ("Sat Sep 19 15:04:05 UTC 2020", "2020-09-19 08:04:05"),
    ],
)
def test_dates_read_without_a_format(date: str, expected: str) -> None:
    template = "{{dateFormat Date 'yyyy-MM-dd HH:mm:ss' tz='America/Los_Angeles'}}"
    assert render(template, {"Date": date}) == expected


@pytest.mark.parametrize(
    ("pattern", "date", "expected"),
    [
        ("medium", "Sep 19, 2020", "2020-09-19 00:00:00.000"),
        ("yyyyMMddHHmmss", "20200919150405", "2020-09-19 15:04:05.000"),
        ("ddMMMyyyy", "19sep2020", "2020-09-19 00:00:00.000"),
        ("dMMM", "1MAY", "1970-05-01 00:00:00.000"),
        ("LLLL d, yyyy G", "May 1, 2020 AD", "2020-05-01 00:00:00.000"),
        ("L/yyyy", "5/2020", "2020-05-01 00:00:00.000"),
        ("EEE d.M.yy", "sat 19.9.20", "2020-09-19 00:00:00.000"),
        ("d.M.yy", "19.9.95", "1995-09-19 00:00:00.000"),
        ("d.M.yy", "19.9.40", "2040-09-19 00:00:00.000"),
        ("d.M.yy", "19.9.42", "1942-09-19 00:00:00.000"),
        ("y", "20", "2020-01-01 00:00:00.000"),
        ("yyyy", "20", "0020-01-01 00:00:00.000"),
        ("yyyy-MM-dd h:mm a", "2020-09-19 12:05 am", "2020-09-19 00:05:00.000"),
        ("yyyy-MM-dd h:mm a", "2020-09-19 1:05 PM", "2020-09-19 13:05:00.000"),
        ("yyyy-MM-dd K a", "2020-09-19 0 PM", "2020-09-19 12:00:00.000"),
        ("yyyy-MM-dd h", "2020-09-19 11", "2020-09-19 11:00:00.000"),
        ("yyyy-MM-dd k:mm", "2020-09-19 24:05", "2020-09-19 00:05:00.000"),
        ("yyyy-MM-dd HH:mm:ss.SSS", "2020-09-19 01:02:03.5", "2020-09-19 01:02:03.005"),
        ("yyyy-MM-dd", "  2020-09-19T10:00:00", "2020-09-19 00:00:00.000"),
        ("yyyy-MM-dd'T'HH X", "2020-09-19T10 -07", "2020-09-19 17:00:00.000"),
        ("yyyy-MM-dd HHZ", "2020-09-19 10+0530", "2020-09-19 04:30:00.000"),
        ("yyyy-MM-dd HH z", "2020-09-19 10 PDT", "2020-09-19 17:00:00.000"),
        ("yyyy-MM-dd HH z", "2020-09-19 10 America/Los_Angeles", "2020-09-19 17:00:00.000"),
        ("yyyy-MM-dd HH z", "2020-09-19 10 GMT-07:00", "2020-09-19 17:00:00.000"),
        ("yyyy.MM (dd)", "2020.09 (19)", "2020-09-19 00:00:00.000"),
    ],
)
def test_dates_read_with_a_format(pattern: str, date: str, expected: str) -> None:
    template = "{{dateFormat Date 'yyyy-MM-dd HH:mm:ss.SSS' inputFormat=Pattern}}"
    with freezegun.freeze_time("2021-06-01"):
        assert render(template, {"Date": date, "Pattern": pattern}) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{dateFormat 'soon'}}", "dateFormat: expected a date"),
        ("{{dateFormat '13/45/20'}}", "dateFormat: expected a date"),
        ("{{dateFormat '19.9.' inputFormat='MM/dd'}}", "dateFormat: expected a date in the input format"),
        ("{{dateFormat '30/2' inputFormat='d/M'}}", "dateFormat: expected a date of the calendar"),
        ("{{dateFormat '1 X/Y' inputFormat='d z'}}", "dateFormat: expected a time zone"),
        ("{{dateFormat '2020' inputFormat='YYYY'}}", "dateFormat: the input format has a letter that cannot be read"),
        ("{{now 'Q'}}", "now: unknown letter in a date pattern"),
        ("{{dateFormat '0001-01-01T00:00:00+05:00'}}", "dateFormat: expected a date of the calendar"),
        ("{{now 'XXXX'}}", "now: unknown letter in a date pattern"),
        ('{{now "h o\'clock"}}', "now: unknown letter in a date pattern"),
        ('{{now "h \'h"}}', "now: open quote in a date pattern"),
        ("{{now tz='Moon'}}", "now: expected a time zone"),
        ("{{now tz='../etc'}}", "now: expected a time zone"),
        ("{{now tz='America'}}", "now: expected a time zone"),
        ("{{now tz=''}}", "now: expected a time zone"),
        ("{{now tz='GMT+99'}}", "now: expected a time zone"),
        ("{{dateFormat tz='UTC'}}", "dateFormat: too few arguments"),
    ],
)
def test_what_cannot_be_rendered(template: str, expected: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(template, {})
    assert str(caught.value) == expected


def test_no_date_prints_nothing() -> None:
    assert render("<{{dateFormat Nothing 'full'}}>", {}) == "<>"

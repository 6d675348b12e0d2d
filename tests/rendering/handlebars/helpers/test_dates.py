"""Date helpers."""

from __future__ import annotations

import subprocess
import sys

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
    ("locale", "pattern", "expected"),
    [
        ("fr_FR", "full", "samedi 19 septembre 2020"),
        ("fr_FR", "long", "19 septembre 2020"),
        ("fr_FR", "medium", "19 sept. 2020"),
        ("fr_FR", "short", "19/09/2020"),
        ("fr_FR", "G GGGG EEE EEEEE MMM LLLLLL", "ap. J.-C. après Jésus-Christ sam. samedi sept. septembre"),
        ("fr-FR", "EEEE", "samedi"),
        ("fr", "EEEE", "samedi"),
        ("fr_XX", "EEEE", "samedi"),
        ("fr_FR_EURO", "EEEE", "samedi"),
        ("de_DE", "full", "Samstag, 19. September 2020"),
        ("fi_FI", "full", "lauantai 19. syyskuuta 2020"),
        ("fi_FI", "LLLL MMMM", "syyskuu syyskuuta"),
        ("es_419", "EEEE d 'de' MMMM", "sábado 19 de septiembre"),
        ("zh_TW", "full", "2020年9月19日 星期六"),
        ("zh_TW", "a h:mm", "下午 3:04"),
        ("en_GB", "medium", "19 Sept 2020"),
        ("en", "medium", "Sep 19, 2020"),
        ("xx_YY", "full", "Saturday, September 19, 2020"),
        ("_GB", "full", "Saturday, September 19, 2020"),
        ("", "full", "Saturday, September 19, 2020"),
    ],
)
def test_locales(locale: str, pattern: str, expected: str) -> None:
    variables = {"Date": MOMENT, "Pattern": pattern, "Demographic": {"Locale": locale}}
    assert render("{{dateFormat Date Pattern locale=Demographic.Locale}}", variables) == expected


@pytest.mark.parametrize(
    ("locale", "date", "expected"),
    [
        ("fr_FR", "2021-01-01", "2020 53 0"),
        ("fr_FR", "2019-12-30", "2020 1 5"),
        ("fr_FR", "2016-01-03", "2015 53 0"),
        ("fr_FR", "2021-01-04", "2021 1 1"),
        ("en_US", "2021-01-01", "2021 1 1"),
        ("ar_EG", "2021-01-02", "2021 2 2"),
    ],
)
def test_weeks_are_those_of_the_locale(locale: str, date: str, expected: str) -> None:
    assert render("{{dateFormat Date 'Y w W' locale=Locale}}", {"Date": date, "Locale": locale}) == expected


def test_a_locale_without_a_value_is_us_english() -> None:
    assert render("{{dateFormat Date locale=Demographic.Locale}}", {"Date": MOMENT}) == "Sep 19, 2020"


def test_dates_are_read_in_english_whatever_the_locale() -> None:
    template = "{{dateFormat '1 May 2020' 'd MMMM' inputFormat='d MMM yyyy' locale='fr_FR'}}"
    assert render(template, {}) == "1 mai"


def test_babel_is_loaded_when_a_date_is_printed() -> None:
    code = """
import sys
from pinpoint_mock.rendering.handlebars.templates import render
print(render("{{upper Id}}{{#unless Id}}{{now}}{{/unless}}", {"Id": "e1"}), "babel" in sys.modules)
print(render("{{dateFormat '2020-09-19'}}", {}), "babel" in sys.modules)
"""
    printed = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert printed.splitlines() == ["E1 False", "Sep 19, 2020 True"]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{dateFormat Date inputFormat=MM/dd/yyyy outputFormat=full tz=America/Los_Angeles}}", "Sunday, May 31, 2020"),
        ("{{dateFormat Date inputFormat=MM/dd/yyyy outputFormat=full locale=fr_FR}}", "dimanche 31 mai 2020"),
        ("{{dateFormat Date tz=PST outputFormat=yyyy-MM-dd}}", "2020-05-31"),
        ("{{dateFormat Date outputFormat=Style}}", "May 31, 2020"),
        ("{{dateFormat Date outputFormat=Style.[0]}}", "May 31, 2020"),
        ("{{dateFormat Date outputFormat=this.Style}}", "May 31, 2020"),
        ("{{dateFormat Date tz=User.UserAttributes.Timezone}}", "May 31, 2020"),
        ("{{#each Zones}}{{dateFormat @root.Date 'z' tz=this}} {{/each}}", "PDT CEST "),
        ("{{#each Zones as |zone|}}{{dateFormat @root.Date 'z' tz=zone}} {{/each}}", "PDT CEST "),
    ],
)
def test_options_without_quotes_are_variables_or_texts(template: str, expected: str) -> None:
    variables = {"Date": "05/31/2020", "Style": ["long"], "Zones": [LOS_ANGELES, "Europe/Paris"]}
    variables |= {"Date": "05/31/2020" if "inputFormat" in template else "2020-05-31"}
    assert render(template, variables) == expected


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
        ("{{dateFormat '9999-12-31' 'w'}}", "dateFormat: expected a date of the calendar"),
        ("{{now locale='EN'}}", "now: expected a locale"),
        ("{{now locale='fr_fr'}}", "now: expected a locale"),
        ("{{now locale='../fr'}}", "now: expected a locale"),
        ("{{dateFormat tz='UTC'}}", "dateFormat: too few arguments"),
    ],
)
def test_what_cannot_be_rendered(template: str, expected: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(template, {})
    assert str(caught.value) == expected


def test_no_date_prints_nothing() -> None:
    assert render("<{{dateFormat Nothing 'full'}}>", {}) == "<>"

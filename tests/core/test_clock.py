"""The clock, and the dates that go over the wire."""

from __future__ import annotations

import datetime
import threading
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import freezegun
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock.core.clock import now, parse_timestamp, standing_at, timestamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from mypy_boto3_pinpoint import PinpointClient

UTC = datetime.timezone.utc
MOMENT = datetime.datetime(2019, 10, 8, 18, 40, 16, 581000, tzinfo=UTC)

TRAVELS = {
    "freezegun": lambda: freezegun.freeze_time(MOMENT),
    "time_machine": lambda: pytest.importorskip("time_machine").travel(MOMENT, tick=False),  # CPython has it
}


@pytest.mark.parametrize("travel", TRAVELS.values(), ids=TRAVELS)
def test_every_date_follows_those_who_change_the_clock(
    client: PinpointClient, travel: Callable[[], AbstractContextManager[object]]
) -> None:
    with travel():
        answer = client.create_app(CreateApplicationRequest={"Name": "shop"})
    assert answer["ApplicationResponse"]["CreationDate"] == "2019-10-08T18:40:16.581Z"
    headers = answer["ResponseMetadata"]["HTTPHeaders"]
    assert parsedate_to_datetime(headers["date"]) == MOMENT.replace(microsecond=0)
    assert headers["x-amzn-trace-id"].startswith(f"Root=1-{int(MOMENT.timestamp()):08x}-")


def test_now_is_aware_and_utc() -> None:
    assert now().utcoffset() == datetime.timedelta()


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime.datetime(2019, 10, 8, 18, 40, 16, tzinfo=UTC), "2019-10-08T18:40:16.000Z"),
        (datetime.datetime(2019, 10, 8, 18, 40, 16, 999999, tzinfo=UTC), "2019-10-08T18:40:16.999Z"),
        (
            datetime.datetime(2019, 10, 8, 18, 40, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
            "2019-10-08T16:40:00.000Z",
        ),
    ],
)
def test_a_date_has_three_digits_of_milliseconds_and_a_z(moment: datetime.datetime, text: str) -> None:
    assert timestamp(moment) == text


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-10-08T18:40:16.581Z", MOMENT),
        ("2019-10-08T18:40:16.581", MOMENT),
        ("2019-10-08T20:40:16.581+02:00", MOMENT),
        ("2019-10-08", datetime.datetime(2019, 10, 8, tzinfo=UTC)),
    ],
)
def test_iso_8601_is_read_as_utc(text: str, moment: datetime.datetime) -> None:
    parsed = parse_timestamp(text)
    assert parsed == moment
    assert parsed.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2019-02-30",
        "1570560016",
        "2019-10-08T18:40:16 PM",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:00:00-05:00",
        "9999-12-31T24:00",
    ],
)
def test_anything_else_is_no_date(text: str) -> None:
    assert parse_timestamp(text) is None


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}T?[0-9:.,+Z-]{0,20}", fullmatch=True))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    moment = parse_timestamp(text)
    assert moment is None or moment.utcoffset() == datetime.timedelta()


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_can_be_read(moment: datetime.datetime) -> None:
    assert parse_timestamp(timestamp(moment)) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def test_a_standing_clock_stands_for_this_thread_only() -> None:
    seen = []
    with standing_at(MOMENT):
        thread = threading.Thread(target=lambda: seen.append(now()))
        thread.start()
        thread.join()
        assert now() == MOMENT
        with standing_at(MOMENT + datetime.timedelta(hours=1)):
            assert now() == MOMENT + datetime.timedelta(hours=1)
        assert now() == MOMENT
    assert now() != MOMENT
    assert seen[0] != MOMENT

"""Durations in ISO 8601."""

from __future__ import annotations

import datetime

import pytest

from pinpoint_mock.engagement.durations import length_of, read_duration

HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("PT1H", HOUR),
        ("PT90M", 1.5 * HOUR),
        ("PT3600S", HOUR),
        ("P1D", 24 * HOUR),
        ("P1DT1H", 25 * HOUR),
        ("P2W", 336 * HOUR),
        ("P1M", 31 * 24 * HOUR),
        ("P10Y", None),
        ("P365D", 365 * 24 * HOUR),
        ("P3650D", 3650 * 24 * HOUR),
        ("P3651D", None),
        ("P9999Y", None),
        ("PT0S", None),
        ("P", None),
        ("PT", None),
        ("P1H", None),
        ("1H", None),
        ("PT1.5H", None),
        ("-PT1H", None),
        ("PT\u0661H", None),
        ("", None),
    ],
)
def test_what_can_be_read(text: str, length: datetime.timedelta | None) -> None:
    duration = read_duration(text)
    assert (None if duration is None else length_of(duration)) == length

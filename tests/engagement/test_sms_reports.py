"""The country and the price of an SMS."""

from __future__ import annotations

import pytest

from pinpoint_mock.engagement.sms_reports import country_of, price_of
from tests.builders import message


@pytest.mark.parametrize(
    ("phone_number", "country"),
    [
        ("+15550100", "US"),
        ("+1 (416) 555-0100", "CA"),
        ("4930123456", "DE"),
        ("+8002255288", "XX"),
        ("+999123456", "XX"),
        ("not a number", "XX"),
        ("", "XX"),
    ],
)
def test_the_country_of_a_number(phone_number: str, country: str) -> None:
    assert country_of(phone_number) == country


@pytest.mark.parametrize(("length", "parts"), [(160, 1), (161, 2), (306, 2), (307, 3)])
def test_each_part_has_the_same_price(length: int, parts: int) -> None:
    assert price_of(message(channel="SMS", body="x" * length)) == 645.0 * parts
    assert price_of(message(channel="SMS", body=None)) == 645.0

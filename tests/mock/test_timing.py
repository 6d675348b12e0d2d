"""`advance`: moving the mock's time by hand. `run_due` is tested with the work: tests/engagement."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import freezegun
import pytest

from pinpoint_mock import mock_pinpoint
from tests.builders import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

UTC = datetime.timezone.utc
NINE = datetime.datetime(2030, 1, 1, 9, tzinfo=UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with freezegun.freeze_time(NINE) as frozen:
        yield frozen


def created(pinpoint: PinpointMock) -> datetime.datetime:
    """The mock's now: when an application that is made now was created."""
    app_id = pinpoint.add_app()
    return pinpoint.apps.one(application_id=app_id).creation_date


@pytest.mark.parametrize(
    ("by", "moment"),
    [
        (HOUR, NINE + HOUR),
        (datetime.timedelta(), NINE),
        (NINE, NINE),
        (NINE + HOUR, NINE + HOUR),
        (datetime.datetime(2030, 1, 1, 10), NINE + HOUR),  # without an offset it is UTC
        (datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.timezone(2 * HOUR)), NINE + HOUR),
    ],
)
def test_the_time_moves_by_a_duration_or_to_a_moment(
    pinpoint: PinpointMock, by: datetime.timedelta | datetime.datetime, moment: datetime.datetime
) -> None:
    pinpoint.advance(by)
    assert created(pinpoint) == moment
    pinpoint.advance(HOUR)
    assert created(pinpoint) == moment + HOUR


def test_calls_of_boto3_have_that_time_in_every_date(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.advance(HOUR)
    answer = client.create_app(CreateApplicationRequest={"Name": "shop"})
    assert answer["ApplicationResponse"]["CreationDate"] == "2030-01-01T10:00:00.000Z"
    assert parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"]) == NINE + HOUR
    assert pinpoint.requests.last.sent_at == NINE + HOUR


def test_a_clock_that_is_later_wins(pinpoint: PinpointMock, clock: Any) -> None:
    pinpoint.advance(HOUR)
    clock.move_to(NINE + HOUR / 2)
    assert created(pinpoint) == NINE + HOUR
    clock.move_to(NINE + 2 * HOUR)
    assert created(pinpoint) == NINE + 2 * HOUR
    clock.move_to(NINE)
    assert created(pinpoint) == NINE + HOUR


@pytest.mark.parametrize("by", [-HOUR, NINE - HOUR, datetime.timedelta.max, datetime.timedelta.min])
def test_it_never_goes_back_nor_beyond_the_last_year(pinpoint: PinpointMock, by: Any) -> None:
    with pytest.raises(ValueError, match=r"^pinpoint_mock: advance\("):
        pinpoint.advance(by)
    assert created(pinpoint) == NINE


def test_what_is_before_is_said_with_the_present(pinpoint: PinpointMock) -> None:
    pinpoint.advance(HOUR)
    text = (
        "pinpoint_mock: advance() never goes back: the mock's now is 2030-01-01T10:00:00+00:00, "
        "and 2030-01-01T09:00:00+00:00 is before that."
    )
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        pinpoint.advance(NINE)


@pytest.mark.parametrize("by", [60, "2030-01-02", None, datetime.date(2030, 1, 2)])
def test_anything_else_is_a_type_error(pinpoint: PinpointMock, by: Any) -> None:
    with pytest.raises(TypeError, match=r"^pinpoint_mock: advance\(\) takes a timedelta or a datetime, not "):
        pinpoint.advance(by)


def test_reset_forgets_it_and_clear_does_not(pinpoint: PinpointMock) -> None:
    pinpoint.advance(HOUR)
    pinpoint.clear()
    assert created(pinpoint) == NINE + HOUR
    pinpoint.reset()
    assert created(pinpoint) == NINE


def test_an_inner_mock_moves_the_time_of_the_outer_one(client: PinpointClient) -> None:
    with mock_pinpoint() as inner:
        inner.advance(HOUR)
    create_app(client)
    assert inner.requests.last.sent_at == NINE + HOUR


def test_the_next_mock_has_a_time_of_its_own() -> None:
    for _ in range(2):
        with mock_pinpoint() as pinpoint:
            assert created(pinpoint) == NINE
            pinpoint.advance(HOUR)

"""Which mock is in force, and what is in force again when it ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.core.errors import ExpectationFailed, RealAWSRefused
from pinpoint_mock.state import activation
from pinpoint_mock.state.activation import Activation, Entry
from pinpoint_mock.state.options import Options
from pinpoint_mock.state.world import World

REFUSED = RealAWSRefused("s3", "https://s3.amazonaws.com/")
FAILED = ExpectationFailed("body=<lambda>", "'Hello'", ZeroDivisionError("division by zero"))


def test_listeners_hear_of_each_activation_that_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Activation] = []
    monkeypatch.setattr(activation, "begin_listeners", [begun.append])
    for number in (1, 2):
        with mock_pinpoint(), mock_pinpoint():
            assert len(begun) == number
            assert activation.current() is begun[-1]


@pytest.fixture
def lower_and_upper(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Activation, Activation]]:
    """Two activations, of which the upper one has suspended the lower one."""
    monkeypatch.setattr(activation, "begin_listeners", [])
    lower, upper = (Activation(World(), [Entry(is_background=is_background)]) for is_background in (True, False))
    activation.begin(lower)
    activation.begin(upper)
    yield lower, upper
    for each in list(activation.in_force()):
        activation.end(each)


def test_what_was_suspended_is_in_force_again(lower_and_upper: tuple[Activation, Activation]) -> None:
    lower, upper = lower_and_upper
    assert activation.current() is upper
    assert list(activation.in_force()) == [upper, lower]
    activation.end(upper)
    assert list(activation.in_force()) == [lower]
    activation.end(lower)
    assert activation.current() is None


def test_one_that_is_suspended_can_end_first(lower_and_upper: tuple[Activation, Activation]) -> None:
    lower, upper = lower_and_upper
    activation.end(lower)
    assert list(activation.in_force()) == [upper]
    activation.end(upper)
    assert activation.current() is None


def test_the_activation_of_an_entry(lower_and_upper: tuple[Activation, Activation]) -> None:
    for each in lower_and_upper:
        assert activation.activation_of(each.entries[0]) is each


def test_a_background_with_a_mock_of_a_test_inside_is_none(lower_and_upper: tuple[Activation, Activation]) -> None:
    lower, upper = lower_and_upper
    assert (lower.is_background, upper.is_background) == (True, False)
    lower.entries.append(Entry())
    assert not lower.is_background


def test_what_went_wrong_is_reported_once() -> None:
    happened = Activation(World(), refused=[REFUSED], failed_expectations=[FAILED])
    assert happened.take_unreported() == [FAILED, REFUSED]
    assert happened.take_unreported() == []
    assert happened.reported_refusals == [REFUSED]


def test_clear_forgets_what_happened() -> None:
    happened = Activation(
        World(), refused=[REFUSED], reported_refusals=[REFUSED], failed_expectations=[FAILED], retry_delays=[0.5]
    )
    happened.clear()
    assert happened.is_cleared
    assert happened.take_unreported() == happened.reported_refusals == []
    assert happened.retry_delays == []


def test_the_world_has_the_options_of_the_newest_entry_that_sets_them() -> None:
    entries = [Entry(Options(seed=1, region_name="eu-west-1")), Entry(Options(seed=2)), Entry()]
    happened = Activation(World(), entries)
    happened.apply_options()
    assert happened.world.options == Options(seed=2, region_name="eu-west-1")
    del entries[1]
    happened.apply_options()
    assert happened.world.options == Options(seed=1, region_name="eu-west-1")

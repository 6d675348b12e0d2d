"""Which mock is in force, and what is in force again when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock import PinpointMock, current_mock, mock_pinpoint
from pinpoint_mock.core.errors import ExpectationFailed, RealAWSRefused
from pinpoint_mock.state import activation
from pinpoint_mock.state.activation import Activation, Entry
from pinpoint_mock.state.options import Options
from pinpoint_mock.state.world import World
from tests.builders import create_app, send
from tests.state.forking import held_by_another_thread, in_child

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

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


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # of Python, where there are threads
class TestForks:
    def test_no_lock_stays_held_in_the_child(self, pinpoint: PinpointMock, early_client: PinpointClient) -> None:
        def use() -> list[str]:
            with mock_pinpoint() as inner:
                send(early_client, inner.add_app())
            return [message.address or "" for message in inner.sent_messages]

        active = activation.current()
        assert active is not None
        with held_by_another_thread(activation.lock, active.world.lock):
            assert in_child(use) == ["+15550100"]

    def test_locks_of_what_is_suspended_are_free_as_well(
        self, lower_and_upper: tuple[Activation, Activation], early_client: PinpointClient
    ) -> None:
        def use() -> int:
            activation.end(upper)
            return len(lower.world.snapshot().backends)

        lower, upper = lower_and_upper
        with held_by_another_thread(lower.world.lock):
            assert in_child(use) == 0

    def test_ids_differ_from_those_of_the_parent_and_of_other_children(
        self, pinpoint: PinpointMock, early_client: PinpointClient
    ) -> None:
        def make() -> list[str]:
            return [create_app(early_client), current_mock().add_app()]

        assert len({*in_child(make), *in_child(make), *make()}) == 6

    def test_with_a_seed_they_are_the_same_in_every_run(self) -> None:
        def run() -> list[str]:
            with mock_pinpoint(seed=1) as pinpoint:
                return [in_child(pinpoint.add_app), in_child(pinpoint.add_app), pinpoint.add_app()]

        first = run()
        assert run() == first
        assert len(set(first)) == 3

    def test_what_a_child_sends_stays_there(self, pinpoint: PinpointMock, early_client: PinpointClient) -> None:
        def use() -> str | None:
            send(early_client, app_id)
            return current_mock().sent_messages.one().body

        app_id = pinpoint.add_app(region_name="us-east-1")
        assert in_child(use) == "Hello"
        assert pinpoint.messages == []

    def test_without_a_mock_a_fork_is_as_ever(self) -> None:
        assert in_child(lambda: activation.current() is None) is True

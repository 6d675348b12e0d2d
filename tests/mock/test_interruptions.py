"""A signal at any moment of entering or leaving, as of Ctrl-C or pytest-timeout, leaves nothing active."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws

from pinpoint_mock import current_mock, mock_pinpoint
from pinpoint_mock.adapters.moto import joining
from pinpoint_mock.mock.lifecycle import MockPinpoint
from pinpoint_mock.state import activation
from tests.adapters.test_patches import standing
from tests.builders import app_ids, create_app
from tests.mock.interruptions import Interrupted, Interruption, enter_and_leave, interruptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mypy_boto3_pinpoint import PinpointClient

    Check = Callable[[], None]
    Run = Callable[[Interruption], object]

pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
FEW = 7
"""Where `mock_aws` takes part, which is slow to begin, each seventh moment will do."""

entering_and_leaving = pytest.mark.parametrize(
    "during", [MockPinpoint.start, MockPinpoint._leave], ids=["entering", "leaving"]
)


@pytest.fixture
def check(early_client: PinpointClient) -> Iterator[Check]:
    """What checks that nothing is left."""

    def check() -> None:
        assert activation.current() is None
        assert [now is then for now, then in zip(standing(), before, strict=True)] == [True] * len(before)
        with mock_pinpoint():
            assert app_ids(early_client) == set()

    before = standing()
    for first in (mock_pinpoint, mock_aws):  # so that all is imported
        with first(), mock_aws(), mock_pinpoint():
            check_joined(early_client)
    yield check
    check()
    for first in (mock_pinpoint, mock_aws):
        with first(), mock_aws(), mock_pinpoint():
            check_joined(early_client)


def check_joined(client: PinpointClient) -> None:
    assert app_ids(client) == set()
    assert current_mock().backend("us-east-1").apps.keys() == {create_app(client)}


def at_every_moment(during: Callable[..., object], run: Run, check: Check, step: int = 1) -> None:
    """Run something with each interruption that its function can have, or with some, and check what is left."""
    for interruption in interruptions(during, step):
        with contextlib.suppress(Interrupted):
            run(interruption)
        check()


@entering_and_leaving
def test_the_outermost(during: Any, check: Check) -> None:
    def run(interruption: Interruption) -> None:
        with interruption, mock_pinpoint(seed=1, allow_real_aws=True):
            pass

    at_every_moment(during, run, check)


@entering_and_leaving
def test_start_and_stop_of_one_that_is_used_again(during: Any, check: Check) -> None:
    def run(interruption: Interruption) -> None:
        with interruption:
            mock.start()
            mock.stop()

    mock = mock_pinpoint()
    at_every_moment(during, run, check)


@entering_and_leaving
def test_an_inner_one(during: Any, check: Check, early_client: PinpointClient) -> None:
    def run(interruption: Interruption) -> None:
        with interruption, mock_pinpoint(strict_templates=False, allow_real_aws=True):
            pass

    def check_outer() -> None:
        assert active is not None
        assert activation.current() is active
        assert len(active.entries) == 1
        assert active.world.options == options
        assert app_ids(early_client) == {app_id}

    with mock_pinpoint(strict_templates=True, region_name="us-east-1") as pinpoint:
        app_id, active = pinpoint.add_app(), activation.current()
        options = pinpoint._world.options
        at_every_moment(during, run, check_outer)


def test_one_that_ends_before_an_inner_one(check: Check) -> None:
    def run(interruption: Interruption) -> None:
        outer = mock_pinpoint()
        outer.start()
        with mock_pinpoint(), interruption:
            outer.stop()

    at_every_moment(MockPinpoint._leave, run, check)


@entering_and_leaving
def test_inside_mock_aws(during: Any, check: Check) -> None:
    def run(interruption: Interruption) -> None:
        with mock_aws(), interruption, mock_pinpoint():
            pass

    at_every_moment(during, run, check, step=FEW)


def test_one_that_ends_before_a_mock_aws_inside(check: Check) -> None:
    def run(interruption: Interruption) -> None:
        pinpoint = mock_pinpoint()
        pinpoint.start()
        with mock_aws(), interruption:
            pinpoint.stop()

    at_every_moment(MockPinpoint._leave, run, check, step=FEW)


@pytest.mark.parametrize("during", [joining.Joining._enter, joining.Joining._leave], ids=["entering", "leaving"])
@pytest.mark.parametrize("ends_first", [True, False], ids=["ends first", "ends last"])
def test_a_mock_aws_inside(during: Any, ends_first: bool, check: Check) -> None:
    def run(interruption: Interruption) -> None:
        aws, pinpoint = mock_aws(), mock_pinpoint()
        with contextlib.ExitStack() as stack:
            pinpoint.start()
            stack.callback(pinpoint.stop)
            with contextlib.suppress(Interrupted), interruption:
                aws.start()
            if not ends_first:
                stack.close()
            with contextlib.suppress(Interrupted), interruption:
                aws.stop()

    at_every_moment(during, run, check, step=FEW)


@entering_and_leaving
def test_async_with(during: Any, check: Check) -> None:
    def run(interruption: Interruption) -> None:
        with interruption, pytest.raises(StopIteration):
            enter_and_leave().send(None)

    at_every_moment(during, run, check)


class TestOneMoment:
    """The same once each, without a trace function: by something that is called on the way."""

    @pytest.fixture
    def interrupt(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], None]:
        def interrupt(owner: Any, name: str) -> None:
            def interrupted(*args: Any, **kwargs: Any) -> None:
                monkeypatch.undo()
                raise Interrupted

            monkeypatch.setattr(owner, name, interrupted)

        return interrupt

    @pytest.mark.parametrize("name", ["begin", "end"])
    def test_of_the_outermost(self, interrupt: Any, name: str, check: Check) -> None:
        interrupt(activation, name)
        with pytest.raises(Interrupted), mock_pinpoint():
            pass
        check()

    def test_of_an_inner_one(self, interrupt: Any, check: Check) -> None:
        with mock_pinpoint() as pinpoint:
            interrupt(activation.Activation, "apply_options")
            with pytest.raises(Interrupted):
                mock_pinpoint().start()
            assert current_mock() is pinpoint
        check()

    def test_of_one_that_has_left(self, interrupt: Any, check: Check) -> None:
        mock = mock_pinpoint()
        mock.start()
        interrupt(activation.Activation, "take_unreported")
        with pytest.raises(Interrupted):
            mock.stop()
        check()

    @pytest.mark.parametrize(("owner", "name"), [(joining, "take_over_from_moto"), (joining.Joining, "_leave")])
    def test_of_a_mock_aws(self, interrupt: Any, owner: Any, name: str, check: Check) -> None:
        aws = mock_aws()
        with mock_pinpoint():
            interrupt(owner, name)
            with contextlib.suppress(Interrupted):
                aws.start()
            with contextlib.suppress(Interrupted):
                aws.stop()
        check()

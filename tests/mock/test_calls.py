"""Each public method of the mock is a call: what was due has been done before it."""

from __future__ import annotations

import contextlib
import inspect
from typing import Any

import pytest

from pinpoint_mock import PinpointMock, mock_pinpoint
from pinpoint_mock.mock.calls import CATCH_UP_THEMSELVES, methods_are_calls
from pinpoint_mock.state.world import World

METHODS = [name for name, _ in inspect.getmembers(PinpointMock, inspect.isfunction) if not name.startswith("_")]


class CountingWorld(World):
    """Counts how often what is due is done."""

    number = 0

    def catch_up(self) -> None:
        self.number += 1


@pytest.mark.parametrize("name", METHODS)
def test_what_is_due_has_been_done_before_each_method(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with mock_pinpoint() as pinpoint:
        done: list[Any] = []
        monkeypatch.setattr(pinpoint._world, "catch_up", lambda: done.append(name))
        with contextlib.suppress(TypeError, AssertionError):  # it wants arguments, or nothing was sent
            getattr(pinpoint, name)(**{"timeout": 0} if name == "wait_for_sent" else {})
        assert set(done) == {name}


def test_they_are_many_and_those_that_do_it_themselves_exist() -> None:
    assert len(METHODS) >= 20
    assert set(METHODS) > CATCH_UP_THEMSELVES


def test_only_public_methods_are_calls_and_keep_what_they_say_of_themselves() -> None:
    @methods_are_calls
    class Mock:
        number = 1

        def __init__(self) -> None:
            self._world = CountingWorld()

        def double(self, number: int) -> int:
            """Twice the number."""
            return 2 * number

        def run_due(self) -> int:
            return self._world.number

        def _private(self) -> int:
            return self._world.number

        @property
        def view(self) -> int:
            return self._world.number

    mock = Mock()
    assert (mock.run_due(), mock._private(), mock.view, mock.number) == (0, 0, 0, 1)
    assert mock.double(number=2) == 4
    assert mock.view == 1
    assert (Mock.double.__doc__, str(inspect.signature(Mock.double))) == (
        "Twice the number.",
        "(self, number: 'int') -> 'int'",
    )

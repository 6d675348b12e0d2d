"""Which mock is in force, and what is in force again when it ends."""

from __future__ import annotations

import pytest

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.state import activation
from pinpoint_mock.state.activation import Activation


def test_listeners_hear_of_each_activation_that_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Activation] = []
    monkeypatch.setattr(activation, "begin_listeners", [begun.append])
    for number in (1, 2):
        with mock_pinpoint(), mock_pinpoint():
            assert len(begun) == number
            assert activation.current() is begun[-1]

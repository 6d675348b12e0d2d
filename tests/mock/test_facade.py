"""`PinpointMock`: what it holds until it is cleared or reset, and after its end; the public names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import pinpoint_mock
from pinpoint_mock import mock_pinpoint
from tests.builders import send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


def test_clear_empties_the_logs_and_reset_everything(pinpoint: PinpointMock, client: PinpointClient) -> None:
    app_id = pinpoint.add_app()
    sent = pinpoint.sent_messages
    send(client, app_id)
    assert len(sent) == 1
    pinpoint.clear()
    assert (len(sent), len(pinpoint.backend().apps)) == (0, 1)
    pinpoint.reset()
    assert pinpoint.backend().apps == {}


def test_the_mock_stays_readable_after_its_end() -> None:
    with mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app()
    with mock_pinpoint() as another:
        assert another.backend().apps == {}
    assert set(pinpoint.backend("us-east-1").apps) == {app_id}


def test_the_public_names() -> None:
    for name in pinpoint_mock.__all__:
        assert getattr(pinpoint_mock, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nope'"):
        _ = pinpoint_mock.nope

"""`PinpointMock`: what it holds until it is cleared or reset, and after its end; the public names."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, get_args, get_origin

import pytest

import pinpoint_mock
from pinpoint_mock import Records, mock_pinpoint
from tests.builders import send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointClientFactory, PinpointMock


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


def views(pinpoint: PinpointMock) -> dict[str, Records[Any]]:
    """The logs and views of a mock, by the names of its properties."""
    names = [name for name, member in inspect.getmembers(type(pinpoint)) if isinstance(member, property)]
    found = {name: getattr(pinpoint, name) for name in names}
    return {name: view for name, view in found.items() if isinstance(view, Records)}


def test_what_logs_and_views_hold_can_be_imported_for_annotations(pinpoint: PinpointMock) -> None:
    found = views(pinpoint)
    assert {"messages", "events", "requests", "otp_checks", "stream_records"} <= found.keys()
    assert {"apps", "endpoints", "templates"} <= found.keys()
    for view in found.values():
        (base,) = type(view).__orig_bases__  # type: ignore[attr-defined]  # as typing keeps it: Log[Message]
        for name in (get_origin(base).__name__, get_args(base)[0].__name__):
            assert name in pinpoint_mock.__all__


def test_what_the_fixtures_give_can_be_imported_for_annotations(
    pinpoint: PinpointMock, pinpoint_client_factory: PinpointClientFactory
) -> None:
    for value in (pinpoint, pinpoint_client_factory):
        assert type(value) is getattr(pinpoint_mock, type(value).__name__)


def test_the_public_names() -> None:
    for name in pinpoint_mock.__all__:
        assert getattr(pinpoint_mock, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nope'"):
        _ = pinpoint_mock.nope

"""What several families of operations need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import builders
from tests.operations.channels import Channels
from tests.operations.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import Message, PinpointMock


@pytest.fixture
def templates(client: PinpointClient) -> Templates:
    return Templates(client)


@pytest.fixture
def channels(client: PinpointClient) -> Channels:
    """The channels of an application that has none yet."""
    return Channels(client, builders.create_app(client))


@pytest.fixture
def send(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> Callable[..., Message]:
    """Send a message to one address, as `builders.send` does; the message of the log."""

    def send(*arguments: Any, **members: Any) -> Message:
        builders.send(client, app_id, *arguments, **members)
        return pinpoint.messages.last

    return send

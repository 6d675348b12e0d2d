"""What several families of operations need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import builders
from tests.operations.channels import Channels
from tests.operations.templates import Templates

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


@pytest.fixture
def templates(client: PinpointClient) -> Templates:
    return Templates(client)


@pytest.fixture
def channels(client: PinpointClient) -> Channels:
    """The channels of an application that has none yet."""
    return Channels(client, builders.create_app(client))

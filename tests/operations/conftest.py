"""What several families of operations need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.operations.templates import Templates

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


@pytest.fixture
def templates(client: PinpointClient) -> Templates:
    return Templates(client)

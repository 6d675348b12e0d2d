"""An explicit reset of moto empties everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import requests
from moto import mock_aws
from moto.core.base_backend import BackendDict
from moto.core.models import MockAWS

from pinpoint_mock import PinpointMock
from tests.builders import app_ids, create_app, send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


def reset_by_request(aws: MockAWS) -> None:
    assert requests.post("http://motoapi.amazonaws.com/moto-api/reset", timeout=5).json() == {"status": "ok"}


RESETS: dict[str, Callable[[MockAWS], None]] = {
    "mock_aws().reset()": lambda aws: aws.reset(),
    "BackendDict.reset()": lambda aws: BackendDict.reset(),
    "POST moto-api/reset": reset_by_request,
}
by_any_reset = pytest.mark.parametrize("reset", RESETS.values(), ids=RESETS)


@by_any_reset
def test_an_explicit_reset_empties_everything(
    reset: Callable[[MockAWS], None], pinpoint: PinpointMock, aws: MockAWS, stock_client: PinpointClient
) -> None:
    send(stock_client, pinpoint.add_app())
    reset(aws)
    assert app_ids(stock_client) == set()
    assert pinpoint.messages == []


@by_any_reset
def test_an_explicit_reset_when_nobody_holds_the_mock(
    reset: Callable[[MockAWS], None], installed: None, aws: MockAWS, stock_client: PinpointClient
) -> None:
    create_app(stock_client)
    reset(aws)
    assert app_ids(stock_client) == set()


def test_an_explicit_reset_outside_of_any_mock_forgets_what_was_kept(
    installed: None, stock_client: PinpointClient
) -> None:
    aws = mock_aws()
    aws.start()
    create_app(stock_client)
    aws.stop(remove_data=False)
    BackendDict.reset()
    aws.start(reset=False)
    assert app_ids(stock_client) == set()
    aws.stop()

"""Which account a request is from."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from pinpoint_mock import PinpointMock

OWN = "111111111111"
ACCOUNTS = {
    "PINPOINTMOCK210987654321": "210987654321",
    "PINPOINTMOCK123456789012": "123456789012",
    "PINPOINTMOCK1": OWN,
    "AKIDEXAMPLE": OWN,
}
"""By access key; what names no account is from that of the mock."""


@pytest.mark.pinpoint(account_id=OWN)
@pytest.mark.parametrize("other_mock", [contextlib.nullcontext, mock_aws])
@pytest.mark.parametrize(("access_key", "account_id"), ACCOUNTS.items())
def test_the_access_key_names_the_account(
    pinpoint: PinpointMock, access_key: str, account_id: str, other_mock: Callable[[], AbstractContextManager[object]]
) -> None:
    client = boto3.client("pinpoint", "us-east-1", aws_access_key_id=access_key, aws_secret_access_key="secret")
    with other_mock():
        client.create_app(CreateApplicationRequest={"Name": "shop"})
        assert [backend.account_id for backend in pinpoint.backends() if backend.apps] == [account_id]
        assert pinpoint.backend().account_id == OWN

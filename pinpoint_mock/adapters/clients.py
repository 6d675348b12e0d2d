"""boto3 clients for several regions and accounts, and the access keys that stand for accounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

ACCESS_KEY = re.compile(r"PINPOINTMOCK(\d{12})")
"""An access key that names its account, so that a client of another account needs nothing but credentials."""


def access_key(account_id: str) -> str:
    """The access key with which a client is one of an account. ValueError if that is no account id.

    >>> access_key("210987654321")
    'PINPOINTMOCK210987654321'
    """
    key = f"PINPOINTMOCK{account_id}"
    if not ACCESS_KEY.fullmatch(key):
        raise ValueError("pinpoint_mock: account_id= is the id of an AWS account, a text of 12 digits.")
    return key


def account_of(access_key: str | None) -> str | None:
    """The account that one of our access keys names; None for any other key."""
    own = ACCESS_KEY.fullmatch(access_key or "")
    return own[1] if own else None


class PinpointClientFactory:
    """Makes boto3 clients for Pinpoint, each in a region and account of its own: `pinpoint_client_factory`."""

    def __init__(self, region_name: str | None = None) -> None:
        self._region_name = region_name

    def __call__(self, region_name: str | None = None, account_id: str | None = None) -> PinpointClient:
        """A client in a region and account; by default those of the mock."""
        import boto3

        region_name = region_name or self._region_name
        if account_id is None:
            return boto3.client("pinpoint", region_name=region_name)
        return boto3.client(
            "pinpoint",
            region_name=region_name,
            aws_access_key_id=access_key(account_id),
            aws_secret_access_key="pinpoint-mock-secret",  # noqa: S106  (of no real account)
        )

"""boto3 clients for several regions and accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3

from pinpoint_mock.adapters.accounts import access_key_of

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


class PinpointClientFactory:
    """Makes boto3 clients for Pinpoint, each in a region and account of its own: `pinpoint_client_factory`."""

    def __init__(self, region_name: str | None = None) -> None:
        self._region_name = region_name

    def __call__(self, region_name: str | None = None, account_id: str | None = None) -> PinpointClient:
        """A client in a region and account; by default those of the mock."""
        region_name = region_name or self._region_name
        if account_id is None:
            return boto3.client("pinpoint", region_name=region_name)
        return boto3.client(
            "pinpoint",
            region_name=region_name,
            aws_access_key_id=access_key_of(account_id),
            aws_secret_access_key="pinpoint-mock-secret",  # noqa: S106  (of no real account)
        )

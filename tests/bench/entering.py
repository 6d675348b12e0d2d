"""Entering the mock, against entering moto's `mock_aws`."""

from __future__ import annotations

from collections.abc import Iterator

import boto3
from moto import mock_aws

from pinpoint_mock import mock_pinpoint
from tests.bench.measuring import Row, ratio


def rows() -> Iterator[Row]:
    measured = ratio(mock_pinpoint(_nothing), mock_aws(_nothing), rounds=15, times=200, against_times=4)
    yield Row("enter and leave, against mock_aws", measured, 1 / 50)
    measured = ratio(mock_pinpoint(_small_test), mock_aws(_small_test), rounds=15, times=3, against_times=2)
    yield Row("a small whole test, against mock_aws", measured, 1 / 8)


def _nothing() -> None:
    """An empty test."""


def _small_test() -> None:
    client = boto3.client("pinpoint", region_name="us-east-1")
    app = client.create_app(CreateApplicationRequest={"Name": "shop"})["ApplicationResponse"]
    client.get_app(ApplicationId=app["Id"])

"""Applications through boto3."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


def test_an_app_that_was_created_can_be_read(client: PinpointClient) -> None:
    created = client.create_app(CreateApplicationRequest={"Name": "shop"})
    assert created["ResponseMetadata"]["HTTPStatusCode"] == 201
    app = created["ApplicationResponse"]
    assert client.get_app(ApplicationId=app["Id"])["ApplicationResponse"] == app

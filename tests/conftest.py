"""What all tests share: no AWS settings, and one boto3 client, made early because clients are slow to make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest

from pinpoint_mock.logs.request import ApiRequest
from pinpoint_mock.protocol import dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


AWS_SETTINGS = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_PROFILE",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL",
)


@pytest.fixture(autouse=True)
def _no_aws_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in AWS_SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent/config")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials")


@pytest.fixture(autouse=True)
def _every_refusal_is_explained(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test in which a request was refused without an explanation of why."""
    unexplained = []

    def recorded(**fields: Any) -> ApiRequest:
        request = ApiRequest(**fields)
        if 400 <= (request.status_code or 0) < 500 and not request.explanation:
            unexplained.append(request.describe())
        return request

    monkeypatch.setattr(dispatch, "ApiRequest", recorded)
    yield
    assert unexplained == []


@pytest.fixture(scope="session")
def _early_client() -> PinpointClient:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")  # no mock is active here that would spare us the look-up
        return boto3.session.Session(region_name="us-east-1").client("pinpoint")


@pytest.fixture
def client(pinpoint: PinpointMock, _early_client: PinpointClient) -> PinpointClient:
    """A boto3 client in us-east-1 under an active mock."""
    return _early_client


@pytest.fixture
def app_id(client: PinpointClient) -> str:
    """An application that boto3 has created, without channels."""
    return client.create_app(CreateApplicationRequest={"Name": "shop"})["ApplicationResponse"]["Id"]

"""A request that does not say what it is for is known by the client that sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore import UNSIGNED
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.config import Config
from botocore.httpsession import URLLib3Session

from pinpoint_mock import PinpointMock, mock_pinpoint
from pinpoint_mock.adapters.calls import current_call
from pinpoint_mock.adapters.patches import allow_real_pinpoint, refuse_real_pinpoint
from pinpoint_mock.adapters.transport import RealPinpointRefused
from tests.builders import app_ids, create_app, response

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

HOST = "http://127.0.0.1:4566"


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs of what would have gone over the wire. To be asked for before a mock."""
    urls: list[str] = []

    def send(session: object, request: Any) -> AWSResponse:
        urls.append(request.url)
        return response(request.url, b"<ListAllMyBucketsResult/>")

    monkeypatch.setattr(URLLib3Session, "send", send)
    return urls


def unsigned(service: Any, region_name: str = "eu-west-1") -> Any:
    config = Config(signature_version=UNSIGNED)
    return boto3.client(service, region_name=region_name, endpoint_url=HOST, config=config)


def test_clients_of_two_regions_at_one_host_have_a_backend_each(real: list[str]) -> None:
    ireland, oregon = unsigned("pinpoint"), unsigned("pinpoint", "us-west-2")
    with mock_pinpoint() as pinpoint:
        app_id = create_app(ireland)
        assert app_ids(oregon) == set()
        assert list(pinpoint.backend(region_name="eu-west-1").apps) == [app_id]
    assert real == []


def test_unsigned_clients_of_other_services_pass(real: list[str], pinpoint: PinpointMock) -> None:
    unsigned("s3").list_buckets()
    assert real == [f"{HOST}/"]


def test_what_a_client_of_pinpoint_calls_on_the_way_is_not_for_pinpoint(
    real: list[str], pinpoint: PinpointMock
) -> None:
    s3, client = unsigned("s3"), unsigned("pinpoint")
    client.meta.events.register("before-send.pinpoint", lambda **_: s3.list_buckets() and None)
    create_app(client)
    assert real == [f"{HOST}/"]


def test_a_request_that_no_client_makes_is_for_nobody(real: list[str], pinpoint: PinpointMock) -> None:
    URLLib3Session().send(AWSRequest("GET", f"{HOST}/v1/apps").prepare())
    assert real == [f"{HOST}/v1/apps"]
    assert current_call() is None


@pytest.fixture
def guarded(real: list[str]) -> Iterator[PinpointClient]:
    refuse_real_pinpoint()
    yield unsigned("pinpoint")
    allow_real_pinpoint()


def test_the_guard_of_a_suite_refuses_it_where_no_mock_is_active(guarded: PinpointClient, real: list[str]) -> None:
    with pytest.raises(RealPinpointRefused):
        app_ids(guarded)
    assert real == []

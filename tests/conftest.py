"""What all tests share: no AWS settings, no network, no mock left behind, and one boto3 client (slow to make)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import freezegun
import hypothesis
import pytest
from botocore.loaders import Loader
from freezegun.api import FrozenDateTimeFactory

from pinpoint_mock import current_mock
from pinpoint_mock.logs.request import ApiRequest
from pinpoint_mock.protocol import dispatch
from tests import builders, network
from tests.builders import Audience, Campaigns, Jobs, Journeys, Segments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import Message, PinpointMock


AWS_SETTINGS = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_PROFILE",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)
LOADER = Loader()

hypothesis.settings.register_profile("suite", deadline=None, max_examples=25, derandomize=True)
hypothesis.settings.register_profile("fuzz", deadline=None, max_examples=2_000)  # for --hypothesis-profile=fuzz
hypothesis.settings.load_profile("suite")
network.watch()


def shared_loader(*_: object) -> Loader:
    """One for all sessions, as each would read the same large files."""
    LOADER.search_paths[:] = dict.fromkeys(LOADER.search_paths)  # every session of boto3 adds its path
    return LOADER


@pytest.fixture(autouse=True)
def _no_aws_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in AWS_SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent/config")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    monkeypatch.setattr("botocore.session.create_loader", shared_loader)


@pytest.fixture
def no_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    """For clients that look for credentials, as no mock spares them that: they would ask the network."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture(autouse=True)
def _nothing_leaves_or_stays() -> Iterator[None]:
    """No connection leaves this machine, and no mock is left behind."""
    yield
    attempts, network.attempts[:] = list(network.attempts), []
    assert attempts == []
    with pytest.raises(RuntimeError, match="no mock is active"):
        current_mock()


@pytest.fixture(autouse=True)
def _every_refusal_is_explained(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test in which a request was refused without an explanation of why."""
    requests: list[ApiRequest] = []

    def recorded(**fields: Any) -> ApiRequest:
        requests.append(ApiRequest(**fields))
        return requests[-1]

    monkeypatch.setattr(dispatch, "ApiRequest", recorded)
    yield
    refused = [request for request in requests if 400 <= (request.status_code or 0) < 500]
    assert [request.describe() for request in refused if not request.explanation] == []


@pytest.fixture(scope="session")
def early_client() -> PinpointClient:
    """A boto3 client in us-east-1, made without a mock."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")  # as `no_metadata` does, in any order of the fixtures
        return boto3.session.Session(region_name="us-east-1").client("pinpoint")


@pytest.fixture
def client(pinpoint: PinpointMock, early_client: PinpointClient) -> PinpointClient:
    """The early client, with a mock that is active."""
    return early_client


@pytest.fixture(scope="session")
def early_s3() -> Any:
    """A boto3 client of S3, made without a mock."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        return boto3.session.Session(region_name="us-east-1").client("s3")


@pytest.fixture
def app_id(pinpoint: PinpointMock) -> str:
    """An application with all channels."""
    return pinpoint.add_app()


@pytest.fixture
def audience(client: PinpointClient, app_id: str) -> Audience:
    return Audience(client, app_id)


@pytest.fixture
def segments(client: PinpointClient, app_id: str) -> Segments:
    return Segments(client, app_id)


@pytest.fixture
def clock() -> Iterator[FrozenDateTimeFactory]:
    """A frozen clock, at nine."""
    with freezegun.freeze_time("2030-01-01T09:00:00Z") as clock:
        assert isinstance(clock, FrozenDateTimeFactory)
        yield clock


@pytest.fixture
def campaigns(client: PinpointClient, app_id: str) -> Campaigns:
    return Campaigns(client, app_id)


@pytest.fixture
def journeys(client: PinpointClient, app_id: str) -> Journeys:
    """The journeys of an application, with the templates `hello`."""
    journeys = Journeys(client, app_id)
    journeys.add_templates()
    return journeys


@pytest.fixture
def jobs(client: PinpointClient, app_id: str, early_s3: Any) -> Iterator[Jobs]:
    from moto import mock_aws  # only here, as it takes a while

    with mock_aws():
        early_s3.create_bucket(Bucket=Jobs.BUCKET)
        yield Jobs(client, app_id, early_s3)


@pytest.fixture
def send(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> Callable[..., Message]:
    """Send a message to one address, as `builders.send` does; the message of the log."""

    def send(*arguments: Any, **members: Any) -> Message:
        builders.send(client, app_id, *arguments, **members)
        return pinpoint.messages.last

    return send

"""Clients of several kinds, and a check that each test leaves moto, botocore and the environment as they were."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import moto.pinpoint
import pytest
from botocore.httpsession import URLLib3Session
from moto import mock_aws
from moto.backend_index import backend_url_patterns
from moto.core.base_backend import BackendDict
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.models import MockAWS, botocore_stubber

from pinpoint_mock import install_into_moto
from pinpoint_mock.adapters import activation
from pinpoint_mock.adapters.moto import uninstall_from_moto
from tests.adapters.moto.shared import without_handler

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


def stock_parts() -> list[object]:
    """What the mock touches, or could touch, in moto and botocore."""
    return [
        MockAWS.__dict__["start"],
        MockAWS.__dict__["stop"],
        BackendDict.__dict__["reset"],
        BotocoreStubber.__dict__["__call__"],
        URLLib3Session.__dict__["send"],
        vars(moto.pinpoint)["pinpoint_backends"],
        *backend_url_patterns,
    ]


STOCK_PARTS = stock_parts()


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("AWS_")}


@pytest.fixture(autouse=True)
def _nothing_is_left_behind() -> Iterator[None]:
    variables, session = environment(), boto3.DEFAULT_SESSION
    yield
    assert activation.current() is None
    assert not botocore_stubber.enabled
    assert [id(part) for part in stock_parts()] == [id(part) for part in STOCK_PARTS]
    assert environment() == variables
    assert boto3.DEFAULT_SESSION is session


@pytest.fixture(scope="session")
def session() -> boto3.session.Session:
    """A session with keys of its own, as stock moto needs them for clients that are made before `mock_aws`."""
    return boto3.session.Session("testing", "testing", region_name="us-east-1")


@pytest.fixture(scope="session")
def stock_client(session: boto3.session.Session) -> PinpointClient:
    """A client that was made early, but after moto was imported, so that moto's handler is in it."""
    return session.client("pinpoint")


@pytest.fixture(scope="session")
def early_client() -> PinpointClient:
    """A client as it is when it was made before everything: without moto's handler and without credentials."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")  # no mock is active here that would spare us the look-up
        client: PinpointClient = without_handler(boto3.session.Session(region_name="us-east-1").client("pinpoint"))
    return client


@pytest.fixture
def installed() -> Iterator[None]:
    install_into_moto()
    yield
    uninstall_from_moto()


@pytest.fixture
def aws() -> Iterator[MockAWS]:
    with mock_aws() as aws:
        yield aws

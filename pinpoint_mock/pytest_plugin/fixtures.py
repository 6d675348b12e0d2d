"""The fixtures: an active mock, boto3 clients and an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.pytest_plugin.options import options_of_test
from pinpoint_mock.state import runner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock.mock.clients import PinpointClientFactory
    from pinpoint_mock.mock.facade import PinpointMock


def failed(error: Exception) -> BaseException:
    """The failure of a test with the text of an error, and no traceback of this package."""
    return pytest.fail.Exception(str(error), pytrace=False)


def mocked(item: pytest.Item, *, is_background: bool = False) -> Iterator[PinpointMock]:
    """Mock Pinpoint for a test with its options, and end the mock by how the test went."""
    from pinpoint_mock.mock.lifecycle import MockPinpoint

    mock = MockPinpoint(options_of_test(item), is_background=is_background)
    not_passed = runner.current.not_passed
    pinpoint = mock.begin("test")
    try:
        yield pinpoint
    except BaseException:  # of a signal; a test raises nothing here
        mock.end(failed=True)
        raise
    try:
        mock.end(failed=runner.current.not_passed != not_passed)
    except AssertionError as error:
        raise failed(error) from None


@pytest.fixture
def pinpoint(request: pytest.FixtureRequest) -> Iterator[PinpointMock]:
    """An active mock of Amazon Pinpoint: the `PinpointMock`."""
    yield from mocked(request.node)


@pytest.fixture
def pinpoint_client_factory(request: pytest.FixtureRequest, pinpoint: PinpointMock) -> PinpointClientFactory:
    """Makes boto3 clients for Pinpoint: `pinpoint_client_factory(region_name=..., account_id=...)`."""
    from pinpoint_mock.mock.clients import PinpointClientFactory

    return PinpointClientFactory(options_of_test(request.node).region_name)


@pytest.fixture
def pinpoint_client(pinpoint_client_factory: PinpointClientFactory) -> PinpointClient:
    """A boto3 client for Pinpoint in the default region. Override it to use a client of your own."""
    return pinpoint_client_factory()


@pytest.fixture
def pinpoint_app_id(request: pytest.FixtureRequest, pinpoint: PinpointMock) -> str:
    """The id of an application with all channels enabled. Override it to use another."""
    options = options_of_test(request.node)
    return pinpoint.add_app(application_id=options.application_id, channels=options.channels)

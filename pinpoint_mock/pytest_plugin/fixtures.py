"""The fixtures: an active mock, boto3 clients and an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.pytest_plugin.options import options_of_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock.mock.clients import PinpointClientFactory
    from pinpoint_mock.mock.facade import PinpointMock

HAS_PASSED = pytest.StashKey[bool]()


def failed(error: Exception) -> BaseException:
    """The failure of a test with the text of an error, and no traceback of this package."""
    return pytest.fail.Exception(str(error), pytrace=False)


def mocked(item: pytest.Item, *, is_background: bool = False) -> Iterator[PinpointMock]:
    """Mock Pinpoint for a test with its options, and end the mock by how the test went."""
    from pinpoint_mock.mock.lifecycle import MockPinpoint

    options = options_of_test(item)
    mock = MockPinpoint(options, is_background=is_background)
    pinpoint = mock.start()
    try:
        yield pinpoint
        has_passed = item.stash[HAS_PASSED]
    except BaseException:  # of a signal; a test raises nothing here
        mock.end(failed=True)
        raise
    mock.end(failed=not has_passed)
    if has_passed and options.assert_all_faults_used:
        try:
            pinpoint.assert_all_faults_used()
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

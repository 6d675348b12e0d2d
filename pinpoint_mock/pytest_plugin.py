"""The pytest plugin: fixtures `pinpoint`, `pinpoint_client` and `pinpoint_app_id`, and `mock_aws` with our Pinpoint.

Nothing but pytest is imported until a fixture is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock.mock.facade import PinpointMock

INSTALL_INTO_MOTO = "pinpoint_mock_install_into_moto"
HAS_FAILED = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the ini options."""
    parser.addini(
        INSTALL_INTO_MOTO, "Let moto's mock_aws answer Pinpoint with pinpoint_mock.", type="bool", default=False
    )


def pytest_configure(config: pytest.Config) -> None:
    """Install into moto if the ini file says so."""
    if config.getini(INSTALL_INTO_MOTO):
        from pinpoint_mock.adapters.moto import install_into_moto

        install_into_moto()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep whether the test has failed, for the end of its mock."""
    report = yield
    if report.failed:
        item.stash[HAS_FAILED] = True
    return report


@pytest.fixture
def pinpoint(request: pytest.FixtureRequest) -> Iterator[PinpointMock]:
    """An active mock of Amazon Pinpoint: the `PinpointMock`."""
    from pinpoint_mock.mock.lifecycle import mock_pinpoint

    mock = mock_pinpoint()
    yield mock.start()
    mock.end(failed=request.node.stash.get(HAS_FAILED, False))


@pytest.fixture
def pinpoint_client(pinpoint: PinpointMock) -> PinpointClient:
    """A boto3 client for Pinpoint in the default region. Override it to use a client of your own."""
    import boto3

    return boto3.client("pinpoint")


@pytest.fixture
def pinpoint_app_id(pinpoint: PinpointMock) -> str:
    """The id of an application with all channels enabled. Override it to use another."""
    return pinpoint.add_app()

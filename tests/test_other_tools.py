"""The tools of other people that the README's table "Other tools" has, as it says they are used."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import boto3
import botocore
import hypothesis
import pytest
import pytest_socket
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from hypothesis.errors import FailedHealthCheck
from pyfakefs.fake_filesystem_unittest import Patcher

from pinpoint_mock import PinpointMock, current_mock, mock_pinpoint
from pinpoint_mock.protocol.model import service_model
from tests.builders import KEYS, send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

NAMES = st.text(min_size=1, max_size=20).filter(str.strip)


def send_to(client: PinpointClient, name: str) -> None:
    """What a test does in a world that has to be empty."""
    pinpoint = current_mock()
    send(
        client, pinpoint.add_app(application_id="shop", region_name="us-east-1"), recipient={"Context": {"name": name}}
    )
    assert pinpoint.sent_messages.one().context == {"name": name}


class TestHypothesis:
    @given(NAMES)
    def test_a_mock_in_each_example(self, early_client: PinpointClient, name: str) -> None:
        with mock_pinpoint():
            send_to(early_client, name)

    @given(NAMES)
    @mock_pinpoint
    def test_the_decorator_below(self, early_client: PinpointClient, name: str) -> None:
        send_to(early_client, name)

    @hypothesis.settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(NAMES)
    def test_a_fixture_that_is_reset(self, pinpoint: PinpointMock, early_client: PinpointClient, name: str) -> None:
        pinpoint.reset()
        send_to(early_client, name)

    def test_a_fixture_that_is_not(self, request: pytest.FixtureRequest, pytester: pytest.Pytester) -> None:
        pytester.makepyfile(
            "from hypothesis import given, strategies\n"
            "@given(strategies.integers())\n"
            "def test_it(pinpoint, number): pass"
        )
        result = pytester.runpytest_inprocess("-pno:randomly", "-pno:xdist", "-pno:cacheprovider")
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines([f"*{FailedHealthCheck.__name__}*function-scoped fixture 'pinpoint'*"])


class TestPyfakefs:
    def test_a_client_that_was_made_before(self, early_client: PinpointClient) -> None:
        with Patcher(), mock_pinpoint():
            service_model.__wrapped__()  # is read even if it has not been yet
            send_to(early_client, "Ada")

    def test_a_client_that_is_made_inside(self) -> None:
        with Patcher() as patcher, mock_pinpoint():
            assert patcher.fs is not None
            for package in (boto3, botocore):
                patcher.fs.add_real_directory(package.__path__[0])
            send_to(boto3.session.Session(region_name="us-east-1").client("pinpoint"), "Ada")

    def test_a_fake_file_system_inside_a_mock(self, pinpoint: PinpointMock, early_client: PinpointClient) -> None:
        with Patcher():
            send_to(early_client, "Ada")
        assert len(pinpoint.sent_messages) == 1


class TestPytestSocket:
    @pytest.fixture
    def _no_sockets(self) -> Iterator[None]:
        pytest_socket.disable_socket()
        yield
        pytest_socket.enable_socket()

    @pytest.mark.usefixtures("_no_sockets")
    @pytest.mark.filterwarnings("ignore:A test tried to use socket.socket")
    def test_nothing_needs_one(self, pinpoint: PinpointMock) -> None:
        with pytest.raises(pytest_socket.SocketBlockedError):
            socket.socket()
        send_to(boto3.session.Session(region_name="us-east-1", **KEYS).client("pinpoint"), "Ada")


def test_coroutines_that_are_interleaved_share_one_world(early_client: PinpointClient) -> None:
    async def run(name: str) -> PinpointMock:
        async with mock_pinpoint() as pinpoint:
            app_id = pinpoint.add_app(region_name="us-east-1")
            await asyncio.sleep(0)
            send(early_client, app_id, recipient={"Context": {"name": name}})
            await asyncio.sleep(0)
            pinpoint.assert_sent(application_id=app_id, context={"name": name}, count=1)
            return pinpoint

    async def main() -> tuple[PinpointMock, PinpointMock]:
        return await asyncio.gather(run("Ada"), run("Grace"))

    ada, grace = asyncio.run(main())
    assert ada is grace
    assert len(ada.sent_messages) == 2

"""Without pytest's plugin: a note on the exception that leaves a mock."""

from __future__ import annotations

import subprocess
import sys
import unittest
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock import current_mock, mock_pinpoint
from pinpoint_mock.mock.notes import NoteOnError
from pinpoint_mock.state import activation
from tests import builders
from tests.mock.inside import run_unittest, texts

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

has_notes = pytest.mark.skipif(sys.version_info < (3, 11), reason="exceptions have no notes before Python 3.11")

NOTE = "Captured Pinpoint messages:\n  1. SMS to +15550100: 'Hello' SUCCESSFUL"


@pytest.fixture
def _without_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activation, "begin_listeners", [])


def send(client: PinpointClient, *, times: int = 1) -> None:
    app_id = current_mock().add_app(region_name="us-east-1")
    for _ in range(times):
        builders.send(client, app_id)


def notes(error: BaseException) -> list[str]:
    return list(getattr(error, "__notes__", []))


def send_and_fail(client: PinpointClient, *, times: int = 1) -> None:
    send(client, times=times)
    raise ZeroDivisionError("mine")


@has_notes
@pytest.mark.usefixtures("_without_plugin")
class TestNotes:
    def test_an_exception_that_leaves_with_has_the_messages(self, early_client: PinpointClient) -> None:
        with pytest.raises(ZeroDivisionError) as caught, mock_pinpoint():
            send_and_fail(early_client)
        assert notes(caught.value) == [NOTE]

    def test_an_exception_that_leaves_the_decorated_function_has_them(self, early_client: PinpointClient) -> None:
        with pytest.raises(ZeroDivisionError) as caught:
            mock_pinpoint(send_and_fail)(early_client)
        assert notes(caught.value) == [NOTE]

    def test_one_that_is_caught_between_two_mocks_has_none(self, early_client: PinpointClient) -> None:
        with mock_pinpoint():
            with pytest.raises(ZeroDivisionError) as caught, mock_pinpoint():
                send_and_fail(early_client)
            assert notes(caught.value) == []

    def test_one_that_leaves_two_worlds_has_the_first(self, early_client: PinpointClient) -> None:
        with pytest.raises(ZeroDivisionError) as caught, mock_pinpoint():
            send_and_fail(early_client)
        with pytest.raises(ZeroDivisionError), mock_pinpoint():  # noqa: PT012  (what happens in the mock is meant)
            send(early_client, times=2)
            raise caught.value
        assert notes(caught.value) == [NOTE]

    def test_where_nothing_was_sent_there_is_none(self) -> None:
        with pytest.raises(ZeroDivisionError) as caught, mock_pinpoint():
            raise ZeroDivisionError
        assert notes(caught.value) == []

    def test_is_short(self, early_client: PinpointClient) -> None:
        with pytest.raises(ZeroDivisionError) as caught, mock_pinpoint():
            send_and_fail(early_client, times=12)
        _, *lines = notes(caught.value)[0].splitlines()
        assert lines[9:] == ["  10. SMS to +15550100: 'Hello' SUCCESSFUL", "  ... and 2 more"]

    def test_failed_requests_are_shown_beside_many_messages(self, early_client: PinpointClient) -> None:
        with pytest.raises(early_client.exceptions.NotFoundException) as caught, mock_pinpoint():  # noqa: PT012  (both)
            send(early_client, times=12)
            early_client.get_app(ApplicationId="nope")
        _, *lines = notes(caught.value)[0].splitlines()
        assert lines[8:10] == ["  9. SMS to +15550100: 'Hello' SUCCESSFUL", "  ... and 3 more"]
        assert len(lines) == 11
        assert lines[10].startswith("  Failed request: GetApp: 404 NotFoundException: Application not found (no appl")

    def test_the_runner_of_unittest_shows_it(self, early_client: PinpointClient) -> None:
        @mock_pinpoint
        @mock_pinpoint
        class Case(unittest.TestCase):
            def setUp(self) -> None:
                send(early_client)

            def test_fails(self) -> None:
                self.fail("no")

        class AsyncCase(unittest.IsolatedAsyncioTestCase):
            def setUp(self) -> None:
                send(early_client)

            async def test_raises(self) -> None:
                raise ZeroDivisionError

        result = run_unittest(Case, mock_pinpoint(AsyncCase))
        assert texts(result.failures) == texts(result.errors) == [NOTE.splitlines()[1]]
        assert all(text.count("Captured Pinpoint messages:") == 1 for _, text in result.failures + result.errors)


def test_under_the_plugin_there_is_none(early_client: PinpointClient) -> None:
    with pytest.raises(ZeroDivisionError) as caught, mock_pinpoint():
        send_and_fail(early_client)
    assert notes(caught.value) == []


@pytest.mark.usefixtures("_without_plugin")
def test_an_exception_stays_the_same_in_any_version(early_client: PinpointClient) -> None:
    with pytest.raises(ZeroDivisionError) as caught, mock_pinpoint():
        send_and_fail(early_client)
    assert str(caught.value) == "mine"


SCRIPT = """
import boto3
from pinpoint_mock import mock_pinpoint

with mock_pinpoint() as pinpoint:
    pinpoint.add_app(application_id="shop")
    boto3.client("pinpoint").send_messages(
        ApplicationId="shop",
        MessageRequest={
            "Addresses": {"+15550100": {"ChannelType": "SMS"}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        },
    )
    assert False
"""


@has_notes
def test_a_script_shows_it() -> None:
    process = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert process.stderr.endswith(f"AssertionError\n{NOTE}\n")


def test_nothing_is_noted_without_an_error_or_without_a_mock() -> None:
    with NoteOnError():
        pass
    error = KeyError("x")
    with pytest.raises(KeyError), NoteOnError():
        raise error
    assert not hasattr(error, "__notes__")

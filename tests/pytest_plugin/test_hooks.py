"""The hooks of the plugin: what it loads, what it installs, and which comparisons it explains."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.adapters.moto.install import uninstall_from_moto
from pinpoint_mock.pytest_plugin import pytest_assertrepr_compare
from tests.suites import run

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def _moto_as_before() -> Iterator[None]:
    yield
    uninstall_from_moto()


@pytest.mark.usefixtures("_moto_as_before")
def test_the_ini_option_installs_into_moto(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\npinpoint_mock_install_into_moto = true\n")
    pytester.makepyfile(
        """
        import boto3, pinpoint_mock
        from moto import mock_aws

        @mock_aws
        def test_it():
            client = boto3.client("pinpoint", region_name="us-east-1")
            app_id = pinpoint_mock.current_mock().add_app()
            assert client.get_channels(ApplicationId=app_id)["ChannelsResponse"]["Channels"]
        """
    )
    run(pytester).assert_outcomes(passed=1)


def test_the_plugin_does_not_load_what_is_not_used(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_it():
            assert not {"boto3", "botocore", "moto", "rich", "pinpoint_mock.adapters"} & set(sys.modules)
            assert not {"pinpoint_mock.mock.lifecycle", "pinpoint_mock.state.world"} & set(sys.modules)
        """
    )
    pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:xdist").assert_outcomes(passed=1)


def test_a_comparison_of_a_log_is_explained(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        def test_it(pinpoint, pinpoint_client, pinpoint_app_id):
            addresses = {"+15550100": {"ChannelType": "SMS"}}
            message = {"SMSMessage": {"Body": "Hello"}}
            request = {"Addresses": addresses, "MessageConfiguration": message}
            pinpoint_client.send_messages(ApplicationId=pinpoint_app_id, MessageRequest=request)
            assert pinpoint.sent_messages == [{"body": "Goodbye"}]
        """
    )
    run(pytester).stdout.fnmatch_lines(
        [
            "E * pinpoint_mock: 1 of 1 sent messages differs from what is expected.",
            "E * Different:",
            "E *   1. SMS to +15550100: 'Hello'",
            "E *      body: expected 'Goodbye'",
            "E *              found 'Hello'",
        ],
        consecutive=True,
    )


def test_other_comparisons_are_left_to_pytest(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    pytester.makepyfile("def test_it():\n    assert [1] == [2]\n")
    result = pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:xdist")
    result.stdout.fnmatch_lines(["E * assert [[]1] == [[]2]"])
    monkeypatch.delitem(sys.modules, "pinpoint_mock.logs.log", raising=False)
    assert pytest_assertrepr_compare("==", [1], [2]) is None

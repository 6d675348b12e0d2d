"""The fixtures of the plugin, by the runs of small suites: clients, applications, and how a mock ends."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock.pytest_plugin.fixtures import mocked
from pinpoint_mock.state import activation
from tests.suites import run, run_source


def test_the_fixtures(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pinpoint_mock

        def test_one(pinpoint, pinpoint_client, pinpoint_app_id):
            assert pinpoint_mock.current_mock() is pinpoint
            channels = pinpoint_client.get_channels(ApplicationId=pinpoint_app_id)["ChannelsResponse"]["Channels"]
            assert len(channels) == 11
            assert all(channel["Enabled"] for channel in channels.values())

        def test_another(pinpoint_client):
            assert pinpoint_client.get_apps()["ApplicationsResponse"]["Item"] == []

        def test_none():
            try:
                pinpoint_mock.current_mock()
            except RuntimeError:
                return
            raise AssertionError("a mock is active")
        """
    )
    run(pytester).assert_outcomes(passed=3)


def test_the_chain_can_be_overridden(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import boto3, pytest

        @pytest.fixture
        def pinpoint_client(pinpoint):
            return boto3.client("pinpoint", region_name="eu-west-1")

        @pytest.fixture
        def pinpoint_app_id(pinpoint):
            return pinpoint.add_app(application_id="mine", region_name="eu-west-1")

        def test_it(pinpoint_client, pinpoint_app_id):
            app = pinpoint_client.get_app(ApplicationId="mine")["ApplicationResponse"]
            assert "eu-west-1" in app["Arn"]
        """
    )
    run(pytester).assert_outcomes(passed=1)


REFUSED = """
    import boto3

    def test_it(pinpoint):
        try:
            boto3.client("sts", region_name="us-east-1").get_caller_identity()
        except Exception:
            pass
        {last}
"""


def test_a_swallowed_refusal_is_an_error_at_the_end(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(REFUSED.format(last="pass"))
    result = run(pytester)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*RealAWSRefused: pinpoint_mock: a call to the real AWS service 'sts' was refused*"])


def test_a_test_that_fails_has_no_second_error(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(REFUSED.format(last="assert False"))
    run(pytester).assert_outcomes(failed=1)


ENDS = {
    "passes": ("", {"passed": 1, "errors": 1}),
    "fails": ("assert False", {"failed": 1}),
    "is skipped": ("pytest.skip()", {"skipped": 1}),
    "fails as expected": ("pytest.xfail()", {"xfailed": 1}),
}


@pytest.mark.parametrize(("last", "outcomes"), ENDS.values(), ids=ENDS)
def test_unused_faults_count_if_the_test(pytester: pytest.Pytester, last: str, outcomes: dict[str, int]) -> None:
    source = f"""
def test_it(pinpoint):
    pinpoint.fail_delivery(address="+15550199")
    {last}
"""
    run_source(pytester, source).assert_outcomes(**outcomes)


def test_faults_that_were_used_are_fine(pytester: pytest.Pytester) -> None:
    source = """
def test_it(pinpoint):
    pinpoint.fail_delivery(address="+15550100")
    send("Hello")
"""
    run_source(pytester, source).assert_outcomes(passed=1)


def test_a_refusal_that_is_swallowed_counts_before_faults(pytester: pytest.Pytester) -> None:
    source = """
def test_it(pinpoint):
    pinpoint.fail_delivery(address="+15550199")
    try:
        boto3.client("s3", region_name="us-east-1").list_buckets()
    except pinpoint_mock.RealAWSRefused:
        pass
"""
    result = run_source(pytester, source)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["E*RealAWSRefused: pinpoint_mock: *'s3'*"])
    result.stdout.no_fnmatch_line("*never applied*")


def test_a_signal_where_a_fixture_goes_on_ends_its_mock(request: pytest.FixtureRequest) -> None:
    fixture: Any = mocked(request.node)
    next(fixture)
    with pytest.raises(KeyboardInterrupt):
        fixture.throw(KeyboardInterrupt())
    assert activation.current() is None

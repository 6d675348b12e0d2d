"""Small suites of users, run with the plugin as pytest has found it."""

from __future__ import annotations

import moto.core.models
import moto.pinpoint.models  # noqa: F401  (see below)
import pytest

import pinpoint_mock.adapters.patches
import pinpoint_mock.mock.facade  # noqa: F401  (see below)

# Imported here, since pytester forgets what an inner run imports first, and what has been patched is then double.

SEND = """
import re
import boto3
import pytest
import pinpoint_mock
from pinpoint_mock import current_mock, mock_pinpoint

CLIENT = boto3.client("pinpoint", region_name="us-east-1", endpoint_url="http://127.0.0.1:1", aws_access_key_id="a",
                      aws_secret_access_key="b")

def send(body, address="+15550100", app_id=None):
    app_id = app_id or current_mock().add_app(region_name="us-east-1")
    CLIENT.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Addresses": {address: {"ChannelType": "SMS"}},
            "MessageConfiguration": {"SMSMessage": {"Body": body}},
        },
    )
    return app_id
"""
"""What their code under test does. Nothing listens at that port, if a call should get through."""

UNUSED = ("randomly", "xdist", "hypothesispytest", "benchmark", "cacheprovider", "socket", "pytest_fakefs")


def run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess(*(f"-pno:{name}" for name in UNUSED), "-W", "error", *options)


def run_source(pytester: pytest.Pytester, source: str, *options: str) -> pytest.RunResult:
    """Run one module of tests that can `send`."""
    pytester.makepyfile(SEND + source)
    return run(pytester, *options)


def run_with_xdist(pytester: pytest.Pytester) -> pytest.RunResult:
    """Run the modules that are there in another process, and without the plugins that take long to load."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        return pytester.runpytest_subprocess("-p", "xdist", "-p", "pinpoint_mock", "-n", "1")

"""A suite of small tests, against the same suite with botocore's Stubber: CPU time of whole processes."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import WITHOUT_OTHER_PLUGINS, Row, process_seconds

TESTS, ROUNDS = 200, 5

SHOP = """
import functools
import boto3

def new_client():
    return boto3.client("pinpoint", "us-east-1", aws_access_key_id="a", aws_secret_access_key="b")

shared_client = functools.cache(new_client)

def send_welcome(client, application_id, phone, name):
    client.send_messages(
        ApplicationId=application_id,
        MessageRequest={
            "Addresses": {phone: {"ChannelType": "SMS"}},
            "MessageConfiguration": {"SMSMessage": {"Body": f"Welcome, {name}"}},
        },
    )
"""

WITH_PINPOINT_MOCK = f"""
import pytest
import shop
from shop import send_welcome

@pytest.mark.parametrize("number", range({TESTS}))
def test_welcome(number, pinpoint, pinpoint_app_id):
    send_welcome(CLIENT, pinpoint_app_id, "+15550100", f"Ada {{number}}")
    assert pinpoint.sent_messages.one(address="+15550100").body == f"Welcome, Ada {{number}}"
"""

WITH_STUBBER = f"""
import pytest
from botocore.stub import Stubber
import shop
from shop import send_welcome

@pytest.mark.parametrize("number", range({TESTS}))
def test_welcome(number):
    client = CLIENT
    with Stubber(client) as stubber:
        expected = {{
            "ApplicationId": "shop",
            "MessageRequest": {{
                "Addresses": {{"+15550100": {{"ChannelType": "SMS"}}}},
                "MessageConfiguration": {{"SMSMessage": {{"Body": f"Welcome, Ada {{number}}"}}}},
            }},
        }}
        result = {{"+15550100": {{"DeliveryStatus": "SUCCESSFUL", "StatusCode": 200, "MessageId": "m"}}}}
        response = {{"MessageResponse": {{"ApplicationId": "shop", "Result": result}}}}
        stubber.add_response("send_messages", response, expected)
        send_welcome(client, "shop", "+15550100", f"Ada {{number}}")
        stubber.assert_no_pending_responses()
"""


def rows() -> Iterator[Row]:
    yield Row(f"a suite of {TESTS} small tests, against the same with Stubber", _against_stubber("new_client"), 1.1)
    yield Row("the same suite with one client for all tests", _against_stubber("shared_client"), None)


def _against_stubber(client: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        for name, source in (("shop", SHOP), ("test_mock", WITH_PINPOINT_MOCK), ("test_stubber", WITH_STUBBER)):
            (Path(folder) / f"{name}.py").write_text(source.replace("CLIENT", f"shop.{client}()"))

        def suite(*options: str) -> float:
            return process_seconds([sys.executable, "-m", "pytest", "-q", *WITHOUT_OTHER_PLUGINS, *options], folder)

        suite("test_mock.py")
        return statistics.median(
            suite("test_mock.py") / suite("-p", "no:pinpoint_mock", "test_stubber.py") for _ in range(ROUNDS)
        )

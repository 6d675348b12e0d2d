"""What the tests of `mock_aws` and `mock_pinpoint` together share."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import unittest
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws
from moto.core.models import botocore_stubber

from pinpoint_mock import current_mock, mock_pinpoint
from tests.builders import app_ids, send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    Mock = Callable[[], contextlib.AbstractContextManager[Any]]

OTHER_ACCOUNT = "222222222222"
ORDERS = {
    "mock_aws inside": (mock_pinpoint, mock_aws),
    "mock_pinpoint inside": (mock_aws, mock_pinpoint),
}
in_either_order = pytest.mark.parametrize(("outer", "inner"), ORDERS.values(), ids=ORDERS)


def without_handler(client: Any) -> Any:
    client.meta.events.unregister("before-send", botocore_stubber)
    return client


def in_other_account(session: boto3.session.Session) -> PinpointClient:
    role = session.client("sts").assume_role(
        RoleArn=f"arn:aws:iam::{OTHER_ACCOUNT}:role/sender", RoleSessionName="session"
    )
    return session.client(
        "pinpoint",
        aws_access_key_id=role["Credentials"]["AccessKeyId"],
        aws_secret_access_key=role["Credentials"]["SecretAccessKey"],
        aws_session_token=role["Credentials"]["SessionToken"],
    )


def check_one_store_and_one_log(*clients: PinpointClient) -> None:
    pinpoint = current_mock()
    app_id = pinpoint.add_app()
    for client in clients:
        assert app_ids(client) == {app_id}
        send(client, app_id)
    assert [message.body for message in pinpoint.messages] == ["Hello"] * len(clients)


def run_case(case: type[unittest.TestCase]) -> None:
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
    assert (result.testsRun, result.errors, result.failures) == (2, [], [])


def run_python(code: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)

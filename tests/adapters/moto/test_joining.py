"""`mock_pinpoint` and `mock_aws` in any order: one store, one log, and all is gone after the last end."""

from __future__ import annotations

import contextlib
import itertools
import unittest
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from unittest import mock

import boto3
import pytest
from moto import mock_aws
from moto.core.models import MockAWS

from pinpoint_mock import PinpointMock, RealAWSRefused, current_mock, mock_pinpoint
from pinpoint_mock.state import activation
from tests.adapters.moto.shared import check_one_store_and_one_log, in_either_order, run_case
from tests.builders import app_ids, create_app, send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from tests.adapters.moto.shared import Mock


@in_either_order
def test_nested(outer: Mock, inner: Mock, early_client: PinpointClient, stock_client: PinpointClient) -> None:
    with outer(), inner():
        made_inside = boto3.client("pinpoint", region_name="us-east-1")
        check_one_store_and_one_log(early_client, stock_client, made_inside)


def test_stacked_with_mock_aws_above(early_client: PinpointClient, stock_client: PinpointClient) -> None:
    @mock_aws
    @mock_pinpoint
    def run() -> None:
        check_one_store_and_one_log(early_client, stock_client)

    run()


def test_stacked_with_mock_pinpoint_above(early_client: PinpointClient, stock_client: PinpointClient) -> None:
    @mock_pinpoint
    @mock_aws
    def run() -> None:
        check_one_store_and_one_log(early_client, stock_client)

    run()


@pytest.mark.usefixtures("aws", "pinpoint")
def test_two_fixtures_with_mock_aws_first(early_client: PinpointClient, stock_client: PinpointClient) -> None:
    check_one_store_and_one_log(early_client, stock_client)


@pytest.mark.usefixtures("pinpoint", "aws")
def test_two_fixtures_with_mock_pinpoint_first(early_client: PinpointClient, stock_client: PinpointClient) -> None:
    check_one_store_and_one_log(early_client, stock_client)


@in_either_order
def test_all_threads_share_the_store(outer: Mock, inner: Mock, stock_client: PinpointClient) -> None:
    with outer(), inner(), ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: create_app(stock_client), range(8)))
        assert app_ids(stock_client) == made


@in_either_order
def test_a_stacked_test_case(
    outer: Callable[[Any], Any], inner: Callable[[Any], Any], stock_client: PinpointClient
) -> None:
    class Signup(unittest.TestCase):
        def setUp(self) -> None:
            self.app_id = create_app(stock_client)

        def test_one(self) -> None:
            assert app_ids(stock_client) == {self.app_id}
            create_app(stock_client)

        def test_two(self) -> None:
            assert app_ids(stock_client) == {self.app_id}
            create_app(stock_client)

        def tearDown(self) -> None:
            assert len(app_ids(stock_client)) == 2

    run_case(outer(inner(Signup)))


def signup_tests() -> Any:
    class SignupTests:
        def setup_method(self) -> None:
            self.app_id = current_mock().add_app(region_name="us-east-1")

        def test_one(self, stock_client: PinpointClient) -> None:
            assert app_ids(stock_client) == {self.app_id}
            create_app(stock_client)

        def test_two(self, stock_client: PinpointClient) -> None:
            assert app_ids(stock_client) == {self.app_id}
            create_app(stock_client)

    return SignupTests


TestWithMockAwsAbove = mock_aws(mock_pinpoint(signup_tests()))
TestWithMockPinpointAbove = mock_pinpoint(mock_aws(signup_tests()))


STEPS = [
    steps
    for steps in itertools.permutations(
        ["start mock_pinpoint", "stop mock_pinpoint", "start mock_aws", "stop mock_aws"]
    )
    if steps.index("start mock_pinpoint") < steps.index("stop mock_pinpoint")
    and steps.index("start mock_aws") < steps.index("stop mock_aws")
]


@pytest.mark.parametrize("steps", STEPS, ids=", ".join)
def test_nothing_is_lost_until_the_last_has_ended(steps: tuple[str, ...], stock_client: PinpointClient) -> None:
    mocks: dict[str, Any] = {"mock_pinpoint": mock_pinpoint(), "mock_aws": mock_aws()}
    active: set[str] = set()
    made: set[str] = set()
    for step in steps:
        verb, name = step.split()
        getattr(mocks[name], verb)()
        if verb == "start":
            active.add(name)
            made.add(create_app(stock_client))
        else:
            active.remove(name)
        if active:
            assert app_ids(stock_client) == made
        else:
            made.clear()
    with mock_pinpoint():
        assert app_ids(stock_client) == set()


@in_either_order
def test_an_inner_mock_can_be_entered_again(outer: Mock, inner: Mock, stock_client: PinpointClient) -> None:
    with outer():
        with inner():
            app_id = create_app(stock_client)
        for _ in range(2):
            assert app_ids(stock_client) == {app_id}
            with inner():
                assert app_ids(stock_client) == {app_id}


def test_mock_aws_inside_mock_aws_ends_nothing(pinpoint: PinpointMock, stock_client: PinpointClient) -> None:
    with mock_aws():
        with mock_aws():
            app_id = create_app(stock_client)
        assert app_ids(stock_client) == {app_id}
    assert app_ids(stock_client) == {app_id}


def test_the_log_stays_readable_after_the_end(stock_client: PinpointClient) -> None:
    with mock_aws(), mock_pinpoint() as pinpoint:
        send(stock_client, pinpoint.add_app())
    assert pinpoint.sent_messages.one().address == "+15550100"


def refused_and_swallowed(client: Any) -> None:
    with contextlib.suppress(RealAWSRefused):
        client.list_buckets()


def test_a_swallowed_refusal_is_raised_by_mock_aws_if_that_ends_last(session: boto3.session.Session) -> None:
    pinpoint, aws = mock_pinpoint(), mock_aws()
    pinpoint.start()
    refused_and_swallowed(session.client("s3"))
    aws.start()
    pinpoint.stop()
    with pytest.raises(RealAWSRefused, match="'s3'"):
        aws.stop()


def test_a_swallowed_refusal_does_not_hide_another_error(session: boto3.session.Session) -> None:
    pinpoint = mock_pinpoint()
    pinpoint.start()
    refused_and_swallowed(session.client("s3"))

    @mock_aws
    def run() -> None:
        pinpoint.stop()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run()


def test_a_hook_that_is_patched_over_stays_without_effect(stock_client: PinpointClient) -> None:
    with mock.patch.object(MockAWS, "start", MockAWS.start):  # so that in the end even our own hook is gone
        with mock_pinpoint():
            ours = MockAWS.start
            over = mock.patch.object(MockAWS, "start", lambda mock, reset=True: ours(mock, reset))
            over.start()
        with mock_aws():
            assert activation.current() is None
        with mock_pinpoint(), mock_aws():
            check_one_store_and_one_log(stock_client)
        over.stop()
        with mock_aws():
            assert activation.current() is None

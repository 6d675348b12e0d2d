"""`install_into_moto`: this mock's Pinpoint for those who use `mock_aws` alone."""

from __future__ import annotations

import unittest
from typing import TYPE_CHECKING

import pytest
from moto import mock_aws

from pinpoint_mock import current_mock, install_into_moto, mock_pinpoint
from pinpoint_mock.adapters.moto.install import uninstall_from_moto
from tests.adapters.moto.shared import check_one_store_and_one_log, in_either_order, run_case, run_python
from tests.builders import PHONE, app_ids, create_app, send
from tests.engagement.kinds import NINE, at, schedule

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from tests.adapters.moto.shared import Mock


def test_install_into_moto(installed: None, early_client: PinpointClient, stock_client: PinpointClient) -> None:
    with mock_aws():
        check_one_store_and_one_log(early_client, stock_client)
        first = current_mock()
    with mock_aws():
        assert app_ids(stock_client) == set()
        assert current_mock() is not first
    assert len(first.sent_messages) == 2


def test_install_into_moto_before_anything_else_is_imported() -> None:
    run_python("""if True:
        import pinpoint_mock
        pinpoint_mock.install_into_moto()

        import boto3
        from moto import mock_aws

        @mock_aws
        def run():
            app = boto3.client("pinpoint", "eu-west-1").create_app(CreateApplicationRequest={"Name": "shop"})
            backend = pinpoint_mock.current_mock().backend("eu-west-1")
            assert list(backend.apps) == [app["ApplicationResponse"]["Id"]]

        run()
        """)


def test_install_into_moto_twice_is_the_same_as_once(installed: None, stock_client: PinpointClient) -> None:
    install_into_moto()
    with mock_aws():
        check_one_store_and_one_log(stock_client)


@in_either_order
def test_install_into_moto_with_both_mocks(
    installed: None, outer: Mock, inner: Mock, early_client: PinpointClient, stock_client: PinpointClient
) -> None:
    for _ in range(2):
        with outer(), inner():
            check_one_store_and_one_log(early_client, stock_client)


def test_install_into_moto_inside_mock_aws(stock_client: PinpointClient) -> None:
    with mock_aws():
        app_id = create_app(stock_client)
        install_into_moto()
        assert current_mock().backend("us-east-1").apps.keys() == {app_id}
        uninstall_from_moto()
        assert app_ids(stock_client) == {app_id}


def test_install_into_moto_with_a_test_case_that_has_set_up(installed: None, stock_client: PinpointClient) -> None:
    @mock_aws
    class Signup(unittest.TestCase):
        def setUp(self) -> None:
            self.pinpoint = current_mock()
            self.app_id = create_app(stock_client)

        def test_one(self) -> None:
            self.pinpoint.add_app(application_id="more")
            assert current_mock() is self.pinpoint
            assert app_ids(stock_client) == {self.app_id, "more"}

        def test_two(self) -> None:
            assert app_ids(stock_client) == {self.app_id}

        def tearDown(self) -> None:
            assert self.app_id in app_ids(stock_client)
            assert current_mock() is self.pinpoint

    run_case(Signup)


def test_install_into_moto_with_a_test_case_without_set_up(installed: None, stock_client: PinpointClient) -> None:
    @mock_aws
    class Signup(unittest.TestCase):
        def test_one(self) -> None:
            assert app_ids(stock_client) == set()
            create_app(stock_client)

        def test_two(self) -> None:
            assert app_ids(stock_client) == set()
            create_app(stock_client)

    run_case(Signup)


@pytest.mark.parametrize("has_own", [False, True], ids=["empty mock", "mock with an app of its own"])
def test_what_set_up_made_moves_into_a_mock_that_was_entered_since(
    has_own: bool, installed: None, stock_client: PinpointClient
) -> None:
    aws = mock_aws()
    aws.start()
    held = create_app(stock_client)
    set_up = current_mock()
    aws.stop(remove_data=False)
    with mock_pinpoint() as pinpoint:
        own = {pinpoint.add_app(region_name="us-east-1")} if has_own else set()
        aws.start(reset=False)
        assert app_ids(stock_client) == {held} | own
        stock_client.update_sms_channel(ApplicationId=held, SMSChannelRequest={"Enabled": True})
        send(stock_client, held)
        stock_client.delete_app(ApplicationId=held)
        aws.stop()
    assert len(pinpoint.sent_messages) == 1
    assert set_up.messages == []
    assert list(set_up.backend("us-east-1").apps) == [held]


def test_what_was_due_when_moto_stopped_is_done_when_it_goes_on(installed: None, stock_client: PinpointClient) -> None:
    aws = mock_aws()
    aws.start()
    pinpoint = current_mock()
    app_id = create_app(stock_client)
    pinpoint.add_endpoint(app_id, channel="SMS", address=PHONE, region_name="us-east-1")
    pinpoint.add_endpoint(app_id, channel="GCM", address="token", region_name="us-east-1")
    stock_client.update_sms_channel(ApplicationId=app_id, SMSChannelRequest={"Enabled": True})
    pinpoint.advance(NINE)
    schedule(pinpoint, app_id, at(10))
    pinpoint.advance(at(11))
    aws.stop(remove_data=False)
    assert len(pinpoint.messages) == 0
    with pytest.raises(AssertionError, match=r"1 piece of work was due when the mock ended"):
        pinpoint.assert_nothing_sent()
    aws.start(reset=False)
    assert pinpoint.sent_messages.one().sent_at == at(10)
    assert pinpoint.failed_messages.one(channel="GCM").sent_at == at(10)
    aws.stop()
    pinpoint.assert_nothing_else_sent()

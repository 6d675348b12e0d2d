"""Which requests are whose, with which account, while both mocks are active."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from unittest import mock

import boto3
import pytest
from botocore import UNSIGNED
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config
from botocore.httpsession import URLLib3Session
from moto import mock_aws
from moto.core.botocore_stubber import MockRawResponse

from pinpoint_mock import current_mock, mock_pinpoint
from tests.adapters.moto.shared import OTHER_ACCOUNT, in_either_order, in_other_account, without_handler
from tests.builders import app_ids, create_app

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from tests.adapters.moto.shared import Mock


@in_either_order
def test_ids_with_a_slash_stay_whole(outer: Mock, inner: Mock, stock_client: PinpointClient) -> None:
    with outer(), inner():
        app_id = current_mock().add_app()
        for endpoint_id in ("one", "one/two", "50%2F+ &?#"):
            stock_client.update_endpoint(
                ApplicationId=app_id,
                EndpointId=endpoint_id,
                EndpointRequest={"ChannelType": "SMS", "Address": "+15550100"},
            )
            endpoint = stock_client.get_endpoint(ApplicationId=app_id, EndpointId=endpoint_id)["EndpointResponse"]
            assert endpoint["Id"] == endpoint_id


@pytest.mark.parametrize(
    "options",
    [
        {"config": Config(use_fips_endpoint=True)},
        {"config": Config(use_dualstack_endpoint=True)},
        {"config": Config(signature_version=UNSIGNED)},
        {"region_name": "cn-north-1"},
        {"region_name": "us-gov-west-1"},
        {"endpoint_url": "http://localhost:4566/"},
    ],
    ids=["fips", "dual-stack", "unsigned", "China", "GovCloud", "endpoint_url"],
)
@in_either_order
def test_hosts_that_moto_does_not_know(
    outer: Mock, inner: Mock, options: dict[str, Any], session: boto3.session.Session
) -> None:
    client: PinpointClient = session.client("pinpoint", **options)
    with outer(), inner():
        app_id = create_app(client)
        assert list(current_mock().backend(client.meta.region_name).apps) == [app_id]


@pytest.mark.parametrize("prepare", [lambda client: client, without_handler], ids=["late client", "early client"])
@in_either_order
def test_s3_next_to_pinpoint(
    outer: Mock, inner: Mock, prepare: Callable[[Any], Any], session: boto3.session.Session
) -> None:
    s3 = prepare(session.client("s3"))
    with outer(), inner():
        s3.create_bucket(Bucket="templates")
        s3.put_object(Bucket="templates", Key="welcome.txt", Body=b"Welcome")
        assert s3.get_object(Bucket="templates", Key="welcome.txt")["Body"].read() == b"Welcome"


def test_a_service_that_moto_lets_pass_reaches_the_network(session: boto3.session.Session) -> None:
    reached = []

    def network(session: URLLib3Session, request: AWSPreparedRequest) -> AWSResponse:
        reached.append(request.url)
        return AWSResponse(request.url, 200, {}, MockRawResponse(b""))  # type: ignore[arg-type]  # as moto answers

    s3 = without_handler(session.client("s3"))
    passthrough = mock_aws(config={"core": {"passthrough": {"services": ["s3"]}}})
    with mock.patch.object(URLLib3Session, "send", network), passthrough, mock_pinpoint():
        s3.head_bucket(Bucket="templates")
    assert reached == ["https://templates.s3.amazonaws.com/"]


@in_either_order
def test_an_assumed_role_has_its_own_data(
    outer: Mock, inner: Mock, session: boto3.session.Session, stock_client: PinpointClient
) -> None:
    with outer(), inner():
        other_client = in_other_account(session)
        ours, theirs = create_app(stock_client), create_app(other_client)
        assert (app_ids(stock_client), app_ids(other_client)) == ({ours}, {theirs})
        assert list(current_mock().backend(account_id=OTHER_ACCOUNT).apps) == [theirs]
        app = other_client.get_app(ApplicationId=theirs)["ApplicationResponse"]
        assert app["Arn"] == f"arn:aws:mobiletargeting:us-east-1:{OTHER_ACCOUNT}:apps/{theirs}"


@pytest.mark.usefixtures("pinpoint", "aws")
def test_the_account_of_the_environment_is_as_in_moto(
    monkeypatch: pytest.MonkeyPatch, stock_client: PinpointClient, session: boto3.session.Session
) -> None:
    monkeypatch.setenv("MOTO_ACCOUNT_ID", OTHER_ACCOUNT)
    assert session.client("sts").get_caller_identity()["Account"] == OTHER_ACCOUNT
    arn = stock_client.get_app(ApplicationId=create_app(stock_client))["ApplicationResponse"]["Arn"]
    assert arn.split(":")[4] == OTHER_ACCOUNT


@pytest.mark.usefixtures("pinpoint", "aws")
def test_the_account_is_the_default_one_before_moto_has_any_access_keys(
    monkeypatch: pytest.MonkeyPatch, stock_client: PinpointClient
) -> None:
    monkeypatch.delitem(sys.modules, "moto.iam.models", raising=False)
    app_id = create_app(stock_client)
    assert list(current_mock().backend(account_id="123456789012").apps) == [app_id]

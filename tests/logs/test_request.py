"""The log of requests, through boto3."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import botocore.exceptions
import freezegun
import pytest

from pinpoint_mock.operations import _registry
from tests.wire import send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


def test_a_request_that_was_answered(pinpoint: PinpointMock, client: PinpointClient) -> None:
    with freezegun.freeze_time("2026-01-05 10:00:00"):
        response = client.create_app(CreateApplicationRequest={"Name": "shop"})
    request = pinpoint.requests.one()
    assert request.operation == "CreateApp"
    assert request.parameters == {"CreateApplicationRequest": {"Name": "shop"}}
    assert (request.region_name, request.account_id) == ("us-east-1", "123456789012")
    assert (request.status_code, request.error) == (201, None)
    assert request.request_id == response["ResponseMetadata"]["RequestId"]
    assert request.sent_at == datetime.datetime(2026, 1, 5, 10, tzinfo=datetime.timezone.utc)


def test_a_request_with_parameters_in_path_and_query(pinpoint: PinpointMock, client: PinpointClient) -> None:
    client.get_apps(PageSize="5")
    assert pinpoint.requests.one(operation="GetApps").parameters == {"PageSize": "5"}
    with pytest.raises(client.exceptions.NotFoundException):
        client.get_endpoint(ApplicationId="a", EndpointId="e/1")
    request = pinpoint.requests.last
    assert request.parameters == {"ApplicationId": "a", "EndpointId": "e/1"}
    assert (request.status_code, request.error) == (404, "NotFoundException")


def test_retries_are_requests_of_their_own(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.fail_request("get_apps", "ReadTimeoutError", times=1)
    pinpoint.fail_request("get_apps", "TooManyRequestsException", times=1)
    client.get_apps()
    assert [(request.status_code, request.error) for request in pinpoint.requests] == [
        (429, "TooManyRequestsException"),
        (None, "ReadTimeoutError"),
        (200, None),
    ]


def test_an_operation_that_is_not_built(
    pinpoint: PinpointMock, client: PinpointClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(_registry._handlers, "GetApps")
    with pytest.raises(botocore.exceptions.ClientError):
        client.get_apps()
    assert pinpoint.requests.one().status_code == 501


def test_a_body_that_cannot_be_read(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    send("POST", f"/v1/apps/{app_id}/messages", b"{")
    assert pinpoint.requests.last.parameters == {"ApplicationId": app_id}
    assert pinpoint.requests.last.error == "BadRequestException"


def test_an_unknown_path_is_a_request_by_its_method_and_path(pinpoint: PinpointMock, client: PinpointClient) -> None:
    send("GET", "/v1/nothing")
    assert pinpoint.requests == [{"operation": "GET /v1/nothing", "parameters": {}, "status_code": 404}]


def test_what_is_read_is_a_copy_and_clear_empties(pinpoint: PinpointMock, client: PinpointClient) -> None:
    client.get_apps(PageSize="5")
    pinpoint.requests[0].parameters["PageSize"] = "6"
    assert pinpoint.requests[0].parameters == {"PageSize": "5"}
    with pytest.raises(AssertionError, match=r"1\. GetApps: 200"):
        pinpoint.requests.one(operation="GetApp")
    pinpoint.clear()
    assert pinpoint.requests == []


def test_the_table_of_requests(pinpoint: PinpointMock, client: PinpointClient) -> None:
    client.get_apps()
    pinpoint.fail_request("get_app", "ReadTimeoutError")
    with pytest.raises(botocore.exceptions.ReadTimeoutError):
        client.get_app(ApplicationId="a")
    lines = pinpoint.requests.to_table().splitlines()
    assert lines[0].split() == ["Operation", "Status", "code", "Error"]
    assert [line.split() for line in lines[2:4]] == [["GetApps", "200"], ["GetApp", "ReadTimeoutError"]]

"""`answer_request`: answers of a test's own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import botocore.exceptions
import pytest
from botocore import xform_name

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.mock.classes import baselines
from pinpoint_mock.protocol.model import operations
from tests.protocol.samples import parameters

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

PHONE = "+15550100"
SEGMENT = {"SegmentResponse": {"Id": "all", "Name": "Everybody", "Version": 3, "tags": {"team": "blue"}}}


def get_segment(client: PinpointClient) -> Any:
    response: dict[str, Any] = {**client.get_segment(ApplicationId="shop", SegmentId="all")}
    del response["ResponseMetadata"]
    return response


@pytest.mark.parametrize("operation", ["get_segment", "GetSegment"])
def test_an_operation_that_is_not_built(pinpoint: PinpointMock, client: PinpointClient, operation: str) -> None:
    pinpoint.answer_request(operation, SEGMENT)
    assert get_segment(client) == get_segment(client) == SEGMENT


def test_the_request_is_logged_and_nothing_else_happens(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.answer_request(
        "send_messages",
        {"MessageResponse": {"ApplicationId": "shop", "Result": {PHONE: {"DeliveryStatus": "THROTTLED"}}}},
    )
    parameters: Any = {
        "ApplicationId": "shop",
        "MessageRequest": {"Addresses": {PHONE: {"ChannelType": "SMS"}}, "MessageConfiguration": {}},
    }
    response = client.send_messages(**parameters)["MessageResponse"]
    assert response["Result"][PHONE]["DeliveryStatus"] == "THROTTLED"
    assert len(pinpoint.messages) == 0
    request = pinpoint.requests.one(operation="SendMessages", status_code=200)
    assert (request.parameters, request.error) == (parameters, None)
    pinpoint.assert_all_faults_used()


def test_the_status_is_that_of_the_operation(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.answer_request("create_segment", SEGMENT)
    response = client.create_segment(ApplicationId="shop", WriteSegmentRequest={"Name": "all"})
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 201


def test_a_recorded_answer_and_an_empty_one(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.answer_request("get_segment", {**SEGMENT, "ResponseMetadata": {"HTTPStatusCode": 200}}, times=1)
    assert get_segment(client) == SEGMENT
    pinpoint.answer_request("get_segment", {})
    assert get_segment(client) == {"SegmentResponse": {}}
    pinpoint.answer_request("tag_resource", {})
    assert "tags" not in client.tag_resource(ResourceArn="arn:none", TagsModel={"tags": {"a": "b"}})


def test_none_stands_for_a_member_that_is_missing(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.answer_request("get_segment", {"SegmentResponse": {"Id": "all", "Name": None, "tags": {"a": None}}})
    assert get_segment(client) == {"SegmentResponse": {"Id": "all", "tags": {}}}


def test_the_answer_is_that_of_the_declaration(pinpoint: PinpointMock, client: PinpointClient) -> None:
    answer = {"SegmentResponse": {"Id": "all", "tags": {"team": "blue"}}}
    pinpoint.answer_request("get_segment", answer)
    answer["SegmentResponse"]["tags"] = {}
    get_segment(client)["SegmentResponse"]["tags"].clear()
    assert get_segment(client) == {"SegmentResponse": {"Id": "all", "tags": {"team": "blue"}}}


def test_a_function_gets_the_parameters_of_the_boto3_method(pinpoint: PinpointMock, client: PinpointClient) -> None:
    got: list[dict[str, Any]] = []

    def answer(**parameters: Any) -> dict[str, Any]:
        got.append({**parameters, "WriteSegmentRequest": dict(parameters["WriteSegmentRequest"])})
        parameters["WriteSegmentRequest"].clear()
        return {"SegmentResponse": {"Id": f"segment-{len(got)}"}}

    pinpoint.answer_request("create_segment", answer)
    sent: Any = {"ApplicationId": "shop", "WriteSegmentRequest": {"Name": "all"}}
    ids = [client.create_segment(**sent)["SegmentResponse"]["Id"] for _ in range(2)]
    assert (ids, got) == (["segment-1", "segment-2"], [sent, sent])
    assert [request.parameters for request in pinpoint.requests] == [sent, sent]


def test_a_function_may_call_pinpoint_and_wait_for_other_threads(
    pinpoint: PinpointMock, client: PinpointClient
) -> None:
    def count(**parameters: Any) -> dict[str, Any]:
        thread = threading.Thread(target=lambda: pinpoint.add_app(name="made meanwhile"))
        thread.start()
        thread.join(timeout=60)
        return {"SegmentResponse": {"Name": client.get_apps()["ApplicationsResponse"]["Item"][0]["Name"]}}

    pinpoint.answer_request("get_segment", count)
    assert get_segment(client) == {"SegmentResponse": {"Name": "made meanwhile"}}


@pytest.mark.parametrize("by_function", [False, True])
def test_an_exception(pinpoint: PinpointMock, client: PinpointClient, by_function: bool) -> None:
    error = client.exceptions.NotFoundException({"Error": {"Message": "gone"}}, "GetSegment")

    def answer(**parameters: Any) -> dict[str, Any]:
        raise error

    pinpoint.answer_request("get_segment", answer if by_function else error)
    with pytest.raises(client.exceptions.NotFoundException, match="gone"):
        get_segment(client)
    assert pinpoint.requests.one(operation="GetSegment").error == "NotFoundException"


def test_an_exception_class(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.answer_request("get_segment", client.exceptions.ConflictException, times=1)
    with pytest.raises(client.exceptions.ConflictException):
        get_segment(client)
    assert pinpoint.requests.one().status_code == 409
    pinpoint.answer_request("get_segment", SEGMENT)
    pinpoint.answer_request("get_segment", botocore.exceptions.ConnectTimeoutError, times=1)
    assert get_segment(client) == SEGMENT  # a retry of botocore
    assert pinpoint.requests.filter(operation="get_segment")[1].error == "ConnectTimeoutError"


def test_of_all_declarations_the_newest_that_applies_wins(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.answer_request("get_apps", {"ApplicationsResponse": {"NextToken": "oldest"}})
    pinpoint.fail_request("get_apps", "ForbiddenException", times=1)
    pinpoint.answer_request("get_apps", {"ApplicationsResponse": {"NextToken": "newest"}}, times=1)
    pinpoint.answer_request("get_app", {})
    assert client.get_apps()["ApplicationsResponse"] == {"NextToken": "newest"}
    with pytest.raises(client.exceptions.ForbiddenException):
        client.get_apps()
    assert client.get_apps()["ApplicationsResponse"] == {"NextToken": "oldest"}
    with pytest.raises(
        AssertionError, match=r"^pinpoint_mock: 1 .* never applied:\n  answer_request\('get_app', \{\}\)"
    ):
        pinpoint.assert_all_faults_used()
    pinpoint.reset()
    assert client.get_apps()["ApplicationsResponse"] == {"Item": []}


def test_answers_are_part_of_what_a_class_begins_with(client: PinpointClient) -> None:
    with mock_pinpoint() as pinpoint:
        pinpoint.answer_request("get_segment", SEGMENT, times=1)
        baseline = baselines.set_baseline(None)
        try:
            for _ in range(2):
                with mock_pinpoint():
                    assert get_segment(client) == SEGMENT
                    with pytest.raises(botocore.exceptions.ClientError):
                        get_segment(client)
        finally:
            baselines.drop_baseline(baseline)


@pytest.mark.parametrize(
    ("operation", "answer", "times", "text"),
    [
        ("get_segmnt", SEGMENT, None, "there is no operation 'get_segmnt'. Did you mean 'get_segment'"),
        ("get_segment", SEGMENT, 0, "times= must be at least 1"),
        ("get_segment", ValueError, None, "ValueError is neither an exception of Pinpoint nor one of botocore's"),
    ],
)
def test_a_declaration_that_cannot_apply(
    pinpoint: PinpointMock, operation: str, answer: Any, times: int | None, text: str
) -> None:
    with pytest.raises(ValueError, match=r"^pinpoint_mock: answer_request\(") as caught:
        pinpoint.answer_request(operation, answer, times=times)
    assert text in str(caught.value)


@pytest.mark.parametrize("name", sorted(operations()))
def test_every_operation_can_be_answered_with_nothing(
    pinpoint: PinpointMock, client: PinpointClient, name: str
) -> None:
    pinpoint.answer_request(name, {})
    response = getattr(client, xform_name(name))(**parameters(client, name, "label", full=False))
    assert response.pop("ResponseMetadata")["HTTPStatusCode"] == operations()[name].status
    assert not any(response.values())
    assert pinpoint.requests.one().operation == name

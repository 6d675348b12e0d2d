"""`answer_request`: answers of a test's own."""

from __future__ import annotations

import datetime
import threading
from typing import TYPE_CHECKING, Any

import botocore.exceptions
import pytest

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.mock.classes import baselines
from pinpoint_mock.protocol.model import operations

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

PHONE = "+15550100"
SEGMENT = {"SegmentResponse": {"Id": "all", "Name": "Everybody", "Version": 3, "tags": {"team": "blue"}}}

PARAMETERS: dict[str, dict[str, Any]] = {
    "get_segments": {"ApplicationId": "shop"},
    "get_sms_channel": {"ApplicationId": "shop"},
    "get_segment": {"ApplicationId": "shop", "SegmentId": "all"},
    "get_endpoint": {"ApplicationId": "shop", "EndpointId": "phone"},
    "tag_resource": {"ResourceArn": "arn:none", "TagsModel": {"tags": {}}},
}
"""What each operation is called with."""


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


def test_dates_and_names_as_boto3_has_them(pinpoint: PinpointMock, client: PinpointClient) -> None:
    noon = datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.timezone.utc)
    kpi = {"ApplicationDateRangeKpiResponse": {"KpiName": "sends", "StartTime": noon}}
    pinpoint.answer_request("get_application_date_range_kpi", kpi)
    found = client.get_application_date_range_kpi(ApplicationId="shop", KpiName="sends")
    assert found["ApplicationDateRangeKpiResponse"]["StartTime"] == noon
    condition = {"SegmentCondition": {"SegmentId": "all"}, "SegmentDimensions": {"Attributes": {}}}
    activity = {"ConditionalSplit": {"Condition": {"Conditions": [condition], "Operator": "ANY"}}}
    journey = {"JourneyResponse": {"Id": "tour", "Activities": {"first": activity}}}
    pinpoint.answer_request("get_journey", journey)
    answer = client.get_journey(ApplicationId="shop", JourneyId="tour")
    assert answer["JourneyResponse"]["Activities"]["first"] == activity


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
    pinpoint.answer_request("get_segment", botocore.exceptions.ConnectTimeoutError, times=1)
    pinpoint.answer_request("get_segment", SEGMENT, times=1)
    assert get_segment(client) == SEGMENT


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
    ("operation", "answer", "lines"),
    [
        (
            "get_segment",
            {"SegmentResponse": {"Nmae": "all", "Version": "3", "Id": 7, "tags": {"a": 1}}},
            [
                "SegmentResponse.Nmae does not exist. Did you mean 'Name'?",
                "SegmentResponse.Version must be an integer, not '3'",
                "SegmentResponse.Id must be a string, not 7",
                "SegmentResponse.tags.a must be a string, not 1",
            ],
        ),
        ("get_segment", {"Id": "all"}, ["Id does not exist. There can be SegmentResponse."]),
        ("get_segment", {"SegmentResponse": []}, ["SegmentResponse must be a dict, not []"]),
        ("get_segment", [], ["the answer must be a dict, not []"]),
        (
            "get_segment",
            {"SegmentResponse": {"Version": True}},
            ["SegmentResponse.Version must be an integer, not True"],
        ),
        (
            "get_segment",
            {"SegmentResponse": {"SegmentType": "DIMENSION"}},
            ["SegmentResponse.SegmentType cannot be 'DIMENSION'. Did you mean 'DIMENSIONAL'?"],
        ),
        (
            "get_segments",
            {"SegmentsResponse": {"Item": [{}, {"Id": None, "Name": b""}]}},
            ["SegmentsResponse.Item[1].Name must be a string, not b''"],
        ),
        (
            "get_sms_channel",
            {"SMSChannelResponse": {"Enabled": "true", "PromotionalMessagesPerSecond": 1.5}},
            [
                "SMSChannelResponse.Enabled must be True or False, not 'true'",
                "SMSChannelResponse.PromotionalMessagesPerSecond must be an integer, not 1.5",
            ],
        ),
        (
            "get_endpoint",
            {"EndpointResponse": {"Metrics": {"age": "7"}, "ChannelType": "FAX"}},
            [
                "EndpointResponse.Metrics.age must be a number, not '7'",
                "EndpointResponse.ChannelType cannot be 'FAX'. Known are PUSH, GCM, APNS, APNS_SANDBOX, APNS_VOIP, "
                "APNS_VOIP_SANDBOX, ADM, SMS, VOICE, EMAIL, BAIDU, CUSTOM, IN_APP.",
            ],
        ),
        ("tag_resource", {"tags": {}}, ["it has no members, so the answer must be {}"]),
    ],
)
@pytest.mark.parametrize("by_function", [False, True])
def test_an_answer_that_the_operation_cannot_give(
    pinpoint: PinpointMock, client: PinpointClient, operation: str, answer: Any, lines: list[str], by_function: bool
) -> None:
    with pytest.raises(ValueError, match=r"^pinpoint_mock: answer_request\('") as caught:  # noqa: PT012  (either raises)
        pinpoint.answer_request(operation, (lambda **parameters: answer) if by_function else answer)
        getattr(client, operation)(**PARAMETERS[operation])
    assert str(caught.value).splitlines()[1:] == [f"  {line}" for line in lines]
    assert len(pinpoint.requests) == by_function


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
def test_every_operation_can_be_answered_with_nothing(pinpoint: PinpointMock, name: str) -> None:
    pinpoint.answer_request(name, {})

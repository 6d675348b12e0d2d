"""What an operation returns, against the shapes of the service model: by the answers that a test declares."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


PARAMETERS: dict[str, dict[str, Any]] = {
    "get_segments": {"ApplicationId": "shop"},
    "get_sms_channel": {"ApplicationId": "shop"},
    "get_segment": {"ApplicationId": "shop", "SegmentId": "all"},
    "get_endpoint": {"ApplicationId": "shop", "EndpointId": "phone"},
    "tag_resource": {"ResourceArn": "arn:none", "TagsModel": {"tags": {}}},
}
"""What each operation is called with."""


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

"""The event stream of an application through boto3."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests.builders import create_app

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

ROLE = "arn:aws:iam::123456789012:role/pinpoint-events"
KINESIS = "arn:aws:kinesis:us-east-1:123456789012:stream/events"
FIREHOSE = "arn:aws:firehose:us-east-1:123456789012:deliverystream/events"
WRITTEN = datetime.datetime(2020, 1, 2, 3, 4, 5, 678_000, datetime.timezone.utc)


def put(client: PinpointClient, app_id: str, stream: str = KINESIS, role: str = ROLE) -> dict[str, Any]:
    response = client.put_event_stream(
        ApplicationId=app_id, WriteEventStream={"DestinationStreamArn": stream, "RoleArn": role}
    )
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 200
    return {**response["EventStream"]}


def get(client: PinpointClient, app_id: str) -> dict[str, Any]:
    return {**client.get_event_stream(ApplicationId=app_id)["EventStream"]}


def test_an_event_stream_that_was_put_can_be_read(client: PinpointClient, app_id: str) -> None:
    with time_machine.travel(WRITTEN, tick=False):
        stream = put(client, app_id)

    assert stream == {
        "ApplicationId": app_id,
        "DestinationStreamArn": KINESIS,
        "RoleArn": ROLE,
        "LastModifiedDate": "2020-01-02T03:04:05.678Z",
    }
    assert get(client, app_id) == stream


def test_an_event_stream_is_replaced(client: PinpointClient, app_id: str) -> None:
    with time_machine.travel(WRITTEN, tick=False):
        before = put(client, app_id)

    after = put(client, app_id, FIREHOSE)

    assert after["DestinationStreamArn"] == FIREHOSE
    assert after["LastModifiedDate"] > before["LastModifiedDate"]
    assert get(client, app_id) == after


def test_one_stream_may_serve_many_apps(client: PinpointClient, app_id: str) -> None:
    other = create_app(client)

    put(client, app_id)
    put(client, other)
    client.delete_event_stream(ApplicationId=other)

    assert get(client, app_id)["DestinationStreamArn"] == KINESIS


def test_a_deleted_event_stream_is_answered_and_gone(client: PinpointClient, app_id: str) -> None:
    stream = put(client, app_id)

    response = client.delete_event_stream(ApplicationId=app_id)

    assert response["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert response["EventStream"] == stream
    with pytest.raises(client.exceptions.NotFoundException, match=r": Resource not found$"):
        get(client, app_id)
    with pytest.raises(client.exceptions.NotFoundException, match=r": Resource not found$"):
        client.delete_event_stream(ApplicationId=app_id)


def test_an_app_without_event_stream_has_none(client: PinpointClient, app_id: str) -> None:
    with pytest.raises(client.exceptions.NotFoundException, match=r": Resource not found$"):
        get(client, app_id)


def test_an_unknown_app_is_not_found(client: PinpointClient) -> None:
    with pytest.raises(client.exceptions.NotFoundException, match=r": Resource not found$"):
        put(client, "0" * 32)


@pytest.mark.parametrize(
    ("stream", "role"),
    [
        (FIREHOSE, ROLE),
        (
            "arn:aws-cn:kinesis:cn-north-1:123456789012:stream/a_b.c-D",
            "arn:aws-cn:iam::123456789012:role/service-role/events",
        ),
        (
            "arn:aws-us-gov:firehose:us-gov-west-1:123456789012:deliverystream/x",
            "arn:aws-us-gov:iam::123456789012:role/a+b=c,d.e@f_g",
        ),
    ],
)
def test_arns_of_every_partition_are_taken(client: PinpointClient, app_id: str, stream: str, role: str) -> None:
    put(client, app_id, stream, role)

    assert get(client, app_id)["DestinationStreamArn"] == stream
    assert get(client, app_id)["RoleArn"] == role


@pytest.mark.parametrize(
    ("stream", "role"), [("kinesis:arn", "iam:arn"), ("events", "pinpoint-events"), (" arn:x", "ARN:x"), ("x", ROLE)]
)
def test_placeholders_that_are_no_arn_at_all_are_taken(
    client: PinpointClient, app_id: str, stream: str, role: str
) -> None:
    written = put(client, app_id, stream, role)

    assert (written["DestinationStreamArn"], written["RoleArn"]) == (stream, role)
    assert get(client, app_id) == written


@pytest.mark.parametrize(
    "stream",
    [
        "",
        "arn:",
        "arn:events",
        ROLE,
        f"{KINESIS}\n",
        KINESIS.replace(":stream/", ":deliverystream/"),
        FIREHOSE.replace(":deliverystream/", ":stream/"),
        KINESIS.replace("us-east-1", ""),
        KINESIS.replace("123456789012", ""),
        KINESIS.removesuffix("events"),
        KINESIS.replace("arn:aws:", "arn:aws"),
    ],
)
def test_an_arn_that_is_not_of_a_stream_is_refused(client: PinpointClient, app_id: str, stream: str) -> None:
    before = put(client, app_id, FIREHOSE)

    with pytest.raises(client.exceptions.BadRequestException) as caught:
        put(client, app_id, stream)

    assert caught.value.response["Error"]["Message"] == (
        "Invalid DestinationStreamArn: Destination stream validation failed"
    )
    assert get(client, app_id) == before


@pytest.mark.parametrize(
    "role",
    [
        "",
        "arn:",
        "arn:pinpoint-events",
        KINESIS,
        ROLE.replace(":role/", ":user/"),
        ROLE.replace("::", ":us-east-1:"),
        ROLE.replace("123456789012", "12345"),
        ROLE.removesuffix("pinpoint-events"),
    ],
)
def test_an_arn_that_is_not_of_a_role_is_refused(client: PinpointClient, app_id: str, role: str) -> None:
    before = put(client, app_id, FIREHOSE)

    with pytest.raises(client.exceptions.BadRequestException) as caught:
        put(client, app_id, KINESIS, role)

    assert caught.value.response["Error"]["Message"] == (
        "Invalid RoleArn: make sure the IAM Role is configured correctly"
    )
    assert get(client, app_id) == before


def test_a_role_of_another_form_is_named_before_the_stream(client: PinpointClient, app_id: str) -> None:
    with pytest.raises(client.exceptions.BadRequestException, match=": Invalid RoleArn: "):
        put(client, app_id, "arn:no stream", "arn:no role")

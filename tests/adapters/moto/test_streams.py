"""Event streams into moto's Kinesis and Firehose of the same process."""

from __future__ import annotations

import base64
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws

from pinpoint_mock import current_mock, mock_pinpoint
from pinpoint_mock.adapters.moto.streams import RECORDS_PER_CALL, mocked_stream
from tests.adapters.moto.shared import OTHER_ACCOUNT, in_either_order
from tests.builders import PHONE, send

if TYPE_CHECKING:
    import boto3

    from tests.adapters.moto.shared import Mock

ACCOUNT = "123456789012"
KINESIS = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/events"
FIREHOSE = f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/events"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/events"


@pytest.fixture(scope="session")
def kinesis(session: boto3.session.Session) -> Any:
    return session.client("kinesis")


@pytest.fixture(scope="session")
def firehose(session: boto3.session.Session) -> Any:
    return session.client("firehose")


@pytest.fixture(scope="session")
def s3(session: boto3.session.Session) -> Any:
    return session.client("s3")


def records_of(kinesis: Any, name: str = "events") -> list[Any]:
    """The records of a stream of one shard."""
    shard = kinesis.get_shard_iterator(
        StreamName=name, ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON"
    )
    return list(kinesis.get_records(ShardIterator=shard["ShardIterator"])["Records"])


def stream_to(client: Any, app_id: str, stream_arn: str) -> None:
    client.put_event_stream(
        ApplicationId=app_id, WriteEventStream={"DestinationStreamArn": stream_arn, "RoleArn": ROLE}
    )


@in_either_order
def test_kinesis_gets_the_records_of_a_call_before_it_returns(
    outer: Mock, inner: Mock, kinesis: Any, stock_client: Any
) -> None:
    with outer(), inner():
        kinesis.create_stream(StreamName="events", ShardCount=1)
        app_id = current_mock().add_app()
        stream_to(stock_client, app_id, KINESIS)
        message_id = send(stock_client, app_id)["MessageId"]
        probe, record = records_of(kinesis)
        assert (probe["PartitionKey"], json.loads(probe["Data"])["event_type"]) == (app_id, "_test.event_stream")
        assert (record["PartitionKey"], json.loads(record["Data"])) == (
            message_id,
            current_mock().stream_records.one().record,
        )


@pytest.mark.usefixtures("aws")
def test_firehose_gets_them_one_after_the_other(firehose: Any, s3: Any, stock_client: Any) -> None:
    s3.create_bucket(Bucket="lake")
    firehose.create_delivery_stream(
        DeliveryStreamName="events",
        ExtendedS3DestinationConfiguration={"RoleARN": ROLE, "BucketARN": "arn:aws:s3:::lake"},
    )
    with mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app()
        stream_to(stock_client, app_id, FIREHOSE)
        request: Any = {
            "Addresses": {address: {"ChannelType": "SMS"} for address in (PHONE, "+15550101")},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        }
        stock_client.send_messages(ApplicationId=app_id, MessageRequest=request)
        contents = [
            s3.get_object(Bucket="lake", Key=found["Key"])["Body"].read()
            for found in s3.list_objects_v2(Bucket="lake")["Contents"]
        ]
        probe, records = sorted(contents, key=len)
        assert json.loads(probe)["event_type"] == "_test.event_stream"
        first, second = records.decode().replace("}{", "}\n{").splitlines()
        assert [json.loads(first), json.loads(second)] == [record.record for record in pinpoint.stream_records]


@pytest.mark.usefixtures("aws")
def test_a_firehose_whose_bucket_is_gone_disturbs_nobody(firehose: Any, s3: Any, stock_client: Any) -> None:
    s3.create_bucket(Bucket="lake")
    firehose.create_delivery_stream(
        DeliveryStreamName="events",
        ExtendedS3DestinationConfiguration={"RoleARN": ROLE, "BucketARN": "arn:aws:s3:::lake"},
    )
    s3.delete_bucket(Bucket="lake")
    with mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app()
        stream_to(stock_client, app_id, FIREHOSE)
        assert send(stock_client, app_id)["DeliveryStatus"] == "SUCCESSFUL"


@pytest.mark.usefixtures("aws")
def test_many_records_come_in_their_order(kinesis: Any, stock_client: Any) -> None:
    kinesis.create_stream(StreamName="events", ShardCount=1)
    put = mocked_stream(KINESIS)
    assert put is not None
    records = [("key", str(number).encode()) for number in range(2 * RECORDS_PER_CALL + 1)]
    put(records)
    assert [record["Data"] for record in records_of(kinesis)] == [data for _, data in records]
    put([])


def test_a_stream_in_another_account_and_region(session: boto3.session.Session) -> None:
    with mock_aws():
        role = session.client("sts").assume_role(
            RoleArn=f"arn:aws:iam::{OTHER_ACCOUNT}:role/owner", RoleSessionName="session"
        )["Credentials"]
        keys: Any = {
            "aws_access_key_id": role["AccessKeyId"],
            "aws_secret_access_key": role["SecretAccessKey"],
            "aws_session_token": role["SessionToken"],
        }
        kinesis = session.client("kinesis", region_name="eu-west-1", **keys)
        kinesis.create_stream(StreamName="events", ShardCount=1)
        put = mocked_stream(f"arn:aws:kinesis:eu-west-1:{OTHER_ACCOUNT}:stream/events")
        assert put is not None
        put([("key", b"{}")])
        assert [base64.b64encode(record["Data"]) for record in records_of(kinesis)] == [b"e30="]
        assert mocked_stream(f"arn:aws:kinesis:eu-west-1:{ACCOUNT}:stream/events") is None
        assert mocked_stream(f"arn:aws:kinesis:us-east-1:{OTHER_ACCOUNT}:stream/events") is None


@pytest.mark.parametrize("arn", [KINESIS, FIREHOSE, "kinesis:arn", "arn:aws:kinesis:mars-1:123456789012:stream/events"])
def test_a_stream_that_is_not_there_gets_nothing_and_nothing_is_refused(stock_client: Any, arn: str) -> None:
    with mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app(region_name="us-east-1")
        stream_to(stock_client, app_id, arn)
        send(stock_client, app_id)
        with mock_aws():
            send(stock_client, app_id)
        assert len(pinpoint.stream_records) == 2


def test_without_mock_aws_nothing_is_there(kinesis: Any) -> None:
    with mock_aws():
        kinesis.create_stream(StreamName="events", ShardCount=1)
        assert mocked_stream(KINESIS) is not None
    assert mocked_stream(KINESIS) is None


@pytest.mark.usefixtures("aws")
def test_a_service_that_nobody_has_used_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "moto.firehose.models", raising=False)
    assert mocked_stream(FIREHOSE) is None
    assert "moto.firehose.models" not in sys.modules


def test_a_service_that_moto_lets_through_has_no_streams(kinesis: Any) -> None:
    with mock_aws():
        kinesis.create_stream(StreamName="events", ShardCount=1)
    with mock_aws(config={"core": {"passthrough": {"services": ["kinesis"]}}}):
        assert mocked_stream(KINESIS) is None

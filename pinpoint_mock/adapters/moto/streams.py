"""moto's Kinesis and Firehose of this process, to which event streams go."""

from __future__ import annotations

import base64
import contextlib
import functools
import json
import re
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

from pinpoint_mock.adapters.moto.requests import answer_other, is_mocking
from pinpoint_mock.core.arns import ARN_START
from pinpoint_mock.state.ports import PutRecords

RECORDS_PER_CALL = 100
"""How many records are put at once: so many fit into one call, whatever their size."""

STREAM_ARN = re.compile(
    f"{ARN_START}:(?P<service>kinesis|firehose):(?P<region_name>[a-z0-9-]+):(?P<account_id>[0-9]+):"
    "(?:stream|deliverystream)/(?P<name>.+)"
)


class Service(NamedTuple):
    """A service with streams: the target of its call, and the members for the name of a stream and a partition key.

    `backends` and `streams` are where moto has its backends, and those their streams by name.

    Source: AWS kinesis/latest/APIReference/API_PutRecords; AWS firehose/latest/APIReference/API_PutRecordBatch.
    """

    target: str
    name: str
    key: str | None
    backends: str
    streams: str


SERVICES = {
    "kinesis": Service("Kinesis_20131202.PutRecords", "StreamName", "PartitionKey", "kinesis_backends", "streams"),
    "firehose": Service(
        "Firehose_20150804.PutRecordBatch", "DeliveryStreamName", None, "firehose_backends", "delivery_streams"
    ),
}


class Stream(NamedTuple):
    """A stream as its ARN has it."""

    service: str
    region_name: str
    account_id: str
    name: str


def mocked_stream(stream_arn: str) -> PutRecords | None:
    """What puts records on the stream of an ARN in moto; None if moto does not mock its service, or has no such stream.

    The call goes through moto's own door for requests, as one of boto3 would, because what is behind it has changed
    between the versions of moto.
    """
    match = STREAM_ARN.fullmatch(stream_arn)
    if match is None or not is_mocking():
        return None
    stream = Stream(*match.group("service", "region_name", "account_id", "name"))
    return functools.partial(_put_records, stream) if _exists(stream) else None


def _exists(stream: Stream) -> bool:
    from moto.core.config import passthrough_service

    models: Any = sys.modules.get(f"moto.{stream.service}.models")
    if models is None or passthrough_service(stream.service):
        return False  # nobody has used moto's service yet, or it is the real one
    service = SERVICES[stream.service]
    backends = getattr(models, service.backends)[stream.account_id]
    return stream.region_name in backends.regions and stream.name in getattr(
        backends[stream.region_name], service.streams
    )


def _put_records(stream: Stream, records: Sequence[tuple[str, bytes]]) -> None:
    for start in range(0, len(records), RECORDS_PER_CALL):
        with contextlib.suppress(Exception):  # such as that of a Firehose without its bucket: nobody is told in AWS
            answer_other(_request(stream, records[start : start + RECORDS_PER_CALL]))


def _request(stream: Stream, records: Sequence[tuple[str, bytes]]) -> Any:
    from botocore.awsrequest import AWSPreparedRequest

    service = SERVICES[stream.service]
    entries = [
        {"Data": base64.b64encode(data).decode(), **({service.key: key} if service.key else {})}
        for key, data in records
    ]
    body = json.dumps({service.name: stream.name, "Records": entries})
    scope = f"{stream.region_name}/{stream.service}/aws4_request"
    headers: Any = {
        "Authorization": f"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20300101/{scope}",
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": service.target,
        "x-moto-account-id": stream.account_id,
    }
    url = f"https://{stream.service}.{stream.region_name}.amazonaws.com/"
    return AWSPreparedRequest("POST", url, headers, body.encode(), False)

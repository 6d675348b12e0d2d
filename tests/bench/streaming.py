"""Records of event streams: looked at, and put on moto's Kinesis. Who never asks pays what `campaigns` measures."""

from __future__ import annotations

import json
from collections.abc import Iterator

import boto3
from moto import mock_aws

from pinpoint_mock import mock_pinpoint
from tests.bench.campaigns import PLAIN, REGION, Shop
from tests.bench.measuring import Row, ratio

ENDPOINTS = 10_000
ARN = f"arn:aws:kinesis:{REGION}:123456789012:stream/events"


def rows() -> Iterator[Row]:
    with mock_aws(), mock_pinpoint(region_name=REGION) as pinpoint:
        kinesis = boto3.client("kinesis", region_name=REGION)
        shop = Shop(pinpoint, ENDPOINTS)
        document = next(iter(shop.app.endpoints))

        def copies() -> None:
            for _ in range(ENDPOINTS):
                json.loads(json.dumps(document))

        def look() -> None:
            shop.send(PLAIN)
            assert len(pinpoint.stream_records) == 2 * ENDPOINTS
            pinpoint.clear()

        def stream() -> None:
            kinesis.create_stream(StreamName="events", ShardCount=1)
            shop.send(PLAIN)
            pinpoint.clear()
            kinesis.delete_stream(StreamName="events")

        what = f"a campaign to {ENDPOINTS:,} SMS endpoints, for each, against a copy of its document by JSON"
        yield Row(f"{what}: all stream_records read", ratio(look, copies, rounds=3))
        shop.client.put_event_stream(
            ApplicationId=shop.app_id,
            WriteEventStream={"DestinationStreamArn": ARN, "RoleArn": "arn:aws:iam::123456789012:role/events"},
        )
        yield Row(f"{what}: with an event stream into moto's Kinesis", ratio(stream, copies, rounds=3))

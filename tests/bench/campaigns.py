"""Campaigns to 100,000 SMS endpoints: time and memory for each, against its endpoint's document."""

from __future__ import annotations

import json
import sys
import tracemalloc
from collections.abc import Iterator
from typing import Any

import boto3

from pinpoint_mock import PinpointMock, mock_pinpoint
from tests.bench.endpoints import ROOT, fill
from tests.bench.measuring import Row, ratio, run

ENDPOINTS = 100_000
PLAIN: Any = {"MessageConfiguration": {"SMSMessage": {"Body": "Your parcel has arrived."}}}
TEMPLATED: Any = {"TemplateConfiguration": {"SMSTemplate": {"Name": "t"}}}
TEMPLATE = "Hi {{User.UserAttributes.FirstName}} of {{Attributes.City}}, {{Code}} is your code."
REGION = "us-east-1"


class Shop:
    """An application with many endpoints, a segment of all of them, and a template of three variables."""

    def __init__(self, pinpoint: PinpointMock, number: int = ENDPOINTS) -> None:
        self.pinpoint = pinpoint
        self.number = number
        self.client = boto3.client("pinpoint", region_name=REGION)
        self.app_id = pinpoint.add_app(channels=["SMS"])
        self.app = pinpoint.backend().apps[self.app_id]
        fill(self.app, number)
        segment = self.client.create_segment(ApplicationId=self.app_id, WriteSegmentRequest={})
        self.segment_id = segment["SegmentResponse"]["Id"]
        self.client.create_sms_template(
            TemplateName="t",
            SMSTemplateRequest={"Body": TEMPLATE, "DefaultSubstitutions": json.dumps({"Code": "4711"})},
        )

    def send(self, message: Any) -> None:
        """Create a campaign, which is sent at once."""
        request: Any = {"Schedule": {"StartTime": "IMMEDIATE"}, "SegmentId": self.segment_id, **message}
        self.client.create_campaign(ApplicationId=self.app_id, WriteCampaignRequest=request)
        assert len(self.pinpoint.sent_messages) == self.number


def rows() -> Iterator[Row]:
    with mock_pinpoint(region_name=REGION) as pinpoint:
        shop = Shop(pinpoint)
        document = next(iter(shop.app.endpoints))

        def copies() -> None:
            for _ in range(ENDPOINTS):
                json.loads(json.dumps(document))

        for name, message, target in (("plain", PLAIN, 5), ("template of three variables", TEMPLATED, 10)):

            def send(message: Any = message) -> None:
                shop.send(message)
                pinpoint.clear()

            what = f"a campaign to {ENDPOINTS:,} SMS endpoints, for each, against a copy of its document by JSON"
            yield Row(f"{what}: {name}", ratio(send, copies, rounds=3), target)
    measured = _kilobytes("sent") / _kilobytes("loaded")
    yield Row(f"memory of {ENDPOINTS:,} campaign messages, against json.loads of the documents", measured, 1)


def _kilobytes(way: str) -> int:
    """How much a new process grows by the messages, or by the documents."""
    return int(run([sys.executable, "-c", f"from tests.bench.campaigns import {way}; print({way}())"], ROOT))


def sent() -> int:
    """The kilobytes that the messages of a campaign take."""
    with mock_pinpoint(region_name=REGION) as pinpoint:
        shop = Shop(pinpoint)
        tracemalloc.start()
        shop.send(PLAIN)
        return tracemalloc.get_traced_memory()[0] // 1024


def loaded() -> int:
    """The kilobytes that the documents of the endpoints take, each from its JSON."""
    with mock_pinpoint(region_name=REGION) as pinpoint:
        texts = [json.dumps(document) for document in Shop(pinpoint).app.endpoints]
    tracemalloc.start()
    kept = list(map(json.loads, texts))
    assert len(kept) == ENDPOINTS
    return tracemalloc.get_traced_memory()[0] // 1024

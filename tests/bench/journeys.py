"""A journey of 10,000 participants, against the documents of their endpoints; and a month of refreshes."""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Iterator
from typing import Any

import boto3

from pinpoint_mock import PinpointMock, mock_pinpoint
from tests.bench.endpoints import fill
from tests.bench.measuring import Row, ratio

PARTICIPANTS = 10_000
STAYING = 1_000
REGION = "us-east-1"
RED: Any = {"SegmentDimensions": {"Attributes": {"City": {"Values": ["London"]}}}}
ACTIVITIES: Any = {
    "hello": {"SMS": {"TemplateName": "t", "NextActivity": "wait"}},
    "wait": {"Wait": {"WaitTime": {"WaitFor": "PT1H"}, "NextActivity": "split"}},
    "split": {
        "ConditionalSplit": {"Condition": {"Conditions": [RED]}, "TrueActivity": "more", "FalseActivity": "more"}
    },
    "more": {"SMS": {"TemplateName": "t"}},
}
STEPS = len(ACTIVITIES)


class Shop:
    """An application with endpoints, and a journey for all of them that has just been published."""

    def __init__(self, pinpoint: PinpointMock, endpoints: int, activities: Any, **request: Any) -> None:
        self.pinpoint = pinpoint
        client = boto3.client("pinpoint", region_name=REGION)
        app_id = pinpoint.add_app(channels=["SMS"])
        self.app = pinpoint.backend().apps[app_id]
        fill(self.app, endpoints)
        client.create_sms_template(TemplateName="t", SMSTemplateRequest={"Body": "Your parcel has arrived."})
        segment = client.create_segment(ApplicationId=app_id, WriteSegmentRequest={})["SegmentResponse"]
        self._request: Any = {
            "Name": "welcome",
            "State": "ACTIVE",
            "StartActivity": next(iter(activities)),
            "Activities": activities,
            "StartCondition": {"SegmentStartCondition": {"SegmentId": segment["Id"]}},
            **request,
        }
        self._client, self._app_id = client, app_id

    def run(self, duration: datetime.timedelta) -> None:
        """Publish the journey and let time pass."""
        self._client.create_journey(ApplicationId=self._app_id, WriteJourneyRequest=self._request)
        self.pinpoint.advance(duration)
        self.pinpoint.run_due()


def rows() -> Iterator[Row]:
    with mock_pinpoint(region_name=REGION) as pinpoint:
        shop = Shop(pinpoint, PARTICIPANTS, ACTIVITIES)
        document = next(iter(shop.app.endpoints))

        def go_through() -> None:
            shop.run(datetime.timedelta(hours=2))
            assert len(pinpoint.sent_messages) == 2 * PARTICIPANTS
            pinpoint.clear()

        def copies() -> None:
            for _ in range(PARTICIPANTS * STEPS):
                json.loads(json.dumps(document))

        what = f"a journey of {PARTICIPANTS:,}, for each and each step, against a copy of its document by JSON"
        yield Row(what, ratio(go_through, copies, rounds=3), 10)
    with mock_pinpoint(region_name=REGION) as pinpoint:
        stay: Any = {"wait": {"Wait": {"WaitTime": {"WaitFor": "P365D"}}}}
        shop = Shop(pinpoint, STAYING, stay, RefreshFrequency="PT1H")
        start = time.process_time()
        shop.run(datetime.timedelta(days=30))
        yield Row(f"30 days over hourly refreshes of {STAYING:,} that stay, seconds", time.process_time() - start, None)

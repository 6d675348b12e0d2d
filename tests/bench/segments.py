"""Who is in a segment, against the list comprehension that somebody would write for it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from typing import Any

import boto3

from pinpoint_mock import PinpointMock, mock_pinpoint
from tests.bench.measuring import Row, ratio

ENDPOINTS = 100_000
COLORS = "abcdefghij"
THREE: Any = {
    "Attributes": {"plan": {"Values": ["pro"]}},
    "Metrics": {"m": {"ComparisonOperator": "GREATER_THAN_OR_EQUAL", "Value": 10}},
    "Location": {"Country": {"Values": ["US"]}},
}


def rows() -> Iterator[Row]:
    with mock_pinpoint(region_name="us-east-1", seed=1) as pinpoint:
        client = boto3.client("pinpoint", region_name="us-east-1")
        app_id = pinpoint.add_app()
        _add_endpoints(pinpoint, app_id)
        docs = list(pinpoint.backend().apps[app_id].endpoints)

        def create(**request: Any) -> str:
            members: Any = request
            answer = client.create_segment(ApplicationId=app_id, WriteSegmentRequest=members)
            return answer["SegmentResponse"]["Id"]

        def three_criteria() -> list[str]:
            return [
                d["Id"]
                for d in docs
                if "pro" in d["Attributes"].get("plan", ())
                and d.get("Metrics", {}).get("m", -1) >= 10
                and d.get("Location", {}).get("Country") == "US"
            ]

        def any_of_five() -> list[str]:
            return [
                d["Id"]
                for d in docs
                if "a" in d["Attributes"].get("color", ())
                or "b" in d["Attributes"].get("color", ())
                or "c" in d["Attributes"].get("color", ())
                or "d" in d["Attributes"].get("color", ())
                or "e" in d["Attributes"].get("color", ())
            ]

        sources = [{"Id": create(Dimensions={"Attributes": {"color": {"Values": [color]}}})} for color in "abcde"]
        built: Any = {"Groups": [{"SourceSegments": sources, "SourceType": "ANY"}]}
        for what, segment_id, comprehension, target in (
            ("a segment of three criteria", create(Dimensions=THREE), three_criteria, 3),
            ("a segment over five source segments", create(SegmentGroups=built), any_of_five, 4),
        ):
            assert pinpoint.segment_members(segment_id) == comprehension()
            measured = ratio(partial(pinpoint.segment_members, segment_id), comprehension, rounds=25)
            yield Row(f"{what} over {ENDPOINTS:,} endpoints, against the list comprehension", measured, target)


def _add_endpoints(pinpoint: PinpointMock, app_id: str) -> None:
    source = random.Random(1)
    for number in range(ENDPOINTS):
        pinpoint.add_endpoint(
            app_id,
            endpoint_id=f"e{number}",
            channel="SMS",
            address=f"+1555{number:07}",
            attributes={"plan": [source.choice(["pro", "basic"])], "color": [source.choice(COLORS)]},
            metrics={"m": source.randrange(20)},
            location={"Country": source.choice(["US", "FR"])},
        )

"""An application of a million endpoints: what calls cost there, against one of a thousand, and its memory."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.audience.endpoint_rules import put_endpoint
from pinpoint_mock.protocol.validation import validator
from pinpoint_mock.state.world import World
from tests.bench.measuring import Action, Row, ratio, run

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock.state.world import App

MANY, FEW = 1_000_000, 1_000
ROUNDS, TIMES = 61, 8
ROOT = Path(__file__).parents[2]

REQUEST: dict[str, Any] = {
    "ChannelType": "SMS",
    "Address": "+1555NUMBER",
    "Attributes": {"City": ["Paris"], "Interests": ["cats", "dogs"]},
    "Metrics": {"Visits": 12.0},
    "Demographic": {"Platform": "ios", "PlatformVersion": "17.4", "Timezone": "Europe/Paris"},
    "Location": {"City": "Paris", "Country": "FR", "Latitude": 48.9, "Longitude": 2.4},
    "User": {"UserId": "user-NUMBER", "UserAttributes": {"FirstName": ["Ada"], "Plan": ["gold"]}},
}
"""A typical endpoint: six members and a user."""


def rows() -> Iterator[Row]:
    measured = _kilobytes("stored") / _kilobytes("loaded")
    yield Row(f"memory of {MANY:,} endpoints, against json.loads of their documents", measured, 0.8)
    with mock_pinpoint(region_name="us-east-1") as pinpoint:
        client = boto3.client("pinpoint", region_name="us-east-1")
        apps = [pinpoint.backend().apps[pinpoint.add_app(channels=["SMS"])] for _ in range(2)]
        for app, count in zip(apps, (MANY, FEW), strict=True):
            fill(app, count)
        many, few = ([*_calls(client, app)] for app in apps)
        for (name, in_many), (_, in_few) in zip(many, few, strict=True):
            measured = ratio(in_many, in_few, rounds=ROUNDS, times=TIMES)
            yield Row(f"{name} among {MANY:,} endpoints, against {FEW:,}", measured, 1.2)


def fill(app: App, count: int) -> None:
    """Store endpoints as they come over the wire."""
    text, validate = json.dumps(REQUEST), validator("EndpointRequest")
    for number in range(count):
        request = validate(json.loads(text.replace("NUMBER", f"{number:07}")), "EndpointRequest")
        put_endpoint(app, f"endpoint-{number:07}", request, f"00000000-0000-4000-8000-{number:012}")


def _calls(client: PinpointClient, app: App) -> Iterator[tuple[str, Action]]:
    ids: Any = {"ApplicationId": app.application_id}
    to_delete = iter(range(200, FEW))  # each of them once

    def get_endpoint() -> None:
        client.get_endpoint(**ids, EndpointId="endpoint-0000100")

    def update_endpoint() -> None:
        client.update_endpoint(**ids, EndpointId="endpoint-0000100", EndpointRequest={"Metrics": {"Visits": 13.0}})

    def delete_endpoint() -> None:
        client.delete_endpoint(**ids, EndpointId=f"endpoint-{next(to_delete):07}")

    def send_users_messages() -> None:
        client.send_users_messages(
            **ids,
            SendUsersMessageRequest={
                "Users": {"user-0000100": {}},
                "MessageConfiguration": {"SMSMessage": {"Body": "Your parcel has arrived."}},
            },
        )

    for call in (get_endpoint, update_endpoint, delete_endpoint, send_users_messages):
        yield call.__name__, call


def _kilobytes(way: str) -> int:
    """How much a new process grows by a million endpoints."""
    script = f"from tests.bench.endpoints import growth, {way}; print(growth({way}))"
    return int(run([sys.executable, "-c", script], ROOT))


def growth(make: Callable[[], object]) -> int:
    """The kilobytes by which this process grows."""
    before = _resident()
    kept = make()
    after = _resident()
    assert kept is not None
    return after - before


def _resident() -> int:
    """The kilobytes that this process has in memory. The maximum that `resource` knows is that of its parent too."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024


def stored() -> App:
    """An application of a million endpoints."""
    app = World().backend("123456789012", "us-east-1").new_app("shop", {})
    fill(app, MANY)
    return app


def loaded() -> list[object]:
    """The documents of the same endpoints, each from its JSON."""
    app = World().backend("123456789012", "us-east-1").new_app("shop", {})
    fill(app, 1)
    text = json.dumps(next(iter(app.endpoints))).replace("0000000", "NUMBER")
    return [json.loads(text.replace("NUMBER", f"{number:07}")) for number in range(MANY)]

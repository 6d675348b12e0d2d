"""The records of events that apps report: their JSON is that of AWS's sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import freezegun
import pytest

from tests.engagement.records import NOON, NOON_MS, assert_is, put_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


SESSION: Any = {"Id": "s1", "StartTimestamp": "2030-01-01T11:00:00Z", "StopTimestamp": "2030-01-01T11:30:00.500Z"}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with freezegun.freeze_time(NOON):
        yield


@pytest.fixture
def app_id(pinpoint: PinpointMock) -> str:
    return pinpoint.add_app(application_id="shop", region_name="us-east-1")


def test_the_record_of_an_event_of_an_app(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    demographic = {
        "AppVersion": "1.0",
        "Locale": "en_US",
        "Make": "generic web browser",
        "Model": "Unknown",
        "Platform": "android",
        "PlatformVersion": "10.10",
    }
    put_event(
        client,
        app_id,
        {"Demographic": demographic},
        AppPackageName="com.example.shop",
        AppTitle="Shop",
        AppVersionCode="1",
        ClientSdkVersion="2.4.8",
        SdkName="aws-sdk",
        Session=SESSION,
        Attributes={"page": "cart"},
        Metrics={"items": 3.0},
    )
    record = pinpoint.stream_records.one()
    assert_is(
        record,
        {
            "event_type": "cart.abandoned",
            "event_timestamp": NOON_MS - 750,
            "arrival_timestamp": NOON_MS,
            "event_version": "3.0",
            "application": {
                "app_id": "shop",
                "package_name": "com.example.shop",
                "sdk": {"name": "aws-sdk", "version": "2.4.8"},
                "title": "Shop",
                "version_name": "1.0",
                "version_code": "1",
            },
            "client": {"client_id": "phone"},
            "device": {
                "locale": {"code": "en_US", "country": "US", "language": "en"},
                "make": "generic web browser",
                "model": "Unknown",
                "platform": {"name": "android", "version": "10.10"},
            },
            "session": {
                "session_id": "s1",
                "start_timestamp": NOON_MS - 3_600_000,
                "stop_timestamp": NOON_MS - 1_799_500,
            },
            "attributes": {"page": "cart"},
            "metrics": {"items": 3.0},
        },
    )


def test_an_event_of_an_app_that_says_little(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    put_event(client, app_id, {})
    put_event(client, app_id, {"Demographic": {"Locale": "de"}})
    bare, german = pinpoint.stream_records
    assert bare.record["application"] == {"app_id": "shop", "sdk": {}}
    assert (bare.record["device"], bare.record["session"]) == ({"platform": {}}, {})
    assert german.record["device"] == {"locale": {"code": "de", "language": "de"}, "platform": {}}

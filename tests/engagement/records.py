"""What tests of event records share: a moment, an e-mail, an event, and what all records begin with."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import StreamRecord

NOON = datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.timezone.utc)
NOON_MS = 1893499200000
ACCOUNT = "123456789012"

EMAIL: Any = {
    "EmailMessage": {
        "FromAddress": "shop@example.com",
        "SimpleEmail": {
            "Subject": {"Data": "Parcel"},
            "TextPart": {"Data": "Hello"},
            "HtmlPart": {"Data": "<p>Hello</p>"},
        },
    }
}


def envelope(event_type: str, client_id: str) -> dict[str, Any]:
    """What all records of the service begin with."""
    return {
        "event_type": event_type,
        "event_timestamp": NOON_MS,
        "arrival_timestamp": NOON_MS,
        "event_version": "3.1",
        "application": {"app_id": "shop", "sdk": {}},
        "client": {"client_id": client_id},
        "device": {"platform": {}},
        "session": {},
    }


def assert_is(record: StreamRecord, expected: dict[str, Any]) -> None:
    """The record has these members, in this order."""
    assert record.record == expected
    assert list(record.record) == list(expected)


def put_event(client: PinpointClient, app_id: str, endpoint: Any, **event: Any) -> None:
    """PutEvents with one event of the endpoint `phone`."""
    sent: Any = {"EventType": "cart.abandoned", "Timestamp": "2030-01-01T11:59:59.250Z", **event}
    client.put_events(
        ApplicationId=app_id,
        EventsRequest={"BatchItem": {"phone": {"Endpoint": endpoint, "Events": {"e1": sent}}}},
    )

"""Events, as the tests report them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.builders import Audience

TIMESTAMP = "2019-02-10T19:48:57+00:00"
LOGIN: Any = {"EventType": "login", "Timestamp": TIMESTAMP}
ACCEPTED = {"StatusCode": 202, "Message": "Accepted"}
START, STOP = "2024-01-01T00:00:00.000Z", "2024-01-01T00:00:20.009Z"


def put_events(audience: Audience, batches: Any) -> Any:
    """PutEvents; the results by endpoint id."""
    answer = audience.client.put_events(ApplicationId=audience.app_id, EventsRequest={"BatchItem": batches})
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 202
    return answer["EventsResponse"]["Results"]


def put_event(audience: Audience, event: Any) -> Any:
    """The answer to one event."""
    results = put_events(audience, {"phone": {"Endpoint": {}, "Events": {"e": event}}})
    return results["phone"]["EventsItemResponse"]["e"]


def names(count: int, value: Any) -> Any:
    return {f"n{number}": value for number in range(count)}

"""Events that apps report: PutEvents."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pinpoint_mock.audience.endpoint_rules import put_endpoint
from pinpoint_mock.core.clock import now, parse_timestamp
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.strict_json import json_size
from pinpoint_mock.logs.event import Event
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        EndpointItemResponseTypeDef,
        EventItemResponseTypeDef,
        EventsRequestTypeDef,
        EventsResponseTypeDef,
        EventTypeDef,
        ItemResponseTypeDef,
        PublicEndpointTypeDef,
        SessionTypeDef,
    )

    from pinpoint_mock.state.call import OperationCall
    from pinpoint_mock.state.world import App

EVENTS_PER_REQUEST = 100
EVENT_KB = 1000
KEYS_PER_EVENT = 40
KEY_LENGTH = 50
VALUE_LENGTH = 200
"""Quotas. Source: facts, audience section 6 (DG:quotas)."""

ACCEPTED = "Accepted"
MILLISECOND = datetime.timedelta(milliseconds=1)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


@operation("PutEvents")
def put_events(app: App, *, events_request: EventsRequestTypeDef, call: OperationCall) -> EventsResponseTypeDef:
    """Create or change endpoints and record events, each with an answer of its own: 202, or 400 and a text.

    BadRequestException for more than 100 events; then nothing is stored. What is wrong with one endpoint or event
    is told in its own answer and holds up nothing else. An event with an attribute value of more than 200
    characters is answered with 202 and dropped.

    AWS does not document whether events of a refused endpoint count; here each event is judged on its own and
    recorded. The quotas on event types and keys in the whole application are not enforced.

    Source: facts, audience section 6.
    """
    batches = events_request["BatchItem"]
    if sum(len(batch["Events"]) for batch in batches.values()) > EVENTS_PER_REQUEST:
        raise BadRequestException(f"Invalid BatchItem: must have at most {EVENTS_PER_REQUEST} events")
    results: dict[str, ItemResponseTypeDef] = {}
    for endpoint_id, batch in batches.items():
        results[endpoint_id] = {
            "EndpointItemResponse": _put_endpoint(app, endpoint_id, batch["Endpoint"], call.request_id),
            "EventsItemResponse": {
                event_id: _put_event(app, endpoint_id, event_id, event, call.request_id)
                for event_id, event in batch["Events"].items()
            },
        }
    return {"Results": results}


def _put_endpoint(
    app: App, endpoint_id: str, endpoint: PublicEndpointTypeDef, request_id: str
) -> EndpointItemResponseTypeDef:
    """Create or change the endpoint of a batch.

    AWS does not document `Endpoint: {}`; here it leaves an endpoint that exists as it is, and makes an unknown one
    an endpoint for analytics only.
    """
    if endpoint or app.endpoints.get(endpoint_id) is None:
        try:
            put_endpoint(app, endpoint_id, endpoint, request_id)
        except BadRequestException as error:
            return {"StatusCode": error.status, "Message": str(error)}
    return {"StatusCode": 202, "Message": ACCEPTED}


def _put_event(
    app: App, endpoint_id: str, event_id: str, event: EventTypeDef, request_id: str
) -> EventItemResponseTypeDef:
    try:
        _check_event(event)
    except BadRequestException as error:
        return {"StatusCode": error.status, "Message": str(error)}
    if all(len(value) <= VALUE_LENGTH for value in event.get("Attributes", {}).values()):
        app.backend.world.events.append(_record(app, endpoint_id, event_id, event, request_id))
    return {"StatusCode": 202, "Message": ACCEPTED}


def _check_event(event: EventTypeDef) -> None:
    """Refuse an event with a date that is none, a duration that does not fit, or anything over a quota.

    The text about the duration is the service's own, the others are not known. Source: facts, audience section 6.
    """
    _milliseconds("Timestamp", event["Timestamp"])
    if "Session" in event:
        _check_session(event["Session"])
    keys = {"Attributes": event.get("Attributes", {}).keys(), "Metrics": event.get("Metrics", {}).keys()}
    if sum(map(len, keys.values())) > KEYS_PER_EVENT:
        raise BadRequestException(f"Invalid event: must have at most {KEYS_PER_EVENT} attributes and metrics")
    for member, names in keys.items():
        if any(len(name) > KEY_LENGTH for name in names):
            raise BadRequestException(f"Invalid {member}: a name must be at most {KEY_LENGTH} characters")
    if json_size(event) > EVENT_KB * 1024:
        raise BadRequestException(f"Invalid event: must be at most {EVENT_KB} KB")


def _check_session(session: SessionTypeDef) -> None:
    start = _milliseconds("StartTimestamp", session["StartTimestamp"])
    if "StopTimestamp" not in session:
        return
    stop = _milliseconds("StopTimestamp", session["StopTimestamp"])
    if session.get("Duration", stop - start) != stop - start:
        raise BadRequestException(
            "Session duration in milliseconds must be equal to the difference of start and stop timestamp"
        )


def _milliseconds(member: str, text: str) -> int:
    """Milliseconds from the epoch to a date; BadRequestException for anything else."""
    moment = parse_timestamp(text)
    if moment is None:
        raise BadRequestException(f"Invalid {member}: must be an ISO 8601 date")
    return (moment - EPOCH) // MILLISECOND


def _record(app: App, endpoint_id: str, event_id: str, event: EventTypeDef, request_id: str) -> Event:
    session: Mapping[str, object] | None = event.get("Session")
    return Event(
        application_id=app.application_id,
        region_name=app.backend.region_name,
        account_id=app.backend.account_id,
        request_id=request_id,
        received_at=now(),
        endpoint_id=endpoint_id,
        event_id=event_id,
        event_type=event["EventType"],
        timestamp=event["Timestamp"],
        attributes=dict(event.get("Attributes", {})),
        metrics=dict(event.get("Metrics", {})),
        session=None if session is None else dict(session),
        app_package_name=event.get("AppPackageName"),
        app_title=event.get("AppTitle"),
        app_version_code=event.get("AppVersionCode"),
        client_sdk_version=event.get("ClientSdkVersion"),
        sdk_name=event.get("SdkName"),
    )

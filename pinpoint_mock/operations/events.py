"""Events that apps report: PutEvents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pinpoint_mock.audience.endpoint_rules import put_endpoint
from pinpoint_mock.core.checks import at_most
from pinpoint_mock.core.clock import now
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown
from pinpoint_mock.engagement.events import trigger
from pinpoint_mock.logs.event import Event
from pinpoint_mock.operations._event_rules import check_event
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.journal import Entry

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        EndpointItemResponseTypeDef,
        EventItemResponseTypeDef,
        EventsRequestTypeDef,
        EventsResponseTypeDef,
        EventTypeDef,
        ItemResponseTypeDef,
        PublicEndpointTypeDef,
    )

    from pinpoint_mock.state.call import OperationCall
    from pinpoint_mock.state.world import App

EVENTS_PER_REQUEST = 100
"""The events of one request.

Source: DG quotas.
"""

ACCEPTED = "Accepted"


@operation("PutEvents")
def put_events(app: App, *, events_request: EventsRequestTypeDef, call: OperationCall) -> EventsResponseTypeDef:
    """Create or change endpoints and record events, each with a result of its own: 202, or 400 and a text.

    BadRequestException for more than 100 events; then nothing is stored. What is wrong with one endpoint or event
    is reported in its own result and holds up nothing else; no event is dropped without a word. The guide says that an
    event with an attribute value of more than 200 characters is dropped; it was seen to get 400.

    Campaigns that wait for such an event send after this call. AWS does not document whether events of a refused
    endpoint count; here each event is judged on its own and recorded. The quotas on event types and keys in the whole
    application are not enforced.

    Source: MODEL EventsResponse; MODEL ItemResponse; MODEL EventItemResponse; DG quotas;
    gh:aws-amplify/amplify-js#1848; gh:aws-amplify/amplify-js#8959;
    gh:DavidWells/analytics:packages/analytics-plugin-aws-pinpoint/src/pinpoint/helpers/call-aws.js.
    """
    batches = events_request["BatchItem"]
    at_most("BatchItem", sum(len(batch["Events"]) for batch in batches.values()), EVENTS_PER_REQUEST, "events")
    results: dict[str, ItemResponseTypeDef] = {}
    for endpoint_id, batch in batches.items():
        results[endpoint_id] = {
            "EndpointItemResponse": _put_endpoint(app, endpoint_id, batch["Endpoint"], call),
            "EventsItemResponse": {
                event_id: _put_event(app, endpoint_id, event_id, event, call)
                for event_id, event in batch["Events"].items()
            },
        }
    return {"Results": results}


def _put_endpoint(
    app: App, endpoint_id: str, endpoint: PublicEndpointTypeDef, call: OperationCall
) -> EndpointItemResponseTypeDef:
    """Create or change the endpoint of a batch.

    AWS does not document `Endpoint: {}`; here it leaves an endpoint that exists as it is, and makes an unknown one
    an endpoint for analytics only.
    """
    if endpoint or app.endpoints.get(endpoint_id) is None:
        try:
            put_endpoint(app, endpoint_id, endpoint, call.request_id)
        except BadRequestException as error:
            _explain(error, f"endpoint {shown(endpoint_id)}", call)
            return {"StatusCode": error.status, "Message": str(error)}
    return {"StatusCode": 202, "Message": ACCEPTED}


def _put_event(
    app: App, endpoint_id: str, event_id: str, event: EventTypeDef, call: OperationCall
) -> EventItemResponseTypeDef:
    try:
        check_event(event)
    except BadRequestException as error:
        _explain(error, f"event {shown(event_id)} of endpoint {shown(endpoint_id)}", call)
        return {"StatusCode": error.status, "Message": str(error)}
    world, record = app.backend.world, _record(app, endpoint_id, event_id, event, call.request_id)
    world.events.append(record)
    world.journal.add(Entry(record, app.endpoints.get(endpoint_id)), app.event_stream)
    attributes, metrics = event.get("Attributes", {}), event.get("Metrics", {})
    trigger(app, endpoint_id, event["EventType"], attributes=attributes, metrics=metrics)
    return {"StatusCode": 202, "Message": ACCEPTED}


def _explain(error: BadRequestException, item: str, call: OperationCall) -> None:
    call.explanations.append(f"{item} was refused: {error}, {error.explanation}")


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

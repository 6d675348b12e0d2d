"""Endpoints: UpdateEndpoint, UpdateEndpointsBatch, GetEndpoint, DeleteEndpoint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.errors import RESOURCE_NOT_FOUND, BadRequestException, NotFoundException
from pinpoint_mock.operations.endpoint_rules import (
    captured_attributes,
    check_attribute_count,
    check_endpoint,
    check_endpoint_id,
    check_request,
    evicted_endpoint,
    merged_endpoint,
)
from pinpoint_mock.operations.registry import Call, operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        EndpointBatchRequestTypeDef,
        EndpointRequestTypeDef,
        EndpointResponseTypeDef,
        MessageBodyTypeDef,
    )

    from pinpoint_mock.state.apps import App

BATCH_ITEMS = 100
"""Endpoints in one batch. Source: facts, audience section 2 (MODEL, DG:quotas)."""


@operation("UpdateEndpoint")
def update_endpoint(
    app: App, *, endpoint_id: str, endpoint_request: EndpointRequestTypeDef, call: Call
) -> MessageBodyTypeDef:
    """Create an endpoint, or change the members of one that are sent; see `put_endpoint`.

    Source: facts, audience section 1 (DG:audience-define-endpoints).
    """
    put_endpoint(app, endpoint_id, endpoint_request, call.request_id)
    return _accepted(call)


@operation("UpdateEndpointsBatch")
def update_endpoints_batch(
    app: App, *, endpoint_batch_request: EndpointBatchRequestTypeDef, call: Call
) -> MessageBodyTypeDef:
    """Create or change up to 100 endpoints, each as UpdateEndpoint does it.

    BadRequestException for more than 100 items, and for the whole batch if one item is not valid: then nothing is
    stored. AWS documents neither that nor duplicate ids; here items apply in their order, so the last one wins.

    Source: facts, audience section 2 (DG:audience-define-endpoints-batch).
    """
    items = endpoint_batch_request["Item"]
    if len(items) > BATCH_ITEMS:
        raise BadRequestException(f"Invalid Item: must have at most {BATCH_ITEMS} endpoints")
    with app.endpoints.all_or_nothing():
        for item in items:
            put_endpoint(app, item.get("Id", ""), item, call.request_id)
    return _accepted(call)


def put_endpoint(app: App, endpoint_id: str, request: Mapping[str, Any], request_id: str) -> None:
    """Create an endpoint, or merge a request into one that exists, or raise and change nothing.

    `request` has the shape EndpointRequest, and its values may be stored as they are. The endpoint becomes ACTIVE
    unless the request has an EndpointStatus. If it ends ACTIVE, another endpoint with the same address in the same
    channel family becomes INACTIVE; as the 16th of its user it takes the place of another one, which becomes
    INACTIVE too. AWS does not document whether that moves the other's EffectiveDate; here it does not.

    BadRequestException for an id with `$`, `{` or `}`, an unknown EndpointStatus or OptOut, an Address without a
    ChannelType or the reverse, a 16th endpoint of a user that no push endpoint can make room for, and anything over
    a quota: 15 KB for an endpoint, 250 attribute names in the application, 50 characters of a name, 100 of a value,
    50 values of an attribute.

    Source: facts, audience sections 1 and 4.
    """
    store = app.endpoints
    check_endpoint_id(endpoint_id)
    attributes = captured_attributes(store, request)
    check_request(request, attributes)
    document = merged_endpoint(app, endpoint_id, request, attributes, request_id)
    check_endpoint(document)
    check_attribute_count(store, attributes)
    evicted = evicted_endpoint(store, document)
    if evicted is not None:
        store.detach(evicted["Id"])
    store.put(document)


@operation("GetEndpoint")
def get_endpoint(app: App, *, endpoint_id: str) -> EndpointResponseTypeDef:
    """The endpoint, whatever the case of the id. NotFoundException if there is none.

    Source: facts, audience section 3 (CLI get-endpoint).
    """
    return _found(app.endpoints.get(endpoint_id))


@operation("DeleteEndpoint")
def delete_endpoint(app: App, *, endpoint_id: str) -> EndpointResponseTypeDef:
    """Delete the endpoint; the answer is the endpoint as it was.

    AWS does not document the answer for a missing one; here it is NotFoundException.

    Source: facts, audience section 3 (DG:audience-define-remove).
    """
    return _found(app.endpoints.delete(endpoint_id))


def _found(document: dict[str, Any] | None) -> EndpointResponseTypeDef:
    if document is None:
        raise NotFoundException(RESOURCE_NOT_FOUND)
    return cast("EndpointResponseTypeDef", document)


def _accepted(call: Call) -> MessageBodyTypeDef:
    return {"RequestID": call.request_id, "Message": "Accepted"}

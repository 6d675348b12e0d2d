"""Endpoints: UpdateEndpoint, UpdateEndpointsBatch, GetEndpoint, DeleteEndpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pinpoint_mock.audience.endpoint_rules import put_endpoint
from pinpoint_mock.core.checks import at_most, existing, explained_at
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.endpoints import Document
from pinpoint_mock.state.explain import no_endpoint

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        EndpointBatchRequestTypeDef,
        EndpointRequestTypeDef,
        EndpointResponseTypeDef,
        MessageBodyTypeDef,
    )

    from pinpoint_mock.state.call import OperationCall
    from pinpoint_mock.state.world import App

BATCH_ITEMS = 100
"""Endpoints in one batch.

Source: DG quotas.
"""


@operation("UpdateEndpoint")
def update_endpoint(
    app: App, *, endpoint_id: str, endpoint_request: EndpointRequestTypeDef, call: OperationCall
) -> MessageBodyTypeDef:
    """Create an endpoint, or change the members of one that are sent; see `put_endpoint`.

    Source: DG audience-define-endpoints; gh:aws/aws-sdk-js#2113.
    """
    put_endpoint(app, endpoint_id, endpoint_request, call.request_id)
    return _accepted(call)


@operation("UpdateEndpointsBatch")
def update_endpoints_batch(
    app: App, *, endpoint_batch_request: EndpointBatchRequestTypeDef, call: OperationCall
) -> MessageBodyTypeDef:
    """Create or change up to 100 endpoints, each as UpdateEndpoint does it.

    BadRequestException for more than 100 items, and for the whole batch if one item is invalid: then nothing is
    stored, because the response has no place for single items. AWS documents neither that nor duplicate ids; here items
    apply in their order, so the last one wins.

    Source: DG audience-define-endpoints-batch; MODEL UpdateEndpointsBatchResponse.
    """
    items = endpoint_batch_request["Item"]
    at_most("Item", len(items), BATCH_ITEMS, "endpoints")
    with app.endpoints.all_or_nothing():
        for number, item in enumerate(items):
            with explained_at(f"EndpointBatchRequest.Item[{number}]"):
                put_endpoint(app, item.get("Id", ""), item, call.request_id)
    return _accepted(call)


@operation("GetEndpoint")
def get_endpoint(app: App, *, endpoint_id: str) -> EndpointResponseTypeDef:
    """The endpoint, whatever the case of the id. NotFoundException if there is none.

    Source: CLI get-endpoint; MODEL GetEndpointRequest.EndpointId.
    """
    return cast("EndpointResponseTypeDef", _existing(app, endpoint_id, app.endpoints.get(endpoint_id)))


@operation("DeleteEndpoint")
def delete_endpoint(app: App, *, endpoint_id: str) -> EndpointResponseTypeDef:
    """Delete the endpoint and return it as it was.

    AWS does not document what happens if there is none; here NotFoundException, because there is nothing to return.

    Source: DG audience-define-remove; gh:aws/aws-sdk-java#2377.
    """
    return cast("EndpointResponseTypeDef", _existing(app, endpoint_id, app.endpoints.delete(endpoint_id)))


def _existing(app: App, endpoint_id: str, found: Document | None) -> Document:
    return existing(found, explain=lambda: no_endpoint(app, endpoint_id))


def _accepted(call: OperationCall) -> MessageBodyTypeDef:
    return {"RequestID": call.request_id, "Message": "Accepted"}

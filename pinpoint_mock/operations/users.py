"""Users, who exist while an endpoint has them: GetUserEndpoints, DeleteUserEndpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pinpoint_mock.core.checks import existing
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointResponseTypeDef, EndpointsResponseTypeDef

    from pinpoint_mock.state.world import App


@operation("GetUserEndpoints")
def get_user_endpoints(app: App, *, user_id: str) -> EndpointsResponseTypeDef:
    """All endpoints of a user.

    AWS documents neither their order nor the answer for a user without endpoints; here they come in the order in
    which they were created, and the answer is NotFoundException. User ids are case-sensitive.

    Source: facts, audience section 3 (MODEL).
    """
    endpoints = existing(app.endpoints.of_user(user_id) or None)
    return {"Item": cast("list[EndpointResponseTypeDef]", endpoints)}


@operation("DeleteUserEndpoints")
def delete_user_endpoints(app: App, *, user_id: str) -> EndpointsResponseTypeDef:
    """Delete all endpoints of a user, and with them the user; the answer is the endpoints as they were.

    NotFoundException as in GetUserEndpoints.

    Source: facts, audience section 3 (MODEL, DG:audience-define-remove).
    """
    deleted = get_user_endpoints(app, user_id=user_id)
    for endpoint in deleted["Item"]:
        app.endpoints.delete(endpoint["Id"])
    return deleted

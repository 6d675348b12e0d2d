"""Users, who exist while an endpoint has them: GetUserEndpoints, DeleteUserEndpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pinpoint_mock.core.checks import existing
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.explain import no_user

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointResponseTypeDef, EndpointsResponseTypeDef

    from pinpoint_mock.state.world import App


@operation("GetUserEndpoints")
def get_user_endpoints(app: App, *, user_id: str) -> EndpointsResponseTypeDef:
    """All endpoints of a user.

    AWS documents neither their order nor what happens for a user without endpoints; here they come in the order in
    which they were created, and NotFoundException is raised, because a user exists while an endpoint has it. User ids
    are case-sensitive.

    Source: MODEL GetUserEndpointsResponse; API apps-application-id-users-user-id.
    """
    endpoints = existing(app.endpoints.of_user(user_id) or None, explain=lambda: no_user(app, user_id))
    return {"Item": cast("list[EndpointResponseTypeDef]", endpoints)}


@operation("DeleteUserEndpoints")
def delete_user_endpoints(app: App, *, user_id: str) -> EndpointsResponseTypeDef:
    """Delete all endpoints of a user, and with them the user; return the endpoints as they were.

    NotFoundException as in GetUserEndpoints.

    Source: MODEL DeleteUserEndpointsResponse; DG audience-define-remove.
    """
    deleted = get_user_endpoints(app, user_id=user_id)
    for endpoint in deleted["Item"]:
        app.endpoints.delete(endpoint["Id"])
    return deleted

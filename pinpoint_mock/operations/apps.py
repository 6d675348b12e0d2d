"""Applications: CreateApp, GetApp, GetApps, DeleteApp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinpoint_mock.core.clock import timestamp
from pinpoint_mock.core.paging import paginate
from pinpoint_mock.core.tags import checked_tags
from pinpoint_mock.engagement.running import cancel
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        ApplicationResponseTypeDef,
        ApplicationsResponseTypeDef,
        CreateApplicationRequestTypeDef,
    )

    from pinpoint_mock.state.world import App, PinpointBackend


@operation("CreateApp")
def create_app(
    backend: PinpointBackend, *, create_application_request: CreateApplicationRequestTypeDef
) -> ApplicationResponseTypeDef:
    """Create an application, in a world of its own with no channel enabled.

    BadRequestException for tags that break the tagging rules. AWS documents no rule for names; here any is accepted,
    even one that another application has.

    Source: CLI create-app; MODEL ApplicationResponse.CreationDate.
    """
    tags = checked_tags(create_application_request.get("tags", {}))
    app = backend.new_app(create_application_request["Name"], tags)
    backend.add(app)
    return _response(app)


@operation("GetApp")
def get_app(app: App) -> ApplicationResponseTypeDef:
    """The application.

    Source: CLI get-app.
    """
    return _response(app)


@operation("GetApps")
def get_apps(
    backend: PinpointBackend, *, page_size: str | None = None, token: str | None = None
) -> ApplicationsResponseTypeDef:
    """A page of the applications of the account in the region, oldest first, and a token if there are more.

    BadRequestException for a page size that is not a positive number and for a token that this list of this
    account does not give. AWS documents neither the order nor the default page size; here they are the order of
    creation, whatever the clock says, and 100.

    Source: CLI get-apps; MODEL GetAppsRequest.
    """
    page, next_token = paginate(
        backend.apps.values(),
        {
            "CreationDate": lambda app: timestamp(app.creation_date),
            "AccountId": backend.account_id,
            "AppId": lambda app: app.application_id,
        },
        page_size=page_size,
        token=token,
        number=lambda application_id: backend.app_numbers.get(application_id, 0),
    )
    response: ApplicationsResponseTypeDef = {"Item": [_response(app) for app in page]}
    if next_token:
        response["NextToken"] = next_token
    return response


@operation("DeleteApp")
def delete_app(app: App) -> ApplicationResponseTypeDef:
    """Delete the application with everything that belongs to it, and return it; templates and logs stay.

    Source: CLI delete-app; DG deleting-data.
    """
    cancel(app)
    del app.backend.apps[app.application_id]
    return _response(app)


def _response(app: App) -> ApplicationResponseTypeDef:
    return {
        "Arn": app.arn,
        "Id": app.application_id,
        "Name": app.name,
        "tags": app.tags,
        "CreationDate": timestamp(app.creation_date),
    }

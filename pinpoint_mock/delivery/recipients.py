"""Who gets a message: bare addresses, endpoints, and the endpoints of users."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointResponseTypeDef, EndpointSendConfigurationTypeDef

    from pinpoint_mock.rendering.content import Content
    from pinpoint_mock.state.world import App


@dataclasses.dataclass(slots=True)
class Recipient:
    """One entry of the result map: a bare address, an endpoint, or a user whose endpoints are unknown.

    `configuration` is the AddressConfiguration or EndpointSendConfiguration; `endpoint` the document of an endpoint
    that exists.
    """

    configuration: EndpointSendConfigurationTypeDef
    channel: str | None = None
    address: str = ""
    endpoint: EndpointResponseTypeDef | None = None
    endpoint_id: str | None = None
    user_id: str | None = None

    @property
    def is_bare_address(self) -> bool:
        """Whether no endpoint is consulted."""
        return self.endpoint_id is None


Address = tuple[str | None, str]
"""A channel type and an address on it."""


@dataclasses.dataclass(slots=True)
class Delivery:
    """One message on its way, that of a campaign if `campaign_id` says which.

    `seen` holds the addresses that endpoints of the same request or run had before.
    """

    app: App
    recipient: Recipient
    content: Content
    context: dict[str, str] = dataclasses.field(default_factory=dict)
    seen: set[Address] = dataclasses.field(default_factory=set)
    campaign_id: str | None = None


def endpoint_recipient(
    app: App, endpoint_id: str, configuration: EndpointSendConfigurationTypeDef, user_id: str | None = None
) -> Recipient:
    """The recipient for an endpoint id; one that does not exist has neither address nor channel."""
    endpoint = cast("EndpointResponseTypeDef | None", app.endpoints.get(endpoint_id))
    if endpoint is None:
        return Recipient(configuration, endpoint_id=endpoint_id, user_id=user_id)
    return document_recipient(endpoint, configuration)


def document_recipient(endpoint: EndpointResponseTypeDef, configuration: EndpointSendConfigurationTypeDef) -> Recipient:
    """The recipient for the document of an endpoint."""
    return Recipient(
        configuration,
        channel=endpoint.get("ChannelType"),
        address=endpoint.get("Address", ""),
        endpoint=endpoint,
        endpoint_id=endpoint["Id"],
        user_id=endpoint["User"].get("UserId"),
    )


def user_recipients(app: App, user_id: str, configuration: EndpointSendConfigurationTypeDef) -> list[Recipient]:
    """The recipients for a user id: all endpoints of the user, or one without an endpoint.

    Source: gh:aws-amplify/aws-sdk-ios#1502.
    """
    endpoints = app.endpoints.of_user(user_id)
    if not endpoints:
        return [Recipient(configuration, endpoint_id="", user_id=user_id)]
    return [endpoint_recipient(app, endpoint["Id"], configuration) for endpoint in endpoints]

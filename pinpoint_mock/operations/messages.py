"""SendMessages and SendUsersMessages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.checks import existing, missing, require
from pinpoint_mock.core.clock import now
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.delivery.sending import Recipient, Sender, endpoint_recipient, result_entry
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        MessageRequestTypeDef,
        MessageResponseTypeDef,
        SendUsersMessageRequestTypeDef,
        SendUsersMessageResponseTypeDef,
    )

    from pinpoint_mock.logs.message import Message
    from pinpoint_mock.state.call import OperationCall
    from pinpoint_mock.state.templates import TemplateVersion
    from pinpoint_mock.state.world import App

MAXIMUM_RECIPIENTS = 100
MAXIMUM_HEADERS = 15
MAXIMUM_HEADER_LENGTHS = {"Name": 126, "Value": 870}

TEMPLATE_TYPES = {"EmailTemplate": "EMAIL", "PushTemplate": "PUSH", "SMSTemplate": "SMS", "VoiceTemplate": "VOICE"}
"""The type of template for each member of TemplateConfiguration; InAppTemplate is not supported, so it is ignored."""


@operation("SendMessages")
def send_messages(app: App, *, message_request: MessageRequestTypeDef, call: OperationCall) -> MessageResponseTypeDef:
    """Send a message to addresses and endpoints: one entry in the answer, and in the log, for each.

    `Addresses` are answered under `Result`, `Endpoints` under `EndpointResult`; a map that was not used is absent.
    What goes wrong with one recipient is told in its entry. BadRequestException, with nothing sent: neither addresses
    nor endpoints, more than 100 recipients, an address without ChannelType, too many or too long e-mail headers.

    Source: facts, messaging sections 1.2, 2 and 8. AWS does not publish the texts of these errors; they are ours.
    """
    addresses: Mapping[str, Any] = message_request.get("Addresses", {})
    endpoints: Mapping[str, Any] = message_request.get("Endpoints", {})
    _check_recipients("Addresses or Endpoints", len(addresses) + len(endpoints))
    for configuration in addresses.values():
        require(configuration, "ChannelType")
    _check_message(message_request)
    sender = Sender(app, call, message_request, now(), _templates(app, message_request))
    response: MessageResponseTypeDef = {"ApplicationId": app.application_id, "RequestId": call.request_id}
    if addresses:
        response["Result"] = {
            address: result_entry(sender.deliver(Recipient(configuration, configuration["ChannelType"], address)))
            for address, configuration in addresses.items()
        }
    if endpoints:
        response["EndpointResult"] = {
            endpoint_id: _endpoint_entry(sender.deliver(endpoint_recipient(app, endpoint_id, configuration)))
            for endpoint_id, configuration in endpoints.items()
        }
    return response


@operation("SendUsersMessages")
def send_users_messages(
    app: App, *, send_users_message_request: SendUsersMessageRequestTypeDef, call: OperationCall
) -> SendUsersMessageResponseTypeDef:
    """Send a message to all endpoints of users, on every channel: one entry for each endpoint of each user.

    A user without endpoints has one entry under the empty endpoint id. BadRequestException, with nothing sent: no
    users, more than 100 users, too many or too long e-mail headers.

    Source: facts, messaging sections 1.2, 2.7 and 8.
    """
    users: Mapping[str, Any] = send_users_message_request["Users"]
    _check_recipients("Users", len(users))
    _check_message(send_users_message_request)
    sender = Sender(app, call, send_users_message_request, now(), _templates(app, send_users_message_request))
    return {
        "ApplicationId": app.application_id,
        "RequestId": call.request_id,
        "Result": {
            user_id: {
                recipient.endpoint_id or "": _endpoint_entry(sender.deliver(recipient))
                for recipient in _recipients_of_user(app, user_id, configuration)
            }
            for user_id, configuration in users.items()
        },
    }


def _recipients_of_user(app: App, user_id: str, configuration: Mapping[str, Any]) -> list[Recipient]:
    endpoints = app.endpoints.of_user(user_id)
    if not endpoints:
        return [Recipient(configuration, endpoint_id="", user_id=user_id)]
    return [endpoint_recipient(app, endpoint["Id"], configuration) for endpoint in endpoints]


def _templates(app: App, request: Mapping[str, Any]) -> dict[str, TemplateVersion]:
    """The templates that a request names, by type; NotFoundException if one of them does not exist.

    Source: facts, messaging section 3.4 and section 12, choice 20.
    """
    configuration = request.get("TemplateConfiguration", {})
    found: dict[str, TemplateVersion] = {}
    for member, template_type in TEMPLATE_TYPES.items():
        named = configuration.get(member)
        if named:
            template = app.backend.templates.find(template_type, named.get("Name", ""), named.get("Version"))
            found[template_type] = existing(template)
    return found


def _check_recipients(members: str, number: int) -> None:
    if not number:
        raise missing(members)
    _check_number(members, number, MAXIMUM_RECIPIENTS)


def _check_message(request: Mapping[str, Any]) -> None:
    headers = request["MessageConfiguration"].get("EmailMessage", {}).get("SimpleEmail", {}).get("Headers", [])
    _check_number("Headers", len(headers), MAXIMUM_HEADERS)
    for header in headers:
        for member, maximum in MAXIMUM_HEADER_LENGTHS.items():
            if len(header.get(member, "")) > maximum:
                raise BadRequestException(f"{member} of a header is too long: the maximum is {maximum} characters")


def _check_number(members: str, number: int, maximum: int) -> None:
    if number > maximum:
        raise BadRequestException(f"Too many {members}: the maximum is {maximum}")


def _endpoint_entry(message: Message) -> Any:
    return {"Address": message.address} | result_entry(message)

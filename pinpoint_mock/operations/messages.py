"""SendMessages and SendUsersMessages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.checks import explained_at, missing, require
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown
from pinpoint_mock.delivery.origin import request_origin
from pinpoint_mock.delivery.recipients import Recipient, endpoint_recipient, user_recipients
from pinpoint_mock.delivery.sending import Sending, result_entry
from pinpoint_mock.delivery.templates import named_templates
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
MAXIMUM_HEADER_NAME = 126

TEMPLATES = ("EmailTemplate", "PushTemplate", "SMSTemplate", "VoiceTemplate")
"""The members of TemplateConfiguration that count; InAppTemplate is not supported, so it is ignored."""


@operation("SendMessages")
def send_messages(app: App, *, message_request: MessageRequestTypeDef, call: OperationCall) -> MessageResponseTypeDef:
    """Send a message to addresses and endpoints: one entry in the response, and in the log, for each.

    `Addresses` have their entries under `Result`, `Endpoints` under `EndpointResult`; a map without entries is absent.
    What goes wrong with one recipient is reported in its entry. BadRequestException, with nothing sent: neither
    addresses nor endpoints, more than 100 recipients, an address without ChannelType, too many e-mail headers or
    too long names of them. AWS does not document the texts of these errors; the wording is this mock's.

    Source: CLI send-messages; API apps-application-id-messages; MODEL MessageResponse; MODEL MessageHeader.
    """
    addresses: Mapping[str, Any] = message_request.get("Addresses", {})
    endpoints: Mapping[str, Any] = message_request.get("Endpoints", {})
    _check_recipients("Addresses or Endpoints", len(addresses) + len(endpoints))
    for address, configuration in addresses.items():
        if "ChannelType" not in configuration:
            with explained_at(f"MessageRequest.Addresses[{shown(address)}]"):
                require(configuration, "ChannelType")
    _check_message(message_request)
    sending = _sending(app, call, message_request)
    response: MessageResponseTypeDef = {"ApplicationId": app.application_id, "RequestId": call.request_id}
    if addresses:
        messages = sending.send(
            Recipient(configuration, configuration["ChannelType"], address)
            for address, configuration in addresses.items()
        )
        response["Result"] = {
            address: result_entry(message) for address, message in zip(addresses, messages, strict=True)
        }
    if endpoints:
        messages = sending.send(
            endpoint_recipient(app, endpoint_id, configuration) for endpoint_id, configuration in endpoints.items()
        )
        response["EndpointResult"] = {
            endpoint_id: _endpoint_entry(message) for endpoint_id, message in zip(endpoints, messages, strict=True)
        }
    return response


@operation("SendUsersMessages")
def send_users_messages(
    app: App, *, send_users_message_request: SendUsersMessageRequestTypeDef, call: OperationCall
) -> SendUsersMessageResponseTypeDef:
    """Send a message to all endpoints of users, on every channel: one entry for each endpoint of each user.

    A user without endpoints has one entry under the empty endpoint id. BadRequestException, with nothing sent: no
    users, more than 100 users, too many e-mail headers or too long names of them.

    Source: CLI send-users-messages; API apps-application-id-users-messages; gh:aws-amplify/aws-sdk-ios#1502.
    """
    users: Mapping[str, Any] = send_users_message_request["Users"]
    _check_recipients("Users", len(users))
    _check_message(send_users_message_request)
    sending = _sending(app, call, send_users_message_request)
    recipients = (
        recipient
        for user_id, configuration in users.items()
        for recipient in user_recipients(app, user_id, configuration)
    )
    result: dict[str, dict[str, Any]] = {user_id: {} for user_id in users}
    for message in sending.send(recipients):
        result[message.user_id or ""][message.endpoint_id or ""] = _endpoint_entry(message)
    return {"ApplicationId": app.application_id, "RequestId": call.request_id, "Result": result}


def _sending(app: App, call: OperationCall, request: Mapping[str, Any]) -> Sending:
    return Sending(app, request_origin(call, request), request["MessageConfiguration"], _templates(app, request))


def _templates(app: App, request: Mapping[str, Any]) -> dict[str, TemplateVersion]:
    """The templates that a request names, by type; NotFoundException if one of them does not exist.

    AWS does not document that error; here it fails the whole request, because no recipient could be served.
    """
    return named_templates(app.backend, request.get("TemplateConfiguration", {}), TEMPLATES)


def _check_recipients(members: str, number: int) -> None:
    if not number:
        raise missing(members)
    _check_number(members, number, MAXIMUM_RECIPIENTS)


def _check_message(request: Mapping[str, Any]) -> None:
    headers = request["MessageConfiguration"].get("EmailMessage", {}).get("SimpleEmail", {}).get("Headers", [])
    _check_number("Headers", len(headers), MAXIMUM_HEADERS)
    for header in headers:
        if len(header.get("Name", "")) > MAXIMUM_HEADER_NAME:
            raise BadRequestException(
                f"Name of a header is too long: the maximum is {MAXIMUM_HEADER_NAME} characters",
                f"Headers has {shown(header['Name'])} with {len(header['Name'])} characters",
            )


def _check_number(members: str, number: int, maximum: int) -> None:
    if number > maximum:
        raise BadRequestException(f"Too many {members}: the maximum is {maximum}", f"{members} had {number}")


def _endpoint_entry(message: Message) -> Any:
    return {"Address": message.address} | result_entry(message)

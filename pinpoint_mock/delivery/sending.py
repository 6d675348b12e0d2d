"""What becomes of one message for one recipient: the outcome, and the entry in the log.

The outcome is the first that applies, in the order of `CHECKS`. Everything here is HTTP 200: an error of one
recipient never fails the request.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from collections.abc import Mapping
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.errors import RESOURCE_NOT_FOUND
from pinpoint_mock.delivery.outcomes import (
    Outcome,
    invalid_phone_number,
    unknown_origination_number,
    unknown_sender_id,
    unverified_sender,
)
from pinpoint_mock.logs.message import SUCCESSFUL, Message
from pinpoint_mock.rendering.content import CHANNELS, NOTHING, Content, Render, compose
from pinpoint_mock.rendering.errors import RenderingError
from pinpoint_mock.rendering.layers import PUSH_MESSAGES, TEMPLATE_KINDS, merge_substitutions
from pinpoint_mock.rendering.payloads import build_payload, payload_size_error
from pinpoint_mock.state.faults import DeliveryCandidate

if TYPE_CHECKING:
    from pinpoint_mock.state.call import OperationCall
    from pinpoint_mock.state.templates import TemplateVersion
    from pinpoint_mock.state.world import App


@dataclasses.dataclass(frozen=True)
class Recipient:
    """One entry of the result map: a bare address, an endpoint, or a user whose endpoints are unknown.

    `configuration` is the AddressConfiguration or EndpointSendConfiguration; `endpoint` the document of an endpoint
    that exists.
    """

    configuration: Mapping[str, Any]
    channel: str | None = None
    address: str = ""
    endpoint: Mapping[str, Any] | None = None
    endpoint_id: str | None = None
    user_id: str | None = None

    @property
    def is_bare_address(self) -> bool:
        """Whether no endpoint is consulted."""
        return self.endpoint_id is None


@dataclasses.dataclass(frozen=True)
class Delivery:
    """One message on its way. `seen` holds the addresses that endpoints of the same request had before."""

    app: App
    recipient: Recipient
    content: Content
    seen: set[tuple[str | None, str]]


def endpoint_recipient(
    app: App, endpoint_id: str, configuration: Mapping[str, Any], user_id: str | None = None
) -> Recipient:
    """The recipient for an endpoint id; one that does not exist has neither address nor channel."""
    endpoint = app.endpoints.get(endpoint_id)
    if endpoint is None:
        return Recipient(configuration, endpoint_id=endpoint_id, user_id=user_id)
    return Recipient(
        configuration,
        channel=endpoint.get("ChannelType"),
        address=endpoint.get("Address", ""),
        endpoint=endpoint,
        endpoint_id=endpoint["Id"],
        user_id=endpoint["User"].get("UserId"),
    )


def _unknown(delivery: Delivery) -> Outcome | None:
    """Source: facts, messaging section 2.7 and section 12, choices 8 and 9."""
    recipient = delivery.recipient
    if recipient.is_bare_address or recipient.endpoint is not None:
        return None
    text = "Endpoint does not exist" if recipient.endpoint_id else "No endpoints found for userId."
    return Outcome("PERMANENT_FAILURE", 400, text)


def _nowhere_to_send(delivery: Delivery) -> Outcome | None:
    """An analytics-only endpoint. AWS does not document what a send to it answers; the text is ours."""
    if delivery.recipient.address and delivery.recipient.channel:
        return None
    return Outcome("PERMANENT_FAILURE", 400, "Endpoint has no address")


def _opted_out(delivery: Delivery) -> Outcome | None:
    """Source: facts, messaging section 12, choice 6; the text is ours."""
    if (delivery.recipient.endpoint or {}).get("OptOut") != "ALL":
        return None
    return Outcome("OPT_OUT", 400, "Endpoint has opted out")


def _inactive(delivery: Delivery) -> Outcome | None:
    """Source: facts, messaging section 12, choice 7; the text is ours."""
    if (delivery.recipient.endpoint or {}).get("EndpointStatus") != "INACTIVE":
        return None
    return Outcome("PERMANENT_FAILURE", 410, "Endpoint is inactive")


def _duplicate(delivery: Delivery) -> Outcome | None:
    """Source: facts, messaging section 2.2 and section 12, choice 15; the text is ours."""
    recipient = delivery.recipient
    if recipient.is_bare_address:
        return None
    key = (recipient.channel, recipient.address)
    if key in delivery.seen:
        return Outcome("DUPLICATE", 400, "Duplicate endpoint address")
    delivery.seen.add(key)
    return None


def _channel_off(delivery: Delivery) -> Outcome | None:
    """Source: facts, messaging sections 2.5 and 2.6 and section 12, choices 14 and 31."""
    channel = delivery.recipient.channel
    if channel in CHANNELS and delivery.app.channels.get(channel, {}).get("Enabled"):
        return None
    if channel == "VOICE":
        return Outcome("PERMANENT_FAILURE", 404, RESOURCE_NOT_FOUND)
    text = f"No channel of type {channel} is enabled for the application {delivery.app.application_id}"
    return Outcome("PERMANENT_FAILURE", 400, text)


def _no_content(delivery: Delivery) -> Outcome | None:
    """Source: facts, messaging section 2.6 (e-mail); the text for the other channels is ours (choice 36)."""
    if not delivery.content.is_empty:
        return None
    is_email = delivery.recipient.channel == "EMAIL"
    text = "Either template or email message must be specified" if is_email else "No message content for the channel"
    return Outcome("PERMANENT_FAILURE", 400, text)


def _bad_content(delivery: Delivery) -> Outcome | None:
    """Raw content that is not valid, a template without a value, a payload that is too large.

    Source: facts, messaging sections 3.4 and 4 and section 12, choices 19 and 32; the texts are ours.
    """
    failure = delivery.content.failure
    return Outcome("PERMANENT_FAILURE", *failure) if failure else None


PHONE_NUMBER = re.compile(r"\d{3,15}")
PHONE_PUNCTUATION = str.maketrans("", "", " +-.()")


def _bad_address(delivery: Delivery) -> Outcome | None:
    """Source: design, "Settled"; facts, messaging section 12, choice 12. The texts are ours."""
    address, channel = delivery.recipient.address, delivery.recipient.channel
    if channel in ("SMS", "VOICE") and not PHONE_NUMBER.fullmatch(address.translate(PHONE_PUNCTUATION)):
        return invalid_phone_number(delivery)
    if channel == "EMAIL" and "@" not in address:
        return Outcome("PERMANENT_FAILURE", 400, "Invalid email address")
    return None


def _not_owned(delivery: Delivery) -> Outcome | None:
    """A sender that the account does not own, once a test has declared what it owns.

    An identity is an address or a domain. Source: facts, messaging section 12, choice 13.
    """
    owned, content = delivery.app.backend.world.faults.owned, delivery.content
    numbers, sender_ids = owned.get("origination_numbers"), owned.get("sender_ids")
    if numbers is not None and content.origination_number and content.origination_number not in numbers:
        return unknown_origination_number(delivery)
    if sender_ids is not None and content.sender_id and content.sender_id not in sender_ids:
        return unknown_sender_id(delivery)
    identities = owned.get("identities")
    if identities is not None and delivery.recipient.channel == EMAIL:
        address = parseaddr(content.from_address or "")[1]
        if not {address, address.rpartition("@")[2]} & identities:
            return unverified_sender(delivery)
    return None


def _declared(delivery: Delivery) -> Outcome | None:
    """What a test has declared with `fail_delivery`. A dead push token makes its endpoint INACTIVE.

    Source: facts, messaging section 2.7 (MODEL EndpointStatus).
    """
    recipient, faults = delivery.recipient, delivery.app.backend.world.faults
    if not faults.deliveries:
        return None
    candidate = DeliveryCandidate(
        application_id=delivery.app.application_id,
        channel=recipient.channel,
        address=recipient.address,
        endpoint_id=recipient.endpoint_id,
        user_id=recipient.user_id,
    )
    make_outcome = faults.of_delivery(candidate)
    if make_outcome is None:
        return None
    outcome: Outcome = make_outcome(delivery)
    if outcome.status_code == 410 and recipient.channel in PUSH_MESSAGES and recipient.endpoint_id:
        delivery.app.endpoints.deactivate(recipient.endpoint_id)
    if outcome.delivery_status != SUCCESSFUL:
        return outcome
    return _accepted(delivery)._replace(updated_token=outcome.updated_token)


EMAIL, TELEPHONY = "EMAIL", ("SMS", "VOICE")


def _accepted(delivery: Delivery) -> Outcome:
    """Source: facts, messaging section 2.3 and section 12, choices 3 to 5."""
    ids = delivery.app.backend.world.ids
    if delivery.recipient.channel == EMAIL:
        message_id = ids.email_message_id()
    elif delivery.recipient.channel in TELEPHONY:
        message_id = ids.message_id()
    else:
        return Outcome(SUCCESSFUL, 200, "")
    return Outcome(SUCCESSFUL, 200, f"MessageId: {message_id}", message_id)


CHECKS = (
    _unknown,
    _nowhere_to_send,
    _opted_out,
    _inactive,
    _duplicate,
    _channel_off,
    _no_content,
    _bad_content,
    _bad_address,
    _not_owned,
    _declared,
    _accepted,
)
"""What becomes of a delivery, in the order in which it is asked. Source: facts, messaging section 12, choice 35."""


def result_entry(message: Message) -> Any:
    """The entry of a result map: absent members are left out, StatusMessage never is."""
    entry = {
        "DeliveryStatus": message.delivery_status,
        "MessageId": message.message_id,
        "StatusCode": message.status_code,
        "StatusMessage": message.status_message,
        "UpdatedToken": message.updated_token,
    }
    return {member: value for member, value in entry.items() if value is not None}


@dataclasses.dataclass(frozen=True)
class Sender:
    """What all messages of one call share. `templates` are those to use, by the type of template."""

    app: App
    call: OperationCall
    request: Mapping[str, Any]
    sent_at: datetime.datetime
    templates: Mapping[str, TemplateVersion] = dataclasses.field(default_factory=dict)
    seen: set[tuple[str | None, str]] = dataclasses.field(default_factory=set)

    def deliver(self, recipient: Recipient, content: Content | None = None) -> Message:
        """Put the message for a recipient together, find its outcome and write both to the log.

        Without `content` it is that of the request's MessageConfiguration or templates.
        """
        template = self.templates.get(TEMPLATE_KINDS.get(recipient.channel or "", ""))
        context = {**self.request.get("Context", {}), **recipient.configuration.get("Context", {})}
        if content is None:
            content = self._with_payload(recipient, self._content(recipient, template), context)
        delivery = Delivery(self.app, recipient, content, self.seen)
        outcome = next(found for check in CHECKS if (found := check(delivery)))
        message = self._message(delivery, outcome, context, template)
        self.app.backend.world.messages.record(message)
        return message

    def _content(self, recipient: Recipient, template: TemplateVersion | None) -> Content:
        if recipient.channel not in CHANNELS:
            return NOTHING
        configuration = self.request["MessageConfiguration"]
        try:
            return compose(
                recipient.channel,
                configuration,
                recipient.configuration,
                is_endpoint=not recipient.is_bare_address,
                channel=self.app.channels.get(recipient.channel, {}),
                template=template.document if template else None,
                render=self._renderer(recipient, configuration, template) if template else None,
            )
        except RenderingError as error:
            return Content(is_empty=False, failure=(400, str(error)))

    def _renderer(self, recipient: Recipient, configuration: Mapping[str, Any], template: TemplateVersion) -> Render:
        """Renders the texts of a template for a recipient; a bare address has no attributes.

        Source: facts, messaging sections 3.3 and 3.4; the order of what wins is the one of the issue.
        """
        from pinpoint_mock.rendering.handlebars.templates import endpoint_variables, merge_variables, render

        world = self.app.backend.world
        variables = merge_variables(
            json.loads(template.document.get("DefaultSubstitutions") or "{}"),
            endpoint_variables(recipient.endpoint) if recipient.endpoint else {},
            merge_substitutions(recipient.channel or "", configuration, recipient.configuration),
        )
        strict = bool(world.options.strict_templates)
        return lambda text: render(text, variables, strict=strict, uuid=world.ids.request_id)

    def _with_payload(self, recipient: Recipient, content: Content, context: dict[str, str]) -> Content:
        """Content for a push channel with what its push service gets, or with why that cannot be sent."""
        channel = recipient.channel
        if channel not in PUSH_MESSAGES or content.is_empty or content.failure:
            return content
        payload, headers = build_payload(
            channel,
            title=content.title,
            body=content.body,
            settings=content.settings,
            raw_content=content.raw_content,
            context=context,
            endpoint_id=recipient.endpoint_id,
            sent_at=self.sent_at,
            authentication_method=self.app.channels.get(channel, {}).get("DefaultAuthenticationMethod"),
        )
        error = payload_size_error(channel, payload)
        failure = (413, error) if error else None
        return dataclasses.replace(content, payload=payload, payload_headers=headers, failure=failure)

    def _message(
        self, delivery: Delivery, outcome: Outcome, context: dict[str, str], template: TemplateVersion | None
    ) -> Message:
        recipient, backend = delivery.recipient, self.app.backend
        return Message(
            operation=self.call.operation,
            application_id=self.app.application_id,
            region_name=backend.region_name,
            account_id=backend.account_id,
            request_id=self.call.request_id,
            sent_at=self.sent_at,
            channel=recipient.channel,
            address=recipient.address,
            endpoint_id=recipient.endpoint_id,
            user_id=recipient.user_id,
            context=context,
            trace_id=self.request.get("TraceId"),
            template=template.reference if template else None,
            request=self.call.request,
            **delivery.content.message_fields(),
            **outcome._asdict(),
        )

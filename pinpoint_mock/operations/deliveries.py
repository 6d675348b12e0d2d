"""What becomes of one message for one recipient: the outcome, and the entry in the log.

The outcome is the first that applies, in the order of `CHECKS`. Everything here is HTTP 200: an error of one
recipient never fails the request.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinpoint_mock.core.errors import RESOURCE_NOT_FOUND
from pinpoint_mock.rendering.content import CHANNELS, NOTHING, Content, compose
from pinpoint_mock.state.messages import SUCCESSFUL, Message

if TYPE_CHECKING:
    from pinpoint_mock.operations.registry import Call
    from pinpoint_mock.state.apps import App


class Outcome(NamedTuple):
    """How a delivery ended, in the words of a result entry."""

    delivery_status: str
    status_code: int
    status_message: str
    message_id: str | None = None
    updated_token: str | None = None


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


PHONE_NUMBER = re.compile(r"\d{3,15}")
PHONE_PUNCTUATION = str.maketrans("", "", " +-.()")


def _bad_address(delivery: Delivery) -> Outcome | None:
    """Source: design, "Settled"; facts, messaging section 12, choice 12. The texts are ours."""
    address, channel = delivery.recipient.address, delivery.recipient.channel
    if channel in ("SMS", "VOICE") and not PHONE_NUMBER.fullmatch(address.translate(PHONE_PUNCTUATION)):
        return Outcome("PERMANENT_FAILURE", 400, "Invalid phone number")
    if channel == "EMAIL" and "@" not in address:
        return Outcome("PERMANENT_FAILURE", 400, "Invalid email address")
    return None


CHECKS = (_unknown, _nowhere_to_send, _opted_out, _inactive, _duplicate, _channel_off, _no_content, _bad_address)
"""Why a delivery may fail, in the order in which it is asked. Source: facts, messaging section 12, choice 35."""

EMAIL, TELEPHONY = "EMAIL", ("SMS", "VOICE")


def _accepted(delivery: Delivery, sent_at: datetime.datetime) -> Outcome:
    """Source: facts, messaging section 2.3 and section 12, choices 3 to 5."""
    ids = delivery.app.backend.world.ids
    if delivery.recipient.channel == EMAIL:
        message_id = ids.email_message_id(int(sent_at.timestamp() * 1000))
    elif delivery.recipient.channel in TELEPHONY:
        message_id = ids.message_id()
    else:
        return Outcome(SUCCESSFUL, 200, "")
    return Outcome(SUCCESSFUL, 200, f"MessageId: {message_id}", message_id)


@dataclasses.dataclass(frozen=True)
class Sender:
    """What all messages of one call share."""

    app: App
    call: Call
    request: Mapping[str, Any]
    sent_at: datetime.datetime
    seen: set[tuple[str | None, str]] = dataclasses.field(default_factory=set)

    def deliver(self, recipient: Recipient) -> Message:
        """Put the message for a recipient together, find its outcome and write both to the log."""
        delivery = Delivery(self.app, recipient, self._content(recipient), self.seen)
        outcome = next((found for check in CHECKS if (found := check(delivery))), None)
        message = self._message(delivery, outcome or _accepted(delivery, self.sent_at))
        self.app.backend.world.messages.record(message)
        return message

    def _content(self, recipient: Recipient) -> Content:
        if recipient.channel not in CHANNELS:
            return NOTHING
        return compose(
            recipient.channel,
            self.request["MessageConfiguration"],
            recipient.configuration,
            is_endpoint=not recipient.is_bare_address,
            channel=self.app.channels.get(recipient.channel, {}),
        )

    def _message(self, delivery: Delivery, outcome: Outcome) -> Message:
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
            context={**self.request.get("Context", {}), **recipient.configuration.get("Context", {})},
            trace_id=self.request.get("TraceId"),
            payload=None,
            payload_headers=None,
            template=None,
            request=self.call.request,
            **delivery.content.message_fields(),
            **outcome._asdict(),
        )

"""What becomes of one message for one recipient. An error of one recipient never fails the request."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.utils import parseaddr

from pinpoint_mock.core.channels import CHANNELS, PUSH_CHANNELS, TELEPHONY_CHANNELS
from pinpoint_mock.core.errors import RESOURCE_NOT_FOUND
from pinpoint_mock.core.explain import listed
from pinpoint_mock.delivery.outcomes import (
    Outcome,
    invalid_phone_number,
    unknown_origination_number,
    unknown_sender_id,
    unverified_sender,
)
from pinpoint_mock.delivery.recipients import Delivery
from pinpoint_mock.logs.message import SUCCESSFUL
from pinpoint_mock.state.explain import no_endpoint, no_user
from pinpoint_mock.state.faults import DeliveryCandidate


def _unknown(delivery: Delivery) -> Outcome | None:
    """An endpoint id or a user id that does not exist.

    AWS does not document the status of an unknown endpoint; here it is that of a user without endpoints.

    Source: gh:aws-amplify/aws-sdk-ios#1502; gh:aws-amplify/aws-sdk-android#3256.
    """
    recipient = delivery.recipient
    if recipient.is_bare_address or recipient.endpoint is not None:
        return None
    if recipient.endpoint_id:
        explanation = no_endpoint(delivery.app, recipient.endpoint_id)
        return Outcome("PERMANENT_FAILURE", 400, "Endpoint does not exist", explanation=explanation)
    explanation = no_user(delivery.app, recipient.user_id or "")
    return Outcome("PERMANENT_FAILURE", 400, "No endpoints found for userId.", explanation=explanation)


def _nowhere_to_send(delivery: Delivery) -> Outcome | None:
    """An endpoint for analytics only. AWS does not document the entry; here it fails, since there is no address."""
    if delivery.recipient.address and delivery.recipient.channel:
        return None
    return Outcome("PERMANENT_FAILURE", 400, "Endpoint has no address")


def _opted_out(delivery: Delivery) -> Outcome | None:
    """An endpoint with OptOut ALL.

    AWS documents the status OPT_OUT, but neither StatusCode nor text; here 400, as for an opted-out phone number.

    Source: MODEL EndpointMessageResult.DeliveryStatus; UG channels-push-troubleshooting.
    """
    if (delivery.recipient.endpoint or {}).get("OptOut") != "ALL":
        return None
    return Outcome("OPT_OUT", 400, "Endpoint has opted out")


def _inactive(delivery: Delivery) -> Outcome | None:
    """An INACTIVE endpoint gets nothing.

    AWS does not document the entry; here 410, as for a dead push token, because a dead token makes endpoints INACTIVE.

    Source: MODEL EndpointRequest.EndpointStatus.
    """
    if (delivery.recipient.endpoint or {}).get("EndpointStatus") != "INACTIVE":
        return None
    return Outcome("PERMANENT_FAILURE", 410, "Endpoint is inactive")


def _duplicate(delivery: Delivery) -> Outcome | None:
    """The address of an endpoint that came earlier in the request.

    AWS documents the status, but neither StatusCode nor text; here 400, and only endpoints of one request are compared,
    by channel and address.

    Source: MODEL EndpointMessageResult.DeliveryStatus.
    """
    recipient = delivery.recipient
    if recipient.is_bare_address:
        return None
    key = (recipient.channel, recipient.address)
    if key in delivery.seen:
        return Outcome("DUPLICATE", 400, "Duplicate endpoint address")
    delivery.seen.add(key)
    return None


def _channel_off(delivery: Delivery) -> Outcome | None:
    """A channel that the application has not enabled, or to which no direct message can be sent.

    Observed in applications: the text for push channels. AWS does not document the one for SMS, e-mail and unknown
    channel types; here it is the same. Voice has an entry of its own.

    Source: gh:aws/aws-sdk-js-v3#1889; UG channels-voice-troubleshooting.
    """
    channel = delivery.recipient.channel
    if channel in CHANNELS and delivery.app.channels.get(channel, {}).get("Enabled"):
        return None
    enabled = [name for name, document in delivery.app.channels.items() if document["Enabled"]]
    explanation = f"channel {channel} is {'off' if channel in delivery.app.channels else 'not set up'}; "
    explanation += f"enabled: {listed(enabled)}"
    if channel == "VOICE":
        return Outcome("PERMANENT_FAILURE", 404, RESOURCE_NOT_FOUND, explanation=explanation)
    text = f"No channel of type {channel} is enabled for the application {delivery.app.application_id}"
    return Outcome("PERMANENT_FAILURE", 400, text, explanation=explanation)


def _no_content(delivery: Delivery) -> Outcome | None:
    """A message that has nothing for the channel.

    AWS does not document the entry; that of e-mail was seen, the text for the other channels is this mock's.

    Source: gh:zkhin/backend:real-main/app_tests/clients/test_pinpoint.py.
    """
    if not delivery.content.is_empty:
        return None
    is_email = delivery.recipient.channel == "EMAIL"
    text = "Either template or email message must be specified" if is_email else "No message content for the channel"
    return Outcome("PERMANENT_FAILURE", 400, text)


def _bad_content(delivery: Delivery) -> Outcome | None:
    """Raw content that is invalid, a template variable without a value, a recommender that fails, a payload too large.

    AWS documents that such a message is not sent, but not the entries; here PERMANENT_FAILURE, because sending the same
    again would fail again. In a campaign a message that lacks recommendations has a status of its own.

    Source: MODEL APNSMessage.RawContent; UG message-templates-creating-sms; DG quotas; DG event-streams-data-campaign.
    """
    failure, explanation = delivery.content.failure, delivery.content.no_recommendations
    if failure is None:
        return None
    is_of_campaign = delivery.campaign_id is not None and explanation is not None
    status = "RECOMMENDATION_FAILURE" if is_of_campaign else "PERMANENT_FAILURE"
    return Outcome(status, *failure, explanation=explanation)


PHONE_NUMBER = re.compile("[0-9]{3,15}")
PHONE_PUNCTUATION = str.maketrans("", "", " +-.()")


def _bad_address(delivery: Delivery) -> Outcome | None:
    """An address that cannot be one: a phone number without 3 to 15 digits of ASCII, an e-mail address without `@`.

    AWS does not document the entry; here it is an entry, as for every fault of one recipient, with 400. A push token is
    never refused, because only its push service can tell.
    """
    address, channel = delivery.recipient.address, delivery.recipient.channel
    if channel in TELEPHONY_CHANNELS and not PHONE_NUMBER.fullmatch(address.translate(PHONE_PUNCTUATION)):
        return invalid_phone_number(delivery)
    if channel == "EMAIL" and "@" not in address:
        return Outcome("PERMANENT_FAILURE", 400, "Invalid email address")
    return None


def _not_owned(delivery: Delivery) -> Outcome | None:
    """A sender that the account does not own, once a test has declared what it owns.

    An identity is an address or a domain. AWS does not document the entries; here 400, and everything is owned unless a
    test says otherwise.

    Source: UG channels-sms-limitations-fallback; DG quotas.
    """
    owned, content = delivery.app.backend.world.faults.owned, delivery.content
    numbers, sender_ids = owned.get("origination_numbers"), owned.get("sender_ids")
    if numbers is not None and content.origination_number and content.origination_number not in numbers:
        return unknown_origination_number(delivery)
    if sender_ids is not None and content.sender_id and content.sender_id not in sender_ids:
        return unknown_sender_id(delivery)
    identities = owned.get("identities")
    if identities is not None and delivery.recipient.channel == "EMAIL":
        address = parseaddr(content.from_address or "")[1]
        if not {address, address.rpartition("@")[2]} & identities:
            return unverified_sender(delivery)
    return None


DECLARED = "declared by the test with fail_delivery"
"""The explanation of a failure that a test has declared."""


def _declared(delivery: Delivery) -> Outcome | None:
    """What a test has declared with `fail_delivery`. A dead push token makes its endpoint INACTIVE.

    Source: MODEL EndpointRequest.EndpointStatus.
    """
    recipient, world = delivery.recipient, delivery.app.backend.world
    if not world.faults.deliveries:
        return None
    candidate = DeliveryCandidate(
        application_id=delivery.app.application_id,
        channel=recipient.channel,
        address=recipient.address,
        endpoint_id=recipient.endpoint_id,
        user_id=recipient.user_id,
        campaign_id=delivery.campaign_id,
    )
    fault = world.faults.of_delivery(candidate)
    if fault is None:
        return None
    world.applied_faults[fault.declaration] += 1
    outcome: Outcome = fault.effect(delivery)
    if outcome.status_code == 410 and recipient.channel in PUSH_CHANNELS:
        delivery.app.endpoints.deactivate(recipient.endpoint_id or "")
    if outcome.delivery_status != SUCCESSFUL:
        return outcome._replace(explanation=DECLARED)
    return _accepted(delivery)._replace(updated_token=outcome.updated_token)


def _accepted(delivery: Delivery) -> Outcome:
    """Accepted by the service behind the channel: SMS and e-mail have a MessageId, push has none.

    AWS does not document the entries of voice, which here are those of SMS, of e-mail, here with a message id of SES,
    and of push channels other than APNs, here as for APNs.

    Source: CLI send-messages; CLI send-users-messages; DG event-streams-data-email;
    gh:zkhin/backend:real-main/app_tests/clients/test_pinpoint.py.
    """
    ids = delivery.app.backend.world.ids
    if delivery.recipient.channel == "EMAIL":
        message_id = ids.email_message_id()
    elif delivery.recipient.channel in TELEPHONY_CHANNELS:
        message_id = ids.message_id()
    else:
        return Outcome(SUCCESSFUL, 200, "")
    return Outcome(SUCCESSFUL, 200, f"MessageId: {message_id}", message_id)


Check = Callable[[Delivery], Outcome | None]

CHECKS_OF_RECIPIENTS: tuple[Check, ...] = (
    _unknown,
    _nowhere_to_send,
    _opted_out,
    _inactive,
    _duplicate,
    _channel_off,
)
"""The outcomes that do not depend on the content."""

CHECKS: tuple[Check, ...] = (
    *CHECKS_OF_RECIPIENTS,
    _no_content,
    _bad_content,
    _bad_address,
    _not_owned,
    _declared,
)
"""The outcomes in the order in which they are tried; the first that applies counts.

AWS does not document the order; here faults of the recipient come before those of the application, and these before
those of the message, so that a test which breaks one thing sees that thing.
"""


def is_reached(delivery: Delivery) -> bool:
    """Whether a recipient can get a message at all, whatever its content."""
    return not any(check(delivery) for check in CHECKS_OF_RECIPIENTS)


def outcome_of(delivery: Delivery) -> Outcome:
    """The first outcome that applies, in the order of `CHECKS`; without any the message is accepted."""
    for check in CHECKS:
        found = check(delivery)
        if found:
            return found
    return _accepted(delivery)


def outcome_of_custom(delivery: Delivery) -> Outcome:
    """What becomes of a message of a custom delivery, which asks no channel of the application: success, or a fault.

    AWS does not document a success; here it is that of push.

    Source: DG channels-custom.
    """
    return _declared(delivery) or _accepted(delivery)

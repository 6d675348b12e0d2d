"""The records of messages and of what became of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from pinpoint_mock.core.strict_json import compact_json
from pinpoint_mock.delivery.checks import DECLARED
from pinpoint_mock.engagement.feedback_kinds import KINDS, SEND, Kind
from pinpoint_mock.engagement.record_forms import Holder, given, milliseconds, service_record
from pinpoint_mock.engagement.sms_reports import country_of, price_of
from pinpoint_mock.logs.message import SUCCESSFUL, Message
from pinpoint_mock.logs.stream_record import StreamRecord
from pinpoint_mock.state.journal import Feedback

Document = Mapping[str, Any]

ENDPOINT_MEMBERS = (
    *("ChannelType", "EndpointStatus", "OptOut", "RequestId", "EffectiveDate"),
    *("Demographic", "Location", "Attributes", "Metrics", "User"),
)
"""What the record of a campaign has of its endpoint, in this order; empty objects are left out, but User is not.

Source: DG event-streams-data-campaign.
"""

SEND_STATUSES = {
    SUCCESSFUL: "SUCCESS",
    "PERMANENT_FAILURE": "FAILURE_PERMANENT",
    "TEMPORARY_FAILURE": "TRANSIENT_FAILURE",
    "UNKNOWN_FAILURE": "UNKNOWN",
    "OPT_OUT": "FAILURE",
    "DUPLICATE": "DUPLICATE_ADDRESS",
}
"""The status of a campaign's record by the delivery status of its message; all others have the same name in both.

AWS does not document which of them goes with which; here names decide.

Source: DG event-streams-data-campaign; MODEL DeliveryStatus.
"""


def of_message(message: Message, endpoint: Document | None) -> Iterator[StreamRecord]:
    """The records of a message: of a campaign, of an e-mail, of an SMS. Push and voice have none of their own.

    An SMS counts as delivered. One whose failure a test has declared has a record too, as only a carrier can tell that;
    other failures of a direct message have none, as nothing was sent.

    Source: DG event-streams; DG event-streams-data-campaign.
    """
    if message.campaign_id is not None:
        yield _of_campaign(message, endpoint)
    is_sent = message.delivery_status == SUCCESSFUL
    if message.channel == "EMAIL" and is_sent:
        yield _of_email("_email.send", SEND, message, message.sent_at, {})
    elif message.channel == "SMS" and is_sent:
        yield _of_sms("_SMS.SUCCESS", message, message.sent_at, KINDS["_SMS.SUCCESS"].details, price_of(message))
    elif message.channel == "SMS" and message.explanation == DECLARED:
        yield _of_sms("_SMS.FAILURE", message, message.sent_at, KINDS["_SMS.FAILURE"].details, 0.0)


def of_feedback(feedback: Feedback, endpoint: Document | None) -> Iterator[StreamRecord]:
    """The record of what became of a message.

    Source: DG event-streams-data-email; DG event-streams-data-sms; DG event-streams-data-campaign.
    """
    kind, message = KINDS[feedback.kind], feedback.message
    details = {**kind.details, **feedback.details}
    if kind.is_of_campaigns:
        ids = _campaign_ids(message)
        moments = {"happened_at": feedback.moment, "arrived_at": feedback.moment}
        yield service_record(
            _holder(message), feedback.kind, _client_id(message), ids, **moments, awsAccountId=message.account_id
        )
    elif kind.facet:
        yield _of_email(feedback.kind, kind, message, feedback.moment, details)
    else:
        price = price_of(message) if kind.has_price else None
        yield _of_sms(feedback.kind, message, feedback.moment, details, price)


def _holder(message: Message) -> Holder:
    return Holder(message.application_id, message.region_name, message.account_id)


def _client_id(message: Message) -> str:
    """The id of the endpoint, else that of the message, else the address, where the message was not sent.

    Observed in applications: records of bare addresses have a random id. Here it is that of the message, which nothing
    else has, so that a test knows it.

    Source: DG event-streams-data-sms.
    """
    return message.endpoint_id or message.message_id or message.address or ""


def _campaign_ids(message: Message) -> dict[str, str]:
    """The ids of what has sent a message; nothing for a direct message.

    The guide says that these have the treatment `0`. Observed in applications: their records have no such attribute.

    Source: DG event-streams-data-sms; DG event-streams-data-email.
    """
    ids = {
        "treatment_id": message.treatment_id,
        "campaign_activity_id": message.campaign_activity_id,
        "campaign_id": message.campaign_id,
    }
    return given(ids)


def _of_campaign(message: Message, endpoint: Document | None) -> StreamRecord:
    attributes = {
        "treatment_id": message.treatment_id,
        "campaign_activity_id": message.campaign_activity_id,
        "delivery_type": message.channel,
        "campaign_id": message.campaign_id,
        "campaign_send_status": SEND_STATUSES.get(message.delivery_status, message.delivery_status),
    }
    found = endpoint or {}
    shown = {name: found[name] for name in ENDPOINT_MEMBERS if name in found and (found[name] or name == "User")}
    return service_record(
        _holder(message),
        "_campaign.send",
        _client_id(message),
        given(attributes),
        happened_at=message.sent_at,
        arrived_at=message.sent_at,
        client_context={"custom": {"endpoint": compact_json(shown)}},
        awsAccountId=message.account_id,
    )


def _of_email(
    event_type: str, kind: Kind, message: Message, arrived_at: datetime.datetime, details: Document
) -> StreamRecord:
    """A record of an e-mail: all of them have the moment at which it was sent.

    Source: DG event-streams-data-email; MODEL MessageRequest.Context.
    """
    attributes = {
        **message.context,
        "feedback": kind.feedback.format(**details),
        **_campaign_ids(message),
    }
    facet = {kind.facet: kind.make_facet(message, details)}
    return service_record(
        _holder(message),
        event_type,
        _client_id(message),
        attributes,
        happened_at=message.sent_at,
        arrived_at=arrived_at,
        client_context={"custom": {"legacy_identifier": message.application_id}},
        awsAccountId=message.account_id,
        facets={"email_channel": {"mail_event": {"mail": _mail(event_type, message), **facet}}},
    )


def _mail(event_type: str, message: Message) -> dict[str, Any]:
    headers = _headers(message)
    if event_type in WITH_MESSAGE_ID:
        headers.append({"name": "Message-ID", "value": "null"})
    return {
        "message_id": message.message_id,
        "message_send_timestamp": milliseconds(message.sent_at),
        "from_address": message.from_address,
        "destination": [message.address],
        "headers_truncated": False,
        "headers": headers,
        "common_headers": given({"from": message.from_address, "to": [message.address], "subject": message.subject}),
    }


FIRST_HEADERS = ("from", "to", "subject", "mime-version", "content-type")
NOT_IN_RECORDS = frozenset({"date", "message-id"})
WITH_MESSAGE_ID = frozenset({"_email.open", "_email.click"})
"""The headers with which a record begins, those of a message that it has not, and the records that have one more.

Source: DG event-streams-data-email.
"""


def _headers(message: Message) -> list[dict[str, str]]:
    email = message.email
    assert email is not None, "it was sent to an address"
    headers = [(name, str(value)) for name, value in email.items() if name.lower() not in NOT_IN_RECORDS]
    return [{"name": name, "value": value} for name, value in sorted(headers, key=_place_of_header)]


def _place_of_header(header: tuple[str, str]) -> int:
    name = header[0].lower()
    return FIRST_HEADERS.index(name) if name in FIRST_HEADERS else len(FIRST_HEADERS)


def _of_sms(
    event_type: str, message: Message, happened_at: datetime.datetime, details: Document, price: float | None
) -> StreamRecord:
    """A record of an SMS. AWS does not document the request of a campaign; here it is its activity.

    Source: DG event-streams-data-sms.
    """
    attributes = {
        "sender_request_id": message.request_id or message.campaign_activity_id,
        "campaign_activity_id": message.campaign_activity_id,
        "origination_phone_number": message.origination_number or message.sender_id,
        "destination_phone_number": message.address,
        "record_status": details["record_status"],
        "iso_country_code": country_of(message.address or ""),
        "treatment_id": message.treatment_id,
        "number_of_message_parts": str(message.parts or 1),
        "message_id": message.message_id,
        "message_type": message.message_type.capitalize() if message.message_type else None,
        "campaign_id": message.campaign_id,
        "customer_context": compact_json(message.context) if message.context else None,
    }
    metrics = {} if price is None else {"metrics": {"price_in_millicents_usd": price}}
    return service_record(
        _holder(message),
        event_type,
        _client_id(message),
        given(attributes),
        happened_at=happened_at,
        arrived_at=happened_at,
        **metrics,
        awsAccountId=message.account_id,
    )

"""The records of event streams, made from what has happened when somebody looks at them or a stream gets them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from pinpoint_mock.core.clock import UTC, parse_timestamp
from pinpoint_mock.core.strict_json import compact_json
from pinpoint_mock.delivery.checks import DECLARED
from pinpoint_mock.engagement.feedback_kinds import KINDS, SEND, Kind
from pinpoint_mock.engagement.sms_reports import country_of, price_of
from pinpoint_mock.logs.event import Event
from pinpoint_mock.logs.message import SUCCESSFUL, Message
from pinpoint_mock.logs.stream_record import StreamRecord
from pinpoint_mock.state.journal import Feedback, Probe

if TYPE_CHECKING:
    from pinpoint_mock.state.journal import Entry
    from pinpoint_mock.state.world import World

Document = Mapping[str, Any]

APP_EVENT_VERSION = "3.0"
VERSION = "3.1"
"""The versions of the form of a record: of events that apps report, and of all others.

Source: DG event-streams-data-app; DG event-streams-data-campaign.
"""


class Holder(NamedTuple):
    """Whose record it is: an application somewhere."""

    application_id: str
    region_name: str
    account_id: str


EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = datetime.timedelta(milliseconds=1)


def _milliseconds(moment: datetime.datetime) -> int:
    return (moment - EPOCH) // MILLISECOND


def _record(
    holder: Holder,
    event_type: str,
    client_id: str,
    attributes: Mapping[str, str],
    *,
    happened_at: datetime.datetime,
    arrived_at: datetime.datetime,
    **further: Any,
) -> StreamRecord:
    """A record of the service in the form that all of them share; `further` members follow the attributes."""
    record = {
        "event_type": event_type,
        "event_timestamp": _milliseconds(happened_at),
        "arrival_timestamp": _milliseconds(arrived_at),
        "event_version": VERSION,
        "application": {"app_id": holder.application_id, "sdk": {}},
        "client": {"client_id": client_id},
        "device": {"platform": {}},
        "session": {},
        "attributes": attributes,
        **further,
    }
    return _stream_record(holder, record, arrived_at)


def _stream_record(holder: Holder, record: dict[str, Any], arrived_at: datetime.datetime) -> StreamRecord:
    return StreamRecord(
        event_type=record["event_type"],
        client_id=record["client"]["client_id"],
        application_id=holder.application_id,
        region_name=holder.region_name,
        account_id=holder.account_id,
        arrived_at=arrived_at,
        attributes=record["attributes"],
        metrics=record.get("metrics", {}),
        record=record,
    )


def _of_probe(probe: Probe, endpoint: Document | None) -> Iterator[StreamRecord]:
    """The record that a stream gets when it is set.

    AWS does not document it; its own samples know the type, the rest is here that of all records, empty.

    Source: gh:aws-samples/digital-user-engagement-reference-architectures:cloudformation/S3_Data_Lake.yaml.
    """
    holder = Holder(probe.application_id, probe.region_name, probe.account_id)
    yield _record(
        holder,
        "_test.event_stream",
        probe.application_id,
        {},
        happened_at=probe.moment,
        arrived_at=probe.moment,
        awsAccountId=probe.account_id,
    )


def _of_event(event: Event, endpoint: Document | None) -> Iterator[StreamRecord]:
    """The record of an event that an app has reported. The ids of Cognito are not known, and left out.

    Source: DG event-streams-data-app; MODEL Event; MODEL Session; MODEL EndpointDemographic.
    """
    demographic: Document = (endpoint or {}).get("Demographic", {})
    session: Document = event.session or {}
    application = {
        "app_id": event.application_id,
        "package_name": event.app_package_name,
        "sdk": _given({"name": event.sdk_name, "version": event.client_sdk_version}),
        "title": event.app_title,
        "version_name": demographic.get("AppVersion"),
        "version_code": event.app_version_code,
    }
    record = {
        "event_type": event.event_type,
        "event_timestamp": _milliseconds_of(event.timestamp),
        "arrival_timestamp": _milliseconds(event.received_at),
        "event_version": APP_EVENT_VERSION,
        "application": _given(application),
        "client": {"client_id": event.endpoint_id},
        "device": _device(demographic),
        "session": _given(
            {
                "session_id": session.get("Id"),
                "start_timestamp": _milliseconds_of(session.get("StartTimestamp")),
                "stop_timestamp": _milliseconds_of(session.get("StopTimestamp")),
            }
        ),
        "attributes": event.attributes,
        "metrics": event.metrics,
    }
    yield _stream_record(Holder(event.application_id, event.region_name, event.account_id), record, event.received_at)


def _milliseconds_of(text: str | None) -> int | None:
    moment = parse_timestamp(text) if text is not None else None
    return None if moment is None else _milliseconds(moment)


def _given(members: Document) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}


def _device(demographic: Document) -> dict[str, Any]:
    device = {
        "locale": _locale(demographic["Locale"]) if demographic.get("Locale") else None,
        "make": demographic.get("Make"),
        "model": demographic.get("Model"),
        "platform": _given({"name": demographic.get("Platform"), "version": demographic.get("PlatformVersion")}),
    }
    return _given(device)


def _locale(code: str) -> dict[str, Any]:
    language, _, country = code.replace("-", "_").partition("_")
    return _given({"code": code, "country": country or None, "language": language})


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


def _of_message(message: Message, endpoint: Document | None) -> Iterator[StreamRecord]:
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


def _of_feedback(feedback: Feedback, endpoint: Document | None) -> Iterator[StreamRecord]:
    kind, message = KINDS[feedback.kind], feedback.message
    details = {**kind.details, **feedback.details}
    if kind.is_of_campaigns:
        ids = _campaign_ids(message)
        moments = {"happened_at": feedback.moment, "arrived_at": feedback.moment}
        yield _record(
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
    return _given(ids)


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
    return _record(
        _holder(message),
        "_campaign.send",
        _client_id(message),
        _given(attributes),
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
    return _record(
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
        "message_send_timestamp": _milliseconds(message.sent_at),
        "from_address": message.from_address,
        "destination": [message.address],
        "headers_truncated": False,
        "headers": headers,
        "common_headers": _given({"from": message.from_address, "to": [message.address], "subject": message.subject}),
    }


FIRST_HEADERS = ("From", "To", "Subject", "MIME-Version", "Content-Type")
NOT_IN_RECORDS = frozenset({"date", "message-id"})
WITH_MESSAGE_ID = frozenset({"_email.open", "_email.click"})
"""The headers with which a record begins, those of a message that it has not, and the records that have one more.

Source: DG event-streams-data-email.
"""


def _headers(message: Message) -> list[dict[str, str]]:
    email = message.email
    assert email is not None, "it was sent to an address"
    later = {*NOT_IN_RECORDS, *map(str.lower, FIRST_HEADERS)}
    names = [*(name for name in FIRST_HEADERS if name in email), *(name for name in email if name.lower() not in later)]
    return [{"name": name, "value": str(email[name])} for name in names]


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
    return _record(
        _holder(message),
        event_type,
        _client_id(message),
        _given(attributes),
        happened_at=happened_at,
        arrived_at=happened_at,
        **metrics,
        awsAccountId=message.account_id,
    )


MAKERS: dict[type, Callable[[Any, Document | None], Iterator[StreamRecord]]] = {
    Event: _of_event,
    Feedback: _of_feedback,
    Message: _of_message,
    Probe: _of_probe,
}
"""What makes the records of each kind of entry."""


def records_of(entry: Entry) -> list[StreamRecord]:
    """The records that an entry of the journal makes, none for a direct push notification or call."""
    return list(MAKERS[type(entry.subject)](entry.subject, entry.endpoint))


class StreamRecordsOfWorld(Sequence[StreamRecord]):
    """The records of a world, each made when the sequence is first looked at after what it is about."""

    def __init__(self, world: World) -> None:
        self._world = world

    def _all(self) -> list[StreamRecord]:
        journal = self._world.journal
        with self._world.lock:
            for entry in journal.entries[journal.looked_at :]:
                journal.records.extend(records_of(entry))
            journal.looked_at = len(journal.entries)
            return journal.records

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[StreamRecord]:
        return iter(self._all())

    @overload
    def __getitem__(self, index: int) -> StreamRecord: ...
    @overload
    def __getitem__(self, index: slice) -> list[StreamRecord]: ...
    def __getitem__(self, index: int | slice) -> StreamRecord | list[StreamRecord]:
        return self._all()[index]

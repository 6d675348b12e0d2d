"""What AWS tells of a message after it was sent: the records of event streams, and what recipients do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinpoint_mock.engagement.feedback import add_feedback
from pinpoint_mock.engagement.stream_records import StreamRecordsOfWorld
from pinpoint_mock.logs.stream_record import stream_record_log
from pinpoint_mock.mock.calls import methods_are_calls

if TYPE_CHECKING:
    from pinpoint_mock.logs.expectations import FeedbackKind
    from pinpoint_mock.logs.message import Message
    from pinpoint_mock.logs.stream_record import StreamRecords
    from pinpoint_mock.state.world import World

__tracebackhide__ = True  # pytest shows the line of the test


@methods_are_calls
class Streaming:
    """What a test learns and says of messages that were sent, as part of `PinpointMock`."""

    _world: World

    @property
    def stream_records(self) -> StreamRecords:
        """What event streams get, of all applications, with or without an event stream: made when they are read.

        Events of apps, messages of campaigns, e-mails and SMS have records, and so has what `add_feedback` reports of
        them. Direct push notifications and calls have none.

        >>> import boto3
        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     request = {
        ...         "Addresses": {"+15550100": {"ChannelType": "SMS"}},
        ...         "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        ...     }
        ...     _ = boto3.client("pinpoint").send_messages(ApplicationId=pinpoint.add_app(), MessageRequest=request)
        ...     record = pinpoint.stream_records.one(event_type="_SMS.SUCCESS")
        >>> record.attributes["destination_phone_number"], record.metrics
        ('+15550100', {'price_in_millicents_usd': 645.0})
        """
        return stream_record_log(StreamRecordsOfWorld(self._world), self._world.requests, self._world)

    def add_feedback(self, message: Message, kind: FeedbackKind, **details: str | int) -> None:
        """Let AWS tell what became of a message, such as that its recipient has opened it.

        `kind` is the type of the event: `_email.delivered`, `_email.open`, `_email.click`, `_email.hardbounce`,
        `_email.softbounce`, `_email.complaint`, `_email.rejected`, `_email.unsubscribe`, `_email.rendering_failure`;
        `_SMS.BUFFERED`, `_SMS.SUCCESS`, `_SMS.FAILURE`, `_SMS.OPTOUT`; for push notifications of campaigns
        `_campaign.opened_notification`, `_campaign.received_foreground`, `_campaign.received_background`. `details` are
        what the record of that event has besides, such as `link` of a click, which is needed, or `record_status` of an
        SMS. The record is in `stream_records` and goes to the event stream, the KPIs count it, and campaigns that wait
        for such an event of the service are sent. Nothing is done to the message or its endpoint. ValueError for a
        message that was not sent, and for a kind that there is not for it; TypeError for other details.

        >>> import boto3
        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     request = {
        ...         "Addresses": {"+15550100": {"ChannelType": "SMS"}},
        ...         "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        ...     }
        ...     _ = boto3.client("pinpoint").send_messages(ApplicationId=pinpoint.add_app(), MessageRequest=request)
        ...     pinpoint.add_feedback(pinpoint.sent_messages.one(), "_SMS.FAILURE", record_status="CARRIER_BLOCKED")
        ...     pinpoint.stream_records.one(event_type="_SMS.FAILURE").attributes["record_status"]
        'CARRIER_BLOCKED'
        """
        with self._world.lock:
            add_feedback(self._world, message, kind, details)

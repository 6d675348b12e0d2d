"""`Message`: what one recipient got, or why it got nothing, as one entry of a result map."""

from __future__ import annotations

import dataclasses
import datetime
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pinpoint_mock.logs.copied import Copied, sparse
from pinpoint_mock.logs.due import NOTHING_DUE, DueWork
from pinpoint_mock.logs.formatting import shorten
from pinpoint_mock.logs.log import Log
from pinpoint_mock.logs.possible import Possible, plain_types, spelt
from pinpoint_mock.logs.request import ApiRequest, failed_request_lines
from pinpoint_mock.logs.sms import GSM, UCS2, sms_encoding, sms_parts

if TYPE_CHECKING:
    from email.message import EmailMessage

    from typing_extensions import Unpack

    from pinpoint_mock.logs.expectations import MessageExpectations

SUCCESSFUL = "SUCCESSFUL"

NO_VALUE = "No value for the template variable"
"""How the status message begins where a template has variables without a value."""


@sparse
@dataclasses.dataclass(frozen=True, kw_only=True)
class Message:
    """A message as its recipient reads it, with the outcome of its delivery. Frozen; None means not sent.

    `body` is the SMS text, the text part of an e-mail, the body of a push notification or the script of a voice
    message. `operation`, `request_id` and `request` are those of the call that sent it, and None where a campaign or
    journey did. `settings` holds every other member that was in force, under Pinpoint's own names. `missing_variables`
    are the names of the variables in its texts that had no value. `sent_at` is aware, UTC, and so is `otp_expires_at`,
    when a one-time code expires. A message that a campaign or journey did not send for a reason of its own has a
    `delivery_status` such as HOLDOUT, as its records have it, and no text. Dicts and lists are plain, and each read
    gives a copy.

    `status_message` is in the service's words; beside it `explanation` says which endpoint or user was asked for and
    which there are, which channels are enabled, or that the test declared the failure.

    Source: MODEL DirectMessageConfiguration; MODEL MessageResult.
    """

    operation: str | None
    application_id: str
    region_name: str
    account_id: str
    request_id: str | None
    sent_at: datetime.datetime

    channel: str | None
    address: str | None
    endpoint_id: str | None = None
    user_id: str | None = None

    title: str | None = None
    subject: str | None = None
    body: str | None = None
    html_body: str | None = None
    otp: str | None = None
    otp_expires_at: datetime.datetime | None = None

    from_address: str | None = None
    origination_number: str | None = None
    sender_id: str | None = None
    message_type: str | None = None
    settings: Copied[dict[str, Any]] = Copied()

    substitutions: Copied[dict[str, list[str]]] = Copied()
    missing_variables: tuple[str, ...] = ()
    context: Copied[dict[str, str]] = Copied()
    trace_id: str | None = None
    raw_content: str | None = None

    payload: Copied[dict[str, Any] | None] = Copied()
    payload_headers: Copied[dict[str, str] | None] = Copied()
    template: Copied[dict[str, Any] | None] = Copied()

    delivery_status: str
    status_code: int
    status_message: str
    message_id: str | None = None
    updated_token: str | None = None
    explanation: str | None = None
    request: Copied[dict[str, Any] | None] = Copied()

    campaign_id: str | None = None
    campaign_activity_id: str | None = None
    treatment_id: str | None = None
    journey_id: str | None = None
    journey_run_id: str | None = None
    journey_activity_id: str | None = None

    if TYPE_CHECKING:  # a type checker that sees no equality here objects to a dict `in` a log

        def __eq__(self, other: object) -> bool: ...

    @property
    def encoding(self) -> str | None:
        """The encoding of an SMS, `GSM 03.38` or `UCS-2`; None for other channels."""
        return sms_encoding(self.body) if self.channel == "SMS" and self.body is not None else None

    @property
    def parts(self) -> int | None:
        """The number of parts in which an SMS is sent; None for other channels."""
        return sms_parts(self.body) if self.channel == "SMS" and self.body is not None else None

    @property
    def email(self) -> EmailMessage | None:
        """An e-mail as Python's own object, made anew at each read; None for other channels."""
        if self.channel != "EMAIL" or self.address is None:
            return None
        from pinpoint_mock.logs.mime import build_email  # Python's e-mail package is slow to load

        settings = self.settings
        return build_email(
            from_address=self.from_address,
            address=self.address,
            subject=self.subject,
            body=self.body,
            html_body=self.html_body,
            raw_content=self.raw_content,
            reply_to=settings.get("ReplyToAddresses", []),
            headers=settings.get("Headers", []),
            charsets=settings.get("Charset", {}),
            sent_at=self.sent_at,
            message_id=self.message_id,
        )

    def __repr__(self) -> str:
        outcome = f" {SUCCESSFUL}" if self.delivery_status == SUCCESSFUL else ""  # another one is described
        return f"<Message {self.describe()}{outcome}>"

    def describe(self) -> str:
        """One line for lists of messages: channel, recipient, text, the reason if it failed, and missing variables."""
        text = " | ".join(shorten(repr(part)) for part in self._texts())
        outcome = "" if self.delivery_status == SUCCESSFUL else f" {self.delivery_status}: {self.status_message}"
        outcome += f" ({self.explanation})" if self.explanation else ""
        line = f"{self.channel or '-'} to {self._recipient()}: {text or 'no text'}{outcome}{self._hint()}"
        return " ".join(line.split("\n"))

    def row(self) -> dict[str, str]:
        """The cells of a table of messages, by the titles of their columns."""
        return {
            "Channel": self.channel or "-",
            "Recipient": self._recipient(),
            "Message": "\n".join(self._texts()),
            "Delivery status": self.delivery_status,
        }

    def _hint(self) -> str:
        if self.status_message.startswith(NO_VALUE):
            return " (strict_templates=False sends it anyway)"
        return f" (missing: {', '.join(self.missing_variables)})" if self.missing_variables else ""

    def _recipient(self) -> str:
        return self.address or self.endpoint_id or f"user {self.user_id}"

    def _texts(self) -> list[str]:
        body = self.body or self.html_body or self.raw_content
        return [text for text in (self.title, self.subject, body) if text]


PROPERTIES = ("encoding", "parts", "email")
MESSAGE_FIELDS = frozenset((*PROPERTIES, *(field.name for field in dataclasses.fields(Message))))

CHANNEL_TYPES = (
    *("PUSH", "GCM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "ADM"),
    *("SMS", "VOICE", "EMAIL", "BAIDU", "CUSTOM", "IN_APP"),
)
DELIVERY_STATUSES = (
    *(SUCCESSFUL, "THROTTLED", "TEMPORARY_FAILURE", "PERMANENT_FAILURE"),
    *("UNKNOWN_FAILURE", "OPT_OUT", "DUPLICATE"),
    *("HOLDOUT", "DUPLICATE_ADDRESS", "QUIET_TIME", "DAILY_CAP", "CAMPAIGN_CAP"),
    *("HOOK_FAILURE", "RECOMMENDATION_FAILURE", "CUSTOM_DELIVERY_FAILURE"),
    "QUIET_TIME_MISSING_TIMEZONE",
)
MESSAGE_TYPES = ("TRANSACTIONAL", "PROMOTIONAL")
OPERATIONS = {
    "send_messages": "SendMessages",
    "send_users_messages": "SendUsersMessages",
    "send_otp_message": "SendOTPMessage",
}
"""The operations that send, by the names of their boto3 methods."""

POSSIBLE_MESSAGE = Possible(
    types=plain_types({**Message.__annotations__, "encoding": "str", "parts": "int", "email": "EmailMessage"}),
    texts={
        "channel": spelt(*CHANNEL_TYPES),
        "delivery_status": spelt(*DELIVERY_STATUSES),
        "message_type": spelt(*MESSAGE_TYPES),
        "operation": {**OPERATIONS, **spelt(*OPERATIONS.values())},
        "encoding": spelt(GSM, UCS2),
    },
)
"""The plain values of a message's fields.

Source: MODEL ChannelType; MODEL DeliveryStatus; MODEL MessageType; DG event-streams-data-campaign;
DG event-streams-data-journey.
"""


class Messages(Log[Message]):
    """A log of messages."""

    def filter(self, **expected: Unpack[MessageExpectations]) -> Messages:  # type: ignore[override]  # these fields only
        """The messages that meet all expectations, as a snapshot; see `Records.filter`."""
        __tracebackhide__ = True
        return super().filter(**expected)

    def one(self, **expected: Unpack[MessageExpectations]) -> Message:  # type: ignore[override]  # these fields only
        """The only message that meets the expectations; see `Records.one`."""
        __tracebackhide__ = True
        return super().one(**expected)


SHORTEST_WAIT = 0.01
"""Seconds until a condition is asked again that waits for work which is due by a clock."""


class MessageLog:
    """The three logs of messages: all, accepted and failed, in the order in which they were sent.

    It also knows which messages a test has accounted for, with `assert_sent` or `one`. Where a message is missing, the
    logs name those of the `requests` that failed. `due` does what is due before they are read.
    """

    def __init__(self, requests: Sequence[ApiRequest] = (), due: DueWork = NOTHING_DUE) -> None:
        self._requests = requests
        self._due = due
        self._all: list[Message] = []
        self._sent: list[Message] = []
        self._failed: list[Message] = []
        self._listeners: list[Callable[[], None]] = []
        self._accounted: dict[int, Message] = {}  # by id(), which is a message's own only as long as it is kept

    def record(self, message: Message) -> None:
        """Keep a message."""
        self._all.append(message)
        (self._sent if message.delivery_status == SUCCESSFUL else self._failed).append(message)
        for listener in list(self._listeners):
            listener()

    def wait_until(self, is_met: Callable[[], bool], timeout: float) -> None:
        """Return as soon as a condition is met, which is asked after each message, or after `timeout` seconds.

        They are real seconds, because nothing here reads a clock, which may be frozen. It is asked too whenever more
        work may be due, as that is done only when somebody looks.
        """
        met = threading.Event()

        def listener() -> None:
            try:
                if is_met():
                    met.set()
            except Exception:  # a test's own callable has failed: that test is to see it, not the sender
                met.set()

        self._listeners.append(listener)
        try:
            while True:
                self._due.catch_up()
                listener()
                pause = min(timeout, max(self._due.seconds_to_next(), SHORTEST_WAIT))
                if met.wait(pause) or pause == timeout:
                    return
                timeout -= pause
        finally:
            self._listeners.remove(listener)

    def clear(self) -> None:
        """Forget all messages; views stay valid and are empty."""
        for records in (self._all, self._sent, self._failed):
            records.clear()
        self._accounted.clear()

    def account_for(self, message: Message) -> None:
        """Note that a test has looked for this message."""
        self._accounted[id(message)] = message

    def is_accounted_for(self, message: Message) -> bool:
        """Whether a test has looked for this message."""
        return id(message) in self._accounted

    @property
    def all(self) -> Messages:
        """Every message, one for each entry of a result map."""
        return Messages(
            self._all,
            kind="message",
            fields=MESSAGE_FIELDS,
            failed_requests=self._failed_requests,
            account_for=self.account_for,
            possible=POSSIBLE_MESSAGE,
            due=self._due,
        )

    @property
    def sent(self) -> Messages:
        """The messages that were accepted: SUCCESSFUL."""
        return Messages(
            self._sent,
            kind="sent message",
            fields=MESSAGE_FIELDS,
            failed_attempts=self._failed,
            failed_requests=self._failed_requests,
            account_for=self.account_for,
            possible=POSSIBLE_MESSAGE,
            due=self._due,
        )

    @property
    def failed(self) -> Messages:
        """The messages with any other delivery status."""
        return Messages(
            self._failed,
            kind="failed message",
            fields=MESSAGE_FIELDS,
            failed_requests=self._failed_requests,
            possible=POSSIBLE_MESSAGE,
            due=self._due,
        )

    def undone_lines(self) -> list[str]:
        """What a text has to add if work was due and will never be done."""
        return self._due.undone_lines()

    def _failed_requests(self) -> list[str]:
        return failed_request_lines(list(self._requests))

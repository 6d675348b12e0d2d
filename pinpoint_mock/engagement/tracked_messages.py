"""What metrics count: each message with what became of it, and numbers for one of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pinpoint_mock.core.channels import PUSH_CHANNELS
from pinpoint_mock.delivery.checks import DECLARED
from pinpoint_mock.engagement.feedback_kinds import KINDS
from pinpoint_mock.engagement.sms_reports import country_of, price_of
from pinpoint_mock.logs.message import SUCCESSFUL, Message
from pinpoint_mock.state.journal import Feedback

if TYPE_CHECKING:
    import datetime

    from pinpoint_mock.state.world import App


@dataclasses.dataclass(slots=True)
class Tracked:
    """A message and the feedback of it, in its order."""

    message: Message
    feedback: list[Feedback] = dataclasses.field(default_factory=list)

    def number(self, *kinds: str) -> int:
        """How often there was a feedback of one of these kinds."""
        return sum(each.kind in kinds for each in self.feedback)


def tracked_messages(app: App, start: datetime.datetime, end: datetime.datetime) -> list[Tracked]:
    """The messages of an application that were sent between two moments, both included, and what became of them."""
    found: dict[int, Tracked] = {}
    for entry in app.backend.world.journal.entries:
        subject = entry.subject
        if isinstance(subject, Message):
            place = (subject.account_id, subject.region_name, subject.application_id)
            if place == app.place and start <= subject.sent_at <= end:
                found[id(subject)] = Tracked(subject)
        elif isinstance(subject, Feedback) and id(subject.message) in found:
            found[id(subject.message)].feedback.append(subject)
    return list(found.values())


DIRECT = frozenset({"SendMessages", "SendUsersMessages"})
ATTEMPTED = frozenset(
    {SUCCESSFUL, "THROTTLED", "TEMPORARY_FAILURE", "PERMANENT_FAILURE", "UNKNOWN_FAILURE", "CUSTOM_DELIVERY_FAILURE"}
)
"""The delivery statuses of messages that a campaign has tried to send."""


def is_of_campaign(sent: Tracked) -> bool:
    """Whether a campaign has sent it, or tried to.

    Source: DG analytics-standard-metrics.
    """
    return sent.message.campaign_id is not None and sent.message.delivery_status in ATTEMPTED


def is_campaign_email(sent: Tracked) -> bool:
    """Whether it is an e-mail of a campaign."""
    return is_of_campaign(sent) and sent.message.channel == "EMAIL"


def is_campaign_push(sent: Tracked) -> bool:
    """Whether it is a push notification of a campaign."""
    return is_of_campaign(sent) and sent.message.channel in PUSH_CHANNELS


def is_campaign_sms(sent: Tracked) -> bool:
    """Whether it is an SMS of a campaign."""
    return is_of_campaign(sent) and sent.message.channel == "SMS"


def is_direct_email(sent: Tracked) -> bool:
    """Whether it is an e-mail that a call has sent."""
    return sent.message.operation in DIRECT and sent.message.channel == "EMAIL" and bool(accepted(sent))


def is_direct_sms(sent: Tracked) -> bool:
    """Whether it is an SMS that a call has sent, or whose failure a test has declared. One-time codes do not count.

    Source: DG analytics-standard-metrics.
    """
    return sent.message.operation in DIRECT and sent.message.channel == "SMS" and (bool(accepted(sent)) or failed(sent))


def attempted(sent: Tracked) -> float:
    """One for each message."""
    return 1


def accepted(sent: Tracked) -> float:
    """One for a message that was sent."""
    return sent.message.delivery_status == SUCCESSFUL


def delivered(sent: Tracked) -> float:
    """One for a message that was sent, did not bounce for good, and whose delivery by SMS has not failed.

    AWS documents hard bounces alone; here an SMS is not delivered either if the last that was told of it is a failure.

    Source: DG analytics-standard-metrics.
    """
    return bool(accepted(sent)) and not hard_bounced(sent) and not failed(sent)


def email_delivered(sent: Tracked) -> float:
    """One for a direct e-mail that has neither bounced nor was rejected.

    Source: DG analytics-standard-metrics.
    """
    return not sent.number("_email.softbounce", "_email.hardbounce", "_email.rejected")


def hard_bounced(sent: Tracked) -> float:
    """One for an e-mail that has bounced for good."""
    return sent.number("_email.hardbounce") > 0


def soft_bounced(sent: Tracked) -> float:
    """One for an e-mail that has bounced for the moment."""
    return sent.number("_email.softbounce") > 0


def complained(sent: Tracked) -> float:
    """One for an e-mail of which its recipient has complained."""
    return sent.number("_email.complaint") > 0


def opened(sent: Tracked) -> float:
    """One for an e-mail that was opened, however often."""
    return sent.number("_email.open") > 0


def push_opened(sent: Tracked) -> float:
    """One for a push notification that was opened."""
    return sent.number("_campaign.opened_notification") > 0


def clicks(sent: Tracked) -> float:
    """How often links in an e-mail were clicked."""
    return sent.number("_email.click")


def error_code(sent: Tracked) -> str | None:
    """The status with which the delivery of an SMS has failed, or None: the last that was told of it counts."""
    told = [each for each in sent.feedback if each.kind in ("_SMS.SUCCESS", "_SMS.FAILURE")]
    default: str = KINDS["_SMS.FAILURE"].details["record_status"]
    if told:
        return told[-1].details.get("record_status", default) if told[-1].kind == "_SMS.FAILURE" else None
    return default if sent.message.explanation == DECLARED else None


def failed(sent: Tracked) -> bool:
    """Whether the delivery of an SMS has failed."""
    return sent.message.channel == "SMS" and error_code(sent) is not None


def parts_sent(sent: Tracked) -> float:
    """The parts of an SMS that was sent."""
    return accepted(sent) * (sent.message.parts or 1)


def parts_delivered(sent: Tracked) -> float:
    """The parts of an SMS that was delivered."""
    return delivered(sent) * (sent.message.parts or 1)


def price(sent: Tracked) -> float:
    """What an SMS that was sent has cost, in thousandths of a US cent.

    Source: DG event-streams-data-sms.
    """
    return accepted(sent) * price_of(sent.message)


def country(sent: Tracked) -> str:
    """The country of an SMS."""
    return country_of(sent.message.address or "")


def endpoints(messages: Iterable[Tracked]) -> set[str | None]:
    """The recipients of messages: endpoints, else addresses."""
    return {each.message.endpoint_id or each.message.address for each in messages}

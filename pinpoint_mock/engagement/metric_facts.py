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
class Fact:
    """A message and the feedback of it, in its order."""

    message: Message
    feedback: list[Feedback] = dataclasses.field(default_factory=list)

    def number(self, *kinds: str) -> int:
        """How often there was a feedback of one of these kinds."""
        return sum(each.kind in kinds for each in self.feedback)


def facts_of(app: App, start: datetime.datetime, end: datetime.datetime) -> list[Fact]:
    """The messages of an application that were sent between two moments, both included, and what became of them."""
    facts: dict[int, Fact] = {}
    for entry in app.backend.world.journal.entries:
        subject = entry.subject
        if isinstance(subject, Message):
            place = (subject.account_id, subject.region_name, subject.application_id)
            if place == app.place and start <= subject.sent_at <= end:
                facts[id(subject)] = Fact(subject)
        elif isinstance(subject, Feedback) and id(subject.message) in facts:
            facts[id(subject.message)].feedback.append(subject)
    return list(facts.values())


DIRECT = frozenset({"SendMessages", "SendUsersMessages"})
ATTEMPTED = frozenset(
    {SUCCESSFUL, "THROTTLED", "TEMPORARY_FAILURE", "PERMANENT_FAILURE", "UNKNOWN_FAILURE", "CUSTOM_DELIVERY_FAILURE"}
)
"""The delivery statuses of messages that a campaign has tried to send."""


def is_of_campaign(fact: Fact) -> bool:
    """Whether a campaign has sent it, or tried to.

    Source: DG analytics-standard-metrics.
    """
    return fact.message.campaign_id is not None and fact.message.delivery_status in ATTEMPTED


def is_campaign_email(fact: Fact) -> bool:
    """Whether it is an e-mail of a campaign."""
    return is_of_campaign(fact) and fact.message.channel == "EMAIL"


def is_campaign_push(fact: Fact) -> bool:
    """Whether it is a push notification of a campaign."""
    return is_of_campaign(fact) and fact.message.channel in PUSH_CHANNELS


def is_campaign_sms(fact: Fact) -> bool:
    """Whether it is an SMS of a campaign."""
    return is_of_campaign(fact) and fact.message.channel == "SMS"


def is_direct_email(fact: Fact) -> bool:
    """Whether it is an e-mail that a call has sent."""
    return fact.message.operation in DIRECT and fact.message.channel == "EMAIL" and bool(accepted(fact))


def is_direct_sms(fact: Fact) -> bool:
    """Whether it is an SMS that a call has sent, or whose failure a test has declared. One-time codes do not count.

    Source: DG analytics-standard-metrics.
    """
    return fact.message.operation in DIRECT and fact.message.channel == "SMS" and (bool(accepted(fact)) or failed(fact))


def attempted(fact: Fact) -> float:
    """One for each message."""
    return 1


def accepted(fact: Fact) -> float:
    """One for a message that was sent."""
    return fact.message.delivery_status == SUCCESSFUL


def delivered(fact: Fact) -> float:
    """One for a message that was sent, did not bounce for good, and whose delivery by SMS has not failed.

    AWS documents hard bounces alone; here an SMS is not delivered either if the last that was told of it is a failure.

    Source: DG analytics-standard-metrics.
    """
    return bool(accepted(fact)) and not hard_bounced(fact) and not failed(fact)


def email_delivered(fact: Fact) -> float:
    """One for a direct e-mail that has neither bounced nor was rejected.

    Source: DG analytics-standard-metrics.
    """
    return not fact.number("_email.softbounce", "_email.hardbounce", "_email.rejected")


def hard_bounced(fact: Fact) -> float:
    """One for an e-mail that has bounced for good."""
    return fact.number("_email.hardbounce") > 0


def soft_bounced(fact: Fact) -> float:
    """One for an e-mail that has bounced for the moment."""
    return fact.number("_email.softbounce") > 0


def complained(fact: Fact) -> float:
    """One for an e-mail of which its recipient has complained."""
    return fact.number("_email.complaint") > 0


def opened(fact: Fact) -> float:
    """One for an e-mail that was opened, however often."""
    return fact.number("_email.open") > 0


def push_opened(fact: Fact) -> float:
    """One for a push notification that was opened."""
    return fact.number("_campaign.opened_notification") > 0


def clicks(fact: Fact) -> float:
    """How often links in an e-mail were clicked."""
    return fact.number("_email.click")


def error_code(fact: Fact) -> str | None:
    """The status with which the delivery of an SMS has failed, or None: the last that was told of it counts."""
    told = [each for each in fact.feedback if each.kind in ("_SMS.SUCCESS", "_SMS.FAILURE")]
    default: str = KINDS["_SMS.FAILURE"].details["record_status"]
    if told:
        return told[-1].details.get("record_status", default) if told[-1].kind == "_SMS.FAILURE" else None
    return default if fact.message.explanation == DECLARED else None


def failed(fact: Fact) -> bool:
    """Whether the delivery of an SMS has failed."""
    return fact.message.channel == "SMS" and error_code(fact) is not None


def parts_sent(fact: Fact) -> float:
    """The parts of an SMS that was sent."""
    return accepted(fact) * (fact.message.parts or 1)


def parts_delivered(fact: Fact) -> float:
    """The parts of an SMS that was delivered."""
    return delivered(fact) * (fact.message.parts or 1)


def price(fact: Fact) -> float:
    """What an SMS that was sent has cost, in thousandths of a US cent.

    Source: DG event-streams-data-sms.
    """
    return accepted(fact) * price_of(fact.message)


def country(fact: Fact) -> str:
    """The country of an SMS."""
    return country_of(fact.message.address or "")


def endpoints(facts: Iterable[Fact]) -> set[str | None]:
    """The recipients of messages: endpoints, else addresses."""
    return {fact.message.endpoint_id or fact.message.address for fact in facts}

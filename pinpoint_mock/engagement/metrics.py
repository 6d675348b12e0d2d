"""The standard metrics of applications and campaigns, as a table: which messages, and what is made of them by group."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pinpoint_mock.engagement import metric_facts as facts
from pinpoint_mock.engagement.metric_facts import Fact

Number = Callable[[Fact], float]
Fold = Callable[[Sequence[Fact]], "float | None"]
"""Makes one number of messages; None where there are no data."""


class Group(NamedTuple):
    """A way to group messages: the end of the metric's name, the key of its values, and the value for a message."""

    end: str
    key: str
    value: Callable[[Fact], str | None]


class Metric(NamedTuple):
    """A metric in its groupings, None for the one without groups."""

    name: str
    concerns: Callable[[Fact], bool]
    fold: Fold
    groups: tuple[Group | None, ...]


def total(number: Number) -> Fold:
    """The sum over all messages."""
    return lambda messages: sum(map(number, messages)) or None


def unique(number: Number) -> Fold:
    """How many endpoints have a message for which the number is not zero."""
    return lambda messages: len(facts.endpoints(filter(number, messages))) or None


def ratio(part: Number, whole: Number) -> Fold:
    """One sum divided by another, as a fraction of one."""

    def fold(messages: Sequence[Fact]) -> float | None:
        divisor = sum(map(whole, messages))
        return sum(map(part, messages)) / divisor if divisor else None

    return fold


DATE = Group("-grouped-by-date", "Date", lambda fact: fact.message.sent_at.date().isoformat())
CAMPAIGN = Group("-grouped-by-campaign", "CampaignId", lambda fact: fact.message.campaign_id)
ACTIVITY = Group("-grouped-by-campaign-activity", "CampaignActivityId", lambda fact: fact.message.campaign_activity_id)
COUNTRY = Group("-grouped-by-country", "Country", facts.country)
ERROR = Group("", "ErrorCode", facts.error_code)
"""The groupings.

AWS documents the keys `Date`, `CampaignId` and `CampaignActivityId`, and not which day that is; here it is the day, in
UTC, on which the message was sent.

Source: DG analytics-standard-metrics; DG analytics-query-results.
"""

DELIVERY_RATE = Metric(
    "successful-delivery-rate", facts.is_of_campaign, ratio(facts.delivered, facts.attempted), (None, DATE)
)
OF_CAMPAIGNS = (
    Metric("unique-deliveries", facts.is_of_campaign, unique(facts.delivered), (None, CAMPAIGN, DATE)),
    Metric("email-open-rate", facts.is_campaign_email, ratio(facts.opened, facts.delivered), (None, CAMPAIGN)),
    Metric("push-open-rate", facts.is_campaign_push, ratio(facts.push_opened, facts.delivered), (None, CAMPAIGN)),
    Metric("successful-deliveries", facts.is_of_campaign, total(facts.delivered), (CAMPAIGN,)),
)
"""The metrics that applications have by campaigns, and campaigns by their activities."""

ONLY_OF_ONE_CAMPAIGN = (
    Metric("hard-bounce-rate", facts.is_campaign_email, ratio(facts.hard_bounced, facts.attempted), (None, ACTIVITY)),
    Metric("attempted-deliveries", facts.is_of_campaign, total(facts.attempted), (ACTIVITY,)),
    Metric("clicks", facts.is_campaign_email, total(facts.clicks), (ACTIVITY,)),
    Metric("direct-email-opens", facts.is_campaign_email, total(facts.opened), (ACTIVITY,)),
    Metric("direct-push-opens", facts.is_campaign_push, total(facts.push_opened), (ACTIVITY,)),
    Metric("sms-spend", facts.is_campaign_sms, total(facts.price), (None,)),
)

EMAILS: tuple[tuple[str, Fold], ...] = (
    ("clicked", total(facts.clicks)),
    ("complaint-rate", ratio(facts.complained, facts.accepted)),
    ("with-complaints", total(facts.complained)),
    ("delivered", total(facts.email_delivered)),
    ("delivery-rate", ratio(facts.email_delivered, facts.accepted)),
    ("hard-bounced", total(facts.hard_bounced)),
    ("opened", total(facts.opened)),
    ("sent", total(facts.accepted)),
    ("soft-bounced", total(facts.soft_bounced)),
    ("unique-clicks", unique(facts.clicks)),
    ("unique-opens", unique(facts.opened)),
)

SMS: tuple[tuple[str, Fold, tuple[Group | None, ...]], ...] = (
    ("sent", total(facts.accepted), (None, COUNTRY, DATE)),
    ("delivered", total(facts.delivered), (None, COUNTRY, DATE)),
    ("delivery-rate", ratio(facts.delivered, facts.accepted), (None, DATE)),
    ("error-distribution", total(facts.failed), (ERROR,)),
    ("sent-by-parts", total(facts.parts_sent), (None, COUNTRY)),
    ("delivered-by-parts", total(facts.parts_delivered), (None, COUNTRY)),
    ("average-price", ratio(facts.price, facts.accepted), (COUNTRY,)),
    ("average-price-by-parts", ratio(facts.price, facts.parts_sent), (COUNTRY,)),
    ("total-price", total(facts.price), (COUNTRY,)),
)
"""The metrics of direct e-mails, which all have a grouping by date, and of direct SMS.

AWS documents prices in US dollars and in thousandths of a cent; here they are the latter, as in the records.
"""

Named = dict[str, tuple[Metric, "Group | None"]]


def _named(metrics: Iterable[Metric]) -> Named:
    return {
        f"{metric.name}{group.end if group else ''}": (metric, group) for metric in metrics for group in metric.groups
    }


def _of_application() -> Iterator[Metric]:
    yield from (DELIVERY_RATE, *OF_CAMPAIGNS)
    for name, fold in EMAILS:
        yield Metric(f"txn-emails-{name}", facts.is_direct_email, fold, (None, DATE))
    for name, fold, groups in SMS:
        yield Metric(f"txn-sms-{name}", facts.is_direct_sms, fold, groups)


def _of_campaign() -> Iterator[Metric]:
    yield DELIVERY_RATE._replace(groups=(None, ACTIVITY, DATE))
    for metric in OF_CAMPAIGNS:
        groups = tuple(ACTIVITY if group is CAMPAIGN else group for group in metric.groups)
        yield metric._replace(groups=groups)
    yield from ONLY_OF_ONE_CAMPAIGN


APPLICATION_METRICS = _named(_of_application())
CAMPAIGN_METRICS = _named(_of_campaign())
"""The metrics by the names that an application and a campaign know them under, each with its grouping.

Source: DG analytics-standard-metrics; DG campaign-metrics; DG application-metrics-txn-sms.
"""


def rows(metric: Metric, group: Group | None, messages: Iterable[Fact]) -> list[dict[str, Any]]:
    """The rows of a result: one without groups, else one for each group that has data, in the order of their values.

    Source: DG analytics-query-results; DG analytics-query-txn-messaging.
    """
    concerned = filter(metric.concerns, messages)
    if group is None:
        return _row(metric, list(concerned))
    by_value = sorted(((value, fact) for fact in concerned if (value := group.value(fact)) is not None), key=_value)
    return [
        {"GroupedBys": [{"Key": group.key, "Type": "String", "Value": value}], **row}
        for value, those in itertools.groupby(by_value, key=_value)
        for row in _row(metric, [fact for _, fact in those])
    ]


def _value(grouped: tuple[str, Fact]) -> str:
    return grouped[0]


def _row(metric: Metric, messages: Sequence[Fact]) -> list[dict[str, Any]]:
    """The row of a number, whose key is the name of the metric in one word; none where there are no data."""
    number = metric.fold(messages)
    if number is None:
        return []
    key = "".join(word.capitalize() for word in metric.name.split("-"))
    return [{"Values": [{"Key": key, "Type": "Double", "Value": str(float(number))}]}]

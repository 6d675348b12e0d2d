"""The standard metrics of applications and campaigns, as a table: which messages, and what is made of them by group."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pinpoint_mock.engagement import tracked_messages as tracked
from pinpoint_mock.engagement.tracked_messages import Tracked

Number = Callable[[Tracked], float]
Fold = Callable[[Sequence[Tracked]], "float | None"]
"""Makes one number of messages; None where there are no data."""


class Group(NamedTuple):
    """A way to group messages: the end of the metric's name, the key of its values, and the value for a message."""

    end: str
    key: str
    value: Callable[[Tracked], str | None]


class Metric(NamedTuple):
    """A metric in its groupings, None for the one without groups."""

    name: str
    concerns: Callable[[Tracked], bool]
    fold: Fold
    groups: tuple[Group | None, ...]


def total(number: Number) -> Fold:
    """The sum over all messages."""
    return lambda messages: sum(map(number, messages)) or None


def unique(number: Number) -> Fold:
    """How many endpoints have a message for which the number is not zero."""
    return lambda messages: len(tracked.endpoints(filter(number, messages))) or None


def ratio(part: Number, whole: Number) -> Fold:
    """One sum divided by another, as a fraction of one."""

    def fold(messages: Sequence[Tracked]) -> float | None:
        divisor = sum(map(whole, messages))
        return sum(map(part, messages)) / divisor if divisor else None

    return fold


DATE = Group("-grouped-by-date", "Date", lambda sent: sent.message.sent_at.date().isoformat())
CAMPAIGN = Group("-grouped-by-campaign", "CampaignId", lambda sent: sent.message.campaign_id)
ACTIVITY = Group("-grouped-by-campaign-activity", "CampaignActivityId", lambda sent: sent.message.campaign_activity_id)
COUNTRY = Group("-grouped-by-country", "Country", tracked.country)
ERROR = Group("", "ErrorCode", tracked.error_code)
"""The groupings.

AWS documents the keys `Date`, `CampaignId` and `CampaignActivityId`, and not which day that is; here it is the day, in
UTC, on which the message was sent.

Source: DG analytics-standard-metrics; DG analytics-query-results.
"""

DELIVERY_RATE = Metric(
    "successful-delivery-rate", tracked.is_of_campaign, ratio(tracked.delivered, tracked.attempted), (None, DATE)
)
OF_CAMPAIGNS = (
    Metric("unique-deliveries", tracked.is_of_campaign, unique(tracked.delivered), (None, CAMPAIGN, DATE)),
    Metric("email-open-rate", tracked.is_campaign_email, ratio(tracked.opened, tracked.delivered), (None, CAMPAIGN)),
    Metric("push-open-rate", tracked.is_campaign_push, ratio(tracked.push_opened, tracked.delivered), (None, CAMPAIGN)),
    Metric("successful-deliveries", tracked.is_of_campaign, total(tracked.delivered), (CAMPAIGN,)),
)
"""The metrics that applications have by campaigns, and campaigns by their activities."""

ONLY_OF_ONE_CAMPAIGN = (
    Metric(
        "hard-bounce-rate", tracked.is_campaign_email, ratio(tracked.hard_bounced, tracked.attempted), (None, ACTIVITY)
    ),
    Metric("attempted-deliveries", tracked.is_of_campaign, total(tracked.attempted), (ACTIVITY,)),
    Metric("clicks", tracked.is_campaign_email, total(tracked.clicks), (ACTIVITY,)),
    Metric("direct-email-opens", tracked.is_campaign_email, total(tracked.opened), (ACTIVITY,)),
    Metric("direct-push-opens", tracked.is_campaign_push, total(tracked.push_opened), (ACTIVITY,)),
    Metric("sms-spend", tracked.is_campaign_sms, total(tracked.price), (None,)),
)

EMAILS: tuple[tuple[str, Fold], ...] = (
    ("clicked", total(tracked.clicks)),
    ("complaint-rate", ratio(tracked.complained, tracked.accepted)),
    ("with-complaints", total(tracked.complained)),
    ("delivered", total(tracked.email_delivered)),
    ("delivery-rate", ratio(tracked.email_delivered, tracked.accepted)),
    ("hard-bounced", total(tracked.hard_bounced)),
    ("opened", total(tracked.opened)),
    ("sent", total(tracked.accepted)),
    ("soft-bounced", total(tracked.soft_bounced)),
    ("unique-clicks", unique(tracked.clicks)),
    ("unique-opens", unique(tracked.opened)),
)

SMS: tuple[tuple[str, Fold, tuple[Group | None, ...]], ...] = (
    ("sent", total(tracked.accepted), (None, COUNTRY, DATE)),
    ("delivered", total(tracked.delivered), (None, COUNTRY, DATE)),
    ("delivery-rate", ratio(tracked.delivered, tracked.accepted), (None, DATE)),
    ("error-distribution", total(tracked.failed), (ERROR,)),
    ("sent-by-parts", total(tracked.parts_sent), (None, COUNTRY)),
    ("delivered-by-parts", total(tracked.parts_delivered), (None, COUNTRY)),
    ("average-price", ratio(tracked.price, tracked.accepted), (COUNTRY,)),
    ("average-price-by-parts", ratio(tracked.price, tracked.parts_sent), (COUNTRY,)),
    ("total-price", total(tracked.price), (COUNTRY,)),
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
        yield Metric(f"txn-emails-{name}", tracked.is_direct_email, fold, (None, DATE))
    for name, fold, groups in SMS:
        yield Metric(f"txn-sms-{name}", tracked.is_direct_sms, fold, groups)


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


def rows(metric: Metric, group: Group | None, messages: Iterable[Tracked]) -> list[dict[str, Any]]:
    """The rows of a result: one without groups, else one for each group that has data, in the order of their values.

    Source: DG analytics-query-results; DG analytics-query-txn-messaging.
    """
    concerned = filter(metric.concerns, messages)
    if group is None:
        return _row(metric, list(concerned))
    by_value = sorted(((value, sent) for sent in concerned if (value := group.value(sent)) is not None), key=_value)
    return [
        {"GroupedBys": [{"Key": group.key, "Type": "String", "Value": value}], **row}
        for value, those in itertools.groupby(by_value, key=_value)
        for row in _row(metric, [sent for _, sent in those])
    ]


def _value(grouped: tuple[str, Tracked]) -> str:
    return grouped[0]


def _row(metric: Metric, messages: Sequence[Tracked]) -> list[dict[str, Any]]:
    """The row of a number, whose key is the name of the metric in one word; none where there are no data."""
    number = metric.fold(messages)
    if number is None:
        return []
    key = "".join(word.capitalize() for word in metric.name.split("-"))
    return [{"Values": [{"Key": key, "Type": "Double", "Value": str(float(number))}]}]

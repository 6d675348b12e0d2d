"""The standard metrics: all names that AWS documents, each against what the logs themselves say."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import freezegun
import phonenumbers
import pytest

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.engagement.metrics import APPLICATION_METRICS, CAMPAIGN_METRICS
from tests.builders import Campaigns, send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import Message, PinpointMock
    from pinpoint_mock.logs.expectations import FeedbackKind

EMAIL_NAMES = (
    *("clicked", "complaint-rate", "with-complaints", "delivered", "delivery-rate", "hard-bounced", "opened", "sent"),
    *("soft-bounced", "unique-clicks", "unique-opens"),
)
APPLICATION_NAMES = {
    *("successful-delivery-rate", "successful-delivery-rate-grouped-by-date"),
    *("email-open-rate", "email-open-rate-grouped-by-campaign"),
    *("push-open-rate", "push-open-rate-grouped-by-campaign"),
    *("unique-deliveries", "unique-deliveries-grouped-by-campaign", "unique-deliveries-grouped-by-date"),
    "successful-deliveries-grouped-by-campaign",
    *(f"txn-emails-{name}" for name in EMAIL_NAMES),
    *(f"txn-emails-{name}-grouped-by-date" for name in EMAIL_NAMES),
    *("txn-sms-sent", "txn-sms-sent-grouped-by-country", "txn-sms-sent-grouped-by-date"),
    *("txn-sms-delivered", "txn-sms-delivered-grouped-by-country", "txn-sms-delivered-grouped-by-date"),
    *("txn-sms-delivery-rate", "txn-sms-delivery-rate-grouped-by-date"),
    "txn-sms-error-distribution",
    *("txn-sms-sent-by-parts", "txn-sms-sent-by-parts-grouped-by-country"),
    *("txn-sms-delivered-by-parts", "txn-sms-delivered-by-parts-grouped-by-country"),
    "txn-sms-average-price-grouped-by-country",
    "txn-sms-average-price-by-parts-grouped-by-country",
    "txn-sms-total-price-grouped-by-country",
}
CAMPAIGN_NAMES = {
    *("hard-bounce-rate", "hard-bounce-rate-grouped-by-campaign-activity"),
    *("successful-delivery-rate", "successful-delivery-rate-grouped-by-campaign-activity"),
    "successful-delivery-rate-grouped-by-date",
    *("email-open-rate", "email-open-rate-grouped-by-campaign-activity"),
    *("push-open-rate", "push-open-rate-grouped-by-campaign-activity"),
    *("unique-deliveries", "unique-deliveries-grouped-by-campaign-activity", "unique-deliveries-grouped-by-date"),
    "attempted-deliveries-grouped-by-campaign-activity",
    "clicks-grouped-by-campaign-activity",
    "direct-email-opens-grouped-by-campaign-activity",
    "direct-push-opens-grouped-by-campaign-activity",
    "successful-deliveries-grouped-by-campaign-activity",
    "sms-spend",
}
"""The names that AWS documents.

Source: DG analytics-standard-metrics; DG campaign-metrics; DG application-metrics-txn-sms.
"""


def test_the_names_are_those_that_aws_documents() -> None:
    assert APPLICATION_METRICS.keys() == APPLICATION_NAMES
    assert CAMPAIGN_METRICS.keys() == CAMPAIGN_NAMES


NINE = "2030-01-01T09:00:00Z"
GERMAN, AMERICAN, BAD = "+4930123456", "+15550100", "+15550199"

ENDPOINTS: dict[str, tuple[Any, str, int]] = {
    "mail-1": ("EMAIL", "ada@example.com", 99),
    "mail-2": ("EMAIL", "bob@example.com", 99),
    "mail-3": ("EMAIL", "eve@example.com", 99),
    "mail-4": ("EMAIL", "kim@example.com", 99),
    "phone": ("SMS", AMERICAN, 99),
    "bad": ("SMS", BAD, 99),
    "held out": ("SMS", "+15550111", 0),
    "tablet": ("GCM", "token-1", 99),
    "watch": ("APNS", "token-2", 99),
}
"""The endpoints of the shop: channel, address and cohort."""


class Shop:
    """Two days of direct messages and of two campaigns, with what became of them; `told` is what the test has told."""

    def __init__(self, client: PinpointClient, pinpoint: PinpointMock, clock: Any) -> None:
        self.client, self.pinpoint, self.clock = client, pinpoint, clock
        self.app_id = pinpoint.add_app(region_name="us-east-1")
        self.told: list[tuple[Message, str, str]] = []
        self.campaign_ids: list[str] = []
        self._add_endpoints()
        pinpoint.fail_delivery(address=BAD)
        for _ in range(2):
            self._send()
            clock.tick(datetime.timedelta(days=1))
        self._run_campaigns()
        self._tell()
        self.rows = {name: self._of_application(name) for name in APPLICATION_NAMES}
        self.rows_of_campaigns = [
            {name: self._of_campaign(campaign_id, name) for name in CAMPAIGN_NAMES} for campaign_id in self.campaign_ids
        ]

    def _of_application(self, name: str) -> Any:
        answer = self.client.get_application_date_range_kpi(ApplicationId=self.app_id, KpiName=name)
        return answer["ApplicationDateRangeKpiResponse"]["KpiResult"]["Rows"]

    def _of_campaign(self, campaign_id: str, name: str) -> Any:
        answer = self.client.get_campaign_date_range_kpi(
            ApplicationId=self.app_id, CampaignId=campaign_id, KpiName=name
        )
        return answer["CampaignDateRangeKpiResponse"]["KpiResult"]["Rows"]

    def _add_endpoints(self) -> None:
        for endpoint_id, (channel, address, cohort_id) in ENDPOINTS.items():
            self.pinpoint.add_endpoint(
                self.app_id,
                endpoint_id=endpoint_id,
                channel=channel,
                address=address,
                cohort_id=cohort_id,
                region_name="us-east-1",
            )

    def _send(self) -> None:
        for name in ("ada", "bob", "eve", "ada", "bob"):
            send(self.client, self.app_id, "EMAIL", address=f"{name}@example.com")
        for address, length in ((AMERICAN, 5), (AMERICAN, 200), (GERMAN, 400), (BAD, 5)):
            send(self.client, self.app_id, "SMS", {"SMSMessage": {"Body": "x" * length}}, address=address)
        send(self.client, self.app_id, "GCM")
        self.client.send_otp_message(
            ApplicationId=self.app_id,
            SendOTPMessageRequestParameters={
                "BrandName": "Shop",
                "Channel": "SMS",
                "DestinationIdentity": AMERICAN,
                "OriginationIdentity": "+15550198",
                "ReferenceId": "login",
            },
        )

    def _run_campaigns(self) -> None:
        campaigns = Campaigns(self.client, self.app_id)
        for hour in (10, 11):
            schedule = {"StartTime": f"2030-01-03T{hour}:00:00Z", "EndTime": "2030-01-04T12:00:00Z"}
            self.campaign_ids.append(
                campaigns.create_id(
                    Schedule={**schedule, "Frequency": "DAILY"},
                    MessageConfiguration={"DefaultMessage": {"Body": "Hello"}, "EmailMessage": {"Body": "Hello"}},
                    HoldoutPercent=1,
                )
            )
        self.clock.move_to("2030-01-05T09:00:00Z")

    def _tell(self) -> None:
        """Of the e-mails, what is told rotates, so that nothing has the same numbers everywhere."""
        kinds: list[tuple[FeedbackKind, ...]] = [
            ("_email.open", "_email.open", "_email.click", "_email.click"),
            ("_email.open", "_email.click", "_email.complaint"),
            ("_email.hardbounce",),
            ("_email.softbounce",),
            ("_email.delivered", "_email.open", "_email.complaint", "_email.rejected"),
        ]
        for number, message in enumerate(self.pinpoint.sent_messages.filter(channel="EMAIL")):
            for kind in kinds[number % len(kinds)]:
                self.tell(message, kind, **({"link": "https://example.com"} if kind == "_email.click" else {}))
        for number, message in enumerate(self.pinpoint.sent_messages.filter(channel="SMS")):
            if number % 3 == 1:
                self.tell(message, "_SMS.FAILURE", record_status="SPAM")
            if number % 6 == 1:
                self.tell(message, "_SMS.SUCCESS")
        is_push = {"GCM", "APNS"}.__contains__
        for number, message in enumerate(self.pinpoint.sent_messages.filter(channel=is_push)):
            if message.campaign_id and number % 2:
                self.tell(message, "_campaign.received_background")
            elif message.campaign_id:
                self.tell(message, "_campaign.opened_notification")

    def tell(self, message: Message, kind: FeedbackKind, **details: str) -> None:
        self.pinpoint.add_feedback(message, kind, **details)
        self.told.append((message, kind, details.get("record_status", "")))

    def number(self, message: Message, *kinds: str) -> int:
        """How often a kind was told of a message."""
        return sum(told is message and kind in kinds for told, kind, _ in self.told)

    def is_reached(self, message: Message) -> bool:
        """Whether a message of a campaign, or an SMS, counts as delivered."""
        if message.delivery_status != "SUCCESSFUL" or self.number(message, "_email.hardbounce"):
            return False
        reports = [kind for told, kind, _ in self.told if told is message and kind.startswith("_SMS.")]
        return reports[-1:] != ["_SMS.FAILURE"]


@pytest.fixture(scope="module")
def shop(early_client: PinpointClient) -> Shop:
    """One for all tests; the mock has ended, and its logs can be read."""
    with freezegun.freeze_time(NINE) as clock, mock_pinpoint() as pinpoint:
        return Shop(early_client, pinpoint, clock)


Messages = Sequence["Message"]
Value = Callable[[Shop, Messages], float]


def divided(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def sent(messages: Messages) -> Messages:
    return [message for message in messages if message.delivery_status == "SUCCESSFUL"]


def reached(shop: Shop, messages: Messages) -> Messages:
    return [message for message in messages if shop.is_reached(message)]


def told(shop: Shop, messages: Messages, *kinds: str) -> Messages:
    return [message for message in messages if shop.number(message, *kinds)]


def times(shop: Shop, messages: Messages, kind: str) -> int:
    return sum(shop.number(message, kind) for message in messages)


def recipients(messages: Messages) -> int:
    return len({message.endpoint_id or message.address for message in messages})


def parts(messages: Messages) -> int:
    return sum(message.parts or 0 for message in messages)


BOUNCED = ("_email.softbounce", "_email.hardbounce", "_email.rejected")

OF_EMAILS: dict[str, Value] = {
    "clicked": lambda shop, those: times(shop, those, "_email.click"),
    "complaint-rate": lambda shop, those: divided(len(told(shop, those, "_email.complaint")), len(those)),
    "with-complaints": lambda shop, those: len(told(shop, those, "_email.complaint")),
    "delivered": lambda shop, those: len(those) - len(told(shop, those, *BOUNCED)),
    "delivery-rate": lambda shop, those: (len(those) - len(told(shop, those, *BOUNCED))) / len(those),
    "hard-bounced": lambda shop, those: len(told(shop, those, "_email.hardbounce")),
    "opened": lambda shop, those: len(told(shop, those, "_email.open")),
    "sent": lambda shop, those: len(those),
    "soft-bounced": lambda shop, those: len(told(shop, those, "_email.softbounce")),
    "unique-clicks": lambda shop, those: recipients(told(shop, those, "_email.click")),
    "unique-opens": lambda shop, those: recipients(told(shop, those, "_email.open")),
}
OF_SMS: dict[str, Value] = {
    "sent": lambda shop, those: len(sent(those)),
    "delivered": lambda shop, those: len(reached(shop, those)),
    "delivery-rate": lambda shop, those: divided(len(reached(shop, those)), len(sent(those))),
    "error-distribution": lambda shop, those: len(those) - len(reached(shop, those)),
    "sent-by-parts": lambda shop, those: parts(sent(those)),
    "delivered-by-parts": lambda shop, those: parts(reached(shop, those)),
    "average-price": lambda shop, those: divided(645 * parts(sent(those)), len(sent(those))),
    "average-price-by-parts": lambda shop, those: divided(645 * parts(sent(those)), parts(sent(those))),
    "total-price": lambda shop, those: 645 * parts(sent(those)),
}
PUSH = ("GCM", "APNS")


def of(messages: Messages, *channels: str) -> Messages:
    return [message for message in messages if message.channel in channels]


OF_CAMPAIGNS: dict[str, Value] = {
    "successful-delivery-rate": lambda shop, those: divided(len(reached(shop, those)), len(those)),
    "unique-deliveries": lambda shop, those: recipients(reached(shop, those)),
    "email-open-rate": lambda shop, those: divided(
        len(told(shop, of(those, "EMAIL"), "_email.open")), len(reached(shop, of(those, "EMAIL")))
    ),
    "push-open-rate": lambda shop, those: divided(
        len(told(shop, of(those, *PUSH), "_campaign.opened_notification")), len(reached(shop, of(those, *PUSH)))
    ),
    "successful-deliveries": lambda shop, those: len(reached(shop, those)),
    "hard-bounce-rate": lambda shop, those: divided(
        len(told(shop, of(those, "EMAIL"), "_email.hardbounce")), len(of(those, "EMAIL"))
    ),
    "attempted-deliveries": lambda shop, those: len(those),
    "clicks": lambda shop, those: times(shop, those, "_email.click"),
    "direct-email-opens": lambda shop, those: len(told(shop, those, "_email.open")),
    "direct-push-opens": lambda shop, those: len(told(shop, those, "_campaign.opened_notification")),
    "sms-spend": lambda shop, those: 645 * parts(sent(of(those, "SMS"))),
}
VALUES = {
    **{f"txn-emails-{name}": value for name, value in OF_EMAILS.items()},
    **{f"txn-sms-{name}": value for name, value in OF_SMS.items()},
    **OF_CAMPAIGNS,
}


def country(shop: Shop, message: Message) -> str:
    code = phonenumbers.parse(message.address or "").country_code
    return {1: "US", 49: "DE"}[code or 0]


def error(shop: Shop, message: Message) -> str | None:
    if shop.is_reached(message):
        return None
    statuses = [status for told, kind, status in shop.told if told is message and kind == "_SMS.FAILURE"]
    return (statuses or ["UNKNOWN"])[-1]


GROUPS: dict[str, tuple[str, Callable[[Shop, Message], str | None]]] = {
    "date": ("Date", lambda shop, message: f"{message.sent_at:%Y-%m-%d}"),
    "campaign": ("CampaignId", lambda shop, message: message.campaign_id),
    "campaign-activity": ("CampaignActivityId", lambda shop, message: message.campaign_activity_id),
    "country": ("Country", country),
    "error": ("ErrorCode", error),
}


def population(shop: Shop, name: str) -> Messages:
    """The messages that a metric is about."""
    log = shop.pinpoint.messages
    if name.startswith("txn-emails-"):
        return list(log.filter(operation="SendMessages", channel="EMAIL"))
    if name.startswith("txn-sms-"):
        return list(log.filter(operation="SendMessages", channel="SMS"))
    return [message for message in log if message.campaign_id and message.delivery_status != "HOLDOUT"]


def check(shop: Shop, name: str, rows: Any, those: Messages) -> None:
    """The rows are what the messages say, and not all of them are zero."""
    base, _, grouping = name.partition("-grouped-by-")
    key = "".join(word.capitalize() for word in base.split("-"))
    value = VALUES[base]

    def values(messages: Messages) -> Any:
        return [{"Key": key, "Type": "Double", "Value": str(float(value(shop, messages)))}]

    if base == "txn-sms-error-distribution":
        grouping = "error"
    if grouping:
        group_key, group = GROUPS[grouping]
    else:
        assert rows == [{"Values": values(those)}]
        assert value(shop, those) > 0
        return
    groups = sorted({found for message in those if (found := group(shop, message)) is not None})
    by_group = {found: [message for message in those if group(shop, message) == found] for found in groups}
    is_rate = base.endswith("-rate")
    assert rows == [
        {"GroupedBys": [{"Key": group_key, "Type": "String", "Value": found}], "Values": values(by_group[found])}
        for found in groups
        if is_rate or value(shop, by_group[found])
    ]
    assert len(rows) > 1
    assert any(float(row["Values"][0]["Value"]) > 0 for row in rows)


@pytest.mark.parametrize("name", sorted(APPLICATION_NAMES))
def test_a_metric_of_an_application(shop: Shop, name: str) -> None:
    check(shop, name, shop.rows[name], population(shop, name))


@pytest.mark.parametrize("name", sorted(CAMPAIGN_NAMES))
@pytest.mark.parametrize("number", [0, 1])
def test_a_metric_of_a_campaign(shop: Shop, name: str, number: int) -> None:
    those = [message for message in population(shop, name) if message.campaign_id == shop.campaign_ids[number]]
    check(shop, name, shop.rows_of_campaigns[number][name], those)


@pytest.mark.parametrize("name", sorted(APPLICATION_NAMES))
def test_without_data_there_are_no_rows(client: PinpointClient, app_id: str, name: str) -> None:
    answer = client.get_application_date_range_kpi(ApplicationId=app_id, KpiName=name)
    assert answer["ApplicationDateRangeKpiResponse"]["KpiResult"] == {"Rows": []}


def test_an_application_knows_nothing_of_another(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    other = pinpoint.add_app(region_name="eu-west-1", application_id=app_id)
    send(client, app_id)
    send(client, pinpoint.add_app(region_name="us-east-1"))
    assert other == app_id
    answer = client.get_application_date_range_kpi(ApplicationId=app_id, KpiName="txn-sms-sent")
    [row] = answer["ApplicationDateRangeKpiResponse"]["KpiResult"]["Rows"]
    assert row["Values"][0]["Value"] == "1.0"

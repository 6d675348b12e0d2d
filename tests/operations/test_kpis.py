"""GetApplicationDateRangeKpi and GetCampaignDateRangeKpi: ranges, forms and errors; the metrics: test_metrics.py."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import freezegun
import pytest

from pinpoint_mock.engagement.metrics import APPLICATION_METRICS
from tests import wire
from tests.builders import PHONE, explanation, not_found, refused, send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Campaigns

NOON = datetime.datetime(2030, 3, 31, 12, 0, 0, 250_000, tzinfo=datetime.timezone.utc)
DAY = datetime.timedelta(days=1)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with freezegun.freeze_time(NOON) as clock:
        yield clock


@pytest.fixture
def app_id(pinpoint: PinpointMock) -> str:
    return pinpoint.add_app(application_id="shop", region_name="us-east-1")


def kpi(client: PinpointClient, name: str = "txn-sms-sent", **options: Any) -> Any:
    answer = client.get_application_date_range_kpi(ApplicationId="shop", KpiName=name, **options)
    return answer["ApplicationDateRangeKpiResponse"]


def sent(client: PinpointClient, **options: Any) -> float:
    """How many SMS were sent in a range, by the metric of that name."""
    rows = kpi(client, **options)["KpiResult"]["Rows"]
    return float(rows[0]["Values"][0]["Value"]) if rows else 0


@pytest.mark.usefixtures("app_id")
def test_the_answer_for_an_application(client: PinpointClient) -> None:
    send(client, "shop")
    assert kpi(client, PageSize="5", NextToken="x") == {
        "ApplicationId": "shop",
        "StartTime": (NOON - 31 * DAY).replace(microsecond=0),
        "EndTime": NOON.replace(microsecond=0),
        "KpiName": "txn-sms-sent",
        "KpiResult": {"Rows": [{"Values": [{"Key": "TxnSmsSent", "Type": "Double", "Value": "1.0"}]}]},
    }


@pytest.mark.usefixtures("app_id")
def test_the_answer_for_a_campaign(client: PinpointClient, campaigns: Campaigns, audience: Audience) -> None:
    audience.put("phone", ChannelType="SMS", Address=PHONE)
    campaign_id = campaigns.create_id()
    campaigns.create()
    answer = client.get_campaign_date_range_kpi(
        ApplicationId="shop", CampaignId=campaign_id, KpiName="sms-spend", StartTime=NOON - DAY, EndTime=NOON
    )
    assert answer["CampaignDateRangeKpiResponse"] == {
        "ApplicationId": "shop",
        "CampaignId": campaign_id,
        "StartTime": (NOON - DAY).replace(microsecond=0),
        "EndTime": NOON.replace(microsecond=0),
        "KpiName": "sms-spend",
        "KpiResult": {"Rows": [{"Values": [{"Key": "SmsSpend", "Type": "Double", "Value": "645.0"}]}]},
    }


@pytest.mark.usefixtures("app_id")
def test_both_ends_of_a_range_are_in_it(client: PinpointClient, clock: Any) -> None:
    send(client, "shop")
    clock.tick(DAY)
    assert sent(client, StartTime=NOON, EndTime=NOON) == 1
    assert sent(client, StartTime=NOON + SECOND, EndTime=NOON + DAY) == 0
    assert sent(client, StartTime=NOON - DAY, EndTime=NOON - SECOND) == 0
    assert sent(client, EndTime=NOON) == sent(client, StartTime=NOON) == 1


@pytest.mark.usefixtures("app_id")
def test_a_date_without_a_time_is_midnight_in_utc(client: PinpointClient) -> None:
    send(client, "shop")
    assert kpi(client, StartTime="2030-03-31")["StartTime"] == NOON.replace(hour=0, microsecond=0)
    assert sent(client, StartTime="2030-03-31") == 1
    assert sent(client, EndTime="2030-03-31") == 0


@pytest.mark.usefixtures("app_id")
def test_as_many_days_as_there_may_be(client: PinpointClient, clock: Any) -> None:
    """A caller asks for the time before the call, so that the range is a moment longer when it arrives."""
    send(client, "shop")
    assert sent(client, StartTime=NOON - 31 * DAY, EndTime=NOON) == 1
    clock.tick(SECOND)
    assert sent(client, StartTime=NOON - 31 * DAY) == 1
    assert sent(client, StartTime=NOON - 90 * DAY, EndTime=NOON - 60 * DAY) == 0
    clock.tick(32 * DAY)
    assert sent(client) == 0
    assert sent(client, StartTime=NOON, EndTime=NOON) == 1


@pytest.mark.usefixtures("app_id")
@pytest.mark.parametrize(
    ("options", "text", "explained"),
    [
        (
            {"StartTime": NOON - 32 * DAY},
            "Invalid EndTime: must be at most 31 days after StartTime",
            "EndTime was '2030-03-31T12:00:00Z'",
        ),
        (
            {"StartTime": NOON - 40 * DAY, "EndTime": NOON - 8 * DAY},
            "Invalid EndTime: must be at most 31 days after StartTime",
            "EndTime was '2030-03-23T12:00:00Z'",
        ),
        (
            {"StartTime": NOON - 91 * DAY, "EndTime": NOON - 61 * DAY},
            "Invalid StartTime: must be at most 90 days ago",
            "StartTime was '2029-12-30T12:00:00Z'",
        ),
        (
            {"StartTime": NOON, "EndTime": NOON - SECOND},
            "Invalid EndTime: must not be before StartTime",
            "EndTime was '2030-03-31T11:59:59Z'",
        ),
        (
            {"EndTime": NOON - 91 * DAY},
            "Invalid EndTime: must be at most 90 days ago",
            "EndTime was '2029-12-30T12:00:00Z'",
        ),
        (
            {"name": "txn-sms-send"},
            "Invalid KpiName: must be the name of a standard metric of an application",
            "KpiName was 'txn-sms-send'. Did you mean 'txn-sms-sent'?",
        ),
        (
            {"name": "revenue"},
            "Invalid KpiName: must be the name of a standard metric of an application",
            "KpiName was 'revenue'; there: 'successful-delivery-rate', 'successful-delivery-rate-grouped-by-date', "
            f"'unique-deliveries' and {len(APPLICATION_METRICS) - 3} more",
        ),
    ],
)
def test_a_bad_request(client: PinpointClient, pinpoint: PinpointMock, options: Any, text: str, explained: str) -> None:
    with refused(text):
        kpi(client, **options)
    assert explanation(pinpoint, lambda: kpi(client, **options)) == explained


@pytest.mark.usefixtures("app_id")
@pytest.mark.usefixtures("app_id")
def test_the_first_day_of_the_calendar_is_no_end() -> None:
    """As other clients than boto3 can send it."""
    answer = wire.send("GET", "/v1/apps/shop/kpis/daterange/unique-deliveries?end-time=0001-01-01T00:00:00Z")
    assert (answer.status, answer.document["Message"]) == (400, "Invalid EndTime: must be at most 90 days ago")


def test_a_campaign_has_names_of_its_own(client: PinpointClient, campaigns: Campaigns) -> None:
    campaign_id = campaigns.create_id()
    with refused("Invalid KpiName: must be the name of a standard metric of a campaign"):
        client.get_campaign_date_range_kpi(ApplicationId="shop", CampaignId=campaign_id, KpiName="txn-sms-sent")
    with refused("Invalid KpiName: must be the name of a standard metric of an application"):
        kpi(client, "sms-spend")


@pytest.mark.usefixtures("app_id")
def test_what_does_not_exist(client: PinpointClient, campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    campaign_id = campaigns.create_id()
    campaigns.delete(campaign_id)
    for unknown in ("nope", campaign_id):
        with not_found():
            client.get_campaign_date_range_kpi(ApplicationId="shop", CampaignId=unknown, KpiName="sms-spend")
    with not_found():
        client.get_application_date_range_kpi(ApplicationId="nope", KpiName="txn-sms-sent")
    text = explanation(
        pinpoint,
        lambda: client.get_campaign_date_range_kpi(ApplicationId="shop", CampaignId="nope", KpiName="sms-spend"),
    )
    assert "'nope'" in text


@pytest.mark.usefixtures("app_id")
def test_both_operations_that_send_count_and_one_time_codes_do_not(client: PinpointClient, audience: Audience) -> None:
    audience.put("phone", ChannelType="SMS", Address=PHONE, User={"UserId": "ada"})
    send(client, "shop")
    client.send_users_messages(
        ApplicationId="shop",
        SendUsersMessageRequest={"Users": {"ada": {}}, "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}}},
    )
    client.send_otp_message(
        ApplicationId="shop",
        SendOTPMessageRequestParameters={
            "BrandName": "Shop",
            "Channel": "SMS",
            "DestinationIdentity": PHONE,
            "OriginationIdentity": "+15550199",
            "ReferenceId": "login",
        },
    )
    assert sent(client) == 2


@pytest.mark.usefixtures("app_id")
def test_what_became_of_a_message_counts_where_it_was_sent(
    client: PinpointClient, pinpoint: PinpointMock, clock: Any
) -> None:
    send(client, "shop", "EMAIL")
    clock.tick(DAY)
    pinpoint.add_feedback(pinpoint.sent_messages.one(), "_email.open")
    later = kpi(client, "txn-emails-opened-grouped-by-date", StartTime=NOON + SECOND)
    assert later["KpiResult"]["Rows"] == []
    [row] = kpi(client, "txn-emails-opened-grouped-by-date")["KpiResult"]["Rows"]
    assert row["GroupedBys"] == [{"Key": "Date", "Type": "String", "Value": "2030-03-31"}]


@pytest.mark.usefixtures("app_id")
def test_they_are_made_from_the_logs(client: PinpointClient, pinpoint: PinpointMock) -> None:
    send(client, "shop")
    pinpoint.clear()
    assert sent(client) == 0

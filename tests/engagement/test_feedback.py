"""What a test lets AWS tell of a message."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import freezegun
import pytest

from tests.builders import PUSH_CHANNELS, send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import Message, PinpointMock
    from tests.builders import Audience, Campaigns

NOON = datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.timezone.utc)
MINUTE = datetime.timedelta(minutes=1)


def test_all_records_of_an_email_have_the_moment_at_which_it_was_sent(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock
) -> None:
    with freezegun.freeze_time(NOON) as clock:
        send(client, app_id, "EMAIL")
        clock.tick(MINUTE)
        pinpoint.add_feedback(pinpoint.sent_messages.one(), "_email.open")
    sent, opened = pinpoint.stream_records
    assert opened.arrived_at == NOON + MINUTE
    assert opened.record["event_timestamp"] == sent.record["event_timestamp"]
    assert opened.record["arrival_timestamp"] == sent.record["arrival_timestamp"] + 60_000


@pytest.mark.parametrize(
    ("kind", "record_status", "price"),
    [
        ("_SMS.BUFFERED", "PENDING", None),
        ("_SMS.SUCCESS", "DELIVERED", 645.0),
        ("_SMS.FAILURE", "UNKNOWN", 645.0),
        ("_SMS.OPTOUT", "DELIVERED", 645.0),
    ],
)
def test_the_records_of_an_sms(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock, kind: Any, record_status: str, price: float | None
) -> None:
    with freezegun.freeze_time(NOON) as clock:
        send(client, app_id)
        clock.tick(MINUTE)
        pinpoint.add_feedback(pinpoint.sent_messages.one(), kind)
        pinpoint.add_feedback(pinpoint.sent_messages.one(), kind, record_status="SPAM")
    sent, told, spam = pinpoint.stream_records
    assert told.attributes == {**sent.attributes, "record_status": record_status}
    assert spam.attributes["record_status"] == "SPAM"
    assert told.record["event_timestamp"] == told.record["arrival_timestamp"]
    assert told.record["event_timestamp"] == sent.record["event_timestamp"] + 60_000
    assert told.metrics == ({} if price is None else {"price_in_millicents_usd": price})
    assert ("metrics" in told.record) is (price is not None)


@pytest.mark.parametrize("channel", PUSH_CHANNELS)
@pytest.mark.parametrize("end", ["opened_notification", "received_foreground", "received_background"])
def test_the_records_of_a_push_notification_of_a_campaign(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock, channel: str, end: str
) -> None:
    audience.put("device", ChannelType=channel, Address="token")
    campaign_id = campaigns.create_id(MessageConfiguration={"DefaultMessage": {"Body": "Hello"}})
    kind: Any = f"_campaign.{end}"
    pinpoint.add_feedback(pinpoint.sent_messages.one(), kind)
    sent, told = pinpoint.stream_records
    ids = ("treatment_id", "campaign_activity_id", "campaign_id")
    assert (told.event_type, told.client_id) == (kind, "device")
    assert told.attributes == {name: sent.attributes[name] for name in ids}
    assert told.attributes["campaign_id"] == campaign_id
    assert "client_context" not in told.record


def message_to(client: PinpointClient, app_id: str, pinpoint: PinpointMock, channel: str) -> Message:
    send(client, app_id, channel)
    return pinpoint.messages.last


@pytest.mark.parametrize(
    ("channel", "kind", "text"),
    [
        ("EMAIL", "_email.opened", "no feedback '_email.opened' of a message to the channel EMAIL that no campaign "),
        ("EMAIL", "_email.opened", "Did you mean '_email.open'? There are '_email.delivered', '_email.open', "),
        ("EMAIL", "nonsense", "There are '_email.delivered', '_email.open', '_email.click', '_email.hardbounce', "),
        ("SMS", "_email.open", "There are '_SMS.BUFFERED', '_SMS.SUCCESS', '_SMS.FAILURE', '_SMS.OPTOUT'."),
        ("GCM", "_campaign.opened_notification", "AWS tells nothing of a message to the channel GCM that no campaign"),
        ("VOICE", "_SMS.SUCCESS", "AWS tells nothing of a message to the channel VOICE"),
    ],
)
def test_a_kind_that_there_is_not(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock, channel: str, kind: Any, text: str
) -> None:
    message = message_to(client, app_id, pinpoint, channel)
    before = len(pinpoint.stream_records)
    with pytest.raises(ValueError, match=r"^pinpoint_mock: ") as caught:
        pinpoint.add_feedback(message, kind)
    assert text in str(caught.value)
    assert len(pinpoint.stream_records) == before


def test_a_message_that_was_not_sent(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    pinpoint.fail_delivery(channel="EMAIL")
    message = message_to(client, app_id, pinpoint, "EMAIL")
    with pytest.raises(ValueError, match="was not sent, and this one has the delivery status PERMANENT_FAILURE: EMAIL"):
        pinpoint.add_feedback(message, "_email.open")


@pytest.mark.parametrize(
    ("kind", "details", "text"),
    [
        ("_email.click", {}, "_email.click needs link: add_feedback(message, '_email.click', link=...)."),
        ("_email.click", {"ip_address": "192.0.2.7"}, "_email.click needs link"),
        ("_email.click", {"url": "x"}, "_email.click has no detail 'url'. It has ip_address, user_agent, link."),
        ("_email.click", {"links": "x"}, "Did you mean 'link'?"),
        ("_email.click", {"link": 5}, "link of _email.click is 5, and has to be str."),
        ("_email.delivered", {"processing_time_millis": "5"}, "is '5', and has to be int."),
    ],
)
def test_details_that_a_kind_does_not_have(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock, kind: Any, details: Any, text: str
) -> None:
    message = message_to(client, app_id, pinpoint, "EMAIL")
    with pytest.raises(TypeError, match=r"^pinpoint_mock: ") as caught:
        pinpoint.add_feedback(message, kind, **details)
    assert text in str(caught.value)
    assert len(pinpoint.stream_records) == 1


def test_a_kind_without_details_says_so(campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock) -> None:
    audience.put("device", ChannelType="GCM", Address="token")
    campaigns.create(MessageConfiguration={"DefaultMessage": {"Body": "Hello"}})
    with pytest.raises(TypeError, match="received_background has no detail 'link'"):
        pinpoint.add_feedback(pinpoint.sent_messages.one(), "_campaign.received_background", link="x")


def test_it_sends_the_campaigns_that_wait_for_such_an_event_of_the_service(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock, audience: Audience, campaigns: Campaigns
) -> None:
    audience.put("mail", ChannelType="EMAIL", Address="ada@example.com")
    spring = campaigns.create_id(MessageConfiguration={"EmailMessage": {"Title": "Hi", "Body": "Spring"}})
    opened = {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_email.open"]}}
    of_spring = {"Attributes": {"campaign_id": {"AttributeType": "INCLUSIVE", "Values": [spring]}}}
    for filter_type, body in (("SYSTEM", "Thanks"), ("ENDPOINT", "Never")):
        campaigns.create(
            MessageConfiguration={"EmailMessage": {"Title": "Hi", "Body": body}},
            Schedule={
                "StartTime": "IMMEDIATE",
                "Frequency": "EVENT",
                "EventFilter": {"FilterType": filter_type, "Dimensions": {**opened, **of_spring}},
            },
        )
    message = pinpoint.sent_messages.one(campaign_id=spring)
    pinpoint.add_feedback(message, "_email.click", link="https://example.com")
    assert len(pinpoint.sent_messages) == 1
    pinpoint.add_feedback(message, "_email.open")
    assert pinpoint.sent_messages.last.body == "Thanks"
    assert len(pinpoint.sent_messages) == 2


def test_an_application_that_was_deleted_still_has_records(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock
) -> None:
    message = message_to(client, app_id, pinpoint, "EMAIL")
    client.delete_app(ApplicationId=app_id)
    pinpoint.add_feedback(message, "_email.open")
    assert pinpoint.stream_records.last.application_id == app_id

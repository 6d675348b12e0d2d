"""The kinds of feedback, and the objects that records of e-mails have for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from pinpoint_mock.engagement.feedback_kinds import KINDS, kinds_for
from pinpoint_mock.logs.expectations import FeedbackKind
from tests.builders import OTHER_CHANNELS, PUSH_CHANNELS, message, send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

ADDRESS = "ada@example.com"
READER = {"ip_address": "192.0.2.1", "user_agent": "Mozilla/5.0"}
MTA = "a8-53.smtp-out.amazonses.com"


def test_each_kind_can_be_typed() -> None:
    assert set(get_args(FeedbackKind)) == KINDS.keys()


@pytest.mark.parametrize("channel", [*PUSH_CHANNELS, *OTHER_CHANNELS])
@pytest.mark.parametrize("campaign_id", [None, "c1"])
def test_the_kinds_of_each_channel(channel: str, campaign_id: str | None) -> None:
    kinds = kinds_for(message(channel=channel, campaign_id=campaign_id))
    starts = {"EMAIL": "_email.", "SMS": "_SMS."}
    start = starts.get(channel, "_campaign." if channel in PUSH_CHANNELS and campaign_id else None)
    assert kinds == [name for name in KINDS if start is not None and name.startswith(start)]
    assert len(kinds) == {"_email.": 9, "_SMS.": 4, "_campaign.": 3, None: 0}[start]


FACETS: list[tuple[Any, dict[str, Any], str, str, Any]] = [
    (
        "_email.delivered",
        {"processing_time_millis": 5},
        "delivered",
        "delivery",
        {"smtp_response": "250 ok", "reporting_mta": MTA, "recipients": [ADDRESS], "processing_time_millis": 5},
    ),
    ("_email.open", {"ip_address": "198.51.100.1"}, "opened", "open", {**READER, "ip_address": "198.51.100.1"}),
    (
        "_email.click",
        {"link": "https://example.com"},
        "https://example.com",
        "click",
        {**READER, "link": "https://example.com"},
    ),
    (
        "_email.hardbounce",
        {"status": "5.7.1"},
        "hardbounce",
        "bounce",
        {
            "bounce_type": "Permanent",
            "bounce_sub_type": "General",
            "bounced_recipients": [
                {
                    "email_address": ADDRESS,
                    "action": "failed",
                    "status": "5.7.1",
                    "diagnostic_code": "smtp; 550 5.1.1 user unknown",
                }
            ],
            "reporting_mta": MTA,
        },
    ),
    (
        "_email.softbounce",
        {},
        "softbounce",
        "bounce",
        {
            "bounce_type": "Transient",
            "bounce_sub_type": "MailboxFull",
            "bounced_recipients": [
                {
                    "email_address": ADDRESS,
                    "action": "failed",
                    "status": "4.2.2",
                    "diagnostic_code": "smtp; 452 4.2.2 mailbox full",
                }
            ],
            "reporting_mta": MTA,
        },
    ),
    (
        "_email.complaint",
        {"complaint_feedback_type": "not-spam"},
        "complaint",
        "complaint",
        {
            "complained_recipients": [{"email_address": ADDRESS}],
            "user_agent": "Mozilla/5.0",
            "complaint_feedback_type": "not-spam",
        },
    ),
    ("_email.rejected", {}, "rejected", "reject", {"reason": "Bad content"}),
    (
        "_email.unsubscribe",
        {},
        "unsubscribe",
        "click",
        {**READER, "link": "https://example.com/unsubscribe", "link_tags": {"unsubscribeLinkTag": ["click"]}},
    ),
    (
        "_email.rendering_failure",
        {"error_message": "Missing"},
        "rendering_failure",
        "failure",
        {"error_message": "Missing"},
    ),
]


@pytest.mark.parametrize(("kind", "details", "feedback", "facet", "expected"), FACETS)
def test_what_the_record_of_an_email_has(
    client: PinpointClient,
    app_id: str,
    pinpoint: PinpointMock,
    kind: Any,
    details: dict[str, Any],
    feedback: str,
    facet: str,
    expected: Any,
) -> None:
    message_id = send(client, app_id, "EMAIL")["MessageId"]
    pinpoint.add_feedback(pinpoint.sent_messages.one(), kind, **details)
    sent, record = pinpoint.stream_records
    assert (record.event_type, record.client_id) == (kind, sent.client_id)
    assert record.attributes == {"feedback": feedback}
    event = record.record["facets"]["email_channel"]["mail_event"]
    before = sent.record["facets"]["email_channel"]["mail_event"]["mail"]
    if "bounce_type" in expected or "complained_recipients" in expected:
        expected = {**expected, "feedback_id": message_id}
    assert event == {"mail": event["mail"], facet: expected}
    has_more = kind in ("_email.open", "_email.click")
    more = [{"name": "Message-ID", "value": "null"}] if has_more else []
    assert event["mail"] == {**before, "headers": [*before["headers"], *more]}


def test_every_kind_of_an_email_was_tried() -> None:
    assert [kind for kind, *_ in FACETS] == [name for name in KINDS if name.startswith("_email.")]

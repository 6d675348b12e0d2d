"""Where a message comes from: the call that sent it, and what its push payload names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import freezegun

from tests.builders import MOMENT, PUSH, sms

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


def test_context_and_trace_id(send: Any) -> None:
    message = send(
        "SMS",
        {"SMSMessage": {"Body": "Hello"}},
        {"Context": {"b": "recipient"}},
        Context={"a": "request", "b": "request"},
        TraceId="trace",
    )
    assert message.context == {"a": "request", "b": "recipient"}
    assert message.trace_id == "trace"


def test_the_call_that_sent_it(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
    with freezegun.freeze_time(MOMENT):
        answer = client.send_messages(ApplicationId=app_id, MessageRequest=sms("+15550100", "+15550101"))
    assert len(pinpoint.sent_messages) == 2
    for message in pinpoint.sent_messages:
        assert (message.operation, message.sent_at) == ("SendMessages", MOMENT)
        assert message.request_id == answer["MessageResponse"]["RequestId"]
        assert message.request is not None
        assert message.request["MessageRequest"] == sms("+15550100", "+15550101")
        assert (message.context, message.trace_id) == ({}, None)
        assert (message.campaign_id, message.journey_id) == (None, None)


def test_a_push_notification_that_no_campaign_sent(send: Any) -> None:
    apns: Any = send("APNS", PUSH).payload
    assert apns["data"]["pinpoint"]["campaign"] == {"campaign_id": "_DIRECT"}
    gcm: Any = send("GCM", PUSH).payload
    assert gcm["data"]["pinpoint.campaign.campaign_id"] == "_DIRECT"

"""What became of messages, as metrics see it; the metrics themselves: test_metrics.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.core.clock import now
from pinpoint_mock.engagement import tracked_messages as tracked
from pinpoint_mock.engagement.tracked_messages import Tracked, tracked_messages
from pinpoint_mock.state.journal import Feedback
from tests.builders import message, send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


def sent(*kinds: str, **fields: str) -> Tracked:
    """A message and the feedback of these kinds; an SMS if nothing else is said."""
    told = message(**fields)
    return Tracked(told, [Feedback(told, kind, now(), {}) for kind in kinds])


@pytest.mark.parametrize(
    ("kinds", "error"),
    [
        ((), None),
        (("_SMS.SUCCESS",), None),
        (("_SMS.FAILURE",), "UNKNOWN"),
        (("_SMS.FAILURE", "_SMS.BUFFERED", "_SMS.OPTOUT"), "UNKNOWN"),
        (("_SMS.FAILURE", "_SMS.SUCCESS"), None),
        (("_SMS.SUCCESS", "_SMS.FAILURE"), "UNKNOWN"),
    ],
)
def test_the_last_that_was_told_of_an_sms_counts(kinds: tuple[str, ...], error: str | None) -> None:
    assert tracked.error_code(sent(*kinds)) == error
    assert tracked.failed(sent(*kinds)) is (error is not None)
    assert tracked.delivered(sent(*kinds)) == (error is None)


def test_a_soft_bounce_of_a_campaign_counts_as_delivered_and_that_of_a_direct_email_does_not() -> None:
    bounced = sent("_email.softbounce", channel="EMAIL", campaign_id="c1")
    assert (tracked.delivered(bounced), tracked.email_delivered(bounced)) == (True, False)


@pytest.mark.parametrize(
    ("delivery_status", "counts"),
    [
        ("SUCCESSFUL", True),
        ("PERMANENT_FAILURE", True),
        ("CUSTOM_DELIVERY_FAILURE", True),
        ("HOLDOUT", False),
        ("DUPLICATE_ADDRESS", False),
        ("HOOK_FAILURE", False),
        ("RECOMMENDATION_FAILURE", False),
    ],
)
def test_what_a_campaign_has_tried_to_send(delivery_status: str, counts: bool) -> None:
    assert tracked.is_of_campaign(sent(campaign_id="c1", delivery_status=delivery_status)) is counts


def test_feedback_belongs_to_its_message(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    for _ in range(2):
        send(client, app_id, "EMAIL")
    first, second = pinpoint.sent_messages
    pinpoint.add_feedback(second, "_email.open")
    pinpoint.add_feedback(first, "_email.complaint")
    pinpoint.add_feedback(second, "_email.open")
    app = pinpoint.backend("us-east-1").apps[app_id]
    found = tracked_messages(app, first.sent_at, second.sent_at)
    assert [[each.kind for each in sent.feedback] for sent in found] == [["_email.complaint"], ["_email.open"] * 2]

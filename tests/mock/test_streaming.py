"""What a test learns of messages and says of them, in its own words; the rest is tested with what makes the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock import mock_pinpoint
from tests.builders import send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


def test_both_go_on_after_the_mock_has_ended(early_client: PinpointClient) -> None:
    with mock_pinpoint() as pinpoint:
        send(early_client, pinpoint.add_app(region_name="us-east-1"))
    pinpoint.add_feedback(pinpoint.sent_messages.one(), "_SMS.OPTOUT")
    assert [record.event_type for record in pinpoint.stream_records] == ["_SMS.SUCCESS", "_SMS.OPTOUT"]


def test_reset_and_clear_forget_records(early_client: PinpointClient) -> None:
    with mock_pinpoint() as pinpoint:
        for forget in (pinpoint.clear, pinpoint.reset):
            send(early_client, pinpoint.add_app(region_name="us-east-1"))
            assert len(pinpoint.stream_records) == 1
            forget()
            assert pinpoint.stream_records == []
            with pytest.raises(AssertionError, match="no stream record is in this log"):
                pinpoint.stream_records.one()

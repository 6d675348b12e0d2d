"""The records of a world: their order, and when they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinpoint_mock import mock_pinpoint
from tests.builders import send
from tests.engagement.records import EMAIL, put_event

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


def test_records_are_in_the_order_of_what_they_are_about_and_a_log_that_was_taken_before_has_them(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock
) -> None:
    log = pinpoint.stream_records
    assert log == []
    send(client, app_id)
    put_event(client, app_id, {})
    assert len(log) == 2
    send(client, app_id, "EMAIL", EMAIL)
    assert [record.event_type for record in log] == ["_SMS.SUCCESS", "cart.abandoned", "_email.send"]
    assert (log[1].client_id, [record.client_id for record in log[1:2]]) == ("phone", ["phone"])
    assert log.last.event_type == "_email.send"
    pinpoint.clear()
    assert log == []
    send(client, app_id)
    assert [record.event_type for record in log] == ["_SMS.SUCCESS"]


def test_reading_changes_nothing(early_client: PinpointClient) -> None:
    def ids(looks: bool) -> list[str | None]:
        with mock_pinpoint(seed=1) as pinpoint:
            app_id = pinpoint.add_app(region_name="us-east-1")
            for _ in range(2):
                send(early_client, app_id)
                assert not looks or pinpoint.stream_records
            return [message.message_id for message in pinpoint.messages]

    assert ids(looks=True) == ids(looks=False)

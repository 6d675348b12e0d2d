"""What event streams get, and when: here a list takes the place of Kinesis."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import PHONE, Campaigns, send
from tests.engagement.kinds import MoveTo, at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from pinpoint_mock.state.ports import PutRecords
    from tests.builders import Audience

ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/events"
ROLE = "arn:aws:iam::123456789012:role/events"


class Streams:
    """Streams by their ARNs, with what each call has put on them."""

    def __init__(self) -> None:
        self.calls: dict[str, list[Sequence[tuple[str, bytes]]]] = {ARN: []}

    def __call__(self, stream_arn: str) -> PutRecords | None:
        return self.calls[stream_arn].append if stream_arn in self.calls else None

    def records(self, stream_arn: str = ARN) -> list[tuple[str, Any]]:
        """The partition keys and the records of a stream."""
        return [(key, json.loads(data)) for call in self.calls[stream_arn] for key, data in call]

    def types(self, stream_arn: str = ARN) -> list[str]:
        """The types of the records of a stream."""
        return [record["event_type"] for _, record in self.records(stream_arn)]


@pytest.fixture
def streams(pinpoint: PinpointMock) -> Streams:
    streams = Streams()
    pinpoint.backend().world.streams = streams
    return streams


def stream_to(client: PinpointClient, app_id: str, stream_arn: str = ARN) -> None:
    client.put_event_stream(
        ApplicationId=app_id, WriteEventStream={"DestinationStreamArn": stream_arn, "RoleArn": ROLE}
    )


def test_records_are_there_when_the_call_returns_after_a_probe(
    client: PinpointClient, app_id: str, streams: Streams, pinpoint: PinpointMock
) -> None:
    send(client, app_id)
    stream_to(client, app_id)
    [(key, probe)] = streams.records()
    assert (key, probe["event_type"], probe["application"]["app_id"]) == (app_id, "_test.event_stream", app_id)
    assert (probe["attributes"], probe["session"], probe["event_version"]) == ({}, {}, "3.1")
    send(client, app_id)
    before, record = pinpoint.stream_records
    assert streams.records()[1:] == [(record.client_id, record.record)]
    assert len(streams.calls[ARN]) == 2
    assert pinpoint.stream_records.filter(event_type="_test.event_stream") == []
    assert before.client_id != record.client_id


def test_a_record_is_one_line_of_compact_json_in_utf_8(client: PinpointClient, app_id: str, streams: Streams) -> None:
    stream_to(client, app_id)
    send(client, app_id, recipient={"Context": {"name": "Zoë \ud83d"}})
    data = streams.calls[ARN][-1][0][1]
    assert b"\n" not in data
    assert b'","' in data
    assert b", " not in data
    assert "Zoë".encode() in data
    assert json.loads(json.loads(data)["attributes"]["customer_context"]) == {"name": "Zoë \ud83d"}


def test_the_partition_key_is_the_endpoint(
    client: PinpointClient, app_id: str, streams: Streams, audience: Audience
) -> None:
    stream_to(client, app_id)
    for endpoint_id in ("phone", "e" * 300):
        events: Any = {"e1": {"EventType": "opened", "Timestamp": "2030-01-01T12:00:00Z"}}
        client.put_events(
            ApplicationId=app_id, EventsRequest={"BatchItem": {endpoint_id: {"Endpoint": {}, "Events": events}}}
        )
    assert [key for key, _ in streams.records()[1:]] == ["phone", "e" * 256]


def test_only_the_application_of_a_stream_streams_and_no_more_when_it_is_deleted(
    client: PinpointClient, app_id: str, streams: Streams, pinpoint: PinpointMock
) -> None:
    other = pinpoint.add_app()
    streams.calls["arn:aws:firehose:us-east-1:123456789012:deliverystream/other"] = []
    stream_to(client, app_id)
    stream_to(client, other, "arn:aws:firehose:us-east-1:123456789012:deliverystream/other")
    send(client, other)
    client.delete_event_stream(ApplicationId=app_id)
    send(client, app_id)
    assert streams.types() == ["_test.event_stream"]
    assert streams.types("arn:aws:firehose:us-east-1:123456789012:deliverystream/other") == [
        "_test.event_stream",
        "_SMS.SUCCESS",
    ]


def test_a_stream_that_is_not_there_gets_nothing_later(
    client: PinpointClient, app_id: str, streams: Streams, pinpoint: PinpointMock
) -> None:
    streams.calls.clear()
    stream_to(client, app_id)
    send(client, app_id)
    streams.calls[ARN] = []
    send(client, app_id)
    assert streams.types() == ["_SMS.SUCCESS"]
    assert len(pinpoint.stream_records) == 2


def test_what_is_due_is_streamed_when_it_is_done(
    client: PinpointClient, shop: str, streams: Streams, pinpoint: PinpointMock, move_to: MoveTo
) -> None:
    stream_to(client, shop)
    Campaigns(client, shop).create(Schedule={"StartTime": at(10).isoformat()})
    assert streams.types() == ["_test.event_stream"]
    move_to(at(11))
    assert len(pinpoint.run_due()) == 1
    assert streams.types() == ["_test.event_stream", "_campaign.send", "_SMS.SUCCESS"]


def test_an_immediate_campaign_has_streamed_when_its_call_returns(
    client: PinpointClient, app_id: str, streams: Streams, audience: Audience, campaigns: Campaigns
) -> None:
    stream_to(client, app_id)
    audience.put("phone", ChannelType="SMS", Address=PHONE)
    campaigns.create()
    assert streams.types() == ["_test.event_stream", "_campaign.send", "_SMS.SUCCESS"]


def test_a_stream_that_fails_leaves_the_time_and_what_is_due_as_they_were(
    client: PinpointClient, shop: str, pinpoint: PinpointMock, move_to: MoveTo
) -> None:
    def fail(stream_arn: str) -> PutRecords:
        raise KeyboardInterrupt

    pinpoint.backend().world.streams = fail
    with pytest.raises(KeyboardInterrupt):
        stream_to(client, shop)
    pinpoint.backend().world.streams = Streams()
    Campaigns(client, shop).create(Schedule={"StartTime": at(10).isoformat()})
    move_to(at(11))
    assert pinpoint.sent_messages.one().sent_at == at(10)

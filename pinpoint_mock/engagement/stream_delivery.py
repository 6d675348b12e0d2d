"""Delivering records to the event streams that a test has put in place of Kinesis and Firehose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinpoint_mock.core.strict_json import compact_json
from pinpoint_mock.engagement.stream_records import records_of

if TYPE_CHECKING:
    from pinpoint_mock.logs.stream_record import StreamRecord
    from pinpoint_mock.state.world import World

LONGEST_KEY = 256
"""The most characters of a partition key.

Source: AWS kinesis/latest/APIReference/API_PutRecordsRequestEntry.
"""


def deliver_records(world: World) -> None:
    """Put on each event stream the records of what has happened since; nothing where there is no such stream."""
    if not world.journal.undelivered:
        return
    with world.lock:
        for stream_arn, entries in world.journal.take_undelivered().items():
            put_records = world.streams(stream_arn)
            if put_records is not None:
                put_records([_put(record) for entry in entries for record in records_of(entry)])


def _put(record: StreamRecord) -> tuple[str, bytes]:
    """The partition key and the data of a record: one line of compact JSON, without its end.

    AWS does not document the key; here it is the id of the endpoint, so that the records of one are in order.

    Source: gh:aws-samples/digital-user-engagement-reference-architectures:cloudformation/S3_Data_Lake.yaml.
    """
    data = compact_json(record.record).encode(errors="backslashreplace")  # half a surrogate pair stays an escape
    return record.client_id[:LONGEST_KEY], data

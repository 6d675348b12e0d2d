"""The records of event streams, made from what has happened when somebody looks at them or a stream gets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from pinpoint_mock.engagement.app_event_records import of_event
from pinpoint_mock.engagement.message_records import of_feedback, of_message
from pinpoint_mock.engagement.record_forms import Holder, service_record
from pinpoint_mock.logs.event import Event
from pinpoint_mock.logs.message import Message
from pinpoint_mock.logs.stream_record import StreamRecord
from pinpoint_mock.state.journal import Feedback, Probe

if TYPE_CHECKING:
    from pinpoint_mock.state.journal import Entry
    from pinpoint_mock.state.world import World

Document = Mapping[str, Any]


def _of_probe(probe: Probe, endpoint: Document | None) -> Iterator[StreamRecord]:
    """The record that a stream gets when it is set.

    AWS does not document it; its own samples know the type, the rest is here that of all records, empty.

    Source: gh:aws-samples/digital-user-engagement-reference-architectures:cloudformation/S3_Data_Lake.yaml.
    """
    holder = Holder(probe.application_id, probe.region_name, probe.account_id)
    yield service_record(
        holder,
        "_test.event_stream",
        probe.application_id,
        {},
        happened_at=probe.moment,
        arrived_at=probe.moment,
        awsAccountId=probe.account_id,
    )


MAKERS: dict[type, Callable[[Any, Document | None], Iterator[StreamRecord]]] = {
    Event: of_event,
    Feedback: of_feedback,
    Message: of_message,
    Probe: _of_probe,
}
"""What makes the records of each kind of entry."""


def records_of(entry: Entry) -> list[StreamRecord]:
    """The records that an entry of the journal makes, none for a direct push notification or call."""
    return list(MAKERS[type(entry.subject)](entry.subject, entry.endpoint))


class StreamRecordsOfWorld(Sequence[StreamRecord]):
    """The records of a world, each made when the sequence is first looked at after what it is about."""

    def __init__(self, world: World) -> None:
        self._world = world

    def _all(self) -> list[StreamRecord]:
        journal = self._world.journal
        with self._world.lock:
            for entry in journal.entries[journal.looked_at :]:
                journal.records.extend(records_of(entry))
            journal.looked_at = len(journal.entries)
            return journal.records

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[StreamRecord]:
        return iter(self._all())

    @overload
    def __getitem__(self, index: int) -> StreamRecord: ...
    @overload
    def __getitem__(self, index: slice) -> list[StreamRecord]: ...
    def __getitem__(self, index: int | slice) -> StreamRecord | list[StreamRecord]:
        return self._all()[index]

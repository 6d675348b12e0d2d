"""What has happened, in order, from which the records of event streams and the KPIs are made when somebody asks."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from pinpoint_mock.logs.event import Event
from pinpoint_mock.logs.message import Message
from pinpoint_mock.logs.stream_record import StreamRecord


class Feedback(NamedTuple):
    """What became of a message later: the type of its event, such as `_email.open`, and what that has in it."""

    message: Message
    kind: str
    moment: datetime.datetime
    details: Mapping[str, Any]


class Probe(NamedTuple):
    """An event stream was set for an application, which it is told of."""

    application_id: str
    region_name: str
    account_id: str
    moment: datetime.datetime


class Entry(NamedTuple):
    """Something that has happened, with the document that the endpoint of it had then, if there is one."""

    subject: Message | Event | Feedback | Probe
    endpoint: Mapping[str, Any] | None = None


EventStream = Mapping[str, Any]
"""A document in the shape EventStream."""


class Journal:
    """The entries of a world in the order in which they happened.

    `records` are those that were made of the first `looked_at` entries. `undelivered` are the entries that go to an
    event stream, each with the ARN of the stream, until they were delivered.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.looked_at = 0
        self.records: list[StreamRecord] = []
        self.undelivered: list[tuple[str, Entry]] = []

    def add(self, entry: Entry, event_stream: EventStream | None) -> None:
        """Keep an entry; it goes to the event stream that its application has, if any."""
        self.entries.append(entry)
        if event_stream is not None:
            self.add_for_stream(entry, event_stream)

    def add_for_stream(self, entry: Entry, event_stream: EventStream) -> None:
        """Have an entry delivered to an event stream, and do not keep it."""
        self.undelivered.append((event_stream["DestinationStreamArn"], entry))

    def take_undelivered(self) -> dict[str, list[Entry]]:
        """What goes to each stream, by its ARN; from now on that counts as delivered."""
        taken: dict[str, list[Entry]] = {}
        for stream_arn, entry in self.undelivered:
            taken.setdefault(stream_arn, []).append(entry)
        self.undelivered.clear()
        return taken

    def clear(self) -> None:
        """Forget everything."""
        self.entries.clear()
        self.records.clear()
        self.looked_at = 0
        self.undelivered.clear()

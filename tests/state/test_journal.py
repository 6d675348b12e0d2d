"""What has happened, and what of it goes to event streams."""

from __future__ import annotations

from pinpoint_mock.state.journal import Entry, Journal
from tests.builders import event

STREAM = {"DestinationStreamArn": "arn:one"}


def test_what_goes_to_a_stream_is_taken_once() -> None:
    journal = Journal()
    kept, streamed, probe = (Entry(event(event_type=name)) for name in ("kept", "streamed", "probe"))
    journal.add_for_stream(probe, STREAM)
    journal.add(kept, None)
    journal.add(streamed, STREAM)
    journal.add(kept, {"DestinationStreamArn": "arn:two"})
    assert journal.entries == [kept, streamed, kept]
    assert journal.take_undelivered() == {"arn:one": [probe, streamed], "arn:two": [kept]}
    assert journal.take_undelivered() == {}
    journal.add(streamed, STREAM)
    journal.clear()
    assert (journal.entries, journal.take_undelivered()) == ([], {})

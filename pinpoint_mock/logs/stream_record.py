"""`StreamRecord`: what Pinpoint streams about an event of an app, a message, or what became of that."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from pinpoint_mock.logs.copied import Copied
from pinpoint_mock.logs.due import NOTHING_DUE, DueWork
from pinpoint_mock.logs.formatting import pairs
from pinpoint_mock.logs.log import Log
from pinpoint_mock.logs.possible import Possible, plain_types
from pinpoint_mock.logs.request import ApiRequest, failed_request_lines

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pinpoint_mock.logs.expectations import StreamRecordExpectations


@dataclasses.dataclass(frozen=True, kw_only=True)
class StreamRecord:
    """A record of an event stream. Frozen; each read of a dict gives a copy.

    `record` is the JSON object as an event stream gets it, `attributes` and `metrics` are those in it. `client_id` is
    the id of the endpoint; for a bare address the id of the message. `arrived_at` is when Pinpoint learnt of it,
    aware, UTC.

    Source: DG event-streams-data-app; DG event-streams-data-campaign; DG event-streams-data-email;
    DG event-streams-data-sms.
    """

    event_type: str
    client_id: str
    application_id: str
    region_name: str
    account_id: str
    arrived_at: datetime.datetime
    attributes: Copied[dict[str, str]] = Copied()
    metrics: Copied[dict[str, float]] = Copied()
    record: Copied[dict[str, Any]] = Copied()

    if TYPE_CHECKING:  # a type checker that sees no equality here objects to a dict `in` a log

        def __eq__(self, other: object) -> bool: ...

    def __repr__(self) -> str:
        return f"<StreamRecord {self.describe()}>"

    def describe(self) -> str:
        """One line for lists of records."""
        attributes = pairs(self.attributes)
        return f"{self.event_type} of {self.client_id}{f': {attributes}' if attributes else ''}"

    def row(self) -> dict[str, str]:
        """The cells of a table of records, by the titles of their columns."""
        return {
            "Event type": self.event_type,
            "Client": self.client_id,
            "Attributes": pairs(self.attributes),
            "Metrics": pairs(self.metrics),
        }


class StreamRecords(Log[StreamRecord]):
    """A log of records."""

    _with_moments: ClassVar = frozenset({"record"})

    def filter(self, **expected: Unpack[StreamRecordExpectations]) -> StreamRecords:  # type: ignore[override]  # these fields only
        """The records that meet all expectations, as a snapshot; see `Records.filter`."""
        __tracebackhide__ = True
        return super().filter(**expected)

    def one(self, **expected: Unpack[StreamRecordExpectations]) -> StreamRecord:  # type: ignore[override]  # these fields only
        """The only record that meets the expectations; see `Records.one`."""
        __tracebackhide__ = True
        return super().one(**expected)


STREAM_RECORD_FIELDS = frozenset(field.name for field in dataclasses.fields(StreamRecord))


def stream_record_log(
    records: Sequence[StreamRecord], requests: Sequence[ApiRequest] = (), due: DueWork = NOTHING_DUE
) -> StreamRecords:
    """A log over `records`; where one is missing it names the `requests` that failed. See `Records` for `due`."""
    return StreamRecords(
        records,
        kind="stream record",
        fields=STREAM_RECORD_FIELDS,
        failed_requests=lambda: failed_request_lines(list(requests)),
        possible=Possible(types=plain_types(StreamRecord.__annotations__)),
        due=due,
    )

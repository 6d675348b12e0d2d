"""`Event`: an event that PutEvents accepted."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pinpoint_mock.logs.copied import Copied
from pinpoint_mock.logs.due import NOTHING_DUE, DueWork
from pinpoint_mock.logs.formatting import pairs
from pinpoint_mock.logs.log import Log
from pinpoint_mock.logs.possible import Possible, plain_types
from pinpoint_mock.logs.request import ApiRequest, failed_request_lines

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pinpoint_mock.logs.expectations import EventExpectations


@dataclasses.dataclass(frozen=True, kw_only=True)
class Event:
    """An accepted event. Frozen; None means not sent; each read of a dict gives a copy.

    `timestamp` is the text that was sent, `received_at` is aware, UTC.

    Source: MODEL Event; MODEL Session.
    """

    application_id: str
    region_name: str
    account_id: str
    request_id: str
    received_at: datetime.datetime
    endpoint_id: str
    event_id: str
    event_type: str
    timestamp: str
    attributes: Copied[dict[str, str]] = Copied()
    metrics: Copied[dict[str, float]] = Copied()
    session: Copied[dict[str, Any] | None] = Copied()
    app_package_name: str | None = None
    app_title: str | None = None
    app_version_code: str | None = None
    client_sdk_version: str | None = None
    sdk_name: str | None = None

    if TYPE_CHECKING:  # a type checker that sees no equality here objects to a dict `in` a log

        def __eq__(self, other: object) -> bool: ...

    def __repr__(self) -> str:
        return f"<Event {self.describe()}>"

    def describe(self) -> str:
        """One line for lists of events."""
        return f"{self.event_type} of endpoint {self.endpoint_id}"

    def row(self) -> dict[str, str]:
        """The cells of a table of events, by the titles of their columns."""
        return {
            "Event type": self.event_type,
            "Endpoint": self.endpoint_id,
            "Attributes": pairs(self.attributes),
            "Metrics": pairs(self.metrics),
        }


class Events(Log[Event]):
    """A log of events."""

    def filter(self, **expected: Unpack[EventExpectations]) -> Events:  # type: ignore[override]  # these fields only
        """The events that meet all expectations, as a snapshot; see `Records.filter`."""
        __tracebackhide__ = True
        return super().filter(**expected)

    def one(self, **expected: Unpack[EventExpectations]) -> Event:  # type: ignore[override]  # these fields only
        """The only event that meets the expectations; see `Records.one`."""
        __tracebackhide__ = True
        return super().one(**expected)


EVENT_FIELDS = frozenset(field.name for field in dataclasses.fields(Event))
POSSIBLE_EVENT = Possible(types=plain_types(Event.__annotations__))


def event_log(records: list[Event], requests: Iterable[ApiRequest] = (), due: DueWork = NOTHING_DUE) -> Events:
    """A log over `records`; where an event is missing it names the `requests` that failed. See `Records` for `due`."""
    return Events(
        records,
        kind="event",
        fields=EVENT_FIELDS,
        failed_requests=lambda: failed_request_lines(list(requests)),
        possible=POSSIBLE_EVENT,
        due=due,
    )

"""The form that records of event streams have in common."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from pinpoint_mock.core.clock import UTC
from pinpoint_mock.logs.stream_record import StreamRecord

VERSION = "3.1"
"""The version of the form of a record.

Source: DG event-streams-data-campaign.
"""


class Holder(NamedTuple):
    """Whose record it is: an application somewhere."""

    application_id: str
    region_name: str
    account_id: str


EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = datetime.timedelta(milliseconds=1)


def milliseconds(moment: datetime.datetime) -> int:
    """The form of a moment in records: milliseconds since 1970 in UTC.

    >>> milliseconds(datetime.datetime(2019, 7, 2, 23, 18, 17, 426_999, UTC))
    1562109497426
    """
    return (moment - EPOCH) // MILLISECOND


def service_record(
    holder: Holder,
    event_type: str,
    client_id: str,
    attributes: Mapping[str, str],
    *,
    happened_at: datetime.datetime,
    arrived_at: datetime.datetime,
    **further: Any,
) -> StreamRecord:
    """A record of the service in the form that all of them share; `further` members follow the attributes."""
    record = {
        "event_type": event_type,
        "event_timestamp": milliseconds(happened_at),
        "arrival_timestamp": milliseconds(arrived_at),
        "event_version": VERSION,
        "application": {"app_id": holder.application_id, "sdk": {}},
        "client": {"client_id": client_id},
        "device": {"platform": {}},
        "session": {},
        "attributes": attributes,
        **further,
    }
    return stream_record(holder, record, arrived_at)


def stream_record(holder: Holder, record: dict[str, Any], arrived_at: datetime.datetime) -> StreamRecord:
    """What a log has of a record."""
    return StreamRecord(
        event_type=record["event_type"],
        client_id=record["client"]["client_id"],
        application_id=holder.application_id,
        region_name=holder.region_name,
        account_id=holder.account_id,
        arrived_at=arrived_at,
        attributes=record["attributes"],
        metrics=record.get("metrics", {}),
        record=record,
    )


def given(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members that are there: not None."""
    return {name: value for name, value in members.items() if value is not None}

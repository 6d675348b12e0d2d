"""What a reported event may be. Nothing here changes any state."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from pinpoint_mock.core.checks import at_most, read_date
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.strict_json import json_size

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EventTypeDef, SessionTypeDef

EVENT_KB = 1000
KEYS_PER_EVENT = 40
KEY_LENGTH = 50
VALUE_LENGTH = 200
"""The quotas of events.

Source: DG quotas.
"""

MILLISECOND = datetime.timedelta(milliseconds=1)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def check_event(event: EventTypeDef) -> None:
    """Refuse an event with an invalid date, a duration that does not fit, or anything over a quota.

    The text about the duration is the service's own; the others have not been published.

    Source: DG quotas;
    gh:DavidWells/analytics:packages/analytics-plugin-aws-pinpoint/src/pinpoint/helpers/call-aws.js.
    """
    _milliseconds("Timestamp", event["Timestamp"])
    if "Session" in event:
        _check_session(event["Session"])
    keys = {"Attributes": event.get("Attributes", {}).keys(), "Metrics": event.get("Metrics", {}).keys()}
    at_most("event", sum(map(len, keys.values())), KEYS_PER_EVENT, "attributes and metrics")
    for member, names in keys.items():
        for name in names:
            at_most(member, len(name), KEY_LENGTH, "characters", "a name must be", name)
    at_most("event", json_size(event) / 1024, EVENT_KB, "KB", "must be")


def _check_session(session: SessionTypeDef) -> None:
    start = _milliseconds("StartTimestamp", session["StartTimestamp"])
    if "StopTimestamp" not in session:
        return
    stop = _milliseconds("StopTimestamp", session["StopTimestamp"])
    if session.get("Duration", stop - start) != stop - start:
        raise BadRequestException(
            "Session duration in milliseconds must be equal to the difference of start and stop timestamp",
            f"Duration was {session['Duration']}, and between the timestamps are {stop - start} milliseconds",
        )


def _milliseconds(member: str, text: str) -> int:
    """Milliseconds from the epoch to a date; BadRequestException for anything else."""
    return (read_date(member, text) - EPOCH) // MILLISECOND

"""What a reported event may be. Nothing here changes any state."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from pinpoint_mock.core.checks import at_most, invalid, read_date
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown
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

OFFSET_WITHOUT_COLON = re.compile("[+-][0-9]{2}(?:[0-9]{2})?$")
LONGEST_DAY = len("2019-02-10")
"""What is longer has a time of day, so that what follows a `-` at its end is an offset."""

MILLISECOND = datetime.timedelta(milliseconds=1)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def check_event(event: EventTypeDef) -> None:
    """Refuse an event with an invalid date, a duration that does not fit, an empty SDK version, or over a quota.

    Attributes and metrics are counted apart. The texts about attributes and about the duration are the service's own;
    AWS does not document those about metrics, which here have the same form, and the others.

    Source: DG quotas; gh:aws-amplify/amplify-js#8959; gh:aws-amplify/amplify-js#9665;
    gh:aws-amplify/amplify-swift#2471; gh:aws-amplify/amplify-swift#1975; gh:aws-amplify/amplify-android#2112;
    gh:DavidWells/analytics#233;
    gh:DavidWells/analytics:packages/analytics-plugin-aws-pinpoint/src/pinpoint/helpers/call-aws.js.
    """
    _milliseconds("Timestamp", event["Timestamp"])
    if "Session" in event:
        _check_session(event["Session"])
    if event.get("ClientSdkVersion") == "":
        raise invalid("ClientSdkVersion", "must not be empty", "")
    attributes = event.get("Attributes", {})
    _check_names("attribute", attributes)
    _check_names("metric", event.get("Metrics", {}))
    for name, value in attributes.items():
        if len(value) > VALUE_LENGTH:
            raise BadRequestException(
                f"Event attribute value length should be less than {VALUE_LENGTH}",
                f"the value of {shown(name)} has {len(value)} characters, and may have {VALUE_LENGTH}",
            )
    at_most("event", json_size(event) / 1024, EVENT_KB, "KB", "must be")


def _check_names(kind: str, names: Collection[str]) -> None:
    if len(names) > KEYS_PER_EVENT:
        raise BadRequestException(
            f"Number of {kind}s per event submitted should be less than {KEYS_PER_EVENT}.",
            f"the event had {len(names)} {kind}s, and may have {KEYS_PER_EVENT}",
        )
    for name in names:
        if len(name) > KEY_LENGTH:
            raise BadRequestException(
                f"Event {kind} key length should be less than {KEY_LENGTH}.",
                f"{shown(name)} has {len(name)} characters, and may have {KEY_LENGTH}",
            )


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
    """Milliseconds from the epoch to a date; BadRequestException for anything else.

    An offset needs its colon: `+00:00` was seen to be taken, `+0000` to be refused. AWS does not document `+00`; here
    it is refused, as by the parsers that refuse `+0000`.

    Source: gh:aws-amplify/amplify-swift#1975.
    """
    moment = read_date(member, text)
    if len(text) > LONGEST_DAY and OFFSET_WITHOUT_COLON.search(text):
        raise invalid(member, "must be an ISO 8601 date with Z or an offset such as +00:00", text)
    return (moment - EPOCH) // MILLISECOND

"""What AWS tells of a message after it was sent, because a test says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pinpoint_mock.core.clock import now
from pinpoint_mock.core.suggestions import did_you_mean
from pinpoint_mock.engagement.events import trigger
from pinpoint_mock.engagement.feedback_kinds import KINDS, kinds_for
from pinpoint_mock.engagement.stream_records import records_of
from pinpoint_mock.logs.message import SUCCESSFUL, Message
from pinpoint_mock.state.journal import Entry, Feedback

if TYPE_CHECKING:
    from pinpoint_mock.state.world import World

__tracebackhide__ = True  # pytest shows the line of the test


def add_feedback(world: World, message: Message, kind: str, details: Mapping[str, object]) -> None:
    """Keep a feedback of a message, and send the campaigns that wait for an event of the service like it.

    ValueError for a message that was not sent, and for a kind that there is not for it; TypeError for details that the
    kind does not have, or has not got.

    Source: MODEL CampaignEventFilter.FilterType.
    """
    _check_kind(message, kind)
    _check_details(kind, details)
    app = world.app((message.account_id, message.region_name, message.application_id))
    entry = Entry(Feedback(message, kind, now(), dict(details)))
    world.journal.add(entry, None if app is None else app.event_stream)
    if app is not None and message.endpoint_id is not None:
        (record,) = records_of(entry)
        trigger(
            app,
            message.endpoint_id,
            kind,
            filter_type="SYSTEM",
            attributes=record.attributes,
            metrics=record.metrics,
        )


def _check_kind(message: Message, kind: str) -> None:
    if message.delivery_status != SUCCESSFUL:
        raise ValueError(
            f"pinpoint_mock: there is no feedback of a message that was not sent, and this one has the delivery status "
            f"{message.delivery_status}: {message.describe()}"
        )
    known = kinds_for(message)
    if kind in known:
        return
    sender = "a campaign" if message.campaign_id else "no campaign"
    what = f"of a message to the channel {message.channel} that {sender} has sent"
    if not known:
        raise ValueError(f"pinpoint_mock: AWS tells nothing {what}, so there is no {kind!r} of it.")
    hint = f"{did_you_mean(kind, known)} There are {', '.join(map(repr, known))}.".strip()
    raise ValueError(f"pinpoint_mock: there is no feedback {kind!r} {what}. {hint}")


def _check_details(kind: str, details: Mapping[str, object]) -> None:
    known = KINDS[kind].details
    for name, value in details.items():
        if name not in known:
            hint = did_you_mean(name, known) or f"It has {', '.join(known) or 'none'}."
            raise TypeError(f"pinpoint_mock: {kind} has no detail {name!r}. {hint}")
        wanted = str if known[name] is None else type(known[name])
        if type(value) is not wanted:
            raise TypeError(f"pinpoint_mock: {name} of {kind} is {value!r}, and has to be {wanted.__name__}.")
    needed = [name for name, value in known.items() if value is None and name not in details]
    if needed:
        raise TypeError(f"pinpoint_mock: {kind} needs {needed[0]}: add_feedback(message, {kind!r}, {needed[0]}=...).")

"""Where a journey and its runs stand, and the work that they have scheduled."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.clock import now
from pinpoint_mock.engagement import running
from pinpoint_mock.state.agenda import Work
from pinpoint_mock.state.journeys import ACTIVE, CANCELLED, CLOSED, COMPLETED, Journey
from pinpoint_mock.state.participants import CANCELLED as TAKEN_OUT

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App

ENTER = "journey.enter"
"""Evaluate who enters, or begin to wait for events."""

EVENT = "journey.event"
"""Let the endpoint of an event enter."""

STEP = "journey.step"
"""Go on with participants who have waited."""

END = "journey.end"
"""Let nobody enter any more."""

HALTED = (ENTER, EVENT, STEP)
"""The kinds of work that stand still in a pause."""


def schedule(app: App, journey_id: str, moment: datetime.datetime, kind: str, **arguments: Any) -> None:
    """Have work of a journey done at a moment, or after the pause, if it is paused."""
    journey = app.journeys.get(journey_id)
    if journey is not None and journey.paused_at is not None:
        halted = Work(moment, 0, kind, app.place, journey_id, None, arguments)
        app.journeys.replace(journey, halted=(*journey.halted, halted))
    elif journey is not None and not journey.has_ended:
        running.schedule(app, moment, kind, journey_id, **arguments)


def halt(app: App, journey: Journey) -> Journey:
    """Take the work of a journey off the agenda, but for its end, and keep it in the journey."""
    agenda = app.backend.world.agenda
    halted = tuple(work for work in agenda.of(app.place) if work.owner == journey.journey_id and work.kind in HALTED)
    for kind in HALTED:
        running.cancel(app, journey.journey_id, kind)
    return app.journeys.replace(journey, halted=halted)


def go_on(app: App, journey: Journey, pause: datetime.timedelta) -> Journey:
    """Schedule the work of a journey again, as much later as a pause was long, and the participants' moments too."""
    for work in journey.halted:
        running.schedule(app, work.moment + pause, work.kind, journey.journey_id, **work.arguments)
    participants = app.journeys.participants_of(journey)
    for each in participants.inside():
        participants.put(dataclasses.replace(each, due_at=each.due_at and each.due_at + pause))
    return app.journeys.replace(journey, halted=())


def rest(app: App, journey_id: str) -> None:
    """Note where a journey and its runs stand after a piece of its work.

    A run is over when nobody of it is inside, and nobody can enter in it any more.

    Source: MODEL JourneyResponse.State; MODEL JourneyRunResponse.Status.
    """
    journey = app.journeys.get(journey_id)
    if journey is None or journey.has_ended:
        return
    participants = app.journeys.participants_of(journey)
    for run in app.journeys.running(journey_id):
        if not run.is_open and not participants.number_inside_of(run.run_id):
            app.journeys.put_run(journey_id, dataclasses.replace(run, status=COMPLETED, updated_at=now()))
    if journey.state in (ACTIVE, CLOSED) and not journey.is_open:
        app.journeys.replace(journey, state=CLOSED if participants.number_inside else COMPLETED)


def is_by_event(journey: Journey) -> bool:
    """Whether participants enter by an event."""
    return bool(journey.document.get("StartCondition", {}).get("EventStartCondition"))


def cancel(app: App, journey: Journey) -> Journey:
    """End a journey for good: its work is dropped, and all who are inside leave.

    Source: UG journeys-pause-stop; MODEL JourneyRunResponse.Status.
    """
    running.cancel(app, journey.journey_id)
    participants = app.journeys.participants_of(journey)
    for each in participants.inside():
        participants.put(dataclasses.replace(each, status=TAKEN_OUT, due_at=None))
        app.journeys.count(journey.journey_id, each.run_id, None, "CANCELLED")
    for run in app.journeys.running(journey.journey_id):
        app.journeys.put_run(journey.journey_id, dataclasses.replace(run, status=CANCELLED, updated_at=now()))
    return app.journeys.replace(journey, state=CANCELLED, is_open=False, halted=(), paused_at=None)

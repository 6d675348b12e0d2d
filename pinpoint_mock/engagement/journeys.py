"""The life of a journey: when participants enter, and how it is paused, cancelled and deleted."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pinpoint_mock.audience.segments import is_member
from pinpoint_mock.core.clock import now, parse_timestamp
from pinpoint_mock.engagement import running
from pinpoint_mock.engagement.durations import read_duration
from pinpoint_mock.engagement.event_filter import lets_pass
from pinpoint_mock.engagement.journey_entry import admit, admit_members, members_now
from pinpoint_mock.engagement.journey_states import (
    END,
    ENTER,
    EVENT,
    cancel,
    go_on,
    halt,
    is_by_event,
    rest,
    schedule,
)
from pinpoint_mock.engagement.journey_steps import walk
from pinpoint_mock.engagement.journey_timing import zone_in
from pinpoint_mock.state.journeys import ACTIVE, DRAFT, PAUSED, Journey, JourneyRun
from pinpoint_mock.state.segments import SegmentReference

if TYPE_CHECKING:
    from pinpoint_mock.state.agenda import Work
    from pinpoint_mock.state.endpoints import Document
    from pinpoint_mock.state.world import App

PUBLISHING = datetime.timedelta(minutes=5)
"""How long it takes to publish a journey, and how long a pause takes at least.

Source: UG journeys-publish; UG journeys-pause-stop.
"""

FIRST_ZONE = datetime.timedelta(hours=14)
LAST_ZONE = datetime.timedelta(hours=12)
"""How far the first time zone of the world is ahead of UTC, and the last behind it."""

QUARTER = datetime.timedelta(minutes=15)


def publish(app: App, journey: Journey) -> Journey:
    """Let participants enter from StartTime on, or in five minutes if that is later. The document must be checked.

    With LocalTime the time of day of StartTime is reached in the zone of each endpoint.

    Source: UG journeys-publish; MODEL WriteJourneyRequest.LocalTime.
    """
    published = now() + PUBLISHING
    start_time = _date(journey, "StartTime")
    base = due = max(start_time or published, published)
    if start_time is not None and _is_local(journey):
        base, due = start_time, max(start_time - FIRST_ZONE, published)
    journey = app.journeys.replace(journey, state=ACTIVE, is_open=True)
    schedule(app, journey.journey_id, due, ENTER, base=base)
    schedule_end(app, journey)
    return journey


def schedule_end(app: App, journey: Journey) -> None:
    """Let nobody enter after EndTime, if there is one. AWS documents a longest time without it; here it has no end.

    Source: MODEL JourneySchedule.EndTime.
    """
    running.cancel(app, journey.journey_id, END, "end")
    end = _date(journey, "EndTime")
    if end is not None:
        running.schedule(app, max(end, now()), END, journey.journey_id, key="end")


def _date(journey: Journey, member: str) -> datetime.datetime | None:
    return parse_timestamp(journey.document.get("Schedule", {}).get(member, ""))


def pause(app: App, journey: Journey) -> Journey:
    """Let everything in a journey stand still, but for its end.

    Source: UG journeys-pause-stop.
    """
    return app.journeys.replace(halt(app, journey), state=PAUSED, paused_at=now())


def resume(app: App, journey: Journey) -> Journey:
    """Go on after a pause. AWS does not document how much is left of a wait; here it is what was left before.

    Source: UG journeys-pause-stop.
    """
    assert journey.paused_at is not None, "it is paused"
    journey = go_on(app, journey, now() - journey.paused_at)
    journey = app.journeys.replace(journey, state=ACTIVE, paused_at=None)
    rest(app, journey.journey_id)
    return _held(app, journey.journey_id)


def delete(app: App, journey: Journey) -> Journey:
    """Delete a journey; one that goes on is cancelled first. The answer has the state from before."""
    before = journey.state
    if before != DRAFT and not journey.has_ended:
        journey = cancel(app, journey)
    running.cancel(app, journey.journey_id)
    return app.journeys.replace(journey, was_deleted=True, state=before)


def segment_updated(app: App, segment_id: str) -> None:
    """Evaluate who enters the journeys that ask for it when their segment is changed.

    Source: MODEL WriteJourneyRequest.RefreshOnSegmentUpdate; UG journeys-entry-activity.
    """
    for journey in app.journeys:
        document = journey.document
        asks = document.get("RefreshOnSegmentUpdate") and document.get("RefreshFrequency")
        start = document.get("StartCondition", {}).get("SegmentStartCondition") or {}
        if journey.is_open and journey.has_begun and asks and start.get("SegmentId") == segment_id:
            schedule(app, journey.journey_id, now(), ENTER, base=now(), is_extra=True)


def enter_by_event(
    app: App,
    endpoint_id: str,
    event_type: str,
    *,
    filter_type: str,
    attributes: Mapping[str, str],
    metrics: Mapping[str, float],
) -> None:
    """Let an endpoint enter the journeys that wait for its event, after the call that has reported it.

    Source: MODEL EventStartCondition; UG journeys-entry-activity.
    """
    for journey in app.journeys:
        if not (journey.is_open and journey.has_begun and journey.state == ACTIVE and is_by_event(journey)):
            continue
        event_filter = journey.document["StartCondition"]["EventStartCondition"]["EventFilter"]
        if event_filter["FilterType"] == filter_type and lets_pass(
            event_filter["Dimensions"], event_type, attributes, metrics
        ):
            schedule(app, journey.journey_id, now(), EVENT, endpoint_id=endpoint_id)


def _held(app: App, journey_id: str) -> Journey:
    """The journey of work that is due."""
    journey = app.journeys.get(journey_id)
    assert journey is not None, "the work of a journey that was deleted was cancelled"
    return journey


@running.work(END)
def _end(app: App, work: Work) -> None:
    """Let nobody enter any more; those inside go on."""
    app.journeys.replace(_held(app, work.owner), is_open=False)
    for run in app.journeys.running(work.owner):
        app.journeys.put_run(work.owner, dataclasses.replace(run, is_open=False))
    rest(app, work.owner)


@running.work(ENTER)
def _enter(app: App, work: Work) -> None:
    """Evaluate the segment and let its members enter, or begin to wait for events.

    Where a time of day is reached in each zone, one run goes over many pieces of work, and `run_id` is its id.
    """
    journey, arguments = _held(app, work.owner), work.arguments
    if not journey.is_open:
        return
    if not journey.has_begun:
        journey = _begin(app, journey)
    moment, run_id, is_extra = arguments["base"], arguments.get("run_id"), arguments.get("is_extra", False)
    found = None if run_id is None else app.journeys.run(journey.journey_id, run_id)
    run = _new_run(app, journey) if found is None else found
    if is_by_event(journey):
        return  # the run stays open
    if found is None and not is_extra:
        _schedule_refresh(app, journey, moment)
    members, is_over = members_now(app, journey), True
    if _is_local(journey) and not is_extra:
        members, is_over = _in_their_zones(app, journey, run, members, moment, arguments.get("since"))
    app.journeys.put_run(work.owner, dataclasses.replace(run, is_open=not is_over))
    if not is_over:
        schedule(app, work.owner, _next_quarter(moment), ENTER, base=moment, run_id=run.run_id, since=now())
    elif not journey.document.get("RefreshFrequency"):
        app.journeys.replace(journey, is_open=False)
    numbers = admit_members(app, journey, run, members)
    walk(app, work.owner, [(journey.document["StartActivity"], numbers)])


def _begin(app: App, journey: Journey) -> Journey:
    """Note the version of the segment that is in force at the start."""
    start = journey.document["StartCondition"].get("SegmentStartCondition") or {}
    segment = app.segments.get(start.get("SegmentId", ""))
    version = None if segment is None else segment.current.number
    return app.journeys.replace(journey, has_begun=True, segment_version=version)


def _new_run(app: App, journey: Journey) -> JourneyRun:
    return app.journeys.begin_run(journey, app.backend.world.ids.run_id(), now(), is_open=True)


def _schedule_refresh(app: App, journey: Journey, moment: datetime.datetime) -> None:
    following = _following(journey, moment)
    if following is not None:
        due = following - FIRST_ZONE if _is_local(journey) else following
        schedule(app, journey.journey_id, max(due, now()), ENTER, base=following)


def _following(journey: Journey, moment: datetime.datetime) -> datetime.datetime | None:
    """When it is evaluated again who enters, after a moment; None if that is not done before the end.

    Source: MODEL WriteJourneyRequest.RefreshFrequency; UG journeys-entry-activity.
    """
    frequency, end = read_duration(journey.document.get("RefreshFrequency", "")), _date(journey, "EndTime")
    if frequency is None:
        return None
    following = moment + frequency
    return following if end is None or following <= end else None


def _in_their_zones(
    app: App,
    journey: Journey,
    run: JourneyRun,
    members: Sequence[Document],
    moment: datetime.datetime,
    since: datetime.datetime | None,
) -> tuple[list[Document], bool]:
    """The members in whose zones the time of day of a moment has come since another, and whether that was the last.

    Those without a zone are counted at the end.
    """
    reached, is_over = [], now() >= moment + LAST_ZONE
    for endpoint in members:
        where = zone_in(journey, endpoint)
        if where is None:
            if is_over:
                app.journeys.count(journey.journey_id, run.run_id, None, "ENDPOINT_PRODUCED")
                app.journeys.count(journey.journey_id, run.run_id, None, "ENDPOINT_MISSING_TIMEZONE")
            continue
        local = moment.replace(tzinfo=where).astimezone(datetime.timezone.utc)
        if local <= now() and (since is None or local > since):
            reached.append(endpoint)
    return reached, is_over


def _is_local(journey: Journey) -> bool:
    """Whether a time of day is reached in each zone: AWS documents it for a start that is scheduled."""
    return bool(journey.document.get("LocalTime")) and _date(journey, "StartTime") is not None


def _next_quarter(moment: datetime.datetime) -> datetime.datetime:
    """The next moment at which a time of day can come in some zone, as `moment` is one of those."""
    return moment + ((now() - moment) // QUARTER + 1) * QUARTER


@running.work(EVENT)
def _enter_one(app: App, work: Work) -> None:
    """Let the endpoint of an event enter, if it is in the segment of the entry, should there be one."""
    journey, endpoint = _held(app, work.owner), app.endpoints.get(work.arguments["endpoint_id"])
    if endpoint is None or not journey.is_open:
        return
    segment_id = journey.document["StartCondition"]["EventStartCondition"].get("SegmentId")
    version = app.segments.find(SegmentReference(segment_id, None)) if segment_id else None
    if segment_id and (version is None or not is_member(app, version, endpoint)):
        return
    run = app.journeys.runs(journey.journey_id)[-1]
    number = admit(app, journey, run, endpoint["Id"], endpoint["User"].get("UserId"), [endpoint])
    walk(app, work.owner, [(journey.document["StartActivity"], [] if number is None else [number])])

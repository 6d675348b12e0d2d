"""Who enters a journey."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from pinpoint_mock.audience.segments import segment_members
from pinpoint_mock.core.clock import now
from pinpoint_mock.engagement.durations import read_duration
from pinpoint_mock.engagement.journey_timing import estimated_zone
from pinpoint_mock.engagement.schedule import zone_of
from pinpoint_mock.engagement.skipped import not_produced
from pinpoint_mock.state.participants import Participation
from pinpoint_mock.state.segments import SegmentReference

if TYPE_CHECKING:
    from pinpoint_mock.state.endpoints import Document
    from pinpoint_mock.state.journeys import Journey, JourneyRun
    from pinpoint_mock.state.segments import SegmentVersion
    from pinpoint_mock.state.world import App


def entry_version(app: App, journey: Journey) -> SegmentVersion | None:
    """The version of the entry segment that counts now: that of the start, or the newest with RefreshOnSegmentUpdate.

    None if the segment was deleted.

    Source: UG journeys-entry-activity; MODEL WriteJourneyRequest.RefreshOnSegmentUpdate.
    """
    segment_id = journey.document["StartCondition"]["SegmentStartCondition"]["SegmentId"]
    follows = journey.document.get("RefreshOnSegmentUpdate") and journey.document.get("RefreshFrequency")
    return app.segments.find(SegmentReference(segment_id, None if follows else journey.segment_version))


def admit_members(app: App, journey: Journey, run: JourneyRun, members: Iterable[Document]) -> list[int]:
    """Let members of the entry segment enter, as far as they may; the numbers of their participations.

    Of a segment that was imported from ids of users the users enter, each with all endpoints.

    Source: UG journeys-add-activities; DG analytics-standard-metrics.
    """
    version = entry_version(app, journey)
    user_ids = version.imported.user_ids if version is not None and version.imported is not None else frozenset[str]()
    candidates: dict[tuple[str | None, str | None], list[Document]] = {}
    for endpoint in members:
        user_id = endpoint["User"].get("UserId")
        key = (None, user_id) if user_id in user_ids else (endpoint["Id"], user_id)
        candidates.setdefault(key, []).append(endpoint)
    admitted = []
    for (endpoint_id, user_id), endpoints in candidates.items():
        number = admit(app, journey, run, endpoint_id, user_id, endpoints)
        if number is not None:
            admitted.append(number)
    return admitted


def members_now(app: App, journey: Journey) -> list[Document]:
    """The members of the entry segment at this moment; nobody if it was deleted."""
    version = entry_version(app, journey)
    return [] if version is None else segment_members(app, version)


def admit(
    app: App,
    journey: Journey,
    run: JourneyRun,
    endpoint_id: str | None,
    user_id: str | None,
    endpoints: Sequence[Document],
) -> int | None:
    """Let a participant enter, unless there is a reason against it; the number of the participation.

    A user enters with at least one endpoint that may. Whoever is inside never enters again; whoever has left may, as
    far as EndpointReentryCap and EndpointReentryInterval let them.

    AWS does not document what is counted for an interval that is not over; here it is REENTRY_CAP_EXCEEDED.

    Source: DG analytics-standard-metrics; MODEL JourneyLimits; UG journeys-best-practices.
    """
    count = functools.partial(app.journeys.count, journey.journey_id, run.run_id, None)
    if not _is_produced(journey, endpoints, count, is_user=endpoint_id is None):
        return None
    participants = app.journeys.participants_of(journey)
    if participants.find_inside(endpoint_id, user_id) is not None:
        count("ACTIVE_ENDPOINT_REJECTED")
        return None
    registered = endpoint_id is None or app.endpoints.get(endpoint_id) is not None
    participation = Participation(
        number=len(participants),
        run_id=run.run_id,
        endpoint_id=endpoint_id,
        user_id=user_id,
        entered_at=now(),
        since=now(),
        definition=None if registered else endpoints[0],
    )
    if not _may_enter_again(journey, participants.entries_of(participation)):
        count("REENTRY_CAP_EXCEEDED")
        return None
    participants.enter(participation)
    count("ENDPOINT_ENTERED")
    return participation.number


def _is_produced(
    journey: Journey, endpoints: Sequence[Document], count: Callable[[str], None], *, is_user: bool
) -> bool:
    """Whether there is no reason of its own against one of the endpoints of a participant; all are counted."""
    is_produced = False
    for endpoint in endpoints:
        count("ENDPOINT_PRODUCED")
        if is_user:
            count("ENDPOINTS_FROM_USER")
        reason = not_produced(endpoint)
        if reason is not None:
            count(reason)
            continue
        is_produced = True
        if zone_of(endpoint) is None and estimated_zone(journey, endpoint) is not None:
            count("ENDPOINT_ESTIMATED_TIMEZONE")
    return is_produced


def _may_enter_again(journey: Journey, entries: tuple[int, datetime.datetime] | None) -> bool:
    if entries is None:
        return True
    limits = journey.document.get("Limits", {})
    number, last = entries
    cap = limits.get("EndpointReentryCap", 0)
    interval = read_duration(limits.get("EndpointReentryInterval", ""))
    return (not cap or number < cap) and (interval is None or last + interval <= now())

"""The life of a campaign: when its runs come, and where it stands between them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.clock import now
from pinpoint_mock.engagement import running
from pinpoint_mock.engagement.campaign_runs import close, of_run, open_run, run
from pinpoint_mock.engagement.local_time import FIRST_ZONE, serve_zones
from pinpoint_mock.engagement.schedule import BY_EVENT, IMMEDIATE, base_of, end_of, is_local, moment_of_run
from pinpoint_mock.state.campaigns import (
    COMPLETED,
    DELETED,
    EXECUTING,
    PAUSED,
    PENDING_NEXT_RUN,
    SCHEDULED,
    Campaign,
    Document,
)

if TYPE_CHECKING:
    from pinpoint_mock.state.agenda import Work
    from pinpoint_mock.state.world import App

RUN = "campaign.run"
"""Make a run, whose number is an argument, or begin to wait for events."""

ZONES = "campaign.zones"
"""Go on with a run in local time: reach the zones in which its time has come."""

RESOLUTION = datetime.timedelta.resolution

END = "campaign.end"
"""Wait for events no longer."""


def create(app: App, document: Document, *, tags: dict[str, str], settings: Mapping[str, Any]) -> Campaign:
    """Hold a new campaign and schedule its first run. The document must have been checked."""
    base = base_of(document["Schedule"], now())
    campaign = app.campaigns.create(document, tags=tags, settings=settings, base=base, status=SCHEDULED)
    return _begin(app, campaign)


def update(app: App, campaign: Campaign, document: Document) -> Campaign:
    """Give a campaign a new version, begin anew with another Schedule, and pause or resume it."""
    before = campaign.document
    campaign = campaign.with_version(document)
    app.campaigns.put(campaign)
    if document["Schedule"] != before["Schedule"]:
        running.cancel(app, campaign.campaign_id)
        _cancel_activities(app, campaign)
        base = base_of(document["Schedule"], now())
        return _begin(app, app.campaigns.replace(campaign, base=base, next_run=0, has_run=False))
    if campaign.has_ended:
        return campaign
    return app.campaigns.replace(campaign, status=_status(app, campaign))


def delete(app: App, campaign: Campaign) -> Campaign:
    """Delete a campaign: it sends nothing more, and only lists still have it."""
    return app.campaigns.replace(_stop(app, campaign), was_deleted=True)


def segment_deleted(app: App, segment_id: str) -> None:
    """Stop the campaigns of a segment that was deleted, those that were not over.

    Source: MODEL CampaignState.CampaignStatus.
    """
    for campaign in app.campaigns:
        if campaign.document["SegmentId"] == segment_id and not campaign.has_ended:
            _stop(app, campaign)


def _stop(app: App, campaign: Campaign) -> Campaign:
    running.cancel(app, campaign.campaign_id)
    _cancel_activities(app, campaign)
    return app.campaigns.replace(campaign, status=DELETED, next_run=None)


def _cancel_activities(app: App, campaign: Campaign) -> None:
    for activity in app.campaigns.open_activities(campaign.campaign_id):
        close(app, campaign, activity, state="CANCELLED", result=None)


def _begin(app: App, campaign: Campaign) -> Campaign:
    _schedule_run(app, campaign, 0)
    return app.campaigns.replace(campaign, status=_status(app, campaign))


def _schedule_run(app: App, campaign: Campaign, number: int) -> int | None:
    """Schedule a run and return its number, or None if there is no such run."""
    schedule = campaign.document["Schedule"]
    moment = moment_of_run(schedule, campaign.base, number)
    if moment is None:
        return None
    due = moment - FIRST_ZONE if is_local(schedule) else moment
    running.schedule(app, max(due, now()), RUN, campaign.campaign_id, key="next", number=number)
    return number


def _status(app: App, campaign: Campaign) -> str:
    """Where a campaign stands that is not over, between the pieces of its work."""
    is_by_event = campaign.frequency in BY_EVENT
    if is_by_event:
        status = EXECUTING if campaign.has_run else SCHEDULED
    elif app.campaigns.open_activities(campaign.campaign_id):
        return EXECUTING  # it finishes its run before it is paused
    elif campaign.next_run is None:
        return COMPLETED if campaign.has_run or not campaign.is_paused else PAUSED
    else:
        status = PENDING_NEXT_RUN if campaign.has_run else SCHEDULED
    return PAUSED if campaign.is_paused and not _is_unstoppable(campaign) else status


def _is_unstoppable(campaign: Campaign) -> bool:
    """Whether the next run cannot be paused.

    Source: UG campaigns-schedule.
    """
    is_immediate: bool = campaign.document["Schedule"]["StartTime"] == IMMEDIATE
    return is_immediate and campaign.next_run == 0 and campaign.frequency not in BY_EVENT


@running.work(RUN)
def _run(app: App, work: Work) -> None:
    """Make a run, unless the campaign is paused, and schedule the next one."""
    campaign = _held(app, work)
    schedule, number = campaign.document["Schedule"], work.arguments["number"]
    if campaign.frequency in BY_EVENT:
        _open_to_events(app, campaign)
        return
    is_made = not campaign.is_paused or _is_unstoppable(campaign)
    following = _schedule_run(app, campaign, number + 1)
    if is_made and is_local(schedule):
        _serve_zones(app, campaign, number, since=work.moment - RESOLUTION if number else None)
        return
    campaign = app.campaigns.replace(campaign, next_run=following)
    if is_made:
        campaign = app.campaigns.replace(campaign, status=EXECUTING, has_run=True)
        run(app, campaign, scheduled_start=work.moment)
    _rest(app, campaign.campaign_id)


@running.work(ZONES)
def _continue(app: App, work: Work) -> None:
    _serve_zones(app, _held(app, work), work.arguments["number"], since=work.arguments["since"])


def _serve_zones(app: App, campaign: Campaign, number: int, *, since: datetime.datetime | None) -> None:
    """Reach the zones in which the time of a run has come, and come back for the next ones.

    A campaign that is paused before its run has reached anybody misses it.
    """
    campaign_id, schedule, base = campaign.campaign_id, campaign.document["Schedule"], campaign.base
    moment, after_it = moment_of_run(schedule, base, number), moment_of_run(schedule, base, number + 1)
    assert moment is not None, "it is being made"
    is_made = not campaign.is_paused or bool(of_run(app, campaign_id, moment))
    goes_on = is_made and serve_zones(app, campaign, moment, since)
    if goes_on:
        running.schedule(
            app, _next_quarter(moment), ZONES, campaign_id, key=f"run {number}", number=number, since=now()
        )
    current = app.campaigns.get(campaign_id)
    has_begun = not goes_on or bool(of_run(app, campaign_id, moment))
    if current is not None and current.next_run is not None and has_begun:
        following = None if after_it is None else max(number + 1, current.next_run)
        app.campaigns.replace(current, next_run=following)
    _rest(app, campaign_id)


def _next_quarter(moment: datetime.datetime) -> datetime.datetime:
    """The next moment at which a time of day can come in some zone, as `moment` is one of those."""
    quarter = datetime.timedelta(minutes=15)
    return moment + ((now() - moment) // quarter + 1) * quarter


def _open_to_events(app: App, campaign: Campaign) -> None:
    """Wait for events from now on, until EndTime."""
    end = end_of(campaign.document["Schedule"])
    if end is not None:
        running.schedule(app, end, END, campaign.campaign_id, key="end")
    campaign = app.campaigns.replace(campaign, next_run=None, has_run=True)
    if campaign.frequency == "EVENT":
        open_run(app, campaign, scheduled_start=campaign.base)
    app.campaigns.replace(campaign, status=_status(app, campaign))


@running.work(END)
def _end(app: App, work: Work) -> None:
    campaign = _held(app, work)
    for activity in app.campaigns.open_activities(campaign.campaign_id):
        close(app, campaign, activity)
    app.campaigns.replace(campaign, status=COMPLETED)


def _rest(app: App, campaign_id: str) -> None:
    """Note where a campaign stands after a piece of its work, unless it has been ended meanwhile."""
    campaign = app.campaigns.get(campaign_id)
    if campaign is not None and not campaign.has_ended:
        app.campaigns.replace(campaign, status=_status(app, campaign))


def _held(app: App, work: Work) -> Campaign:
    campaign = app.campaigns.get(work.owner)
    assert campaign is not None, "the work of a campaign that was deleted was cancelled"
    return campaign

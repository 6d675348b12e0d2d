"""Runs in local time: each endpoint is reached when the time of day comes in its own zone."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from pinpoint_mock.core.clock import now
from pinpoint_mock.engagement.campaign_runs import members_now, of_run, run
from pinpoint_mock.engagement.schedule import local_moment, zone_of
from pinpoint_mock.state.campaigns import EXECUTING, Campaign

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App

FIRST_ZONE = datetime.timedelta(hours=14)
"""How far the first time zone of the world is ahead of UTC."""


def serve_zones(app: App, campaign: Campaign, moment: datetime.datetime, since: datetime.datetime | None) -> bool:
    """Reach the members of the segment in whose zones the time of a run has come since a moment; whether more follows.

    `moment` is that of the run in the schedule's own zone. Where the time was over before, it comes at once if no
    `since` is given, as for the first run; later runs do not make up for it. The run is over when no member is left
    whose time has still to come, but not before it has come somewhere, or in the schedule's own zone. Then members
    without a valid zone are counted. AWS does not document when the segment is evaluated; here it is for each zone
    anew.

    Source: MODEL Schedule.IsLocalTime; UG campaigns-schedule.
    """
    schedule, present = campaign.document["Schedule"], now()
    members = members_now(app, campaign)
    zones = {document["Id"]: zone_of(document) for document in members}
    moments = {zone: local_moment(schedule, moment, zone) for zone in set(zones.values()) if zone is not None}
    left = {zone for zone, its_moment in moments.items() if its_moment > present}
    due = {zone for zone in moments.keys() - left if since is None or moments[zone] > since}
    has_begun = bool(due or of_run(app, campaign.campaign_id, moment))
    is_over = not left and (has_begun or present >= moment)
    if not due and not is_over:
        return True
    campaign = app.campaigns.replace(campaign, status=EXECUTING, has_run=True)
    reached = due | {None} if is_over else due
    run(
        app,
        campaign,
        scheduled_start=moment,
        members=[document for document in members if zones[document["Id"]] in reached],
        zones=frozenset(zone.key for zone in due),
        zones_left=len(left),
        is_over=is_over,
    )
    current = app.campaigns.get(campaign.campaign_id)
    return not is_over and current is not None and not current.has_ended

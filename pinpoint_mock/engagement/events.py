"""Events that make campaigns send: those that an app reports, and those of the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pinpoint_mock.audience.segments import is_member
from pinpoint_mock.core.clock import now
from pinpoint_mock.engagement import running
from pinpoint_mock.engagement.campaign_runs import run, segment_version
from pinpoint_mock.engagement.event_filter import lets_pass
from pinpoint_mock.engagement.schedule import end_of
from pinpoint_mock.state.campaigns import EXECUTING

if TYPE_CHECKING:
    from pinpoint_mock.state.agenda import Work
    from pinpoint_mock.state.world import App

EVENT = "campaign.event"
"""Send a campaign to the endpoint of an event, if it is a member of the segment."""


def trigger(
    app: App,
    endpoint_id: str,
    event_type: str,
    *,
    filter_type: str = "ENDPOINT",
    attributes: Mapping[str, str],
    metrics: Mapping[str, float],
) -> None:
    """Have the campaigns send that wait for an event of an endpoint, after the call that has reported it.

    `filter_type` is ENDPOINT for an event that an app reports, SYSTEM for one of the service.

    Source: MODEL CampaignEventFilter; UG campaigns-schedule.
    """
    for campaign in app.campaigns:
        if campaign.frequency != "EVENT" or campaign.status != EXECUTING:
            continue
        schedule = campaign.document["Schedule"]
        event_filter, end = schedule["EventFilter"], end_of(schedule)
        is_wanted = event_filter["FilterType"] == filter_type and (end is None or now() <= end)
        if is_wanted and lets_pass(event_filter["Dimensions"], event_type, attributes, metrics):
            running.schedule(app, now(), EVENT, campaign.campaign_id, endpoint_id=endpoint_id)


@running.work(EVENT)
def _send(app: App, work: Work) -> None:
    campaign, endpoint = app.campaigns.get(work.owner), app.endpoints.get(work.arguments["endpoint_id"])
    assert campaign is not None, "the work of a campaign that was deleted was cancelled"
    if endpoint is not None and is_member(app, segment_version(app, campaign), endpoint):
        run(app, campaign, scheduled_start=campaign.base, members=[endpoint], is_over=False)

"""Events that make campaigns and journeys go on: those that an app reports, and those of the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pinpoint_mock.audience.segments import is_member
from pinpoint_mock.core.clock import now
from pinpoint_mock.engagement import running
from pinpoint_mock.engagement.campaign_runs import run, segment_version
from pinpoint_mock.engagement.event_filter import lets_pass
from pinpoint_mock.engagement.journey_conditions import note_event
from pinpoint_mock.engagement.journeys import enter_by_event
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
    journey_activity_id: str | None = None,
) -> None:
    """Have the campaigns and journeys go on that wait for an event of an endpoint, after the call that has reported it.

    `filter_type` is ENDPOINT for an event that an app reports, SYSTEM for one of the service. `journey_activity_id` is
    the message activity that it is about, if it is about one.

    Source: MODEL CampaignEventFilter; MODEL EventCondition; UG campaigns-schedule.
    """
    note_event(app, endpoint_id, event_type, attributes=attributes, metrics=metrics, activity_id=journey_activity_id)
    enter_by_event(app, endpoint_id, event_type, filter_type=filter_type, attributes=attributes, metrics=metrics)
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

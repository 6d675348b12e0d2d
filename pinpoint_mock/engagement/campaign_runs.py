"""One run of a campaign, or a part of it: from the members of its segment to messages and counts."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinpoint_mock.audience.segments import segment_members
from pinpoint_mock.core.clock import now
from pinpoint_mock.core.errors import NotFoundException
from pinpoint_mock.delivery.checks import outcome_of_custom
from pinpoint_mock.delivery.origin import campaign_origin
from pinpoint_mock.delivery.recipients import Delivery
from pinpoint_mock.delivery.sending import Sending, record
from pinpoint_mock.engagement import running
from pinpoint_mock.engagement.campaign_audience import HOLDOUT, Audience, Tally, Target
from pinpoint_mock.engagement.campaign_content import Treatment, treatments_of
from pinpoint_mock.engagement.campaign_functions import deliver_custom, filter_targets
from pinpoint_mock.engagement.custom_delivery import CUSTOM
from pinpoint_mock.logs.message import SUCCESSFUL, Message
from pinpoint_mock.rendering.content import NO_CONTENT, Content
from pinpoint_mock.state.campaigns import INVALID, Activity, Campaign
from pinpoint_mock.state.segments import SegmentReference, SegmentVersion

if TYPE_CHECKING:
    from pinpoint_mock.delivery.recipients import Recipient
    from pinpoint_mock.state.endpoints import Document
    from pinpoint_mock.state.templates import TemplateVersion
    from pinpoint_mock.state.world import App


def segment_version(app: App, campaign: Campaign) -> SegmentVersion:
    """The version of the segment that a campaign is for."""
    document = campaign.document
    version = app.segments.find(SegmentReference(document["SegmentId"], document["SegmentVersion"]))
    assert version is not None, "a campaign ends with its segment"
    return version


def members_now(app: App, campaign: Campaign) -> list[Document]:
    """The members of the segment of a campaign at this moment."""
    return segment_members(app, segment_version(app, campaign))


def of_run(app: App, campaign_id: str, scheduled_start: datetime.datetime) -> dict[str, Activity]:
    """The activities of a run that goes on, by treatment; runs in local time may overlap."""
    activities = app.campaigns.open_activities(campaign_id)
    return {each.treatment_id: each for each in activities if each.scheduled_start == scheduled_start}


def open_run(app: App, campaign: Campaign, *, scheduled_start: datetime.datetime) -> dict[str, Activity]:
    """The activities of a run by treatment: those that go on, and new ones for treatments that have none."""
    found = of_run(app, campaign.campaign_id, scheduled_start)
    for treatment_id in treatments_of(campaign.document):
        if treatment_id not in found:
            found[treatment_id] = app.campaigns.begin_activity(
                campaign.campaign_id,
                activity_id=app.backend.world.ids.activity_id(),
                treatment_id=treatment_id,
                scheduled_start=scheduled_start,
                start=now(),
            )
    return found


def close(
    app: App, campaign: Campaign, activity: Activity, *, state: str = "COMPLETED", result: str | None = "SUCCESS"
) -> None:
    """End an activity now.

    Source: MODEL ActivityResponse.
    """
    ended = dataclasses.replace(activity, end=now(), state=state, result=result)
    app.campaigns.put_activity(campaign.campaign_id, ended)


def run(
    app: App,
    campaign: Campaign,
    *,
    scheduled_start: datetime.datetime,
    members: Sequence[Document] | None = None,
    zones: frozenset[str] = frozenset(),
    zones_left: int = 0,
    is_over: bool = True,
) -> None:
    """Send a campaign to members of its segment, all of them if none are given, and count what became of them.

    `zones` are the names of the time zones that are served, `zones_left` is how many still have to be. If a template
    does not exist any more, the campaign ends as INVALID.

    Source: MODEL ActivityResponse; MODEL CampaignState.CampaignStatus; DG analytics-standard-metrics.
    """
    activities = open_run(app, campaign, scheduled_start=scheduled_start)
    treatments = treatments_of(campaign.document)
    try:
        templates = {treatment_id: treatment.templates(app) for treatment_id, treatment in treatments.items()}
    except NotFoundException:
        _invalidate(app, campaign, activities)
        return
    tallies = {treatment_id: Tally() for treatment_id in treatments}
    chosen = members_now(app, campaign) if members is None else members
    targets = list(Audience(app, campaign, treatments, tallies).targets(chosen))
    sender = _Sender(app, campaign, treatments, activities, templates)
    for message in sender.send(targets):
        tally = tallies[message.treatment_id or ""]
        tally.total += message.delivery_status != HOLDOUT.delivery_status
        if message.delivery_status == SUCCESSFUL:
            tally.successful += 1
            app.message_counts.add_of_day(message.sent_at, message.endpoint_id or "")
    for treatment_id, tally in tallies.items():
        _count(app, campaign, activities[treatment_id], tally, zones, zones_left, is_over)


def _invalidate(app: App, campaign: Campaign, activities: Mapping[str, Activity]) -> None:
    for activity in activities.values():
        close(app, campaign, activity, result="FAIL")
    running.cancel(app, campaign.campaign_id)
    app.campaigns.replace(campaign, status=INVALID, next_run=None)


def _count(
    app: App,
    campaign: Campaign,
    before: Activity,
    tally: Tally,
    zones: frozenset[str],
    zones_left: int,
    is_over: bool,
) -> None:
    """Add to an activity what was counted, and end it if its run is over and a function has not done so."""
    activity = app.campaigns.activity(campaign.campaign_id, before.activity_id)
    activity = dataclasses.replace(
        activity,
        metrics=dict(Counter(activity.metrics) + tally.metrics),
        total=activity.total + tally.total,
        successful=activity.successful + tally.successful,
        zones=activity.zones | zones,
        zones_left=zones_left,
    )
    app.campaigns.put_activity(campaign.campaign_id, activity)
    if is_over and activity.is_open:
        close(app, campaign, activity)


@dataclasses.dataclass
class _Sender:
    """Sends to endpoints of a campaign in their order, each with what its treatment has for it."""

    app: App
    campaign: Campaign
    treatments: Mapping[str, Treatment]
    activities: Mapping[str, Activity]
    templates: Mapping[str, Mapping[str, TemplateVersion]]

    def __post_init__(self) -> None:
        self._origins = {
            treatment_id: campaign_origin(self.campaign.campaign_id, activity.activity_id, treatment_id)
            for treatment_id, activity in self.activities.items()
        }

    def send(self, targets: Sequence[Target]) -> Iterator[Message]:
        """A message for each endpoint, but for those that the hook has left out."""
        targets = self._filtered(targets)
        messages: dict[str, Iterator[Message]] = {}
        payloads: dict[str, dict[str, Any]] = {}
        for treatment_id, treatment in self.treatments.items():
            own = [each for each in targets if each.treatment_id == treatment_id and each.outcome is None]
            custom = [target for target in own if self._is_custom(target)]
            plain = (target.recipient for target in own if not self._is_custom(target))
            activity, origin = self.activities[treatment_id], self._origins[treatment_id]
            sending = Sending(self.app, origin, treatment.configuration, self.templates[treatment_id])
            messages[treatment_id] = sending.send(plain)
            payloads |= deliver_custom(self.app, self.campaign, treatment, activity, custom)
        for target in targets:
            payload = payloads.get(str(target.recipient.endpoint_id))
            if payload is not None:
                yield self._record_custom(target, payload)
            elif target.outcome is not None:
                yield record(self._origins[target.treatment_id], self._delivery(target.recipient), target.outcome)
            else:
                yield next(messages[target.treatment_id])

    def _filtered(self, targets: Sequence[Target]) -> list[Target]:
        left_out: set[int] = set()
        for treatment_id, treatment in self.treatments.items():
            places = [
                place
                for place, target in enumerate(targets)
                if target.treatment_id == treatment_id and target.outcome is None
            ]
            own = [targets[place] for place in places]
            activity = self.activities[treatment_id]
            left_out.update(
                places[place] for place in filter_targets(self.app, self.campaign, treatment, activity, own)
            )
        return [target for place, target in enumerate(targets) if place not in left_out]

    def _is_custom(self, target: Target) -> bool:
        return target.recipient.channel in self.treatments[target.treatment_id].custom_channels

    def _record_custom(self, target: Target, payload: dict[str, Any]) -> Message:
        """Write a message that a custom delivery sends, unless its function has failed.

        Source: DG event-streams-data-campaign.
        """
        delivery = self._delivery(dataclasses.replace(target.recipient, channel=CUSTOM), Content(payload=payload))
        outcome = target.outcome or outcome_of_custom(delivery)
        return record(self._origins[target.treatment_id], delivery, outcome)

    def _delivery(self, recipient: Recipient, content: Content = NO_CONTENT) -> Delivery:
        return Delivery(self.app, recipient, content, campaign_id=self.campaign.campaign_id)

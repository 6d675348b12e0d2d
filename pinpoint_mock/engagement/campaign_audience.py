"""Whom a run of a campaign reaches: the reasons why endpoints of its segment fall out before anything is sent."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from pinpoint_mock.core.clock import now
from pinpoint_mock.delivery.outcomes import Outcome
from pinpoint_mock.delivery.recipients import document_recipient
from pinpoint_mock.engagement.campaign_content import treatment_ids_by_cohort
from pinpoint_mock.engagement.schedule import is_local, is_quiet, zone_of
from pinpoint_mock.engagement.skipped import DAILY_CAP, QUIET_TIME, not_produced
from pinpoint_mock.state.campaigns import DEFAULT_TREATMENT
from pinpoint_mock.state.endpoints import Document, channel_family

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointResponseTypeDef

    from pinpoint_mock.delivery.recipients import Recipient
    from pinpoint_mock.engagement.campaign_content import Treatment
    from pinpoint_mock.state.campaigns import Campaign
    from pinpoint_mock.state.world import App

HOLDOUT = Outcome("HOLDOUT", 400, "Endpoint is held out")
DUPLICATE_ADDRESS = Outcome("DUPLICATE_ADDRESS", 400, "Duplicate endpoint address")
CAMPAIGN_CAP = Outcome("CAMPAIGN_CAP", 400, "Endpoint got the most messages of the campaign")
"""What becomes of an endpoint of a campaign that falls out with an entry, beside the reasons of journeys too.

AWS documents the statuses; codes and texts are this mock's.

Source: DG event-streams-data-campaign.
"""


@dataclasses.dataclass(slots=True)
class Tally:
    """What is counted of one run, or of a part of it, for one treatment; see `Activity`."""

    metrics: Counter[str] = dataclasses.field(default_factory=Counter)
    total: int = 0
    successful: int = 0


@dataclasses.dataclass(slots=True)
class Target:
    """An endpoint for which a message is produced; with an outcome it is known already that it is not sent."""

    recipient: Recipient
    treatment_id: str
    outcome: Outcome | None = None


def limit(campaign: Campaign, member: str) -> int:
    """A limit of a campaign, else of the project when the campaign was created; 0 for none.

    Source: UG settings-general; MODEL CampaignLimits.
    """
    limits: Mapping[str, int] = {**campaign.settings.get("Limits", {}), **campaign.document["Limits"]}
    return limits.get(member, 0)


def quiet_time(campaign: Campaign) -> Mapping[str, str]:
    """The quiet time of a campaign, else of the project when the campaign was created; empty for none.

    Source: MODEL Schedule.QuietTime; UG settings-general.
    """
    own: Mapping[str, str] = campaign.document["Schedule"].get("QuietTime", {})
    return own or campaign.settings.get("QuietTime", {})


@dataclasses.dataclass
class Audience:
    """The endpoints of a run on their way through the reasons to fall out.

    AWS documents the reasons, but not their order; here it is that in which they are asked below: reasons of the
    endpoint, of its cohort, of the run, of the moment, and of what it got before.
    """

    app: App
    campaign: Campaign
    treatments: Mapping[str, Treatment]
    tallies: Mapping[str, Tally]

    def __post_init__(self) -> None:
        self._moment = now()
        self._by_cohort = treatment_ids_by_cohort(self.campaign.document)
        self._needs_zone = is_local(self.campaign.document["Schedule"])
        self._quiet_time = quiet_time(self.campaign)
        self._daily, self._total = limit(self.campaign, "Daily"), limit(self.campaign, "Total")
        self._seen: set[tuple[str, str]] = set()

    def targets(self, members: Iterable[Document]) -> Iterator[Target]:
        """Those of the endpoints for which a message is produced."""
        for endpoint in members:
            treatment_id = self._by_cohort[int(endpoint["CohortId"])]
            if self._is_produced(endpoint, treatment_id):
                recipient = document_recipient(cast("EndpointResponseTypeDef", endpoint), {})
                outcome = self._held_out(endpoint) if treatment_id is None else self._outcome(endpoint)
                yield Target(recipient, treatment_id or DEFAULT_TREATMENT, outcome)

    def _is_produced(self, endpoint: Document, treatment_id: str | None) -> bool:
        """Whether a message is produced for an endpoint, or an entry if it is held out; counted for each treatment."""
        reason = not_produced(endpoint)
        is_produced = False
        for each, tally in self.tallies.items():
            tally.metrics["ENDPOINT_PRODUCED"] += 1
            found = reason or self._reason_of_campaign(endpoint, self.treatments[each])
            is_own = each == (treatment_id or DEFAULT_TREATMENT)
            if found is not None:
                tally.metrics[found] += 1
            elif is_own:
                is_produced = True
            elif treatment_id is not None:
                tally.metrics["TREATMENT_HOLDOUT"] += 1
        return is_produced

    def _reason_of_campaign(self, endpoint: Document, treatment: Treatment) -> str | None:
        if not treatment.reaches(endpoint["ChannelType"]):
            return "ENDPOINT_CHANNEL_MISMATCH"
        if self._needs_zone and zone_of(endpoint) is None:
            return "ENDPOINT_MISSING_TIMEZONE"
        return None

    def _held_out(self, endpoint: Document) -> Outcome:
        last = self.campaign.document["HoldoutPercent"] - 1
        reason = f"its cohort is {endpoint['CohortId']}, and cohorts 0 to {last} are held out"
        return HOLDOUT._replace(explanation=reason)

    def _outcome(self, endpoint: Document) -> Outcome | None:
        """The reason why an endpoint falls out with an entry, or None; what counts for caps is counted.

        The cap of the campaign counts the messages that were meant for an endpoint, those in quiet time too.

        Source: UG settings-general; DG event-streams-data-campaign.
        """
        address = channel_family(endpoint["ChannelType"]), endpoint["Address"]
        if address in self._seen:
            return DUPLICATE_ADDRESS
        self._seen.add(address)
        campaign_id, endpoint_id, counts = self.campaign.campaign_id, endpoint["Id"], self.app.message_counts
        if self._quiet_time and (zone := zone_of(endpoint)) and is_quiet(self._quiet_time, zone, self._moment):
            counts.add_of_owner(campaign_id, endpoint_id)
            hours = f"{self._quiet_time['Start']} to {self._quiet_time['End']}"
            reason = f"it is {self._moment.astimezone(zone):%H:%M} in {zone.key}, and quiet time is {hours}"
            return QUIET_TIME._replace(explanation=reason)
        if self._daily and counts.of_day(self._moment, endpoint_id) >= self._daily:
            return DAILY_CAP._replace(explanation=f"the Daily limit is {self._daily}")
        if self._total and counts.of_owner(campaign_id, endpoint_id) >= self._total:
            return CAMPAIGN_CAP._replace(explanation=f"the Total limit is {self._total}")
        counts.add_of_owner(campaign_id, endpoint_id)
        return None

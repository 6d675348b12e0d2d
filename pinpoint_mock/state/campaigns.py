"""Campaigns of an application: their versions, where they stand, and the activities of their runs."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from pinpoint_mock.core.explain import shown

SCHEDULED = "SCHEDULED"
EXECUTING = "EXECUTING"
PENDING_NEXT_RUN = "PENDING_NEXT_RUN"
COMPLETED = "COMPLETED"
PAUSED = "PAUSED"
DELETED = "DELETED"
INVALID = "INVALID"
"""The states of a campaign.

Source: MODEL CampaignState.CampaignStatus.
"""

ENDED = frozenset({COMPLETED, DELETED, INVALID})
"""The states of campaigns that do nothing more."""

DEFAULT_TREATMENT = "0"
"""The id of the default treatment, which a campaign without others has too.

Source: DG channels-custom.
"""

Document = dict[str, Any]
"""A version of a campaign in the shape CampaignResponse, without what all versions share: the states and the tags."""


@dataclasses.dataclass(frozen=True)
class Activity:
    """One run of a campaign for one treatment, as far as it has come; it is replaced, never changed in place.

    `number` grows with each activity of the application. `metrics` are the execution metrics, `total` the endpoints
    that it tried to reach, `successful` those that it did. `zones` are the time zones that it has served, and
    `zones_left` is how many it still has to.
    """

    activity_id: str
    number: int
    treatment_id: str
    scheduled_start: datetime.datetime
    start: datetime.datetime
    end: datetime.datetime | None = None
    state: str = "RUNNING"
    result: str | None = None
    metrics: Mapping[str, int] = dataclasses.field(default_factory=dict)
    total: int = 0
    successful: int = 0
    zones: frozenset[str] = frozenset()
    zones_left: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.end is None


@dataclasses.dataclass(frozen=True)
class Campaign:
    """A campaign with at least one version; it is replaced, never changed in place.

    `number` grows with each campaign of the application; `versions` is ordered, the current one last. `settings` are
    those of the project when the campaign was created: Limits, QuietTime and CampaignHook. `base` is the moment from
    which its schedule counts, `next_run` the number of the run that comes next, from 0, or None if none does, and
    `has_run` whether there was one. `was_deleted` is whether DeleteCampaign was called for it.
    """

    campaign_id: str
    number: int
    versions: Mapping[int, Document]
    tags: dict[str, str]
    settings: Mapping[str, Any]
    base: datetime.datetime
    status: str = SCHEDULED
    next_run: int | None = 0
    has_run: bool = False
    was_deleted: bool = False

    @property
    def document(self) -> Document:
        """The newest version."""
        return self.versions[len(self.versions)]  # versions begin with 1, and none is ever deleted

    @property
    def name(self) -> str:
        """The name in the newest version, or ""."""
        name: str = self.document.get("Name", "")
        return name

    @property
    def described(self) -> str:
        """The id and the name, for texts."""
        return f"{shown(self.campaign_id)} ({shown(self.name)})" if self.name else shown(self.campaign_id)

    @property
    def frequency(self) -> str:
        """How often it is sent.

        AWS does not document what a Schedule without Frequency means; here it is ONCE.
        """
        frequency: str = self.document["Schedule"].get("Frequency", "ONCE")
        return frequency

    @property
    def is_paused(self) -> bool:
        """Whether it was paused."""
        paused: bool = self.document["IsPaused"]
        return paused

    @property
    def has_ended(self) -> bool:
        """Whether it does nothing more."""
        return self.status in ENDED

    def with_version(self, document: Document) -> Campaign:
        """The campaign with a version that is newer than all others."""
        return dataclasses.replace(self, versions={**self.versions, document["Version"]: document})


class CampaignStore:
    """The campaigns of an application by id, in the order of their creation, deleted ones too, and their activities."""

    def __init__(self) -> None:
        self._campaigns: dict[str, Campaign] = {}
        self._activities: dict[str, dict[str, Activity]] = {}
        self._open: dict[str, dict[str, None]] = {}
        self._created = 0
        self._begun = 0

    def __iter__(self) -> Iterator[Campaign]:
        return iter(list(self._campaigns.values()))

    def copy(self) -> CampaignStore:
        """A store of the same campaigns and activities, in dicts of its own."""
        store = CampaignStore()
        store._campaigns = dict(self._campaigns)
        store._activities = {campaign_id: dict(those) for campaign_id, those in self._activities.items()}
        store._open = {campaign_id: dict(those) for campaign_id, those in self._open.items()}
        store._created = self._created
        store._begun = self._begun
        return store

    def get(self, campaign_id: str) -> Campaign | None:
        """The campaign of that id, or None if there is none or it was deleted."""
        campaign = self._campaigns.get(campaign_id)
        return None if campaign is None or campaign.was_deleted else campaign

    def was_deleted(self, campaign_id: str) -> bool:
        """Whether a campaign of that id was deleted."""
        return campaign_id in self._campaigns and self.get(campaign_id) is None

    def create(
        self,
        document: Document,
        *,
        tags: dict[str, str],
        settings: Mapping[str, Any],
        base: datetime.datetime,
        status: str,
    ) -> Campaign:
        """Hold a new campaign, as the newest, with its first version."""
        self._created += 1
        versions = {document["Version"]: document}
        campaign = Campaign(document["Id"], self._created, versions, tags, settings, base, status)
        self.put(campaign)
        return campaign

    def put(self, campaign: Campaign) -> None:
        """Hold a campaign in place of the one of its id."""
        self._campaigns[campaign.campaign_id] = campaign

    def replace(self, campaign: Campaign, **changes: Any) -> Campaign:
        """Hold a campaign with changes, and return it."""
        changed = dataclasses.replace(campaign, **changes)
        self.put(changed)
        return changed

    def activities(self, campaign_id: str) -> list[Activity]:
        """The activities of a campaign, the oldest first."""
        return list(self._activities.get(campaign_id, {}).values())

    def open_activities(self, campaign_id: str) -> list[Activity]:
        """The activities of a campaign that go on, the oldest first."""
        return [self._activities[campaign_id][activity_id] for activity_id in self._open.get(campaign_id, ())]

    def activity(self, campaign_id: str, activity_id: str) -> Activity:
        """An activity that exists."""
        return self._activities[campaign_id][activity_id]

    def begin_activity(
        self,
        campaign_id: str,
        *,
        activity_id: str,
        treatment_id: str,
        scheduled_start: datetime.datetime,
        start: datetime.datetime,
    ) -> Activity:
        """Hold a new activity of a campaign, as the newest."""
        self._begun += 1
        activity = Activity(activity_id, self._begun, treatment_id, scheduled_start, start)
        self.put_activity(campaign_id, activity)
        return activity

    def put_activity(self, campaign_id: str, activity: Activity) -> None:
        """Hold an activity in place of the one of its id."""
        self._activities.setdefault(campaign_id, {})[activity.activity_id] = activity
        still_open = self._open.setdefault(campaign_id, {})
        if activity.is_open:
            still_open[activity.activity_id] = None
        else:
            still_open.pop(activity.activity_id, None)

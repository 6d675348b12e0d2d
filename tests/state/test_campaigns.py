"""The store of campaigns and of their activities."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from pinpoint_mock.state.campaigns import Activity, Campaign, CampaignStore
from tests.builders import MOMENT


def create(store: CampaignStore, campaign_id: str, **members: Any) -> Campaign:
    document = {"Id": campaign_id, "Version": 1, "Schedule": {"StartTime": "IMMEDIATE"}, "IsPaused": False, **members}
    return store.create(document, tags={}, settings={}, base=MOMENT, status="SCHEDULED")


def begin(store: CampaignStore, campaign_id: str, activity_id: str) -> Activity:
    return store.begin_activity(
        campaign_id, activity_id=activity_id, treatment_id="0", scheduled_start=MOMENT, start=MOMENT
    )


def test_campaigns_are_in_the_order_of_creation_and_numbered() -> None:
    store = CampaignStore()
    assert [create(store, each).number for each in ("b", "a")] == [1, 2]
    assert [campaign.campaign_id for campaign in store] == ["b", "a"]


def test_a_deleted_campaign_stays_in_the_list() -> None:
    store = CampaignStore()
    campaign = create(store, "a")
    store.replace(campaign, was_deleted=True)
    assert store.get("a") is None
    assert [each.campaign_id for each in store] == ["a"]
    assert store.was_deleted("a")
    assert not store.was_deleted("b")


def test_versions_are_added_and_the_last_one_counts() -> None:
    campaign = create(CampaignStore(), "a", Name="first")
    changed = campaign.with_version({**campaign.document, "Version": 2, "Name": "second"})
    assert (campaign.name, changed.name, list(changed.versions)) == ("first", "second", [1, 2])
    assert changed.described == "'a' ('second')"
    assert create(CampaignStore(), "a").described == "'a'"


@pytest.mark.parametrize(
    ("status", "expected"),
    [("SCHEDULED", False), ("PAUSED", False), ("COMPLETED", True), ("DELETED", True), ("INVALID", True)],
)
def test_which_states_are_final(status: str, expected: bool) -> None:
    assert dataclasses.replace(create(CampaignStore(), "a"), status=status).has_ended is expected


def test_activities_belong_to_a_campaign_and_are_replaced() -> None:
    store = CampaignStore()
    first, second, _ = begin(store, "a", "a1"), begin(store, "a", "a2"), begin(store, "b", "b1")
    assert first.number < second.number
    store.put_activity("a", dataclasses.replace(first, end=MOMENT))
    assert [(each.activity_id, each.is_open) for each in store.activities("a")] == [("a1", False), ("a2", True)]
    assert store.activities("c") == store.open_activities("c") == []
    assert store.open_activities("a") == [second] == [store.activity("a", "a2")]


def test_a_copy_changes_on_its_own() -> None:
    store = CampaignStore()
    campaign = create(store, "a")
    begin(store, "a", "a1")
    copy = store.copy()
    copy.replace(campaign, status="PAUSED")
    create(copy, "b")
    begin(copy, "a", "a2")
    assert [(each.campaign_id, each.status) for each in store] == [("a", "SCHEDULED")]
    assert [each.activity_id for each in store.activities("a")] == ["a1"]
    assert create(store, "c").number == 2
    assert begin(store, "a", "a3").number == 2

"""The store of recommenders: their order, their items, and what a copy keeps."""

from __future__ import annotations

import datetime

import pytest

from pinpoint_mock.state.recommenders import Recommender, RecommenderStore

MOMENT = datetime.datetime(2019, 10, 8, tzinfo=datetime.timezone.utc)


@pytest.fixture
def store() -> RecommenderStore:
    """Three recommenders, of which the second was deleted."""
    store = RecommenderStore()
    for recommender_id in ("a", "b", "c"):
        store.create(recommender_id, {"RecommendationProviderIdType": "PINPOINT_USER_ID"}, MOMENT)
    store.delete(existing(store, "b"))
    return store


def existing(store: RecommenderStore, recommender_id: str) -> Recommender:
    found = store.get(recommender_id)
    assert found is not None
    return found


def test_recommenders_are_in_the_order_of_their_creation(store: RecommenderStore) -> None:
    store.create("b", {}, MOMENT)
    store.put(existing(store, "a").with_items({"ada": ["1"]}))
    assert [(each.recommender_id, each.number) for each in store] == [("a", 1), ("c", 3), ("b", 4)]
    assert store.ids() == ["a", "c", "b"]


def test_items_replace_those_of_the_same_id(store: RecommenderStore) -> None:
    first = existing(store, "a").with_items({"ada": ["1"], "bob": ["2"]})
    assert first.with_items({"ada": ["3"], "eve": []}).items == {"ada": ["3"], "bob": ["2"], "eve": []}
    assert (first.items, existing(store, "a").items) == ({"ada": ["1"], "bob": ["2"]}, {})


def test_a_copy_goes_its_own_way(store: RecommenderStore) -> None:
    copy = store.copy()
    copy.create("d", {}, MOMENT)
    copy.delete(existing(copy, "a"))
    assert (store.ids(), copy.ids()) == (["a", "c"], ["c", "d"])
    assert existing(copy, "d").number == 4
    assert existing(copy, "c") is existing(store, "c")

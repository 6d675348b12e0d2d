"""Recommender configurations of an account in a region, and what their models recommend."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any

ENDPOINT_ID_TYPE = "PINPOINT_ENDPOINT_ID"
USER_ID_TYPE = "PINPOINT_USER_ID"
"""By whose id a model knows whom it recommends to.

Source: MODEL CreateRecommenderConfiguration.RecommendationProviderIdType.
"""


@dataclasses.dataclass(frozen=True)
class Recommender:
    """A configuration, and the items that a test has declared for its model. It is replaced, never changed in place.

    `number` grows with each recommender that is created; `document` holds the members of the request with their
    defaults; `items` are the recommended items by the id of an endpoint or a user, the best first.
    """

    recommender_id: str
    number: int
    creation_date: datetime.datetime
    last_modified_date: datetime.datetime
    document: dict[str, Any]
    items: dict[str, list[str]] = dataclasses.field(default_factory=dict)

    @property
    def is_by_user(self) -> bool:
        """Whether the model knows users, not endpoints."""
        return bool(self.document["RecommendationProviderIdType"] == USER_ID_TYPE)

    def with_items(self, items: dict[str, list[str]]) -> Recommender:
        """The recommender with items for more ids, in place of those that it had for them."""
        return dataclasses.replace(self, items={**self.items, **items})


class RecommenderStore:
    """Recommenders by id, in the order of their creation."""

    def __init__(self) -> None:
        self._recommenders: dict[str, Recommender] = {}
        self._created = 0

    def __iter__(self) -> Iterator[Recommender]:
        return iter(self._recommenders.values())

    def ids(self) -> list[str]:
        """The ids of all recommenders."""
        return list(self._recommenders)

    def copy(self) -> RecommenderStore:
        """A store of the same recommenders, in a dict of its own."""
        store = RecommenderStore()
        store._recommenders = dict(self._recommenders)
        store._created = self._created
        return store

    def get(self, recommender_id: str) -> Recommender | None:
        """The recommender with an id, or None."""
        return self._recommenders.get(recommender_id)

    def create(self, recommender_id: str, document: dict[str, Any], moment: datetime.datetime) -> Recommender:
        """Create a recommender, as the newest."""
        self._created += 1
        recommender = Recommender(recommender_id, self._created, moment, moment, document)
        self.put(recommender)
        return recommender

    def put(self, recommender: Recommender) -> None:
        """Hold a recommender in place of the one with its id."""
        self._recommenders[recommender.recommender_id] = recommender

    def delete(self, recommender: Recommender) -> None:
        """Forget a recommender, with its items."""
        del self._recommenders[recommender.recommender_id]

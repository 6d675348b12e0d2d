"""What a recommender recommends to one recipient, and whether a template asks for it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pinpoint_mock.rendering.content import Content

ASKING = re.compile(r"\{\{[^{}]*\bRecommendation(?:Items|s)\b")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Recommended:
    """The recommendations for a recipient.

    `variables` are the values of the variables RecommendationItems and Recommendations. Where there are none, although
    a template asks for some, `reason` says why; and where they could not be had at all, because the recommender does
    not exist or its function failed, `failure` is the status message with which the recipient fails.
    """

    variables: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    reason: str | None = None
    failure: str | None = None

    def completed(self, content: Content) -> Content:
        """The content with the reason why there are no recommendations, and with the failure if it fails for that."""
        if self.reason is None:
            return content
        failure = (400, self.failure) if self.failure else content.failure
        return dataclasses.replace(content, failure=failure, no_recommendations=self.reason)


NOT_ASKED = Recommended()
"""For messages that need no recommendations."""


def asks_for_recommendations(value: object) -> bool:
    """Whether a text, or one in a list or dict, has a variable for recommendations.

    Source: DG ml-models-rm-lambda; UG message-templates-personalizing.

    >>> asks_for_recommendations({"Body": "Try {{RecommendationItems.[0]}}"})
    True
    >>> asks_for_recommendations(["Recommendations for {{User.UserId}}"])
    False
    """
    if isinstance(value, str):
        return ASKING.search(value) is not None
    inner: Iterable[object] = ()
    if isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, list):
        inner = value
    return any(map(asks_for_recommendations, inner))

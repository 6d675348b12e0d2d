"""Whether a template asks for recommendations."""

from __future__ import annotations

import pytest

from pinpoint_mock.rendering.recommended import asks_for_recommendations


@pytest.mark.parametrize(
    "text",
    [
        "{{RecommendationItems}}",
        "{{ RecommendationItems.[2] }}",
        "{{Recommendations.Title}}",
        "Hi {{User.UserId}}, {{Recommendations.[Film title].[0]}}",
        "{{{Recommendations.Title}}}",
        "{{#each RecommendationItems}}{{this}}{{/each}}",
        "{{upper (lower Recommendations.Title.[0])}}",
        "{{#if Recommendations}}yes{{/if}}",
        "{{join ../RecommendationItems ', '}}",
        "{{#with @root}}{{Recommendations.Title}}{{/with}}",
    ],
)
def test_a_variable_asks(text: str) -> None:
    assert asks_for_recommendations({"Subject": "Hi", "Headers": [{"Name": "List-Help", "Value": text}]})


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Recommendations",
        "Recommendations for {{User.UserId}}: {{Attributes.Plan}}",
        "{{MyRecommendations}}",
        "{{RecommendationItemsOfToday}}",
        "{{Recommendation}}",
        "{RecommendationItems}",
        ["a", {"b": "c", "d": 4, "e": None, "f": True}],
    ],
)
def test_anything_else_does_not(value: object) -> None:
    assert not asks_for_recommendations(value)

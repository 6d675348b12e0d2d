"""Recommender configurations, and short forms of the calls about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

MODEL = "arn:aws:personalize:us-east-1:123456789012:campaign/films"
ROLE = "arn:aws:iam::123456789012:role/pinpoint"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:recommend"

REQUIRED: dict[str, Any] = {"RecommendationProviderUri": MODEL, "RecommendationProviderRoleArn": ROLE}
PLAIN: dict[str, Any] = {**REQUIRED, "RecommendationsDisplayName": "Films"}
WITH_FUNCTION: dict[str, Any] = {
    **REQUIRED,
    "RecommendationTransformerUri": FUNCTION,
    "Attributes": {"Title": "Film title", "Genre": "Film genre"},
}


def create(client: PinpointClient, configuration: Any = PLAIN, **members: Any) -> Any:
    """CreateRecommenderConfiguration with a configuration, and members beside it."""
    request: Any = {**configuration, **members}
    answer = client.create_recommender_configuration(CreateRecommenderConfiguration=request)
    return answer["RecommenderConfigurationResponse"]


def get(client: PinpointClient, recommender_id: str) -> Any:
    """GetRecommenderConfiguration."""
    return client.get_recommender_configuration(RecommenderId=recommender_id)["RecommenderConfigurationResponse"]


def update(client: PinpointClient, recommender_id: str, configuration: Any = PLAIN, **members: Any) -> Any:
    """UpdateRecommenderConfiguration with a configuration, and members beside it."""
    request: Any = {**configuration, **members}
    answer = client.update_recommender_configuration(
        RecommenderId=recommender_id, UpdateRecommenderConfiguration=request
    )
    return answer["RecommenderConfigurationResponse"]


def delete(client: PinpointClient, recommender_id: str) -> Any:
    """DeleteRecommenderConfiguration."""
    return client.delete_recommender_configuration(RecommenderId=recommender_id)["RecommenderConfigurationResponse"]


def listed(client: PinpointClient, **options: Any) -> Any:
    """GetRecommenderConfigurations."""
    return client.get_recommender_configurations(**options)["ListRecommenderConfigurationsResponse"]


def ids(client: PinpointClient, **options: Any) -> list[str]:
    """The ids of GetRecommenderConfigurations."""
    return [item["Id"] for item in listed(client, **options)["Item"]]

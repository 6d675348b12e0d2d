"""What a recommender configuration may be. Nothing here changes any state.

Errors are BadRequestException. AWS documents none of their texts; the wording is this mock's. Nor does AWS document
whether letters are only those of ASCII; here they are those of Unicode, as in tags.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pinpoint_mock.core.arns import ARN_START, ROLE_ARN
from pinpoint_mock.core.checks import at_most, invalid, missing, one_of, within
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown
from pinpoint_mock.state.functions import FORM
from pinpoint_mock.state.recommenders import ENDPOINT_ID_TYPE, USER_ID_TYPE

FUNCTION = "RecommendationTransformerUri"

DEFAULTS = {"RecommendationProviderIdType": ENDPOINT_ID_TYPE, "RecommendationsPerMessage": 5}
"""The values of members that were not sent.

Source: MODEL CreateRecommenderConfiguration.RecommendationProviderIdType;
MODEL CreateRecommenderConfiguration.RecommendationsPerMessage.
"""

ITEMS_PER_MESSAGE = (1, 5)
MAXIMUM_ATTRIBUTES = 10

FORMS = {
    "Name": (
        re.compile(r"[^\W_][\w -]{0,127}"),
        "must begin with a letter or digit and have at most 128 letters, digits, spaces, _ and -",
    ),
    "Description": (
        re.compile(r"[\w ;(),\u2010-]{0,128}"),
        "must have at most 128 letters, digits, spaces and _ ; ( ) , -",
    ),
    "RecommendationProviderUri": (
        re.compile(f"{ARN_START}:personalize:[a-z0-9-]+:[0-9]{{12}}:campaign/[A-Za-z0-9_-]+"),
        "must be the ARN of an Amazon Personalize campaign",
    ),
    "RecommendationProviderRoleArn": (ROLE_ARN, "must be the ARN of an IAM role"),
    "RecommendationTransformerUri": (FORM, "must be the name or ARN of a Lambda function"),
    "RecommendationsDisplayName": (
        re.compile(r"[\w -]{1,25}"),
        "must have 1 to 25 letters, digits, spaces, _ and -",
    ),
}
"""The form of each text, and the rule in words. The model's text has a hyphen in place of the `-` of a description.

Source: MODEL CreateRecommenderConfiguration.
"""

PREFIX = "Recommendations."

ATTRIBUTE_NAME = re.compile(rf"(?:{re.escape(PREFIX)})?[^\W_][\w-]{{0,49}}")
ATTRIBUTE_DISPLAY_NAME = re.compile(r"[^\W_][\w -]{0,24}")
"""The names in `Attributes`. AWS documents them without a dot, but its own sample begins them with `Recommendations.`.

Source: MODEL CreateRecommenderConfiguration.Attributes; DG quotas; gh:aws-samples/retail-demo-store.
"""


def checked_configuration(request: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a configuration with their defaults.

    BadRequestException for a text that has not its form, an unknown id type, a number of items that is not 1 to 5, and
    members that do not go together: with a function (RecommendationTransformerUri) 1 to 10 Attributes are required,
    without one RecommendationsDisplayName is, and there are no Attributes. AWS documents RecommendationsDisplayName
    only without a function; here it is dropped beside one, because the answer is documented as null then.

    Source: MODEL CreateRecommenderConfiguration; MODEL RecommenderConfigurationResponse; DG ml-models-rm-lambda.
    """
    for member, (form, rule) in FORMS.items():
        if member in request and not form.fullmatch(request[member]):
            raise invalid(member, rule, request[member])
    configuration = {**DEFAULTS, **request}
    id_type, items = configuration["RecommendationProviderIdType"], configuration["RecommendationsPerMessage"]
    one_of("RecommendationProviderIdType", id_type, (ENDPOINT_ID_TYPE, USER_ID_TYPE))
    within("RecommendationsPerMessage", items, *ITEMS_PER_MESSAGE)
    if FUNCTION in request:
        _check_attributes(request.get("Attributes", {}))
        return {member: value for member, value in configuration.items() if member != "RecommendationsDisplayName"}
    if "Attributes" in request:
        raise invalid("Attributes", f"must not be sent without {FUNCTION}", request["Attributes"])
    if "RecommendationsDisplayName" not in request:
        raise missing(
            "RecommendationsDisplayName", f"RecommendationsDisplayName was not sent, and {FUNCTION} was not either"
        )
    return configuration


def _check_attributes(attributes: Mapping[str, str]) -> None:
    if not attributes:
        raise missing("Attributes", f"Attributes was not sent or is empty, and {FUNCTION} was sent")
    at_most("Attributes", len(attributes), MAXIMUM_ATTRIBUTES, "attributes")
    for name, display_name in attributes.items():
        if not ATTRIBUTE_NAME.fullmatch(name):
            raise _invalid_attribute(name, display_name, "a name", 50, "letters, digits, _ and -")
        if not ATTRIBUTE_DISPLAY_NAME.fullmatch(display_name):
            raise _invalid_attribute(name, display_name, "a display name", 25, "letters, digits, spaces, _ and -")


def _invalid_attribute(name: str, display_name: str, what: str, most: int, characters: str) -> BadRequestException:
    error = invalid("Attributes", f"{what} must begin with a letter or digit and have at most {most} {characters}")
    error.explanation = f"Attributes has {shown(name)}: {shown(display_name)}"
    return error

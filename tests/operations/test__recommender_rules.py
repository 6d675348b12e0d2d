"""What a recommender configuration may be: each rule from both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import explanation, refused
from tests.operations.recommenders import MODEL, PLAIN, REQUIRED, ROLE, WITH_FUNCTION, create, listed

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

NAME_RULE = "Invalid Name: must begin with a letter or digit and have at most 128 letters, digits, spaces, _ and -"
DESCRIPTION_RULE = "Invalid Description: must have at most 128 letters, digits, spaces and _ ; ( ) , -"
DISPLAY_RULE = "Invalid RecommendationsDisplayName: must have 1 to 25 letters, digits, spaces, _ and -"
MODEL_RULE = "Invalid RecommendationProviderUri: must be the ARN of an Amazon Personalize campaign"
ROLE_RULE = "Invalid RecommendationProviderRoleArn: must be the ARN of an IAM role"
FUNCTION_RULE = "Invalid RecommendationTransformerUri: must be the name or ARN of a Lambda function"
ATTRIBUTE_RULE = (
    "Invalid Attributes: a name must begin with a letter or digit and have at most 50 letters, digits, _ and -"
)
ATTRIBUTE_DISPLAY_RULE = (
    "Invalid Attributes: a display name must begin with a letter or digit and have at most 25 "
    "letters, digits, spaces, _ and -"
)


def attributes(name: str = "Title", display_name: str = "Title") -> dict[str, Any]:
    return {**WITH_FUNCTION, "Attributes": {name: display_name}}


def with_function(name_or_arn: str) -> dict[str, Any]:
    return {**WITH_FUNCTION, "RecommendationTransformerUri": name_or_arn}


ACCEPTED = {
    "the longest name": {**PLAIN, "Name": "f" + "_ -9" * 31 + "abc"},
    "a name that begins with a digit": {**PLAIN, "Name": "4 films"},
    "a name with letters beyond ASCII": {**PLAIN, "Name": "Für dich"},
    "the longest description": {**PLAIN, "Description": "_;(), -\u2010" * 16},
    "an empty description": {**PLAIN, "Description": ""},
    "the longest display name": {**PLAIN, "RecommendationsDisplayName": "Films - what to_watch now"},
    "a display name that begins otherwise": {**PLAIN, "RecommendationsDisplayName": "-"},
    "one item": {**PLAIN, "RecommendationsPerMessage": 1},
    "five items": {**PLAIN, "RecommendationsPerMessage": 5},
    "by endpoint": {**PLAIN, "RecommendationProviderIdType": "PINPOINT_ENDPOINT_ID"},
    "by user": {**PLAIN, "RecommendationProviderIdType": "PINPOINT_USER_ID"},
    "ARNs of another partition": {
        **PLAIN,
        "RecommendationProviderUri": "arn:aws-cn:personalize:cn-north-1:123456789012:campaign/a_b-c",
        "RecommendationProviderRoleArn": "arn:aws-cn:iam::123456789012:role/service-role/a.b",
    },
    "the name of a function": with_function("recommend"),
    "the longest name of a function": with_function("f" * 64),
    "an alias of a function": with_function("recommend:live"),
    "a partial ARN of a function": with_function("123456789012:function:recommend"),
    "an ARN with a version": with_function(
        "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:recommend:$LATEST"
    ),
    "ten attributes": {**WITH_FUNCTION, "Attributes": {f"a{number}": "A" for number in range(10)}},
    "the longest name of an attribute": attributes("a" * 50),
    "all characters of an attribute": attributes("4_-", "4 _-"),
    "the prefix of AWS's sample": attributes("Recommendations." + "a" * 50),
    "the longest display name of an attribute": attributes(display_name="d" * 25),
}


@pytest.mark.parametrize("configuration", ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_accepted_is_answered_as_it_was_sent(client: PinpointClient, configuration: dict[str, Any]) -> None:
    assert create(client, configuration).items() >= configuration.items()


REFUSED = {
    "no name": ({**PLAIN, "Name": ""}, NAME_RULE, "Name was ''"),
    "a name that begins otherwise": ({**PLAIN, "Name": " films"}, NAME_RULE, "Name was ' films'"),
    "a name with a dot": ({**PLAIN, "Name": "films.1"}, NAME_RULE, "Name was 'films.1'"),
    "a name with a line break": ({**PLAIN, "Name": "films\n"}, NAME_RULE, "Name was 'films\\n'"),
    "too long a name": ({**PLAIN, "Name": "f" * 129}, NAME_RULE, f"Name was '{'f' * 59}…"),
    "a description with a dot": ({**PLAIN, "Description": "Films."}, DESCRIPTION_RULE, "Description was 'Films.'"),
    "too long a description": ({**PLAIN, "Description": "f" * 129}, DESCRIPTION_RULE, f"Description was '{'f' * 59}…"),
    "no display name": (
        {**PLAIN, "RecommendationsDisplayName": ""},
        DISPLAY_RULE,
        "RecommendationsDisplayName was ''",
    ),
    "too long a display name": (
        {**PLAIN, "RecommendationsDisplayName": "f" * 26},
        DISPLAY_RULE,
        f"RecommendationsDisplayName was '{'f' * 26}'",
    ),
    "a display name with a dot, beside a function": (
        {**WITH_FUNCTION, "RecommendationsDisplayName": "a.b"},
        DISPLAY_RULE,
        "RecommendationsDisplayName was 'a.b'",
    ),
    "no items": (
        {**PLAIN, "RecommendationsPerMessage": 0},
        "Invalid RecommendationsPerMessage: must be 1 to 5",
        "RecommendationsPerMessage was 0",
    ),
    "six items": (
        {**PLAIN, "RecommendationsPerMessage": 6},
        "Invalid RecommendationsPerMessage: must be 1 to 5",
        "RecommendationsPerMessage was 6",
    ),
    "an unknown id type": (
        {**PLAIN, "RecommendationProviderIdType": "PINPOINT_USERID"},
        "Invalid RecommendationProviderIdType: must be one of PINPOINT_ENDPOINT_ID, PINPOINT_USER_ID",
        "RecommendationProviderIdType was 'PINPOINT_USERID'. Did you mean 'PINPOINT_USER_ID'?",
    ),
    "a solution in place of a campaign": (
        {**PLAIN, "RecommendationProviderUri": MODEL.replace("campaign", "solution")},
        MODEL_RULE,
        "RecommendationProviderUri was 'arn:aws:personalize:us-east-1:123456789012:solution/films'",
    ),
    "a name in place of a campaign": (
        {**PLAIN, "RecommendationProviderUri": "films"},
        MODEL_RULE,
        "RecommendationProviderUri was 'films'",
    ),
    "a user in place of a role": (
        {**PLAIN, "RecommendationProviderRoleArn": ROLE.replace("role", "user")},
        ROLE_RULE,
        "RecommendationProviderRoleArn was 'arn:aws:iam::123456789012:user/pinpoint'",
    ),
    "no name of a function": (with_function(""), FUNCTION_RULE, "RecommendationTransformerUri was ''"),
    "too long a name of a function": (
        with_function("f" * 65),
        FUNCTION_RULE,
        f"RecommendationTransformerUri was '{'f' * 59}…",
    ),
    "a URL in place of a function": (
        with_function("https://example.com"),
        FUNCTION_RULE,
        "RecommendationTransformerUri was 'https://example.com'",
    ),
    "the ARN of another service": (
        with_function("arn:aws:sns:us-east-1:123456789012:function:recommend"),
        FUNCTION_RULE,
        "RecommendationTransformerUri was 'arn:aws:sns:us-east-1:123456789012:function:recommend'",
    ),
    "a function without attributes": (
        {**REQUIRED, "RecommendationTransformerUri": "recommend"},
        "Missing Attributes",
        "Attributes was not sent or is empty, and RecommendationTransformerUri was sent",
    ),
    "a function with no attributes": (
        {**WITH_FUNCTION, "Attributes": {}},
        "Missing Attributes",
        "Attributes was not sent or is empty, and RecommendationTransformerUri was sent",
    ),
    "eleven attributes": (
        {**WITH_FUNCTION, "Attributes": {f"a{number}": "A" for number in range(11)}},
        "Invalid Attributes: must have at most 10 attributes",
        "Attributes had 11 attributes",
    ),
    "an attribute without a name": (attributes(""), ATTRIBUTE_RULE, "Attributes has '': 'Title'"),
    "too long a name of an attribute": (
        attributes("a" * 51),
        ATTRIBUTE_RULE,
        f"Attributes has '{'a' * 51}': 'Title'",
    ),
    "another prefix": (attributes("Films.Title"), ATTRIBUTE_RULE, "Attributes has 'Films.Title': 'Title'"),
    "an attribute with a blank": (attributes("my title"), ATTRIBUTE_RULE, "Attributes has 'my title': 'Title'"),
    "an attribute without a display name": (
        attributes(display_name=""),
        ATTRIBUTE_DISPLAY_RULE,
        "Attributes has 'Title': ''",
    ),
    "too long a display name of an attribute": (
        attributes(display_name="d" * 26),
        ATTRIBUTE_DISPLAY_RULE,
        f"Attributes has 'Title': '{'d' * 26}'",
    ),
    "attributes without a function": (
        {**PLAIN, "Attributes": {"Title": "Title"}},
        "Invalid Attributes: must not be sent without RecommendationTransformerUri",
        "Attributes was an object",
    ),
    "neither a function nor a display name": (
        REQUIRED,
        "Missing RecommendationsDisplayName",
        "RecommendationsDisplayName was not sent, and RecommendationTransformerUri was not either",
    ),
}


@pytest.mark.parametrize(("configuration", "text", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_explained_and_not_kept(
    pinpoint: PinpointMock, client: PinpointClient, configuration: dict[str, Any], text: str, expected: str
) -> None:
    with refused(text):
        create(client, configuration)
    assert explanation(pinpoint, lambda: create(client, configuration)) == expected
    assert listed(client) == {"Item": []}

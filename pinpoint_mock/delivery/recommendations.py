"""What a recommender has for the recipients of a message, with its function if it has one.

Amazon Personalize is neither called nor imitated: the items are those that a test has declared.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.explain import listed, shown
from pinpoint_mock.delivery.invoking import ENDPOINTS_PER_CALL, FunctionError, endpoint_definition, invoke
from pinpoint_mock.rendering.recommended import Recommended
from pinpoint_mock.state.explain import no_recommender

if TYPE_CHECKING:
    from pinpoint_mock.delivery.recipients import Recipient
    from pinpoint_mock.state.recommenders import Recommender
    from pinpoint_mock.state.world import App

ITEMS, ATTRIBUTES = "RecommendationItems", "Recommendations"

NO_RECOMMENDER = "The recommender of the template does not exist"
NO_ENDPOINTS = "The Lambda function returned no endpoints"
INVALID_ATTRIBUTES = "The Lambda function returned invalid recommendations"
"""The status messages of recipients. AWS does not document them; the wording is this mock's."""


def recommend(app: App, recommender_id: str, recipients: Sequence[Recipient]) -> list[Recommended]:
    """What a recommender has for each of the recipients, in their order.

    A bare address has no recommendations, because a recommender knows endpoints or users. With a function, those that
    have items are handed to it, at most 50 at a time, with the ApplicationId. If the recommender does not exist, or
    its function fails or breaks the rules, then the recipients fail; AWS documents that such messages are not sent.
    AWS does not document what becomes of a recipient without items; here it has no value for the variables, and is not
    handed to the function, because a payload is documented to have one item at least.

    Source: DG ml-models-rm-lambda-create-function; UG ml-models-managing; gh:aws-samples/retail-demo-store.
    """
    recommender = app.backend.recommenders.get(recommender_id)
    if recommender is None:
        unknown = Recommended(reason=no_recommender(app.backend, recommender_id), failure=NO_RECOMMENDER)
        return [unknown for _ in recipients]
    found = [_items(recommender, recipient) for recipient in recipients]
    if "RecommendationTransformerUri" not in recommender.document:
        return found
    endpoints = {
        recipient.endpoint_id: _definition(recipient, recommended)
        for recipient, recommended in zip(recipients, found, strict=True)
        if recommended.variables
    }
    answered: dict[str | None, Recommended] = {}
    for start in range(0, len(endpoints), ENDPOINTS_PER_CALL):
        batch = dict(itertools.islice(endpoints.items(), start, start + ENDPOINTS_PER_CALL))
        answered |= _transformed(app, recommender.document, batch)
    return [answered.get(recipient.endpoint_id, own) for recipient, own in zip(recipients, found, strict=True)]


def _items(recommender: Recommender, recipient: Recipient) -> Recommended:
    """The items for a recipient, at most as many as a message can have; those of a user are for all its endpoints.

    Source: MODEL CreateRecommenderConfiguration.RecommendationProviderIdType;
    MODEL CreateRecommenderConfiguration.RecommendationsPerMessage.
    """
    name = f"recommender {shown(recommender.recommender_id)}"
    kind, key = ("user", recipient.user_id) if recommender.is_by_user else ("endpoint", recipient.endpoint_id)
    if recipient.endpoint is None:
        return Recommended(reason=f"{name} knows {kind}s, and a bare address is none")
    if not key:
        return Recommended(reason=f"{name} knows users, and endpoint {shown(recipient.endpoint_id)} has none")
    items = recommender.items.get(key)
    if not items:
        known = listed(recommender.items, key)
        reason = (
            f"{name} has no items for {kind} {shown(key)}; it has some for: {known}; add_recommendations() adds them"
        )
        return Recommended(reason=reason)
    return Recommended(variables={ITEMS: items[: recommender.document["RecommendationsPerMessage"]]})


def _definition(recipient: Recipient, recommended: Recommended) -> dict[str, Any]:
    """An endpoint as a function gets it."""
    return {**endpoint_definition(recipient.endpoint or {}), **recommended.variables}


def _transformed(
    app: App, recommender: Mapping[str, Any], endpoints: Mapping[str | None, dict[str, Any]]
) -> dict[str | None, Recommended]:
    """What the function of a recommender makes of the items of some endpoints, by their ids.

    AWS's text has the function return the map of endpoints, and its sample of an answer has that under `Endpoints`;
    here both are taken. What else the function changes is ignored.
    """
    function = recommender["RecommendationTransformerUri"]
    try:
        answer = invoke(app.backend, function, {"ApplicationId": app.application_id, "Endpoints": endpoints})
    except FunctionError as error:
        return dict.fromkeys(endpoints, Recommended(reason=error.explanation, failure=str(error)))
    if isinstance(answer, dict) and "Endpoints" in answer and "Endpoints" not in endpoints:
        answer = answer["Endpoints"]
    if not isinstance(answer, dict):
        reason = f"function {function!r} returned {shown(answer)}, not a map of endpoints"
        return dict.fromkeys(endpoints, Recommended(reason=reason, failure=NO_ENDPOINTS))
    return {
        endpoint_id: _attributes(recommender, shown(endpoint_id), answer.get(endpoint_id), sent[ITEMS])
        for endpoint_id, sent in endpoints.items()
    }


def _attributes(recommender: Mapping[str, Any], endpoint: str, answer: object, items: list[str]) -> Recommended:
    """The recommendations that the function of a recommender has returned for an endpoint.

    Each value is a text or a list of texts, under the name of an attribute of the recommender, without the prefix
    `Recommendations.` that the name may have there. AWS does not document what becomes of an endpoint that is left out
    or has no attributes; here it has no value for the variables.

    Source: DG ml-models-rm-lambda-create-function; gh:aws-samples/retail-demo-store.
    """
    function = f"function {recommender['RecommendationTransformerUri']!r}"
    if answer is None:
        return Recommended(reason=f"{function} left out endpoint {endpoint}")
    attributes = _find_attributes(answer)
    if not attributes:
        return Recommended(reason=f"{function} returned no {ATTRIBUTES} for endpoint {endpoint}")
    names = [name.removeprefix(f"{ATTRIBUTES}.") for name in recommender["Attributes"]]
    wrong = _wrong(names, attributes)
    if wrong:
        return Recommended(reason=f"{function} returned for endpoint {endpoint} {wrong}", failure=INVALID_ATTRIBUTES)
    return Recommended(variables={ITEMS: items, ATTRIBUTES: attributes})


def _find_attributes(definition: object) -> object:
    """The `Recommendations` of an endpoint, which may be anywhere in its definition.

    Source: DG ml-models-rm-lambda-create-function.
    """
    if not isinstance(definition, dict):
        return None
    nested = (_find_attributes(value) for value in definition.values())
    return definition.get(ATTRIBUTES) or next((found for found in nested if isinstance(found, dict)), None)


def _wrong(names: list[str], attributes: object) -> str | None:
    """What is wrong with the attributes that a function has returned, or None."""
    if not isinstance(attributes, dict):
        return f"{ATTRIBUTES} that are no map: {shown(attributes)}"
    for name, value in attributes.items():
        if name not in names:
            return f"the attribute {shown(name)}, which the recommender does not have; it has {listed(names, name)}"
        others = [each for each in (value if isinstance(value, list) else [value]) if not isinstance(each, str)]
        if others:
            return f"the attribute {shown(name)} with what is no text: {shown(others[0])}"
    return None

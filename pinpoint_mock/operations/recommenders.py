"""Recommender configurations: Create, Get, Update, Delete, and their list.

They belong to an account in a region, not to an application. Amazon Personalize is neither called nor imitated: what a
model recommends is what a test declares with `add_recommendations`.

Source: API recommenders; API recommenders-recommender-id; DG deleting-data.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, cast

from pinpoint_mock.core.checks import existing
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.paging import paginate
from pinpoint_mock.operations._recommender_rules import checked_configuration
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.explain import no_recommender

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        CreateRecommenderConfigurationTypeDef,
        ListRecommenderConfigurationsResponseTypeDef,
        RecommenderConfigurationResponseTypeDef,
        UpdateRecommenderConfigurationTypeDef,
    )

    from pinpoint_mock.state.recommenders import Recommender
    from pinpoint_mock.state.world import PinpointBackend


@operation("CreateRecommenderConfiguration")
def create_recommender_configuration(
    backend: PinpointBackend, *, request: CreateRecommenderConfigurationTypeDef
) -> RecommenderConfigurationResponseTypeDef:
    """Create a configuration, and return it with the defaults of what was not sent.

    BadRequestException for what `checked_configuration` refuses. Neither the model nor the function is looked up, and
    a name is not unique: AWS documents neither, and the function has to exist only when a message is sent.

    Source: MODEL CreateRecommenderConfiguration; API recommenders.
    """
    recommender_id = backend.world.ids.recommender_id()
    return _response(backend.recommenders.create(recommender_id, checked_configuration(request), now()))


@operation("GetRecommenderConfiguration")
def get_recommender_configuration(
    backend: PinpointBackend, *, recommender_id: str
) -> RecommenderConfigurationResponseTypeDef:
    """The configuration; NotFoundException if it does not exist.

    Source: MODEL RecommenderConfigurationResponse.
    """
    return _response(_recommender(backend, recommender_id))


@operation("GetRecommenderConfigurations")
def get_recommender_configurations(
    backend: PinpointBackend, *, page_size: str | None = None, token: str | None = None
) -> ListRecommenderConfigurationsResponseTypeDef:
    """A page of the configurations of the account in the region, and a token if there are more.

    BadRequestException for a page size that is not a positive number and for a token that this list does not give. AWS
    does not document the order; here the newest comes first, as in AWS's sample of a list of campaigns.

    Source: MODEL ListRecommenderConfigurationsResponse; CLI get-campaigns.
    """
    page, next_token = paginate(
        backend.recommenders,
        {"AccountId": backend.account_id, "RecommenderNumber": lambda recommender: f"{recommender.number:09}"},
        newest_first=True,
        page_size=page_size,
        token=token,
    )
    response: ListRecommenderConfigurationsResponseTypeDef = {"Item": [_response(each) for each in page]}
    if next_token:
        response["NextToken"] = next_token
    return response


@operation("UpdateRecommenderConfiguration")
def update_recommender_configuration(
    backend: PinpointBackend, *, recommender_id: str, request: UpdateRecommenderConfigurationTypeDef
) -> RecommenderConfigurationResponseTypeDef:
    """Replace a configuration, and return it. Messages that are sent from now on follow the new one.

    NotFoundException if it does not exist; BadRequestException for what `checked_configuration` refuses. AWS does not
    document whether members that are not sent stay; here they do not, because the required members are those of a
    creation, and a function could not be taken away otherwise.

    Source: MODEL UpdateRecommenderConfiguration; UG ml-models-managing.
    """
    recommender = _recommender(backend, recommender_id)
    updated = dataclasses.replace(recommender, document=checked_configuration(request), last_modified_date=now())
    backend.recommenders.put(updated)
    return _response(updated)


@operation("DeleteRecommenderConfiguration")
def delete_recommender_configuration(
    backend: PinpointBackend, *, recommender_id: str
) -> RecommenderConfigurationResponseTypeDef:
    """Delete a configuration, and return it; NotFoundException if it does not exist.

    Templates keep its id, and messages that need its recommendations fail from now on.

    Source: MODEL DeleteRecommenderConfigurationResponse; UG ml-models-managing.
    """
    recommender = _recommender(backend, recommender_id)
    backend.recommenders.delete(recommender)
    return _response(recommender)


def _recommender(backend: PinpointBackend, recommender_id: str) -> Recommender:
    found = backend.recommenders.get(recommender_id)
    return existing(found, explain=lambda: no_recommender(backend, recommender_id))


def _response(recommender: Recommender) -> RecommenderConfigurationResponseTypeDef:
    response = {
        **recommender.document,
        "CreationDate": timestamp(recommender.creation_date),
        "Id": recommender.recommender_id,
        "LastModifiedDate": timestamp(recommender.last_modified_date),
    }
    return cast("RecommenderConfigurationResponseTypeDef", response)

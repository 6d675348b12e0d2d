"""The five operations about recommender configurations through boto3."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from freezegun import freeze_time

from tests.builders import KEYS, explanation, not_found, refused
from tests.operations.recommenders import (
    FUNCTION,
    MODEL,
    PLAIN,
    REQUIRED,
    ROLE,
    WITH_FUNCTION,
    create,
    delete,
    get,
    ids,
    listed,
    update,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

FIRST, SECOND = "2019-11-25T18:46:19.123Z", "2020-01-31T12:00:00.000Z"

EVERYTHING = {
    **WITH_FUNCTION,
    "Description": "What to watch next",
    "Name": "Films",
    "RecommendationProviderIdType": "PINPOINT_USER_ID",
    "RecommendationsPerMessage": 3,
}


@freeze_time(FIRST)
def test_a_configuration_is_answered_with_its_defaults(client: PinpointClient) -> None:
    created = create(client)

    assert created == {
        "CreationDate": FIRST,
        "Id": created["Id"],
        "LastModifiedDate": FIRST,
        "RecommendationProviderIdType": "PINPOINT_ENDPOINT_ID",
        "RecommendationProviderRoleArn": ROLE,
        "RecommendationProviderUri": MODEL,
        "RecommendationsDisplayName": "Films",
        "RecommendationsPerMessage": 5,
    }
    assert len(created["Id"]) == 32
    assert get(client, created["Id"]) == listed(client)["Item"][0] == json.loads(json.dumps(created)) == created


@freeze_time(FIRST)
def test_a_configuration_with_every_member(client: PinpointClient) -> None:
    created = create(client, EVERYTHING)

    assert created == {**EVERYTHING, "CreationDate": FIRST, "Id": created["Id"], "LastModifiedDate": FIRST}
    assert get(client, created["Id"]) == created


def test_the_status_of_a_creation_is_201(client: PinpointClient) -> None:
    answer = client.create_recommender_configuration(CreateRecommenderConfiguration=PLAIN)  # type: ignore[arg-type]  # PLAIN has the required members
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201


def test_a_display_name_beside_a_function_is_not_kept(client: PinpointClient) -> None:
    created = create(client, WITH_FUNCTION, RecommendationsDisplayName="Films")

    assert created["RecommendationTransformerUri"] == FUNCTION
    assert "RecommendationsDisplayName" not in created


def test_an_update_replaces_the_configuration(client: PinpointClient) -> None:
    with freeze_time(FIRST):
        recommender_id = create(client, EVERYTHING)["Id"]
    with freeze_time(SECOND):
        updated = update(client, recommender_id, RecommendationsPerMessage=1)

    assert updated == {
        **PLAIN,
        "CreationDate": FIRST,
        "Id": recommender_id,
        "LastModifiedDate": SECOND,
        "RecommendationProviderIdType": "PINPOINT_ENDPOINT_ID",
        "RecommendationsPerMessage": 1,
    }
    assert get(client, recommender_id) == updated


def test_an_update_that_is_refused_changes_nothing(client: PinpointClient) -> None:
    created = create(client, EVERYTHING)

    with refused("Missing RecommendationsDisplayName"):
        update(client, created["Id"], REQUIRED)

    assert get(client, created["Id"]) == created


def test_a_creation_that_is_refused_creates_nothing(client: PinpointClient) -> None:
    with refused("Invalid RecommendationsPerMessage: must be 1 to 5"):
        create(client, RecommendationsPerMessage=6)

    assert listed(client) == {"Item": []}


def test_a_deleted_configuration_is_gone(client: PinpointClient) -> None:
    kept, created = create(client)["Id"], create(client, EVERYTHING)

    assert delete(client, created["Id"]) == created

    assert ids(client) == [kept]
    with not_found():
        get(client, created["Id"])


@freeze_time(FIRST)
def test_the_newest_comes_first_page_by_page(client: PinpointClient) -> None:
    created = [create(client, Name="same name")["Id"] for _ in range(3)]
    update(client, created[0])

    page = listed(client, PageSize="2")
    assert [item["Id"] for item in page["Item"]] == [created[2], created[1]]

    delete(client, created[1])
    newest = create(client)["Id"]
    assert listed(client, PageSize="2", Token=page["NextToken"]) == {"Item": [get(client, created[0])]}
    assert ids(client) == [newest, created[2], created[0]]


def test_a_page_has_100_by_default(client: PinpointClient) -> None:
    created = [create(client)["Id"] for _ in range(101)]

    page = listed(client)

    assert [item["Id"] for item in page["Item"]] == created[:0:-1]
    assert ids(client, Token=page["NextToken"]) == created[:1]


@pytest.mark.parametrize(
    ("options", "text"),
    [({"PageSize": "0"}, "Invalid PageSize: must be a positive number"), ({"Token": "bm8"}, "Invalid token")],
)
def test_bad_pages_are_refused(client: PinpointClient, options: Any, text: str) -> None:
    with refused(text):
        listed(client, **options)


@pytest.mark.parametrize("call", [get, update, delete])
def test_an_unknown_configuration(
    pinpoint: PinpointMock, client: PinpointClient, call: Callable[[PinpointClient, str], Any]
) -> None:
    known = create(client)["Id"]

    with not_found():
        call(client, "nope")
    found = explanation(pinpoint, lambda: call(client, "nope"))

    assert found == f"no recommender 'nope' in us-east-1 of 123456789012; there: '{known}'"


def test_configurations_belong_to_a_region(pinpoint: PinpointMock, client: PinpointClient) -> None:
    ireland: Any = boto3.client("pinpoint", "eu-west-1", **KEYS)
    recommender_id = create(ireland)["Id"]

    assert (ids(ireland), ids(client)) == ([recommender_id], [])
    found = explanation(pinpoint, lambda: get(client, recommender_id))
    assert found.endswith("there: none; it is in eu-west-1 of 123456789012")


def test_an_application_takes_none_with_it(client: PinpointClient, app_id: str) -> None:
    recommender_id = create(client)["Id"]
    client.delete_app(ApplicationId=app_id)
    assert ids(client) == [recommender_id]

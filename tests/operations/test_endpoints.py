"""UpdateEndpoint, UpdateEndpointsBatch, GetEndpoint and DeleteEndpoint: what is stored, merged and read back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests.builders import Audience, create_app, not_found, refused

if TYPE_CHECKING:
    pass

SMS = {"Address": "+15550100", "ChannelType": "SMS"}


def test_an_update_is_accepted_under_the_id_of_its_request(audience: Audience) -> None:
    answer = audience.client.update_endpoint(ApplicationId=audience.app_id, EndpointId="a", EndpointRequest={})
    metadata = answer["ResponseMetadata"]
    assert metadata["HTTPStatusCode"] == 202
    assert answer["MessageBody"] == {"Message": "Accepted", "RequestID": metadata["HTTPHeaders"]["x-amzn-requestid"]}
    assert audience.get("a")["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"]


@time_machine.travel("2021-08-06T00:58:19.865999Z", tick=False)
def test_a_full_endpoint_reads_back_as_the_service_shows_it(audience: Audience) -> None:
    request_id = audience.put(
        "phone",
        Address="+15550100",
        ChannelType="SMS",
        Attributes={"Interests": ["Science", "Music"]},
        Demographic={"Platform": "ios", "AppVersion": "1.0"},
        Location={"Longitude": -122.33, "Latitude": 47.61, "Country": "USA", "City": "Seattle"},
        Metrics={"music_interest_level": 6},
        User={"UserId": "ada", "UserAttributes": {"FirstName": ["Ada"]}},
    )
    endpoint = audience.get("phone")
    assert re.fullmatch(r"\d{1,2}", endpoint["CohortId"])
    assert endpoint == {
        "Address": "+15550100",
        "ApplicationId": audience.app_id,
        "Attributes": {"Interests": ["Science", "Music"]},
        "ChannelType": "SMS",
        "CohortId": endpoint["CohortId"],
        "CreationDate": "2021-08-06T00:58:19.865Z",
        "Demographic": {"AppVersion": "1.0", "Platform": "ios"},
        "EffectiveDate": "2021-08-06T00:58:19.865Z",
        "EndpointStatus": "ACTIVE",
        "Id": "phone",
        "Location": {"City": "Seattle", "Country": "USA", "Latitude": 47.6, "Longitude": -122.3},
        "Metrics": {"music_interest_level": 6.0},
        "OptOut": "NONE",
        "RequestId": request_id,
        "User": {"UserAttributes": {"FirstName": ["Ada"]}, "UserId": "ada"},
    }
    assert isinstance(endpoint["Metrics"]["music_interest_level"], float)


def test_what_was_never_set_is_absent_but_attributes_and_user_are_empty(audience: Audience) -> None:
    audience.put("a", **SMS)
    endpoint = audience.get("a")
    assert endpoint["Attributes"] == {}
    assert endpoint["User"] == {}
    assert endpoint.keys().isdisjoint({"Demographic", "Location", "Metrics"})


def test_empty_objects_are_accepted_and_set_nothing(audience: Audience) -> None:
    empty: Any = {"Attributes": {}, "Demographic": {}, "Location": {}, "Metrics": {}, "User": {}}
    audience.put("a", **SMS, **empty)
    assert audience.get("a").keys().isdisjoint({"Demographic", "Location", "Metrics"})
    full: Any = {
        "Attributes": {"a": ["1"]},
        "Demographic": {"Make": "apple"},
        "Location": {"City": "Rome"},
        "Metrics": {"m": 1.0},
        "User": {"UserId": "ada", "UserAttributes": {"n": ["Ada"]}},
    }
    audience.put("a", **full)
    audience.put("a", **empty)
    assert {member: audience.get("a")[member] for member in full} == full
    audience.put("a", User={"UserAttributes": {}})
    assert audience.get("a")["User"] == full["User"]


def test_an_update_changes_only_what_it_sends(audience: Audience) -> None:
    audience.put("a", **SMS, OptOut="ALL", Attributes={"k": ["1"]}, User={"UserId": "ada"})
    before = audience.get("a")
    request_id = audience.put("a", User={"UserAttributes": {"n": ["Ada"]}})
    after = audience.get("a")
    assert after == before | {
        "EffectiveDate": after["EffectiveDate"],
        "RequestId": request_id,
        "User": {"UserAttributes": {"n": ["Ada"]}, "UserId": "ada"},
    }


@pytest.mark.parametrize(
    ("member", "first", "second", "merged"),
    [
        ("Attributes", {"a": ["1"], "b": ["2"]}, {"a": ["3"]}, {"a": ["3"], "b": ["2"]}),
        ("Attributes", {"a": ["1", "2"]}, {"a": []}, {"a": []}),
        ("Attributes", {"a": ["1"]}, {"A": ["2"]}, {"a": ["1"], "A": ["2"]}),
        ("Metrics", {"a": 1.0, "b": 2.0}, {"b": 3.5}, {"a": 1.0, "b": 3.5}),
        ("Demographic", {"Make": "a", "Model": "b"}, {"Model": "c"}, {"Make": "a", "Model": "c"}),
        ("Location", {"City": "a", "Latitude": 1.25}, {"Latitude": -2.06}, {"City": "a", "Latitude": -2.1}),
    ],
)
def test_maps_are_merged_by_key(audience: Audience, member: str, first: Any, second: Any, merged: Any) -> None:
    audience.put("a", **{member: first})
    audience.put("a", **{member: second})
    assert audience.get("a")[member] == merged


def test_cohort_and_creation_date_stay_while_the_effective_date_moves(audience: Audience) -> None:
    with time_machine.travel("2024-01-01T10:00:00Z", tick=False):
        audience.put("a", **SMS)
    created = audience.get("a")
    assert created["CreationDate"] == created["EffectiveDate"] == "2024-01-01T10:00:00.000Z"
    with time_machine.travel("2024-02-01T10:00:00Z", tick=False):
        audience.put("a")
    updated = audience.get("a")
    assert updated["CreationDate"] == "2024-01-01T10:00:00.000Z"
    assert updated["EffectiveDate"] == "2024-02-01T10:00:00.000Z"
    assert updated["CohortId"] == created["CohortId"]


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("2020-05-05T10:00:00+02:00", "2020-05-05T08:00:00.000Z"),
        ("2020-05-05", "2020-05-05T00:00:00.000Z"),
        ("yesterday", "2024-01-01T00:00:00.000Z"),
        ("", "2024-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59-10:00", "2024-01-01T00:00:00.000Z"),
    ],
)
@time_machine.travel("2024-01-01T00:00:00Z", tick=False)
def test_an_effective_date_that_is_a_date_is_kept(audience: Audience, sent: str, stored: str) -> None:
    audience.put("a", EffectiveDate=sent)
    endpoint = audience.get("a")
    assert (endpoint["EffectiveDate"], endpoint["CreationDate"]) == (stored, "2024-01-01T00:00:00.000Z")


def test_the_caller_may_choose_the_request_id_of_an_endpoint(audience: Audience) -> None:
    audience.put("a", RequestId="mine")
    assert audience.get("a")["RequestId"] == "mine"
    request_id = audience.put("a", RequestId="")
    assert audience.get("a")["RequestId"] == request_id


def test_ids_ignore_case_and_stay_as_first_written(audience: Audience) -> None:
    audience.put("Phone/1+=", **SMS)
    audience.put("PHONE/1+=", OptOut="ALL")
    endpoint = audience.get("phone/1+=")
    assert (endpoint["Id"], endpoint["OptOut"], endpoint["Address"]) == ("Phone/1+=", "ALL", "+15550100")
    assert audience.delete("pHONE/1+=") == endpoint
    with not_found():
        audience.get("Phone/1+=")


@pytest.mark.parametrize("endpoint_id", ["a$", "{a", "a}b"])
def test_ids_with_template_characters_are_refused(audience: Audience, endpoint_id: str) -> None:
    with refused("Invalid Id: must not contain $, { or }"):
        audience.put(endpoint_id, **SMS)
    with refused("Invalid Id: must not contain $, { or }"):
        audience.put_batch({"Id": endpoint_id, **SMS})
    with not_found():
        audience.get(endpoint_id)


def test_the_deleted_endpoint_is_answered_in_full(audience: Audience) -> None:
    audience.put("a", **SMS, Metrics={"m": 1}, User={"UserId": "ada", "UserAttributes": {"n": ["Ada"]}})
    endpoint = audience.get("a")
    answer = audience.client.delete_endpoint(ApplicationId=audience.app_id, EndpointId="a")
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 202
    assert answer["EndpointResponse"] == endpoint
    with not_found():
        audience.get("a")
    with not_found():
        audience.delete("a")


def test_an_endpoint_that_comes_back_after_deletion_starts_anew(audience: Audience) -> None:
    audience.put("a", **SMS, Attributes={"k": ["1"]}, OptOut="ALL")
    audience.delete("a")
    audience.put("a", ChannelType="EMAIL", Address="ada@example.com")
    endpoint = audience.get("a")
    assert (endpoint["Attributes"], endpoint["OptOut"]) == ({}, "NONE")


def test_endpoints_belong_to_their_application(audience: Audience) -> None:
    other = create_app(audience.client)
    audience.put("a", **SMS)
    with not_found():
        audience.client.get_endpoint(ApplicationId=other, EndpointId="a")
    with not_found():
        audience.client.get_endpoint(ApplicationId="missing", EndpointId="a")


def test_what_a_caller_gets_or_gave_changes_nothing(audience: Audience) -> None:
    values = ["1"]
    audience.put("a", Attributes={"k": values})
    values.append("2")
    audience.get("a")["Attributes"]["k"].append("3")
    assert audience.get("a")["Attributes"] == {"k": ["1"]}


def test_a_batch_creates_and_updates(audience: Audience) -> None:
    audience.put("a", **SMS, Attributes={"k": ["1"]})
    answer = audience.client.update_endpoints_batch(
        ApplicationId=audience.app_id,
        EndpointBatchRequest={
            "Item": [
                {"Id": "A", "Attributes": {"l": ["2"]}},
                {"Id": "b", "Address": "ada@example.com", "ChannelType": "EMAIL", "RequestId": "mine"},
            ]
        },
    )
    metadata = answer["ResponseMetadata"]
    assert metadata["HTTPStatusCode"] == 202
    assert answer["MessageBody"] == {"Message": "Accepted", "RequestID": metadata["HTTPHeaders"]["x-amzn-requestid"]}
    first, second = audience.get("a"), audience.get("b")
    assert first["Attributes"] == {"k": ["1"], "l": ["2"]}
    assert first["RequestId"] == answer["MessageBody"]["RequestID"]
    assert (second["Address"], second["RequestId"]) == ("ada@example.com", "mine")


def test_the_last_of_two_items_with_one_id_wins(audience: Audience) -> None:
    audience.put_batch({"Id": "a", **SMS, "OptOut": "ALL"}, {"Id": "A", "Address": "+15550101", "OptOut": "NONE"})
    endpoint = audience.get("a")
    assert (endpoint["Address"], endpoint["OptOut"]) == ("+15550101", "NONE")


def test_an_item_that_has_opted_out_needs_no_address(audience: Audience) -> None:
    audience.put_batch({"Id": "a", "ChannelType": "GCM", "OptOut": "ALL"})
    assert audience.get("a")["OptOut"] == "ALL"
    with refused("Missing Address"):
        audience.put_batch({"Id": "a", "OptOut": "NONE"})


def test_a_batch_holds_at_most_100_endpoints(audience: Audience) -> None:
    items = [{"Id": str(number)} for number in range(101)]
    with refused("Invalid Item: must have at most 100 endpoints"):
        audience.put_batch(*items)
    with not_found():
        audience.get("0")
    audience.put_batch(*items[:100])
    assert audience.get("99")["Id"] == "99"


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ({}, "Missing Id"),
        ({"Id": ""}, "Missing Id"),
        ({"Id": "x", "ChannelType": "SMS"}, "Missing Address"),
        ({"Id": "x", "OptOut": "SOME"}, "Invalid OptOut: must be one of ALL, NONE"),
    ],
)
def test_a_bad_item_leaves_everything_as_it_was(audience: Audience, item: Any, text: str) -> None:
    audience.add_user("ada", "GCM")
    audience.put("phone", **SMS, User={"UserId": "bob", "UserAttributes": {"n": ["Bob"]}})
    before = [*audience.of_user("ada"), audience.get("phone")]
    with refused(text):
        audience.put_batch(
            {"Id": "new", "Address": "token", "ChannelType": "APNS", "User": {"UserId": "ada"}},  # evicts one
            {"Id": "0", "User": {"UserAttributes": {"n": ["Ada"]}}},  # changes all of the user
            {"Id": "1", "User": {"UserId": ""}},
            {"Id": "2", "User": {"UserId": "eve"}, "Attributes": {"k": ["1"]}},
            {"Id": "other", **SMS},  # takes over the address
            item,
        )
    assert [*audience.of_user("ada"), audience.get("phone")] == before
    assert audience.remove("endpoint-custom-attributes", "*") == []
    for endpoint_id in ("new", "other", "x"):
        with not_found():
            audience.get(endpoint_id)
    with not_found():
        audience.of_user("eve")


def test_without_item_a_batch_is_refused(audience: Audience) -> None:
    client = audience.client
    client.meta.events.register_first("before-call.pinpoint.UpdateEndpointsBatch", _send_no_item, "no-item")
    try:
        with refused("Missing Item"):
            audience.put_batch({"Id": "a"})
    finally:
        client.meta.events.unregister("before-call.pinpoint.UpdateEndpointsBatch", unique_id="no-item")


def _send_no_item(params: dict[str, Any], **_: Any) -> None:
    params["body"] = b"{}"

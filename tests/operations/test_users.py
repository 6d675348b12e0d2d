"""Users through boto3: what belongs to them, and GetUserEndpoints and DeleteUserEndpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.builders import Audience, not_found

if TYPE_CHECKING:
    pass


def test_the_endpoints_of_a_user_come_in_the_order_of_their_creation(audience: Audience) -> None:
    for name in ("c", "a", "b"):
        audience.put(name)
    for name in ("a", "b", "c"):
        audience.put(name, User={"UserId": "ada"})
    assert audience.ids_of_user("ada") == ["c", "a", "b"]
    assert audience.of_user("ada") == [audience.get(name) for name in ("c", "a", "b")]
    audience.delete("c")
    audience.put("c", User={"UserId": "ada"})
    assert audience.ids_of_user("ada") == ["a", "b", "c"]


def test_user_ids_are_case_sensitive(audience: Audience) -> None:
    audience.put("a", User={"UserId": "Ada"})
    audience.put("b", User={"UserId": "ada"})
    assert (audience.ids_of_user("Ada"), audience.ids_of_user("ada")) == (["a"], ["b"])


def test_attributes_belong_to_the_user(audience: Audience) -> None:
    audience.put("a", User={"UserId": "ada", "UserAttributes": {"n": ["Ada"], "k": ["1"]}})
    audience.put("b", User={"UserId": "ada"})
    other = audience.get("a")
    audience.put("b", User={"UserAttributes": {"k": [], "l": ["2"]}})
    expected: Any = {"UserId": "ada", "UserAttributes": {"n": ["Ada"], "k": [], "l": ["2"]}}
    assert audience.get("a") == other | {"User": expected}
    assert audience.get("b")["User"] == expected


def test_an_endpoint_that_moves_shows_the_attributes_of_its_new_user(audience: Audience) -> None:
    audience.put("a", User={"UserId": "ada", "UserAttributes": {"n": ["Ada"]}})
    audience.put("b", User={"UserId": "bob", "UserAttributes": {"k": ["1"]}})
    audience.put("a", User={"UserId": "bob", "UserAttributes": {"l": ["2"]}})
    expected: Any = {"UserId": "bob", "UserAttributes": {"k": ["1"], "l": ["2"]}}
    assert [endpoint["User"] for endpoint in audience.of_user("bob")] == [expected, expected]
    with not_found():
        audience.of_user("ada")


def test_an_empty_user_id_takes_the_endpoint_from_its_user(audience: Audience) -> None:
    audience.put("a", User={"UserId": "ada", "UserAttributes": {"n": ["Ada"]}})
    audience.put("b", User={"UserId": "ada"})
    audience.put("a", User={"UserId": ""})
    assert audience.get("a")["User"] == {}
    assert audience.of_user("ada") == [audience.get("b")]
    assert audience.get("b")["User"]["UserAttributes"] == {"n": ["Ada"]}
    audience.put("a", User={"UserId": "", "UserAttributes": {"k": ["1"]}})
    assert audience.get("a")["User"] == {"UserAttributes": {"k": ["1"]}}


def test_a_user_and_its_attributes_end_with_the_last_endpoint(audience: Audience) -> None:
    audience.put("a", User={"UserId": "ada", "UserAttributes": {"n": ["Ada"]}})
    audience.put("a", User={"UserId": ""})
    with not_found():
        audience.of_user("ada")
    audience.put("a", User={"UserId": "ada"})
    assert audience.get("a")["User"] == {"UserId": "ada"}


def test_attributes_without_a_user_wait_for_one(audience: Audience) -> None:
    audience.put("a", User={"UserAttributes": {"own": ["1"], "both": ["1"], "sent": ["1"]}})
    audience.put("a", User={"UserAttributes": {"more": ["1"]}})
    audience.put("a", User={"UserId": ""})
    waiting = {"own": ["1"], "both": ["1"], "sent": ["1"], "more": ["1"]}
    assert audience.get("a")["User"] == {"UserAttributes": waiting}
    audience.put("b", User={"UserId": "ada", "UserAttributes": {"both": ["2"], "sent": ["2"]}})
    audience.put("a", User={"UserId": "ada", "UserAttributes": {"sent": ["3"]}})
    expected = {"own": ["1"], "both": ["2"], "sent": ["3"], "more": ["1"]}
    assert [endpoint["User"]["UserAttributes"] for endpoint in audience.of_user("ada")] == [expected, expected]


def test_deleting_a_user_deletes_its_endpoints_and_answers_them(audience: Audience) -> None:
    audience.put("a", User={"UserId": "ada", "UserAttributes": {"n": ["Ada"]}})
    audience.put("b", User={"UserId": "ada"})
    audience.put("c", User={"UserId": "bob"})
    endpoints = audience.of_user("ada")
    answer = audience.client.delete_user_endpoints(ApplicationId=audience.app_id, UserId="ada")
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 202
    assert answer["EndpointsResponse"]["Item"] == endpoints
    with not_found():
        audience.get("a")
    with not_found():
        audience.of_user("ada")
    assert audience.ids_of_user("bob") == ["c"]


def test_a_user_without_endpoints_is_not_found(audience: Audience) -> None:
    with not_found():
        audience.of_user("ada")
    with not_found():
        audience.client.delete_user_endpoints(ApplicationId=audience.app_id, UserId="ada")
    audience.put("a", User={"UserId": "ada"})
    audience.delete("a")
    with not_found():
        audience.of_user("ada")

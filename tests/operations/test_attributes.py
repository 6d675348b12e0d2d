"""RemoveAttributes through boto3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import Audience, refused

if TYPE_CHECKING:
    pass

CUSTOM = "endpoint-custom-attributes"
METRIC = "endpoint-metric-attributes"
USER = "endpoint-user-attributes"


def names_of(audience: Audience, attribute_type: str, *names: str) -> None:
    """Have an endpoint use attribute names."""
    lists = {name: ["1"] for name in names}
    members: Any = {
        CUSTOM: {"Attributes": lists},
        METRIC: {"Metrics": dict.fromkeys(names, 1.0)},
        USER: {"User": {"UserId": "ada", "UserAttributes": lists}},
    }[attribute_type]
    audience.put("a", **members)


def values_of(audience: Audience, attribute_type: str) -> Any:
    endpoint = audience.get("a")
    return {
        CUSTOM: endpoint["Attributes"],
        METRIC: endpoint.get("Metrics", {}),
        USER: endpoint["User"].get("UserAttributes", {}),
    }[attribute_type]


@pytest.mark.parametrize("attribute_type", [CUSTOM, METRIC, USER])
@pytest.mark.parametrize(
    ("blacklist", "removed"),
    [
        (["plan"], ["plan"]),
        (["p*", "Plan"], ["Plan", "p", "plan", "plane"]),
        (["plan?"], ["plane"]),
        (["?lan"], ["Plan", "plan"]),
        (["p[l]an", "other"], []),
        (["a[b]*"], ["a[b]c"]),
        (["*"], ["Plan", "a[b]c", "p", "plan", "plane"]),
        (["plan", "plan", "pl*"], ["plan", "plane"]),
        ([], []),
    ],
)
def test_the_names_that_match_are_answered_and_endpoints_keep_them(
    audience: Audience, attribute_type: str, blacklist: list[str], removed: list[str]
) -> None:
    names_of(audience, attribute_type, "plane", "plan", "Plan", "p", "a[b]c")
    before = audience.get("a")
    answer = audience.client.remove_attributes(
        ApplicationId=audience.app_id,
        AttributeType=attribute_type,
        UpdateAttributesRequest={"Blacklist": blacklist},
    )
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert answer["AttributesResource"] == {
        "ApplicationId": audience.app_id,
        "AttributeType": attribute_type,
        "Attributes": removed,
    }
    assert audience.get("a") == before


@pytest.mark.parametrize("attribute_type", [CUSTOM, METRIC, USER])
def test_a_type_answers_only_its_own_names(audience: Audience, attribute_type: str) -> None:
    for other in {CUSTOM, METRIC, USER} - {attribute_type}:
        names_of(audience, other, "plan")
    assert audience.remove(attribute_type, "*") == []
    names_of(audience, attribute_type, "plan")
    assert values_of(audience, attribute_type) == {}


@pytest.mark.parametrize("attribute_type", [CUSTOM, METRIC, USER])
def test_new_values_under_a_removed_name_are_ignored(audience: Audience, attribute_type: str) -> None:
    names_of(audience, attribute_type, "plan")
    before = values_of(audience, attribute_type)
    audience.remove(attribute_type, "plan", "late*")
    empty: Any = {
        CUSTOM: {"Attributes": {"plan": [], "later": ["v" * 999], "x": []}},
        METRIC: {"Metrics": {"plan": 9.0, "later": 9.0, "x": 9.0}},
        USER: {"User": {"UserAttributes": {"plan": [], "later": [], "x": []}}},
    }[attribute_type]
    audience.put("a", **empty)
    after = values_of(audience, attribute_type)
    assert after.keys() == {"plan", "x"}
    assert after["plan"] == before["plan"]
    names_of(audience, attribute_type, "plan", "late", "y")
    assert values_of(audience, attribute_type).keys() == {"plan", "x", "y"}


def test_later_calls_add_to_what_is_removed(audience: Audience) -> None:
    names_of(audience, CUSTOM, "a", "b")
    assert audience.remove(CUSTOM, "a") == ["a"]
    assert audience.remove(CUSTOM, "b") == ["b"]
    audience.put("other", Attributes={"a": ["1"], "b": ["1"], "c": ["1"]})
    assert audience.get("other")["Attributes"] == {"c": ["1"]}


def test_a_name_is_in_use_while_an_endpoint_has_it(audience: Audience) -> None:
    audience.put("a", Attributes={"plan": ["1"]})
    audience.put("b", Attributes={"plan": []})
    audience.delete("a")
    assert audience.remove(CUSTOM, "plan") == ["plan"]
    audience.delete("b")
    assert audience.remove(CUSTOM, "plan") == []


def test_removed_names_no_longer_count_to_the_quota(audience: Audience) -> None:
    names_of(audience, CUSTOM, *(f"n{number}" for number in range(250)))
    with refused("Too many custom attributes"):
        names_of(audience, METRIC, "m")
    audience.remove(CUSTOM, "n0")
    names_of(audience, METRIC, "m")
    assert values_of(audience, METRIC) == {"m": 1.0}
    with refused("Too many custom attributes"):
        names_of(audience, USER, "u")


def test_without_a_blacklist_nothing_is_removed(audience: Audience) -> None:
    names_of(audience, CUSTOM, "plan")
    answer = audience.client.remove_attributes(
        ApplicationId=audience.app_id, AttributeType=CUSTOM, UpdateAttributesRequest={}
    )
    assert answer["AttributesResource"]["Attributes"] == []


def test_an_unknown_type_is_refused(audience: Audience) -> None:
    with refused(f"Invalid AttributeType: must be one of {CUSTOM}, {METRIC}, {USER}"):
        audience.remove("endpoint-attributes", "plan")

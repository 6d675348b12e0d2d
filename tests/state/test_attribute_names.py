"""The attribute names of an application: which are in use, and which are no longer captured."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock.state.attribute_names import AttributeNames


def endpoint(*attributes: str, metrics: tuple[str, ...] = (), user: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "Attributes": {name: ["a value"] for name in attributes},
        "Metrics": dict.fromkeys(metrics, 1.0),
        "User": {"UserAttributes": {name: ["a value"] for name in user}},
    }


def names_of(*endpoints: dict[str, Any]) -> AttributeNames:
    names = AttributeNames()
    for each in endpoints:
        names.replace({}, each)
    return names


def test_a_name_is_in_use_while_an_endpoint_has_it() -> None:
    one, other = endpoint("color", "size"), endpoint("color")
    names = names_of(one, other)
    assert names.remove("Attributes", ["*"]) == ["color", "size"]
    names.replace(one, {})
    assert names.remove("Attributes", ["*"]) == ["color"]
    names.replace(other, endpoint("shape"))
    assert names.remove("Attributes", ["*"]) == ["shape"]


def test_the_members_are_apart() -> None:
    names = names_of(endpoint("color", metrics=("visits",), user=("name",)))
    assert [names.remove(member, ["*"]) for member in ("Attributes", "Metrics", "UserAttributes")] == [
        ["color"],
        ["visits"],
        ["name"],
    ]


@pytest.mark.parametrize(
    ("pattern", "removed"),
    [
        ("color", ["color"]),
        ("COLOR", []),
        ("col*", ["color", "color2"]),
        ("color?", ["color2"]),
        ("[c]olor", []),
        ("[a]", ["[a]"]),
        ("*", ["[a]", "color", "color2"]),
        ("new", []),
    ],
)
def test_a_removed_name_takes_no_new_values(pattern: str, removed: list[str]) -> None:
    names = names_of(endpoint("color", "color2", "[a]"))
    assert names.remove("Attributes", [pattern]) == removed
    values = dict.fromkeys(["[a]", "color", "color2", "new"], "a value")
    kept = values.keys() - removed - {"new" if pattern in ("new", "*") else ""}
    assert names.captured("Attributes", values) == dict.fromkeys(kept, "a value")
    assert names.captured("Metrics", values) == values


def test_how_many_names_there_would_be() -> None:
    names = names_of(endpoint("color", metrics=("visits",)))
    nothing: dict[str, dict[str, Any]] = {"Attributes": {}, "Metrics": {}, "UserAttributes": {}}
    assert names.count_with(nothing) == 0
    assert names.count_with(nothing | {"Attributes": {"color": ["red"]}}) == 0
    assert names.count_with(nothing | {"UserAttributes": {"name": ["Ada"], "age": ["36"]}}) == 4
    names.remove("Attributes", ["color"])
    assert names.count_with(nothing | {"Metrics": {"clicks": 1.0}}) == 2

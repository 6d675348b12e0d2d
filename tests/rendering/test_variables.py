"""Variables of an endpoint, and several layers of variables merged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.rendering.handlebars.templates import render
from pinpoint_mock.rendering.variables import endpoint_variables, merge_variables, path_of, variables_read

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointResponseTypeDef


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"User": {}, "Location": {}, "Attributes": {"a": []}}, {}, id="no values"),
        pytest.param({"Location": {"Latitude": -0.04}}, {"Location": {"Latitude": 0.0}}, id="rounded to zero"),
        pytest.param({"Location": {"Longitude": 47.65}}, {"Location": {"Longitude": 47.7}}, id="halves round up"),
    ],
)
def test_variables_are_what_has_a_value(endpoint: EndpointResponseTypeDef, expected: Mapping[str, Any]) -> None:
    variables = endpoint_variables(endpoint)
    assert variables == expected
    assert "-" not in str(variables)


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        pytest.param([], {}, id="no layers"),
        pytest.param([{"a": "1"}, {"a": ["2"]}], {"a": ["2"]}, id="the last one wins"),
        pytest.param([{"a.b": "1"}, {"a": {"b": "2"}}], {"a": {"b": "2"}}, id="nested over dotted"),
        pytest.param(
            [{"a": {"b": "1", "c": "2"}}, {"a.b": ["3"]}], {"a": {"b": ["3"], "c": "2"}}, id="dotted over nested"
        ),
        pytest.param([{"a": {"[b c].[0]": "1"}}], {"a": {"b c": "1"}}, id="brackets and a place in a name"),
        pytest.param([{"a": {"b": "1"}}, {"a": {"b": []}}], {"a": {"b": "1"}}, id="an empty list is no value"),
        pytest.param([{"a": "1"}, {"a": None}], {"a": "1"}, id="None is no value"),
        pytest.param([{"a": {"b": {}}}], {}, id="no members"),
        pytest.param([{"a": ["1"]}, {"a.b": ["2"]}], {"a": {"": ["1"], "b": ["2"]}}, id="members beside a value"),
        pytest.param([{"a.b": ["2"]}, {"a": ["1"]}], {"a": {"b": ["2"], "": ["1"]}}, id="a value beside members"),
        pytest.param([{"a": {"": ["1"], "b": "2"}}], {"a": {"": ["1"], "b": "2"}}, id="merged once more"),
    ],
)
def test_merge_variables(layers: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    assert merge_variables(*layers) == expected


def test_layers_are_left_as_they_are() -> None:
    layers: list[dict[str, Any]] = [{"a": {"b": ["1"]}}, {"a.c": ["2"]}]
    merge_variables(*layers)
    assert layers == [{"a": {"b": ["1"]}}, {"a.c": ["2"]}]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Id", ("Id",)),
        ("User.UserId", ("User", "UserId")),
        ("User/UserId", ("User", "UserId")),
        ("Attributes.[a.b].[0]", ("Attributes", "a", "b", "0")),
        ("Attributes.[Last Name]", ("Attributes", "Last Name")),
        ("[User].[UserId]", ("User", "UserId")),
        ("names[0]", ("names[0]",)),
        pytest.param(".[" * 100_000, ("", *["["] * 100_000), id="many brackets"),
        ("", ("",)),
    ],
)
def test_path_of(name: str, expected: tuple[str, ...]) -> None:
    assert path_of(name) == expected


ENDPOINT: EndpointResponseTypeDef = {
    "Id": "e1",
    "Address": "+15550100",
    "Attributes": {"plan": ["pro"]},
    "User": {"UserId": "ada", "UserAttributes": {"First Name": ["Ada"]}},
}


@pytest.mark.parametrize(
    "source",
    [
        "{{User.UserAttributes.[First Name]}}",
        "{{[User].UserId}}",
        "{{#with User}}{{UserId}}{{/with}}",
        "{{#User}}{{UserId}}{{/User}}",
        "{{lookup User 'UserId'}}",
        "{{#with this}}{{User.UserId}}{{/with}}",
        "{{lookup (lookup this 'User') 'UserId'}}",
        "{{#each .}}{{@key}}={{this}};{{/each}}",
        "{{#each this}}{{@key}}={{this}};{{/each}}",
        "{{#each @root}}{{@key}};{{/each}}",
        "{{#each Attributes}}{{../User.UserId}}{{/each}}",
        "{{#each Attributes}}{{#each ..}}{{@key}};{{/each}}{{/each}}",
        "{{#*inline 'p'}}{{UserId}}{{/inline}}{{> p User}}",
        "{{#*inline 'p'}}{{User.UserId}}{{/inline}}{{> p .}}",
        "{{Address}} {{EndpointId}}",
    ],
)
def test_no_variable_that_a_template_reads_is_left_out(source: str) -> None:
    everything = endpoint_variables(ENDPOINT)
    assert render(source, endpoint_variables(ENDPOINT, source)) == render(source, everything)


def test_what_a_template_does_not_name_is_left_out() -> None:
    source = "Hello ... {{User.UserId}}. Bye."
    assert variables_read(source) == ("User",)
    assert endpoint_variables(ENDPOINT, source).keys() == {"User"}

"""Templates of printed variables: the same as in the engine, without it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock.rendering.handlebars.engine import compiled
from pinpoint_mock.rendering.handlebars.simple import simple_template
from pinpoint_mock.rendering.variables import merge_variables

VARIABLES = merge_variables(
    {"User": {"UserId": "ada", "UserAttributes": {"First Name": ["Ada", "Bob"], "a.b": ["dotted"]}}},
    {"Metrics": {"m": 6.0}, "User": ["the user"], "a-b": ["hyphen"], "flag": True, "Id": "{{x}}"},
)
TAGS = [
    "{{User}}",
    "{{ User.UserId }}",
    "{{User.UserAttributes.[First Name]}}",
    "{{User.UserAttributes.[First Name].[0]}}",
    "{{User.UserAttributes.[First Name].[1]}}",
    "{{User.UserAttributes.[First Name].[7]}}",
    "{{User.UserAttributes.a.b}}",
    "{{Metrics.m}}",
    "{{Metrics}}",
    "{{a-b}}",
    "{{flag}}",
    "{{\nId\t}}",
    "{{Nothing}}",
    "{{Nothing.at.all}}",
    "{{upper}}",
]
TEXTS = st.text("aA }\n{&<\\", max_size=3)


def rendered(template: Any) -> tuple[str, list[str]]:
    missing: list[str] = []
    return template.render(VARIABLES, missing.append, str), missing


@given(st.lists(st.one_of(st.sampled_from(TAGS), TEXTS), max_size=8).map("".join))
def test_the_engine_makes_the_same_of_it(source: str) -> None:
    simple = simple_template(source)
    if simple is not None:
        assert rendered(simple) == rendered(compiled(source))


@pytest.mark.parametrize("tag", TAGS)
def test_a_printed_variable_is_simple(tag: str) -> None:
    assert simple_template(f"a {tag} b {tag}") is not None


@pytest.mark.parametrize(
    "source",
    [
        "{{upper User}}",
        "{{#if User}}{{/if}}",
        "{{{User}}}",
        "{{User}}}",
        "\\{{User}}",
        "{{~User}}",
        "{{&User}}",
        "{{! User}}",
        "{{this}}",
        "{{this.User}}",
        "{{uuid}}",
        "{{now}}",
        "{{else}}",
        "{{true}}",
        "{{1}}",
        "{{../User}}",
        "{{@root.User}}",
        "{{[User]}}",
        "{{User",
        "{{}}",
        "{{a b}}",
    ],
)
def test_all_else_is_not(source: str) -> None:
    assert simple_template(source) is None

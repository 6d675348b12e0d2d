"""Conditional helpers, inline, as blocks, and as arguments of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.rendering.handlebars.templates import TemplateError, render
from pinpoint_mock.rendering.variables import endpoint_variables

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointLocationTypeDef

LOS_ANGELES: EndpointLocationTypeDef = {"City": "Los Angeles", "Country": "US"}
AGE = "User.UserAttributes.UserAge.[0]"
NAME = "User.UserAttributes.FirstName.[0]"
COLOR = "User.UserAttributes.FavoriteColors.[0]"


def variables(**attributes: list[str]) -> dict[str, object]:
    return endpoint_variables(
        {"Location": LOS_ANGELES, "Metrics": {"visits": 6}, "User": {"UserAttributes": attributes}}
    )


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param(
            '{{#and (eq Location.City "Los Angeles") (eq Location.Country "US")}}here{{else}}there{{/and}}',
            "here",
            id="and",
        ),
        pytest.param(
            '{{#or (eq Location.City "Los Angeles") (eq Location.City "Seattle")}}West{{else}}East{{/or}}',
            "West",
            id="or",
        ),
        pytest.param(f'{{{{#eq {COLOR} "red"}}}}red{{{{else}}}}other{{{{/eq}}}}', "red", id="eq"),
        pytest.param(f'{{{{#neq {COLOR} "red"}}}}other{{{{else}}}}red{{{{/neq}}}}', "red", id="neq"),
        pytest.param(f'{{{{#gt {AGE} "17"}}}}old{{{{else}}}}young{{{{/gt}}}}', "old", id="gt"),
        pytest.param(f'{{{{#gte {AGE} "18"}}}}old{{{{else}}}}young{{{{/gte}}}}', "old", id="gte"),
        pytest.param(f'{{{{#lt {AGE} "18"}}}}young{{{{else}}}}old{{{{/lt}}}}', "old", id="lt"),
        pytest.param(f'{{{{#lte {AGE} "17"}}}}young{{{{else}}}}old{{{{/lte}}}}', "old", id="lte"),
        pytest.param(f'{{{{#not (eq {COLOR} "red")}}}}other{{{{else}}}}red{{{{/not}}}}', "red", id="not"),
        pytest.param(f'{{{{not (eq {COLOR} "red")}}}}', "false", id="not inline"),
        pytest.param(
            f"{{{{#if {NAME}}}}}Hello {{{{{NAME}}}}},{{{{else}}}}Hello,{{{{/if}}}}",
            "Hello Jane,",
            id="if",
        ),
    ],
)
def test_samples_of_the_user_guide(template: str, expected: str) -> None:
    values = variables(FavoriteColors=["red"], UserAge=["102"], FirstName=["Jane"])
    assert render(template, values) == expected


@pytest.mark.parametrize(
    ("one", "other", "true"),
    [
        pytest.param('"18"', '"18"', "eq gte lte", id="the same"),
        pytest.param('"9"', '"10"', "neq lt lte", id="numbers, though as texts"),
        pytest.param('"10"', "9.5", "neq gt gte", id="a text and a number"),
        pytest.param('"6"', "Metrics.visits", "eq gte lte", id="a text and a metric"),
        pytest.param('" -1.50 "', '"-1.5"', "eq gte lte", id="spellings of a number"),
        pytest.param('"9a"', '"10a"', "neq gt gte", id="texts"),
        pytest.param('"9"', '"10a"', "neq gt gte", id="a number and a text"),
        pytest.param('"red"', '"Red"', "neq gt gte", id="case matters"),
        pytest.param("Nothing", '"1"', "neq", id="one is missing"),
        pytest.param('"1"', "Nothing", "neq", id="the other is missing"),
        pytest.param("Nothing", "Location.None", "eq", id="both are missing"),
        pytest.param("Nothing", '""', "neq", id="missing is not empty"),
        pytest.param("true", '"true"', "eq gte lte", id="a boolean and its text"),
        pytest.param("User.UserAttributes.List", '"10"', "neq lt lte", id="the first value of a list"),
    ],
)
def test_comparisons(one: str, other: str, true: str) -> None:
    values = variables(List=["9", "11"])
    names = ("eq", "neq", "gt", "gte", "lt", "lte")
    for name in names:
        expected = name in true.split()
        assert render(f"{{{{{name} {one} {other}}}}}", values) == str(expected).lower(), name
        block = f"{{{{#{name} {one} {other}}}}}yes{{{{else}}}}no{{{{/{name}}}}}"
        assert render(block, values) == ("yes" if expected else "no"), name


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("true", True),
        ("false", False),
        ("0", False),
        ("1", True),
        ('""', False),
        ('"false"', True),
        ('"0"', True),
        ("Nothing", False),
        ("Location", True),
        ("Location.City", True),
        ("User.UserAttributes.Empty", False),
        ("User.UserAttributes.List", True),
        ("(eq 1 1)", True),
        ("(eq 1 2)", False),
        ("(lower Nothing)", False),
    ],
)
def test_truth(value: str, expected: bool) -> None:
    values = variables(List=["x"], Empty=[""])
    written = {True: "true", False: "false"}
    assert render(f"{{{{if {value}}}}}", values) == written[expected]
    assert render(f"{{{{not {value}}}}}", values) == written[not expected]
    assert render(f"{{{{and true {value}}}}}", values) == written[expected]
    assert render(f"{{{{and {value} true 1}}}}", values) == written[expected]
    assert render(f"{{{{or false {value}}}}}", values) == written[expected]
    assert render(f"{{{{or {value} 0 false}}}}", values) == written[expected]
    assert render(f"{{{{#if {value}}}}}true{{{{else}}}}false{{{{/if}}}}", values) == written[expected]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{eq 1 1 yes='y' no='n'}}{{eq 1 2 yes='y' no='n'}}", "yn"),
        ("{{eq 1 1 no='n'}} {{eq 1 2 yes='y'}}", "true false"),
        ("{{if Location.City yes=Location.City}}", "Los Angeles"),
        ("<{{eq 1 1 yes=''}}{{eq 1 1 yes=Nothing}}>", "<>"),
        ("{{upper (eq 1 1 yes='y' no='n')}}", "Y"),
        ("{{eq (eq 1 1) true}} {{eq (not (eq 1 1)) (and 1 0)}}", "true true"),
        ("{{#if (and (or false (gt 2 1)) (not (lt 2 1)))}}deep{{/if}}", "deep"),
        ("{{#and true true}}{{#or false false}}a{{else}}{{#not false}}b{{/not}}{{/or}}{{/and}}", "b"),
        ("{{#eq 1 2}}a{{/eq}}{{#each Location}}{{#eq @key 'City'}}{{this}}{{/eq}}{{/each}}", "Los Angeles"),
        ("{{#with Location}}{{#eq City 'Los Angeles'}}{{Country}}{{../User.UserId}}{{/eq}}{{/with}}", "US"),
    ],
)
def test_forms(template: str, expected: str) -> None:
    assert render(template, variables()) == expected


@pytest.mark.parametrize(
    "template", ["{{and true}}", "{{#or true}}{{/or}}", "{{eq 1}}", "{{#not}}{{/not}}", "{{gt a=1}}"]
)
def test_too_few_arguments(template: str) -> None:
    with pytest.raises(TemplateError, match="too few arguments"):
        render(template, {})

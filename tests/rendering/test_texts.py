"""The variables that the texts of a message read, whichever way they name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.rendering.handlebars.templates import render
from pinpoint_mock.rendering.variables import endpoint_variables, variables_read

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointResponseTypeDef

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

"""How a template calls a helper: its arguments, its options, in a tag or as a block."""

from __future__ import annotations

import pytest

from pinpoint_mock.rendering.handlebars.helpers.calls import ALL_HELPERS, WITHOUT_ARGUMENTS
from pinpoint_mock.rendering.handlebars.templates import TemplateError, render

VARIABLES = {"Id": "e1", "Attributes": {"colors": ["red", "blue"], "none": [], "key": ["colors"]}}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("{{upper Id 'more' 'and more'}}", "E1", id="surplus arguments are ignored"),
        pytest.param("{{upper Id option='x'}}", "E1", id="unknown options are ignored"),
        pytest.param("{{center Id size=4 pad='-'}}", "-e1-", id="options by name"),
        pytest.param("{{center Id 4 size=6 pad='-'}}", "-e1-", id="an argument goes before an option"),
        pytest.param("{{center Id size=4 pad=Nothing}}", " e1 ", id="an option without a value is not given"),
        pytest.param("{{center Attributes.none size=4}}", "", id="a helper without a value prints nothing"),
        pytest.param("{{yesno Attributes.none}}", "maybe", id="but those that may be asked about one"),
        pytest.param("{{upper Attributes.colors}}", "RED", id="of a list the first"),
        pytest.param("{{join Attributes.colors '+'}}", "red+blue", id="or all of it"),
        pytest.param("{{upper (lower 'Ab')}}", "AB", id="a call in a call"),
        pytest.param("{{#upper Id}}body{{/upper}}", "E1", id="as a block it drops its body"),
        pytest.param("{{#eq Id 'e1'}}yes{{else}}no{{/eq}}", "yes", id="a test as a block"),
        pytest.param("{{eq Id 'e1'}} {{eq Id 'e2'}}", "true false", id="a test in a tag"),
        pytest.param("{{eq Id 'e1' yes='y' no='n'}} {{eq Id 'e2' yes='y' no='n'}}", "y n", id="with texts of its own"),
        pytest.param("{{lookup Attributes Attributes.key}}", "red", id="lookup by the text of a variable"),
        pytest.param("a{{log Id level='warn'}}b", "ab", id="log prints nothing"),
    ],
)
def test_a_call(template: str, expected: str) -> None:
    assert render(template, VARIABLES) == expected


@pytest.mark.parametrize("name", sorted(ALL_HELPERS - WITHOUT_ARGUMENTS))
def test_the_name_of_a_helper_alone_is_a_variable(name: str) -> None:
    assert render(f"{{{{{name}}}}}", {name: "a value"}) == "a value"


@pytest.mark.parametrize(
    ("template", "text"),
    [("{{center Id}}", "center: too few arguments"), ("{{add Id 1}}", "add: expected a number")],
)
def test_a_helper_that_cannot_work_is_named(template: str, text: str) -> None:
    with pytest.raises(TemplateError, match=text):
        render(template, VARIABLES)

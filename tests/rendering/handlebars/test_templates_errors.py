"""Message templates that are refused, that cannot be rendered, and variables without a value."""

from __future__ import annotations

import pytest

from pinpoint_mock.rendering.handlebars.templates import TemplateError, check_template, render

VARIABLES = {
    "Attributes": {"colors": ["blue", "red"], "none": [], "empty": [""]},
    "Id": "e1",
    "User": {"UserId": "u1"},
}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{Nothing}}", "Nothing"),
        ("{{Attributes.[No Name].[0]}}", "Attributes.[No Name].[0]"),
        ("{{Attributes.none}}", "Attributes.none"),
        ("{{Attributes.colors.[7]}}", "Attributes.colors.[7]"),
        ("{{User}}", "User"),
        ("{{upper Nothing}}", "Nothing"),
        ("{{upper (lower Nothing)}}", "Nothing"),
        ("{{upper Nothing pad=Id}}", "Nothing"),
        ("{{join Attributes.none prefix=Nothing}}", "Attributes.none"),
        ("{{#if Id}}{{Nothing}}{{/if}}", "Nothing"),
        ("{{#each Attributes.colors}}{{Id}}{{/each}}", "Id"),
        ("{{#* inline 'a'}}{{Nothing}}{{/inline}}{{> a}}", "Nothing"),
    ],
)
def test_a_missing_variable_is_named_and_prints_nothing(template: str, expected: str) -> None:
    missing: list[str] = []
    assert render(template, VARIABLES, missing=missing.append) == ""
    assert missing[0] == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{Attributes.empty}}", ""),
        ("{{#if Nothing}}{{Nothing}}{{else}}no{{/if}}", "no"),
        ("{{#if Id}}yes{{else if Nothing}}{{Nothing}}{{/if}}", "yes"),
        ("{{#unless Nothing}}no{{/unless}}", "no"),
        ("{{#each Nothing}}{{this}}{{else}}no{{/each}}", "no"),
        ("{{#with Nothing}}{{Id}}{{else}}no{{/with}}", "no"),
        ("{{#Nothing}}{{Id}}{{else}}no{{/Nothing}}", "no"),
        ("{{#eq Nothing 'x'}}yes{{else}}no{{/eq}}", "no"),
        ("{{#if (eq (upper Nothing) 'X')}}yes{{else}}no{{/if}}", "no"),
        ("{{#if (upper Nothing)}}yes{{else}}no{{/if}}", "no"),
        ("{{or Nothing Id yes='y'}}", "y"),
        ("{{yesno Nothing}}", "maybe"),
        ("{{upper (yesno Nothing)}}", "MAYBE"),
        ("{{lookup Attributes 'nothing'}}", ""),
        ("{{#* inline 'a'}}{{Nothing}}{{/inline}}", ""),
    ],
)
def test_a_variable_that_a_template_only_asks_for_is_not_missing(template: str, expected: str) -> None:
    missing: list[str] = []
    assert render(template, VARIABLES, missing=missing.append) == expected
    assert missing == []


@pytest.mark.parametrize(
    "template",
    [
        "{{Id",
        "{{",
        "{{}}",
        "{{~}}",
        "{{#}}",
        "{{/}}",
        "{{Id}",
        "{{{Id}}",
        "{{{{raw}}}}",
        "{{#if Id}}",
        "{{/if}}",
        "{{else}}",
        "{{#if Id}}{{/unless}}",
        "{{ #if Id}}{{/if}}",
        "{{Id}}}",
        '{"b":{{Id}}}}',
        "{{#if Id}}{{else}}{{else}}{{/if}}",
        "{{#..Id}}{{/..Id}}",
        "{{> a.}}",
        "{{> a b c}}",
        "{{#if}}{{/if}}",
        "{{#if Id Id}}{{/if}}",
        "{{#each}}{{/each}}",
        "{{#if Id}}{{else each}}{{/if}}",
        "{{#if Id}}{{else unknown Id}}{{/if}}",
        "{{unknown Id}}",
        "{{#if Nothing}}{{unknown Id}}{{/if}}",
        "{{#unknown Id}}{{/unknown}}",
        "{{upper (unknown Id)}}",
        "{{each Id}}",
        "{{_value Id}}",
        "{{First Name}}",
        "{{upper (lower Id}}",
        "{{upper lower Id)}}",
        "{{upper ()}}",
        "{{(upper Id)}}",
        "{{upper Id pad=}}",
        "{{upper Id pad=)}}",
        "{{upper pad==Id}}",
        "{{upper 'Id}}",
        "{{upper | Id}}",
        "{{a..b}}",
        "{{names[0]}}",
        "{{upper a,b}}",
        "{{*decorator}}",
        "{{#* decorator 'a'}}{{/decorator}}",
        "{{#* inline}}{{/inline}}",
        "{{#* inline (upper 'a')}}{{/inline}}",
        "{{> }}",
        "{{upper " + "(upper " * 2000 + "Id" + ")" * 2000 + "}}",
    ],
)
def test_a_broken_template_is_refused(template: str) -> None:
    with pytest.raises(TemplateError):
        check_template(template)
    with pytest.raises(TemplateError):
        render(template, VARIABLES)


@pytest.mark.parametrize(
    "template", ["Hi {{Name}}", "{{#if a}}{{/if}}", "{{upper}}", "{{eq}}", "{{add 'x' 1}}", "no tags"]
)
def test_a_template_that_can_be_read_is_accepted(template: str) -> None:
    check_template(template)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{add Id}}", "add: too few arguments"),
        ("{{and Id}}", "and: too few arguments"),
        ("{{#eq}}{{/eq}}", "eq: too few arguments"),
        ("{{center Id}}", "center: too few arguments"),
        ("{{add Id 1}}", "add: expected a number"),
        ("{{> nothing}}", "The partial nothing could not be found"),
    ],
)
def test_a_template_that_cannot_be_rendered(template: str, expected: str) -> None:
    check_template(template)
    with pytest.raises(TemplateError, match=expected):
        render(template, VARIABLES)

"""Blanks and line ends around tags."""

from __future__ import annotations

import pytest

from pinpoint_mock.rendering.handlebars.templates import render

VARIABLES = {"yes": "yes", "Attributes": {"Cart": ["apples", "pears"]}}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param(
            "Items:\n{{#each Attributes.Cart}} {{this}},{{/each}}", "Items:\n apples, pears,", id="a blank before a tag"
        ),
        pytest.param("{{#if yes}} {{yes}}{{/if}}", " yes", id="a blank before a tag, at the beginning"),
        pytest.param("{{#if yes}}\n {{yes}}\n{{/if}}\n.", " yes\n.", id="tags of a block on lines of their own"),
        pytest.param("a {{#if yes}}\n {{yes}}\n{{/if}} b", "a \n yes\n b", id="a text on the same line"),
        pytest.param(" {{#if yes}} \r\n{{yes}}{{/if}}", "yes", id="blanks and a carriage return"),
        pytest.param("\n{{#if yes}}a{{else}}\nb{{/if}}", "\na", id="an else that is not alone"),
        pytest.param("{{#if no}}a\n {{else}} \n b{{/if}}", " b", id="an else that is alone"),
        pytest.param("{{#if no}}\na\n{{else if yes}}\nb\n{{else}}\nc\n{{/if}}\n.", "b\n.", id="a chain of else"),
        pytest.param("a\n {{! note }} \nb", "a\nb", id="a comment alone"),
        pytest.param("a\n {{yes}} \nb", "a\n yes \nb", id="a variable alone"),
        pytest.param("{{#if yes}}\n{{#if yes}}\na\n{{/if}}\n{{/if}}", "a\n", id="blocks one after the other"),
        pytest.param("a {{~yes~}} b", "ayesb", id="stripped on both sides"),
        pytest.param("a\n{{~#if yes~}} b {{~/if~}} \nc", "abc", id="a block that strips"),
        pytest.param("{{#if yes}}\n  a\n{{~/if}}\nb", "  ab", id="stripped inside, with the line outside"),
        pytest.param("{{#if yes~}}\n\n  a\n{{/if}}", "a\n", id="several lines stripped inside"),
        pytest.param("{{#if no}}a{{~else~}} b {{/if}}", "b ", id="an else that strips"),
        pytest.param("{{^if no}} a {{~else}}b{{/if}}", " a ", id="an inverted block strips its other part"),
        pytest.param("{{> a}}\n{{#*inline 'a'}}\nb\n{{/inline}}\nc", "b\nc", id="a partial and its definition"),
        pytest.param("  {{~> a}}\n{{#*inline 'a'}}b\nc{{/inline}}", "b\nc", id="a partial that strips its indentation"),
        pytest.param("{{yes~}}\n  {{> a}}\n{{#*inline 'a'}}b\nc{{/inline}}", "yesb\nc", id="indentation stripped"),
        pytest.param("{{{{raw}}}}\n {{a}}\n{{{{/raw}}}}\n.", " {{a}}\n.", id="a raw block on lines of its own"),
        pytest.param("{ {{~yes}}{{! }}\\{{yes}}", "{yes{{yes}}", id="a brace that comes to stand before a tag"),
    ],
)
def test_blanks(template: str, expected: str) -> None:
    assert render(template, VARIABLES) == expected

"""Templates that are read as Handlebars.js reads them, or refused, in time that grows as their length does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pinpoint_mock.rendering.handlebars.reading import Block, Tag, Text, read


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("", []),
        ("a } b }} c", ["a } b }} c"]),
        ("a\\{{b}} c", ["a", "{{b}} c"]),
        ("\\{{a\\{{b}}", ["{{a", "{{b}}"]),
        ("\\{{a\\\\{{b}}", ["{{a", "\\", "{{b}}"]),
        ("a\\\\\\{{b}}", ["a\\\\", "{{b}}"]),
        ("\\{{\\\\\\\\{{b}}", ["{{\\\\", "\\", "{{b}}"]),
        ("{{{{raw}}}}{{b}} \\{{{{/raw}}}}", ["{{b}} \\"]),
        ("{{{{raw}}}}{{{{/raw}}}}", []),
    ],
)
def test_texts(template: str, expected: list[str]) -> None:
    nodes = read(template)
    texts = [node for block in nodes for node in ((block.program or []) if isinstance(block, Block) else [block])]
    assert [node.value if isinstance(node, Text) else "{{b}}" for node in texts] == expected


@pytest.mark.parametrize(
    "comment",
    ["{{!}}", "{{!--}}", "{{!---}}", "{{! a }}", "{{! {{a }}", "{{!-- }} --}}", "{{~!-- -- ~}} --~}}", "{{! --}}"],
)
def test_comments(comment: str) -> None:
    *nodes, last = read(comment + "}.")
    assert [node.kind for node in nodes if isinstance(node, Tag)] == ["!"]
    assert isinstance(last, Text)
    assert last.value == "}."


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{a}}}", "a tag is closed by another number of braces than it is opened by"),
        ("{{{a}}", "a tag is closed by another number of braces than it is opened by"),
        ('{"a":{{a}}}}', "a tag is closed by another number of braces than it is opened by"),
        ("{{a b=c d}}", "options come last in a tag"),
        ("{{a as |b|}}", "a tag cannot be read"),
        ("{{a (b as |c|)}}", "a tag cannot be read"),
        ("{{#a as |b| c}}{{/a}}", "a tag cannot be read"),
        ("{{#a as |b.c|}}{{/a}}", "a block names a value by what is not a name"),
        ("{{#a as ||}}{{/a}}", "a block names a value by what is not a name"),
        ("{{! a }", "a comment is not closed"),
        ("{{!-- a }}", "a comment is not closed"),
        ("{{{{a}}}}b", "a raw block is not closed"),
        ("{{{{a}}b{{{{/a}}}}", "a raw block is not closed"),
        ("{{#a}}", "unclosed block"),
        ("{{#a}}{{else}}", "unclosed block"),
        ("{{#a}}{{else b}}", "unclosed block"),
        ("{{/a}}", "a block is closed that was not opened"),
        ("{{else}}", "a block is closed that was not opened"),
        ("{{#a}}{{/b}}", "a block is closed by another name"),
        ("{{#a}}{{/a b}}", "a block is closed by another name"),
        ("{{#a}}{{else}}{{else}}{{/a}}", "an else is out of place"),
        ("{{#a}}{{else}}{{^}}{{/a}}", "an else is out of place"),
        ("{{#a}}{{else}}{{else if b}}{{/a}}", "an else is out of place"),
        ("{{^a}}{{else if b}}{{/a}}", "an else is out of place"),
        ("{{#> a}}{{else}}{{/a}}", "an else is out of place"),
        ("{{#*inline 'a'}}{{else}}{{/inline}}", "an else is out of place"),
    ],
)
def test_what_is_refused(template: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        read(template)


LENGTH = 200_000


@pytest.mark.parametrize(
    "repeated",
    [
        lambda length: "{{" + " " * length,
        lambda length: "{{" + " " * length + "else" + " " * length,
        lambda length: "{{a" + " " * length + "=",
        lambda length: "{{a as" + " " * length,
        lambda length: "{{a as |" + "b" * length,
        lambda length: "{{" + "a" * length,
        lambda length: "{{" + "[" * length,
        lambda length: "{{a '" + "\\'" * length,
        lambda length: "{{!--" + "-" * length,
        lambda length: "{{{{a}}}}" + "{{{{/b}}}}" * (length // 10),
        lambda length: "{" * length,
    ],
)
def test_long_templates_are_refused_at_once(repeated: Callable[[int], str]) -> None:
    with pytest.raises(ValueError, match=r"cannot be read|not closed"):
        read(repeated(LENGTH))


def test_long_texts_are_read_at_once() -> None:
    blanks, slashes = " \n" * LENGTH, "\\" * LENGTH
    texts = [node.value for node in read(f"{blanks}{slashes}{{{{a}}}}{blanks}") if isinstance(node, Text)]
    assert texts == [blanks + slashes[:-1], blanks]

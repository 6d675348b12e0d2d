"""Blanks and line ends around tags, stripped as Handlebars.js strips them.

A tag strips the blanks beside it with `~`. Comments, partials and the tags of blocks that stand alone on a line take
the line with them; whether one stands alone depends on the texts as they are written, before anything is stripped.
Source: gh:handlebars-lang/handlebars.js.
"""

from __future__ import annotations

import re

from pinpoint_mock.rendering.handlebars.reading import COMMENT, PARTIAL, Block, Node, Strip, Text

REST_OF_LINE = re.compile(r"[ \t]*\r?\n?")


def strip_blanks(template: list[Node]) -> None:
    """Strip the texts of a template, and note the indentation of partials that stand alone."""
    _strip_nodes(template, is_root=True)


def _strip_nodes(nodes: list[Node], *, is_root: bool = False) -> None:
    for place, node in enumerate(nodes):
        if isinstance(node, Text):
            continue
        begins, ends = _begins_line(nodes, place, is_root=is_root), _ends_line(nodes, place, is_root=is_root)
        if isinstance(node, Block):
            _strip_block(node)
            _strip_around(nodes, place, Strip(node.opening.before, node.closing.after))
            _strip_lines_of_block(nodes, place, node, begins=begins, ends=ends)
        else:
            _strip_around(nodes, place, node.strip)
            if begins and ends and node.kind in (COMMENT, PARTIAL):
                _strip_rest_of_line(nodes, place)
                node.indent = _strip_indent(nodes, place)


def _strip_block(block: Block) -> None:
    """Strip inside of a block what its tags strip, and the line of an `else` that stands alone."""
    for nodes in (block.program, block.inverse):
        _strip_nodes(nodes or [])
    first, second = _parts(block)
    last = first if second is None else second
    _strip_around(first, -1, Strip(after=block.opening.after))
    _strip_around(last, len(last), Strip(before=block.closing.before))
    if second is not None:
        _strip_around(first, len(first), Strip(before=block.middle.before))
        _strip_around(second, -1, Strip(after=block.middle.after))
        if _begins_line(first, len(first)) and _ends_line(second, -1):
            _strip_indent(first, len(first))
            _strip_rest_of_line(second, -1)


def _strip_lines_of_block(nodes: list[Node], place: int, block: Block, *, begins: bool, ends: bool) -> None:
    """Strip the lines on which the tags that open and close a block stand alone."""
    first, second = _parts(block)
    last = first if second is None else second
    if begins and _ends_line(first, -1):
        _strip_rest_of_line(first, -1)
        _strip_indent(nodes, place)
    if ends and _begins_line(last, len(last)):
        _strip_rest_of_line(nodes, place)
        if not block.chained:
            _strip_indent(last, len(last))


def _parts(block: Block) -> tuple[list[Node], list[Node] | None]:
    """The first part of a block and the second one, if there is one.

    As in Handlebars.js, only the first `else if` of several counts, and the parts of an inverted block change places.
    """
    if block.program is None:
        return block.inverse or [], None
    return block.program, block.chained.program if block.chained else block.inverse


def _begins_line(nodes: list[Node], place: int, *, is_root: bool = False) -> bool:
    """Whether the text before a place ends with a line end and blanks; `is_root` lets the template begin a line."""
    if place == 0:
        return is_root
    before = nodes[place - 1]
    if not isinstance(before, Text):
        return False
    blanks = before.original[len(before.original.rstrip()) :]
    return "\n" in blanks or (is_root and place == 1 and blanks == before.original)


def _ends_line(nodes: list[Node], place: int, *, is_root: bool = False) -> bool:
    """Whether the text after a place begins with blanks and a line end; `is_root` lets the template end a line."""
    if place + 1 == len(nodes):
        return is_root
    after = nodes[place + 1]
    if not isinstance(after, Text):
        return False
    blanks = after.original[: len(after.original) - len(after.original.lstrip())]
    return "\n" in blanks or (is_root and place + 2 == len(nodes) and blanks == after.original)


def _strip_around(nodes: list[Node], place: int, strip: Strip) -> None:
    before, after = _text(nodes, place - 1), _text(nodes, place + 1)
    if before and strip.before:
        before.value = before.value.rstrip()
    if after and strip.after:
        after.value = after.value.lstrip()


def _strip_rest_of_line(nodes: list[Node], place: int) -> None:
    after = _text(nodes, place + 1)
    if after:
        after.value = REST_OF_LINE.sub("", after.value, count=1)


def _strip_indent(nodes: list[Node], place: int) -> str:
    """Strip the blanks before a place, and return those that are written there."""
    before = _text(nodes, place - 1)
    stripped = before.value.rstrip(" \t") if before else ""
    if not before or stripped == before.value:
        return ""
    before.value = stripped
    return before.original[len(before.original.rstrip(" \t")) :]


def _text(nodes: list[Node], place: int) -> Text | None:
    node = nodes[place] if 0 <= place < len(nodes) else None
    return node if isinstance(node, Text) else None

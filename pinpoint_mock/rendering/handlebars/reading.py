"""Templates read as Handlebars.js reads them, into texts, tags and blocks.

Each character is looked at a fixed number of times, so that reading takes time in proportion to the length.
Source: gh:handlebars-lang/handlebars.js.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import NamedTuple

from pinpoint_mock.rendering.variables import path_of

QUOTED = r'"(?:\\"|[^"])*"' + r"|'(?:\\'|[^'])*'"
BRACKETS = r"\[[^\]]*\]"
NAME = r"[^\s!\"#%-,./;->@\[-^`{-~]+"

OPENING = re.compile(
    r"(?P<raw>\{\{\{\{)|\{\{(?P<before>~?)"
    r"(?:(?P<else>(?:\^|\s*else)\s*(?P<after>~?)\}\})|(?P<kind>\s*else\b|#[>*]|[#/^>&{!*]|))"
)
TOKEN = re.compile(
    rf"\s+|(?P<close>\}}\}}\}}\}}|\}}~?\}}\}}|~?\}}\}})|(?P<quoted>{QUOTED})|(?P<start>\()|(?P<end>\))"
    rf"|as\s+\|(?P<parameters>[^|]*)\||(?P<option>{NAME})\s*="
    rf"|(?P<word>(?:{BRACKETS}|[^\s\"'()=|\[{{}}~])+)(?=[\s)|}}~])"
)
COMMENT_END = re.compile(r"--~?\}\}")

BLOCK, INVERTED_BLOCK, PARTIAL_BLOCK, INLINE_PARTIAL, RAW_BLOCK = "#", "^", "#>", "#*", "{{{{"
BLOCKS = {BLOCK, INVERTED_BLOCK, PARTIAL_BLOCK, INLINE_PARTIAL}
PRINTED, PARTIAL, COMMENT, DECORATOR = "", ">", "!", "*"
CLOSE, ELSE, ELSE_BLOCK = "/", "else", "else block"
KINDS = {"{": PRINTED, "&": PRINTED, "else": ELSE_BLOCK}
"""What a tag is, by the characters that it begins with."""


class Strip(NamedTuple):
    """Whether a tag strips the blanks before and after it, with `~`."""

    before: bool = False
    after: bool = False


class Word(NamedTuple):
    """A variable, or a number, true, false, null."""

    source: str


class Quoted(NamedTuple):
    """A text in quotes."""

    text: str


class Call(NamedTuple):
    """What stands in a tag or in parentheses: a helper with its arguments, or a variable alone."""

    head: Expression
    values: list[Expression]
    options: dict[str, Expression]
    parameters: str | None = None

    @property
    def name(self) -> str:
        """The name of the helper or variable; empty if it is a call itself, as the name of a partial may be."""
        return "" if isinstance(self.head, Call) else self.head[0]

    @property
    def is_alone(self) -> bool:
        """Whether there are no arguments."""
        return not (self.values or self.options)


Expression = Word | Quoted | Call


@dataclasses.dataclass(slots=True)
class Text:
    """A text outside of tags, as it is written and as it is printed."""

    original: str
    value: str
    is_stripped_before_tag: bool = False


@dataclasses.dataclass(slots=True)
class Tag:
    """A tag that is no part of a block, a comment without a call."""

    kind: str
    call: Call | None
    strip: Strip
    indent: str = ""


@dataclasses.dataclass(slots=True)
class Block:
    """A block with the nodes of its two parts, of which an inverted block may have the second one only."""

    kind: str
    call: Call
    program: list[Node] | None
    inverse: list[Node] | None
    opening: Strip
    middle: Strip
    closing: Strip
    is_chained: bool = False

    @property
    def chained(self) -> Block | None:
        """The block of an `else if`."""
        first = self.inverse[0] if self.inverse else None
        return first if isinstance(first, Block) and first.is_chained else None


Node = Text | Tag | Block


class Piece(NamedTuple):
    """A tag with its tokens, before it is known what belongs together."""

    kind: str
    tokens: list[re.Match[str]]
    strip: Strip


def read(source: str) -> list[Node]:
    """The nodes of a template. ValueError if Handlebars.js would not read it.

    >>> [type(node).__name__ for node in read("Hi {{Name}}!{{#if Id}}{{Id}}{{/if}}")]
    ['Text', 'Tag', 'Text', 'Block']
    """
    nodes, end = _nodes(_pieces(source))
    if end:
        raise ValueError("a block is closed that was not opened")
    return nodes


# Texts and tags


def _pieces(source: str) -> Iterator[Text | Piece | Block]:
    position = 0
    while (start := source.find("{{", position)) >= 0:
        text = source[position:start]
        is_escaped = text.endswith("\\") and not text.endswith("\\\\")
        if text.endswith("\\"):
            text = text[:-1]
        if text:
            yield Text(text, text)
        if is_escaped:
            position = _escaped_end(source, start)
            yield Text(source[start:position], source[start:position])
        else:
            piece, position = _piece(source, start)
            yield piece
    if source[position:]:
        yield Text(source[position:], source[position:])


def _escaped_end(source: str, start: int) -> int:
    """Where a text ends that begins with an escaped `{{`: before the next one, and before backslashes of that."""
    end = source.find("{{", start + 2)
    if end < 0:
        return len(source)
    slashes = len(source[start + 2 : end]) - len(source[start + 2 : end].rstrip("\\"))
    return end - min(slashes, 2)


def _piece(source: str, start: int) -> tuple[Piece | Block, int]:
    opening = OPENING.match(source, start)
    assert opening is not None
    if opening["raw"]:
        return _raw_block(source, start)
    before = bool(opening["before"])
    if opening["else"]:
        return Piece(ELSE, [], Strip(before, bool(opening["after"]))), opening.end()
    kind = KINDS.get(opening["kind"].strip(), opening["kind"])
    if kind == COMMENT:
        end = _comment_end(source, opening.end())
        return Piece(COMMENT, [], Strip(before, source[end - 3] == "~")), end
    tokens, closing, end = _tokens(source, opening.end())
    if len(closing.replace("~", "")) != (3 if opening["kind"] == "{" else 2):
        raise ValueError("a tag is closed by another number of braces than it is opened by")
    return Piece(kind, tokens, Strip(before, "~" in closing)), end


def _tokens(source: str, position: int) -> tuple[list[re.Match[str]], str, int]:
    """The tokens of a tag, how it is closed, and where it ends."""
    tokens: list[re.Match[str]] = []
    while token := TOKEN.match(source, position):
        position = token.end()
        if token["close"]:
            return tokens, token["close"], position
        if token.lastgroup:
            tokens.append(token)
    raise ValueError("a tag cannot be read")


def _comment_end(source: str, start: int) -> int:
    """Where a comment ends; one with dashes ends with dashes."""
    if source.startswith("--", start):
        found = COMMENT_END.search(source, start)
        end = found.end() if found else 0
    else:
        end = source.find("}}", start) + len("}}")
    if end < start:
        raise ValueError("a comment is not closed")
    return end


def _raw_block(source: str, start: int) -> tuple[Block, int]:
    """A block in four braces, whose content is a text."""
    tokens, closing, content = _tokens(source, start + len("{{{{"))
    call = _call(iter(tokens))
    end_tag = f"{{{{{{{{/{call.name}}}}}}}}}"
    end = source.find(end_tag, content)
    if closing != "}}}}" or end < 0:
        raise ValueError("a raw block is not closed")
    text = source[content:end]
    nodes: list[Node] = [Text(text, text)] if text else []
    return Block(RAW_BLOCK, call, nodes, None, Strip(), Strip(), Strip()), end + len(end_tag)


# Blocks


def _nodes(pieces: Iterator[Text | Piece | Block]) -> tuple[list[Node], Piece | None]:
    """The nodes up to the end of a block or its `else`, and this tag."""
    nodes: list[Node] = []
    for piece in pieces:
        if not isinstance(piece, Piece):
            nodes.append(piece)
        elif piece.kind in BLOCKS:
            nodes.append(_block(piece, pieces))
        elif piece.kind in (CLOSE, ELSE, ELSE_BLOCK):
            return nodes, piece
        elif piece.kind == COMMENT:
            nodes.append(Tag(COMMENT, None, piece.strip))
        else:
            nodes.append(Tag(piece.kind, _call(iter(piece.tokens), may_name_values=False), piece.strip))
    return nodes, None


def _block(opening: Piece, pieces: Iterator[Text | Piece | Block]) -> Block:
    block, end = _branches(opening, pieces)
    closing = _call(iter(end.tokens))
    if not closing.is_alone or path_of(closing.name) != path_of(block.call.name):
        raise ValueError("a block is closed by another name")
    block.closing = end.strip
    if block.chained:
        block.chained.closing = end.strip
    if opening.kind == INVERTED_BLOCK:
        block.program, block.inverse = block.inverse, block.program
    return block


def _branches(opening: Piece, pieces: Iterator[Text | Piece | Block]) -> tuple[Block, Piece]:
    """A block and the tag that closes it; what follows `{{else if}}` is a block in the second part."""
    call = _call(iter(opening.tokens))
    program, end = _nodes(pieces)
    middle, inverse = Strip(), None
    if end and end.kind == ELSE and opening.kind in (BLOCK, INVERTED_BLOCK, ELSE_BLOCK):
        middle = end.strip
        inverse, end = _nodes(pieces)
    elif end and end.kind == ELSE_BLOCK and opening.kind in (BLOCK, ELSE_BLOCK):
        middle = end.strip
        chained, end = _branches(end, pieces)
        chained.is_chained = True
        inverse = [chained]
    if end is None:
        raise ValueError("unclosed block")
    if end.kind != CLOSE:
        raise ValueError("an else is out of place")
    return Block(opening.kind, call, program, inverse, opening.strip, middle, opening.strip), end


# Calls


def _call(tokens: Iterator[re.Match[str]], *, is_nested: bool = False, may_name_values: bool = True) -> Call:
    values: list[Expression] = []
    options: dict[str, Expression] = {}
    option = parameters = None
    is_closed = False
    for token in tokens:
        if token["end"]:
            is_closed = True
            break
        if parameters is not None or (option and not (token["quoted"] or token["word"] or token["start"])):
            raise ValueError("a tag cannot be read")
        if token["option"]:
            option = token["option"]
        elif token["parameters"] is not None:
            parameters = token["parameters"]
        elif option:
            options[option], option = _expression(token, tokens), None
        elif options:
            raise ValueError("options come last in a tag")
        else:
            values.append(_expression(token, tokens))
    if option or is_closed != is_nested or not values or not (may_name_values or parameters is None):
        raise ValueError("a tag cannot be read")
    if parameters is not None and not all(re.fullmatch(NAME, name) for name in parameters.split() or [""]):
        raise ValueError("a block names a value by what is not a name")
    return Call(values[0], values[1:], options, parameters)


def _expression(token: re.Match[str], tokens: Iterator[re.Match[str]]) -> Expression:
    if token["start"]:
        return _call(tokens, is_nested=True, may_name_values=False)
    if token["quoted"]:
        quote, text = token["quoted"][0], token["quoted"][1:-1]
        return Quoted(text.replace(f"\\{quote}", quote))
    return Word(token["word"])

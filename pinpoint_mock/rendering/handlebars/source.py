"""A template rewritten for dotpromptz-handlebars, which renders it.

The library has public types for the nodes of a template but no public function that reads one or renders nodes. Once it
has, and reads templates as Handlebars.js does, this module, `reading` and `whitespace` can go. Until then a template is
read here and written out again as source, so that everything the library does differently is settled in this place:

- A list prints its first value, `each` stops at 15, and a missing variable may be an error. So a variable becomes a
  call of a private helper: `{{User.UserId}}` is written `{{_print User 0}}`, where 0 is the place of a `Variable`, with
  its name and the path below `User`, among the literals of the template.
- The library ends a tag at any `}}` and a text at any quote. So a quoted text is a literal too, `@_.[1]`.
- It strips lines where Handlebars.js does not. So texts are stripped before, and an empty comment follows the tags that
  could stand alone.
- It finds an inline partial only after its definition, and knows no `else` with another block than `if` and `unless`.
  So definitions come first, and an `else` contains a block.

What it does differently still: a partial, or the block of one, cannot name with `..` or `as |name|` what is around it;
and `..` inside of a block over a value that equals the value around it finds that value instead of the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pinpoint_mock.rendering.handlebars.helpers.calls import ALL_HELPERS, MAY_BE_MISSING, WITHOUT_ARGUMENTS
from pinpoint_mock.rendering.handlebars.reading import (
    BLOCK,
    BRACKETS,
    ELSE_BLOCK,
    INLINE_PARTIAL,
    INVERTED_BLOCK,
    NAME,
    PARTIAL,
    PARTIAL_BLOCK,
    PRINTED,
    RAW_BLOCK,
    Block,
    Call,
    Expression,
    Node,
    Quoted,
    Tag,
    Text,
    Word,
    read,
)
from pinpoint_mock.rendering.handlebars.whitespace import strip_blanks
from pinpoint_mock.rendering.variables import VARIABLE_NAMES, path_of

PATH = re.compile(
    rf"(?P<up>@?(?:\.\.?/)*)(?P<first>\.\.|\.(?!\.)|{NAME}|{BRACKETS})(?P<rest>(?:[./](?:{BRACKETS}|{NAME}))*)"
)
LITERAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|true|false|null|undefined")

PRINTED_VALUE, REQUIRED_VALUE, OPTIONAL_VALUE = "_print", "_value", "_maybe"
TRUTH_VALUE, EACH_ITEMS, OPTION, INDENTED = "_tested", "_items", "_option", "_indented"
"""The private helpers: a variable as it prints, as an argument, as one that may be missing, in `if`, in `each`, as an
option that is a text if there is no such variable; and a partial with every line indented."""

BLOCK_ARGUMENTS = {"each": EACH_ITEMS, "if": TRUTH_VALUE, "unless": TRUTH_VALUE, "with": OPTIONAL_VALUE}
"""The blocks that are the library's own, and through which helper each gets its argument."""

TEXT_OPTIONS = {"format", "inputFormat", "locale", "outputFormat", "tz"}
"""The options that can be a text without quotes, because the user guide has `tz=America/Los_Angeles`."""

FENCE = "{{!}}"
"""What keeps the library from stripping a line: a tag with another one beside it does not stand alone."""


class Prepared(NamedTuple):
    """A template as the library reads it, and what `@_` holds for it."""

    source: str
    literals: tuple[object, ...]


class Variable(NamedTuple):
    """A variable as the template names it, and its path below what the library finds."""

    name: str
    path: tuple[str, ...]


Literals = list[object]


def prepare(source: str) -> Prepared:
    """A template rewritten for the library. ValueError if it cannot be read or calls an unknown helper.

    >>> prepare("Hi {{upper User.UserId}}").source
    'Hi {{upper (_value User 0)}}'
    """
    nodes = read(source)
    strip_blanks(nodes)
    literals: Literals = []
    return Prepared(_program(nodes, literals), tuple(literals))


# Nodes


def _program(nodes: list[Node], literals: Literals) -> str:
    return _nodes(nodes, literals, are_definitions=True) + _nodes(nodes, literals, are_definitions=False)


def _nodes(nodes: list[Node], literals: Literals, *, are_definitions: bool) -> str:
    """The definitions of inline partials among nodes, or what else there is."""
    return "".join(
        _node(node, literals)
        for node in nodes
        if (isinstance(node, Block) and node.kind == INLINE_PARTIAL) == are_definitions
    )


def _node(node: Node, literals: Literals) -> str:
    if isinstance(node, Text):
        is_plain = "{{" not in node.value and not node.value.endswith(("{", "\\"))
        return node.value if is_plain else _printed_text(node.value, literals)
    return BLOCK_WRITERS[node.kind](node, literals) if isinstance(node, Block) else _tag(node, literals)


def _printed_text(text: str, literals: Literals) -> str:
    return f"{{{{{_quoted(text, literals)}}}}}"


def _tag(tag: Tag, literals: Literals) -> str:
    if tag.call is None:
        return ""
    if tag.kind == PRINTED:
        return f"{{{{{_mustache(tag.call, literals)}}}}}"
    if tag.kind != PARTIAL:
        raise ValueError("the only decorator is inline")
    written = f"{{{{>{_partial(tag.call, literals)}}}}}{FENCE}"
    return _block_source(f"{INDENTED} {_quoted(tag.indent, literals)}", INDENTED, written) if tag.indent else written


def _block(block: Block, literals: Literals) -> str:
    opening = _opening(block.call, literals)
    inside = _program(block.program or [], literals)
    if block.inverse is not None:
        inside += f"{{{{else}}}}{FENCE}{_program(block.inverse, literals)}"
    return _block_source(opening, opening.split()[0], inside)


def _raw_block(block: Block, literals: Literals) -> str:
    is_raw = block.call.name == "raw" and block.call.is_alone
    return _program(block.program or [], literals) if is_raw else _block(block, literals)


def _inline_partial(block: Block, literals: Literals) -> str:
    call = block.call
    if call.name != "inline" or len(call.values) != 1 or isinstance(call.values[0], Call):
        raise ValueError("the only decorator is inline, and it takes a name")
    return _block_source(
        f'*inline "{_partial_name(call.values[0])}"', "inline", _program(block.program or [], literals)
    )


def _partial_block(block: Block, literals: Literals) -> str:
    inside = _program(block.program or [], literals) or _printed_text("", literals)  # an empty block is none for it
    return _block_source(f">{_partial(block.call, literals)}", _partial_name(block.call.head), inside)


def _block_source(opening: str, name: str, inside: str) -> str:
    return f"{{{{#{opening}}}}}{FENCE}{inside}{{{{/{name}}}}}{FENCE}"


BLOCK_WRITERS: Mapping[str, Callable[[Block, Literals], str]] = {
    BLOCK: _block,
    ELSE_BLOCK: _block,
    INVERTED_BLOCK: _block,
    RAW_BLOCK: _raw_block,
    INLINE_PARTIAL: _inline_partial,
    PARTIAL_BLOCK: _partial_block,
}
"""How each kind of block is written."""


# Calls


def _opening(call: Call, literals: Literals) -> str:
    if call.name in BLOCK_ARGUMENTS:
        if len(call.values) != 1:
            raise ValueError(f"{call.name} takes one argument")
        return _written(call.name, call, literals, BLOCK_ARGUMENTS[call.name])
    if not call.is_alone or call.name in ALL_HELPERS:
        return _helper(call, literals, REQUIRED_VALUE)
    _path(call.name)
    return _written(call.name, call, literals, REQUIRED_VALUE)


def _mustache(call: Call, literals: Literals) -> str:
    if call.is_alone:
        return call.name if call.name in WITHOUT_ARGUMENTS else f"{PRINTED_VALUE} {_variable(call.head, literals)}"
    written = _helper(call, literals, REQUIRED_VALUE)
    return f"{PRINTED_VALUE} ({written})" if call.name == "lookup" else written


def _partial(call: Call, literals: Literals) -> str:
    if len(call.values) > 1:
        raise ValueError("a partial takes one context")
    is_dynamic = isinstance(call.head, Call)
    name = _argument(call.head, literals, OPTIONAL_VALUE) if is_dynamic else f'"{_partial_name(call.head)}"'
    return _written(name, call, literals, OPTIONAL_VALUE)


def _partial_name(name: Expression) -> str:
    if isinstance(name, Word):
        _path(name.source)
    return re.sub(r"\s", "-", str(name[0]))


def _helper(call: Call, literals: Literals, variables: str) -> str:
    if call.name not in ALL_HELPERS:
        raise ValueError(f"there is no helper {call.name}")
    variables = OPTIONAL_VALUE if call.name in MAY_BE_MISSING else variables
    return _written(call.name, call, literals, variables, may_be_text=True)


def _written(name: str, call: Call, literals: Literals, variables: str, *, may_be_text: bool = False) -> str:
    parts = [name, *(_argument(value, literals, variables) for value in call.values)]
    for option, value in call.options.items():
        is_text = may_be_text and option in TEXT_OPTIONS and isinstance(value, Word) and _may_be_text(value.source)
        parts.append(f"{option}={_argument(value, literals, OPTION if is_text else variables)}")
    parts += [] if call.parameters is None else [f"as |{call.parameters}|"]
    return " ".join(parts)


def _may_be_text(source: str) -> bool:
    """Whether what stands without quotes is not a variable of an endpoint, which may have no value."""
    return source[0] not in "@.[" and path_of(source)[0] not in {*VARIABLE_NAMES, "this"}


def _argument(value: Expression, literals: Literals, variables: str) -> str:
    if isinstance(value, Call):
        written = f"({_helper(value, literals, REQUIRED_VALUE if variables == REQUIRED_VALUE else OPTIONAL_VALUE)})"
        return f"({variables} {written})" if variables in (TRUTH_VALUE, EACH_ITEMS) else written
    if isinstance(value, Quoted):
        return _quoted(value.text, literals)
    if LITERAL.fullmatch(value.source):
        return value.source
    return f"({variables} {_variable(value, literals)})"


def _quoted(text: str, literals: Literals) -> str:
    return f"@_.[{_literal(text, literals)}]"


def _variable(value: Expression, literals: Literals) -> str:
    name = "" if isinstance(value, Call) else value[0]
    if isinstance(value, Quoted) or LITERAL.fullmatch(name):
        return f"this {_literal(Variable(name, path_of(name)), literals)}"
    found = _path(name)
    if found["first"].startswith("["):
        return f"{found['up']}this {_literal(Variable(name, path_of(found['first'] + found['rest'])), literals)}"
    path = path_of(found["rest"][1:]) if found["rest"] else ()
    return f"{found['up']}{found['first']} {_literal(Variable(name, path), literals)}"


def _path(name: str) -> re.Match[str]:
    found = PATH.fullmatch(name)
    if found is None:
        raise ValueError(f"{name} is not a name")
    return found


def _literal(value: object, literals: Literals) -> int:
    literals.append(value)
    return len(literals) - 1

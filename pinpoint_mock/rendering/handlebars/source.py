"""From a message template to one that the Handlebars library reads: its tags are written anew, its texts stay.

The variables of Pinpoint are not those of Handlebars: a list prints its first value, `each` stops at 15, a missing
variable may be an error. The library has no place to say so and gives away no parsed form, so each variable in a tag
becomes a call of a private helper: `{{User.UserId}}` becomes `{{_print User 0}}`, where 0 is the place of a `Variable`,
with its name and the path below `User`, among the literals of the template. Quoted texts are literals too, `@_.[1]`,
since the library ends a tag at any `}}` and a text at any quote. Spellings of Handlebars.js that the library refuses or
misreads are changed on the way: `{{#* inline`, `{{^}}`, `{{else eq a b}}`, names of partials with blanks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from pinpoint_mock.rendering.handlebars.helpers.calls import ALL_HELPERS, MAY_BE_MISSING, WITHOUT_ARGUMENTS
from pinpoint_mock.rendering.handlebars.helpers.conditional import TESTS
from pinpoint_mock.rendering.variables import path_of

QUOTED = r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^'\\]|\\.)*'"
BRACKETS = r"\[[^\]]*\]"
NAME = r"[^\s!\"#%-,./;->@\[-^`{-~]+"
BODY = rf"(?:{QUOTED}|{BRACKETS}|[^\"'\[{{}}])*?"

ESCAPED_TAG = r"(?<!\\)\\\{\{"
COMMENT = r"\{\{~?!(?:--.*?--~?|(?!--).*?)\}\}"
RAW_BLOCK = r"\{\{\{\{\s*(?P<raw>[^\s{}/]+)[^{}]*\}\}\}\}.*?\{\{\{\{/(?P=raw)\}\}\}\}"
TRIPLE_TAG = rf"(?P<opened>\{{\{{~?\{{)(?P<triple>{BODY})(?P<closed>\}}~?\}}\}})"
PLAIN_TAG = rf"(?P<open>\{{\{{~?)(?P<body>{BODY})(?P<close>~?\}}\}})"
TAG = re.compile("|".join((ESCAPED_TAG, COMMENT, RAW_BLOCK, TRIPLE_TAG, PLAIN_TAG, r"(?P<bad>\{\{)")), re.DOTALL)

SIGIL = re.compile(r"(?P<sigil>#\s*\*|#\s*>|[#/^>&*]|)(?P<rest>.*)", re.DOTALL)
TOKEN = re.compile(
    rf"(?P<quoted>{QUOTED})|(?P<start>\()|(?P<end>\))|as\s*\|(?P<parameters>[^|]*)\||(?P<option>{NAME})\s*="
    rf"|(?P<word>(?:{BRACKETS}|[^\s\"'()=|\[])+)|(?P<bad>\S)",
    re.DOTALL,
)
PATH = re.compile(rf"(?P<up>@?(?:\.\.?/)*)(?P<first>\.\.?|{NAME}|{BRACKETS})(?P<rest>(?:[./](?:{BRACKETS}|{NAME}))*)")
LITERAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|true|false|null|undefined")

PRINTED_VALUE, REQUIRED_VALUE, OPTIONAL_VALUE = "_print", "_value", "_maybe"
TRUTH_VALUE, EACH_ITEMS = "_tested", "_items"
"""The private helpers: a variable as it prints, as an argument, as one that may be missing, in `if`, in `each`."""

BLOCKS = {"each": EACH_ITEMS, "if": TRUTH_VALUE, "unless": TRUTH_VALUE, "with": OPTIONAL_VALUE}
"""The blocks that are the library's own, and through which helper each gets its argument."""


class Prepared(NamedTuple):
    """A template as the library reads it, and what `@_` holds for it."""

    source: str
    literals: tuple[object, ...]


class Variable(NamedTuple):
    """A variable as the template names it, and its path below what the library finds."""

    name: str
    path: tuple[str, ...]


class Word(NamedTuple):
    """A variable, or a number, true, false, null."""

    source: str


class Quoted(NamedTuple):
    """A text that stood in quotes."""

    text: str


class TagCall(NamedTuple):
    """What stands in a tag or in parentheses: a helper with its arguments, or a variable alone."""

    head: Expression
    values: list[Expression]
    options: dict[str, Expression]
    parameters: str | None

    @property
    def name(self) -> str:
        """The name of the helper or variable."""
        return str(self.head[0])

    @property
    def is_alone(self) -> bool:
        """Whether there are no arguments."""
        return not (self.values or self.options)


Expression = Word | Quoted | TagCall
Literals = list[object]


def prepare(source: str) -> Prepared:
    """A template with its tags written anew. ValueError if a tag cannot be read or calls an unknown helper.

    >>> prepare("Hi {{upper User.UserId}}").source
    'Hi {{upper (_value User 0)}}'
    """
    literals: Literals = []

    def write(tag: re.Match[str]) -> str:
        if tag["bad"]:
            raise ValueError("a tag cannot be read")
        if tag["triple"] is not None:
            return f"{tag['opened']}{_mustache(tag['triple'], literals)}{tag['closed']}"
        if tag["body"] is not None:
            return f"{tag['open']}{_tag(tag['body'].strip(), literals)}{tag['close']}"
        return tag[0]

    return Prepared(TAG.sub(write, source), tuple(literals))


# Reading a tag


def _parsed(body: str) -> TagCall:
    return _call(TOKEN.finditer(body), is_nested=False)


def _call(tokens: Iterator[re.Match[str]], *, is_nested: bool) -> TagCall:
    values: list[Expression] = []
    options: dict[str, Expression] = {}
    option = parameters = None
    is_closed = False
    for token in tokens:
        if token["end"]:
            is_closed = True
            break
        if token["bad"] or (option and not (token["quoted"] or token["word"] or token["start"])):
            raise ValueError("a tag cannot be read")
        if token["option"]:
            option = token["option"]
        elif token["parameters"] is not None:
            parameters = token["parameters"]
        else:
            value = _expression(token, tokens)
            if option:
                options[option], option = value, None
            else:
                values.append(value)
    if option or is_closed != is_nested or not values or isinstance(values[0], TagCall):
        raise ValueError("a tag cannot be read")
    return TagCall(values[0], values[1:], options, parameters)


def _expression(token: re.Match[str], tokens: Iterator[re.Match[str]]) -> Expression:
    if token["start"]:
        return _call(tokens, is_nested=True)
    if token["quoted"]:
        quote, text = token["quoted"][0], token["quoted"][1:-1]
        return Quoted(text.replace(f"\\{quote}", quote))
    return Word(token["word"])


# Writing it anew


def _tag(body: str, literals: Literals) -> str:
    if body in ("^", "else"):
        return "else"
    if re.match(r"else\s", body):
        return _else(body[len("else") :], literals)
    found = SIGIL.fullmatch(body)
    assert found is not None
    sigil, rest = "".join(found["sigil"].split()), found["rest"].strip()
    if not rest:
        raise ValueError("a tag is empty")
    return sigil + WRITERS[sigil](rest, literals)


def _else(rest: str, literals: Literals) -> str:
    call = _parsed(rest)
    if call.name in ("if", "unless"):
        return f"else {_block(rest, literals)}"
    if call.name in TESTS:
        return f"else if ({_helper(call, literals, OPTIONAL_VALUE)})"
    raise ValueError(f"else cannot be followed by {call.name}")


def _block(rest: str, literals: Literals) -> str:
    call = _parsed(rest)
    if call.name in BLOCKS:
        if len(call.values) != 1:
            raise ValueError(f"{call.name} takes one argument")
        return _written(call.name, call, literals, BLOCKS[call.name])
    return rest if call.is_alone else _helper(call, literals, REQUIRED_VALUE)


def _inline(rest: str, literals: Literals) -> str:
    call = _parsed(rest)
    if call.name != "inline" or len(call.values) != 1 or isinstance(call.values[0], TagCall):
        raise ValueError("the only decorator is inline, and it takes a name")
    return f'inline "{_partial_name(call.values[0])}"'


def _partial(rest: str, literals: Literals) -> str:
    if not rest.startswith("("):
        call = _parsed(rest)
        return _written(f'"{_partial_name(call.head)}"', call, literals, OPTIONAL_VALUE)
    call = _parsed(f"dynamic {rest}")
    name, *values = call.values
    return _written(_argument(name, literals, OPTIONAL_VALUE), call._replace(values=values), literals, OPTIONAL_VALUE)


def _partial_name(name: Expression) -> str:
    return "-".join(str(name[0]).split())


def _mustache(rest: str, literals: Literals) -> str:
    call = _parsed(rest)
    if call.is_alone:
        return call.name if call.name in WITHOUT_ARGUMENTS else f"{PRINTED_VALUE} {_variable(call.head, literals)}"
    written = _helper(call, literals, REQUIRED_VALUE)
    return f"{PRINTED_VALUE} ({written})" if call.name == "lookup" else written


def _unchanged(rest: str, literals: Literals) -> str:
    return rest


def _helper(call: TagCall, literals: Literals, variables: str) -> str:
    if call.name not in ALL_HELPERS:
        raise ValueError(f"there is no helper {call.name}")
    return _written(call.name, call, literals, OPTIONAL_VALUE if call.name in MAY_BE_MISSING else variables)


def _written(name: str, call: TagCall, literals: Literals, variables: str) -> str:
    parts = [name, *(_argument(value, literals, variables) for value in call.values)]
    parts += [f"{option}={_argument(value, literals, variables)}" for option, value in call.options.items()]
    parts += [] if call.parameters is None else [f"as |{call.parameters}|"]
    return " ".join(parts)


def _argument(value: Expression, literals: Literals, variables: str) -> str:
    if isinstance(value, TagCall):
        written = f"({_helper(value, literals, REQUIRED_VALUE if variables == REQUIRED_VALUE else OPTIONAL_VALUE)})"
        return f"({variables} {written})" if variables in (TRUTH_VALUE, EACH_ITEMS) else written
    if isinstance(value, Quoted):
        return f"@_.[{_literal(value.text, literals)}]"
    if LITERAL.fullmatch(value.source):
        return value.source
    return f"({variables} {_variable(value, literals)})"


def _variable(value: Expression, literals: Literals) -> str:
    name = str(value[0])
    if isinstance(value, Quoted) or LITERAL.fullmatch(name):
        return f"this {_literal(Variable(name, path_of(name)), literals)}"
    found = PATH.fullmatch(name)
    if found is None:
        raise ValueError(f"{name} is not a name")
    if found["first"].startswith("["):
        return f"{found['up']}this {_literal(Variable(name, path_of(found['first'] + found['rest'])), literals)}"
    path = path_of(found["rest"][1:]) if found["rest"] else ()
    return f"{found['up']}{found['first']} {_literal(Variable(name, path), literals)}"


def _literal(value: object, literals: Literals) -> int:
    literals.append(value)
    return len(literals) - 1


WRITERS: Mapping[str, Callable[[str, Literals], str]] = {
    "": _mustache,
    "&": _mustache,
    "#": _block,
    "^": _block,
    "#*": _inline,
    ">": _partial,
    "#>": _partial,
    "/": _unchanged,
    "*": _unchanged,
}
"""How each kind of tag is written, by what it begins with."""

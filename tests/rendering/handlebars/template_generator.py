"""Templates drawn at random from a seed, for a comparison with Handlebars.js.

Left out is what Pinpoint does differently on purpose: lists and objects are never printed, a list has at most 15
values, and there are no helpers but those of Handlebars itself. Left out too is what
`pinpoint_mock.rendering.handlebars.source` lists: what a partial names around it, and a block over the value around it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

VARIABLES: dict[str, Any] = {
    "name": "Ada",
    "greeting": "Hi & <b>welcome</b>",
    "empty": "",
    "yes": True,
    "no": False,
    "user": {
        "first": "Grace",
        "last name": "Hopper",
        "address": {"city": "New York", "zip": "10001", "lines": ["Line 1", "Line 2"]},
        "tags": ["navy", "cobol"],
    },
    "cart": {
        "first": {"title": "Tea", "price": "2.50", "sizes": ["S", "L"]},
        "second": {"title": "Cake", "price": "3", "sizes": ["M"]},
        "third": {"title": "Jam", "price": "", "sizes": ["XL", "XXL", "XXXL"]},
    },
    "colors": ["red", "green", "blue"],
    "none": [],
}

LISTS = ("colors", "lines", "none", "sizes", "tags")
NO_TEXTS = ("first", "index", "key", "last", "no", "yes")
"""How the paths of lists end, and those of what may be no text."""

BLANKS = ("", " ", "  ", "\n", " \n", "\n  ", "\n\n", "\t", "\r\n", " \r\n  ", "\n\n  ")
WORDS = ("a", "b ", " c", " d ", "e\n", "\nf", "g\n  ", "  \n  h", ",", " }", "i }} j", "k\n\n")
COMMENTS = ("! note ", "!", "!-- note --", "!-- {{name}} }} --", "! two\nlines ", "!--\n--")
LITERALS = ("true", "false", "0", "1", '"x"', "''", "null", "undefined", "0 includeZero=true")

FAULTS = """
{{name}}} {{{name}} {{{{name}}}} {{name {{}} {{#}} {{~ {{name.}} {{user..first}} {{>}} {{*name}}
{{!--_note_}} {{!_note_}
{{#if_yes}} {{/if}} {{else}} {{#if_yes}}{{/unless}} {{#each_colors}}{{/if}} {{#if_yes}}{{/if_yes}} {{#if}}{{/if}}
{{#if_yes}}{{else}}{{else}}{{/if}} {{#if_yes}}{{else}}{{else_if_no}}{{/if}} {{^if_yes}}{{else_if_no}}{{/if}}
{{_#if_yes}}{{/if}} {{#with_user_as_name}}{{/with}} {{#if_yes_no}}{{/if}} {{unknown_name}}
{{lookup_user_first='x'_'y'}} {{lookup_(lookup_user_'first'}} {{lookup_user_'first)}}
{{>_missing}} {{>_name_user_cart}} {{#>_name}}{{else}}{{/name}}
"""
"""What is refused, with underlines for blanks."""

BLOCKS_BY_DEPTH = (0.9, 0.5, 0.3, 0, 0)
"""How often a node may be a block."""

Values = tuple[Any, ...]
Path = tuple[str, Values]


class Scope(NamedTuple):
    """What can be named at a place: the values that each context can have, innermost last, and those with a name."""

    contexts: tuple[Values, ...]
    named: tuple[Path, ...] = ()
    loops: int = 0
    partials: tuple[str, ...] = ()


class Opening(NamedTuple):
    """A block's name, what stands in its tag, and what its body can name."""

    name: str
    content: str
    inside: Scope


def template(seed: int | str, number: int) -> str:
    """One of the templates of a seed, always the same."""
    return Generator(random.Random(f"{seed} {number}")).template()


class Generator:
    """Draws one template."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.names = 0

    def template(self) -> str:
        """A whole template, now and then with a fault."""
        template = self.nodes(Scope(((VARIABLES,),)), depth=0)
        fault = self.draw.choice(FAULTS.split()).replace("_", " ") if self.chance(0.05) else ""
        return template + fault

    def chance(self, probability: float) -> bool:
        return self.draw.random() < probability

    def name(self) -> str:
        self.names += 1
        return f"n{self.names}"

    def text(self) -> str:
        return "".join(self.draw.choice(BLANKS + WORDS) for _ in range(self.draw.choice((0, 1, 1, 1, 2))))

    def tag(self, content: str, *, is_triple: bool = False) -> str:
        """A tag, sometimes with `~`, sometimes with a blank at its end."""
        before, after = ("~" if self.chance(0.12) else "" for _ in range(2))
        blank = " " if self.chance(0.1) and not content.endswith(("--", "!")) else ""
        if is_triple:
            return f"{{{{{before}{{{content}{blank}}}{after}}}}}"
        return f"{{{{{before}{content}{blank}{after}}}}}"

    # What stands between texts

    def nodes(self, scope: Scope, depth: int) -> str:
        """Texts, tags and blocks; inline partials are defined before or after their use."""
        partials = tuple(self.name() for _ in range(self.draw.choice((0, 0, 0, 1, 1, 2)))) if depth < 2 else ()
        inside = scope._replace(partials=(*scope.partials, *partials))
        parts = [self.node(inside, depth) for _ in range(self.draw.choice((1, 1, 2) if depth else (1, 2, 3)))]
        for name in partials:
            parts.insert(self.draw.randint(0, len(parts)), self.inline_partial(name, scope, depth))
        return self.text() + "".join(part + self.text() for part in parts)

    def node(self, scope: Scope, depth: int) -> str:
        kinds: list[Callable[[Scope, int], str]] = [self.variable, self.variable, self.other_tag]
        if scope.partials:
            kinds += [self.partial, self.partial]
        if self.chance(BLOCKS_BY_DEPTH[depth]):
            kinds += [self.block] * 5 + [self.section, self.inverted, self.partial_block]
        return self.draw.choice(kinds)(scope, depth)

    def variable(self, scope: Scope, depth: int) -> str:
        """A variable, printed in one of several ways."""
        path = self.printable(scope)
        kind = self.draw.choice(("", "", "", "&", "{", " "))
        text = "." if path.endswith(NO_TEXTS) else ""  # Handlebars.js adds up numbers without a text before them
        return text + (self.tag(path, is_triple=True) if kind == "{" else self.tag(kind + path))

    def other_tag(self, scope: Scope, depth: int) -> str:
        """A comment, a tag behind backslashes, or a helper."""
        slashes = self.draw.choice(("\\", "\\", "\\\\", "\\\\\\"))
        lookup = self.draw.choice(('lookup @root.user "first"', "lookup @root.colors 1"))
        return self.draw.choice(
            (self.tag(self.draw.choice(COMMENTS)), slashes + self.tag(self.printable(scope)), self.tag(lookup))
        )

    # Blocks

    def block(self, scope: Scope, depth: int) -> str:
        opening = self.opening(scope)
        return self.whole(f"#{opening.content}", opening.name, opening.inside, scope, depth)

    def whole(self, opening: str, name: str, inside: Scope, scope: Scope, depth: int) -> str:
        """A block with all its parts."""
        return self.tag(opening) + self.nodes(inside, depth + 1) + self.others(scope, depth) + self.tag(f"/{name}")

    def others(self, scope: Scope, depth: int) -> str:
        """What follows the first part of a block."""
        others = ""
        for _ in range(self.draw.choice((0, 0, 0, 0, 1, 2))):
            opening = self.opening(scope)
            others += self.tag(f"else {opening.content}") + self.nodes(opening.inside, depth + 1)
        if self.chance(0.5):
            others += self.tag(self.draw.choice(("else", "else", "^", " else "))) + self.nodes(scope, depth + 1)
        return others

    def opening(self, scope: Scope) -> Opening:
        return self.draw.choice((self.test, self.each, self.with_))(scope)

    def test(self, scope: Scope) -> Opening:
        name = self.draw.choice(("if", "if", "unless"))
        paths = [path for path, _ in self.paths(scope)]
        asked = self.draw.choice((*paths, *LITERALS, '(lookup @root.user "first")'))
        return Opening(name, f"{name} {asked}", scope)

    def each(self, scope: Scope) -> Opening:
        found = [(path, items(values)) for path, values in self.paths(scope) if isinstance(values[0], (list, dict))]
        return self.over("each", [(path, values) for path, values in found if len(set(map(type, values))) < 2], scope)

    def with_(self, scope: Scope) -> Opening:
        return self.over(
            "with", [found for found in self.paths(scope) if not isinstance(found[1][0], (list, bool))], scope
        )

    def over(self, block: str, paths: list[Path], scope: Scope) -> Opening:
        """A block whose body has another context, which may have a name."""
        path, values = self.draw.choice(others_than(scope, paths) or [("nothing", ())])
        names = [self.name() for _ in range(self.draw.choice((0, 0, 1, 2 if block == "each" else 1)))]
        inside = scope._replace(
            contexts=(*scope.contexts, values),
            named=(*scope.named, *((name, values) for name in names[:1])),
            loops=scope.loops + (block == "each"),
        )
        return Opening(block, f"{block} {path}" + (f" as |{' '.join(names)}|" if names else ""), inside)

    def section(self, scope: Scope, depth: int) -> str:
        """A block that is named by a variable."""
        paths = [
            (path, items(values) if isinstance(values[0], list) else values)
            for path, values in self.paths(scope)
            if "[" not in path and path not in ("this", ".") and not path.startswith("@")
        ]
        path, values = self.draw.choice(others_than(scope, paths) or [("nothing", ())])
        is_kept = bool(values) and isinstance(values[0], bool)
        inside = scope if is_kept else scope._replace(contexts=(*scope.contexts, values))
        inside = inside._replace(loops=scope.loops + path.endswith(LISTS))
        return self.whole(f"#{path}", path, inside, scope, depth)

    def inverted(self, scope: Scope, depth: int) -> str:
        """A block that begins with its second part."""
        path = self.draw.choice(("nothing", "none", "no", "yes", "user.nothing", "user.first"))
        name, content, _ = self.test(scope) if self.chance(0.4) else (path, path, scope)
        other = self.tag("else") + self.text() if self.chance(0.4) else ""
        return self.tag(f"^{content}") + self.nodes(scope, depth + 1) + other + self.tag(f"/{name}")

    # Partials

    def inline_partial(self, name: str, scope: Scope, depth: int) -> str:
        """The definition of a partial, which can be called in any context and names only what the root has."""
        name = self.draw.choice((f'"{name}"', f"'{name}'"))
        body = self.nodes(Scope(((),), partials=scope.partials), depth + 2)
        return self.tag(self.draw.choice(("#*", "#* ")) + f"inline {name}") + body + self.tag("/inline")

    def partial(self, scope: Scope, depth: int) -> str:
        name = self.draw.choice(scope.partials)
        name = self.draw.choice((name, name, f'"{name}"'))
        return self.tag(f"> {name}" + self.draw.choice(("", "", " @root.user", ' note="x"', " @root note=@root.name")))

    def partial_block(self, scope: Scope, depth: int) -> str:
        """A partial with a block, which does not exist or prints the block."""
        inside = scope._replace(contexts=scope.contexts[-1:], named=(), loops=min(scope.loops, 1))
        name, definition = "missing", ""
        if self.chance(0.5):
            name = self.name()
            body = self.text() + self.tag("> @partial-block") + self.text()
            definition = self.tag(f'#*inline "{name}"') + body + self.tag("/inline") + self.text()
        return definition + self.tag(f"#> {name}") + self.nodes(inside, depth + 1) + self.tag(f"/{name}")

    # Names

    def printable(self, scope: Scope) -> str:
        """The path of something that can be printed."""
        if scope.loops and self.chance(0.3):
            up = "../" * self.draw.randrange(scope.loops)
            return f"@{up}{self.draw.choice(('index', 'key', 'first', 'last'))}"
        found = [path for path, values in self.paths(scope) if not isinstance(values[0], (list, dict))]
        return self.draw.choice((*found, "nothing", "@root.user.nothing", "user.nothing.at.all"))

    def paths(self, scope: Scope) -> list[Path]:
        """Paths and the values that they can lead to."""
        found = [(f"@root.{path}", values) for path, values in below((VARIABLES,))]
        for up, values in enumerate(reversed(scope.contexts)):
            prefix = "../" * up or self.draw.choice(("", "", "", "./", "this."))
            found += [(prefix + path, deeper) for path, deeper in below(values)]
            if values and isinstance(values[0], str):
                found.append((("../" * up)[:-1] or self.draw.choice(("this", ".")), values))
        for name, values in scope.named:
            found += [(f"{name}.{path}", deeper) for path, deeper in below(values)]
            found += [(name, values)] if values else []
        return found


def others_than(scope: Scope, paths: list[Path]) -> list[Path]:
    """The paths that never lead to the value of the innermost context."""
    return [(path, values) for path, values in paths if not any(value in scope.contexts[-1] for value in values)]


def items(values: Values) -> Values:
    """What an `each` over one of these values goes through."""
    return tuple(item for value in values for item in (value.values() if isinstance(value, dict) else value))


def below(values: Values) -> Iterator[Path]:
    """Paths below objects."""
    if values and all(isinstance(value, dict) for value in values):
        for name in values[0]:
            members = tuple(value[name] for value in values if name in value)
            part = f"[{name}]" if " " in name else name
            yield part, members
            for path, deeper in below(members):
                yield f"{part}.{path}", deeper

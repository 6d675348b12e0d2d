"""Templates that are hard to read: eight times the text takes about eight times as long."""

from __future__ import annotations

import contextlib
import itertools
import statistics
from collections.abc import Callable, Iterator

from pinpoint_mock.rendering.handlebars.templates import TemplateError, check_template
from tests.bench.measuring import Row, seconds

SHORT, TIMES, ROUNDS = 1000, 8, 15

HOSTILE: dict[str, Callable[[int], str]] = {
    "a raw block whose name has no end": lambda size: "{{{{" + "a" * size,
    "a raw block that is not closed": lambda size: "{{{{" + "a" * size + "}}}}" + " " * size,
    "raw blocks that are closed by others": lambda size: "{{{{a}}}}{{{{/b}}}}" * size,
    "a comment that is not closed": lambda size: "{{!--" + "--}" * size,
    "comments without dashes at their end": lambda size: "{{!--a}}" * size,
    "a name without an end": lambda size: "{{" + "a" * size,
    "names without an end": lambda size: "{{" + "a " * size,
    "brackets without an end": lambda size: "{{" + "[a]" * size,
    "quotes without an end": lambda size: "{{" + '"a" ' * size,
    "a quoted text without an end": lambda size: '{{"' + "\\a" * size,
    "options without an end": lambda size: "{{a" + " b=c" * size,
    "a long name": lambda size: "{{a " + "b" * size + "}}",
    "a long path": lambda size: "{{a " + "b." * size + "}}",
    "a path far up": lambda size: "{{a " + "../" * size + "}}",
    "brackets": lambda size: "{{a " + "[b]" * size + "}}",
    "blanks in a tag": lambda size: "{{a" + " " * size + "b}}",
    "blanks before parameters": lambda size: "{{#each a as" + " " * size + "}}",
    "parameters without an end": lambda size: "{{#each a as |" + "b " * size + "}}",
    "blanks after a sigil": lambda size: "{{#" + " " * size + "}}",
    "escaped tags": lambda size: "\\{{" * size,
    "tags without an end": lambda size: "{{a" * size,
    "ends without a tag": lambda size: "}}" * size,
}


def rows() -> Iterator[Row]:
    measured = {name: growth(make) for name, make in HOSTILE.items()}
    worst = max(measured, key=measured.__getitem__)
    yield Row(f"check of eight times the template; the worst is {worst}", measured[worst], 12)


def growth(make: Callable[[int], str]) -> float:
    """How many times as long the check of a text takes that is `TIMES` as long; the median over rounds."""
    number = itertools.count()

    def check(size: int) -> float:
        source = f"{next(number):04}{make(size)}"  # texts that have been read are kept
        return seconds(lambda: _check(source))

    check(SHORT)
    return statistics.median(check(TIMES * SHORT) / check(SHORT) for _ in range(ROUNDS))


def _check(source: str) -> None:
    with contextlib.suppress(TemplateError):
        check_template(source)

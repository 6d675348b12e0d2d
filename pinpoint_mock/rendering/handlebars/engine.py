"""Templates compiled by the Handlebars library, with the helpers of Pinpoint.

`templates` imports this module when the first template is read, because the library and the helpers take a while to
load.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from dotpromptz_handlebars import Handlebars

from pinpoint_mock.rendering.handlebars.helpers.calls import VALUES, conditional_helper, value_helper
from pinpoint_mock.rendering.handlebars.helpers.conditional import TESTS
from pinpoint_mock.rendering.handlebars.helpers.values import each_items, first, member, text, truth_value
from pinpoint_mock.rendering.handlebars.source import (
    EACH_ITEMS,
    INDENTED,
    OPTION,
    OPTIONAL_VALUE,
    PRINTED_VALUE,
    REQUIRED_VALUE,
    TRUTH_VALUE,
    prepare,
)

if TYPE_CHECKING:
    from dotpromptz_handlebars import HelperFn, HelperOptions

LITERALS, MISSING, UUID = "_", "_missing", "_uuid"
"""Where the private helpers find the literals of the template, what to do about a missing variable, and new ids."""


class CompiledTemplate(NamedTuple):
    """A template that is ready to be rendered, with its literals."""

    run: Callable[..., str]
    literals: tuple[object, ...]

    def render(self, variables: Mapping[str, Any], missing: Callable[[str], None], uuid: Callable[[], str]) -> str:
        """The text; `missing` is called with the name of each variable without a value.

        ValueError or RecursionError if the template cannot be rendered.
        """
        return self.run(variables, data={LITERALS: self.literals, MISSING: missing, UUID: uuid})


def compiled(source: str) -> CompiledTemplate:
    """A template ready to be rendered. ValueError if it cannot be read."""
    prepared = prepare(source)
    return CompiledTemplate(_engine().compile(prepared.source), prepared.literals)


@functools.lru_cache(maxsize=1)
def _engine() -> Handlebars:
    engine = Handlebars(escape_html=False)
    for name, function in VALUES.items():
        engine.register_helper(name, value_helper(name, function))
    for name, test in TESTS.items():
        engine.register_helper(name, conditional_helper(name, test))
    for name, helper in PRIVATE.items():
        engine.register_helper(name, helper)
    return engine


def _found(args: list[Any], options: HelperOptions) -> Any:
    """What the path of a variable leads to below a value, or the value itself if no variable is given."""
    value, *places = args
    return member(value, options.data[LITERALS][places[0]].path) if places else value


def _required(args: list[Any], options: HelperOptions) -> Any:
    found = _found(args, options)
    if len(args) > 1 and first(found) is None:
        options.data[MISSING](options.data[LITERALS][args[1]].name)
    return found


def _option(args: list[Any], options: HelperOptions) -> Any:
    """The variable of an option without quotes, or what is written there if there is no such variable."""
    return options.data[LITERALS][args[1]].name if args[0] is None else _found(args, options)


def _indented(args: list[Any], options: HelperOptions) -> str:
    return re.sub(r"^(?!\Z)", args[0], options.fn(), flags=re.MULTILINE)


PRIVATE: Mapping[str, HelperFn] = {
    "uuid": lambda args, options: options.data[UUID](),
    OPTIONAL_VALUE: _found,
    REQUIRED_VALUE: _required,
    PRINTED_VALUE: lambda args, options: text(_required(args, options)),
    TRUTH_VALUE: lambda args, options: truth_value(_found(args, options)),
    EACH_ITEMS: lambda args, options: each_items(_found(args, options)),
    OPTION: _option,
    INDENTED: _indented,
}
"""The helpers that need the engine: `uuid`, and those that `prepare` writes into a template."""

"""All helpers by name, and how the template engine calls these plain functions.

A helper is called with what handlebars.java would take: positional arguments beyond those that it knows, and options
that it does not know, are ignored; too few arguments are an error when the template is rendered. A helper that wants a
value and gets none prints nothing. AWS documents none of this.
Source: facts, messaging section 3.6 and engagement section 3.4.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.rendering.handlebars.helpers import coding, dates, math, strings
from pinpoint_mock.rendering.handlebars.helpers.conditional import TESTS
from pinpoint_mock.rendering.handlebars.helpers.values import HelperError, first, member, text
from pinpoint_mock.rendering.variables import path_of

if TYPE_CHECKING:
    from dotpromptz_handlebars import HelperFn, HelperOptions

POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
OPTIONS = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def lookup(value: Any, key: Any, /) -> Any:
    """A member of a variable by a name that another variable holds; a helper of Handlebars itself."""
    return member(value, path_of(text(key)))


def log(*values: Any) -> None:
    """Nothing; a helper of Handlebars itself, which there writes to the console."""


VALUES: Mapping[str, Callable[..., Any]] = {
    **strings.HELPERS,
    **dates.HELPERS,
    **math.HELPERS,
    **coding.HELPERS,
    "log": log,
    "lookup": lookup,
}
"""The helpers that make a value out of their arguments, by name."""

MAY_BE_MISSING = frozenset({*TESTS, "log", "lookup", "yesno"})
"""The helpers that may be asked about a variable without a value."""

ALL_HELPERS = frozenset({*VALUES, *TESTS, "uuid"})
WITHOUT_ARGUMENTS = frozenset({"log", "now", "uuid"})
"""All helpers, and those that can stand alone in a tag; the name of another one alone in a tag is a variable."""


def value_helper(name: str, function: Callable[..., Any]) -> HelperFn:
    """A helper that prints what a function returns; as a block it prints the same, without its body."""
    prepare = _arguments(name, function)

    def helper(args: list[Any], options: HelperOptions) -> Any:
        positional, named = prepare(args, options.hash)
        if name not in MAY_BE_MISSING and any(first(value) is None for value in positional):
            return None
        return _called(name, function, positional, named)

    return helper


def conditional_helper(name: str, function: Callable[..., bool]) -> HelperFn:
    """A helper that renders its body or the else part; inline it prints `yes=` or `no=`, or else true or false."""
    prepare = _arguments(name, function)

    def helper(args: list[Any], options: HelperOptions) -> Any:
        result = function(*prepare(args, {})[0])
        if options.is_block:
            return options.fn() if result else options.inverse()
        return first(options.hash.get("yes" if result else "no", result))

    return helper


def _called(name: str, function: Callable[..., Any], args: list[Any], named: dict[str, Any]) -> Any:
    try:
        return function(*args, **named)
    except HelperError as error:
        raise HelperError(f"{name}: {error}") from None
    except ArithmeticError:
        raise HelperError(f"{name}: a number is too large") from None


def _arguments(
    name: str, function: Callable[..., Any]
) -> Callable[[list[Any], Mapping[str, Any]], tuple[list[Any], dict[str, Any]]]:
    """How a function of Python is called as a template calls it."""
    signature = inspect.signature(function)
    parameters = signature.parameters
    kinds = [parameter.kind for parameter in parameters.values()]
    most = None if inspect.Parameter.VAR_POSITIONAL in kinds else sum(kind in POSITIONAL for kind in kinds)
    options = {_option(key): key for key, parameter in parameters.items() if parameter.kind in OPTIONS}

    def prepare(args: list[Any], named: Mapping[str, Any]) -> tuple[list[Any], dict[str, Any]]:
        positional = args[:most]
        given = {options[key]: value for key, value in named.items() if key in options and first(value) is not None}
        for key in list(parameters)[: len(positional)]:
            given.pop(key, None)
        try:
            signature.bind(*positional, **given)
        except TypeError:
            raise HelperError(f"{name}: too few arguments") from None
        return positional, given

    return prepare


def _option(name: str) -> str:
    """The name of an option in a template: `inputFormat` for input_format."""
    return re.sub(r"_(\w)", lambda letter: letter[1].upper(), name)

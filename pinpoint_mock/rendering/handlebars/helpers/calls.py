"""All helpers by name, and how a template calls the plain functions behind them.

AWS does not document what becomes of wrong arguments; here surplus arguments and unknown options are ignored, and too
few arguments fail the rendering, because handlebars.java, whose helpers these are, does so. A helper that needs a value
and gets none prints nothing. Source: UG message-template-helpers; gh:jknack/handlebars.java.
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
    """A member of a variable, by a name that another variable holds. A helper of Handlebars itself."""
    return member(value, path_of(text(key)))


def log(*values: Any) -> None:
    """Prints nothing. A helper of Handlebars itself, where it writes to the console."""


VALUES: Mapping[str, Callable[..., Any]] = {
    **strings.HELPERS,
    **dates.HELPERS,
    **math.HELPERS,
    **coding.HELPERS,
    "log": log,
    "lookup": lookup,
}
"""The helpers that return a value, by name."""

MAY_BE_MISSING = frozenset({*TESTS, "log", "lookup", "yesno"})
"""The helpers whose arguments may be variables without a value, and then are not missing."""

ALL_HELPERS = frozenset({*VALUES, *TESTS, "uuid"})
WITHOUT_ARGUMENTS = frozenset({"log", "now", "uuid"})
"""All helpers, and those that can stand alone in a tag; the name of another one alone in a tag is a variable."""


def value_helper(name: str, function: Callable[..., Any]) -> HelperFn:
    """A helper that prints what a function returns; as a block it prints the same and drops its body."""
    prepare = _arguments(name, function)

    def helper(args: list[Any], options: HelperOptions) -> Any:
        positional, named = prepare(args, options.hash)
        if name not in MAY_BE_MISSING and any(first(value) is None for value in positional):
            return None
        return _called(name, function, positional, named)

    return helper


def conditional_helper(name: str, function: Callable[..., bool]) -> HelperFn:
    """A helper that renders its body or its else part; inline it prints `yes=` or `no=`, by default true or false."""
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
    """A function that sorts the arguments in a tag into those of a Python function.

    It raises HelperError for too few of them.
    """
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

"""Message templates: Handlebars with the helpers of the user guide, and the variables that an endpoint gives.

Nothing is escaped. A list of values prints its first one; `.[0]`, `each` and `join` see all of them, `each` the first
15. The name of a helper alone in a tag is a variable, but for `now` and `uuid`. Source: facts, messaging sections 3.3
to 3.6 and 12 (17 to 19), engagement section 3.4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.ids import Ids
from pinpoint_mock.rendering.errors import RenderingError

if TYPE_CHECKING:
    from pinpoint_mock.rendering.handlebars.engine import CompiledTemplate


class TemplateError(RenderingError):
    """A template that cannot be read, or cannot be rendered with the values there are."""


class MissingVariable(TemplateError):
    """A variable without a value, in a strict rendering."""

    def __init__(self, name: str) -> None:
        super().__init__(f"No value for the variable {name}")
        self.name = name


def check_template(source: str) -> None:
    """Make sure that a template can be read.

    TemplateError for a broken tag, a block that is not closed, and an unknown helper, also in a part that would never
    be rendered. AWS does not document when it looks for these; handlebars.java does when it reads the template.

    >>> check_template("{{#if User.UserId}}")
    Traceback (most recent call last):
    pinpoint_mock.rendering.handlebars.templates.TemplateError: unclosed block
    """
    _compiled(source)


def render(
    source: str, variables: Mapping[str, Any], *, strict: bool = False, uuid: Callable[[], str] | None = None
) -> str:
    """The text that a template makes of variables, which are as `merge_variables` returns them.

    A variable without a value leaves nothing in its place. With `strict` it raises MissingVariable where it would be
    printed or is an argument of a helper, but not in a test: in `if`, `unless`, `each`, `with`, `yesno`, `lookup`, in a
    conditional helper, in what is nested in these, and in a part that is not rendered.
    TemplateError where a helper cannot work with its arguments. `uuid` is the source of the helper of that name.

    >>> render("Hi {{upper Name}}!", {"Name": ["Ada"]})
    'Hi ADA!'
    """
    template = _compiled(source)
    try:
        return template.render(variables, _refuse if strict else _ignore, uuid or _random_uuid)
    except (ValueError, RecursionError) as error:
        raise TemplateError(str(error)) from None


def _compiled(source: str) -> CompiledTemplate:
    from pinpoint_mock.rendering.handlebars.engine import compiled

    try:
        return compiled(source)
    except (ValueError, RecursionError) as error:
        raise TemplateError(str(error)) from None


def _refuse(name: str) -> None:
    raise MissingVariable(name)


def _ignore(name: str) -> None:
    """Nothing is printed for it."""


def _random_uuid() -> str:
    return Ids().request_id()

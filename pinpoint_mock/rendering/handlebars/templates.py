"""Message templates rendered with variables: Handlebars with the helpers of the user guide.

Nothing is escaped. A list prints its first value; `.[0]`, `each` and `join` see all of them, `each` the first 15. The
name of a helper alone in a tag is a variable, except for `log`, `now` and `uuid`.
Source: UG message-template-helpers; UG message-templates-personalizing; gh:handlebars-lang/handlebars.js.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.ids import Ids
from pinpoint_mock.rendering.errors import RenderingError
from pinpoint_mock.rendering.handlebars.simple import SimpleTemplate, simple_template

if TYPE_CHECKING:
    from pinpoint_mock.rendering.handlebars.engine import CompiledTemplate


class TemplateError(RenderingError):
    """A template that cannot be read, or cannot be rendered with its variables."""


def ignore(name: str) -> None:
    """What to do about a variable without a value where nobody asks."""


def check_template(source: str) -> None:
    """Check that a template can be read; TemplateError if it cannot.

    It cannot with a broken tag, a block that is not closed, or an unknown helper, also in a part that would never be
    rendered. AWS does not document when it finds these; here it is before rendering, as in handlebars.java.

    >>> check_template("{{#if User.UserId}}")
    Traceback (most recent call last):
    pinpoint_mock.rendering.handlebars.templates.TemplateError: unclosed block
    """
    _compiled(source)


def render(
    source: str,
    variables: Mapping[str, Any],
    *,
    missing: Callable[[str], None] = ignore,
    uuid: Callable[[], str] | None = None,
) -> str:
    """The text of a template with variables as `merge_variables` returns them.

    A variable without a value prints nothing. `missing` is called with its name each time that it would be printed or
    is an argument of a helper, but not in a test: in `if`, `unless`, `each`, `with`, `yesno`, `lookup`, in a
    conditional helper, in what is nested in these, and in a part that is not rendered.
    TemplateError where a helper cannot work with its arguments. `uuid` makes the ids that the helper `uuid` prints.

    >>> names = []
    >>> render("Hi {{upper Name}}! {{Shop}}", {"Name": ["Ada"]}, missing=names.append), names
    ('Hi ADA! ', ['Shop'])
    """
    template = _compiled(source)
    try:
        return template.render(variables, missing, uuid or _random_uuid)
    except (ValueError, RecursionError) as error:
        raise TemplateError(str(error)) from None


@functools.lru_cache(maxsize=256)
def _compiled(source: str) -> SimpleTemplate | CompiledTemplate:
    simple = simple_template(source)
    if simple is not None:
        return simple
    from pinpoint_mock.rendering.handlebars.engine import compiled

    try:
        return compiled(source)
    except (ValueError, RecursionError) as error:
        raise TemplateError(str(error)) from None


def _random_uuid() -> str:
    return Ids().request_id()

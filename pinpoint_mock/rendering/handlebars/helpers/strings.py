"""String helpers. Where the user guide is silent, they behave as StringHelpers of handlebars.java does.

Source: UG message-template-helpers; gh:jknack/handlebars.java.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pinpoint_mock.rendering.handlebars.helpers.values import HelperError, items, number, text, whole_number

ELLIPSIS = "..."
ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def abbreviate(value: Any, width: Any, /) -> str:
    """A text of at most `width` characters, the ellipsis among them; HelperError for a width below four.

    >>> abbreviate("Alejandro", 6)
    'Ale...'
    """
    size = whole_number(width)
    if size <= len(ELLIPSIS):
        raise HelperError("expected a width of at least 4")
    content = text(value)
    return content if len(content) <= size else content[: size - len(ELLIPSIS)] + ELLIPSIS


def capitalize(value: Any, /) -> str:
    """Each word with a capital first letter; its other letters stay.

    >>> capitalize("my first post")
    'My First Post'
    """
    return re.sub(r"(?<!\S)\S", lambda letter: letter[0].upper(), text(value))


def capitalize_first(value: Any, /) -> str:
    """The text with a capital first letter; its other letters stay."""
    content = text(value)
    return content[:1].upper() + content[1:]


def center(value: Any, /, size: Any, pad: Any = " ") -> str:
    """The text in the middle of a field; padding of odd length is longer on the right.

    >>> center("Los Angeles", 19)
    '    Los Angeles    '
    """
    content = text(value)
    left = max(whole_number(size) - len(content), 0) // 2
    return ljust(rjust(content, len(content) + left, pad), size, pad)


def ljust(value: Any, /, size: Any, pad: Any = " ") -> str:
    """The text at the left of a field; like for the others, its width is the second argument or `size=`.

    >>> ljust("Los Angeles", 15, "-")
    'Los Angeles----'
    """
    content = text(value)
    return content + _padding(content, size, pad)


def rjust(value: Any, /, size: Any, pad: Any = " ") -> str:
    """The text at the right of a field."""
    content = text(value)
    return _padding(content, size, pad) + content


def _padding(content: str, size: Any, pad: Any) -> str:
    missing = max(whole_number(size) - len(content), 0)
    return ((text(pad) or " ") * missing)[:missing]


def cut(value: Any, unwanted: Any = " ", /) -> str:
    """The text without all occurrences of another one, by default without blanks."""
    return text(value).replace(text(unwanted), "")


def inflect(count: Any, singular: Any, plural: Any, /, include_count: Any = False) -> str:
    """The singular or plural of a word for a count, with the count in front of it if `includeCount` is true.

    >>> inflect(3, "apple", "apples", include_count=True)
    '3 apples'
    """
    word = text(singular) if number(count) == 1 else text(plural)
    return f"{text(count)} {word}" if text(include_count) == "true" else word


def join(value: Any, *rest: Any, prefix: Any = "", suffix: Any = "") -> str:
    """The values of a list, or several single values, joined by the last argument.

    >>> join(["blue", "red", "green"], ", ")
    'blue, red, green'
    """
    if not rest:
        raise HelperError("expected a separator")
    *more, separator = rest
    values = [text(single) for several in (value, *more) for single in items(several)]
    return text(prefix) + text(separator).join(values) + text(suffix) if values else ""


def lower(value: Any, /) -> str:
    """The text in lower case."""
    return text(value).lower()


def upper(value: Any, /) -> str:
    """The text in upper case."""
    return text(value).upper()


def ordinalize(value: Any, /) -> str:
    """A whole number as a rank.

    >>> ordinalize(22), ordinalize("11")
    ('22nd', '11th')
    """
    rank = whole_number(value)
    is_teen = abs(rank) % 100 in (11, 12, 13)
    return f"{rank}{'th' if is_teen else ORDINALS.get(abs(rank) % 10, 'th')}"


def replace(value: Any, old: Any, new: Any, /) -> str:
    """The text with one part of it replaced; no wildcards."""
    return text(value).replace(text(old), text(new))


def slugify(value: Any, /) -> str:
    """The text in lower case, with hyphens for blanks, and without what is no word character.

    Digits stay, because they are word characters in the user guide; handlebars.java drops them.

    >>> slugify(" Los Angeles, 2nd ")
    'los-angeles-2nd'
    """
    return re.sub(r"\s", "-", re.sub(r"[^\w\s]", "", text(value).strip()).lower())


def strip_tags(value: Any, /) -> str:
    """The text without (X)HTML tags."""
    before, end, after = text(value).rpartition(">")
    return re.sub(r"<[^>]*>", "", before + end) + after  # a "<" without a ">" would be searched to the end


def substring(value: Any, start: Any, end: Any = None, /) -> str:
    """The text between two offsets, the second by default its end. HelperError for an offset outside of the text.

    >>> substring("Los Angeles", 4, 9)
    'Angel'
    """
    content = text(value)
    begin, stop = whole_number(start), len(content) if end is None else whole_number(end)
    if not 0 <= begin <= stop <= len(content):
        raise HelperError("expected offsets within the text")
    return content[begin:stop]


def yesno(value: Any, /, yes: Any = "yes", no: Any = "no", maybe: Any = "maybe") -> str:
    """A word for true, one for false, also where these are texts, and one for anything else.

    The user guide has the third one for NULL only and is silent about other values; here they get it too, because they
    are neither true nor false.
    """
    content = text(value).lower()
    return text({"true": yes, "false": no}.get(content, maybe))


HELPERS: Mapping[str, Callable[..., str]] = {
    "abbreviate": abbreviate,
    "capitalize": capitalize,
    "capitalizeFirst": capitalize_first,
    "center": center,
    "cut": cut,
    "inflect": inflect,
    "join": join,
    "ljust": ljust,
    "lower": lower,
    "ordinalize": ordinalize,
    "replace": replace,
    "rjust": rjust,
    "slugify": slugify,
    "stripTags": strip_tags,
    "substring": substring,
    "upper": upper,
    "yesno": yesno,
}
"""The string helpers by name."""

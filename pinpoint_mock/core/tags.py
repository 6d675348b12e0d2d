"""What the tags of a resource may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pinpoint_mock.core.checks import at_most
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown

MAXIMUM_TAGS = 50
MAXIMUM_KEY = 128
MAXIMUM_VALUE = 256
ALLOWED_TEXT = re.compile(r"[\w .:/=+-]*")
RESERVED_PREFIX = "aws:"

RULES: tuple[tuple[Callable[[str, str], bool], str], ...] = (
    (lambda key, value: not 1 <= len(key) <= MAXIMUM_KEY, f"a key must have 1 to {MAXIMUM_KEY} characters"),
    (lambda key, value: len(value) > MAXIMUM_VALUE, f"a value must have at most {MAXIMUM_VALUE} characters"),
    (lambda key, value: key.lower().startswith(RESERVED_PREFIX), "the prefix aws: is reserved"),
    (
        lambda key, value: not (ALLOWED_TEXT.fullmatch(key) and ALLOWED_TEXT.fullmatch(value)),
        "keys and values can have letters, digits, spaces and _ . : / = + -",
    ),
)
"""When a tag is refused, by its key and value, and with which words."""


def checked_tags(tags: Mapping[str, str], present: Mapping[str, str] | None = None) -> dict[str, str]:
    """The tags of a resource after `tags` were put over those that are present.

    BadRequestException for more than 50 tags in the end, a key that has not 1 to 128 characters or begins with
    `aws:`, a value of more than 256 characters, and any character but letters, digits, space and `_.:/=+-`. AWS does
    not document whether letters and digits are only those of ASCII, nor in which case `aws:` is reserved; here they
    are those of Unicode, and it is reserved in any case.

    Source: DG tagging-resources; TF app_test.go.

    >>> checked_tags({"team": "blue"}, {"team": "red", "stage": "test"})
    {'team': 'blue', 'stage': 'test'}
    """
    for key, value in tags.items():
        for is_broken, text in RULES:
            if is_broken(key, value):
                raise BadRequestException(f"Invalid tags: {text}", f"tags has {shown(key)}: {shown(value)}")
    merged = {**(present or {}), **tags}
    at_most("tags", len(merged), MAXIMUM_TAGS, "tags", "a resource can have")
    return merged

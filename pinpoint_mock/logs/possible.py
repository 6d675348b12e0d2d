"""Which plain values the fields of a record can have: an expectation that no record can ever meet is refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from pinpoint_mock.core.suggestions import did_you_mean

__tracebackhide__ = True  # pytest shows the line of the test

PLAIN_TYPES = (str, bytes, bool, int, float, dict, list, tuple, set, frozenset)
PLAIN_EQUALITIES: frozenset[object] = frozenset(kind.__eq__ for kind in PLAIN_TYPES)
"""A value with another equality may be equal to anything, and is not checked."""

ANY_TYPE = frozenset(kind.__name__ for kind in PLAIN_TYPES)
OTHER_TYPES = frozenset({"None", "datetime.datetime", "EmailMessage"})
"""The types of fields that no plain value is equal to."""

ALSO = {"int": frozenset({"int", "float"}), "float": frozenset({"int", "float"})}
"""The types whose values may be equal to those of another one."""

NAMED = 20
"""So many possible values are named where none is near."""


class Possible(NamedTuple):
    """The plain values that fields can have; any of them for a field that is in neither table.

    `types` are the names of their types. `texts` maps each spelling that an expectation may use to the text that is
    recorded: both spellings of an operation are known, for example.
    """

    types: Mapping[str, frozenset[str]] = {}
    texts: Mapping[str, Mapping[str, str]] = {}


ANYTHING = Possible()


def spelt(*texts: str) -> dict[str, str]:
    """The texts as the only spellings of themselves.

    >>> spelt("SMS", "EMAIL")
    {'SMS': 'SMS', 'EMAIL': 'EMAIL'}
    """
    return dict(zip(texts, texts, strict=True))


def plain_types(annotations: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The names of the plain types that fields can have, from their annotations.

    >>> sorted(plain_types({"status_code": "int | None", "sent_at": "datetime.datetime"}).items())
    [('sent_at', frozenset()), ('status_code', frozenset({'int'}))]
    """
    return {field: _plain_types(annotation) for field, annotation in annotations.items()}


def _plain_types(annotation: str) -> frozenset[str]:
    if annotation.startswith("Copied["):
        annotation = annotation[len("Copied[") : -1]
    names = frozenset(re.sub(r"\[.*]", "", annotation).split(" | ")) - OTHER_TYPES
    return names if names <= ANY_TYPE else ANY_TYPE


def possible_expectations(
    kind: str, possible: Possible, expected: Mapping[str, Any], records: Iterable[object]
) -> dict[str, Any]:
    """The expectations, each text as it is recorded.

    ValueError for a plain value that the field never has, unless one of the records has it. Patterns, callables and
    objects with an equality of their own are taken as they are.
    """
    return {field: _possible(kind, possible, field, value, records) for field, value in expected.items()}


def _possible(kind: str, possible: Possible, field: str, value: Any, records: Iterable[object]) -> Any:
    if type(value).__eq__ not in PLAIN_EQUALITIES:
        return value
    types = possible.types.get(field, ANY_TYPE)
    if not _is_one_of(value, types):
        raise ValueError(_refusal(kind, field, value, _other_type(value, types)))
    texts = possible.texts.get(field)
    if texts is None or value in texts:
        return value if texts is None else texts[value]
    if any(getattr(record, field) == value for record in records):
        return value
    raise ValueError(_refusal(kind, field, value, did_you_mean(value, texts) or known_texts(texts)))


def _is_one_of(value: object, types: Collection[str]) -> bool:
    return any(kind.__name__ in ALSO.get(name, (name,)) for name in types for kind in type(value).__mro__)


def _other_type(value: object, types: Collection[str]) -> str:
    if not types:
        return f"Its values are never of the type {type(value).__name__}."
    return f"Its values are of the type {' or '.join(sorted(types))}, and this is {type(value).__name__}."


def _refusal(kind: str, field: str, value: object, hint: str) -> str:
    return (
        f"pinpoint_mock: no {kind} ever has {field}={value!r}. {hint} "
        "Only plain values are checked: a compiled pattern, a callable or a matcher may expect anything."
    )


def known_texts(texts: Iterable[str]) -> str:
    """The texts that are known, but only a few of very many.

    >>> known_texts(["GSM 03.38", "UCS-2"])
    "Known are 'GSM 03.38', 'UCS-2'."
    """
    names = [repr(text) for text in texts]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"Known are {', '.join(names[:NAMED])}{more}."

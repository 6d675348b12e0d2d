"""The lines of files to import, CSV and JSON, as endpoint definitions.

A definition has the shape EndpointBatchItem. EffectiveDate and EndpointStatus are left out, because imports do not
support them.

Source: UG segments-importing.
"""

from __future__ import annotations

import csv
import functools
import itertools
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pinpoint_mock.core.checks import invalid, one_of
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import listed, shown
from pinpoint_mock.core.strict_json import compact_json, read_json
from pinpoint_mock.core.suggestions import did_you_mean
from pinpoint_mock.logs.message import CHANNEL_TYPES

Definition = dict[str, Any]

Convert = Callable[[Any, str], Any]
"""Takes a value and the name of its member; BadRequestException for a value that cannot be meant."""


class Refused(NamedTuple):
    """Why a line has no definition, in the service's words and in the mock's."""

    reason: str
    explanation: str


class Line(NamedTuple):
    """What a line of a file has. Lines count from 1."""

    number: int
    content: Definition | Refused


class MalformedLine(Exception):
    """A line that is not of the format at all: why, and from which of its characters on, which count from 1."""

    def __init__(self, reason: str, line: str, column: int = 1, explanation: str = "") -> None:
        super().__init__(reason)
        self.line = line
        self.column = column
        self.explanation = explanation or f"it is {shown(line)}"

    @property
    def quotation(self) -> str:
        """The reason with the whole line, in the form that was seen.

        Source: gh:aws/aws-sdk-ruby#2962.
        """
        return f'{self}\n at [Source: (String)"{self.line}"; line: 1, column: {self.column}].'


class UnknownColumn(Exception):
    """A header of a CSV file has a column that imports do not know, or has one twice that takes one value."""

    def __init__(self, text: str, explanation: str) -> None:
        super().__init__(text)
        self.explanation = explanation


def _text(value: Any, member: str) -> str:
    """A text; a number or boolean as JSON writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, (dict, list)):
        raise invalid(member, "must be a string", value)
    return compact_json(value)


def _number(value: Any, member: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise invalid(member, "must be a number", value)
    return _finite(value, member)


def _finite(value: Any, member: str) -> float:
    """A number, which may be written as a text; not one of those that JSON does not have."""
    try:
        number = float(value)
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise invalid(member, "must be a number", value)
    return number


def _values(value: Any, member: str) -> list[str]:
    if not isinstance(value, list):
        raise invalid(member, "must be a list", value)
    return [_text(item, member) for item in value if item is not None]


def _channel_type(value: Any, member: str) -> str:
    return one_of(member, _text(value, member), CHANNEL_TYPES)


def _timezone(value: Any, member: str) -> str:
    text = _text(value, member)
    return REMAPPED_TIMEZONES.get(text, text)


def _object(value: Any, member: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise invalid(member, "must be an object", value)
    return value


def _members(converts: Mapping[str, Convert]) -> Convert:
    """Takes these members of an object, and no others; null is as if it were not there."""

    def convert(value: Any, member: str) -> dict[str, Any]:
        found = _object(value, member)
        return {name: each(found[name], name) for name, each in converts.items() if found.get(name) is not None}

    return convert


def _map(each: Convert) -> Convert:
    def convert(value: Any, member: str) -> dict[str, Any]:
        return {name: each(item, member) for name, item in _object(value, member).items() if item is not None}

    return convert


REMAPPED_TIMEZONES = {"Canada/East-Saskatchewan": "America/Managua", "US/Pacific-New": "America/Los_Angeles"}
"""The time zones in place of those that imports no longer support.

Source: UG segments-importing.
"""

DEMOGRAPHIC: dict[str, Convert] = {
    **dict.fromkeys(("AppVersion", "Locale", "Make", "Model", "ModelVersion", "Platform", "PlatformVersion"), _text),
    "Timezone": _timezone,
}
LOCATION: dict[str, Convert] = {
    **dict.fromkeys(("City", "Country", "PostalCode", "Region"), _text),
    **dict.fromkeys(("Latitude", "Longitude"), _number),
}
DEFINITION: dict[str, Convert] = {
    "Address": _text,
    "Attributes": _map(_values),
    "ChannelType": _channel_type,
    "Demographic": _members(DEMOGRAPHIC),
    "Id": _text,
    "Location": _members(LOCATION),
    "Metrics": _map(_number),
    "OptOut": _text,
    "RequestId": _text,
    "User": _members({"UserAttributes": _map(_values), "UserId": _text}),
}
"""The members of a definition, in JSON files.

Source: UG segments-importing; MODEL EndpointBatchItem.
"""

read_definition = _members(DEFINITION)


def json_lines(content: bytes) -> Iterator[Line]:
    """The definitions of a file with a JSON object in each line; empty lines do not count.

    MalformedLine if that is what the first line is. Members that imports do not know are left out. Numbers and booleans
    in place of texts become texts: AWS does not document it; files with such lines were imported by applications.

    >>> list(json_lines(b'{"Id": 7, "Attributes": {"age": [42]}}'))
    [Line(number=1, content={'Attributes': {'age': ['42']}, 'Id': '7'})]
    """
    for _, first in itertools.islice(_lines(content), 1):
        _json_object(first)
    return _read(_lines(content), lambda line: [read_definition(_json_object(line), "line")])


def _read(lines: Iterator[tuple[int, bytes]], read: Callable[[bytes], list[Definition]]) -> Iterator[Line]:
    """What the lines have; a line that lists users can have several definitions."""
    for number, line in lines:
        try:
            yield from (Line(number, definition) for definition in read(line))
        except (BadRequestException, MalformedLine) as error:
            yield Line(number, Refused(str(error), error.explanation))


def _json_object(line: bytes) -> dict[str, Any]:
    text = _decoded(line)
    try:
        value = read_json(text)
    except json.JSONDecodeError as error:
        raise MalformedLine(error.msg, text, error.colno + 1) from None
    except ValueError as error:
        raise MalformedLine(str(error), text) from None
    if not isinstance(value, dict):
        raise MalformedLine("Expecting an object", text)
    return value


class Column(NamedTuple):
    """A column of a CSV file. `path` are the names of the member of a definition that a cell sets.

    `keeps_all` is whether it takes a list of values; `convert` is None for a column that imports do not support.
    """

    path: tuple[str, ...]
    convert: Convert | None = _text
    keeps_all: bool = False


def _columns_of(member: str, converts: Mapping[str, Convert]) -> Iterator[Column]:
    for name, convert in converts.items():
        yield Column((member, name), _finite if convert is _number else convert)


COLUMNS = {
    ".".join(column.path): column
    for column in (
        *(Column((member,)) for member in ("Address", "Id", "OptOut", "RequestId")),
        Column(("ChannelType",), _channel_type),
        Column(("EffectiveDate",), None),
        Column(("User", "UserId")),
        *_columns_of("Demographic", DEMOGRAPHIC),
        *_columns_of("Location", LOCATION),
    )
}
"""The columns that have the same name in every file.

Source: UG segments-importing.
"""

NAMED_COLUMNS = {
    "Attributes.": Column(("Attributes",), keeps_all=True),
    "Metrics.": Column(("Metrics",), _finite),
    "User.UserAttributes.": Column(("User", "UserAttributes"), keeps_all=True),
}
"""The columns whose names end in that of an attribute or metric, by how they begin.

Source: UG segments-importing.
"""

USER_IDS = [COLUMNS["User.UserId"]]
"""The columns of a file that lists users: a line can have several, parted by blanks.

Source: UG segments-importing.
"""


def csv_lines(content: bytes) -> Iterator[Line]:
    r"""The definitions of a CSV file, whose first line names the columns.

    A column of attributes that is there several times gives several values, and an empty cell nothing. Blanks around
    the name of a column do not count, because an example of AWS has one. MalformedLine for a first line that is no CSV;
    UnknownColumn for a column that imports do not know, or one that is there twice and takes one value.

    A tab in a line might let its import fail, and does so here. AWS does not document what becomes of a line that has
    not as many cells as there are columns; here it fails too, because nobody can say which cell is missing.

    Source: UG segments-importing.

    >>> list(csv_lines(b"Id,Attributes.likes,Attributes.likes\nphone,tea,cake"))
    [Line(number=2, content={'Id': 'phone', 'Attributes': {'likes': ['tea', 'cake']}})]
    """
    lines = _lines(content)
    columns = [column for _, header in itertools.islice(lines, 1) for column in _columns(_cells(header))]
    return _read(lines, functools.partial(_csv_definitions, columns))


def _columns(names: Iterable[str]) -> list[Column]:
    found: dict[str, Column] = {}
    columns = []
    for name in map(str.strip, names):
        column = found.get(name) or _column(name)
        if name in found and not column.keeps_all:
            raise UnknownColumn(f"The column {shown(name)} is there twice", "only attributes can have several columns")
        found[name] = column
        columns.append(column)
    return columns


def _column(name: str) -> Column:
    if name in COLUMNS:
        return COLUMNS[name]
    for beginning, column in NAMED_COLUMNS.items():
        if name.startswith(beginning) and name != beginning:
            return column._replace(path=(*column.path, name.removeprefix(beginning)))
    known = [*COLUMNS, *NAMED_COLUMNS]
    hint = did_you_mean(name, known) or f"Known are {listed(known, name)}."
    raise UnknownColumn(f"There is no column {shown(name)}", f"imports do not know {shown(name)}. {hint}")


def _csv_definitions(columns: list[Column], line: bytes) -> list[Definition]:
    cells = _cells(line)
    if columns == USER_IDS and len(cells) == 1:
        return [{"User": {"UserId": user_id}} for user_id in cells[0].split()]
    if len(cells) != len(columns):
        raise MalformedLine(f"There must be {len(columns)} cells, not {len(cells)}", line.decode())
    definition: Definition = {}
    for column, cell in zip(columns, cells, strict=True):
        if cell and column.convert is not None:
            _set(definition, column, column.convert(cell, column.path[0]))
    return [definition]


def _set(definition: Definition, column: Column, value: Any) -> None:
    *parents, name = column.path
    for parent in parents:
        definition = definition.setdefault(parent, {})
    if column.keeps_all:
        definition.setdefault(name, []).append(value)
    else:
        definition[name] = value


def _cells(line: bytes) -> list[str]:
    text = _decoded(line)
    if "\t" in text:
        raise MalformedLine("There must be no tabs", text, text.index("\t") + 1)
    try:
        [cells] = csv.reader([text], strict=True)
    except csv.Error as error:
        raise MalformedLine(str(error), text) from None
    return cells


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers."""
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            yield number, line.removesuffix(b"\r")


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        text = line.decode(errors="replace")
        is_gzip = line.startswith(b"\x1f\x8b")
        raise MalformedLine(
            "The text is not UTF-8",
            text,
            error.start + 1,
            "the file is compressed by gzip, and imports take no compressed files" if is_gzip else "",
        ) from None

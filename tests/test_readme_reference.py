"""The README's reference names all that is public, each in one entry, with the signatures of the code."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

import pinpoint_mock
from pinpoint_mock import ExpectationFailed, PinpointMock, RealAWSRefused
from pinpoint_mock.logs.log import LogRecord
from pinpoint_mock.pytest_plugin import fixtures

README = Path(__file__).parent.parent / "README.md"

ENTRY = re.compile(r"`([^`]+)`: \S")

OF_ALL_RECORDS = {"describe()", "row()"}
"""What is said once, for all records."""

ERRORS = [RealAWSRefused("s3", "https://s3.amazonaws.com/"), ExpectationFailed("body=x", "''", ValueError())]


def entries() -> dict[str, list[str]]:
    """The names of the reference, by the title that they stand under: each begins a bullet and is explained there."""
    reference = README.read_text().split("\n## Reference\n")[1].split("\n## ")[0]
    found = {}
    for section in reference.split("\n### ")[1:]:
        title, _, text = section.partition("\n")
        bullets = [" ".join(bullet.split()) for bullet in re.split(r"^- ", text, flags=re.MULTILINE)[1:]]
        assert all(map(ENTRY.match, bullets)), bullets
        found[title] = [bullet.split("`")[1] for bullet in bullets]
    return found


def call(name: str, function: Any, *, is_method: bool = False) -> str:
    """The name of a function with its parameters and their defaults."""
    signature = inspect.signature(function)
    parameters = [each.replace(annotation=each.empty) for each in signature.parameters.values()]
    bare = signature.replace(parameters=parameters[is_method:], return_annotation=signature.empty)
    return f"{name}{bare}"


def members(public_class: type) -> set[str]:
    """The public fields, properties and methods of a class, the inherited ones of the package included."""
    fields = dataclasses.fields(public_class) if dataclasses.is_dataclass(public_class) else ()
    found = {field.name: field.name for field in fields}
    for each in public_class.__mro__:
        if each.__module__.startswith("pinpoint_mock."):
            for name, member in vars(each).items():
                is_method = inspect.isfunction(member)
                found.setdefault(name, call(name, member, is_method=True) if is_method else name)
    return {text for name, text in found.items() if not name.startswith("_")}


RECORDS = [name for name in pinpoint_mock.__all__ if dataclasses.is_dataclass(getattr(pinpoint_mock, name))]


def test_it_has_every_name_of_the_module() -> None:
    public = {name: getattr(pinpoint_mock, name) for name in pinpoint_mock.__all__}
    expected = [call(name, value) if inspect.isfunction(value) else name for name, value in public.items()]
    assert sorted(entries()["The module"]) == sorted([*expected, "__version__"])


def test_it_has_every_fixture() -> None:
    names = re.findall(r"^@pytest\.fixture\ndef (\w+)", inspect.getsource(fixtures), re.MULTILINE)
    assert sorted(entries()["Fixtures"]) == sorted(names)


def test_it_has_all_of_the_mock() -> None:
    assert sorted(entries()["PinpointMock"]) == sorted(members(PinpointMock))


def test_it_has_all_of_the_logs_and_views() -> None:
    assert sorted(entries()["Log and Records"]) == sorted(members(pinpoint_mock.Log))


@pytest.mark.parametrize("name", RECORDS)
def test_it_has_all_of_a_record(name: str) -> None:
    assert sorted(entries()[name]) == sorted(members(getattr(pinpoint_mock, name)) - OF_ALL_RECORDS)


def test_it_says_once_what_all_records_have() -> None:
    assert set(entries()["All records"]) == OF_ALL_RECORDS == members(LogRecord)


def test_it_has_the_fields_of_the_errors() -> None:
    expected = [f"{type(error).__name__}.{name}" for error in ERRORS for name in vars(error)]
    assert sorted(entries()["Errors"]) == sorted(expected)


def test_it_has_no_other_parts() -> None:
    titles = ["The module", "Fixtures", "PinpointMock", "Log and Records", "All records", *RECORDS, "Errors"]
    assert sorted(entries()) == sorted(titles)

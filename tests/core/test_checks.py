"""The checks that operations share: what passes, the text of each error, and the explanation beside it."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from pinpoint_mock.core.checks import (
    at_most,
    existing,
    explained_at,
    invalid,
    missing,
    one_of,
    read_date,
    require,
    within,
)
from pinpoint_mock.core.errors import BadRequestException, NotFoundException, PinpointError

OPT_OUTS = ("ALL", "NONE")


@contextlib.contextmanager
def raises(text: str, explanation: str, kind: type[PinpointError] = BadRequestException) -> Iterator[None]:
    with pytest.raises(kind) as caught:
        yield
    assert (str(caught.value), caught.value.explanation) == (text, explanation)


@pytest.mark.parametrize("found", [0, "", {}, "shop"])
def test_whatever_is_not_none_exists(found: object) -> None:
    assert existing(found) is found


def test_what_does_not_exist() -> None:
    with raises("Resource not found", "", NotFoundException):
        existing(None)
    with raises("No such template", "no template 'hi'", NotFoundException):
        existing(None, "No such template", explain=lambda: "no template 'hi'")


def test_places_go_before_an_explanation_from_the_outside_in() -> None:
    with raises("Missing Address", "Item[3].Endpoint.Address was not sent"):  # noqa: SIM117  (what is tested)
        with explained_at("Item[3]"), explained_at("Endpoint"):
            raise missing("Address")


def test_an_error_that_is_none_of_pinpoint_gets_no_place() -> None:
    with pytest.raises(KeyError, match=r"^'Address'$"), explained_at("Item[3]"):
        raise KeyError("Address")


def test_the_first_required_member_that_a_document_lacks() -> None:
    require({"Name": "", "Id": None}, "Name", "Id")
    with raises("Missing Id", "Id was not sent; sent: 'Name'"):
        require({"Name": "all"}, "Name", "Id", "Version")
    with raises("Missing Id", "Id was not sent; sent: none"):
        require({}, "Id")
    with raises("Missing Id", "Id was not sent; sent: 'Idd', 'Name'"):
        require({"Name": "all"}, "Id", sent=["Name", "Idd"])


@pytest.mark.parametrize(
    ("value", "explanation"),
    [
        ("SOME", "OptOut was 'SOME'"),
        ("NON", "OptOut was 'NON'. Did you mean 'NONE'?"),
        ("all", "OptOut was 'all'. Did you mean 'ALL'?"),
        ("", "OptOut was ''"),
    ],
)
def test_a_value_that_is_not_allowed(value: str, explanation: str) -> None:
    with raises("Invalid OptOut: must be one of ALL, NONE", explanation):
        one_of("OptOut", value, OPT_OUTS)


def test_a_value_that_is_allowed_comes_back() -> None:
    assert one_of("OptOut", "NONE", OPT_OUTS) == "NONE"


def test_a_range_has_both_its_ends() -> None:
    within("CodeLength", 5, 5, 8)
    within("CodeLength", 8, 5, 8)
    for number in (4, 9):
        with raises("Invalid CodeLength: must be 5 to 8", f"CodeLength was {number}"):
            within("CodeLength", number, 5, 8)
    with raises("Invalid BrandName: must have 1 to 20 characters", "BrandName had 21 characters"):
        within("BrandName", 21, 1, 20, "characters")


@pytest.mark.parametrize(
    ("member", "options", "explanation"),
    [
        ("Item", {}, "Item had 100.1 endpoints"),
        ("Item", {"value": ["a"]}, "Item had 100.1 endpoints in a list"),
        ("ApiKey", {"value": "secret"}, "ApiKey had 100.1 endpoints in a value that is not shown"),
    ],
)
def test_a_maximum_may_be_reached(member: str, options: dict[str, Any], explanation: str) -> None:
    at_most(member, 100, 100, "endpoints", **options)
    with raises(f"Invalid {member}: must have at most 100 endpoints", explanation):
        at_most(member, 100.06, 100, "endpoints", **options)


def test_an_invalid_value_may_be_none_and_a_secret_is_not_shown() -> None:
    found = [invalid("Id", "no").explanation, invalid("Id", "no", None).explanation]
    assert found == ["", "Id was None"]
    assert invalid("SecretKey", "no", "s").explanation == "SecretKey was a value that is not shown"


@pytest.mark.parametrize(
    ("text", "hour"), [("2030-01-01T10:00:00Z", 10), ("2030-01-01T10:00:00+02:00", 8), ("2030-01-01T10:00:00", 10)]
)
def test_a_date_is_a_moment(text: str, hour: int) -> None:
    assert read_date("StartTime", text) == datetime.datetime(2030, 1, 1, hour, tzinfo=datetime.timezone.utc)


@pytest.mark.parametrize("text", ["", "tomorrow", "2030-02-30T10:00:00Z"])
def test_what_is_no_date(text: str) -> None:
    with raises("Invalid StartTime: must be an ISO 8601 date", f"StartTime was {text!r}"):
        read_date("StartTime", text)

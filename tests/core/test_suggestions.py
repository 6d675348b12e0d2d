"""Which of the known names a wrong one may have been."""

from __future__ import annotations

import dataclasses

import pytest

from pinpoint_mock.core.errors import MODELLED_ERRORS
from pinpoint_mock.core.suggestions import MEANT, did_you_mean
from pinpoint_mock.logs.event import EVENT_FIELDS
from pinpoint_mock.logs.message import MESSAGE_FIELDS
from pinpoint_mock.logs.otp_check import OTP_CHECK_FIELDS
from pinpoint_mock.logs.request import REQUEST_FIELDS
from pinpoint_mock.state.stored import StoredApp, StoredEndpoint


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("adress", ["channel", "address"], "address"),
        ("ADDRESS", ["address"], "address"),
        ("sms", ["EMAIL", "SMS"], "SMS"),
        ("text", ["template", "body"], "body"),
        ("Text", ["template", "body"], "body"),
        ("text", ["template", "texts"], "texts"),
        ("sender", ["sender_id", "from_address"], "from_address"),
        ("sender", ["sender_id", "address"], "sender_id"),
        ("ThrottlingException", ["TooManyRequestsException"], "TooManyRequestsException"),
        ("Name", ["NAME", "name"], "NAME"),
    ],
)
def test_a_name_that_is_near_or_has_the_same_meaning(name: str, known: list[str], meant: str) -> None:
    assert did_you_mean(name, known) == did_you_mean(name, iter(known)) == f"Did you mean '{meant}'?"


@pytest.mark.parametrize(("name", "known"), [("colour", ["address", "channel"]), ("", ["address"]), ("to", [])])
def test_no_name_is_near(name: str, known: list[str]) -> None:
    assert did_you_mean(name, known) == ""


def test_what_may_be_meant_exists() -> None:
    stored = {field.name for record in (StoredApp, StoredEndpoint) for field in dataclasses.fields(record)}
    known = {*MODELLED_ERRORS, *EVENT_FIELDS, *MESSAGE_FIELDS, *OTP_CHECK_FIELDS, *REQUEST_FIELDS, *stored}
    assert {name for names in MEANT.values() for name in names} <= known
    assert all(name == name.lower() for name in MEANT)

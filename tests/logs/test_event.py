"""Events and their log."""

from __future__ import annotations

import dataclasses

import pytest

from pinpoint_mock import Event
from pinpoint_mock.logs.event import EVENT_FIELDS, event_log
from tests.builders import event


def test_an_event_on_one_line_and_in_a_table() -> None:
    opened = event(attributes={"page": "home", "shop": "north"}, metrics={"clicks": 3.0})
    assert opened.describe() == "opened of endpoint e1"
    assert opened.row() == {
        "Event type": "opened",
        "Endpoint": "e1",
        "Attributes": "page: home, shop: north",
        "Metrics": "clicks: 3.0",
    }


def test_an_event_is_frozen_and_keyword_only_and_what_was_not_sent_is_none() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        event().event_type = "x"  # type: ignore[misc]  # the mistake under test
    with pytest.raises(TypeError):
        Event("a1")  # type: ignore[call-arg]  # the mistake under test
    optional = ("app_package_name", "app_title", "app_version_code", "client_sdk_version", "sdk_name", "session")
    assert [getattr(event(), name) for name in optional] == [None] * len(optional)


def test_each_read_of_a_dict_is_a_copy() -> None:
    opened = event(attributes={"page": "home"}, session={"Id": "s1"})
    opened.attributes["page"] = "changed"
    assert opened.session is not None
    opened.session["Id"] = "changed"
    assert (opened.attributes, opened.session) == ({"page": "home"}, {"Id": "s1"})


def test_every_field_can_be_expected() -> None:
    opened = event()
    log = event_log([opened, event(event_type="closed")])
    assert log.one(**{name: getattr(opened, name) for name in EVENT_FIELDS}) == opened
    with pytest.raises(AssertionError, match=r"^pinpoint_mock: "):
        log.one(event_type="seen")

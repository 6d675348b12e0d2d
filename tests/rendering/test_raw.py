"""Titles and bodies of raw content."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pinpoint_mock.rendering.raw import push_text


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        pytest.param({"aps": {"alert": {"title": "T", "body": "B"}}}, ("T", "B"), id="APNs"),
        pytest.param({"aps": {"alert": "B"}}, (None, "B"), id="APNs with the text as alert"),
        pytest.param({"aps": {"content-available": 1}}, (None, None), id="APNs silent"),
        pytest.param({"notification": {"title": "T", "body": "B"}}, ("T", "B"), id="FCM legacy"),
        pytest.param(
            {"data": {"pinpoint.notification.title": "T", "pinpoint.notification.body": "B"}}, ("T", "B"), id="data"
        ),
        pytest.param(
            {"fcmV1Message": {"message": {"notification": {"title": "T", "body": "B"}}}}, ("T", "B"), id="FCM v1"
        ),
        pytest.param(
            {"fcmV1Message": {"message": {"data": {"pinpoint.notification.title": "T"}}}},
            ("T", None),
            id="FCM v1 data",
        ),
        pytest.param(["T"], (None, None), id="not an object"),
        pytest.param({"notification": {"title": 1}}, (None, None), id="not a text"),
    ],
)
def test_title_and_body_of_a_push_payload(payload: Any, expected: tuple[str | None, str | None]) -> None:
    assert push_text(json.dumps(payload)) == expected


def test_text_that_is_not_json_has_neither() -> None:
    assert push_text("not JSON") == (None, None)

"""Titles and bodies of raw content."""

from __future__ import annotations

import base64
import json
from email.message import EmailMessage
from typing import Any

import pytest

from pinpoint_mock.rendering.raw import email_header, email_text, parse_email, push_text


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


@pytest.mark.parametrize("raw_content", ["[" * 100_000, "NaN"])
def test_json_that_cannot_be_read_has_neither(raw_content: str) -> None:
    assert push_text(raw_content) == (None, None)


def parsed(content: bytes) -> EmailMessage:
    return parse_email(base64.b64encode(content).decode())[1]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Content-Type: text/plain; charset=x-nope\r\n\r\nGr\xc3\xbc\xc3\x9fe", "Grüße"),
        (b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8", "Hello"),
        (b"Content-Type: text/html\r\n\r\n<b>", None),
    ],
)
def test_the_text_of_odd_emails(content: bytes, expected: str | None) -> None:
    text = email_text(parsed(content), "plain")
    assert text == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'From: "\r\n\r\n', '"'),
        (b"From: =?utf-8?q?=0a?=\r\n\r\n", "=?utf-8?q?=0a?="),
        (b"from: Ada <a@example.com>\r\n\r\n", "Ada <a@example.com>"),
        (b"\r\n", None),
    ],
)
def test_the_headers_of_odd_emails(content: bytes, expected: str | None) -> None:
    assert email_header(parsed(content), "From") == expected

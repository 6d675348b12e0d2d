"""Messages and their logs."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from pinpoint_mock import Message
from pinpoint_mock.logs.message import MESSAGE_FIELDS, MessageLog
from tests.builders import message, message_log


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"body": "Hello"}, "SMS to +15550100: 'Hello'"),
        ({}, "SMS to +15550100: no text"),
        (
            {"channel": "EMAIL", "address": "a@example.com", "subject": "Hi", "html_body": "<p>Hi</p>"},
            "EMAIL to a@example.com: 'Hi' | '<p>Hi</p>'",
        ),
        (
            {"channel": "GCM", "address": "token", "title": "News", "body": "Sale", "raw_content": "{}"},
            "GCM to token: 'News' | 'Sale'",
        ),
        ({"channel": "GCM", "address": "token", "raw_content": '{"a":1}'}, """GCM to token: '{"a":1}'"""),
        ({"channel": None, "address": "", "endpoint_id": "e1"}, "- to e1: no text"),
        ({"channel": None, "address": "", "user_id": "u1"}, "- to user u1: no text"),
        (
            {"body": "a\nb", "delivery_status": "PERMANENT_FAILURE", "status_message": "not\nfound"},
            "SMS to +15550100: 'a\\nb' PERMANENT_FAILURE: not found",
        ),
        ({"body": "x" * 200}, f"SMS to +15550100: '{'x' * 79}…"),
    ],
)
def test_a_message_is_described_on_one_line(fields: dict[str, Any], line: str) -> None:
    assert message(**fields).describe() == line


def test_a_message_is_frozen_and_keyword_only() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        message().body = "x"  # type: ignore[misc]  # the mistake under test
    with pytest.raises(TypeError):
        Message("SendMessages")  # type: ignore[call-arg]  # the mistake under test


def test_what_was_not_sent_is_none() -> None:
    sent = message()
    optional = ("title", "subject", "html_body", "otp", "sender_id", "message_id", "campaign_id", "journey_id")
    assert [getattr(sent, name) for name in optional] == [None] * len(optional)


def test_the_logs_divide_messages_by_their_status_and_keep_the_order() -> None:
    sent, failed, late = message(body="1"), message(body="2", delivery_status="OPT_OUT"), message(body="3")
    log = message_log(sent, failed, late)
    assert log.all == [sent, failed, late]
    assert log.sent == [sent, late]
    assert log.failed == [failed]


def test_a_cleared_log_empties_the_views_that_exist() -> None:
    log = MessageLog()
    views = log.all, log.sent, log.failed
    log.record(message())
    log.record(message(delivery_status="OPT_OUT"))
    assert [len(view) for view in views] == [2, 1, 1]
    log.clear()
    assert [len(view) for view in views] == [0, 0, 0]


@pytest.mark.parametrize(("name", "kind"), [("all", "message"), ("sent", "sent message"), ("failed", "failed message")])
def test_each_log_says_what_it_holds(name: str, kind: str) -> None:
    with pytest.raises(AssertionError, match=f"there is no last {kind}. No {kind} is in this log."):
        _ = getattr(MessageLog(), name).last


def test_the_logs_know_what_a_test_has_looked_for() -> None:
    log = message_log(message(body="1"), message(body="2"), message(body="2", delivery_status="OPT_OUT"))
    assert [log.is_accounted_for(each) for each in log.all] == [False, False, False]
    log.sent.filter(channel="SMS").one(body="1")
    log.all.one(delivery_status="OPT_OUT")
    assert [log.is_accounted_for(each) for each in log.all] == [True, False, True]


def test_equal_messages_are_accounted_for_one_by_one_and_no_longer_than_they_are_kept() -> None:
    twins = message(), message()
    log = message_log(*twins)
    log.sent[:1].one()
    assert [log.is_accounted_for(each) for each in twins] == [True, False]
    log.clear()
    assert not log.is_accounted_for(twins[0])


def test_every_field_can_be_expected() -> None:
    log = message_log(message(settings={"Keyword": "k"}))
    assert {field.name for field in dataclasses.fields(Message)} <= MESSAGE_FIELDS
    assert log.all.one(**{name: getattr(log.all[0], name) for name in MESSAGE_FIELDS}) == log.all[0]
    assert log.all.filter(settings={"Keyword": "other"}) == []

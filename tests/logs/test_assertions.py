"""The assertions over what was sent: when they hold, and the whole text when they fail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.logs.assertions import (
    assert_not_sent,
    assert_nothing_else_sent,
    assert_nothing_sent,
    assert_sent,
)
from tests.builders import message, message_log, send, sms

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from pinpoint_mock.logs.message import MessageLog


def text_of(assertion: Callable[..., None], *arguments: Any) -> str:
    with pytest.raises(AssertionError) as raised:
        assertion(*arguments)
    return str(raised.value)


@pytest.fixture
def messages() -> MessageLog:
    """Three texts, one e-mail, and one message that failed."""
    return message_log(
        message(address="+15550100", body="Welcome, Bob", sender_id="Shop", settings={"Keyword": "SHOP"}),
        message(address="+15550101", body="Goodbye"),
        message(address="+15550102", body="Welcome, Eve"),
        message(channel="EMAIL", address="ada@example.com", subject="Your order", body="Thank you, Ada."),
        message(
            channel="VOICE",
            address="+15550103",
            body="Welcome, Ada",
            delivery_status="PERMANENT_FAILURE",
            status_code=404,
            status_message="Resource not found",
        ),
    )


@pytest.mark.parametrize(
    ("expected", "count"),
    [
        ({"channel": "SMS"}, None),
        ({"channel": "SMS"}, 3),
        ({"body": re.compile("^Welcome"), "address": lambda address: address.endswith("2")}, 1),
        ({"settings": {"Keyword": "SHOP"}}, None),
        ({}, None),
        ({}, 4),
    ],
)
def test_what_was_sent_is_asserted(messages: MessageLog, expected: dict[str, Any], count: int | None) -> None:
    assert_sent(messages, expected, count)


def test_a_message_that_was_not_sent_is_shown_with_the_closest(messages: MessageLog) -> None:
    expected = {"channel": "SMS", "address": "+15550100", "body": "Welcome, Ada"}
    assert (
        text_of(assert_sent, messages, expected, None)
        == """\
pinpoint_mock: expected at least one sent message with channel='SMS', address='+15550100', body='Welcome, Ada'; \
0 of 4 match.
Closest:
  1. SMS to +15550100: 'Welcome, Bob'
     body: expected 'Welcome, Ada'
              found 'Welcome, Bob'
  3. SMS to +15550102: 'Welcome, Eve'
     address: expected '+15550100'
                 found '+15550102'
     body: expected 'Welcome, Ada'
              found 'Welcome, Eve'
  2. SMS to +15550101: 'Goodbye'
     address: expected '+15550100'
                 found '+15550101'
     body: expected 'Welcome, Ada'
              found 'Goodbye'
Others:
  4. EMAIL to ada@example.com: 'Your order' | 'Thank you, Ada.'
Failed attempts:
  1. VOICE to +15550103: 'Welcome, Ada' PERMANENT_FAILURE: Resource not found"""
    )


def test_a_message_that_failed_instead_is_named_last_with_what_to_do(messages: MessageLog) -> None:
    assert (
        text_of(assert_sent, messages, {"address": "+15550103", "channel": "VOICE"}, None)
        == """\
pinpoint_mock: expected at least one sent message with address='+15550103', channel='VOICE'; 0 of 4 match.
Closest:
  1. SMS to +15550100: 'Welcome, Bob'
     address: expected '+15550103'
                 found '+15550100'
     channel: expected 'VOICE'
                 found 'SMS'
  2. SMS to +15550101: 'Goodbye'
     address: expected '+15550103'
                 found '+15550101'
     channel: expected 'VOICE'
                 found 'SMS'
  3. SMS to +15550102: 'Welcome, Eve'
     address: expected '+15550103'
                 found '+15550102'
     channel: expected 'VOICE'
                 found 'SMS'
Others:
  4. EMAIL to ada@example.com: 'Your order' | 'Thank you, Ada.'
Failed, but otherwise as expected:
  1. VOICE to +15550103: 'Welcome, Ada' PERMANENT_FAILURE: Resource not found
Remove the reason of the failure, or look for the message in failed_messages."""
    )


def test_too_few_messages(messages: MessageLog) -> None:
    assert (
        text_of(assert_sent, messages, {"body": re.compile("Welcome|Bye"), "channel": "SMS"}, 3)
        == """\
pinpoint_mock: expected exactly 3 sent messages with body=re.compile('Welcome|Bye'), channel='SMS'; 2 of 4 match.
Matching:
  1. SMS to +15550100: 'Welcome, Bob'
  3. SMS to +15550102: 'Welcome, Eve'
Closest:
  2. SMS to +15550101: 'Goodbye'
     body: expected re.compile('Welcome|Bye')
              found 'Goodbye'
  4. EMAIL to ada@example.com: 'Your order' | 'Thank you, Ada.'
     body: expected re.compile('Welcome|Bye')
              found 'Thank you, Ada.'
     channel: expected 'SMS'
                 found 'EMAIL'
Failed attempts:
  1. VOICE to +15550103: 'Welcome, Ada' PERMANENT_FAILURE: Resource not found"""
    )


def test_too_many_messages(messages: MessageLog) -> None:
    assert (
        text_of(assert_sent, messages, {"body": re.compile("Welcome")}, 1)
        == """\
pinpoint_mock: expected exactly 1 sent message with body=re.compile('Welcome'); 2 of 4 match.
Matching:
  1. SMS to +15550100: 'Welcome, Bob'
  3. SMS to +15550102: 'Welcome, Eve'
Others:
  2. SMS to +15550101: 'Goodbye'
  4. EMAIL to ada@example.com: 'Your order' | 'Thank you, Ada.'
Expect more fields, or another count."""
    )


def test_one_message_matches_of_two_that_are_expected() -> None:
    messages = message_log(message(body="Hi"))
    assert (
        text_of(assert_sent, messages, {"body": "Hi"}, 2)
        == """\
pinpoint_mock: expected exactly 2 sent messages with body='Hi'; 1 of 1 matches.
Matching:
  1. SMS to +15550100: 'Hi'"""
    )
    assert (
        text_of(assert_sent, messages, {}, 2)
        == """\
pinpoint_mock: expected exactly 2 sent messages; there is 1.
In this log:
  1. SMS to +15550100: 'Hi'"""
    )


def test_nothing_was_sent() -> None:
    text = "pinpoint_mock: expected at least one sent message with channel='SMS'; nothing was sent."
    assert text_of(assert_sent, message_log(), {"channel": "SMS"}, None) == text


def test_everything_failed() -> None:
    messages = message_log(message(body="Hi", delivery_status="OPT_OUT", status_message="User opted out"))
    assert (
        text_of(assert_sent, messages, {}, None)
        == """\
pinpoint_mock: expected at least one sent message; nothing was sent.
Failed attempts:
  1. SMS to +15550100: 'Hi' OPT_OUT: User opted out"""
    )


def test_long_html_is_cut_around_the_first_difference() -> None:
    def html(order: int) -> str:
        return "<p>Thanks</p>" * 40 + f"<b>{order}</b>" + "<p>Bye</p>" * 40

    messages = message_log(message(channel="EMAIL", address="ada@example.com", subject="Order", html_body=html(4711)))
    assert (
        text_of(assert_sent, messages, {"html_body": html(4712)}, None)
        == """\
pinpoint_mock: expected at least one sent message with html_body=\
'<p>Thanks</p><p>Thanks</p><p>Thanks</p><p>Thanks</p><p>Thanks</p><p>Thanks</p><…; 0 of 1 match.
Closest:
  1. EMAIL to ada@example.com: 'Order' | \
'<p>Thanks</p><p>Thanks</p><p>Thanks</p><p>Thanks</p><p>Thanks</p><p>Thanks</p><…
     html_body: expected …>Thanks</p><p>Thanks</p><b>4712</b><p>Bye</p><p>Bye</p><p>Bye</p><p>Bye</p><p>By…
                   found …>Thanks</p><p>Thanks</p><b>4711</b><p>Bye</p><p>Bye</p><p>Bye</p><p>Bye</p><p>By…"""
    )


def test_of_a_payload_only_what_differs_is_shown() -> None:
    def payload(title: str) -> dict[str, Any]:
        return {"notification": {"title": title, "body": "On its way"}, "data": {"link": "/" * 100}}

    messages = message_log(message(channel="GCM", address="token", title="Parcel", payload=payload("Parcel")))
    lines = text_of(assert_sent, messages, {"payload": payload("Letter")}, None).splitlines()
    assert lines[-3:] == [
        "  1. GCM to token: 'Parcel'",
        "     payload.notification.title: expected 'Letter'",
        "                                    found 'Parcel'",
    ]


def test_both_texts_of_an_email_are_compared_and_shown() -> None:
    messages = message_log(
        message(channel="EMAIL", address="ada@example.com", body="Hi Bob", html_body="<p>Hi Bob</p>")
    )
    expected = {"body": "Hi Ada", "html_body": "<p>Hi Ada</p>"}
    assert text_of(assert_sent, messages, expected, None).splitlines()[-4:] == [
        "     body: expected 'Hi Ada'",
        "              found 'Hi Bob'",
        "     html_body: expected '<p>Hi Ada</p>'",
        "                   found '<p>Hi Bob</p>'",
    ]


@pytest.mark.parametrize("count", [0, -1])
def test_a_count_below_one_is_refused(messages: MessageLog, count: int) -> None:
    with pytest.raises(ValueError, match=r"^pinpoint_mock: ") as raised:
        assert_sent(messages, {"channel": "SMS"}, count)
    assert str(raised.value) == (
        f"pinpoint_mock: assert_sent() takes a count of 1 or more, not {count}. "
        "Use assert_not_sent() to say that no message matches."
    )


@pytest.mark.parametrize(
    "assertion", [lambda messages, expected: assert_sent(messages, expected, None), assert_not_sent]
)
def test_an_unknown_field_is_a_type_error_that_names_the_nearest(
    messages: MessageLog, assertion: Callable[..., None]
) -> None:
    with pytest.raises(TypeError, match=r"^pinpoint_mock: sent message has no field 'adress'. Did you mean 'address'"):
        assertion(messages, {"adress": "+15550100"})


def test_what_was_not_sent(messages: MessageLog) -> None:
    assert_not_sent(messages, {"channel": "VOICE"})
    assert_not_sent(messages, {"channel": "SMS", "body": "Thank you, Ada."})
    assert (
        text_of(assert_not_sent, messages, {"channel": "SMS", "body": re.compile("^Welcome")})
        == """\
pinpoint_mock: expected no sent message with channel='SMS', body=re.compile('^Welcome'); 2 of 4 match.
  1. SMS to +15550100: 'Welcome, Bob'
  3. SMS to +15550102: 'Welcome, Eve'"""
    )


def test_nothing_at_all_was_sent(messages: MessageLog) -> None:
    assert (
        text_of(assert_nothing_sent, messages)
        == """\
pinpoint_mock: expected nothing to be sent; 4 messages were.
  1. SMS to +15550100: 'Welcome, Bob'
  2. SMS to +15550101: 'Goodbye'
  3. SMS to +15550102: 'Welcome, Eve'
  4. EMAIL to ada@example.com: 'Your order' | 'Thank you, Ada.'"""
    )
    messages.clear()
    assert_nothing_sent(messages)
    messages.record(message(delivery_status="OPT_OUT"))
    assert_nothing_sent(messages)
    messages.record(message(body="Hi"))
    assert (
        text_of(assert_nothing_sent, messages)
        == """\
pinpoint_mock: expected nothing to be sent; 1 message was.
  1. SMS to +15550100: 'Hi'"""
    )


def test_nothing_else_was_sent_than_what_a_test_has_looked_for(messages: MessageLog) -> None:
    assert_sent(messages, {"body": re.compile("Welcome")}, None)
    assert (
        text_of(assert_nothing_else_sent, messages)
        == """\
pinpoint_mock: expected nothing else to be sent; 2 of 4 are not accounted for.
  2. SMS to +15550101: 'Goodbye'
  4. EMAIL to ada@example.com: 'Your order' | 'Thank you, Ada.'
assert_sent() and one() account for what they find; filter() does not."""
    )
    messages.sent.one(channel="EMAIL")
    assert (
        text_of(assert_nothing_else_sent, messages)
        == """\
pinpoint_mock: expected nothing else to be sent; 1 of 4 is not accounted for.
  2. SMS to +15550101: 'Goodbye'
assert_sent() and one() account for what they find; filter() does not."""
    )
    messages.sent.filter(channel="SMS").one(body="Goodbye")
    assert_nothing_else_sent(messages)


def test_an_assertion_that_fails_accounts_for_nothing(messages: MessageLog) -> None:
    text_of(assert_sent, messages, {"channel": "SMS"}, 2)
    text_of(assert_not_sent, messages, {"channel": "SMS"})
    assert "4 of 4 are not accounted for" in text_of(assert_nothing_else_sent, messages)


def test_what_is_sent_later_is_something_else(messages: MessageLog) -> None:
    assert_sent(messages, {}, 4)
    messages.record(message(body="Goodbye", address="+15550101"))
    assert "1 of 5 is not accounted for.\n  5. SMS" in text_of(assert_nothing_else_sent, messages)
    messages.clear()
    assert_nothing_else_sent(messages)


def test_reading_accounts_for_nothing_and_one_does(pinpoint: PinpointMock, client: PinpointClient) -> None:
    client.send_messages(ApplicationId=pinpoint.add_app(), MessageRequest=sms("+15550100", "+15550101"))
    sent = pinpoint.sent_messages
    assert [each.body for each in sent] == [sent[0].body, sent.last.body]
    assert sent.filter(channel="SMS") == [{"channel": "SMS"}, {"address": "+15550101"}]
    assert "2 of 2" in text_of(pinpoint.assert_nothing_else_sent)
    sent.one(address="+15550100")
    pinpoint.messages.one(address="+15550101")
    pinpoint.assert_nothing_else_sent()


def test_the_assertions_hold_after_the_mock_has_ended() -> None:
    with mock_pinpoint() as pinpoint:
        send(boto3.client("pinpoint"), pinpoint.add_app())
    assert "1 message was." in text_of(pinpoint.assert_nothing_sent)
    assert "there is 1." in text_of(pinpoint.assert_not_sent)
    pinpoint.assert_sent(address="+15550100", count=1)
    pinpoint.assert_nothing_else_sent()


def snapshots() -> tuple[str, str]:
    with mock_pinpoint(seed=1) as pinpoint:
        client = boto3.client("pinpoint", region_name="us-east-1")
        app_id = pinpoint.add_app()
        client.send_messages(ApplicationId=app_id, MessageRequest=sms("+15550100", "+15550101", "x"))
        send(client, app_id, "EMAIL", {"EmailMessage": {"SimpleEmail": {"Subject": {"Data": "Parcel"}}}})
        client.send_messages(
            ApplicationId=app_id,
            MessageRequest={
                "Addresses": {"token": {"ChannelType": "APNS"}, "other": {"ChannelType": "GCM"}},
                "MessageConfiguration": {"DefaultPushNotificationMessage": {"Title": "Parcel", "Body": "Here"}},
            },
        )
        return pinpoint.messages.to_json(), pinpoint.messages.to_table()


def test_snapshots_of_the_logs_are_the_same_in_every_run_with_a_seed() -> None:
    as_json, as_table = snapshots()
    assert snapshots() == (as_json, as_table)
    assert as_json.count('"message_id": ') == len(as_table.splitlines()) - 4 == 6

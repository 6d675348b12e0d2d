"""E-mails as EmailMessage."""

from __future__ import annotations

import datetime
import email
import email.policy
import random
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinpoint_mock.logs.mime import build_email

SENT_AT = datetime.datetime(2030, 1, 1, 12, 0, tzinfo=datetime.timezone.utc)
DEFAULTS: dict[str, Any] = {
    "from_address": "Shop <shop@example.com>",
    "address": "ada@example.com",
    "subject": "Welcome",
    "body": None,
    "html_body": None,
    "raw_content": None,
    "reply_to": [],
    "headers": [],
    "charsets": {},
    "sent_at": SENT_AT,
    "message_id": "0100-1",
}


def build(**members: Any) -> EmailMessage:
    """Call with defaults for all that a test does not speak of."""
    return build_email(**{**DEFAULTS, **members})


def again(message: EmailMessage) -> EmailMessage:
    """The message as a mail program reads it from its bytes."""
    return email.message_from_bytes(message.as_bytes(), policy=email.policy.default)


def text_of(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body((kind,))
    return None if part is None else str(part.get_content())


def headers_of(message: EmailMessage) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in message.items()]


def test_a_text() -> None:
    message = build(body="Hello\nAda")
    assert dict(headers_of(message)) == {
        "From": "Shop <shop@example.com>",
        "To": "ada@example.com",
        "Subject": "Welcome",
        "Date": "Tue, 01 Jan 2030 12:00:00 +0000",
        "Message-ID": "<0100-1@email.amazonses.com>",
        "Content-Transfer-Encoding": "7bit",
        "Content-Type": 'text/plain; charset="utf-8"',
        "MIME-Version": "1.0",
    }
    assert message.get_content() == "Hello\nAda"


def test_html_alone() -> None:
    message = build(html_body="<p>Hello")
    assert message.get_content_type() == "text/html"
    assert text_of(message, "html") == "<p>Hello"


def test_both_parts_are_alternatives() -> None:
    message = build(body="Hello", html_body="<p>Hello")
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert (text_of(message, "plain"), text_of(message, "html")) == ("Hello", "<p>Hello")


@pytest.mark.parametrize("body", [None, ""])
def test_a_subject_alone_has_an_empty_text(body: str | None) -> None:
    message = build(body=body)
    assert message.get_content_type() == "text/plain"
    assert message.get_content() == ""


def test_what_is_not_known_has_no_header() -> None:
    message = build(from_address=None, subject=None, message_id=None, body="Hello")
    assert [name for name in message if name in ("From", "Subject", "Reply-To", "Message-ID")] == []


def test_addresses_and_dates_can_be_taken_apart() -> None:
    message = build(body="Hello", reply_to=["a@example.com", "B <b@example.com>"])
    assert [address.addr_spec for address in message["Reply-To"].addresses] == ["a@example.com", "b@example.com"]
    assert message["From"].addresses[0].display_name == "Shop"
    assert message["Date"].datetime == SENT_AT


def test_the_same_message_has_the_same_bytes_and_leaves_randomness_alone() -> None:
    state = random.getstate()
    first, second = (build(body="Hello", html_body="<p>Hello").as_bytes() for _ in range(2))
    assert first == second
    assert random.getstate() == state


@pytest.mark.parametrize("text", ["--=_part\n", "a\n--=_part--\nb", "--=_part_\n--=_part"])
def test_a_text_that_looks_like_a_boundary(text: str) -> None:
    message = again(build(body=text, html_body=text))
    assert (text_of(message, "plain"), text_of(message, "html")) == (text, text)


def test_own_headers_are_added() -> None:
    headers = [{"Name": "List-Unsubscribe", "Value": "<https://e>"}, {"Name": "X-Tag", "Value": "ü"}]
    message = build(body="Hello", headers=[*headers, {"Name": "X-Tag", "Value": "b"}])
    assert message["List-Unsubscribe"] == "<https://e>"
    assert message.get_all("X-Tag") == ["ü", "b"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Subject", "Own"),
        ("subject", "Own"),
        ("From", "own@example.com"),
        ("To", "own@example.com"),
        ("Reply-To", "own@example.com"),
        ("Date", "Wed, 02 Jan 2030 12:00:00 +0000"),
        ("Message-ID", "<own@example.com>"),
    ],
)
def test_a_header_that_may_stand_once_replaces(name: str, value: str) -> None:
    message = build(body="Hello", reply_to=["a@example.com"], headers=[{"Name": name, "Value": value}])
    assert [str(found) for found in message.get_all(name, [])] == [value]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\r\nX-Evil: b", "a X-Evil: b"),
        ("a\n\tb\n", "a b"),
        ("a\u2028b\x0bc", "a b c"),
        (" a  b ", "a  b"),
        ("half \ud800", "half \ufffd"),
        ("", ""),
    ],
)
def test_line_breaks_and_halves_in_values(value: str, expected: str) -> None:
    message = build(subject=value, body="Hello", headers=[{"Name": "X-Tag", "Value": value}])
    assert message["X-Tag"] == expected
    assert str(message["Subject"] or "") == expected
    assert "X-Evil" not in again(message)
    assert str(again(message)["X-Tag"]) == expected


@pytest.mark.parametrize("name", ["", "two words", "colon:", "line\nbreak", "ümlaut"])
def test_an_invalid_name_is_left_out(name: str) -> None:
    message = build(body="Hello", headers=[{"Name": name, "Value": "a"}])
    assert headers_of(message) == headers_of(build(body="Hello"))


@pytest.mark.parametrize("name", ["Content-Type", "content-disposition", "MIME-Version", "CONTENT-TRANSFER-ENCODING"])
def test_the_structure_follows_from_the_parts(name: str) -> None:
    message = build(body="Hello", headers=[{"Name": name, "Value": "text/x-own"}])
    assert headers_of(message) == headers_of(build(body="Hello"))


def test_a_header_without_name_or_value() -> None:
    message = build(body="Hello", headers=[{"Value": "a"}, {"Name": "X-Tag"}])
    assert message["X-Tag"] == ""


@pytest.mark.parametrize(
    "address",
    ["-<", "😀?@", "  .[", "!%|.:", "|@[\t ", "jürgen@exämple.com", "a@b,c", "=?utf-8?q?=AB?=", "=?x?q?<?="],
)
def test_an_odd_address_is_plain_text(address: str) -> None:
    message = build(from_address=address, address=address, reply_to=[address], message_id=address, body="Hello")
    assert message["To"]
    assert text_of(again(message), "plain") == "Hello"
    assert str(message).endswith("\n\nHello")


def test_an_odd_address_stays_as_it_is() -> None:
    assert str(build(address="jürgen@exämple.com <", body="Hello")["To"]) == "jürgen@exämple.com <"


def test_an_odd_date_stays_as_it_is() -> None:
    message = build(body="Hello", headers=[{"Name": "Date", "Value": "tomorrow"}])
    assert message["Date"] == "tomorrow"
    assert b"Date: tomorrow\n" in message.as_bytes()


@pytest.mark.parametrize("charset", ["ISO-8859-1", "UTF-8", "utf-16", "windows-1252", "utf-16-le", "shift_jis"])
def test_a_charset_that_is_known(charset: str) -> None:
    text = "Hello" if charset == "shift_jis" else "Grüße\r\nAda"
    message = again(build(body=text, html_body="é", charsets={"TextPart": charset, "HtmlPart": "latin-1"}))
    part = message.get_body(("plain",))
    assert part is not None
    assert (part.get_param("charset"), part.get_content()) == (charset, text)
    assert text_of(message, "html") == "é"


@pytest.mark.parametrize(
    "charset", ["", "bogus", "base64", "rot13", "idna", "undefined", "ascii", "utf\n8", "utf 8", "a\0b", "x;y=z"]
)
def test_a_charset_that_cannot_hold_the_text(charset: str) -> None:
    message = again(build(body="Grüße", charsets={"TextPart": charset, "Subject": charset}))
    assert message.get_content_charset() == "utf-8"
    assert message.get_content() == "Grüße"


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert build(body="a\ud800").get_content() == "a\ufffd"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\nb", "7bit"), ("x" * 998, "7bit"), ("x" * 999, "quoted-printable"), ("é", "quoted-printable")],
)
def test_transfer_encoding(text: str, expected: str) -> None:
    message = build(body=text)
    assert message["Content-Transfer-Encoding"] == expected
    assert again(message).get_content() == text


CHARSETS = st.sampled_from([None, "utf-8", "iso-8859-1", "utf-16", "utf-7", "iso-2022-jp", "bogus", "idna"])
HEADER_TEXTS = st.text(st.sampled_from("abc XYZ é€😀.,:!?"), max_size=120).map(lambda text: " ".join(text.split()))


@given(st.text(), st.text(), CHARSETS, CHARSETS, HEADER_TEXTS)
def test_a_simple_message_survives_as_bytes(
    body: str, html_body: str, text_charset: str | None, html_charset: str | None, subject: str
) -> None:
    parts = {"TextPart": text_charset, "HtmlPart": html_charset}
    charsets = {part: charset for part, charset in parts.items() if charset}
    message = again(build(body=body, html_body=html_body, charsets=charsets, subject=subject))
    assert (text_of(message, "plain") or "", text_of(message, "html") or "") == (body, html_body)
    assert str(message["Subject"] or "") == subject
    assert [address.addr_spec for address in message["To"].addresses] == ["ada@example.com"]


@given(st.text(), st.text(), st.text(st.characters()), st.text(st.characters()))
def test_no_text_breaks_a_message(address: str, subject: str, name: str, value: str) -> None:
    message = build(address=address, subject=subject, body="Hello", headers=[{"Name": name, "Value": value}])
    assert again(message).get_content() == "Hello"


RAW = """\
Subject: Raw
From: own@example.com
To: other@example.com
Message-ID: <own@example.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

Grüße
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="bill.pdf"
Content-Transfer-Encoding: base64

JVBERg==
--b--
"""


def test_parts_attachments_and_headers_of_a_raw_message() -> None:
    message = again(build(raw_content=RAW))
    assert text_of(message, "plain") == "Grüße"
    (attachment,) = message.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == ("bill.pdf", b"%PDF")


def test_own_headers_of_a_raw_message_stay() -> None:
    message = build(raw_content=RAW, headers=[{"Name": "X-Tag", "Value": "a"}], reply_to=["r@example.com"])
    assert headers_of(message) == [
        ("Subject", "Raw"),
        ("From", "own@example.com"),
        ("To", "other@example.com"),
        ("Message-ID", "<own@example.com>"),
        ("MIME-Version", "1.0"),
        ("Content-Type", 'multipart/mixed; boundary="b"'),
        ("Reply-To", "r@example.com"),
        ("Date", "Tue, 01 Jan 2030 12:00:00 +0000"),
    ]


def test_missing_headers_of_a_raw_message_are_added() -> None:
    message = build(raw_content="X-Tag: a\n\nHello", body="ignored", html_body="ignored")
    assert headers_of(message) == [
        ("X-Tag", "a"),
        ("From", "Shop <shop@example.com>"),
        ("To", "ada@example.com"),
        ("Subject", "Welcome"),
        ("Date", "Tue, 01 Jan 2030 12:00:00 +0000"),
        ("Message-ID", "<0100-1@email.amazonses.com>"),
    ]
    assert message.get_content() == "Hello"


def test_a_raw_message_with_bytes_that_are_no_text() -> None:
    data = b"Subject: Raw\nFrom: a@b\nTo: a@b\nDate: x\nMessage-ID: <a@b>\nContent-Type: image/png\n\n\xff\xfe\x00"
    message = build(raw_content=data.decode(errors="surrogateescape"))
    assert message.get_payload(decode=True) == b"\xff\xfe\x00"
    assert message.as_bytes() == data


@pytest.mark.parametrize("raw_content", ["", "no header", 'Content-Type: text/plain; charset="bogus"\n\nHello'])
def test_an_odd_raw_message(raw_content: str) -> None:
    message = again(build(raw_content=raw_content))
    assert str(message["To"]) == "ada@example.com"


@given(st.binary())
def test_any_bytes_make_a_raw_message(data: bytes) -> None:
    message = build(raw_content=data.decode(errors="surrogateescape"))
    assert "To" in message

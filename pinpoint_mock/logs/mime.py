"""E-mails as `email.message.EmailMessage`, as they reach the recipient.

A MessageHeader that may stand only once in an e-mail replaces the header that Pinpoint would write. AWS does not
document what becomes of one with an invalid name or of one that describes the MIME structure (here it is left out), of
line breaks in values (a blank stands for each), of an unknown charset or one that lacks a character (UTF-8 is used),
nor which domain follows the id in Message-ID (that of SES).

Source: MODEL EmailMessage; MODEL SimpleEmail; MODEL RawEmail; MODEL MessageHeader.
"""

from __future__ import annotations

import contextlib
import datetime
import email
import email.policy
import email.utils
import re
from collections.abc import Callable, Iterable, Mapping
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from typing import Any

POLICY = email.policy.default
DEFAULT_CHARSET = "utf-8"

PLAIN_HEADERS = HeaderRegistry(use_default_map=False)
"""Makes headers that are only text, whatever their name."""

STRUCTURE = frozenset({"content-disposition", "content-transfer-encoding", "content-type", "mime-version"})
"""The headers that say how the parts are put together: they follow from the parts."""

HEADER_NAME = re.compile(r"[!-9;-~]+")
CHARSET_NAME = re.compile(r"[\w.:+-]+", re.ASCII)
UNSAFE = re.compile(rb"[\0\r]|[^\n]{999}")
"""What a line of a MIME part cannot hold as it is: a null, a carriage return, more than 998 characters."""


def build_email(
    *,
    from_address: str | None,
    address: str | None,
    subject: str | None,
    body: str | None,
    html_body: str | None,
    raw_content: str | None,
    reply_to: Iterable[str],
    headers: Iterable[Mapping[str, str]],
    charsets: Mapping[str, str],
    sent_at: datetime.datetime,
    message_id: str | None,
) -> EmailMessage:
    """The e-mail that one recipient gets.

    `raw_content` is a whole MIME message, its bytes decoded with surrogateescape; it gets those of the headers From,
    To, Subject, Reply-To, Date and Message-ID that it lacks. Without it the texts make the message:
    multipart/alternative from body and HTML body, or the one that there is. `headers` are the MessageHeaders and
    `charsets` the charset for TextPart and HtmlPart, both of SimpleEmail.

    Source: MODEL SimpleEmail; MODEL RawEmail.Data.

    >>> message = build_email(
    ...     from_address="shop@example.com", address="ada@example.com", subject="Hi", body="Hello", html_body=None,
    ...     raw_content=None, reply_to=[], headers=[{"Name": "X-Tag", "Value": "a"}], charsets={},
    ...     sent_at=datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc), message_id=None)
    >>> message["To"], message["X-Tag"], message.get_content()
    ('ada@example.com', 'a', 'Hello')
    """
    standard = {
        "From": from_address,
        "To": address,
        "Subject": subject,
        "Reply-To": ", ".join(reply_to),
        "Date": email.utils.format_datetime(sent_at),
        "Message-ID": message_id and f"<{message_id}@email.amazonses.com>",
    }
    message = EmailMessage(POLICY) if raw_content is None else _parse(raw_content)
    for name, value in standard.items():
        if value and name not in message:
            _set_header(message, name, value)
    if raw_content is None:
        _add_texts(message, body, html_body, charsets)
        _add_headers(message, headers)
    return message


def _parse(raw_content: str) -> EmailMessage:
    return email.message_from_bytes(raw_content.encode(errors="surrogateescape"), policy=POLICY)


def _add_headers(message: EmailMessage, headers: Iterable[Mapping[str, str]]) -> None:
    for header in headers:
        name = header.get("Name", "")
        if HEADER_NAME.fullmatch(name) and name.lower() not in STRUCTURE:
            _set_header(message, name, header.get("Value", ""))


def _set_header(message: EmailMessage, name: str, value: str) -> None:
    """Add a header; one that may stand only once replaces an earlier one."""
    if POLICY.header_max_count(name):
        del message[name]
    message[name] = _header(name, " ".join(line.strip() for line in _whole(value).splitlines()).strip())


def _header(name: str, text: str) -> Any:
    """A header with the parts of its kind, such as addresses; only text where the text does not have these parts."""
    with contextlib.suppress(Exception):  # on odd texts the parsers fail in many ways, from IndexError to TypeError
        header = POLICY.header_factory(name, text)
        header.fold(policy=POLICY)
        if not header.defects:
            return header
    return PLAIN_HEADERS(name, _whole(str(PLAIN_HEADERS(name, text))))  # encoded words may hold what is no text


def _add_texts(message: EmailMessage, body: str | None, html_body: str | None, charsets: Mapping[str, str]) -> None:
    texts = [("plain", body, charsets.get("TextPart")), ("html", html_body, charsets.get("HtmlPart"))]
    given = [text for text in texts if text[1]] or texts[:1]
    for add, text in zip((message.set_content, message.add_alternative), given, strict=False):
        _add_text(add, *text)
    if message.is_multipart():
        message.set_boundary(_boundary(f"{body}{html_body}"))


def _add_text(add: Callable[..., None], subtype: str, text: str | None, charset: str | None) -> None:
    """Add a text as bytes, since as text the last line would get an end that the sender did not write."""
    content, charset = _encode(_whole(text or ""), charset or DEFAULT_CHARSET)
    is_plain = content.isascii() and not UNSAFE.search(content)
    add(content, "text", subtype, cte="7bit" if is_plain else "quoted-printable", params={"charset": charset})


def _encode(text: str, charset: str) -> tuple[bytes, str]:
    """The bytes of a text and their charset: UTF-8 where the text cannot be read again from the charset asked for."""
    if CHARSET_NAME.fullmatch(charset):
        with contextlib.suppress(LookupError, UnicodeError):
            content = text.encode(charset)
            if content.decode(charset, "replace") == text:
                return content, charset
    return text.encode(), DEFAULT_CHARSET


def _boundary(texts: str) -> str:
    """What separates the parts: always the same, and never in a text."""
    boundary = "=_part"
    while boundary in texts:
        boundary += "_"
    return boundary


def _whole(text: str) -> str:
    """The text with a replacement character for each half of a surrogate pair, which no charset can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

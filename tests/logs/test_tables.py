"""Tables of messages and events."""

from __future__ import annotations

import pytest

from pinpoint_mock.logs.event import event_log
from pinpoint_mock.logs.message import MessageLog
from pinpoint_mock.logs.tables import record_table
from tests.builders import event, message, message_log


@pytest.fixture
def messages() -> MessageLog:
    return message_log(
        message(body="Welcome, [bold]Ada[/bold] :smile:"),
        message(channel="EMAIL", address="ada@example.com", subject="Hi", html_body="<p>Thank you for 漢字</p>"),
        message(channel="GCM", address="token", title="Parcel", body="On its way. " * 9),
        message(channel=None, address="", endpoint_id="e1", delivery_status="PERMANENT_FAILURE", status_code=400),
    )


TABLE = """\
Channel   Recipient         Message                                                                  Delivery status
──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
SMS       +15550100         Welcome, [bold]Ada[/bold] :smile:                                        SUCCESSFUL
EMAIL     ada@example.com   Hi                                                                       SUCCESSFUL
                            <p>Thank you for 漢字</p>
GCM       token             Parcel                                                                   SUCCESSFUL
                            On its way. On its way. On its way. On its way. On its way. On its
                            way. On its way. On its way. On its way.
-         e1                                                                                         PERMANENT_FAILURE
"""


def test_a_table_of_messages_cuts_nothing(messages: MessageLog) -> None:
    assert messages.all.to_table() == TABLE


@pytest.mark.parametrize(
    "settings", [{"COLUMNS": "20"}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}, {"TERM": "dumb"}]
)
def test_a_table_is_the_same_in_every_terminal(
    messages: MessageLog, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert messages.all.to_table() == TABLE


def test_a_table_of_events() -> None:
    abandoned = event(
        event_type="cart.abandoned",
        endpoint_id="phone",
        attributes={"shop": "north", "page": "7"},
        metrics={"items": 2.0},
    )
    assert (
        event_log([abandoned]).to_table()
        == """\
Event type       Endpoint   Attributes             Metrics
─────────────────────────────────────────────────────────────
cart.abandoned   phone      shop: north, page: 7   items: 2.0
"""
    )


def test_a_long_recipient_is_wrapped_and_not_cut() -> None:
    messages = message_log(message(channel="GCM", address="t" * 200, body="b" * 200))
    table = messages.all.to_table()
    assert (table.count("t"), table.count("b")) == (200 + "Recipient Delivery status".count("t"), 200)
    assert max(map(len, table.splitlines())) <= 120


def test_a_table_without_records_is_empty() -> None:
    assert (record_table([]).row_count, record_table([]).columns) == (0, [])

"""Where a message comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass


def test_context_and_trace_id(send: Any) -> None:
    message = send(
        "SMS",
        {"SMSMessage": {"Body": "Hello"}},
        {"Context": {"b": "recipient"}},
        Context={"a": "request", "b": "request"},
        TraceId="trace",
    )
    assert message.context == {"a": "request", "b": "recipient"}
    assert message.trace_id == "trace"

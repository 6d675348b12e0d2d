"""What a failed test tells of its mocks: a section of pytest's report, or a note on the exception without pytest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinpoint_mock.logs.message import SUCCESSFUL
from pinpoint_mock.mock.capture import records_of
from pinpoint_mock.state import activation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from pinpoint_mock.logs.message import Message
    from pinpoint_mock.mock.capture import TestCapture
    from pinpoint_mock.state.activation import Activation

TITLE = "Captured Pinpoint messages"
LONGEST_NOTE = 10
"""How many lines of what was recorded a note shows."""


def section(capture: TestCapture) -> str:
    """What the mocks of a test have recorded, one line for each record; empty if that is nothing."""
    earlier = set(map(id, capture.seen_before))
    blocks = []
    for used in capture.activations:
        blocks.append(_lines(used, earlier))
        earlier.update(map(id, records_of(used)))  # a world can have had several activations
    filled = [block for block in blocks if block]
    if len(filled) > 1:
        filled = [[f"Mock {number}:", *(f"  {line}" for line in block)] for number, block in enumerate(filled, 1)]
    if filled and len(capture.activations) == capture.activations.maxlen:
        filled.insert(0, [f"Of the mocks of this test only the last {capture.activations.maxlen} are kept."])
    return "\n".join(line for block in filled for line in block)


def add_note(error: BaseException, used: Activation) -> None:
    """Note on an exception what a mock has recorded, in few lines; nothing before Python 3.11."""
    lines = _lines(used, ())
    if not lines or not hasattr(error, "add_note") or any(note.startswith(TITLE) for note in _notes(error)):
        return
    left_out = len(lines) - LONGEST_NOTE
    if left_out > 0:
        lines[LONGEST_NOTE:] = [f"... and {left_out} more"]
    error.add_note("\n".join([f"{TITLE}:", *(f"  {line}" for line in lines)]))


def _notes(error: BaseException) -> list[str]:
    return getattr(error, "__notes__", [])


class Noting:
    """Notes on an exception that leaves it what the active mock has recorded."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        active = activation.current()
        if error is not None and active is not None:
            add_note(error, active)


def _lines(used: Activation, earlier: Iterable[int]) -> list[str]:
    world = used.world
    messages = _new(world.messages.all, earlier)
    requests = _new(world.requests, earlier)
    refused = _new([*used.reported_refusals, *used.refused], earlier)
    return [
        *(f"{number}. {_described(message)}" for number, message in enumerate(messages, 1)),
        *(f"Failed request: {request.describe()}" for request in requests if request.error is not None),
        *(f"Refused call to AWS: {call.service} at {call.url}" for call in refused),
    ]


def _new(records: Iterable[Any], earlier: Iterable[int]) -> list[Any]:
    return [record for record in list(records) if id(record) not in earlier]


def _described(message: Message) -> str:
    return message.describe() + (f" {SUCCESSFUL}" if message.delivery_status == SUCCESSFUL else "")

"""What a failed test shows of its mocks: without pytest, a note on the exception."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.explain import and_more
from pinpoint_mock.logs.message import SUCCESSFUL
from pinpoint_mock.state import activation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from types import TracebackType

    from pinpoint_mock.logs.message import Message
    from pinpoint_mock.state.activation import Activation

TITLE = "Captured Pinpoint messages"
LONGEST_NOTE = 10
"""How many lines of what was recorded a note shows."""


def add_note(error: BaseException, used: Activation) -> None:
    """Note on an exception what a mock has recorded, in few lines; nothing before Python 3.11."""
    messages, others = message_lines(used, ()), other_lines(used, ())
    lines = [*messages, *others]
    if not lines or not hasattr(error, "add_note") or any(note.startswith(TITLE) for note in _notes(error)):
        return
    if len(lines) > LONGEST_NOTE:
        others = others[-LONGEST_NOTE // 2 :]
        messages = messages[: LONGEST_NOTE - len(others)]
        lines = [*messages, f"... and {len(lines) - len(messages) - len(others)} more", *others]
    error.add_note("\n".join([f"{TITLE}:", *(f"  {line}" for line in lines)]))


def _notes(error: BaseException) -> list[str]:
    return getattr(error, "__notes__", [])


class NoteOnError:
    """Notes on an exception that leaves it what the active mock has recorded."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        active = activation.current()
        if error is not None and active is not None:
            add_note(error, active)


def record_lines(used: Activation, earlier: Collection[int]) -> list[str]:
    """What a mock has recorded besides `earlier` records, given by `id`: one line for each record to show."""
    return [*message_lines(used, earlier), *other_lines(used, earlier)]


def message_lines(used: Activation, earlier: Collection[int]) -> list[str]:
    """A line for each message."""
    late = {request.request_id: request.late() for request in list(used.world.requests)}
    messages = _new(used.world.messages.all.recorded(), earlier)
    return [
        f"{number}. {_described(message)}{late.get(message.request_id, '')}"
        for number, message in enumerate(messages, 1)
    ]


def other_lines(used: Activation, earlier: Collection[int]) -> list[str]:
    """A line for each request that failed, check of a code, call to AWS that was refused, and for work not done."""
    world = used.world
    requests = _new(world.requests, earlier)
    checks = _new(world.otp_checks, earlier)
    refused = _new([*used.reported_refusals, *used.refused], earlier)
    return [
        *(f"Failed request: {request.describe()}" for request in requests if request.is_failed),
        *(f"One-time code {check.describe()}" for check in checks),
        *(f"Refused call to AWS: {call.service} at {call.url}" for call in refused),
        *world.undone_lines(),
    ]


def nothing_recorded(activations: Iterable[Activation], earlier: Collection[int]) -> list[str]:
    """A line for a test whose mocks have recorded nothing to show; none where it had only the background's."""
    own = [used for used in activations if used.has_own_mock]
    if not own:
        return []
    made = {id(request): request.operation for used in own for request in _new(used.world.requests, earlier)}
    number = f"{len(made)} request{'s were' if len(made) > 1 else ' was'} made" if made else "no requests were made"
    names = dict.fromkeys(made.values())
    named = f" ({and_more(list(names)[:LONGEST_NOTE], len(names))})" if names else ""
    since = " since the last clear()" if any(used.is_cleared for used in own) else ""
    return [f"No messages were sent, {number}{named}{since}."]


def _new(records: Iterable[Any], earlier: Collection[int]) -> list[Any]:
    return [record for record in list(records) if id(record) not in earlier]


def _described(message: Message) -> str:
    expires = f" (the code expires at {message.otp_expires_at.isoformat()})" if message.otp_expires_at else ""
    return message.describe() + (f" {SUCCESSFUL}" if message.delivery_status == SUCCESSFUL else "") + expires

"""The call that a handler answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pinpoint_mock.state.world import PinpointBackend


class OperationCall(NamedTuple):
    """The call that a handler answers, for those that declare a parameter `call`.

    `request` holds the members as the caller passed them, under their own names.
    """

    operation: str
    request_id: str
    request: dict[str, Any]
    backend: PinpointBackend

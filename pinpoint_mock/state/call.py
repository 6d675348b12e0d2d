"""The call that a handler answers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinpoint_mock.state.world import PinpointBackend


@dataclasses.dataclass(slots=True)
class OperationCall:
    """The call that a handler answers, for those that declare a parameter `call`.

    `request` holds the members as the caller passed them, under their own names. What goes wrong without failing the
    call, or because a test has declared it, is added to `explanations`.
    """

    operation: str
    request_id: str
    request: dict[str, Any]
    backend: PinpointBackend
    explanations: list[str] = dataclasses.field(default_factory=list)

"""What all push payloads have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

PushIds = Mapping[str, Mapping[str, str]]
"""What a payload names as the reason of a message: a `campaign` with its ids, or a `journey` with its ids."""


class PushPayload(NamedTuple):
    """What a push service gets: the document, and the headers of the request, which only APNs has."""

    payload: dict[str, Any]
    headers: dict[str, str]

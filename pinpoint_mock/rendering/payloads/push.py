"""What a payload is built from, and what is built."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

DIRECT = "_DIRECT"
"""The campaign id of a direct message. Source: facts, messaging section 4.1."""


class PushPayload(NamedTuple):
    """What a push service gets: the document, and the headers of the request, which only APNs has."""

    payload: dict[str, Any]
    headers: dict[str, str]


@dataclasses.dataclass(frozen=True)
class Push:
    """The parts of one push notification, with their variables already replaced.

    `settings` are the other members in force, under Pinpoint's names. `raw` is the document of RawContent or None.
    `authentication_method` is the DefaultAuthenticationMethod of the channel.
    """

    title: str | None
    body: str | None
    settings: Mapping[str, Any]
    raw: dict[str, Any] | None
    context: Mapping[str, str]
    endpoint_id: str | None
    sent_at: datetime.datetime
    authentication_method: str | None

    @property
    def is_silent(self) -> bool:
        """Whether SilentPush is true."""
        return bool(self.settings.get("SilentPush"))

    def renamed(self, keys: Mapping[str, str]) -> dict[str, Any]:
        """The settings that are there, under the keys that a push service has for them."""
        return {key: self.settings[member] for member, key in keys.items() if member in self.settings}

    def texts(self) -> dict[str, str]:
        """The title and the body that are there."""
        texts = {"title": self.title, "body": self.body}
        return {name: text for name, text in texts.items() if text is not None}

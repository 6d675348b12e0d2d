"""What one recipient reads, and with which settings it is sent."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection
from typing import Any


@dataclasses.dataclass(slots=True, kw_only=True)
class Content:
    """The fields of a `Message` that come from the content of a request.

    `is_empty` is whether there is none; `failure` the status code and text with which content fails its recipient.
    `no_recommendations` says why there are none for the recipient, and is None where nothing asks for them.
    """

    is_empty: bool = False
    failure: tuple[int, str] | None = None
    no_recommendations: str | None = None
    title: str | None = None
    subject: str | None = None
    body: str | None = None
    html_body: str | None = None
    otp: str | None = None
    otp_expires_at: datetime.datetime | None = None
    from_address: str | None = None
    origination_number: str | None = None
    sender_id: str | None = None
    message_type: str | None = None
    raw_content: str | None = None
    settings: dict[str, Any] = dataclasses.field(default_factory=dict)
    substitutions: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    missing_variables: Collection[str] = ()
    payload: dict[str, Any] | None = None
    payload_headers: dict[str, str] | None = None

    @property
    def is_silent(self) -> bool:
        """Whether a push notification shows nothing."""
        return bool(self.settings.get("SilentPush"))

    def shown_texts(self) -> dict[str, str]:
        """The title and the body of a push notification, those that there are."""
        texts = {"title": self.title, "body": self.body}
        return {name: text for name, text in texts.items() if text is not None}

    def renamed_settings(self, keys: dict[str, str]) -> dict[str, Any]:
        """The settings that there are, under the keys that a push service has for them."""
        return {key: self.settings[member] for member, key in keys.items() if member in self.settings}


NO_CONTENT = Content(is_empty=True)

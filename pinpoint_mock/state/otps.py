"""One-time passwords that were sent and can still be verified."""

from __future__ import annotations

import dataclasses
import datetime


@dataclasses.dataclass(frozen=True)
class Otp:
    """A code that was sent. It is replaced, never changed in place.

    `tries_left` is how many failed tries it takes until the code is dead; `is_verified` that it was used.
    """

    code: str
    expires_at: datetime.datetime
    tries_left: int
    is_verified: bool = False

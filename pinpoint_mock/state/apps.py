"""An application (a project, on the console) and everything that goes when it is deleted."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.arns import arn
from pinpoint_mock.state.endpoints import EndpointStore
from pinpoint_mock.state.otps import Otp

if TYPE_CHECKING:
    from pinpoint_mock.state.backend import PinpointBackend


@dataclasses.dataclass
class App:
    """One application of a backend.

    `channels` maps a channel type such as `SMS` to the document of its channel; `otps` holds the codes
    by ReferenceId and DestinationIdentity; the other dicts hold documents in the service's own shapes. Documents are
    replaced, never changed in place.
    """

    backend: PinpointBackend
    application_id: str
    name: str
    creation_date: datetime.datetime
    tags: dict[str, str] = dataclasses.field(default_factory=dict)
    settings: dict[str, Any] = dataclasses.field(default_factory=dict)
    event_stream: dict[str, Any] | None = None
    channels: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)
    endpoints: EndpointStore = dataclasses.field(default_factory=EndpointStore)
    otps: dict[tuple[str, str], Otp] = dataclasses.field(default_factory=dict)

    @property
    def arn(self) -> str:
        """The ARN of the application."""
        return arn(self.backend.region_name, self.backend.account_id, f"apps/{self.application_id}")

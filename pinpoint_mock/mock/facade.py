"""`PinpointMock`: what a test holds of the mock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinpoint_mock.adapters.recognition import DEFAULT_ACCOUNT_ID, default_region
from pinpoint_mock.operations import apps
from pinpoint_mock.state.events import Event, event_log

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pinpoint_mock.adapters.activation import Activation
    from pinpoint_mock.state.backend import PinpointBackend
    from pinpoint_mock.state.log import Log
    from pinpoint_mock.state.messages import Message


class PinpointMock:
    """The mock as a test sees it: the logs of what was sent, and ways to put resources in place.

    `with mock_pinpoint()` gives one, the pytest fixture `pinpoint` is one, `current_mock()` returns it. Its logs
    span all regions and accounts, and it stays readable after the mock has ended.
    """

    def __init__(self, activation: Activation) -> None:
        self._activation = activation
        self._world = activation.world

    @property
    def messages(self) -> Log[Message]:
        """All messages, one for each entry of a result map, in the order of the request."""
        return self._world.messages.all

    @property
    def sent_messages(self) -> Log[Message]:
        """The messages that were accepted: delivery status SUCCESSFUL."""
        return self._world.messages.sent

    @property
    def failed_messages(self) -> Log[Message]:
        """The messages with any other delivery status."""
        return self._world.messages.failed

    @property
    def events(self) -> Log[Event]:
        """The events that PutEvents accepted."""
        return event_log(self._world.events)

    def backend(self, region_name: str | None = None, account_id: str | None = None) -> PinpointBackend:
        """The backend of a region and account; by default boto3's default region and account 123456789012."""
        return self._world.backend(account_id or DEFAULT_ACCOUNT_ID, region_name or default_region())

    def add_app(
        self,
        application_id: str | None = None,
        *,
        name: str = "pinpoint-mock",
        tags: Mapping[str, str] | None = None,
        region_name: str | None = None,
        account_id: str | None = None,
    ) -> str:
        """Put an application in place and return its id."""
        backend = self.backend(region_name, account_id)
        with self._world.lock:
            return apps.add_app(backend, name, dict(tags or {}), application_id).application_id

    def clear(self) -> None:
        """Empty the logs, and forget calls that were refused; resources stay."""
        self._world.clear()
        self._activation.refused.clear()

    def reset(self) -> None:
        """Empty everything: logs and resources."""
        self._world.reset()
        self._activation.refused.clear()

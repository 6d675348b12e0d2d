"""`PinpointMock`: what a test holds of the mock."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from pinpoint_mock.adapters.recognition import DEFAULT_ACCOUNT_ID, default_region
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.operations.apps import new_app
from pinpoint_mock.operations.channels import enable_channels
from pinpoint_mock.operations.tags import checked_tags
from pinpoint_mock.protocol.validation import validator
from pinpoint_mock.state.events import Event, event_log

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mypy_boto3_pinpoint.type_defs import EndpointDemographicTypeDef, EndpointLocationTypeDef

    from pinpoint_mock.adapters.activation import Activation
    from pinpoint_mock.state.apps import App
    from pinpoint_mock.state.backend import PinpointBackend
    from pinpoint_mock.state.log import Log
    from pinpoint_mock.state.messages import Message


@contextlib.contextmanager
def _refused_as_by(method: str, operation: str) -> Iterator[None]:
    try:
        yield
    except BadRequestException as error:
        raise ValueError(f"pinpoint_mock: {method} was refused, as {operation} would be: {error}.") from error


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

    def backends(self) -> list[PinpointBackend]:
        """All backends that exist."""
        return self._world.backends()

    def add_app(
        self,
        *,
        application_id: str | None = None,
        name: str = "pinpoint-mock",
        channels: Iterable[str] | None = None,
        tags: Mapping[str, str] | None = None,
        region_name: str | None = None,
        account_id: str | None = None,
    ) -> str:
        """Put an application in place and return its id.

        `channels` are the channel types to enable, such as `["SMS", "EMAIL"]`; all of them by default.
        `application_id` is for code under test that has a fixed one. ValueError for an unknown channel type and for
        an id that is taken.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     pinpoint.add_app(application_id="shop", channels=["SMS"])
        'shop'
        """
        backend = self.backend(region_name, account_id)
        with self._world.lock:
            if application_id in backend.apps:
                raise ValueError(
                    f"pinpoint_mock: an application with the id '{application_id}' is already there, in region "
                    f"{backend.region_name} of account {backend.account_id}. Choose another id, or use that one."
                )
            with _refused_as_by("add_app", "CreateApp"):
                app_tags = checked_tags(tags or {})
            app = new_app(backend, name, app_tags, application_id)
            enable_channels(app, channels)
            backend.apps[app.application_id] = app
        return app.application_id

    def add_endpoint(
        self,
        application_id: str,
        *,
        channel: str,
        address: str,
        endpoint_id: str | None = None,
        user_id: str | None = None,
        attributes: Mapping[str, list[str]] | None = None,
        user_attributes: Mapping[str, list[str]] | None = None,
        metrics: Mapping[str, float] | None = None,
        demographic: EndpointDemographicTypeDef | None = None,
        location: EndpointLocationTypeDef | None = None,
        opt_out: str | None = None,
        endpoint_status: str | None = None,
        region_name: str | None = None,
        account_id: str | None = None,
    ) -> str:
        """Put an endpoint in place, as UpdateEndpoint would, and return its id.

        ValueError for an unknown application, and for anything that UpdateEndpoint would refuse.

        >>> from pinpoint_mock import mock_pinpoint
        >>> with mock_pinpoint() as pinpoint:
        ...     app_id = pinpoint.add_app(channels=["SMS"])
        ...     pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address="+15550100", user_id="ada")
        'phone'
        """
        from pinpoint_mock.operations.endpoints import put_endpoint

        user = {"UserId": user_id, "UserAttributes": user_attributes}
        members = {
            "ChannelType": channel,
            "Address": address,
            "Attributes": attributes,
            "Metrics": metrics,
            "Demographic": demographic,
            "Location": location,
            "OptOut": opt_out,
            "EndpointStatus": endpoint_status,
            "User": user,
        }
        backend = self.backend(region_name, account_id)
        with self._world.lock:
            app = self._app(backend, application_id)
            endpoint_id = endpoint_id or self._world.ids.endpoint_id()
            with _refused_as_by("add_endpoint", "UpdateEndpoint"):
                request = validator("EndpointRequest")(members, "EndpointRequest")
                put_endpoint(app, endpoint_id, request, self._world.ids.request_id())
        return endpoint_id

    def _app(self, backend: PinpointBackend, application_id: str) -> App:
        app = backend.apps.get(application_id)
        if app is None:
            known = ", ".join(backend.apps) or "none"
            raise ValueError(
                f"pinpoint_mock: there is no application '{application_id}' in region {backend.region_name} of "
                f"account {backend.account_id}. There: {known}. Make one with add_app()."
            )
        return app

    def clear(self) -> None:
        """Empty the logs, and forget calls that were refused; resources stay."""
        self._world.clear()
        self._activation.refused.clear()

    def reset(self) -> None:
        """Empty everything: logs and resources."""
        self._world.reset()
        self._activation.refused.clear()

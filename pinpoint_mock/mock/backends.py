"""`pinpoint_backends`: the backend objects by account and region, for people with moto habits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pinpoint_mock.mock.lifecycle import current_mock

if TYPE_CHECKING:
    from pinpoint_mock.state.world import PinpointBackend


class AccountBackends(Mapping[str, "PinpointBackend"]):
    """The backends of one account in the active mock, by region name."""

    def __init__(self, account_id: str) -> None:
        self._account_id = account_id

    def __getitem__(self, region_name: str) -> PinpointBackend:
        return current_mock().backend(region_name, self._account_id)

    def __iter__(self) -> Iterator[str]:
        backends = current_mock().backends()
        return iter([backend.region_name for backend in backends if backend.account_id == self._account_id])

    def __len__(self) -> int:
        return len(list(iter(self)))


class PinpointBackends(Mapping[str, AccountBackends]):
    """The backends of the active mock: `pinpoint_backends[account_id][region_name]`.

    `apps` of a backend are its applications by id; `stored.apps`, `stored.endpoints` and `stored.templates` are what
    `pinpoint.apps` and the others are, for one region. A backend is made when it is first asked for; iteration gives
    those that exist. RuntimeError if no mock is active.

    >>> from pinpoint_mock import mock_pinpoint, pinpoint_backends
    >>> with mock_pinpoint() as pinpoint:
    ...     app_id = pinpoint.add_app(region_name="eu-west-1")
    ...     app_id in pinpoint_backends["123456789012"]["eu-west-1"].apps
    True
    >>> with mock_pinpoint() as pinpoint:
    ...     app_id = pinpoint.add_app(region_name="eu-west-1")
    ...     len(pinpoint_backends["123456789012"]["eu-west-1"].stored.apps)
    1
    """

    def __getitem__(self, account_id: str) -> AccountBackends:
        return AccountBackends(account_id)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(backend.account_id for backend in current_mock().backends()))

    def __len__(self) -> int:
        return len(list(iter(self)))


pinpoint_backends = PinpointBackends()

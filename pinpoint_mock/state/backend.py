"""`PinpointBackend`: Pinpoint as one account sees it in one region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinpoint_mock.state.templates import TemplateStore

if TYPE_CHECKING:
    from pinpoint_mock.state.apps import App
    from pinpoint_mock.state.world import World


class PinpointBackend:
    """The resources of one account in one region, by id."""

    def __init__(self, world: World, account_id: str, region_name: str) -> None:
        self.world = world
        self.account_id = account_id
        self.region_name = region_name
        self.apps: dict[str, App] = {}
        self.phone_numbers: dict[str, dict[str, Any]] = {}
        self.templates = TemplateStore()

    def __repr__(self) -> str:
        return f"PinpointBackend(account_id={self.account_id!r}, region_name={self.region_name!r})"

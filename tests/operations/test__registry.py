"""How a handler is registered and found."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock.operations import _registry
from pinpoint_mock.operations._registry import handler, operation
from pinpoint_mock.protocol.model import operations


def test_the_handlers_of_all_modules_are_found() -> None:
    names = ("CreateApp", "GetEndpoint", "SendMessages", "PutEvents", "TagResource", "ListTemplates")
    assert [name for name in names if handler(name) is None] == []
    assert handler("GetNothing") is None


def test_every_handler_is_for_an_operation_of_the_service() -> None:
    handler("GetApp")  # so that all are registered
    assert _registry._handlers.keys() <= operations().keys()


def test_a_handler_gets_the_call_if_it_has_a_parameter_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_registry, "_handlers", {})

    @operation("GetApp")
    def get_app(app: Any) -> Any:
        return app

    @operation("GetApps")
    def get_apps(backend: Any, *, call: Any) -> Any:
        return backend, call

    assert [(found.function, found.takes_call) for found in map(handler, ("GetApp", "GetApps")) if found] == [
        (get_app, False),
        (get_apps, True),
    ]
    assert get_apps(get_app("as it was"), call="the call") == ("as it was", "the call")

"""How a handler is registered and found."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from botocore import xform_name

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


BUILT = [name for name in operations() if handler(name)]


@pytest.mark.parametrize("name", BUILT)
def test_the_parameters_of_a_handler_are_the_members_of_its_operation(name: str) -> None:
    operation, found = operations()[name], handler(name)
    assert found is not None
    resource, *parameters = inspect.signature(found.function).parameters.values()
    payload = "request" if found.takes_request else xform_name(operation.payload or "")
    members = {xform_name(member) for member in (*operation.labels.values(), *operation.query.values())}
    members |= {payload} if operation.payload else set()
    of_the_mock = {"application_id"} if "application-id" in operation.labels else set()
    assert {each.name for each in parameters} - {"call"} == members - of_the_mock
    assert resource.name == ("app" if of_the_mock else "backend")
    optional = {each.name for each in parameters if each.default is not inspect.Parameter.empty}
    required = {payload, *map(xform_name, (*operation.labels.values(), *operation.required))}
    assert optional == members - required

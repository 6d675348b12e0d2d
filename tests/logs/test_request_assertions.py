"""`assert_called`: what it finds, and what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


@pytest.fixture
def _calls(pinpoint: PinpointMock, client: PinpointClient) -> None:
    client.create_app(CreateApplicationRequest={"Name": "shop"})
    client.get_apps(PageSize="5")
    with pytest.raises(client.exceptions.NotFoundException):
        client.get_endpoint(ApplicationId="a", EndpointId="phone")


@pytest.mark.usefixtures("_calls")
@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("create_app", {}),
        ("CreateApp", {"CreateApplicationRequest": {"Name": "shop"}}),
        ("get_apps", {"PageSize": re.compile("[0-9]")}),
        ("get_apps", {"Token": None}),
        ("get_endpoint", {"EndpointId": lambda endpoint_id: endpoint_id.startswith("ph")}),
    ],
)
def test_a_call_that_was_made(pinpoint: PinpointMock, operation: str, parameters: dict[str, Any]) -> None:
    pinpoint.assert_called(operation, **parameters)


@pytest.mark.usefixtures("_calls")
def test_a_call_with_other_parameters(pinpoint: PinpointMock) -> None:
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_called("get_endpoint", EndpointId="phones")
    explanation = pinpoint.requests.last.explanation
    assert str(caught.value) == (
        "pinpoint_mock: expected a call of GetEndpoint with EndpointId='phones'; 0 of 1 match.\n"
        "Closest:\n"
        f"  1. GetEndpoint: 404 NotFoundException: Resource not found ({explanation}) "
        "(ApplicationId='a', EndpointId='phone')\n"
        "     EndpointId: expected 'phones'\n"
        "                    found 'phone'"
    )


@pytest.mark.usefixtures("_calls")
def test_a_call_that_was_not_made(pinpoint: PinpointMock) -> None:
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_called("delete_app", ApplicationId="a")
    assert str(caught.value) == (
        "pinpoint_mock: expected a call of DeleteApp with ApplicationId='a'; DeleteApp was not called.\n"
        "Called instead:\n"
        "  CreateApp: 1 call\n"
        "  GetApps: 1 call\n"
        "  GetEndpoint: 1 call"
    )


def test_what_was_called_instead_is_counted_in_the_order_of_the_first_calls(
    pinpoint: PinpointMock, client: PinpointClient
) -> None:
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_called("get_app")
    assert str(caught.value) == (
        "pinpoint_mock: expected a call of GetApp; GetApp was not called.\nNo other operation was called."
    )
    client.get_apps()
    client.list_templates()
    client.get_apps()
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_called("get_app")
    assert str(caught.value).endswith("\nCalled instead:\n  GetApps: 2 calls\n  ListTemplates: 1 call")


def test_what_is_misspelt_is_refused(pinpoint: PinpointMock) -> None:
    with pytest.raises(ValueError, match=r"there is no operation 'get_ap'\. Did you mean 'get_app'"):
        pinpoint.assert_called("get_ap")
    with pytest.raises(TypeError, match=r"has no field 'AplicationId'\. Did you mean 'ApplicationId'"):
        pinpoint.assert_called("get_app", AplicationId="a")

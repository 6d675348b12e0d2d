"""Credentials of channels: in the parameters of requests, and in no text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from unittest.mock import ANY

import pytest

from pinpoint_mock import containing
from pinpoint_mock.core.errors import ExpectationFailed
from pinpoint_mock.logs.credentials import HIDDEN, without_credentials
from tests import builders
from tests.operations.channels import APNS_TYPES, BY_TYPE, Channels

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

APNS = {"Certificate": "hush-certificate", "PrivateKey": "hush-private", "TokenKey": "hush-token", "TokenKeyId": "id"}
REQUESTS: list[tuple[str, dict[str, str], tuple[str, ...]]] = [
    ("ADM", {"ClientId": "i-1", "ClientSecret": "hush-client"}, ("ClientSecret",)),
    *((name, APNS, ("Certificate", "PrivateKey", "TokenKey")) for name in APNS_TYPES),
    ("BAIDU", {"ApiKey": "hush-api", "SecretKey": "hush-key"}, ("ApiKey", "SecretKey")),
    ("GCM", {"ApiKey": "hush-api", "ServiceJson": "hush-json"}, ("ApiKey", "ServiceJson")),
]

each_channel = pytest.mark.parametrize(
    ("channel_type", "request_", "secrets"), REQUESTS, ids=[channel_type for channel_type, _, _ in REQUESTS]
)


@pytest.fixture
def channels(client: PinpointClient, app_id: str) -> Channels:
    return Channels(client, app_id)


def texts(pinpoint: PinpointMock, parameter: str, secrets: tuple[str, ...]) -> dict[str, str]:
    """All texts about the last request, by where they are shown."""
    request = pinpoint.requests.last
    operation = request.operation
    expectations: dict[str, Callable[[], object]] = {
        "assert_called": lambda: pinpoint.assert_called(operation, ApplicationId="none"),
        "assert_called, by member": lambda: pinpoint.assert_called(
            operation, **{parameter: dict.fromkeys(secrets, "hush-other")}
        ),
        "assert_called, a part": lambda: pinpoint.assert_called(
            operation, **{parameter: containing(dict.fromkeys(secrets, "hush-other"))}
        ),
        "assert_called, patterns": lambda: pinpoint.assert_called(
            operation, **{parameter: containing(dict.fromkeys(secrets, re.compile("hush-other")))}
        ),
        "assert_called, nothing expected": lambda: pinpoint.assert_called(operation, **{parameter: {}}),
        "one": lambda: pinpoint.requests.one(parameters={parameter: {secrets[0]: "hush-other"}}),
        "one, a function": lambda: pinpoint.requests.one(parameters=lambda found: found["none"]),
    }
    found = {"repr": repr(request), "repr of the log": repr(pinpoint.requests), "table": pinpoint.requests.to_table()}
    for name, call in expectations.items():
        with pytest.raises((AssertionError, ExpectationFailed)) as caught:
            call()
        found[name] = str(caught.value)
    return found


@each_channel
def test_no_text_shows_a_credential(
    pinpoint: PinpointMock,
    channels: Channels,
    monkeypatch: pytest.MonkeyPatch,
    channel_type: str,
    request_: dict[str, str],
    secrets: tuple[str, ...],
) -> None:
    monkeypatch.setattr("pinpoint_mock.logs.formatting.shows_all", True)  # as with -vv
    channels.update(channel_type, **request_)
    parameter = f"{BY_TYPE[channel_type].payload}ChannelRequest"
    values = [*(request_[name] for name in secrets), "hush-other"]
    found = texts(pinpoint, parameter, secrets)
    assert {place: text for place, text in found.items() if any(value in text for value in values)} == {}
    assert f"{parameter}.{secrets[0]}: expected a value that is not shown" in found["assert_called, by member"]
    assert all(f"'{name}': a value that is not shown" in found["repr"] for name in secrets)


@each_channel
def test_a_request_that_failed_shows_none_either(
    pinpoint: PinpointMock, channels: Channels, channel_type: str, request_: dict[str, str], secrets: tuple[str, ...]
) -> None:
    pinpoint.fail_request(f"Update{BY_TYPE[channel_type].operation}Channel", "ForbiddenException")
    with pytest.raises(channels.client.exceptions.ForbiddenException) as caught:
        channels.update(channel_type, **request_)
    shown = [repr(pinpoint.requests.last), pinpoint.requests.last.describe(), str(caught.value)]
    assert not [text for text in shown if any(request_[name] in text for name in secrets)]


@each_channel
def test_data_has_them(
    pinpoint: PinpointMock, channels: Channels, channel_type: str, request_: dict[str, str], secrets: tuple[str, ...]
) -> None:
    channels.update(channel_type, **request_)
    parameter = f"{BY_TYPE[channel_type].payload}ChannelRequest"
    request = pinpoint.requests.last
    assert request.parameters[parameter] == request_
    assert pinpoint.requests.to_dicts()[-1]["parameters"][parameter] == request_
    assert all(request_[name] in pinpoint.requests.to_json() for name in secrets)
    pinpoint.assert_called(request.operation, **{parameter: request_})
    pinpoint.assert_called(request.operation, **{parameter: containing(dict.fromkeys(secrets, ANY))})


def test_other_members_of_that_name_are_shown(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = {"Certificate": "Swimming"}
    builders.send(client, app_id, "GCM", {"GCMMessage": {"Body": "Well done", "Data": data}})
    with pytest.raises(AssertionError, match=r"settings\.Data\.Certificate: expected 'Diving'\n +found 'Swimming'"):
        pinpoint.assert_sent(settings=containing({"Data": {"Certificate": "Diving"}}))
    monkeypatch.setattr("pinpoint_mock.logs.formatting.shows_all", True)  # as with -vv
    assert "'Certificate': 'Swimming'" in repr(pinpoint.requests.last)


@pytest.mark.parametrize(
    ("value", "path", "shown"),
    [
        ("hush", "GCMChannelRequest.ApiKey", HIDDEN),
        ("hush", "parameters.GCMChannelRequest.ApiKey", HIDDEN),
        (re.compile("hush"), "GCMChannelRequest.ApiKey", HIDDEN),
        (ANY, "GCMChannelRequest.ApiKey", ANY),
        (None, "GCMChannelRequest.ApiKey", None),
        ("hush", "GCMChannelRequest.Enabled", "hush"),
        ("hush", "ApiKey", "hush"),
        ({"ApiKey": "hush"}, "GCMChannelRequest", {"ApiKey": HIDDEN}),
        ([{"GCMChannelRequest": {"ApiKey": "hush"}}, 1], "", [{"GCMChannelRequest": {"ApiKey": HIDDEN}}, 1]),
    ],
)
def test_what_is_shown_at_a_path(value: Any, path: str, shown: object) -> None:
    found = without_credentials(value, path)
    assert (found, type(found)) == (shown, type(shown))


@pytest.mark.parametrize("value", [{"a": [{"b": "c"}]}, [1, {"Enabled": True}], containing({"a": 1}), "text"])
def test_a_value_without_credentials_is_the_same_object(value: object) -> None:
    assert without_credentials(value, "GCMChannelRequest") is value

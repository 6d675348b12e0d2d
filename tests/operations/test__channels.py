"""What each type of channel needs, what an update keeps of a channel, and channels with placeholder credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.operations._channels import CHANNEL_TYPES, enable_channels
from tests.operations.channels import APNS_TYPES, BY_TYPE, CERTIFICATE, NOT_FOUND, TOKEN, Channels, error

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from pinpoint_mock.state.world import App


@pytest.mark.parametrize("channel_type", APNS_TYPES)
@pytest.mark.parametrize(
    "request_members",
    [
        {},
        {"Enabled": False},
        {"Enabled": True, "DefaultAuthenticationMethod": "CERTIFICATE"},
        *({name: value for name, value in CERTIFICATE.items() if name != absent} for absent in CERTIFICATE),
        *({name: value for name, value in TOKEN.items() if name != absent} for absent in TOKEN),
        {**CERTIFICATE, "PrivateKey": ""},
    ],
    ids=lambda members: "+".join(members) or "empty",
)
def test_apns_needs_a_certificate_or_a_token_key(
    channels: Channels, channel_type: str, request_members: dict[str, Any]
) -> None:
    refusal = error(lambda: channels.update(channel_type, **request_members))
    assert refusal == ("BadRequestException", "Missing credentials")
    assert error(lambda: channels.get(channel_type)) == NOT_FOUND


@pytest.mark.parametrize("members", [{}, {"Enabled": False}, {"ApiKey": ""}], ids=["empty", "off", "blank"])
def test_gcm_needs_a_key_or_a_service_file(channels: Channels, members: dict[str, Any]) -> None:
    assert error(lambda: channels.update("GCM", **members)) == ("BadRequestException", "Missing credentials")


@pytest.mark.parametrize("channel_type", [*APNS_TYPES, "GCM"])
def test_enabled_alone_keeps_stored_credentials_and_method(channels: Channels, channel_type: str) -> None:
    credentials = {**BY_TYPE[channel_type].request, "DefaultAuthenticationMethod": "TOKEN"}
    first = channels.update(channel_type, Enabled=True, **credentials)
    assert channels.update(channel_type, Enabled=False)["Enabled"] is False
    again = channels.update(channel_type, Enabled=True)
    assert again == {**first, "LastModifiedDate": again["LastModifiedDate"], "Version": 3}


def test_credentials_are_put_together_over_updates(channels: Channels) -> None:
    channels.update("APNS", Enabled=True, **CERTIFICATE)
    assert channels.update("APNS", **TOKEN)["HasTokenKey"] is True
    assert channels.update("APNS", Certificate="", PrivateKey="")["HasTokenKey"] is True
    refusal = error(lambda: channels.update("APNS", TokenKey=""))
    assert refusal == ("BadRequestException", "Missing credentials")
    assert (channels.get("APNS")["HasTokenKey"], channels.get("APNS")["Version"]) == (True, 3)


@pytest.mark.parametrize(
    ("channel_type", "method", "allowed"),
    [
        *((channel_type, "PASSWORD", "CERTIFICATE, KEY, TOKEN") for channel_type in APNS_TYPES),
        ("GCM", "CERTIFICATE", "KEY, TOKEN"),
    ],
)
def test_an_unknown_authentication_method_is_refused(
    channels: Channels, channel_type: str, method: str, allowed: str
) -> None:
    before = channels.update(channel_type, Enabled=True, **BY_TYPE[channel_type].request)
    refusal = error(lambda: channels.update(channel_type, Enabled=False, DefaultAuthenticationMethod=method))
    assert refusal == ("BadRequestException", f"Invalid DefaultAuthenticationMethod: must be one of {allowed}")
    assert channels.get(channel_type) == before


@pytest.mark.parametrize(("channel_type", "default"), [*((name, "CERTIFICATE") for name in APNS_TYPES), ("GCM", "KEY")])
def test_an_empty_authentication_method_is_the_default(channels: Channels, channel_type: str, default: str) -> None:
    channels.update(channel_type, DefaultAuthenticationMethod="TOKEN", **BY_TYPE[channel_type].request)
    answer = channels.update(channel_type, DefaultAuthenticationMethod="")
    assert answer["DefaultAuthenticationMethod"] == default


@pytest.mark.parametrize(
    ("channel_type", "member"),
    [(channel_type, member) for channel_type in ("ADM", "BAIDU", "EMAIL") for member in BY_TYPE[channel_type].request],
)
def test_an_empty_required_member_is_missing(channels: Channels, channel_type: str, member: str) -> None:
    members = {**BY_TYPE[channel_type].request, member: ""}
    assert error(lambda: channels.update(channel_type, **members)) == ("BadRequestException", f"Missing {member}")


def app_of(pinpoint: PinpointMock, app_id: str) -> App:
    return pinpoint.backend("us-east-1").apps[app_id]


def test_enable_channels_enables_all_ten(pinpoint: PinpointMock, channels: Channels) -> None:
    assert tuple(BY_TYPE) == CHANNEL_TYPES
    enable_channels(app_of(pinpoint, channels.app_id))
    for channel_type in CHANNEL_TYPES:
        channel = channels.get(channel_type)
        assert (channel["Enabled"], channel["Version"]) == (True, 1)
    email = channels.get("EMAIL")
    assert email["FromAddress"] == "sender@example.com"
    assert email["Identity"] == "arn:aws:ses:us-east-1:123456789012:identity/sender@example.com"


@pytest.mark.parametrize(("given", "versions"), [([], {}), (["SMS", "VOICE", "SMS"], {"SMS": 1, "VOICE": 1})])
def test_enable_channels_enables_those_it_is_given_once(
    pinpoint: PinpointMock, channels: Channels, given: list[str], versions: dict[str, int]
) -> None:
    enable_channels(app_of(pinpoint, channels.app_id), given)
    assert {name: entry["Version"] for name, entry in channels.all().items()} == {**versions, "IN_APP": 0}


@pytest.mark.parametrize(
    ("name", "hint"), [("sms", "Did you mean 'SMS'? "), ("EMIAL", "Did you mean 'EMAIL'? "), ("PIGEON", "")]
)
def test_enable_channels_refuses_an_unknown_type_whole(
    pinpoint: PinpointMock, channels: Channels, name: str, hint: str
) -> None:
    with pytest.raises(ValueError, match="pinpoint_mock: ") as raised:
        enable_channels(app_of(pinpoint, channels.app_id), ["SMS", name])
    assert str(raised.value) == (
        f"pinpoint_mock: '{name}' is not a type of channel that an application can have. {hint}The types are ADM, "
        "APNS, APNS_SANDBOX, APNS_VOIP, APNS_VOIP_SANDBOX, BAIDU, EMAIL, GCM, SMS, VOICE."
    )
    assert list(channels.all()) == ["IN_APP"]

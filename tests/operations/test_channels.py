"""Channels through boto3: one table of cases, one walk over all 31 operations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError
from freezegun import freeze_time

from pinpoint_mock.operations._channels import CHANNEL_TYPES, enable_channels
from pinpoint_mock.protocol.model import operations, service_model, shape
from tests.builders import create_app

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from pinpoint_mock.state.world import App

CERTIFICATE = {"Certificate": "secret-certificate", "PrivateKey": "secret-private-key"}
TOKEN = {
    "BundleId": "secret-bundle",
    "TeamId": "secret-team",
    "TokenKey": "secret-token-key",
    "TokenKeyId": "secret-token-key-id",
}
IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/shop.example"
ROLE = "arn:aws:iam::123456789012:role/events"
EMAIL = {"FromAddress": "shop@shop.example", "Identity": IDENTITY}

FIRST, SECOND = "2019-05-09T21:54:45.082Z", "2023-01-31T12:00:00.000Z"


class Case(NamedTuple):
    """A channel: its names in operations and payloads, a request, and what the answer has besides the common members.

    `push` tells whether the answer has HasCredential.
    """

    channel_type: str
    operation: str
    payload: str
    request: dict[str, Any]
    answer: dict[str, Any]
    push: bool = True


APNS_ANSWER = {"DefaultAuthenticationMethod": "CERTIFICATE", "HasTokenKey": False}
GCM_ANSWER = {"DefaultAuthenticationMethod": "KEY", "HasFcmServiceCredentials": False}
RATES = {"PromotionalMessagesPerSecond": 20, "TransactionalMessagesPerSecond": 20}
CASES = (
    Case("ADM", "Adm", "ADM", {"ClientId": "secret-client-id", "ClientSecret": "secret-client"}, {}),
    Case("APNS", "Apns", "APNS", CERTIFICATE, APNS_ANSWER),
    Case("APNS_SANDBOX", "ApnsSandbox", "APNSSandbox", CERTIFICATE, APNS_ANSWER),
    Case("APNS_VOIP", "ApnsVoip", "APNSVoip", CERTIFICATE, APNS_ANSWER),
    Case("APNS_VOIP_SANDBOX", "ApnsVoipSandbox", "APNSVoipSandbox", CERTIFICATE, APNS_ANSWER),
    Case("BAIDU", "Baidu", "Baidu", {"ApiKey": "123", "SecretKey": "secret-456"}, {"Credential": "123"}),
    Case("EMAIL", "Email", "Email", EMAIL, {**EMAIL, "MessagesPerSecond": 1}, push=False),
    Case("GCM", "Gcm", "GCM", {"ApiKey": "secret-api-key"}, GCM_ANSWER),
    Case("SMS", "Sms", "SMS", {}, RATES, push=False),
    Case("VOICE", "Voice", "Voice", {}, {}, push=False),
)
BY_TYPE = {case.channel_type: case for case in CASES}
APNS_TYPES = ("APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX")

each_channel = pytest.mark.parametrize("case", CASES, ids=lambda case: case.channel_type)


class Channels:
    """The channel operations of one application, by channel type."""

    def __init__(self, client: PinpointClient, app_id: str) -> None:
        self.client = client
        self.app_id = app_id

    def get(self, channel_type: str) -> dict[str, Any]:
        return self._call("Get", BY_TYPE[channel_type])

    def delete(self, channel_type: str) -> dict[str, Any]:
        return self._call("Delete", BY_TYPE[channel_type])

    def update(self, channel_type: str, **request: Any) -> dict[str, Any]:
        case = BY_TYPE[channel_type]
        return self._call("Update", case, **{f"{case.payload}ChannelRequest": request})

    def all(self) -> dict[str, Any]:
        return dict(self.client.get_channels(ApplicationId=self.app_id)["ChannelsResponse"]["Channels"])

    def _call(self, verb: str, case: Case, **members: Any) -> dict[str, Any]:
        method = getattr(self.client, xform_name(f"{verb}{case.operation}Channel"))
        response = method(ApplicationId=self.app_id, **members)
        assert response["ResponseMetadata"]["HTTPStatusCode"] == 200
        answer: dict[str, Any] = response[f"{case.payload}ChannelResponse"]
        return answer


@pytest.fixture
def channels(client: PinpointClient) -> Channels:
    """The channels of an application that has none yet."""
    return Channels(client, create_app(client))


@pytest.fixture
def bodies(client: PinpointClient) -> Iterator[list[tuple[str, Any]]]:
    """Operation and body of each response as it was on the wire, before boto3 drops what it does not know."""
    received: list[tuple[str, Any]] = []

    def keep(event_name: str, response_dict: dict[str, Any], **kwargs: Any) -> None:
        received.append((event_name.rpartition(".")[2], json.loads(response_dict["body"])))

    client.meta.events.register("response-received.pinpoint", keep)
    yield received
    client.meta.events.unregister("response-received.pinpoint", keep)


def error(call: Callable[[], object]) -> tuple[str, str]:
    """The code and the text of the error that a call raises."""
    with pytest.raises(ClientError) as raised:
        call()
    return raised.value.response["Error"]["Code"], raised.value.response["Error"]["Message"]


NOT_FOUND = ("NotFoundException", "Resource not found")


@each_channel
def test_an_answer_has_the_members_of_the_real_one(channels: Channels, case: Case) -> None:
    with freeze_time(FIRST):
        answer = channels.update(case.channel_type, Enabled=True, **case.request)
    assert answer == {
        "ApplicationId": channels.app_id,
        "CreationDate": FIRST,
        "Enabled": True,
        "Id": case.channel_type.lower(),
        "IsArchived": False,
        "LastModifiedDate": FIRST,
        "Platform": case.channel_type,
        "Version": 1,
        **case.answer,
        **({"HasCredential": True} if case.push else {}),
    }
    assert channels.get(case.channel_type) == answer


@each_channel
def test_an_update_raises_the_version_and_keeps_the_creation_date(channels: Channels, case: Case) -> None:
    with freeze_time(FIRST):
        first = channels.update(case.channel_type, Enabled=True, **case.request)
    with freeze_time(SECOND):
        second = channels.update(case.channel_type, Enabled=False, **case.request)
    assert second == {**first, "Enabled": False, "LastModifiedDate": SECOND, "Version": 2}
    assert channels.get(case.channel_type) == second


@each_channel
def test_enabled_is_off_until_it_is_sent_and_stays_when_absent(channels: Channels, case: Case) -> None:
    assert channels.update(case.channel_type, **case.request)["Enabled"] is False
    assert channels.update(case.channel_type, Enabled=True, **case.request)["Enabled"] is True
    assert channels.update(case.channel_type, **case.request)["Enabled"] is True


@each_channel
def test_a_channel_that_was_never_set_up_is_not_found(channels: Channels, case: Case) -> None:
    assert error(lambda: channels.get(case.channel_type)) == NOT_FOUND
    assert error(lambda: channels.delete(case.channel_type)) == NOT_FOUND


@each_channel
def test_delete_answers_the_channel_which_then_starts_anew(channels: Channels, case: Case) -> None:
    with freeze_time(FIRST):
        channels.update(case.channel_type, Enabled=True, **case.request)
        last = channels.update(case.channel_type, Enabled=True, **case.request)
    assert channels.delete(case.channel_type) == last
    assert error(lambda: channels.get(case.channel_type)) == NOT_FOUND
    assert case.channel_type not in channels.all()
    with freeze_time(SECOND):
        again = channels.update(case.channel_type, Enabled=True, **case.request)
    assert (again["Version"], again["CreationDate"], again["LastModifiedDate"]) == (1, SECOND, SECOND)


@each_channel
def test_a_channel_belongs_to_one_app(channels: Channels, case: Case) -> None:
    channels.update(case.channel_type, Enabled=True, **case.request)
    other = create_app(channels.client)
    assert error(lambda: Channels(channels.client, other).get(case.channel_type)) == NOT_FOUND


@each_channel
def test_an_unknown_app_is_not_found(client: PinpointClient, case: Case) -> None:
    channels = Channels(client, "0" * 32)
    assert error(lambda: channels.update(case.channel_type, Enabled=True, **case.request)) == NOT_FOUND
    assert error(lambda: channels.get(case.channel_type)) == NOT_FOUND
    assert error(lambda: channels.delete(case.channel_type)) == NOT_FOUND


def test_get_channels_of_a_new_app_has_in_app_only(channels: Channels) -> None:
    assert channels.all() == {"IN_APP": {"Enabled": True, "IsArchived": False, "Version": 0}}


@each_channel
def test_get_channels_has_each_channel_without_platform(channels: Channels, case: Case) -> None:
    with freeze_time(FIRST):
        channels.update(case.channel_type, Enabled=False, **case.request)
    assert channels.all() == {
        case.channel_type: {
            "ApplicationId": channels.app_id,
            "CreationDate": FIRST,
            "Enabled": False,
            "Id": case.channel_type.lower(),
            "IsArchived": False,
            "LastModifiedDate": FIRST,
            "Version": 1,
            **({"HasCredential": True} if case.push else {}),
        },
        "IN_APP": {"Enabled": True, "IsArchived": False, "Version": 0},
    }


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


@pytest.mark.parametrize("channel_type", APNS_TYPES)
def test_apns_tells_a_token_key(channels: Channels, channel_type: str) -> None:
    answer = channels.update(channel_type, Enabled=True, DefaultAuthenticationMethod="KEY", **TOKEN)
    assert (answer["HasTokenKey"], answer["DefaultAuthenticationMethod"]) == (True, "KEY")


@pytest.mark.parametrize("members", [{}, {"Enabled": False}, {"ApiKey": ""}], ids=["empty", "off", "blank"])
def test_gcm_needs_a_key_or_a_service_file(channels: Channels, members: dict[str, Any]) -> None:
    assert error(lambda: channels.update("GCM", **members)) == ("BadRequestException", "Missing credentials")


def test_gcm_tells_a_service_file(channels: Channels) -> None:
    answer = channels.update("GCM", ServiceJson='{"private_key": "secret"}', DefaultAuthenticationMethod="TOKEN")
    assert (answer["HasFcmServiceCredentials"], answer["DefaultAuthenticationMethod"]) == (True, "TOKEN")
    assert channels.update("GCM", Enabled=True)["HasFcmServiceCredentials"] is True


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


SETTINGS: dict[str, dict[str, str]] = {
    "EMAIL": {"ConfigurationSet": "set", "RoleArn": ROLE, "OrchestrationSendingRoleArn": ROLE},
    "SMS": {"SenderId": "SHOP", "ShortCode": "12345"},
}


@pytest.mark.parametrize("channel_type", SETTINGS)
def test_settings_are_echoed_stay_when_absent_and_go_when_empty(channels: Channels, channel_type: str) -> None:
    settings, required = SETTINGS[channel_type], BY_TYPE[channel_type].request
    assert settings.items() <= channels.update(channel_type, Enabled=True, **required, **settings).items()
    assert settings.items() <= channels.update(channel_type, Enabled=False, **required).items()
    emptied = channels.update(channel_type, **required, **dict.fromkeys(settings, ""))
    assert settings.keys().isdisjoint(emptied)


def walk(channels: Channels) -> None:
    """Call all 31 operations."""
    for case in CASES:
        channels.update(case.channel_type, Enabled=True, **case.request)
    for channel_type in APNS_TYPES:
        channels.update(channel_type, **TOKEN)
    channels.update("GCM", ServiceJson="secret-service-json")
    for channel_type, settings in SETTINGS.items():
        channels.update(channel_type, **BY_TYPE[channel_type].request, **settings)
    for case in CASES:
        channels.get(case.channel_type)
    channels.all()
    for case in CASES:
        channels.delete(case.channel_type)


def test_all_31_operations_answer_with_members_of_the_model(
    channels: Channels, bodies: list[tuple[str, dict[str, Any]]]
) -> None:
    walk(channels)
    called = {operation for operation, _ in bodies}
    assert called == {name for name in operations() if "Channel" in name}
    assert len(called) == 31
    for operation, body in bodies:
        output = shape(service_model()["operations"][operation]["output"])
        answer = shape(output["members"][output["payload"]])
        assert set(answer.get("required", ())) <= set(body) <= set(answer["members"]), operation
        for entry in body.get("Channels", {}).values():
            assert set(entry) <= set(shape("ChannelResponse")["members"])
            assert "Platform" not in entry


def test_no_answer_contains_a_secret(channels: Channels, bodies: list[tuple[str, dict[str, Any]]]) -> None:
    walk(channels)
    error(lambda: channels.update("APNS", Certificate="secret-certificate"))
    error(lambda: channels.update("GCM", ApiKey="secret-api-key", DefaultAuthenticationMethod="secret-method"))
    assert len(bodies) > 31
    assert [operation for operation, body in bodies if "secret" in json.dumps(body)] == []


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

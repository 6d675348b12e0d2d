"""Channels through boto3: one table of cases, one walk over all 31 operations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time

from pinpoint_mock.protocol.model import operations, service_model, shape
from tests import builders
from tests.builders import create_app
from tests.operations.channels import (
    APNS_TYPES,
    BY_TYPE,
    CASES,
    EMAIL,
    NOT_FOUND,
    ROLE,
    SETTINGS,
    TOKEN,
    Case,
    Channels,
    error,
)

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

FIRST, SECOND = "2019-05-09T21:54:45.082Z", "2023-01-31T12:00:00.000Z"

each_channel = pytest.mark.parametrize("case", CASES, ids=lambda case: case.channel_type)


@pytest.fixture
def bodies(client: PinpointClient) -> Iterator[list[tuple[str, Any]]]:
    """Operation and body of each response as it was on the wire, before boto3 drops what it does not know."""
    received: list[tuple[str, Any]] = []

    def keep(event_name: str, response_dict: dict[str, Any], **kwargs: Any) -> None:
        received.append((event_name.rpartition(".")[2], json.loads(response_dict["body"])))

    client.meta.events.register("response-received.pinpoint", keep)
    yield received
    client.meta.events.unregister("response-received.pinpoint", keep)


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
def test_a_channel_is_on_unless_the_update_turns_it_off(channels: Channels, case: Case) -> None:
    assert channels.update(case.channel_type, **case.request)["Enabled"] is True
    assert channels.update(case.channel_type, Enabled=False, **case.request)["Enabled"] is False
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
def test_apns_tells_a_token_key(channels: Channels, channel_type: str) -> None:
    answer = channels.update(channel_type, Enabled=True, DefaultAuthenticationMethod="KEY", **TOKEN)
    assert (answer["HasTokenKey"], answer["DefaultAuthenticationMethod"]) == (True, "KEY")


def test_gcm_tells_a_service_file(channels: Channels) -> None:
    answer = channels.update("GCM", ServiceJson='{"private_key": "secret"}', DefaultAuthenticationMethod="TOKEN")
    assert (answer["HasFcmServiceCredentials"], answer["DefaultAuthenticationMethod"]) == (True, "TOKEN")
    assert channels.update("GCM", Enabled=True)["HasFcmServiceCredentials"] is True


@pytest.mark.parametrize(
    ("channel_type", "setting"), [(channel_type, name) for channel_type, names in SETTINGS.items() for name in names]
)
@pytest.mark.parametrize("is_blank", [False, True], ids=["absent", "blank"])
def test_a_setting_that_is_not_sent_again_is_gone(
    channels: Channels, channel_type: str, setting: str, *, is_blank: bool
) -> None:
    settings, required = SETTINGS[channel_type], BY_TYPE[channel_type].request
    assert settings.items() <= channels.update(channel_type, **required, **settings).items()
    others = {name: value for name, value in settings.items() if name != setting}
    answer = channels.update(channel_type, **required, **others, **({setting: ""} if is_blank else {}))
    assert others.items() <= answer.items()
    assert setting not in answer
    assert channels.get(channel_type) == answer


def test_the_role_of_the_email_channel_is_taken_and_not_answered(channels: Channels) -> None:
    answer = channels.update("EMAIL", RoleArn=ROLE, **EMAIL)
    assert "RoleArn" not in answer
    assert channels.get("EMAIL") == channels.delete("EMAIL") == answer


def test_messages_do_without_a_setting_that_is_gone(channels: Channels, pinpoint: PinpointMock) -> None:
    channels.update("SMS", SenderId="SHOP", ShortCode="12345")
    builders.send(channels.client, channels.app_id)
    channels.update("SMS", Enabled=True)
    builders.send(channels.client, channels.app_id)
    found = [(message.sender_id, message.origination_number) for message in pinpoint.sent_messages]
    assert found == [("SHOP", "12345"), (None, None)]


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

"""SendOTPMessage and VerifyOTPMessage through boto3: the code that arrives, and when it is valid."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import botocore.exceptions
import pytest
import time_machine

from pinpoint_mock import mock_pinpoint
from tests.builders import PHONE

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

REQUIRED = {
    "BrandName": "Shop",
    "Channel": "SMS",
    "DestinationIdentity": PHONE,
    "OriginationIdentity": "+15550199",
    "ReferenceId": "login",
}
LANGUAGES = (
    *("de-DE", "en-GB", "en-US", "es-419", "es-ES", "fr-CA", "fr-FR", "it-IT", "ja-JP", "ko-KR", "pt-BR", "zh-CN"),
    "zh-TW",
)
BAD_NUMBER = {"DeliveryStatus": "PERMANENT_FAILURE", "StatusCode": 400, "StatusMessage": "Invalid phone number"}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-01-05T10:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def send_otp(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> Any:
    """Send a code; the code."""

    def send_otp(**members: Any) -> str | None:
        parameters: Any = REQUIRED | members
        client.send_otp_message(ApplicationId=app_id, SendOTPMessageRequestParameters=parameters)
        return pinpoint.messages.last.otp

    return send_otp


@pytest.fixture
def is_valid(client: PinpointClient, app_id: str) -> Any:
    """Whether a code is valid."""

    def is_valid(otp: str, reference_id: str = "login", destination: str = PHONE) -> bool:
        return client.verify_otp_message(
            ApplicationId=app_id,
            VerifyOTPMessageRequestParameters={
                "DestinationIdentity": destination,
                "Otp": otp,
                "ReferenceId": reference_id,
            },
        )["VerificationResponse"]["Valid"]

    return is_valid


def wrong(code: str) -> str:
    """A code that differs in its last digit."""
    return code[:-1] + str((int(code[-1]) + 1) % 10)


def test_a_code_arrives(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    members: Any = REQUIRED
    answer = client.send_otp_message(ApplicationId=app_id, SendOTPMessageRequestParameters=members)
    message = pinpoint.sent_messages.one()
    assert message.otp is not None
    assert re.fullmatch(r"\d{6}", message.otp)
    assert message.body == f"This is your One Time Password: {message.otp} from Shop"
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert answer["MessageResponse"] == {
        "ApplicationId": app_id,
        "RequestId": answer["ResponseMetadata"]["RequestId"],
        "Result": {
            PHONE: {
                "DeliveryStatus": "SUCCESSFUL",
                "MessageId": message.message_id,
                "StatusCode": 200,
                "StatusMessage": f"MessageId: {message.message_id}",
            }
        },
    }
    assert re.fullmatch("[0-9a-v]{39}0", message.message_id or "")
    assert (message.operation, message.channel, message.address) == ("SendOTPMessage", "SMS", PHONE)
    assert (message.endpoint_id, message.user_id, message.sender_id) == (None, None, None)
    assert (message.origination_number, message.message_type) == ("+15550199", "TRANSACTIONAL")
    assert message.request_id == answer["MessageResponse"]["RequestId"]
    assert message.settings == {
        "AllowedAttempts": 3,
        "BrandName": "Shop",
        "CodeLength": 6,
        "Language": "en-US",
        "ReferenceId": "login",
        "ValidityPeriod": 15,
    }
    assert (message.substitutions, message.context, message.template) == ({}, {}, None)
    assert message.request == {"ApplicationId": app_id, "SendOTPMessageRequestParameters": REQUIRED}


def test_every_member_is_found_on_the_message(send_otp: Any, pinpoint: PinpointMock) -> None:
    settings = {
        "AllowedAttempts": 5,
        "BrandName": "Another shop",
        "CodeLength": 8,
        "EntityId": "entity",
        "Language": "fr-FR",
        "ReferenceId": "order",
        "TemplateId": "template",
        "ValidityPeriod": 60,
    }
    code = send_otp(**settings, OriginationIdentity="SHOP")
    message = pinpoint.sent_messages.one()
    assert message.settings == settings
    assert message.origination_number == "SHOP"
    assert message.body == f"This is your One Time Password: {code} from Another shop"


@pytest.mark.parametrize("length", [5, 6, 7, 8])
def test_the_length_of_a_code(send_otp: Any, is_valid: Any, length: int) -> None:
    code = send_otp(CodeLength=length)
    assert re.fullmatch(rf"\d{{{length}}}", code)
    assert is_valid(code)


def test_codes_may_begin_with_a_zero(client: PinpointClient) -> None:
    with mock_pinpoint() as pinpoint:
        ids = pinpoint.backend().world.ids
        assert {ids.numeric_code(5)[0] for _ in range(500)} == set("0123456789")


@pytest.mark.parametrize(
    "members",
    [
        {"AllowedAttempts": 1},
        {"AllowedAttempts": 5},
        {"BrandName": "x"},
        {"BrandName": "x" * 20},
        {"ReferenceId": "x"},
        {"ReferenceId": "x" * 48},
        {"ValidityPeriod": 5},
        {"ValidityPeriod": 60},
        *({"Language": language} for language in LANGUAGES),
    ],
    ids=str,
)
def test_values_in_range(send_otp: Any, pinpoint: PinpointMock, members: dict[str, Any]) -> None:
    code = send_otp(**members)
    message = pinpoint.sent_messages.one()
    assert message.settings == message.settings | members
    assert message.body == f"This is your One Time Password: {code} from {message.settings['BrandName']}"


@pytest.mark.parametrize(
    ("members", "text"),
    [
        ({"CodeLength": 4}, "Invalid CodeLength: must be 5 to 8"),
        ({"CodeLength": 9}, "Invalid CodeLength: must be 5 to 8"),
        ({"ValidityPeriod": 4}, "Invalid ValidityPeriod: must be 5 to 60"),
        ({"ValidityPeriod": 61}, "Invalid ValidityPeriod: must be 5 to 60"),
        ({"AllowedAttempts": 0}, "Invalid AllowedAttempts: must be 1 to 5"),
        ({"AllowedAttempts": 6}, "Invalid AllowedAttempts: must be 1 to 5"),
        ({"BrandName": ""}, "Invalid BrandName: must have 1 to 20 characters"),
        ({"BrandName": "x" * 21}, "Invalid BrandName: must have 1 to 20 characters"),
        ({"ReferenceId": ""}, "Invalid ReferenceId: must have 1 to 48 characters"),
        ({"ReferenceId": "x" * 49}, "Invalid ReferenceId: must have 1 to 48 characters"),
        ({"Channel": "VOICE"}, "Invalid Channel: must be one of SMS"),
        (
            {"Language": "en"},
            "Invalid Language: must be one of de-DE, en-GB, en-US, es-419, es-ES, fr-CA, fr-FR, it-IT, ja-JP, ko-KR, "
            "pt-BR, zh-CN, zh-TW",
        ),
        ({"DestinationIdentity": " "}, "Missing DestinationIdentity"),
        ({"OriginationIdentity": ""}, "Missing OriginationIdentity"),
    ],
)
def test_a_bad_request_sends_nothing(
    client: PinpointClient, send_otp: Any, is_valid: Any, pinpoint: PinpointMock, members: dict[str, Any], text: str
) -> None:
    code = send_otp()
    pinpoint.clear()
    with pytest.raises(client.exceptions.BadRequestException) as caught:
        send_otp(**members)
    assert caught.value.response["Error"]["Message"] == text
    assert pinpoint.messages == []
    assert is_valid(code)


def test_an_unknown_application(client: PinpointClient, pinpoint: PinpointMock) -> None:
    parameters: Any = REQUIRED
    with pytest.raises(client.exceptions.NotFoundException, match="Resource not found"):
        client.send_otp_message(ApplicationId="nope", SendOTPMessageRequestParameters=parameters)
    with pytest.raises(botocore.exceptions.ClientError, match="Resource not found"):
        client.verify_otp_message(
            ApplicationId="nope",
            VerifyOTPMessageRequestParameters={"DestinationIdentity": PHONE, "Otp": "123456", "ReferenceId": "login"},
        )
    assert pinpoint.messages == []


def test_a_number_that_is_bad(client: PinpointClient, app_id: str, is_valid: Any, pinpoint: PinpointMock) -> None:
    parameters: Any = REQUIRED | {"DestinationIdentity": "ada"}
    response = client.send_otp_message(ApplicationId=app_id, SendOTPMessageRequestParameters=parameters)
    assert response["MessageResponse"]["Result"] == {"ada": BAD_NUMBER}
    code = pinpoint.failed_messages.one().otp
    assert code is not None
    assert not is_valid(code, destination="ada")


def test_a_channel_that_is_off_leaves_an_earlier_code_valid(
    client: PinpointClient, app_id: str, send_otp: Any, is_valid: Any, pinpoint: PinpointMock
) -> None:
    earlier = send_otp(CodeLength=7)
    client.update_sms_channel(ApplicationId=app_id, SMSChannelRequest={"Enabled": False})
    later = send_otp(CodeLength=8)
    message = pinpoint.failed_messages.one()
    assert (message.delivery_status, message.status_code) == ("PERMANENT_FAILURE", 400)
    assert message.status_message == f"No channel of type SMS is enabled for the application {app_id}"
    assert not is_valid(later)
    assert is_valid(earlier)


def test_the_answer_to_a_verification(client: PinpointClient, app_id: str, send_otp: Any) -> None:
    code = send_otp()
    for valid in (True, False):
        answer = client.verify_otp_message(
            ApplicationId=app_id,
            VerifyOTPMessageRequestParameters={"DestinationIdentity": PHONE, "Otp": code, "ReferenceId": "login"},
        )
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
        assert answer["VerificationResponse"] == {"Valid": valid}


def test_a_code_is_valid_once(send_otp: Any, is_valid: Any) -> None:
    code = send_otp()
    assert is_valid(code)
    assert not is_valid(code)


@pytest.mark.parametrize(
    "other", [{"reference_id": "Login"}, {"reference_id": ""}, {"destination": "15550100"}, {"destination": ""}]
)
def test_a_code_belongs_to_its_reference_and_number(send_otp: Any, is_valid: Any, other: dict[str, str]) -> None:
    code = send_otp(AllowedAttempts=1)
    assert not is_valid(code, **other)
    assert is_valid(code)  # that was no try of this code


def test_references_and_numbers_are_apart(send_otp: Any, is_valid: Any) -> None:
    codes = {
        (reference, number): send_otp(ReferenceId=reference, DestinationIdentity=number)
        for reference in ("login", "order")
        for number in (PHONE, "+15550101")
    }
    assert all(is_valid(code, *key) for key, code in codes.items())


def test_applications_are_apart(client: PinpointClient, send_otp: Any, is_valid: Any, pinpoint: PinpointMock) -> None:
    code = send_otp()
    answer = client.verify_otp_message(
        ApplicationId=pinpoint.add_app(),
        VerifyOTPMessageRequestParameters={"DestinationIdentity": PHONE, "Otp": code, "ReferenceId": "login"},
    )
    assert not answer["VerificationResponse"]["Valid"]
    assert is_valid(code)


@pytest.mark.parametrize("attempts", [1, 2, 3, 4, 5])
def test_a_code_is_dead_once_failed_tries_reach_the_allowed_ones(send_otp: Any, is_valid: Any, attempts: int) -> None:
    code = send_otp(AllowedAttempts=attempts)
    for _ in range(attempts - 1):
        assert not is_valid(wrong(code))
    assert is_valid(code)

    code = send_otp(AllowedAttempts=attempts)
    for _ in range(attempts):
        assert not is_valid(wrong(code))
    assert not is_valid(code)


def test_three_tries_by_default(send_otp: Any, is_valid: Any) -> None:
    code = send_otp()
    assert [is_valid(text) for text in (wrong(code), "", code)] == [False, False, True]
    code = send_otp()
    assert [is_valid(text) for text in (wrong(code), "", code + "0", code)] == [False] * 4


@pytest.mark.parametrize("tries", [1, 3])
def test_a_second_send_replaces_the_code_and_its_tries(send_otp: Any, is_valid: Any, tries: int) -> None:
    first = send_otp(CodeLength=5)
    for _ in range(tries):
        assert not is_valid(wrong(first))
    second = send_otp(CodeLength=6)
    assert not is_valid(first)
    assert not is_valid(wrong(second))
    assert is_valid(second)


@pytest.mark.parametrize(("members", "minutes"), [({}, 15), ({"ValidityPeriod": 5}, 5), ({"ValidityPeriod": 60}, 60)])
@pytest.mark.parametrize(("seconds", "valid"), [(-1, True), (0, False), (1, False)])
def test_a_code_expires_by_the_clock(
    clock: Any,
    send_otp: Any,
    is_valid: Any,
    members: dict[str, int],
    minutes: int,
    seconds: int,
    valid: bool,
) -> None:
    code = send_otp(**members)
    clock.shift(datetime.timedelta(minutes=minutes, seconds=seconds))
    assert is_valid(code) is valid


def test_a_second_send_starts_the_validity_anew(clock: Any, send_otp: Any, is_valid: Any) -> None:
    send_otp()
    clock.shift(datetime.timedelta(minutes=14))
    code = send_otp()
    clock.shift(datetime.timedelta(minutes=14))
    assert is_valid(code)


def test_codes_end_with_their_application_and_their_world(
    client: PinpointClient, app_id: str, send_otp: Any, is_valid: Any, pinpoint: PinpointMock
) -> None:
    code = send_otp()
    pinpoint.clear()
    assert is_valid(code)
    code = send_otp()
    client.delete_app(ApplicationId=app_id)
    pinpoint.add_app(application_id=app_id)
    assert not is_valid(code)


def test_a_snapshot_of_the_world_takes_codes_along(send_otp: Any, is_valid: Any, pinpoint: PinpointMock) -> None:
    world = pinpoint.backend().world
    code = send_otp()
    assert not is_valid(wrong(code))
    snapshot = world.snapshot()
    for _ in range(2):
        assert [is_valid(text) for text in (wrong(code), code, code)] == [False, True, False]
        world.restore(snapshot)


def test_a_seed_fixes_the_code(client: PinpointClient, pinpoint: PinpointMock) -> None:
    def draw() -> str:
        pinpoint.backend().world.ids.seed("a seed")
        return pinpoint.backend().world.ids.numeric_code(8)

    assert draw() == draw()

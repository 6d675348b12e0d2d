"""The log of checks of one-time codes: each with the reason why a code was not valid."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

import freezegun
import pytest

from tests.suites import run_source

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

PHONE = "+15550100"


class Verify(Protocol):
    """Verifies a code, and returns the reason why it is not valid."""

    def __call__(self, code: str | None, reference_id: str = "login", destination: str = PHONE) -> str | None: ...


@pytest.fixture
def frozen() -> Iterator[Any]:
    with freezegun.freeze_time("2026-01-05 10:00:00") as frozen:
        yield frozen


@pytest.fixture
def app_id(pinpoint: PinpointMock) -> str:
    return pinpoint.add_app(channels=["SMS"], application_id="shop", region_name="us-east-1")


@pytest.fixture
def code(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> str:
    """A code that was sent, of five digits."""
    client.send_otp_message(
        ApplicationId=app_id,
        SendOTPMessageRequestParameters={
            "AllowedAttempts": 2,
            "BrandName": "Shop",
            "Channel": "SMS",
            "DestinationIdentity": PHONE,
            "OriginationIdentity": "+15550199",
            "ReferenceId": "login",
        },
    )
    code = pinpoint.sent_messages.last.otp
    assert code is not None
    return code


@pytest.fixture
def verify(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> Verify:
    def verify(code: str | None, reference_id: str = "login", destination: str = PHONE) -> str | None:
        answer = client.verify_otp_message(
            ApplicationId=app_id,
            VerifyOTPMessageRequestParameters={
                "DestinationIdentity": destination,
                "Otp": code or "",
                "ReferenceId": reference_id,
            },
        )
        check = pinpoint.otp_checks.last
        assert check.is_valid is answer["VerificationResponse"]["Valid"] is (check.reason is None)
        assert check.request_id == answer["ResponseMetadata"]["RequestId"]
        return check.reason

    return verify


def test_a_valid_code_can_be_verified_once(code: str, verify: Verify) -> None:
    assert verify(code) is None
    assert verify(code) == "already verified; a code is valid once"


def test_wrong_codes_until_the_attempts_are_used_up(code: str, verify: Verify) -> None:
    assert verify("wrong") == f"wrong code; it is '{code}', attempts left: 1"
    assert verify("") == f"wrong code; it is '{code}', attempts left: 0"
    assert verify(code) == "attempts used up"


def test_checks_are_filtered(code: str, verify: Verify, pinpoint: PinpointMock) -> None:
    verify("wrong")
    verify(code)
    assert [check.code for check in pinpoint.otp_checks.filter(is_valid=True)] == [code]
    assert [check.code for check in pinpoint.otp_checks.filter(is_valid=False)] == ["wrong"]


def test_an_expired_code(frozen: Any, code: str, verify: Verify) -> None:
    frozen.tick(datetime.timedelta(minutes=15))
    assert verify(code) == "expired at 2026-01-05T10:15:00+00:00"


def test_an_unknown_reference_or_number(code: str, verify: Verify) -> None:
    known = f"known are 'login' to {PHONE}"
    assert verify(code, "signup") == f"unknown reference 'signup' to {PHONE}; {known}"
    assert verify(code, destination="+1555") == f"unknown reference 'login' to +1555; {known}"


def test_without_any_code(verify: Verify) -> None:
    assert verify("12345") == f"unknown reference 'login' to {PHONE}; known are none"


def test_the_fields_of_a_check(frozen: Any, code: str, verify: Verify, pinpoint: PinpointMock) -> None:
    verify(code)
    check = pinpoint.otp_checks.one(code=code, is_valid=True)
    assert (check.reference_id, check.destination_identity) == ("login", PHONE)
    assert (check.application_id, check.region_name, check.account_id) == ("shop", "us-east-1", "123456789012")
    assert check.checked_at == datetime.datetime(2026, 1, 5, 10, tzinfo=datetime.timezone.utc)
    assert check.describe() == f"'{code}' for 'login' to {PHONE}: valid"
    titles, _, cells = pinpoint.otp_checks.to_table().splitlines()
    assert titles.split() == ["Code", "Reference", "Number", "Outcome"]
    assert cells.split() == [code, "login", PHONE, "valid"]
    pinpoint.clear()
    assert pinpoint.otp_checks == []


def test_when_a_code_expires(frozen: Any, code: str, pinpoint: PinpointMock, client: PinpointClient) -> None:
    expires = datetime.datetime(2026, 1, 5, 10, 15, tzinfo=datetime.timezone.utc)
    assert pinpoint.sent_messages.one(otp=code).otp_expires_at == expires
    assert pinpoint.sent_messages.filter(otp_expires_at=expires) != []
    client.send_messages(
        ApplicationId="shop",
        MessageRequest={
            "Addresses": {PHONE: {"ChannelType": "SMS"}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hi"}},
        },
    )
    assert pinpoint.sent_messages.last.otp_expires_at is None
    assert "otp_expires_at" not in pinpoint.messages.to_json()


def test_a_check_that_was_refused_is_named_where_one_is_missing(pinpoint: PinpointMock, client: PinpointClient) -> None:
    with pytest.raises(client.exceptions.NotFoundException):
        client.verify_otp_message(
            ApplicationId="nope",
            VerifyOTPMessageRequestParameters={"DestinationIdentity": PHONE, "Otp": "1", "ReferenceId": "login"},
        )
    with pytest.raises(AssertionError, match=r"Failed requests:\n  VerifyOTPMessage: 404 .*no application 'nope'"):
        pinpoint.otp_checks.one()


def test_the_section_of_a_failed_test_has_the_code_and_the_checks(pytester: pytest.Pytester) -> None:
    source = """
def test_it(pinpoint):
    app_id = pinpoint.add_app(region_name="us-east-1")
    common = {"DestinationIdentity": "+15550100", "ReferenceId": "login"}
    CLIENT.send_otp_message(
        ApplicationId=app_id,
        SendOTPMessageRequestParameters={
            **common, "BrandName": "Shop", "Channel": "SMS", "OriginationIdentity": "+15550199",
        },
    )
    for code, reference in (("1", "login"), ("2", "signup")):
        CLIENT.verify_otp_message(
            ApplicationId=app_id, VerifyOTPMessageRequestParameters={**common, "Otp": code, "ReferenceId": reference}
        )
    assert False
"""
    run_source(pytester, source).stdout.re_match_lines(
        [
            r"-* Captured Pinpoint messages -*",
            r"1\. SMS to \+15550100: 'This is .*' SUCCESSFUL \(the code expires at 20.*\+00:00\)",
            r"One-time code '1' for 'login' to \+15550100: not valid: wrong code; it is '\d{6}', attempts left: 2",
            r"One-time code '2' for 'signup' to \+15550100: not valid: unknown reference .*; known are 'login'",
        ],
        consecutive=True,
    )

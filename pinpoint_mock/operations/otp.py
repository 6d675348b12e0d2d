"""One-time passwords: SendOTPMessage and VerifyOTPMessage."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.checks import missing, one_of, within
from pinpoint_mock.core.clock import now
from pinpoint_mock.core.explain import MOST, and_more, shown, was
from pinpoint_mock.delivery.origin import request_origin
from pinpoint_mock.delivery.recipients import Delivery, Recipient
from pinpoint_mock.delivery.sending import deliver, result_entry
from pinpoint_mock.logs.message import SUCCESSFUL
from pinpoint_mock.logs.otp_check import OtpCheck
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.rendering.content import Content
from pinpoint_mock.rendering.plan import DEFAULT_MESSAGE_TYPE
from pinpoint_mock.state.otps import Otp

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        MessageResponseTypeDef,
        SendOTPMessageRequestParametersTypeDef,
        VerificationResponseTypeDef,
        VerifyOTPMessageRequestParametersTypeDef,
    )

    from pinpoint_mock.state.call import OperationCall
    from pinpoint_mock.state.world import App

CHANNEL = "SMS"

DEFAULTS = {"CodeLength": 6, "ValidityPeriod": 15, "AllowedAttempts": 3, "Language": "en-US"}
"""The values of members that were not sent. AWS does not document them; here they are common ones within the limits.

Source: DG send-validate-otp.
"""

NUMBERS = {"CodeLength": (5, 8), "ValidityPeriod": (5, 60), "AllowedAttempts": (1, 5)}
"""The lowest and the highest value. AWS does not document the lowest AllowedAttempts; here 1, as 0 would allow no try.

Source: DG send-validate-otp.
"""

LENGTHS = {"BrandName": (1, 20), "ReferenceId": (1, 48)}
"""The lowest and the highest number of characters. AWS does not document the shortest BrandName; here it is not empty.

Source: DG send-validate-otp.
"""

LANGUAGES = (
    "de-DE",
    "en-GB",
    "en-US",
    "es-419",
    "es-ES",
    "fr-CA",
    "fr-FR",
    "it-IT",
    "ja-JP",
    "ko-KR",
    "pt-BR",
    "zh-CN",
    "zh-TW",
)

WITH_OWN_FIELD = frozenset({"Channel", "DestinationIdentity", "OriginationIdentity"})
"""The members that are fields of a `Message`; all others are its settings."""


@operation("SendOTPMessage")
def send_otp_message(
    app: App, *, send_otp_message_request_parameters: SendOTPMessageRequestParametersTypeDef, call: OperationCall
) -> MessageResponseTypeDef:
    """Send a new code by SMS, and return one entry under DestinationIdentity; the code is `otp` of the message.

    A number that cannot be reached is reported in the entry, as by SendMessages, and leaves an earlier code valid.
    BadRequestException, with nothing sent: a channel other than SMS, an unknown language, an identity that is empty, a
    number or a length out of range.

    AWS does not document the defaults, the texts in other languages, nor what a second send does; here the defaults are
    those of `DEFAULTS`, the text is English in each language, and a new code for the same reference and number replaces
    the old one and its failed tries, because the user asked for a new one.

    Source: DG send-validate-otp; API apps-application-id-otp.
    """
    members: dict[str, Any] = {**DEFAULTS, **send_otp_message_request_parameters}
    _check(members)
    code = app.backend.world.ids.numeric_code(members["CodeLength"])
    destination = members["DestinationIdentity"]
    origin = request_origin(call, members)
    expires_at = origin.sent_at + datetime.timedelta(minutes=members["ValidityPeriod"])
    message = deliver(origin, Delivery(app, Recipient({}, CHANNEL, destination), _content(members, code, expires_at)))
    if message.delivery_status == SUCCESSFUL:
        app.otps[members["ReferenceId"], destination] = Otp(code, expires_at, members["AllowedAttempts"])
    return {
        "ApplicationId": app.application_id,
        "RequestId": call.request_id,
        "Result": {destination: result_entry(message)},
    }


@operation("VerifyOTPMessage")
def verify_otp_message(
    app: App, *, verify_otp_message_request_parameters: VerifyOTPMessageRequestParametersTypeDef, call: OperationCall
) -> VerificationResponseTypeDef:
    """Whether a code is the one that was sent last to this number under this reference, and still valid.

    A wrong code, an expired or used one, too many tries and an unknown reference or number are all
    `{"Valid": False}`; the log of checks says which it was. Reference and number are compared as they were sent.

    AWS does not document what becomes of a code that was verified; here it can be verified once, because it is a
    one-time code. Nor does it document exactly when AllowedAttempts are used up; here when as many tries have failed. A
    code expires at the moment when its ValidityPeriod is over.

    Source: DG send-validate-otp; API apps-application-id-verify-otp.
    """
    members = verify_otp_message_request_parameters
    key = members["ReferenceId"], members["DestinationIdentity"]
    moment = now()
    otp = app.otps.get(key)
    reason = _unknown(app, *key) if otp is None else _past(otp, moment)
    if otp is not None and reason is None:
        is_wrong = members["Otp"] != otp.code
        otp = dataclasses.replace(otp, tries_left=otp.tries_left - is_wrong, is_verified=not is_wrong)
        reason = f"wrong code; it is {otp.code!r}, attempts left: {otp.tries_left}" if is_wrong else None
        app.otps[key] = otp
    app.backend.world.otp_checks.append(
        OtpCheck(
            application_id=app.application_id,
            region_name=app.backend.region_name,
            account_id=app.backend.account_id,
            request_id=call.request_id,
            checked_at=moment,
            code=members["Otp"],
            reference_id=members["ReferenceId"],
            destination_identity=members["DestinationIdentity"],
            is_valid=reason is None,
            reason=reason,
        )
    )
    return {"Valid": reason is None}


def _unknown(app: App, reference_id: str, destination: str) -> str:
    known = and_more([f"{shown(each)} to {number}" for each, number in list(app.otps)[-MOST:]], len(app.otps))
    return f"unknown reference {shown(reference_id)} to {destination}; known are {known}"


def _past(otp: Otp, moment: datetime.datetime) -> str | None:
    """Why no code can be verified any more, or None."""
    if otp.is_verified:
        return "already verified; a code is valid once"
    if not otp.tries_left:
        return "attempts used up"
    return f"expired at {otp.expires_at.isoformat()}" if moment >= otp.expires_at else None


def _check(members: Mapping[str, Any]) -> None:
    """Refuse members that break the rules. AWS does not document the texts; the wording is this mock's.

    Source: DG send-validate-otp.
    """
    for member in ("DestinationIdentity", "OriginationIdentity"):
        if not members[member].strip():
            raise missing(member, was(member, members[member]))
    one_of("Channel", members["Channel"], (CHANNEL,))
    one_of("Language", members["Language"], LANGUAGES)
    for member, limits in NUMBERS.items():
        within(member, members[member], *limits)
    for member, limits in LENGTHS.items():
        within(member, len(members[member]), *limits, "characters")


def _content(members: Mapping[str, Any], code: str, expires_at: datetime.datetime) -> Content:
    """The message with the code, in the service's words.

    Source: DG send-validate-otp.
    """
    return Content(
        body=f"This is your One Time Password: {code} from {members['BrandName']}",
        otp=code,
        otp_expires_at=expires_at,
        origination_number=members["OriginationIdentity"],
        message_type=DEFAULT_MESSAGE_TYPE,
        settings={member: value for member, value in members.items() if member not in WITH_OWN_FIELD},
    )

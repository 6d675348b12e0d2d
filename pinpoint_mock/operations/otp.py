"""One-time passwords: SendOTPMessage and VerifyOTPMessage."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.checks import missing, one_of, within
from pinpoint_mock.core.clock import now
from pinpoint_mock.delivery.sending import Recipient, Sender, result_entry
from pinpoint_mock.logs.message import SUCCESSFUL
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.rendering.content import DEFAULT_MESSAGE_TYPE, Content
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
"""AWS does not document them. Source: facts, messaging section 12, choice 22."""

NUMBERS = {"CodeLength": (5, 8), "ValidityPeriod": (5, 60), "AllowedAttempts": (1, 5)}
"""The lowest and the highest value. That AllowedAttempts begins at 1 is ours."""

LENGTHS = {"BrandName": (1, 20), "ReferenceId": (1, 48)}
"""The lowest and the highest number of characters. That BrandName begins at 1 is ours."""

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
    """Send a new code by SMS, and answer one entry under DestinationIdentity; the code is `otp` of the message.

    A number that cannot be reached is told in the entry, as by SendMessages, and no code is valid then but one that
    was before. BadRequestException, with nothing sent: a channel other than SMS, an unknown language, an identity
    that is empty, a number or a length out of range.

    Source: facts, messaging sections 2.1, 2.3 and 9.1 and section 12, choices 22 to 27. AWS does not document the
    defaults, the texts in other languages, nor what a second send does; here the defaults are those of `DEFAULTS`,
    the text is English in each language, and a new code for the same reference and number replaces the old one and
    its failed tries.
    """
    members: dict[str, Any] = {**DEFAULTS, **send_otp_message_request_parameters}
    _check(members)
    code, sent_at = app.backend.world.ids.numeric_code(members["CodeLength"]), now()
    destination = members["DestinationIdentity"]
    sender = Sender(app, call, members, sent_at)
    message = sender.deliver(Recipient({}, CHANNEL, destination), _content(members, code))
    if message.delivery_status == SUCCESSFUL:
        expires_at = sent_at + datetime.timedelta(minutes=members["ValidityPeriod"])
        app.otps[members["ReferenceId"], destination] = Otp(code, expires_at, members["AllowedAttempts"])
    return {
        "ApplicationId": app.application_id,
        "RequestId": call.request_id,
        "Result": {destination: result_entry(message)},
    }


@operation("VerifyOTPMessage")
def verify_otp_message(
    app: App, *, verify_otp_message_request_parameters: VerifyOTPMessageRequestParametersTypeDef
) -> VerificationResponseTypeDef:
    """Whether a code is the one that was sent last to this number under this reference, and still valid.

    A wrong code, an expired or used one, too many tries and an unknown reference or number are all
    `{"Valid": False}`. Reference and number are compared as they were sent.

    Source: facts, messaging section 9.2 and section 12, choices 25 and 26. AWS does not document what becomes of a
    code that was verified, and is vague about AllowedAttempts; here a code can be verified once, and is dead once the
    failed tries reach AllowedAttempts. It has expired when ValidityPeriod is over, to the moment.
    """
    members = verify_otp_message_request_parameters
    key = members["ReferenceId"], members["DestinationIdentity"]
    otp = app.otps.get(key)
    if otp is None or now() >= otp.expires_at:
        return {"Valid": False}
    is_valid = members["Otp"] == otp.code
    if is_valid or otp.tries_left == 1:
        del app.otps[key]
    else:
        app.otps[key] = dataclasses.replace(otp, tries_left=otp.tries_left - 1)
    return {"Valid": is_valid}


def _check(members: Mapping[str, Any]) -> None:
    """Source: facts, messaging section 9.1. The texts are ours."""
    for member in ("DestinationIdentity", "OriginationIdentity"):
        if not members[member].strip():
            raise missing(member)
    one_of("Channel", members["Channel"], (CHANNEL,))
    one_of("Language", members["Language"], LANGUAGES)
    for member, limits in NUMBERS.items():
        within(member, members[member], *limits)
    for member, limits in LENGTHS.items():
        within(member, len(members[member]), *limits, "characters")


def _content(members: Mapping[str, Any], code: str) -> Content:
    """Source: facts, messaging section 9.1; section 12, choice 30, for the message type."""
    return Content(
        is_empty=False,
        body=f"This is your One Time Password: {code} from {members['BrandName']}",
        otp=code,
        origination_number=members["OriginationIdentity"],
        message_type=DEFAULT_MESSAGE_TYPE,
        settings={member: value for member, value in members.items() if member not in WITH_OWN_FIELD},
    )

"""What a message may not exceed for one recipient: the lengths of its texts, the ranges of its settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pinpoint_mock.core.channels import Channel
from pinpoint_mock.core.checks import at_most, invalid, one_of, within
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.logs.sms import GSM, UCS2, sms_encoding, sms_length
from pinpoint_mock.rendering.content import Content

Check = Callable[[str, Any], object]
"""Takes the name of a member and its value. BadRequestException if the value is over its limit."""

SMS_CHARACTERS = {GSM: 1_600, UCS2: 630}
VOICE_CHARACTERS = 6_000
COLLAPSE_ID_BYTES = 64

HEADER_CHARACTERS = 870


def limit_failure(channel: Channel, content: Content) -> tuple[int, str] | None:
    """The status code and text with which a message over a limit fails its recipient; None if it is within all.

    Texts and headers are measured as the recipient reads them. A setting that is an empty text counts as not given.
    AWS documents the limits, but the entry for SMS only, which is a failure; here it is one for all, since sending the
    same again would fail again. The texts are this mock's.

    Source: UG channels-sms-limitations-characters; DG quotas; MODEL MessageHeader; MODEL APNSMessage;
    MODEL GCMMessage; MODEL BaiduMessage.

    >>> from pinpoint_mock.core.channels import CHANNELS
    >>> limit_failure(CHANNELS["BAIDU"], Content(settings={"TimeToLive": 604801}))
    (400, 'Invalid TimeToLive: must be 0 to 604800')
    """
    try:
        for member, check in LIMITS[channel.message].items():
            value = content.body if member == "Body" else content.settings.get(member)
            if value not in (None, ""):
                check(member, value)
    except BadRequestException as error:
        return error.status, str(error)
    return None


def _sms(member: str, text: str) -> None:
    if 2 * len(text) <= SMS_CHARACTERS[UCS2]:
        return  # short in any encoding, as most are
    encoding, length = sms_encoding(text), sms_length(text)
    most = SMS_CHARACTERS[encoding]
    if length > most:
        raise invalid(member, f"must have at most {most} characters in {encoding}, not {length}")


def _voice(member: str, text: str) -> None:
    at_most(member, len(text), VOICE_CHARACTERS, "characters")


def _headers(member: str, headers: Sequence[Mapping[str, str]]) -> None:
    for header in headers:
        at_most(member, len(header.get("Value") or ""), HEADER_CHARACTERS, "characters", "a Value must have")


def _collapse_id(member: str, text: str) -> None:
    at_most(member, len(text.encode(errors="surrogatepass")), COLLAPSE_ID_BYTES, "bytes")


def _not_negative(member: str, number: int) -> None:
    if number < 0:
        raise invalid(member, "must be at least 0")


def _one_of(*allowed: str) -> Check:
    return lambda member, text: one_of(member, text, allowed)


def _method(*allowed: str) -> Check:
    return lambda member, text: one_of(member, text.upper(), allowed)


def _seconds(most: int) -> Check:
    return lambda member, number: within(member, number, 0, most)


PRIORITY = _one_of("5", "10", "normal", "high")

LIMITS: Mapping[str, Mapping[str, Check]] = {
    "ADMMessage": {},
    "APNSMessage": {
        "APNSPushType": _one_of("alert", "background", "complication", "fileprovider", "mdm", "voip"),
        "CollapseId": _collapse_id,
        "PreferredAuthenticationMethod": _method("CERTIFICATE", "TOKEN"),
        "Priority": PRIORITY,
        "TimeToLive": _not_negative,
    },
    "BaiduMessage": {"TimeToLive": _seconds(604_800)},
    "EmailMessage": {"Headers": _headers},
    "GCMMessage": {
        "PreferredAuthenticationMethod": _method("KEY", "TOKEN"),
        "Priority": PRIORITY,
        "TimeToLive": _seconds(2_419_200),
    },
    "SMSMessage": {"Body": _sms},
    "VoiceMessage": {"Body": _voice},
}
"""What is checked, by the member of MessageConfiguration and its members. AWS gives APNs no longest TimeToLive."""

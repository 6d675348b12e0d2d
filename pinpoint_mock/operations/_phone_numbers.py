"""What is known about a phone number: the data of libphonenumber, and what a test has declared.

The data take half a second to load, and few tests need them: import this module where it is used, not at the head of
another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType, carrier, geocoder, timezone

from pinpoint_mock.core.checks import invalid, missing
from pinpoint_mock.core.explain import was
from pinpoint_mock.logs.matching import check_fields

if TYPE_CHECKING:
    from pinpoint_mock.state.world import PinpointBackend

MEMBERS = (
    "CountryCodeIso2",
    "CountryCodeNumeric",
    "Country",
    "City",
    "ZipCode",
    "County",
    "Timezone",
    "CleansedPhoneNumberNational",
    "CleansedPhoneNumberE164",
    "Carrier",
    "PhoneTypeCode",
    "PhoneType",
    "OriginalPhoneNumber",
    "OriginalCountryCodeIso2",
)
"""The members of an answer, in the order on the wire.

Source: gh:awsdocs/amazon-pinpoint-user-guide@2284633:doc-source/channels-sms-verify.md.
"""

DECLARABLE = tuple(member for member in MEMBERS if not member.startswith("Original"))

PHONE_TYPES = {"MOBILE": 0, "LANDLINE": 1, "VOIP": 2, "INVALID": 3, "OTHER": 4, "PREPAID": 5}
"""PhoneTypeCode by PhoneType.

Source: MODEL NumberValidateResponse.PhoneTypeCode.
"""

DETAILS = {
    "MOBILE": ("City", "Timezone", "Carrier"),
    "LANDLINE": ("City", "Timezone", "Carrier"),
    "VOIP": ("Carrier",),
    "INVALID": (),
    "OTHER": ("Timezone", "Carrier"),
    "PREPAID": ("Carrier",),
}
"""What an answer says about a number of a type, if it is known.

Source: DG validate-phone-numbers; CLI phone-number-validate.
"""

COUNTRYWIDE = "Countrywide"
"""The city of numbers that have no place in their country.

Source: DG validate-phone-numbers.
"""

TYPICAL = {
    "VOIP": {"City": COUNTRYWIDE},
    "OTHER": {"Carrier": "Multiple OCN Listing"},
    "PREPAID": {"City": COUNTRYWIDE},
}
"""What AWS's samples say about every number of a type.

Source: DG validate-phone-numbers.
"""

NO_PLACE = frozenset({"US", "CA"})
"""The countries of whose numbers nothing is said about the place.

Source: DG validate-phone-numbers.
"""

PLACE = ("City", "Timezone")

NOT_GEOGRAPHICAL = "001"
"""libphonenumber's region of numbers that belong to no country, such as +800."""

NORTH_AMERICAN = re.compile("[2-9][0-9]{2}[2-9][0-9]{6}")
"""The form of a number behind +1. One that fits, but is not in use, is of type OTHER and not INVALID."""

STATE = re.compile(", [A-Z]{2}$")
"""How libphonenumber ends the name of a Mexican city, as of other North American ones."""


def phone_number_answer(backend: PinpointBackend, text: str, country_code: str | None) -> dict[str, Any]:
    """The answer for a number that was sent with a country or without: what was declared, else what is computed.

    BadRequestException if there is no text at all.
    """
    region = country_code and country_code.upper()
    number = _read(text, region)
    declared = _declared(backend, _keys(text, number))
    sent = {"OriginalPhoneNumber": text, "OriginalCountryCodeIso2": country_code}
    known = _computed(number, region, declared.get("PhoneType")) | declared | sent
    return {member: known[member] for member in MEMBERS if known.get(member) is not None}


def declare_phone_number(backend: PinpointBackend, phone_number: str, answer: Mapping[str, Any]) -> None:
    """Fix members of the answer for a phone number, however it will be written, in every region.

    `answer` holds members of NumberValidateResponse, of the types that they have there, or None for what is not to
    be known. PhoneType and PhoneTypeCode follow each other, and a declared type decides which other members there are.
    A later declaration replaces an earlier one. TypeError for a member that cannot be declared; BadRequestException
    for no number, for a PhoneType or PhoneTypeCode that does not exist, and for two that do not belong together.
    """
    check_fields("the declared answer for a phone number", DECLARABLE, answer)
    keys = _keys(phone_number, _read(phone_number, None))
    declared = {**answer, **_phone_type(answer)}
    for key in keys:
        for held in backend.world.backends():
            held.phone_numbers.pop(key, None)
        backend.phone_numbers[key] = declared


def _phone_type(answer: Mapping[str, Any]) -> dict[str, Any]:
    """PhoneType and PhoneTypeCode, if an answer has at least one of them."""
    given = {member: answer[member] for member in ("PhoneType", "PhoneTypeCode") if member in answer}
    if not given:
        return {}
    for phone_type, code in PHONE_TYPES.items():
        found = {"PhoneType": phone_type, "PhoneTypeCode": code}
        if found | given == found:
            return found
    types = ", ".join(f"{phone_type} ({code})" for phone_type, code in PHONE_TYPES.items())
    raise invalid(" and ".join(given), f"must be one of {types}", answer.get("PhoneType", answer.get("PhoneTypeCode")))


def _declared(backend: PinpointBackend, keys: Iterable[str]) -> dict[str, Any]:
    """A declaration is kept by one backend, so that copies and resets take it along, and serves all of them."""
    found = (held.phone_numbers[key] for key in keys for held in backend.world.backends() if key in held.phone_numbers)
    return next(found, {})


def _read(text: str, region: str | None) -> PhoneNumber | None:
    """Read a number in a region, else by its first digits; None if it is no number of any country.

    The digits of a number are those of ASCII, although libphonenumber reads all others too. BadRequestException if
    there is no text at all.
    """
    if not text.strip():
        raise missing("PhoneNumber", was("PhoneNumber", text))
    if any(letter.isdigit() and not letter.isascii() for letter in text):
        return None
    for candidate in (text, f"+{text}"):
        try:
            return phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
    return None


def _keys(text: str, number: PhoneNumber | None) -> tuple[str, ...]:
    """What a declaration is found by, best first: the number, and the text, which is read otherwise in a country."""
    return (text.strip(),) if number is None else (_e164(number), text.strip())


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _computed(number: PhoneNumber | None, region: str | None, phone_type: str | None) -> dict[str, Any]:
    """The answer without what a test declared, except a declared type."""
    if number is None:
        return {"PhoneType": "INVALID", "PhoneTypeCode": PHONE_TYPES["INVALID"]}
    phone_type = phone_type or _type_of(number)
    home = _home(number, region)
    found = {member: FINDERS[member](number, home) for member in DETAILS[phone_type]}
    details = TYPICAL.get(phone_type, {}) | {member: value for member, value in found.items() if value}
    hidden = PLACE if home in NO_PLACE else ()
    return {
        "CountryCodeIso2": home,
        "CountryCodeNumeric": str(number.country_code),
        "Country": home and _country(home),
        "CleansedPhoneNumberNational": phonenumbers.national_significant_number(number),
        "CleansedPhoneNumberE164": _e164(number),
        "PhoneTypeCode": PHONE_TYPES[phone_type],
        "PhoneType": phone_type,
        **{member: value for member, value in details.items() if member not in hidden},
    }


def _type_of(number: PhoneNumber) -> str:
    if not phonenumbers.is_valid_number(number):
        national = phonenumbers.national_significant_number(number)
        is_reserved = number.country_code == 1 and NORTH_AMERICAN.fullmatch(national)
        return "OTHER" if is_reserved else "INVALID"
    types = {
        PhoneNumberType.FIXED_LINE: "LANDLINE",
        PhoneNumberType.MOBILE: "MOBILE",
        PhoneNumberType.FIXED_LINE_OR_MOBILE: "MOBILE",
        PhoneNumberType.VOIP: "VOIP",
    }
    return types.get(phonenumbers.number_type(number), "OTHER")


def _home(number: PhoneNumber, region: str | None) -> str | None:
    """The country of a number, or None. That of an invalid one is `region`, if it has the numeric code of that."""
    home = phonenumbers.region_code_for_number(number)
    if home is None:
        assert number.country_code is not None, "every number that was read has one"
        homes = phonenumbers.region_codes_for_country_code(number.country_code)
        home = region if region in homes else homes[0]
    return None if home == NOT_GEOGRAPHICAL else home


def _typical_number(home: str) -> PhoneNumber:
    number = phonenumbers.example_number(home)
    assert number is not None, "libphonenumber has one for each of its countries"
    return number


def _country(home: str) -> str | None:
    """The name of a country by one of its own numbers, as others may not tell which of several countries they are in.

    None for the few that libphonenumber has no name for.
    """
    return geocoder.country_name_for_number(_typical_number(home), "en") or None


def _city(number: PhoneNumber, home: str | None) -> str | None:
    """The place of a number; where libphonenumber knows none, it gives nothing or the name of the country."""
    place = geocoder.description_for_number(number, "en")
    return COUNTRYWIDE if home and place in ("", _country(home)) else STATE.sub("", place)


def _timezone(number: PhoneNumber, home: str | None) -> str | None:
    candidates = [number] if home is None else [number, _typical_number(home)]
    zones = [timezone.time_zones_for_number(candidate) for candidate in candidates]
    if timezone.UNKNOWN_TIMEZONE in zones[0]:
        return None
    return next((names[0] for names in zones if len(names) == 1), None)


def _carrier(number: PhoneNumber, home: str | None) -> str:
    return carrier.name_for_number(number, "en")


FINDERS: Mapping[str, Callable[[PhoneNumber, str | None], str | None]] = {
    "City": _city,
    "Timezone": _timezone,
    "Carrier": _carrier,
}
"""How the details of a number are found."""

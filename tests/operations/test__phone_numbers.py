"""What is known about a phone number, through boto3: odd input, countries, and declared answers.

Places and carriers come from libphonenumber, whose data change: the tests take those that are stable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.operations._phone_numbers import DECLARABLE, MEMBERS, PHONE_TYPES, declare_phone_number
from pinpoint_mock.protocol.model import shape
from tests.builders import ARABIC, DEVANAGARI, FULL_WIDTH, in_digits

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

Validate = Callable[..., dict[str, Any]]


@pytest.fixture
def validate(client: PinpointClient) -> Validate:
    """What PhoneNumberValidate answers for a number, and for a country if there is one."""

    def validate(phone_number: str, iso_country_code: str | None = None) -> dict[str, Any]:
        request = {"PhoneNumber": phone_number, "IsoCountryCode": iso_country_code}
        members: Any = {member: value for member, value in request.items() if value is not None}
        return dict(client.phone_number_validate(NumberValidateRequest=members)["NumberValidateResponse"])

    return validate


@pytest.fixture
def declare(pinpoint: PinpointMock) -> Callable[..., None]:
    """Declare members of the answer for a number."""

    def declare(phone_number: str, **members: Any) -> None:
        declare_phone_number(pinpoint.backend(), phone_number, members)

    return declare


def test_a_landline(validate: Validate) -> None:
    assert validate("+442079460000") == {
        "City": "London",
        "CleansedPhoneNumberE164": "+442079460000",
        "CleansedPhoneNumberNational": "2079460000",
        "Country": "United Kingdom",
        "CountryCodeIso2": "GB",
        "CountryCodeNumeric": "44",
        "OriginalPhoneNumber": "+442079460000",
        "PhoneType": "LANDLINE",
        "PhoneTypeCode": 1,
        "Timezone": "Europe/London",
    }


def test_a_mobile_number_has_a_carrier(validate: Validate) -> None:
    response = validate("+4915123456789")
    assert response.pop("Carrier")
    assert response == {
        "City": "Countrywide",
        "CleansedPhoneNumberE164": "+4915123456789",
        "CleansedPhoneNumberNational": "15123456789",
        "Country": "Germany",
        "CountryCodeIso2": "DE",
        "CountryCodeNumeric": "49",
        "OriginalPhoneNumber": "+4915123456789",
        "PhoneType": "MOBILE",
        "PhoneTypeCode": 0,
        "Timezone": "Europe/Berlin",
    }


def test_an_american_number_may_be_both_and_counts_as_mobile(validate: Validate) -> None:
    response = validate("+1 (650) 253-0000")
    assert (response["PhoneType"], response["PhoneTypeCode"]) == ("MOBILE", 0)
    assert (response["CleansedPhoneNumberE164"], response["CleansedPhoneNumberNational"]) == (
        "+16502530000",
        "6502530000",
    )
    assert response["OriginalPhoneNumber"] == "+1 (650) 253-0000"


def test_a_voip_number(validate: Validate) -> None:
    response = validate("+445612345678")
    assert (response["PhoneType"], response["PhoneTypeCode"], response["City"]) == ("VOIP", 2, "Countrywide")
    assert response["CountryCodeIso2"] == "GB"
    assert "Timezone" not in response


@pytest.mark.parametrize("phone_type", PHONE_TYPES)
@pytest.mark.parametrize(
    ("phone_number", "country"),
    [("+16502530000", "US"), ("+12125550100", "US"), ("+14165550100", "CA"), ("+18075550100", "CA")],
)
def test_an_american_or_canadian_number_has_no_place_whatever_its_type(
    validate: Validate, declare: Any, phone_number: str, country: str, phone_type: str
) -> None:
    place = {"City", "County", "Timezone", "ZipCode"}
    response = validate(phone_number)
    assert (response["CountryCodeIso2"], response["PhoneType"]) == (country, "MOBILE")
    assert place.isdisjoint(response)
    declare(phone_number, PhoneType=phone_type)
    assert place.isdisjoint(validate(phone_number))


def test_a_declared_place_of_an_american_number_is_answered(validate: Validate, declare: Any) -> None:
    place = {"City": "Seattle", "County": "King", "Timezone": "America/Los_Angeles", "ZipCode": "98101"}
    declare("+12065550142", **place)
    assert place.items() <= validate("+12065550142").items()


def test_a_number_behind_plus_one_in_another_country_has_a_place(validate: Validate) -> None:
    response = validate("+17872345678")
    assert (response["CountryCodeIso2"], response["City"]) == ("PR", "Countrywide")
    assert response["Timezone"] == "America/Puerto_Rico"


def test_the_state_is_no_part_of_a_city(validate: Validate) -> None:
    assert validate("+528183456789")["City"] == "Monterrey"


@pytest.mark.parametrize(
    "phone_number",
    [
        "+18005550100",  # toll-free
        "+19005550100",  # premium rate
        "+15005550006",  # personal
        "+15555550100",  # 555
        "+19995550100",  # an area code that is not in use
    ],
)
def test_other_numbers(validate: Validate, phone_number: str) -> None:
    assert validate(phone_number) == {
        "Carrier": "Multiple OCN Listing",
        "CleansedPhoneNumberE164": phone_number,
        "CleansedPhoneNumberNational": phone_number[2:],
        "Country": "United States",
        "CountryCodeIso2": "US",
        "CountryCodeNumeric": "1",
        "OriginalPhoneNumber": phone_number,
        "PhoneType": "OTHER",
        "PhoneTypeCode": 4,
    }


def test_another_number_elsewhere_has_a_time_zone(validate: Validate) -> None:
    response = validate("+448001111111")
    assert (response["PhoneType"], response["Timezone"]) == ("OTHER", "Europe/London")
    assert "City" not in response


@pytest.mark.parametrize(
    ("phone_number", "e164", "national", "country"),
    [
        ("+440163296076", "+44163296076", "163296076", ("44", "GB", "United Kingdom")),  # a stray zero is taken out
        ("4085550100", "+4085550100", "85550100", ("40", "RO", "Romania")),  # read by its first digits
        ("+15550100", "+15550100", "5550100", ("1", "US", "United States")),
        ("+12061550142", "+12061550142", "2061550142", ("1", "US", "United States")),
        ("112", "+112", "12", ("1", "US", "United States")),
    ],
)
def test_invalid_numbers(
    validate: Validate, phone_number: str, e164: str, national: str, country: tuple[str, str, str]
) -> None:
    numeric, iso2, name = country
    assert validate(phone_number) == {
        "CleansedPhoneNumberE164": e164,
        "CleansedPhoneNumberNational": national,
        "Country": name,
        "CountryCodeIso2": iso2,
        "CountryCodeNumeric": numeric,
        "OriginalPhoneNumber": phone_number,
        "PhoneType": "INVALID",
        "PhoneTypeCode": 3,
    }


@pytest.mark.parametrize(
    "phone_number",
    [
        "+999123456",
        "+1",
        "abc",
        in_digits("+442079460000", ARABIC),
        in_digits("+442079460000", FULL_WIDTH),
        "+44207946000" + DEVANAGARI,
        "+",
        "0016502530000",
        "+" + "1" * 40,
        "+" + "1" * 300,
        "ada@example.com",
        "\x00",
    ],
)
def test_what_is_no_number_of_any_country(validate: Validate, phone_number: str) -> None:
    assert validate(phone_number) == {
        "OriginalPhoneNumber": phone_number,
        "PhoneType": "INVALID",
        "PhoneTypeCode": 3,
    }


@pytest.mark.parametrize(
    ("phone_number", "e164"),
    [
        ("14085550101", "+14085550101"),  # without a plus
        (" +1-408-555.0101 ", "+14085550101"),
        ("+4407400123456", "+447400123456"),
        ("+16502530000 ext. 5", "+16502530000"),
        ("tel:+16502530000", "+16502530000"),
        ("+1-800-FLOWERS", "+18003569377"),
        ("+39 06 1234 5678", "+390612345678"),  # here the zero belongs to the number
    ],
)
def test_cleansing(validate: Validate, phone_number: str, e164: str) -> None:
    response = validate(phone_number)
    assert response["CleansedPhoneNumberE164"] == e164
    assert e164 == f"+{response['CountryCodeNumeric']}{response['CleansedPhoneNumberNational']}"
    assert response["OriginalPhoneNumber"] == phone_number
    assert response["PhoneType"] != "INVALID"


@pytest.mark.parametrize(
    ("phone_number", "iso_country_code", "e164", "country"),
    [
        ("(408) 555-0100", "US", "+14085550100", "US"),
        ("020 7946 0000", "gb", "+442079460000", "GB"),
        ("+442079460000", "US", "+442079460000", "GB"),  # a plus goes before IsoCountryCode
        ("14085550101", "US", "+14085550101", "US"),
        ("204 1", "CA", "+12041", "CA"),  # invalid, and of one of many countries with this numeric code
        ("+12041", "GB", "+12041", "US"),
        ("442079460000", "AQ", "+442079460000", "GB"),  # a country without numbers of its own
        ("442079460000", "XX", "+442079460000", "GB"),
    ],
)
def test_the_country_that_was_sent(
    validate: Validate, phone_number: str, iso_country_code: str, e164: str, country: str
) -> None:
    response = validate(phone_number, iso_country_code)
    assert response["OriginalCountryCodeIso2"] == iso_country_code
    assert (response["CleansedPhoneNumberE164"], response["CountryCodeIso2"]) == (e164, country)


def test_a_leading_zero_that_belongs_to_no_american_number(validate: Validate) -> None:
    assert validate("06502530000", "US")["PhoneType"] == "INVALID"


@pytest.mark.parametrize(
    ("phone_number", "country", "name", "timezone"),
    [
        ("+12462345678", "BB", "Barbados", "America/Barbados"),  # behind +1, as many others
        ("+447400123456", "GB", "United Kingdom", "Europe/London"),  # four time zones are possible
        ("+6421234567", "NZ", "New Zealand", "Pacific/Auckland"),
    ],
)
def test_mobile_numbers_are_those_of_the_whole_country(
    validate: Validate, phone_number: str, country: str, name: str, timezone: str
) -> None:
    response = validate(phone_number)
    assert (response["PhoneType"], response["CountryCodeIso2"], response["Country"]) == ("MOBILE", country, name)
    assert (response["City"], response["Timezone"]) == ("Countrywide", timezone)


def test_a_country_whose_typical_number_may_lie_in_several_time_zones(validate: Validate) -> None:
    response = validate("+353850123456")
    assert (response["PhoneType"], response["CountryCodeIso2"]) == ("MOBILE", "IE")
    assert response.get("Timezone") in (None, "Europe/Dublin")  # libphonenumber's data lack it so far


@pytest.mark.parametrize(
    ("phone_number", "phone_type", "numeric"),
    [("+80012345678", "OTHER", "800"), ("+883510000000000", "VOIP", "883"), ("+870301234567", "MOBILE", "870")],
)
def test_numbers_of_no_country(validate: Validate, phone_number: str, phone_type: str, numeric: str) -> None:
    response = validate(phone_number)
    assert (response["PhoneType"], response["CountryCodeNumeric"]) == (phone_type, numeric)
    assert {"Country", "CountryCodeIso2", "Timezone"}.isdisjoint(response)


def test_a_number_of_no_country_is_not_countrywide(validate: Validate) -> None:
    assert "City" not in validate("+870301234567")


def test_a_country_without_a_name(validate: Validate) -> None:
    response = validate("+38349123456")
    assert (response["CountryCodeIso2"], response["PhoneType"]) == ("XK", "MOBILE")
    assert response["City"] == "Countrywide"
    assert response.get("Country") in (None, "Kosovo")  # libphonenumber's data lack it so far


def test_the_members_are_those_of_the_model() -> None:
    assert set(MEMBERS) == set(shape("NumberValidateResponse")["members"])
    assert set(MEMBERS) - set(DECLARABLE) == {"OriginalPhoneNumber", "OriginalCountryCodeIso2"}


def test_a_declared_member_goes_before_the_computed_one(validate: Validate, declare: Any) -> None:
    computed = validate("+442079460000")
    declare("+442079460000", Carrier="Example Telecom", City="Westminster", ZipCode="SW1A 1AA")
    assert validate("+442079460000") == computed | {
        "Carrier": "Example Telecom",
        "City": "Westminster",
        "ZipCode": "SW1A 1AA",
    }


@pytest.mark.parametrize(("phone_type", "code"), PHONE_TYPES.items())
@pytest.mark.parametrize("member", ["PhoneType", "PhoneTypeCode"])
def test_a_declared_type_and_its_code(
    validate: Validate, declare: Any, member: str, phone_type: str, code: int
) -> None:
    declare("+442079460000", **{member: {"PhoneType": phone_type, "PhoneTypeCode": code}[member]})
    response = validate("+442079460000")
    assert (response["PhoneType"], response["PhoneTypeCode"]) == (phone_type, code)
    known = {"MOBILE": "London", "LANDLINE": "London", "VOIP": "Countrywide", "PREPAID": "Countrywide"}
    assert response.get("City") == known.get(phone_type)
    assert ("Timezone" in response) == (phone_type in ("MOBILE", "LANDLINE", "OTHER"))
    assert response["Country"] == "United Kingdom"


def test_an_invalid_number_can_be_declared_to_be_mobile(validate: Validate, declare: Any) -> None:
    declare("+15550100", PhoneType="MOBILE", PhoneTypeCode=0, Carrier="Example Mobile")
    assert validate("+15550100") == {
        "Carrier": "Example Mobile",
        "CleansedPhoneNumberE164": "+15550100",
        "CleansedPhoneNumberNational": "5550100",
        "Country": "United States",
        "CountryCodeIso2": "US",
        "CountryCodeNumeric": "1",
        "OriginalPhoneNumber": "+15550100",
        "PhoneType": "MOBILE",
        "PhoneTypeCode": 0,
    }


@pytest.mark.parametrize(
    ("declared", "sent", "iso_country_code"),
    [
        ("+442079460000", "+44 (0)20 7946 0000", None),
        ("+44 20 7946 0000", "020 7946 0000", "GB"),
        ("442079460000", "+442079460000", None),
        ("020 7946 0000", "020 7946 0000", "GB"),
        ("4085550100", "4085550100", "US"),
        ("abc", " abc ", None),
    ],
)
def test_a_declared_number_is_found_in_any_spelling(
    validate: Validate, declare: Any, declared: str, sent: str, iso_country_code: str | None
) -> None:
    declare(declared, Carrier="Example")
    response = validate(sent, iso_country_code)
    assert (response["Carrier"], response["OriginalPhoneNumber"]) == ("Example", sent)
    assert response.get("OriginalCountryCodeIso2") == iso_country_code


def test_other_numbers_are_not_touched(validate: Validate, declare: Any) -> None:
    declare("4085550100", Carrier="Example")
    assert "Carrier" not in validate("+442079460000")
    assert "Carrier" not in validate("+14085550100")


def test_none_declares_that_something_is_not_known(validate: Validate, declare: Any) -> None:
    declare("+442079460000", Timezone=None, City=None)
    assert {"Timezone", "City"}.isdisjoint(validate("+442079460000"))


def test_a_later_declaration_replaces_an_earlier_one(pinpoint: PinpointMock, validate: Validate) -> None:
    declare_phone_number(pinpoint.backend("eu-west-1"), "+442079460000", {"Carrier": "One", "ZipCode": "1"})
    declare_phone_number(pinpoint.backend("us-east-1"), "+442079460000", {"Carrier": "Two"})
    response = validate("+442079460000")
    assert response["Carrier"] == "Two"
    assert "ZipCode" not in response


def test_a_declaration_holds_in_every_region(declare: Any) -> None:
    declare("+442079460000", Carrier="Example")
    client = boto3.client("pinpoint", region_name="eu-west-1")
    response = client.phone_number_validate(NumberValidateRequest={"PhoneNumber": "+442079460000"})
    assert response["NumberValidateResponse"]["Carrier"] == "Example"


def test_a_declaration_is_a_copy_and_outlives_clear_but_not_reset(pinpoint: PinpointMock, validate: Validate) -> None:
    members = {"Carrier": "Example"}
    declare_phone_number(pinpoint.backend(), "+442079460000", members)
    members["Carrier"] = "Another"
    pinpoint.clear()
    assert validate("+442079460000")["Carrier"] == "Example"
    pinpoint.reset()
    assert "Carrier" not in validate("+442079460000")


def test_a_snapshot_of_the_world_takes_declarations_along(
    pinpoint: PinpointMock, validate: Validate, declare: Any
) -> None:
    world = pinpoint.backend().world
    declare("+442079460000", Carrier="Example")
    snapshot = world.snapshot()
    declare("+442079460000", Carrier="Another")
    declare("+442079460001", Carrier="Another")
    world.restore(snapshot)
    assert validate("+442079460000")["Carrier"] == "Example"
    assert "Carrier" not in validate("+442079460001")


@pytest.mark.parametrize(
    ("member", "hint"),
    [
        ("Carier", "Did you mean 'Carrier'?"),
        ("carrier", "Did you mean 'Carrier'?"),
        ("phone_type", "Did you mean 'PhoneType'?"),
        ("x", "Its fields are Carrier, City, CleansedPhoneNumberE164,"),
        ("OriginalPhoneNumber", "has no field 'OriginalPhoneNumber'"),
    ],
)
def test_an_unknown_member_is_refused(validate: Validate, declare: Any, member: str, hint: str) -> None:
    with pytest.raises(TypeError, match="the declared answer for a phone number") as caught:
        declare("+442079460000", **{"Carrier": "Example", member: "x"})
    assert hint in str(caught.value)
    assert "Carrier" not in validate("+442079460000")


@pytest.mark.parametrize(
    ("phone_number", "members", "text"),
    [
        ("+442079460000", {"PhoneType": "CELL"}, "Invalid PhoneType: must be one of MOBILE (0), LANDLINE (1), VOIP"),
        ("+442079460000", {"PhoneTypeCode": 6}, "Invalid PhoneTypeCode: must be one of MOBILE (0), LANDLINE (1)"),
        ("+442079460000", {"PhoneType": "MOBILE", "PhoneTypeCode": 1}, "Invalid PhoneType and PhoneTypeCode: must be"),
        (" ", {"Carrier": "Example"}, "Missing PhoneNumber"),
    ],
)
def test_a_bad_declaration_is_refused(
    validate: Validate, declare: Any, phone_number: str, members: dict[str, Any], text: str
) -> None:
    before = validate("+442079460000")
    with pytest.raises(BadRequestException) as caught:
        declare(phone_number, **members, ZipCode="1")
    assert str(caught.value).startswith(text)
    assert validate("+442079460000") == before

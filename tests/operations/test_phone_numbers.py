"""PhoneNumberValidate through boto3: bad requests, the order on the wire, and what is loaded for it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from pinpoint_mock.operations._phone_numbers import declare_phone_number
from pinpoint_mock.protocol.dispatch import Request, answer

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        ({}, "Missing PhoneNumber"),
        ({"PhoneNumber": ""}, "Missing PhoneNumber"),
        ({"PhoneNumber": " \t"}, "Missing PhoneNumber"),
        ({"IsoCountryCode": "US"}, "Missing PhoneNumber"),
        ({"PhoneNumber": "+15550100", "IsoCountryCode": "USA"}, "Invalid IsoCountryCode: must be two letters"),
        ({"PhoneNumber": "+15550100", "IsoCountryCode": ""}, "Invalid IsoCountryCode: must be two letters"),
        ({"PhoneNumber": "+15550100", "IsoCountryCode": "U1"}, "Invalid IsoCountryCode: must be two letters"),
    ],
)
def test_bad_requests(client: PinpointClient, request_: Any, text: str) -> None:
    with pytest.raises(client.exceptions.BadRequestException) as caught:
        client.phone_number_validate(NumberValidateRequest=request_)
    assert caught.value.response["Error"]["Message"] == text


def test_the_order_on_the_wire(pinpoint: PinpointMock) -> None:
    declared = {"ZipCode": "SW1A", "County": "Greater London", "Carrier": "Example"}
    declare_phone_number(pinpoint.backend(), "+442079460000", declared)
    body = json.dumps({"PhoneNumber": "+442079460000", "IsoCountryCode": "GB"}).encode()
    request = Request("POST", "/v1/phone/number/validate", "", body, "123456789012", "us-east-1")
    response = answer(pinpoint.backend().world, request)
    assert response.status == 200
    assert list(json.loads(response.body)) == [
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
    ]


def test_libphonenumber_is_loaded_on_first_use() -> None:
    code = "import pinpoint_mock.operations.phone_numbers, sys; sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

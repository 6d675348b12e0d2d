"""PhoneNumberValidate, from the data of libphonenumber and from what a test has declared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from pinpoint_mock.core.checks import invalid
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import NumberValidateRequestTypeDef, NumberValidateResponseTypeDef

    from pinpoint_mock.state.world import PinpointBackend


@operation("PhoneNumberValidate")
def phone_number_validate(
    backend: PinpointBackend, *, number_validate_request: NumberValidateRequestTypeDef
) -> NumberValidateResponseTypeDef:
    """What is known about a phone number; members that are not known are absent.

    An answer that a test declared goes before the computed one. A number is read in the country of IsoCountryCode
    unless it starts with a plus, and without either by its first digits. BadRequestException: no number, or an
    IsoCountryCode that is not two letters.

    AWS does not document where its data come from; here they are libphonenumber's, so a carrier is the one that the
    number was first given to, a city can be a state, and ZipCode and County are never known. Numbers of the United
    States and Canada have no City and no Timezone either; elsewhere the City is `Countrywide` where none is known, as
    in AWS's samples. Where a number may lie in
    several time zones, it is given that of a typical number of the country, or none. Nor does AWS document the answer
    to text that is no number of any country; here it is INVALID, with only PhoneType, PhoneTypeCode and what was sent.

    Source: DG validate-phone-numbers; CLI phone-number-validate; MODEL NumberValidateRequest;
    gh:awsdocs/amazon-pinpoint-user-guide@2284633:doc-source/channels-sms-verify.md.
    """
    from pinpoint_mock.operations._phone_numbers import phone_number_answer  # slow to import, and few tests need it

    country_code = number_validate_request.get("IsoCountryCode")
    if country_code is not None and not re.fullmatch("[A-Za-z]{2}", country_code):
        raise invalid("IsoCountryCode", "must be two letters", country_code)
    answer = phone_number_answer(backend, number_validate_request.get("PhoneNumber", ""), country_code)
    return cast("NumberValidateResponseTypeDef", answer)

"""What the report of an SMS says that its message does not: the country and the price."""

from __future__ import annotations

import functools

from pinpoint_mock.delivery.checks import PHONE_PUNCTUATION
from pinpoint_mock.logs.message import Message

PRICE_OF_A_PART = 645.0
"""The thousandths of a US cent that each part of an SMS costs here: an invented price.

Real prices depend on the country and the carrier; here all parts cost what the one in AWS's sample does, so that a
test can add up what it expects.

Source: DG event-streams-data-sms.
"""

NO_COUNTRY = "XX"
"""The country of a number that is of none. Observed in applications: `XX` for an SMS that was not dispatched."""

OF_NO_COUNTRY = frozenset({None, "001", "ZZ"})
"""What libphonenumber says of a number that belongs to no country."""


@functools.lru_cache(maxsize=4096)
def country_of(phone_number: str) -> str:
    """The country of a phone number in ISO 3166-1 alpha-2, or `XX`.

    >>> country_of("+49 30 123456"), country_of("+1 555 0100"), country_of("0")
    ('DE', 'US', 'XX')
    """
    import phonenumbers  # slow to load

    digits = phone_number.translate(PHONE_PUNCTUATION)
    try:
        parsed = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return NO_COUNTRY
    found = phonenumbers.region_code_for_number(parsed)
    if found in OF_NO_COUNTRY:
        found = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    return NO_COUNTRY if found in OF_NO_COUNTRY else str(found)


def price_of(message: Message) -> float:
    """What an SMS costs, in thousandths of a US cent.

    Source: DG event-streams-data-sms.
    """
    return PRICE_OF_A_PART * (message.parts or 1)

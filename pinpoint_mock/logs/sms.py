"""The encoding of an SMS, and the number of parts in which it is sent.

Source: AWS sms-voice/latest/userguide/sms-limitations-character.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = "^{}\\[]~|€"
SEPTETS = {**dict.fromkeys(BASIC, 1), **dict.fromkeys(EXTENSION, 2)}
"""The characters of GSM 03.38 and the room each takes: those of the extension table need an escape before them."""

GSM, UCS2 = "GSM 03.38", "UCS-2"


class Capacity(NamedTuple):
    """How many units fit into the only part, and into each of several."""

    single: int
    multipart: int


CAPACITIES = {GSM: Capacity(160, 153), UCS2: Capacity(70, 67)}


def sms_encoding(text: str) -> str:
    """`GSM 03.38` if all characters are in its two tables, else `UCS-2`.

    >>> sms_encoding("Welcome, Zoé: 5 €"), sms_encoding("Добро пожаловать")
    ('GSM 03.38', 'UCS-2')
    """
    return GSM if SEPTETS.keys() >= set(text) else UCS2


def sms_parts(text: str) -> int:
    """The number of parts in which a text is sent; no character is split between two.

    UCS-2 counts UTF-16 code units, so that an emoji takes two. AWS does not document the parts of an empty text; here
    it is one.

    >>> sms_parts("x" * 160), sms_parts("x" * 161), sms_parts("ж" * 71)
    (1, 2, 2)
    """
    units = _units(text)
    capacity = CAPACITIES[sms_encoding(text)]
    return 1 if sum(units) <= capacity.single else _filled(units, capacity.multipart)


def sms_length(text: str) -> int:
    """The number of characters as they are counted: some of either encoding are two.

    >>> sms_length("5 €"), sms_length("😀")
    (4, 2)
    """
    return sum(_units(text))


def _units(text: str) -> list[int]:
    is_gsm = sms_encoding(text) == GSM
    return [SEPTETS[char] if is_gsm else 1 + (char > "\uffff") for char in text]


def _filled(units: Iterable[int], room: int) -> int:
    parts, used = 1, 0
    for size in units:
        used += size
        if used > room:
            parts, used = parts + 1, size
    return parts

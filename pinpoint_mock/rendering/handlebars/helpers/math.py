"""Math helpers: exact decimals, printed without trailing zeros.

AWS does not document how results are rounded; here a quotient has at most eight decimals, because the user guide's
sample has eight, halves round away from zero, and a remainder has the sign of the dividend, as in Java.
Source: UG message-template-helpers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Any

from pinpoint_mock.rendering.handlebars.helpers.values import HelperError, number

CONTEXT = Context(prec=100, rounding=ROUND_HALF_UP)
QUOTIENT = Decimal("1e-8")


def _operation(compute: Callable[[Decimal, Decimal], Decimal]) -> Callable[..., str]:
    def calculated(one: Any, other: Any, /) -> str:
        return _plain(compute(number(one), number(other)))

    return calculated


def _divide(dividend: Decimal, divisor: Decimal) -> Decimal:
    return CONTEXT.divide(dividend, _divisor(divisor)).quantize(QUOTIENT, context=CONTEXT)


def _modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    return CONTEXT.remainder(dividend, _divisor(divisor))


def _divisor(divisor: Decimal) -> Decimal:
    if not divisor:
        raise HelperError("division by zero")
    return divisor


def _rounding(rounding: str) -> Callable[..., str]:
    def rounded(value: Any, /) -> str:
        return _plain(number(value).to_integral_value(rounding))

    return rounded


def _plain(value: Decimal) -> str:
    plain = format(value, "f")
    shortest = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if not value else shortest


HELPERS: Mapping[str, Callable[..., str]] = {
    "add": _operation(CONTEXT.add),
    "ceiling": _rounding(ROUND_CEILING),
    "divide": _operation(_divide),
    "floor": _rounding(ROUND_FLOOR),
    "modulo": _operation(_modulo),
    "multiply": _operation(CONTEXT.multiply),
    "round": _rounding(ROUND_HALF_UP),
    "subtract": _operation(CONTEXT.subtract),
}
"""The math helpers by name."""

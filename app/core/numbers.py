"""Figures as they are printed."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

HUNDREDTH = Decimal("0.01")


def half_up(value: Fraction | Decimal | int) -> Decimal:
    """``value`` to two places, halves away from zero: from the exact value, so never twice."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value).quantize(HUNDREDTH, ROUND_HALF_UP)


def percent(part: int, whole: int) -> Decimal | None:
    """
    ``part`` of ``whole`` in percent, to two places; ``None`` for 0 of 0, which is no figure, least of all a full one.

    May exceed 100: numerator and denominator often have different dates, and hiding that would hide the fault.
    A part of nothing has no share either.
    """
    return half_up(Fraction(100 * part, whole)) if whole else None

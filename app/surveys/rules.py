"""
The satisfaction index (*Indeks Kepuasan Masyarakat*, IKM), answerable with a pencil.

PermenPAN-RB 14/2017: nine elements answered from 1 to 4, each of equal weight; the index is the weighted mean times 25.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from app.core.errors import Fault, Invalid
from app.core.numbers import half_up
from app.surveys.models import Element

WEIGHT = Fraction(1, len(Element))
"""Exactly one ninth. Copies that round it to 0.11 or 0.111 get other figures: 90.56 or 91.38 for 91.48."""
ROUNDED_WEIGHT = Fraction(11, 100)
"""As many offices reckon; shown beside ours, so that a figure reckoned by hand can be recognised."""
FULL_MARKS = 25
"""What turns the scale 1 to 4 into 25 to 100."""


class Grade(StrEnum):
    """*Mutu pelayanan*. The bands leave gaps at the third decimal, so the index is rounded before it is banded."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


_FROM: Mapping[Grade, Decimal] = {
    Grade.A: Decimal("88.31"),
    Grade.B: Decimal("76.61"),
    Grade.C: Decimal("65.00"),
    Grade.D: Decimal("25.00"),
}


@dataclass(frozen=True, slots=True)
class ElementFigure:
    name: Element
    mean: Decimal
    index: Decimal


@dataclass(frozen=True, slots=True)
class Index:
    """The figures of some answers. Without answers there are none: ``ikm`` and what follows from it is ``None``."""

    elements: tuple[ElementFigure, ...]
    ikm: Decimal | None
    ikm_rounded_weight: Decimal | None
    grade: Grade | None


def index_of(totals: Mapping[Element, int], respondents: int) -> Index:
    """The index of ``respondents`` forms, whose marks add up to ``totals`` by element. Rounded once, at the end."""
    if respondents == 0:
        return Index((), None, None, None)
    means = {element: Fraction(totals[element], respondents) for element in Element}
    elements = tuple(
        ElementFigure(element, half_up(mean), half_up(mean * FULL_MARKS)) for element, mean in means.items()
    )
    ikm = half_up(sum(means.values()) * WEIGHT * FULL_MARKS)
    return Index(elements, ikm, half_up(sum(means.values()) * ROUNDED_WEIGHT * FULL_MARKS), grade_of(ikm))


def grade_of(ikm: Decimal) -> Grade:
    """The band of an index that is rounded to two places already."""
    return next(grade for grade, least in _FROM.items() if ikm >= least)


def required_sample(population: int) -> int:
    """
    How many of ``population`` must answer, by the formula behind the sample table that the regulation prints (Krejcie
    and Morgan): chi square 3.841, share one half, error 5 %, rounded to the nearest.
    """
    if population == 0:
        return 0
    chi_square, spread, error = Fraction(3841, 1000), Fraction(1, 4), Fraction(1, 20)
    size = chi_square * population * spread / (error**2 * (population - 1) + chi_square * spread)
    return int(size + Fraction(1, 2))


# --- comments --------------------------------------------------------------------------------------------------

BLACKENED = "[…]"
"""What stands in a comment where something personal stood."""
_PERSONAL = re.compile(
    r"""
      [\w.+-]+@[\w-]+(?:\.[\w-]+)+                        # an address for e-mail
    | (?:https?://|www\.|wa\.me/)\S+                      # a page, or a number to write to
    | (?<!\w)@\w{3,}                                      # a name on some network
    | \+?\d(?:[\s.\-/()]?\d){5,}                          # NIK, family card, NISN, telephone, dates in figures
    | (?i:\b(?:bapak|bpk|pak|ibu|bu|sdr|sdri|saudara|saudari|mas|mbak|kak|guru|ustaz|ustadz|ustazah))\.?[ ]+
      (?:[A-Z][\w'’.]*)(?:[ ]+[A-Z][\w'’.]*){0,3}         # somebody spoken of by title and name
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def screened(comment: str, names: Collection[str]) -> tuple[str, int]:
    """
    ``comment`` with what points at a person blackened, and at how many places.

    Numbers that could be a NIK, a family card or a telephone, addresses, people spoken of by title and name, and two
    neighbouring words of one of ``names`` (people of that school). One word alone is no name: *Indah* and *Bagus* are
    what one says of a service. Better too much than too little: nobody reads what was blackened.
    """
    text, found = _PERSONAL.subn(BLACKENED, comment)
    pairs = {pair for name in names for pair in _pairs(name)}
    words = list(_WORD.finditer(text))
    named = [
        (first.start(), second.end())
        for first, second in pairwise(words)
        if (first[0].casefold(), second[0].casefold()) in pairs and not text[first.end() : second.start()].strip(" .,")
    ]
    for start, end in reversed(_joined(named)):
        text = text[:start] + BLACKENED + text[end:]
        found += 1
    return text, found


def _pairs(name: str) -> set[tuple[str, str]]:
    """Any two words of a name that stand side by side in it, either way round."""
    words = [word[0].casefold() for word in _WORD.finditer(name) if len(word[0]) > 1]
    beside = set(pairwise(words))
    return beside | {(second, first) for first, second in beside}


def _joined(spans: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap, as one: a name of three words is two pairs."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


# --- periods ---------------------------------------------------------------------------------------------------


def period(date_from: date | None, date_to: date | None, today: date) -> tuple[date, date]:
    """
    The days that a figure is about: up to today and from the beginning of that year, unless they are named.

    Raises :class:`Invalid` for a period that ends before it begins.
    """
    last = date_to or max(today, date_from or today)
    first = date_from or date(last.year, 1, 1)
    if last < first:
        raise Invalid([Fault("/date_to", "regions.period_backwards")])
    return first, last

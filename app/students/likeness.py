"""
How likely two rows are one person, and why. Pure: no database, no clock.

Names are compared as they sound in Indonesian, since lists are typed from dictation and from old papers. Evidence is
added up as in record linkage after Fellegi and Sunter: each thing that agrees or differs shifts the odds by how much
more often it does so between two rows of one person than between two people of a regency.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from app.core.types import without_accents

THRESHOLD = 0.8
"""
From here on a pair is put before an officer. A wrong proposal costs a look, a missed one a second recording; yet a
list of doubtful pairs is soon left unread, so at least 99 of 100 shall be right (``make prove`` holds it).
"""
_SOUND_LENGTH = 200
_CACHED = 1 << 16

# --- how a name sounds -----------------------------------------------------------------------------------------

_TITLES = frozenset(["H", "HJ", "HAJI", "HAJJAH", "R", "RR", "RADEN", "GUSTI", "BIN", "BINTI"])
_SHORT = (
    dict.fromkeys(["M", "MD", "MHD", "MOH", "MOHD", "MOCH", "MUH", "MUHD", "MUCH", "MUKH"], "MUHAMAD")
    | dict.fromkeys(["ABD", "ABDL", "ABDUL"], "ABDUL")
    | dict.fromkeys(["ST", "STI", "SITI"], "SITI")
    | dict.fromkeys(["NR", "NUR", "NOR", "NOER", "NOOR"], "NUR")
    | dict.fromkeys(["ACH", "AHM", "AKH"], "AHMAD")
)
_JOINED = (
    # The article takes the sound of what follows: Abdurrahman is Abdul Rahman; Nurhayati is written in two as well.
    (re.compile(r"^ABD[UO]([RSNZDT])\1?(\w{4,})$"), r"ABDUL \1\2"),
    (re.compile(r"^ABDUL(\w{4,})$"), r"ABDUL \1"),
    (re.compile(r"^N(?:UR|OR|OER|OOR)([^U]\w{3,})$"), r"NUR \1"),
)
_LETTERS = (
    # Spelling before 1972, then Arabic, Sanskrit and Greek in their several transcriptions, then what Banjar and
    # Javanese tongues do not keep apart.
    *(("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("SJ", "S")),
    *(("CHR", "KR"), ("CHANDR", "CANDR"), ("KH", "H"), ("CH", "H"), ("DZ", "Z"), ("DH", "D"), ("TH", "T"), ("SH", "S")),
    *(("SY", "S"), ("TS", "S"), ("GH", "G"), ("BH", "B"), ("PH", "P"), ("Q", "K"), ("X", "KS"), ("F", "P"), ("V", "P")),
    *(("OI", "AI"), ("Y", "I"), ("E", "I"), ("O", "U"), ("UW", "U")),
)
_AS_SPOKEN = {"MUHAMID": "MUHAMAD", "MUHAMAT": "MUHAMAD", "MUHMAD": "MUHAMAD", "AHMID": "AHMAD", "AHMAT": "AHMAD"}
_APOSTROPHES = re.compile(r"['`´‘’ʻʼ\"]")
_BETWEEN = re.compile(r"[\W_]+")


def sound(name: str) -> str:
    """
    A name as it sounds, its words in the order of the alphabet: the same for ``Moh. Khoirul`` and ``Hairul M.``.

    Rows whose names sound alike are found by it, so a change of these rules needs a rescan.
    """
    return " ".join(sorted(_words(name)))[:_SOUND_LENGTH]


@lru_cache(maxsize=_CACHED)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name as they sound, in their order."""
    written = _BETWEEN.sub(" ", _APOSTROPHES.sub("", without_accents(name.upper()))).split()
    # A title is none when nothing else is there: one word is a whole name.
    named = [word for word in written if word not in _TITLES] or written
    return tuple(spoken for word in named for spoken in _spoken(word))


@lru_cache(maxsize=_CACHED)
def _spoken(word: str) -> tuple[str, ...]:
    if word in _SHORT:
        return (_SHORT[word],)
    for pattern, parts in _JOINED:
        word = pattern.sub(parts, word)
    return tuple(_heard(part) for part in word.split())


def _heard(word: str) -> str:
    if word in _SHORT:
        return _SHORT[word]
    heard = word
    for old, new in _LETTERS:
        heard = heard.replace(old, new)
    heard = ("J" + heard[1:] if heard.startswith("Z") else heard).replace("Z", "S")
    heard = re.sub(r"(.)\1+", r"\1", heard)
    if len(heard) > 2 and heard.endswith("H"):
        heard = heard[:-1]
    return _AS_SPOKEN.get(heard, heard)


# --- what two rows have in common ------------------------------------------------------------------------------


class Reason(StrEnum):
    """What agrees between two rows, and what does not."""

    TWO_NIKS = "two_niks"
    SAME_NAME = "same_name"
    SAME_SOUND = "same_sound"
    SWAPPED_ORDER = "swapped_order"
    ABBREVIATED_NAME = "abbreviated_name"
    SIMILAR_SPELLING = "similar_spelling"
    ONE_NAME_MISSING = "one_name_missing"
    SIBLING_NAME = "sibling_name"
    DIFFERENT_NAME = "different_name"
    SAME_BIRTH_DATE = "same_birth_date"
    DAY_MONTH_SWAPPED = "day_month_swapped"
    ONE_DIGIT_OF_DATE = "one_digit_of_date"
    DIFFERENT_BIRTH_DATE = "different_birth_date"
    SAME_NISN = "same_nisn"
    DIFFERENT_NISN = "different_nisn"
    DIFFERENT_SEX = "different_sex"
    SAME_BIRTH_PLACE = "same_birth_place"
    DIFFERENT_BIRTH_PLACE = "different_birth_place"
    SAME_SCHOOL = "same_school"


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of who somebody is. ``sound`` is :func:`sound` of the name; of the NIK only whether it is there."""

    name: str
    name_key: str
    sound: str
    birth_date: date | None
    sex: str | None
    birth_place: str | None
    nisn: str | None
    has_nik: bool
    school_id: UUID | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How probable it is that two rows are one person, 0 to 1; why, the weightiest reason first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def proposed(self) -> bool:
        return self.score >= THRESHOLD


_Evidence = list[tuple[Reason | None, float]]
"""Reasons with the shift of the log-odds (base e); ``None`` where it would be no news to an officer."""

_PRIOR = -10.4
"""Of all pairs of a regency of twenty thousand without two NIKs, about one in thirty thousand is one person."""
_FOREMOST = frozenset(["MUHAMAD", "AHMAD", "ABDUL", "SITI", "NUR", "NURUL", "SRI"])
"""Words that so many names begin with that sharing them says next to nothing."""
_FREQUENT = frozenset(
    sound(word)
    for word in [
        "RIZKI",
        "RAHMAN",
        "HIDAYAT",
        "MAULANA",
        "ILHAM",
        "FAUZAN",
        "FAUZI",
        "FADHIL",
        "FAJAR",
        "HAIRUL",
        "RAMADHAN",
        "SAPUTRA",
        "PRATAMA",
        "PUTRA",
        "AGUS",
        "EKO",
        "BUDI",
        "WAHYU",
        "YUSUF",
        "IBRAHIM",
        "ARIFIN",
        "AISYAH",
        "FATIMAH",
        "AMINAH",
        "RAHMAH",
        "HALIMAH",
        "KHADIJAH",
        "HIDAYAH",
        "AULIA",
        "ZAHRA",
        "PUTRI",
        "DEWI",
        "SARI",
        "LESTARI",
        "INDAH",
        "AYU",
        "DWI",
        "TRI",
        "HASANAH",
        "JANNAH",
        "MARIA",
    ]
)


_WHOLE_NAME = (Reason.SAME_NAME, Reason.SAME_SOUND, Reason.SWAPPED_ORDER, Reason.ABBREVIATED_NAME)
_WHOLE = 1.0
"""That nothing is left over on either side says more than each of the words."""


def _told_by(word: str) -> float:
    """What it says that two rows share a word of their names: the rarer, the more."""
    return 1.5 if word in _FOREMOST else 3.0 if word in _FREQUENT else 4.5


def compare(a: Identity, b: Identity) -> Likeness:
    """
    How likely ``a`` and ``b`` are one person.

    Two with a NIK each are two people whatever else agrees: a NIK names one person, and no two rows share one.
    """
    if a.has_nik and b.has_nik:
        return Likeness(0.0, (Reason.TWO_NIKS,))
    names = _names(a, b)
    dates = _dates(a.birth_date, b.birth_date)
    whole = len(names) == 1 and names[0][0] in _WHOLE_NAME
    found = names + dates + _numbers(a, b, whole=whole) + _circumstances(a, b, kin=_may_be_kin(names))
    score = 1 / (1 + math.exp(-_PRIOR - sum(shift for _, shift in found)))
    weighty = sorted(found, key=lambda one: -abs(one[1]))
    return Likeness(round(score, 4), tuple(dict.fromkeys(reason for reason, _ in weighty if reason is not None)))


# --- names -----------------------------------------------------------------------------------------------------


def _names(a: Identity, b: Identity) -> _Evidence:
    mine, yours = _words(a.name), _words(b.name)
    if a.sound == b.sound:
        told = sum(map(_told_by, mine)) + _WHOLE
        if a.name_key == b.name_key:
            return [(Reason.SAME_NAME, told)]
        if mine != yours:
            return [(Reason.SWAPPED_ORDER, told - 0.5)]
        short = _abbreviates(a.name_key) != _abbreviates(b.name_key)
        return [(Reason.ABBREVIATED_NAME if short else Reason.SAME_SOUND, told - 0.2)]
    if _run_together(mine) == _run_together(yours):
        return [(Reason.SIMILAR_SPELLING, sum(map(_told_by, mine)) + _WHOLE - 0.5)]
    return _word_by_word(mine, yours)


def _abbreviates(key: str) -> bool:
    return any(word in _SHORT and len(word) <= 4 and _SHORT[word] != word for word in key.split())


def _run_together(words: Iterable[str]) -> str:
    """Without blanks, for words that were joined or torn apart."""
    return re.sub(r"(.)\1+", r"\1", "".join(words).replace("H", ""))


def _word_by_word(mine: tuple[str, ...], yours: tuple[str, ...]) -> _Evidence:
    found: _Evidence = []
    left, right = list(mine), list(yours)
    for word in mine:
        if word in right:
            left.remove(word)
            right.remove(word)
            found.append((None, _told_by(word)))
    shared = bool(found)
    for word in list(left):
        near = max(right, key=lambda other: _RANK[_likened(word, other)], default=None)
        if near is None or (kind := _likened(word, near)) is Reason.DIFFERENT_NAME:
            continue
        left.remove(word)
        right.remove(near)
        # A slip of one letter agrees by all the others; of a long word it says nearly as much as the word itself.
        found.append((kind, _NEAR[kind] * _told_by(max(word, near, key=len))))
    # A word on each side that nothing answers: another name. On one side alone: a part left out.
    found += [(Reason.DIFFERENT_NAME, -7.0)] * min(len(left), len(right))
    missing = left[len(right) :] + right[len(left) :]
    found += [(Reason.ONE_NAME_MISSING, -1.5 if word in _FOREMOST else -2.5) for word in missing]
    return found if shared or not missing else [*found, (Reason.DIFFERENT_NAME, -7.0)]


_NEAR = {Reason.SIMILAR_SPELLING: 0.6, Reason.ABBREVIATED_NAME: 0.3, Reason.SIBLING_NAME: -1.0}
_RANK = {Reason.SIMILAR_SPELLING: 3, Reason.ABBREVIATED_NAME: 2, Reason.SIBLING_NAME: 1, Reason.DIFFERENT_NAME: 0}


@lru_cache(maxsize=_CACHED)
def _likened(word: str, other: str) -> Reason:  # noqa: PLR0911 - one answer for each way to be alike
    """What stands between two words that do not sound the same."""
    if 1 in (len(word), len(other)):
        return Reason.ABBREVIATED_NAME if word[0] == other[0] else Reason.DIFFERENT_NAME
    if abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < 3:
        return Reason.DIFFERENT_NAME
    if len(word) == len(other):
        differing = [(x, y) for x, y in zip(word, other, strict=True) if x != y]
        if len(differing) == 2 and differing[0] == differing[1][::-1]:
            return Reason.SIMILAR_SPELLING
        if len(differing) > 1:
            return Reason.DIFFERENT_NAME
        # Aini and Aina, Salma and Salwa, Yuni and Yuli: brothers' and sisters' names differ by one letter for
        # another, a slip of the finger as a rule by one too few, too many or out of turn.
        if set(differing[0]) == {"J", "S"}:  # both written for Z
            return Reason.SIMILAR_SPELLING
        vowels = all(letter in "AIU" for letter in differing[0])
        return Reason.SIBLING_NAME if vowels or len(word) < 6 else Reason.SIMILAR_SPELLING
    long, short = sorted((word, other), key=len, reverse=True)
    within = any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    return Reason.SIMILAR_SPELLING if within else Reason.DIFFERENT_NAME


def _may_be_kin(names: _Evidence) -> bool:
    """Whether the names differ as those of twins may: then home and school say nothing."""
    return any(reason in (Reason.SIMILAR_SPELLING, Reason.SIBLING_NAME, Reason.DIFFERENT_NAME) for reason, _ in names)


# --- dates, numbers, circumstances -----------------------------------------------------------------------------


def _dates(mine: date | None, yours: date | None) -> _Evidence:
    if mine is None or yours is None:
        return []
    if mine == yours:
        # Where nobody remembers the day a clerk writes the first of the year or of its half.
        return [(Reason.SAME_BIRTH_DATE, 5.0 if mine.day == 1 and mine.month in (1, 7) else 6.9)]
    if (mine.year, mine.month, mine.day) == (yours.year, yours.day, yours.month):
        return [(Reason.DAY_MONTH_SWAPPED, 2.5)]
    if sum(x != y for x, y in zip(mine.isoformat(), yours.isoformat(), strict=True)) == 1:
        return [(Reason.ONE_DIGIT_OF_DATE, 0.2)]
    return [(Reason.DIFFERENT_BIRTH_DATE, -5.5)]


def _numbers(a: Identity, b: Identity, *, whole: bool) -> _Evidence:
    if a.nisn is None or b.nisn is None:
        return []
    if a.nisn == b.nisn:
        return [(Reason.SAME_NISN, 9.0)]
    # One slip happens in a row; a name and a number that both differ are rarely two slips.
    return [(Reason.DIFFERENT_NISN, -4.0 if whole else -6.0)]


def _circumstances(a: Identity, b: Identity, *, kin: bool) -> _Evidence:
    found: _Evidence = []
    if a.sex is not None and b.sex is not None:
        found.append((None, 0.6) if a.sex == b.sex else (Reason.DIFFERENT_SEX, -3.7))
    if a.birth_place and b.birth_place:
        if a.birth_place.casefold() == b.birth_place.casefold():
            found.append((Reason.SAME_BIRTH_PLACE, 0.5 if kin else 2.0))
        else:
            found.append((Reason.DIFFERENT_BIRTH_PLACE, -2.5))
    if a.school_id is not None and b.school_id is not None:
        same = a.school_id == b.school_id
        found.append((Reason.SAME_SCHOOL, 0.0 if kin else 3.0) if same else (None, -0.5))
    return found

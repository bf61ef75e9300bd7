"""Rules of letters, answerable with a pencil: when each may go out, its number, and how Indonesian says it."""

import re
import string
from collections.abc import Mapping
from datetime import date, datetime, time

from app.core.errors import Conflict, Fault, StateConflict
from app.documents.images import dimensions
from app.letters.models import LetterKind
from app.visits.models import VisitKind, VisitState

# --- refusals --------------------------------------------------------------------------------------------------


class NotForKind(Conflict):
    """Nobody is recorded at a handover: there is nothing to consent to, and nothing to report here."""

    code = "letters.not_for_kind"


class NobodyToName(Conflict):
    """The letter names pupils, and there is none whom it may name."""

    code = "letters.nobody"


class NoCardToName(Conflict):
    """All cards of a handover were taken back, or belong to whom no letter may name."""

    code = "letters.no_card"


class TooManyPupils(Conflict):
    code = "letters.too_many"


class NothingNew(Conflict):
    """An addendum names what came after the report; nothing came."""

    code = "letters.nothing_new"


class NoTeamMembers(Conflict):
    """An order needs somebody who is ordered."""

    code = "letters.no_members"


# --- when ------------------------------------------------------------------------------------------------------

_S = VisitState
STATES: Mapping[LetterKind, frozenset[VisitState]] = {
    LetterKind.NOTICE: frozenset({_S.PROPOSED, _S.CONFIRMED}),
    LetterKind.ASSIGNMENT: frozenset({_S.PROPOSED, _S.CONFIRMED, _S.IN_PROGRESS}),
    LetterKind.ROSTER: frozenset({_S.PROPOSED, _S.CONFIRMED, _S.IN_PROGRESS}),
    LetterKind.SLIPS: frozenset({_S.PROPOSED, _S.CONFIRMED, _S.IN_PROGRESS}),
    # Asked for before the date stands: without it a pupil may not even be put on the roster.
    LetterKind.CONSENT: frozenset({_S.DRAFT, _S.PROPOSED, _S.CONFIRMED, _S.IN_PROGRESS}),
    LetterKind.REPORT: frozenset({_S.IN_PROGRESS, _S.COMPLETED}),
}
NOT_AT_HANDOVER = frozenset({LetterKind.SLIPS, LetterKind.CONSENT, LetterKind.REPORT})

FOR_SCHOOL = (LetterKind.NOTICE, LetterKind.ROSTER, LetterKind.SLIPS, LetterKind.CONSENT)
"""What a school reads of its own visits. Report and receipt tell of pupils of other schools and of none too."""
FOR_TEAM = (LetterKind.ASSIGNMENT, LetterKind.ROSTER)

MOST_PUPILS = 600
"""Beyond it no visit is one day's work, and a letter would take longer than an answer may."""


def possible(state: VisitState, kind: VisitKind) -> list[LetterKind]:
    """The letters that may go out for a visit as it stands."""
    left_out = NOT_AT_HANDOVER if kind is VisitKind.HANDOVER else frozenset()
    return [letter for letter, states in STATES.items() if state in states and letter not in left_out]


def refuse_kind(letter: LetterKind, state: VisitState, kind: VisitKind) -> None:
    """Raise :class:`NotForKind` or :class:`StateConflict` where ``letter`` may not go out for a visit."""
    if letter not in STATES or (kind is VisitKind.HANDOVER and letter in NOT_AT_HANDOVER):
        raise NotForKind
    if state not in STATES[letter]:
        raise StateConflict(state=state.value, allowed=[each.value for each in possible(state, kind)])


# --- letterheads -----------------------------------------------------------------------------------------------

MOST_LOGO_BYTES = 200 * 1024
MOST_LOGO_PIXELS = 2000
"""Along each side; arms are printed two centimetres wide."""


def logo_fault(logo: bytes) -> Fault | None:
    """What is wrong with an image for a letterhead, before anything decodes it."""
    found = dimensions(logo)
    if len(logo) > MOST_LOGO_BYTES or found is None or not all(0 < side <= MOST_LOGO_PIXELS for side in found):
        limits = {"kib": MOST_LOGO_BYTES // 1024, "pixels": MOST_LOGO_PIXELS}
        return Fault("/logo", "letters.logo_kind", limits)
    return None


# --- numbers ---------------------------------------------------------------------------------------------------

NUMBER_LENGTH = 60
"""Longer ones do not stand on a line of paper."""
LONGEST_MONTH = date(2028, 8, 1)
"""August, VIII."""
_FIELDS = {"code", "number", "unit", "month", "year"}
_WIDTHS = re.compile(r"0[1-6]d?")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
DEFAULT_FORMAT = "{code}/{number:03}/{unit}/{year}"
DEFAULT_UNIT = "DISDUKCAPIL"
DEFAULT_CODES: Mapping[LetterKind, str] = {
    kind: "800.1.11.1" if kind is LetterKind.ASSIGNMENT else "400.12" for kind in LetterKind
}
"""Of the archive's classification (Permendagri 83/2022) as offices use them; a region enters its own."""


def number_format_fault(format: str) -> Fault | None:
    """What is wrong with a number's format: it must name ``{number}`` and ``{year}``, and nothing we do not know."""
    pointer = "/number_format"
    try:
        parts = list(string.Formatter().parse(format))
    except ValueError:
        return Fault(pointer, "letters.format_unreadable")
    named = {name for _, name, _, _ in parts if name is not None}
    for _, name, width, conversion in parts:
        plain = conversion is None and (not width or (name == "number" and _WIDTHS.fullmatch(width)))
        if name is not None and (name not in _FIELDS or not plain):
            return Fault(pointer, "letters.format_unreadable")
    if not {"number", "year"} <= named:
        return Fault(pointer, "letters.format_incomplete")
    return None


def number(format: str, *, code: str, unit: str, sequence: int, day: date) -> str:
    """A letter's number as printed, e.g. ``400.12/017/DISDUKCAPIL/2026``. The month is Roman, as is the custom."""
    return format.format(code=code, number=sequence, unit=unit, month=ROMAN[day.month - 1], year=day.year)


# --- Indonesian ------------------------------------------------------------------------------------------------

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def long_date(day: date) -> str:
    """``24 November 2026``"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_date(day: date) -> str:
    """``Selasa, 24 November 2026``"""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def date_in_words(day: date) -> str:
    """As a *Berita Acara* opens: ``Selasa tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam``."""
    return f"{DAYS[day.weekday()]} tanggal {words(day.day)} bulan {MONTHS[day.month - 1]} tahun {words(day.year)}"


def words(value: int) -> str:
    """A whole number below a million in words (*terbilang*)."""
    if value == 0:
        return "nol"
    if value < 12:
        return _UNITS[value]
    for limit, unit, one in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "")):
        count, rest = divmod(value, limit)
        if limit == 10 and value < 20:
            return f"{_UNITS[rest]} belas"
        if count:
            head = one if count == 1 and one else f"{words(count)} {unit}"
            return f"{head} {words(rest)}" if rest else head
    raise AssertionError(value)  # pragma: no cover - every positive number was answered above


def counted(value: int, unit: str = "orang") -> str:
    """``40 (empat puluh) orang``"""
    return f"{value} ({words(value)}) {unit}"


def clock(at: time | datetime) -> str:
    """``08.00``: Indonesian writes hours with a point."""
    return f"{at:%H.%M}"


def span(start: time | None, end: time | None) -> str:
    """A slot; a dash for a class without one."""
    return "–" if start is None or end is None else f"{clock(start)}–{clock(end)}"


def zone_name(zone: str) -> str:
    """The zone as Indonesians call it."""
    return _ZONES.get(zone, zone)

"""Numbers, days and words as Indonesian offices write them."""

from datetime import date, time

import pytest

from app.letters import rules
from app.letters.models import LetterKind
from app.visits.models import VisitKind, VisitState


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "nol"), (1, "satu"), (9, "sembilan"), (10, "sepuluh"), (11, "sebelas"), (12, "dua belas"),
        (19, "sembilan belas"), (20, "dua puluh"), (21, "dua puluh satu"), (100, "seratus"), (101, "seratus satu"),
        (111, "seratus sebelas"), (135, "seratus tiga puluh lima"), (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"), (1001, "seribu satu"), (2026, "dua ribu dua puluh enam"), (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
    ],
)  # fmt: skip
def test_numbers_in_words(value: int, said: str) -> None:
    assert rules.words(value) == said
    assert rules.counted(value) == f"{value} ({said}) orang"


def test_days_as_a_letter_and_as_a_report_write_them() -> None:
    day = date(2026, 11, 30)
    assert rules.day_and_date(day) == "Senin, 30 November 2026"
    assert rules.date_in_words(day) == "Senin tanggal tiga puluh bulan November tahun dua ribu dua puluh enam"
    assert rules.long_date(date(2027, 8, 1)) == "1 Agustus 2027"


def test_hours_have_a_point_and_a_missing_slot_a_dash() -> None:
    assert rules.span(time(8), time(9, 30)) == "08.00–09.30"
    assert rules.span(None, None) == "–"
    assert [rules.zone_name(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura")] == ["WIB", "WITA", "WIT"]


def test_a_number_follows_its_format() -> None:
    said = rules.number(
        "{code}/{number:04}/{unit}/{month}/{year}", code="400.12", unit="BLG", sequence=17, day=date(2026, 9, 1)
    )
    assert said == "400.12/0017/BLG/IX/2026"
    assert rules.number_format_fault(rules.DEFAULT_FORMAT) is None


def test_every_kind_has_its_states_and_its_code() -> None:
    assert set(rules.DEFAULT_CODES) == set(LetterKind)
    assert set(rules.STATES) == set(LetterKind) - {LetterKind.RECEIPT}, "a receipt belongs to a handover"
    assert rules.possible(VisitState.CANCELLED, VisitKind.RECORDING) == []
    assert rules.possible(VisitState.COMPLETED, VisitKind.HANDOVER) == []
    assert set(rules.possible(VisitState.IN_PROGRESS, VisitKind.HANDOVER)) == {
        LetterKind.ASSIGNMENT,
        LetterKind.ROSTER,
    }

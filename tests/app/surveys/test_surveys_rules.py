"""The satisfaction index, with a pencil: PermenPAN-RB 14/2017."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid
from app.surveys.models import Element
from app.surveys.rules import BLACKENED, Grade, grade_of, index_of, period, required_sample, screened

TOTALS = dict(zip(Element, (105, 101, 100, 116, 102, 105, 106, 105, 115), strict=True))
"""A published example: 29 respondents."""

# The sample table that the regulation prints (Krejcie and Morgan): population, sample.
TABLE = """
10 10 15 14 20 19 25 24 30 28 35 32 40 36 45 40 50 44 55 48 60 52 65 56 70 59 75 63 80 66 85 70 90 73 95 76 100 80
110 86 120 92 130 97 140 103 150 108 160 113 170 118 180 123 190 127 200 132 210 136 220 140 230 144 240 148 250 152
260 155 270 159 280 162 290 165 300 169 320 175 340 181 360 186 380 191 400 196 420 201 440 205 460 210 480 214
500 217 550 226 600 234 650 242 700 248 750 254 800 260 850 265 900 269 950 274 1000 278 1100 285 1200 291 1300 297
1400 302 1500 306 1600 310 1700 313 1800 317 1900 320 2000 322 2200 327 2400 331 2600 335 2800 338 3000 341 3500 346
4000 351 4500 354 5000 357 6000 361 7000 364 8000 367 9000 368 10000 370
"""
CELLS = [(int(n), int(s)) for n, s in zip(TABLE.split()[::2], TABLE.split()[1::2], strict=True)]


def test_the_published_example_comes_to_its_exact_index() -> None:
    found = index_of(TOTALS, 29)
    assert (found.ikm, found.grade) == (Decimal("91.48"), Grade.A)
    assert found.ikm_rounded_weight == Decimal("90.56")
    assert [(line.name, line.mean) for line in found.elements[:2]] == [
        (Element.REQUIREMENTS, Decimal("3.62")),
        (Element.PROCEDURE, Decimal("3.48")),
    ]


def test_all_best_marks_are_exactly_a_hundred_and_all_worst_exactly_twenty_five() -> None:
    assert index_of(dict.fromkeys(Element, 4 * 7), 7).ikm == Decimal("100.00")
    assert index_of(dict.fromkeys(Element, 7), 7).ikm == Decimal("25.00")


def test_without_answers_there_is_no_index() -> None:
    found = index_of(dict.fromkeys(Element, 0), 0)
    assert (found.ikm, found.grade, found.elements) == (None, None, ())


@pytest.mark.parametrize(
    ("ikm", "grade"),
    [
        ("100.00", "A"),
        ("88.31", "A"),
        ("88.30", "B"),
        ("76.61", "B"),
        ("76.60", "C"),
        ("65.00", "C"),
        ("64.99", "D"),
        ("25.00", "D"),
    ],
)
def test_the_bands_begin_and_end_where_the_regulation_says(ikm: str, grade: str) -> None:
    assert grade_of(Decimal(ikm)) == grade


@given(st.integers(1, 400), st.data())
def test_every_index_has_a_band_and_lies_on_its_scale(respondents: int, data: st.DataObject) -> None:
    totals = {element: data.draw(st.integers(respondents, 4 * respondents)) for element in Element}
    found = index_of(totals, respondents)
    assert found.ikm is not None
    assert Decimal(25) <= found.ikm <= Decimal(100)
    assert found.grade in Grade


@pytest.mark.parametrize(("population", "sample"), CELLS)
def test_the_formula_gives_every_cell_of_the_published_table(population: int, sample: int) -> None:
    assert required_sample(population) == sample


@pytest.mark.parametrize(("population", "sample"), [(0, 0), (1, 1), (515, 220), (638, 240), (2233, 328), (2614, 335)])
def test_the_sample_for_a_year_of_ours(population: int, sample: int) -> None:
    assert required_sample(population) == sample


@pytest.mark.parametrize(
    "personal",
    [
        "6311071501100001",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "siti.aminah@contoh.id",
        "www.contoh.id/siti",
        "@sitiaminah",
        "Pak Hasan Basri",
        "ibu Nur",
        "SITI AMINAH",
        "Aminah Siti",
        "siti   aminah",
        "15-01-2010",
    ],
)
def test_what_points_at_a_person_is_blackened(personal: str) -> None:
    text, hidden = screened(f"Petugas ramah, {personal} menunggu lama.", ["SITI AMINAH"])
    assert (text, hidden) == (f"Petugas ramah, {BLACKENED} menunggu lama.", 1)


@pytest.mark.parametrize(
    "harmless",
    [
        "Pelayanan bagus, sangat indah dan cepat.",
        "Antre 45 menit dari jam 08.30 sampai 10.15.",
        "Ruang kelas XII IPA 2 terlalu panas!",
        "Siti",
        "",
    ],
)
def test_an_honest_word_is_left_as_it_was(harmless: str) -> None:
    assert screened(harmless, ["SITI AMINAH", "BAGUS INDAH PRATAMA"]) == (harmless, 0)


def test_a_name_of_many_words_is_one_place() -> None:
    assert screened("Titip salam untuk Muhammad Rizky Al Fajri.", ["MUHAMMAD RIZKY AL FAJRI"]) == (
        f"Titip salam untuk {BLACKENED}.",
        1,
    )


@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=5))
def test_no_comment_and_no_name_breaks_the_screen(comment: str, names: list[str]) -> None:
    text, hidden = screened(comment, names)
    assert (text == comment) == (hidden == 0)


def test_a_period_is_the_present_year_up_to_today_unless_it_is_named() -> None:
    today = date(2026, 11, 24)
    assert period(None, None, today) == (date(2026, 1, 1), today)
    assert period(date(2025, 3, 1), date(2025, 3, 1), today) == (date(2025, 3, 1), date(2025, 3, 1))
    assert period(None, date(2024, 6, 30), today) == (date(2024, 1, 1), date(2024, 6, 30))
    with pytest.raises(Invalid):
        period(date(2026, 5, 2), date(2026, 5, 1), today)

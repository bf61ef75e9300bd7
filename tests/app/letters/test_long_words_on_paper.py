"""Words that no line holds: they break or shrink, and everything stays on the paper and within its slip."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from app.documents.typesetting import pdf as render
from app.letters.models import LetterKind
from tests.support.letter_facts import AT, data, pupil, visit

WORD = "W" * 60
CLASS = "XII " + "M" * 50
SCHOOL = "SMK " + "NEGERIPERTANIANPEMBANGUNAN" * 3
ROOM = {
    LetterKind.ROSTER: ("W", 22),
    LetterKind.SLIPS: ("M", 30),
    LetterKind.NOTICE: ("M", 24),
    LetterKind.REPORT: ("M", 8),
}
"""How many of the letter its place for a name (W) or a class (M) holds on a line at most."""


def _printed(kind: LetterKind) -> PdfReader:
    pupils = [
        pupil(n, name=WORD if n % 2 else "ABDURRAHMANSYAHPUTRADIWANGSA", class_group=CLASS if n % 3 else "X 1")
        for n in range(1, 9)
    ]
    facts = replace(visit(pupils), school_name=SCHOOL, members=[])
    return PdfReader(io.BytesIO(render(kind.value, data(kind, facts), AT)))


@pytest.mark.parametrize("kind", list(ROOM))
def test_a_word_wider_than_its_place_breaks_and_is_still_whole(kind: LetterKind) -> None:
    text = "\n".join(page.extract_text() for page in _printed(kind).pages)
    assert "\u200b" not in text, "what is copied out of a letter holds no sign that nobody sees"
    letter, room = ROOM[kind]
    assert 1 < max(len(run) for run in re.findall(f"{letter}+", text)) <= room
    assert CLASS.replace(" ", "") in re.sub(r"\s", "", text)
    if kind is not LetterKind.NOTICE:  # it names nobody
        assert WORD in re.sub(r"\s", "", text)


def test_a_name_of_one_word_is_not_torn_on_a_slip_while_it_can_be_set_smaller() -> None:
    assert "ABDURRAHMANSYAHPUTRADIWANGSA" in _printed(LetterKind.SLIPS).pages[0].extract_text()


def test_a_long_class_and_school_push_nothing_off_a_slip() -> None:
    line: list[tuple[float, str]] = []

    def note(text: str, matrix: list[float], *_rest: object) -> None:
        line.append((matrix[5], text))

    page = _printed(LetterKind.SLIPS).pages[0]
    page.extract_text(visitor_text=note)
    height = float(page.mediabox.height) / 4
    last = [y % height for y, text in line if "dipungut" in text]
    assert len(last) == 8
    # Not below the cut: who is pushed over it lands at the top of the next slip.
    assert all(4 < y < height / 2 for y in last), last

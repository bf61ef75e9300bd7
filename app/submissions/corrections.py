"""
The rejected rows of a list as a workbook that a school mends and sends back as a partial list.

It holds what was written in the columns that the registry keeps, under the headers that the list had, and nothing of
the others. What cannot be told from a cell any more, such as the last digit of a NIK that was a number, is written so
that the row is rejected again until somebody mends it.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import IO
from uuid import UUID

import xlsxwriter
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.exports import harmless
from app.core.i18n import Language, text
from app.journal import service as journal
from app.submissions import queries
from app.submissions.fields import plain, read_nisn
from app.submissions.grids import ROW_HEADER
from app.submissions.layouts import KK_IN_PLACE_OF_NIK
from app.submissions.models import RowOutcome, Submission, SubmissionRow
from app.submissions.rules import COMBINED, Cell, Judged

_HEADERS = {
    "name": "Nama",
    "sex": "JK",
    "nisn": "NISN",
    "birth_place": "Tempat Lahir",
    "birth_date": "Tanggal Lahir",
    "nik": "NIK",
    "class_group": "Rombel Saat Ini",
    "grade": "Tingkat",
    "residence_code": "Kode Wilayah",
    "ever_married": "Pernah Kawin",
}
"""For lists that had no header: those that came as JSON."""
_WIDTHS = {"name": 32, "nik": 20, "birth": 28, "birth_date": 16, "class_group": 18, "grade_class": 24}
_COLOURS = {"error": {"bg_color": "#FFC7CE", "font_color": "#9C0006"}, "warning": {"bg_color": "#FFEB9C"}}


def workbook(session: Session, actor: Actor, submission_id: UUID, language: Language) -> IO[bytes]:
    """
    The rejected rows of a list, each with what to mend in words of ``language``; the reading leaves its trail.

    Raises :class:`NotFound` for a list out of sight.
    """
    submission = queries.get(session, actor, submission_id)
    rows = session.exec(
        select(SubmissionRow)
        .where(col(SubmissionRow.submission_id) == submission.id, col(SubmissionRow.outcome) == RowOutcome.REJECTED)
        .order_by(col(SubmissionRow.position))
    )
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever answers with it closes it
    written = _write(file, _headers(submission), (queries.restore(session, row) for row in rows), language)
    journal.write(
        session,
        actor,
        "submissions.corrections_read",
        "submission",
        submission.id,
        region_code=submission.region_code,
        school_id=submission.school_id,
        data={"rows": written},
    )
    file.seek(0)
    return file


def _headers(submission: Submission) -> Mapping[str, str]:
    return dict(submission.headers) or _HEADERS


def _write(file: IO[bytes], headers: Mapping[str, str], rows: Iterable[Judged], language: Language) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        # Every cell is text: a NIK that is typed into it keeps its sixteen digits.
        formats = {name: book.add_format({"num_format": "@", **colour}) for name, colour in _COLOURS.items()}
        formats |= {"": book.add_format({"num_format": "@"}), "head": book.add_format({"bold": True})}
        formats["words"] = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Perbaikan")
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 14, formats[""])
        for column, name in enumerate(headers, start=1):
            sheet.set_column(column, column, _WIDTHS.get(name, 14), formats[""])
        sheet.set_column(len(headers) + 1, len(headers) + 1, 90)
        for column, title in enumerate([ROW_HEADER, *headers.values(), text("submissions.what_to_mend", language)]):
            sheet.write_string(0, column, harmless(plain(title)), formats["head"])
        number = 0
        for number, judged in enumerate(rows, start=1):
            found = _faults(judged, headers, language)
            sheet.write_string(number, 0, f"{judged.row} ({judged.sheet})" if judged.sheet else str(judged.row))
            for column, name in enumerate(headers, start=1):
                worst, words = found.get(name, ("", []))
                sheet.write_string(number, column, harmless(as_text(name, judged.raw.get(name))), formats[worst])
                if words:
                    sheet.write_comment(number, column, " ".join(words), {"author": "Sweet Seventeen", "x_scale": 2})
            sheet.write_string(number, len(headers) + 1, harmless(_words(found, headers)), formats["words"])
    return number


def _faults(judged: Judged, headers: Mapping[str, str], language: Language) -> dict[str, tuple[str, list[str]]]:
    """By column how bad its worst fault is, and what its faults are in words."""
    found: dict[str, tuple[str, list[str]]] = {}
    for problem in sorted(judged.problems, key=lambda problem: not problem.is_error):
        if problem.is_error or problem.is_warning:
            name = problem.field if problem.field in headers else COMBINED.get(problem.field, problem.field)
            worst, words = found.get(name, ("error" if problem.is_error else "warning", []))
            found[name] = (worst, [*words, text(problem.code, language)])
    return found


def _words(found: Mapping[str, tuple[str, Sequence[str]]], headers: Mapping[str, str]) -> str:
    return "\n".join(f"{plain(headers.get(name, name))}: {' '.join(words)}" for name, (_, words) in found.items())


def as_text(name: str, cell: Cell) -> str:
    """A cell as text that is read as the cell was, and is no better than it."""
    if cell == KK_IN_PLACE_OF_NIK:
        return "No. KK"
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return _number(name, cell)
    return plain(cell)


def _number(name: str, cell: float) -> str:
    written = plain(cell)
    if name == "nik" and len(written) == 16 and (written.endswith("0") or written.startswith("9")):
        # As text it would pass for a whole one.
        return f"{written[:15]}?"
    if name == "nisn":
        return read_nisn(cell)[0] or written
    return written.partition(".")[0] if name == "birth_date" else written

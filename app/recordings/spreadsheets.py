"""Where neither device nor network will do: the roster as a workbook, filled in by hand, and back again."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

import xlsxwriter
from sqlmodel import Session

from app.core.access import Actor
from app.core.errors import Fault, Invalid
from app.core.exports import harmless
from app.recordings import service
from app.recordings.rules import Item, Status
from app.recordings.sheet_rules import HEADERS, OUTCOMES, REASONS, Day, code_of, is_untouched, item_of
from app.regions import queries as regions
from app.submissions.parsing import Listed, read_with
from app.visits import queries as visits
from app.visits.models import Visit

WALK_INS = 30
"""Empty lines below the roster for whom nobody expected."""
_WIDTHS = {"name": 34, "class_group": 12, "slot": 13, "outcome": 20, "reason": 24, "time": 8, "note": 30}


class NoRoster(Invalid):
    """A file in which no sheet has the columns of a roster that we gave out."""

    code = "recordings.no_roster"


def read_file(content: bytes | IO[bytes], file_name: str | None) -> Listed:
    """The rows of a filled roster. Raises what :func:`app.submissions.parsing.read_with` raises."""
    return read_with("app.recordings.sheet_reader", content, file_name, refusals={"F_HEADER_NOT_FOUND": NoRoster})


def workbook(session: Session, actor: Actor, visit_id: UUID) -> IO[bytes]:
    """
    The roster of a visit as a workbook to fill in. Raises :class:`NotFound` for one out of sight.

    Who is restricted or without consent is not in it; ids stand in a hidden column.
    """
    visit = visits.get(session, actor, visit_id)
    lines = [
        {
            "code": code_of(visit.id, line.student_id),
            "name": line.name,
            "class_group": line.class_group,
            "slot": f"{line.slot_start:%H:%M}-{line.slot_end:%H:%M}" if line.slot_start and line.slot_end else None,
        }
        for line in visits.roster(session, visit)
    ]
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever sends it
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        _write(book, lines)
    file.seek(0)
    return file


def _write(book: xlsxwriter.Workbook, lines: Sequence[Mapping[str, Any]]) -> None:
    sheet, choices = book.add_worksheet("Daftar"), book.add_worksheet("Pilihan")
    bold, as_text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    for column, words in enumerate((OUTCOMES, REASONS)):
        for row, word in enumerate(words):
            choices.write_string(row, column, word)
    choices.hide()
    columns = list(HEADERS)
    for at, (field, text) in enumerate(HEADERS.items()):
        sheet.set_column(at, at, _WIDTHS.get(field, 20), as_text, {"hidden": field == "code"})
        sheet.write_string(0, at, text, bold)
    for number, line in enumerate(lines, start=1):
        for at, field in enumerate(columns):
            if line.get(field) is not None:
                sheet.write_string(number, at, harmless(line[field]))
    last = len(lines) + WALK_INS
    for field, letter, words in (("outcome", "A", OUTCOMES), ("reason", "B", REASONS)):
        at = columns.index(field)
        source = f"=Pilihan!${letter}$1:${letter}${len(words)}"
        sheet.data_validation(1, at, last, at, {"validate": "list", "source": source})
    sheet.freeze_panes(1, 2)


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What became of a filled row. ``cell`` is where to look when it could not be read."""

    row: int
    cell: str | None
    id: UUID | None
    status: Status
    code: str | None
    params: Mapping[str, Any]


def take_in(session: Session, actor: Actor, visit_id: UUID, listed: Listed) -> list[RowVerdict]:
    """
    Take a filled roster in, each row on its own; a row that nobody wrote on says nothing.

    The same file again changes nothing. Raises :class:`NotFound` for a visit out of sight.
    """
    day = _day(visits.get(session, actor, visit_id))
    written = [raw for raw in listed.rows if raw.values is not None and not is_untouched(raw.values)]
    read = [item_of(raw.values or {}, day) for raw in written]
    results = iter(service.accept(session, [(actor, item) for item in read if isinstance(item, Item)]))
    verdicts = []
    for raw, item in zip(written, read, strict=True):
        if isinstance(item, Fault):
            letter = (raw.letters or {}).get(item.pointer.removeprefix("/"))
            cell = f"{letter}{raw.row}" if letter else None
            verdicts.append(RowVerdict(raw.row, cell, None, Status.INVALID, item.code, item.params))
        else:
            result = next(results)
            verdicts.append(RowVerdict(raw.row, None, result.id, result.status, result.code, {}))
    return verdicts


def _day(visit: Visit) -> Day:
    return Day(visit.id, visit.school_id, visit.date, visit.starts_at, regions.zone(visit.region_code))

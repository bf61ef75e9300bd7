"""Registry imports on the wire."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.schemas import CreateIn, In, Out
from api.uploads import RowProblemOut, first_cell, problems_shown
from app.cards.models import ImportOutcome, ImportState, RegistryImport
from app.cards.registry_files import read_rows
from app.cards.registry_queries import OpenedRow
from app.core.i18n import Language
from app.core.types import ShortText, mask_nik
from app.submissions.parsing import Listed


class RegistryRowsIn(CreateIn):
    """``rows`` of ``{nik, status, occurred_at}``. Faults of items become row verdicts."""

    rows: list[dict[str, Any]]

    def listed(self) -> Listed:
        return read_rows(self.rows)


class RegistryRevertIn(In):
    reason: Annotated[ShortText, Field(max_length=400)]


class RegistryImportOut(Out):
    id: UUID
    region_code: str
    state: ImportState
    source_format: str
    file_name: str | None
    total: int
    created: int
    updated: int
    """Always 0: what the national system said is added to, never changed."""
    unchanged: int
    rejected: int
    ignored: int
    warnings: int
    submitted_by: UUID | None
    submitted_at: datetime
    applied_at: datetime | None
    reverted_at: datetime | None
    reason: str | None
    rows_url: str
    version: int


class RegistryProblemOut(RowProblemOut):
    """Something to look at in a row."""


class RegistryRowOut(Out):
    row: int
    sheet: str | None
    cell: str | None
    outcome: ImportOutcome
    student_id: UUID | None
    nik_masked: str | None
    status: str | None
    """As the list wrote it."""
    occurred_at: datetime | None
    problems: list[RegistryProblemOut]


_MADE = {"updated", "rows_url"}


def shown(found: RegistryImport) -> RegistryImportOut:
    own = {name: getattr(found, name) for name in RegistryImportOut.model_fields if name not in _MADE}
    return RegistryImportOut(**own, updated=0, rows_url=f"/v1/registry-imports/{found.id}/rows")


def shown_row(opened: OpenedRow, language: Language) -> RegistryRowOut:
    """A row with its faults in words; of its NIK only the regency."""
    row, word = opened.row, opened.word
    problems = problems_shown(row.problems, RegistryProblemOut, language)
    return RegistryRowOut(
        row=row.row,
        sheet=row.sheet,
        cell=first_cell(problems),
        outcome=row.outcome,
        student_id=row.student_id,
        nik_masked=mask_nik(word.nik[:4] if word.nik else None),
        status=word.written,
        occurred_at=word.at,
        problems=problems,
    )

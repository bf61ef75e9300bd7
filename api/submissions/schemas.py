"""Student lists on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from api.schemas import CreateIn, In, Out
from app.core.i18n import Language, text
from app.core.types import ShortText, mask_nik
from app.submissions.models import RowOutcome, SubmissionMode, SubmissionState
from app.submissions.parsing import Listed, read_students, read_web_service
from app.submissions.queries import OpenedRow, Shown
from app.submissions.reverting import Kept, KeptReason

Count = Annotated[int, Field(ge=0, le=1_000_000)]
Severity = Literal["error", "warning", "info"]
_SEVERITY: dict[str, Severity] = {"E": "error", "W": "warning"}


class ListIn(CreateIn):
    """``students`` under our names, or ``rows`` of Dapodik's Web Service. Faults of items become row verdicts."""

    students: list[dict[str, Any]] | None = None
    rows: list[dict[str, Any]] | None = None

    @model_validator(mode="before")
    @classmethod
    def _envelope(cls, data: Any) -> Any:
        # The Web Service's own envelope may be sent on as it came; its `id` names a column, not the list.
        if isinstance(data, dict) and "rows" in data and "students" not in data:
            named = {key: data[key] for key in ("id", "rows") if key in data}
            return {key: value for key, value in named.items() if (key, value) != ("id", "peserta_didik_id")}
        return data

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.students is None) == (self.rows is None):
            raise ValueError("exactly one of students and rows")
        return self

    def listed(self) -> Listed:
        return read_students(self.students) if self.students is not None else read_web_service(self.rows or [])


class ApplyIn(In):
    confirm_missing: Count | None = None


class RevertIn(In):
    reason: Annotated[ShortText, Field(max_length=400)]


class NoteOut(Out):
    """Something about the file as a whole that stops nothing."""

    code: str
    severity: Severity
    message: str


class ProblemRowsOut(Out):
    """A problem that rows of a list have, each row counted once."""

    code: str
    severity: Severity
    message: str
    rows: int


class SubmissionOut(Out):
    id: UUID
    school_id: UUID
    region_code: str
    state: SubmissionState
    mode: SubmissionMode
    source_format: str
    file_name: str | None
    academic_year: str
    total: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    ignored: int
    warnings: int
    missing: int
    eligible_now: int | None
    submitted_by: UUID | None
    on_behalf: bool
    submitted_at: datetime
    applied_at: datetime | None
    reverted_at: datetime | None
    notes: list[NoteOut]
    problems: list[ProblemRowsOut]
    rows_url: str
    corrections_url: str | None
    version: int


class KeptOut(Out):
    student_id: UUID
    reason: KeptReason


class RevertedOut(SubmissionOut):
    kept: list[KeptOut]


class ProblemOut(Out):
    cell: str | None
    field: str
    code: str
    severity: Severity
    message: str


class RowOut(Out):
    row: int
    sheet: str | None
    cell: str | None
    outcome: RowOutcome
    student_id: UUID | None
    nik_masked: str | None
    name: str | None
    problems: list[ProblemOut]


STARTS: dict[Severity, tuple[str, ...]] = {"error": ("E_",), "warning": ("W_",), "info": ("I_", "X_")}
"""How the codes of each severity begin."""
_MADE = {"eligible_now", "notes", "problems", "rows_url", "corrections_url"}


def shown(found: Shown, language: Language) -> SubmissionOut:
    """A list with its notes in words; ``corrections_url`` where there is something to mend."""
    submission, url = found.submission, f"/v1/submissions/{found.submission.id}"
    own = {name: getattr(submission, name) for name in SubmissionOut.model_fields if name not in _MADE}
    return SubmissionOut(
        **own,
        eligible_now=found.eligible_now,
        notes=[_note(note, language) for note in submission.notes],
        problems=[
            ProblemRowsOut(code=code, severity=_SEVERITY.get(code[0], "info"), message=text(code, language), rows=rows)
            for code, rows in submission.problem_rows
        ],
        rows_url=f"{url}/rows",
        corrections_url=f"{url}/corrections.xlsx" if submission.rejected else None,
    )


def _note(note: dict[str, Any], language: Language) -> NoteOut:
    code = note["code"]
    return NoteOut(code=code, severity=_SEVERITY.get(code[0], "info"), message=text(code, language, **note["params"]))


def shown_reverted(found: Shown, kept: list[Kept], language: Language) -> RevertedOut:
    return RevertedOut(**shown(found, language).model_dump(), kept=[KeptOut.model_validate(one) for one in kept])


def shown_row(opened: OpenedRow, language: Language) -> RowOut:
    """A row with its faults in words; of its NIK only the regency."""
    row, person = opened.row, opened.person
    problems = [_problem(problem, language) for problem in row.problems]
    return RowOut(
        row=row.row,
        sheet=row.sheet,
        cell=next((problem.cell for problem in problems if problem.cell), None),
        outcome=row.outcome,
        student_id=row.student_id,
        nik_masked=mask_nik(person.nik[:4] if person.nik else None),
        name=person.name,
        problems=problems,
    )


def _problem(problem: dict[str, Any], language: Language) -> ProblemOut:
    code = problem["code"]
    return ProblemOut(
        cell=problem.get("cell"),
        field=problem["field"],
        code=code,
        severity=_SEVERITY.get(code[0], "info"),
        message=text(code, language),
    )

"""What became of a filled roster, on the wire."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from api.schemas import Out
from app.core.i18n import Language, text
from app.recordings.rules import Status
from app.recordings.spreadsheets import RowVerdict


class RosterRowOut(Out):
    """`row` is the sheet's own number, from 1; `cell` where to look when it could not be read."""

    row: int
    cell: str | None
    id: UUID | None
    status: Status
    code: str | None
    message: str | None


class RosterResultsOut(Out):
    """Rows on which somebody wrote; the others say that the pupil was not seen yet."""

    total: int
    created: int
    replayed: int
    duplicate: int
    conflict: int
    parked: int
    invalid: int
    rows: list[RosterRowOut]


def shown_results(verdicts: Sequence[RowVerdict], language: Language) -> RosterResultsOut:
    counts = Counter(verdict.status.value for verdict in verdicts)
    rows = [
        RosterRowOut(
            row=verdict.row,
            cell=verdict.cell,
            id=verdict.id,
            status=verdict.status,
            code=verdict.code,
            message=None if verdict.code is None else text(verdict.code, language, **verdict.params),
        )
        for verdict in verdicts
    ]
    return RosterResultsOut(total=len(rows), rows=rows, **{status.value: counts[status.value] for status in Status})

"""The comparison of the three lists on the wire."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import Response

from api.deps import Listing
from api.schemas import ListOut, Out
from app.core.i18n import Language, text
from app.identity import reconciliation
from app.identity.reconciliation import Compared, Line, Registry, Turn, Verdict, turn_of
from app.recordings.models import Outcome


class ReconciliationItemOut(Out):
    student_id: UUID
    school_id: UUID
    name: str
    class_group: str | None
    listed: bool
    """Named by the school's lists since its latest full one."""
    registry: Registry
    seen: Outcome | None
    """What came of the last time that a team was about them."""
    seen_on: date | None
    verdict: Verdict
    turn: Turn
    """Who does what comes next."""
    message: str


class ReconciliationOut(ListOut[ReconciliationItemOut]):
    school_id: UUID | None
    region_code: str | None
    """``null``: the nation."""
    as_of: date
    counts: dict[str, int]
    """``listed``, ``registered_recorded``, ``seen`` and each verdict, over the whole comparison."""


def shown(line: Line, language: Language) -> ReconciliationItemOut:
    return ReconciliationItemOut(
        student_id=line.student_id,
        school_id=line.school_id,
        name=line.name,
        class_group=line.class_group,
        listed=line.listed,
        registry=line.registry,
        seen=line.seen,
        seen_on=line.seen_on,
        verdict=line.verdict,
        turn=turn_of(line.verdict),
        message=text(f"reconciliation.{line.verdict.value}", language),
    )


class ReconciliationListing(Listing):
    """A page of the comparison with counts over the whole, or the whole as CSV or XLSX."""

    def answer_compared(self, compared: Compared, verdict: Verdict | None, language: Language) -> Any:
        if self._format != "json":
            return self.answer(
                lambda session, request: reconciliation.lines(session, compared, request, verdict),
                ReconciliationItemOut,
                lambda line: shown(line, language),
            )
        with self._database.read() as session:
            found = reconciliation.lines(session, compared, self._paging, verdict)
            counts = reconciliation.counts(session, compared)
        body = ReconciliationOut(
            items=[shown(line, language) for line in found.items],
            next_cursor=found.next_cursor,
            school_id=compared.school_id,
            region_code=compared.region_code,
            as_of=compared.as_of,
            counts=counts,
        )
        return Response(body.model_dump_json(), media_type="application/json")

"""
Erasing a person at their request (UU 27/2022 art. 8): what identifies goes, what figures and the law need stays.

Birth date, sex, school, residence and all events stay: figures of past days must not change, and that somebody was
recorded is a fact of the state's (UU 24/2013). Name, NIK, NISN, birth place, and who spoke or received for the person
go, in today's facts, in former ones and in everything sealed. The NIK is free again.

What a reporter wrote in a complaint stays: it is the reporter's own word, sealed, and no id in it says whom it is
about, so that a name in it may as well be a namesake's.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.db import batched
from app.core.types import name_key
from app.identity.holdings import (
    HOLDINGS,
    SEALED,
    VOIDS,
    Seal,
    linked_list_rows,
    nameless_list_rows,
    nameless_recordings,
    nik_of,
    rows_of_person,
    schools_of,
    voids_of,
)
from app.journal import service as journal
from app.students import privacy
from app.students.models import Student, StudentHistory
from app.students.privacy import Decision
from app.students.privacy_models import (
    DataRequest,
    DataRequestKind,
    DataRequestState,
)
from app.students.privacy_queries import ids_of

ERASED = "(dihapus)"
"""What stands for a name that was erased."""
_IDENTIFYING = ("name", "nik", "nisn", "birth_place")
_KEPT = {
    "values", "student", "before", "after", "sex", "birth_date", "class_group", "grade", "residence_code",
    "ever_married", "status", "school_id", "student_id", "visit_id", "team_id", "relation", "occurred_at",
}  # fmt: skip
"""What may stay in a sealed content. Anything else, also what a room adds one day, goes."""


def decide(
    session: Session,
    actor: Actor,
    request_id: UUID,
    decision: Decision,
    note: str | None,
    *,
    version: int | None = None,
) -> DataRequest:
    """Decide a request with all that follows from it, in every room. Raises as :func:`privacy.decide`."""
    request, student = privacy.decide(session, actor, request_id, decision, note, version=version)
    if request.kind is DataRequestKind.ERASE and request.state is DataRequestState.GRANTED:
        erase(session, actor, student)
    return request


def erase(session: Session, actor: Actor, student: Student) -> None:
    """Erase what identifies a person, with the rows merged into theirs. The caller has locked and restricted them."""
    ids = ids_of(session, student.id)
    people = rows_of_person(session, ids)
    particulars = _Particulars()
    for person in people:
        particulars.note(person.model_dump() | {"nik": nik_of(session, person)})
    for former in session.exec(select(StudentHistory).where(col(StudentHistory.student_id).in_(ids))):
        particulars.note(former.model_dump())
    sealed, named = _forget_holdings(session, ids, particulars)
    sealed += _forget_unlinked(session, student, ids, particulars)
    for row, columns in named:
        for column in columns:
            setattr(row, column, particulars.struck_out(getattr(row, column)))
    _forget_facts(session, ids)
    journal.write(
        session,
        actor,
        "students.erased",
        "student",
        student.id,
        region_code=student.region_code,
        school_id=student.school_id,
        data={"rows": len(ids), "sealed": sealed},
    )


class _Particulars:
    """The values by which the person is known, as far as met so far: what free texts must not name."""

    def __init__(self) -> None:
        self._values: dict[str, set[str]] = {name: set() for name in _IDENTIFYING}
        self._births: set[str] = set()

    def note(self, values: Any) -> None:
        """Remember what a row, or a sealed content however nested, says."""
        if not isinstance(values, dict):
            return
        for name, value in values.items():
            if name in self._values and isinstance(value, str) and value and value != ERASED:
                self._values[name].add(value)
            elif name == "birth_date" and value is not None:
                self._births.add(str(value))
            else:
                self.note(value)

    def struck_out(self, text: str | None) -> str | None:
        """A free text without the person's values."""
        if text is None:
            return None
        known = sorted({value for values in self._values.values() for value in values}, key=len, reverse=True)
        for value in known:
            loose = r"\s+".join(re.escape(word) for word in value.split())
            # Never longer than it was, so that it fits its column.
            text = re.sub(
                rf"(?<!\w){loose}(?!\w)", "***" if len(value) < len(ERASED) else ERASED, text, flags=re.IGNORECASE
            )
        return text

    def are(self, values: Any) -> bool:
        """Whether a row that names nobody by id tells of this person: same NIK or NISN, or same name and birth date."""
        if not isinstance(values, dict):
            return False
        if any(values.get(name) in self._values[name] for name in ("nik", "nisn")):
            return True
        names = {name_key(name) for name in self._values["name"]}
        return name_key(values.get("name") or "") in names and values.get("birth_date") in self._births


def _forget_holdings(
    session: Session, ids: Sequence[UUID], particulars: _Particulars
) -> tuple[int, list[tuple[Any, tuple[str, ...]]]]:
    """Seal again what names the person, without it; returns how many, and the rows with texts to be struck out."""
    count, named = 0, []
    rows_by_name: dict[str, list[Any]] = {}
    for holding in HOLDINGS:
        if not (holding.seals or holding.texts):
            continue
        rows = rows_by_name[holding.name] = list(holding.rows(session, ids))
        count += _forget_sealed(session, rows, holding.seals, particulars)
        named += [(row, holding.texts) for row in rows]
    for _, model, column, holding_name in VOIDS:
        events = [row.id for row in rows_by_name[holding_name]]
        named += [(row, ("reason",)) for row in voids_of(session, model, column, events)]
    return count, named


def _forget_sealed(session: Session, rows: Iterable[Any], seals: Sequence[Seal], particulars: _Particulars) -> int:
    count = 0
    for row in rows:
        for seal in seals:
            content = seal.open(session, row)
            if content is not None:
                particulars.note(content)
                seal.close(session, row, forgotten(content))
                count += 1
    session.flush()
    return count


def forgotten(content: Any) -> Any:
    """What is left of a sealed content: its shape, so that readers still open it, and what identifies nobody."""
    if isinstance(content, str):
        return ERASED
    if not isinstance(content, dict):
        return None
    left: dict[str, Any] = {}
    for name, value in content.items():
        if name in ("before", "after"):
            # A revert of the list gives back what it finds here: nothing that identifies may be found.
            left[name] = {key: kept for key, kept in (value or {}).items() if key in _KEPT}
        elif name in ("values", "student"):
            left[name] = forgotten(value)
        elif name == "name":
            left[name] = ERASED
        elif name != "raw":
            left[name] = value if name in _KEPT else None
    return left


def _forget_unlinked(session: Session, student: Student, ids: Sequence[UUID], particulars: _Particulars) -> int:
    """Rows that tell of the person without their id: refused rows, unapplied lists, what waits in the field."""
    transfers = [row.id for holding in HOLDINGS if holding.name == "transfers" for row in holding.rows(session, ids)]
    count = _forget_sealed(session, linked_list_rows(session, transfers), (SEALED,), particulars)
    lists = nameless_list_rows(session, {student.school_id, *schools_of(session, ids)})
    waiting = nameless_recordings(session, student.region_code)
    seals = (SEALED, Seal("before", "before_key_id"))
    told = [row for row in lists if particulars.are((SEALED.open(session, row) or {}).get("values"))]
    parked = [row for row in waiting if _is_about(SEALED.open(session, row) or {}, ids, particulars)]
    for row in parked:
        row.discard_reason = particulars.struck_out(row.discard_reason)
    return (
        count
        + _forget_sealed(session, told, seals, particulars)
        + _forget_sealed(session, parked, (SEALED,), particulars)
    )


def _is_about(details: dict[str, Any], ids: Sequence[UUID], particulars: _Particulars) -> bool:
    """What waits for the office names its person only within what is sealed: by id, or in words."""
    return details.get("student_id") in {str(id) for id in ids} or particulars.are(details.get("student"))


def _forget_facts(session: Session, ids: Sequence[UUID]) -> None:
    """Today's facts and all former ones. An empty key is nobody's, so that two erased people are not taken for one."""
    gone = {"name": ERASED, "name_key": "", "nik_hash": None, "nisn": None, "birth_place": None}
    columns = {"name_sound": "", "nik_sealed": None, "nik_key_id": None, "nik_prefix": None}
    for some in batched(ids):
        for table, column, values in (
            (StudentHistory, StudentHistory.student_id, gone),
            (Student, Student.id, gone | columns | {"version": Student.version + 1}),
        ):
            statement = update(table).where(col(column).in_(some)).values(**values)
            session.execute(statement, execution_options={"synchronize_session": "fetch"})
    session.flush()

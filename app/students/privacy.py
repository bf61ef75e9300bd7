"""
What persons may say and ask about their data (UU 27/2022), and what follows from it.

Pupils are minors: as a rule a parent or guardian speaks (art. 25). Whoever is restricted, or for whom consent is
refused or taken back, leaves rosters, packs and files, never counts: see :func:`app.students.queries.may_appear`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import now
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import Fault, Invalid, StateConflict, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.regions.queries import setting, today
from app.students import privacy_queries, queries, service
from app.students.models import (
    ConsentState,
    Student,
)
from app.students.privacy_models import (
    Consent,
    ConsentRelation,
    DataRequest,
    DataRequestKind,
    DataRequestState,
    Restriction,
)
from app.students.privacy_queries import OpenedConsent


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A word on a pupil's data as it was given, on paper or aloud."""

    state: ConsentState
    relation: ConsentRelation
    given_by: str | None
    given_on: date
    document: str | None = None


@dataclass(frozen=True, slots=True)
class NewDataRequest:
    """What a person, or who speaks for them, asks."""

    kind: DataRequestKind
    body: str | None
    asked_by: str | None
    relation: ConsentRelation


class Decision(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"


# --- consent ---------------------------------------------------------------------------------------------------


def add_consent(
    session: Session, actor: Actor, student_id: UUID, new: NewConsent, *, id: UUID | None, content: Mapping[str, Any]
) -> tuple[OpenedConsent, bool]:
    """
    Note what was said of a pupil's data; the latest word by its day, then by id, holds.

    Raises :class:`NotFound` for a pupil out of sight, :class:`Invalid` for a word of a day to come.
    """
    student = queries.get(session, actor, student_id, lock=True)
    if new.given_on > today(student.region_code):
        raise Invalid([Fault("/given_on", "students.given_ahead")])
    if not first_time(session, actor, id, "consent", {"student_id": str(student_id), **content}):
        return privacy_queries.get_consent(session, actor, id or new_id()), False
    consent = _note_consent(session, actor, student, new, id or new_id())
    return OpenedConsent(consent, new.given_by), True


def _note_consent(session: Session, actor: Actor, student: Student, new: NewConsent, id: UUID) -> Consent:
    where = place("consents", "sealed", id)
    key_id, sealed = keys_of(session).seal_json({"given_by": new.given_by}, where)
    consent = Consent(
        id=id,
        region_code=student.region_code,
        student_id=student.id,
        state=new.state,
        relation=new.relation,
        given_on=new.given_on,
        document=new.document,
        sealed_key_id=key_id,
        sealed=sealed,
        account_id=actor.account_id,
    )
    session.add(consent)
    session.flush()
    settle_consent(session, student)
    data = {"state": new.state.value, "relation": new.relation.value, "student_id": str(student.id)}
    _note(session, actor, "students.consent_noted", "consent", consent.id, student, data)
    return consent


def settle_consent(session: Session, student: Student) -> None:
    """
    Let the latest word on a person hold, also one given for a row that was merged into theirs.

    To be called again where rows are merged or parted. The caller has locked ``student``.
    """
    latest = session.exec(
        select(Consent)
        .where(col(Consent.student_id).in_(privacy_queries.ids_of(session, student.id)))
        .order_by(col(Consent.given_on).desc(), col(Consent.id).desc())
        .limit(1)
    ).first()
    state = latest.state if latest else ConsentState.NONE
    if student.consent is not state:
        student.consent = state
        student.version += 1
        session.flush()


# --- restriction -----------------------------------------------------------------------------------------------


def restrict(
    session: Session,
    actor: Actor,
    student_id: UUID,
    *,
    restricted: bool,
    reason: str,
    version: int | None = None,
    request_id: UUID | None = None,
) -> Student:
    """
    Restrict a pupil, or lift the restriction; a state that holds already is left as it is.

    The reason is kept beside it, since the person may ask why. Raises :class:`VersionMismatch`.
    """
    student = queries.get(session, actor, student_id, lock=True)
    if version is not None and student.version != version:
        raise VersionMismatch
    if student.restricted == restricted:
        return student
    service.change_many(session, actor, {student.id: {"restricted": restricted}}, on=today(student.region_code))
    row = Restriction(
        region_code=student.region_code,
        student_id=student.id,
        restricted=restricted,
        reason=reason,
        request_id=request_id,
        account_id=actor.account_id,
    )
    session.add(row)
    session.flush()
    kind = "students.restricted" if restricted else "students.restriction_lifted"
    data = {} if request_id is None else {"request_id": str(request_id)}
    _note(session, actor, kind, "student", student.id, student, data)
    return student


# --- requests --------------------------------------------------------------------------------------------------


def ask(
    session: Session,
    actor: Actor,
    student_id: UUID,
    new: NewDataRequest,
    *,
    id: UUID | None,
    content: Mapping[str, Any],
) -> tuple[DataRequest, bool]:
    """Take a request in; it is due in the hours that the region's setting names (72: UU 27/2022, 3x24 hours)."""
    student = queries.get(session, actor, student_id)
    if not first_time(session, actor, id, "data_request", {"student_id": str(student_id), **content}):
        return privacy_queries.get_request(session, actor, id or new_id()), False
    id = id or new_id()
    told = {"body": new.body, "asked_by": new.asked_by, "relation": new.relation.value}
    key_id, sealed = keys_of(session).seal_json(told, place("data_requests", "sealed", id))
    at = now()
    hours = setting(session, student.region_code, "data_request_hours", today(student.region_code))
    request = DataRequest(
        id=id,
        region_code=student.region_code,
        student_id=student.id,
        kind=new.kind,
        due_at=at + timedelta(hours=hours),
        created_at=at,
        sealed_key_id=key_id,
        sealed=sealed,
        account_id=actor.account_id,
    )
    session.add(request)
    session.flush()
    data = {"kind": new.kind.value, "student_id": str(student.id)}
    _note(session, actor, "students.data_requested", "data_request", request.id, student, data)
    return request, True


def decide(
    session: Session,
    actor: Actor,
    request_id: UUID,
    decision: Decision,
    note: str | None,
    *,
    version: int | None = None,
) -> tuple[DataRequest, Student]:
    """
    Grant or refuse a request, with what follows from it in this room; erasing is the caller's, who sees all rooms.

    ``access`` and ``correct`` change nothing by themselves: the file is now to be handed out, the facts to be
    mended by hand. To refuse is normal where another law obliges the office to keep (UU 24/2013), and needs its
    reason. Raises :class:`StateConflict` for a request that is decided.
    """
    request = privacy_queries.get_request(session, actor, request_id, lock=True)
    if version is not None and request.version != version:
        raise VersionMismatch
    if request.state is not DataRequestState.OPEN:
        raise StateConflict(state=request.state.value, allowed=[])
    if decision is Decision.REFUSED and note is None:
        raise Invalid([Fault("/note", "field.reason_needed")])
    student = queries.get(session, actor, request.student_id, lock=True)
    request.state = DataRequestState(decision.value)
    request.decided_at, request.decided_by, request.note = now(), actor.account_id, note
    request.version += 1
    session.flush()
    data = {"kind": request.kind.value, "decision": decision.value, "student_id": str(student.id)}
    _note(session, actor, "students.data_request_decided", "data_request", request.id, student, data)
    if decision is Decision.GRANTED:
        _grant(session, actor, request, student)
    return request, student


def _grant(session: Session, actor: Actor, request: DataRequest, student: Student) -> None:
    if request.kind is DataRequestKind.WITHDRAW:
        told = privacy_queries.opened(session, request)
        word = NewConsent(
            ConsentState.WITHDRAWN, ConsentRelation(told.relation), told.asked_by, today(student.region_code)
        )
        _note_consent(session, actor, student, word, new_id())
    if request.kind in (DataRequestKind.RESTRICT, DataRequestKind.WITHDRAW, DataRequestKind.ERASE):
        reason = request.note or request.kind.value
        restrict(session, actor, student.id, restricted=True, reason=reason, request_id=request.id)


def _note(
    session: Session,
    actor: Actor,
    kind: str,
    subject_type: str,
    subject_id: UUID,
    student: Student,
    data: Mapping[str, object],
) -> None:
    journal.write(
        session,
        actor,
        kind,
        subject_type,
        subject_id,
        region_code=student.region_code,
        school_id=student.school_id,
        data=data,
    )

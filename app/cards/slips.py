"""
Codes on pupils' slips: made, kept for printing again, replaced, and followed to the pupil.

A code is 80 random bits in 16 signs of Crockford's alphabet, which has no letter that is easily read as another.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.cards.slip_models import SlipCode
from app.core.access import Actor
from app.core.clock import now
from app.core.crypto import place
from app.core.db import batched, insert_into, keys_of
from app.core.errors import Conflict
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.regions import queries as regions
from app.students import queries as students
from app.students.models import Student
from app.students.privacy_queries import ids_of

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_NEVER = "-" * LENGTH
"""What no code is."""
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class NoSlip(Conflict):
    """The pupil's data are restricted, or consent is lacking: no slip may name them."""

    code = "slips.not_for_this_pupil"


@dataclass(frozen=True, slots=True)
class Slip:
    """A pupil's code and the address that its QR leads to; the code stands behind ``#``, so no server logs it."""

    code: str
    url: str


def slip(code: str, public_url: str) -> Slip:
    return Slip(code, f"{public_url.rstrip('/')}/k#{code}")


def renew(
    session: Session, actor: Actor, student_id: UUID, public_url: str, *, id: UUID | None = None
) -> tuple[Slip, bool]:
    """
    A new code for a pupil; what was printed before it is void. The flag says whether it is new or was asked before.

    Raises :class:`NotFound` for a pupil out of sight and :class:`NoSlip` for one whom no slip may name.
    """
    student = students.get(session, actor, student_id, lock=True)
    # The same content under every id: who repeats the request gets the code that counts now.
    if not first_time(session, actor, id, "slip_code", {"student_id": str(student.id)}):
        return slip(codes_of(session, [student.id])[student.id], public_url), False
    allowed = students.may_appear(session, regions.today(student.region_code))
    if session.exec(select(Student.id).where(col(Student.id) == student.id, allowed)).first() is None:
        raise NoSlip
    of_person = col(SlipCode.student_id).in_(ids_of(session, student.id))
    session.execute(update(SlipCode).where(of_person, col(SlipCode.replaced_at).is_(None)).values(replaced_at=now()))
    made = _make(session, actor, [student])
    journal.write(
        session,
        actor,
        "slips.renewed",
        "student",
        student.id,
        region_code=student.region_code,
        school_id=student.school_id,
    )
    return slip(made[student.id], public_url), True


def codes_for(session: Session, actor: Actor, student_ids: Collection[UUID]) -> dict[UUID, str]:
    """
    The codes of these pupils, whom the caller has reached: those who have one keep it, so that what was printed
    before stays good; the others get one, with one line in the journal each.
    """
    found = codes_of(session, student_ids)
    missing = sorted(set(student_ids) - found.keys())
    people: list[Student] = []
    for some in batched(missing):
        people += session.exec(select(Student).where(col(Student.id).in_(some)))
    if people:
        found |= _make(session, actor, people)
        lines: list[Any] = [(each.id, each.region_code, each.school_id, {}) for each in people]
        journal.write_many(session, actor, "slips.made", "student", lines)
    return found


def codes_of(session: Session, student_ids: Collection[UUID]) -> dict[UUID, str]:
    """The codes that count, by person; of a merged person the survivor's own before the other's."""
    named, keys = aliased(Student), keys_of(session)
    person: Any = func.coalesce(named.survivor_id, named.id)
    found: dict[UUID, tuple[bool, SlipCode]] = {}
    for some in batched(student_ids):
        rows = session.execute(
            select(person, SlipCode)
            .join(SlipCode, col(SlipCode.student_id) == named.id)
            .where(person.in_(some), col(SlipCode.replaced_at).is_(None))
            .order_by(col(SlipCode.id))
        )
        for id, row in rows:
            if id not in found or row.student_id == id:
                found[id] = (row.student_id == id, row)
    return {
        id: keys.open_json(row.sealed_key_id, row.sealed, place("slip_codes", "sealed", row.id))
        for id, (_, row) in found.items()
    }


def as_read(code: str) -> str | None:
    """A code however it was typed: case, blanks and letters taken for figures do not count; ``None`` for none."""
    plain = code.upper().translate(_READ_AS)
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else None


def student_of(session: Session, code: str) -> Student | None:
    """
    Whose slip carries ``code``, however it was typed; for the public look-up, which sees no more than this person.

    ``None`` for a code that never was, was replaced, or belongs to somebody restricted or taken off: all alike, also
    in the work they make. What cannot be a code at all is looked up like any other, so that time tells nothing.
    """
    plain = as_read(code) or _NEVER
    named = aliased(Student)
    statement = (
        select(Student)
        .join(named, col(Student.id) == func.coalesce(named.survivor_id, named.id))
        .join(SlipCode, col(SlipCode.student_id) == named.id)
        .where(
            col(SlipCode.code_hash) == keys_of(session).blind("slip", plain),
            col(SlipCode.replaced_at).is_(None),
            col(Student.restricted).is_(False),
            students.is_person(),
        )
    )
    return session.exec(statement).one_or_none()


def _make(session: Session, actor: Actor, people: Collection[Student]) -> Mapping[UUID, str]:
    """A code for each; where another transaction was faster, its code."""
    keys, made, at = keys_of(session), {}, now()
    rows = []
    for student in sorted(people, key=lambda each: each.id):
        id, code = new_id(), "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        key_id, sealed = keys.seal_json(code, place("slip_codes", "sealed", id))
        rows.append(
            {
                "id": id,
                "region_code": student.region_code,
                "student_id": student.id,
                "code_hash": keys.blind("slip", code),
                "sealed_key_id": key_id,
                "sealed": sealed,
                "account_id": actor.account_id,
                "created_at": at,
            }
        )
        made[student.id] = code
    session.execute(insert_into(session, SlipCode.__table__).on_conflict_do_nothing(), rows)  # type: ignore[attr-defined]
    return codes_of(session, list(made))

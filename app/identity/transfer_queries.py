"""Reading transfers. The claimant sees what it sent itself, and whether its claim is open; nothing of the pupil."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, not_, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, within
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.identity.transfer_rules import Ends, Sides, names_pupil, sent_to, sides
from app.regions.queries import scope, today
from app.schools.models import School
from app.students import queries as students
from app.students.models import Student, Transfer, TransferState
from app.submissions.rules import Person


@dataclass(frozen=True, slots=True)
class SeenTransfer:
    """A transfer as far as one reader may see it; ``None`` is what they may not."""

    transfer: Transfer
    sides: Sides
    sent: Person
    student_id: UUID | None
    from_school_id: UUID | None
    from_school_name: str | None
    to_school_name: str
    contradicts: bool | None


def _claims(actor: Actor) -> ColumnElement[bool]:
    """SQL for the claimant's side of :func:`app.identity.transfer_rules.sides`."""
    if actor.is_office:
        return within(col(Transfer.region_code), actor.region_code)
    return col(Transfer.to_school_id) == actor.school_id if actor.school_id is not None else false()


def _holds(actor: Actor) -> ColumnElement[bool]:
    """SQL for the holder's side of :func:`app.identity.transfer_rules.sides`."""
    if actor.is_office:
        return within(col(Transfer.from_region_code), actor.region_code)
    if actor.school_id is None:
        return false()
    return and_(col(Transfer.from_school_id) == actor.school_id, col(Transfer.contradicts).is_(False))


def visible(actor: Actor) -> SelectOfScalar[Transfer]:
    """Both schools and the offices of both regions; how much each sees is :func:`seen`'s to say."""
    return select(Transfer).where(or_(_claims(actor), _holds(actor)))


def get(session: Session, actor: Actor, transfer_id: UUID, *, lock: bool = False) -> Transfer:
    """One transfer. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(Transfer.id) == transfer_id)
    if lock:
        # Read before the lock was held, it may have been decided since.
        statement = statement.with_for_update().execution_options(populate_existing=True)
    transfer = session.exec(statement).one_or_none()
    if transfer is None:
        raise NotFound
    return transfer


def transfers(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    state: TransferState | None = None,
    direction: Literal["incoming", "outgoing"] | None = None,
    school_id: UUID | None = None,
    region_code: str | None = None,
) -> Page[SeenTransfer]:
    """
    Newest first. ``school_id`` and ``region_code`` find the holder's side only for those who may know who holds
    the pupil.

    The holder's file leaves out pupils who may not appear in one. The claimant's does not: it holds what the claimant
    sent itself, and would tell by its gaps how somebody else's pupil stands.
    """
    statement = visible(actor)
    if request.exporting:
        fit = students.names_nobody_hidden(session, today(actor.region_code), col(Transfer.student_id))
        theirs = or_(_holds(actor), col(Transfer.state) == TransferState.CONFIRMED)
        statement = statement.where(or_(not_(theirs), fit))
    if state is not None:
        statement = statement.where(col(Transfer.state) == state)
    if direction is not None:
        statement = statement.where(_claims(actor) if direction == "incoming" else _holds(actor))
    if school_id is not None:
        statement = statement.where(_between(actor, school_id))
    if region_code is not None:
        place = within(col(School.district_code), scope(actor, region_code))
        statement = statement.where(_between(actor, select(School.id).where(place)))
    found = page(session, statement, request, [col(Transfer.id)], descending=True)
    return Page(seen(session, actor, found.items), found.next_cursor)


def _between(actor: Actor, schools: Any) -> ColumnElement[bool]:
    """Claimed by one of ``schools`` (an id or a select of ids), or held there as far as ``actor`` may know."""
    one_of = [schools] if isinstance(schools, UUID) else schools
    told = or_(_holds(actor), col(Transfer.state) == TransferState.CONFIRMED)
    return or_(col(Transfer.to_school_id).in_(one_of), and_(col(Transfer.from_school_id).in_(one_of), told))


def seen(session: Session, actor: Actor, found: Sequence[Transfer]) -> list[SeenTransfer]:
    """``found`` as ``actor`` may see them: two more queries however many they are."""
    people = _people(session, [transfer.student_id for transfer in found])
    names = _names(session, found)
    return [_seen(session, actor, transfer, people, names) for transfer in found]


def _seen(
    session: Session, actor: Actor, transfer: Transfer, people: dict[UUID, UUID], names: dict[UUID | None, str]
) -> SeenTransfer:
    standing = sides(actor, ends_of(transfer))
    named = names_pupil(standing, transfer.state)
    return SeenTransfer(
        transfer=transfer,
        sides=standing,
        sent=sent_to(actor, standing, sent_by(session, transfer)),
        student_id=people[transfer.student_id] if named else None,
        from_school_id=transfer.from_school_id if named else None,
        from_school_name=names.get(transfer.from_school_id) if named else None,
        to_school_name=names[transfer.to_school_id],
        contradicts=transfer.contradicts if actor.is_office and standing.holds else None,
    )


def ends_of(transfer: Transfer) -> Ends:
    return Ends(
        to_school_id=transfer.to_school_id,
        to_region_code=transfer.region_code,
        from_school_id=transfer.from_school_id,
        from_region_code=transfer.from_region_code,
        contradicts=transfer.contradicts,
    )


def sent_by(session: Session, transfer: Transfer) -> Person:
    """What the claimant sent, unsealed."""
    where = place("transfers", "sent", transfer.id)
    return Person.from_json(keys_of(session).open_json(transfer.sent_key_id, transfer.sent, where))


def _people(session: Session, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Whom rows are by now: pointers of merged ones are followed. A page names few enough for one statement."""
    person: Any = func.coalesce(col(Student.survivor_id), col(Student.id))
    return dict(session.execute(select(col(Student.id), person).where(col(Student.id).in_(set(ids)))).all())


def _names(session: Session, found: Sequence[Transfer]) -> dict[UUID | None, str]:
    # Schools' names are nobody's secret; which school holds a pupil is, and that is decided by the caller.
    ids = {transfer.to_school_id for transfer in found} | {transfer.from_school_id for transfer in found}
    return dict(session.execute(select(col(School.id), col(School.name)).where(col(School.id).in_(ids))).all())

"""
Several complaints about one thing: all but one follow that one's fate, and each reporter is answered.

Always locked in this order: the number row of the regency, the complaint that leads, those that follow.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import Session, col, or_, select

from app.complaints import queries, rules
from app.complaints.models import Complaint, ComplaintNumber, ReporterVerdict
from app.complaints.rules import Action
from app.complaints.steps import class_deadline, locked, move, note
from app.core.access import SYSTEM, Actor
from app.core.clock import day_of, now
from app.core.errors import Conflict, Fault, Invalid, NotFound
from app.regions import queries as regions


class OneLevelOnly(Conflict):
    """What others follow, or follows another, neither follows nor leads."""

    code = "complaints.merge_one_level"


class NotToMergeInto(Conflict):
    """Only what was accepted and is still to be answered can lead: answers given before were meant for one reporter."""

    code = "complaints.merge_target"


def merge(session: Session, actor: Actor, complaint_id: UUID, version: int | None, into_id: UUID) -> Complaint:
    """
    Let a complaint follow another: its state, class and handler are that one's from now on, its clocks its own.

    What the office answers there is answered here too; what was written before, and by whom, stays apart. Raises
    :class:`Invalid` for a pair that may not be one, :class:`OneLevelOnly`, :class:`NotToMergeInto`.
    """
    seen = queries.get(session, actor, complaint_id)
    # Two that are merged into each other at once must not wait for each other.
    number = select(ComplaintNumber).where(
        col(ComplaintNumber.region_code) == seen.region_code, col(ComplaintNumber.year) == seen.year
    )
    session.exec(number.with_for_update()).one()
    into = _leader(session, actor, complaint_id, into_id)
    session.expire(seen)  # as it is once it is locked, not as it was looked up
    complaint = locked(session, actor, complaint_id, version)
    judged, merged = complaint.verdict is not None, complaint.merged_into is not None
    rules.moved(complaint.state, Action.MERGE, judged=judged, merged=merged)
    if into.merged_into is not None or _followers(session, complaint.id):
        raise OneLevelOnly
    if into.state not in rules.MERGED_INTO:
        raise NotToMergeInto
    if unfit := rules.unfit_to_merge(into, complaint):
        raise Invalid([Fault("/into", unfit)])
    complaint.merged_into = into.id
    _follow(session, complaint, into)
    move(session, complaint, into.state)
    role, kind = actor.role.value, rules.HAPPENED[Action.MERGE]
    note(session, actor, complaint, kind, by_role=role, told={"into": str(into.id)})
    return complaint


def unmerge(session: Session, actor: Actor, complaint_id: UUID, version: int | None) -> Complaint:
    """Let a merged complaint go its own way again, from where it stands."""
    complaint = locked(session, actor, complaint_id, version)
    merged = complaint.merged_into is not None
    judged = complaint.verdict is not None
    state = rules.moved(complaint.state, Action.UNMERGE, judged=judged, merged=merged)
    complaint.merged_into = None
    move(session, complaint, state)
    note(session, actor, complaint, rules.HAPPENED[Action.UNMERGE], by_role=actor.role.value)
    return complaint


def carry(
    session: Session, actor: Actor, leader: Complaint, action: Action, written: Mapping[str, str | None] | None
) -> None:
    """Do to those that follow what was done to ``leader``; who said that it is solved is left in peace."""
    for follower in _followers(session, leader.id, lock=True):
        _follow(session, follower, leader)
        if action in (Action.RESOLVE, Action.REOPEN):
            follower.verdict = None
        move(session, follower, leader.state)
        if action is Action.VERDICT:
            note(session, SYSTEM, follower, rules.FOLLOWED, by_role=SYSTEM.role.value)
        else:
            note(session, actor, follower, rules.HAPPENED[action], by_role=actor.role.value, written=written)


def check_still_fit(session: Session, complaint: Complaint, pointer: str) -> None:
    """Whether a corrected complaint may stay with those it is merged with. Raises :class:`Invalid`."""
    pairs = [(complaint, follower) for follower in _followers(session, complaint.id)]
    if complaint.merged_into is not None:
        pairs.append((session.get_one(Complaint, complaint.merged_into), complaint))
    for into, other in pairs:
        if unfit := rules.unfit_to_merge(into, other):
            raise Invalid([Fault(pointer, unfit)])


def _leader(session: Session, actor: Actor, complaint_id: UUID, into_id: UUID) -> Complaint:
    if into_id == complaint_id:
        raise Invalid([Fault("/into", "complaints.merge_itself")])
    try:
        return queries.get(session, actor, into_id, lock=True)
    except NotFound as unknown:
        raise Invalid([Fault("/into", "field.unknown_reference")]) from unknown


def _followers(session: Session, leader_id: UUID, *, lock: bool = False) -> Sequence[Complaint]:
    """Asked after the leader is locked: whoever joined before that is among them."""
    statement = (
        select(Complaint)
        .where(
            col(Complaint.merged_into) == leader_id,
            or_(col(Complaint.verdict).is_(None), col(Complaint.verdict) != ReporterVerdict.SOLVED),
        )
        .order_by(col(Complaint.id))
    )
    return session.exec(statement.with_for_update() if lock else statement).all()


def _follow(session: Session, follower: Complaint, leader: Complaint) -> None:
    """Class and handler of the one that leads; the period of that class counts from the follower's own receipt."""
    follower.assigned_to = leader.assigned_to
    follower.verified_at = follower.verified_at or now()
    if follower.complaint_class is not leader.complaint_class:
        follower.complaint_class = leader.complaint_class
        received = day_of(follower.received_at, regions.zone(follower.region_code))
        follower.due_at, follower.escalated_at = class_deadline(session, follower, received), None

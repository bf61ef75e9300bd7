"""
Rows that prove to be one person, and the undoing of it.

Merging is a pointer: nothing that happened is rewritten, events stay with the row that they named, and readers follow
``survivor_id``, which always names the last of a chain. The table of merges remembers who was merged into whom, so
that any one of them can be undone, in whatever order (design rule 5).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.cards import service as cards
from app.core.access import Actor, within
from app.core.clock import now
from app.core.errors import Fault, Invalid, NotFound, StateConflict, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.identity import filling, transfers
from app.identity import merge_queries as queries
from app.identity.rules import Candidate, SurvivorLacksNik, TwoNiks, roots, survivor_of
from app.journal import service as journal
from app.recordings.service import recount
from app.regions.queries import today
from app.students import issues, privacy
from app.students import queries as students
from app.students import service as people
from app.students.models import DataIssue, DataIssueKind, Duplicate, DuplicateState, Merge, Recorded, Student

# --- merging ---------------------------------------------------------------------------------------------------


def merge_duplicate(
    session: Session,
    actor: Actor,
    duplicate_id: UUID,
    *,
    survivor_id: UUID | None = None,
    reason: str | None = None,
    version: int | None = None,
) -> Merge:
    """
    Two rows that were proposed are one person.

    Raises :class:`NotFound`, :class:`StateConflict` for a pair that is decided or no longer there,
    :class:`VersionMismatch`, and what :func:`merge` raises.
    """
    statement = select(Duplicate).where(
        within(col(Duplicate.region_code), actor.region_code), col(Duplicate.id) == duplicate_id
    )
    pair = session.exec(statement.with_for_update()).one_or_none()
    if pair is None:
        raise NotFound
    if version is not None and pair.version != version:
        raise VersionMismatch
    if pair.state is not DuplicateState.OPEN:
        raise StateConflict(state=pair.state.value, allowed=[])
    if survivor_id not in (None, pair.first_id, pair.second_id):
        raise Invalid([Fault("/survivor_id", "field.unknown_reference")])
    pair.state, pair.decided_at, pair.decided_by = DuplicateState.MERGED, now(), actor.account_id
    pair.version += 1
    return merge(
        session, actor, pair.first_id, pair.second_id, survivor_id=survivor_id, reason=reason, duplicate_id=pair.id
    )


def merge_pair(
    session: Session,
    actor: Actor,
    merged_id: UUID,
    survivor_id: UUID,
    reason: str,
    *,
    id: UUID | None = None,
    content: Mapping[str, Any],
) -> tuple[Merge, bool]:
    """Two rows that nobody proposed are one person; the flag says whether this is new. Raises as :func:`merge`."""
    if not first_time(session, actor, id, "merge", content):
        return queries.get(session, actor, id or new_id()), False
    done = merge(session, actor, merged_id, survivor_id, survivor_id=survivor_id, reason=reason, id=id)
    return done, True


def merge(
    session: Session,
    actor: Actor,
    one_id: UUID,
    other_id: UUID,
    *,
    survivor_id: UUID | None = None,
    reason: str | None = None,
    duplicate_id: UUID | None = None,
    id: UUID | None = None,
) -> Merge:
    """
    Two rows are one person; the one with the NIK stays unless ``survivor_id`` names another.

    Raises :class:`Invalid` for people out of sight or one and the same, :class:`TwoNiks`, :class:`SurvivorLacksNik`.
    """
    one, other = _both(session, actor, one_id, other_id)
    survivor, merged = _who_stays(one, other, survivor_id)
    twice = one.counting_recording_id is not None and other.counting_recording_id is not None
    done = Merge(
        id=id or new_id(),
        region_code=survivor.region_code,
        merged_id=merged.id,
        survivor_id=survivor.id,
        duplicate_id=duplicate_id,
        reason=reason,
        account_id=actor.account_id,
    )
    session.add(done)
    session.flush()
    group = _point(session, actor, done, survivor, merged)
    _stand(session, [survivor.id])
    transfers.follow(session, actor, [survivor.id])
    _ask_and_answer(session, actor, done, survivor, group, twice=twice)
    _note(session, actor, "identity.merged", done, survivor)
    return done


def _who_stays(one: Student, other: Student, survivor_id: UUID | None) -> tuple[Student, Student]:
    if one.nik_hash is not None and other.nik_hash is not None:
        raise TwoNiks
    survivor_id = survivor_id or survivor_of(_candidate(one), _candidate(other))
    survivor, merged = (one, other) if one.id == survivor_id else (other, one)
    if survivor.nik_hash is None and merged.nik_hash is not None:
        raise SurvivorLacksNik([Fault("/survivor_id", SurvivorLacksNik.code)])
    return survivor, merged


def _ask_and_answer(
    session: Session, actor: Actor, done: Merge, survivor: Student, group: list[UUID], *, twice: bool
) -> None:
    """The questions that a merge opens, and those that it answers."""
    if twice:
        kind, detail = DataIssueKind.RECORDED_TWICE, {"merge_id": str(done.id)}
        issues.note_issue(session, actor, survivor.id, survivor.region_code, kind, detail)
    if survivor.nik_hash is not None:
        issues.close_missing_nik(session, actor, [(row_id, survivor.region_code) for row_id in group])


def _point(session: Session, actor: Actor, done: Merge, survivor: Student, merged: Student) -> list[UUID]:
    """Let the merged row and all behind it point to the survivor, who takes its facts over; returns those rows."""
    group = _group(session, merged.id)
    changes: dict[UUID, dict[str, Any]] = {row_id: {"survivor_id": survivor.id} for row_id in group}
    taken = filling.taken_over(filling.facts_of(survivor), filling.facts_of(merged))
    if taken:
        changes[survivor.id] = taken
    people.change_many(session, actor, changes, on=today(survivor.region_code))
    session.refresh(survivor)
    done.filled = filling.told(taken, survivor.known_from)
    return group


def _both(session: Session, actor: Actor, one_id: UUID, other_id: UUID) -> tuple[Student, Student]:
    """Both rows, locked in the order of ids; they are people, in sight and not the same."""
    if one_id == other_id:
        raise Invalid([Fault("/survivor_id", "identity.same_row")])
    statement = students.visible(actor).where(col(Student.id).in_([one_id, other_id])).order_by(col(Student.id))
    found = {row.id: row for row in session.exec(statement.with_for_update())}
    missing = [name for name, id in (("merged_id", one_id), ("survivor_id", other_id)) if id not in found]
    if missing:
        raise Invalid([Fault(f"/{name}", "field.unknown_reference") for name in missing])
    return found[one_id], found[other_id]


def _candidate(row: Student) -> Candidate:
    return Candidate(row.id, row.nik_hash is not None, row.recorded is Recorded.HERE)


def _group(session: Session, root: UUID) -> list[UUID]:
    """A row and all that were merged into it."""
    return [root, *session.exec(select(Student.id).where(col(Student.survivor_id) == root).order_by(col(Student.id)))]


def _stand(session: Session, ids: Sequence[UUID]) -> None:
    """Count and project anew what all rows of these people tell together, and what was consented to."""
    session.flush()
    recount(session, ids)
    cards.project_many(session, ids)
    session.expire_all()
    for id in ids:
        privacy.settle_consent(session, session.get_one(Student, id))
    session.flush()


# --- undoing ---------------------------------------------------------------------------------------------------


def undo(session: Session, actor: Actor, merge_id: UUID, reason: str, *, version: int | None = None) -> Merge:
    """
    They were two people after all; other merges of the same people stand.

    Raises :class:`NotFound`, :class:`StateConflict` for one that is undone, :class:`VersionMismatch`.
    """
    done = queries.get(session, actor, merge_id, lock=True)
    if version is not None and done.version != version:
        raise VersionMismatch
    if done.undone_at is not None:
        raise StateConflict(state="undone", allowed=[])
    root, group = _locked_tree(session, done.survivor_id)
    standing = _standing_merges(session, group)
    after = filling.without(session, group, standing, done)
    done.undone_at, done.undone_by, done.undo_reason = now(), actor.account_id, reason
    done.version += 1
    session.flush()
    parted = roots(group, {each.merged_id: each.survivor_id for each in standing if each is not done})
    wished = {id: {"survivor_id": parted[id], **after.facts[id]} for id in group}
    changes = {id: different for id, row in group.items() if (different := _different(row, wished[id]))}
    on = today(group[root].region_code)
    for instants, own in _by_instants(session, changes, after.since, done).items():
        people.change_many(session, actor, own, on=on, undoing=instants)
    _remember(session, standing, after.filled)
    apart = sorted({root, done.merged_id})
    _stand(session, apart)
    transfers.follow(session, actor, apart)
    _reopen(session, actor, done)
    _note(session, actor, "identity.merge_undone", done, group[root])
    return done


def _locked_tree(session: Session, member_id: UUID) -> tuple[UUID, dict[UUID, Student]]:
    """The last survivor of a row and everyone merged into it, locked; read again when the tree grew meanwhile."""
    while True:
        root = session.get_one(Student, member_id, populate_existing=True).survivor_id or member_id
        group = _lock(session, _group(session, root))
        if group[root].survivor_id is None and set(_group(session, root)) == set(group):
            return root, group


def _lock(session: Session, ids: Iterable[UUID]) -> dict[UUID, Student]:
    statement = select(Student).where(col(Student.id).in_(sorted(ids))).order_by(col(Student.id))
    rows = session.exec(statement.with_for_update().execution_options(populate_existing=True))
    return {row.id: row for row in rows}


def _standing_merges(session: Session, ids: Iterable[UUID]) -> Sequence[Merge]:
    statement = select(Merge).where(col(Merge.merged_id).in_(list(ids)), col(Merge.undone_at).is_(None))
    return session.exec(statement.order_by(col(Merge.id)).with_for_update()).all()


def _by_instants(
    session: Session, changes: Mapping[UUID, dict[str, Any]], since: Mapping[UUID, datetime], done: Merge
) -> dict[tuple[datetime, ...], dict[UUID, dict[str, Any]]]:
    """
    Changes by the instants before which a row's periods may be found: since when it had what it loses, else before
    an earlier merge. Where several filled one fact in turn, only the periods before the first are the row's own.
    """
    merged = select(Merge.survivor_id, Merge.created_at).where(col(Merge.survivor_id).in_(list(changes)))
    earlier = session.exec(merged.order_by(col(Merge.created_at).desc())).all()
    found: dict[tuple[datetime, ...], dict[UUID, dict[str, Any]]] = {}
    for id, values in changes.items():
        first = since.get(id, done.created_at)
        instants = (first, *(at for survivor_id, at in earlier if survivor_id == id and at < first))
        found.setdefault(instants, {})[id] = values
    return found


def _different(row: Student, wished: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wished.items() if getattr(row, name) != value}


def _remember(
    session: Session, standing: Sequence[Merge], filled: Mapping[UUID, Mapping[str, datetime | None]]
) -> None:
    """What the other merges fill from now on."""
    for merge in standing:
        if merge.id not in filled:
            continue
        at = session.get_one(Student, merge.survivor_id, populate_existing=True).known_from
        merge.filled = {name: (since or at).isoformat() for name, since in filled[merge.id].items()}
    session.flush()


def _reopen(session: Session, actor: Actor, done: Merge) -> None:
    """What the merge had settled is open again."""
    if done.duplicate_id is not None:
        pair = session.get_one(Duplicate, done.duplicate_id, with_for_update=True)
        pair.state, pair.decided_at, pair.decided_by = DuplicateState.OPEN, None, None
        pair.version += 1
    twice = select(DataIssue).where(
        col(DataIssue.student_id) == done.survivor_id,
        col(DataIssue.kind) == DataIssueKind.RECORDED_TWICE,
        col(DataIssue.resolved_at).is_(None),
    )
    for issue in session.exec(twice).all():
        if issue.detail.get("merge_id") == str(done.id):
            issues.resolve_issue(session, actor, issue.id, done.undo_reason or "")
    merged = session.get_one(Student, done.merged_id)
    if merged.nik_hash is None:
        issues.note_issue(session, actor, merged.id, merged.region_code, DataIssueKind.NIK_MISSING, {})
    session.flush()


def _note(session: Session, actor: Actor, kind: str, done: Merge, person: Student) -> None:
    data: Mapping[str, object] = {
        "merged_id": str(done.merged_id),
        "survivor_id": str(done.survivor_id),
        "filled": sorted(done.filled),
    }
    journal.write(
        session,
        actor,
        kind,
        "merge",
        done.id,
        region_code=done.region_code,
        school_id=person.school_id,
        data=data,
    )

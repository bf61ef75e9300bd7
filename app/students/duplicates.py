"""
Rows that are probably one person: found as lists come in, listed for the office, dismissed by it.

Whoever is new or corrected is compared with those of the regency who share the birth date, the sound of the name or
the NISN: three index look-ups for a whole list, never a walk through everyone. A school learns nothing of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import and_, false, or_, true, union_all, update
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.core.access import Actor, within
from app.core.clock import now
from app.core.db import among, batched, insert_into
from app.core.errors import NotFound, StateConflict, VersionMismatch
from app.core.ids import new_id
from app.core.paging import Page, PageRequest, page
from app.journal import service as journal
from app.regions.queries import scope, today
from app.students.likeness import Identity, Likeness, compare, sound
from app.students.models import Duplicate, DuplicateState, Student
from app.students.queries import is_person, may_appear

WEIGHED = frozenset(
    "name birth_date sex nik nisn birth_place school_id region_code survivor_id removed".split()  # noqa: SIM905
)
"""Facts by which rows are found or compared: when one of them changes, the likeness must be asked anew."""
SLICE = 1000
"""How many people a rescan looks at in one transaction: a few seconds' work."""

_as_number = attrgetter("int")
"""Orders ids as they order themselves, at half the cost."""
Pair = tuple[UUID, UUID]
"""Ids of two rows, the smaller first."""
_ID: Any = col(Student.id)
_HAS_NIK = col(Student.nik_hash).is_not(None)
_KEYS: dict[str, Any] = {
    "birth_date": col(Student.birth_date),
    "name_sound": col(Student.name_sound),
    "nisn": col(Student.nisn),
}
"""What two rows of one person share at least one of."""
_FIRST: Any = col(Duplicate.first_id)
_SECOND: Any = col(Duplicate.second_id)
_First, _Second = aliased(Student), aliased(Student)

# --- finding ---------------------------------------------------------------------------------------------------


def propose(session: Session, actor: Actor, ids: Iterable[UUID]) -> None:
    """
    Put before the office whoever looks like one of ``ids``, and withdraw what no longer does.

    A pair that an officer decided stays decided. Two lists that come in at the very same moment may not see each
    other's people: the rescan does.
    """
    wanted = sorted(set(ids), key=_as_number)
    if not wanted:
        return
    session.flush()
    pairs = candidates(session, wanted)
    people = _identities(session, {id for pair in pairs for id in pair})
    alike = {pair: like for pair in sorted(pairs) if (like := compare(people[pair[0]], people[pair[1]])).proposed}
    known = _known(session, wanted)
    regions = {pair: people[pair[0]].region_code for pair in alike if pair not in known}
    _open(session, actor, {pair: (region, alike[pair]) for pair, region in regions.items()})
    for pair, row in known.items():
        _follow(row, alike.get(pair))
    changed = [(row, row.state) for row in known.values() if session.is_modified(row)]
    session.flush()
    kinds = {DuplicateState.OPEN: "students.duplicate_proposed", DuplicateState.OBSOLETE: "students.duplicate_obsolete"}
    for state, kind in kinds.items():
        _note(session, actor, kind, [(row.id, row.region_code) for row, now_is in changed if now_is is state])


def candidates(session: Session, ids: Sequence[UUID]) -> set[Pair]:
    """
    Pairs of people worth comparing in which one of ``ids`` takes part, within each one's regency.

    Two who hold a NIK each are two people: they are no pair, and are not even looked at, since most of a list holds
    one.
    """
    # By key, those without a NIK and those with one.
    mine: dict[tuple[str, str, Any], tuple[list[UUID], list[UUID]]] = defaultdict(lambda: ([], []))
    own = columns(_ID, col(Student.region_code), _HAS_NIK, *_KEYS.values()).where(among(session, _ID, ids))
    for id, region_code, has_nik, *values in session.connection().execute(own.where(is_person())):
        for name, value in zip(_KEYS, values, strict=True):
            # Rows from before names had a sound carry an empty one until the rescan.
            if value:
                mine[region_code, name, value][has_nik].append(id)
    found: set[Pair] = set()
    for region_code, name in sorted({key[:2] for key in mine}):
        of_key = {key[2]: both for key, both in mine.items() if key[:2] == (region_code, name)}
        # Whoever has no NIK is compared with everyone, whoever has one only with those who have none.
        open_to_all = {value for value, (without, _) in of_key.items() if without}
        for asked, others in ((open_to_all, true()), (of_key.keys() - open_to_all, ~_HAS_NIK)):
            for id, has_nik, value in _sharing(session, region_code, name, asked, others) if asked else ():
                without, holding = of_key[value]
                for one in without if has_nik else (*without, *holding):
                    if one != id:
                        found.add((one, id) if one < id else (id, one))
    return found


def _sharing(session: Session, region_code: str, name: str, values: Iterable[Any], others: Any) -> Iterable[Any]:
    """``(id, has_nik, value)`` of a regency's people of whom ``others`` holds and who have one of these values."""
    key = _KEYS[name]
    statement = columns(_ID, _HAS_NIK, key).where(
        col(Student.region_code) == region_code, others, among(session, key, values), is_person()
    )
    return session.connection().execute(statement)


@dataclass(frozen=True, slots=True)
class _Person(Identity):
    region_code: str


def _identities(session: Session, ids: Iterable[UUID]) -> dict[UUID, _Person]:
    found: dict[UUID, _Person] = {}
    columns = (
        *(Student.name, Student.name_key, Student.name_sound, Student.birth_date, Student.sex, Student.birth_place),
        *(Student.nisn, col(Student.nik_hash).is_not(None), Student.school_id, Student.region_code),
    )
    for batch in batched(ids):
        rows = session.connection().execute(
            select(Student.id, *columns).where(col(Student.id).in_(batch))  # type: ignore[call-overload]
        )
        found |= {id: _Person(*facts) for id, *facts in rows}
    return found


def _known(session: Session, ids: Sequence[UUID]) -> dict[Pair, Duplicate]:
    """What is noted of pairs in which one of ``ids`` takes part, locked in the order of ids."""
    noted = union_all(*(columns(col(Duplicate.id)).where(among(session, side, ids)) for side in (_FIRST, _SECOND)))
    statement = select(Duplicate).where(col(Duplicate.id).in_(noted)).order_by(col(Duplicate.id)).with_for_update()
    return {(row.first_id, row.second_id): row for row in session.exec(statement)}


def _follow(row: Duplicate, like: Likeness | None) -> None:
    """Let an undecided pair say what holds now; what an officer decided is left alone."""
    if row.state not in (DuplicateState.OPEN, DuplicateState.OBSOLETE):
        return
    if like is None:
        if row.state is DuplicateState.OPEN:
            row.state, row.version = DuplicateState.OBSOLETE, row.version + 1
        return
    told: dict[str, Any] = {"state": DuplicateState.OPEN, "score": like.score, "reasons": [*like.reasons]}
    if any(getattr(row, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(row, name, value)
        row.version += 1


def _open(session: Session, actor: Actor, pairs: Mapping[Pair, tuple[str, Likeness]]) -> None:
    at = now()
    rows = [
        Duplicate(
            id=new_id(),
            region_code=region_code,
            first_id=first,
            second_id=second,
            score=like.score,
            reasons=[*like.reasons],
            created_at=at,
        ).model_dump()
        for (first, second), (region_code, like) in pairs.items()
    ]
    opened: list[tuple[UUID, str]] = []
    for batch in batched(rows):
        # Somebody else may have opened the same pair since it was looked for.
        statement = insert_into(session, Duplicate).values(batch).on_conflict_do_nothing()
        opened += [
            (id, region)
            for id, region in session.execute(statement.returning(col(Duplicate.id), col(Duplicate.region_code)))
        ]
    _note(session, actor, "students.duplicate_proposed", sorted(opened))


def _note(session: Session, actor: Actor, kind: str, pairs: Sequence[tuple[UUID, str]]) -> None:
    journal.write_many(session, actor, kind, "duplicate", [(id, region, None, {}) for id, region in pairs])


# --- everyone anew ---------------------------------------------------------------------------------------------


def rescan(
    session: Session,
    actor: Actor,
    region_code: str,
    *,
    after: UUID | None = None,
    finished: Callable[[], None] = lambda: None,
) -> None:
    """
    Compare everyone of a regency anew, in slices: after an update of the rules, or of lists that came at once.

    ``finished`` is called after each slice, to commit: a transaction may last only so long. ``after`` goes on behind
    the person with this id.
    """
    while (last := rescan_slice(session, actor, region_code, after)) is not None:
        after = last
        finished()


def rescan_slice(session: Session, actor: Actor, region_code: str, after: UUID | None) -> UUID | None:
    """
    Compare the next people of a regency by id, behind ``after``; the last of them, or ``None`` when there are none.

    The sound of a name is reckoned anew as well: rows older than it have none.
    """
    statement = select(Student.id, Student.name, Student.name_sound).where(
        col(Student.region_code) == region_code, is_person()
    )
    if after is not None:
        statement = statement.where(col(Student.id) > after)
    people = session.exec(statement.order_by(col(Student.id)).limit(SLICE)).all()
    if not people:
        return None
    heard = [{"id": id, "name_sound": new} for id, name, old in people if (new := sound(name)) != old]
    if heard:
        session.execute(update(Student), heard)
        data = {"people": len(heard)}
        journal.write(session, actor, "students.sounds_reckoned", "region", None, region_code=region_code, data=data)
    propose(session, actor, [id for id, _, _ in people])
    return people[-1][0]


# --- the office's list -----------------------------------------------------------------------------------------

Shown = tuple[Duplicate, Student, Student]


def visible(actor: Actor) -> Any:
    """
    Pairs with both people, of an office's own region: a school would learn of other schools' pupils.

    Rows that were taken back with their list are not shown; of open pairs none whose person was merged meanwhile.
    """
    statement = (
        select(Duplicate, _First, _Second)
        .join(_First, col(Duplicate.first_id) == col(_First.id))
        .join(_Second, col(Duplicate.second_id) == col(_Second.id))
    )
    if not actor.is_office:
        return statement.where(false())
    return statement.where(
        within(col(Duplicate.region_code), actor.region_code),
        *(within(col(who.region_code), actor.region_code) for who in (_First, _Second)),
        *(col(who.removed).is_(False) for who in (_First, _Second)),
        or_(
            col(Duplicate.state) != DuplicateState.OPEN,
            and_(col(_First.survivor_id).is_(None), col(_Second.survivor_id).is_(None)),
        ),
    )


def get(session: Session, actor: Actor, duplicate_id: UUID, *, lock: bool = False) -> Shown:
    """One pair. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(Duplicate.id) == duplicate_id)
    found: Shown | None = session.exec(statement.with_for_update(of=Duplicate) if lock else statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def duplicates(
    session: Session, actor: Actor, request: PageRequest, *, state: DuplicateState, region_code: str | None
) -> Page[Shown]:
    """The likeliest first."""
    statement = visible(actor).where(
        col(Duplicate.state) == state, within(col(Duplicate.region_code), scope(actor, region_code))
    )
    if request.exporting:
        on = today(actor.region_code)
        statement = statement.where(may_appear(session, on, _First), may_appear(session, on, _Second))
    return page(session, statement, request, [(1 - col(Duplicate.score)).label("unlikeness"), col(Duplicate.id)])


def dismiss(session: Session, actor: Actor, duplicate_id: UUID, reason: str, *, version: int | None = None) -> Shown:
    """
    An officer found that they are two people: the pair is never proposed again.

    Raises :class:`NotFound`, :class:`VersionMismatch`, :class:`StateConflict` for one that is not open.
    """
    pair, first, second = get(session, actor, duplicate_id, lock=True)
    if version is not None and pair.version != version:
        raise VersionMismatch
    if pair.state is not DuplicateState.OPEN:
        raise StateConflict(state=pair.state.value, allowed=[])
    pair.state, pair.note = DuplicateState.DISMISSED, reason
    pair.decided_at, pair.decided_by = now(), actor.account_id
    pair.version += 1
    session.flush()
    _note(session, actor, "students.duplicate_dismissed", [(pair.id, pair.region_code)])
    return pair, first, second

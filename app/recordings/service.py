"""Taking recordings in, once each; taking them back; deciding what could not be applied."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import day_of, now
from app.core.db import insert_into, keys_of
from app.core.errors import Fault, IdReused, Invalid, Refusal, StateConflict
from app.core.types import NATION
from app.journal import service as journal
from app.recordings import queries
from app.recordings.counting import recount
from app.recordings.intake import note_unconfirmed, store
from app.recordings.models import FieldDevice, Outcome, Recording, RecordingVoid
from app.recordings.placing import Arrival, Person, lock_people, members
from app.recordings.rules import (
    PAST_THE_TEAM,
    Item,
    Result,
    Status,
    corrected,
    cycle_at,
    faults,
    is_early,
    repeated,
    skew,
)
from app.regions import queries as regions
from app.visits.models import Visit, VisitState
from app.visits.outcomes import Seen, note_outcomes, recompute_outcomes

__all__ = ["Taken", "accept", "accept_each", "accept_one", "reconcile", "recount", "resolve", "void"]

NOBODY = UUID(int=0)
"""The sender of what the installation itself reports."""


def accept(
    session: Session, items: Sequence[tuple[Actor, Item]], *, device_time: datetime | None = None
) -> list[Result]:
    """
    Take items in, each on its own, and answer in order; a handful of statements for any number of them.

    Sending an id again gives the first verdict and changes nothing; with other content it is a conflict. What cannot
    be applied is parked, never refused. ``device_time`` is what the device's clock showed when it sent.

    Recordings have an id space of their own: an id is compared with those of recordings alone, so one that a device
    also gave to a thing of another kind, a pupil say, is new here.
    """
    return _take(session, items, device_time)[0]


def _take(
    session: Session, items: Sequence[tuple[Actor, Item]], device_time: datetime | None = None
) -> tuple[list[Result], Mapping[UUID, queries.Told]]:
    """As :func:`accept`; also what was stored, where it is known without reading it."""
    received_at, keys = now(), keys_of(session)
    contents = [keys.blind("recording", item.canonical()) for _, item in items]
    known = queries.known(session, {item.id for _, item in items})
    fresh: dict[UUID, tuple[int, Arrival]] = {}
    behind = skew(received_at, device_time)
    for index, (actor, item) in enumerate(items):
        if item.id not in known and item.id not in fresh:
            fresh[item.id] = (index, Arrival(actor, item, corrected(item.captured_at, received_at, behind)))
    accepted: Mapping[UUID, Result] = {}
    told: Mapping[UUID, queries.Told] = {}
    if fresh:
        arrivals = [(arrival, contents[index]) for index, arrival in fresh.values()]
        accepted, told = store(session, arrivals, received_at, behind)
        known = queries.known(session, {item.id for _, item in items}) if _again(items, accepted) else known
    results = []
    for index, (_, item) in enumerate(items):
        if item.id in accepted and fresh[item.id][0] == index:
            results.append(accepted[item.id])
        else:
            results.append(repeated(item.id, contents[index], known[item.id]))
    return results, told


Taken = tuple[Result, queries.Told]
"""What became of an item, and the recording as it stands."""


def accept_one(session: Session, actor: Actor, item: Item) -> Taken:
    """
    Take one item in, and give it as it stands.

    Raises :class:`Invalid` for what cannot be used, :class:`IdReused` for an id that came with other content.
    """
    [taken] = accept_each(session, [(actor, item)])
    if isinstance(taken, Refusal):
        raise taken
    return taken


def accept_each(session: Session, items: Sequence[tuple[Actor, Item]]) -> list[Taken | Refusal]:
    """Take in items of people who know nothing of each other: each gets what :func:`accept_one` would give or raise."""
    answers: list[Taken | Refusal | None] = [Invalid(found) if (found := faults(item)) else None for _, item in items]
    sound = [index for index, answer in enumerate(answers) if answer is None]
    results, told = _take(session, [items[index] for index in sound])
    asked = {result.id for result in results if result.status is not Status.CONFLICT}
    kept = {**told, **queries.stored(session, asked - told.keys())}
    for index, result in zip(sound, results, strict=True):
        answers[index] = IdReused() if result.status is Status.CONFLICT else (result, kept[result.id])
    return [answer for answer in answers if answer is not None]


def _again(items: Sequence[tuple[Actor, Item]], accepted: Mapping[UUID, Result]) -> bool:
    """Whether some item was stored by somebody else meanwhile, or came twice in one batch."""
    return len(accepted) < len(items)


# --- taking back -----------------------------------------------------------------------------------------------


def void(session: Session, actor: Actor, recording_id: UUID, void_id: UUID, reason: str) -> tuple[Recording, bool]:
    """
    Take a recording back; the flag says whether this is new or a repetition.

    Raises :class:`StateConflict` for one that is taken back already or still waits, and for a team once the card is
    ready; :class:`IdReused` for a void that said something else.
    """
    recording = queries.get(session, actor, recording_id)
    # People before recordings, the order in which `accept` locks them.
    ids = [recording.student_id] if recording.student_id is not None else []
    people = {person.id: person for person in lock_people(session, ids).values()}
    recording = queries.get(session, actor, recording_id, lock=True)
    earlier = queries.find_void(session, void_id)
    if earlier is not None:
        if (earlier.recording_id, earlier.reason) != (recording.id, reason):
            raise IdReused
        return recording, False
    _refuse_void(session, actor, recording, people)
    session.add(RecordingVoid(id=void_id, recording_id=recording.id, reason=reason, account_id=actor.account_id))
    recording.voided_by, recording.counted = void_id, False
    session.flush()
    recount(session, people)
    if recording.visit_id is not None:
        rows = members(session, people)
        remaining = _outcomes_at(session, recording.visit_id, rows)
        for student_id in sorted(rows):  # the roster may name a row that was merged since
            recompute_outcomes(session, recording.visit_id, student_id, remaining)
    _note(session, actor, "recordings.voided", recording, {"void_id": str(void_id)})
    return recording, True


def _refuse_void(session: Session, actor: Actor, recording: Recording, people: Mapping[UUID, Person]) -> None:
    if recording.parked:
        raise StateConflict(state="parked", allowed=["resolve"])
    if recording.voided_by is not None:
        raise StateConflict(state="voided", allowed=[])
    if recording.discard_reason is not None:
        raise StateConflict(state="discarded", allowed=[])
    if not actor.is_office:
        for person in people.values():
            if person.card_state in PAST_THE_TEAM:
                raise StateConflict(state=person.card_state.value, allowed=[])


def _outcomes_at(session: Session, visit_id: UUID, student_ids: Iterable[UUID]) -> list[tuple[str, UUID]]:
    rows = session.execute(
        select(Recording.outcome, Recording.id).where(
            col(Recording.visit_id) == visit_id,
            col(Recording.student_id).in_(list(student_ids)),
            col(Recording.voided_by).is_(None),
        )
    )
    return [(outcome.value, id) for outcome, id in rows]


# --- deciding what waits ---------------------------------------------------------------------------------------


def resolve(
    session: Session,
    actor: Actor,
    recording_id: UUID,
    *,
    student_id: UUID | None = None,
    discard_reason: str | None = None,
) -> Recording:
    """
    Apply what waited, to the pupil named or to the one that it named itself, or discard it.

    Raises :class:`StateConflict` for what waits no longer, :class:`Invalid` for a pupil unknown or out of scope.
    """
    recording = queries.get(session, actor, recording_id, lock=True)
    if not recording.parked:
        raise StateConflict(state="discarded" if recording.discard_reason else "placed", allowed=[])
    if student_id is not None and discard_reason is not None:
        raise Invalid([Fault("/discard_reason", "field.exactly_one")])
    recording.parked, recording.resolved_at, recording.resolved_by = False, now(), actor.account_id
    if discard_reason is not None:
        recording.discard_reason = discard_reason
        session.flush()
        _note(session, actor, "recordings.discarded", recording, {})
        return recording
    _apply(session, actor, recording, student_id)
    _note(session, actor, "recordings.resolved", recording, {"student_id": str(recording.student_id)})
    return recording


def _apply(session: Session, actor: Actor, recording: Recording, student_id: UUID | None) -> None:
    details = queries.opened(session, recording).details
    named = student_id or (UUID(details["student_id"]) if "student_id" in details else None)
    if named is None:
        raise Invalid([Fault("/student_id", "field.missing")])
    person = lock_people(session, [named]).get(named)
    if person is None or not actor.covers(person.region_code):
        raise Invalid([Fault("/student_id", "field.unknown_reference")])
    visit = session.get(Visit, UUID(details["visit_id"])) if "visit_id" in details else None
    if visit is not None and (visit.state is VisitState.CANCELLED or not actor.covers(visit.region_code)):
        visit = None
    recording.student_id, recording.school_id = named, person.school_id
    recording.visit_id = visit.id if visit else None
    recording.region_code = visit.region_code if visit else person.region_code
    recording.cycle = cycle_at(recording.corrected_at, person.cycle, person.cycle_from)
    on = recording.corrected_on = day_of(recording.corrected_at, regions.zone(recording.region_code))
    age = regions.setting(session, recording.region_code, "recording_age", on)
    recording.early = recording.outcome is Outcome.RECORDED and is_early(
        person.birth_date, on, int(age), ever_married=person.ever_married
    )
    session.flush()
    recount(session, [person.id])
    session.refresh(recording)
    if visit is not None:
        seen = Seen(visit.id, person.id, recording.outcome.value, recording.id, person.class_group)
        note_outcomes(session, actor, [seen])
    note_unconfirmed(session, actor, person, recording.outcome, recording.id)


def _note(session: Session, actor: Actor, kind: str, recording: Recording, data: Mapping[str, str]) -> None:
    journal.write(
        session,
        actor,
        kind,
        "recording",
        recording.id,
        region_code=recording.region_code,
        school_id=recording.school_id,
        data=dict(data),
    )


# --- devices ---------------------------------------------------------------------------------------------------


def reconcile(session: Session, actor: Actor, device_id: str, ids: Sequence[UUID]) -> queries.Held:
    """
    Tell a device which of its ids are stored, and keep what it said for the office.

    It is kept for each team, and for each account of an office: nobody overwrites what another said of a device that
    bears the same name.
    """
    found = queries.held(session, actor, ids)
    told = {
        "sent": len(set(ids)),
        "unknown_ids": [str(id) for id in found.unknown],
        "reconciled_at": now(),
    }
    key = {
        "region_code": (actor.region_code or NATION)[:5],
        "device_id": device_id,
        "sender_id": actor.team_id or actor.account_id or NOBODY,
    }
    statement = insert_into(session, FieldDevice).values(**key, **told)
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=told))
    data = {"sent": len(set(ids)), "unknown": len(found.unknown)}
    journal.write(session, actor, "recordings.reconciled", "device", None, region_code=actor.region_code, data=data)
    return found

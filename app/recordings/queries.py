"""Reading recordings and devices, within the reader's scope."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, false, func, not_, or_, union
from sqlalchemy import select as columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, Role, within
from app.core.bulk import among_given, given_ids, on_postgres
from app.core.crypto import place
from app.core.db import batched, keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.recordings.models import FieldDevice, Recording, RecordingVoid
from app.recordings.rules import Known
from app.regions.queries import scope, today, zone
from app.students import queries as students
from app.students.models import Student


def visible(actor: Actor) -> SelectOfScalar[Recording]:
    """An office's region, a school's own pupils, a team's own work."""
    match actor.role:
        case Role.ADMIN | Role.OFFICER:
            return select(Recording).where(within(col(Recording.region_code), actor.region_code))
        case Role.SCHOOL:
            return select(Recording).where(col(Recording.school_id) == actor.school_id)
        case Role.TEAM:
            return select(Recording).where(col(Recording.team_id) == actor.team_id)
        case Role.VIEWER:
            return select(Recording).where(false())


def get(session: Session, actor: Actor, recording_id: UUID, *, lock: bool = False) -> Recording:
    """One recording. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(Recording.id) == recording_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    recording = session.exec(statement).one_or_none()
    if recording is None:
        raise NotFound
    return recording


@dataclass(frozen=True, slots=True)
class Opened:
    """A recording with what is sealed in it: note, walk-in's particulars, ids that could not be placed."""

    recording: Recording
    details: dict[str, Any]


def opened(session: Session, recording: Recording) -> Opened:
    return Opened(recording, _details(session, recording.id, recording.sealed_key_id, recording.sealed))


def _details(session: Session, id: UUID, key_id: str | None, sealed: bytes | None) -> dict[str, Any]:
    if sealed is None or key_id is None:
        return {}
    details: dict[str, Any] = keys_of(session).open_json(key_id, sealed, place("recordings", "sealed", id))
    return details


@dataclass(frozen=True, slots=True)
class RecordingFilter:
    """What a list of recordings may be narrowed to; days are those of the region asked about."""

    visit_id: UUID | None = None
    student_id: UUID | None = None
    school_id: UUID | None = None
    region_code: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    counted: bool | None = None


def recordings(session: Session, actor: Actor, request: PageRequest, wanted: RecordingFilter) -> Page[Opened]:
    """By id, which is by the time at which the device made it. A file leaves out who may not appear in one."""
    statement = visible(actor)
    asked = scope(actor, wanted.region_code)
    if wanted.region_code is not None:
        statement = statement.where(within(col(Recording.region_code), asked))
    for column, value in (
        (Recording.visit_id, wanted.visit_id),
        (Recording.school_id, wanted.school_id),
        (Recording.counted, wanted.counted),
    ):
        if value is not None:
            statement = statement.where(col(column) == value)
    if wanted.student_id is not None:
        merged = select(Student.id).where(col(Student.survivor_id) == wanted.student_id)
        statement = statement.where(
            or_(col(Recording.student_id) == wanted.student_id, col(Recording.student_id).in_(merged))
        )
    if wanted.date_from is not None:
        statement = statement.where(col(Recording.corrected_at) >= _midnight(wanted.date_from, asked))
    if wanted.date_to is not None and wanted.date_to < date.max:
        next_day = wanted.date_to + timedelta(days=1)
        statement = statement.where(col(Recording.corrected_at) < _midnight(next_day, asked))
    return _opened_page(session, actor, request, statement)


def _midnight(day: date, region_code: str | None) -> datetime:
    # Years at the ends of the calendar cannot be moved between zones, and nothing was recorded then.
    day = min(max(day, date(1900, 1, 1)), date(9000, 1, 1))
    return datetime.combine(day, time(), zone(region_code))


def parked(session: Session, actor: Actor, request: PageRequest, *, region_code: str | None = None) -> Page[Opened]:
    """What waits for the office, oldest first. A file leaves out who may not appear in one."""
    within_region = within(col(Recording.region_code), scope(actor, region_code))
    statement = visible(actor).where(col(Recording.parked).is_(True), within_region)
    return _opened_page(session, actor, request, statement)


def _opened_page(
    session: Session, actor: Actor, request: PageRequest, statement: SelectOfScalar[Recording]
) -> Page[Opened]:
    on = today(actor.region_code)
    if request.exporting:
        statement = statement.where(students.names_nobody_hidden(session, on, col(Recording.student_id)))
    found: Page[Recording] = page(session, statement, request, [col(Recording.id)])
    items = [opened(session, recording) for recording in found.items]
    return Page(_without_hidden(session, on, items) if request.exporting else items, found.next_cursor)


def _without_hidden(session: Session, on: date, found: Sequence[Opened]) -> list[Opened]:
    """What waits names its pupil only within what is sealed, by id or by NIK: those who may not appear are left out."""
    keys = keys_of(session)
    niks = {one.recording.id: (one.details.get("student") or {}).get("nik") for one in found}
    hashes = {id: keys.blind("nik", nik) for id, nik in niks.items() if nik}
    ids = {one.recording.id: UUID(one.details["student_id"]) for one in found if one.details.get("student_id")}
    named = select(Student.id, Student.nik_hash).where(
        or_(col(Student.id).in_(ids.values()), col(Student.nik_hash).in_(hashes.values())),
        not_(students.names_nobody_hidden(session, on, col(Student.id))),
    )
    hidden = {value for row in session.exec(named) for value in row if value is not None}
    return [one for one in found if not {ids.get(one.recording.id), hashes.get(one.recording.id)} & hidden]


_RECORDINGS = Recording.__table__  # type: ignore[attr-defined]


@cache
def _known(*, postgres: bool) -> Any:
    names = ("id", "content", "verdict", "parked", "parked_code")
    return columns(*(_RECORDINGS.c[name] for name in names)).where(among_given(_RECORDINGS.c.id, postgres=postgres))


def known(session: Session, ids: Iterable[UUID]) -> dict[UUID, Known]:
    """What is stored under these ids, whoever sent it: an id is one recording in the whole installation."""
    rows = session.connection().execute(_known(postgres=on_postgres(session)), given_ids(ids))
    return {id: Known(*rest) for id, *rest in rows}


@dataclass(frozen=True, slots=True)
class Told:
    """A recording for whoever just sent it: its columns, and what is sealed in it."""

    facts: Mapping[str, Any]
    details: Mapping[str, Any]


@cache
def _stored(*, postgres: bool) -> Any:
    return columns(_RECORDINGS).where(among_given(_RECORDINGS.c.id, postgres=postgres))


def stored(session: Session, ids: Collection[UUID]) -> dict[UUID, Told]:
    """Recordings as they stand, for those who just sent them again."""
    if not ids:
        return {}
    rows = session.connection().execute(_stored(postgres=on_postgres(session)), given_ids(ids)).mappings()
    return {
        row["id"]: Told(dict(row), _details(session, row["id"], row["sealed_key_id"], row["sealed"])) for row in rows
    }


def find_void(session: Session, void_id: UUID) -> RecordingVoid | None:
    return session.get(RecordingVoid, void_id)


# --- devices ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """Which of a device's ids are stored, by what became of them."""

    held: list[UUID]
    parked: list[UUID]
    unknown: list[UUID]


def held(session: Session, actor: Actor, ids: Sequence[UUID]) -> Held:
    """Sort ids that a device has sent, in its order; what the actor may not see is unknown."""
    there: dict[UUID, bool] = {}
    for some in batched(ids):
        batch = visible(actor).where(col(Recording.id).in_(some))
        pairs = batch.with_only_columns(col(Recording.id), col(Recording.parked))
        there |= dict(session.execute(pairs).all())
    once = list(dict.fromkeys(ids))
    return Held(
        held=[id for id in once if there.get(id) is False],
        parked=[id for id in once if there.get(id) is True],
        unknown=[id for id in once if id not in there],
    )


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """What a device said it sent and what is here, over all who reported under its name in the region."""

    device_id: str
    region_code: str
    sent: int | None
    """As was said last, each sender's word added up; ``None`` when it never reconciled."""
    held: int
    parked: int
    unaccounted: int | None
    """Ids that some sender missed and that have not come since, each once."""
    last_received_at: datetime | None
    reconciled_at: datetime | None


def devices(
    session: Session, actor: Actor, request: PageRequest, *, region_code: str | None = None
) -> Page[DeviceLine]:
    """By region and name of the device."""
    asked = scope(actor, region_code)
    seen = union(
        select(Recording.region_code, Recording.device_id).where(within(col(Recording.region_code), asked)),
        select(FieldDevice.region_code, FieldDevice.device_id).where(within(col(FieldDevice.region_code), asked)),
    ).subquery()
    statement: Select[Any] = select(seen.c.region_code, seen.c.device_id)
    found = page(session, statement, request, [seen.c.region_code, seen.c.device_id])
    return Page(_device_lines(session, [(row[0], row[1]) for row in found.items]), found.next_cursor)


def _device_lines(session: Session, names: Sequence[tuple[str, str]]) -> list[DeviceLine]:
    ids = {device_id for _, device_id in names}
    waiting = func.sum(case((col(Recording.parked).is_(True), 1), else_=0))
    counts = {
        (region, device): (int(total), int(waits), last)
        for region, device, total, waits, last in session.execute(
            columns(
                col(Recording.region_code),
                col(Recording.device_id),
                func.count(),
                waiting,
                func.max(col(Recording.received_at)),
            )
            .where(col(Recording.device_id).in_(ids))
            .group_by(col(Recording.region_code), col(Recording.device_id))
        )
    }
    reports: dict[tuple[str, str], list[FieldDevice]] = {}
    for report in session.exec(select(FieldDevice).where(col(FieldDevice.device_id).in_(ids))):
        reports.setdefault((report.region_code, report.device_id), []).append(report)
    missed = {UUID(id) for said in reports.values() for report in said for id in report.unknown_ids}
    arrived = set(known(session, missed)) if missed else set()
    lines = []
    for name in names:
        total, waits, last = counts.get(name, (0, 0, None))
        said = reports.get(name, [])
        absent = {UUID(id) for report in said for id in report.unknown_ids} - arrived
        lines.append(
            DeviceLine(
                device_id=name[1],
                region_code=name[0],
                sent=sum(report.sent for report in said) if said else None,
                held=total - waits,
                parked=waits,
                unaccounted=len(absent) if said else None,
                last_received_at=last,
                reconciled_at=max((report.reconciled_at for report in said), default=None),
            )
        )
    return lines

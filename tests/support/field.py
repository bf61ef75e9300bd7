"""A day in the field for proofs and benches: a visit that lasts all day, pupils, and what a device sends."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from app.core.clock import now
from app.core.crypto import load_keys
from app.core.db import Database
from app.core.ids import new_id
from app.core.settings import Settings
from app.regions.queries import today, zone
from app.visits.models import RosterEntry, Visit, VisitKind, VisitState
from tests.support.world import BALANGAN, World, add_student

BIRTH = date(2009, 1, 15)
AT_ONCE = 200


def _all_day(world: World, capacity: int) -> Visit:
    day, place = today(BALANGAN), zone(BALANGAN)
    return Visit(
        region_code=BALANGAN,
        kind=VisitKind.RECORDING,
        school_id=world.schools["paringin"],
        team_id=world.teams["team1"],
        date=day,
        starts_at=datetime.combine(day, time.min, place),
        ends_at=datetime.combine(day, time(23, 59), place),
        capacity=capacity,
        state=VisitState.IN_PROGRESS,
    )


def school_day(settings: Settings, world: World, pupils: int) -> tuple[UUID, list[UUID]]:
    """Today's visit of team 1 at Paringin, and as many pupils there."""
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write() as session:
        visit = _all_day(world, pupils)
        session.add(visit)
        visit_id = visit.id
    made: list[UUID] = []
    while len(made) < pupils:  # a write may take half a minute, and machines are slow at times
        with database.write() as session:
            some = range(len(made), min(len(made) + AT_ONCE, pupils))
            made += [
                add_student(session, world, name=f"MURID {n}", nik=f"6311{new_id().int % 10**12:012}", birth=BIRTH)
                for n in some
            ]
    database.dispose()
    return visit_id, made


def seat(settings: Settings, world: World, students: Sequence[UUID]) -> UUID:
    """Another visit of team 1 at Paringin today, with these pupils on its roster."""
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write() as session:
        visit = _all_day(world, len(students))
        session.add(visit)
        session.flush()
        session.add_all(
            RosterEntry(visit_id=visit.id, student_id=id, class_group=f"XI IPA {n % 9 + 1}")
            for n, id in enumerate(students)
        )
        visit_id = visit.id
    database.dispose()
    return visit_id


def recording(student_id: UUID, visit_id: UUID) -> dict[str, Any]:
    """What a device sends for a pupil whom it has just recorded."""
    return {
        "id": str(new_id()),
        "student_id": str(student_id),
        "visit_id": str(visit_id),
        "outcome": "recorded",
        "captured_at": now().isoformat(),
        "device_id": "kit-1",
        "offline": True,
    }

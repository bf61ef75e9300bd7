"""Visits that were held, with recordings that count, as rows: for figures that are reckoned of them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlmodel import Session

from app.core.ids import new_id
from app.recordings.models import Outcome, Recording, Verdict
from app.regions.models import ServicePoint
from app.schools.models import School
from app.visits.models import Visit, VisitKind, VisitState
from tests.support.world import BALANGAN, World, add_student

OFFICE, HALONG = "Kantor Dukcapil", "Kecamatan Halong"


def held(
    session: Session,
    world: World,
    school: str,
    on: date,
    pupils: int,
    *,
    team: str = "team1",
    kind: VisitKind = VisitKind.RECORDING,
    state: VisitState = VisitState.COMPLETED,
) -> tuple[UUID, list[UUID]]:
    """A visit, and those who were recorded at it."""
    place = session.get_one(School, world.schools[school])
    visit = Visit(
        region_code=place.region_code,
        kind=kind,
        school_id=place.id,
        team_id=world.teams[team],
        date=on,
        starts_at=datetime.combine(on, time(0), UTC),
        ends_at=datetime.combine(on, time(6), UTC),
        capacity=45,
        state=state,
    )
    session.add(visit)
    session.flush()
    people = [add_student(session, world, school) for _ in range(pupils)]
    for student_id in people:
        record(session, visit, student_id)
    return visit.id, people


def record(session: Session, visit: Visit, student_id: UUID, *, cycle: int = 1, counted: bool = True) -> UUID:
    at = datetime.combine(visit.date, time(2), UTC)
    recording = Recording(
        id=new_id(),
        content=new_id().hex,
        region_code=visit.region_code,
        student_id=student_id,
        school_id=visit.school_id,
        visit_id=visit.id,
        team_id=visit.team_id,
        outcome=Outcome.RECORDED,
        captured_at=at,
        corrected_at=at,
        corrected_on=visit.date,
        device_id="kit-1",
        offline=False,
        cycle=cycle,
        counted=counted,
        verdict=Verdict.CREATED,
    )
    session.add(recording)
    session.flush()
    return recording.id


def places(session: Session, world: World) -> dict[str, ServicePoint]:
    """
    An office and a district's point that record, on one meridian with the schools: 0.1 degrees are 11.12 km.

    Halong is 0.02 degrees from its district's point and 0.18 from the office, Paringin 0.05 from the office: a way of
    which 30 minutes are entered. A third school, ``tebing``, stands nobody knows where.
    """
    for name, latitude, minutes in (("paringin", -2.35, 30), ("halong", -2.12, None)):
        school = session.get_one(School, world.schools[name])
        school.latitude, school.longitude, school.travel_minutes = latitude, 115.5, minutes
    like = session.get_one(School, world.schools["halong"])
    facts = like.model_dump(exclude={"id", "npsn", "latitude", "longitude", "travel_minutes"})
    tebing = School(**facts | {"name": "SMA NEGERI TEBING", "npsn": "99990009", "district_code": "63.11.08"})
    session.add(tebing)
    session.flush()
    world.schools["tebing"] = tebing.id
    return {point.name: point for point in _points(session)}


def _points(session: Session) -> Iterator[ServicePoint]:
    for name, region, latitude in ((OFFICE, BALANGAN, -2.3), (HALONG, f"{BALANGAN}.02", -2.1)):
        point = ServicePoint(
            name=name,
            region_code=region,
            latitude=latitude,
            longitude=115.5,
            can_record=True,
            online=True,
            valid_from=date(2020, 1, 1),
        )
        session.add(point)
        session.flush()
        yield point

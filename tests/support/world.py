"""A small world that most tests live in: two schools of Balangan, one of the neighbour, everyone who works there."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlmodel import Session

from app.accounts.models import Account, AccountSession
from app.core.access import Actor, Role
from app.core.clock import now
from app.core.crypto import place
from app.core.db import keys_of
from app.core.ids import new_id
from app.core.types import name_key
from app.schools.models import School, SchoolKind
from app.students.models import Enrolment, EnrolmentState, Student
from app.visits.models import Kit, Team

BALANGAN = "63.11"
NEIGHBOUR = "63.08"
PASSWORD = "rahasia-sekali-17"
# argon2id of PASSWORD, made once: hashing at every test would take longer than the test.
PASSWORD_HASH = "$argon2id$v=19$m=65536,t=3,p=4$6bBVGkG5oAEj/M+i6f8BFw$z+rAmp1P6BUlw73tDw/RbuvXe4/lDXbl3rqsoYy7N38"


@dataclass
class World:
    """Ids by the names that tests use."""

    schools: dict[str, UUID] = field(default_factory=dict)
    teams: dict[str, UUID] = field(default_factory=dict)
    kits: dict[str, UUID] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)


def build(session: Session) -> World:
    """
    ``paringin`` and ``halong`` in Balangan, ``amuntai`` next door; teams 1 and 2 (Balangan), 3 (neighbour); an
    account for each role: admin, officer, viewer, school-<name>, team1..3, neighbour (officer next door), nation.
    """
    world = World()
    for npsn, name, district in (
        ("99990001", "paringin", "63.11.07"),
        ("99990002", "halong", "63.11.02"),
        ("99990003", "amuntai", "63.08.07"),
    ):
        school = School(
            region_code=district[:5],
            district_code=district,
            npsn=npsn,
            name=f"SMA NEGERI {name.upper()}",
            kind=SchoolKind.SMA,
            public=True,
            lessons_start=time(7, 30),
            lessons_end=time(14, 0),
            travel_minutes=30,
        )
        session.add(school)
        world.schools[name] = school.id
    for name, region in (("team1", BALANGAN), ("team2", BALANGAN), ("team3", NEIGHBOUR)):
        team = Team(name=name, region_code=region, members=[{"name": "Petugas", "task": "perekam"}])
        kit = Kit(code=f"KIT-{name[-1]}", region_code=region)
        session.add_all([team, kit])
        world.teams[name], world.kits[f"kit{name[-1]}"] = team.id, kit.id
    session.flush()
    people: list[tuple[str, Role, str | None, UUID | None, UUID | None]] = [
        ("admin", Role.ADMIN, BALANGAN, None, None),
        ("officer", Role.OFFICER, BALANGAN, None, None),
        ("viewer", Role.VIEWER, BALANGAN, None, None),
        ("neighbour", Role.OFFICER, NEIGHBOUR, None, None),
        ("nation", Role.ADMIN, None, None, None),
        *(
            (f"school-{name}", Role.SCHOOL, BALANGAN if name != "amuntai" else NEIGHBOUR, id, None)
            for name, id in world.schools.items()
        ),
        *((name, Role.TEAM, BALANGAN if name != "team3" else NEIGHBOUR, None, id) for name, id in world.teams.items()),
    ]
    for username, role, region, school_id, team_id in people:
        account = Account(
            username=username,
            name=username.title(),
            role=role,
            region_code=region,
            school_id=school_id,
            team_id=team_id,
            password_hash=PASSWORD_HASH,
        )
        family = AccountSession(account_id=account.id, expires_at=now() + timedelta(days=3650))
        session.add(account)
        session.flush()
        session.add(family)
        world.actors[username] = Actor(account.id, role, region, school_id, team_id, family.id, "test")
    session.flush()
    return world


_serial = 9000


def invented_nik(birth: date, sex: str = "L", *, prefix: str = "631107") -> str:
    """A NIK that can be nobody's: its serial lies in 9001-9989."""
    global _serial  # noqa: PLW0603
    _serial = 9001 if _serial >= 9989 else _serial + 1
    day = birth.day + (40 if sex == "P" else 0)
    return f"{prefix}{day:02}{birth:%m%y}{_serial}"


def add_student(
    session: Session,
    world: World,
    school: str | None = "paringin",
    *,
    name: str = "SITI AMINAH",
    birth: date | None = date(2010, 1, 15),
    sex: str = "P",
    nik: str | None = None,
    class_group: str | None = "XI IPA 1",
    since: date = date(2025, 7, 14),
    region: str = BALANGAN,
) -> UUID:
    """Put a student into the world as an applied list would have."""
    student_id, keys = new_id(), keys_of(session)
    nik = nik or (invented_nik(birth, sex) if birth else None)
    key_id, sealed = keys.seal(nik.encode(), place("students", "nik", student_id)) if nik else (None, None)
    school_id = world.schools[school] if school else None
    session.add(
        Student(
            id=student_id,
            region_code=NEIGHBOUR if school == "amuntai" else region,
            school_id=school_id,
            name=name,
            name_key=name_key(name),
            sex=sex,
            birth_date=birth,
            class_group=class_group,
            grade=11,
            nik_hash=keys.blind("nik", nik) if nik else None,
            nik_sealed=sealed,
            nik_key_id=key_id,
            nik_prefix=nik[:4] if nik else None,
        )
    )
    session.flush()
    if school_id:
        session.add(
            Enrolment(
                id=new_id(),
                student_id=student_id,
                school_id=school_id,
                class_group=class_group,
                date_from=since,
                state=EnrolmentState.ACTIVE,
            )
        )
        session.flush()
    return student_id


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)

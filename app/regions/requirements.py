"""What a pupil brings and knows before being recorded, as it holds in a region: reference data, nobody's secret."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from sqlmodel import Session

from app.core.errors import NotFound
from app.core.i18n import Language, text
from app.core.types import NATION
from app.regions import queries
from app.regions.rules import lineage

_FILE = Path(__file__).parent / "reference" / "requirements.toml"
FEE_SOURCE = "UU 24/2013 pasal 79A"
_AGES = ("recording_age", "card_age", "print_offset_days")


class RequirementGroup(StrEnum):
    BRING = "bring"
    PREPARE = "prepare"
    KNOW = "know"


@dataclass(frozen=True, slots=True)
class Requirement:
    code: str
    group: RequirementGroup
    text: str
    source: str
    """The law or the office whose practice it is."""


@dataclass(frozen=True, slots=True)
class Requirements:
    """All that holds in a region today. ``fee``: that nobody pays (UU 24/2013 art. 79A), in a sentence."""

    region_code: str
    recording_age: int
    card_age: int
    print_offset_days: int
    free_of_charge: bool
    fee: str
    fee_source: str
    items: Sequence[Requirement]


@dataclass(frozen=True, slots=True)
class _Entry:
    code: str
    group: RequirementGroup
    region_code: str
    source: str


def requirements(session: Session, region_code: str | None, on: date, language: Language) -> Requirements:
    """What holds in a region on a day; ``None`` is the nation. Raises :class:`NotFound` for a region there is not."""
    region_code = region_code or NATION
    if not queries.exists(session, region_code):
        raise NotFound
    ages = {key: int(value) for key, value in queries.settings(session, region_code, _AGES, on).items()}
    items = [
        Requirement(entry.code, entry.group, text(f"requirements.{entry.code}", language, **ages), entry.source)
        for entry in _holding(lineage(region_code))
    ]
    return Requirements(
        region_code=region_code,
        recording_age=ages["recording_age"],
        card_age=ages["card_age"],
        print_offset_days=ages["print_offset_days"],
        free_of_charge=True,
        fee=text("requirements.fee", language),
        fee_source=FEE_SOURCE,
        items=items,
    )


def _holding(places: Sequence[str]) -> list[_Entry]:
    """Of each code the entry of the nearest of ``places``, in the order of groups and of the file."""
    chosen: dict[str, _Entry] = {}
    for entry in _entries():
        if entry.region_code not in places:
            continue
        known = chosen.get(entry.code)
        if known is None or places.index(entry.region_code) < places.index(known.region_code):
            chosen[entry.code] = entry
    order = list(RequirementGroup)
    return sorted(chosen.values(), key=lambda entry: order.index(entry.group))


@cache
def _entries() -> tuple[_Entry, ...]:
    listed = tomllib.loads(_FILE.read_text("utf-8"))["requirement"]
    return tuple(_Entry(e["code"], RequirementGroup(e["group"]), e["region_code"], e["source"]) for e in listed)

"""Whether the roll-up says what the people say, in one view of the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from app.coverage import rollup, rollup_reader
from app.coverage.rollup import COUNTS, KEY
from app.coverage.rollup_models import Tally
from app.students.models import Student

_Key = tuple[int, str, UUID, str]
_NOTHING = (0,) * len(COUNTS)


@dataclass(frozen=True, slots=True)
class Difference:
    """One count of one line that is not what the people say."""

    cohort: int
    region_code: str
    school_id: UUID
    district_code: str
    figure: str
    kept: int
    counted: int


def differences(session: Session) -> Iterator[Difference]:
    """
    Where the roll-up and the people disagree, of a session in which nothing was read yet.

    What changed and is not counted yet is left out: the reader comes to it. Nothing is found where there is no roll-up.
    """
    if session.get_bind().dialect.name == "postgresql" and not session.in_transaction():
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    if not rollup.is_built(session):
        return
    unread, regency = rollup_reader.unread(session), _next(session, "")
    while regency is not None:
        kept, counted = _kept(session, regency), _counted(session, regency)
        for key in sorted(kept.keys() | counted.keys()):
            if unread.holds(key[1], key[2]):
                continue
            pairs = zip(COUNTS, kept.get(key, _NOTHING), counted.get(key, _NOTHING), strict=True)
            yield from (Difference(*key, *pair) for pair in pairs if pair[1] != pair[2])
        regency = _next(session, regency)


def _next(session: Session, after: str) -> str | None:
    """The next regency that has people or lines."""
    firsts = [
        session.exec(select(func.min(of.region_code)).where(col(of.region_code) > after)).one()
        for of in (Student, Tally)
    ]
    return min((code for code in firsts if code is not None), default=None)


def _kept(session: Session, regency: str) -> Mapping[_Key, tuple[int, ...]]:
    named = columns(*(getattr(Tally, name) for name in (*KEY, *COUNTS))).where(col(Tally.region_code) == regency)
    return {_key(row): tuple(row[4:]) for row in session.execute(named)}


def _counted(session: Session, regency: str) -> Mapping[_Key, tuple[int, ...]]:
    found: dict[_Key, tuple[int, ...]] = {}
    for statement in rollup.tallies(session, rollup.in_regency(regency)):
        found |= {_key(row): tuple(map(int, row[4:-1])) for row in session.execute(statement)}
    return found


def _key(row: Any) -> _Key:
    return (row[0], row[1], row[2], row[3])

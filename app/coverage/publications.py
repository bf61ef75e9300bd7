"""
Figures that leave the house, and their proof.

A publication keeps its question, its answer and ``known_at``. Asked again with the same three, the registry must give
the same answer for ever (design rule 6): the check does that. It also tells what came to be known since, and of whom.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, Role, regency_of, within
from app.core.clock import now
from app.core.errors import Fault, NotFound
from app.core.ids import new_id
from app.core.paging import Page, PageRequest, page
from app.core.requests import first_time
from app.core.types import NATION
from app.coverage import figures
from app.coverage.counting import Counting, Rows, Subject
from app.coverage.measures import BY_NAME
from app.coverage.models import Publication
from app.coverage.people import Question, people
from app.coverage.queries import COVERAGE
from app.coverage.rules import KNOWN_AFTER, Figure, GroupBy, Measure, NotYet
from app.coverage.small import rounding
from app.journal import service as journal
from app.regions import queries as regions

_NOT_FIGURES = {"rows_url", "recorded_rows_url", "name", "key"}
_COEFFICIENTS = ("print_offset_days",)
_COMPARED = (Figure.LISTED, Figure.RECORDED)
MOST_ROWS = 500
"""So many people are named by a check; how many there are stands beside them."""
MOST_PEOPLE = 100_000
"""Above so many, a check compares the lines and names nobody."""


def visible(actor: Actor) -> SelectOfScalar[Publication]:
    """Publications about an actor's region and what lies in it."""
    return select(Publication).where(within(col(Publication.region_code), actor.region_code))


def get(session: Session, actor: Actor, id: UUID) -> Publication:
    found = session.exec(visible(actor).where(col(Publication.id) == id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def publications(
    session: Session, actor: Actor, request: PageRequest, *, region_code: str | None = None
) -> Page[Publication]:
    """The latest first; of one region alone where it is named."""
    statement = visible(actor)
    if region_code is not None:
        statement = statement.where(col(Publication.region_code) == (regions.scope(actor, region_code) or NATION))
    return page(session, statement, request, [col(Publication.id)], descending=True)


@dataclass(frozen=True, slots=True)
class Wish:
    title: str
    region_code: str | None = None
    measure: Measure = Measure.COHORT
    cohort: int | None = None
    as_of: date | None = None
    group_by: GroupBy | None = None


def publish(
    session: Session, actor: Actor, wish: Wish, *, id: UUID | None, content: Mapping[str, Any]
) -> tuple[Publication, bool]:
    """
    Give out a figure as it was known a minute ago; the flag says whether it is new or was asked for before.

    Raises :class:`NotFound` for a region out of scope, :class:`NotYet` for a day to come.
    """
    if not first_time(session, actor, id, "publication", content):
        return get(session, actor, id or new_id()), False
    region = regions.scope(actor, wish.region_code)
    place = regions.get(session, actor, region or NATION).region_code
    today = regions.today(region)
    as_of = wish.as_of or today
    if as_of > today:
        raise NotYet([Fault("/as_of", NotYet.code)])
    made = Publication(
        id=id or new_id(),
        region_code=place,
        title=wish.title,
        measure=wish.measure,
        cohort=as_of.year if wish.cohort is None else wish.cohort,
        as_of=as_of,
        group_by=wish.group_by,
        known_at=now() - KNOWN_AFTER,
        answer={},
        coefficients=_coefficients(session, region, as_of),
        measure_version=_version(wish.measure),
        published_by=actor.account_id,
    )
    made.answer = _answer(session, made, _question(made))
    session.add(made)
    session.flush()
    asked = {"measure": made.measure.value, "cohort": made.cohort, "as_of": made.as_of.isoformat()}
    journal.write(session, actor, "coverage.published", "publication", made.id, region_code=place, data=asked)
    return made, True


def _version(measure: Measure) -> int:
    return BY_NAME[f"coverage_{measure.value}"].version


def _coefficients(session: Session, region: str | None, as_of: date) -> dict[str, Any]:
    return regions.settings(session, region, list(_COEFFICIENTS), as_of)


def _question(of: Publication) -> Question:
    """
    The question, always asked as about a past day.

    Of the day itself the present rows would answer; the events must, since they will when the day is past.
    """
    region = None if of.region_code == NATION else of.region_code
    return Question(region, of.as_of, of.as_of + timedelta(days=1), of.known_at)


def _office(of: Publication) -> Actor:
    """Who counts: the office whose region it is, whoever checks, so that every reader checks the same figure."""
    return Actor(None, Role.ADMIN, None if of.region_code == NATION else regency_of(of.region_code))


def _answer(session: Session, of: Publication, question: Question) -> dict[str, Any]:
    found = figures.coverage(session, _office(of), question, of.measure, of.cohort, of.group_by)
    return {"total": _plain(found.total), "items": [_plain(line) for line in found.items]}


def _plain(line: figures.Line) -> dict[str, Any]:
    """A line as it is kept: texts, whole numbers, and shares as decimals in writing."""

    def plain(value: Any) -> Any:
        if isinstance(value, Decimal):
            return str(value)
        return value.isoformat() if isinstance(value, date) else value

    return {name: plain(value) for name, value in asdict(line).items() if not name.endswith("_url")}


# --- reading ---------------------------------------------------------------------------------------------------


def shown(session: Session, actor: Actor, of: Publication) -> dict[str, Any]:
    """
    The published answer for a reader. For those who may not see persons its groups are rounded like all their figures.

    The total is what was given out: it stands as it is, unless it is itself about a handful.
    """
    limit = rounding(session, actor)
    if limit.told is None:
        return of.answer
    items = [_rounded(line, limit.count) for line in of.answer["items"]]
    total = of.answer["total"]
    return {"total": total if limit.count(total["listed"]) else _rounded(total, limit.count), "items": items}


def _rounded(line: Mapping[str, Any], count: Any) -> dict[str, Any]:
    """Rounded counts, and no shares: those of the exact counts would give them away."""
    counts = {name: count(line[name]) for name in COVERAGE if line[name] is not None}
    return {**line, **counts, "percent": None, "list_completeness": None}


# --- checking --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what was published. A line that is missing on one side has no number there."""

    key: str
    name: str | None
    figure: str
    published: Any
    found: Any


@dataclass(frozen=True, slots=True)
class Moved:
    """A person who entered or left a published figure since."""

    student_id: UUID
    figure: Figure
    change: str


@dataclass(frozen=True, slots=True)
class Check:
    equal: bool
    """Whether the same question, as known then, has the same answer."""
    differences: Sequence[Difference]
    equal_now: bool
    """Whether what is known now would give the same answer."""
    differences_now: Sequence[Difference]
    moved: Sequence[Moved]
    moved_count: int | None
    """``None`` where rows were not compared: too many, or not for this reader."""
    changed_coefficients: Sequence[str]
    measure_version: int
    """Of the measure's present meaning."""


def check(session: Session, actor: Actor, of: Publication) -> Check:
    """Ask the question again, as known then and as known now. Readers who may not see persons learn only whether."""
    then, at_present = _question(of), replace(_question(of), known_at=None)
    again = _differences(of.answer, _answer(session, of, then))
    since = _differences(of.answer, _answer(session, of, at_present))
    region = then.region_code
    settings = _coefficients(session, region, of.as_of)
    changed = sorted(key for key, value in of.coefficients.items() if settings.get(key) != value)
    told = rounding(session, actor).told is None
    moved = _moved(session, of, then, at_present) if told and of.answer["total"]["listed"] <= MOST_PEOPLE else None
    return Check(
        equal=not again,
        differences=again if told else [],
        equal_now=not since,
        differences_now=since if told else [],
        moved=(moved or [])[:MOST_ROWS],
        moved_count=None if moved is None else len(moved),
        changed_coefficients=changed,
        measure_version=_version(of.measure),
    )


def _differences(published: Mapping[str, Any], found: Mapping[str, Any]) -> list[Difference]:
    differences = _of_line(published["total"], found["total"])
    before, after = ({line["key"]: line for line in answer["items"]} for answer in (published, found))
    for key in [*before, *(key for key in after if key not in before)]:
        differences += _of_line(before.get(key), after.get(key))
    return differences


def _of_line(published: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> list[Difference]:
    one: Mapping[str, Any] = published or found or {}
    before, after = published or {}, found or {}
    return [
        Difference(one["key"], one["name"], name, before.get(name), after.get(name))
        for name in one
        if name not in _NOT_FIGURES and before.get(name) != after.get(name)
    ]


def _moved(session: Session, of: Publication, then: Question, at_present: Question) -> list[Moved]:
    found = []
    for figure in _COMPARED:
        before, after = (_ids(session, of, question, figure) for question in (then, at_present))
        found += [Moved(id, figure, "entered") for id in sorted(after - before)]
        found += [Moved(id, figure, "left") for id in sorted(before - after)]
    return found


def _ids(session: Session, of: Publication, question: Question, figure: Figure) -> set[UUID]:
    persons = people(_office(of), question)
    subject = Subject(of.measure, of.cohort)
    conditions = Counting(session, persons, question, subject).rows(Rows(figure, subject))
    return set(session.execute(select(persons.c.id).where(*conditions)).scalars())

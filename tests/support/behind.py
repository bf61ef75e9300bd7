"""What a figure must count, worked out with a pencil from the people listed; and the rows behind our addresses."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, select

from app.core.access import Actor
from app.core.paging import PageRequest
from app.coverage.counting import Rows, Subject
from app.coverage.queries import ask, count
from app.coverage.roll import roll
from app.coverage.rules import Figure, GroupBy, Measure
from app.schools.models import School
from app.students.models import Student
from app.students.queries import StudentFilter

COHORT_ONLY = {Figure.ON_TIME_17}
RECORDING_AGE, CARD_AGE = 16, 17


@dataclass(frozen=True)
class Asked:
    actor: Actor
    region_code: str | None = None
    as_of: date | None = None
    known_at: datetime | None = None


def listed(session: Session, asked: Asked, behind: Rows) -> list[Student]:
    """All pages of the people behind a figure."""
    found: list[Student] = []
    request = PageRequest(limit=500)
    wanted = StudentFilter(region_code=asked.region_code)
    while True:
        page = roll(
            session,
            asked.actor,
            request,
            wanted,
            recording_age=RECORDING_AGE,
            as_of=asked.as_of,
            known_at=asked.known_at,
            behind=behind,
        )
        found += page.items
        if page.next_cursor is None:
            return found
        request = PageRequest(page.next_cursor, 500)


def anniversary(birth: date, years: int) -> date:
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


class Pencil:
    """The figures by their words in the registry of measures, without a database."""

    def __init__(self, session: Session, asked: Asked, subject: Subject, everyone: list[Student]) -> None:
        self.as_of = ask(asked.actor, asked.region_code, asked.as_of, asked.known_at).as_of
        self.subject = subject
        self.schools = {school.id: school for school in session.exec(select(School))}
        self.people = [person for person in everyone if self._member(person)]

    def _member(self, person: Student) -> bool:
        cohort, day = self.subject.cohort, self.subject.election_date
        if cohort is not None and (person.birth_date is None or person.birth_date.year + 17 != cohort):
            return False
        return day is None or self._reached(person, CARD_AGE, day)

    @staticmethod
    def _reached(person: Student, age: int, day: date) -> bool:
        return person.ever_married or (person.birth_date is not None and anniversary(person.birth_date, age) <= day)

    def _recorded(self, person: Student) -> bool:
        if person.recorded == "no":
            return False
        if self.subject.measure is Measure.COHORT:
            return True
        return person.recorded_on is not None and person.recorded_on.year == self.subject.cohort

    def _handed_over(self, person: Student) -> bool:
        given = person.handed_over_on
        return person.card_state == "handed_over" and (given is None or given <= self.as_of)

    def _on_time(self, person: Student) -> bool:
        given, birth = person.handed_over_on, person.birth_date
        if given is None or birth is None:
            return False
        return self._handed_over(person) and given <= anniversary(birth, 17)

    def holds(self, figure: Figure, person: Student) -> bool:
        missing, of_age = person.recorded == "no", self._reached(person, RECORDING_AGE, self.as_of)
        soon = self.as_of + timedelta(days=90)
        state = person.card_state.value
        rules: dict[Figure, Callable[[], bool]] = {
            Figure.LISTED: lambda: True,
            Figure.ELIGIBLE: lambda: missing and of_age,
            Figure.AGE_UNKNOWN: lambda: missing and person.birth_date is None and not person.ever_married,
            Figure.BECOMING_ELIGIBLE_90D: lambda: missing and not of_age and self._reached(person, RECORDING_AGE, soon),
            Figure.OF_AGE: lambda: of_age or not missing,
            Figure.RECORDED: lambda: self._recorded(person),
            Figure.NOT_RECORDED: lambda: missing,
            Figure.RECORDED_HERE: lambda: self._recorded(person) and person.recorded == "here",
            Figure.RECORDED_ELSEWHERE: lambda: self._recorded(person) and person.recorded == "elsewhere",
            Figure.READY: lambda: state == "ready",
            Figure.PRINTED: lambda: state == "printed",
            Figure.REACHED_READY: lambda: state in {"ready", "printed"} or self._handed_over(person),
            Figure.REACHED_PRINTED: lambda: state == "printed" or self._handed_over(person),
            Figure.HANDED_OVER: lambda: self._handed_over(person),
            Figure.ON_TIME_17: lambda: self._on_time(person),
        }
        return rules[figure]()

    def key(self, group_by: GroupBy, person: Student) -> str:
        school = self.schools.get(person.school_id) if person.school_id else None
        home = person.residence_code
        keys: dict[GroupBy, str | None] = {
            GroupBy.SCHOOL: str(person.school_id) if person.school_id else None,
            GroupBy.REGION: person.region_code,
            GroupBy.DISTRICT: school.district_code if school else (home and len(home) >= 8 and home[:8]) or None,
            GroupBy.VILLAGE: home if home and len(home) == 13 else None,
            GroupBy.BIRTH_MONTH: f"{person.birth_date:%Y-%m}" if person.birth_date else None,
            GroupBy.RECORDED_MONTH: (
                f"{person.recorded_on:%Y-%m}" if self._recorded(person) and person.recorded_on else None
            ),
            GroupBy.SEX: person.sex,
            GroupBy.KIND: school.kind.value if school else None,
            GroupBy.ENROLMENT: "in_school" if school else "out_of_school",
        }
        return keys[group_by] or "none"

    def behind(self, figure: Figure, group_by: GroupBy | None, key: str | None) -> set[UUID]:
        return {
            person.id
            for person in self.people
            if self.holds(figure, person) and (group_by is None or self.key(group_by, person) == key)
        }


def figures_of(subject: Subject) -> list[Figure]:
    """All but the rosters', which no row of a person tells."""
    return [
        figure
        for figure in Figure
        if figure is not Figure.SCHEDULED and not (figure in COHORT_ONLY and subject.cohort is None)
    ]


def check(
    session: Session,
    asked: Asked,
    subject: Subject,
    group_by: GroupBy | None,
    figures: Iterable[Figure],
    *,
    everyone: list[Student] | None = None,
    most_groups: int = 1000,
) -> int:
    """
    Every count of every group is what the pencil says, and equals its rows. Returns how many were compared.

    The groups part the whole. ``everyone``: the people asked about, where they are known; only the rows of the first
    ``most_groups`` groups are read, and of the whole.
    """
    figures = list(figures)
    if everyone is None:
        everyone = listed(session, asked, Rows(Figure.LISTED, Subject()))
    pencil = Pencil(session, asked, subject, everyone)
    question = ask(asked.actor, asked.region_code, asked.as_of, asked.known_at)
    named = {figure.value: figure for figure in figures}
    groups = count(session, asked.actor, question, subject, group_by, named)
    for figure in figures:
        whole = pencil.behind(figure, None, None)
        assert _rows(session, asked, Rows(figure, subject)) == whole, (asked, subject, figure)
        assert sum(group.counts[figure.value] for group in groups) == len(whole), (asked, subject, group_by, figure)
        for n, group in enumerate(groups):
            key = None if group_by is None else group.key
            about = (asked, subject, group_by, group.key, figure)
            theirs = pencil.behind(figure, group_by, key)
            assert group.counts[figure.value] == len(theirs), about
            if n < most_groups:
                assert _rows(session, asked, Rows(figure, subject, group_by, key)) == theirs, about
    return len(figures) * len(groups)


def _rows(session: Session, asked: Asked, behind: Rows) -> set[UUID]:
    ids = [person.id for person in listed(session, asked, behind)]
    assert len(ids) == len(set(ids)), behind
    return set(ids)

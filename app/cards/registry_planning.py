"""What an import would do, decided for each row before anything is done. Pure: who and what is known are arguments."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.cards import rules
from app.cards.legal import Law, is_too_early, legal_day
from app.cards.models import ImportOutcome
from app.cards.queries import Told
from app.cards.registry_queries import Person
from app.cards.registry_rules import UNKNOWN_NIK, Judged
from app.core.clock import day_of
from app.core.ids import new_id
from app.regions.queries import zone
from app.submissions.rules import Problem

LawOn = Callable[[str, date], Law]


@dataclass(frozen=True, slots=True)
class Line:
    """A row with what becomes of it."""

    judged: Judged
    outcome: ImportOutcome
    person: Person | None = None
    event_id: UUID | None = None
    """The event that says the same already, or is to be made."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A card event to be made."""

    person: Person
    told: Told
    flags: list[str]


@dataclass(frozen=True, slots=True)
class Plan:
    lines: Sequence[Line]
    events: Sequence[NewEvent]

    def counts(self) -> dict[str, int]:
        outcomes = Counter(line.outcome for line in self.lines)
        entering = (line for line in self.lines if line.judged.enters)
        return {outcome.value: outcomes[outcome] for outcome in ImportOutcome} | {
            "total": len(self.lines),
            "warnings": sum(any(problem.is_warning for problem in line.problems) for line in entering),
        }

    def verdicts(self) -> list[tuple[ImportOutcome, UUID | None]]:
        """What a preview promised, to be compared with what holds when it is applied."""
        return [(line.outcome, line.person.id if line.person else None) for line in self.lines]


class _Known:
    """What is known of people's cards: by its instant, and by its day for rows that name no more than a day."""

    def __init__(self, told: Mapping[UUID, Sequence[Told]]) -> None:
        self._by_instant: dict[tuple[UUID, str, datetime], UUID] = {}
        self._by_day: dict[tuple[UUID, str, date], UUID] = {}
        for student_id, events in told.items():
            for event in events:
                self.add(student_id, event)

    def add(self, student_id: UUID, event: Told) -> None:
        code = rules.code_of(event.status)
        self._by_instant[student_id, code, event.occurred_at] = event.id
        self._by_day[student_id, code, event.occurred_on] = event.id

    def find(self, student_id: UUID, event: Told, *, day_alone: bool) -> UUID | None:
        code = rules.code_of(event.status)
        exactly = self._by_instant.get((student_id, code, event.occurred_at))
        return exactly or (self._by_day.get((student_id, code, event.occurred_on)) if day_alone else None)


def plan(
    rows: Sequence[Judged], people: Sequence[Person | None], told: Mapping[UUID, Sequence[Told]], law_on: LawOn
) -> Plan:
    """
    The verdict on each row, ``people`` beside ``rows`` being who holds its NIK, and the events to be made.

    The same step at the same instant is known already, whoever told it; so is a row that names a day alone, when the
    step is known on that day. Steps over others or back are flagged, never refused.
    """
    known = _Known(told)
    lines: dict[int, Line] = {}
    created: dict[UUID, list[Told]] = defaultdict(list)
    # Rows that tell the time come first: a day alone beside them says nothing new, wherever it stands in the list.
    for index in sorted(range(len(rows)), key=lambda n: rows[n].word.day_alone):
        row, person = rows[index], people[index]
        if not row.enters:
            outcome = ImportOutcome.IGNORED if row.ignored else ImportOutcome.REJECTED
            lines[index] = Line(row, outcome, problems=row.problems)
            continue
        if person is None:
            problem = Problem(UNKNOWN_NIK, "nik", row.nik_cell)
            lines[index] = Line(row, ImportOutcome.REJECTED, problems=(*row.problems, problem))
            continue
        event = _event(row, person)
        same = known.find(person.id, event, day_alone=row.word.day_alone)
        outcome = ImportOutcome.CREATED if same is None else ImportOutcome.UNCHANGED
        lines[index] = Line(row, outcome, person, same or event.id, row.problems)
        if same is None:
            known.add(person.id, event)
            created[person.id].append(event)
    by_id = {person.id: person for person in people if person is not None}
    events = [new for id, some in created.items() for new in _with_flags(by_id[id], told.get(id, ()), some, law_on)]
    return Plan([lines[n] for n in range(len(rows))], events)


def _event(row: Judged, person: Person) -> Told:
    word = row.word
    told = word.as_told
    assert told is not None  # noqa: S101
    assert word.at is not None  # noqa: S101
    return Told(new_id(), told, word.at, day_of(word.at, zone(person.region_code)))


def _with_flags(person: Person, told: Sequence[Told], new: Sequence[Told], law_on: LawOn) -> list[NewEvent]:
    """New events of one person in their order, each seen from the step before it, those of the same list included."""
    made = {event.id for event in new}
    found: list[NewEvent] = []
    for event, former in rules.formers([*told, *new]):
        if event.id not in made:
            continue
        day, here_on = event.occurred_on, person.recorded_here_on
        law = law_on(person.region_code, day)
        legal = legal_day(person.birth_date, law, ever_married=person.ever_married)
        remarks = rules.remarks(
            former,
            event,
            recorded_by_then=here_on is not None and here_on <= day,
            too_early=is_too_early(day, legal),
        )
        found.append(NewEvent(person, event, [flag.value for flag in remarks]))
    return found


def row_of(line: Line) -> dict[str, Any]:
    """The verdict on a row, as it is kept."""
    return {
        "outcome": line.outcome,
        "student_id": line.person.id if line.person else None,
        "card_event_id": line.event_id,
        "problems": [{"code": p.code, "field": p.field} | ({"cell": p.cell} if p.cell else {}) for p in line.problems],
    }


def unapplied(line: Line) -> Line:
    """A line of a preview: the event that it would make does not exist yet."""
    return replace(line, event_id=None) if line.outcome is ImportOutcome.CREATED else line

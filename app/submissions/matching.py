"""
Which pupil a row names (design rule 3). Pure: the pupils of the school and the holders of NIKs are arguments.

Within the school, in this order: NIK; NISN; name, birth date and sex. A pupil is matched once. A NIK that somebody
outside the school holds claims that person and creates nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from app.core.types import Sex, name_key
from app.submissions.models import RowOutcome
from app.submissions.rules import Judged, Person, Problem, is_error, is_warning

REACTIVATED = {"left_candidate", "graduated"}
"""A list that names such a pupil says that they are here; who moved away or died is the office's to say."""
_COMPARED = (
    "nisn",
    "name",
    "sex",
    "birth_place",
    "birth_date",
    "class_group",
    "grade",
    "residence_code",
    "ever_married",
)


_OF_THE_LIST = ("class_group", "grade", "residence_code", "ever_married")
"""What a row says that does not tell who somebody is."""


@dataclass(slots=True)
class Known:
    """A person as kept: ``nik_hash`` is the blind index; from ``nisn`` on, what a list may change."""

    id: UUID
    nik_hash: str | None
    name_key: str
    status: str
    nisn: str | None
    name: str
    sex: Sex | None
    birth_place: str | None
    birth_date: date | None
    class_group: str | None
    grade: int | None
    residence_code: str | None
    ever_married: bool
    person: UUID | None = None
    """Of a row that was merged into another pupil of the school: that pupil."""
    moved: "Holder | None" = None
    """Of a row that was merged into somebody outside the school: that person, whom a row that names it claims."""

    @property
    def identity(self) -> tuple[str, Any]:
        return self.name_key, self.birth_date


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody outside the school who holds a NIK of the list."""

    id: UUID
    school_id: UUID | None
    region_code: str
    name_key: str
    birth_date: date | None


@dataclass(slots=True)
class Line:
    """What applying would do with one row."""

    judged: Judged
    nik_hash: str | None
    outcome: RowOutcome
    identity: tuple[str, date] | None
    """Name as compared, and birth date."""
    student_id: UUID | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    """What the changes replace; a NIK is not among it, since only its keeper can open it."""
    claims: Holder | None = None
    contradicts: bool = False
    """The holder has another name and another birth date: an officer must look, nobody may be claimed."""

    @property
    def person(self) -> Person:
        return self.judged.person

    @property
    def problems(self) -> tuple[Problem, ...]:
        if self.claims is None:
            return self.judged.problems
        cell = next((p.cell for p in self.judged.problems if p.field == "nik" and p.cell), None)
        return (*self.judged.problems, Problem("W_DUP_OTHER_SCHOOL", "nik", cell))


@dataclass(frozen=True, slots=True)
class Plan:
    """What applying a list would do, row by row, and whom a full list leaves out."""

    lines: Sequence[Line]
    missing: Sequence[UUID]
    active: int

    def counts(self) -> dict[str, int]:
        outcomes = [line.outcome for line in self.lines]
        return {outcome.value: outcomes.count(outcome) for outcome in RowOutcome} | {
            "total": len(outcomes),
            "warnings": sum(
                line.judged.enters and any(problem.is_warning for problem in line.problems) for line in self.lines
            ),
            "missing": len(self.missing),
        }

    def problem_rows(self) -> list[tuple[str, int]]:
        """How many rows have each problem, the gravest and most frequent first."""
        found = Counter(code for line in self.lines for code in {problem.code for problem in line.problems})
        return sorted(found.items(), key=lambda one: (not is_error(one[0]), not is_warning(one[0]), -one[1], one[0]))

    def verdicts(self) -> list[tuple[RowOutcome, UUID | None, bool]]:
        """What a preview promised, to be compared with what holds when it is applied."""
        return [(line.outcome, line.student_id, line.claims is not None) for line in self.lines]


def plan(
    rows: Sequence[Judged],
    hashes: Sequence[str | None],
    pupils: Sequence[Known],
    holders: Mapping[str, Holder],
    *,
    full: bool,
) -> Plan:
    """Match ``rows``, with the blind index of each NIK, against ``pupils`` of the school and ``holders`` outside."""
    register = _Register(pupils)
    entering: list[Line] = []
    lines: list[Line] = []
    for judged, nik_hash in zip(rows, hashes, strict=True):
        line = Line(judged, nik_hash, _first_outcome(judged), _identity(judged.person))
        lines.append(line)
        if judged.enters:
            line.claims = holders.get(nik_hash) if nik_hash else None
            entering.append(line)
    unclaimed = [line for line in entering if line.claims is None]
    merged: list[tuple[Line, UUID]] = []
    for line, pupil in register.match(unclaimed):
        if pupil.moved is not None:
            line.claims = pupil.moved
        elif pupil.person is not None:
            merged.append((line, pupil.person))
        else:
            _settle(line, pupil)
    people = {pupil.id: pupil for pupil in pupils}
    for line, person in merged:
        _settle_merged(line, people[person], named=person in register.taken)
        register.taken.add(person)
    for line in entering:
        if line.claims is not None:
            line.contradicts = not agrees(line.person, line.claims)
    # A claimed or rejected row still names a pupil: nobody counts as missing for a typing error in their row.
    others = [line for line in lines if not line.judged.ignored and line.student_id is None]
    for _ in register.match(others):
        pass
    taken = register.taken | {people[id].person for id in register.taken}
    active = [p for p in pupils if p.status == "active" and p.person is None and p.moved is None]
    missing = [pupil.id for pupil in active if pupil.id not in taken] if full else []
    return Plan(lines, missing, len(active))


def _first_outcome(judged: Judged) -> RowOutcome:
    if judged.ignored:
        return RowOutcome.IGNORED
    return RowOutcome.REJECTED if judged.rejected else RowOutcome.CREATED


def _settle_merged(line: Line, pupil: Known, *, named: bool) -> None:
    """A row under the name of a merged row: the same pupil. Who they are is said by the row that stayed."""
    if named:
        line.student_id, line.outcome = pupil.id, RowOutcome.UNCHANGED
    else:
        _settle(line, pupil, compared=_OF_THE_LIST)


def _settle(line: Line, pupil: Known, *, compared: Sequence[str] = _COMPARED) -> None:
    line.student_id = pupil.id
    for name in compared:
        told = getattr(line.person, name)
        # An empty cell is not a statement: it never erases what is known.
        if told is not None and told != (kept := getattr(pupil, name)):
            line.changes[name], line.before[name] = told, kept
    if line.nik_hash is not None and line.nik_hash != pupil.nik_hash:
        line.changes["nik"] = line.person.nik
    if pupil.status in REACTIVATED:
        line.changes["status"], line.before["status"] = "active", pupil.status
    line.outcome = RowOutcome.UPDATED if line.changes else RowOutcome.UNCHANGED


def agrees(person: Person, holder: Holder) -> bool:
    same_name = person.name is not None and name_key(person.name) == holder.name_key
    return same_name or (person.birth_date is not None and person.birth_date == holder.birth_date)


class _Register:
    """The school's pupils, found by what a row may say; each is given out once."""

    def __init__(self, pupils: Iterable[Known]) -> None:
        self.taken: set[UUID] = set()
        self._by_nik: dict[Any, list[Known]] = defaultdict(list)
        self._by_nisn: dict[Any, list[Known]] = defaultdict(list)
        self._by_identity: dict[Any, list[Known]] = defaultdict(list)
        for pupil in sorted(pupils, key=lambda pupil: pupil.id):
            self._by_nik[pupil.nik_hash].append(pupil)
            self._by_nisn[pupil.nisn].append(pupil)
            self._by_identity[pupil.identity].append(pupil)

    def match(self, lines: Iterable[Line]) -> list[tuple[Line, Known]]:
        """Pairs of row and pupil. All rows go by NIK before any goes by less, so that the surer match wins."""
        found: list[tuple[Line, Known]] = []
        rest = list(lines) if self._by_identity else []
        for candidates in (self._nik, self._nisn, self._identity):
            left: list[Line] = []
            for line in rest:
                pupil = self._best(line, candidates(line))
                if pupil is None:
                    left.append(line)
                else:
                    self.taken.add(pupil.id)
                    found.append((line, pupil))
            rest = left
        return found

    def _nik(self, line: Line) -> list[Known]:
        return self._by_nik.get(line.nik_hash, []) if line.nik_hash else []

    def _nisn(self, line: Line) -> list[Known]:
        found = self._by_nisn.get(line.person.nisn, []) if line.person.nisn else []
        return [
            pupil
            for pupil in found
            if not (line.nik_hash and pupil.nik_hash and line.nik_hash != pupil.nik_hash)
            or pupil.identity == line.identity
        ]

    def _identity(self, line: Line) -> list[Known]:
        identity = line.identity
        if identity is None:
            return []
        sex = line.person.sex
        return [p for p in self._by_identity.get(identity, []) if None in (sex, p.sex) or sex == p.sex]

    def _best(self, line: Line, candidates: Sequence[Known]) -> Known | None:
        """Of several the one that agrees most, else the first by id: a list sent again finds the same."""
        if not candidates:
            return None
        free = [pupil for pupil in candidates if pupil.id not in self.taken]
        identity, group = line.identity, line.person.class_group
        return max(free, key=lambda pupil: (pupil.identity == identity, pupil.class_group == group), default=None)


def _identity(person: Person) -> tuple[str, date] | None:
    if person.name is None or person.birth_date is None:
        return None
    return name_key(person.name), person.birth_date


def without_claims(judged: Judged) -> Judged:
    """A stored row as the list alone judged it: whether somebody else holds its NIK is asked anew."""
    return replace(judged, problems=tuple(p for p in judged.problems if p.code != "W_DUP_OTHER_SCHOOL"))

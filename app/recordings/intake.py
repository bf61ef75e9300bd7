"""Storing recordings that are new, and all that follows from them, in a handful of statements for any number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.core.access import Actor
from app.core.bulk import given_rows, insertion, on_postgres
from app.core.clock import day_of
from app.core.crypto import KeyRing, place
from app.core.db import keys_of
from app.journal import service as journal
from app.recordings.counting import candidates, settle
from app.recordings.models import Outcome, Recording, Verdict
from app.recordings.placing import Arrival, Person, Placement, place_all
from app.recordings.queries import Told
from app.recordings.rules import (
    Candidate,
    Item,
    Result,
    Status,
    counting,
    cycle_at,
    is_early,
    setting_on,
    walk_in_as_json,
)
from app.regions import queries as regions
from app.students.issues import note_issue
from app.students.models import DataIssueKind, Recorded
from app.visits.outcomes import Seen, note_seen, start

_STATUS = {
    Verdict.CREATED: Status.CREATED,
    Verdict.DUPLICATE: Status.DUPLICATE,
    Verdict.PARKED: Status.PARKED,
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """An arrival that is about to be stored."""

    arrival: Arrival
    place: Placement
    row: dict[str, Any]
    details: dict[str, Any]
    """What is sealed in the row."""

    @property
    def verdict(self) -> Verdict:
        verdict: Verdict = self.row["verdict"]
        return verdict


def store(
    session: Session,
    arrivals: Sequence[tuple[Arrival, str]],
    received_at: datetime,
    behind: timedelta | None,
) -> tuple[dict[UUID, Result], dict[UUID, Told]]:
    """
    Insert what is new, and all that follows from it. Ids that another transaction stored first are left out.

    Beside the results stands what was stored; nothing where others stored some of it first, since which of the rest
    counts was then foreseen wrongly and is put right in the database alone.
    """
    places = place_all(session, [arrival for arrival, _ in arrivals])
    people = {p.person.id: p.person for p in places if p.person is not None and p.parked is None}
    before = candidates(session, people, counted=True)
    entries = _entries(session, arrivals, places, received_at, behind)
    for entry, verdict in zip(entries, _verdicts(entries, before), strict=True):
        entry.row["verdict"] = verdict
    _foresee(entries, before)
    stored = _insert(session, [entry.row for entry in entries])
    done = [entry for entry in entries if entry.arrival.item.id in stored]
    new = [candidate for entry in done if (candidate := _candidate(entry)) is not None]
    settle(session, people, [*before, *new])
    _follow(session, done)
    results = {
        entry.row["id"]: Result(entry.row["id"], _STATUS[entry.verdict], entry.place.parked, first=None)
        for entry in done
    }
    as_foreseen = len(done) == len(entries)
    return results, {entry.row["id"]: Told(entry.row, entry.details) for entry in done} if as_foreseen else {}


def _foresee(entries: Sequence[_Entry], before: Sequence[Candidate]) -> None:
    """Mark what will count when all is stored, so that next to nothing is left to be changed afterwards."""
    there = {candidate.id for candidate in before}
    new = [c for entry in entries if (c := _candidate(entry)) is not None and c.id not in there]
    right = {candidate.id for candidate in counting([*before, *new]).values()}
    for entry in entries:
        entry.row["counted"] = entry.arrival.item.id in right


def _entries(
    session: Session,
    arrivals: Sequence[tuple[Arrival, str]],
    places: Sequence[Placement],
    received_at: datetime,
    behind: timedelta | None,
) -> list[_Entry]:
    keys, ages = keys_of(session), _Ages(session)
    entries = []
    for (arrival, content), found in zip(arrivals, places, strict=True):
        details = _details(arrival.item, parked=found.parked is not None)
        row = _row(ages, arrival, found, received_at, behind)
        row["content"] = content
        row["sealed_key_id"], row["sealed"] = _sealed(keys, arrival.item.id, details)
        entries.append(_Entry(arrival, found, row, details))
    return entries


def _row(
    ages: "_Ages", arrival: Arrival, found: Placement, received_at: datetime, behind: timedelta | None
) -> dict[str, Any]:
    item, parked = arrival.item, found.parked is not None
    person = None if parked else found.person
    return {
        "id": item.id,
        "region_code": found.region_code,
        # What waits is placed nowhere, so that no reader can take it for something that happened to a pupil.
        "student_id": None if parked else found.named_id,
        "school_id": person.school_id if person else None,
        "visit_id": None if parked or found.visit is None else found.visit.id,
        "team_id": found.team_id,
        "outcome": item.outcome,
        "reason": item.reason,
        "disability_exception": item.disability_exception,
        "ikd_activated": item.ikd_activated,
        "captured_at": item.captured_at.astimezone(UTC),
        "corrected_at": arrival.corrected_at.astimezone(UTC),
        "corrected_on": day_of(arrival.corrected_at, regions.zone(found.region_code)),
        "received_at": received_at,
        "skew_seconds": None if behind is None else behind.total_seconds(),
        "device_id": item.device_id,
        "offline": item.offline,
        "account_id": arrival.actor.account_id,
        "cycle": cycle_at(arrival.corrected_at, person.cycle, person.cycle_from) if person else 1,
        "counted": False,
        "early": person is not None and ages.is_early(person, item.outcome, arrival, found.region_code),
        "parked": parked,
        "parked_code": found.parked,
    }


def _details(item: Item, *, parked: bool) -> dict[str, Any]:
    details: dict[str, Any] = {}
    if item.note is not None:
        details["note"] = item.note
    if item.student is not None:
        details["student"] = walk_in_as_json(item.student)
    if parked:
        named = {"student_id": item.student_id, "visit_id": item.visit_id, "team_id": item.team_id}
        details |= {name: str(id) for name, id in named.items() if id is not None}
    return details


def _sealed(keys: KeyRing, id: UUID, details: dict[str, Any]) -> tuple[str | None, bytes | None]:
    return keys.seal_json(details, place("recordings", "sealed", id)) if details else (None, None)


def _verdicts(entries: Sequence[_Entry], before: Sequence[Candidate]) -> list[Verdict]:
    """What held at receipt, in order of arrival: another ``recorded`` of the cycle makes a duplicate."""
    there = {(candidate.person_id, candidate.cycle) for candidate in before}
    verdicts = []
    for entry in entries:
        candidate = _candidate(entry)
        if entry.place.parked is not None:
            verdicts.append(Verdict.PARKED)
        elif candidate is None or (candidate.person_id, candidate.cycle) not in there:
            verdicts.append(Verdict.CREATED)
        else:
            verdicts.append(Verdict.DUPLICATE)
        if candidate is not None:
            there.add((candidate.person_id, candidate.cycle))
    return verdicts


def _candidate(entry: _Entry) -> Candidate | None:
    item, person = entry.arrival.item, entry.place.person
    if entry.place.parked is not None or person is None or item.outcome is not Outcome.RECORDED:
        return None
    cycle = entry.row["cycle"]
    at, on = entry.arrival.corrected_at, entry.row["corrected_on"]
    return Candidate(item.id, person.id, at, on, cycle, cycle, entry.row["counted"])


def _insert(session: Session, rows: Sequence[dict[str, Any]]) -> set[UUID]:
    """
    Insert in one statement and say which ids were new.

    In the order of ids: two batches with the same new ids wait for each other and never deadlock.
    """
    postgres = on_postgres(session)
    ordered = sorted(rows, key=itemgetter("id"))
    statement = _insertion(tuple(ordered[0]), postgres=postgres)
    return set(session.connection().execute(statement, given_rows(ordered, postgres=postgres)).scalars())


@cache
def _insertion(names: tuple[str, ...], *, postgres: bool) -> Any:
    table = Recording.__table__  # type: ignore[attr-defined]
    statement = insertion(table, names, postgres=postgres)
    return statement.on_conflict_do_nothing(index_elements=["id"]).returning(table.c.id)


class _Ages:
    """The recording age by region and day; one statement a region."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lines: dict[str, list[tuple[str, date, Any]]] = {}

    def is_early(self, person: Person, outcome: Outcome, arrival: Arrival, region_code: str) -> bool:
        if outcome is not Outcome.RECORDED:
            return False
        if region_code not in self._lines:
            self._lines[region_code] = [
                (line.region_code, line.valid_from, line.value)
                for line in regions.setting_lines(self._session, region_code, key="recording_age")
            ]
        on = day_of(arrival.corrected_at, regions.zone(region_code))
        age = setting_on(self._lines[region_code], on)
        return age is not None and is_early(person.birth_date, on, int(age), ever_married=person.ever_married)


def _follow(session: Session, entries: Sequence[_Entry]) -> None:
    """Rosters, data issues and the journal; whoever sent them, in as many statements as for one."""
    seen = [(entry, noted) for entry in entries if (noted := _seen(entry)) is not None]
    note_seen(session, [noted for _, noted in seen])
    started: set[UUID] = set()
    for entry, noted in seen:
        if entry.place.visit is not None and entry.place.visit.is_waiting and noted.visit_id not in started:
            started.add(noted.visit_id)
            start(session, entry.arrival.actor, {noted.visit_id})
    for entry in entries:
        if entry.place.parked is None and entry.place.person is not None:
            item = entry.arrival.item
            note_unconfirmed(session, entry.arrival.actor, entry.place.person, item.outcome, item.id)
    journal.write_each(session, [_line(entry) for entry in entries])


def _line(entry: _Entry) -> journal.Change:
    kind = "recordings.created" if entry.place.parked is None else "recordings.parked"
    row = entry.row
    return journal.Change(
        entry.arrival.actor, kind, "recording", row["id"], row["region_code"], row["school_id"], _data(entry)
    )


def note_unconfirmed(session: Session, actor: Actor, person: Person, outcome: Outcome, recording_id: UUID) -> None:
    """Somebody said to be recorded already, of whom neither we nor the registry know it: the office looks it up."""
    if outcome is Outcome.ALREADY_RECORDED and person.recorded is Recorded.NO:
        kind, detail = DataIssueKind.ALREADY_RECORDED_UNCONFIRMED, {"recording_id": str(recording_id)}
        note_issue(session, actor, person.id, person.region_code, kind, detail)


def _seen(entry: _Entry) -> Seen | None:
    found, item = entry.place, entry.arrival.item
    if found.parked is not None or found.visit is None or found.person is None:
        return None
    class_group = found.person.class_group or (item.student.class_group if item.student else None)
    return Seen(found.visit.id, found.person.id, item.outcome.value, item.id, class_group)


def _data(entry: _Entry) -> dict[str, object]:
    data: dict[str, object] = {
        "outcome": entry.row["outcome"].value,
        "verdict": entry.verdict.value,
        "student_id": None if entry.row["student_id"] is None else str(entry.row["student_id"]),
    }
    if entry.place.parked is not None:
        data["code"] = entry.place.parked.value
    return data

"""Reading registry imports within the reader's scope, and what an import is matched against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, cast, false, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.cards import queries
from app.cards.legal import Law
from app.cards.models import CardEvent, ImportOutcome, ImportState, RegistryImport, RegistryImportRow
from app.cards.queries import Told
from app.cards.registry_rules import UNKNOWN_NIK, Judged, Word
from app.core.access import Actor, Role, within
from app.core.crypto import place
from app.core.db import batched, keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.core.types import NATION
from app.regions.models import Setting
from app.regions.queries import scope, today
from app.regions.rules import FIRST_COEFFICIENTS, lineage
from app.students import queries as students
from app.students.models import Student
from app.submissions.rules import Problem


def visible(actor: Actor) -> SelectOfScalar[RegistryImport]:
    """An office's own and those of its regencies; they tell of people, so nobody else sees any."""
    match actor.role:
        case Role.ADMIN | Role.OFFICER:
            return select(RegistryImport).where(within(col(RegistryImport.region_code), actor.region_code))
        case Role.SCHOOL | Role.TEAM | Role.VIEWER:
            return select(RegistryImport).where(false())


def find(session: Session, actor: Actor, import_id: UUID, *, lock: bool = False) -> RegistryImport | None:
    statement = visible(actor).where(col(RegistryImport.id) == import_id)
    return session.exec(statement.with_for_update() if lock else statement).one_or_none()


def get(session: Session, actor: Actor, import_id: UUID, *, lock: bool = False) -> RegistryImport:
    """One import. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    found = find(session, actor, import_id, lock=lock)
    if found is None:
        raise NotFound
    return found


def imports(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    region_code: str | None = None,
    state: ImportState | None = None,
) -> Page[RegistryImport]:
    """Newest first. Raises :class:`NotFound` for a region out of scope."""
    statement = visible(actor)
    if region_code is not None:
        statement = statement.where(within(col(RegistryImport.region_code), scope(actor, region_code)))
    if state is not None:
        statement = statement.where(col(RegistryImport.state) == state)
    return page(session, statement, request, [col(RegistryImport.id)], descending=True)


@dataclass(frozen=True, slots=True)
class OpenedRow:
    row: RegistryImportRow
    word: Word


def rows(
    session: Session,
    actor: Actor,
    import_id: UUID,
    request: PageRequest,
    *,
    outcome: ImportOutcome | None = None,
    code: str | None = None,
) -> Page[OpenedRow]:
    """
    The rows of an import in its own order. Raises :class:`NotFound` for an import out of sight.

    A file leaves out people who may not appear in one.
    """
    statement = select(RegistryImportRow).where(col(RegistryImportRow.import_id) == get(session, actor, import_id).id)
    if request.exporting:
        on = today(actor.region_code)
        statement = statement.where(students.names_nobody_hidden(session, on, col(RegistryImportRow.student_id)))
    if outcome is not None:
        statement = statement.where(col(RegistryImportRow.outcome) == outcome)
    if code is not None:
        problems = cast(col(RegistryImportRow.problems), Text)
        statement = statement.where(problems.contains(f'"{code}"', autoescape=True))
    found = page(session, statement, request, [col(RegistryImportRow.position)])
    return found.map(lambda row: OpenedRow(row, restore(session, row).word))


def all_rows(session: Session, import_id: UUID) -> Sequence[RegistryImportRow]:
    return session.exec(
        select(RegistryImportRow)
        .where(col(RegistryImportRow.import_id) == import_id)
        .order_by(col(RegistryImportRow.position))
    ).all()


def restore(session: Session, row: RegistryImportRow) -> Judged:
    """A kept row as the rules judged it; whether anybody holds its NIK is asked anew."""
    bound_to = place("registry_import_rows", "sealed", row.id)
    content = keys_of(session).open_json(row.sealed_key_id, row.sealed, bound_to)
    return Judged(
        row.row,
        Word.from_json(content["word"]),
        tuple(Problem(p["code"], p["field"], p.get("cell")) for p in row.problems if p["code"] != UNKNOWN_NIK),
        ignored=row.outcome is ImportOutcome.IGNORED,
        nik_cell=content["nik_cell"],
    )


def latest_applied(session: Session, region_code: str, content_hash: str) -> RegistryImport | None:
    """The office's latest import of the same content that was applied and not taken back."""
    return session.exec(
        select(RegistryImport)
        .where(
            col(RegistryImport.region_code) == region_code,
            col(RegistryImport.content_hash) == content_hash,
            col(RegistryImport.state) == ImportState.APPLIED,
        )
        .order_by(col(RegistryImport.id).desc())
        .limit(1)
    ).first()


# --- for matching ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """What an import needs to know of somebody."""

    id: UUID
    region_code: str
    school_id: UUID | None
    birth_date: date | None
    ever_married: bool
    recorded_here_on: date | None


_PERSON: tuple[Any, ...] = tuple(getattr(Student, name) for name in Person.__dataclass_fields__)


def holders(
    session: Session, actor: Actor, region_code: str, hashes: Iterable[str], *, lock: bool
) -> dict[str, Person]:
    """
    Who of an import's region holds these NIKs, by blind index; locked in the order of their ids if so wished.

    A NIK on a merged row is that of the person whom the row proved to be.
    """
    owners: dict[str, UUID] = {}
    for some in batched(sorted(set(hashes))):
        # Not narrowed to what the actor sees: that follows for the people themselves.
        named = columns(col(Student.nik_hash), func.coalesce(col(Student.survivor_id), col(Student.id)))
        owners |= {row[0]: row[1] for row in session.execute(named.where(col(Student.nik_hash).in_(some)))}
    place_of = None if region_code == NATION else region_code
    seen = students.visible(actor).with_only_columns(*_PERSON).where(within(col(Student.region_code), place_of))
    known = _people(session, seen, owners.values(), lock=lock)
    return {nik: known[owner] for nik, owner in owners.items() if owner in known}


def wherever(session: Session, ids: Iterable[UUID]) -> dict[UUID, Person]:
    """People locked in the order of their ids, wherever they live by now: an import is taken back as a whole."""
    return _people(session, columns(*_PERSON), ids, lock=True)


def _people(session: Session, seen: Select[Any], ids: Iterable[UUID], *, lock: bool) -> dict[UUID, Person]:
    found: dict[UUID, Person] = {}
    for some in batched(sorted(set(ids))):
        statement = seen.where(col(Student.id).in_(some)).order_by(col(Student.id))
        for row in session.execute(statement.with_for_update() if lock else statement):
            found[row[0]] = Person(*row)
    return found


def told(session: Session, ids: Iterable[UUID]) -> dict[UUID, list[Told]]:
    """The card events that hold of any number of people."""
    found: dict[UUID, list[Told]] = {}
    for some in batched(sorted(set(ids))):
        found |= queries.told(session, some)
    return found


class LawBook:
    """From when cards may be printed, in each region and on each day: read once for an import of thousands of rows."""

    def __init__(self, session: Session, region_codes: Iterable[str]) -> None:
        places = {code for region_code in region_codes for code in lineage(region_code)}
        statement = (
            select(Setting)
            .where(col(Setting.key).in_(("card_age", "print_offset_days")), col(Setting.region_code).in_(places))
            .order_by(col(Setting.valid_from))
        )
        self._entries = session.exec(statement).all() if places else []
        self._known: dict[tuple[str, date], Law] = {}

    def on(self, region_code: str, day: date) -> Law:
        """The nearest region's latest entry decides, as in :func:`app.regions.queries.settings`."""
        if (region_code, day) not in self._known:
            values: dict[str, Any] = {}
            for code in reversed(lineage(region_code)):
                for entry in self._entries:
                    if entry.region_code == code and entry.valid_from <= max(day, FIRST_COEFFICIENTS):
                        values[entry.key] = entry.value
            law = Law(card_age=int(values["card_age"]), offset_days=int(values["print_offset_days"]))
            self._known[region_code, day] = law
        return self._known[region_code, day]


# --- for taking back -------------------------------------------------------------------------------------------


def events_of(session: Session, import_id: UUID) -> list[tuple[UUID, str, UUID]]:
    """The events that an import brought and that hold: id, status, and whose they are now."""
    owner = func.coalesce(col(Student.survivor_id), col(Student.id))
    statement = (
        columns(col(CardEvent.id), col(CardEvent.status), owner)
        .join(Student, col(Student.id) == col(CardEvent.student_id))
        .where(col(CardEvent.import_id) == import_id, queries.is_told())
        .order_by(col(CardEvent.id))
    )
    return [(id, status, student_id) for id, status, student_id in session.execute(statement)]


def said_again(session: Session, import_id: UUID, event_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Which of these events another applied import says as well, and the first one that does."""
    found: dict[UUID, UUID] = {}
    for some in batched(event_ids):
        statement = (
            columns(col(RegistryImportRow.card_event_id), col(RegistryImport.id))
            .join(RegistryImport, col(RegistryImport.id) == col(RegistryImportRow.import_id))
            .where(
                col(RegistryImportRow.card_event_id).in_(some),
                col(RegistryImport.id) != import_id,
                col(RegistryImport.state) == ImportState.APPLIED,
            )
            .order_by(col(RegistryImport.id))
        )
        for event_id, other in session.execute(statement):
            found.setdefault(event_id, other)
    return found

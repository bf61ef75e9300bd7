"""Taking in what the national system says of many people: check, apply, discard, take back."""

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlmodel import Session

from app.cards import centre, rules
from app.cards import registry_queries as queries
from app.cards.models import (
    CardEvent,
    CardEventVoid,
    ImportState,
    RegistryImport,
    RegistryImportRow,
)
from app.cards.registry_planning import NewEvent, Plan, plan, row_of, unapplied
from app.cards.registry_queries import Person
from app.cards.registry_rules import MOVES, ChangedSinceCheck, Judged, RevertExpired, content_of, judge
from app.cards.service import project_many
from app.core.access import Actor
from app.core.bulk import insert_rows
from app.core.clock import now
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import StateConflict, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.core.types import NATION
from app.journal import service as journal
from app.regions.queries import setting, today, zone
from app.submissions.parsing import Listed

SOURCE = "import"


def submit(
    session: Session, actor: Actor, listed: Listed, *, dry_run: bool = False, id: UUID | None = None
) -> tuple[RegistryImport, bool]:
    """
    Check a list and, unless it is a dry run, apply it at once; the flag says whether it is a new one.

    The same content as an applied import of the office is that import, and changes nothing; unless more of its rows
    can be taken in than then, say because a school has named the people since.
    """
    content = {"dry_run": dry_run, "rows": [raw.values for raw in listed.rows]}
    first = first_time(session, actor, id, "registry_import", content)
    if not first and id is not None and (known := queries.find(session, actor, id)) is not None:
        return known, False
    region_code = (actor.region_code or NATION)[:5]
    judged = judge(listed.rows, region_code, zone(region_code), now())
    planned = _plan(session, actor, region_code, judged, lock=not dry_run)
    digest = keys_of(session).blind("registry", json.dumps(content_of(judged), sort_keys=True))
    earlier = queries.latest_applied(session, region_code, digest)
    if earlier is not None and planned.counts()["rejected"] >= earlier.rejected:
        return earlier, False
    imported = RegistryImport(
        id=id or new_id(),
        region_code=region_code,
        state=ImportState.CHECKED,
        source_format=listed.source_format,
        file_name=listed.file_name,
        content_hash=digest,
        submitted_by=actor.account_id,
        submitted_at=now(),
    )
    _count(imported, planned)
    session.add(imported)
    session.flush()
    if not dry_run:
        _carry_out(session, actor, imported, planned)
    _store_new(session, imported, planned, listed.sheet)
    _note(session, actor, imported, "cards.registry_checked" if dry_run else "cards.registry_applied")
    return imported, True


def apply(
    session: Session, actor: Actor, import_id: UUID, *, version: int | None = None
) -> tuple[RegistryImport, ChangedSinceCheck | None]:
    """
    Apply a checked import, after checking again.

    When a verdict has changed, nothing is applied, the preview is brought up to date, and the refusal with the new
    counts is handed back instead of raised: raising would undo the new preview. Raises :class:`StateConflict`,
    :class:`VersionMismatch`.
    """
    imported = _take(session, actor, import_id, "apply", version)
    stored = queries.all_rows(session, imported.id)
    judged = [queries.restore(session, row) for row in stored]
    planned = _plan(session, actor, imported.region_code, judged, lock=True)
    changed = planned.verdicts() != [(row.outcome, row.student_id) for row in stored]
    counts: dict[str, Any] = _count(imported, planned)
    imported.version += 1
    session.flush()
    if changed:
        _store_again(session, stored, Plan([unapplied(line) for line in planned.lines], []))
        _note(session, actor, imported, "cards.registry_rechecked")
        return imported, ChangedSinceCheck(extra={"counts": counts, **counts}, **counts)
    _carry_out(session, actor, imported, planned)
    _store_again(session, stored, planned)
    _note(session, actor, imported, "cards.registry_applied")
    return imported, None


def discard(session: Session, actor: Actor, import_id: UUID, *, version: int | None = None) -> RegistryImport:
    """Put a checked import away unapplied. Raises :class:`StateConflict`, :class:`VersionMismatch`."""
    imported = _take(session, actor, import_id, "discard", version)
    imported.state = ImportState.DISCARDED
    imported.version += 1
    session.flush()
    _note(session, actor, imported, "cards.registry_discarded")
    return imported


def revert(
    session: Session, actor: Actor, import_id: UUID, reason: str, *, version: int | None = None
) -> RegistryImport:
    """
    Take an applied import back: its events are voided, never deleted, and every card stands where it would without.

    What another applied import says too stays, and is that import's from then on. Raises :class:`StateConflict`,
    :class:`VersionMismatch`, and :class:`RevertExpired` after the days of ``submission_revert_days`` (30).
    """
    imported = _take(session, actor, import_id, "revert", version)
    days = int(setting(session, imported.region_code, "submission_revert_days", today(imported.region_code)))
    if imported.applied_at is None or now() > imported.applied_at + timedelta(days=days):
        raise RevertExpired(days=days)
    named = {student_id for _, _, student_id in queries.events_of(session, imported.id)}
    people = queries.wherever(session, named)
    events = [event for event in queries.events_of(session, imported.id) if event[2] in people]
    kept = queries.said_again(session, imported.id, [event_id for event_id, _, _ in events])
    _hand_on(session, kept)
    gone = [event for event in events if event[0] not in kept]
    _void(session, actor, [(id, status, people[owner]) for id, status, owner in gone], reason)
    imported.state, imported.reverted_at, imported.reason = ImportState.REVERTED, now(), reason
    imported.version += 1
    session.flush()
    _note(session, actor, imported, "cards.registry_reverted", voided=len(gone), kept=len(kept))
    _follow(session, actor, imported, people.values())
    return imported


def _take(session: Session, actor: Actor, import_id: UUID, move: str, version: int | None) -> RegistryImport:
    """The import, locked, if ``move`` is possible now and ``version`` (when told) is its present one."""
    imported = queries.get(session, actor, import_id, lock=True)
    if version is not None and imported.version != version:
        raise VersionMismatch
    if move not in MOVES[imported.state]:
        raise StateConflict(state=imported.state.value, allowed=MOVES[imported.state])
    return imported


def _plan(session: Session, actor: Actor, region_code: str, judged: Sequence[Judged], *, lock: bool) -> Plan:
    """What rows would do. With ``lock`` nobody changes these people's cards until it is done."""
    keys = keys_of(session)
    hashes = [keys.blind("nik", row.word.nik) if row.enters and row.word.nik else None for row in judged]
    holders = queries.holders(session, actor, region_code, (h for h in hashes if h is not None), lock=lock)
    told = queries.told(session, (person.id for person in holders.values()))
    laws = queries.LawBook(session, {person.region_code for person in holders.values()})
    return plan(judged, [holders.get(h) if h else None for h in hashes], told, laws.on)


def _count(imported: RegistryImport, planned: Plan) -> dict[str, int]:
    counts = planned.counts()
    for name, value in counts.items():
        setattr(imported, name, value)
    return counts


# --- carrying out ----------------------------------------------------------------------------------------------


def _carry_out(session: Session, actor: Actor, imported: RegistryImport, planned: Plan) -> None:
    imported.state, imported.applied_at = ImportState.APPLIED, now()
    session.flush()
    rows = [_event_row(actor, imported, new) for new in planned.events]
    insert_rows(session, CardEvent, rows)
    data = [
        {"event_id": str(new.told.id), "step": rules.plain_code(new.told.status), "source": SOURCE, "flags": new.flags}
        for new in planned.events
    ]
    journal.write_many(
        session,
        actor,
        "cards.event_added",
        "student",
        [
            (new.person.id, new.person.region_code, new.person.school_id, told)
            for new, told in zip(planned.events, data, strict=True)
        ],
    )
    _follow(session, actor, imported, [line.person for line in planned.lines if line.person is not None])


def _event_row(actor: Actor, imported: RegistryImport, new: NewEvent) -> dict[str, Any]:
    return {
        "id": new.told.id,
        "region_code": new.person.region_code,
        "student_id": new.person.id,
        "status": new.told.status,
        "rank": rules.rank_of(new.told.status),
        "state": rules.state_of(new.told.status),
        "occurred_at": new.told.occurred_at,
        "occurred_on": new.told.occurred_on,
        "recorded_at": imported.applied_at,
        "source": SOURCE,
        "reason": None,
        "document": None,
        "flags": new.flags,
        "account_id": actor.account_id,
        "import_id": imported.id,
        "voided_by": None,
    }


def _follow(session: Session, actor: Actor, imported: RegistryImport, people: Iterable[Person]) -> None:
    """Where cards stand now, and what the office must look into because of it."""
    regions = {imported.region_code} if imported.region_code.count(".") else set()
    ids: set[UUID] = set()
    for person in people:
        ids.add(person.id)
        regions.add(person.region_code)
    project_many(session, ids)
    centre.answer_unconfirmed(session, actor, ids)
    for region_code in sorted(regions):
        centre.note_unknown_at_centre(session, actor, region_code)


def _hand_on(session: Session, kept: dict[UUID, UUID]) -> None:
    if kept:
        session.execute(update(CardEvent), [{"id": id, "import_id": other} for id, other in sorted(kept.items())])


def _void(session: Session, actor: Actor, events: Sequence[tuple[UUID, str, Person]], reason: str) -> None:
    voids = [
        {"id": new_id(), "card_event_id": id, "reason": reason, "account_id": actor.account_id, "created_at": now()}
        for id, _, _ in events
    ]
    if not voids:
        return
    session.execute(insert(CardEventVoid), voids)
    session.execute(update(CardEvent), [{"id": void["card_event_id"], "voided_by": void["id"]} for void in voids])
    journal.write_many(
        session,
        actor,
        "cards.event_voided",
        "student",
        [
            (
                person.id,
                person.region_code,
                person.school_id,
                {"event_id": str(id), "step": rules.plain_code(status), "void_id": str(void["id"])},
            )
            for (id, status, person), void in zip(events, voids, strict=True)
        ],
    )


# --- keeping ---------------------------------------------------------------------------------------------------


def _store_new(session: Session, imported: RegistryImport, planned: Plan, sheet: str | None) -> None:
    keys, applied = keys_of(session), imported.state is ImportState.APPLIED
    rows: list[dict[str, Any]] = []
    for position, line in enumerate(planned.lines):
        id = new_id()
        content = {"word": line.judged.word.as_json(), "nik_cell": line.judged.nik_cell}
        key_id, sealed = keys.seal_json(content, place("registry_import_rows", "sealed", id))
        rows.append(
            row_of(line if applied else unapplied(line))
            | {
                "id": id,
                "import_id": imported.id,
                "position": position,
                "row": line.judged.row,
                "sheet": sheet,
                "sealed_key_id": key_id,
                "sealed": sealed,
            }
        )
    insert_rows(session, RegistryImportRow, rows)


def _store_again(session: Session, stored: Sequence[RegistryImportRow], planned: Plan) -> None:
    """Bring the verdicts of kept rows up to date."""
    if stored:
        pairs = zip(stored, planned.lines, strict=True)
        session.execute(update(RegistryImportRow), [{"id": row.id} | row_of(line) for row, line in pairs])
        session.flush()


def _note(session: Session, actor: Actor, imported: RegistryImport, kind: str, **more: int) -> None:
    counted = ("total", "created", "unchanged", "rejected", "ignored", "warnings")
    journal.write(
        session,
        actor,
        kind,
        "registry_import",
        imported.id,
        region_code=None if imported.region_code == NATION else imported.region_code,
        data={name: getattr(imported, name) for name in counted} | more,
    )

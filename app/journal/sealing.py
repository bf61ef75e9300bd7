"""
The sealer: gives committed lines their place in the one order that readers follow, and chains them.

Transactions overlap, so neither time nor id says in which order lines became visible. The sealer takes what is
committed and has no position yet, in the order of ids, and gives it the next positions. Ids are made after the
subject's row is locked: of two lines about one subject the former is committed before the latter's id is made, so it
is in the same look or in an earlier one, and stands before it.

It looks above a *floor* only: below it nothing was left, and nothing can still come, since every transaction that is
open began above it. :func:`sweep` looks below all the same, for a line whose maker's clock went wrong.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, exists, func, select, text

from app.core.bulk import insert_rows
from app.core.clock import now
from app.core.db import Database, insert_into, keys_of
from app.core.ids import first_id, time_of
from app.journal import chain
from app.journal.models import Block, Head, JournalLine, Position

BLOCK = 1000
"""Lines in one block at most."""
_SKEW = timedelta(seconds=5)
"""By how much the clocks of the machines that write may differ, without a line having to wait for the next sweep."""
_SWEEP = 20_000


def seal(session: Session) -> int:
    """
    Seal what is committed, one block of it at most; returns how many lines.

    One at a time: whoever comes while another seals finds the head locked, seals nothing and does not wait.
    """
    head = _head(session)
    if head is None:
        return 0
    safe = _safe_floor(session)
    lines = session.exec(
        select(JournalLine)
        .where(col(JournalLine.id) > head.floor, _unsealed())
        .order_by(col(JournalLine.id))
        .limit(BLOCK)
    ).all()
    if not lines:
        return 0
    floor = max(head.floor, min(safe, lines[-1].id) if len(lines) == BLOCK else safe)
    _chain(session, head, lines, floor)
    return len(lines)


def pending(session: Session) -> tuple[int, float]:
    """The last position given, and for how many seconds the oldest line above the floor has waited for one."""
    head = session.get(Head, 1) or Head()
    waiting = session.exec(
        select(JournalLine.id)
        .where(col(JournalLine.id) > head.floor, _unsealed())
        .order_by(col(JournalLine.id))
        .limit(1)
    ).first()
    if waiting is None:
        return head.position, 0.0
    return head.position, max(0.0, (now() - time_of(waiting)).total_seconds())


def seal_all(database: Database) -> int:
    """Seal until nothing is left. Looks first: a database with one writer is not kept from its work for nothing."""
    sealed = 0
    while True:
        with database.read() as session:
            head = session.get(Head, 1) or Head()
            waits = session.exec(
                select(JournalLine.id).where(col(JournalLine.id) > head.floor, _unsealed()).limit(1)
            ).first()
        if waits is None:
            return sealed
        with database.write() as session:
            found = seal(session)
        if not found:
            return sealed
        sealed += found


def sweep(database: Database, since: datetime | None = None) -> bool:
    """
    Look for lines that came in below the floor; if there are any, lower it to them and say so.

    From ``since`` on, or everything. A line can only lie there when a clock was off by more than the floor allows for,
    or when somebody put it there: :mod:`app.journal.verifying` tells of it.
    """
    after = first_id(since) if since else UUID(int=0)
    while True:
        with database.read() as session:
            head = session.get(Head, 1) or Head()
            ids = session.exec(
                select(JournalLine.id, _sealed())
                .where(col(JournalLine.id) > after, col(JournalLine.id) <= head.floor)
                .order_by(col(JournalLine.id))
                .limit(_SWEEP)
            ).all()
        missed = next((id for id, sealed in ids if not sealed), None)
        if missed is not None:
            break
        if len(ids) < _SWEEP:
            return False
        after = ids[-1][0]
    with database.write() as session:
        present = _head(session)
        if present is None:
            return False
        present.floor = min(present.floor, UUID(int=missed.int - 1))
        present.seal = chain.head_seal(keys_of(session), present)
    return True


def _sealed() -> ColumnElement[bool]:
    return exists().where(col(Position.line_id) == col(JournalLine.id))


def _unsealed() -> ColumnElement[bool]:
    return ~_sealed()


def _head(session: Session) -> Head | None:
    """The head, locked; ``None`` while another holds it. The first to seal makes it."""
    locked = select(Head).where(col(Head.id) == 1).with_for_update(skip_locked=True)
    head = session.exec(locked).one_or_none()
    if head is None and session.get(Head, 1) is None:
        new = Head()
        new.seal = chain.head_seal(keys_of(session), new)
        session.execute(insert_into(session, Head).values(new.model_dump()).on_conflict_do_nothing())
        head = session.exec(locked).one_or_none()
    return head


def _safe_floor(session: Session) -> UUID:
    """
    Below this no line can still come: nobody who may yet commit began before it.

    On SQLite nobody else is writing while this transaction is. Asked before the look for lines: who commits in between
    is seen by that look, who begins in between makes younger ids.
    """
    oldest = now()
    if session.get_bind().dialect.name == "postgresql":
        began = session.exec(
            select(func.min(text("xact_start")))
            .select_from(text("pg_stat_activity"))
            .where(text("datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"))
        ).one()
        oldest = min(oldest, began.astimezone(UTC)) if began else oldest
    return first_id(oldest - _SKEW)


def _chain(session: Session, head: Head, lines: Sequence[JournalLine], floor: UUID) -> None:
    keys = keys_of(session)
    first = head.position + 1
    before = session.get(Block, head.block)
    digests = [chain.line_digest(keys, position, line) for position, line in enumerate(lines, start=first)]
    block = Block(
        number=head.block + 1,
        first_position=first,
        last_position=first + len(lines) - 1,
        # What a sweep found lies below: the promise of the former blocks stands, and the new line breaks it.
        floor=max(floor, before.floor) if before else floor,
        sealed_at=now(),
        hash="",
    )
    block.hash = chain.block_hash(keys, head.block_hash, block, digests)
    insert_rows(
        session,
        Position,
        [
            {"position": position, "line_id": line.id, "digest": digest}
            for position, (line, digest) in enumerate(zip(lines, digests, strict=True), start=first)
        ],
    )
    session.add(block)
    head.position, head.block, head.block_hash, head.floor = block.last_position, block.number, block.hash, floor
    head.seal = chain.head_seal(keys, head)
    session.flush()

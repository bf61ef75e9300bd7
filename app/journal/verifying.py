"""Whether the journal is what the program wrote: every edit, loss, addition and exchange behind its back is found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, exists, select

from app.core.crypto import KeyRing
from app.core.db import keys_of
from app.core.ids import time_of
from app.journal import chain
from app.journal.models import Block, Head, JournalLine, Position

_SLICE = 2000
_AHEAD = timedelta(minutes=1)
"""A line may not have been made later than it was sealed, but for clocks that differ."""


class Flaw(StrEnum):
    LINE_MISSING = "line_missing"
    LINE_CHANGED = "line_changed"
    LINE_ADDED = "line_added"
    """It lies where, when its neighbours were sealed, no line was left and none could still come."""
    LINE_AHEAD = "line_ahead"
    """It says that it was made after it was sealed."""
    POSITION_GAP = "position_gap"
    POSITION_UNSEALED = "position_unsealed"
    """Of no block."""
    BLOCK_GAP = "block_gap"
    BLOCK_CHANGED = "block_changed"
    HEAD_MISSING = "head_missing"
    HEAD_CHANGED = "head_changed"
    TAIL_CUT = "tail_cut"
    """The head tells of more than there is."""
    UNEXPECTED = "unexpected"
    """The place that somebody noted earlier does not lie on this chain."""


@dataclass(frozen=True, slots=True)
class Finding:
    flaw: Flaw
    place: int | None = None
    """A position, or the number of a block."""
    line_id: UUID | None = None


@dataclass(slots=True)
class Report:
    lines: int = 0
    blocks: int = 0
    mark: str = ""
    """``POSITION:HASH`` of the head, to be noted elsewhere: a chain that was remade as a whole does not hold it."""
    findings: list[Finding] = field(default_factory=list)

    def add(self, flaw: Flaw, place: int | None = None, line_id: UUID | None = None) -> None:
        self.findings.append(Finding(flaw, place, line_id))


def verify(session: Session, *, expect: str | None = None) -> Report:
    """
    Check the whole chain, in one view of the database. ``expect`` is a mark noted earlier.

    What no keyless chain can tell: a line written with the program's own rights and the present time is a line; and a
    line taken away within the seconds before it was sealed was never there.
    """
    if session.get_bind().dialect.name == "postgresql" and not session.in_transaction():
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    report, keys = Report(), keys_of(session)
    last, marks = _blocks(session, keys, report)
    _head(session, keys, report, last)
    _added(session, report, last)
    if expect is not None and expect not in marks:
        report.add(Flaw.UNEXPECTED)
    return report


def _blocks(session: Session, keys: KeyRing, report: Report) -> tuple[Block | None, set[str]]:
    """Walk along blocks and positions; returns the last block and every mark that lies on the chain."""
    places = _Places(session, keys, report)
    before: Block | None = None
    marks: set[str] = set()
    for block in session.exec(select(Block).order_by(col(Block.number))).yield_per(_SLICE):
        number, position = (before.number, before.last_position) if before else (0, 0)
        if block.number != number + 1 or block.first_position != position + 1:
            report.add(Flaw.BLOCK_GAP, block.number)
        digests = places.of(block, before)
        if chain.block_hash(keys, before.hash if before else "", block, digests) != block.hash:
            report.add(Flaw.BLOCK_CHANGED, block.number)
        marks.add(f"{block.last_position}:{block.hash}")
        before = block
        report.blocks += 1
    places.rest()
    return before, marks


class _Places:
    """The positions in order, each with its line, taken block by block."""

    def __init__(self, session: Session, keys: KeyRing, report: Report) -> None:
        self._keys, self._report = keys, report
        self._rows = self._read(session)
        self._next = next(self._rows, None)
        self._expected = 1

    @staticmethod
    def _read(session: Session) -> Iterator[tuple[Position, JournalLine | None]]:
        after = None
        while True:
            statement = select(Position, JournalLine).outerjoin(
                JournalLine, col(JournalLine.id) == col(Position.line_id)
            )
            if after is not None:
                statement = statement.where(col(Position.position) > after)
            rows = session.exec(statement.order_by(col(Position.position)).limit(_SLICE)).all()
            yield from rows
            if len(rows) < _SLICE:
                return
            after = rows[-1][0].position
            session.expunge_all()

    def of(self, block: Block, before: Block | None) -> Sequence[str]:
        digests = []
        while self._next is not None and self._next[0].position <= block.last_position:
            digests.append(self._check(block, before))
        return digests

    def rest(self) -> None:
        while self._next is not None:
            self._report.add(Flaw.POSITION_UNSEALED, self._next[0].position, self._next[0].line_id)
            self._next = next(self._rows, None)

    def _check(self, block: Block, before: Block | None) -> str:
        assert self._next is not None  # noqa: S101
        (place, line), add = self._next, self._report.add
        if place.position != self._expected:
            add(Flaw.POSITION_GAP, place.position)
        if line is None:
            add(Flaw.LINE_MISSING, place.position, place.line_id)
        elif chain.line_digest(self._keys, place.position, line) != place.digest:
            add(Flaw.LINE_CHANGED, place.position, place.line_id)
        elif before is not None and line.id <= before.floor:
            add(Flaw.LINE_ADDED, place.position, line.id)
        elif time_of(line.id) > block.sealed_at + _AHEAD:
            add(Flaw.LINE_AHEAD, place.position, line.id)
        self._expected = place.position + 1
        self._report.lines += 1
        self._next = next(self._rows, None)
        return place.digest


def _head(session: Session, keys: KeyRing, report: Report, last: Block | None) -> None:
    head = session.get(Head, 1)
    if head is None:
        if last is not None or session.exec(select(JournalLine.id).limit(1)).first() is not None:
            report.add(Flaw.HEAD_MISSING)
        return
    report.mark = f"{head.position}:{head.block_hash}"
    if chain.head_seal(keys, head) != head.seal:
        report.add(Flaw.HEAD_CHANGED)
    told = (head.block, head.position, head.block_hash)
    if told != ((last.number, last.last_position, last.hash) if last else (0, 0, "")):
        report.add(Flaw.TAIL_CUT, head.position)


def _added(session: Session, report: Report, last: Block | None) -> None:
    """Lines without a position, where there could be none any more."""
    if last is None:
        return
    sealed = exists().where(col(Position.line_id) == col(JournalLine.id))
    after = UUID(int=0)
    while True:
        ids = session.exec(
            select(JournalLine.id)
            .where(col(JournalLine.id) > after, col(JournalLine.id) <= last.floor, ~sealed)
            .order_by(col(JournalLine.id))
            .limit(_SLICE)
        ).all()
        for id in ids:
            report.add(Flaw.LINE_ADDED, None, id)
        if len(ids) < _SLICE:
            return
        after = ids[-1]

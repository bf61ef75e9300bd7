"""What somebody with the database alone can do to the journal: edits, deletions, insertions and exchanges."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, func, insert, select, update
from sqlmodel import Session

from app.core.bulk import insert_rows
from app.core.clock import frozen, now
from app.core.db import Database
from app.core.ids import first_id, new_id
from app.journal import sealing
from app.journal.models import Block, Head, JournalLine, Position
from app.journal.verifying import verify

LINES: Table = JournalLine.__table__  # type: ignore[attr-defined]
PLACES: Table = Position.__table__  # type: ignore[attr-defined]
BLOCKS: Table = Block.__table__  # type: ignore[attr-defined]
HEADS: Table = Head.__table__  # type: ignore[attr-defined]


def write_history(database: Database, lines: int, blocks: int) -> None:
    """
    A sealed journal of some length. Each block was sealed half a minute after its lines were written, as if hours lay
    between the blocks: all of it lies below the floor.
    """
    each = lines // blocks
    began = now() - timedelta(hours=blocks + 1)
    for number in range(blocks):
        at = began + timedelta(hours=number)
        made = [UUID(int=first_id(at).int | 0x7 << 76 | n << 64 | 0b10 << 62 | n) for n in range(each)]
        with database.write() as session:
            rows = [
                JournalLine(
                    id=id, at=at, role="dukcapil_officer", kind="visits.changed", subject_type="visit",
                    subject_id=new_id(), region_code="63.11", data={"subject": number * each + n},
                )
                for n, id in enumerate(made)
            ]  # fmt: skip
            insert_rows(session, JournalLine, [row.model_dump() for row in rows])
        with frozen(at + timedelta(seconds=30)), database.write() as session:
            assert sealing.seal(session) == each


class Tamperer:
    """Does one random thing to a journal and says what; each is certain to change something."""

    def __init__(self, session: Session, chance: random.Random) -> None:
        self._session, self._chance = session, chance
        self._ids = list(session.execute(select(LINES.c.id).order_by(LINES.c.id)).scalars())
        self._last = session.execute(select(func.max(PLACES.c.position))).scalar_one()
        self._blocks = session.execute(select(func.max(BLOCKS.c.number))).scalar_one()
        self.ways: list[Callable[[], str]] = [
            self.edit_line, self.delete_line, self.insert_line, self.swap_lines, self.edit_place, self.delete_place,
            self.insert_place, self.swap_places, self.edit_block, self.delete_block, self.insert_block,
            self.swap_blocks, self.cut_tail, self.edit_head, self.delete_head, self.line_and_place,
        ]  # fmt: skip

    def __call__(self) -> str:
        return self._chance.choice(self.ways)()

    def _do(self, statement: Any) -> None:
        # A driver that cannot count says -1; only a certain nothing is nothing.
        assert self._session.execute(statement).rowcount != 0  # type: ignore[attr-defined]

    def _line(self, id: UUID) -> dict[str, Any]:
        return dict(self._session.execute(select(LINES).where(LINES.c.id == id)).mappings().one())

    def edit_line(self) -> str:
        id = self._chance.choice(self._ids)
        line = self._line(id)
        column, value = self._chance.choice(
            [
                ("at", line["at"] + timedelta(microseconds=self._chance.randint(1, 10**9))),
                ("actor_id", new_id()),
                ("role", "school"),
                ("kind", "visits.cancelled"),
                ("subject_type", "team"),
                ("subject_id", new_id()),
                ("school_id", new_id()),
                ("region_code", "63.08"),
                ("request_id", "another"),
                ("data", {**line["data"], "subject": self._chance.randint(10**6, 10**9)}),
            ]
        )
        self._do(update(LINES).where(LINES.c.id == id).values({column: value}))
        return f"edited {column} of a line"

    def delete_line(self) -> str:
        self._do(delete(LINES).where(LINES.c.id == self._chance.choice(self._ids)))
        return "deleted a line"

    def insert_line(self) -> str:
        near = self._chance.choice(self._ids)
        id = UUID(int=near.int ^ self._chance.randint(1, 2**62 - 1))
        self._do(insert(LINES).values({**self._line(near), "id": id}))
        return "inserted a line"

    def swap_lines(self) -> str:
        one, other = self._chance.sample(self._ids, 2)
        first, second = self._line(one), self._line(other)
        self._do(update(LINES).where(LINES.c.id == one).values({**second, "id": one}))
        self._do(update(LINES).where(LINES.c.id == other).values({**first, "id": other}))
        return "exchanged two lines"

    def _position(self) -> int:
        return self._chance.randint(1, self._last)

    def edit_place(self) -> str:
        values = self._chance.choice(
            [{"line_id": new_id()}, {"digest": "0" * 64}, {"position": self._last + self._chance.randint(1, 99)}]
        )
        self._do(update(PLACES).where(PLACES.c.position == self._position()).values(values))
        return f"edited {next(iter(values))} of a position"

    def delete_place(self) -> str:
        self._do(delete(PLACES).where(PLACES.c.position == self._position()))
        return "deleted a position"

    def insert_place(self) -> str:
        self._do(insert(PLACES).values(position=self._last + 1, line_id=new_id(), digest="0" * 64))
        return "inserted a position"

    def swap_places(self) -> str:
        one, other = self._chance.sample(range(1, self._last + 1), 2)
        self._exchange(PLACES, PLACES.c.position, one, other)
        return "exchanged two positions"

    def _exchange(self, table: Table, key: Any, one: int, other: int) -> None:
        for now_at, then_at in ((one, -1), (other, one), (-1, other)):
            self._do(update(table).where(key == now_at).values({key.name: then_at}))

    def _number(self) -> int:
        return self._chance.randint(1, self._blocks)

    def edit_block(self) -> str:
        number = self._number()
        block = self._session.execute(select(BLOCKS).where(BLOCKS.c.number == number)).mappings().one()
        column, value = self._chance.choice(
            [
                ("first_position", block["first_position"] + 1),
                ("last_position", block["last_position"] - 1),
                ("floor", UUID(int=block["floor"].int + self._chance.choice([-1, 1]))),
                ("sealed_at", block["sealed_at"] + timedelta(microseconds=1)),
                ("hash", "f" * 64),
                ("number", self._blocks + self._chance.randint(1, 9)),
            ]
        )
        self._do(update(BLOCKS).where(BLOCKS.c.number == number).values({column: value}))
        return f"edited {column} of a block"

    def delete_block(self) -> str:
        self._do(delete(BLOCKS).where(BLOCKS.c.number == self._number()))
        return "deleted a block"

    def insert_block(self) -> str:
        last = dict(self._session.execute(select(BLOCKS).where(BLOCKS.c.number == self._blocks)).mappings().one())
        self._do(insert(BLOCKS).values({**last, "number": self._blocks + 1, "first_position": self._last + 1}))
        return "inserted a block"

    def swap_blocks(self) -> str:
        one, other = self._chance.sample(range(1, self._blocks + 1), 2)
        self._exchange(BLOCKS, BLOCKS.c.number, one, other)
        return "exchanged two blocks"

    def cut_tail(self) -> str:
        """Lines, positions and blocks at the end, all that belongs together."""
        number = self._number()
        first = self._session.execute(select(BLOCKS.c.first_position).where(BLOCKS.c.number == number)).scalar_one()
        gone = select(PLACES.c.line_id).where(PLACES.c.position >= first)
        self._do(delete(LINES).where(LINES.c.id.in_(gone)))
        self._do(delete(PLACES).where(PLACES.c.position >= first))
        self._do(delete(BLOCKS).where(BLOCKS.c.number >= number))
        if number > 1 and self._chance.random() < 0.5:
            last = self._session.execute(select(BLOCKS).where(BLOCKS.c.number == number - 1)).mappings().one()
            told = {"position": last["last_position"], "block": last["number"], "block_hash": last["hash"]}
            self._do(update(HEADS).values(told))
            return "cut the tail off and set the head back"
        return "cut the tail off"

    def edit_head(self) -> str:
        column, value = self._chance.choice(
            [
                ("position", self._last + 1),
                ("block", 1),
                ("block_hash", "0" * 64),
                ("seal", "0" * 64),
                ("floor", UUID(int=1)),
            ]
        )
        self._do(update(HEADS).values({column: value}))
        return f"edited {column} of the head"

    def delete_head(self) -> str:
        self._do(delete(HEADS))
        return "deleted the head"

    def line_and_place(self) -> str:
        """A line with its position, the gap closed behind it: tidy, and yet."""
        gone = self._position()
        line_id = self._session.execute(select(PLACES.c.line_id).where(PLACES.c.position == gone)).scalar_one()
        self._do(delete(LINES).where(LINES.c.id == line_id))
        self._do(delete(PLACES).where(PLACES.c.position == gone))
        for position in range(gone + 1, self._last + 1):
            self._do(update(PLACES).where(PLACES.c.position == position).values(position=position - 1))
        return "deleted a line and closed the gap"


def tamper(database: Database, times: int, seed: int) -> Counter[str]:
    """Do one thing, look, undo it; says how often each thing was done. Fails with what was not found."""
    chance, done = random.Random(seed), Counter[str]()
    for _ in range(times):
        with database.trial() as session:
            what = Tamperer(session, chance)()
            assert verify(session).findings, f"not found: {what}"
            done[what] += 1
            session.rollback()
    return done

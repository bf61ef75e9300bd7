"""Reading the journal on, in turns: one reader of a name at a time, from where the last one stopped."""

from collections.abc import Callable

from sqlmodel import Session, col, select

from app.core.db import Database, insert_into
from app.journal.models import Head, TailReader

Hear = Callable[[Session, int], int]
"""Takes what follows a position, and says up to where it has."""


def follow(database: Database, name: str, hear: Hear, *, within: float | None = None) -> bool:
    """
    Let ``hear`` read on from where the reader of this name stands; says whether there may be more.

    What follows from the lines and the new place are one transaction: after a crash the same lines are read again, and
    none is passed over. Whoever comes while another reads does nothing and does not wait. ``within``: as of
    :meth:`Database.write`.
    """
    with database.read() as session:
        reader, head = session.get(TailReader, name), session.get(Head, 1)
        if head is None or (reader is not None and reader.position >= head.position):
            return False
    with database.write(within=within) as session:
        session.execute(insert_into(session, TailReader).values({"name": name, "position": 0}).on_conflict_do_nothing())
        held = lock(session, name)
        if held is None:
            return False
        before, held.position = held.position, hear(session, held.position)
        session.flush()
        return held.position > before


def lock(session: Session, name: str, *, wait: bool = False) -> TailReader | None:
    """The reader, locked until the transaction ends; ``None`` where there is none or, without ``wait``, it is taken."""
    statement = select(TailReader).where(col(TailReader.name) == name).with_for_update(skip_locked=not wait)
    return session.exec(statement.execution_options(populate_existing=True)).one_or_none()

"""
What one would write in an afternoon: plain FastAPI and SQLModel, insert-commit-refresh per request, no rules.

The baseline that our service is compared with, on the same database and the same work.
"""

import os
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Depends, FastAPI
from sqlalchemy import Engine
from sqlmodel import Field, Session, SQLModel, create_engine


@cache
def engine() -> Engine:
    """Of the server's own environment: the process that only starts servers has no database named."""
    return create_engine(os.environ["SWEET17_DATABASE_URL"])


class Outcome(Enum):
    recorded = "recorded"
    failed = "failed"


class PlainRecording(SQLModel, table=True):
    id: UUID = Field(primary_key=True)
    student_id: UUID = Field(index=True)
    outcome: Outcome
    captured_at: datetime
    device_id: str
    offline: bool


class Pupil(SQLModel):
    id: UUID
    school_id: UUID
    name: str
    nisn: str
    birth_date: date
    class_group: str
    status: str
    recorded: str
    version: int


PUPILS = [
    Pupil(
        id=uuid4(),
        school_id=uuid4(),
        name=f"MURID {n}",
        nisn=f"{n:010}",
        birth_date=date(2009, 1, 15),
        class_group="XI IPA 1",
        status="active",
        recorded="no",
        version=1,
    )
    for n in range(50)
]


class PlainBatch(SQLModel):
    items: list[PlainRecording]


def session() -> Iterator[Session]:
    with Session(engine()) as opened:
        yield opened


SessionDep = Annotated[Session, Depends(session)]


def create_app() -> FastAPI:
    app = FastAPI()
    SQLModel.metadata.create_all(engine(), tables=[SQLModel.metadata.tables["plainrecording"]])

    @app.get("/healthz")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/floor", status_code=201)
    def floor(body: PlainRecording) -> dict[str, str]:
        """The same route without a database."""
        return {"id": str(body.id)}

    @app.get("/list")
    def listed() -> list[Pupil]:
        """A list of as many pupils without a database."""
        return PUPILS

    @app.post("/recordings", status_code=201)
    def record(body: PlainRecording, session: SessionDep) -> PlainRecording:
        row = _row(body)
        session.add(row)
        session.commit()
        session.refresh(row)
        return row

    @app.post("/recordings/batch")
    def record_batch(body: PlainBatch, session: SessionDep) -> list[PlainRecording]:
        rows = [_row(item) for item in body.items]
        session.add_all(rows)
        session.commit()
        for row in rows:
            session.refresh(row)
        return rows

    return app


def _row(sent: PlainRecording) -> PlainRecording:
    # Tables do not validate: what came as text must become what it is.
    return PlainRecording(
        id=UUID(str(sent.id)),
        student_id=UUID(str(sent.student_id)),
        outcome=Outcome(sent.outcome),
        captured_at=datetime.fromisoformat(str(sent.captured_at)),
        device_id=sent.device_id,
        offline=sent.offline,
    )

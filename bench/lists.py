"""
Student lists: ours, checked and applied, against what one would write in an afternoon and that only inserts.

``python -m bench lists`` runs this part alone. The child process that reads a file starts anew for each; how long that
takes is measured with a file that is refused at once, and told apart.
"""

import statistics
import tempfile
import time
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Annotated, Any
from uuid import UUID, uuid4

import httpx
from fastapi import Depends, FastAPI, UploadFile
from python_calamine import CalamineWorkbook
from sqlmodel import Field, Session, SQLModel

from app.core.settings import Settings
from bench import baseline
from bench.machine import Budget, keep, resident_mib, show
from tests.support import list_maker as maker
from tests.support.list_checks import LAYOUTS
from tests.support.servers import durable_installation, serve, tokens_for
from tests.support.world import World

SMALL, LISTS, LARGE = 1_000, 5, 20_000
BUDGETS = (
    Budget("1,000 rows / plain insert", 1.0, at_most=True),
    Budget("20,000 rows, s", 10.0, at_most=True),
    Budget("20,000 rows, MiB grown", 200.0, at_most=True),
)
_FIRST_ROW = 6
_COLUMNS = {"name": 1, "sex": 3, "nisn": 4, "birth_place": 5, "birth_date": 6, "nik": 7}


class PlainStudent(SQLModel, table=True):
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str
    sex: str
    nisn: str = Field(index=True)
    birth_place: str
    birth_date: date
    nik: str = Field(index=True)


def create_plain() -> FastAPI:
    """Plain FastAPI and SQLModel: the rows of a workbook into one table, with no question asked."""
    app = FastAPI()
    SQLModel.metadata.create_all(baseline.engine(), tables=[SQLModel.metadata.tables["plainstudent"]])

    @app.get("/healthz")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/lists", status_code=201)
    def upload(file: UploadFile, session: Annotated[Session, Depends(baseline.session)]) -> dict[str, int]:
        rows = CalamineWorkbook.from_filelike(BytesIO(file.file.read())).get_sheet_by_index(0).to_python()
        pupils = [{name: row[at] for name, at in _COLUMNS.items()} for row in rows[_FIRST_ROW:]]
        session.add_all([PlainStudent.model_validate({n: _text(v) for n, v in pupil.items()}) for pupil in pupils])
        session.commit()
        return {"created": len(pupils)}

    return app


def _text(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def books(seed: int, count: int, each: int) -> list[bytes]:
    """Workbooks as Dapodik writes them, of pupils who have as many names as so many people have."""
    rows, rng = maker.cases(seed, count * each), Random(seed)
    syllables = ("BA", "DI", "GU", "HA", "JO", "KI", "LU", "MA", "NO", "RI", "SE", "TA", "WU", "YA")
    for case in rows:
        case.put("name", " ".join("".join(rng.choices(syllables, k=3)) for _ in range(3)))
    return [LAYOUTS["dapodik"].write(rows[n * each : (n + 1) * each]) for n in range(count)]


def _send(client: httpx.Client, to: str, book: bytes, *, wanted: int) -> float:
    started = time.perf_counter()
    answer = client.post(to, files={"file": ("daftar.xlsx", book)})
    took = time.perf_counter() - started
    if wanted and (answer.status_code, answer.json().get("created")) != (201, wanted):
        raise RuntimeError(f"{to} answered {answer.status_code}: {answer.text[:300]}")
    return took


def measure(settings: Settings, world: World) -> dict[str, float]:
    small, large = books(901, LISTS + 1, SMALL), books(902, 1, LARGE)[0]
    token = tokens_for(settings, world)["officer"]
    headers = {"authorization": f"Bearer {token}"}
    to = {name: f"/v1/schools/{world.schools[name]}/submissions" for name in ("paringin", "halong")}
    with (
        serve(settings, factory="bench.lists:create_plain") as plain,
        httpx.Client(base_url=plain.url, timeout=120) as client,
    ):
        only_inserts = [_send(client, "/lists", book, wanted=SMALL) for book in small][1:]
    with serve(settings) as ours, httpx.Client(base_url=ours.url, headers=headers, timeout=120) as client:
        start = [_send(client, to["paringin"], b"PK\x03\x04", wanted=0) for _ in range(LISTS)]
        applied = [_send(client, to["paringin"], book, wanted=SMALL) for book in small][1:]
        before = resident_mib(ours.pid)
        took = _send(client, to["halong"], large, wanted=LARGE)
        grown = resident_mib(ours.pid) - before
    return {
        "plain_s": statistics.median(only_inserts),
        "reader_start_s": statistics.median(start),
        "ours_s": statistics.median(applied),
        "large_s": took,
        "large_grown_mib": grown,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as home, durable_installation(Path(home)) as (settings, world):
        told = measure(settings, world)
    found = {
        "1,000 rows / plain insert": (told["ours_s"] - told["reader_start_s"]) / told["plain_s"],
        "20,000 rows, s": told["large_s"],
        "20,000 rows, MiB grown": told["large_grown_mib"],
    }
    show(found, BUDGETS)
    keep("lists", found, BUDGETS, told)

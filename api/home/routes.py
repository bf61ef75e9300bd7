"""`/`, `/assets`, `/healthz`, `/readyz`"""

from decimal import Decimal
from pathlib import Path
from string import Template

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, HTMLResponse

from api.deps import DatabaseDep, SettingsDep
from api.schemas import Out
from app.coverage import front
from app.journal import sealing

router = APIRouter(tags=["home"])
_HERE = Path(__file__).parent


class HealthOut(Out):
    status: str


@router.get("/healthz")
def health() -> HealthOut:
    """The process lives."""
    return HealthOut(status="ok")


class ReadyOut(HealthOut):
    sealed_to: int
    """The last position of the journal that readers can follow to."""
    seal_lag_seconds: float
    """For how long the oldest line has waited for a position; beyond a minute, look after the jobs."""


@router.get("/readyz")
def ready(database: DatabaseDep) -> ReadyOut:
    """The process can work: its database answers; and how far behind the sealer is."""
    with database.read() as session:
        position, lag = sealing.pending(session)
    return ReadyOut(status="ok", sealed_to=position, seal_lag_seconds=round(lag, 3))


@router.get("/", include_in_schema=False)
def first_page(database: DatabaseDep, settings: SettingsDep) -> HTMLResponse:
    """What this is, and how far the region has come; without a person, without another host."""
    with database.read() as session:
        figures = front.figures(session)
    template = Template((_HERE / "page.html").read_text("utf-8"))
    return HTMLResponse(
        template.substitute(
            region=figures.region,
            year=figures.year,
            listed=_number(figures.listed),
            recorded=_number(figures.recorded),
            handed_over=_number(figures.handed_over),
            percent=_percent(figures.percent),
            width=min(figures.percent or 0, 100),
            demo="Semua siswa dan sebagian sekolah di sini rekaan." if figures.demo else "",
        )
    )


@router.get("/assets/page.css", include_in_schema=False)
def style() -> Response:
    return FileResponse(_HERE / "page.css", media_type="text/css")


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _percent(percent: Decimal | None) -> str:
    return "belum ada data" if percent is None else f"{percent:.2f}".replace(".", ",") + " %"

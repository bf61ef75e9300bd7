"""`/`, `/k`, `/assets/page.css`, `/healthz`, `/readyz`: what needs neither an account nor a script."""

from html import escape
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response

from api.deps import DatabaseDep, SettingsDep, SourceDep, TurnDep
from api.home import attaching, complaining, rendering, surveying
from api.home.rendering import words
from api.home.shell import Lang, page, script
from api.schemas import Out
from api.throttle import throttle
from app.cards import public as cards
from app.cards.public import UnknownSlip
from app.core.db import Database
from app.core.errors import TooManyRequests
from app.core.i18n import Language
from app.core.i18n import text as told
from app.core.paging import PageRequest
from app.core.settings import Settings
from app.coverage import front
from app.journal import sealing
from app.regions import queries as regions
from app.regions.requirements import RequirementGroup, requirements
from app.visits.announced import DAYS_AHEAD, announced

router = APIRouter(tags=["home"])
router.include_router(complaining.router)
router.include_router(attaching.router)
router.include_router(surveying.router)
_HERE = Path(__file__).parent
MOST_VISITS = 100
"""Listed on the first page; a regency has fewer in two months, and a search finds the others."""
Search = Annotated[str, Query(max_length=100)]


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
def first_page(
    request: Request, database: DatabaseDep, settings: SettingsDep, q: Search = "", lang: Lang = Language.INDONESIAN
) -> Response:
    """Where one's card is, when the team comes, what to bring, how far the region has come; without a person."""
    return page(request, lang, "/", *_first(database, lang, q), script=script(settings))


@router.get("/k", include_in_schema=False)
def slip_page(
    request: Request, database: DatabaseDep, settings: SettingsDep, lang: Lang = Language.INDONESIAN
) -> Response:
    """Where the QR of a slip leads. The code stands behind `#`, which only the page's script sees."""
    return _slip(request, database, settings, lang, "")


@router.post("/k", include_in_schema=False)
async def answer_slip(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    source: SourceDep,
    turn: TurnDep,
    code: Annotated[str, Form(max_length=64)] = "",
    lang: Annotated[Language, Form()] = Language.INDONESIAN,
) -> Response:
    """The same for a browser without script: what the form sends, answered as a page."""
    try:
        await throttle(turn, database, settings, source)
    except TooManyRequests as refusal:
        next_step = told(refusal.code, lang, **refusal.params)
        shown = _answer(lang, "unknown", words(lang)["throttled_title"], next_step)
        return await turn.read(lambda: _slip(request, database, settings, lang, shown, status=429))
    return await turn.read(lambda: _looked_up(request, database, settings, code, lang))


@router.get("/assets/page.css", include_in_schema=False)
def style(request: Request) -> Response:
    content, headers = rendering.squeezed((_HERE / "page.css").read_bytes(), request.headers.get("accept-encoding", ""))
    return Response(content, media_type="text/css", headers=headers | {"Cache-Control": "public, max-age=300"})


def _counted(lang: Language, counts: front.Counts | None) -> str:
    if counts is None:
        return f"<p>{escape(words(lang)['being_counted'])}</p>"
    return rendering.fill(
        "figures.html",
        lang,
        listed=rendering.number(lang, counts.listed),
        recorded=rendering.number(lang, counts.recorded),
        handed_over=rendering.number(lang, counts.handed_over),
        percent=rendering.percent(lang, counts.percent),
        width=str(min(counts.percent or 0, 100)),
    )


def _first(database: Database, lang: Language, q: str) -> tuple[str, str, str]:
    """The first page's title, region and content."""
    with database.read() as session:
        figures = front.figures(session)
        found = announced(session, PageRequest(limit=MOST_VISITS), region_code=figures.region_code, q=q)
        needed = requirements(session, figures.region_code, regions.today(figures.region_code), lang)
    said = words(lang)
    main = rendering.fill(
        "first.html",
        lang,
        lead=said["lead"].format(recording_age=needed.recording_age, card_age=needed.card_age),
        fee=escape(needed.fee),
        ask=rendering.ask(lang, scan=True),
        visits_about=said["visits_about"].format(days=DAYS_AHEAD),
        keep="" if lang is Language.INDONESIAN else rendering.field("lang", lang),
        q=escape(q),
        visits=rendering.visits(lang, found.items, searched=bool(q.strip()), more=found.next_cursor is not None),
        **{group.value: rendering.points(lang, needed.items, group) for group in RequirementGroup},
        voice=rendering.address(lang, "/lapor"),
        follow=rendering.address(lang, "/lapor/status"),
        survey=rendering.address(lang, "/s"),
        figures_title=said["figures_title"].format(year=figures.year),
        figures=_counted(lang, figures.counts),
        demo=said["demo"] if figures.demo else "",
    )
    return said["title"], figures.region, main


def _looked_up(request: Request, database: Database, settings: Settings, code: str, lang: Language) -> Response:
    try:
        with database.read() as session:
            found = cards.look(session, code, lang)
    except UnknownSlip as refusal:
        shown = _answer(lang, "unknown", words(lang)["unknown_title"], told(refusal.code, lang))
        return _slip(request, database, settings, lang, shown, status=404)
    shown = _answer(lang, found.card_state, found.title, found.next_step)
    return _slip(request, database, settings, lang, shown)


def _answer(lang: Language, state: str, title: str, next_step: str) -> str:
    return rendering.answer(lang, state=state, title=title, next_step=next_step)


def _slip(
    request: Request, database: Database, settings: Settings, lang: Language, shown: str, *, status: int = 200
) -> Response:
    with database.read() as session:
        region = front.region(session)[1]
    main = rendering.fill(
        "slip.html", lang, home=rendering.home(lang), answer=shown, ask=rendering.ask(lang, scan=False)
    )
    return page(request, lang, "/k", words(lang)["ask_title"], region, main, script=script(settings), status=status)

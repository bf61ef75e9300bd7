"""`/lapor`, `/lapor/status`: a complaint and its answer for anybody, without an account and without a script."""

from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from sqlmodel import Session

from api.deps import DatabaseDep, SettingsDep
from api.home import rendering
from api.home.forms import Filled, faults_of, refused
from api.home.rendering import words
from api.home.shell import Door, DoorDep, Lang, Sent, page, script
from app.complaints import queries, rules, service
from app.complaints.models import REPORTER, Category, Complaint, ComplaintState, ReporterVerdict
from app.complaints.queries import EventView
from app.complaints.rules import Action
from app.core.access import stranger
from app.core.clock import now
from app.core.db import keys_of
from app.core.errors import NotFound, Refusal
from app.core.i18n import Language
from app.core.ids import new_id
from app.core.types import LongText, RegionCode, ShortText
from app.coverage import front
from app.regions import queries as regions

router = APIRouter(include_in_schema=False)
PATH, STATUS = "/lapor", "/lapor/status"
Said = Annotated[Language, Form()]


class _Report(BaseModel):
    """What the form must hold before it is filed; empty fields count as left out."""

    model_config = ConfigDict(extra="ignore")

    category: Category
    subject: ShortText
    body: LongText
    name: ShortText | None = None
    contact: ShortText | None = None
    region_code: RegionCode
    school_id: UUID | None = None

    @field_validator("name", "contact", "school_id", mode="before")
    @classmethod
    def _left_out(cls, value: str | None) -> str | None:
        return (value or "").strip() or None


# --- filing ----------------------------------------------------------------------------------------------------


@router.get(PATH)
def complaint_page(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    lang: Lang = Language.INDONESIAN,
    region_code: Annotated[str, Query(max_length=13)] = "",
) -> Response:
    """The form; where the installation serves several regencies, after a choice among them."""
    with database.read() as session:
        title, region, main = _form(session, Filled(lang, {"region_code": region_code}))
    return page(request, lang, PATH, title, region, main, script=script(settings))


@router.post(PATH)
async def file_complaint(
    door: DoorDep,
    lang: Said = Language.INDONESIAN,
    id: Annotated[str, Form(max_length=40)] = "",
    category: Sent = "",
    subject: Sent = "",
    body: Sent = "",
    name: Sent = "",
    contact: Sent = "",
    region_code: Sent = "",
    school_id: Sent = "",
    anonymous: Sent = "",
    secret: Sent = "",
) -> Response:
    """Ticket and access code on a page; or the form again with what it lacks. Sent twice, it is filed once."""
    values = {
        "id": id,
        "category": category,
        "subject": subject,
        "body": body,
        "name": name,
        "contact": contact,
        "region_code": region_code,
        "school_id": school_id,
        "anonymous": anonymous,
        "secret": secret,
    }
    return await door.write(lang, PATH, lambda: _filed(door, lang, values))


def _filed(door: Door, lang: Language, values: Mapping[str, str]) -> Response:
    try:
        # What browsers send ends its lines as no other client does.
        report = _Report.model_validate({key: value.replace("\r\n", "\n") for key, value in values.items()})
        with door.database.write() as session:
            complaint = _kept(session, report, values, door.request_id)
            code = queries.access_code(keys_of(session), complaint.id)
            ticket, region = complaint.ticket, front.region(session)[1]
    except ValidationError as problem:
        return _again(door, Filled(lang, values, faults_of(problem, _labels(lang), lang)))
    except Refusal as problem:
        return _again(door, Filled(lang, values, refused(problem, lang)))
    main = rendering.fill(
        "filed.html",
        lang,
        ticket=escape(ticket),
        code=escape(code),
        status=STATUS,
        home=rendering.home(lang),
    )
    return door.page(lang, PATH, words(lang)["c_filed"], region, main, status=201)


def _kept(session: Session, form: _Report, values: Mapping[str, str], request_id: str) -> Complaint:
    report = service.Report(
        category=form.category,
        subject=form.subject,
        body=form.body,
        name=form.name,
        contact=form.contact,
        anonymous=bool(values["anonymous"]),
        secret=bool(values["secret"]),
        region_code=form.region_code,
        school_id=form.school_id,
    )
    content = {key: value for key, value in values.items() if key != "id"}
    asker = stranger(request_id=request_id)
    return service.file(session, asker, report, id=_id(values["id"]), content=content)[0]


def _id(text: str) -> UUID:
    """The number that the form was given, so that a second press of the button files nothing new."""
    try:
        return UUID(text)
    except ValueError:
        return new_id()


def _again(door: Door, filled: Filled) -> Response:
    with door.database.read() as session:
        title, region, main = _form(session, filled)
    return door.page(filled.lang, PATH, title, region, main, status=422)


def _labels(lang: Language) -> dict[str, str]:
    names = ("category", "subject", "body", "name", "contact", "region_code", "school_id")
    return {name: words(lang)[f"c_{name}"] for name in names}


def _form(session: Session, filled: Filled) -> tuple[str, str, str]:
    lang, said = filled.lang, words(filled.lang)
    places = front.regencies(session)
    asked = filled.values.get("region_code", "")
    region = next((code for code, _ in places if code == asked), places[0][0] if len(places) == 1 else None)
    named = front.region(session)[1]
    if region is None:
        return said["c_title"], named, rendering.fill("where.html", lang, places=_choose(filled, places), path=PATH)
    schools = [("", said["c_school_none"]), *((str(id), name) for id, name in front.schools_of(session, region))]
    label = _labels(lang)
    main = rendering.fill(
        "complain.html",
        lang,
        summary=filled.summary(),
        id=rendering.field("id", filled.values.get("id") or new_id()),
        region=rendering.field("region_code", region),
        place=escape(dict(places)[region]),
        category=filled.radios(
            "category", label["category"], [(each.value, said[f"c_category_{each.value}"]) for each in Category]
        ),
        subject=filled.line("subject", label["subject"], said["c_subject_hint"], required=True),
        body=filled.text("body", label["body"], said["c_body_hint"], required=True),
        school=filled.select("school_id", label["school_id"], schools, said["c_school_hint"]),
        anonymous=filled.check("anonymous", said["c_anonymous"], said["c_anonymous_hint"]),
        secret=filled.check("secret", said["c_secret"], said["c_secret_hint"]),
        person=filled.line("name", label["name"]),
        contact=filled.line("contact", label["contact"], said["c_contact_hint"]),
        follow=rendering.address(lang, STATUS),
        home=rendering.home(lang),
    )
    return said["c_title"], named, main


def _choose(filled: Filled, places: list[tuple[str, str]]) -> str:
    kept = "" if filled.lang is Language.INDONESIAN else rendering.field("lang", filled.lang)
    return kept + filled.select("region_code", words(filled.lang)["c_region_code"], places)


# --- following ---------------------------------------------------------------------------------------------------


@router.get(STATUS)
def follow_page(
    request: Request, database: DatabaseDep, settings: SettingsDep, lang: Lang = Language.INDONESIAN
) -> Response:
    """The form for ticket and access code, which travel in the body alone."""
    with database.read() as session:
        region = front.region(session)[1]
    main = _ask(Filled(lang))
    return page(request, lang, STATUS, words(lang)["c_follow"], region, main, script=script(settings))


@router.post(STATUS)
async def follow(
    door: DoorDep, ticket: Sent = "", access_code: Sent = "", lang: Said = Language.INDONESIAN
) -> Response:
    """How far it is and what was answered, with what the reporter may do next."""
    return await door.write(lang, STATUS, lambda: followed(door, lang, ticket, access_code))


@router.post(f"{STATUS}/reply")
async def reply(
    door: DoorDep,
    ticket: Sent = "",
    access_code: Sent = "",
    body: Sent = "",
    id: Annotated[str, Form(max_length=40)] = "",
    lang: Said = Language.INDONESIAN,
) -> Response:
    def work(session: Session) -> None:
        text = _written(body, lang)
        service.reply(session, label_of(ticket), access_code, text, id=_id(id), request_id=door.request_id)

    return await door.write(lang, STATUS, lambda: _stepped(door, lang, ticket, access_code, body, work))


@router.post(f"{STATUS}/verdict")
async def judge(
    door: DoorDep,
    ticket: Sent = "",
    access_code: Sent = "",
    verdict: Annotated[ReporterVerdict | None, Form()] = None,
    body: Sent = "",
    lang: Said = Language.INDONESIAN,
) -> Response:
    def work(session: Session) -> None:
        if verdict is None:
            raise _Lacking("verdict", words(lang)["c_verdict_needed"])
        text = _written(body, lang) if body.strip() else None
        service.judge(session, label_of(ticket), access_code, verdict, text, request_id=door.request_id)

    return await door.write(lang, STATUS, lambda: _stepped(door, lang, ticket, access_code, body, work))


class _Lacking(Exception):
    """A step that the page itself cannot take to the service: which field, and what it lacks."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__(name)
        self.name, self.said = name, said


class _Written(BaseModel):
    body: LongText


def _written(body: str, lang: Language) -> str:
    try:
        return _Written.model_validate({"body": body.replace("\r\n", "\n")}).body
    except ValidationError as problem:
        faults = faults_of(problem, {"body": words(lang)["c_reply"]}, lang)
        raise _Lacking("body", faults["body"]) from problem


def label_of(ticket: str) -> str:
    return ticket.strip().upper()


def _stepped(
    door: Door, lang: Language, ticket: str, code: str, body: str, work: Callable[[Session], None]
) -> Response:
    """The case after a step; a step that was refused leaves nothing, and the case says why."""
    faults: dict[str, str] = {}
    try:
        with door.database.write() as session:
            work(session)
    except NotFound:
        return followed(door, lang, ticket, code)
    except _Lacking as problem:
        faults = {problem.name: problem.said}
    except Refusal as problem:
        faults = refused(problem, lang)
    return followed(door, lang, ticket, code, Filled(lang, {"body": body} if faults else {}, faults))


def followed(door: Door, lang: Language, ticket: str, code: str, filled: Filled | None = None) -> Response:
    said, filled = words(lang), filled or Filled(lang)
    with door.database.read() as session:
        region = front.region(session)[1]
        try:
            complaint = queries.by_ticket(session, label_of(ticket), code)
        except NotFound:
            main = _ask(Filled(lang, {"ticket": ticket}, {"": said["c_unknown"]}))
            return door.page(lang, STATUS, said["c_follow"], region, main, status=404)
        main = _case(session, complaint, code, filled)
    return door.page(lang, STATUS, said["c_follow"], region, main, status=422 if filled.faults else 200)


def _ask(filled: Filled) -> str:
    said = words(filled.lang)
    return rendering.fill(
        "follow.html",
        filled.lang,
        summary=filled.summary(),
        ticket=filled.line("ticket", said["c_ticket"], said["c_ticket_hint"], required=True, most=40),
        code=filled.line("access_code", said["c_code"], said["c_code_hint"], required=True, most=60),
        path=STATUS,
        home=rendering.home(filled.lang),
    )


KINDS = ".jpg,.jpeg,.png,.pdf"
_TONE = {ComplaintState.RESOLVED: "good", ComplaintState.CLOSED: "good", ComplaintState.REJECTED: "warn"}


def _case(session: Session, complaint: Complaint, code: str, filled: Filled) -> str:
    lang, said = filled.lang, words(filled.lang)
    seen = queries.reporter_view(session, stranger(), complaint)
    may = rules.allowed(complaint.state, judged=complaint.verdict is not None, reporter=True)
    keys = rendering.field("ticket", complaint.ticket) + rendering.field("access_code", code)
    zone = regions.zone(complaint.region_code)

    def on(instant: datetime) -> str:
        return rendering.day(lang, instant.astimezone(zone).date())

    deadline = complaint.due_at or complaint.verify_by
    late = rules.is_overdue(complaint.state, complaint.verify_by, complaint.due_at, now())
    waits = said["c_late" if late else "c_due" if complaint.due_at else "c_verify_by"].format(day=on(deadline))
    return rendering.fill(
        "case.html",
        lang,
        summary=filled.summary(),
        tone="warn" if late else _TONE.get(complaint.state, ""),
        ticket=escape(complaint.ticket),
        state=escape(said[f"c_state_{complaint.state}"]),
        next=escape(waits if complaint.state in rules.OPEN else said[f"c_next_{complaint.state}"]),
        category=escape(said[f"c_category_{complaint.category}"]),
        received=escape(on(complaint.received_at)),
        events="".join(_event(lang, event, on(event.at)) for event in seen.events),
        verdict=rendering.fill("verdict.html", lang, keys=keys) if Action.VERDICT in may else "",
        reply=rendering.fill(
            "reply.html",
            lang,
            keys=keys + rendering.field("id", new_id()),
            body=filled.text("body", said["c_reply"], said["c_reply_hint"], required=True),
        )
        if Action.REPLY in may
        else "",
        file=rendering.fill(
            "file.html", lang, keys=keys, file=filled.file("file", said["c_file"], said["c_file_hint"], KINDS)
        )
        if Action.REPLY in may
        else "",
        home=rendering.home(lang),
    )


def _event(lang: Language, event: EventView, day: str) -> str:
    said = words(lang)
    # A step that these pages have no words for yet still shows.
    happened = said.get(f"c_event_{event.kind}", said["c_event_other"])
    who = said["c_by_reporter" if event.by_role == REPORTER else "c_by_office"]
    office = f' <span class="soft">({escape(event.office)})</span>' if event.office else ""
    text = f'<p class="written">{escape(event.text)}</p>' if event.text else ""
    return f'<li><b>{escape(happened)}</b>{office}<br><span class="soft">{day} · {escape(who)}</span>{text}</li>'

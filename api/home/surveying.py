"""`/s`: the survey of nine elements for whoever holds a code, without an account and without a script."""

from collections.abc import Mapping
from html import escape
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field, ValidationError, field_validator

from api.deps import DatabaseDep, SettingsDep
from api.home import rendering
from api.home.forms import Filled, faults_of
from api.home.rendering import words
from api.home.shell import Door, DoorDep, Lang, Sent, page, script
from app.core.errors import Conflict, NotFound, Refusal
from app.core.i18n import Language
from app.core.i18n import text as told
from app.core.ids import new_id
from app.core.types import LongText, Sex
from app.coverage import front
from app.surveys import queries, service
from app.surveys.models import Element
from app.surveys.queries import Asked
from app.surveys.service import AlreadyAnswered

router = APIRouter(include_in_schema=False)
PATH = "/s"
AGES = ("<17", "17-25", "26-40", "41-60", ">60")
Code = Annotated[str, Form(max_length=64)]
Said = Annotated[Language, Form()]
Mark = Annotated[int, Field(ge=1, le=4)]


class _Answers(BaseModel):
    """The nine marks and what may be left out."""

    requirements: Mark
    procedure: Mark
    time: Mark
    cost: Mark
    product: Mark
    competence: Mark
    behaviour: Mark
    facilities: Mark
    complaint_handling: Mark
    age_group: Annotated[str, Field(pattern="^(" + "|".join(AGES) + ")$")] | None = None
    sex: Sex | None = None
    comment: LongText | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _left_out(cls, value: str | None) -> str | None:
        return (value or "").strip() or None

    def form(self) -> service.Form:
        marks = {element: getattr(self, element.value) for element in Element}
        return service.Form(marks, self.age_group, self.sex, self.comment)


@router.get(PATH)
def survey_page(
    request: Request, database: DatabaseDep, settings: SettingsDep, lang: Lang = Language.INDONESIAN
) -> Response:
    """Where a survey's QR leads. The code stands behind `#`, which only the page's script sees."""
    with database.read() as session:
        region = front.region(session)[1]
    main = _ask(Filled(lang))
    return page(request, lang, PATH, words(lang)["s_title"], region, main, script=script(settings))


@router.post(PATH)
async def open_survey(door: DoorDep, code: Code = "", lang: Said = Language.INDONESIAN) -> Response:
    """The nine questions for a code; the code travels in the body alone."""
    return await door.write(lang, PATH, lambda: _opened(door, Filled(lang, {"code": code})))


@router.post(f"{PATH}/answer")
async def answer_survey(
    door: DoorDep,
    code: Code = "",
    id: Annotated[str, Form(max_length=40)] = "",
    requirements: Sent = "",
    procedure: Sent = "",
    time: Sent = "",
    cost: Sent = "",
    product: Sent = "",
    competence: Sent = "",
    behaviour: Sent = "",
    facilities: Sent = "",
    complaint_handling: Sent = "",
    age_group: Sent = "",
    sex: Sent = "",
    comment: Sent = "",
    lang: Said = Language.INDONESIAN,
) -> Response:
    """Thanks; or the form again with what it lacks. A pupil's own code answers once."""
    values = {
        "code": code,
        "id": id,
        "requirements": requirements,
        "procedure": procedure,
        "time": time,
        "cost": cost,
        "product": product,
        "competence": competence,
        "behaviour": behaviour,
        "facilities": facilities,
        "complaint_handling": complaint_handling,
        "age_group": age_group,
        "sex": sex,
        "comment": comment,
    }
    return await door.write(lang, PATH, lambda: _answered(door, lang, values))


def _answered(door: Door, lang: Language, values: Mapping[str, str]) -> Response:
    said = words(lang)
    try:
        sent = {name: values[name].replace("\r\n", "\n") for name in _Answers.model_fields}
        form = _Answers.model_validate(sent).form()
        with door.database.write() as session:
            service.answer(
                session, values["code"], form, id=_id(values["id"]), content=dict(values), request_id=door.request_id
            )
    except ValidationError as problem:
        return _opened(door, Filled(lang, values, faults_of(problem, _labels(lang), lang)))
    except NotFound:
        return _unknown(door, lang)
    except AlreadyAnswered as refusal:
        return _told(door, lang, said["s_once"], told(refusal.code, lang), tone="warn", status=409)
    except Conflict as refusal:
        return _told(door, lang, said["s_trouble"], told(refusal.code, lang), tone="warn", status=409)
    except Refusal as refusal:
        said_why = told(refusal.code, lang, **refusal.params)
        return _told(door, lang, said["throttled_title"], said_why, tone="warn", status=429)
    return _told(door, lang, said["s_thanks"], said["s_thanks_next"], tone="good", status=201)


def _id(text: str) -> UUID:
    """The number that the form was given, so that a second press of the button answers nothing new."""
    try:
        return UUID(text)
    except ValueError:
        return new_id()


def _labels(lang: Language) -> dict[str, str]:
    said = words(lang)
    return {
        **{element.value: said[f"s_{element.value}"] for element in Element},
        **{name: said[f"s_{name}"] for name in ("age_group", "sex", "comment")},
    }


def _opened(door: Door, filled: Filled) -> Response:
    lang, said, code = filled.lang, words(filled.lang), filled.values.get("code", "")
    with door.database.read() as session:
        try:
            asked = queries.asked_by(session, code)
        except NotFound:
            return _unknown(door, lang)
        used, region = queries.has_answered(session, asked), front.region(session)[1]
    if used:
        return _told(door, lang, said["s_once"], told(AlreadyAnswered.code, lang), tone="warn", status=409)
    main = _form(filled, asked, code)
    return door.page(lang, PATH, said["s_title"], region, main, status=422 if filled.faults else 200)


def _form(filled: Filled, asked: Asked, code: str) -> str:
    lang, said = filled.lang, words(filled.lang)
    about = said["s_about_school"].format(school=asked.school_name) if asked.school_name else said["s_about_own"]
    keys = rendering.field("code", code) + rendering.field("id", filled.values.get("id") or new_id())
    sexes = [("", said["s_unsaid"]), *((each.value, said[f"s_sex_{each.value}"]) for each in Sex)]
    return rendering.fill(
        "survey.html",
        lang,
        summary=filled.summary(),
        about=escape(about),
        keys=keys,
        questions="".join(_question(filled, element) for element in Element),
        age=filled.select("age_group", said["s_age_group"], [("", said["s_unsaid"]), *((age, age) for age in AGES)]),
        sex=filled.select("sex", said["s_sex"], sexes),
        comment=filled.text("comment", said["s_comment"], said["s_comment_hint"]),
        home=rendering.home(lang),
    )


def _question(filled: Filled, element: Element) -> str:
    """The official question with its four official answers, from the least to the best."""
    choices = told(f"surveys.{element.value}.choices", filled.lang).split("|")
    marked = [(str(mark), words_) for mark, words_ in enumerate(choices, start=1)]
    return filled.radios(element.value, told(f"surveys.{element.value}", filled.lang), marked, kind="marks")


def _unknown(door: Door, lang: Language) -> Response:
    with door.database.read() as session:
        region = front.region(session)[1]
    main = _ask(Filled(lang, faults={"code": words(lang)["s_unknown"]}))
    return door.page(lang, PATH, words(lang)["s_title"], region, main, status=404)


def _ask(filled: Filled) -> str:
    said = words(filled.lang)
    return rendering.fill(
        "survey_code.html",
        filled.lang,
        summary=filled.summary(),
        code=filled.line("code", said["s_code"], said["s_code_hint"], required=True, most=64),
        home=rendering.home(filled.lang),
    )


def _told(door: Door, lang: Language, title: str, next_: str, *, tone: str, status: int) -> Response:
    with door.database.read() as session:
        region = front.region(session)[1]
    main = rendering.fill(
        "thanks.html",
        lang,
        tone=tone,
        title=escape(title),
        next=escape(next_),
        voice=rendering.address(lang, "/lapor"),
        home=rendering.home(lang),
    )
    return door.page(lang, PATH, words(lang)["s_title"], region, main, status=status)

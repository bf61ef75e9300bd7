"""`/v1/public/surveys`, `/v1/surveys`, `/v1/visits/{id}/survey-codes`, `/v1/schools/{id}/survey-codes`"""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse

from api.deps import (
    DatabaseDep,
    LanguageDep,
    ListingDep,
    SessionDep,
    SettingsDep,
    answer_created,
    needs,
    pages_of,
)
from api.files import XLSX
from api.schemas import Day, ListOut
from api.surveys.schemas import (
    CommentOut,
    IkmOut,
    SurveyCodeOut,
    SurveyFormOut,
    SurveyFormRowOut,
    SurveyIn,
    SurveyThanksOut,
    shown_form,
    shown_index,
)
from api.throttle import throttle
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.regions.queries import today
from app.surveys import queries, report, service
from app.surveys.queries import Wanted
from app.surveys.rules import period

PDF = "application/pdf"

router = APIRouter()
_public = APIRouter(prefix="/v1/public/surveys", tags=["public"], dependencies=[Depends(throttle)])
_figures = APIRouter(prefix="/v1", tags=["surveys"])

Counter = Annotated[Actor, Depends(needs(Permission.IKM_READ))]
Reader = Annotated[Actor, Depends(needs(Permission.SURVEYS_READ))]
Giver = Annotated[Actor, Depends(needs(Permission.SURVEYS_WRITE))]


@_public.get("/{code}")
def get_survey_form(session: SessionDep, language: LanguageDep, code: str) -> SurveyFormOut:
    """The nine questions for whoever holds a code. An unknown code is 404, whatever is wrong with it."""
    asked = queries.asked_by(session, code)
    return shown_form(asked, answered=queries.has_answered(session, asked), language=language)


@_public.post("", status_code=201)
def answer_survey(session: SessionDep, request: Request, body: SurveyIn, response: Response) -> SurveyThanksOut:
    """Answer the survey. A pupil's own code answers once; which answer was theirs is kept nowhere."""
    request_id = str(request.scope.get("request_id", ""))
    asked, new = service.answer(
        session, body.code, body.form(), id=body.id, content=body.content(), request_id=request_id
    )
    answer_created(response, new=new, location="/v1/public/surveys")
    return SurveyThanksOut(source=asked.source, received=True)


def _wanted(
    region_code: RegionCode | None = None,
    date_from: Day | None = None,
    date_to: Day | None = None,
    school_id: UUID | None = None,
    visit_id: UUID | None = None,
) -> Wanted:
    # Until the day that the country's east lives in: no region's own today is left out.
    first, last = period(date_from, date_to, today("91"))
    return Wanted(first, last, region_code, school_id, visit_id)


WantedDep = Annotated[Wanted, Depends(_wanted)]


@_figures.get("/surveys/ikm")
def get_satisfaction_index(session: SessionDep, language: LanguageDep, actor: Counter, wanted: WantedDep) -> IkmOut:
    """The satisfaction index of a period: of the present year, where no day is named."""
    return shown_index(queries.satisfaction(session, actor, wanted), wanted.date_from, wanted.date_to, language)


@_figures.get("/surveys/comments", response_model=ListOut[CommentOut])
def list_survey_comments(listing: ListingDep, actor: Reader, wanted: WantedDep) -> Any:
    """What people added in their own words, personal things blackened; latest first."""
    return listing.answer(lambda session, asked: queries.comments(session, actor, asked, wanted), CommentOut)


@_figures.get("/surveys/forms", response_model=ListOut[SurveyFormRowOut])
def list_survey_forms(listing: ListingDep, actor: Reader, wanted: WantedDep) -> Any:
    """The filled forms of a period, latest first: what the index is reckoned from."""
    return listing.answer(lambda session, asked: queries.forms(session, actor, asked, wanted), SurveyFormRowOut)


@_figures.get("/reports/survey", response_class=Response, responses={200: {"content": {PDF: {}, XLSX: {}}}})
def get_survey_report(
    database: DatabaseDep, actor: Reader, wanted: WantedDep, format: Literal["pdf", "xlsx"] = "pdf"
) -> Response:
    """The report on the survey of a period under the regency's head, or the figures and forms behind it."""
    with database.read() as session:
        found = report.facts(session, actor, wanted)
    name = f"survei-{wanted.date_from}-{wanted.date_to}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if format == "pdf":
        return Response(report.pdf(found), media_type=PDF, headers=headers)
    forms = pages_of(database, lambda session, asked: queries.forms(session, actor, asked, wanted))
    return StreamingResponse(report.workbook(found, forms), media_type=XLSX, headers=headers)


@_figures.post("/visits/{visit_id}/survey-codes", status_code=201)
def give_visit_survey_code(
    session: SessionDep, settings: SettingsDep, actor: Giver, visit_id: UUID, response: Response
) -> SurveyCodeOut:
    """The code under which anybody at a visit may answer. Asked again, it is the same."""
    found, new = service.visit_code(session, actor, visit_id, settings.public_url)
    answer_created(response, new=new, location=f"/v1/visits/{visit_id}/survey-codes")
    return SurveyCodeOut.model_validate(found)


@_figures.post("/schools/{school_id}/survey-codes", status_code=201)
def give_school_survey_code(
    session: SessionDep, settings: SettingsDep, actor: Giver, school_id: UUID, response: Response
) -> SurveyCodeOut:
    """The code of a school, for a board that stays there. Asked again, it is the same."""
    found, new = service.school_code(session, actor, school_id, settings.public_url)
    answer_created(response, new=new, location=f"/v1/schools/{school_id}/survey-codes")
    return SurveyCodeOut.model_validate(found)


router.include_router(_public)
router.include_router(_figures)

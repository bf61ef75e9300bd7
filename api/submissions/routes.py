"""`/v1/submissions` and `/v1/schools/{id}/submissions`"""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from api.deps import IfMatchOptional, LanguageDep, ListingDep, SessionDep, TrailDep, answer_created, etag, needs
from api.errors import problem
from api.schemas import ListOut
from api.submissions.bodies import BODY, SentDep
from api.submissions.downloads import WORKBOOK, attached
from api.submissions.schemas import (
    STARTS,
    ApplyIn,
    Count,
    RevertedOut,
    RevertIn,
    RowOut,
    Severity,
    SubmissionOut,
    shown,
    shown_reverted,
    shown_row,
)
from app.core.access import Actor, Permission
from app.core.i18n import Language
from app.core.types import RegionCode
from app.submissions import corrections, queries, reverting, service
from app.submissions.models import RowOutcome, Submission, SubmissionMode, SubmissionState

router = APIRouter(prefix="/v1", tags=["submissions"])

Reader = Annotated[Actor, Depends(needs(Permission.SUBMISSIONS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.SUBMISSIONS_WRITE))]
Code = Annotated[str, Query(pattern=r"^[EWIX]_[A-Z0-9_]{1,40}$")]


def _out(session: SessionDep, submission: Submission, language: Language, response: Response) -> SubmissionOut:
    response.headers["ETag"] = etag(submission.version)
    return shown(queries.shown(session, [submission])[0], language)


@router.post("/schools/{school_id}/submissions", status_code=201, openapi_extra=BODY)
def submit_list(
    actor: Writer,
    school_id: UUID,
    sent: SentDep,  # before the session: nobody else waits while a file is read
    session: SessionDep,
    language: LanguageDep,
    response: Response,
    mode: SubmissionMode = SubmissionMode.PARTIAL,
    dry_run: bool = False,
    confirm_missing: Annotated[Count | None, Query()] = None,
) -> SubmissionOut:
    """Send a student list: checked and applied at once, or with `dry_run` only checked."""
    submission, new = service.submit(
        session, actor, school_id, sent.listed, mode=mode, dry_run=dry_run, confirm_missing=confirm_missing, id=sent.id
    )
    answer_created(response, new=new, location=f"/v1/submissions/{submission.id}", version=submission.version)
    return _out(session, submission, language, response)


@router.get("/schools/{school_id}/submissions", response_model=ListOut[SubmissionOut])
def list_of_school(listing: ListingDep, actor: Reader, language: LanguageDep, school_id: UUID) -> Any:
    """A school's lists, newest first."""
    return listing.answer(
        lambda session, request: queries.of_school(session, actor, school_id, request),
        SubmissionOut,
        lambda found: shown(found, language),
    )


@router.get("/submissions", response_model=ListOut[SubmissionOut])
def list_submissions(
    listing: ListingDep,
    actor: Reader,
    language: LanguageDep,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
    state: SubmissionState | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
) -> Any:
    """Lists within your scope, newest first."""
    return listing.answer(
        lambda session, request: queries.submissions(
            session,
            actor,
            request,
            school_id=school_id,
            region_code=region_code,
            state=state,
            date_from=date_from,
            date_to=date_to,
        ),
        SubmissionOut,
        lambda found: shown(found, language),
    )


@router.get("/submissions/{submission_id}")
def get_submission(
    session: SessionDep, actor: Reader, submission_id: UUID, language: LanguageDep, response: Response
) -> SubmissionOut:
    return _out(session, queries.get(session, actor, submission_id), language, response)


@router.get("/submissions/{submission_id}/rows", response_model=ListOut[RowOut])
def list_rows(
    listing: ListingDep,
    actor: Reader,
    language: LanguageDep,
    submission_id: UUID,
    outcome: RowOutcome | None = None,
    code: Code | None = None,
    severity: Severity | None = None,
) -> Any:
    """The rows of a list in its own order, each with its verdict; with `severity` those with a problem as grave."""
    return listing.answer(
        lambda session, page: queries.rows(
            session, actor, submission_id, page, outcome=outcome, code=code, starts=STARTS[severity] if severity else ()
        ),
        RowOut,
        lambda opened: shown_row(opened, language),
    )


@router.get("/submissions/{submission_id}/corrections.xlsx", response_class=StreamingResponse, responses=WORKBOOK)
def get_corrections(session: TrailDep, actor: Reader, submission_id: UUID, language: LanguageDep) -> StreamingResponse:
    """The rejected rows as a workbook, each with what to mend: fill it in and send it as a partial list."""
    return attached(corrections.workbook(session, actor, submission_id, language), f"perbaikan-{submission_id}.xlsx")


@router.post("/submissions/{submission_id}/apply", response_model=SubmissionOut)
def apply_submission(
    request: Request,
    session: SessionDep,
    actor: Writer,
    submission_id: UUID,
    version: IfMatchOptional,
    language: LanguageDep,
    response: Response,
    body: ApplyIn | None = None,
) -> SubmissionOut | JSONResponse:
    """Apply a checked list, after checking again."""
    confirmed = body.confirm_missing if body else None
    submission, changed = service.apply(session, actor, submission_id, version=version, confirm_missing=confirmed)
    # Answered, not raised: the transaction must keep the new preview, or applying could never succeed.
    return problem(request, changed) if changed else _out(session, submission, language, response)


@router.post("/submissions/{submission_id}/discard")
def discard_submission(
    session: SessionDep,
    actor: Writer,
    submission_id: UUID,
    version: IfMatchOptional,
    language: LanguageDep,
    response: Response,
) -> SubmissionOut:
    return _out(session, service.discard(session, actor, submission_id, version=version), language, response)


@router.post("/submissions/{submission_id}/revert")
def revert_submission(
    session: SessionDep,
    actor: Writer,
    submission_id: UUID,
    version: IfMatchOptional,
    body: RevertIn,
    language: LanguageDep,
    response: Response,
) -> RevertedOut:
    """Take an applied list back; what stays is named in `kept`."""
    submission, kept = reverting.revert(session, actor, submission_id, body.reason, version=version)
    response.headers["ETag"] = etag(submission.version)
    return shown_reverted(queries.shown(session, [submission])[0], kept, language)

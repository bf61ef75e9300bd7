"""`/v1/students`, `/v1/data-issues`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from sqlmodel import Session

from api.deps import IfMatch, ListingDep, SessionDep, answer_created, etag, needs
from api.schemas import Day, KnownAt, ListOut
from api.students import privacy_routes
from api.students.behind import BehindDep
from api.students.schemas import (
    DataIssueOut,
    DisclosureIn,
    LookupIn,
    LookupOut,
    NikOut,
    ResolveIn,
    StudentIn,
    StudentOut,
    StudentPatch,
    shown,
    shown_issue,
)
from app.core.access import Actor, Permission
from app.core.paging import Page, PageRequest
from app.core.types import RegionCode, ShortText
from app.coverage.roll import roll
from app.regions.queries import setting, today
from app.students import issues, queries, service
from app.students.models import CardState, DataIssueKind, Recorded, Student, StudentStatus
from app.students.queries import StudentFilter
from app.students.service import NewStudent

router = APIRouter(tags=["students"])
router.include_router(privacy_routes.router)

Reader = Annotated[Actor, Depends(needs(Permission.STUDENTS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.STUDENTS_WRITE))]
Office = Annotated[Actor, Depends(needs(Permission.STUDENTS_OFFICE))]


def _show(session: SessionDep, actor: Actor, student: Student) -> StudentOut:
    on = today(actor.region_code)
    return shown(student, as_of=on, recording_age=setting(session, student.region_code, "recording_age", on))


@router.get("/v1/students", response_model=ListOut[StudentOut])
def list_students(
    listing: ListingDep,
    actor: Reader,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
    eligible: bool | None = None,
    as_of: Day | None = None,
    known_at: KnownAt | None = None,
    *,
    behind: BehindDep,
    recorded: Recorded | None = None,
    card_state: CardState | None = None,
    status: StudentStatus | None = None,
    class_group: Annotated[ShortText | None, Query(max_length=60)] = None,
    q: Annotated[ShortText | None, Query()] = None,
) -> Any:
    """
    People within your scope, by class, name and id; `eligible` as on `as_of` (today).

    For a past day school, class, recording and card are those of that day; with `known_at` (at least a minute ago)
    everything is as it was known then. Who had died or moved away by then is left out.

    With `figure` (and `measure`, `cohort`, `election_date`, `group_by` and `group`, `recorded_from`, `recorded_to`)
    exactly the people whom that figure of `/v1/coverage` or `/v1/eligibility` counts.
    """
    cohort = behind.cohort
    wanted = StudentFilter(school_id, region_code, eligible, cohort, recorded, card_state, status, class_group, q)
    on = as_of or today(region_code or actor.region_code)

    def found(session: Session, request: PageRequest) -> Page[StudentOut]:
        age = int(setting(session, region_code or actor.region_code, "recording_age", on))
        people = roll(
            session, actor, request, wanted, recording_age=age, as_of=as_of, known_at=known_at, behind=behind.rows()
        )
        return people.map(lambda student: shown(student, as_of=on, recording_age=age))

    return listing.answer(found, StudentOut)


@router.post("/v1/students", status_code=201)
def add_student(session: SessionDep, actor: Office, body: StudentIn, response: Response) -> StudentOut:
    """Someone who is on no list: outside school, or missed."""
    wish = NewStudent(**body.model_dump(exclude={"id", "school_id"}))
    student, new = service.add(session, actor, wish, school_id=body.school_id, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/students/{student.id}", version=student.version)
    return _show(session, actor, student)


@router.post("/v1/students/lookup")
def look_up(session: SessionDep, actor: Reader, body: LookupIn) -> LookupOut:
    """By NIK, which never stands in an address."""
    return LookupOut(items=[_show(session, actor, student) for student in queries.by_nik(session, actor, body.nik)])


@router.get("/v1/students/{student_id}")
def get_student(session: SessionDep, actor: Reader, student_id: UUID, response: Response) -> StudentOut:
    student = queries.get(session, actor, student_id)
    response.headers["ETag"] = etag(student.version)
    return _show(session, actor, student)


@router.patch("/v1/students/{student_id}")
def change_student(
    session: SessionDep,
    actor: Writer,
    student_id: UUID,
    version: IfMatch,
    body: StudentPatch,
    response: Response,
) -> StudentOut:
    student = service.change(session, actor, student_id, version, body.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(student.version)
    return _show(session, actor, student)


@router.post("/v1/students/{student_id}/nik-disclosures")
def disclose_nik(session: SessionDep, actor: Office, student_id: UUID, body: DisclosureIn) -> NikOut:
    """The NIK in full, for a stated reason that is kept."""
    return NikOut(nik=service.disclose_nik(session, actor, student_id, body.reason))


@router.get("/v1/data-issues", response_model=ListOut[DataIssueOut])
def list_issues(
    listing: ListingDep, actor: Office, kind: DataIssueKind | None = None, region_code: RegionCode | None = None
) -> Any:
    """Open issues of your region, oldest first."""
    return listing.answer(
        lambda session, request: queries.issues(session, actor, request, kind=kind, region_code=region_code),
        DataIssueOut,
        shown_issue,
    )


@router.post("/v1/data-issues/{issue_id}/resolve")
def resolve_issue(session: SessionDep, actor: Office, issue_id: UUID, body: ResolveIn) -> DataIssueOut:
    issue = issues.resolve_issue(session, actor, issue_id, body.note)
    return shown_issue(queries.named(session, actor, [issue], lambda each: each.student_id)[0])

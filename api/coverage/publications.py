"""`/v1/publications`"""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import Field
from sqlmodel import Session

from api.coverage.schemas import CoverageFigures, Year
from api.deps import ListingDep, SessionDep, answer_created, needs
from api.schemas import CreateIn, Day, ListOut, Out
from app.core.access import Actor, Permission
from app.core.types import Printable, RegionCode
from app.coverage import publications as published
from app.coverage.models import Publication
from app.coverage.rules import Figure, GroupBy, Measure

router = APIRouter(prefix="/publications", tags=["figures"])

Reader = Annotated[Actor, Depends(needs(Permission.PUBLICATIONS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.PUBLICATIONS_WRITE))]


class PublicationIn(CreateIn):
    title: Annotated[str, Field(min_length=1, max_length=200), Printable]
    region_code: RegionCode | None = None
    measure: Measure = Measure.COHORT
    cohort: Year | None = None
    as_of: Day | None = None
    group_by: GroupBy | None = None


class PublishedLine(CoverageFigures):
    key: str
    name: str | None


class PublicationOut(Out):
    id: UUID
    region_code: str
    title: str
    measure: Measure
    measure_version: int
    cohort: int
    as_of: date
    group_by: GroupBy | None
    known_at: datetime
    """What was known at that instant is what was published."""
    published_at: datetime
    published_by: UUID | None
    coefficients: dict[str, Any]
    total: PublishedLine
    items: list[PublishedLine]
    check_url: str


class DifferenceOut(Out):
    key: str
    name: str | None
    figure: str
    published: int | str | None
    found: int | str | None


class MovedOut(Out):
    student_id: UUID
    figure: Figure
    change: str
    """`entered` or `left`: whether the person is in the figure now and was not then, or the reverse."""


class CheckOut(Out):
    id: UUID
    equal: bool
    """Whether the question, as known then, still has the answer that was published."""
    differences: list[DifferenceOut]
    equal_now: bool
    """Whether it would have the same answer by what is known now."""
    differences_now: list[DifferenceOut]
    moved: list[MovedOut]
    """The people because of whom the answer differs now; at most 500."""
    moved_count: int | None
    changed_coefficients: list[str]
    measure_version: int


def _shown(session: Session, actor: Actor, of: Publication) -> PublicationOut:
    answer = published.shown(session, actor, of)
    facts = of.model_dump(exclude={"answer"})
    # Who published is a person, of whom a viewer reads no name nor id.
    by = of.published_by if actor.is_office else None
    return PublicationOut(**{**facts, "published_by": by}, **answer, check_url=f"/v1/publications/{of.id}/check")


@router.get("", response_model=ListOut[PublicationOut])
def list_publications(listing: ListingDep, actor: Reader, region_code: RegionCode | None = None) -> Any:
    """Figures that were given out, the latest first; of one region alone where `region_code` is given."""
    return listing.answer(
        lambda session, request: published.publications(session, actor, request, region_code=region_code).map(
            lambda found: _shown(session, actor, found)
        ),
        PublicationOut,
    )


@router.post("", status_code=201)
def publish(session: SessionDep, actor: Writer, body: PublicationIn, response: Response) -> PublicationOut:
    """Give out a figure of `/v1/coverage` as it was known a minute ago. It is kept as it is and can be checked."""
    wish = published.Wish(**body.model_dump(exclude={"id"}))
    made, new = published.publish(session, actor, wish, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/publications/{made.id}")
    return _shown(session, actor, made)


@router.get("/{publication_id}")
def get_publication(session: SessionDep, actor: Reader, publication_id: UUID) -> PublicationOut:
    return _shown(session, actor, published.get(session, actor, publication_id))


@router.get("/{publication_id}/check")
def check_publication(session: SessionDep, actor: Reader, publication_id: UUID) -> CheckOut:
    """Ask its question again: as known then (it must be equal) and as known now (with who made the difference)."""
    found = published.check(session, actor, published.get(session, actor, publication_id))
    return CheckOut.model_validate({"id": publication_id, **{n: getattr(found, n) for n in found.__slots__}})

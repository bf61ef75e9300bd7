"""`/v1/regions`, `/v1/service-points`, `/v1/settings`, `/v1/calendar-days`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import IfMatch, IfMatchOptional, ListingDep, SessionDep, answer_created, etag, needs
from api.regions.schemas import (
    CalendarDayIn,
    CalendarDayOut,
    CalendarDayPatch,
    OutlineIn,
    OutlineOut,
    RegionOut,
    ServicePointIn,
    ServicePointOut,
    ServicePointPatch,
    SettingOut,
    SettingsIn,
    SettingsOut,
)
from api.schemas import Day, ListOut
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.regions import queries, service
from app.regions.models import DayKind
from app.regions.service import SettingWish
from app.schools import calendar

router = APIRouter(prefix="/v1", tags=["regions"])

Reader = Annotated[Actor, Depends(needs(Permission.REGIONS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.REGIONS_WRITE))]
SettingsReader = Annotated[Actor, Depends(needs(Permission.SETTINGS_READ))]
SettingsWriter = Annotated[Actor, Depends(needs(Permission.SETTINGS_WRITE))]
CalendarReader = Annotated[Actor, Depends(needs(Permission.CALENDAR_READ))]
CalendarWriter = Annotated[Actor, Depends(needs(Permission.CALENDAR_WRITE))]


@router.get("/regions", response_model=ListOut[RegionOut])
def list_regions(listing: ListingDep, actor: Reader, parent: RegionCode | None = None) -> Any:
    """Your region, what lies in it and what it lies in, by code."""
    return listing.answer(lambda session, request: queries.regions(session, actor, request, parent=parent), RegionOut)


@router.get("/regions/{region_code}")
def get_region(session: SessionDep, actor: Reader, region_code: RegionCode) -> RegionOut:
    return RegionOut.model_validate(queries.get(session, actor, region_code))


@router.get("/regions/{region_code}/outline")
def get_outline(session: SessionDep, actor: Reader, region_code: RegionCode) -> OutlineOut:
    return OutlineOut.model_validate(queries.get(session, actor, region_code))


@router.put("/regions/{region_code}/outline")
def put_outline(session: SessionDep, actor: Writer, region_code: RegionCode, body: OutlineIn) -> OutlineOut:
    """A GeoJSON Polygon or MultiPolygon (longitude, latitude) of at most 20,000 positions."""
    return OutlineOut.model_validate(service.draw(session, actor, region_code, body.model_dump()))


@router.get("/service-points", response_model=ListOut[ServicePointOut])
def list_service_points(listing: ListingDep, actor: Reader, region_code: RegionCode | None = None) -> Any:
    """Places that serve people, by name."""
    return listing.answer(
        lambda session, request: queries.service_points(session, actor, request, region_code=region_code),
        ServicePointOut,
    )


@router.post("/service-points", status_code=201)
def create_service_point(
    session: SessionDep, actor: Writer, body: ServicePointIn, response: Response
) -> ServicePointOut:
    facts = body.model_dump(exclude={"id"})
    point, new = service.add_point(session, actor, facts, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/service-points/{point.id}", version=point.version)
    return ServicePointOut.model_validate(point)


@router.get("/service-points/{point_id}")
def get_service_point(session: SessionDep, actor: Reader, point_id: UUID, response: Response) -> ServicePointOut:
    point = queries.get_point(session, actor, point_id)
    response.headers["ETag"] = etag(point.version)
    return ServicePointOut.model_validate(point)


@router.patch("/service-points/{point_id}")
def change_service_point(
    session: SessionDep,
    actor: Writer,
    point_id: UUID,
    version: IfMatch,
    body: ServicePointPatch,
    response: Response,
) -> ServicePointOut:
    point = service.change_point(session, actor, point_id, version, body.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(point.version)
    return ServicePointOut.model_validate(point)


def _settings(session: SessionDep, region_code: str, response: Response) -> SettingsOut:
    response.headers["ETag"] = etag(service.own_settings_version(session, region_code))
    lines = queries.setting_lines(session, region_code)
    return SettingsOut(items=[SettingOut.model_validate(line) for line in lines])


@router.get("/settings/{region_code}")
def get_settings(
    session: SessionDep, actor: SettingsReader, region_code: RegionCode, response: Response
) -> SettingsOut:
    """The region's own coefficients and those it inherits; `region_code` of each says where it was entered."""
    return _settings(session, queries.get(session, actor, region_code).region_code, response)


@router.put("/settings/{region_code}")
def put_settings(
    session: SessionDep,
    actor: SettingsWriter,
    region_code: RegionCode,
    version: IfMatchOptional,
    body: SettingsIn,
    response: Response,
) -> SettingsOut:
    """Replaces the region's own. Lines equal to an inherited one are not kept, so what GET gave may be sent back."""
    wishes = [SettingWish(**item.model_dump()) for item in body.items]
    service.replace_settings(session, actor, region_code, version, wishes)
    return _settings(session, region_code, response)


@router.get("/calendar-days", response_model=ListOut[CalendarDayOut])
def list_calendar_days(
    listing: ListingDep,
    actor: CalendarReader,
    date_from: Day | None = None,
    date_to: Day | None = None,
    kind: DayKind | None = None,
    school_id: UUID | None = None,
) -> Any:
    """Days on which something does not go on, by first day."""
    return listing.answer(
        lambda session, request: queries.calendar_days(
            session, actor, request, date_from=date_from, date_to=date_to, kind=kind, school_id=school_id
        ),
        CalendarDayOut,
    )


@router.post("/calendar-days", status_code=201)
def create_calendar_day(
    session: SessionDep, actor: CalendarWriter, body: CalendarDayIn, response: Response
) -> CalendarDayOut:
    """Without `region_code` the days hold in your whole scope; a school's days belong to its region."""
    facts = body.model_dump(exclude={"id"})
    day, new = calendar.add_day(session, actor, facts, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/calendar-days/{day.id}", version=day.version)
    return CalendarDayOut.model_validate(day)


@router.patch("/calendar-days/{day_id}")
def change_calendar_day(
    session: SessionDep,
    actor: CalendarWriter,
    day_id: UUID,
    version: IfMatchOptional,
    body: CalendarDayPatch,
    response: Response,
) -> CalendarDayOut:
    day = service.change_day(session, actor, day_id, version, body.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(day.version)
    return CalendarDayOut.model_validate(day)


@router.delete("/calendar-days/{day_id}", status_code=204)
def remove_calendar_day(session: SessionDep, actor: CalendarWriter, day_id: UUID, version: IfMatchOptional) -> None:
    service.remove_day(session, actor, day_id, version)

"""`/v1/regions`, `/v1/service-points`, `/v1/settings`; days and hours beside it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import IfMatch, IfMatchOptional, ListingDep, SessionDep, answer_created, etag, needs
from api.regions import calendar_routes
from api.regions.schemas import (
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
from api.schemas import ListOut
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.regions import queries, service
from app.regions.service import SettingWish

router = APIRouter(prefix="/v1", tags=["regions"])
router.include_router(calendar_routes.router)

Reader = Annotated[Actor, Depends(needs(Permission.REGIONS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.REGIONS_WRITE))]
SettingsReader = Annotated[Actor, Depends(needs(Permission.SETTINGS_READ))]
SettingsWriter = Annotated[Actor, Depends(needs(Permission.SETTINGS_WRITE))]


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

"""`/v1/field` and the packs of visits"""

import gzip
import re
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Response

from api.deps import ListingDep, SessionDep, etag, needs
from api.field import sheet_routes
from api.field.schemas import (
    DeviceOut,
    FieldVisitsOut,
    PackOut,
    ReconcileIn,
    ReconcileOut,
    shown_pack,
    shown_visit,
)
from api.schemas import ListOut
from app.core.access import Actor, Permission
from app.core.installation import epoch
from app.core.types import RegionCode
from app.recordings import packs, queries, service

router = APIRouter(prefix="/v1", tags=["field"])
router.include_router(sheet_routes.router)

Packer = Annotated[Actor, Depends(needs(Permission.PACKS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.RECORDINGS_WRITE))]
Office = Annotated[Actor, Depends(needs(Permission.RECORDINGS_RESOLVE))]


@router.get("/field/visits")
def list_field_visits(
    session: SessionDep, actor: Packer, date_from: date | None = None, date_to: date | None = None
) -> FieldVisitsOut:
    """Visits by start, from today for two weeks unless asked otherwise; at most the nearest 100."""
    found = packs.upcoming(session, actor, date_from=date_from, date_to=date_to)
    return FieldVisitsOut(items=[shown_visit(pack) for pack in found], epoch=epoch(session))


@router.get("/visits/{visit_id}/pack", response_model=PackOut)
def get_pack(
    session: SessionDep,
    actor: Packer,
    visit_id: UUID,
    if_none_match: Annotated[str | None, Header()] = None,
    accept_encoding: Annotated[str, Header()] = "",
) -> Any:
    """All that a device needs at a visit; 304 when what it has is still right."""
    pack = packs.pack(session, actor, visit_id)
    headers = {"ETag": etag(pack.etag), "Vary": "Accept-Encoding"}
    if pack.etag in _tags(if_none_match):
        return Response(status_code=304, headers=headers)
    return _small(shown_pack(pack).model_dump_json().encode(), accept_encoding, headers)


def _small(content: bytes, accept_encoding: str, headers: dict[str, str]) -> Response:
    """Compressed where the device can read it: it fetches packs over whatever network there is."""
    if re.search(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", accept_encoding):
        # Level 1 takes a third of the time of level 6 and a fifth more room.
        content, headers = gzip.compress(content, 1), headers | {"Content-Encoding": "gzip"}
    return Response(content, media_type="application/json", headers=headers)


def _tags(header: str | None) -> set[str]:
    return {tag.strip().removeprefix("W/").strip('"') for tag in (header or "").split(",")}


@router.post("/field/reconcile")
def reconcile(session: SessionDep, actor: Writer, body: ReconcileIn) -> ReconcileOut:
    """Which of a device's ids are stored here: what is unknown it sends again."""
    found = service.reconcile(session, actor, body.device_id, body.ids)
    return ReconcileOut(epoch=epoch(session), held=found.held, unknown=found.unknown, parked=found.parked)


@router.get("/field/devices", response_model=ListOut[DeviceOut])
def list_devices(listing: ListingDep, actor: Office, region_code: RegionCode | None = None) -> Any:
    """Devices by region and name, with what they sent, what is here and what never arrived."""
    return listing.answer(
        lambda session, request: queries.devices(session, actor, request, region_code=region_code),
        DeviceOut,
    )

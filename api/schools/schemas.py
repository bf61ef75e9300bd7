"""Schools on the wire."""

from datetime import time
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.schemas import Clock, CreateIn, In, LocalTime, Named, Out
from app.core.access import Actor, Role
from app.core.types import MailAddress, Npsn, Nsm, RegionCode, ShortText
from app.schools.models import School, SchoolKind

Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Minutes = Annotated[int, Field(ge=0, le=1440)]


class SchoolIn(CreateIn):
    npsn: Npsn | None = None
    nsm: Nsm | None = None
    name: ShortText
    kind: SchoolKind
    public: bool = True
    district_code: Annotated[RegionCode, Field(min_length=8, max_length=8)]
    address: ShortText | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    travel_minutes: Minutes | None = None
    lessons_start: Clock = time(7, 30)
    lessons_end: Clock = time(14, 0)
    contact_name: Annotated[ShortText, Field(max_length=120)] | None = None
    contact_phone: Annotated[ShortText, Field(max_length=40)] | None = None
    contact_email: MailAddress | None = None
    active: bool = True


class SchoolPatch(In):
    """Only what is named is changed."""

    npsn: Npsn | None = None
    nsm: Nsm | None = None
    name: Annotated[ShortText | None, Named] = None
    kind: Annotated[SchoolKind | None, Named] = None
    public: Annotated[bool | None, Named] = None
    district_code: Annotated[Annotated[RegionCode, Field(min_length=8, max_length=8)] | None, Named] = None
    address: ShortText | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    travel_minutes: Minutes | None = None
    lessons_start: Annotated[Clock | None, Named] = None
    lessons_end: Annotated[Clock | None, Named] = None
    contact_name: Annotated[ShortText, Field(max_length=120)] | None = None
    contact_phone: Annotated[ShortText, Field(max_length=40)] | None = None
    contact_email: MailAddress | None = None
    active: Annotated[bool | None, Named] = None


class SchoolOut(Out):
    id: UUID
    npsn: str | None
    nsm: str | None
    name: str
    kind: SchoolKind
    public: bool
    region_code: str
    district_code: str
    address: str | None
    latitude: float | None
    longitude: float | None
    travel_minutes: int | None
    lessons_start: LocalTime
    lessons_end: LocalTime
    contact_name: str | None
    contact_phone: str | None
    contact_email: str | None
    active: bool
    invented: bool
    version: int


def shown(actor: Actor, school: School) -> SchoolOut:
    """A school as ``actor`` may see it: viewers see no person's name, staff included."""
    out = SchoolOut.model_validate(school)
    hidden = {"contact_name": None, "contact_phone": None, "contact_email": None}
    return out.model_copy(update=hidden) if actor.role is Role.VIEWER else out

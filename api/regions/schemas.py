"""Regions, coefficients, days and service points on the wire."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID

from pydantic import Field, StrictBool, StrictFloat, StrictInt, StrictStr, model_validator

from api.schemas import CreateIn, In, Out
from app.core.types import Printable, RegionCode, ShortText
from app.regions.models import RegionLevel

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Place = Annotated[RegionCode, Field(min_length=5)]
"""A regency or smaller: where a building can stand."""


class Patch(In):
    """Only what is named is changed; what must have a value cannot be emptied."""

    needed: ClassVar[frozenset[str]]

    @model_validator(mode="after")
    def _keeps_its_values(self) -> Self:
        if any(name in self.needed and getattr(self, name) is None for name in self.model_fields_set):
            raise ValueError("this cannot be emptied")
        return self


# --- regions ---------------------------------------------------------------------------------------------------


class RegionOut(Out):
    region_code: str
    name: str
    level: RegionLevel
    parent: str | None
    time_zone: str


Position = Annotated[list[Annotated[float, Field(allow_inf_nan=False)]], Field(min_length=2, max_length=3)]
Ring = Annotated[list[Position], Field(max_length=20_000)]
Polygon = Annotated[list[Ring], Field(min_length=1, max_length=1000)]


class PolygonIn(In):
    type: Literal["Polygon"]
    coordinates: Polygon


class MultiPolygonIn(In):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Polygon], Field(min_length=1, max_length=5000)]


OutlineIn = Annotated[PolygonIn | MultiPolygonIn, Field(discriminator="type")]


class OutlineOut(Out):
    region_code: str
    outline: dict[str, Any] | None


# --- coefficients ----------------------------------------------------------------------------------------------


class SettingIn(In):
    key: Annotated[str, Field(max_length=60)]
    value: StrictBool | StrictInt | StrictFloat | Annotated[StrictStr, Field(max_length=500), Printable]
    valid_from: Day
    region_code: RegionCode | None = None


class SettingsIn(In):
    items: Annotated[list[SettingIn], Field(max_length=500)]


class SettingOut(Out):
    key: str
    value: bool | int | float | str
    valid_from: date
    region_code: str


class SettingsOut(Out):
    items: list[SettingOut]


# --- service points --------------------------------------------------------------------------------------------


class ServicePointIn(CreateIn):
    name: ShortText
    region_code: Place
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    can_record: bool = False
    online: bool = False
    opening_hours: ShortText | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


class ServicePointPatch(Patch):
    needed = frozenset({"name", "region_code", "can_record", "online", "valid_from"})

    name: ShortText | None = None
    region_code: Place | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    can_record: bool | None = None
    online: bool | None = None
    opening_hours: ShortText | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


class ServicePointOut(Out):
    id: UUID
    name: str
    region_code: str
    latitude: float | None
    longitude: float | None
    can_record: bool
    online: bool
    opening_hours: str | None
    valid_from: date
    valid_to: date | None
    version: int

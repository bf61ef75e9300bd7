"""`/v1/impact`: what visits spared pupils, against their going to the nearest service point."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from api.coverage.schemas import Rounded
from api.coverage.sheets import SheetDep
from api.deps import LanguageDep, SessionDep, needs
from api.schemas import Day, Out
from app.core.access import Actor, Permission
from app.core.i18n import Language, text
from app.core.types import RegionCode
from app.coverage.impact import Line, impact
from app.coverage.impact_rules import ASSUMPTIONS, UNITS, Item
from app.coverage.measures import BY_NAME

router = APIRouter()


class CoefficientOut(Out):
    """A dated setting, as it held on a day of the period."""

    key: str
    value: Any
    valid_from: date
    region_code: str
    """Where it was entered: ``00`` is the nation."""
    source: str | None
    """Null for what a region entered itself."""
    assumed: bool


class ImpactInputs(Out):
    pupils: int
    """Recordings that count, made at the visits."""
    visits: int
    trips: int
    """Of a team to a school and back; one a day and school."""
    unlocated: int
    """Pupils (of a team's figure: trips) whose way is not known; they are not in the figure."""
    coefficients: list[CoefficientOut]


class ImpactItem(Out):
    name: Item
    label: str
    unit: str
    low: float
    likely: float
    high: float
    formula: str
    inputs: ImpactInputs
    strongest_assumption: str


class ImpactOut(Rounded):
    date_from: date
    date_to: date
    counterfactual: str
    """What is taken to have happened without the visits."""
    items: list[ImpactItem]


def item_out(line: Line, language: Language) -> ImpactItem:
    entry = BY_NAME[line.item]
    return ImpactItem(
        name=line.item,
        label=text(entry.code("meaning"), language),
        unit=UNITS[line.item],
        low=line.value.low,
        likely=line.value.likely,
        high=line.value.high,
        formula=text(entry.code("numerator"), language),
        inputs=ImpactInputs.model_validate(line.inputs),
        strongest_assumption=text(f"coverage.impact.assumption.{ASSUMPTIONS[line.item]}", language),
    )


@router.get("/impact", response_model=ImpactOut)
def get_impact(
    session: SessionDep,
    sheet: SheetDep,
    actor: Annotated[Actor, Depends(needs(Permission.COVERAGE_READ))],
    language: LanguageDep,
    region_code: RegionCode | None = None,
    date_from: Day | None = None,
    date_to: Day | None = None,
) -> Any:
    """Kilometres, minutes, lesson hours and rupiah that visits spared, what teams spent on them, and what is left."""
    found = impact(session, actor, region_code, date_from, date_to)
    return sheet.answer(
        ImpactOut(
            date_from=found.date_from,
            date_to=found.date_to,
            rounded_down_to=found.rounded_down_to,
            counterfactual=text("coverage.impact.counterfactual", language),
            items=[item_out(line, language) for line in found.items],
        )
    )

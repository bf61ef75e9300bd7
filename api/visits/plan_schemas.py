"""Suggested days, ways, ledgers and the action list on the wire."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from api.schemas import Out
from api.visits.schemas import OUTCOMES
from app.core.i18n import Language, text
from app.visits.action_list import Action
from app.visits.action_rules import Remedy, RemedyKind
from app.visits.ledgers import Ledger
from app.visits.next_date import Suggestion


class ReasonOut(Out):
    code: str
    message: str


class SuggestionOut(Out):
    """A day on which nothing stands against a visit. `in_time`: pupils whose card can be there on the birthday."""

    date: date
    starts_at: datetime
    ends_at: datetime
    team_id: UUID
    kit_ids: list[UUID]
    capacity: int
    eligible: int
    planned: int
    in_time: int
    late: int
    travel_minutes: int | None
    travel_estimated: bool
    reasons: list[ReasonOut]


class SuggestionsOut(Out):
    items: list[SuggestionOut]


def shown_suggestion(each: Suggestion, language: Language) -> SuggestionOut:
    option, served = each.option, each.option.served
    note = text("visits.travel_estimated", language) if each.way.estimated else ""
    told: dict[str, dict[str, Any] | None] = {
        "visits.reason_lessons": {"start": f"{option.starts:%H:%M}", "end": f"{option.ends:%H:%M}"},
        "visits.reason_free": {"team": each.team, "kits": len(option.kit_ids)},
        "visits.reason_serves": {"planned": served.planned, "eligible": served.eligible},
        "visits.reason_in_time": {"in_time": served.in_time},
        "visits.reason_late": {"late": served.late} if served.late else None,
        "visits.reason_travel": {"minutes": each.way.minutes, "note": note} if each.way.minutes is not None else None,
    }
    return SuggestionOut(
        date=option.date,
        starts_at=each.starts_at,
        ends_at=each.ends_at,
        team_id=option.team_id,
        kit_ids=list(option.kit_ids),
        capacity=option.capacity,
        eligible=served.eligible,
        planned=served.planned,
        in_time=served.in_time,
        late=served.late,
        travel_minutes=each.way.minutes,
        travel_estimated=each.way.estimated,
        reasons=[
            ReasonOut(code=code, message=text(code, language, **params))
            for code, params in told.items()
            if params is not None
        ],
    )


class WayOut(Out):
    """The way from the office, one direction. `estimated`: reckoned from coordinates, nobody entered it."""

    school_id: UUID
    from_point_id: UUID | None
    minutes: int | None
    kilometres: float | None
    estimated: bool


class LedgerOut(Out):
    """A school's day: expected + walk_ins = the sum of the outcomes + not_yet_seen, one place per person."""

    school_id: UUID
    date: date
    visit_ids: list[UUID]
    expected: int
    walk_ins: int
    recorded: int
    already_recorded: int
    failed: int
    refused: int
    deferred: int
    absent: int
    under_age: int
    left: int
    not_yet_seen: int


def shown_ledger(ledger: Ledger) -> LedgerOut:
    tally = ledger.tally
    return LedgerOut.model_validate(
        {
            "school_id": ledger.school_id,
            "date": ledger.date,
            "visit_ids": ledger.visit_ids,
            "expected": tally.expected,
            "walk_ins": ledger.walk_ins,
            **{outcome: tally.outcomes.get(outcome, 0) for outcome in OUTCOMES},
            "not_yet_seen": tally.not_yet_seen,
        }
    )


class RemedyOut(Out):
    kind: RemedyKind
    service_point_id: UUID | None
    service_point: str | None
    date: date | None
    minutes: int | None
    kilometres: float | None
    estimated: bool
    cost: int | None


class ActionOut(Out):
    """Somebody whom no visit reaches before the birthday. `planned`: the next visit is planned, not only possible."""

    student_id: UUID
    name: str
    class_group: str | None
    school_id: UUID | None
    residence_code: str | None
    turns_17_on: date
    next_visit_on: date | None
    planned: bool
    remedy: RemedyOut


def shown_action(action: Action) -> ActionOut:
    student = action.student
    return ActionOut(
        student_id=student.id,
        name=student.name,
        class_group=student.class_group,
        school_id=student.school_id,
        residence_code=student.residence_code,
        turns_17_on=action.turns_17_on,
        next_visit_on=action.next_visit_on,
        planned=action.planned,
        remedy=_remedy(action.remedy),
    )


def _remedy(remedy: Remedy) -> RemedyOut:
    return RemedyOut(
        kind=remedy.kind,
        service_point_id=remedy.service_point_id,
        service_point=remedy.service_point,
        date=remedy.day,
        minutes=remedy.minutes,
        kilometres=remedy.kilometres,
        estimated=remedy.estimated,
        cost=remedy.cost,
    )

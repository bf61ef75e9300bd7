"""What regions enter leaves its line in the journal."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.types import NATION
from app.coverage.models import CohortTotal, CohortTotalHistory, OwnershipTotalHistory
from app.coverage.service import put_cohort_total, put_ownership
from app.journal.models import JournalLine
from app.regions import entries, queries, service
from app.regions.models import CalendarDay, DayKind
from app.regions.service import SettingWish

ON = date(2026, 1, 1)


def lines(session: Session) -> list[tuple[str, str | None]]:
    found = session.exec(select(JournalLine).order_by(col(JournalLine.id))).all()
    return [(line.kind, line.region_code) for line in found]


def test_every_change_writes_one_line_and_no_change_writes_none(session: Session, actors: dict[str, Actor]) -> None:
    admin = actors["admin"]
    outline = {"type": "Polygon", "coordinates": [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]}
    for _ in range(2):
        service.draw(session, admin, "63.11", outline)
    service.replace_settings(session, admin, "63.11", None, [SettingWish("recording_age", 15, ON)])
    version = service.own_settings_version(session, "63.11")
    service.replace_settings(session, admin, "63.11", version, [SettingWish("recording_age", 15, ON)])
    facts = {"date_from": ON, "date_to": ON, "kind": DayKind.OTHER, "name": "Libur", "source": "Bupati"}
    day, _ = entries.add(session, admin, CalendarDay, facts)
    entries.change(session, admin, CalendarDay, day.id, 1, {"name": "Libur"})
    entries.change(session, admin, CalendarDay, day.id, 1, {"name": "Cuti"})
    entries.remove(session, admin, CalendarDay, day.id, None)
    point, _ = service.add_point(
        session,
        admin,
        {"name": "Kantor", "region_code": "63.11", "can_record": True, "online": True, "valid_from": None},
    )
    service.change_point(session, admin, point.id, 1, {"can_record": False})
    service.change_point(session, admin, point.id, 2, {"can_record": False})
    assert lines(session) == [
        ("regions.outlined", "63.11"),
        ("settings.replaced", "63.11"),
        ("calendar.added", "63.11"),
        ("calendar.changed", "63.11"),
        ("calendar.removed", "63.11"),
        ("regions.service_point_added", "63.11"),
        ("regions.service_point_changed", "63.11"),
    ]
    assert point.valid_from == queries.today("63.11")


def test_a_region_lives_by_the_nearest_coefficient_of_the_day(session: Session, actors: dict[str, Actor]) -> None:
    service.replace_settings(session, actors["admin"], "63.11", None, [SettingWish("recording_age", 15, ON)])
    ages = [
        queries.setting(session, place, "recording_age", day)
        for place, day in (
            ("63.11", date(2025, 12, 31)),
            ("63.11", ON),
            ("63.11.02", ON),
            ("63.08", ON),
            (NATION, date(1980, 1, 1)),
        )
    ]
    assert ages == [16, 15, 15, 16, 16]


def test_a_former_total_stands_in_the_history_until_the_next_was_known(
    session: Session, actors: dict[str, Actor]
) -> None:
    facts = {"population": 10, "recorded_in_year": None, "source": "SIAK", "dated": ON}
    for population in (10, 10, 20):
        put_cohort_total(session, actors["officer"], "63.11", 2026, {**facts, "population": population})
    [former] = session.exec(select(CohortTotalHistory)).all()
    present = session.exec(select(CohortTotal)).one()
    assert (former.population, present.population) == (10, 20)
    assert former.known_from < former.known_to == present.known_from
    assert lines(session) == [
        ("coverage.cohort_total_entered", "63.11"),
        ("coverage.cohort_total_changed", "63.11"),
    ]


@pytest.mark.parametrize("holders", [None, 5])
def test_a_share_is_kept_only_where_no_heads_are(
    session: Session, actors: dict[str, Actor], holders: int | None
) -> None:
    facts = {"duty_population": 10, "holders": holders, "percent": 96.0, "source": "SIAK", "dated": ON}
    total = put_ownership(session, actors["nation"], NATION, 2026, facts)
    assert total.percent == (96.0 if holders is None else None)
    put_ownership(session, actors["nation"], NATION, 2026, {**facts, "duty_population": 11})
    assert len(session.exec(select(OwnershipTotalHistory)).all()) == 1

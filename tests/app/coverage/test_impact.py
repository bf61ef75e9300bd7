"""Impact of visits that were held, on both databases."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from app.core.access import Actor
from app.core.errors import Invalid, NotFound
from app.coverage.impact import Impact, Line, NoVillages, impact
from app.coverage.impact_rules import Item, Range
from app.regions.models import Setting
from app.schools.models import School
from app.students.models import Student
from app.visits.models import Visit, VisitKind, VisitState
from tests.support.held_visits import HALONG, OFFICE, held, places, record
from tests.support.statements import counted
from tests.support.world import BALANGAN, World

FROM, TO = date(2026, 9, 1), date(2026, 9, 30)
I = Item  # noqa: E741


def lines(found: Impact) -> dict[Item, Line]:
    return {line.item: line for line in found.items}


def ask(session: Session, actor: Actor, region: str | None = None, **days: date) -> dict[Item, Line]:
    return lines(impact(session, actor, region, days.get("date_from", FROM), days.get("date_to", TO)))


def four_visits(session: Session, world: World) -> None:
    """On a Tuesday one team goes to two schools; nobody knows where the third is; at the fourth visit nobody came."""
    places(session, world)
    held(session, world, "paringin", date(2026, 9, 1), 3)
    held(session, world, "halong", date(2026, 9, 1), 2)
    held(session, world, "tebing", date(2026, 9, 2), 1, team="team2")
    held(session, world, "paringin", date(2026, 9, 3), 0, team="team2")


BY_PENCIL = {
    I.PEOPLE_SERVED: (6, 6, 6),
    I.VISITS_HELD: (4, 4, 4),
    # Paringin 7.2, 7.8, 8.9 km to the office; Halong 2.9, 3.1, 3.6 km to its district's point.
    I.PUPIL_KILOMETRES: (54.8, 59.2, 67.8),
    I.MOTORBIKE_TRIPS: (3, 4, 6),
    I.MOTORBIKE_KILOMETRES: (27.4, 39.47, 67.8),
    # Twice to Paringin, once to Halong (26.0, 28.0, 32.0 km from the office), each there and back.
    I.TEAM_KILOMETRES: (80.8, 87.2, 99.6),
    I.NET_KILOMETRES: (-72.2, -47.73, -13.0),
    # 30 minutes entered; 5, 7 and 9 estimated.
    I.PUPIL_MINUTES: (200, 208, 216),
    I.TEAM_MINUTES: (630, 702, 822),
    I.NET_MINUTES: (-622, -494, -414),
    # Paringin: 3 x (90 x 0.5 - 15, 120 x 0.8 - 10, 240 - 10) / 45; Halong: 2 x (5, 49.2, 188) / 45.
    I.LESSON_HOURS: (2.22, 7.92, 23.69),
    I.PUPIL_RUPIAH: (8220, 39466.67, 186450),
    # 2500 a kilometre and two days of a team at 450000.
    I.TEAM_RUPIAH: (1102000, 1118000, 1149000),
    I.NET_RUPIAH: (-1140780, -1078533.33, -915550),
}


def test_the_figures_are_those_of_a_pencil(session: Session, world: World) -> None:
    four_visits(session, world)
    found = ask(session, world.actors["officer"])
    assert {item: (line.value.low, line.value.likely, line.value.high) for item, line in found.items()} == BY_PENCIL
    assert list(found) == list(Item)
    unlocated = {item: line.inputs.unlocated for item, line in found.items()}
    assert unlocated == dict.fromkeys(Item, 1) | dict.fromkeys((I.PEOPLE_SERVED, I.VISITS_HELD, I.MOTORBIKE_TRIPS), 0)
    inputs = found[I.NET_RUPIAH].inputs
    assert (inputs.pupils, inputs.visits, inputs.trips) == (6, 4, 4)


def test_every_coefficient_is_told_with_its_day_and_where_it_comes_from(session: Session, world: World) -> None:
    four_visits(session, world)
    session.add(Setting(region_code=BALANGAN, key="cost_per_km", value=3000, valid_from=date(2026, 9, 2)))
    session.flush()
    found = ask(session, world.actors["officer"])
    told = [(c.key, c.value, c.region_code, c.assumed) for c in found[I.TEAM_RUPIAH].inputs.coefficients]
    assert told == [
        ("winding_factor_low", 1.3, "00", True),
        ("winding_factor", 1.4, "00", True),
        ("winding_factor_high", 1.6, "00", True),
        ("cost_per_km", 2500, "00", True),
        ("cost_per_km", 3000, BALANGAN, False),
        ("visit_day_cost", 450000, "00", True),
    ]
    # Paringin on the 3rd at 3000, all else at 2500.
    assert found[I.TEAM_RUPIAH].value.likely == 1118000 + 2 * 7.8 * 500
    [lesson] = [c for c in found[I.LESSON_HOURS].inputs.coefficients if c.key == "lesson_minutes"]
    assert (lesson.valid_from, lesson.assumed) == (date(2000, 1, 1), False)
    assert "56/M/2022" in (lesson.source or "")


def test_where_nothing_took_place_every_figure_is_there_and_nought(session: Session, world: World) -> None:
    found = ask(session, world.actors["officer"])
    assert {line.value for line in found.values()} == {Range(0, 0, 0)}
    assert list(found) == list(Item)
    assert [c.key for c in found[I.MOTORBIKE_TRIPS].inputs.coefficients] == [
        "pupils_per_motorbike_low",
        "pupils_per_motorbike",
        "pupils_per_motorbike_high",
    ]


def test_pupils_would_have_gone_where_they_could_have_been_recorded_on_that_day(session: Session, world: World) -> None:
    points = places(session, world)
    held(session, world, "halong", date(2026, 9, 1), 1)
    near = ask(session, world.actors["officer"])[I.PUPIL_KILOMETRES].value
    assert near.likely == 2 * 3.1
    points[HALONG].valid_from = date(2026, 9, 2)
    session.flush()
    assert ask(session, world.actors["officer"])[I.PUPIL_KILOMETRES].value.likely == 2 * 28.0
    points[HALONG].valid_from, points[HALONG].valid_to = date(2020, 1, 1), date(2026, 8, 31)
    session.flush()
    assert ask(session, world.actors["officer"])[I.PUPIL_KILOMETRES].value.likely == 2 * 28.0
    points[HALONG].valid_to, points[HALONG].can_record = date(2026, 9, 1), False
    session.flush()
    assert ask(session, world.actors["officer"])[I.PUPIL_KILOMETRES].value.likely == 2 * 28.0
    points[HALONG].can_record, points[OFFICE].can_record = True, False
    session.flush()
    found = ask(session, world.actors["officer"])
    assert (found[I.PUPIL_KILOMETRES].value, found[I.TEAM_KILOMETRES].value.likely) == (near, 2 * 28.0)
    points[HALONG].can_record = False
    session.flush()
    nowhere = ask(session, world.actors["officer"])[I.PUPIL_KILOMETRES]
    assert (nowhere.value, nowhere.inputs.unlocated) == (Range(0, 0, 0), 1)


def test_minutes_that_were_entered_count_without_an_office_or_coordinates(session: Session, world: World) -> None:
    held(session, world, "paringin", date(2026, 9, 1), 2)  # 30 minutes, and nobody knows from where to where
    found = ask(session, world.actors["officer"])
    team = found[I.TEAM_MINUTES]
    assert (team.value.likely, team.inputs.unlocated) == (2 * 30 * 3, 0)
    assert (found[I.TEAM_KILOMETRES].value, found[I.TEAM_KILOMETRES].inputs.unlocated) == (Range(0, 0, 0), 1)
    # Which point would have been the nearest, nobody can say.
    assert (found[I.PUPIL_MINUTES].value, found[I.PUPIL_MINUTES].inputs.unlocated) == (Range(0, 0, 0), 2)


def test_only_recordings_that_count_at_visits_that_were_held(session: Session, world: World) -> None:
    places(session, world)
    day = date(2026, 9, 1)
    visit_id, [pupil] = held(session, world, "paringin", day, 1)
    visit = session.get_one(Visit, visit_id)
    record(session, visit, pupil, counted=False)
    held(session, world, "paringin", day, 0, state=VisitState.CANCELLED)
    held(session, world, "paringin", day, 0, state=VisitState.CONFIRMED)
    held(session, world, "halong", day, 0, kind=VisitKind.HANDOVER)
    found = ask(session, world.actors["officer"])
    assert (found[I.PEOPLE_SERVED].value.likely, found[I.VISITS_HELD].value.likely) == (1, 1)
    # At a visit to hand over cards somebody was recorded after all; it was postponed on paper.
    held(session, world, "halong", day, 1, kind=VisitKind.HANDOVER, state=VisitState.POSTPONED)
    found = ask(session, world.actors["officer"])
    assert (found[I.PEOPLE_SERVED].value.likely, found[I.VISITS_HELD].value.likely) == (2, 2)


def test_a_person_is_one_however_often_recorded_and_a_merged_one_is_its_survivor(
    session: Session, world: World
) -> None:
    places(session, world)
    first_id, [one, other] = held(session, world, "paringin", date(2026, 9, 1), 2)
    second_id, _ = held(session, world, "paringin", date(2026, 9, 8), 0)
    record(session, session.get_one(Visit, second_id), one, cycle=2)
    found = ask(session, world.actors["officer"])
    assert (found[I.PEOPLE_SERVED].value.likely, found[I.PEOPLE_SERVED].inputs.pupils) == (2, 3)
    session.get_one(Student, other).survivor_id = one
    session.flush()
    assert ask(session, world.actors["officer"])[I.PEOPLE_SERVED].value.likely == 1
    assert session.get_one(Visit, first_id).date == date(2026, 9, 1)


def test_a_team_comes_to_a_school_once_a_day_in_however_many_visits(session: Session, world: World) -> None:
    places(session, world)
    held(session, world, "paringin", date(2026, 9, 1), 1)
    held(session, world, "paringin", date(2026, 9, 1), 1)
    found = ask(session, world.actors["officer"])
    assert found[I.TEAM_KILOMETRES].value.likely == 2 * 7.8
    assert (found[I.VISITS_HELD].value.likely, found[I.VISITS_HELD].inputs.trips) == (2, 1)


def test_each_reads_the_figures_of_its_own_visits(session: Session, world: World) -> None:
    four_visits(session, world)
    held(session, world, "amuntai", date(2026, 9, 1), 4, team="team3")

    def people(name: str, region: str | None = None) -> float:
        return ask(session, world.actors[name], region)[I.PEOPLE_SERVED].value.likely

    assert {name: people(name) for name in ("admin", "school-paringin", "school-halong", "team1", "team2")} == {
        "admin": 6,
        "school-paringin": 3,
        "school-halong": 2,
        "team1": 5,
        "team2": 1,
    }
    assert (people("neighbour"), people("nation"), people("nation", "63.08"), people("nation", "63")) == (4, 10, 4, 10)
    assert (people("officer", "63.11.02"), people("team1", "63.11.02")) == (2, 2)
    with pytest.raises(NotFound):
        ask(session, world.actors["officer"], "63.08")
    with pytest.raises(NoVillages):
        ask(session, world.actors["officer"], "63.11.02.2001")
    with pytest.raises(Invalid):
        ask(session, world.actors["officer"], date_from=TO, date_to=FROM)


def test_a_viewer_reads_a_regency_as_the_office_does_and_a_district_rounded_visit_by_visit(
    session: Session, world: World
) -> None:
    places(session, world)
    held(session, world, "halong", date(2026, 9, 1), 7)
    held(session, world, "halong", date(2026, 9, 8), 4)
    viewer = world.actors["viewer"]
    whole = impact(session, viewer, None, FROM, TO)
    assert whole == impact(session, world.actors["officer"], BALANGAN, FROM, TO)
    assert whole.rounded_down_to is None
    found = impact(session, viewer, "63.11.02", FROM, TO)
    assert found.rounded_down_to == 5
    told = lines(found)
    assert (told[I.PEOPLE_SERVED].value.likely, told[I.PUPIL_KILOMETRES].value.likely) == (5, 5 * 2 * 3.1)
    assert told[I.PUPIL_KILOMETRES].inputs.pupils == 5
    before = lines(impact(session, viewer, "63.11.02", FROM, date(2026, 9, 7)))
    assert before[I.PUPIL_KILOMETRES].value == told[I.PUPIL_KILOMETRES].value, "of the four nothing shows"
    assert told[I.TEAM_KILOMETRES].value.likely == 4 * 28.0, "a team's way is nobody's secret"


def test_whatever_the_number_of_visits_it_takes_as_many_statements(session: Session, world: World) -> None:
    places(session, world)

    def statements() -> int:
        session.flush()
        with counted(session.get_bind().engine) as made:
            ask(session, world.actors["viewer"])
        return len(made)

    held(session, world, "paringin", date(2026, 9, 1), 1)
    few = statements()
    like = session.get_one(School, world.schools["paringin"]).model_dump(exclude={"id", "npsn"})
    for number in range(20):
        school = School(**like | {"npsn": f"9998{number:04}", "name": f"SMA {number}"})
        session.add(school)
        session.flush()
        world.schools[f"s{number}"] = school.id
        held(session, world, f"s{number}", date(2026, 9, 1 + number), 2)
    assert statements() == few <= 5


def test_without_days_the_period_is_this_year_up_to_today(session: Session, world: World) -> None:
    found: Any = impact(session, world.actors["officer"], None, None, date(2026, 9, 30))
    assert (found.date_from, found.date_to) == (date(2026, 1, 1), date(2026, 9, 30))

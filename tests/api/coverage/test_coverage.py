"""Eligibility and coverage through the door."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from app.core.clock import frozen, now
from app.core.db import Database
from app.core.ids import new_id
from app.coverage.service import put_cohort_total
from app.students.models import CardState, Enrolment, EnrolmentState, Recorded, Student, StudentHistory, StudentStatus
from app.visits.models import RosterEntry, Visit, VisitKind, VisitState
from tests.conftest import Api
from tests.support.rollups import caught_up
from tests.support.world import World, add_student, instant

ON = date(2026, 11, 24)


def stand(session: Session, student_id: UUID, **facts: Any) -> None:
    student = session.get_one(Student, student_id)
    for name, value in facts.items():
        setattr(student, name, value)
    session.flush()


def recorded(session: Session, student_id: UUID, on: date, **more: Any) -> None:
    stand(session, student_id, recorded=Recorded.HERE, recorded_on=on, card_state=CardState.IN_PROCESS)
    stand(session, student_id, **more)


def fill(database: Database, world: World) -> dict[str, UUID]:
    """Seven of Paringin and two of Halong, one without a school, one dead and one next door, as of 24 Nov 2026."""
    ids: dict[str, UUID] = {}
    with database.write() as session:

        def add(name: str, birth: date | None, school: str | None = "paringin", **more: Any) -> UUID:
            ids[name] = add_student(session, world, school, name=name.upper(), birth=birth, **more)
            return ids[name]

        add("due", date(2009, 12, 1))
        add("today16", date(2010, 11, 24))
        add("tomorrow16", date(2010, 11, 25))
        add("far", date(2011, 6, 1))
        add("ageless", None)
        stand(session, add("married", date(2011, 1, 1)), ever_married=True)
        recorded(session, add("recorded", date(2009, 3, 1)), date(2026, 2, 1))
        stand(
            session,
            add("elsewhere", date(2009, 5, 1), "halong", sex="L"),
            recorded=Recorded.ELSEWHERE,
            recorded_on=date(2025, 5, 1),
            card_state=CardState.READY,
        )
        recorded(
            session,
            add("happy", date(2009, 2, 14), "halong"),
            date(2025, 12, 1),
            card_state=CardState.HANDED_OVER,
            handed_over_on=date(2026, 2, 14),
        )
        add("outside", date(2009, 7, 1), None)
        stand(session, ids["outside"], residence_code="63.11.02")
        stand(session, add("dead", date(2009, 7, 1)), status=StudentStatus.DECEASED)
        add("abroad", date(2009, 7, 1), "amuntai")
    return ids


@pytest.fixture(autouse=True)
def _on_that_day(api: Api) -> Iterator[None]:
    """What holds today is read of the rows, what held before of the events; these rows have none."""
    with frozen(instant("2026-11-24T12:00:00+08:00")):
        yield


def by_key(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    return {item["key"]: item for item in answer.json()["items"]}


def without_urls(counts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in counts.items() if not name.endswith("_url")}


def test_eligible_are_those_of_16_or_ever_married_who_are_not_recorded(
    api: Api, database: Database, world: World
) -> None:
    fill(database, world)
    answer = api.get("/v1/eligibility?as_of=2026-11-24", by="officer")
    assert without_urls(answer.json()["total"]) == {
        "students": 10,
        "eligible": 4,
        "recorded": 3,
        "age_unknown": 1,
        "becoming_eligible_90d": 1,
    }
    items = by_key(answer)
    paringin = items[str(world.schools["paringin"])]
    assert (paringin["name"], paringin["students"], paringin["eligible"]) == ("SMA NEGERI PARINGIN", 7, 3)
    assert (items["none"]["name"], items["none"]["eligible"]) == ("Without a school", 1)
    assert list(items)[-1] == "none"


def test_eligibility_looks_ahead_and_back(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    total = api.get("/v1/eligibility?as_of=2026-11-25", by="officer").json()["total"]
    assert (total["eligible"], total["becoming_eligible_90d"]) == (5, 0)
    before = api.get("/v1/eligibility?as_of=2025-04-30", by="officer").json()["total"]
    assert (before["recorded"], before["eligible"]) == (0, 3)  # 14 Feb and 1 Mar 2009, and the married one


def test_eligibility_by_district_counts_people_without_a_school_where_they_live(
    api: Api, database: Database, world: World
) -> None:
    fill(database, world)
    items = by_key(api.get("/v1/eligibility?as_of=2026-11-24&group_by=district", by="officer"))
    assert {key: item["eligible"] for key, item in items.items()} == {"63.11.02": 1, "63.11.07": 3}
    one = api.get("/v1/eligibility?as_of=2026-11-24&region_code=63.11.02", by="officer").json()
    assert without_urls(one["total"]) == {
        "students": 3,
        "eligible": 1,
        "recorded": 2,
        "age_unknown": 0,
        "becoming_eligible_90d": 0,
    }
    months = by_key(api.get("/v1/eligibility?as_of=2026-11-24&group_by=birth_month", by="officer"))
    assert (months["2010-11"]["students"], months["none"]["age_unknown"]) == (2, 1)


def test_each_counts_only_what_it_may_see(api: Api, database: Database, world: World) -> None:
    fill(database, world)

    def students(by: str, query: str = "") -> int:
        answer = api.get(f"/v1/eligibility?as_of=2026-11-24{query}", by=by)
        return int(answer.json()["total"]["students"])

    assert students("school-halong") == 2
    assert students("neighbour") == 1
    assert students("nation") == 11
    assert students("nation", "&region_code=63.08") == 1
    assert students("team1") == 0
    with database.write() as session:
        session.add(visit(world))
    assert students("team1") == 2
    assert api.get("/v1/eligibility?region_code=63.08", by="officer").status_code == 404
    assert api.get("/v1/coverage?region_code=00", by="officer").status_code == 404


def visit(world: World, state: VisitState = VisitState.CONFIRMED) -> Visit:
    return Visit(
        region_code="63.11",
        kind=VisitKind.RECORDING,
        school_id=world.schools["halong"],
        team_id=world.teams["team1"],
        date=ON,
        starts_at=instant("2026-11-24T07:30:00+08:00"),
        ends_at=instant("2026-11-24T14:00:00+08:00"),
        capacity=39,
        state=state,
    )


def test_the_two_coverages_are_never_mixed(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    url = "/v1/coverage?as_of=2026-11-24"
    cohort, in_year = (api.get(f"{url}&measure={m}", by="officer").json() for m in ("cohort", "in_year"))
    assert (cohort["cohort"], cohort["known_at"], cohort["counted_to"]) == (2026, None, None)
    total = cohort["total"]
    # due, recorded, elsewhere, happy, outside turn 17 in 2026
    assert (total["listed"], total["recorded"], total["percent"]) == (5, 3, 60.0)
    assert (total["recorded_here"], total["recorded_elsewhere"]) == (2, 1)
    assert (total["ready"], total["printed"], total["handed_over"], total["on_time_17"]) == (1, 0, 1, 1)
    assert (total["population"], total["population_source"]) == (None, "lists")
    assert (in_year["total"]["recorded"], in_year["total"]["percent"]) == (1, 20.0)


def test_the_registrys_total_is_the_denominator_where_it_is_entered(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    body = {"population": 4, "source": "SIAK", "dated": "2026-06-30"}
    for code in ("63.11", "63.11.05"):
        assert api.put(f"/v1/cohort-totals/{code}/2026", by="officer", json=body).status_code == 200
    answer = api.get("/v1/coverage?as_of=2026-11-24&group_by=district", by="officer")
    total = answer.json()["total"]
    assert (total["percent"], total["list_completeness"]) == (75.0, 125.0)
    items = by_key(answer)
    assert (items["63.11.05"]["listed"], items["63.11.05"]["percent"]) == (0, 0.0)
    assert items["63.11.02"]["population_source"] == "lists"
    school = api.get("/v1/coverage?as_of=2026-11-24", by="school-halong").json()["total"]
    assert (school["listed"], school["population_source"], school["percent"]) == (2, "lists", 100.0)


def test_an_entered_number_of_recorded_is_the_totals_and_items_stay_counted(
    api: Api, database: Database, world: World
) -> None:
    fill(database, world)
    body = {"population": 8, "recorded_in_year": 4, "source": "SIAK", "dated": "2026-06-30"}
    api.put("/v1/cohort-totals/63.11/2026", by="officer", json=body)
    url = "/v1/coverage?as_of=2026-11-24&measure=in_year&group_by=region"
    answer = api.get(url, by="officer").json()
    assert (answer["total"]["recorded"], answer["total"]["recorded_here"]) == (4, None)
    [item] = answer["items"]
    assert (item["key"], item["recorded"], item["recorded_here"]) == ("63.11", 1, 1)


@pytest.mark.parametrize(
    ("group_by", "expected"),
    [
        ("region", {"63.11": 5}),
        ("district", {"63.11.02": 3, "63.11.07": 2}),
        ("village", {"none": 5}),
        ("birth_month", {"2009-02": 1, "2009-03": 1, "2009-05": 1, "2009-07": 1, "2009-12": 1}),
        ("recorded_month", {"2025-05": 1, "2025-12": 1, "2026-02": 1, "none": 2}),
        ("sex", {"L": 1, "P": 4}),
        ("kind", {"SMA": 4, "none": 1}),
    ],
)
def test_a_cohort_is_parted_by_whatever_is_asked(
    api: Api, database: Database, world: World, group_by: str, expected: dict[str, int]
) -> None:
    fill(database, world)
    items = by_key(api.get(f"/v1/coverage?as_of=2026-11-24&group_by={group_by}", by="officer"))
    assert {key: item["listed"] for key, item in items.items()} == expected


def test_every_address_in_an_answer_leads_to_the_rows_of_its_figure(api: Api, database: Database, world: World) -> None:
    fill(database, world)

    def rows(url: str) -> int:
        answer = api.get(url, by="officer")
        assert answer.status_code == 200, answer.text
        return len(answer.json()["items"])

    def read(path: str) -> Any:
        return api.get(f"/v1/{path}", by="officer").json()

    for measure, group_by in (("cohort", "school"), ("cohort", "village"), ("in_year", "enrolment")):
        answer = read(f"coverage?measure={measure}&cohort=2026&group_by={group_by}")
        for line in (answer["total"], *answer["items"]):
            assert rows(line["rows_url"]) == line["listed"]
            assert rows(line["recorded_rows_url"]) == line["recorded"]
            assert rows(line["rows_url"].replace("figure=listed", "figure=on_time_17")) == line["on_time_17"]
    answer = read("eligibility?region_code=63.11&group_by=birth_month")
    for line in (answer["total"], *answer["items"]):
        assert rows(line["rows_url"]) == line["students"]
        assert rows(line["eligible_rows_url"]) == line["eligible"]
    for step in read("coverage/funnel?cohort=2026")["items"]:
        assert rows(step["rows_url"]) == step["students"], step
    for period in read("coverage/timeseries?cohort=2026&date_from=2025-04-01")["items"]:
        assert rows(period["rows_url"]) == period["recorded"]
    found = read("coverage/voters?election_date=2026-11-30")
    for name in ("rows_url", "recorded_rows_url", "not_recorded_rows_url"):
        assert rows(found[name]) == found[name.replace("rows_url", "").rstrip("_") or "listed"]


def test_rows_stand_behind_a_line_only_for_those_who_may_see_them(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    for by in ("viewer", "team1"):
        answer = api.get("/v1/coverage?group_by=school&cohort=2026", by=by).json()
        assert {line["rows_url"] for line in (answer["total"], *answer["items"])} == {None}
    url = api.get("/v1/coverage?cohort=2026", by="officer").json()["total"]["rows_url"]
    assert [api.get(url, by=by).status_code for by in ("viewer", "team1")] == [403, 403]
    assert len(api.get(url, by="school-halong").json()["items"]) == 2
    assert api.get(url, by="neighbour").status_code == 404


def test_an_entered_number_of_recorded_has_no_rows(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    body = {"population": 8, "recorded_in_year": 4, "source": "SIAK", "dated": "2026-06-30"}
    api.put("/v1/cohort-totals/63.11/2026", by="officer", json=body)
    total = api.get("/v1/coverage?measure=in_year&cohort=2026", by="officer").json()["total"]
    assert (total["recorded_rows_url"], total["rows_url"] is None) == (None, False)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("figure=on_time_17", "coverage.cohort_needed"),
        ("measure=in_year", "coverage.cohort_needed"),
        ("group_by=school&group=abc", "coverage.no_such_group"),
        ("group_by=birth_month&group=2026-13-1", "coverage.no_such_group"),
        ("group_by=sex", "coverage.no_such_group"),
        ("group=L", "coverage.no_such_group"),
    ],
)
def test_rows_of_a_figure_that_cannot_be_are_refused(api: Api, query: str, code: str) -> None:
    answer = api.get(f"/v1/students?{query}", by="officer")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


def test_the_years_before_the_service_stand_beside_the_present_one(api: Api, database: Database, world: World) -> None:
    """The seed's figures: 515 of 2,614 in 2017, 638 of 2,233 in 2018, and 8.87 points between them."""
    fill(database, world)
    for year, population, recorded_in_year in ((2017, 2614, 515), (2018, 2233, 638)):
        body = {
            "population": population,
            "recorded_in_year": recorded_in_year,
            "source": "Laporan Dukcapil Balangan",
            "dated": f"{year}-12-31",
        }
        assert api.put(f"/v1/cohort-totals/63.11/{year}", by="officer", json=body).status_code == 200
    for by in ("officer", "viewer"):
        items = api.get("/v1/coverage/years", by=by).json()["items"]
        assert [(y["year"], y["percent"], y["change"]) for y in items[:2]] == [(2017, 19.7, None), (2018, 28.57, 8.87)]
        assert [y["recorded_source"] for y in items] == ["registry", "registry", "lists"]
    assert api.get("/v1/coverage/years?region_code=63.08", by="officer").status_code == 404


def test_a_card_is_in_time_until_the_birthday_and_the_regions_offset(
    api: Api, database: Database, world: World
) -> None:
    with database.write() as session:
        for birth, given in (
            (date(2009, 3, 1), date(2026, 3, 1)),
            (date(2009, 3, 1), date(2026, 3, 2)),
            (date(2009, 1, 1), date(2025, 12, 31)),
        ):
            recorded(
                session,
                add_student(session, world, birth=birth),
                date(2025, 1, 1),
                card_state=CardState.HANDED_OVER,
                handed_over_on=given,
            )
        leap = add_student(session, world, birth=date(2008, 2, 29))
        recorded(
            session,
            leap,
            date(2025, 1, 1),
            card_state=CardState.HANDED_OVER,
            handed_over_on=date(2025, 3, 1),
        )
    assert api.get("/v1/coverage?cohort=2026", by="officer").json()["total"]["on_time_17"] == 2
    assert api.get("/v1/coverage?cohort=2025", by="officer").json()["total"]["on_time_17"] == 1
    later = {"key": "print_offset_days", "value": 1, "valid_from": "2026-01-01"}
    assert api.put("/v1/settings/63.11", by="admin", json={"items": [later]}).status_code == 200
    assert api.get("/v1/coverage?cohort=2026", by="officer").json()["total"]["on_time_17"] == 3


def test_a_past_day_counts_by_the_enrolment_of_that_day(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        student_id = add_student(session, world, "paringin", birth=date(2009, 5, 5), since=date(2026, 8, 1))
        session.add(
            Enrolment(
                id=new_id(),
                student_id=student_id,
                school_id=world.schools["halong"],
                date_from=date(2025, 7, 14),
                date_to=date(2026, 8, 1),
                state=EnrolmentState.ENDED,
            )
        )
    url = "/v1/eligibility?as_of="
    assert list(by_key(api.get(f"{url}2026-07-01", by="officer"))) == [str(world.schools["halong"])]
    assert list(by_key(api.get(f"{url}2026-08-01", by="officer"))) == [str(world.schools["paringin"])]
    assert api.get(f"{url}2026-07-01", by="school-paringin").json()["total"]["students"] == 0


def test_figures_can_be_asked_as_they_were_known(api: Api, database: Database, world: World) -> None:
    at = now() - timedelta(days=10)
    with database.write() as session:
        student_id = add_student(session, world, "paringin", birth=date(2009, 5, 5))
        former = session.get_one(Student, student_id).model_dump()
        fields = set(StudentHistory.model_fields) - {"id", "student_id", "known_from", "known_to"}
        session.add(
            StudentHistory(
                id=new_id(),
                student_id=student_id,
                known_from=at,
                known_to=at + timedelta(days=5),
                **{name: former[name] for name in fields} | {"school_id": world.schools["halong"]},
            )
        )
        stand(session, student_id, known_from=at + timedelta(days=5))

    def schools(known_at: datetime) -> list[str]:
        found = api.get("/v1/eligibility", by="officer", params={"known_at": known_at.isoformat()})
        assert datetime.fromisoformat(found.json()["known_at"]) == known_at
        return list(by_key(found))

    assert schools(at - timedelta(days=1)) == []
    assert schools(at + timedelta(days=1)) == [str(world.schools["halong"])]
    assert schools(at + timedelta(days=6)) == [str(world.schools["paringin"])]


def test_totals_can_be_asked_as_they_were_known(api: Api, database: Database, world: World) -> None:
    days = [now() - timedelta(days=n) for n in (20, 10)]
    for day, population in zip(days, (100, 200), strict=True):
        with frozen(day), database.write() as session:
            facts = {"population": population, "recorded_in_year": None, "source": "S", "dated": ON}
            put_cohort_total(session, world.actors["officer"], "63.11", 2026, facts)

    def population(known_at: datetime) -> int | None:
        params = {"known_at": known_at.isoformat(), "cohort": 2026}
        total = api.get("/v1/coverage", by="officer", params=params).json()["total"]
        return total["population"]  # type: ignore[no-any-return]

    hour = timedelta(hours=1)
    assert [population(day) for day in (days[0] - hour, days[0] + hour, days[1] + hour)] == [None, 100, 200]


def test_what_was_known_less_than_a_minute_ago_is_not_told(api: Api) -> None:
    for path in ("eligibility", "coverage", "coverage/funnel", "coverage/timeseries"):
        recent = (now() - timedelta(seconds=30)).isoformat()
        answer = api.get(f"/v1/{path}", by="viewer", params={"known_at": recent})
        assert (answer.status_code, answer.json()["code"]) == (422, "coverage.too_recent")


def test_the_timeseries_adds_up_to_the_coverage(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    url = "/v1/coverage/timeseries?cohort=2026&as_of=2026-11-24"
    for interval, periods in (("day", 328), ("week", 48), ("month", 11)):
        answer = api.get(f"{url}&interval={interval}", by="officer").json()
        assert len(answer["items"]) == periods
        assert answer["items"][0]["date_from"] == "2026-01-01"
        last = answer["items"][-1]
        assert (last["date_to"], last["recorded_so_far"], last["percent"]) == ("2026-11-24", 3, 60.0)
        assert sum(item["recorded"] for item in answer["items"]) == 1
    long = api.get(f"{url}&interval=day&date_from=1990-01-01", by="viewer")
    assert (long.status_code, long.json()["code"]) == (422, "coverage.too_many_periods")


def test_the_funnel_tells_how_far_a_cohort_came(api: Api, database: Database, world: World) -> None:
    ids = fill(database, world)
    with database.write() as session:
        for state, name in ((VisitState.CONFIRMED, "due"), (VisitState.CANCELLED, "outside")):
            planned = visit(world, state)
            session.add(planned)
            session.flush()
            session.add(RosterEntry(visit_id=planned.id, student_id=ids[name]))
    answer = api.get("/v1/coverage/funnel?as_of=2026-11-24", by="officer").json()
    assert [(item["key"], item["students"]) for item in answer["items"]] == [
        ("listed", 5),
        ("eligible", 5),
        ("scheduled", 1),
        ("recorded", 3),
        ("ready", 2),
        ("printed", 1),
        ("handed_over", 1),
    ]


def test_voters_of_an_election_day_are_those_of_17_and_the_married(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    answer = api.get("/v1/coverage/voters?election_date=2026-11-30", by="officer").json()
    assert (answer["listed"], answer["recorded"], answer["not_recorded"], answer["percent"]) == (5, 3, 2, 60.0)


def test_every_measure_is_explained_in_both_languages(api: Api) -> None:
    english, indonesian = (
        api.get("/v1/measures", by="viewer", headers={"accept-language": lang}).json()["items"] for lang in ("en", "id")
    )
    assert {m["name"] for m in english} >= {"coverage_cohort", "coverage_in_year", "card_ownership"}
    for one, other in zip(english, indonesian, strict=True):
        for part in ("meaning", "numerator", "denominator"):
            assert one[part] != other[part]
            assert not one[part].startswith("coverage.")


@pytest.mark.parametrize(
    "query",
    [
        "as_of=x",
        "as_of=0001-01-01",
        "as_of=9999-12-31",
        "cohort=99999999999",
        "cohort=-1",
        "measure=both",
        "group_by=name",
        "region_code=abc",
        "known_at=2026-01-01T00:00:00",
        "known_at=0001-01-01T00:00:00%2B08:00",
        "known_at=9999-12-31T23:59:59-08:00",
    ],
)
def test_garbage_in_a_question_is_refused(api: Api, query: str) -> None:
    assert api.get(f"/v1/coverage?{query}", by="officer").status_code == 422


def test_nobody_reads_figures_without_a_token(api: Api) -> None:
    for path in ("eligibility", "coverage", "measures", "cohort-totals", "ownership"):
        assert api.get(f"/v1/{path}").status_code == 401


def test_figures_of_the_nation_say_what_they_are_counted_to(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    urls = ("/v1/coverage?cohort=2026", "/v1/coverage/years")
    for url in urls:
        assert api.get(url, by="nation").json()["counted_to"] is None, "no roll-up yet"
    before = api.get(urls[0], by="nation").json()
    caught_up(database)
    for url in urls:
        position = api.get(url, by="nation").json()["counted_to"]
        assert position == str(api.get("/readyz").json()["sealed_to"])
        assert api.get(url, by="officer").json()["counted_to"] is None
    assert api.get(urls[0], by="nation").json() == before | {"counted_to": position}

"""The roll-up says what the people say: after any history, for every figure and grouping that it answers."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from app.cards import service as cards
from app.cards.service import NewEvent
from app.core.access import SYSTEM, Actor, Role
from app.core.clock import frozen, now
from app.core.db import Database
from app.core.ids import new_id
from app.coverage import figures, front, rollup, rollup_reader
from app.coverage.queries import ask
from app.coverage.rollup_check import differences
from app.coverage.rollup_models import Tally
from app.coverage.rules import GroupBy, Measure
from app.identity import merging
from app.journal import sealing
from app.journal.models import TailReader
from app.regions.models import Setting
from app.students import service as students
from app.students.models import Student, StudentStatus
from tests.app.identity.test_merging import record
from tests.app.recordings.test_recordings_service import add_visit
from tests.conftest import KINDS
from tests.support.rollups import Committed, caught_up, compared
from tests.support.world import World, add_student


class Changer(threading.Thread):
    """Moves pupils between schools, cohorts and states, each change committed."""

    def __init__(
        self, database: Database, world: World, ids: list[UUID], seed: int, failures: list[BaseException]
    ) -> None:
        super().__init__()
        self.database, self.ids, self.chance, self.failures = database, ids, Random(seed), failures
        self.places = [*world.schools.values(), None]

    def run(self) -> None:
        try:
            for _ in range(25):
                id, chance = self.chance.choice(self.ids), self.chance
                wish = chance.choice(
                    [
                        {"school_id": chance.choice(self.places)},
                        {"birth_date": date(chance.choice((2008, 2009)), 3, chance.randint(1, 28))},
                        {"status": chance.choice(list(StudentStatus))},
                    ]
                )
                with self.database.write() as session:
                    students.change_many(session, SYSTEM, {id: wish}, on=date(2026, 11, 24))
        except BaseException as failure:  # noqa: BLE001 - told to the test, which fails
            self.failures.append(failure)


class Repeat(threading.Thread):
    """Does something again and again until it is over."""

    def __init__(self, what: Callable[[], object], over: threading.Event, failures: list[BaseException]) -> None:
        super().__init__()
        self.what, self.over, self.failures = what, over, failures

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self.what()
        except BaseException as failure:  # noqa: BLE001 - told to the test, which fails
            self.failures.append(failure)


def reads(database: Database) -> None:
    sealing.seal_all(database)
    rollup_reader.follow(database)


def builds(database: Database) -> None:
    with database.write() as session:
        rollup_reader.begin(session)
    while rollup_reader.build_on(database, wait=True):
        pass


@pytest.mark.parametrize("seed", range(2))
def test_after_any_history_it_says_what_the_people_say(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """A sample; more and longer histories are tried in ``tests/prove``."""
    monkeypatch.setattr("app.core.db.TRANSACTION_SECONDS", 24 * 3600)
    registry, seen = Committed(database, world, 200 + seed), 0
    for _ in range(3):
        registry.act(7)
        with database.write() as session:
            outside = session.exec(select(Student).where(col(Student.school_id).is_(None))).all()
            for person, code in zip(outside, ("63.11.02", "63.11.02.2001", "63.11", None), strict=False):
                changed = {"residence_code": code}
                students.change_many(session, SYSTEM, {person.id: changed}, on=registry.clock.date())
        with frozen(registry.clock):
            caught_up(database)
            seen += compared(database, world, [2026])
    assert seen > 60


def test_who_leaves_a_school_leaves_its_line(database: Database, world: World) -> None:
    with database.write() as session:
        id = add_student(session, world, "paringin", birth=date(2009, 5, 1))
    caught_up(database)
    with database.write() as session:
        to = world.schools["amuntai"]
        students.change_many(session, SYSTEM, {id: {"school_id": to}}, on=date(2026, 11, 24))
    caught_up(database)
    with database.read() as session:
        lines = session.exec(select(Tally)).all()
        assert [(line.school_id, line.cohort, line.listed) for line in lines] == [(to, 2026, 1)]
        assert list(differences(session)) == []


def test_only_more_than_a_regency_now_is_answered_by_it(database: Database, world: World) -> None:
    with database.write() as session:
        add_student(session, world, birth=date(2009, 5, 1))
    caught_up(database)
    nation, officer, day = world.actors["nation"], world.actors["officer"], date(2026, 1, 1)
    with database.read() as session:

        def answered(actor: str, region: str | None, as_of: date | None, group_by: GroupBy | None) -> bool:
            reader = world.actors[actor]
            question = ask(reader, region, as_of)
            return rollup.coverage(session, reader, question, Measure.COHORT, 2026, group_by) is not None

        assert answered("nation", None, None, None)
        assert answered("nation", "63", None, GroupBy.SCHOOL)
        assert not answered("nation", "63.11", None, None)
        assert not answered("officer", None, None, None)
        assert not answered("school-halong", None, None, None)
        assert not answered("nation", None, day, None)
        assert not answered("nation", None, None, GroupBy.VILLAGE)
        told = figures.coverage(session, nation, ask(nation, None, None), Measure.COHORT, 2026, None)
        assert told.counted_to is not None
        assert told.total.listed == 1
        one = figures.coverage(session, officer, ask(officer, None, None), Measure.COHORT, 2026, None)
        assert one.counted_to is None


def test_a_viewer_reads_it_as_roughly_as_the_people(database: Database, world: World) -> None:
    with database.write() as session:
        for n in range(7):
            add_student(session, world, "paringin", birth=date(2009, 5, 1 + n), name=f"S {n}")
    caught_up(database)
    viewer = Actor(None, Role.VIEWER, None)
    with database.read() as session:
        told = figures.coverage(session, viewer, ask(viewer, None, None), Measure.COHORT, 2026, GroupBy.SCHOOL)
    assert told.counted_to is not None
    assert (told.total.listed, told.rounded_down_to) == (7, 5)
    assert [(line.listed, line.rows_url) for line in told.items] == [(5, None)]


def test_a_day_of_grace_that_no_line_has_is_counted_from_the_people(database: Database, world: World) -> None:
    nation = world.actors["nation"]
    with database.write() as session:
        add_student(session, world, birth=date(2009, 5, 1))
    caught_up(database)
    for days, kept in ((1, True), (2, False)):
        with database.write() as session:
            setting = {"key": "print_offset_days", "value": days, "valid_from": date(2010 + days, 1, 1)}
            session.add(Setting(region_code="63", **setting))
        with database.read() as session:
            question = ask(nation, "63", None)
            found = rollup.coverage(session, nation, question, Measure.COHORT, 2026, None)
            assert (found is not None) is kept


def test_a_card_entered_ahead_counts_from_its_day_on(database: Database, world: World) -> None:
    noon = datetime(2026, 11, 24, 5, tzinfo=UTC)
    nation = world.actors["nation"]
    with frozen(noon):
        with database.write() as session:
            id = add_student(session, world, birth=date(2009, 5, 1))
            person = session.get_one(Student, id)
            cards.add_event(session, nation, id, NewEvent("CARD_ISSUED", noon, reason="x", document="y"), content={})
            session.flush()
            # What an import from a machine with a wrong clock may leave.
            person = session.get_one(Student, id, populate_existing=True)
            person.handed_over_on = date(2026, 11, 27)
        caught_up(database)
        assert _handed_over(database, world) == (0, True)
    with frozen(noon + timedelta(days=3)):
        # Until the reader comes, the people are asked.
        assert _handed_over(database, world) == (1, False)
        caught_up(database)
        assert _handed_over(database, world) == (1, True)
        with database.read() as session:
            assert list(differences(session)) == []


def _handed_over(database: Database, world: World) -> tuple[int, bool]:
    nation = world.actors["nation"]
    with database.read() as session:
        told = figures.coverage(session, nation, ask(nation, None, None), Measure.COHORT, 2026, None)
        return told.total.handed_over, told.counted_to is not None


def test_a_merge_across_schools_and_its_undoing_count_at_both(database: Database, world: World) -> None:
    """The row that stays may change its state without a fact of its own changing."""
    with database.write() as session:
        stays = add_student(session, world, "halong", birth=date(2009, 5, 1))
        goes = add_student(session, world, "paringin", birth=date(2009, 5, 1))
        row = session.get_one(Student, goes)
        row.nik_hash = row.nik_sealed = row.nik_key_id = row.nik_prefix = None
        session.flush()
        record(session, world.actors["team1"], goes, add_visit(session, world))
    caught_up(database)
    with database.write() as session:
        merge = merging.merge(session, world.actors["officer"], stays, goes).id
    caught_up(database)
    with database.read() as session:
        assert list(differences(session)) == []
    with database.write() as session:
        merging.undo(session, world.actors["officer"], merge, "dua anak kembar")
    caught_up(database)
    with database.read() as session:
        assert list(differences(session)) == []


# --- behind, built, mended -------------------------------------------------------------------------------------


def test_without_a_reader_or_far_behind_it_the_people_are_counted(database: Database, world: World) -> None:
    nation = world.actors["nation"]

    def listed() -> tuple[int, int | None]:
        with database.read() as session:
            told = figures.coverage(session, nation, ask(nation, None, None), Measure.COHORT, 2026, None)
            return told.total.listed, told.counted_to

    with database.write() as session:
        add_student(session, world, birth=date(2009, 5, 1))
    assert listed() == (1, None)
    with database.write() as session:
        add_student(session, world, "amuntai", birth=date(2009, 7, 1), name="CICI")
    with database.read() as session:
        assert front.figures(session).counts is None, "nobody counts the country for each visitor"
    caught_up(database)
    with database.read() as session:
        assert front.figures(session).counts == front.Counts(0, 0, 0, None), "rounded down to fives"
    assert listed()[1] is not None
    with database.write() as session:
        # The worker stands still from here on.
        id = add_student(session, world, birth=date(2009, 6, 1), name="BUDI")
        students.change_many(session, SYSTEM, {id: {"name": "BUDI B"}}, on=date(2026, 11, 24))
    sealed = now()
    sealing.seal_all(database)
    assert listed()[0] == 2
    with frozen(sealed + timedelta(seconds=59)):
        assert listed()[0] == 2
    with frozen(sealed + timedelta(seconds=70)):
        assert listed() == (3, None)


def test_what_somebody_changed_in_it_is_found_and_rebuilt(database: Database, world: World) -> None:
    with database.write() as session:
        add_student(session, world, birth=date(2009, 5, 1))
        add_student(session, world, None, birth=date(2009, 5, 2), region="63.08")
    caught_up(database)
    with database.write() as session:
        line = session.exec(select(Tally).where(col(Tally.school_id) == world.schools["paringin"])).one()
        line.recorded_here, line.listed = 7, 0
        session.add(Tally(**line.model_dump() | {"region_code": "99.99", "school_id": new_id()}))
    with database.read() as session:
        found = {(d.region_code, d.figure, d.kept, d.counted) for d in differences(session)}
    assert found == {
        ("63.11", "listed", 0, 1), ("63.11", "recorded_here", 7, 0), ("99.99", "recorded_here", 7, 0),
    }  # fmt: skip
    with database.write() as session:
        rollup_reader.begin(session)
    with database.read() as session:
        assert rollup.counted_to(session) is None, "while it is counted anew, the people are asked"
    assert [rollup_reader.build_on(database) for _ in range(3)] == ["63.08", "63.11", None]
    with database.read() as session:
        assert rollup.counted_to(session) is not None
        assert list(differences(session)) == []
        assert {line.region_code for line in session.exec(select(Tally))} == {"63.08", "63.11"}


def test_what_is_not_read_yet_is_no_difference(database: Database, world: World) -> None:
    with database.write() as session:
        id = add_student(session, world, birth=date(2009, 5, 1))
    caught_up(database)
    for sealed in (False, True):
        with database.write() as session:
            person = session.get_one(Student, id)
            status = StudentStatus.ACTIVE if sealed else StudentStatus.DECEASED
            students.change_many(session, SYSTEM, {person.id: {"status": status}}, on=date(2026, 11, 24))
        if sealed:
            sealing.seal_all(database)
        with database.read() as session:
            assert rollup_reader.unread(session).schools == {world.schools["paringin"]}
            assert list(differences(session)) == []


def test_a_reader_that_dies_reads_the_same_lines_again(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        id = add_student(session, world, birth=date(2009, 5, 1))
    caught_up(database)
    with database.write() as session:
        students.change_many(session, SYSTEM, {id: {"birth_date": date(2008, 5, 1)}}, on=date(2026, 11, 24))
    sealing.seal_all(database)

    def dies(*_: object) -> None:
        raise RuntimeError("the power went")

    with database.read() as session:
        stood = session.get_one(TailReader, rollup.READER).position
    with monkeypatch.context() as patched:
        patched.setattr(rollup, "recount_regency", dies)
        counted = rollup.recount

        def half(session: Session, schools: set[UUID], outside: set[str]) -> None:
            counted(session, schools, outside)
            dies()

        patched.setattr(rollup, "recount", half)
        with pytest.raises(RuntimeError):
            rollup_reader.follow(database)
    with database.read() as session:
        assert session.get_one(TailReader, rollup.READER).position == stood
        assert session.exec(select(Tally)).one().cohort == 2026
    caught_up(database)
    with database.read() as session:
        assert session.exec(select(Tally)).one().cohort == 2025


def one_reads_and_another_comes(database: Database, world: World) -> None:
    with database.write() as session:
        add_student(session, world, birth=date(2009, 5, 1))
    caught_up(database)
    with database.write() as session:
        id = add_student(session, world, birth=date(2009, 6, 1), name="BUDI")
        students.change_many(session, SYSTEM, {id: {"name": "BUDI B"}}, on=date(2026, 11, 24))
    sealing.seal_all(database)
    with database.write() as held:
        held.exec(select(TailReader).where(col(TailReader.name) == rollup.READER).with_for_update()).one()
        assert rollup_reader.follow(database) is False
        assert rollup_reader.build_on(database) is None
    assert rollup_reader.follow(database) is True


if "postgresql" in KINDS:  # SQLite has one writer: there nobody comes meanwhile

    @pytest.mark.parametrize("template", ["postgresql"], indirect=True)
    def test_while_one_reads_another_does_nothing_and_does_not_wait(database: Database, world: World) -> None:
        one_reads_and_another_comes(database, world)

    @pytest.mark.parametrize("template", ["postgresql"], indirect=True)
    def test_changes_while_two_read_and_one_builds_are_all_counted(database: Database, world: World) -> None:
        with database.write() as session:
            ids = [add_student(session, world, birth=date(2009, 1, 1 + n), name=f"S {n}") for n in range(12)]
        caught_up(database)
        over, failures = threading.Event(), list[BaseException]()
        hands = [Changer(database, world, ids[n::3], n, failures) for n in range(3)]
        readers = [Repeat(lambda: reads(database), over, failures) for _ in range(2)]
        builder = Repeat(lambda: builds(database), over, failures)
        for thread in (*hands, *readers, builder):
            thread.start()
        for hand in hands:
            hand.join(120)
        over.set()
        for other in (*readers, builder):
            other.join(60)
        assert failures == []
        caught_up(database)
        assert compared(database, world) > 100

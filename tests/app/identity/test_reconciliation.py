"""Three lists beside each other: which verdict comes first, which lists and visits count, and that figures add up."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from app.core.access import Actor
from app.core.clock import frozen
from app.core.errors import NotFound
from app.core.ids import new_id
from app.core.paging import PageRequest
from app.identity import reconciliation
from app.identity.reconciliation import Line, Registry, Turn, Verdict, turn_of
from app.recordings.models import Outcome, Recording
from app.recordings.models import Verdict as Taken
from app.regions.models import Setting
from app.students.models import CardState, Recorded, Student, StudentStatus
from app.submissions import reverting, service
from app.submissions.models import SubmissionMode
from app.submissions.parsing import read_students
from tests.support.world import World, add_student, invented_nik

MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
OLD, YOUNG = date(2009, 1, 15), date(2012, 1, 15)
LEFT, GRADUATED = StudentStatus.LEFT_CANDIDATE, StudentStatus.GRADUATED
V = Verdict


class Office:
    """Paringin and its three lists; each day the school or a team may do something."""

    def __init__(self, session: Session, world: World, actors: dict[str, Actor]) -> None:
        self.session, self.world, self.actors = session, world, actors
        self.niks: dict[str, str] = {}
        self.ids: dict[str, UUID] = {}

    def pupil(self, name: str, birth: date | None = OLD, school: str = "paringin", **facts: Any) -> UUID:
        self.niks[name] = invented_nik(birth or OLD, "P")
        id = self.ids[name] = add_student(self.session, self.world, school, name=name, birth=birth, nik=self.niks[name])
        for fact, value in facts.items():
            setattr(self.session.get_one(Student, id), fact, value)
        self.session.flush()
        return id

    def sends(self, *names: str, day: int = 1, full: bool = False, dry_run: bool = False) -> UUID:
        """The school names pupils in a list of its own on a day of November."""
        births = {s.name: s.birth_date for s in self.session.exec(select(Student))}
        rows = [{"name": n, "nik": self.niks[n], "birth_date": str(births[n] or OLD), "sex": "P"} for n in names]
        mode = SubmissionMode.FULL if full else SubmissionMode.PARTIAL
        gone = len(self.ids.keys() - set(names)) if full else None
        with frozen(datetime(2026, 11, day, 2, tzinfo=UTC)):
            sent, _ = service.submit(
                self.session, self.actors["officer"], self.world.schools["paringin"],
                read_students(rows), mode=mode, dry_run=dry_run, confirm_missing=gone,
            )  # fmt: skip
        return sent.id

    def seen(self, name: str, outcome: Outcome, day: int = 10, **facts: Any) -> None:
        at, id = datetime(2026, 11, day, 2, tzinfo=UTC), new_id()
        told = {"student_id": self.ids[name], "verdict": Taken.CREATED, "device_id": "kit-1", "offline": False} | facts
        row = Recording(
            id=id, content=id.hex, region_code="63.11", outcome=outcome, captured_at=at, corrected_at=at,
            corrected_on=at.date(), **told,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()

    def set(self, name: str, **facts: Any) -> None:
        for fact, value in facts.items():
            setattr(self.session.get_one(Student, self.ids[name]), fact, value)
        self.session.flush()

    def lines(self, verdict: Verdict | None = None) -> dict[str, Line]:
        self.session.expire_all()
        with frozen(MORNING):
            compared = reconciliation.compare(self.session, self.actors["officer"], None, None)
            page = reconciliation.lines(self.session, compared, PageRequest(limit=500), verdict)
            counts = reconciliation.counts(self.session, compared)
        if verdict is None:
            assert sum(counts[one] for one in Verdict) == len(page.items)
            assert counts["listed"] == sum(line.listed for line in page.items)
            assert counts["seen"] == sum(line.seen is not None for line in page.items)
        return {line.name: line for line in page.items}

    def verdict(self, name: str) -> Verdict | None:
        line = self.lines().get(name)
        return line.verdict if line else None


@pytest.fixture
def office(session: Session, world: World, actors: dict[str, Actor]) -> Office:
    return Office(session, world, actors)


HERE = {"recorded": Recorded.HERE, "recorded_here_on": date(2026, 11, 11)}
LONG_AGO = {"recorded": Recorded.HERE, "recorded_here_on": date(2026, 11, 10)}
ELSEWHERE = {"recorded": Recorded.ELSEWHERE}
PROBLEM = {"card_state": CardState.PROBLEM}


@pytest.mark.parametrize(
    ("facts", "listed", "seen", "verdict"),
    [
        # Plain cases: the list alone, the registry alone, both, neither.
        ({}, True, None, V.LISTED_NOT_RECORDED),
        ({}, False, None, V.NOT_LISTED),
        (HERE, True, Outcome.RECORDED, V.AGREES),
        (HERE, False, Outcome.RECORDED, V.RECORDED_NOT_LISTED),
        (ELSEWHERE, True, None, V.AGREES),
        (ELSEWHERE, False, None, V.RECORDED_NOT_LISTED),
        (ELSEWHERE, True, Outcome.ABSENT, V.SEEN_ABSENT_BUT_RECORDED),
        (LONG_AGO, True, Outcome.RECORDED, V.RECORDED_HERE_UNKNOWN_AT_CENTRE),
        (PROBLEM, True, None, V.PROBLEM_AT_CENTRE),
        ({}, True, Outcome.ALREADY_RECORDED, V.ALREADY_RECORDED_UNCONFIRMED),
        (ELSEWHERE, True, Outcome.ALREADY_RECORDED, V.AGREES),
        ({}, True, Outcome.LEFT, V.LISTED_BUT_LEFT),
        ({}, False, Outcome.LEFT, V.NOT_LISTED),
        ({}, True, Outcome.FAILED, V.LISTED_NOT_RECORDED),
        # Whose status is in doubt: that comes first.
        ({"status": LEFT}, False, None, V.LEFT_UNCONFIRMED),
        ({"status": LEFT} | ELSEWHERE, False, None, V.LEFT_UNCONFIRMED),
        ({"status": LEFT} | PROBLEM, False, Outcome.ABSENT, V.LEFT_UNCONFIRMED),
        ({"status": LEFT}, False, Outcome.REFUSED, V.LEFT_BUT_SEEN),
        ({"status": LEFT}, False, Outcome.LEFT, V.LEFT_UNCONFIRMED),
        ({"status": GRADUATED}, True, None, V.GRADUATED_BUT_LISTED),
        ({"status": GRADUATED} | PROBLEM, True, Outcome.LEFT, V.GRADUATED_BUT_LISTED),
        # Several at once: the first that fits.
        (PROBLEM, True, Outcome.ALREADY_RECORDED, V.ALREADY_RECORDED_UNCONFIRMED),
        (PROBLEM, True, Outcome.LEFT, V.LISTED_BUT_LEFT),
        (PROBLEM | LONG_AGO, False, Outcome.RECORDED, V.PROBLEM_AT_CENTRE),
        (LONG_AGO, False, Outcome.RECORDED, V.RECORDED_HERE_UNKNOWN_AT_CENTRE),
        (ELSEWHERE, False, Outcome.ABSENT, V.RECORDED_NOT_LISTED),
    ],
)
def test_the_verdict_is_the_first_that_fits(
    office: Office, facts: dict[str, Any], listed: bool, seen: Outcome | None, verdict: Verdict
) -> None:
    office.pupil("ANI")
    office.pupil("LAIN")
    office.sends("LAIN", *(["ANI"] if listed else []), day=1, full=True)
    office.set("ANI", **{"status": StudentStatus.ACTIVE, **facts})
    if seen is not None:
        office.seen("ANI", seen)
    assert office.verdict("ANI") is verdict
    assert set(office.lines(verdict)) == {n for n, line in office.lines().items() if line.verdict is verdict}


@pytest.mark.parametrize(
    ("listed", "verdict"), [(True, V.LISTED_NOT_RECORDED), (False, V.NO_LIST)], ids=["on a list", "no list at all"]
)
def test_who_is_too_young_or_of_unknown_age_is_nobodys_turn_until_married(
    office: Office, listed: bool, verdict: Verdict
) -> None:
    office.pupil("TUA")
    office.pupil("MUDA", YOUNG)
    office.pupil("ENTAH", None)
    office.pupil("NIKAH", YOUNG, ever_married=True)
    if listed:
        office.sends("TUA", "MUDA", "ENTAH", "NIKAH")
        office.set("ENTAH", birth_date=None)
    found = {name: line.verdict for name, line in office.lines().items()}
    assert found == {"TUA": verdict, "MUDA": V.AGREES, "ENTAH": V.AGREES, "NIKAH": verdict}


def test_the_recording_age_is_the_regions(office: Office) -> None:
    office.pupil("MUDA", YOUNG)
    office.sends("MUDA")
    assert office.verdict("MUDA") is V.AGREES
    office.session.add(Setting(region_code="63.11", key="recording_age", value=14, valid_from=date(2026, 1, 1)))
    office.session.flush()
    assert office.verdict("MUDA") is V.LISTED_NOT_RECORDED


def test_the_age_is_reached_on_the_birthday_in_the_regions_own_day(office: Office) -> None:
    office.pupil("ULTAH", date(2010, 11, 25))
    office.sends("ULTAH")
    for at, verdict in ((15, V.AGREES), (16, V.LISTED_NOT_RECORDED)):
        # 16.00 in Greenwich is midnight in Balangan.
        with frozen(datetime(2026, 11, 24, at, tzinfo=UTC)):
            compared = reconciliation.compare(office.session, office.actors["officer"], None, None)
            [line] = reconciliation.lines(office.session, compared, PageRequest()).items
        assert line.verdict is verdict


# --- which lists count -----------------------------------------------------------------------------------------


def test_partial_lists_add_up_and_a_full_one_begins_anew(office: Office) -> None:
    for name in ("ANI", "BUDI", "CICI"):
        office.pupil(name)
    office.sends("ANI", day=1)
    office.sends("BUDI", day=2)
    assert {name for name, line in office.lines().items() if line.listed} == {"ANI", "BUDI"}
    office.sends("BUDI", "CICI", day=3, full=True)
    assert {name for name, line in office.lines().items() if line.listed} == {"BUDI", "CICI"}
    office.sends("ANI", day=4)
    assert {name for name, line in office.lines().items() if line.listed} == {"ANI", "BUDI", "CICI"}


def test_a_preview_and_a_list_that_was_taken_back_say_nothing(office: Office) -> None:
    for name in ("ANI", "BUDI"):
        office.pupil(name)
    office.sends("ANI", day=1)
    office.sends("BUDI", day=2, dry_run=True)
    later = office.sends("BUDI", day=3)
    assert office.lines()["BUDI"].listed
    with frozen(MORNING):
        reverting.revert(office.session, office.actors["officer"], later, "salah berkas")
    found = office.lines()
    assert (found["ANI"].listed, found["BUDI"].listed, found["BUDI"].verdict) == (True, False, V.NOT_LISTED)


def test_what_another_school_listed_is_not_this_schools_list(office: Office) -> None:
    office.pupil("ANI")
    office.pupil("BUDI")
    office.sends("ANI", "BUDI")
    office.set("ANI", school_id=office.world.schools["halong"])
    assert (office.lines()["ANI"].listed, office.verdict("ANI")) == (False, V.NO_LIST)


# --- which visits count ----------------------------------------------------------------------------------------


def test_the_last_word_of_a_team_holds_and_what_is_taken_back_waits_or_is_discarded_does_not(office: Office) -> None:
    office.pupil("ANI")
    office.sends("ANI")
    office.seen("ANI", Outcome.FAILED, 5)
    office.seen("ANI", Outcome.ABSENT, 4)
    office.seen("ANI", Outcome.RECORDED, 6, voided_by=new_id())
    office.seen("ANI", Outcome.LEFT, 7, parked=True)
    office.seen("ANI", Outcome.REFUSED, 8, discard_reason="salah orang")
    line = office.lines()["ANI"]
    assert (line.seen, line.seen_on) == (Outcome.FAILED, date(2026, 11, 5))


def test_who_was_met_before_the_list_left_them_out_may_have_left_since(office: Office) -> None:
    for name in ("ANI", "BUDI", "LAIN"):
        office.pupil(name)
    office.seen("ANI", Outcome.FAILED, 2)
    office.seen("BUDI", Outcome.FAILED, 4)
    office.sends("ANI", "BUDI", "LAIN", day=1)
    office.sends("LAIN", day=3, full=True)
    assert (office.verdict("ANI"), office.verdict("BUDI")) == (V.LEFT_UNCONFIRMED, V.LEFT_BUT_SEEN)


def test_rows_that_were_merged_speak_for_their_person_once(office: Office) -> None:
    office.pupil("ANI")
    office.pupil("ANI LAMA")
    office.sends("ANI LAMA")
    office.seen("ANI LAMA", Outcome.ABSENT, 9)
    office.seen("ANI", Outcome.FAILED, 8)
    office.set("ANI LAMA", survivor_id=office.ids["ANI"])
    found = office.lines()
    assert set(found) == {"ANI"}
    assert (found["ANI"].listed, found["ANI"].seen) == (True, Outcome.ABSENT)


# --- who is compared -------------------------------------------------------------------------------------------


def test_who_died_moved_away_was_removed_or_has_no_school_is_not_compared(office: Office) -> None:
    office.pupil("MATI", status=StudentStatus.DECEASED)
    office.pupil("PINDAH", status=StudentStatus.MOVED_AWAY)
    office.pupil("DICABUT", removed=True)
    office.pupil("LULUS", status=GRADUATED)
    office.pupil("LUAR", school_id=None)
    assert office.lines() == {}


def test_what_the_registry_says_is_told_in_four_words(office: Office) -> None:
    office.pupil("BELUM")
    office.pupil("SINI", **HERE)
    office.pupil("LAIN", **ELSEWHERE)
    office.pupil("MASALAH", **HERE, **PROBLEM)
    assert {name: line.registry for name, line in office.lines().items()} == {
        "BELUM": Registry.NOT_RECORDED,
        "SINI": Registry.RECORDED_HERE,
        "LAIN": Registry.RECORDED_ELSEWHERE,
        "MASALAH": Registry.PROBLEM,
    }


def test_a_file_leaves_out_who_may_not_appear_and_counts_do_not(office: Office) -> None:
    office.pupil("ANI", restricted=True)
    office.pupil("BUDI")
    office.sends("ANI", "BUDI")
    with frozen(MORNING):
        compared = reconciliation.compare(office.session, office.actors["officer"], None, None)
        file = reconciliation.lines(office.session, compared, PageRequest(exporting=True))
        counts = reconciliation.counts(office.session, compared)
    assert [line.name for line in file.items] == ["BUDI"]
    assert (counts["listed"], counts[V.LISTED_NOT_RECORDED]) == (2, 2)


def test_schools_and_regions_out_of_sight_are_not_compared(office: Office) -> None:
    amuntai, halong = office.world.schools["amuntai"], office.world.schools["halong"]
    for who, school, region in (
        ("officer", amuntai, None), ("officer", None, "63.08"), ("officer", amuntai, "63.11"),
        ("school-paringin", halong, None), ("neighbour", None, "63.11"),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            reconciliation.compare(office.session, office.actors[who], school, region)
    own = reconciliation.compare(office.session, office.actors["school-paringin"], None, None)
    assert (own.school_id, own.region_code) == (office.world.schools["paringin"], "63.11")


def test_every_verdict_is_somebodys_turn_and_only_what_agrees_is_nobodys() -> None:
    turns: dict[Turn, set[Verdict]] = {turn: {one for one in Verdict if turn_of(one) is turn} for turn in Turn}
    assert turns[Turn.NOBODY] == {V.AGREES, V.SEEN_ABSENT_BUT_RECORDED}
    assert turns[Turn.OFFICE] == {
        V.ALREADY_RECORDED_UNCONFIRMED,
        V.PROBLEM_AT_CENTRE,
        V.RECORDED_HERE_UNKNOWN_AT_CENTRE,
        V.LISTED_NOT_RECORDED,
    }
    assert turns[Turn.SCHOOL] == set(Verdict) - turns[Turn.NOBODY] - turns[Turn.OFFICE]

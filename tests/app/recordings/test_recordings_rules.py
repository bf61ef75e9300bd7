"""Rules of recording, with a pencil."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from app.core.ids import new_id
from app.core.types import Sex
from app.recordings.models import Outcome, Reason, Verdict
from app.recordings.rules import (
    PARKING,
    Candidate,
    Item,
    Known,
    ParkedCode,
    Sighting,
    Status,
    WalkIn,
    corrected,
    counting,
    cycle_at,
    faults,
    is_early,
    parking,
    repeated,
    setting_on,
    skew,
)

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ONE, TWO = UUID(int=1), UUID(int=2)
FINE = Sighting(
    by_team=True,
    team_known=True,
    names_visit=True,
    has_visit=True,
    visit_cancelled=False,
    visit_was_theirs=True,
    student_known=True,
    student_expected=True,
    shown_nik=False,
)


def item(**facts: object) -> Item:
    given = {"id": new_id(), "outcome": Outcome.RECORDED, "captured_at": AT, "device_id": "kit", "offline": False}
    return Item(**{**given, "student_id": ONE, **facts})  # type: ignore[arg-type]


def candidate(id: int, at: datetime, cycle: int = 1) -> Candidate:
    return Candidate(UUID(int=id), ONE, at, at.date(), cycle, cycle, counted=False)


def test_failing_refusing_and_deferring_need_a_reason_and_nothing_else_does() -> None:
    needing = {outcome for outcome in Outcome if faults(item(outcome=outcome))}
    assert needing == {Outcome.FAILED, Outcome.REFUSED, Outcome.DEFERRED}
    assert not faults(item(outcome=Outcome.DEFERRED, reason=Reason.ILL))


def test_an_item_about_nobody_is_at_fault() -> None:
    assert [fault.pointer for fault in faults(item(student_id=None))] == ["/student_id"]


def test_a_clock_that_is_wrong_by_minutes_is_corrected_and_by_seconds_is_not() -> None:
    later = AT + timedelta(hours=2)
    assert corrected(AT, later, skew(AT, AT - timedelta(seconds=120))) == AT
    assert corrected(AT, later, skew(AT, AT - timedelta(hours=1))) == AT + timedelta(hours=1)
    assert corrected(AT, later, skew(AT, AT + timedelta(hours=1))) == AT - timedelta(hours=1)
    assert corrected(AT, later, None) == AT


def test_what_would_have_happened_after_its_receipt_happened_at_receipt() -> None:
    assert corrected(AT + timedelta(seconds=120), AT, None) == AT + timedelta(seconds=120)
    assert corrected(AT + timedelta(seconds=121), AT, None) == AT
    assert corrected(AT.replace(year=2199), AT, None) == AT
    ahead = skew(AT, AT + timedelta(days=1))
    assert corrected(AT + timedelta(days=1), AT, ahead) == AT
    assert corrected(AT + timedelta(days=2), AT, ahead) == AT, "even its own clock had not got there"


def test_the_same_instant_in_another_zone_is_the_same_content() -> None:
    id = new_id()
    there = datetime.fromisoformat("2026-11-24T10:00:00+08:00")
    assert item(id=id).canonical() == item(id=id, captured_at=there).canonical()
    assert item(id=id).canonical() != item(id=id, note="x").canonical()


def test_what_a_former_version_digested_is_still_the_same_content() -> None:
    """Digests stand in databases: a device that sends again after an update of the server must not meet a conflict."""
    there = WalkIn(name='NUR\'AINI "X"\u2028\x7f\x1f', birth_date=date(2009, 1, 2), sex=Sex.FEMALE)
    sent = item(student=there, note="é\n\\ \U0001f9d2", reason=Reason.ILL, captured_at=AT.replace(microsecond=120))
    assert sent.canonical() == (
        '{"captured_at":"2026-11-24T02:00:00.000120+00:00","device_id":"kit","disability_exception":false,'
        '"ikd_activated":false,"note":"é\\n\\\\ \U0001f9d2","offline":false,"outcome":"recorded","reason":"ill",'
        '"student":{"birth_date":"2009-01-02","class_group":null,"name":"NUR\'AINI \\"X\\"\u2028\x7f\\u001f",'
        '"nik":null,"school_id":null,"sex":"P"},"student_id":"00000000-0000-0000-0000-000000000001","team_id":"None",'
        '"visit_id":"None"}'
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"team_known": False}, ParkedCode.TEAM_UNKNOWN),
        ({"has_visit": False}, ParkedCode.VISIT_UNKNOWN),
        ({"student_known": False}, ParkedCode.STUDENT_UNKNOWN),
        ({"visit_was_theirs": False}, ParkedCode.OUT_OF_SCOPE),
        ({"visit_cancelled": True}, ParkedCode.VISIT_CANCELLED),
        ({"student_expected": False}, ParkedCode.OUT_OF_SCOPE),
        ({"student_expected": False, "shown_nik": True}, None),
        ({"names_visit": False, "has_visit": False}, ParkedCode.NO_VISIT),
        ({"names_visit": False, "has_visit": False, "shown_nik": True}, None),
        ({"by_team": False, "visit_was_theirs": False, "student_expected": False}, None),
        ({"by_team": False, "names_visit": False, "has_visit": False}, None),
        ({"by_team": False, "visit_cancelled": True}, ParkedCode.VISIT_CANCELLED),
    ],
)
def test_each_conflict_has_its_code(changes: dict[str, bool], code: ParkedCode | None) -> None:
    sighting = {name: getattr(FINE, name) for name in Sighting.__dataclass_fields__} | changes
    assert parking(Sighting(**sighting)) is code


def test_every_code_of_parking_stands_in_the_table() -> None:
    assert {code for code, _ in PARKING} == set(ParkedCode)


def test_the_earliest_counts_and_of_two_at_once_the_smaller_id() -> None:
    late, first, twin = candidate(1, AT + timedelta(1)), candidate(3, AT), candidate(2, AT)
    assert counting([late, first, twin]) == {(ONE, 1): twin}


def test_each_cycle_has_one_that_counts() -> None:
    assert len(counting([candidate(1, AT), candidate(2, AT, 2), candidate(3, AT, 2)])) == 2


def test_what_was_captured_before_a_central_deletion_stays_in_the_former_cycle() -> None:
    assert cycle_at(AT, 1, None) == 1
    assert cycle_at(AT, 2, AT) == 2
    assert cycle_at(AT - timedelta(seconds=1), 2, AT) == 1
    assert cycle_at(AT - timedelta(seconds=1), 3, AT, stored=1) == 1
    assert cycle_at(AT - timedelta(seconds=1), 3, AT, stored=3) == 2


def test_recorded_the_day_before_the_sixteenth_birthday_is_early_unless_married() -> None:
    birth = date(2010, 11, 24)
    assert is_early(birth, date(2026, 11, 23), 16, ever_married=False)
    assert not is_early(birth, date(2026, 11, 24), 16, ever_married=False)
    assert not is_early(birth, date(2026, 11, 23), 16, ever_married=True)
    assert not is_early(None, date(2026, 11, 23), 16, ever_married=False)


def test_a_walk_in_is_recognised_by_name_and_birth_date_never_by_name_alone() -> None:
    walk_in = WalkIn("Siti  Aminah.", birth_date=date(2010, 1, 15), sex=Sex.FEMALE)
    assert walk_in.is_person("SITI AMINAH", date(2010, 1, 15), None)
    assert not walk_in.is_person("SITI AMINAH", date(2010, 1, 15), Sex.MALE)
    assert not walk_in.is_person("SITI AMINAH", None, Sex.FEMALE)
    assert not WalkIn("Siti Aminah").is_person("SITI AMINAH", None, None)


def test_a_repetition_is_told_by_its_content_and_gives_the_first_verdict() -> None:
    known = Known("same", Verdict.DUPLICATE, parked=False, parked_code=None)
    assert (again := repeated(ONE, "same", known)).status is Status.REPLAYED
    assert again.first is Verdict.DUPLICATE
    assert repeated(ONE, "other", known).code == "id_reused"
    waiting = Known("same", Verdict.PARKED, parked=True, parked_code="recordings.no_visit")
    assert repeated(ONE, "same", waiting).status is Status.PARKED


def test_a_setting_is_the_nearest_regions_latest_that_held_on_the_day() -> None:
    lines = [("63.11", date(2026, 1, 1), 15), ("63.11", date(2027, 1, 1), 17), ("00", date(2000, 1, 1), 16)]
    assert setting_on(lines, date(2025, 1, 1)) == 16
    assert setting_on(lines, date(2026, 6, 1)) == 15
    assert setting_on(lines, date(2027, 1, 1)) == 17
    assert setting_on([], date(2027, 1, 1)) is None

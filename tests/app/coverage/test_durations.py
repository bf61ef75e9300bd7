"""How long it took from the recording to the card."""

from datetime import date, timedelta
from statistics import median

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from app.cards.service import NewEvent, add_event
from app.core.clock import frozen
from app.core.ids import new_id
from app.coverage.over_time import Duration, durations
from app.coverage.queries import ask
from app.coverage.rules import Spread, spread
from app.recordings.models import Outcome
from app.recordings.rules import Item
from app.recordings.service import accept
from tests.support.world import World, add_student, instant

RECORDED = instant("2026-09-01T09:00:00+08:00")
NOW = instant("2026-11-24T12:00:00+08:00")


def test_nobody_took_no_time() -> None:
    assert spread({}) == Spread(0, None, None)


@given(st.dictionaries(st.integers(0, 400), st.integers(1, 30), min_size=1))
def test_the_spread_is_that_of_the_people_one_by_one(days: dict[int, int]) -> None:
    each = sorted(length for length, people in days.items() for _ in range(people))
    found = spread(days)
    assert (found.people, found.median) == (len(each), median(each))
    assert found.most is not None
    assert sum(length <= found.most for length in each) * 10 >= 9 * len(each)
    assert sum(length < found.most for length in each) * 10 < 9 * len(each)


def test_days_run_from_our_recording_to_the_first_event_that_came_so_far(session: Session, world: World) -> None:
    officer, viewer = world.actors["officer"], world.actors["viewer"]
    events = (
        [("PRINT_READY", 10), ("CARD_PRINTED", 20), ("CARD_ISSUED", 30)],
        [("CARD_PRINTED", 14)],  # ready was never told: printed is at least ready
        [("PRINT_READY", -3)],  # older than its recording
        [],
    )
    with frozen(RECORDED - timedelta(days=30)):
        ids = [add_student(session, world, birth=date(2009, 5, 5), since=date(2026, 7, 13)) for _ in events]
        add_student(session, world, birth=date(2010, 5, 5))
    with frozen(NOW):
        for student_id, steps in zip(ids, events, strict=True):
            item = Item(
                id=new_id(),
                outcome=Outcome.RECORDED,
                captured_at=RECORDED,
                device_id="kit-1",
                offline=True,
                student_id=student_id,
            )
            accept(session, [(officer, item)])
            for status, days in steps:
                event = NewEvent(status, RECORDED + timedelta(days=days), reason="dari pusat", document="surat 1")
                add_event(session, officer, student_id, event, content={})
        found, rounded = durations(session, officer, ask(officer, None, None), 2026)
        assert (list(found), rounded) == (
            [
                Duration("ready", 2, 12.0, 14, 1),
                Duration("printed", 2, 17.0, 20, 0),
                Duration("handed_over", 1, 30.0, 30, 0),
            ],
            None,
        )
        past, _ = durations(session, officer, ask(officer, None, date(2026, 9, 12)), 2026)
        assert [(step.key, step.students) for step in past] == [("ready", 1), ("printed", 0), ("handed_over", 0)]
        # Of two people a viewer learns nothing, not even how long they took.
        told, rounded = durations(session, viewer, ask(viewer, None, None), 2026)
        assert ([(step.students, step.median_days) for step in told], rounded) == ([(0, None)] * 3, 5)

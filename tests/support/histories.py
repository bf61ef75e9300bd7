"""A registry at work: random changes of every kind through its services, each with what takes it back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.cards import service as cards
from app.cards.models import CardEvent
from app.cards.service import NewEvent
from app.core.access import Actor
from app.core.clock import frozen, now
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import Refusal
from app.core.ids import new_id
from app.coverage.rules import GroupBy
from app.identity import merging, transfers
from app.identity.rebuild import PROJECTED
from app.recordings import service as recordings
from app.recordings.models import Outcome, Recording
from app.recordings.rules import Item
from app.students import queries, rollover
from app.students import service as students
from app.students.models import Enrolment, Student, StudentFacts, StudentStatus, Transfer, TransferState
from app.submissions import reverting
from app.submissions import service as submissions
from app.submissions.models import SubmissionMode
from app.submissions.parsing import read_students
from tests.support.world import World, invented_nik

SCHOOLS = ("paringin", "halong", "amuntai")
CODES = (
    "UNREGISTERED",
    "BIO_CAPTURED",
    "SENT_FOR_ENROLLMENT",
    "DUPLICATE",
    "PRINT_READY",
    "CARD_PRINTED",
    "CARD_ISSUED",
)
CLASSES = ("X A", "XI A", "XI B", "XII A")
_NAMES = ("SITI", "BUDI", "NUR AINI", "AHMAD", "RINA", "HASAN", "DEWI", "YUSUF", "MELATI", "ANDI")
Undo = Callable[[], None]


def state(session: Session) -> dict[str, Any]:
    """Everybody's facts, projection and periods: no versions, times or ids of periods."""
    session.expire_all()
    people = session.exec(select(Student).where(col(Student.removed).is_(False)).order_by(col(Student.id))).all()
    names = (*StudentFacts.model_fields, *PROJECTED)
    periods = ("student_id", "school_id", "class_group", "grade", "date_from", "date_to", "state")
    there = {person.id for person in people}
    return {
        "people": {person.id: {name: getattr(person, name) for name in names} for person in people},
        "periods": sorted(
            repr([getattr(row, name) for name in periods])
            for row in session.exec(select(Enrolment))
            if row.student_id in there
        ),
    }


class Registry:
    """One installation and whoever works in it. ``clock`` is the only clock; every act moves it."""

    def __init__(self, session: Session, world: World, seed: int, start: datetime) -> None:
        self.session, self.world, self.chance, self.clock = session, world, Random(seed), start
        self.entered_again: dict[UUID, UUID] = {}
        self.groupings = cycle((GroupBy.SCHOOL, GroupBy.DISTRICT, GroupBy.BIRTH_MONTH))
        """By what the sums are checked next: each step by another one."""
        self._ops: dict[str, Callable[[], Undo | None]] = {
            "list": self.list,
            "correct": self.correct,
            "transfer": self.transfer,
            "record": self.record,
            "void": self.void,
            "card": self.card,
            "reopen": self.reopen,
            "merge": self.merge,
            "status": self.status,
            "rollover": self.rollover,
        }

    @contextmanager
    def at_work(self, minutes: int = 7) -> Iterator[None]:
        self.clock += timedelta(minutes=minutes)
        with frozen(self.clock):
            yield

    def act(self, *names: str) -> tuple[str, Undo | None]:
        """One random act, of those named or of all: its name and what takes it back (``None``: nothing was done)."""
        name = self.chance.choice(names or tuple(self._ops))
        with self.at_work():
            try:
                with self.session.begin_nested():
                    undo = self._ops[name]()
                    self.session.flush()
            except Refusal as refusal:
                return f"{name} {refusal.code}", None
        return name, undo

    def back(self, undo: Undo) -> None:
        with self.at_work():
            undo()
            self.session.flush()

    # --- whom ---

    def actor(self, name: str) -> Actor:
        return self.world.actors[name]

    @property
    def nation(self) -> Actor:
        return self.actor("nation")

    def people(self) -> list[Student]:
        self.session.expire_all()
        return list(self.session.exec(queries.visible(self.nation).order_by(col(Student.id))).all())

    def someone(self) -> Student | None:
        ids = queries.visible(self.nation).with_only_columns(col(Student.id)).order_by(col(Student.id))
        found = self.session.execute(ids).scalars().all()
        return self.session.get_one(Student, self.chance.choice(found), populate_existing=True) if found else None

    def _row(self) -> dict[str, Any]:
        birth = date(2008, 1, 1) + timedelta(days=self.chance.randrange(900))
        name = f"{self.chance.choice(_NAMES)} {self.chance.choice(_NAMES)}"
        row: dict[str, Any] = {
            "name": name,
            "birth_date": birth.isoformat(),
            "class_group": self.chance.choice(CLASSES),
        }
        if self.chance.random() < 0.7:
            row["nik"] = invented_nik(birth, "L")
        return row

    # --- acts ---

    def list(self) -> Undo | None:
        name = self.chance.choice(SCHOOLS)
        school = self.world.schools[name]
        known = [s for s in self.people() if s.school_id == school]
        rows = [self._row() for _ in range(self.chance.randrange(1, 4))]
        for pupil in self.chance.sample(known, min(len(known), self.chance.randrange(3))):
            # The same pupil in another class: matched by name and birth date.
            if pupil.birth_date is not None:
                again = {"name": pupil.name, "birth_date": pupil.birth_date.isoformat()}
                rows.append({**again, "class_group": self.chance.choice(CLASSES)})
        mode = self.chance.choice(list(SubmissionMode))
        missing = {}
        if mode is SubmissionMode.FULL:
            preview, _ = submissions.submit(
                self.session, self.nation, school, read_students(rows), mode=mode, dry_run=True
            )
            missing = {"confirm_missing": preview.missing}
        made, new = submissions.submit(self.session, self.nation, school, read_students(rows), mode=mode, **missing)
        return (lambda: void(reverting.revert(self.session, self.nation, made.id, "salah kirim"))) if new else None

    def correct(self) -> Undo | None:
        """An officer corrects a birth date, a name or a class by hand; taken back by hand."""
        person = self.someone()
        if person is None:
            return None
        birth = date(2008, 1, 1) + timedelta(days=self.chance.randrange(900))
        wish: dict[str, Any] = self.chance.choice(
            [
                {"birth_date": birth},
                {"name": f"{self.chance.choice(_NAMES)} BARU"},
                {"sex": "L"},
                {"ever_married": True},
            ]
        )
        id, before = person.id, {name: getattr(person, name) for name in wish}
        students.change(self.session, self.nation, id, person.version, wish)

        def undo() -> None:
            students.change(self.session, self.nation, id, self.session.get_one(Student, id).version, before)

        return undo

    def transfer(self) -> Undo | None:
        """A school claims somebody by a list, the office confirms."""
        person = self.someone()
        if person is None or person.nik_sealed is None or person.birth_date is None:
            return None
        to = self.chance.choice([self.world.schools[name] for name in SCHOOLS])
        if person.school_id == to:
            return None
        sealed, key_id = person.nik_sealed, person.nik_key_id or ""
        nik = keys_of(self.session).open(key_id, sealed, place("students", "nik", person.id)).decode()
        row = {"nik": nik, "name": person.name, "birth_date": person.birth_date.isoformat(), "class_group": "XI B"}
        made, new = submissions.submit(self.session, self.nation, to, read_students([row]))
        statement = select(Transfer).where(col(Transfer.submission_id) == made.id)
        claim = self.session.exec(statement.where(col(Transfer.state) == TransferState.OPEN)).first()
        if claim is None or not new:
            return (lambda: void(reverting.revert(self.session, self.nation, made.id, "salah kirim"))) if new else None
        transfers.confirm(self.session, self.nation, claim.id)

        def undo() -> None:
            transfers.undo(self.session, self.nation, claim.id, "salah orang")
            reverting.revert(self.session, self.nation, made.id, "salah kirim")

        return undo

    def record(self) -> Undo | None:
        person = self.someone()
        if person is None:
            return None
        # Now and then for a row that was merged since: a device that was offline.
        rows = self.session.exec(select(Student.id).where(col(Student.survivor_id) == person.id)).all()
        item = Item(
            id=new_id(),
            outcome=self.chance.choice([Outcome.RECORDED, Outcome.RECORDED, Outcome.RECORDED, Outcome.ABSENT]),
            captured_at=now() - timedelta(hours=self.chance.randrange(60)),
            device_id="kit-1",
            offline=True,
            student_id=self.chance.choice([person.id, *rows]),
        )
        recordings.accept(self.session, [(self.nation, item)])
        return lambda: self._void(item.id)

    def _void(self, id: UUID) -> None:
        while id in self.entered_again:
            id = self.entered_again[id]
        recordings.void(self.session, self.nation, id, new_id(), "salah orang")

    def void(self) -> Undo | None:
        """A recording is taken back; what takes that back is the same recording, entered again."""
        statement = select(Recording).where(col(Recording.voided_by).is_(None), col(Recording.student_id).is_not(None))
        found = self.session.exec(statement.order_by(col(Recording.id))).all()
        if not found:
            return None
        taken = self.chance.choice(found)
        recordings.void(self.session, self.nation, taken.id, new_id(), "salah orang")

        def undo() -> None:
            again = Item(
                id=new_id(),
                outcome=taken.outcome,
                captured_at=taken.captured_at,
                device_id=taken.device_id,
                offline=True,
                student_id=taken.student_id,
            )
            self.entered_again[taken.id] = again.id
            recordings.accept(self.session, [(self.nation, again)])

        return undo

    def card(self) -> Undo | None:
        return self._card(self.chance.choice(CODES))

    def reopen(self) -> Undo | None:
        return self._card("reopened")

    def _card(self, status: str) -> Undo | None:
        person = self.someone()
        if person is None:
            return None
        at = now() - timedelta(hours=self.chance.randrange(60))
        new = NewEvent(status, at, reason="dari pusat", document="surat 1")
        event, _ = cards.add_event(self.session, self.nation, person.id, new, content={})
        return lambda: void(cards.void_event(self.session, self.nation, event.id, new_id(), "salah orang"))

    def void_card(self) -> None:
        statement = select(CardEvent).where(col(CardEvent.voided_by).is_(None)).order_by(col(CardEvent.id))
        found = self.session.exec(statement).all()
        if found:
            cards.void_event(self.session, self.nation, self.chance.choice(found).id, new_id(), "salah orang")

    def merge(self) -> Undo | None:
        one, other = self.someone(), self.someone()
        if one is None or other is None or one is other:
            return None
        done = merging.merge(self.session, self.nation, one.id, other.id)
        return lambda: void(merging.undo(self.session, self.nation, done.id, "ternyata dua orang"))

    def status(self) -> Undo | None:
        person = self.someone()
        if person is None:
            return None
        id, before = person.id, person.status
        since = now()
        wish = {"status": self.chance.choice(list(StudentStatus))}
        students.change(self.session, self.nation, id, person.version, wish)

        def undo() -> None:
            on = since.astimezone(UTC).date()
            students.change_many(self.session, self.nation, {id: {"status": before}}, on=on, undoing=since)

        return undo if before is not wish["status"] else None

    def rollover(self) -> Undo | None:
        school = self.world.schools[self.chance.choice(SCHOOLS)]
        day = now().date()
        year = day.year if day.month >= 7 else day.year - 1
        step, _ = rollover.check(self.session, self.nation, school, f"{year}/{year + 1}", begins_on=day)
        rollover.apply(self.session, self.nation, step.id)
        return lambda: void(rollover.revert(self.session, self.nation, step.id, "salah tahun"))


def void(_: Any) -> None:
    """For acts whose answer nobody asks for."""

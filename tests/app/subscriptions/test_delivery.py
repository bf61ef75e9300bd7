"""Events reach a real receiver: once it takes them, in order, under the same id, none lost."""

import random
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import col, func, select

from app.core.access import SYSTEM, Actor
from app.core.clock import frozen
from app.core.db import Database
from app.core.ids import new_id
from app.journal import sealing
from app.journal import service as journal
from app.subscriptions import delivery, posting, queries, service
from app.subscriptions.models import Delivery, Subscription, SubscriptionState
from tests.support.receivers import Receiver, is_signed, receiver


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as opened:
        yield opened


class Office:
    """An office with one subscription, and a clock that it sets forward itself."""

    def __init__(self, database: Database, actor: Actor, url: str) -> None:
        self.database, self.actor = database, actor
        self.at = datetime.now(UTC)
        with database.write() as session:
            made, secret = service.create(session, actor, url, ["visits.*"], allow_private=True, content={"url": url})
            assert secret is not None
            self.id, self.secret = made.id, secret
        self.subjects = [new_id() for _ in range(4)]
        self.written: list[tuple[UUID, int]] = []

    def write(self, count: int, *, subject: int | None = None) -> None:
        chance = random.Random(count)
        with self.database.write() as session:
            for _ in range(count):
                who = self.subjects[chance.randrange(4) if subject is None else subject]
                number = len(self.written)
                journal.write(session, SYSTEM, "visits.changed", "visit", who, region_code="63.11", data={"n": number})
                self.written.append((who, number))
        sealing.seal_all(self.database)

    def work(self, seconds: float = 0) -> None:
        """Deliver all that is due after so long."""
        self.at += timedelta(seconds=seconds)
        with frozen(self.at):
            for _ in range(500):
                if not delivery.deliver_due(self.database, allow_private=True):
                    return
        raise AssertionError("there is no end to it")

    def works_for(self, period: timedelta, step: float = 5) -> None:
        """Ask at every step; those at which nothing can be due, since all has its time later, are passed over."""
        until = self.at + period
        while self.at < until:
            self.work(step)
            idle = (min(self._next_at() or until, until) - self.at).total_seconds() // step
            # One step short, so that the next question lies before what is due as well as after it.
            self.at += timedelta(seconds=step * max(0, idle - 1))

    def _next_at(self) -> datetime | None:
        with self.database.read() as session:
            live = select(func.min(Delivery.next_at)).where(col(Delivery.dead_at).is_(None))
            return session.exec(live).one()

    @property
    def subscription(self) -> Subscription:
        with self.database.read() as session:
            return session.get_one(Subscription, self.id)

    def check(self, there: Receiver) -> None:
        """All of it arrived; each subject's in order where it was first taken; the same event under the same id."""
        first: dict[int, str] = {}
        order = defaultdict[str, list[int]](list)
        for id, body in there.taken:
            number = body["data"]["data"]["n"]
            assert first.setdefault(number, id) == id
            if number not in order[body["data"]["subject_id"]]:
                order[body["data"]["subject_id"]].append(number)
        assert sorted(first) == [number for _, number in self.written], "something was lost"
        assert all(numbers == sorted(numbers) for numbers in order.values())
        tries = defaultdict[int, set[str]](set)
        for id, body, _ in there.requests:
            tries[body["data"]["data"]["n"]].add(id)
        assert all(len(ids) == 1 for ids in tries.values()), "a repeated event came under another id"


@pytest.fixture
def office(database: Database, actors: dict[str, Actor], there: Receiver) -> Office:
    return Office(database, actors["officer"], there.url + "/terima?kunci=rahasia")


def test_events_arrive_signed_and_in_order(office: Office, there: Receiver) -> None:
    office.write(120)
    office.work()
    office.check(there)
    assert [body["data"]["data"]["n"] for _, body in there.taken] == list(range(120))
    assert all(is_signed(office.secret, h, b) for h, b in zip(there.headers, there.bodies, strict=True))
    _, body = there.taken[0]
    assert set(body) == {"type", "timestamp", "data"}
    assert body["type"] == body["data"]["kind"] == "visits.changed"


def test_what_another_region_does_and_other_kinds_are_not_told(office: Office, there: Receiver) -> None:
    with office.database.write() as session:
        journal.write(session, SYSTEM, "visits.changed", "visit", new_id(), region_code="63.08")
        journal.write(session, SYSTEM, "cards.event_added", "student", new_id(), region_code="63.11")
        journal.write(session, SYSTEM, "visits.changed", "visit", new_id(), region_code=None)
    sealing.seal_all(office.database)
    office.write(1)
    office.work()
    office.check(there)
    assert len(there.requests) == 1


def test_every_third_is_answered_500(office: Office, there: Receiver) -> None:
    there.reply = lambda number, _body: 500 if number % 3 == 0 else 200
    office.write(60)
    office.works_for(timedelta(minutes=30))
    office.check(there)
    assert len(there.requests) > 85


def test_a_receiver_that_is_down_for_an_hour(office: Office, there: Receiver) -> None:
    there.reply = lambda _number, _body: 0
    office.write(40)
    for minute in range(60):
        office.works_for(timedelta(minutes=1), step=10)
        if minute % 10 == 0:
            office.write(3)
    assert 3 <= len(there.requests) < 60, "a receiver that is down is not stormed"
    assert office.subscription.failing_since is not None
    assert office.subscription.last_error == "broken_off"
    there.reply = lambda _number, _body: 200
    office.works_for(timedelta(minutes=16), step=10)
    office.check(there)
    assert (office.subscription.failures, office.subscription.failing_since) == (0, None)


def test_the_first_retry_comes_after_five_seconds(office: Office, there: Receiver) -> None:
    there.reply = lambda number, _body: 500 if number == 1 else 200
    office.write(1)
    office.work()
    office.work(4.9)
    assert len(there.requests) == 1
    office.work(0.2)
    assert len(there.taken) == 1


def test_nobody_at_the_port(database: Database, actors: dict[str, Actor]) -> None:
    with receiver() as gone:
        url = gone.url
    office = Office(database, actors["officer"], url)
    office.write(2)
    office.work()
    assert office.subscription.last_error == "unreachable"


def test_a_slow_receiver_is_given_up_and_asked_again(
    office: Office, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "SECONDS", 0.3)

    def dawdle(number: int, _body: object) -> int:
        time.sleep(0.6 if number == 1 else 0)
        return 200

    there.reply = dawdle
    office.write(3)
    office.work()
    assert office.subscription.last_error in (None, "timeout")
    office.works_for(timedelta(minutes=1))
    office.check(there)
    ids = [id for id, body, _ in there.requests if body["data"]["data"]["n"] == 0]
    assert len(ids) == 2, "it came again, and under the same id"
    assert len(set(ids)) == 1


def test_a_poisoned_event_holds_up_its_own_subject_alone(office: Office, there: Receiver) -> None:
    there.reply = lambda _number, body: 500 if body["data"]["data"]["n"] == 0 else 200
    office.write(1, subject=0)
    office.write(5, subject=0)
    office.write(5, subject=1)
    office.work()
    told = {body["data"]["data"]["n"] for _, body in there.taken}
    assert told == set(range(6, 11)), "what follows about its subject waits; the others do not"
    office.works_for(timedelta(hours=25), step=300)
    told = {body["data"]["data"]["n"] for _, body in there.taken}
    assert told == set(range(1, 11)), "after the last try the next have their turn"
    with office.database.read() as session:
        [dead] = session.exec(select(Delivery).where(col(Delivery.subscription_id) == office.id)).all()
        assert dead.dead_at is not None
        assert dead.attempts > 90
        [line] = queries.lines(session, [session.get_one(Subscription, office.id)])
        assert (line.waiting, line.dead) == (0, 1)
    there.reply = lambda _number, _body: 200
    with office.database.write() as session:
        service.replay(session, office.actor, office.id, dead.position)
    office.work()
    again = [(id, body["data"]["data"]["n"]) for id, body in there.taken[-11:]]
    assert [number for _, number in again] == list(range(11)), "a replay is everything from there on, in order"
    before = {body["data"]["data"]["n"]: id for id, body, _ in there.requests[:-11]}
    assert all(before[number] == id for id, number in again), "under the same ids"
    with office.database.read() as session:
        assert session.exec(select(Delivery)).all() == []


def test_a_dead_receiver_makes_few_dead_letters_and_loses_nothing(office: Office, there: Receiver) -> None:
    there.reply = lambda _number, _body: 503
    office.write(30)
    office.works_for(timedelta(hours=30), step=300)
    with office.database.read() as session:
        dead = session.exec(select(Delivery).where(col(Delivery.dead_at).is_not(None))).all()
        first = min(one.position for one in dead)
    assert 1 <= len(dead) <= 6, "a day without a receiver must not bury a day's events"
    there.reply = lambda _number, _body: 200
    with office.database.write() as session:
        service.replay(session, office.actor, office.id, first)
    office.works_for(timedelta(minutes=20), step=60)
    office.check(there)


def test_a_receiver_that_says_gone_is_left_alone(office: Office, there: Receiver) -> None:
    there.reply = lambda _number, _body: 410
    office.write(5)
    office.works_for(timedelta(hours=1), step=300)
    assert len(there.requests) == 1
    stopped = office.subscription
    assert stopped.state is SubscriptionState.STOPPED
    there.reply = lambda _number, _body: 200
    with office.database.write() as session:
        facts = {"state": SubscriptionState.ACTIVE}
        service.change(session, office.actor, office.id, stopped.version, facts)
    office.work()
    office.check(there)


def test_a_redirect_is_not_followed(office: Office, there: Receiver) -> None:
    there.reply = lambda _number, _body: 307
    office.write(1)
    office.work()
    assert [status for _, _, status in there.requests] == [307]
    assert office.subscription.last_error == "307"


def test_the_power_fails_between_sending_and_keeping(
    office: Office, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write(3)

    def fail(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as cut:
        cut.setattr(delivery, "_settle", fail)
        with pytest.raises(RuntimeError, match="power cut"):
            office.work()
    office.work(5)
    assert len(there.requests) == 3, "the lease still stands"
    office.work(60)
    assert len(there.requests) == 6
    office.check(there)


def test_an_address_that_turns_out_private_is_not_reached(there: Receiver) -> None:
    answer = posting.post(there.url.replace("http:", "https:"), b"{}", {}, allow_private=False)
    assert answer.told == "address_private"
    named = there.url.replace("127.0.0.1", "localhost")
    assert posting.post(named, b"{}", {}, allow_private=False).told == "address_private"
    assert there.requests == []


def test_a_name_that_nobody_knows() -> None:
    assert posting.post("https://tidak-ada.invalid/", b"{}", {}, allow_private=True).told == "name_unknown"

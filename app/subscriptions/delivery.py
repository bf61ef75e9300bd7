"""
Delivering events to who subscribed to them: at least once, each subject's in order, none lost.

A subscription is delivered by one at a time, who holds its lease; nothing is sent within a transaction. An event that
fails is tried again later and holds up only what follows about the same subject. When the receiver seems to be down,
nothing new is tried until one of the failed ones is taken. After the last try an event is dead: kept, shown, and
replayed when somebody asks.
"""

import contextvars
import json
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, or_, update
from sqlmodel import Session, col, select

from app.core.access import SYSTEM, Actor, Role
from app.core.clock import now
from app.core.db import Database
from app.journal import feed
from app.journal import service as journal
from app.journal.feed import Event
from app.journal.models import Head
from app.subscriptions import queries, rules
from app.subscriptions.models import Delivery, Subscription, SubscriptionState
from app.subscriptions.posting import Answer, post

_BATCH = 50
_BATCH_SECONDS = 20
"""A batch ends after this; with the last request in it the lease is long enough."""
_LEASE = timedelta(seconds=60)
_AT_ONCE = 4
_LIVE = col(Delivery.dead_at).is_(None)


@dataclass(slots=True)
class _Task:
    event: Event
    delivery: Delivery | None
    answer: Answer | None = None
    """``None``: not tried, since another about its subject comes first."""

    @property
    def subject(self) -> UUID:
        return self.event.line.subject_id or self.event.line.id


@dataclass(slots=True)
class _Batch:
    subscription: Subscription
    url: str
    secret: str
    tasks: list[_Task]
    held: set[UUID]
    """Subjects of which an earlier event waits."""
    reached: int
    """Up to this position the events were looked at."""
    done: list[_Task] = field(default_factory=list)


def deliver_due(database: Database, *, allow_private: bool) -> bool:
    """Deliver a batch for every subscription that has something due; says whether there was any."""
    with database.read() as session:
        due = list(session.exec(select(Subscription.id).where(_due(session, now()))))
    if not due:
        return False
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="webhook") as hands:
        # Each with the clock of who asks.
        work = [
            hands.submit(contextvars.copy_context().run, deliver, database, id, allow_private=allow_private)
            for id in due
        ]
        results = [one.result() for one in work]
    return any(results)


def deliver(database: Database, subscription_id: UUID, *, allow_private: bool) -> bool:
    """Deliver a batch for one subscription; ``False`` when there was nothing to do or another is at it."""
    with database.write() as session:
        batch = _begin(session, subscription_id)
    if batch is None:
        return False
    _send(batch, allow_private=allow_private)
    with database.write() as session:
        _settle(session, batch)
    return True


def _due(session: Session, at: datetime) -> ColumnElement[bool]:
    head = session.get(Head, 1)
    of_it = col(Delivery.subscription_id) == col(Subscription.id)
    news = and_(
        col(Subscription.position) < (head.position if head else 0),
        or_(col(Subscription.failures) < rules.BROKEN, ~exists().where(of_it, _LIVE)),
    )
    return and_(
        col(Subscription.state) == SubscriptionState.ACTIVE,
        or_(col(Subscription.leased_until).is_(None), col(Subscription.leased_until) < at),
        or_(news, exists().where(of_it, _LIVE, col(Delivery.next_at) <= at)),
    )


def _begin(session: Session, subscription_id: UUID) -> _Batch | None:
    """Take the lease and what is due."""
    at = now()
    locked = select(Subscription).where(col(Subscription.id) == subscription_id, _due(session, at))
    subscription = session.exec(locked.with_for_update(skip_locked=True)).one_or_none()
    if subscription is None:
        return None
    subscription.leased_until = at + _LEASE
    live = session.exec(
        select(Delivery).where(col(Delivery.subscription_id) == subscription.id, _LIVE).order_by(col(Delivery.position))
    ).all()
    due = [delivery for delivery in live if delivery.next_at is not None and delivery.next_at <= at][:_BATCH]
    tasks = []
    for one in due:
        event = feed.at(session, one.position)
        if event is None:  # its line was taken away: the journal's own check tells of that
            one.next_at, one.dead_at = None, at
        else:
            tasks.append(_Task(event, one))
    reached = subscription.position
    if not tasks and (subscription.failures < rules.BROKEN or not live):
        reader = Actor(None, Role.OFFICER, subscription.region_code)
        found, reached = feed.following(session, reader, subscription.position, _BATCH)
        tasks = [_Task(event, None) for event in found if rules.concerns(subscription.kinds, event.line.kind)]
    told = queries.opened(session, subscription)
    held = {delivery.subject_id for delivery in live} - {task.subject for task in tasks if task.delivery}
    session.flush()
    return _Batch(subscription, told["url"], told["secret"], tasks, held, reached)


def _send(batch: _Batch, *, allow_private: bool) -> None:
    started, failures = time.monotonic(), batch.subscription.failures
    for task in batch.tasks:
        if time.monotonic() - started > _BATCH_SECONDS:
            return
        batch.done.append(task)
        if task.delivery is None and task.subject in batch.held:
            continue
        task.answer = _post(batch, task.event, allow_private=allow_private)
        if task.answer.taken:
            failures = 0
            continue
        failures += 1
        batch.held.add(task.subject)
        # The receiver is down, not the event at fault: the rest waits where it is.
        if task.answer.gone or failures >= rules.BROKEN:
            return


def _post(batch: _Batch, event: Event, *, allow_private: bool) -> Answer:
    line = event.line
    body = json.dumps(
        {"type": line.kind, "timestamp": line.at.isoformat(), "data": shown(event)}, separators=(",", ":")
    ).encode()
    timestamp = int(time.time())
    headers = {
        "content-type": "application/json",
        "webhook-id": str(line.id),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": rules.sign(batch.secret, str(line.id), timestamp, body),
    }
    return post(batch.url, body, headers, allow_private=allow_private)


def shown(event: Event) -> dict[str, Any]:
    """An event as the feed shows it."""
    line = event.line.model_dump(
        mode="json", include={"id", "at", "kind", "subject_type", "subject_id", "school_id", "region_code", "data"}
    )
    return {"position": event.position, **line}


def _settle(session: Session, batch: _Batch) -> None:
    """Keep what came of a batch and give the lease back."""
    locked = select(Subscription).where(col(Subscription.id) == batch.subscription.id).with_for_update()
    subscription = session.exec(locked.execution_options(populate_existing=True)).one_or_none()
    if subscription is None:
        return  # removed meanwhile
    subscription.leased_until = None
    if subscription.version != batch.subscription.version:
        return  # changed or replayed meanwhile: what was sent is sent once more, under the same ids
    was_down = subscription.failures >= rules.BROKEN
    for task in batch.done:
        _keep(session, subscription, task)
    gone = any(task.answer is not None and task.answer.gone for task in batch.done)
    _go_forward(subscription, batch, gone=gone)
    if was_down and subscription.failures < rules.BROKEN:
        _wake(session, subscription)
    if gone:
        subscription.state = SubscriptionState.STOPPED
        subscription.version += 1
        journal.write(
            session, SYSTEM, "subscriptions.gone", "subscription", subscription.id,
            region_code=subscription.region_code, data={"state": subscription.state.value},
        )  # fmt: skip
    session.flush()


def _go_forward(subscription: Subscription, batch: _Batch, *, gone: bool) -> None:
    new = [task for task in batch.tasks if task.delivery is None]
    if len(new) < len(batch.tasks):
        return
    if len(batch.done) == len(batch.tasks) and not gone:
        subscription.position = max(subscription.position, batch.reached)
        return
    handled = [task.event.position for task in batch.done if not (task.answer and task.answer.gone)]
    subscription.position = max([subscription.position, *handled])


def _keep(session: Session, subscription: Subscription, task: _Task) -> None:
    at, answer = now(), task.answer
    if answer is None:
        session.add(Delivery(subscription_id=subscription.id, position=task.event.position, subject_id=task.subject))
        return
    if answer.gone:
        subscription.last_error = answer.told
        return
    if answer.taken:
        subscription.failures, subscription.failing_since, subscription.last_error = 0, None, None
        subscription.last_delivered_at = at
        if task.delivery is not None:
            session.execute(delete(Delivery).where(*_is(task.delivery)))
            _let_next(session, task.delivery, at)
        return
    subscription.failures += 1
    subscription.failing_since = subscription.failing_since or at
    subscription.last_error = answer.told
    _fail(session, subscription, task, at)


def _fail(session: Session, subscription: Subscription, task: _Task, at: datetime) -> None:
    delivery = task.delivery or Delivery(
        subscription_id=subscription.id, position=task.event.position, subject_id=task.subject
    )
    delivery.attempts += 1
    delivery.first_at = delivery.first_at or at
    delivery.next_at = rules.next_try(delivery.attempts, delivery.first_at, at)
    delivery.dead_at = None if delivery.next_at else at
    session.merge(delivery)
    session.flush()
    if delivery.dead_at is not None:
        _let_next(session, delivery, at)


def _is(delivery: Delivery) -> Iterable[ColumnElement[bool]]:
    return (
        col(Delivery.subscription_id) == delivery.subscription_id,
        col(Delivery.position) == delivery.position,
    )


def _let_next(session: Session, delivery: Delivery, at: datetime) -> None:
    """Let the next event about the same subject be tried."""
    following = (
        select(Delivery)
        .where(
            col(Delivery.subscription_id) == delivery.subscription_id,
            col(Delivery.subject_id) == delivery.subject_id,
            col(Delivery.position) > delivery.position,
            _LIVE,
        )
        .order_by(col(Delivery.position))
        .limit(1)
    )
    session.flush()
    waiting = session.exec(following).one_or_none()
    if waiting is not None and waiting.next_at is None:
        waiting.next_at = at


def _wake(session: Session, subscription: Subscription) -> None:
    """The receiver is back: what waits for its next try need not wait longer."""
    session.flush()
    session.execute(
        update(Delivery)
        .where(col(Delivery.subscription_id) == subscription.id, _LIVE, col(Delivery.next_at).is_not(None))
        .values(next_at=now())
    )

"""Changing subscriptions."""

import base64
import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col

from app.core.access import Actor
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import Fault, Invalid, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.journal.models import Head
from app.subscriptions import queries, rules
from app.subscriptions.models import Delivery, Subscription, SubscriptionState


def create(
    session: Session,
    actor: Actor,
    url: str,
    kinds: Sequence[str],
    *,
    allow_private: bool,
    id: UUID | None = None,
    content: Mapping[str, Any],
) -> tuple[Subscription, str | None]:
    """
    A subscription to what happens from now on; its secret is told this once (``None`` for a repetition).

    Raises :class:`Invalid` for an address that may not be sent to.
    """
    if not first_time(session, actor, id, "subscription", content):
        return queries.get(session, actor, id or new_id()), None
    fault = rules.address_fault(url, allow_private=allow_private)
    if fault is not None:
        raise Invalid([Fault("/url", fault)])
    subscription_id = id or new_id()
    secret = rules.SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()
    bound = place("subscriptions", "sealed", subscription_id)
    key_id, sealed = keys_of(session).seal_json({"url": url, "secret": secret}, bound)
    subscription = Subscription(
        id=subscription_id,
        region_code=actor.region_code,
        kinds=sorted(set(kinds)),
        created_by=actor.account_id,
        sealed_key_id=key_id,
        sealed=sealed,
        position=_newest(session),
    )
    session.add(subscription)
    session.flush()
    _note(session, actor, "subscriptions.created", subscription, {"kinds": subscription.kinds})
    return subscription, secret


def change(
    session: Session, actor: Actor, subscription_id: UUID, version: int, facts: Mapping[str, Any]
) -> Subscription:
    """
    Change kinds, stop, or start again: what happened meanwhile is then delivered.

    Raises :class:`VersionMismatch` when somebody was faster.
    """
    subscription = queries.get(session, actor, subscription_id, lock=True)
    if subscription.version != version:
        raise VersionMismatch
    wanted = {name: sorted(set(value)) if name == "kinds" else value for name, value in facts.items()}
    changed = {name: value for name, value in wanted.items() if getattr(subscription, name) != value}
    if not changed:
        return subscription
    for name, value in changed.items():
        setattr(subscription, name, value)
    if changed.get("state") is SubscriptionState.ACTIVE:
        subscription.failures, subscription.failing_since, subscription.last_error = 0, None, None
    subscription.version += 1
    session.flush()
    told = {"fields": sorted(changed), "state": subscription.state.value, "kinds": subscription.kinds}
    _note(session, actor, "subscriptions.changed", subscription, told)
    return subscription


def remove(session: Session, actor: Actor, subscription_id: UUID) -> None:
    """Forget a subscription, its address and what was still to be delivered."""
    subscription = queries.get(session, actor, subscription_id, lock=True)
    session.execute(delete(Delivery).where(col(Delivery.subscription_id) == subscription.id))
    session.delete(subscription)
    session.flush()
    _note(session, actor, "subscriptions.removed", subscription, {})


def replay(session: Session, actor: Actor, subscription_id: UUID, from_position: int) -> Subscription:
    """
    Deliver again everything from a position on, what was dead included. Repeated events keep their ids.

    Raises :class:`Invalid` for a position that is not there yet.
    """
    subscription = queries.get(session, actor, subscription_id, lock=True)
    if from_position > _newest(session):
        raise Invalid([Fault("/from_position", "subscriptions.position_ahead")])
    again = col(Delivery.position) >= from_position
    session.execute(delete(Delivery).where(col(Delivery.subscription_id) == subscription.id, again))
    subscription.position = min(subscription.position, from_position - 1)
    # Whoever is delivering just now began before: what they bring home must not set the position forward again.
    subscription.version += 1
    subscription.failures, subscription.failing_since = 0, None
    session.flush()
    _note(session, actor, "subscriptions.replayed", subscription, {"from_position": from_position})
    return subscription


def _newest(session: Session) -> int:
    head = session.get(Head, 1)
    return head.position if head else 0


def _note(session: Session, actor: Actor, kind: str, subscription: Subscription, data: Mapping[str, Any]) -> None:
    journal.write(
        session, actor, kind, "subscription", subscription.id, region_code=subscription.region_code, data=data
    )

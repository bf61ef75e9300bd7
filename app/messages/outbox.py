"""
The outbox: what is due is judged again, sent outside any transaction, and what came of it is kept.

Who sends holds the message's lease. A power cut between sending and keeping sends once more, under the same id.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import SYSTEM
from app.core.clock import now
from app.core.db import Database, keys_of
from app.core.settings import Settings
from app.journal import service as journal
from app.messages import adapters
from app.messages.facts import Telling, telling
from app.messages.models import Channel, Message, MessageState
from app.messages.service import after_quiet_hours
from app.subscriptions.rules import next_try

_BATCH = 10
_LEASE = timedelta(minutes=5)
TOLD_ALREADY, NO_CHANNEL = "told_already", "no_channel"


@dataclass(frozen=True, slots=True)
class _Letter:
    message: Message
    channel: Channel
    contact: str
    telling: Telling


def send_due(database: Database, settings: Settings) -> bool:
    """Send a batch of what is due; says whether there was any."""
    with database.read() as session:
        if session.exec(_due().limit(1)).first() is None:
            return False
    with database.write() as session:
        found = session.exec(_due().limit(_BATCH).with_for_update(skip_locked=True)).all()
        letters = [letter for message in found if (letter := _judge(session, settings, message)) is not None]
    for letter in letters:
        failure = None
        try:
            adapters.send(settings, letter.channel, letter.message.id, letter.contact, letter.telling.words)
        except adapters.NotSent as told:
            failure = str(told)
        with database.write() as session:
            _keep(session, letter, failure)
    return bool(found)


def _due() -> SelectOfScalar[Message]:
    at = now()
    return (
        select(Message)
        .where(
            col(Message.state) == MessageState.WAITING,
            col(Message.next_at) <= at,
            or_(col(Message.leased_until).is_(None), col(Message.leased_until) < at),
        )
        .order_by(col(Message.next_at), col(Message.id))
    )


def _judge(session: Session, settings: Settings, message: Message) -> _Letter | None:
    """Whether this is still to be told, now, and how; what is not is withdrawn."""
    allowed = after_quiet_hours(session, message.region_code, now())
    if allowed > now():
        message.next_at = allowed
        return None
    found = telling(session, message, settings.public_url)
    if isinstance(found, str):
        _end(session, message, MessageState.WITHDRAWN, found)
        return None
    if _digest(session, message, found) == _last_told(session, message):
        _end(session, message, MessageState.WITHDRAWN, TOLD_ALREADY)
        return None
    ways = ((adapters.channel_for(settings, contact), contact) for contact in found.contacts)
    channel, contact = next(((channel, contact) for channel, contact in ways if channel), (None, ""))
    if channel is None:
        _end(session, message, MessageState.WITHDRAWN, NO_CHANNEL)
        return None
    message.leased_until = now() + _LEASE
    session.flush()
    return _Letter(message, channel, contact, found)


def _digest(session: Session, message: Message, found: Telling) -> str:
    return keys_of(session).blind("message", f"{message.person_id}\n{found.words}")


def _last_told(session: Session, message: Message) -> str | None:
    return session.exec(
        select(Message.told)
        .where(
            col(Message.person_id) == message.person_id,
            col(Message.subject_id) == message.subject_id,
            col(Message.state) == MessageState.SENT,
        )
        .order_by(col(Message.sent_at).desc(), col(Message.id).desc())
        .limit(1)
    ).first()


def _keep(session: Session, letter: _Letter, failure: str | None) -> None:
    message = session.get_one(Message, letter.message.id, with_for_update=True)
    message.leased_until = None
    if failure is None:
        message.channel, message.sent_at = letter.channel, now()
        message.told = _digest(session, message, letter.telling)
        _end(session, message, MessageState.SENT, None)
        return
    message.attempts += 1
    message.first_at = message.first_at or now()
    again = next_try(message.attempts, message.first_at, now())
    if again is None:
        _end(session, message, MessageState.FAILED, failure[:40])
    else:
        message.next_at = again
    session.flush()


def _end(session: Session, message: Message, state: MessageState, why: str | None) -> None:
    message.state, message.why = state, why
    session.flush()
    journal.write(
        session,
        SYSTEM,
        f"messages.{state.value}",
        "message",
        message.id,
        region_code=message.region_code,
        school_id=message.school_id,
        data={"reason": message.reason.value, "why": why, "channel": message.channel and message.channel.value},
    )

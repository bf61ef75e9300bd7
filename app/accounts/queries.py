"""Reading accounts, within the reader's region."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.accounts.models import Account, AccountSession
from app.core.access import Actor, Role, within
from app.core.clock import now
from app.core.errors import NotFound, Unauthorized
from app.core.paging import Page, PageRequest, page


def visible(actor: Actor) -> SelectOfScalar[Account]:
    """Administrators see the accounts of their region; everyone else only their own."""
    if actor.role is Role.ADMIN:
        return select(Account).where(within(col(Account.region_code), actor.region_code))
    return select(Account).where(col(Account.id) == actor.account_id)


def get(session: Session, actor: Actor, account_id: UUID, *, lock: bool = False) -> Account:
    statement = visible(actor).where(col(Account.id) == account_id)
    account = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if account is None:
        raise NotFound
    return account


def accounts(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    role: Role | None = None,
    active: bool | None = None,
) -> Page[Account]:
    """By user name."""
    statement = visible(actor)
    if role is not None:
        statement = statement.where(col(Account.role) == role)
    if active is not None:
        statement = statement.where(col(Account.active).is_(active))
    return page(session, statement, request, [col(Account.username)])


def by_username(session: Session, username: str) -> Account | None:
    return session.exec(select(Account).where(col(Account.username) == username.strip().lower())).one_or_none()


def actor_of(session: Session, account_id: UUID, session_id: UUID) -> Actor:
    """The actor of a running session. Raises :class:`Unauthorized` if it, or its account, has ended."""
    found = session.exec(
        select(Account)
        .join(AccountSession, col(AccountSession.account_id) == col(Account.id))
        .where(
            col(AccountSession.id) == session_id,
            col(Account.id) == account_id,
            col(Account.active).is_(True),
            col(AccountSession.ended_at).is_(None),
            col(AccountSession.expires_at) > now(),
        )
    ).one_or_none()
    if found is None:
        raise Unauthorized
    return Actor(found.id, found.role, found.region_code, found.school_id, found.team_id, session_id)


def own_sessions(session: Session, actor: Actor) -> Sequence[AccountSession]:
    """The actor's running sessions, newest first."""
    return session.exec(
        select(AccountSession)
        .where(
            col(AccountSession.account_id) == actor.account_id,
            col(AccountSession.ended_at).is_(None),
            col(AccountSession.expires_at) > now(),
        )
        .order_by(col(AccountSession.id).desc())
    ).all()


def any_demo(session: Session) -> bool:
    return bool(session.exec(select(func.count()).select_from(Account).where(col(Account.demo).is_(True))).one())


def own(session: Session, actor: Actor) -> Account:
    """The actor's own account."""
    return session.exec(select(Account).where(col(Account.id) == actor.account_id)).one()

"""What is known of the installation itself."""

from uuid import UUID

from sqlmodel import Session, select

from app.core.models import Installation


def epoch(session: Session) -> UUID:
    """The installation's epoch: whoever knows another one was given things before a restore, and asks anew."""
    return session.exec(select(Installation.epoch)).one()

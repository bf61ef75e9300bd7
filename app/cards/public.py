"""
What anybody learns who holds a pupil's slip, in words: how far that pupil's card is and what comes next, nothing else.

There is no actor here: the code is the proof. A code that never was, one that was replaced, one that is no code at all
and one of somebody restricted are answered alike, in words and in work.
"""

from dataclasses import dataclass

from sqlmodel import Session

from app.cards.queries import public_state
from app.core.errors import NotFound
from app.core.i18n import Language, text
from app.students.models import CardState


class UnknownSlip(NotFound):
    """No slip that counts carries this code. Why not is not told."""

    code = "slips.unknown"


@dataclass(frozen=True, slots=True)
class CardLook:
    """A card as its owner's slip shows it, in words."""

    card_state: CardState
    title: str
    """The state, in few words."""
    next_step: str
    """What happens next, and who does it."""

    @property
    def message(self) -> str:
        return f"{self.title}. {self.next_step}"


def look(session: Session, code: str, language: Language) -> CardLook:
    """The card of whoever's slip carries ``code``. Raises :class:`UnknownSlip`."""
    found = public_state(session, code)
    if found is None:
        raise UnknownSlip
    return CardLook(
        card_state=found.card_state,
        title=text(f"cards.public.{found.card_state}", language),
        next_step=text(found.message, language),
    )

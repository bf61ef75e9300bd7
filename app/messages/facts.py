"""What is to be told when a message is due: judged anew, so that nobody hears of what is no longer so."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from app.complaints.models import Complaint
from app.core.crypto import place
from app.core.db import keys_of
from app.messages.models import Message, MessageReason
from app.regions.queries import setting, today, zone
from app.schools.models import School
from app.students.models import CardState, Student
from app.students.queries import is_person
from app.visits.models import Visit, VisitState

NO_LONGER_SO, NO_CONTACT = "no_longer_so", "no_contact"
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MOVED = {
    VisitState.POSTPONED: "visit_postponed",
    VisitState.PROPOSED: "visit_moved",
    VisitState.CONFIRMED: "visit_now_at",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """Words and where they go; both personal, neither is kept."""

    contacts: tuple[str, ...]
    """The one liked best first."""
    words: str


def telling(session: Session, message: Message, public_url: str) -> Telling | str:
    """What to tell now, or why there is nothing to tell."""
    match message.reason:
        case MessageReason.VISIT_CONFIRMED | MessageReason.VISIT_CHANGED | MessageReason.VISIT_CANCELLED:
            return _of_visit(session, message)
        case MessageReason.CARD_READY:
            return _of_cards(session, message)
        case MessageReason.COMPLAINT_ANSWERED:
            return _of_complaint(session, message, public_url)


def _of_visit(session: Session, message: Message) -> Telling | str:
    visit = session.get(Visit, message.subject_id)
    if visit is None or visit.date < today(visit.region_code):
        return NO_LONGER_SO
    match message.reason:
        case MessageReason.VISIT_CONFIRMED:
            same = visit.state is VisitState.CONFIRMED and visit.date == message.about_on
            code = "visit_confirmed" if same else None
        case MessageReason.VISIT_CANCELLED:
            code = "visit_cancelled" if visit.state is VisitState.CANCELLED else None
        case _:
            code = _MOVED.get(visit.state)
    if code is None:
        return NO_LONGER_SO
    school = session.get_one(School, visit.school_id)
    starts = visit.starts_at.astimezone(zone(visit.region_code))
    day = visit.date
    words = _worded(
        session,
        visit.region_code,
        code,
        school=school.name,
        date=f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}",
        clock=f"{starts:%H.%M}",
    )
    return _to_school(school, words)


def _of_cards(session: Session, message: Message) -> Telling | str:
    school = session.get(School, message.subject_id)
    ready = session.exec(
        select(func.count())
        .select_from(Student)
        .where(col(Student.school_id) == message.subject_id, col(Student.card_state) == CardState.READY, is_person())
    ).one()
    if school is None or not ready:
        return NO_LONGER_SO
    return _to_school(school, _worded(session, school.region_code, "card_ready", school=school.name, count=ready))


def _worded(session: Session, region_code: str, name: str, **facts: object) -> str:
    """The region's own wording of a message as it holds today, else that of a region above it."""
    words: str = setting(session, region_code, f"message_text_{name}", today(region_code))
    return words.format(**facts)


def _to_school(school: School, words: str) -> Telling | str:
    contacts = tuple(contact for contact in (school.contact_email, school.contact_phone) if contact)
    return Telling(contacts, words) if contacts else NO_CONTACT


def _of_complaint(session: Session, message: Message, public_url: str) -> Telling | str:
    complaint = session.get(Complaint, message.subject_id)
    if complaint is None:
        return NO_LONGER_SO
    bound = place("complaints", "sealed", complaint.id)
    contact = keys_of(session).open_json(complaint.sealed_key_id, complaint.sealed, bound).get("contact")
    if not contact:
        return NO_CONTACT
    words = _worded(session, complaint.region_code, "complaint_answered", ticket=complaint.ticket, url=public_url)
    return Telling((contact,), words)

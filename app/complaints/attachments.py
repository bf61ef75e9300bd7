"""
Files in a case: a photograph of a receipt, a scanned letter.

What the reporter sent is seen by whoever sees the case; what the office put there is the office's own.
"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlmodel import Session, col, func, select

from app.complaints import queries, rules
from app.complaints.evidence import Evidence
from app.complaints.files import TABLE
from app.complaints.models import REPORTER, Complaint, ComplaintAttachment
from app.complaints.rules import Action
from app.complaints.steps import move, note
from app.core.access import Actor, stranger
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import Fault, Invalid, NotFound
from app.core.ids import new_id


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came, and as it may be kept."""

    name: str | None
    digest: str
    evidence: Evidence


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def content_of(session: Session, actor: Actor, complaint_id: UUID, attachment_id: UUID) -> tuple[str, bytes]:
    """Media type and content of one file. Raises :class:`NotFound`, also for one that is not the asker's to see."""
    queries.get(session, actor, complaint_id)
    row = session.get(ComplaintAttachment, attachment_id)
    if row is None or row.complaint_id != complaint_id or not (actor.is_office or row.by_role == REPORTER):
        raise NotFound
    return row.media_type, keys_of(session).open(row.sealed_key_id, row.sealed, place(TABLE, "sealed", row.id))


def add(session: Session, actor: Actor, complaint_id: UUID, sent: Sent) -> tuple[ComplaintAttachment, bool]:
    """
    A file from whoever has an account: the office's own, or that of the school whose complaint it is.

    The flag says whether it is new; the same file again is kept once. Raises :class:`Invalid` beyond
    :data:`rules.MOST_FILES`, and for a school :class:`StateConflict` once the case is closed.
    """
    complaint = queries.get(session, actor, complaint_id, lock=True)
    by_role = actor.role.value if actor.is_office else REPORTER
    # Who reports in secret is nobody in the journal; their account stands in the complaint alone.
    hidden = by_role == REPORTER and (complaint.secret or complaint.anonymous)
    author = stranger(request_id=actor.request_id) if hidden else actor
    return _add(session, author, complaint, sent, by_role=by_role)


def add_by_ticket(
    session: Session, actor: Actor, ticket: str, code: str, sent: Sent
) -> tuple[ComplaintAttachment, bool]:
    """The same from the reporter with ticket and code."""
    complaint = queries.by_ticket(session, ticket, code, lock=True)
    return _add(session, actor, complaint, sent, by_role=REPORTER)


def _add(
    session: Session, actor: Actor, complaint: Complaint, sent: Sent, *, by_role: str
) -> tuple[ComplaintAttachment, bool]:
    keys = keys_of(session)
    digest = keys.blind("attachment", f"{by_role == REPORTER}:{sent.digest}")
    mine = col(ComplaintAttachment.by_role) == REPORTER
    of_side = (
        col(ComplaintAttachment.complaint_id) == complaint.id,
        mine if by_role == REPORTER else ~mine,
    )
    known = session.exec(select(ComplaintAttachment).where(*of_side, col(ComplaintAttachment.digest) == digest)).first()
    if known is not None:
        return known, False
    if by_role == REPORTER:
        rules.moved(complaint.state, Action.REPLY, judged=complaint.verdict is not None)
    held = session.exec(select(func.count()).select_from(ComplaintAttachment).where(*of_side)).one()
    if held >= rules.MOST_FILES:
        raise Invalid([Fault("/file", "complaints.too_many_files", {"most": rules.MOST_FILES})])
    attachment = _sealed(session, actor, complaint, sent, by_role=by_role, digest=digest)
    session.add(attachment)
    move(session, complaint, complaint.state)
    kind = rules.ATTACHED if by_role == REPORTER else rules.EVIDENCE
    note(session, actor, complaint, kind, by_role=by_role)
    return attachment, True


def _sealed(
    session: Session, actor: Actor, complaint: Complaint, sent: Sent, *, by_role: str, digest: str
) -> ComplaintAttachment:
    keys, id, kept = keys_of(session), new_id(), sent.evidence
    key_id, sealed = keys.seal(kept.content, place(TABLE, "sealed", id))
    name = sent.name or f"lampiran.{extension(kept.media_type)}"
    return ComplaintAttachment(
        id=id,
        complaint_id=complaint.id,
        by_role=by_role,
        account_id=actor.account_id,
        media_type=kept.media_type,
        size=len(kept.content),
        digest=digest,
        sealed_key_id=key_id,
        sealed_name=keys.seal(name.encode(), place(TABLE, "sealed_name", id))[1],
        sealed=sealed,
    )


def extension(media_type: str) -> str:
    return {"image/jpeg": "jpg", "image/png": "png"}.get(media_type, "pdf")

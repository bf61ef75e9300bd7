"""What is attached to cases, without its content."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from app.complaints.models import REPORTER, ComplaintAttachment
from app.core.crypto import place
from app.core.db import keys_of

TABLE = "complaint_attachments"


@dataclass(frozen=True, slots=True)
class Listed:
    id: UUID
    name: str
    media_type: str
    size: int
    at: datetime
    by_role: str


def listed(session: Session, complaint_ids: Iterable[UUID], *, office: bool) -> Mapping[UUID, Sequence[Listed]]:
    """The files of cases that the asker may see, oldest first; their content stays where it is."""
    keys, found = keys_of(session), defaultdict[UUID, list[Listed]](list)
    columns = (
        ComplaintAttachment.id, ComplaintAttachment.complaint_id, ComplaintAttachment.media_type,
        ComplaintAttachment.size, ComplaintAttachment.at, ComplaintAttachment.by_role,
        ComplaintAttachment.sealed_key_id, ComplaintAttachment.sealed_name,
    )  # fmt: skip
    statement = select_columns(*map(col, columns)).where(col(ComplaintAttachment.complaint_id).in_(complaint_ids))
    if not office:
        statement = statement.where(col(ComplaintAttachment.by_role) == REPORTER)
    for row in session.execute(statement.order_by(col(ComplaintAttachment.at), col(ComplaintAttachment.id))):
        name = keys.open(row.sealed_key_id, row.sealed_name, place(TABLE, "sealed_name", row.id)).decode()
        found[row.complaint_id].append(Listed(row.id, name, row.media_type, row.size, row.at, row.by_role))
    return found

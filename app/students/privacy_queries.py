"""Reading what persons said and asked about their data, within the reader's scope."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor
from app.core.clock import now
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.regions.queries import scope
from app.students import queries
from app.students.models import (
    Disclosure,
    Student,
)
from app.students.privacy_models import (
    Consent,
    DataRequest,
    DataRequestState,
)


def ids_of(session: Session, student_id: UUID) -> list[UUID]:
    """A person's own row and all that were merged into it, the survivor first. The caller has reached the person."""
    merged = select(Student.id).where(col(Student.survivor_id) == student_id).order_by(col(Student.id))
    return [student_id, *session.exec(merged)]


def _of_people_seen(actor: Actor, column: Any) -> Any:
    """Rows about people whom ``actor`` sees today, also those that name a row merged into one of them."""
    seen, named = queries.visible(actor).subquery(), aliased(Student)
    person = func.coalesce(named.survivor_id, named.id)
    return select(named.id).join(seen, seen.c.id == person).where(named.id == column).exists()


# --- consents --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenedConsent:
    consent: Consent
    given_by: str | None
    """Who spoke; ``None`` where only the request tells it."""


def visible_consents(actor: Actor) -> SelectOfScalar[Consent]:
    return select(Consent).where(_of_people_seen(actor, col(Consent.student_id)))


def get_consent(session: Session, actor: Actor, consent_id: UUID) -> OpenedConsent:
    consent = session.exec(visible_consents(actor).where(col(Consent.id) == consent_id)).one_or_none()
    if consent is None:
        raise NotFound
    return _opened(session, consent)


def consents(session: Session, actor: Actor, student_id: UUID, request: PageRequest) -> Page[OpenedConsent]:
    """What was said of a person's data, the latest word first: that one holds."""
    ids = ids_of(session, queries.get(session, actor, student_id).id)
    statement = visible_consents(actor).where(col(Consent.student_id).in_(ids))
    found: Page[Consent] = page(session, statement, request, [col(Consent.given_on), col(Consent.id)], descending=True)
    return found.map(lambda consent: _opened(session, consent))


def _opened(session: Session, consent: Consent) -> OpenedConsent:
    where = place("consents", "sealed", consent.id)
    return OpenedConsent(consent, keys_of(session).open_json(consent.sealed_key_id, consent.sealed, where)["given_by"])


# --- requests --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenedRequest:
    request: DataRequest
    body: str | None
    asked_by: str | None
    relation: str
    overdue: bool
    student_name: str | None = None
    """Only lists tell it."""


@dataclass(frozen=True, slots=True)
class RequestFilter:
    state: DataRequestState | None = None
    overdue: bool | None = None
    region_code: str | None = None


def visible_requests(actor: Actor) -> SelectOfScalar[DataRequest]:
    """By where the person is today, not where they asked: who cares for the person answers them."""
    return select(DataRequest).where(_of_people_seen(actor, col(DataRequest.student_id)))


def get_request(session: Session, actor: Actor, request_id: UUID, *, lock: bool = False) -> DataRequest:
    """One request. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible_requests(actor).where(col(DataRequest.id) == request_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    request = session.exec(statement).one_or_none()
    if request is None:
        raise NotFound
    return request


def requests(session: Session, actor: Actor, page_request: PageRequest, wanted: RequestFilter) -> Page[OpenedRequest]:
    """The most urgent first: by the instant at which they are due."""
    statement = visible_requests(actor)
    if wanted.region_code is not None:
        people = select(Student.id).where(queries.in_region(scope(actor, wanted.region_code)))
        statement = statement.where(col(DataRequest.student_id).in_(people))
    if wanted.state is not None:
        statement = statement.where(col(DataRequest.state) == wanted.state)
    if wanted.overdue is not None:
        is_open, late = col(DataRequest.state) == DataRequestState.OPEN, col(DataRequest.due_at) < now()
        undue = or_(col(DataRequest.state) != DataRequestState.OPEN, col(DataRequest.due_at) >= now())
        statement = statement.where(is_open, late) if wanted.overdue else statement.where(undue)
    found: Page[DataRequest] = page(session, statement, page_request, [col(DataRequest.due_at), col(DataRequest.id)])
    named = queries.named(session, actor, found.items, lambda request: request.student_id)
    items = [replace(opened(session, each.row), student_name=each.name) for each in named]
    return Page(items, found.next_cursor)


def opened(session: Session, request: DataRequest) -> OpenedRequest:
    where = place("data_requests", "sealed", request.id)
    told = keys_of(session).open_json(request.sealed_key_id, request.sealed, where)
    overdue = request.state is DataRequestState.OPEN and request.due_at < now()
    return OpenedRequest(request, told["body"], told["asked_by"], told["relation"], overdue)


# --- disclosures -----------------------------------------------------------------------------------------------


def disclosures(session: Session, actor: Actor, student_id: UUID, request: PageRequest) -> Page[Disclosure]:
    """Who read a person's NIK in full, or their whole file, and why; newest first."""
    ids: Sequence[UUID] = ids_of(session, queries.get(session, actor, student_id).id)
    statement = select(Disclosure).where(col(Disclosure.student_id).in_(ids))
    return page(session, statement, request, [col(Disclosure.at), col(Disclosure.id)], descending=True)

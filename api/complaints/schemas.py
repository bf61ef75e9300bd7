"""Complaints on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import UUID7, Field, StringConstraints

from api.schemas import CreateIn, In, Out
from app.complaints import rules
from app.complaints.figures import Group
from app.complaints.models import Category, ComplaintClass, ComplaintState, ReporterVerdict
from app.complaints.queries import View
from app.complaints.rules import Tally
from app.complaints.service import Report
from app.core.clock import now
from app.core.numbers import percent
from app.core.types import LongText, Printable, RegionCode, ShortText

AccessCode = Annotated[str, Field(min_length=1, max_length=60)]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), Printable]


class _ReportIn(CreateIn):
    category: Category
    subject: ShortText
    body: LongText
    name: PersonName | None = None
    contact: ShortText | None = None
    anonymous: bool | None = None
    """Neither name, contact nor account is kept."""
    secret: bool | None = None
    """Only administrators learn who reported."""
    school_id: UUID | None = None
    """The school it is about; that school will not see it."""

    def report(self, region_code: str | None) -> Report:
        return Report(
            category=self.category,
            subject=self.subject,
            body=self.body,
            name=self.name,
            contact=self.contact,
            anonymous=bool(self.anonymous),
            secret=bool(self.secret),
            region_code=region_code,
            school_id=self.school_id,
        )


class PublicComplaintIn(_ReportIn):
    region_code: RegionCode


class ComplaintIn(_ReportIn):
    region_code: RegionCode | None = None
    """Left out: your own."""


class ComplaintPatch(In):
    """Only what is named is changed."""

    category: Category | None = None
    school_id: UUID | None = None

    def facts(self) -> dict[str, Any]:
        """The named fields, as the complaint calls them."""
        named = self.model_dump(exclude_unset=True)
        return {"about_school_id" if name == "school_id" else name: value for name, value in named.items()}


class VerifyIn(In):
    complaint_class: Annotated[ComplaintClass, Field(alias="class")]


class AssignIn(In):
    account_id: UUID


class RespondIn(In):
    body: LongText


class ResolveIn(In):
    resolution: LongText
    evidence: LongText | None = None
    """Where the proof of it is kept; shown to the office alone."""


class ReasonIn(In):
    reason: LongText


class ReferIn(In):
    office: ShortText
    reason: LongText


class MergeIn(In):
    into: UUID
    """The complaint whose fate it shares from now on."""


class StatusIn(In):
    access_code: AccessCode


class ReplyIn(StatusIn):
    id: UUID7 | None = None
    body: LongText


class VerdictIn(StatusIn):
    verdict: ReporterVerdict
    body: LongText | None = None


class EventOut(Out):
    id: UUID
    at: datetime
    kind: str
    by_role: str
    """A role, or ``reporter``."""
    account_id: UUID | None
    state: ComplaintState
    text: str | None
    office: str | None
    evidence: str | None


class AttachmentOut(Out):
    id: UUID
    name: str
    media_type: str
    """``image/jpeg``, ``image/png`` or ``application/pdf``."""
    size: int
    """Bytes."""
    at: datetime
    by_role: str
    """A role, or ``reporter``."""


class ReporterAttachmentOut(Out):
    name: str
    media_type: str
    size: int
    at: datetime


class NamedOut(Out):
    id: UUID
    ticket: str


class ComplaintOut(Out):
    id: UUID
    ticket: str
    state: ComplaintState
    # `class` is a word of Python's, and an alias would be lost in lists.
    __annotations__["class"] = ComplaintClass | None
    category: Category
    subject: str
    body: str
    name: str | None
    contact: str | None
    anonymous: bool
    secret: bool
    region_code: str
    place_code: str
    school_id: UUID | None
    filed_by_school_id: UUID | None
    assigned_to: UUID | None
    received_at: datetime
    verify_by: datetime
    verified_at: datetime | None
    due_at: datetime | None
    handled_at: datetime | None
    overdue: bool
    reopened: int
    verdict: ReporterVerdict | None
    escalated_at: datetime | None
    """Since when it is the head's matter: so late that it should no longer wait. The office's own."""
    merged_into: UUID | None
    """The complaint that it follows; the office's own."""
    merged: list[NamedOut]
    """Those that follow it; the office's own."""
    attachments: list[AttachmentOut]
    events: list[EventOut]
    allowed: list[rules.Action]
    """What the office may do next, as the paths are called: ``verify``, ``assign`` …; empty for others."""
    version: int


class ComplaintFiledOut(ComplaintOut):
    access_code: str
    """With the ticket it opens the public pages of this complaint."""


class TicketOut(Out):
    ticket: str
    access_code: str


class ReporterEventOut(Out):
    at: datetime
    kind: str
    by: str
    """``office`` or ``reporter``."""
    state: ComplaintState
    text: str | None
    office: str | None


class ReporterComplaintOut(Out):
    """What a reporter sees: how far it is and what was answered, not by whom."""

    ticket: str
    state: ComplaintState
    __annotations__["class"] = ComplaintClass | None
    category: Category
    received_at: datetime
    verify_by: datetime
    due_at: datetime | None
    overdue: bool
    reopened: int
    verdict: ReporterVerdict | None
    attachments: list[ReporterAttachmentOut]
    """What the reporter sent along."""
    events: list[ReporterEventOut]


class ExchangeOut(Out):
    """The columns of the file for SP4N-LAPOR; see :mod:`app.complaints.exchange`."""

    nomor_tiket: str
    tanggal_diterima: str
    klasifikasi: str
    kategori: str
    judul: str
    isi: str
    kode_wilayah: str
    anonim: str
    rahasia: str
    status: str
    tanggal_verifikasi: str
    batas_waktu: str
    tanggal_selesai: str
    tindak_lanjut: str
    diteruskan_ke: str
    digabung: str


class FiguresOut(Out):
    received: int
    handled: int
    """Resolved, closed or rejected."""
    confirmed_solved: int
    """Closed on the reporter's own word."""
    on_time: int
    """Handled before the deadline was over."""
    handled_ratio: float | None
    """Per cent of those received."""
    confirmed_ratio: float | None
    """Per cent of those handled."""
    median_working_days: float | None
    """From receipt to handling."""


class GroupOut(FiguresOut):
    key: str
    """A category, a class, a month like ``2026-03`` or a school's id; ``none`` for those in no group."""
    name: str | None
    """A school's name."""


class StatisticsOut(FiguresOut):
    items: list[GroupOut]
    """The same figures by what was asked for; empty where nothing was."""


def _facts(view: View) -> dict[str, Any]:
    complaint = view.complaint
    return {
        **complaint.model_dump(exclude={"sealed", "sealed_key_id"}),
        "class": complaint.complaint_class,
        "school_id": complaint.about_school_id,
        "overdue": rules.is_overdue(complaint.state, complaint.verify_by, complaint.due_at, now()),
    }


def shown(view: View) -> ComplaintOut:
    return ComplaintOut.model_validate(_office_facts(view))


def filed(view: View, access_code: str) -> ComplaintFiledOut:
    return ComplaintFiledOut.model_validate({**_office_facts(view), "access_code": access_code})


def _office_facts(view: View) -> dict[str, Any]:
    return {
        **_facts(view),
        "subject": view.subject,
        "body": view.body,
        "name": view.name,
        "contact": view.contact,
        "filed_by_school_id": view.filed_by_school_id,
        "escalated_at": view.escalated_at,
        "merged_into": view.merged_into,
        "merged": [NamedOut.model_validate(other) for other in view.merged],
        "attachments": [AttachmentOut.model_validate(file) for file in view.attachments],
        "events": [EventOut.model_validate(event) for event in view.events],
        "allowed": list(view.allowed),
    }


def shown_to_reporter(view: View) -> ReporterComplaintOut:
    events = [
        ReporterEventOut(
            at=event.at,
            kind=event.kind,
            by="reporter" if event.by_role == "reporter" else "office",
            state=event.state,
            text=event.text,
            office=event.office,
        )
        for event in view.events
    ]
    files = [ReporterAttachmentOut.model_validate(file) for file in view.attachments]
    return ReporterComplaintOut.model_validate({**_facts(view), "attachments": files, "events": events})


def figures(tally: Tally, groups: Sequence[Group] = ()) -> StatisticsOut:
    items = [GroupOut(key=group.key, name=group.name, **_figures(group.tally)) for group in groups]
    return StatisticsOut(items=items, **_figures(tally))


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "received": tally.received,
        "handled": tally.handled,
        "confirmed_solved": tally.confirmed_solved,
        "on_time": tally.on_time,
        "handled_ratio": percent(tally.handled, tally.received),
        "confirmed_ratio": percent(tally.confirmed_solved, tally.handled),
        "median_working_days": rules.median(tally.days),
    }

"""Facts about letters, the heads they stand under, and their numbers."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import JsonColumn, JsonDict, Row, Table, UtcDateTime, text_enum


class LetterKind(StrEnum):
    NOTICE = "notice"
    """*Surat pemberitahuan* to the school."""
    ASSIGNMENT = "assignment"
    """*Surat Perintah Tugas* of the team."""
    ROSTER = "roster"
    """*Daftar hadir* with a column for signatures."""
    SLIPS = "slips"
    """*Slip panggilan*, one a pupil."""
    CONSENT = "consent"
    """*Surat persetujuan* of a parent or guardian, one a pupil."""
    REPORT = "report"
    """*Berita Acara*; what arrives after it goes into an addendum."""
    RECEIPT = "receipt"
    """*Tanda terima* of the cards of one handover, with a column for signatures."""


class Letterhead(Table, table=True):
    """The head (*kop*), the signer and the numbering under which a regency's letters go out."""

    __tablename__ = "letterheads"

    region_code: str = Field(max_length=5, primary_key=True, foreign_key="regions.region_code")
    heading_lines: Any = Field(sa_column=Column(JSON, nullable=False))
    """From the government down to the office, the last one set largest."""
    address_lines: Any = Field(sa_column=Column(JSON, nullable=False))
    place: str = Field(max_length=80)
    """Where letters are dated: *Paringin, 24 November 2026*."""
    logo: bytes | None = None
    """The arms, PNG or JPEG."""
    signer_name: str | None = Field(default=None, max_length=120)
    signer_title: str = Field(max_length=160)
    signer_rank: str | None = Field(default=None, max_length=80)
    signer_nip: str | None = Field(default=None, max_length=18)
    number_format: str = Field(max_length=80)
    unit_code: str = Field(max_length=40)
    codes: Any = Field(sa_column=Column(JSON, nullable=False))
    """Classification code of the archive by kind of letter."""
    copies: Any = Field(sa_column=Column(JSON, nullable=False))
    """Who gets a copy (*tembusan*) of a notice beside those the law names."""
    version: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class LetterNumber(Table, table=True):
    """The last number given to a letter of one regency in one year. Two at once wait for each other."""

    __tablename__ = "letter_numbers"

    region_code: str = Field(max_length=5, primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class Letter(Row, table=True):
    """A letter as it went out. Never changed: what was signed on paper and what is kept here are the same bytes."""

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("region_code", "year", "sequence"),
        Index("ix_letters_visit_id_kind", "visit_id", "kind"),
        # A second receipt would be a second paper for the same cards.
        UniqueConstraint("handover_id"),
        CheckConstraint("(visit_id IS NULL) != (handover_id IS NULL)", name="one_subject"),
    )

    region_code: str = Field(max_length=5)
    visit_id: UUID | None = Field(default=None, foreign_key="visits.id")
    handover_id: UUID | None = Field(default=None, foreign_key="handovers.id")
    """What a receipt is of; every other letter is of a visit."""
    school_id: UUID | None = Field(default=None, foreign_key="schools.id")
    """``None`` for a handover at no school."""
    kind: LetterKind = Field(sa_type=text_enum(LetterKind))
    addendum: int = 0
    """0 for the letter itself, 1 for the first addendum to a report."""
    number: str = Field(max_length=120)
    """As printed."""
    sequence: int
    """The running number of the regency in the year, without gaps over all kinds."""
    year: int
    date: date
    """The day of issue in the region's zone."""
    ledger: JsonDict = Field(default_factory=dict, sa_type=JsonColumn)
    """Of a report: what was known of each pupil, by id, so that an addendum can name what came later."""
    digest: str = Field(max_length=64)
    """SHA-256 of the PDF, for whoever archives it elsewhere."""
    size: int
    sealed_key_id: str = Field(max_length=16)
    sealed: bytes
    """The PDF: it names people."""
    issued_by: UUID | None = None
    issued_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)

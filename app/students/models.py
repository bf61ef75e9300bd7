"""Facts about people in the recording target, where they learn, and what was known of them when."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column
from sqlmodel import Field, Index, UniqueConstraint

from app.core.clock import now
from app.core.tables import Changing, JsonColumn, JsonDict, Row, Table, UtcDateTime, text_enum
from app.core.types import Sex


class StudentStatus(StrEnum):
    ACTIVE = "active"
    LEFT_CANDIDATE = "left_candidate"
    GRADUATED = "graduated"
    MOVED_AWAY = "moved_away"
    DECEASED = "deceased"


class Recorded(StrEnum):
    """Whether biometrics were taken: by us, elsewhere according to the registry, or not."""

    NO = "no"
    HERE = "here"
    ELSEWHERE = "elsewhere"


class CardState(StrEnum):
    NOT_RECORDED = "not_recorded"
    IN_PROCESS = "in_process"
    PROBLEM = "problem"
    READY = "ready"
    PRINTED = "printed"
    HANDED_OVER = "handed_over"
    UNKNOWN = "unknown"


class ConsentState(StrEnum):
    """What was said to the processing of a pupil's data where the region asks for consent beside the legal duty."""

    NONE = "none"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class StudentFacts(Table):
    """What lists and officers say of a person; each change moves the former facts to the history twin."""

    region_code: str = Field(max_length=5)
    """The regency that cares for this person."""
    school_id: UUID | None = None
    residence_code: str | None = Field(default=None, max_length=13)
    """District or village, never the street."""
    nik_hash: str | None = Field(default=None, max_length=64)
    """Blind index of the NIK."""
    nisn: str | None = Field(default=None, max_length=10)
    name: str = Field(max_length=200)
    name_key: str = Field(max_length=200)
    sex: Sex | None = Field(default=None, sa_type=text_enum(Sex))
    birth_place: str | None = Field(default=None, max_length=100)
    birth_date: date | None = None
    class_group: str | None = Field(default=None, max_length=60)
    grade: int | None = None
    ever_married: bool = False
    status: StudentStatus = Field(default=StudentStatus.ACTIVE, sa_type=text_enum(StudentStatus))
    restricted: bool = False
    """Leaves rosters and exports, not counts: by the person's wish (UU 27/2022) or an officer's decision."""
    survivor_id: UUID | None = None
    """Set when this row proved to be another row's person: always the last of a chain of merges."""
    removed: bool = False
    """Taken back with the list that brought it: nobody, but what was known in the meantime stays known."""


class Student(StudentFacts, table=True):
    """A person. The lower half is a projection of recordings and card events, kept in their transactions."""

    __tablename__ = "students"
    __table_args__ = (
        Index("ix_students_school_id_class", "school_id", "class_group", "name", "id"),
        Index("ix_students_school_id_nisn", "school_id", "nisn"),
        Index("ix_students_school_id_name_key", "school_id", "name_key", "birth_date"),
        Index("ix_students_count", "region_code", "birth_date", "school_id", "status", "recorded", "card_state"),
        Index("ix_students_residence_code", "residence_code"),
        Index("ix_students_sound", "region_code", "name_sound"),
        Index("ix_students_nisn", "nisn"),
    )

    id: UUID = Field(primary_key=True)
    school_id: UUID | None = Field(default=None, foreign_key="schools.id")
    survivor_id: UUID | None = Field(default=None, foreign_key="students.id", index=True)
    nik_hash: str | None = Field(default=None, max_length=64, unique=True)
    nik_sealed: bytes | None = None
    nik_key_id: str | None = Field(default=None, max_length=16)
    nik_prefix: str | None = Field(default=None, max_length=4)
    name_sound: str = Field(default="", max_length=200)
    """The name as it sounds, by which people who may be the same are found."""
    consent: ConsentState = Field(default=ConsentState.NONE, sa_type=text_enum(ConsentState))
    """The latest word of the pupil or a parent."""
    version: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    known_from: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    """Since when these facts are known; the former ones stand in the history twin."""

    cycle: int = 1
    """Recording cycle; a central deletion starts the next one."""
    cycle_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    counting_recording_id: UUID | None = None
    recorded_here_on: date | None = None
    last_card_code: str | None = Field(default=None, max_length=60)
    last_card_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    event_card_state: CardState | None = Field(default=None, sa_type=text_enum(CardState, name="event_card_state"))
    """What the card events of this cycle alone say; a counting recording may add to it."""
    registry_since: date | None = None
    """The day of the first card event of this cycle beyond UNREGISTERED."""
    recorded: Recorded = Field(default=Recorded.NO, sa_type=text_enum(Recorded))
    recorded_on: date | None = None
    card_state: CardState = Field(default=CardState.NOT_RECORDED, sa_type=text_enum(CardState))
    handed_over_on: date | None = None


class StudentHistory(StudentFacts, table=True):
    """Former facts of a person, known in ``[known_from, known_to)``."""

    __tablename__ = "student_history"
    __table_args__ = (
        Index("ix_student_history_student_id_known_to", "student_id", "known_to"),
        Index("ix_student_history_region_code_known_to", "region_code", "known_to"),
        Index("ix_student_history_survivor_id", "survivor_id"),
    )

    id: UUID = Field(primary_key=True)
    student_id: UUID = Field(foreign_key="students.id")
    known_from: datetime = Field(sa_type=UtcDateTime)
    known_to: datetime = Field(sa_type=UtcDateTime)


class EnrolmentState(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


class EnrolmentFacts(Table):
    student_id: UUID
    school_id: UUID
    class_group: str | None = Field(default=None, max_length=60)
    grade: int | None = None
    date_from: date
    date_to: date | None = None
    state: EnrolmentState = Field(sa_type=text_enum(EnrolmentState))


class Enrolment(EnrolmentFacts, table=True):
    """A period of a person in a class of a school; figures of a past day count by the enrolment of that day."""

    __tablename__ = "enrolments"
    __table_args__ = (
        Index("ix_enrolments_student_id_date_from", "student_id", "date_from"),
        Index("ix_enrolments_school_id_date_from", "school_id", "date_from", "date_to"),
    )

    id: UUID = Field(primary_key=True)
    student_id: UUID = Field(foreign_key="students.id")
    school_id: UUID = Field(foreign_key="schools.id")
    known_from: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class EnrolmentHistory(EnrolmentFacts, table=True):
    """Former knowledge of an enrolment, held in ``[known_from, known_to)``."""

    __tablename__ = "enrolment_history"
    __table_args__ = (Index("ix_enrolment_history_student_id_known_to", "student_id", "known_to"),)

    id: UUID = Field(primary_key=True)
    enrolment_id: UUID
    student_id: UUID = Field(foreign_key="students.id")
    school_id: UUID = Field(foreign_key="schools.id")
    known_from: datetime = Field(sa_type=UtcDateTime)
    known_to: datetime = Field(sa_type=UtcDateTime)


class TransferState(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNDONE = "undone"
    """Confirmed by mistake, and taken back."""


class Transfer(Changing, table=True):
    """A school claims a pupil whom another school, or the region, already holds under the same NIK."""

    __tablename__ = "transfers"

    region_code: str = Field(max_length=5, index=True)
    student_id: UUID = Field(foreign_key="students.id", index=True)
    from_school_id: UUID | None = Field(default=None, foreign_key="schools.id", index=True)
    """Who holds the person: while it is open, by now; afterwards, when it was decided."""
    from_region_code: str = Field(max_length=5, index=True)
    """The regency that holds the person, as ``from_school_id``; ``region_code`` is the claimant's."""
    to_school_id: UUID = Field(foreign_key="schools.id", index=True)
    contradicts: bool = False
    """Sent under another name and another birth date: the office alone decides, and the claimant never learns of it."""
    submission_id: UUID | None = Field(default=None, foreign_key="submissions.id")
    state: TransferState = Field(default=TransferState.OPEN, sa_type=text_enum(TransferState))
    sent_key_id: str = Field(max_length=16)
    sent: bytes
    """What the claimant sent, sealed: all that it may see until the transfer is confirmed."""
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: UUID | None = None
    reason: str | None = Field(default=None, max_length=400)
    before: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    """Where the person stood when it was confirmed, to be given back: ids, class, status; nothing personal."""


class DataIssueKind(StrEnum):
    NIK_MISSING = "nik_missing"
    NIK_CONTRADICTION = "nik_contradiction"
    BIRTH_DATE_MISMATCH = "birth_date_mismatch"
    SEX_MISMATCH = "sex_mismatch"
    NOT_ONLINE = "not_online"
    ALREADY_RECORDED_UNCONFIRMED = "already_recorded_unconfirmed"
    RECORDED_UNKNOWN_AT_CENTRE = "recorded_unknown_at_centre"
    RECORDED_TWICE = "recorded_twice"
    """Two rows that proved to be one person were both recorded: the centre may hold a duplicate."""


class DataIssue(Row, table=True):
    """Something about a person that an officer must look into at the registry."""

    __tablename__ = "data_issues"
    __table_args__ = (Index("ix_data_issues_student_id_kind", "student_id", "kind"),)

    region_code: str = Field(max_length=5, index=True)
    student_id: UUID = Field(foreign_key="students.id")
    kind: DataIssueKind = Field(sa_type=text_enum(DataIssueKind, length=40))
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    detail: JsonDict = Field(default_factory=dict, sa_type=JsonColumn)
    """Codes and ids, never a person's values."""
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    resolved_by: UUID | None = None
    note: str | None = Field(default=None, max_length=400)


class Disclosure(Row, table=True):
    """A NIK that was read in full: by whom, and why."""

    __tablename__ = "nik_disclosures"

    student_id: UUID = Field(foreign_key="students.id", index=True)
    region_code: str = Field(max_length=5)
    account_id: UUID | None = None
    reason: str = Field(max_length=400)
    at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


# --- who is who ------------------------------------------------------------------------------------------------


class DuplicateState(StrEnum):
    OPEN = "open"
    MERGED = "merged"
    DISMISSED = "dismissed"
    """An officer found that they are two people."""
    OBSOLETE = "obsolete"
    """What made them look alike was corrected, or one of them is gone."""


class Duplicate(Changing, table=True):
    """Two rows of a regency that are probably one person; an officer decides."""

    __tablename__ = "duplicates"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        Index("ix_duplicates_region_code_state", "region_code", "state"),
    )

    region_code: str = Field(max_length=5)
    first_id: UUID = Field(foreign_key="students.id")
    """The smaller id of the two."""
    second_id: UUID = Field(foreign_key="students.id", index=True)
    score: float
    """How probable it is, from 0 to 1."""
    reasons: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Codes of what agrees and what does not, the weightiest first; never a person's values."""
    state: DuplicateState = Field(default=DuplicateState.OPEN, sa_type=text_enum(DuplicateState))
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: UUID | None = None
    note: str | None = Field(default=None, max_length=400)


class Merge(Changing, table=True):
    """A row proved to be another row's person. Undone, both are people again."""

    __tablename__ = "merges"

    region_code: str = Field(max_length=5, index=True)
    merged_id: UUID = Field(foreign_key="students.id", index=True)
    """Who is no person of their own any more."""
    survivor_id: UUID = Field(foreign_key="students.id", index=True)
    duplicate_id: UUID | None = Field(default=None, foreign_key="duplicates.id")
    filled: Any = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """The survivor's facts that were empty and came from the merged row, each with the instant since when it has it."""
    reason: str | None = Field(default=None, max_length=400)
    account_id: UUID | None = None
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    undone_by: UUID | None = None
    undo_reason: str | None = Field(default=None, max_length=400)

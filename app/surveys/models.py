"""Facts about the survey: what was answered, under which code one may answer, and that somebody has."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import Row, Table, UtcDateTime, text_enum
from app.core.types import Sex


class Element(StrEnum):
    """
    The nine elements of PermenPAN-RB 14/2017, by name: whether it puts complaints eighth or ninth was never seen, so
    no number is kept.
    """

    REQUIREMENTS = "requirements"
    PROCEDURE = "procedure"
    TIME = "time"
    COST = "cost"
    PRODUCT = "product"
    COMPETENCE = "competence"
    BEHAVIOUR = "behaviour"
    FACILITIES = "facilities"
    COMPLAINT_HANDLING = "complaint_handling"


class Source(StrEnum):
    PERSON = "person"
    """Somebody with a code of their own, who answers once."""
    OPEN = "open"
    """Whoever had the code of a visit or school."""


class OpenCodeKind(StrEnum):
    VISIT = "visit"
    SCHOOL = "school"


def _between_1_and_4(element: Element) -> CheckConstraint:
    return CheckConstraint(f"{element.value} BETWEEN 1 AND 4", name=f"{element.value}_1_to_4")


class SurveyAnswer(Row, table=True):
    """
    One filled form. Who filled it stands nowhere: the id is random and the hour is not kept, so that neither leads to
    the one whose code was used.
    """

    __tablename__ = "survey_answers"
    __table_args__ = (
        Index("ix_survey_answers_region_code_answered_on", "region_code", "answered_on", "id"),
        Index("ix_survey_answers_school_id_answered_on", "school_id", "answered_on"),
        Index("ix_survey_answers_visit_id", "visit_id"),
        *(_between_1_and_4(element) for element in Element),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    region_code: str = Field(max_length=5)
    place_code: str = Field(max_length=13)
    """The district of the school it is about; without a school the regency."""
    school_id: UUID | None = Field(default=None, foreign_key="schools.id")
    visit_id: UUID | None = Field(default=None, foreign_key="visits.id")
    source: Source = Field(sa_type=text_enum(Source, name="survey_source"))
    answered_on: date
    """The day in the region's zone."""
    requirements: int
    procedure: int
    time: int
    cost: int
    product: int
    competence: int
    behaviour: int
    facilities: int
    complaint_handling: int
    age_group: str | None = Field(default=None, max_length=20)
    sex: Sex | None = Field(default=None, sa_type=text_enum(Sex))
    hidden: int = 0
    """How many places of the comment were blackened before it was kept."""
    sealed_key_id: str | None = Field(default=None, max_length=16)
    sealed: bytes | None = None
    """The comment as screened; what was blackened is kept nowhere."""


class SurveyParticipant(Table, table=True):
    """That a person has answered, as a keyed digest; never which answer was theirs."""

    __tablename__ = "survey_participants"

    person: str = Field(max_length=64, primary_key=True)


class SurveyCode(Row, table=True):
    """
    The code that is written on the board at a visit, or hangs in a school: anybody there may answer under it.

    The code itself is derived from what it is for, so it can be shown again and is stored nowhere.
    """

    __tablename__ = "survey_codes"

    region_code: str = Field(max_length=5)
    kind: OpenCodeKind = Field(sa_type=text_enum(OpenCodeKind))
    subject_id: UUID = Field(unique=True)
    """The visit or the school."""
    school_id: UUID = Field(foreign_key="schools.id")
    code_hash: str = Field(max_length=64, unique=True)
    account_id: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)

"""The survey on the wire."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import CreateIn, In, Out
from app.core.i18n import Language, text
from app.core.numbers import percent
from app.core.types import LongText, Sex
from app.surveys.models import Element, Source
from app.surveys.queries import Asked, Satisfaction
from app.surveys.rules import Grade, required_sample
from app.surveys.service import Form

Code = Annotated[str, Field(min_length=1, max_length=60)]
Mark = Annotated[int, Field(ge=1, le=4, strict=True)]
AgeGroup = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20, pattern=r"^[\w<>=+\-– ]+$")
]


class AnswersIn(In):
    """One mark from 1 (bad) to 4 (very good) for each of the nine elements."""

    requirements: Mark
    procedure: Mark
    time: Mark
    cost: Mark
    product: Mark
    competence: Mark
    behaviour: Mark
    facilities: Mark
    complaint_handling: Mark


class SurveyIn(CreateIn):
    code: Code
    answers: AnswersIn
    age_group: AgeGroup | None = None
    sex: Sex | None = None
    comment: LongText | None = None
    """Numbers, addresses and names are blackened before it is kept."""

    def form(self) -> Form:
        marks = {element: getattr(self.answers, element.value) for element in Element}
        return Form(marks, self.age_group, self.sex, self.comment)


class ChoiceOut(Out):
    mark: int
    text: str


class QuestionOut(Out):
    name: Element
    text: str
    choices: list[ChoiceOut]


class SurveyFormOut(Out):
    """What to ask whoever holds a code. A person's own code names no school: it may have been found by another."""

    source: Source
    school_name: str | None
    visited_on: date | None
    answered: bool
    """The code is a person's and was used: it will be refused."""
    questions: list[QuestionOut]


class SurveyThanksOut(Out):
    source: Source
    received: bool


class SurveyCodeOut(Out):
    code: str
    url: str


class ElementOut(Out):
    name: Element
    mean: float
    """From 1 to 4."""
    index: float
    """From 25 to 100."""


class IkmOut(Out):
    """The satisfaction index of PermenPAN-RB 14/2017; every element weighs exactly one ninth."""

    date_from: date
    date_to: date
    respondents: int
    open_share: float | None
    """Per cent of the answers that came under a code for many."""
    population: int
    """Distinct people who were recorded or got their card in the period."""
    required_sample: int
    sample_reached: bool
    elements: list[ElementOut]
    ikm: float | None
    ikm_weight_011: float | None
    """The same with every weight rounded to 0.11, for comparison with figures reckoned by hand."""
    grade: Grade | None
    service_quality: str | None


class CommentOut(Out):
    id: UUID
    answered_on: date
    school_id: UUID | None
    visit_id: UUID | None
    source: Source
    comment: str
    hidden: int
    """How many places were blackened."""


class SurveyFormRowOut(Out):
    """One filled form without its comment."""

    id: UUID
    answered_on: date
    region_code: str
    school_id: UUID | None
    visit_id: UUID | None
    source: Source
    age_group: str | None
    sex: Sex | None
    requirements: int
    procedure: int
    time: int
    cost: int
    product: int
    competence: int
    behaviour: int
    facilities: int
    complaint_handling: int


def shown_form(asked: Asked, *, answered: bool, language: Language) -> SurveyFormOut:
    return SurveyFormOut(
        source=asked.source,
        school_name=asked.school_name,
        visited_on=asked.visited_on if asked.source is Source.OPEN else None,
        answered=answered,
        questions=[_question(element, language) for element in Element],
    )


def _question(element: Element, language: Language) -> QuestionOut:
    choices = text(f"surveys.{element.value}.choices", language).split("|")
    return QuestionOut(
        name=element,
        text=text(f"surveys.{element.value}", language),
        choices=[ChoiceOut(mark=mark, text=words) for mark, words in enumerate(choices, start=1)],
    )


def shown_index(found: Satisfaction, date_from: date, date_to: date, language: Language) -> IkmOut:
    index, needed = found.index, required_sample(found.population)
    facts: dict[str, Any] = {
        "date_from": date_from,
        "date_to": date_to,
        "respondents": found.respondents,
        "open_share": percent(found.open, found.respondents),
        "population": found.population,
        "required_sample": needed,
        "sample_reached": found.respondents >= needed > 0,
        "elements": [ElementOut.model_validate(element) for element in index.elements],
        "ikm": index.ikm,
        "ikm_weight_011": index.ikm_rounded_weight,
        "grade": index.grade,
        "service_quality": text(f"surveys.grade.{index.grade}", language) if index.grade else None,
    }
    return IkmOut.model_validate(facts)

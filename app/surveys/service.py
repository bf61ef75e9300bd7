"""Changing the survey: a form is taken in once, and codes are given out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from app.core.access import Actor, stranger
from app.core.crypto import place
from app.core.db import insert_into, keys_of
from app.core.errors import Conflict
from app.core.requests import count_attempt, first_time, refuse_beyond
from app.core.types import Sex
from app.journal import service as journal
from app.regions import queries as regions
from app.schools import queries as schools
from app.surveys import queries, rules
from app.surveys.models import Element, OpenCodeKind, Source, SurveyAnswer, SurveyCode, SurveyParticipant
from app.surveys.queries import Asked
from app.visits import queries as visits

_HOUR = 3600


class AlreadyAnswered(Conflict):
    """A person's code answers once."""

    code = "surveys.answered"


@dataclass(frozen=True, slots=True)
class OpenCode:
    """A code for many and the address that its QR leads to; it stands behind ``#``, so no server logs it."""

    code: str
    url: str


@dataclass(frozen=True, slots=True)
class Form:
    """A filled form. ``marks``: 1 to 4 for each of the nine elements."""

    marks: Mapping[Element, int]
    age_group: str | None
    sex: Sex | None
    comment: str | None


def answer(
    session: Session, code: str, form: Form, *, id: UUID | None, content: Mapping[str, Any], request_id: str
) -> tuple[Asked, bool]:
    """
    Take in a form; the flag says whether it is new or was sent before under the same ``id``.

    Raises :class:`NotFound` for a code that is none, :class:`AlreadyAnswered` for a person's that was used,
    :class:`TooManyRequests` when an open code gets more answers an hour than people can give.
    """
    asked = queries.asked_by(session, code)
    actor = stranger(asked.region_code, request_id)
    if not first_time(session, actor, id, "survey_answer", content):
        return asked, False
    if asked.source is Source.PERSON:
        _once(session, asked)
    else:
        limit = int(
            regions.setting(session, asked.region_code, "survey_open_per_hour", regions.today(asked.region_code))
        )
        refuse_beyond(count_attempt(session, f"survey:{asked.code_hash}", seconds=_HOUR), limit, seconds=_HOUR)
    kept = _kept(session, asked, form)
    session.add(kept)
    session.flush()
    journal.write(
        session,
        actor,
        "surveys.answered",
        "survey_answer",
        kept.id,
        region_code=kept.region_code,
        school_id=kept.school_id,
        data={"source": kept.source.value},
    )
    return asked, True


def _once(session: Session, asked: Asked) -> None:
    statement = insert_into(session, SurveyParticipant).values(person=asked.person[0]).on_conflict_do_nothing()
    first = session.execute(statement.returning(col(SurveyParticipant.person))).first() is not None
    if not first or queries.has_answered(session, replace(asked, person=asked.person[1:])):
        raise AlreadyAnswered


def _kept(session: Session, asked: Asked, form: Form) -> SurveyAnswer:
    kept = SurveyAnswer(
        region_code=asked.region_code,
        place_code=asked.place_code,
        school_id=asked.school_id,
        visit_id=asked.visit_id,
        source=asked.source,
        answered_on=regions.today(asked.region_code),
        age_group=form.age_group,
        sex=form.sex,
        requirements=form.marks[Element.REQUIREMENTS],
        procedure=form.marks[Element.PROCEDURE],
        time=form.marks[Element.TIME],
        cost=form.marks[Element.COST],
        product=form.marks[Element.PRODUCT],
        competence=form.marks[Element.COMPETENCE],
        behaviour=form.marks[Element.BEHAVIOUR],
        facilities=form.marks[Element.FACILITIES],
        complaint_handling=form.marks[Element.COMPLAINT_HANDLING],
    )
    if form.comment:
        words, kept.hidden = rules.screened(form.comment, queries.names_at(session, asked.school_id))
        kept.sealed_key_id, kept.sealed = keys_of(session).seal_json(words, place("survey_answers", "sealed", kept.id))
    return kept


def visit_code(session: Session, actor: Actor, visit_id: UUID, public_url: str) -> tuple[OpenCode, bool]:
    """The code under which anybody at a visit may answer; the flag says whether it was given out for the first time."""
    visit = visits.get(session, actor, visit_id)
    return _given(session, actor, OpenCodeKind.VISIT, visit.id, visit.region_code, visit.school_id, public_url)


def school_code(session: Session, actor: Actor, school_id: UUID, public_url: str) -> tuple[OpenCode, bool]:
    """The code of a school, for a board that stays there."""
    school = schools.get(session, actor, school_id)
    return _given(session, actor, OpenCodeKind.SCHOOL, school.id, school.region_code, school.id, public_url)


def _given(
    session: Session,
    actor: Actor,
    kind: OpenCodeKind,
    subject_id: UUID,
    region_code: str,
    school_id: UUID,
    public_url: str,
) -> tuple[OpenCode, bool]:
    keys = keys_of(session)
    code = queries.open_code(keys, subject_id)
    made = SurveyCode(
        region_code=region_code,
        kind=kind,
        subject_id=subject_id,
        school_id=school_id,
        code_hash=queries.code_hash(keys, code),
        account_id=actor.account_id,
    )
    statement = insert_into(session, SurveyCode).values(made.model_dump()).on_conflict_do_nothing()
    new = session.execute(statement.returning(col(SurveyCode.id))).first() is not None
    if new:
        journal.write(
            session,
            actor,
            "surveys.code_given",
            kind.value,
            subject_id,
            region_code=region_code,
            school_id=school_id,
        )
    return OpenCode(code, f"{public_url.rstrip('/')}/s#{code}"), new

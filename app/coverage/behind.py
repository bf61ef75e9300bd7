"""The address of the people behind a figure."""

from urllib.parse import urlencode

from app.core.access import Actor, Permission
from app.coverage.counting import Rows
from app.coverage.people import Question
from app.coverage.rules import Measure


def rows_url(actor: Actor, question: Question, rows: Rows) -> str | None:
    """
    Where exactly these people are listed, for those who may see them; ``None`` for others.

    The day always stands in it, so that the same address tells tomorrow whom today's figure counted.
    """
    if not actor.may(Permission.STUDENTS_READ):
        return None
    subject = rows.subject
    asked = {
        "figure": rows.figure.value,
        "region_code": question.region_code,
        "as_of": question.as_of.isoformat(),
        "known_at": None if question.known_at is None else question.known_at.isoformat(),
        "cohort": subject.cohort,
        "measure": subject.measure.value if subject.measure is Measure.IN_YEAR else None,
        "election_date": subject.election_date,
        "group_by": None if rows.group is None or rows.group_by is None else rows.group_by.value,
        "group": rows.group,
        "recorded_from": rows.recorded_from,
        "recorded_to": rows.recorded_to,
    }
    return f"/v1/students?{urlencode({name: value for name, value in asked.items() if value is not None})}"

"""Lists that also say how many there are of each kind."""

from typing import Any

from fastapi import Response

from api.cards.schemas import DueGroupOut, DueListOut, DueOut, ProblemListOut, ProblemOut, shown_problem
from api.deps import Listing
from app.cards import due_queries, problem_queries
from app.cards.due_queries import GroupBy, Wanted
from app.cards.problem_queries import ProblemFilter
from app.core.access import Actor
from app.core.i18n import Language


class CountedListing(Listing):
    """A page of JSON with counts over the whole, or the whole as CSV or XLSX."""

    def answer_due(self, actor: Actor, wanted: Wanted, group_by: GroupBy | None) -> Any:
        if self._format != "json":
            return self.answer(lambda session, request: due_queries.due(session, actor, request, wanted), DueOut)
        with self._database.read() as session:
            found = due_queries.due(session, actor, self._paging, wanted)
            counts = due_queries.due_counts(session, actor, wanted)
            groups = due_queries.due_groups(session, actor, wanted, group_by) if group_by is not None else None
        body = DueListOut(
            items=[DueOut.model_validate(line) for line in found.items],
            next_cursor=found.next_cursor,
            counts=counts,
            groups=None if groups is None else [DueGroupOut.model_validate(group) for group in groups],
        )
        return Response(body.model_dump_json(), media_type="application/json")

    def answer_problems(self, actor: Actor, wanted: ProblemFilter, language: Language) -> Any:
        if self._format != "json":
            return self.answer(
                lambda session, request: problem_queries.problems(session, actor, request, wanted),
                ProblemOut,
                lambda line: shown_problem(line, language),
            )
        with self._database.read() as session:
            found = problem_queries.problems(session, actor, self._paging, wanted)
            counts = problem_queries.problem_counts(session, actor, wanted)
        items = [shown_problem(line, language) for line in found.items]
        body = ProblemListOut(items=items, next_cursor=found.next_cursor, counts=counts)
        return Response(body.model_dump_json(), media_type="application/json")

"""A list that also says how many there are of each kind."""

from typing import Any

from fastapi import Response

from api.cards.schemas import DueListOut, DueOut
from api.deps import Listing
from app.cards import queries
from app.cards.queries import Wanted
from app.core.access import Actor


class DueListing(Listing):
    """The list of due cards: a page of JSON with counts over the whole, or the whole as CSV or XLSX."""

    def answer_due(self, actor: Actor, wanted: Wanted) -> Any:
        if self._format != "json":
            return self.answer(lambda session, request: queries.due(session, actor, request, wanted), DueOut)
        with self._database.read() as session:
            found = queries.due(session, actor, self._paging, wanted)
            counts = queries.due_counts(session, actor, wanted)
        items = [DueOut.model_validate(line) for line in found.items]
        body = DueListOut(items=items, next_cursor=found.next_cursor, counts=counts)
        return Response(body.model_dump_json(), media_type="application/json")

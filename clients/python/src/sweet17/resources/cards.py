"""Cards: where each stands, and who received it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sweet17.ids import new_id
from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of


class Cards(Resource):
    def due(self, **filters: Any) -> Record:
        """Who turns 17 from ``on`` through ``within_days``, whatever the card's state: ``{items, counts}``."""
        return self._wire.whole(path_of("cards", "due"), filters)

    def clocks(self, **filters: Any) -> Items:
        """Whose legal clock runs out: ``kind`` is ``nearing_22``, ``past_22``, ``past_17`` or ``married``."""
        return self._wire.pages(path_of("cards", "clocks"), filters)

    def problems(self, **filters: Any) -> Items:
        """Cards that stand still, each with the office's next step; narrowed by ``kind`` and ``overdue``."""
        return self._wire.pages(path_of("cards", "problems"), filters)

    def events(self, student_id: str) -> Items:
        """By time of occurrence; what was taken back names its void in ``voided_by``."""
        return self._wire.pages(path_of("students", student_id, "card-events"))

    def add_event(self, student_id: str, **facts: Any) -> Record:
        """``status`` and ``occurred_at``; a step that goes back or leaves others out needs a ``reason``."""
        return self._wire.create(path_of("students", student_id, "card-events"), facts)

    def void_event(self, event_id: str, reason: str, void_id: str | None = None) -> Record:
        """Take an event back; it stays in the list. The same ``void_id`` again changes nothing."""
        return self._wire.put(path_of("card-events", event_id, "voids", void_id or new_id()), {"reason": reason})

    def handovers(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("handovers"), filters)

    def handover(self, handover_id: str) -> Record:
        return self._wire.get(path_of("handovers", handover_id))

    def hand_over(self, **facts: Any) -> Record:
        """One item before the legal day refuses all: 422 ``cards.too_early``."""
        return self._wire.create(path_of("handovers"), facts)

    def confirm_handover(self, handover_id: str, items: Sequence[Mapping[str, Any]]) -> Record:
        return self._wire.post(path_of("handovers", handover_id, "confirm"), {"items": list(items)})

    def receipts(self, handover_id: str) -> Items:
        """The receipt of a handover, if it was written."""
        return self._wire.pages(path_of("handovers", handover_id, "letters"))

    def write_receipt(self, handover_id: str) -> Record:
        """Number and keep the receipt, to be signed; asked for again it is the same. ``letters.pdf`` opens it."""
        return self._wire.create(path_of("handovers", handover_id, "letters"), {"kind": "receipt"})

    def returns(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("card-returns"), filters)

    def return_card(self, **facts: Any) -> Record:
        return self._wire.create(path_of("card-returns"), facts)

    def blank_stock(self, **filters: Any) -> Record:
        """What lies there, ``runs_out_on`` and ``order``; ``version`` is what :meth:`move_blanks` asks for."""
        return self._wire.get(path_of("blank-stock"), filters)

    def move_blanks(
        self, kind: str, quantity: int, version: int, *, region_code: str | None = None, **more: Any
    ) -> Record:
        """``received``, ``used`` for others, ``spoiled``, ``sent`` or ``counted``; against the version seen."""
        body = {"kind": kind, "quantity": quantity, **more}
        return self._wire.patch(path_of("blank-stock"), body, version, params={"region_code": region_code})

    def blank_movements(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("blank-stock", "movements"), filters)

    def public_status(self, code: str) -> Record:
        """What the code on a slip tells, without an account."""
        return self._wire.post(path_of("public", "card-status"), {"code": code}, repeatable=True, public=True)

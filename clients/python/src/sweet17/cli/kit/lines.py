"""What stands on the screen of a visit: a line for each pupil, and the ledger below; nothing here draws."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sweet17.field import roster as rosters
from sweet17.field.outbox import Entry, State

NOT_YET_SEEN = "not_yet_seen"


@dataclass(frozen=True, slots=True)
class Line:
    """A pupil of the roster, or somebody who walked in. ``entry`` is the last note of this device about them."""

    key: str
    student_id: str | None
    name: str
    class_group: str
    slot: str
    birth_date: str
    recorded: str
    outcome: str | None
    entry: Entry | None

    @property
    def waiting(self) -> bool:
        """Whether there is still something to do for this pupil."""
        return self.outcome is None and self.recorded == "no"


def lines(visit_id: str, pack: Mapping[str, Any], entries: Sequence[Entry]) -> list[Line]:
    """Everyone of the visit by class, slot and name; who walked in comes last."""
    refused = {str(one.item.get("student_id")): one for one in entries if one.state is State.REFUSED}
    noted = {**refused, **rosters.noted(entries)}  # a refusal shows why, until something better is noted
    listed = [_of_roster(pupil, noted.get(str(pupil.get("student_id")))) for pupil in pack.get("roster", [])]
    listed.sort(key=lambda line: (line.class_group, line.slot, line.name))
    walked_in = [
        _walked_in(entry)
        for entry in entries
        if entry.item.get("student") and entry.item.get("visit_id") == visit_id and entry.state is not State.UNDONE
    ]
    return [*listed, *walked_in]


def _of_roster(pupil: Mapping[str, Any], entry: Entry | None) -> Line:
    return Line(
        key=str(pupil.get("student_id")),
        student_id=str(pupil.get("student_id")),
        name=str(pupil.get("name") or ""),
        class_group=str(pupil.get("class_group") or ""),
        slot=str(pupil.get("slot_start") or "")[:5],
        birth_date=str(pupil.get("birth_date") or ""),
        recorded=str(pupil.get("recorded") or "no"),
        outcome=entry.item["outcome"] if entry and entry.state is not State.REFUSED else pupil.get("outcome"),
        entry=entry,
    )


def _walked_in(entry: Entry) -> Line:
    person = entry.item["student"]
    return Line(
        key=entry.id,
        student_id=None,
        name=str(person["name"]),
        class_group=str(person.get("class_group") or ""),
        slot="",
        birth_date=str(person.get("birth_date") or ""),
        recorded="no",
        outcome=None if entry.state is State.REFUSED else entry.item["outcome"],
        entry=entry,
    )


def shown(
    found: Sequence[Line], *, text: str = "", class_group: str | None = None, waiting: bool = False
) -> list[Line]:
    """The lines that fit: each word of ``text`` somewhere in the name, the class, or the walk-in's own name."""
    words = text.casefold().split()
    return [
        line
        for line in found
        if (class_group is None or line.class_group == class_group)
        and (not waiting or line.waiting)
        and all(word in f"{line.name} {line.class_group}".casefold() for word in words)
    ]


def classes(found: Sequence[Line]) -> list[str]:
    return sorted({line.class_group for line in found if line.class_group})


def ledger(found: Sequence[Line]) -> dict[str, int]:
    """One place for each person: outcomes in the order of the day's report, then who was not seen yet."""
    counted = Counter(line.outcome or NOT_YET_SEEN for line in found)
    return {name: counted[name] for name in (*rosters.OUTCOMES, NOT_YET_SEEN)}


def last_of_visit(visit_id: str, found: Sequence[Line], entries: Sequence[Entry]) -> Entry | None:
    """The newest note of this visit that was not taken back yet."""
    mine = {line.student_id for line in found if line.student_id}
    fit = [
        entry
        for entry in entries
        if entry.state is not State.UNDONE
        and (entry.item.get("visit_id") == visit_id or entry.item.get("student_id") in mine)
    ]
    return fit[-1] if fit else None


def born(text: str) -> date | None:
    """A birth date as the team types it, ``YYYY-MM-DD`` or ``DD-MM-YYYY``; raises :class:`ValueError`."""
    cleaned = text.strip().replace("/", "-").replace(".", "-")
    if not cleaned:
        return None
    parts = cleaned.split("-")
    return date.fromisoformat(cleaned) if len(parts[0]) == 4 else date(*(int(part) for part in reversed(parts)))

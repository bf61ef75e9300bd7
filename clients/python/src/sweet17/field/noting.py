"""What a device writes down about a pupil: the same whether it was typed, tapped or read from a program."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sweet17.field.outbox import Entry
from sweet17.field.roster import NEED_REASON
from sweet17.ids import new_id

LONGEST_NAME, LONGEST_CLASS, LONGEST_NOTE = 120, 40, 1000
MARKS = ("ikd_activated", "disability_exception")
"""What may be true beside any outcome: the digital identity was activated; a fingerprint or iris could not be taken."""


class Unfit(Exception):
    """What cannot be sent must not get into the outbox, where it would stand for ever. ``key`` says why."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def now() -> datetime:
    """The clock of this device, with its offset; the registry estimates how wrong it is."""
    return datetime.now().astimezone()


def note(
    device_id: str,
    outcome: str,
    *,
    team_id: str | None = None,
    student_id: str | None = None,
    student: Mapping[str, str | None] | None = None,
    visit_id: str | None = None,
    reason: str | None = None,
    remark: str | None = None,
    marks: Collection[str] = (),
) -> dict[str, Any]:
    """An item with its id and its time. Raises :class:`Unfit`."""
    if outcome in NEED_REASON and reason is None:
        raise Unfit("usage.reason")
    if remark is not None:
        check_text(remark, LONGEST_NOTE)
    optional = {
        "student_id": student_id,
        "student": None if student is None else {key: value for key, value in student.items() if value is not None},
        "visit_id": visit_id,
        "team_id": team_id,
        "reason": reason,
        "note": remark,
    }
    return {
        "id": new_id(),
        "outcome": outcome,
        "captured_at": now().isoformat(timespec="milliseconds"),
        "device_id": device_id,
        "offline": True,
        **{key: value for key, value in optional.items() if value is not None},
        **{mark: True for mark in MARKS if mark in marks},
    }


def walk_in(
    name: str, sex: str | None = None, birth_date: date | None = None, class_group: str | None = None
) -> dict[str, str | None]:
    """Somebody who is on no roster. Raises :class:`Unfit`."""
    if sex not in (None, "L", "P"):
        raise Unfit("usage.sex")
    check_text(name, LONGEST_NAME)
    if class_group is not None:
        check_text(class_group, LONGEST_CLASS)
    return {
        "name": name,
        "sex": sex,
        "birth_date": birth_date.isoformat() if birth_date else None,
        "class_group": class_group,
    }


def check_text(text: str, longest: int) -> None:
    if not text.strip() or len(text) > longest or not text.isprintable():
        raise Unfit("usage.text", longest=longest)


def recorded_already(pupil: Mapping[str, Any], earlier: Entry | None) -> bool:
    """Whether to record this pupil now would make a duplicate at the national centre."""
    done = earlier is not None and earlier.item["outcome"] == "recorded"
    return done or pupil.get("recorded") in ("here", "elsewhere")

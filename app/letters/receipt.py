"""What a *Tanda Terima* of handed-over cards says: pure, like :mod:`app.letters.contents`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.cards.models import Relation
from app.letters import rules
from app.letters.contents import FREE, Head, under

RELATIONS: Mapping[Relation, str] = {
    Relation.SELF: "yang bersangkutan",
    Relation.PARENT: "orang tua",
    Relation.GUARDIAN: "wali",
    Relation.TEACHER: "guru",
}


@dataclass(frozen=True, slots=True)
class Received:
    """One card of a handover: whose it is, and who took it."""

    name: str
    class_group: str | None
    nik_masked: str | None
    received_by: str
    relation: Relation
    named: bool = True
    """May appear (:func:`app.students.queries.may_appear`); who may not is counted only."""


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """What is known of a handover on the day its receipt is written."""

    day: date
    place: str
    school_name: str | None
    head: Head
    today: date
    cards: Sequence[Received]
    """Those that were not taken back since, by class and name."""


def receipt(facts: HandoverFacts) -> dict[str, Any]:
    """The receipt of one handover, each card with its receiver and a place to sign."""
    shown = [card for card in facts.cards if card.named]
    hidden = len(facts.cards) - len(shown)
    where = facts.place if facts.school_name in (None, facts.place) else f"{facts.place} ({facts.school_name})"
    return under(facts.head, rules.long_date(facts.today)) | {
        "opening": (
            f"Pada hari {rules.date_in_words(facts.day)} ({facts.day:%d-%m-%Y}), bertempat di {where}, telah "
            f"diserahkan {rules.counted(len(facts.cards), 'keping')} KTP-el kepada penerima yang menandatangani daftar "
            f"ini. {FREE}"
        ),
        "cards": [_line(card) for card in shown],
        "total": rules.counted(len(facts.cards), "keping"),
        "hidden": (
            f"Tidak dicantumkan namanya karena pemrosesan datanya dibatasi: {rules.counted(hidden)}." if hidden else ""
        ),
        "giver": {"title": "Petugas", "above": "Yang menyerahkan", "blank_nip": True},
        "witness": {
            "title": f"Kepala {facts.school_name}" if facts.school_name is not None else "Saksi",
            "above": "Mengetahui" if facts.school_name is not None else "Yang menyaksikan",
            "blank_nip": facts.school_name is not None,
        },
    }


def _line(card: Received) -> dict[str, str]:
    return {
        "name": card.name,
        "class": card.class_group or "–",
        "nik": card.nik_masked or "–",
        "by": card.received_by,
        "relation": RELATIONS[card.relation],
    }

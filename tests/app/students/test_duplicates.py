"""Rows that are probably one person: proposed as lists come in, explained, decided by the office."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.db import batched
from app.core.errors import NotFound, StateConflict
from app.core.paging import PageRequest
from app.identity import merging
from app.students import duplicates, service
from app.students.likeness import Identity, compare, sound
from app.students.models import Duplicate, DuplicateState, Student
from app.students.service import NewStudent
from tests.support.identities import Entry, regency
from tests.support.world import BALANGAN, World

BORN = date(2009, 5, 17)


def person(name: str, birth: date | None = BORN, **facts: object) -> Identity:
    given: dict[str, object] = {
        "name": name, "name_key": name, "sound": sound(name), "birth_date": birth, "sex": "P",
        "birth_place": None, "nisn": None, "has_nik": False, "school_id": None,
    }  # fmt: skip
    return Identity(**(given | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MUHAMMAD RIDHO HAKIM", "M. RIDHO HAKIM"),
        ("MUH. RIDHO HAKIM", "MOHAMAD RIDHO HAKIM"),
        ("NUR LATIFAH", "NOR LATIFAH"),
        ("KHAIRUNNISA", "HAIRUNISA"),
        ("RUSMINI SALASIAH", "SALASIAH RUSMINI"),
        ("MA'RIFATUL JANNAH", "MARIFATUL JANAH"),
        ("YUSUF FADHIL", "YUSUP FADIL"),
        ("SALASIAH", "SALASIYAH"),
    ],
)
def test_one_name_in_two_spellings_with_one_birth_date_is_proposed_and_explained(one: str, other: str) -> None:
    like = compare(person(one), person(other))
    assert like.proposed, like
    assert like.reasons
    assert compare(person(other), person(one)).score == like.score


@pytest.mark.parametrize(
    ("one", "other"),
    [("HASAN BASRI", "HUSIN BASRI"), ("DINA LESTARI", "DINI LESTARI"), ("SITI AMINAH", "SITI KHADIJAH")],
)
def test_twins_and_siblings_are_two_people(one: str, other: str) -> None:
    assert not compare(person(one), person(other)).proposed


def test_namesakes_of_other_days_and_people_with_two_niks_are_two_people() -> None:
    assert not compare(person("SITI AMINAH"), person("SITI AMINAH", date(2008, 11, 2))).proposed
    assert not compare(person("MELATI", has_nik=True), person("MELATI", has_nik=True)).proposed


def add(session: Session, actor: Actor, school: UUID | None, *wishes: NewStudent) -> list[UUID]:
    return service.create_many(session, actor, BALANGAN, school, wishes, on=date(2026, 7, 13))


def pairs(session: Session, state: DuplicateState = DuplicateState.OPEN) -> set[tuple[UUID, UUID]]:
    session.flush()
    session.expire_all()
    rows = session.exec(select(Duplicate).where(col(Duplicate.state) == state))
    return {(row.first_id, row.second_id) for row in rows}


def test_a_pair_follows_what_is_known_of_its_people(session: Session, world: World, actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    [one] = add(session, officer, world.schools["paringin"], NewStudent("NUR LATIFAH", birth_date=BORN))
    assert pairs(session) == set()
    [other] = add(session, officer, world.schools["halong"], NewStudent("NOR LATIFAH", birth_date=BORN))
    assert pairs(session) == {(one, other)}
    service.change_many(session, officer, {other: {"birth_date": date(2008, 1, 2)}}, on=date(2026, 7, 14))
    assert pairs(session) == set()
    assert pairs(session, DuplicateState.OBSOLETE) == {(one, other)}
    service.change_many(session, officer, {other: {"birth_date": BORN}}, on=date(2026, 7, 14))
    assert pairs(session) == {(one, other)}


def test_a_dismissed_pair_is_never_proposed_again(session: Session, world: World, actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    one, other = add(session, officer, None, *(NewStudent(n, birth_date=BORN) for n in ("MELATI", "MELATHI")))
    [(pair, _, _)] = duplicates.duplicates(
        session, officer, PageRequest(), state=DuplicateState.OPEN, region_code=None
    ).items
    with pytest.raises(NotFound):
        duplicates.dismiss(session, actors["neighbour"], pair.id, "dua orang")
    duplicates.dismiss(session, officer, pair.id, "dua orang")
    service.change_many(session, officer, {one: {"name": "MELATI."}}, on=date(2026, 7, 14))
    assert pairs(session) == set()
    assert pairs(session, DuplicateState.DISMISSED) == {(one, other)}
    with pytest.raises(StateConflict):
        merging.merge_duplicate(session, officer, pair.id)


def test_a_merged_pair_leaves_the_list_and_comes_back_when_it_is_undone(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    officer = actors["officer"]
    add(session, officer, None, *(NewStudent(n, birth_date=BORN) for n in ("MELATI", "MELATHI", "MELATTI")))
    assert len(pairs(session)) == 3
    [first, *_] = session.exec(select(Duplicate).order_by(col(Duplicate.id))).all()
    done = merging.merge_duplicate(session, officer, first.id)
    shown = duplicates.duplicates(session, officer, PageRequest(), state=DuplicateState.OPEN, region_code=None).items
    assert len(shown) == 1
    merging.undo(session, officer, done.id, "ternyata kembar")
    assert len(pairs(session)) == 3


def test_a_rescan_finds_what_came_before_names_had_a_sound(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    officer = actors["officer"]
    ids = add(session, officer, None, *(NewStudent(n, birth_date=BORN) for n in ("NUR AINI", "NOR AINI")))
    for row in session.exec(select(Duplicate)).all():
        session.delete(row)
    for student in session.exec(select(Student).where(col(Student.id).in_(ids))):
        student.name_sound = ""
    session.flush()
    duplicates.rescan(session, officer, BALANGAN)
    assert pairs(session) == {tuple(sorted(ids))}


# --- how well --------------------------------------------------------------------------------------------------


def confusion(session: Session, actor: Actor, entries: Sequence[Entry]) -> tuple[int, int, int]:
    """True, false and missed proposals when these rows come in. Pairs with two NIKs are out of the question."""
    ids: list[UUID] = []
    for some in batched(entries):
        ids += add(
            session,
            actor,
            None,
            *(
                NewStudent(
                    entry.name,
                    nik=None if entry.nik is None else f"6311{entry.nik:012}",
                    nisn=None if entry.nisn is None else f"{entry.nisn:010}",
                    sex=entry.sex,  # type: ignore[arg-type]
                    birth_date=entry.birth_date,
                    birth_place=entry.birth_place,
                )
                for entry in some
            ),
        )
    by_person: dict[int, list[UUID]] = {}
    nik = dict(zip(ids, (entry.nik for entry in entries), strict=True))
    for id, entry in zip(ids, entries, strict=True):
        by_person.setdefault(entry.person, []).append(id)
    same = {
        (min(one, other), max(one, other))
        for rows in by_person.values()
        for n, one in enumerate(rows)
        for other in rows[:n]
        if nik[one] is None or nik[other] is None
    }
    proposed = pairs(session)
    return len(proposed & same), len(proposed - same), len(same - proposed)


def test_most_duplicates_of_a_small_regency_are_found_and_next_to_nobody_else(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    true, false, missed = confusion(session, actors["officer"], regency(2000, seed=77))
    assert true > 100
    assert true / (true + false) >= 0.97
    assert true / (true + missed) >= 0.92

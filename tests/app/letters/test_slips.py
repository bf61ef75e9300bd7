"""Codes on slips: unguessable, kept, replaced, followed to the person."""

from uuid import UUID

import pytest
from sqlmodel import Session, select

from app.cards import slips
from app.cards.slip_models import SlipCode
from app.cards.slips import NoSlip
from app.core.access import Actor
from app.core.errors import NotFound
from app.core.ids import new_id
from app.students.models import Student
from tests.conftest import Api
from tests.support.world import World, add_student

URL = "https://dukcapil.contoh.id/"


@pytest.fixture
def pupil(session: Session, world: World) -> UUID:
    return add_student(session, world, "paringin")


def _renewed(session: Session, actors: dict[str, Actor], pupil: UUID) -> str:
    return slips.renew(session, actors["officer"], pupil, URL)[0].code


def test_a_code_has_80_bits_and_leads_to_its_pupil_however_it_is_typed(
    session: Session, actors: dict[str, Actor], pupil: UUID
) -> None:
    made, new = slips.renew(session, actors["officer"], pupil, URL)
    assert new
    assert len(slips.ALPHABET) ** slips.LENGTH == 2**80
    assert made.url == f"https://dukcapil.contoh.id/k#{made.code}"
    typed = "-".join(made.code[n : n + 4] for n in range(0, 16, 4)).lower()
    for written in (made.code, typed, typed.replace("0", "o").replace("1", "l"), f" {made.code} "):
        found = slips.student_of(session, written)
        assert found is not None
        assert found.id == pupil
    for unknown in ("", "X", made.code[:-1], made.code[:-1] + "U", "0" * 16, "é" * 16):
        assert slips.student_of(session, unknown) is None


def test_the_newest_code_counts(session: Session, actors: dict[str, Actor], pupil: UUID) -> None:
    first = _renewed(session, actors, pupil)
    assert slips.codes_for(session, actors["officer"], [pupil]) == {pupil: first}
    second = _renewed(session, actors, pupil)
    assert first != second
    assert slips.student_of(session, first) is None
    assert slips.codes_for(session, actors["officer"], [pupil]) == {pupil: second}


def test_a_code_is_kept_sealed_and_found_by_a_keyed_digest(
    session: Session, actors: dict[str, Actor], pupil: UUID
) -> None:
    code = _renewed(session, actors, pupil)
    row = session.exec(select(SlipCode)).one()
    assert code.encode() not in row.sealed
    assert code not in str(row.model_dump(exclude={"sealed"}))


def test_after_a_merge_the_codes_of_both_rows_lead_to_the_person(
    session: Session, world: World, actors: dict[str, Actor], pupil: UUID
) -> None:
    other = add_student(session, world, "paringin", name="SITI AMINAH DUA")
    codes = slips.codes_for(session, actors["officer"], [pupil, other])
    session.get_one(Student, other).survivor_id = pupil
    session.flush()
    found = [slips.student_of(session, code) for code in codes.values()]
    assert [student.id for student in found if student] == [pupil, pupil]
    assert slips.codes_for(session, actors["officer"], [pupil]) == {pupil: codes[pupil]}
    renewed = _renewed(session, actors, pupil)
    assert [slips.student_of(session, code) for code in codes.values()] == [None, None]
    assert slips.codes_of(session, [pupil]) == {pupil: renewed}


def test_a_code_of_somebody_restricted_or_taken_off_leads_nowhere(
    session: Session, actors: dict[str, Actor], pupil: UUID
) -> None:
    code = _renewed(session, actors, pupil)
    for fact in ("restricted", "removed"):
        setattr(session.get_one(Student, pupil), fact, True)
        session.flush()
        assert slips.student_of(session, code) is None
        setattr(session.get_one(Student, pupil), fact, False)
    session.get_one(Student, pupil).restricted = True
    session.flush()
    with pytest.raises(NoSlip):
        _renewed(session, actors, pupil)


def test_only_who_sees_a_pupil_makes_a_code(session: Session, actors: dict[str, Actor], pupil: UUID) -> None:
    with pytest.raises(NotFound):
        slips.renew(session, actors["neighbour"], pupil, URL)


def test_through_the_door_a_code_is_made_once_for_an_id(api: Api, world: World, session: Session) -> None:
    pupil = add_student(session, world, "paringin")
    session.commit()
    url, id = f"/v1/students/{pupil}/slip-codes", str(new_id())
    first, again = (api.post(url, by="officer", json={"id": id}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert set(first.json()) == {"code", "url"}
    assert first.json()["url"].endswith(f"/k#{first.json()['code']}")
    assert api.post(url, by="officer").json()["code"] != first.json()["code"]
    for by, status in (("school-paringin", 403), ("team1", 403), ("viewer", 403), ("neighbour", 404)):
        assert api.post(url, by=by).status_code == status

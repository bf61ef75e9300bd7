"""`/v1/transfers` through the door: who sees a claim, who decides it, and in which state."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from app.core.db import Database
from app.core.ids import new_id
from app.students.models import Student, StudentStatus
from tests.conftest import Api
from tests.support.world import World, add_student

NIK, OTHER = "6311075503089126", "6311075503089127"
URL = "/v1/transfers"
HERE, THERE = "school-paringin", "school-halong"
"""Who claims, and who holds."""


@pytest.fixture
def siti(database: Database, world: World) -> UUID:
    with database.write() as session:
        return _siti(session, world)


def _siti(session: Session, world: World, school: str | None = "halong", nik: str = NIK) -> UUID:
    return add_student(session, world, school, name="SITI WARDAH", birth=date(2008, 3, 15), nik=nik)


def claim(api: Api, world: World, by: str = "paringin", nik: str = NIK, **facts: Any) -> str:
    """A list that names the pupil; returns the claim's address."""
    row = {"nik": nik, "name": "SITI WARDAH", "birth_date": "2008-03-15", "sex": "P", "class_group": "XII 2", **facts}
    url = f"/v1/schools/{world.schools[by]}/submissions"
    sent = api.post(url, by=f"school-{by}", json={"students": [row]})
    assert sent.status_code == 201, sent.text
    listed = api.get(URL, by=f"school-{by}").json()["items"]
    [found] = [item["id"] for item in listed if item["submission_id"] == sent.json()["id"]]
    return f"{URL}/{found}"


def act(api: Api, url: str, move: str, by: str = THERE, **more: Any) -> Any:
    return api.post(f"{url}/{move}", by=by, json={"reason": "sudah dicek"}, **more)


# --- seeing ----------------------------------------------------------------------------------------------------


def test_each_side_reads_its_own_half_of_a_claim(api: Api, world: World, siti: UUID) -> None:
    url = claim(api, world, nisn="0089936641", birth_place="AMUNTAI")
    claimant, holder, office = (api.get(url, by=who).json() for who in (HERE, THERE, "officer"))
    assert (claimant["direction"], claimant["state"], claimant["student_id"]) == ("incoming", "open", None)
    assert (claimant["from_school_id"], claimant["from_school_name"], claimant["contradicts"]) == (None, None, None)
    assert (claimant["sent"]["nisn"], claimant["sent"]["nik_masked"]) == ("0089936641", "6311************")
    assert (holder["direction"], holder["student_id"]) == ("outgoing", str(siti))
    assert (holder["from_school_id"], holder["to_school_name"]) == (str(world.schools["halong"]), "SMA NEGERI PARINGIN")
    compared = {name for name, value in holder["sent"].items() if value is not None}
    assert compared == {"name", "birth_date", "class_group"}
    assert (office["direction"], office["contradicts"], office["sent"]["birth_place"]) == ("within", False, "AMUNTAI")
    assert NIK not in api.get(url, by="officer").text


def test_a_claim_is_listed_for_both_sides_and_both_regions_and_for_nobody_else(
    api: Api, database: Database, world: World
) -> None:
    with database.write() as session:
        _siti(session, world, "amuntai")
    url = claim(api, world)
    seen = {
        who: len(api.get(URL, by=who).json()["items"])
        for who in (HERE, THERE, "school-amuntai", "officer", "neighbour", "nation")
    }
    assert seen == {HERE: 1, THERE: 0, "school-amuntai": 1, "officer": 1, "neighbour": 1, "nation": 1}
    statuses = {who: api.get(url, by=who).status_code for who in (HERE, THERE, "neighbour", "team1", "viewer")}
    assert statuses == {HERE: 200, THERE: 404, "neighbour": 200, "team1": 403, "viewer": 403}
    assert api.get(URL).status_code == 401
    assert api.get(f"{URL}/{new_id()}", by="officer").status_code == 404


def test_the_list_is_narrowed_by_state_direction_and_school_newest_first(
    api: Api, database: Database, world: World, siti: UUID
) -> None:
    with database.write() as session:
        _siti(session, world, "paringin", OTHER)
    first, second = claim(api, world), claim(api, world, "halong", OTHER)
    assert act(api, first, "reject").status_code == 200

    def ids(by: str, **params: Any) -> list[str]:
        answer = api.get(URL, by=by, params=params)
        assert answer.status_code == 200, answer.text
        return [f"{URL}/{item['id']}" for item in answer.json()["items"]]

    assert ids("officer") == [second, first]
    assert ids("officer", state="open") == [second]
    assert ids("officer", state="rejected") == [first]
    assert ids(HERE, direction="incoming") == [first]
    assert ids(HERE, direction="outgoing") == [second]
    assert ids("officer", school_id=str(world.schools["paringin"])) == [second, first]
    assert ids("officer", school_id=str(new_id())) == []
    page = api.get(URL, by="officer", params={"limit": 1}).json()
    assert ids("officer", limit=1, cursor=page["next_cursor"]) == [first]
    assert api.get(URL, by="officer", params={"state": "lost"}).status_code == 422
    assert api.get(URL, by="officer", params={"direction": "within"}).status_code == 422


def test_asking_for_a_holder_by_school_tells_the_claimant_nothing(api: Api, world: World, siti: UUID) -> None:
    claim(api, world)
    asked = {
        name: api.get(URL, by=HERE, params={"school_id": str(world.schools[name])}).json()
        for name in ("halong", "amuntai")
    }
    assert asked["halong"] == asked["amuntai"] == {"items": [], "next_cursor": None}


# --- deciding --------------------------------------------------------------------------------------------------


def test_the_releasing_school_lets_a_pupil_go_and_both_see_it(api: Api, world: World, siti: UUID) -> None:
    url = claim(api, world)
    before = api.get(url, by=THERE)
    done = api.post(f"{url}/confirm", by=THERE, headers={"if-match": before.headers["etag"]})
    assert (done.status_code, done.json()["state"], done.json()["reason"]) == (200, "confirmed", None)
    assert done.headers["etag"] == f'"{before.json()["version"] + 1}"'
    assert done.json()["decided_at"] is not None
    claimant = api.get(url, by=HERE).json()
    assert (claimant["student_id"], claimant["from_school_name"]) == (str(siti), "SMA NEGERI HALONG")
    assert api.get(f"/v1/students/{siti}", by=HERE).json()["class_group"] == "XII 2"
    assert api.get(f"/v1/students/{siti}", by=THERE).status_code == 404


def test_a_refusal_keeps_the_pupil_and_tells_the_claimant_why_and_no_more(api: Api, world: World, siti: UUID) -> None:
    url = claim(api, world)
    assert api.post(f"{url}/reject", by=THERE, json={}).status_code == 422
    assert api.post(f"{url}/reject", by=THERE, json={"reason": " x "}).status_code == 422
    assert api.post(f"{url}/reject", by=THERE, json={"reason": "ya" * 201}).status_code == 422
    assert api.post(f"{url}/reject", by=THERE, json={"reason": "masih di sini"}).json()["state"] == "rejected"
    claimant = api.get(url, by=HERE).json()
    assert (claimant["reason"], claimant["student_id"], claimant["from_school_id"]) == ("masih di sini", None, None)
    assert api.get(f"/v1/students/{siti}", by=THERE).status_code == 200


@pytest.mark.parametrize("move", ["confirm", "reject"])
@pytest.mark.parametrize(
    ("who", "status", "code"),
    [
        (HERE, 403, "identity.not_yours_to_release"),
        ("school-amuntai", 404, "not_found"),
        ("neighbour", 404, "not_found"),
        ("team1", 403, "forbidden"),
        ("viewer", 403, "forbidden"),
    ],
)
def test_who_does_not_hold_the_pupil_decides_nothing(
    api: Api, world: World, siti: UUID, move: str, who: str, status: int, code: str
) -> None:
    url = claim(api, world)
    answer = act(api, url, move, who)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert api.get(url, by=THERE).json()["state"] == "open"


def test_the_office_of_the_holders_region_decides_and_the_claimants_does_not(
    api: Api, database: Database, world: World
) -> None:
    with database.write() as session:
        id = _siti(session, world, "amuntai")
    url = claim(api, world)
    refused = act(api, url, "confirm", "officer")
    assert (refused.status_code, refused.json()["code"]) == (403, "identity.not_yours_to_release")
    assert act(api, url, "confirm", "neighbour").status_code == 200
    assert api.get(f"/v1/students/{id}", by="officer").json()["region_code"] == "63.11"
    assert api.get(f"/v1/students/{id}", by="neighbour").status_code == 404
    undone = act(api, url, "undo", "officer")
    assert (undone.status_code, undone.json()["state"]) == (200, "undone")
    assert api.get(f"/v1/students/{id}", by="neighbour").status_code == 200


def test_only_an_office_takes_a_confirmation_back(api: Api, world: World, siti: UUID) -> None:
    url = claim(api, world)
    assert act(api, url, "confirm").status_code == 200
    statuses = {who: act(api, url, "undo", who).status_code for who in (HERE, THERE, "neighbour", "team1", "viewer")}
    assert statuses == {HERE: 403, THERE: 403, "neighbour": 404, "team1": 403, "viewer": 403}
    assert api.post(f"{url}/undo", by="officer", json={}).status_code == 422
    assert act(api, url, "undo", "officer").json()["state"] == "undone"
    assert api.get(f"/v1/students/{siti}", by=THERE).json()["class_group"] == "XI IPA 1"


MOVES = ("confirm", "reject", "undo")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [((), {"confirm", "reject"}), (("confirm",), {"undo"}), (("reject",), set()), (("confirm", "undo"), set())],
    ids=["open", "confirmed", "rejected", "undone"],
)
def test_a_claim_moves_only_as_its_state_allows(
    api: Api, world: World, siti: UUID, path: tuple[str, ...], allowed: set[str]
) -> None:
    url = claim(api, world)
    for move in path:
        assert act(api, url, move, "officer").status_code == 200
    state = api.get(url, by="officer").json()["state"]
    for move in set(MOVES) - allowed:
        answer = act(api, url, move, "officer")
        assert (answer.status_code, answer.json()["code"]) == (409, "state_conflict")
        assert (answer.json()["state"], set(answer.json()["allowed"])) == (state, allowed)
    for move in sorted(allowed):
        assert act(api, url, move, "officer", headers={"if-match": '"99"'}).status_code == 412
    if allowed:
        assert act(api, url, min(allowed), "officer").status_code == 200


@pytest.mark.parametrize(("header", "status"), [('"7"', 412), ("nonsense", 412), ('"1"', 200), ('W/"1"', 200)])
def test_a_decision_may_name_the_version_that_it_was_made_on(
    api: Api, world: World, siti: UUID, header: str, status: int
) -> None:
    url = claim(api, world)
    answer = act(api, url, "confirm", headers={"if-match": header})
    assert answer.status_code == status, answer.text
    assert api.get(url, by=THERE).json()["state"] == ("confirmed" if status == 200 else "open")


@pytest.mark.parametrize(
    ("hindrance", "state"), [({"status": StudentStatus.DECEASED}, "deceased"), ({"removed": True}, "removed")]
)
def test_who_is_nobody_any_more_can_only_be_refused(
    api: Api, database: Database, world: World, siti: UUID, hindrance: dict[str, Any], state: str
) -> None:
    url = claim(api, world)
    with database.write() as session:
        for name, value in hindrance.items():
            setattr(session.get_one(Student, siti), name, value)
    refused = act(api, url, "confirm", "officer")
    assert (refused.status_code, refused.json()["state"], refused.json()["allowed"]) == (409, state, ["reject"])
    assert act(api, url, "reject", "officer").status_code == 200


def test_a_claim_under_another_name_is_decided_by_the_office_and_unknown_to_the_holder(
    api: Api, world: World, siti: UUID
) -> None:
    url = claim(api, world, name="RAHMADI", birth_date="2009-09-09", sex="L")
    assert api.get(url, by=THERE).status_code == 404
    assert api.get(URL, by=THERE).json()["items"] == []
    assert act(api, url, "confirm").status_code == 404
    assert api.get(url, by=HERE).json()["contradicts"] is None
    assert api.get(url, by="officer").json()["contradicts"] is True
    assert act(api, url, "reject", "officer").status_code == 200


def test_every_decision_leaves_its_line_in_either_region(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        _siti(session, world, "amuntai")
    url = claim(api, world)
    act(api, url, "confirm", "neighbour")
    act(api, url, "undo", "neighbour")
    wanted = {"subject_id": url.rpartition("/")[2]}
    kinds = {
        who: {i["kind"] for i in api.get("/v1/journal", by=who, params=wanted).json()["items"]}
        for who in ("admin", "nation")
    }
    assert kinds["nation"] == {"students.transfer_opened", "identity.transfer_confirmed", "identity.transfer_undone"}
    assert kinds["admin"] == kinds["nation"]

"""Schools through the door."""

from tests.conftest import Api
from tests.support.world import World

NEW = {"npsn": "99990077", "name": "SMA BARU", "kind": "SMA", "district_code": "63.11.06"}


def test_without_a_token_there_is_no_list(api: Api) -> None:
    answer = api.get("/v1/schools")
    assert answer.status_code == 401
    assert answer.json()["code"] == "unauthorized"
    assert answer.headers["www-authenticate"] == "Bearer"


def test_an_officer_sees_the_schools_of_the_region_by_name(api: Api) -> None:
    names = [school["name"] for school in api.get("/v1/schools", by="officer").json()["items"]]
    assert names == ["SMA NEGERI HALONG", "SMA NEGERI PARINGIN"]


def test_a_school_sees_only_itself_and_another_does_not_exist_for_it(api: Api, world: World) -> None:
    assert [s["id"] for s in api.get("/v1/schools", by="school-halong").json()["items"]] == [
        str(world.schools["halong"])
    ]
    assert api.get(f"/v1/schools/{world.schools['paringin']}", by="school-halong").status_code == 404


def test_a_school_created_twice_under_one_id_is_created_once(api: Api) -> None:
    body = {**NEW, "id": "01932f4e-0000-7000-8000-000000000001"}
    first, again = (api.post("/v1/schools", by="officer", json=body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = api.post("/v1/schools", by="officer", json={**body, "name": "SMA LAIN"})
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


def test_a_change_names_the_version_it_was_made_against(api: Api, world: World) -> None:
    url = f"/v1/schools/{world.schools['halong']}"
    tag = api.get(url, by="officer").headers["etag"]
    assert api.patch(url, by="officer", json={"travel_minutes": 50}).status_code == 428
    changed = api.patch(url, by="officer", json={"travel_minutes": 50}, headers={"if-match": tag})
    assert (changed.status_code, changed.json()["travel_minutes"]) == (200, 50)
    assert api.patch(url, by="officer", json={"travel_minutes": 60}, headers={"if-match": tag}).status_code == 412


def test_a_taken_number_and_a_foreign_district_are_refused_at_their_field(api: Api) -> None:
    taken = api.post("/v1/schools", by="officer", json={**NEW, "npsn": "99990001"})
    assert (taken.status_code, taken.json()["errors"][0]["pointer"]) == (409, "/npsn")
    foreign = api.post("/v1/schools", by="officer", json={**NEW, "district_code": "63.08.07"})
    assert (foreign.status_code, foreign.json()["errors"][0]["pointer"]) == (422, "/district_code")


def test_pages_follow_each_other_and_a_foreign_cursor_is_refused(api: Api) -> None:
    first = api.get("/v1/schools?limit=1", by="officer").json()
    second = api.get("/v1/schools", by="officer", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert (first["items"][0]["name"], second["items"][0]["name"]) == (
        "SMA NEGERI HALONG",
        "SMA NEGERI PARINGIN",
    )
    assert second["next_cursor"] is None
    assert api.get("/v1/schools?cursor=abc", by="officer").status_code == 422


def test_the_whole_list_comes_as_csv_without_formulas(api: Api) -> None:
    api.post("/v1/schools", by="officer", json={**NEW, "name": "=1+1"})
    answer = api.get("/v1/schools?format=csv", by="officer")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "'=1+1" in answer.text
    assert api.get("/v1/schools?format=xlsx", by="officer").content[:2] == b"PK"


def test_whom_to_ask_at_a_school_is_known_to_all_but_viewers(api: Api) -> None:
    contact = {"contact_name": "Bu Ani", "contact_phone": "0812-3456-7890", "contact_email": "tu@baru.sch.id"}
    made = api.post("/v1/schools", by="officer", json={**NEW, **contact})
    assert made.json().items() >= contact.items()
    seen = api.get(made.headers["location"], by="viewer").json()
    assert {seen[name] for name in contact} == {None}
    assert "baru.sch.id" not in api.get("/v1/schools?format=csv", by="viewer").text
    tag, url = made.headers["etag"], made.headers["location"]
    for wrong in ("tu@baru", "a@b.id, c@d.id", "tu@baru.id\r\nBcc: x@y.id", "Ani <a@b.id>", "", f"{'a' * 120}@b.id"):
        refused = api.patch(url, by="officer", json={"contact_email": wrong}, headers={"if-match": tag})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/contact_email"), wrong
    cleared = api.patch(url, by="officer", json={"contact_email": None}, headers={"if-match": tag})
    assert (cleared.status_code, cleared.json()["contact_email"]) == (200, None)

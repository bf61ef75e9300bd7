"""A school's day with one file of Dapodik and one of EMIS: look, apply, think better of it, take it back."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.core.clock import frozen
from tests.api.submissions.test_submissions import url
from tests.conftest import Api
from tests.support import list_maker as maker
from tests.support.list_checks import LAYOUTS, Layout, rows_of, upload
from tests.support.list_maker import Case
from tests.support.world import World, instant

BY = "school-paringin"
KINDS = ["dapodik", "emis"]


@pytest.fixture(autouse=True)
def _the_day_of_the_answers(api: Api) -> Iterator[None]:
    with frozen(instant(f"{maker.ON}T10:00:00+08:00")):
        yield


def send(api: Api, world: World, layout: Layout, cases: list[Case], **params: Any) -> dict[str, Any]:
    answer = upload(api, url(world), layout, layout.write(cases), by=BY, **params)
    assert answer.status_code in (200, 201), answer.text
    body: dict[str, Any] = answer.json()
    return body


def act(api: Api, body: dict[str, Any], move: str, **content: Any) -> tuple[int, dict[str, Any]]:
    answer = api.post(f"/v1/submissions/{body['id']}/{move}", by=BY, json=content or {})
    return answer.status_code, answer.json()


def statuses(api: Api) -> dict[str, str]:
    found = api.get("/v1/students", by=BY, params={"limit": 500}).json()["items"]
    return {student["name"]: student["status"] for student in found}


@pytest.mark.parametrize("name", KINDS)
def test_a_preview_changes_nothing_and_applies_once(api: Api, world: World, name: str) -> None:
    layout = LAYOUTS[name]
    cases = layout.dirty(41)
    preview = send(api, world, layout, cases, dry_run=True)
    assert (preview["state"], statuses(api)) == ("checked", {})
    promised = rows_of(api, preview, BY)
    status, applied = act(api, preview, "apply")
    assert (status, applied["state"]) == (200, "applied")
    done = rows_of(api, applied, BY)
    assert [row["outcome"] for row in done] == [row["outcome"] for row in promised]
    assert len(statuses(api)) <= applied["created"] == sum(case.outcome == "created" for case in cases)
    assert applied["eligible_now"] is not None
    status, refused = act(api, preview, "apply")
    assert (status, refused["code"], refused["allowed"]) == (409, "state_conflict", ["revert"])
    assert act(api, preview, "discard")[0] == 409


@pytest.mark.parametrize("name", KINDS)
def test_a_preview_that_was_overtaken_is_shown_anew_before_it_applies(api: Api, world: World, name: str) -> None:
    layout, cases = LAYOUTS[name], maker.cases(42, 6)
    preview = send(api, world, layout, cases, dry_run=True)
    send(api, world, layout, cases[:2])
    status, refused = act(api, preview, "apply")
    assert (status, refused["code"]) == (409, "submissions.changed_since_check")
    assert (refused["counts"]["created"], refused["counts"]["unchanged"]) == (4, 2)
    anew = api.get(f"/v1/submissions/{preview['id']}", by=BY).json()
    assert (anew["state"], anew["created"], anew["unchanged"]) == ("checked", 4, 2)
    assert [row["outcome"] for row in rows_of(api, anew, BY)] == ["unchanged"] * 2 + ["created"] * 4
    status, applied = act(api, preview, "apply")
    assert (status, applied["created"]) == (200, 4)


@pytest.mark.parametrize("name", KINDS)
def test_a_discarded_preview_never_applies(api: Api, world: World, name: str) -> None:
    layout = LAYOUTS[name]
    preview = send(api, world, layout, maker.cases(43, 3), dry_run=True)
    status, put_away = act(api, preview, "discard")
    assert (status, put_away["state"]) == (200, "discarded")
    assert act(api, preview, "apply")[0] == 409
    assert statuses(api) == {}


@pytest.mark.parametrize("name", KINDS)
def test_taking_a_list_back_names_whom_it_keeps_and_why(api: Api, world: World, name: str) -> None:
    layout, cases = LAYOUTS[name], maker.cases(44, 5)
    first = send(api, world, layout, cases)
    cases[0].put("class_group", "XII IPA 9")
    later = send(api, world, layout, cases[:1])
    assert later["updated"] == 1
    status, reverted = act(api, first, "revert", reason="salah berkas")
    assert (status, reverted["state"]) == (200, "reverted")
    kept = rows_of(api, later, BY)[0]["student_id"]
    assert reverted["kept"] == [{"student_id": kept, "reason": "later_list"}]
    assert list(statuses(api)) == [cases[0].facts["name"]]
    assert act(api, first, "revert", reason="sekali lagi")[0] == 409


@pytest.mark.parametrize("name", KINDS)
def test_a_full_list_that_misses_many_wants_their_number_and_gives_them_back(api: Api, world: World, name: str) -> None:
    layout, cases = LAYOUTS[name], maker.cases(45, 10)
    names = {case.facts["name"] for case in cases}
    assert len(names) == 10
    send(api, world, layout, cases, mode="full")
    gone = {case.facts["name"] for case in cases[8:]}
    few = send(api, world, layout, cases[:8], mode="full")
    assert few["missing"] == 2  # a fifth of them, and no more
    assert {who for who, status in statuses(api).items() if status == "left_candidate"} == gone
    answer = upload(api, url(world), layout, layout.write(cases[:4]), by=BY, mode="full")
    assert (answer.status_code, answer.json()["code"]) == (422, "submissions.missing_unconfirmed")
    assert answer.json()["missing"] == 4
    preview = send(api, world, layout, cases[:4], mode="full", dry_run=True)
    assert act(api, preview, "apply")[0] == 422
    assert act(api, preview, "apply", confirm_missing=3)[0] == 422
    status, applied = act(api, preview, "apply", confirm_missing=4)
    assert (status, applied["missing"]) == (200, 4)
    assert sum(status == "left_candidate" for status in statuses(api).values()) == 6
    status, reverted = act(api, preview, "revert", reason="berkas kelas lain")
    assert (status, reverted["kept"]) == (200, [])
    assert {who for who, status in statuses(api).items() if status == "left_candidate"} == gone

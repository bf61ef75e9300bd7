"""The class ``Sweet17``: what travels, what is sent again, what goes wrong and how."""

import json
from contextlib import nullcontext
from typing import Any
from uuid import UUID

import httpx
import pytest

from sweet17 import Sweet17, Sweet17Error, Tokens, new_id


def answers(registry: Any, key: str, *responses: Any) -> None:
    """Let ``key`` answer with each of ``responses`` in turn; exceptions are raised."""
    waiting = list(responses)

    def answer(_request: httpx.Request) -> httpx.Response:
        response = waiting.pop(0)
        if isinstance(response, Exception):
            raise response
        assert isinstance(response, httpx.Response)
        return response

    registry.routes[key] = answer


def ok(body: Any = None, **headers: str) -> httpx.Response:
    return httpx.Response(200, json=body or {}, headers=headers)


def test_an_id_is_a_uuid_of_version_7_and_ordered_by_time() -> None:
    made = [UUID(new_id()) for _ in range(100)]
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {"specified in RFC 4122"}
    assert len(set(made)) == 100
    assert [one.int >> 80 for one in made] == sorted(one.int >> 80 for one in made)


def test_a_list_is_read_page_by_page_as_it_is_iterated(registry: Any, client: Sweet17) -> None:
    answers(
        registry,
        "GET /v1/schools",
        ok({"items": [{"id": "a"}, {"id": "b"}], "next_cursor": "c1"}),
        ok({"items": [{"id": "c"}], "next_cursor": None}),
    )
    schools = client.schools.list(region_code="63.11", active=True, q=None)
    assert next(schools)["id"] == "a"
    assert len(registry.requests) == 1
    assert [school["id"] for school in schools] == ["b", "c"]
    first, second = registry.requests
    assert dict(first.url.params) == {"limit": "500", "region_code": "63.11", "active": "true"}
    assert second.url.params["cursor"] == "c1"


def test_a_server_that_repeats_its_cursor_does_not_hold_the_client_for_ever(registry: Any, client: Sweet17) -> None:
    registry.routes["GET /v1/schools"] = {"items": [{"id": "a"}], "next_cursor": "same"}
    assert len(list(client.schools.list())) == 2


def test_a_list_that_says_more_than_its_items_is_gathered_whole(registry: Any, client: Sweet17) -> None:
    answers(
        registry,
        "GET /v1/cards/due",
        ok({"items": [{"student_id": "a"}], "next_cursor": "c1", "counts": {"ready": 2}}),
        ok({"items": [{"student_id": "b"}], "next_cursor": None, "counts": {"ready": 2}}),
    )
    due = client.cards.due(within_days=30)
    assert due == {"items": [{"student_id": "a"}, {"student_id": "b"}], "counts": {"ready": 2}}


def test_creating_is_sent_again_under_the_same_id_after_a_lost_answer(registry: Any, client: Sweet17) -> None:
    answers(registry, "POST /v1/schools", httpx.ReadTimeout("lost"), httpx.Response(502), ok({"id": "x"}))
    client.schools.create(name="SMAN 1", npsn=None)
    bodies = [json.loads(request.content) for request in registry.requests]
    assert len(bodies) == 3
    assert bodies[0] == bodies[1] == bodies[2]
    assert UUID(bodies[0]["id"]).version == 7
    assert "npsn" not in bodies[0]


def test_an_action_is_not_sent_again_when_its_answer_was_lost(registry: Any, client: Sweet17) -> None:
    answers(registry, "POST /v1/visits/v/start", httpx.ReadTimeout("lost"))
    with pytest.raises(Sweet17Error) as caught:
        client.visits.start("v")
    assert (caught.value.status, caught.value.code) == (0, "no_network")
    assert caught.value.unreachable
    assert len(registry.requests) == 1


def test_an_action_that_never_reached_the_server_is_sent_again(registry: Any, client: Sweet17) -> None:
    answers(registry, "POST /v1/visits/v/start", httpx.ConnectError("away"), ok({"id": "v"}))
    assert client.visits.start("v") == {"id": "v"}


@pytest.mark.parametrize("status", [400, 403, 404, 409, 412, 422, 501])
def test_a_refusal_is_not_asked_twice(registry: Any, client: Sweet17, status: int) -> None:
    answers(registry, "GET /v1/me", httpx.Response(status))
    with pytest.raises(Sweet17Error) as caught:
        client.auth.me()
    assert caught.value.status == status
    assert len(registry.requests) == 1


def test_a_failing_server_is_asked_four_times_and_then_left(registry: Any, client: Sweet17) -> None:
    registry.routes["GET /v1/me"] = lambda _request: httpx.Response(500)
    with pytest.raises(Sweet17Error):
        client.auth.me()
    assert len(registry.requests) == 4


def test_429_waits_as_long_as_the_server_asks(registry: Any) -> None:
    waits: list[float] = []
    answers(
        registry,
        "POST /v1/visits/v/start",
        httpx.Response(429, headers={"retry-after": "7"}),
        ok({"id": "v"}),
    )
    with Sweet17("http://r.test", transport=httpx.MockTransport(registry), sleep=waits.append) as client:
        client.visits.start("v")
    assert waits == [7.0]


@pytest.mark.parametrize("after", [{}, {"retry-after": "900"}, {"retry-after": "soon"}, {"retry-after": "nan"}])
def test_429_without_a_bearable_wait_is_an_error_at_once(registry: Any, client: Sweet17, after: dict[str, str]) -> None:
    registry.routes["GET /v1/me"] = lambda _request: httpx.Response(429, headers=after)
    with pytest.raises(Sweet17Error):
        client.auth.me()
    assert len(registry.requests) == 1


def test_an_expired_token_is_renewed_once_and_the_request_repeated(registry: Any, client: Sweet17) -> None:
    registry.tokens = 1

    def me(request: httpx.Request) -> httpx.Response:
        return ok({"username": "team1"}) if registry.tokens == 2 and registry.known(request) else httpx.Response(401)

    registry.routes["GET /v1/me"] = me
    assert client.auth.me() == {"username": "team1"}
    paths = [request.url.path for request in registry.requests]
    assert paths == ["/v1/me", "/v1/auth/refresh", "/v1/me"]
    assert "authorization" not in registry.requests[1].headers


def test_a_session_that_is_over_is_told_as_401_after_one_attempt_to_renew(registry: Any, client: Sweet17) -> None:
    registry.refreshable = False
    registry.routes["GET /v1/me"] = lambda _request: httpx.Response(401)
    with pytest.raises(Sweet17Error) as caught:
        client.auth.me()
    assert caught.value.status == 401
    assert [request.url.path for request in registry.requests] == ["/v1/me", "/v1/auth/refresh"]


def test_a_token_that_another_process_renewed_is_taken_over_instead_of_renewing_again(registry: Any) -> None:
    class Shared:
        tokens = Tokens("access-1", "refresh-1")

        def load(self) -> Tokens:
            return self.tokens

        def save(self, tokens: Tokens | None) -> None:
            raise AssertionError("nothing new to keep")

        def lock(self) -> Any:
            return nullcontext()

    shared = Shared()
    client = Sweet17("http://r.test", store=shared, transport=httpx.MockTransport(registry))
    registry.tokens, shared.tokens = 2, Tokens("access-2", "refresh-2")
    registry.routes["GET /v1/me"] = lambda request: ok({"a": 1}) if registry.known(request) else httpx.Response(401)
    assert client.auth.me() == {"a": 1}
    assert "/v1/auth/refresh" not in [request.url.path for request in registry.requests]


def test_an_error_tells_everything_the_problem_said(registry: Any, client: Sweet17) -> None:
    faults = [{"pointer": "/name", "code": "field.missing", "message": "Wajib diisi."}]
    registry.routes["POST /v1/visits/v/start"] = lambda _request: httpx.Response(
        409,
        json={"code": "state_conflict", "detail": "no", "errors": faults, "allowed": ["propose"], "request_id": "r1"},
    )
    with pytest.raises(Sweet17Error) as caught:
        client.visits.start("v")
    error = caught.value
    assert (error.status, error.code, error.detail, error.errors) == (409, "state_conflict", "no", faults)
    assert error.extra == {"allowed": ["propose"]}
    assert error.request_id == "r1"
    assert str(error) == "409 state_conflict: no"


@pytest.mark.parametrize(
    "page",
    [
        httpx.Response(200, html="<h1>Masuk Wi-Fi</h1>"),
        httpx.Response(200, json=[1]),
        httpx.Response(302, headers={"location": "http://portal.test"}),
    ],
)
def test_a_page_of_a_strange_network_is_no_answer(registry: Any, client: Sweet17, page: httpx.Response) -> None:
    answers(registry, "GET /v1/me", page)
    with pytest.raises(Sweet17Error) as caught:
        client.auth.me()
    assert caught.value.code == "bad_answer"


def test_a_change_names_the_version_it_was_made_against(registry: Any, client: Sweet17) -> None:
    answers(registry, "GET /v1/schools/s", ok({"id": "s", "version": 3}, etag='"3"'))
    registry.routes["PATCH /v1/schools/s"] = {"id": "s"}
    school = client.schools.get("s")
    assert school.etag == '"3"'
    client.schools.change("s", school.etag or "", name="x")
    client.schools.change("s", school["version"], name="x")
    assert [request.headers["if-match"] for request in registry.requests[1:]] == ['"3"', '"3"']


def test_an_id_never_names_another_path(registry: Any, client: Sweet17) -> None:
    with pytest.raises(Sweet17Error):
        client.schools.get("../accounts?x=1#y")
    assert registry.requests[0].url.raw_path == b"/v1/schools/..%2Faccounts%3Fx%3D1%23y"


def test_tokens_are_in_no_representation_and_no_answer(registry: Any) -> None:
    with Sweet17("http://r.test", transport=httpx.MockTransport(registry)) as client:
        answer = client.auth.sign_in("team1", "right")
    assert "access-1" not in repr(Tokens("access-1", "refresh-1"))
    assert "access-1" not in json.dumps(answer)
    assert answer["role"] == "field_team"


def test_signing_out_forgets_the_tokens_even_without_a_network(registry: Any, client: Sweet17) -> None:
    registry.down = True
    with pytest.raises(Sweet17Error):
        client.auth.sign_out()
    assert not client.wire.signed_in


def test_the_public_door_carries_no_token(registry: Any, client: Sweet17) -> None:
    registry.routes["POST /v1/public/complaints"] = {"ticket": "ADU-1", "access_code": "c"}
    client.complaints.lodge(category="delay", subject="x", body="y", region_code="63.11")
    assert "authorization" not in registry.requests[0].headers


def test_a_batch_whose_results_do_not_match_its_items_is_an_error(registry: Any, client: Sweet17) -> None:
    for results in ([], [{"id": "other", "status": "created"}], ["created"], None):
        registry.routes["POST /v1/recordings/batch"] = {"results": results}
        with pytest.raises(Sweet17Error) as caught:
            client.recordings.send_batch([{"id": "mine"}])
        assert caught.value.code == "bad_answer"


def test_a_pack_that_still_holds_is_not_sent_again(registry: Any, client: Sweet17) -> None:
    def pack(request: httpx.Request) -> httpx.Response:
        unchanged = request.headers.get("if-none-match") == '"p1"'
        return httpx.Response(304) if unchanged else ok({"roster": []}, etag='"p1"')

    registry.routes["GET /v1/visits/v/pack"] = pack
    first = client.recordings.pack("v")
    assert first is not None
    assert client.recordings.pack("v", first.etag) is None


def test_a_file_comes_in_pieces_and_a_refusal_is_still_an_error(registry: Any, client: Sweet17) -> None:
    registry.routes["GET /v1/me"] = {}
    registry.routes["GET /v1/students"] = lambda _request: httpx.Response(200, text="id,name\n")
    assert b"".join(client.students.export(school_id="s")) == b"id,name\n"
    registry.routes["GET /v1/students"] = lambda _request: httpx.Response(403, json={"code": "forbidden"})
    with pytest.raises(Sweet17Error) as caught:
        list(client.students.export())
    assert caught.value.code == "forbidden"


def test_the_journal_is_read_to_its_present_end(registry: Any, client: Sweet17) -> None:
    answers(
        registry,
        "GET /v1/journal",
        ok({"items": [{"id": 1}], "next_after": "a"}),
        ok({"items": [{"id": 2}], "next_after": "b"}),
        ok({"items": [], "next_after": "b"}),
    )
    assert [line["id"] for line in client.oversight.journal(kind="visits.started")] == [1, 2]

"""The office's commands alone: without a session, without a server, on a narrow terminal."""

import json
from typing import Any

import httpx
import pytest
from rich.console import Console

from sweet17.cli import screen as screen_module
from sweet17.cli.screen import Screen
from sweet17.cli.words import Language

ID = "0199a000-0000-7000-8000-0000000000a1"
OFFICE = [
    ["office", "transfers"],
    ["office", "duplicates", "--review"],
    ["office", "merges"],
    ["office", "imports"],
    ["office", "import-apply", ID],
    ["office", "reconcile", ID],
    ["office", "requests"],
    ["office", "decide", ID, "granted"],
    ["office", "consents", ID],
    ["office", "suggest", ID],
    ["office", "visit-requests"],
    ["office", "action-list"],
    ["office", "letters", ID],
    ["school", "submissions"],
    ["school", "apply", ID],
    ["school", "request-visit", "--from", "2027-01-11", "--to", "2027-01-22", "--school", ID],
    ["school", "rollover", "list", "--school", ID],
    ["school", "rollover", "check", "2026/2027", "--school", ID],
]


@pytest.mark.parametrize("words", OFFICE, ids=" ".join)
def test_without_a_session_they_say_how_to_sign_in(run: Any, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "sweet17 login" in result.stderr


@pytest.mark.parametrize("words", OFFICE, ids=" ".join)
def test_without_a_server_they_end_with_5_and_answer_json(signed_in: Any, registry: Any, words: list[str]) -> None:
    registry.down = True
    result = signed_in(*words, "--json")
    assert result.exit_code == 5
    assert json.loads(result.stdout)["error"]["code"] == "no_network"


PAIR = {
    "id": ID,
    "score": 0.93,
    "state": "open",
    "version": 4,
    "suggested_survivor_id": ID,
    "reasons": [{"code": "x", "message": "Nama hampir sama dan tanggal lahir sama \x1b[2J"}],
    **{
        side: {
            "id": ID,
            "name": f"NUR LATIFAH {side}",
            "birth_date": "2010-02-03",
            "nik_masked": None,
            "school_id": None,
            "recorded": "no",
            "status": "active",
            **dict.fromkeys(("sex", "birth_place", "class_group", "nisn")),
        }
        for side in ("first", "second")
    },
}


def test_the_pair_is_decided_as_it_was_shown(signed_in: Any, registry: Any) -> None:
    registry.routes["GET /v1/duplicates"] = {"items": [PAIR], "next_cursor": None}
    registry.routes[f"POST /v1/duplicates/{ID}/merge"] = {"id": "m1"}
    result = signed_in("office", "duplicates", "--review", input="2\nsatu KK\n")
    assert result.exit_code == 0, result.output
    sent = registry.requests[-1]
    assert sent.headers["if-match"] == '"4"'
    assert json.loads(sent.content) == {"survivor_id": ID, "reason": "satu KK"}
    assert "\x1b[2J" not in result.output


@pytest.mark.parametrize(("status", "code"), [(503, 5), (401, 4), (403, 4), (412, 3), (409, 3), (404, 3)])
def test_a_walk_stops_only_where_the_next_pair_would_fail_too(
    signed_in: Any, registry: Any, status: int, code: int
) -> None:
    registry.routes["GET /v1/duplicates"] = {"items": [PAIR, PAIR], "next_cursor": None}
    registry.routes[f"POST /v1/duplicates/{ID}/dismiss"] = lambda _request: httpx.Response(
        status, json={"code": "x.y", "detail": "tidak bisa"}
    )
    registry.refreshable = False
    result = signed_in("office", "duplicates", "--review", input="0\nkembar\n0\nkembar\n")
    assert result.exit_code == code, result.output
    assert result.stderr.count("tidak bisa") == (2 if code == 3 else 1)


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns."""

    def screen(as_json: bool, language: Language) -> Screen:
        return Screen(as_json, language, Console(width=80), Console(stderr=True, width=80))

    monkeypatch.setattr(screen_module, "_screen", screen)


def test_on_80_columns_ids_stay_whole_and_no_line_is_longer(signed_in: Any, registry: Any, narrow: None) -> None:
    registry.routes["GET /v1/duplicates"] = {"items": [PAIR], "next_cursor": None}
    merge = dict.fromkeys(("undone_at", "undo_reason"))
    merge |= {"id": ID, "merged_id": ID, "survivor_id": ID, "created_at": "2026-11-24T08:00:00Z", "reason": "KK " * 60}
    registry.routes["GET /v1/merges"] = {"items": [merge], "next_cursor": None}
    for words in (["duplicates"], ["merges"], ["duplicates", "--review"]):
        result = signed_in("office", *words, input="q\n")
        assert result.exit_code == 0, result.output
        assert max(map(len, result.stdout.splitlines())) <= 80
        assert (ID in result.stdout) or "--review" in words


def test_a_list_cut_short_says_so(signed_in: Any, registry: Any) -> None:
    registry.routes["GET /v1/duplicates"] = {"items": [PAIR, PAIR], "next_cursor": None}
    assert "--limit" in signed_in("office", "duplicates", "--limit", "1").stdout
    assert json.loads(signed_in("office", "duplicates", "--limit", "1", "--json").stdout)["more"] is True
    assert json.loads(signed_in("office", "duplicates", "--limit", "2", "--json").stdout)["more"] is False


@pytest.mark.parametrize(
    "words",
    [
        ["transfers", "--state", "closed"],
        ["transfers", "--direction", "up"],
        ["duplicates", "--limit", "0"],
        ["reject", ID],
        ["decide", ID, "perhaps"],
        ["ask", ID, "forget"],
        ["consent", ID, "given", "--by", "X"],
        ["import", "missing.xlsx"],
        ["issues", "--kind", "x"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_before_anything_is_asked(signed_in: Any, registry: Any, words: list[str]) -> None:
    asked = len(registry.requests)
    assert signed_in("office", *words).exit_code == 2
    assert len(registry.requests) == asked

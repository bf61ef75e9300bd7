"""The office's commands alone: without a session, without a server, on a narrow terminal."""

import json
from pathlib import Path
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
    ["office", "complaints", "list", "--overdue"],
    ["office", "complaints", "show", ID],
    ["office", "complaints", "merge", ID, ID],
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


CASE: dict[str, Any] = {
    **dict.fromkeys(("class", "due_at", "escalated_at", "merged_into", "name", "contact")),
    "id": ID,
    "ticket": "ADU-6311-2026-000123",
    "state": "in_progress",
    "category": "illegal_levy",
    "merged": [],
    "subject": "Diminta uang \x1b[2J",
    "body": "Lima puluh ribu.",
    "overdue": True,
    "verify_by": "2026-11-27T15:59:59Z",
    "attachments": [{"id": ID, "name": "kuitansi.jpg"}],
    "events": [{"at": "2026-11-24T08:00:00Z", "kind": "responded", "text": "Kami periksa.", "office": None}],
}


def test_a_case_is_shown_whole_and_its_words_do_nothing_to_the_terminal(signed_in: Any, registry: Any) -> None:
    registry.routes["GET /v1/complaints"] = {"items": [CASE], "next_cursor": None}
    registry.routes[f"GET /v1/complaints/{ID}"] = CASE
    listed = signed_in("office", "complaints", "list", "--class", "complaint", "--overdue")
    assert dict(registry.requests[-1].url.params) == {"limit": "500", "class": "complaint", "overdue": "true"}
    shown = signed_in("office", "complaints", "show", ID)
    assert (listed.exit_code, shown.exit_code) == (0, 0), listed.output + shown.output
    for told in ("ADU-6311-2026-000123", "pungutan liar", "dalam proses"):
        assert told in listed.stdout
        assert told in shown.stdout
    assert "Kami periksa." in shown.stdout
    assert "kuitansi.jpg" in shown.stdout
    assert "\x1b[2J" not in listed.stdout + shown.stdout


def test_each_step_asks_for_what_it_says(signed_in: Any, registry: Any, tmp_path: Path) -> None:
    photo, out = tmp_path / "bukti.png", tmp_path / "lapor.csv"
    photo.write_bytes(b"\x89PNG")
    for words, address, body in (
        (["verify", ID, "investigation"], "verify", {"class": "investigation"}),
        (["respond", ID, "Kami periksa."], "respond", {"body": "Kami periksa."}),
        (["resolve", ID, "Sudah.", "--evidence", "BA-1"], "resolve", {"resolution": "Sudah.", "evidence": "BA-1"}),
        (["reject", ID, "Bukan wewenang."], "reject", {"reason": "Bukan wewenang."}),
        (["refer", ID, "Inspektorat", "Wewenangnya."], "refer", {"office": "Inspektorat", "reason": "Wewenangnya."}),
        (["merge", ID, "lain"], "merge", {"into": "lain"}),
        (["unmerge", ID], "unmerge", {}),
    ):
        registry.routes[f"POST /v1/complaints/{ID}/{address}"] = CASE
        result = signed_in("office", "complaints", *words)
        assert result.exit_code == 0, result.output
        assert json.loads(registry.requests[-1].content) == body
        assert "dalam proses" in result.stdout
    registry.routes[f"POST /v1/complaints/{ID}/attachments"] = {"id": ID}
    assert signed_in("office", "complaints", "attach", ID, str(photo)).exit_code == 0
    assert b'filename="bukti.png"' in registry.requests[-1].content
    registry.routes["GET /v1/complaints/exchange.csv"] = lambda _request: httpx.Response(200, content=b"nomor_tiket")
    registry.routes["GET /v1/me"] = {}
    assert signed_in("office", "complaints", "export", str(out), "--year", "2026").exit_code == 0
    assert out.read_bytes() == b"nomor_tiket"

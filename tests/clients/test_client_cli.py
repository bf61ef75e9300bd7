"""The command ``sweet17``: what people see, what scripts get, exit codes."""

import json
import re
import stat
from pathlib import Path
from typing import Any

import httpx
import pytest

from sweet17.cli.screen import plain

ANI = "0199a000-0000-7000-8000-0000000000a1"
VISIT = "0199a000-0000-7000-8000-00000000cafe"


def parsed(result: Any) -> Any:
    return json.loads(result.stdout)


def session_file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "session.json"


# --- signing in ----------------------------------------------------------------------------------------------


def test_login_keeps_the_session_where_only_its_owner_reads_it_and_prints_no_token(run: Any, tmp_path: Path) -> None:
    result = run("login", "http://localhost/", "--username", "team1", "--json", input="right\n")
    assert result.exit_code == 0
    assert parsed(result)["base_url"] == "http://localhost"
    assert "access-1" not in result.output
    assert "right" not in result.output
    kept = session_file(tmp_path)
    assert json.loads(kept.read_text())["access_token"] == "access-1"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_the_password_may_come_from_the_environment(run: Any) -> None:
    assert run("login", "http://localhost", "-u", "team1", env={"SWEET17_PASSWORD": "right"}).exit_code == 0


@pytest.mark.parametrize(
    ("url", "password", "code"),
    [
        ("http://localhost", "wrong\n", 4),
        ("http://localhost", "\n", 2),
        ("http://localhost", "", 2),
        ("localhost", "right\n", 2),
        ("ftp://localhost", "right\n", 2),
        ("http://[bad", "right\n", 2),
        ("http://localhost:99999999", "right\n", 2),
        ("http://team1:right@localhost", "right\n", 2),
    ],
)
def test_a_failed_login_leaves_no_session(run: Any, tmp_path: Path, url: str, password: str, code: int) -> None:
    assert run("login", url, "--username", "team1", input=password).exit_code == code
    assert not session_file(tmp_path).exists()


def test_plain_http_to_another_machine_is_warned_of(run: Any) -> None:
    result = run("login", "http://registry.test", "-u", "team1", "--lang", "en", input="right\n")
    assert "Warning" in result.stderr


def test_without_a_session_every_command_says_how_to_sign_in(run: Any) -> None:
    for words in (["whoami"], ["logout"], ["field", "status"], ["school", "visits"], ["dashboard", "coverage"]):
        result = run(*words)
        assert result.exit_code == 2
        assert "sweet17 login" in result.stderr


def test_a_damaged_session_file_is_no_session(signed_in: Any, tmp_path: Path) -> None:
    session_file(tmp_path).write_text("{")
    assert signed_in("whoami").exit_code == 2


def test_whoami_tells_the_account_and_the_server(signed_in: Any, registry: Any) -> None:
    registry.routes["GET /v1/me"] = {"username": "team1", "name": "Tim 1", "role": "field_team", "team_id": "t1"}
    assert "http://localhost" in signed_in("whoami").stdout
    assert parsed(signed_in("whoami", "--json"))["username"] == "team1"


def test_an_expired_token_is_renewed_and_kept_for_the_next_command(
    signed_in: Any, registry: Any, tmp_path: Path
) -> None:
    registry.routes["GET /v1/me"] = lambda request: (
        httpx.Response(200, json={"username": "team1"})
        if registry.tokens == 2 and registry.known(request)
        else httpx.Response(401)
    )
    assert signed_in("whoami").exit_code == 0
    assert json.loads(session_file(tmp_path).read_text())["refresh_token"] == "refresh-2"
    assert stat.S_IMODE(session_file(tmp_path).stat().st_mode) == 0o600


def test_logout_forgets_the_session_even_without_a_network(signed_in: Any, registry: Any, tmp_path: Path) -> None:
    registry.down = True
    result = signed_in("logout", "--json")
    assert result.exit_code == 0
    assert parsed(result) == {"signed_out": True, "told": False, "queued": 0, "discarded": 0}
    assert not session_file(tmp_path).exists()


# --- for schools ---------------------------------------------------------------------------------------------


@pytest.fixture
def school(signed_in: Any, registry: Any) -> Any:
    registry.role = {"role": "school", "school_id": "sch", "region_code": "63.11", "team_id": None}
    assert signed_in("login", "http://localhost", "-u", "school", input="right\n").exit_code == 0
    return signed_in


def submission(**more: Any) -> dict[str, Any]:
    counts = dict.fromkeys(("total", "created", "updated", "unchanged", "rejected", "ignored", "warnings"), 0)
    return {"id": "sub", "school_id": "sch", "state": "applied", **counts, "missing": None, "eligible_now": 7, **more}


ROWS = [
    {
        "row": 9,
        "cell": "B9",
        "outcome": "rejected",
        "nik_masked": "6311************",
        "problems": [{"cell": "D9", "field": "nik", "code": "E_NIK", "severity": "error", "message": "NIK salah"}],
    },
    {
        "row": 10,
        "outcome": "created",
        "problems": [{"field": "sex", "code": "W_SEX", "severity": "warning", "message": "Jenis kelamin kosong"}],
    },
    {"row": 11, "outcome": "created", "problems": [{"field": "nisn", "code": "I_X", "severity": "info"}]},
]


def rows(request: httpx.Request) -> httpx.Response:
    wanted = request.url.params.get("outcome")
    items = [row for row in ROWS if wanted in (None, row["outcome"])]
    return httpx.Response(200, json={"items": items, "next_cursor": None})


def test_a_list_without_rejected_rows_ends_with_0(school: Any, registry: Any, tmp_path: Path) -> None:
    registry.routes["POST /v1/schools/sch/submissions"] = submission(total=3, created=3)
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(b"PK\x03\x04...")
    result = school("school", "submit", str(file), "--mode", "full", "--dry-run", "--confirm-missing", "4")
    assert result.exit_code == 0
    sent = registry.requests[-1]
    assert dict(sent.url.params) == {"mode": "full", "dry_run": "true", "confirm_missing": "4"}
    assert b'filename="daftar.xlsx"' in sent.content
    assert b"PK\x03\x04..." in sent.content


def test_rejected_rows_are_shown_with_row_cell_and_message_and_end_with_3(
    school: Any, registry: Any, tmp_path: Path
) -> None:
    registry.routes["POST /v1/schools/sch/submissions"] = submission(total=3, created=2, rejected=1, warnings=1)
    registry.routes["GET /v1/submissions/sub/rows"] = rows
    file = tmp_path / "daftar.csv"
    file.write_text("nik\n1\n")
    result = school("school", "submit", str(file))
    assert result.exit_code == 3
    assert re.search(r"9\s+D9\s+ditolak\s+NIK salah", result.stdout)
    assert re.search(r"10\s+–\s+baru\s+Jenis kelamin kosong", result.stdout)
    assert re.search(r"Wajib rekam sekarang\s+7", result.stdout)
    answered = parsed(school("school", "submit", str(file), "--json"))
    assert [row["row"] for row in answered["problems"]] == [9, 10]
    few = school("school", "submit", str(file), "--problems", "1", "--lang", "en")
    assert "1 more rows" in few.stdout


@pytest.mark.parametrize(
    ("content", "key"),
    [('[{"name": "Ani"}]', "students"), ('{"students": []}', "students"), ('{"rows": [{}]}', "rows")],
)
def test_a_json_file_is_sent_as_json(school: Any, registry: Any, tmp_path: Path, content: str, key: str) -> None:
    registry.routes["POST /v1/schools/other/submissions"] = submission()
    file = tmp_path / "daftar.json"
    file.write_text(content)
    assert school("school", "submit", str(file), "--school", "other").exit_code == 0
    assert list(json.loads(registry.requests[-1].content)) == [key]


@pytest.mark.parametrize("content", ["", "{", "7", "{}", '{"students": 1}', "\x00\xff", "[" * 100_000])
def test_a_json_file_that_is_no_list_is_refused_here(school: Any, registry: Any, tmp_path: Path, content: str) -> None:
    file = tmp_path / "daftar.json"
    file.write_text(content)
    asked = len(registry.requests)
    assert school("school", "submit", str(file)).exit_code == 2
    assert len(registry.requests) == asked


def test_what_the_server_refuses_ends_with_4_and_says_why(school: Any, registry: Any, tmp_path: Path) -> None:
    registry.routes["POST /v1/schools/sch/submissions"] = lambda _request: httpx.Response(
        422,
        json={"code": "submissions.missing_unconfirmed", "detail": "12 siswa tidak ada", "errors": [], "missing": 12},
    )
    file = tmp_path / "daftar.csv"
    file.write_text("x")
    result = school("school", "submit", str(file), "--json")
    assert result.exit_code == 4
    assert parsed(result)["error"]["missing"] == 12
    assert "12 siswa tidak ada" in result.stderr


def test_without_a_network_it_ends_with_5(school: Any, registry: Any, tmp_path: Path) -> None:
    file = tmp_path / "daftar.csv"
    file.write_text("x")
    registry.down = True
    assert school("school", "submit", str(file)).exit_code == 5
    assert school("school", "eligible").exit_code == 5


@pytest.mark.parametrize(
    "words", [["missing.xlsx"], ["."], [], ["--confirm-missing", "-1"], ["--mode", "half"], ["--lang", "xx"]]
)
def test_wrong_use_ends_with_2(school: Any, words: list[str]) -> None:
    assert school("school", "submit", *words).exit_code == 2


def test_eligible_pupils_are_listed_and_never_with_a_nik(school: Any, registry: Any) -> None:
    registry.routes["GET /v1/students"] = {
        "items": [{"name": "Ani [red]", "class_group": "XI IPA", "nik": "6311", "nik_masked": "6311****"}],
        "next_cursor": None,
    }
    result = school("school", "eligible", "--as-of", "2026-12-01", "--class", "XI IPA")
    assert "Ani [red]" in result.stdout
    assert "1 siswa wajib rekam" in result.stdout
    params = registry.requests[-1].url.params
    assert (params["eligible"], params["as_of"], params["school_id"]) == ("true", "2026-12-01", "sch")
    assert '"nik"' not in school("school", "eligible", "--json").stdout


def test_visits_and_cards_are_told_in_words(school: Any, registry: Any) -> None:
    visit = {
        "id": VISIT,
        "date": "2026-12-01",
        "starts_at": "2026-12-01T07:30:00+08:00",
        "ends_at": "2026-12-01T14:00:00+08:00",
        "kind": "recording",
        "state": "confirmed",
    }
    registry.routes["GET /v1/visits"] = {"items": [visit], "next_cursor": None}
    registry.routes["GET /v1/cards/due"] = {
        "items": [{"student_id": ANI, "turns_17_on": "2026-12-02", "card_state": "ready"}],
        "counts": {"ready": 1},
    }
    assert re.search(r"07:30–14:00\s+perekaman\s+disetujui", school("school", "visits").stdout)
    assert "siap cetak" in school("school", "cards", "--within", "7").stdout
    assert registry.requests[-1].url.params["within_days"] == "7"
    assert parsed(school("school", "cards", "--json"))["counts"] == {"ready": 1}


# --- words ---------------------------------------------------------------------------------------------------


def test_text_from_outside_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in plain("a\x1b[2Jb")


def test_english_is_chosen_by_option_before_or_after_the_command_or_by_environment(run: Any) -> None:
    for words, more in (
        (["--lang", "en", "whoami"], {}),
        (["whoami", "--lang", "en"], {}),
        (["whoami"], {"env": {"SWEET17_LANG": "en"}}),
    ):
        assert "Not signed in" in run(*words, **more).stderr

"""The command ``sweet17``: what people see, what scripts get, exit codes."""

import io
import json
import re
import stat
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console
from rich.text import Text

from sweet17 import Sweet17
from sweet17.cli import dashboard
from sweet17.cli.screen import Screen, plain
from sweet17.cli.words import Language
from tests.clients.conftest import problem

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


# --- figures -------------------------------------------------------------------------------------------------

COVERAGE = {
    "measure": "cohort",
    "cohort": 2026,
    "as_of": "2026-11-24",
    "total": {"population": 2614, "listed": 2500, "recorded": 515, "percent": 19.7},
    "items": [
        {"key": "63.11.01", "name": "Juai", "population": None, "listed": 10, "recorded": 12, "percent": 120.0},
        {"key": "63.11.02", "name": "Halong", "population": 0, "listed": 0, "recorded": 0, "percent": None},
    ],
}


def test_coverage_is_drawn_with_bars_and_numbers(signed_in: Any, registry: Any) -> None:
    registry.routes["GET /v1/coverage"] = COVERAGE
    shown = signed_in("dashboard", "coverage", "--region", "63.11", "--cohort", "2026").stdout
    assert "█" in shown
    assert "120,00 %" in shown
    assert re.search(r"Halong\s+–", shown)
    assert "19.70 %" in signed_in("dashboard", "coverage", "--lang", "en").stdout
    assert parsed(signed_in("dashboard", "coverage", "--json")) == COVERAGE


def test_eligible_and_complaints_have_their_boards(signed_in: Any, registry: Any) -> None:
    item = {"key": "s", "name": "SMAN 1", "students": 9, "eligible": 4, "recorded": 5, "becoming_eligible_90d": 2}
    registry.routes["GET /v1/eligibility"] = {"as_of": "2026-11-24", "total": item, "items": [item]}
    registry.routes["GET /v1/complaints/statistics"] = {"received": 4, "handled": 3, "handled_ratio": 75.0}
    assert re.search(r"SMAN 1\s+█+\s+4\s+5\s+9\s+2", signed_in("dashboard", "eligible").stdout)
    assert "75,00 %" in signed_in("dashboard", "complaints", "--year", "2026").stdout


def test_steps_and_years_have_their_boards_and_say_when_counts_are_rough(signed_in: Any, registry: Any) -> None:
    steps = [{"key": "listed", "name": "Terdaftar", "students": 40}, {"key": "r", "name": "Direkam", "students": 10}]
    registry.routes["GET /v1/coverage/funnel"] = {
        "cohort": 2026,
        "as_of": "2026-11-24",
        "rounded_down_to": 5,
        "items": steps,
    }
    shown = signed_in("dashboard", "funnel", "--cohort", "2026").stdout
    assert re.search(r"Terdaftar\s+█+\s+40", shown)
    assert "kelipatan 5" in shown
    year = {"year": 2017, "population": 2614, "listed": 0, "recorded": 515, "percent": 19.7}
    registry.routes["GET /v1/coverage/years"] = {"as_of": "2026-11-24", "rounded_down_to": None, "items": [year]}
    shown = signed_in("dashboard", "years").stdout
    assert re.search(r"2017\s+█+\S?\s+19,70 %\s+515\s+2614", shown)
    assert "Tahun ajaran" not in shown
    assert "kelipatan" not in shown


IMPACT: dict[str, Any] = {
    "date_from": "2026-01-01",
    "date_to": "2026-11-24",
    "rounded_down_to": None,
    "counterfactual": "Tanpa kunjungan, setiap siswa pergi sendiri.",
    "items": [
        {
            "name": "net_kilometres",
            "label": "Kilometer bersih",
            "unit": "kilometres",
            "low": -72.2,
            "likely": 1234.5,
            "high": 12000.0,
            "formula": "sepeda motor - tim",
            "inputs": {"pupils": 9, "visits": 2, "trips": 2, "unlocated": 3, "coefficients": []},
            "strongest_assumption": "Semua naik sepeda motor.",
        }
    ],
}


def test_impact_is_shown_as_low_likely_and_high_with_what_it_rests_on(signed_in: Any, registry: Any) -> None:
    registry.routes["GET /v1/impact"] = IMPACT
    shown = signed_in("dashboard", "impact", "--region", "63.11", "--from", "2026-01-01", "--to", "2026-11-24").stdout
    assert re.search(r"Kilometer bersih\s+-72,2\s+1\.234,5\s+12\.000\s+km\s+3", shown)
    assert "Tanpa kunjungan" in shown
    assert "Semua naik sepeda motor." in shown
    asked = dict(registry.requests[-1].url.params)
    assert asked == {"region_code": "63.11", "date_from": "2026-01-01", "date_to": "2026-11-24"}
    assert "1,234.5" in signed_in("dashboard", "impact", "--lang", "en").stdout
    unknown = IMPACT["items"][0] | {"low": 0.0, "likely": 0.0, "high": 0.0}
    registry.routes["GET /v1/impact"] = IMPACT | {"items": [unknown]}
    assert re.search(r"Kilometer bersih\s+–\s+–\s+–\s+km\s+3", signed_in("dashboard", "impact").stdout)
    registry.routes["GET /v1/impact"] = IMPACT
    assert parsed(signed_in("dashboard", "impact", "--json")) == IMPACT


BOARDS: dict[str, tuple[str, Any]] = {
    "coverage": ("/v1/coverage", COVERAGE),
    "eligible": ("/v1/eligibility", {"as_of": "2026-11-24", "total": {"eligible": 4}, "items": []}),
    "complaints": ("/v1/complaints/statistics", {"received": 4, "handled": 3, "handled_ratio": 75.0}),
    "impact": ("/v1/impact", IMPACT),
}


def _pauses(monkeypatch: pytest.MonkeyPatch, registry: Any, *, away: set[int], end: int) -> list[float]:
    """Pauses that take no time; the network is away after those in ``away``, and Ctrl-C comes at ``end``."""
    pauses: list[float] = []

    def pause(_screen: Screen, seconds: float) -> None:
        pauses.append(seconds)
        registry.down = len(pauses) in away
        if len(pauses) == end:
            raise KeyboardInterrupt

    monkeypatch.setattr(Screen, "pause", pause)
    return pauses


@pytest.mark.parametrize("board", BOARDS)
def test_a_watched_board_draws_anew_and_goes_on_through_a_lost_network_until_interrupted(
    signed_in: Any, registry: Any, monkeypatch: pytest.MonkeyPatch, board: str
) -> None:
    path, figures = BOARDS[board]
    asked: list[int] = []

    def answer(_request: httpx.Request) -> httpx.Response:
        asked.append(1)
        return httpx.Response(200, json=figures)

    registry.routes[f"GET {path}"] = answer
    pauses = _pauses(monkeypatch, registry, away={2}, end=4)
    result = signed_in("dashboard", board, "--watch", "--every", "5")
    assert (result.exit_code, pauses) == (0, [5, 5, 5, 5])
    assert len(asked) == 3, "at first, and after each pause but the one without a network"
    assert "Traceback" not in result.output


def test_a_watched_board_draws_over_the_last_figures_and_keeps_them_while_nobody_answers(
    registry: Any, client: Sweet17, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = io.StringIO()
    terminal = Console(file=drawn, force_terminal=True, width=100)
    screen = Screen(as_json=False, language=Language.INDONESIAN, out=terminal, err=terminal)
    count = iter(range(10))
    registry.routes["GET /v1/x"] = lambda _request: httpx.Response(200, json={"n": next(count)})
    _pauses(monkeypatch, registry, away={2}, end=4)
    wire = client.coverage._wire
    dashboard._show(screen, lambda: wire.get("/v1/x", {}), lambda figures: Text(f"angka {figures['n']}"), 5)
    shown = drawn.getvalue()
    frames = re.findall(r"angka (\d)", shown)
    assert frames == ["0", "1", "1", "2", "2"], "the last stays when the board closes"
    assert shown.count("\x1b[1A") >= 3, "the cursor goes back up before each new frame"
    stale = shown.index("Terputus; angka dari pukul")
    assert shown.index("angka 1") < stale < shown.index("angka 2")


def test_a_watching_pipe_gets_a_line_for_each_new_answer_and_none_while_nobody_answers(
    signed_in: Any, registry: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.routes["GET /v1/coverage"] = COVERAGE
    _pauses(monkeypatch, registry, away={2}, end=5)
    result = signed_in("dashboard", "coverage", "--watch", "--every", "5", "--json")
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [COVERAGE] * 4
    assert "Terputus" in result.stderr


def test_a_watch_ends_when_the_registry_itself_says_no(
    signed_in: Any, registry: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([httpx.Response(200, json=COVERAGE), problem(403, "forbidden")])
    registry.routes["GET /v1/coverage"] = lambda _request: next(answers)
    _pauses(monkeypatch, registry, away=set(), end=5)
    assert signed_in("dashboard", "coverage", "--watch", "--every", "5").exit_code == 4


def test_an_interrupt_before_the_first_answer_ends_as_shells_expect(signed_in: Any, registry: Any) -> None:
    def interrupted(_request: httpx.Request) -> httpx.Response:
        raise KeyboardInterrupt

    registry.routes["GET /v1/coverage"] = interrupted
    result = signed_in("dashboard", "coverage", "--watch")
    assert result.exit_code == 130
    assert "Traceback" not in result.output


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

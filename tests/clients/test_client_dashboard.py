"""``sweet17 dashboard``: figures as bars, once or again and again."""

import io
import json
import re
from typing import Any

import httpx
import pytest
from rich.console import Console
from rich.text import Text

from sweet17 import Sweet17
from sweet17.cli import dashboard
from sweet17.cli.screen import Screen
from sweet17.cli.words import Language
from tests.clients.conftest import problem


def parsed(result: Any) -> Any:
    return json.loads(result.stdout)


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

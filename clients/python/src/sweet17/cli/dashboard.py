"""``sweet17 dashboard …``: the figures as bars, once or again and again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.bar import Bar
from rich.console import Group, RenderableType
from rich.live import Live
from rich.text import Text

from sweet17.cli.screen import Screen, command, plain
from sweet17.cli.words import Language, help_word
from sweet17.errors import Sweet17Error

app = typer.Typer()
_WIDTH = 30
Region = Annotated[str | None, typer.Option("--region", help=help_word("region"))]
Watch = Annotated[bool, typer.Option("--watch", help=help_word("watch"))]
Every = Annotated[int, typer.Option("--every", min=5, max=86_400, help=help_word("every"))]
GroupBy = Annotated[str, typer.Option("--by", help=help_word("by"))]
Day = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help=help_word("day"))]


class Measure(StrEnum):
    COHORT = "cohort"
    IN_YEAR = "in_year"


def coverage(
    screen: Screen,
    region: Region = None,
    measure: Annotated[Measure, typer.Option(help=help_word("measure"))] = Measure.COHORT,
    cohort: Annotated[int | None, typer.Option(min=1900, max=2200, help=help_word("cohort"))] = None,
    as_of: Day = None,
    by: GroupBy = "district",
    watch: Watch = False,
    every: Every = 30,
) -> None:
    registry, _ = screen.registry()
    filters = {
        "region_code": region,
        "measure": measure.value,
        "cohort": cohort,
        "as_of": as_of.date() if as_of else None,
        "group_by": by,
    }

    def draw(figures: dict[str, Any]) -> RenderableType:
        lines = [*figures.get("items", []), {**figures["total"], "name": screen.word("dashboard.total")}]
        rows = [
            (
                line.get("name") or line.get("key"),
                _bar(line.get("percent"), 100),
                percent(line.get("percent"), screen.language),
                line.get("recorded"),
                line.get("population") if line.get("population") is not None else line.get("listed"),
            )
            for line in lines
        ]
        title = screen.word(f"dashboard.{figures['measure']}", cohort=figures["cohort"], day=figures["as_of"])
        table = screen.table(("name", "bar", "percent", "recorded_n", "population"), rows)
        return _roughly(screen, figures, Text(title), table)

    with registry:
        _show(screen, lambda: registry.coverage.get(**filters), draw, every if watch else None)


def eligible(
    screen: Screen,
    region: Region = None,
    as_of: Day = None,
    by: GroupBy = "school",
    watch: Watch = False,
    every: Every = 30,
) -> None:
    registry, _ = screen.registry()
    filters = {"region_code": region, "as_of": as_of.date() if as_of else None, "group_by": by}

    def draw(figures: dict[str, Any]) -> RenderableType:
        items = figures.get("items", [])
        largest = max((item.get("eligible") or 0 for item in items), default=0)
        rows: list[tuple[Any, ...]] = [
            (
                item.get("name") or item.get("key"),
                _bar(item.get("eligible"), largest),
                item.get("eligible"),
                item.get("recorded"),
                item.get("students"),
                item.get("becoming_eligible_90d"),
            )
            for item in items
        ]
        total = figures.get("total") or {}
        names = ("eligible", "recorded", "students", "becoming_eligible_90d")
        rows.append((screen.word("dashboard.total"), "", *[total.get(name) for name in names]))
        title = screen.word("dashboard.eligible", day=figures.get("as_of"))
        columns = ("name", "bar", "eligible_n", "recorded_n", "students", "becoming")
        return _roughly(screen, figures, Text(title), screen.table(columns, rows))

    with registry:
        _show(screen, lambda: registry.students.eligibility(**filters), draw, every if watch else None)


def funnel(
    screen: Screen,
    region: Region = None,
    cohort: Annotated[int | None, typer.Option(min=1900, max=2200, help=help_word("cohort"))] = None,
    as_of: Day = None,
    watch: Watch = False,
    every: Every = 30,
) -> None:
    registry, _ = screen.registry()
    filters = {"region_code": region, "cohort": cohort, "as_of": as_of.date() if as_of else None}

    def draw(figures: dict[str, Any]) -> RenderableType:
        steps = figures.get("items", [])
        whole = steps[0]["students"] if steps else 0
        rows = [(step["name"], _bar(step["students"], whole), step["students"]) for step in steps]
        title = screen.word("dashboard.funnel", cohort=figures["cohort"], day=figures["as_of"])
        return _roughly(screen, figures, Text(title), screen.table(("what", "bar", "count"), rows))

    with registry:
        _show(screen, lambda: registry.coverage.funnel(**filters), draw, every if watch else None)


def years(
    screen: Screen,
    region: Region = None,
    measure: Annotated[Measure, typer.Option(help=help_word("measure"))] = Measure.IN_YEAR,
    watch: Watch = False,
    every: Every = 30,
) -> None:
    registry, _ = screen.registry()

    def draw(figures: dict[str, Any]) -> RenderableType:
        rows = [
            (
                year["year"],
                _bar(year.get("percent"), 100),
                percent(year.get("percent"), screen.language),
                year["recorded"],
                year["listed"] if year.get("population") is None else year["population"],
            )
            for year in figures.get("items", [])
        ]
        title = screen.word("dashboard.years", day=figures["as_of"])
        return _roughly(
            screen,
            figures,
            Text(title),
            screen.table(("calendar_year", "bar", "percent", "recorded_n", "population"), rows),
        )

    with registry:
        _show(
            screen,
            lambda: registry.coverage.years(region_code=region, measure=measure.value),
            draw,
            every if watch else None,
        )


def _roughly(screen: Screen, figures: dict[str, Any], *parts: RenderableType) -> RenderableType:
    """The parts, and what must stand under figures that are not exact."""
    base = figures.get("rounded_down_to")
    note = [] if base is None else [Text(screen.word("dashboard.rounded", base=base), style="dim")]
    return Group(*parts, *note)


def complaints(
    screen: Screen,
    region: Region = None,
    year: Annotated[int | None, typer.Option(min=1900, max=2200, help=help_word("year"))] = None,
    watch: Watch = False,
    every: Every = 30,
) -> None:
    registry, _ = screen.registry()

    def draw(figures: dict[str, Any]) -> RenderableType:
        received = figures.get("received") or 0
        rows: list[tuple[Any, ...]] = [
            (screen.word(f"column.{name}"), _bar(figures.get(name), received), figures.get(name))
            for name in ("received", "handled", "confirmed_solved", "on_time")
        ]
        rows += [
            (
                screen.word(f"column.{name}"),
                _bar(figures.get(name), 100),
                percent(figures.get(name), screen.language),
            )
            for name in ("handled_ratio", "confirmed_ratio")
        ]
        rows.append((screen.word("column.median_working_days"), "", figures.get("median_working_days")))
        return Group(Text(screen.word("dashboard.complaints")), screen.table(("what", "bar", "count"), rows))

    with registry:
        _show(
            screen,
            lambda: registry.complaints.statistics(region_code=region, year=year),
            draw,
            every if watch else None,
        )


def impact(
    screen: Screen,
    region: Region = None,
    date_from: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help=help_word("first_day"))
    ] = None,
    date_to: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help=help_word("last_day"))] = None,
    watch: Watch = False,
    every: Every = 30,
) -> None:
    registry, _ = screen.registry()
    filters = {
        "region_code": region,
        "date_from": date_from.date() if date_from else None,
        "date_to": date_to.date() if date_to else None,
    }

    def draw(figures: dict[str, Any]) -> RenderableType:
        rows = [
            (
                item["label"],
                *[Text(_end(item, end, screen.language), justify="right") for end in ("low", "likely", "high")],
                screen.word(f"unit.{item['unit']}"),
                item["inputs"]["unlocated"] or "",
            )
            for item in figures["items"]
        ]
        title = screen.word("dashboard.impact", first=figures["date_from"], last=figures["date_to"])
        table = screen.table(("what", "low", "likely", "high", "unit", "unlocated"), rows)
        weakest = dict.fromkeys(item["strongest_assumption"] for item in figures["items"])
        notes = [Text(f"• {plain(note)}", style="dim") for note in (figures["counterfactual"], *weakest)]
        return _roughly(screen, figures, Text(title), table, *notes)

    with registry:
        _show(screen, lambda: registry.coverage.impact(**filters), draw, every if watch else None)


def _end(item: dict[str, Any], end: str, language: Language) -> str:
    """A figure of which nothing could be reckoned is unknown, and not nought."""
    unknown = item["inputs"]["unlocated"] > 0 and item["low"] == item["high"] == 0
    return number(None if unknown else item[end], language)


def number(value: Any, language: Language) -> str:
    """With the language's own signs for thousands and decimals, and no more places than there are."""
    if not isinstance(value, int | float):
        return "–"
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if language is Language.INDONESIAN else text


def percent(value: Any, language: Language) -> str:
    """Two places with the language's own decimal sign; nothing for 0 of 0."""
    if not isinstance(value, int | float):
        return "–"
    text = f"{value:.2f}"
    return f"{text.replace('.', ',') if language is Language.INDONESIAN else text} %"


def _bar(value: Any, whole: float) -> Bar | str:
    """A bar of ``value`` out of ``whole``. More than the whole fills it; the number beside it says how much."""
    if not isinstance(value, int | float) or whole <= 0:
        return ""
    return Bar(whole, 0, min(max(value, 0), whole), width=_WIDTH, color="cyan")


def _show(
    screen: Screen,
    fetch: Callable[[], dict[str, Any]],
    draw: Callable[[dict[str, Any]], RenderableType],
    every: int | None,
) -> None:
    figures = fetch()
    if every is None:
        screen.json(figures) if screen.as_json else screen.out.print(draw(figures))
        return
    try:
        _watch(screen, figures, fetch, draw, every)
    except KeyboardInterrupt:
        return  # how a watch ends; nothing went wrong


def _watch(
    screen: Screen,
    figures: dict[str, Any],
    fetch: Callable[[], dict[str, Any]],
    draw: Callable[[dict[str, Any]], RenderableType],
    every: int,
) -> None:
    """
    Until interrupted. While nobody answers, the last figures stay, with the time they are from.

    A pipe gets a line whenever there are new ones; that there are none is told beside it.
    """
    seen, note = datetime.now().astimezone(), ""
    with _board(screen, figures, draw) as show:
        while True:
            screen.pause(every)
            try:
                figures, seen, note = fetch(), datetime.now().astimezone(), ""
            except Sweet17Error as error:
                if not error.unreachable:
                    raise
                note = screen.word("dashboard.stale", time=f"{seen:%H:%M}")
            show(figures, note)


@contextmanager
def _board(
    screen: Screen, figures: dict[str, Any], draw: Callable[[dict[str, Any]], RenderableType]
) -> Iterator[Callable[[dict[str, Any], str], None]]:
    """Where figures are shown again and again: drawn over the last ones, or as lines for a pipe."""
    if screen.as_json:
        screen.json(figures)

        def tell(figures: dict[str, Any], note: str) -> None:
            screen.err.print(Text(note, style="yellow")) if note else screen.json(figures)

        yield tell
        return
    with Live(draw(figures), console=screen.out, auto_refresh=False) as live:
        yield lambda figures, note: live.update(Group(draw(figures), Text(note, style="yellow")), refresh=True)


command(app, "coverage", help="coverage")(coverage)
command(app, "eligible", help="dashboard_eligible")(eligible)
command(app, "funnel", help="dashboard_funnel")(funnel)
command(app, "years", help="dashboard_years")(years)
command(app, "complaints", help="complaints")(complaints)
command(app, "impact", help="dashboard_impact")(impact)

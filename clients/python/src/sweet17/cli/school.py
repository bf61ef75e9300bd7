"""``sweet17 school …``: the list goes in; who is eligible, which visits come, how the cards stand."""

import itertools
import json
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sweet17.cli.screen import OK, SOME_REJECTED, Screen, Usage, command
from sweet17.cli.words import help_word
from sweet17.client import Sweet17

app = typer.Typer()
_LARGEST = 20 * 1024 * 1024
_COUNTS = ("total", "created", "updated", "unchanged", "rejected", "ignored", "warnings", "missing")


class Mode(StrEnum):
    PARTIAL = "partial"
    FULL = "full"


School = Annotated[str | None, typer.Option("--school", help=help_word("school_id"))]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help=help_word("day"))]


def _day(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None


# --- the list ------------------------------------------------------------------------------------------------


def submit(
    screen: Screen,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help=help_word("file"))],
    school: School = None,
    mode: Annotated[Mode, typer.Option(help=help_word("mode"))] = Mode.PARTIAL,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=help_word("dry_run"))] = False,
    confirm_missing: Annotated[int | None, typer.Option(min=0, max=50_000, help=help_word("confirm_missing"))] = None,
    problems: Annotated[int, typer.Option(min=0, max=50_000, help=help_word("problems"))] = 50,
) -> int:
    registry, facts = screen.registry()
    school_id = school or facts.get("school_id")
    if not school_id:
        raise Usage("usage.school")
    content = file.read_bytes()
    if len(content) > _LARGEST:
        raise Usage("usage.too_large")
    how: dict[str, Any] = {"mode": mode.value, "dry_run": dry_run, "confirm_missing": confirm_missing}
    with registry, screen.err.status(screen.word("submit.sending")):
        if file.suffix.lower() == ".json":
            answer = registry.submissions.submit(school_id, **_parsed(content), **how)
        else:
            answer = registry.submissions.submit_file(school_id, file.name, content, **how)
        found = list(itertools.islice(_problem_rows(registry, answer), problems or None))
    _show_submission(screen, answer, found)
    return SOME_REJECTED if answer.get("rejected") else OK


def _parsed(content: bytes) -> dict[str, Any]:
    """A JSON file: a bare list or ``students`` in our fields, or ``rows`` as Dapodik's web service gives them."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        raise Usage("usage.json") from None
    if isinstance(body, list):
        return {"students": body}
    for key in ("students", "rows"):
        if isinstance(body, dict) and isinstance(body.get(key), list):
            return {key: body[key]}
    raise Usage("usage.json")


def _problem_rows(registry: Sweet17, submission: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Rejected rows first, then those taken with a warning."""
    if submission.get("rejected"):
        yield from registry.submissions.rows(submission["id"], outcome="rejected")
    if submission.get("warnings"):
        for row in registry.submissions.rows(submission["id"]):
            if row["outcome"] != "rejected" and any(_matters(problem) for problem in row["problems"]):
                yield row


def _matters(problem: dict[str, Any]) -> bool:
    return problem.get("severity") in ("error", "warning")


def _show_submission(screen: Screen, answer: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    if screen.as_json:
        screen.json({"submission": answer, "problems": rows})
        return
    counts = [(screen.word(f"column.{name}"), answer[name]) for name in _COUNTS if answer.get(name) is not None]
    if answer.get("eligible_now") is not None:
        counts.append((screen.word("column.eligible_now"), answer["eligible_now"]))
    screen.say(f"submit.{answer['state']}", id=answer["id"])
    screen.out.print(screen.table(("what", "count"), counts))
    lines = [
        (
            row["row"],
            problem.get("cell") or row.get("cell"),
            screen.word(f"outcome.{row['outcome']}"),
            problem.get("message") or problem.get("code"),
        )
        for row in rows
        for problem in row["problems"]
        if _matters(problem)
    ]
    if lines:
        screen.out.print()
        screen.out.print(screen.table(("row", "cell", "verdict", "message"), lines))
        unseen = answer.get("rejected", 0) + answer.get("warnings", 0) - len(rows)
        if unseen > 0:
            screen.say("submit.more", count=unseen)


# --- reading -------------------------------------------------------------------------------------------------


def eligible(
    screen: Screen,
    school: School = None,
    as_of: Day = None,
    class_group: Annotated[str | None, typer.Option("--class", help=help_word("class"))] = None,
) -> None:
    registry, facts = screen.registry()
    with registry:
        items = list(
            registry.students.list(
                school_id=school or facts.get("school_id"),
                eligible=True,
                as_of=_day(as_of),
                class_group=class_group,
            )
        )
    columns = ("class_group", "name", "sex", "eligible_on", "turns_17_on")
    _show_items(screen, items, columns, "eligible.count")


def visits(screen: Screen, school: School = None, date_from: Day = None, date_to: Day = None) -> None:
    registry, facts = screen.registry()
    with registry:
        items = list(
            registry.visits.list(
                school_id=school or facts.get("school_id"), date_from=_day(date_from), date_to=_day(date_to)
            )
        )
    worded = [
        {
            **item,
            "time": f"{_clock(item.get('starts_at'))}–{_clock(item.get('ends_at'))}",
            "kind": screen.word(f"kind.{item.get('kind')}"),
            "state": screen.word(f"visit.{item.get('state')}"),
        }
        for item in items
    ]
    columns = ("date", "time", "kind", "state", "expected", "recorded", "not_yet_seen", "id")
    _show_items(screen, items, columns, "visits.count", shown=worded)


def _clock(instant: str | None) -> str:
    """Hours and minutes where the school is; told in UTC, those of this computer."""
    if not instant:
        return "–"
    moment = datetime.fromisoformat(instant)
    return f"{moment if moment.utcoffset() else moment.astimezone():%H:%M}"


def cards(
    screen: Screen,
    school: School = None,
    on: Day = None,
    within_days: Annotated[int, typer.Option("--within", min=0, max=366, help=help_word("within"))] = 30,
) -> None:
    registry, facts = screen.registry()
    with registry:
        due = registry.cards.due(school_id=school or facts.get("school_id"), on=_day(on), within_days=within_days)
    if screen.as_json:
        screen.json(due)
        return
    items = due.get("items") or []
    rows = [
        (item.get("turns_17_on"), item.get("name") or item["student_id"], screen.word(f"card.{item['card_state']}"))
        for item in items
    ]
    screen.out.print(screen.table(("turns_17_on", "name", "card_state"), rows))
    screen.out.print()
    counts = [(screen.word(f"card.{state}"), count) for state, count in (due.get("counts") or {}).items()]
    screen.out.print(screen.table(("card_state", "count"), counts))


def _show_items(
    screen: Screen,
    items: list[dict[str, Any]],
    columns: tuple[str, ...],
    summary: str,
    *,
    shown: list[dict[str, Any]] | None = None,
) -> None:
    if screen.as_json:
        screen.json({"items": items})
        return
    rows = [[item.get(column) for column in columns] for item in (items if shown is None else shown)]
    if rows:
        screen.out.print(screen.table(columns, rows))
    screen.say(summary, count=len(items))


command(app, "submit", help="submit")(submit)
command(app, "eligible", help="eligible")(eligible)
command(app, "visits", help="visits")(visits)
command(app, "cards", help="cards")(cards)

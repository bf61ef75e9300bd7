"""``sweet17 school …``: the list goes in; who is eligible, who left or came, which visits come, how the cards stand."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sweet17.cli import dapodik, rollover, submissions
from sweet17.cli.listing import moment
from sweet17.cli.lists import DryRun, Missing, Problems, content_of, parsed
from sweet17.cli.office import cards as office_cards
from sweet17.cli.office import issues, planning, transfers
from sweet17.cli.screen import Screen, Usage, command
from sweet17.cli.words import help_word
from sweet17.client import Sweet17
from sweet17.dapodik import DapodikError
from sweet17.wire import Record

app = typer.Typer()


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
    file: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, readable=True, help=help_word("file"))
    ] = None,
    school: School = None,
    mode: Annotated[Mode, typer.Option(help=help_word("mode"))] = Mode.PARTIAL,
    dry_run: DryRun = False,
    confirm_missing: Missing = None,
    problems: Problems = 50,
    from_dapodik: Annotated[str | None, typer.Option(metavar="URL", help=help_word("from_dapodik"))] = None,
    npsn: Annotated[str | None, typer.Option(metavar="NPSN", help=help_word("npsn"))] = None,
) -> int:
    if (file is None) == (from_dapodik is None):
        raise Usage("usage.file_or_dapodik")
    if npsn is not None and from_dapodik is None:
        raise Usage("usage.npsn_of_dapodik")
    registry, facts = screen.registry()
    school_id = school or facts.get("school_id")
    if not school_id:
        raise Usage("usage.school")
    how: dict[str, Any] = {"mode": mode.value, "dry_run": dry_run, "confirm_missing": confirm_missing}
    with registry:
        if file is not None:
            answer = _send_file(screen, registry, school_id, file, how)
        else:
            try:
                answer = _send_from_dapodik(screen, registry, school_id, from_dapodik or "", npsn, how)
            except DapodikError as error:
                return dapodik.failed(screen, error)
        return submissions.shown(screen, registry, answer, problems)


def _send_file(screen: Screen, registry: Sweet17, school_id: str, file: Path, how: dict[str, Any]) -> Record:
    content = content_of(file)
    with screen.err.status(screen.word("submit.sending")):
        if file.suffix.lower() == ".json":
            return registry.submissions.submit(school_id, **parsed(content, "students", "rows"), **how)
        return registry.submissions.submit_file(school_id, file.name, content, **how)


def _send_from_dapodik(
    screen: Screen, registry: Sweet17, school_id: str, url: str, given: str | None, how: dict[str, Any]
) -> Record:
    npsn = dapodik.npsn_of(registry, school_id, given)
    token = dapodik.token_from(screen)
    with screen.err.status(screen.word("dapodik.asking")) as status:
        rows = dapodik.rows_from(screen, status, url, npsn, token)
        status.update(screen.word("submit.sending"))
        return registry.submissions.submit(school_id, rows=rows, **how)


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
    """Hours and minutes."""
    return f"{moment(instant):%H:%M}" if instant else "–"


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
submissions.add_to(app)
app.add_typer(rollover.app, name="rollover", help=help_word("rollover"), no_args_is_help=True)
transfers.add_deciding_to(app)
issues.add_reconcile_to(app)
planning.add_asking_to(app)
office_cards.add_confirming_to(app)

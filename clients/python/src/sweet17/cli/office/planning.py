"""``sweet17 office suggest``, ``visit-requests``, ``action-list``, ``letters``, ``calendar-import``: before a visit."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sweet17.cli import files
from sweet17.cli.calendar_file import days_in
from sweet17.cli.files import Force
from sweet17.cli.listing import Id, Item, Limit, Reason, day, done, listed, minute, ratio, wanted
from sweet17.cli.lists import DryRun, content_of, told_by_line
from sweet17.cli.office.issues import school_named
from sweet17.cli.screen import OK, Screen, Usage, command
from sweet17.cli.words import help_word
from sweet17.client import Sweet17
from sweet17.errors import Sweet17Error


class Asked(StrEnum):
    OPEN = "open"
    SCHEDULED = "scheduled"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ALL = "all"


class Letter(StrEnum):
    NOTICE = "notice"
    ASSIGNMENT = "assignment"
    ROSTER = "roster"
    SLIPS = "slips"
    CONSENT = "consent"
    REPORT = "report"


Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help=help_word("day"))]
From = Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help=help_word("first_day"))]
To = Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help=help_word("last_day"))]


class _Schools(dict[str, str]):
    """Names of schools by id, each asked for once; one out of sight stands for itself."""

    def __init__(self, registry: Sweet17) -> None:
        super().__init__()
        self._registry = registry

    def __missing__(self, school_id: str) -> str:
        try:
            name = str(self._registry.schools.get(school_id)["name"])
        except Sweet17Error as error:
            if error.status != 404:
                raise
            name = school_id
        self[school_id] = name
        return name


# --- when --------------------------------------------------------------------------------------------------------


def suggest(
    screen: Screen,
    school: Annotated[str, typer.Argument(metavar="SCHOOL", help=help_word("school_or_npsn"))],
    date_from: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help=help_word("first_day"))
    ] = None,
    date_to: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help=help_word("last_day"))] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=20, help=help_word("limit"))] = 3,
) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        why = "; ".join(reason["message"] for reason in item["reasons"])
        return minute(item["starts_at"]), item["capacity"], item["eligible"], item["in_time"], item["late"], why

    with registry:
        school_id = school_named(registry, school)
        found = registry.planning.suggested_dates(
            school_id, date_from=_iso(date_from), date_to=_iso(date_to), limit=limit
        )
        listed(screen, found, limit, ("starts", "capacity", "eligible_n", "in_time", "late", "reasons"), row)


def action_list(
    screen: Screen,
    region: Annotated[str | None, typer.Option("--region", help=help_word("region"))] = None,
    by: Day = None,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()
    with registry:
        schools = _Schools(registry)

        def row(item: Item) -> tuple[Any, ...]:
            return (
                item["turns_17_on"],
                item["name"],
                schools[item["school_id"]] if item["school_id"] else None,
                item["class_group"],
                item["next_visit_on"],
                _remedy(screen, item["remedy"]),
            )

        columns = ("turns_17_on", "name", "school", "class_group", "next_visit", "remedy")
        listed(screen, registry.planning.action_list(region_code=region, by=_iso(by)), limit, columns, row)


def _remedy(screen: Screen, remedy: Item) -> str:
    """Where to, when, how far, and what it costs."""
    parts = [screen.word(f"remedy.{remedy['kind']}")]
    parts += [str(remedy[name]) for name in ("service_point", "date") if remedy[name]]
    if remedy["kilometres"] is not None:
        parts.append(f"{'± ' if remedy['estimated'] else ''}{ratio(screen, remedy['kilometres'])} km")
    if remedy["cost"] is not None:
        parts.append(f"Rp {remedy['cost']:,}".replace(",", "."))
    return ", ".join(parts)


# --- what schools ask --------------------------------------------------------------------------------------------


def visit_requests(
    screen: Screen,
    state: Annotated[Asked, typer.Option("--state", help=help_word("state"))] = Asked.OPEN,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()
    with registry:
        schools = _Schools(registry)

        def row(item: Item) -> tuple[Any, ...]:
            return (
                item["id"],
                schools[item["school_id"]],
                day(item["date_from"]),
                day(item["date_to"]),
                screen.word(f"asked.{item['state']}"),
                item["reason"] or item["note"],
            )

        columns = ("id", "school", "first_day", "last_day", "state", "note")
        listed(screen, registry.visit_requests.list(state=wanted(state)), limit, columns, row)


def decline_visit(screen: Screen, request_id: Id, reason: Reason) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.visit_requests.decline(request_id, reason), "planning.declined")


def request_visit(
    screen: Screen,
    date_from: From,
    date_to: To,
    note: Annotated[str | None, typer.Option("--note", help=help_word("request_note"))] = None,
    school: Annotated[str | None, typer.Option("--school", help=help_word("school_id"))] = None,
) -> int:
    registry, facts = screen.registry()
    school_id = school or facts.get("school_id")
    if not school_id:
        raise Usage("usage.school")
    with registry:
        answer = registry.visit_requests.create(
            school_id, date_from.date().isoformat(), date_to.date().isoformat(), note
        )
    return done(screen, answer, "planning.asked")


def withdraw_visit(screen: Screen, request_id: Id) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.visit_requests.withdraw(request_id), "planning.withdrawn")


# --- letters and days --------------------------------------------------------------------------------------------


def letters(
    screen: Screen,
    visit_id: Id,
    kind: Annotated[Letter | None, typer.Option("--kind", help=help_word("letter_kind"))] = None,
    out: Annotated[Path | None, typer.Option("--output", "-o", dir_okay=False, help=help_word("output"))] = None,
    new: Annotated[bool, typer.Option("--new", help=help_word("letter_new"))] = False,
    force: Force = False,
    limit: Limit = 50,
) -> int:
    registry, _ = screen.registry()
    if (kind is None) != (out is None):
        raise Usage("usage.letter")
    if out is not None:
        files.free(out, force=force)
    with registry:
        if kind is None or out is None:
            columns = ("id", "number", "letter", "date")
            listed(screen, registry.letters.of_visit(visit_id), limit, columns, lambda item: _letter(screen, item))
            return OK
        with screen.err.status(screen.word("planning.writing")):
            letter = _letter_of(registry, visit_id, kind, new=new)
            return files.keep(screen, out, registry.letters.pdf(letter["id"]), "planning.letter_written")


def _letter(screen: Screen, item: Item) -> tuple[Any, ...]:
    return item["id"], item["number"], screen.word(f"letter.{item['kind']}"), item["date"]


def _letter_of(registry: Sweet17, visit_id: str, kind: Letter, *, new: bool) -> Item:
    """The latest that was issued; a number is used up only where there is none yet, or for a ``new`` one."""
    issued = [] if new else [one for one in registry.letters.of_visit(visit_id) if one["kind"] == kind]
    return issued[-1] if issued else registry.letters.issue(visit_id, kind.value)


def calendar_import(
    screen: Screen,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help=help_word("calendar_file"))],
    dry_run: DryRun = False,
) -> int:
    registry, _ = screen.registry()
    lines, days = days_in(content_of(file))
    with registry, told_by_line(screen, lines):
        answer = registry.calendars.import_days(days, dry_run=dry_run)
    key = "planning.days_checked" if dry_run else "planning.days_added"
    return done(screen, answer, key, added=answer["added"], known=answer["known"])


def _iso(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None


def add_to(app: typer.Typer) -> None:
    command(app, "suggest", help="suggest")(suggest)
    command(app, "visit-requests", help="visit_requests")(visit_requests)
    command(app, "decline-visit", help="decline_visit")(decline_visit)
    command(app, "action-list", help="action_list")(action_list)
    command(app, "letters", help="letters")(letters)
    command(app, "calendar-import", help="calendar_import")(calendar_import)


def add_asking_to(app: typer.Typer) -> None:
    """What a school asks of the office."""
    command(app, "request-visit", help="request_visit")(request_visit)
    command(app, "visit-requests", help="visit_requests")(visit_requests)
    command(app, "withdraw-visit", help="withdraw_visit")(withdraw_visit)

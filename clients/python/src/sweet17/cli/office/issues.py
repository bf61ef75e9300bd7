"""Where facts disagree: data issues, and the three lists beside each other."""

import itertools
from enum import StrEnum
from typing import Annotated, Any

import typer

from sweet17.cli.listing import Id, Item, Limit, day, done, listed
from sweet17.cli.screen import Screen, Usage, command
from sweet17.cli.words import help_word
from sweet17.client import Sweet17

_NPSN = 8
_LISTS = ("listed", "registered_recorded", "seen")


class Kind(StrEnum):
    NIK_MISSING = "nik_missing"
    NIK_CONTRADICTION = "nik_contradiction"
    BIRTH_DATE_MISMATCH = "birth_date_mismatch"
    SEX_MISMATCH = "sex_mismatch"
    NOT_ONLINE = "not_online"
    ALREADY_RECORDED_UNCONFIRMED = "already_recorded_unconfirmed"
    RECORDED_UNKNOWN_AT_CENTRE = "recorded_unknown_at_centre"
    RECORDED_TWICE = "recorded_twice"


def issues(
    screen: Screen,
    kind: Annotated[Kind | None, typer.Option("--kind", help=help_word("issue_kind"))] = None,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        return item["id"], day(item["created_at"]), screen.word(f"issue.{item['kind']}"), item["student_id"]

    with registry:
        listed(screen, registry.students.data_issues(kind=kind), limit, ("id", "since", "kind", "student"), row)


def resolve(
    screen: Screen, issue_id: Id, note: Annotated[str, typer.Option("--note", help=help_word("issue_note"))]
) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.students.resolve_data_issue(issue_id, note), "office.resolved")


def reconcile(
    screen: Screen,
    school: Annotated[str | None, typer.Argument(metavar="[SCHOOL]", help=help_word("school_or_npsn"))] = None,
    verdict: Annotated[str | None, typer.Option("--verdict", help=help_word("verdict"))] = None,
    everyone: Annotated[bool, typer.Option("--all", help=help_word("reconcile_all"))] = False,
    limit: Limit = 50,
) -> None:
    registry, facts = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        return (
            item["class_group"],
            item["name"],
            screen.word("answer.yes" if item["listed"] else "answer.no"),
            screen.word(f"registry.{item['registry']}"),
            screen.word(f"result.{item['seen']}") if item["seen"] else None,
            screen.word(f"turn.{item['turn']}"),
            item["message"],
        )

    with registry:
        school_id = school_named(registry, school) if school else facts.get("school_id")
        if not school_id:
            raise Usage("usage.school")
        compared = registry.reconciliation.compare(school_id, verdict=verdict)
    shown = [item for item in compared["items"] if everyone or verdict or item["turn"] != "nobody"]
    if not screen.as_json:
        _show_counts(screen, compared)
    columns = ("class_group", "name", "listed", "registry", "seen", "turn", "message")
    told = {name: compared[name] for name in ("school_id", "as_of", "counts")}
    listed(screen, shown, limit, columns, row, **told)


def _show_counts(screen: Screen, compared: Item) -> None:
    """How many each list holds, then how many disagree and how, the most first."""
    counts = dict(compared["counts"])
    screen.say("reconcile.as_of", day=compared["as_of"])
    lists = [(screen.word(f"reconcile.{name}"), counts.pop(name, 0)) for name in _LISTS]
    verdicts = [(screen.word(f"verdict.{name}"), count) for name, count in counts.items() if count]
    verdicts.sort(key=lambda told: -told[1])
    screen.out.print(screen.table(("what", "count"), [*lists, *verdicts]))
    screen.out.print()


def school_named(registry: Sweet17, school: str) -> str:
    """The id of a school told by id or NPSN. Raises :class:`Usage` when nobody has that NPSN."""
    if len(school) != _NPSN or not school.isdigit():
        return school
    found = registry.schools.list(q=school)
    match = next((one["id"] for one in itertools.islice(found, 100) if one["npsn"] == school), None)
    if match is None:
        raise Usage("usage.npsn_unknown", npsn=school)
    return str(match)


def add_to(app: typer.Typer) -> None:
    command(app, "issues", help="issues")(issues)
    command(app, "resolve", help="resolve")(resolve)
    add_reconcile_to(app)


def add_reconcile_to(app: typer.Typer) -> None:
    """What a school sees of itself too."""
    command(app, "reconcile", help="reconcile")(reconcile)

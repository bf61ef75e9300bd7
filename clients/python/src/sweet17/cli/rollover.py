"""``sweet17 school rollover …``: the yearly step into a school year, checked, looked at, applied, taken back."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from sweet17.cli.listing import Id, Item, Limit, Reason, day, done, listed, wanted
from sweet17.cli.screen import OK, SOME_REJECTED, Screen, Usage, command
from sweet17.cli.words import help_word

app = typer.Typer()


class Outcome(StrEnum):
    MOVES_UP = "moves_up"
    GRADUATES = "graduates"
    STAYS = "stays"
    UNDECIDED = "undecided"
    ALL = "all"


School = Annotated[str | None, typer.Option("--school", help=help_word("school_id"))]
Stays = Annotated[list[str] | None, typer.Option("--stays", metavar="STUDENT", help=help_word("stays"))]
Graduates = Annotated[list[str] | None, typer.Option("--graduates", metavar="STUDENT", help=help_word("graduates"))]
MovesUp = Annotated[list[str] | None, typer.Option("--moves-up", metavar="STUDENT[=CLASS]", help=help_word("moves_up"))]
Classes = Annotated[list[str] | None, typer.Option("--class", metavar="OLD=NEW", help=help_word("class_name"))]


def check(
    screen: Screen,
    academic_year: Annotated[str, typer.Argument(metavar="YEAR", help=help_word("academic_year"))],
    school: School = None,
    begins_on: Annotated[
        datetime | None, typer.Option("--begins-on", formats=["%Y-%m-%d"], help=help_word("begins_on"))
    ] = None,
    stays: Stays = None,
    graduates: Graduates = None,
    moves_up: MovesUp = None,
    classes: Classes = None,
) -> None:
    registry, facts = screen.registry()
    school_id = school or facts.get("school_id")
    if not school_id:
        raise Usage("usage.school")
    with registry:
        step = registry.rollovers.check(
            school_id,
            academic_year,
            begins_on=begins_on.date().isoformat() if begins_on else None,
            exceptions=_exceptions(stays, graduates, moves_up),
            class_names=dict(_pairs(classes)),
        )
        undecided = registry.rollovers.items(step["id"], outcome=Outcome.UNDECIDED)
        _show(screen, step, list(undecided) if step["counts"]["undecided"] else [])
    if not screen.as_json:
        screen.say("rollover.next", id=step["id"])


def change(
    screen: Screen,
    rollover_id: Id,
    stays: Stays = None,
    graduates: Graduates = None,
    moves_up: MovesUp = None,
    classes: Classes = None,
) -> None:
    registry, _ = screen.registry()
    changes: dict[str, Any] = {}
    if exceptions := _exceptions(stays, graduates, moves_up):
        changes["exceptions"] = exceptions
    if classes:
        changes["class_names"] = dict(_pairs(classes))
    if not changes:
        raise Usage("usage.no_change")
    with registry:
        step = registry.rollovers.get(rollover_id)
        _show(screen, registry.rollovers.change(rollover_id, step.etag or step["version"], **changes), [])


def show(
    screen: Screen,
    rollover_id: Id,
    outcome: Annotated[Outcome | None, typer.Option("--pupils", help=help_word("rollover_pupils"))] = None,
    limit: Limit = 500,
) -> None:
    registry, _ = screen.registry()
    with registry:
        step = registry.rollovers.get(rollover_id)
        if outcome is None:
            _show(screen, step, [])
            return
        items = registry.rollovers.items(rollover_id, outcome=wanted(outcome))
        listed(screen, items, limit, _PUPIL, lambda item: _pupil(screen, item), rollover=step)


def steps(screen: Screen, school: School = None, limit: Limit = 50) -> None:
    registry, facts = screen.registry()
    school_id = school or facts.get("school_id")
    if not school_id:
        raise Usage("usage.school")

    def row(item: Item) -> tuple[Any, ...]:
        counts = (item["counts"][outcome] for outcome in Outcome if outcome != Outcome.ALL)
        return item["id"], item["academic_year"], screen.word(f"rollover.{item['state']}"), *counts

    with registry:
        columns = ("id", "year", "state", "moves_up", "graduates", "stays", "undecided")
        listed(screen, registry.rollovers.of_school(school_id), limit, columns, row)


def apply(screen: Screen, rollover_id: Id) -> None:
    registry, _ = screen.registry()
    with registry:
        _show(screen, registry.rollovers.apply(rollover_id), [])


def discard(screen: Screen, rollover_id: Id) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.rollovers.discard(rollover_id), "submit.discarded")


def revert(screen: Screen, rollover_id: Id, reason: Reason) -> int:
    """Exit code 3 when somebody keeps what the step did."""
    registry, _ = screen.registry()
    with registry:
        answer = registry.rollovers.revert(rollover_id, reason)
    done(screen, answer, "submit.reverted")
    kept = answer["kept"]
    if kept and not screen.as_json:
        screen.say("rollover.kept", count=len(kept))
        screen.show(("student", "why"), [(one["student_id"], screen.word(f"kept.{one['reason']}")) for one in kept])
    return SOME_REJECTED if kept else OK


# --- what is told, what is shown -------------------------------------------------------------------------------


def _exceptions(
    stays: Sequence[str] | None, graduates: Sequence[str] | None, moves_up: Sequence[str] | None
) -> list[dict[str, Any]]:
    return [
        *({"student_id": id, "outcome": "stays"} for id in stays or ()),
        *({"student_id": id, "outcome": "graduates"} for id in graduates or ()),
        *(
            {"student_id": id, "outcome": "moves_up", **({"class_group": name} if name else {})}
            for id, _, name in (one.partition("=") for one in moves_up or ())
        ),
    ]


def _pairs(told: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    for one in told or ():
        old, sign, new = one.partition("=")
        if not sign or not old.strip() or not new.strip():
            raise Usage("usage.class_name", given=one)
        yield old, new


_PUPIL = ("class_before", "name", "outcome", "class_after", "student")


def _pupil(screen: Screen, item: Item) -> tuple[Any, ...]:
    worded = screen.word(f"step.{item['outcome']}")
    return item["class_before"], item["name"], worded, item["class_after"], item["student_id"]


def _show(screen: Screen, step: Item, undecided: list[Item]) -> None:
    """A step class by class, and the pupils for whom somebody must decide."""
    if screen.as_json:
        screen.json({"rollover": step, "undecided": undecided} if undecided else {"rollover": step})
        return
    screen.say(f"rollover.told_{step['state']}", year=step["academic_year"], day=day(step["begins_on"]), id=step["id"])
    rows = [
        (one["class_before"], screen.word(f"step.{one['outcome']}"), one["class_after"], one["pupils"])
        for one in step["by_class"]
    ]
    if rows:
        screen.show(("class_before", "outcome", "class_after", "pupils"), rows)
    counts = step["counts"]
    screen.say("rollover.counts", **{name: counts[name] for name in ("moves_up", "graduates", "stays", "undecided")})
    if undecided:
        screen.out.print()
        screen.say("rollover.undecided")
        screen.show(_PUPIL, [_pupil(screen, item) for item in undecided])


command(app, "check", help="rollover_check")(check)
command(app, "change", help="rollover_change")(change)
command(app, "show", help="rollover_show")(show)
command(app, "list", help="rollover_list")(steps)
command(app, "apply", help="rollover_apply")(apply)
command(app, "discard", help="rollover_discard")(discard)
command(app, "revert", help="rollover_revert")(revert)

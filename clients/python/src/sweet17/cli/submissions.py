"""``sweet17 school submissions``, ``rows``, ``corrections``, ``apply``, ``discard``, ``revert``: lists once sent."""

import functools
from enum import StrEnum
from typing import Annotated, Any

import typer

from sweet17.cli import files
from sweet17.cli.files import Force, Output
from sweet17.cli.listing import Id, Item, Limit, Reason, listed, minute, wanted
from sweet17.cli.lists import Missing, Problems, problem_rows, show_verdicts
from sweet17.cli.screen import OK, SOME_REJECTED, Screen, command
from sweet17.cli.words import help_word
from sweet17.client import Sweet17
from sweet17.wire import Record


class State(StrEnum):
    CHECKED = "checked"
    APPLIED = "applied"
    DISCARDED = "discarded"
    REVERTED = "reverted"
    ALL = "all"


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    IGNORED = "ignored"
    ALL = "all"


def shown(screen: Screen, registry: Sweet17, answer: Record, problems: int) -> int:
    """What became of a list, whom it could not take, and what may be done with it now."""
    rows = functools.partial(registry.submissions.rows, answer["id"])
    code = show_verdicts(screen, "submission", answer, problem_rows(answer, rows, problems))
    if not screen.as_json:
        _show_next(screen, answer)
    return code


def _show_next(screen: Screen, answer: Item) -> None:
    id = answer["id"]
    if answer["state"] not in (State.CHECKED, State.APPLIED):
        return
    if answer.get("corrections_url"):
        screen.say("submission.corrections_next", id=id)
    if answer["state"] == State.CHECKED:
        # The number is the one that the server will ask for again; a partial list misses nobody.
        missing = answer.get("missing") if answer.get("mode") == "full" else None
        screen.say("submission.apply_next", id=id, more=f" --confirm-missing {missing}" if missing else "")
    else:
        screen.say("submission.revert_next", id=id)


# --- reading ---------------------------------------------------------------------------------------------------


def submissions(
    screen: Screen,
    school: Annotated[str | None, typer.Option("--school", help=help_word("school_id"))] = None,
    state: Annotated[State, typer.Option("--state", help=help_word("state"))] = State.ALL,
    limit: Limit = 20,
) -> None:
    registry, facts = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        counts = (item[name] for name in ("total", "rejected", "warnings"))
        file = item["file_name"] or item["source_format"]
        return item["id"], minute(item["submitted_at"]), screen.word(f"import.{item['state']}"), *counts, file

    with registry:
        found = registry.submissions.list(school_id=school or facts.get("school_id"), state=wanted(state))
        columns = ("id", "sent_at", "state", "total", "rejected", "warnings", "file")
        listed(screen, found, limit, columns, row)


def rows(
    screen: Screen,
    submission_id: Id,
    outcome: Annotated[Outcome, typer.Option("--outcome", help=help_word("row_outcome"))] = Outcome.ALL,
    code: Annotated[str | None, typer.Option("--code", help=help_word("problem_code"))] = None,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        named = [one for one in item["problems"] if code in (None, one["code"])]
        return (
            item["row"],
            next((one["cell"] for one in named if one["cell"]), item["cell"]),
            item["name"],
            screen.word(f"outcome.{item['outcome']}"),
            "; ".join(one["message"] for one in named),
        )

    with registry:
        found = registry.submissions.rows(submission_id, outcome=wanted(outcome), code=code)
        listed(screen, found, limit, ("row", "cell", "name", "verdict", "message"), row)


def corrections(screen: Screen, submission_id: Id, out: Output, force: Force = False) -> int:
    registry, _ = screen.registry()
    files.free(out, force=force)
    with registry, screen.err.status(screen.word("submission.fetching")):
        return files.keep(screen, out, registry.submissions.corrections(submission_id), "submission.written")


# --- deciding --------------------------------------------------------------------------------------------------


def apply(screen: Screen, submission_id: Id, confirm_missing: Missing = None, problems: Problems = 50) -> int:
    registry, _ = screen.registry()
    with registry, screen.err.status(screen.word("submission.applying")):
        answer = registry.submissions.apply(submission_id, confirm_missing)
        return shown(screen, registry, answer, problems)


def discard(screen: Screen, submission_id: Id) -> int:
    registry, _ = screen.registry()
    with registry:
        return _ended(screen, registry.submissions.discard(submission_id))


def revert(screen: Screen, submission_id: Id, reason: Reason) -> int:
    """Exit code 3 when something that the list did stays."""
    registry, _ = screen.registry()
    with registry, screen.err.status(screen.word("submission.reverting")):
        answer = registry.submissions.revert(submission_id, reason)
    _ended(screen, answer)
    kept = answer["kept"]
    if kept and not screen.as_json:
        screen.say("submission.kept", count=len(kept))
        screen.show(("student", "why"), [(one["student_id"], screen.word(f"kept.{one['reason']}")) for one in kept])
    return SOME_REJECTED if kept else OK


def _ended(screen: Screen, answer: Record) -> int:
    """A list that does nothing any more; its rows concern nobody now."""
    if screen.as_json:
        screen.json(answer)
    else:
        screen.say(f"submit.{answer['state']}", id=answer["id"])
    return OK


def add_to(app: typer.Typer) -> None:
    command(app, "submissions", help="submissions")(submissions)
    command(app, "rows", help="submission_rows")(rows)
    command(app, "corrections", help="corrections")(corrections)
    command(app, "apply", help="submission_apply")(apply)
    command(app, "discard", help="submission_discard")(discard)
    command(app, "revert", help="submission_revert")(revert)

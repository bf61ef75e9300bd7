"""``sweet17 field …``: carry packs, note outcomes without a network, bring them back."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from sweet17.cli import sheets
from sweet17.cli.screen import OK, SOME_REJECTED, UNREACHABLE, Screen, Usage, command, described, exit_code
from sweet17.cli.words import help_word
from sweet17.field import noting
from sweet17.field import roster as rosters
from sweet17.field.outbox import Entry, Outbox, State
from sweet17.field.roster import Found
from sweet17.field.sync import Report
from sweet17.field.sync import pull as pull_packs
from sweet17.field.sync import sync as sync_outbox

app = typer.Typer()
Outcome = StrEnum("Outcome", list(rosters.OUTCOMES))  # type: ignore[misc]
Reason = StrEnum("Reason", list(rosters.REASONS))  # type: ignore[misc]
Visit = Annotated[str | None, typer.Option("--visit", help=help_word("visit"))]
Note = Annotated[str | None, typer.Option("--note", help=help_word("note"))]
Why = Annotated[Reason | None, typer.Option("--reason", help=help_word("reason"))]
Ikd = Annotated[bool, typer.Option("--ikd", help=help_word("ikd"))]
Disability = Annotated[bool, typer.Option("--disability", help=help_word("disability"))]


# --- before the day ------------------------------------------------------------------------------------------


def pull(
    screen: Screen,
    visit: Annotated[str | None, typer.Argument(metavar="[VISIT]", help=help_word("visit"))] = None,
) -> None:
    registry, _ = screen.registry()
    box, _ = screen.outbox()
    with box as outbox, registry, screen.err.status(screen.word("pull.working")):
        pulled = pull_packs(registry, outbox, visit)
        packs = outbox.packs()
    if screen.as_json:
        items = [{"visit_id": key, "new": bool(new), "gone": new is None} for key, new in pulled.items()]
        screen.json({"items": items})
        return
    rows = [
        (
            rosters.date_of(pack),
            rosters.school_of(pack),
            len(pack.get("roster", [])),
            screen.word("pull.gone" if new is None else "pull.new" if new else "pull.same"),
            key,
        )
        for key, new in pulled.items()
        for pack in (packs.get(key, {}),)
    ]
    screen.out.print(screen.table(("date", "school", "pupils", "state", "id"), rows))


def roster(
    screen: Screen,
    visit: Visit = None,
    class_group: Annotated[str | None, typer.Option("--class", help=help_word("class"))] = None,
    waiting: Annotated[bool, typer.Option("--waiting", help=help_word("waiting"))] = False,
) -> None:
    box, _ = screen.outbox()
    with box as outbox:
        packs = outbox.packs()
        noted = rosters.noted(outbox.entries())
    if not packs or (visit is not None and visit not in packs):
        raise Usage("usage.no_pack")
    lines = [
        _line(key, pupil, noted.get(str(pupil.get("student_id"))))
        for key, pack in packs.items()
        if visit in (None, key)
        for pupil in pack.get("roster", [])
        if class_group is None or pupil.get("class_group") == class_group
    ]
    lines = [line for line in lines if not waiting or (line["outcome"] is None and line["recorded"] == "no")]
    if screen.as_json:
        screen.json({"items": lines})
        return
    rows = [
        (
            line["slot_start"],
            line["class_group"],
            line["name"],
            screen.word(f"recorded.{line['recorded']}"),
            screen.word(f"result.{line['outcome']}") if line["outcome"] else None,
            screen.word(f"state.{line['state']}") if line["state"] else None,
        )
        for line in lines
    ]
    screen.out.print(screen.table(("slot", "class_group", "name", "recorded", "outcome", "state"), rows))
    screen.say("roster.count", count=len(rows))


def _line(visit_id: str, pupil: dict[str, Any], entry: Entry | None) -> dict[str, Any]:
    shown = ("student_id", "name", "sex", "birth_date", "class_group", "slot_start", "slot_end")
    return {
        "visit_id": visit_id,
        **{key: pupil.get(key) for key in shown},
        "recorded": pupil.get("recorded") or "no",
        "outcome": entry.item["outcome"] if entry else pupil.get("outcome"),
        "state": entry.state.value if entry else None,
    }


# --- the day -------------------------------------------------------------------------------------------------


def record(
    screen: Screen,
    student: Annotated[str, typer.Argument(metavar="STUDENT", help=help_word("student"))],
    outcome: Annotated[Outcome, typer.Argument(metavar="OUTCOME", help=help_word("outcome"))],
    reason: Why = None,
    visit: Visit = None,
    note: Note = None,
    ikd: Ikd = False,
    disability: Disability = False,
    again: Annotated[bool, typer.Option("--again", help=help_word("again"))] = False,
) -> None:
    box, facts = screen.outbox()
    with box as outbox:
        found = _one(outbox, student, visit)
        pupil, student_id = found.pupil, str(found.pupil["student_id"])
        earlier = rosters.noted(outbox.entries()).get(student_id)
        if outcome.value == "recorded" and not again and noting.recorded_already(pupil, earlier):
            # Recording twice makes a duplicate at the national centre.
            raise Usage("usage.already_recorded", name=pupil.get("name") or student_id)
        whom = {"student_id": student_id, "visit_id": found.visit_id or None}
        item = _item(outbox, facts, outcome.value, reason, note, marks=_marks(ikd, disability), **whom)
        outbox.add(item)
        if rosters.cancelled(outbox.packs().get(found.visit_id, {})):
            screen.warn("record.cancelled")
    _noted(screen, item, str(pupil.get("name") or student_id))


def walk_in(
    screen: Screen,
    name: Annotated[str, typer.Argument(metavar="NAME", help=help_word("walk_in_name"))],
    outcome: Annotated[Outcome, typer.Argument(metavar="OUTCOME", help=help_word("outcome"))],
    reason: Why = None,
    visit: Visit = None,
    sex: Annotated[str | None, typer.Option(help=help_word("sex"))] = None,
    birth_date: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help=help_word("birth_date"))] = None,
    class_group: Annotated[str | None, typer.Option("--class", help=help_word("class"))] = None,
    note: Note = None,
    ikd: Ikd = False,
    disability: Disability = False,
) -> None:
    if visit is not None and not rosters.is_id(visit):
        raise Usage("usage.visit")
    try:
        person = noting.walk_in(name, sex, birth_date.date() if birth_date else None, class_group)
    except noting.Unfit as unfit:
        raise Usage(unfit.key, **unfit.params) from None
    box, facts = screen.outbox()
    with box as outbox:
        marks = _marks(ikd, disability)
        item = _item(outbox, facts, outcome.value, reason, note, marks=marks, student=person, visit_id=visit)
        outbox.add(item)
    _noted(screen, item, name)


def _one(outbox: Outbox, student: str, visit: str | None) -> Found:
    """The one pupil that ``student`` means. An id that is on no roster is taken: the registry will place it."""
    if visit is not None and not rosters.is_id(visit):
        raise Usage("usage.visit")
    packs = outbox.packs()
    found = rosters.find(packs, student, today=noting.now().date().isoformat(), visit_id=visit)
    if not found and rosters.is_id(student):
        return Found(visit or "", {"student_id": student.lower()})
    if not found:
        raise Usage("usage.student_unknown", student=student)
    if len(found) > 1:
        names = {
            f"{one.pupil.get('name')} ({one.pupil.get('class_group')}, {one.pupil['student_id']})" for one in found
        }
        key = "usage.student_unclear" if len(names) > 1 else "usage.visit_unclear"
        raise Usage(key, names="; ".join(sorted(names)[:10]))
    return found[0]


def _marks(ikd: bool, disability: bool) -> set[str]:
    return {mark for mark, holds in zip(noting.MARKS, (ikd, disability), strict=True) if holds}


def _item(
    outbox: Outbox, facts: dict[str, Any], outcome: str, reason: Reason | None, remark: str | None, **whom: Any
) -> dict[str, Any]:
    why = reason.value if reason else None
    try:
        return noting.note(outbox.device_id, outcome, team_id=facts.get("team_id"), reason=why, remark=remark, **whom)
    except noting.Unfit as unfit:
        raise Usage(unfit.key, **unfit.params) from None


def _noted(screen: Screen, item: dict[str, Any], name: str) -> None:
    if screen.as_json:
        screen.json({"id": item["id"], "state": State.QUEUED.value, "item": item})
    else:
        screen.say("record.done", name=name, outcome=screen.word(f"result.{item['outcome']}"))


# --- after the day -------------------------------------------------------------------------------------------


def sync(
    screen: Screen,
    retry: Annotated[bool, typer.Option("--retry-refused", help=help_word("retry_refused"))] = False,
) -> int:
    registry, _ = screen.registry()
    box, _ = screen.outbox()
    with box as outbox, registry:
        if retry:
            outbox.again()
        with _progress(screen) as progress:
            task = progress.add_task(screen.word("sync.sending"), total=outbox.counts()[State.QUEUED])
            report = sync_outbox(registry, outbox, lambda count: progress.advance(task, count))
        counts = outbox.counts()
    return show_report(screen, report, counts)


def _progress(screen: Screen) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=screen.err, transient=True, disable=not screen.err.is_terminal)


def show_report(screen: Screen, report: Report, counts: dict[State, int]) -> int:
    done = {key: getattr(report, key) for key in ("sent", "parked", "refused", "received", "again")}
    stopped = report.stopped
    if screen.as_json:
        now = {state.value: count for state, count in counts.items()}
        why = described(stopped) if stopped else None
        screen.json({**done, "outbox": now, "busy": report.busy, "stopped": why})
    elif report.busy:
        screen.warn("sync.busy")
    else:
        screen.say("sync.done", **done)
        screen.say("sync.left", count=counts[State.QUEUED])
    if stopped:
        # Its JSON is in the report already.
        Screen(False, screen.language, screen.out, screen.err).failed(stopped)
        screen.warn("sync.stopped", count=counts[State.QUEUED])
        return exit_code(stopped)
    if report.busy:
        return UNREACHABLE
    return SOME_REJECTED if report.refused else OK


def status(screen: Screen, all_: Annotated[bool, typer.Option("--all", help=help_word("all"))] = False) -> None:
    box, _ = screen.outbox()
    with box as outbox:
        counts, strangers, sealed, packs = outbox.counts(), outbox.strangers(), outbox.sealed(), outbox.packs()
        wanted = tuple(State) if all_ else (State.QUEUED, State.PARKED, State.REFUSED)
        entries = outbox.entries(*wanted)
    names = {
        str(pupil.get("student_id")): pupil.get("name") for pack in packs.values() for pupil in pack.get("roster", [])
    }
    lines = [_status_line(entry, names) for entry in entries]
    if screen.as_json:
        now = {state.value: count for state, count in counts.items()}
        others = {"of_others": strangers, "sealed": sealed}
        screen.json({"counts": now, "packs": len(packs), **others, "items": lines})
        return
    counted = [(screen.word(f"state.{state}"), count) for state, count in counts.items()]
    screen.out.print(screen.table(("state", "count"), counted))
    rows = [
        (
            line["captured_at"][:16].replace("T", " "),
            line["name"] or line["id"],
            screen.word(f"result.{line['outcome']}"),
            screen.word(f"state.{line['state']}"),
            line["message"] or line["code"],
        )
        for line in lines
    ]
    if rows:
        screen.out.print()
        screen.out.print(screen.table(("captured_at", "name", "outcome", "state", "message"), rows))
    if strangers:
        screen.warn("status.of_others", count=strangers)
    if sealed:
        screen.warn("status.sealed", count=sealed)


def _status_line(entry: Entry, names: dict[str, Any]) -> dict[str, Any]:
    walk_in_name = (entry.item.get("student") or {}).get("name")
    return {
        "id": entry.id,
        "student_id": entry.item.get("student_id"),
        "name": names.get(str(entry.item.get("student_id"))) or walk_in_name,
        "outcome": entry.item["outcome"],
        "captured_at": entry.item["captured_at"],
        "state": entry.state.value,
        "code": entry.code,
        "message": entry.message,
    }


command(app, "pull", help="pull")(pull)
command(app, "roster", help="roster")(roster)
command(app, "record", help="record")(record)
command(app, "walk-in", help="walk_in")(walk_in)
command(app, "sync", help="sync")(sync)
command(app, "status", help="status")(status)
command(app, "sheet", help="sheet")(sheets.sheet)
command(app, "results", help="results")(sheets.results)

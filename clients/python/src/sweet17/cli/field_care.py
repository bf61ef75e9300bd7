"""``sweet17 field undo``, ``reconcile``, ``unlock``, ``screen``: what a day may need besides noting and sending."""

import getpass
import os
import sys
from importlib.util import find_spec
from typing import Annotated

import typer

from sweet17.cli.field import show_report
from sweet17.cli.screen import Screen, Usage, command
from sweet17.cli.session import folder, owner_of
from sweet17.cli.words import help_word
from sweet17.field import keys
from sweet17.field import roster as rosters
from sweet17.field.noting import LONGEST_NOTE, Unfit, check_text
from sweet17.field.outbox import Entry, Outbox, State, newest
from sweet17.field.sync import reconcile as ask
from sweet17.field.sync import take_back


def undo(
    screen: Screen,
    student: Annotated[str | None, typer.Argument(metavar="[STUDENT]", help=help_word("undo_what"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=help_word("undo_reason"))] = None,
) -> None:
    if reason is not None:
        try:
            check_text(reason, LONGEST_NOTE)
        except Unfit as unfit:
            raise Usage(unfit.key, **unfit.params) from None
    box, _ = screen.outbox()
    with box as outbox:
        entry = _meant(outbox, student)
        if not outbox.undo(entry.id):
            if reason is None:
                raise Usage("usage.undo_sent")
            registry, _ = screen.registry()
            with registry:
                take_back(registry, outbox, entry, reason)
        name = names(outbox).get(entry.id) or entry.id
    if screen.as_json:
        screen.json({"id": entry.id, "state": State.UNDONE.value})
    else:
        screen.say("undo.done", name=name, outcome=screen.word(f"result.{entry.item['outcome']}"))


def _meant(outbox: Outbox, student: str | None) -> Entry:
    """The last note of the day, of a pupil, or the one with that id."""
    noted = list(newest(outbox.entries()))
    if student is not None:
        called = names(outbox)
        text = student.strip().casefold()
        noted = [
            entry
            for entry in noted
            if text in (entry.id, str(entry.item.get("student_id")), (called.get(entry.id) or "").casefold())
        ] or [entry for entry in noted if text and text in (called.get(entry.id) or "").casefold()]
        if len({called.get(entry.id) for entry in noted}) > 1:
            raise Usage("usage.student_unclear", names="; ".join(sorted({called[one.id] or one.id for one in noted})))
    if not noted:
        raise Usage("usage.nothing_to_undo")
    return noted[0]


def names(outbox: Outbox) -> dict[str, str | None]:
    """The name behind each note, by the note's id."""
    packs = outbox.packs().values()
    known = {str(one.get("student_id")): str(one.get("name")) for pack in packs for one in pack.get("roster", [])}
    return {
        entry.id: known.get(str(entry.item.get("student_id"))) or (entry.item.get("student") or {}).get("name")
        for entry in outbox.entries()
    }


def reconcile(screen: Screen) -> int:
    registry, _ = screen.registry()
    box, _ = screen.outbox()
    with box as outbox, registry:
        report = ask(registry, outbox)
        counts = outbox.counts()
    return show_report(screen, report, counts)


def unlock(screen: Screen) -> None:
    _, facts = screen.session()
    opened = keys.open_with(folder(), owner_of(facts), _former_password(screen))
    if not opened:
        raise Usage("usage.nothing_unlocked")
    if screen.as_json:
        screen.json({"opened": opened})
    else:
        screen.say("unlock.done", count=opened)


def _former_password(screen: Screen) -> str:
    """``SWEET17_FORMER_PASSWORD``, else standard input, else asked for. Never an argument."""
    given = os.environ.get("SWEET17_FORMER_PASSWORD")
    if given is None:
        at_keyboard = sys.stdin.isatty()
        given = getpass.getpass(screen.word("unlock.password")) if at_keyboard else sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise Usage("usage.no_password")
    return given


def open_screen(
    screen: Screen, visit: Annotated[str | None, typer.Option("--visit", help=help_word("visit"))] = None
) -> None:
    if find_spec("textual") is None:
        raise Usage("usage.no_textual")
    from sweet17.cli.kit.app import KitApp  # noqa: PLC0415 - an extra that not every computer has

    box, facts = screen.outbox()
    with box as outbox:
        packs = outbox.packs()
        if not packs or (visit is not None and visit not in packs):
            raise Usage("usage.no_pack")
        today = [key for key, pack in packs.items() if rosters.date_of(pack) == rosters.today()]
        KitApp(screen.language, outbox, facts, visit or (today or list(packs))[0]).run()


def add_to(app: typer.Typer) -> None:
    command(app, "undo", help="undo")(undo)
    command(app, "reconcile", help="field_reconcile")(reconcile)
    command(app, "unlock", help="unlock")(unlock)
    command(app, "screen", help="screen")(open_screen)

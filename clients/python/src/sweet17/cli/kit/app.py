"""The screen itself: it reads the outbox, writes notes into it, and lets a courier send in the background."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from rich.text import Text
from textual import work
from textual.app import App, ComposeResult
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import DataTable, Footer, Input, Static

from sweet17.cli.kit import dialogs
from sweet17.cli.kit import lines as ledgers
from sweet17.cli.kit.lines import Line
from sweet17.cli.screen import plain
from sweet17.cli.session import SessionFile, connect, folder
from sweet17.cli.words import Language, word
from sweet17.errors import Sweet17Error
from sweet17.field import noting
from sweet17.field import roster as rosters
from sweet17.field.courier import Courier
from sweet17.field.outbox import Entry, Outbox, State
from sweet17.field.sync import Report, take_back

GRACE = 10.0
"""Seconds in which a slip of the finger can be taken back before it leaves the laptop."""
_LOOK = 2.0
_COLUMNS = ("class_group", "slot", "name", "birth_date", "recorded", "outcome", "state")
_STYLES = {State.QUEUED: "yellow", State.RECEIVED: "green", State.PARKED: "bold magenta", State.REFUSED: "bold red"}
_KEYS = (
    ("slash", "search", "/"),
    ("c", "next_class", "c"),
    ("w", "waiting", "w"),
    ("n", "walk_in", "n"),
    ("i", "mark_ikd", "i"),
    ("d", "mark_disability", "d"),
    ("u", "undo", "u"),
    ("s", "send", "s"),
    ("v", "visits", "v"),
    ("q", "quit", "q"),
)


class Heard(Message):
    """What a run of the courier came to."""

    def __init__(self, outcome: Report | Exception) -> None:
        super().__init__()
        self.outcome = outcome


class KitApp(App[None]):
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("escape", "clear", "")]

    def __init__(self, language: Language, outbox: Outbox, facts: Mapping[str, Any], visit_id: str) -> None:
        super().__init__()
        self._language, self._outbox, self._facts, self._visit = language, outbox, facts, visit_id
        self._lines: list[Line] = []
        self._class: str | None = None
        self._waiting = False
        self._marks: set[str] = set()
        self._marked: str | None = None
        self._network = "kit.network_unknown"
        self._grace: Timer | None = None
        self._version = outbox.version()
        self._pack: dict[str, Any] = outbox.packs()[visit_id]
        owner = outbox.owner
        self._courier = Courier(
            lambda: connect(facts["base_url"], language, SessionFile(folder())),
            lambda: Outbox(folder(), owner),
            self._hear,
        )

    def _hear(self, outcome: Report | Exception) -> None:
        """From the courier's thread into this one."""
        self.post_message(Heard(outcome))

    def say(self, key: str, **params: object) -> str:
        return word(key, self._language, **{name: plain(value) for name, value in params.items()})

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield Input(placeholder=self.say("kit.search_hint"), id="search")
        yield DataTable(id="roster", cursor_type="row", zebra_stripes=True)
        yield Static(id="detail")
        yield Static(id="ledger")
        yield Static(id="outcomes")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.title = self.say("kit.title")
        for number, outcome in enumerate(rosters.OUTCOMES, 1):
            self.bind(str(number), f"note('{outcome}')", show=False)
        for key, action, shown in _KEYS:
            self.bind(key, action, description=self.say(f"kit.{action}"), key_display=shown)
        table = self._table
        for column in _COLUMNS:
            table.add_column(self.say(f"column.{column}"), key=column)
        outcomes = (f"{number} {self.say(f'result.{name}')}" for number, name in enumerate(rosters.OUTCOMES, 1))
        self.query_one("#outcomes", Static).update(Content("   ".join(outcomes)))
        self.show()
        table.focus()
        self.set_interval(_LOOK, self._look)
        self._courier.start()

    def on_unmount(self) -> None:
        self._courier.stop()

    @property
    def _table(self) -> DataTable[Any]:
        return self.query_one("#roster", DataTable)

    # --- what stands there ------------------------------------------------------------------------------------

    def show(self) -> None:
        """Everything anew from the outbox; the cursor stays with its pupil, else at its height."""
        table, here = self._table, self._selected()
        height = table.cursor_row
        self._lines = ledgers.lines(self._visit, self._pack, self._outbox.entries())
        wanted = ledgers.shown(
            self._lines, text=self.query_one("#search", Input).value, class_group=self._class, waiting=self._waiting
        )
        table.clear()
        for line in wanted:
            table.add_row(*self._cells(line), key=line.key)
        keys = [line.key for line in wanted]
        place = keys.index(here.key) if here and here.key in keys else min(height, len(keys) - 1)
        if keys:
            table.move_cursor(row=max(place, 0))
        self._show_head(len(wanted))
        self._show_ledger()
        self._show_detail()

    def _cells(self, line: Line) -> list[Text]:
        recorded = self.say(f"recorded.{line.recorded}")
        outcome = self.say(f"result.{line.outcome}") if line.outcome else "–"
        state = line.entry.state if line.entry else None
        texts = (line.class_group, line.slot, line.name, line.birth_date, recorded, outcome)
        cells = [Text(plain(text)) for text in texts]  # the table measures this kind of text only
        return [*cells, Text(self.say(f"state.{state}"), _STYLES.get(state, "")) if state else Text()]

    def _show_head(self, count: int) -> None:
        parts = [rosters.school_of(self._pack), rosters.date_of(self._pack)]
        parts += [self.say("kit.shown", count=count, of=len(self._lines))]
        parts += [self._class] if self._class else []
        parts += [self.say("kit.only_waiting")] if self._waiting else []
        parts += [self.say("kit.cancelled")] if rosters.cancelled(self._pack) else []
        self.query_one("#head", Static).update(Content("  ·  ".join(map(plain, parts))))

    def _show_ledger(self) -> None:
        day = ledgers.ledger(self._lines)
        words = [f"{self.say(f'result.{name}')} {count}" for name, count in day.items() if count]
        counts = self._outbox.counts()
        here = [f"{self.say(f'state.{state}')} {counts[state]}" for state in State if counts[state]]
        text = f"{'  '.join(words)}\n{self.say('kit.device')}: {'  '.join(here) or '0'}  ·  {self.say(self._network)}"
        self.query_one("#ledger", Static).update(Content(text))

    def _show_detail(self) -> None:
        """Why the record of this pupil is where it is."""
        line, text = self._selected(), ""
        if line and line.entry:
            item, entry = line.entry.item, line.entry
            reason = self.say(f"reason.{item['reason']}") if item.get("reason") else None
            said = entry.message or entry.code
            parts = (item["captured_at"][11:16], reason, self.say(f"kit.state_{entry.state}"), said)
            text = "  ·  ".join(plain(part) for part in (*parts, *self._mark_words(item)) if part)
        if line and line.key == self._marked and self._marks:
            marked = "  ".join(self._mark_words(dict.fromkeys(self._marks, True)))
            text = self.say("kit.marked", marks=marked) + (f"  ·  {text}" if text else "")
        self.query_one("#detail", Static).update(Content(text))

    def _mark_words(self, item: Mapping[str, Any]) -> list[str]:
        return [self.say(f"kit.{mark}") for mark in noting.MARKS if item.get(mark)]

    def _selected(self) -> Line | None:
        table = self._table
        if not table.is_valid_row_index(table.cursor_row):
            return None
        key = table.coordinate_to_cell_key((table.cursor_row, 0)).row_key.value  # type: ignore[arg-type]
        return next((line for line in self._lines if line.key == key), None)

    def on_data_table_row_highlighted(self) -> None:
        self._show_detail()

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "search":
            self.show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "search":
            self._table.focus()

    def _look(self) -> None:
        """Another window, or the courier, may have changed something."""
        version = self._outbox.version()
        if version != self._version:
            self._version = version
            self.show()

    def on_heard(self, event: Heard) -> None:
        outcome = event.outcome
        stopped = outcome.stopped if isinstance(outcome, Report) else outcome
        if isinstance(outcome, Report) and stopped is None:
            self._network = "kit.network_well" if outcome.heard else "kit.network_unknown"
        elif isinstance(stopped, Sweet17Error):
            self._network = (
                "kit.network_signed_out"
                if stopped.status == 401
                else ("kit.network_away" if stopped.unreachable or stopped.foreign else "kit.network_refused")
            )
        else:
            self._network = "kit.network_device"
        self.show()

    # --- what one can do --------------------------------------------------------------------------------------

    @work
    async def action_note(self, outcome: str) -> None:
        line = self._selected()
        if line is None:
            return
        if line.student_id is None:
            self.notify(self.say("kit.walked_in"), severity="warning")
            return
        if outcome == "recorded" and noting.recorded_already({"recorded": line.recorded}, line.entry):
            question = self.say("kit.again", name=line.name)
            answers = [("no", self.say("answer.no")), ("yes", self.say("answer.yes"))]
            if await self.push_screen_wait(dialogs.Choice(question, answers)) != "yes":
                return
        marks = frozenset(self._marks) if line.key == self._marked else frozenset()
        await self._keep(outcome, line.name, marks, student_id=line.student_id)

    def action_mark_ikd(self) -> None:
        self._mark("ikd_activated")

    def action_mark_disability(self) -> None:
        self._mark("disability_exception")

    def _mark(self, mark: str) -> None:
        """Goes with the next outcome of the pupil under the cursor, and with nobody else's; once more takes it off."""
        line = self._selected()
        if line is None:
            return
        if line.key != self._marked:
            self._marked, self._marks = line.key, set()
        self._marks ^= {mark}
        self._show_detail()

    @work
    async def action_walk_in(self) -> None:
        person = await self.push_screen_wait(dialogs.WalkInForm(self.say))
        if person is None:
            return
        results = [(name, self.say(f"result.{name}")) for name in rosters.OUTCOMES]
        name = str(person.student["name"])
        outcome = await self.push_screen_wait(dialogs.Choice(self.say("kit.outcome_of", name=name), results))
        if outcome is not None:
            await self._keep(outcome, name, frozenset(), student=person.student)

    async def _keep(self, outcome: str, name: str, marks: Collection[str], **whom: Any) -> None:
        reason = None
        if outcome in rosters.NEED_REASON:
            known = [str(one) for one in self._pack.get("reasons") or rosters.REASONS]
            title = f"{name}: {self.say(f'result.{outcome}')}. {self.say('kit.why')}"
            reasons = [(one, self.say(f"reason.{one}")) for one in known]
            reason = await self.push_screen_wait(dialogs.Choice(title, reasons))
            if reason is None:
                return
        team = self._facts.get("team_id")
        about: dict[str, Any] = {"team_id": team, "visit_id": self._visit, "reason": reason, "marks": marks}
        self._outbox.add(noting.note(self._outbox.device_id, outcome, **about, **whom))
        self._marks = set()
        at = self._table.cursor_row
        self.show()
        if not self._waiting and whom.get("student_id"):
            self._table.move_cursor(row=at + 1)
        self._send_soon()

    def _send_soon(self) -> None:
        if self._grace is not None:
            self._grace.stop()
        if self._network == "kit.network_unknown":
            self._network = "kit.network_soon"
            self._show_ledger()
        self._grace = self.set_timer(GRACE, self._courier.wake)

    @work
    async def action_undo(self) -> None:
        entry = ledgers.last_of_visit(self._visit, self._lines, self._outbox.entries())
        if entry is None:
            self.notify(self.say("usage.nothing_to_undo"), severity="warning")
            return
        name = next((line.name for line in self._lines if line.entry and line.entry.id == entry.id), entry.id)
        what = {"name": name, "outcome": self.say(f"result.{entry.item['outcome']}")}
        if not self._outbox.undo(entry.id):
            question = dialogs.Line(self.say("kit.undo_sent", **what), self.say, noting.LONGEST_NOTE)
            reason = await self.push_screen_wait(question)
            if reason is not None:
                self._void(entry, reason, what)
            return
        self.notify(self.say("undo.done", **what), markup=False)
        self.show()

    @work(thread=True)
    def _void(self, entry: Entry, reason: str, what: dict[str, str]) -> None:
        try:
            with (
                connect(self._facts["base_url"], self._language, SessionFile(folder())) as registry,
                Outbox(folder(), self._outbox.owner) as outbox,
            ):
                take_back(registry, outbox, entry, reason)
        except Sweet17Error as error:
            said = self.say("failure.no_network") if error.unreachable else error.detail or error.code
            self.call_from_thread(self.notify, plain(said), severity="error", markup=False)
            return
        self.call_from_thread(self.notify, self.say("undo.done", **what), markup=False)
        self.call_from_thread(self.show)

    @work
    async def action_visits(self) -> None:
        packs = self._outbox.packs()
        options = [
            (key, plain(f"{rosters.date_of(pack)}  {rosters.school_of(pack)} ({len(pack.get('roster', []))})"))
            for key, pack in packs.items()
        ]
        chosen = await self.push_screen_wait(dialogs.Choice(self.say("kit.visits"), options))
        if chosen is not None:
            self._visit, self._pack, self._class = chosen, packs[chosen], None
            self.show()

    def action_search(self) -> None:
        self.query_one("#search", Input).focus()

    def action_clear(self) -> None:
        self.query_one("#search", Input).value = ""
        self._table.focus()

    def action_next_class(self) -> None:
        """All classes, then one after another."""
        known = [None, *ledgers.classes(self._lines)]
        self._class = known[(known.index(self._class) + 1) % len(known)] if self._class in known else None
        self.show()

    def action_waiting(self) -> None:
        self._waiting = not self._waiting
        self.show()

    def action_send(self) -> None:
        self._network = "kit.network_sending"
        self._show_ledger()
        self._courier.wake()

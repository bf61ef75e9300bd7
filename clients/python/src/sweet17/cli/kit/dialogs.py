"""Questions of the kit's screen: a reason, a yes, a person, a few words, a visit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from sweet17.cli.kit.lines import born
from sweet17.field import noting

Say = Callable[..., str]


class Choice(ModalScreen[str | None]):
    """One of a few, by its letter or by arrows and Enter; Escape leaves everything as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "")]

    def __init__(self, title: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._options = list(options)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="question")
            yield OptionList(
                *(
                    Option(Content(f"{letter}  {text}"), id=value)
                    for letter, (value, text) in zip("abcdefghijklmnopqrstuvwxyz", self._options, strict=False)
                )
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def on_key(self, event: Key) -> None:
        place = ord(event.key) - ord("a") if len(event.key) == 1 else -1
        if 0 <= place < min(len(self._options), 26):
            event.stop()
            self.dismiss(self._options[place][0])


class Line(ModalScreen[str | None]):
    """A few words; Escape leaves everything as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "")]

    def __init__(self, title: str, say: Say, longest: int) -> None:
        super().__init__()
        self._title, self._say, self._longest = title, say, longest

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="question")
            yield Input(max_length=self._longest)
            yield Label("", classes="fault")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        try:
            noting.check_text(event.value, self._longest)
        except noting.Unfit as unfit:
            self.query_one(".fault", Label).update(Content(self._say(unfit.key, **unfit.params)))
            return
        self.dismiss(event.value.strip())


@dataclass(frozen=True, slots=True)
class Person:
    """Who walked in, ready to be noted."""

    student: dict[str, str | None]


class WalkInForm(ModalScreen[Person | None]):
    """Name, class, birth date, sex: Enter goes on to the next field, and from the last one to the outcome."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "")]
    FIELDS = ("name", "class_group", "birth_date", "sex")

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say

    def compose(self) -> ComposeResult:
        lengths = {"name": noting.LONGEST_NAME, "class_group": noting.LONGEST_CLASS, "birth_date": 10, "sex": 1}
        with Vertical(classes="dialog"):
            yield Label(Content(self._say("kit.walk_in")), classes="question")
            for name in self.FIELDS:
                hint = self._say(f"kit.field_{name}")
                yield Input(placeholder=hint, id=name, max_length=lengths[name])
            yield Label("", classes="fault")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id != self.FIELDS[-1]:
            self.focus_next()
            return
        try:
            self.dismiss(Person(self._person()))
        except noting.Unfit as unfit:
            self._fault(unfit.key, **unfit.params)
        except (ValueError, TypeError):
            self._fault("kit.bad_date")

    def _person(self) -> dict[str, str | None]:
        name, class_group, birth, sex = (self.query_one(f"#{field}", Input).value.strip() for field in self.FIELDS)
        return noting.walk_in(name, sex.upper() or None, born(birth), class_group or None)

    def _fault(self, key: str, **params: Any) -> None:
        self.query_one(".fault", Label).update(Content(self._say(key, **params)))

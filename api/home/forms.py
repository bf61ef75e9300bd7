"""Fields of the public forms as text: each with its label, its hint, and what is wrong with it where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from pydantic import ValidationError

from api.home.rendering import words
from app.core.errors import Refusal
from app.core.i18n import Language
from app.core.i18n import text as told

Choices = Sequence[tuple[str, str]]
_EMPTY = {"missing", "string_too_short", "none_required"}


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it came, and its faults by field; a fault under the empty name is the whole form's."""

    lang: Language
    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def _value(self, name: str) -> str:
        return self.values.get(name, "")

    def _attributes(self, name: str, hint: str, *, required: bool) -> str:
        told_by = " ".join(([f"{name}-hint"] if hint else []) + ([f"{name}-error"] if name in self.faults else []))
        described = f' aria-describedby="{told_by}"' if told_by else ""
        wrong = ' aria-invalid="true"' if name in self.faults else ""
        return f'id="{name}" name="{name}"{described}{wrong}{" required" if required else ""}'

    def _around(self, name: str, label: str, hint: str, control: str) -> str:
        return (
            f'<div class="field"><label for="{name}">{escape(label)}</label>{_hint(name, hint)}{control}'
            f"{self._error(name)}</div>"
        )

    def _error(self, name: str) -> str:
        if name not in self.faults:
            return ""
        return f'<p class="error" id="{name}-error">{escape(self.faults[name])}</p>'

    def line(self, name: str, label: str, hint: str = "", *, required: bool = False, most: int = 200) -> str:
        control = (
            f"<input {self._attributes(name, hint, required=required)} "
            f'maxlength="{most}" autocomplete="off" value="{escape(self._value(name))}">'
        )
        return self._around(name, label, hint, control)

    def text(self, name: str, label: str, hint: str = "", *, required: bool = False, most: int = 4000) -> str:
        control = (
            f'<textarea {self._attributes(name, hint, required=required)} rows="5" maxlength="{most}">'
            f"\n{escape(self._value(name))}</textarea>"
        )
        return self._around(name, label, hint, control)

    def file(self, name: str, label: str, hint: str, kinds: str) -> str:
        control = f'<input type="file" accept="{kinds}" {self._attributes(name, hint, required=True)}>'
        return self._around(name, label, hint, control)

    def select(self, name: str, label: str, choices: Choices, hint: str = "") -> str:
        options = "".join(
            f'<option value="{escape(key)}"{" selected" if key == self._value(name) else ""}>{escape(said)}</option>'
            for key, said in choices
        )
        control = f"<select {self._attributes(name, hint, required=False)}>{options}</select>"
        return self._around(name, label, hint, control)

    def radios(self, name: str, label: str, choices: Choices, *, kind: str = "choices") -> str:
        """One of several, each with words of its own beside it."""
        wrong = f' aria-describedby="{name}-error"' if name in self.faults else ""
        marks = "".join(
            f'<label class="choice"><input type="radio" name="{name}" value="{escape(key)}" required'
            f"{' checked' if key == self._value(name) else ''}{f' id={name}' if first else ''}> "
            f"<span>{escape(said)}</span></label>"
            for first, (key, said) in ((index == 0, choice) for index, choice in enumerate(choices))
        )
        return (
            f'<fieldset class="field"{wrong}><legend>{escape(label)}</legend><div class="{kind}">{marks}</div>'
            f"{self._error(name)}</fieldset>"
        )

    def check(self, name: str, label: str, hint: str) -> str:
        ticked = " checked" if self._value(name) else ""
        return (
            f'<div class="field"><label class="choice"><input type="checkbox" id="{name}" name="{name}" value="1"'
            f' aria-describedby="{name}-hint"{ticked}> <span>{escape(label)}</span></label>{_hint(name, hint)}</div>'
        )

    def summary(self) -> str:
        """What is wrong, at the top, each with the way to its field."""
        if not self.faults:
            return ""
        lines = "".join(
            f'<li><a href="#{escape(name)}">{escape(said)}</a></li>' if name else f"<li>{escape(said)}</li>"
            for name, said in self.faults.items()
        )
        title = escape(words(self.lang)["form_wrong"])
        return f'<div class="wrong" role="alert"><h2>{title}</h2><ul>{lines}</ul></div>'


def _hint(name: str, hint: str) -> str:
    return f'<p class="hint" id="{name}-hint">{escape(hint)}</p>' if hint else ""


def faults_of(problem: ValidationError, labels: Mapping[str, str], lang: Language) -> dict[str, str]:
    """What a form lacks, in words that name the field."""
    said, faults = words(lang), {}
    for error in problem.errors(include_input=False, include_url=False):
        name = str(error["loc"][0]) if error["loc"] else ""
        key = "form_needed" if error["type"] in _EMPTY else "form_field_wrong"
        faults[name] = said[key].format(field=labels.get(name, name))
    return faults


def refused(problem: Refusal, lang: Language) -> dict[str, str]:
    """A refusal of the service, by the field that it names."""
    if problem.faults:
        return {each.pointer.strip("/"): told(each.code, lang, **each.params) for each in problem.faults}
    return {"": told(problem.words or problem.code, lang, **problem.params)}

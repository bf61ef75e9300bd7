"""Whatever the command says, it says in both languages: helps, sentences, columns, and the registry's codes."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.core import TyperGroup

import sweet17.cli
from app.cards.models import ImportOutcome, ImportState
from app.cards.problem_rules import ProblemKind
from app.cards.stock_models import Movement
from app.complaints.models import Category, ComplaintClass, ComplaintState
from app.complaints.rules import ATTACHED, CHANGED, ESCALATED, EVIDENCE, FILED, FOLLOWED, HAPPENED
from app.identity.reconciliation import Registry, Turn, Verdict
from app.identity.transfer_rules import Direction
from app.letters.models import LetterKind
from app.letters.rules import STATES
from app.students import models
from app.students.privacy import Decision
from app.students.privacy_models import ConsentRelation, DataRequestKind, DataRequestState
from app.students.rollover import RolloverKeptReason
from app.students.rollover_models import RolloverOutcome, RolloverState
from app.submissions.models import RowOutcome, SubmissionState
from app.submissions.reverting import KeptReason
from app.visits.action_rules import RemedyKind
from app.visits.models import RequestState
from sweet17.cli import rollover, submissions
from sweet17.cli.office import cards, complaints, duplicates, imports, issues, people, planning, transfers
from sweet17.cli.words import _catalogue

GROUPS = {key.partition(".")[0] for key in _catalogue()}


def test_every_text_stands_in_both_languages_with_the_same_places_to_fill() -> None:
    for key, texts in _catalogue().items():
        assert set(texts) == {"id", "en"}, key
        found = {language: set(re.findall(r"{(\w+)}", text)) for language, text in texts.items()}
        assert found["id"] == found["en"], key


# --- helps -----------------------------------------------------------------------------------------------------


def helps(command: Any, name: str) -> Iterator[tuple[str, str | None]]:
    """What ``--help`` would say, of every command and of everything that it asks for, however it came there."""
    yield name, command.help
    for parameter in command.params:
        if parameter.name != "help":
            yield f"{name} {parameter.opts[0]}", getattr(parameter, "help", None)
    if isinstance(command, TyperGroup):
        for word, part in command.commands.items():
            yield from helps(part, f"{name} {word}")


def test_every_command_and_every_option_has_a_help_text() -> None:
    known = {text for key, texts in _catalogue().items() if key.startswith("help.") for text in texts.values()}
    said = dict(helps(typer.main.get_command(sweet17.cli.app), "sweet17"))
    assert len([name for name in said if name.startswith("sweet17 office ")]) > 26
    assert {name: text for name, text in said.items() if text not in known} == {}


# --- sentences -------------------------------------------------------------------------------------------------


def named() -> Iterator[tuple[str, str]]:
    """Every key, or beginning of one, that the source names."""
    for path in Path(str(sweet17.cli.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                text = str(node.values[0].value)
                if re.fullmatch(r"[a-z_]+\.[a-z_]*", text):
                    yield path.name, text
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                group, dot, rest = node.value.partition(".")
                if dot and group in GROUPS and re.fullmatch(r"[a-z0-9_]+", rest):
                    yield path.name, node.value


def test_every_key_that_the_source_names_has_words() -> None:
    keys = set(named())
    assert len(keys) > 100
    lost = {
        (file, key)
        for file, key in keys
        if key not in _catalogue() and not any(one.startswith(key) for one in _catalogue() if key[-1] in "._")
    }
    assert lost == set()


# --- codes -----------------------------------------------------------------------------------------------------

CODES: list[tuple[str, type[StrEnum]]] = [
    ("transfer", models.TransferState),
    ("direction", Direction),
    ("duplicate", models.DuplicateState),
    ("issue", models.DataIssueKind),
    ("recorded", models.Recorded),
    ("card", models.CardState),
    ("status", models.StudentStatus),
    ("consent", models.ConsentState),
    ("relation", ConsentRelation),
    ("request", DataRequestKind),
    ("decision", DataRequestState),
    ("import", ImportState),
    ("outcome", ImportOutcome),
    ("rollover", RolloverState),
    ("step", RolloverOutcome),
    ("kept", RolloverKeptReason),
    ("registry", Registry),
    ("verdict", Verdict),
    ("turn", Turn),
    ("import", SubmissionState),
    ("outcome", RowOutcome),
    ("kept", KeptReason),
    ("asked", RequestState),
    ("remedy", RemedyKind),
    ("letter", LetterKind),
    ("case", ComplaintState),
    ("category", Category),
    ("class", ComplaintClass),
    ("problem", ProblemKind),
]


@pytest.mark.parametrize(("group", "codes"), CODES, ids=[codes.__name__ for _, codes in CODES])
def test_every_code_of_the_registry_has_words(group: str, codes: type[StrEnum]) -> None:
    assert {f"{group}.{code}" for code in codes} - set(_catalogue()) == set()


def test_every_step_of_a_complaint_has_words() -> None:
    kinds = {*HAPPENED.values(), FILED, CHANGED, FOLLOWED, ESCALATED, ATTACHED, EVIDENCE}
    assert {f"happened.{kind}" for kind in kinds} - set(_catalogue()) == set()


CHOICES: list[tuple[type[StrEnum], type[StrEnum]]] = [
    (transfers.State, models.TransferState),
    (duplicates.State, models.DuplicateState),
    (issues.Kind, models.DataIssueKind),
    (imports.State, ImportState),
    (imports.Outcome, ImportOutcome),
    (people.State, DataRequestState),
    (people.Kind, DataRequestKind),
    (people.Decision, Decision),
    (people.Relation, ConsentRelation),
    (rollover.Outcome, RolloverOutcome),
    (submissions.State, SubmissionState),
    (submissions.Outcome, RowOutcome),
    (planning.Asked, RequestState),
    (complaints.State, ComplaintState),
    (complaints.Category, Category),
    (complaints.Class, ComplaintClass),
    (cards.Problem, ProblemKind),
    (cards.Movement, Movement),
]


@pytest.mark.parametrize(("offered", "known"), CHOICES, ids=[one.__module__ + one.__name__ for one, _ in CHOICES])
def test_what_an_option_offers_is_what_the_server_knows(offered: type[StrEnum], known: type[StrEnum]) -> None:
    assert {one.value for one in offered} - {"all"} == {one.value for one in known}


def test_letters_of_a_visit_are_all_offered_and_a_receipt_is_none() -> None:
    assert {one.value for one in planning.Letter} == {kind.value for kind in STATES}

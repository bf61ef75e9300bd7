"""What persons say and ask about their data: requests, consents, restriction."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.text import Text

from sweet17.cli.listing import Id, Item, Limit, Reason, done, listed, minute, wanted
from sweet17.cli.screen import Screen, Usage, command
from sweet17.cli.words import help_word


class State(StrEnum):
    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    ALL = "all"


class Kind(StrEnum):
    ACCESS = "access"
    CORRECT = "correct"
    RESTRICT = "restrict"
    WITHDRAW = "withdraw"
    ERASE = "erase"


class Decision(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"


class Relation(StrEnum):
    SELF = "self"
    PARENT = "parent"
    GUARDIAN = "guardian"


class Consent(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


Student = Annotated[str, typer.Argument(metavar="STUDENT", help=help_word("student_id"))]
By = Annotated[Relation, typer.Option("--relation", help=help_word("relation"))]


# --- requests --------------------------------------------------------------------------------------------------


def requests(
    screen: Screen,
    state: Annotated[State, typer.Option("--state", help=help_word("state"))] = State.OPEN,
    overdue: Annotated[bool, typer.Option("--overdue", help=help_word("overdue"))] = False,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        due = minute(item["due_at"])
        return (
            item["id"],
            screen.word(f"request.{item['kind']}"),
            Text(f"! {due}", style="red") if item["overdue"] else due,
            item["asked_by"],
            screen.word(f"decision.{item['state']}"),
        )

    with registry:
        found = registry.privacy.requests(state=wanted(state), overdue=overdue or None)
        listed(screen, found, limit, ("id", "request", "due", "asked_by", "state"), row)


def request(screen: Screen, request_id: Id) -> None:
    registry, _ = screen.registry()
    with registry:
        found = registry.privacy.request(request_id)
    if screen.as_json:
        screen.json(found)
        return
    worded = {
        "id": found["id"],
        "student": found["student_id"],
        "request": screen.word(f"request.{found['kind']}"),
        "state": screen.word(f"decision.{found['state']}"),
        "asked_by": found["asked_by"],
        "relation": screen.word(f"relation.{found['relation']}"),
        "since": minute(found["created_at"]),
        "due": minute(found["due_at"]),
        "body": found["body"],
        "note": found["note"],
    }
    rows = [(screen.word(f"column.{name}"), value) for name, value in worded.items() if value is not None]
    screen.out.print(screen.table(("what", "value"), rows))


def ask(
    screen: Screen,
    student_id: Student,
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help=help_word("request_kind"))],
    body: Annotated[str | None, typer.Option("--body", help=help_word("request_body"))] = None,
    asked_by: Annotated[str | None, typer.Option("--by", help=help_word("asked_by"))] = None,
    relation: By = Relation.SELF,
) -> int:
    registry, _ = screen.registry()
    with registry:
        answer = registry.privacy.ask(student_id, kind.value, body=body, asked_by=asked_by, relation=relation.value)
    return done(screen, answer, "office.asked", due=minute(answer["due_at"]))


def decide(
    screen: Screen,
    request_id: Id,
    decision: Annotated[Decision, typer.Argument(metavar="DECISION", help=help_word("decision"))],
    note: Annotated[str | None, typer.Option("--note", help=help_word("why"))] = None,
    yes: Annotated[bool, typer.Option("--yes", help=help_word("yes"))] = False,
) -> int:
    registry, _ = screen.registry()
    with registry:
        found = registry.privacy.request(request_id)
        if found["kind"] == Kind.ERASE and decision == Decision.GRANTED and not yes:
            # What was erased comes back from nowhere: this one is asked for twice.
            answer = screen.ask("office.erase_sure", student=found["student_id"])
            if (answer or "").lower() != screen.word("answer.yes"):
                raise Usage("usage.not_decided")
        decided = registry.privacy.decide(request_id, decision.value, note, etag=found.etag)
    return done(screen, decided, f"office.{decision.value}")


# --- consent and restriction -----------------------------------------------------------------------------------


def consents(screen: Screen, student_id: Student, limit: Limit = 50) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        return (
            item["given_on"],
            screen.word(f"consent.{item['state']}"),
            item["given_by"],
            screen.word(f"relation.{item['relation']}"),
            item["document"],
        )

    with registry:
        columns = ("date", "consent", "given_by", "relation", "document")
        listed(screen, registry.privacy.consents(student_id), limit, columns, row)


def consent(
    screen: Screen,
    student_id: Student,
    state: Annotated[Consent, typer.Argument(metavar="STATE", help=help_word("consent_state"))],
    given_by: Annotated[str, typer.Option("--by", help=help_word("given_by"))],
    given_on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help=help_word("given_on"))],
    relation: By = Relation.SELF,
    document: Annotated[str | None, typer.Option("--document", help=help_word("document"))] = None,
) -> int:
    registry, _ = screen.registry()
    with registry:
        answer = registry.privacy.add_consent(
            student_id,
            state=state.value,
            relation=relation.value,
            given_by=given_by,
            given_on=given_on.date().isoformat(),
            document=document,
        )
    return done(screen, answer, "office.consent_noted", state=screen.word(f"consent.{state.value}"))


def restrict(
    screen: Screen,
    student_id: Student,
    reason: Reason,
    lift: Annotated[bool, typer.Option("--lift", help=help_word("lift"))] = False,
) -> int:
    registry, _ = screen.registry()
    with registry:
        answer = registry.privacy.restrict(student_id, reason, restricted=not lift)
    return done(screen, answer, "office.lifted" if lift else "office.restricted")


def add_to(app: typer.Typer) -> None:
    command(app, "requests", help="requests")(requests)
    command(app, "request", help="request")(request)
    command(app, "ask", help="ask")(ask)
    command(app, "decide", help="decide")(decide)
    command(app, "consents", help="consents")(consents)
    command(app, "consent", help="consent")(consent)
    command(app, "restrict", help="restrict")(restrict)

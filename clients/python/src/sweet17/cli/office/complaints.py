"""``sweet17 office complaints …``: the desk where complaints are answered."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sweet17.cli.listing import Id, Item, Limit, day, done, listed, minute
from sweet17.cli.screen import OK, Screen, command
from sweet17.cli.words import help_word

app = typer.Typer()


class State(StrEnum):
    RECEIVED = "received"
    VERIFIED = "verified"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REJECTED = "rejected"


class Category(StrEnum):
    SERVICE = "service"
    DELAY = "delay"
    DATA = "data"
    STAFF = "staff"
    ILLEGAL_LEVY = "illegal_levy"
    FACILITY = "facility"
    INFORMATION = "information"
    OTHER = "other"


class Class(StrEnum):
    INFORMATION = "information"
    COMPLAINT = "complaint"
    INVESTIGATION = "investigation"


def _flag(help: str, name: str) -> Any:
    return typer.Option(f"--{name}/--no-{name}", help=help_word(help))


def complaints(
    screen: Screen,
    state: Annotated[State | None, typer.Option("--state", help=help_word("state"))] = None,
    category: Annotated[Category | None, typer.Option("--category", help=help_word("category"))] = None,
    class_: Annotated[Class | None, typer.Option("--class", help=help_word("complaint_class"))] = None,
    overdue: Annotated[bool | None, _flag("overdue_complaints", "overdue")] = None,
    escalated: Annotated[bool | None, _flag("escalated", "escalated")] = None,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()
    asked = {"state": state, "category": category, "class_": class_, "overdue": overdue, "escalated": escalated}

    def row(item: Item) -> tuple[Any, ...]:
        late = screen.word("answer.yes" if item["overdue"] else "answer.no")
        due = day(item["due_at"] or item["verify_by"])
        return (
            *(item["id"], item["ticket"], screen.word(f"case.{item['state']}")),
            *(screen.word(f"category.{item['category']}"), item["subject"], due, late),
        )

    with registry:
        found = registry.complaints.list(**{name: value for name, value in asked.items() if value is not None})
        listed(screen, found, limit, ("id", "ticket", "state", "category", "subject", "due", "late"), row)


def show(screen: Screen, complaint_id: Id) -> int:
    registry, _ = screen.registry()
    with registry:
        found = registry.complaints.get(complaint_id)
    if screen.as_json:
        screen.json(found)
        return OK
    facts = [
        ("ticket", found["ticket"]),
        ("state", screen.word(f"case.{found['state']}")),
        ("category", screen.word(f"category.{found['category']}")),
        ("class", screen.word(f"class.{found['class']}") if found["class"] else None),
        ("due", day(found["due_at"] or found["verify_by"])),
        ("escalated", minute(found["escalated_at"])),
        ("merged_into", found["merged_into"]),
        ("merged_with", ", ".join(other["ticket"] for other in found["merged"])),
        ("name", found["name"]),
        ("contact", found["contact"]),
        ("subject", found["subject"]),
        ("body", found["body"]),
        *(("attachment", f"{file['name']} ({file['id']})") for file in found["attachments"]),
    ]
    screen.out.print(
        screen.table(("what", "value"), [(screen.word(f"column.{key}"), told) for key, told in facts if told])
    )
    screen.out.print()
    steps = [
        (minute(event["at"]), screen.word(f"happened.{event['kind']}"), event["text"] or event["office"])
        for event in found["events"]
    ]
    screen.out.print(screen.table(("time", "step", "message"), steps))
    return OK


def _stepped(screen: Screen, answer: Item) -> int:
    return done(screen, answer, "office.case", ticket=answer["ticket"], state=screen.word(f"case.{answer['state']}"))


def verify(
    screen: Screen,
    complaint_id: Id,
    class_: Annotated[Class, typer.Argument(metavar="CLASS", help=help_word("complaint_class"))],
) -> int:
    registry, _ = screen.registry()
    with registry:
        return _stepped(screen, registry.complaints.verify(complaint_id, class_))


def assign(
    screen: Screen,
    complaint_id: Id,
    account_id: Annotated[str, typer.Argument(metavar="ACCOUNT", help=help_word("account_id"))],
) -> int:
    registry, _ = screen.registry()
    with registry:
        return _stepped(screen, registry.complaints.assign(complaint_id, account_id))


_Text = Annotated[str, typer.Argument(metavar="TEXT", help=help_word("complaint_text"))]


def respond(screen: Screen, complaint_id: Id, text: _Text) -> int:
    registry, _ = screen.registry()
    with registry:
        return _stepped(screen, registry.complaints.respond(complaint_id, text))


def resolve(
    screen: Screen,
    complaint_id: Id,
    text: _Text,
    evidence: Annotated[str | None, typer.Option("--evidence", help=help_word("evidence"))] = None,
) -> int:
    registry, _ = screen.registry()
    with registry:
        return _stepped(screen, registry.complaints.resolve(complaint_id, text, evidence))


def reject(screen: Screen, complaint_id: Id, text: _Text) -> int:
    registry, _ = screen.registry()
    with registry:
        return _stepped(screen, registry.complaints.reject(complaint_id, text))


def reopen(screen: Screen, complaint_id: Id, text: _Text) -> int:
    registry, _ = screen.registry()
    with registry:
        return _stepped(screen, registry.complaints.reopen(complaint_id, text))


def close(screen: Screen, complaint_id: Id) -> int:
    registry, _ = screen.registry()
    with registry:
        return _stepped(screen, registry.complaints.close(complaint_id))


def refer(
    screen: Screen,
    complaint_id: Id,
    office: Annotated[str, typer.Argument(metavar="OFFICE", help=help_word("other_office"))],
    text: _Text,
) -> int:
    registry, _ = screen.registry()
    with registry:
        return _stepped(screen, registry.complaints.refer(complaint_id, office, text))


def merge(
    screen: Screen, complaint_id: Id, into: Annotated[str, typer.Argument(metavar="INTO", help=help_word("merge_into"))]
) -> int:
    registry, _ = screen.registry()
    with registry:
        return _stepped(screen, registry.complaints.merge(complaint_id, into))


def unmerge(screen: Screen, complaint_id: Id) -> int:
    registry, _ = screen.registry()
    with registry:
        return _stepped(screen, registry.complaints.unmerge(complaint_id))


def attach(
    screen: Screen,
    complaint_id: Id,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help=help_word("attachment"))],
) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.complaints.attach(complaint_id, file.name, file.read_bytes()), "office.attached")


def export(
    screen: Screen,
    output: Annotated[Path, typer.Argument(dir_okay=False, help=help_word("output"))],
    region: Annotated[str | None, typer.Option("--region", help=help_word("region"))] = None,
    year: Annotated[int | None, typer.Option("--year", help=help_word("year"))] = None,
) -> int:
    registry, _ = screen.registry()
    with registry, output.open("wb") as file:
        for piece in registry.complaints.exchange_csv(region_code=region, year=year):
            file.write(piece)
    return done(screen, {"file": str(output)}, "office.exported", file=output)


def add_to(group: typer.Typer) -> None:
    group.add_typer(app, name="complaints", help=help_word("complaints_desk"), no_args_is_help=True)


for _name, _function in (
    ("list", complaints), ("show", show), ("verify", verify), ("assign", assign), ("respond", respond),
    ("resolve", resolve), ("reject", reject), ("reopen", reopen), ("close", close), ("refer", refer),
    ("merge", merge), ("unmerge", unmerge), ("attach", attach), ("export", export),
):  # fmt: skip
    command(app, _name, help=f"complaint_{_name}")(_function)

"""``sweet17 office cards …``: who is due, what stands still, cards given out with their receipt, blank cards."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sweet17.cli import files
from sweet17.cli.card_file import receivers_in
from sweet17.cli.files import Force
from sweet17.cli.listing import Id, Item, Limit, done, listed
from sweet17.cli.lists import content_of, told_by_line
from sweet17.cli.office.imports import import_registry
from sweet17.cli.office.issues import school_named
from sweet17.cli.screen import OK, Screen, Usage, command
from sweet17.cli.words import help_word
from sweet17.client import Sweet17

app = typer.Typer()


class Problem(StrEnum):
    DUPLICATE = "duplicate"
    ADJUDICATE = "adjudicate"
    ENROL_FAILURE = "enrol_failure"
    SEARCH_FAILURE = "search_failure"
    REQUEST_VALIDATION = "request_validation"
    STUCK_SENT = "stuck_sent"
    STUCK_HERE = "stuck_here"
    UNKNOWN_AT_CENTRE = "unknown_at_centre"
    UNKNOWN_CODE = "unknown_code"
    RETURNED = "returned"
    NOT_RECEIVED = "not_received"


class Movement(StrEnum):
    RECEIVED = "received"
    USED = "used"
    SPOILED = "spoiled"
    SENT = "sent"
    COUNTED = "counted"


Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help=help_word("day"))]
Region = Annotated[str | None, typer.Option("--region", help=help_word("region"))]
School = Annotated[str | None, typer.Option("--school", help=help_word("cards_school"))]
Receipt = Annotated[Path | None, typer.Option("--receipt", dir_okay=False, help=help_word("receipt_file"))]


def _iso(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None


# --- what is due, what stands still ------------------------------------------------------------------------------


def due(
    screen: Screen,
    school: School = None,
    region: Region = None,
    on: Day = None,
    within_days: Annotated[int, typer.Option("--within", min=0, max=366, help=help_word("within"))] = 7,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        return (
            item["turns_17_on"],
            item["name"],
            item["class_group"],
            screen.word(f"card.{item['card_state']}"),
            item["student_id"],
        )

    with registry:
        school_id = school_named(registry, school) if school else None
        found = registry.cards.due(school_id=school_id, region_code=region, on=_iso(on), within_days=within_days)
    columns = ("turns_17_on", "name", "class_group", "card_state", "id")
    listed(screen, found["items"], limit, columns, row, counts=found["counts"])
    if not screen.as_json:
        counts = [(screen.word(f"card.{state}"), count) for state, count in found["counts"].items() if count]
        screen.show(("card_state", "count"), counts)


def problems(
    screen: Screen,
    kind: Annotated[Problem | None, typer.Option("--kind", help=help_word("problem_kind"))] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=help_word("problem_overdue"))] = False,
    region: Region = None,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        return (
            item["student_id"],
            item["name"],
            screen.word(f"problem.{item['kind']}"),
            item["card_status_raw"] or None,
            item["age_days"],
            item["next_step"],
        )

    with registry:
        asked = {"kind": kind.value if kind else None, "overdue": True if overdue else None, "region_code": region}
        columns = ("id", "name", "problem_kind", "code", "days", "next_step")
        listed(screen, registry.cards.problems(**asked), limit, columns, row)


# --- handing over ------------------------------------------------------------------------------------------------


def handover(
    screen: Screen,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help=help_word("receivers_file"))],
    place: Annotated[str, typer.Option("--place", help=help_word("handover_place"))],
    date: Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help=help_word("day"))],
    school: School = None,
    receipt: Receipt = None,
    force: Force = False,
) -> int:
    registry, _ = screen.registry()
    lines, items = receivers_in(content_of(file))
    if receipt is not None:
        files.free(receipt, force=force)
    with registry, told_by_line(screen, lines):
        school_id = school_named(registry, school) if school else None
        made = registry.cards.hand_over(date=_iso(date), place=place, school_id=school_id, items=items)
        if receipt is None:
            return done(screen, made, "cards.handed_over", count=len(items))
        # What was given out is told first: should the paper fail, `receipt` writes it later.
        screen.warn("cards.handed_over", id=made["id"], count=len(items))
        return _write_receipt(screen, registry, made["id"], receipt)


def handovers(screen: Screen, school: School = None, region: Region = None, limit: Limit = 50) -> None:
    registry, _ = screen.registry()
    with registry:
        school_id = school_named(registry, school) if school else None
        found = registry.cards.handovers(school_id=school_id, region_code=region)
        listed(screen, found, limit, ("id", "date", "place", "cards", "confirmed"), _handover)


def _handover(item: Item) -> tuple[Any, ...]:
    confirmed = sum(one["received"] is not None for one in item["items"])
    return item["id"], item["date"], item["place"], len(item["items"]), confirmed


def receipt(
    screen: Screen,
    handover_id: Id,
    out: Annotated[Path, typer.Option("--output", "-o", dir_okay=False, help=help_word("output"))],
    force: Force = False,
) -> int:
    registry, _ = screen.registry()
    files.free(out, force=force)
    with registry:
        return _write_receipt(screen, registry, handover_id, out)


def _write_receipt(screen: Screen, registry: Sweet17, handover_id: str, out: Path) -> int:
    with screen.err.status(screen.word("planning.writing")):
        letter = registry.cards.write_receipt(handover_id)
        return files.keep(screen, out, registry.letters.pdf(letter["id"]), "planning.letter_written")


def confirm(
    screen: Screen,
    handover_id: Id,
    missing: Annotated[
        list[str] | None, typer.Option("--missing", metavar="ID", help=help_word("missing_card"))
    ] = None,
) -> int:
    registry, _ = screen.registry()
    lost = set(missing or ())
    with registry:
        open_ = [item for item in registry.cards.handover(handover_id)["items"] if item["received"] is not True]
        if strange := sorted(lost - {item["student_id"] for item in open_}):
            raise Usage("usage.not_in_handover", id=strange[0])
        if not open_:
            screen.say("cards.nothing_to_confirm")
            return OK
        answer = registry.cards.confirm_handover(handover_id, [_word(item, lost) for item in open_])
    return done(screen, answer, "cards.confirmed", count=len(open_) - len(lost), missing=len(lost))


def _word(item: Item, lost: set[str]) -> Item:
    """What the school says of one card: received as the receipt has it, or not at all."""
    if item["student_id"] in lost:
        return {"student_id": item["student_id"], "received": False}
    return {name: item[name] for name in ("student_id", "received_by", "relation")}


# --- blank cards -------------------------------------------------------------------------------------------------


def stock(
    screen: Screen,
    enter: Annotated[Movement | None, typer.Option("--enter", help=help_word("stock_enter"))] = None,
    quantity: Annotated[int | None, typer.Option("--quantity", min=0, max=1_000_000, help=help_word("stock_n"))] = None,
    day: Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help=help_word("day"))] = None,
    note: Annotated[str | None, typer.Option("--note", help=help_word("stock_note"))] = None,
    region: Region = None,
) -> int:
    if (enter is None) != (quantity is None):
        raise Usage("usage.stock")
    registry, _ = screen.registry()
    with registry:
        found = registry.cards.blank_stock(region_code=region)
        if enter is not None and quantity is not None:
            more = {"day": _iso(day), "note": note}
            found = registry.cards.move_blanks(
                enter.value,
                quantity,
                found["version"],
                region_code=region,
                **{name: value for name, value in more.items() if value is not None},
            )
    if screen.as_json:
        screen.json(found)
        return OK
    names = ("on_hand", "runs_out_on", "order_by", "order", "needed_until_delivery", "waiting_now", "counted_on")
    screen.show(("what", "value"), [(screen.word(f"stock.{name}"), found[name]) for name in names])
    screen.out.print(found["message"])
    return OK


command(app, "due", help="cards_due")(due)
command(app, "problems", help="cards_problems")(problems)
command(app, "handover", help="cards_handover")(handover)
command(app, "handovers", help="cards_handovers")(handovers)
command(app, "receipt", help="cards_receipt")(receipt)
command(app, "confirm", help="cards_confirm")(confirm)
command(app, "stock", help="cards_stock")(stock)
command(app, "import", help="import")(import_registry)


def add_to(office: typer.Typer) -> None:
    office.add_typer(app, name="cards", help=help_word("office_cards"), no_args_is_help=True)


def add_confirming_to(school: typer.Typer) -> None:
    """What a school says of cards that were given out there."""
    command(school, "handovers", help="cards_handovers")(handovers)
    command(school, "confirm-cards", help="cards_confirm")(confirm)

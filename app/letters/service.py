"""Issuing letters, and changing the head under which they go out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from app.cards import handover_queries as handovers
from app.cards import slips
from app.core.access import Actor
from app.core.clock import now
from app.core.crypto import place
from app.core.db import insert_into, keys_of
from app.core.errors import Fault, Invalid, Unavailable, VersionMismatch, VersionMissing
from app.core.ids import new_id
from app.core.requests import first_time
from app.documents.rendering import NotFinished, NotRendered, render
from app.journal import service as journal
from app.letters import contents, queries, rules
from app.letters.contents import Facts, Head, Pupil
from app.letters.models import Letter, Letterhead, LetterKind, LetterNumber
from app.letters.receipt import receipt
from app.letters.report import Former, Ledger, later, ledger, report
from app.regions.models import Region
from app.visits import queries as visits
from app.visits.models import Visit

# --- issuing ---------------------------------------------------------------------------------------------------


class Outdated(Exception):
    """Since a letter was set its number went to another one, or the visit changed: set it again."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter that was set before its transaction: good for the same data, its number included, and no other."""

    data: Mapping[str, Any]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Matter:
    """A letter but for its number: whose it is, and what it says."""

    region_code: str
    head: Head
    today: date
    said: Mapping[str, Any]
    school_id: UUID | None
    visit_id: UUID | None = None
    handover_id: UUID | None = None
    addendum: int = 0
    ledger: Ledger = field(default_factory=dict)

    def number(self, kind: LetterKind, sequence: int) -> str:
        head = self.head
        return rules.number(
            head.number_format, code=head.codes[kind.value], unit=head.unit_code, sequence=sequence, day=self.today
        )

    def under(self, number: str) -> dict[str, Any]:
        """What a template gets."""
        return {**self.said, "number": number}


def issue(
    session: Session,
    actor: Actor,
    about: UUID,
    kind: LetterKind,
    public_url: str,
    *,
    id: UUID | None = None,
    prepared: Prepared | None = None,
) -> tuple[Letter, bool]:
    """
    A letter about a visit, or the receipt of a handover; the flag says whether it is new or was asked for before.

    A further report is an addendum that names what came since; a handover has one receipt for ever. The visit or the
    handover stays locked meanwhile, so that a letter tells of one moment, and the number is taken last, so that it has
    no gap when something is refused. What was set beforehand is taken if it says the same; without it the letter is
    set here, while others wait.

    Raises :class:`NotFound` for what is out of sight, the refusals of :mod:`app.letters.rules`, and :class:`Outdated`.
    """
    if kind is LetterKind.RECEIPT:
        handover = handovers.locked(session, actor, about)
        first_time(session, actor, id, "letter", {"handover_id": str(handover.id), "kind": kind.value})
        former = queries.receipt_of(session, handover.id)
        if former is not None:
            return former, False
        matter = _of_handover(session, actor, handover.id)
    else:
        visit = visits.get(session, actor, about, lock=True)
        if not first_time(session, actor, id, "letter", {"visit_id": str(visit.id), "kind": kind.value}):
            return queries.get(session, actor, id or new_id()), False
        matter = _of_visit(session, actor, visit, kind, public_url)
    return _keep(session, actor, kind, matter, id or new_id(), prepared), True


def _keep(
    session: Session, actor: Actor, kind: LetterKind, matter: Matter, letter_id: UUID, prepared: Prepared | None
) -> Letter:
    """Number, seal and note a letter. Raises :class:`Outdated` where ``prepared`` says something else."""
    sequence = _next_number(session, matter.region_code, matter.today.year)
    number = matter.number(kind, sequence)
    data = matter.under(number)
    if prepared is not None and prepared.data != data:
        raise Outdated
    pdf = prepared.pdf if prepared is not None else typeset(kind, data).pdf
    key_id, sealed = keys_of(session).seal(pdf, place("letters", "sealed", letter_id))
    letter = Letter(
        id=letter_id,
        region_code=matter.region_code,
        visit_id=matter.visit_id,
        handover_id=matter.handover_id,
        school_id=matter.school_id,
        kind=kind,
        addendum=matter.addendum,
        number=number,
        sequence=sequence,
        year=matter.today.year,
        date=matter.today,
        ledger=dict(matter.ledger),
        digest=sha256(pdf).hexdigest(),
        size=len(pdf),
        sealed_key_id=key_id,
        sealed=sealed,
        issued_by=actor.account_id,
    )
    session.add(letter)
    session.flush()
    _note_issued(session, actor, letter)
    return letter


def draft(
    session: Session, actor: Actor, about: UUID, kind: LetterKind, public_url: str, *, id: UUID | None = None
) -> Mapping[str, Any] | None:
    """
    What the letter would say if it went out now, under the number that comes next; ``None`` where it went out already.

    It takes no number and locks nothing; slips get their codes, which stay good whatever becomes of the letter. Raises
    what :func:`issue` raises.
    """
    if kind is LetterKind.RECEIPT:
        handover_id = handovers.get_handover(session, actor, about).id
        gone_out = queries.receipt_of(session, handover_id) is not None
        matter = None if gone_out else _of_handover(session, actor, handover_id)
    else:
        visit = visits.get(session, actor, about)
        gone_out = id is not None and queries.find(session, actor, id) is not None
        matter = None if gone_out else _of_visit(session, actor, visit, kind, public_url)
    if matter is None:
        return None
    last = session.get(LetterNumber, (matter.region_code, matter.today.year))
    return matter.under(matter.number(kind, last.last + 1 if last is not None else 1))


def typeset(kind: LetterKind, data: Mapping[str, Any]) -> Prepared:
    """Set a letter, which takes up to seconds. Raises :class:`Unavailable` when it takes too long."""
    try:
        return Prepared(data, render(kind.value, data, now()))
    except NotFinished as failure:
        raise Unavailable from failure


def _of_visit(session: Session, actor: Actor, visit: Visit, kind: LetterKind, public_url: str) -> Matter:
    rules.refuse_kind(kind, visit.state, visit.kind)
    facts = queries.facts(session, visit)
    former = queries.former_report(session, visit, facts.pupils) if kind is LetterKind.REPORT else None
    said = _content(session, actor, visit, facts, kind, former, public_url)
    return Matter(
        region_code=visit.region_code,
        head=facts.head,
        today=facts.today,
        said=contents.common(facts, "") | said,
        school_id=visit.school_id,
        visit_id=visit.id,
        addendum=former.addenda + 1 if former is not None else 0,
        ledger=ledger(facts.pupils) if kind is LetterKind.REPORT else {},
    )


def _of_handover(session: Session, actor: Actor, handover_id: UUID) -> Matter:
    handover = handovers.get_handover(session, actor, handover_id)
    facts = queries.handover_facts(session, handover)
    if not any(card.named for card in facts.cards):
        raise rules.NoCardToName
    return Matter(
        region_code=handover.region_code,
        head=facts.head,
        today=facts.today,
        said=receipt(facts),
        school_id=handover.school_id,
        handover_id=handover.id,
    )


def _content(
    session: Session, actor: Actor, visit: Visit, facts: Facts, kind: LetterKind, former: Former | None, public_url: str
) -> dict[str, Any]:
    """What a letter says, or the refusal of one that would say nothing."""
    _refuse_many(len(facts.pupils))
    match kind:
        case LetterKind.NOTICE:
            return contents.notice(facts, queries.latest_notice(session, visit))
        case LetterKind.ASSIGNMENT:
            return _assignment(session, visit, facts)
        case LetterKind.ROSTER:
            _refuse_none(facts.expected)
            return contents.roster(facts)
        case LetterKind.SLIPS:
            return _slips(session, actor, facts, public_url)
        case LetterKind.CONSENT:
            pupils = queries.to_consent(session, actor, visit)
            _refuse_none(pupils)
            _refuse_many(len(pupils))
            return contents.consent(facts, pupils)
        case LetterKind.REPORT:
            return _report(facts, former)
        case LetterKind.RECEIPT:  # pragma: no cover - refused before: it is no visit's letter
            raise rules.NotForKind


def _assignment(session: Session, visit: Visit, facts: Facts) -> dict[str, Any]:
    if not facts.members:
        raise rules.NoTeamMembers
    return contents.assignment(facts, queries.latest_notice(session, visit))


def _report(facts: Facts, former: Former | None) -> dict[str, Any]:
    if former is not None and not later(facts.pupils, former.ledger) and not former.gone:
        raise rules.NothingNew
    return report(facts, former)


def _refuse_none(pupils: Sequence[Pupil]) -> None:
    if not pupils:
        raise rules.NobodyToName


def _refuse_many(pupils: int) -> None:
    if pupils > rules.MOST_PUPILS:
        raise rules.TooManyPupils(most=rules.MOST_PUPILS)


def _slips(session: Session, actor: Actor, facts: Facts, public_url: str) -> dict[str, Any]:
    holders = contents.slip_holders(facts)
    _refuse_none(holders)
    codes = slips.codes_for(session, actor, {pupil.student_id for pupil in holders})
    return contents.slips(facts, codes, {id: slips.slip(code, public_url).url for id, code in codes.items()})


def _next_number(session: Session, region_code: str, year: int) -> int:
    """The next of the regency's numbers in a year. Two at once wait for each other; who is refused gives it back."""
    statement = insert_into(session, LetterNumber).values(region_code=region_code, year=year, last=1)
    statement = statement.on_conflict_do_update(
        index_elements=["region_code", "year"], set_={"last": col(LetterNumber.last) + 1}
    ).returning(col(LetterNumber.last))
    return int(session.execute(statement).scalar_one())


def _note_issued(session: Session, actor: Actor, letter: Letter) -> None:
    journal.write(
        session,
        actor,
        "letters.issued",
        "letter",
        letter.id,
        region_code=letter.region_code,
        school_id=letter.school_id,
        data={
            ("visit_id" if letter.visit_id is not None else "handover_id"): str(letter.visit_id or letter.handover_id),
            "kind": letter.kind.value,
            "year": letter.year,
            "sequence": letter.sequence,
            "addendum": letter.addendum,
            "digest": letter.digest,
        },
    )


# --- letterheads -----------------------------------------------------------------------------------------------


def set_letterhead(
    session: Session, actor: Actor, region_code: str, version: int | None, facts: Mapping[str, Any]
) -> Head:
    """
    The head for a regency's letters from now on; those that went out keep theirs.

    Raises :class:`NotFound` for anything but a regency in scope, :class:`VersionMissing` and
    :class:`VersionMismatch` where one stands already, :class:`Invalid` for a format that cannot be used. Whether an
    image can be set is asked before, outside the transaction: :func:`prove_logo`.
    """
    region = queries.regency(session, actor, region_code)
    # The region's row is there also before the first head, so two first ones wait for each other.
    session.get_one(Region, region.region_code, with_for_update=True)
    present = session.get(Letterhead, region.region_code, populate_existing=True)
    if present is not None and version is None:
        raise VersionMissing
    if version not in (None, present.version if present is not None else 0):
        raise VersionMismatch
    _check(facts, queries.head_of(session, region))
    if present is None:
        present = Letterhead(region_code=region.region_code, **facts)
        session.add(present)
        changed = sorted(facts)
    else:
        changed = sorted(name for name, value in facts.items() if getattr(present, name) != value)
        if not changed:
            return queries.head_of(session, region)
        for name in changed:
            setattr(present, name, facts[name])
        present.version += 1
    session.flush()
    journal.write(
        session, actor, "letterheads.set", "region", None, region_code=region.region_code, data={"fields": changed}
    )
    return queries.head_of(session, region)


def _check(facts: Mapping[str, Any], present: Head) -> None:
    fault = rules.number_format_fault(facts["number_format"])
    if fault is not None:
        raise Invalid([fault])
    wanted = Head(**{**asdict(present), **facts})
    number, day = 999_999, rules.LONGEST_MONTH
    printed = (
        rules.number(wanted.number_format, code=code, unit=wanted.unit_code, sequence=number, day=day)
        for code in wanted.codes.values()
    )
    if max(map(len, printed)) > rules.NUMBER_LENGTH:
        raise Invalid([Fault("/number_format", "letters.number_too_long", {"most": rules.NUMBER_LENGTH})])


def prove_logo(facts: Mapping[str, Any], present: Head) -> None:
    """Raise :class:`Invalid` for a new image that no letter could carry: it is set once, to see."""
    wanted = Head(**{**asdict(present), **facts})
    if wanted.logo is None or wanted.logo == present.logo:
        return
    fault = rules.logo_fault(wanted.logo)
    if fault is not None:
        raise Invalid([fault])
    # What typst cannot read now it could not read on the day of a letter either.
    try:
        render("sample", contents.under(wanted), now())
    except (NotRendered, NotFinished) as failure:
        raise Invalid([Fault("/logo", "letters.logo_unreadable")]) from failure

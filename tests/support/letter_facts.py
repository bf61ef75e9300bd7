"""A visit as letters know it, made without a database: as many pupils as a page needs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.cards.models import Relation
from app.letters import contents, rules
from app.letters.contents import Announced, Facts, Head, Pupil
from app.letters.models import LetterKind
from app.letters.receipt import HandoverFacts, Received, receipt
from app.letters.report import Former, report
from app.schools.models import SchoolKind
from app.visits.models import VisitKind

ZONE = ZoneInfo("Asia/Makassar")
AT = datetime(2026, 11, 24, 9, tzinfo=ZONE)
LONG = "MUHAMMAD RIZKY ADITYA PRATAMA PUTRA AL-FATIH KUSUMANINGRAT BIN ABDURRAHMAN WAHID HASYIM ASY'ARI"
ARABIC = "محمد نور الإيمان بن عبد الله"
OUTCOMES = ("recorded", "absent", None, "already_recorded", "failed", "recorded", "deferred")
NUMBER = "400.12/017/DISDUKCAPIL/2026"

HEAD = Head(
    heading_lines=["Pemerintah Kabupaten Balangan", "Dinas Kependudukan dan Pencatatan Sipil"],
    address_lines=["Jalan Contoh Nomor 1 Paringin 71618", "Telepon (0526) 000000"],
    place="Paringin",
    logo=None,
    signer_name="Dra. Hj. CONTOH PEJABAT, M.Si.",
    signer_title="Kepala Dinas Kependudukan dan Pencatatan Sipil Kabupaten Balangan",
    signer_rank="Pembina Utama Muda",
    signer_nip="197001011995032001",
    number_format=rules.DEFAULT_FORMAT,
    unit_code=rules.DEFAULT_UNIT,
    codes={kind.value: code for kind, code in rules.DEFAULT_CODES.items()},
    copies=[],
)


def pupil(n: int, **facts: Any) -> Pupil:
    plain = Pupil(
        student_id=UUID(int=n),
        name=f"SISWA {n:03}",
        sex="LP"[n % 2],
        nik_masked="6311************",
        class_group=f"XI {n // 12:02}",
        slot_start=time(8 + (n // 12) % 4),
        slot_end=time(9 + (n // 12) % 4),
        outcome=None,
        walk_in=False,
        guest=False,
        named=True,
    )
    return replace(plain, **facts)


def some(count: int, *, outcomes: bool = False) -> list[Pupil]:
    """Pupils of whom every seventh has a long name and every eleventh one in Arabic script."""
    found = []
    for n in range(1, count + 1):
        name = LONG if n % 7 == 3 else ARABIC if n % 11 == 5 else f"SISWA {n:03}"
        found.append(pupil(n, name=name, outcome=OUTCOMES[n % len(OUTCOMES)] if outcomes else None))
    return found


def visit(pupils: Sequence[Pupil], **facts: Any) -> Facts:
    plain = Facts(
        kind=VisitKind.RECORDING,
        day=date(2026, 11, 30),
        starts=datetime(2026, 11, 30, 8, tzinfo=ZONE),
        ends=datetime(2026, 11, 30, 12, tzinfo=ZONE),
        zone=ZONE.key,
        school_name="SMA NEGERI 1 PARINGIN",
        school_kind=SchoolKind.SMA,
        address="Jalan Basuki Rahmat",
        district="Paringin",
        regency="Kabupaten Balangan",
        province="Kalimantan Selatan",
        team_name="Tim 1",
        members=[{"name": "AHMAD FAUZI", "task": "operator"}, {"name": "RINA WATI", "task": "koordinator"}],
        kits=["KIT-1", "KIT-2"],
        head=HEAD,
        today=date(2026, 11, 24),
        pupils=pupils,
    )
    return replace(plain, **facts)


def handover(cards: Sequence[Received], **facts: Any) -> HandoverFacts:
    plain = HandoverFacts(
        day=date(2026, 11, 24),
        place="SMA NEGERI 1 PARINGIN",
        school_name="SMA NEGERI 1 PARINGIN",
        head=HEAD,
        today=date(2026, 11, 24),
        cards=cards,
    )
    return replace(plain, **facts)


def taken(pupils: Sequence[Pupil]) -> list[Received]:
    """The cards of ``pupils``, taken by themselves, a parent or a teacher in turn."""
    takers = ((Relation.SELF, None), (Relation.PARENT, "SITI ROHANI"), (Relation.TEACHER, "BU GURU"))
    return [
        Received(
            name=each.name,
            class_group=each.class_group,
            nik_masked=each.nik_masked,
            received_by=takers[n % 3][1] or each.name,
            relation=takers[n % 3][0],
            named=each.named,
        )
        for n, each in enumerate(pupils)
    ]


def data(kind: LetterKind, facts: Facts, former: Former | None = None) -> dict[str, Any]:
    """What the template of ``kind`` gets, as the service gives it."""
    if kind is LetterKind.RECEIPT:
        return receipt(handover(taken(facts.pupils))) | {"number": NUMBER}
    return contents.common(facts, NUMBER) | dict(_said(kind, facts, former))


def _said(kind: LetterKind, facts: Facts, former: Former | None) -> Mapping[str, Any]:
    match kind:
        case LetterKind.NOTICE:
            return contents.notice(facts, None)
        case LetterKind.ASSIGNMENT:
            return contents.assignment(facts, Announced("400.12/016/DISDUKCAPIL/2026", date(2026, 11, 23)))
        case LetterKind.ROSTER:
            return contents.roster(facts)
        case LetterKind.SLIPS:
            holders = contents.slip_holders(facts)
            codes = {each.student_id: f"{each.student_id.int:016}" for each in holders}
            return contents.slips(facts, codes, {id: f"https://contoh.id/k#{code}" for id, code in codes.items()})
        case LetterKind.CONSENT:
            return contents.consent(facts, facts.expected)
        case LetterKind.REPORT:
            return report(facts, former)
        case LetterKind.RECEIPT:
            raise AssertionError("a receipt is of a handover")

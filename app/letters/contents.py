"""
What each letter says: facts in, a template's data out, in the Indonesian of offices (*tata naskah dinas*).

Pure: no session, no clock. Words that never change stand in the templates (``app/documents/templates``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from typing import Any
from uuid import UUID

from app.letters import rules
from app.letters.rules import counted
from app.schools.models import SchoolKind
from app.visits.models import VisitKind


@dataclass(frozen=True, slots=True)
class Pupil:
    """Somebody on a visit's roster, or who should be."""

    student_id: UUID
    name: str
    sex: str | None
    nik_masked: str | None
    class_group: str | None
    slot_start: time | None
    slot_end: time | None
    outcome: str | None
    walk_in: bool
    guest: bool
    """Learns elsewhere: who they are is not this school's to know."""
    named: bool
    """May appear (:func:`app.students.queries.may_appear`); who may not is counted only."""
    away: bool = False
    """Moved away or died since: nobody calls them, the report still counts their place."""
    due: bool = True
    """Still here and recorded nowhere (:func:`app.students.queries.is_unrecorded`)."""


@dataclass(frozen=True, slots=True)
class Announced:
    """The latest notice that the school got of a visit."""

    number: str
    date: date


@dataclass(frozen=True, slots=True)
class Head:
    """A letterhead as it holds for a region, its own or the default."""

    heading_lines: Sequence[str]
    address_lines: Sequence[str]
    place: str
    logo: bytes | None
    signer_name: str | None
    signer_title: str
    signer_rank: str | None
    signer_nip: str | None
    number_format: str
    unit_code: str
    codes: Mapping[str, str]
    copies: Sequence[str]
    version: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a visit on the day a letter is written."""

    kind: VisitKind
    day: date
    starts: datetime
    ends: datetime
    """Local times."""
    zone: str
    school_name: str
    school_kind: SchoolKind
    address: str | None
    district: str
    regency: str
    province: str
    team_name: str
    members: Sequence[Mapping[str, str]]
    kits: Sequence[str]
    head: Head
    today: date
    pupils: Sequence[Pupil] = ()
    """In order of class and name."""

    @property
    def expected(self) -> list[Pupil]:
        """Whom the school is to send and who may be named."""
        return [pupil for pupil in self.pupils if not pupil.walk_in and pupil.named and not pupil.away]


_ACTIVITIES = {
    VisitKind.RECORDING: "Perekaman KTP-el",
    VisitKind.CATCH_UP: "Perekaman KTP-el Susulan",
    VisitKind.OUTREACH: "Pelayanan KTP-el Jemput Bola",
    VisitKind.HANDOVER: "Penyerahan KTP-el",
}
GUEST = "Tamu (terdaftar di tempat lain)"
_NO_CLASS = "Tanpa kelas"
_LAW = (
    "Undang-Undang Nomor 23 Tahun 2006 tentang Administrasi Kependudukan sebagaimana telah diubah dengan "
    "Undang-Undang Nomor 24 Tahun 2013"
)
FREE = "Seluruh layanan tidak dipungut biaya (Undang-Undang Nomor 24 Tahun 2013 Pasal 79A)."
KK = "Membawa fotokopi Kartu Keluarga (KK)."


def common(facts: Facts, number: str) -> dict[str, Any]:
    """What every template needs."""
    head, zone = facts.head, rules.zone_name(facts.zone)
    activity = _ACTIVITIES[facts.kind]
    return {
        "head": _head(head),
        "number": number,
        "place": head.place,
        "date": rules.long_date(facts.today),
        "signer": _signer(head),
        "visit": {
            "activity": activity,
            "plain": activity.replace("Perekaman", "perekaman").replace("Pelayanan", "pelayanan"),
            "day": rules.day_and_date(facts.day),
            "hours": f"{rules.clock(facts.starts)} s.d. {rules.clock(facts.ends)} {zone}",
            "zone": zone,
            "place": ", ".join(
                part for part in (facts.school_name, facts.address, f"Kecamatan {facts.district}") if part
            ),
        },
        "school": {"name": facts.school_name, "district": facts.district},
        "team": facts.team_name,
        "copies": [],
    }


def _head(head: Head) -> dict[str, Any]:
    return {
        "heading_lines": list(head.heading_lines),
        "address_lines": list(head.address_lines),
        # JSON has no bytes; templates take an image as numbers.
        "logo": list(head.logo) if head.logo is not None else None,
    }


def _signer(head: Head) -> dict[str, Any]:
    return {
        "title": head.signer_title,
        "name": head.signer_name,
        "rank": head.signer_rank,
        "nip": head.signer_nip,
        "blank_nip": head.signer_name is None,
    }


# --- to the school ---------------------------------------------------------------------------------------------


def notice(facts: Facts, announced: Announced | None) -> dict[str, Any]:
    """
    *Surat pemberitahuan*: when, how many of which class when, what to bring, what becomes of the absent.

    It says which former notice of the same visit it replaces, so that a school never holds two dates.
    """
    handover = facts.kind is VisitKind.HANDOVER
    plain = _ACTIVITIES[facts.kind][0].lower() + _ACTIVITIES[facts.kind][1:]
    reason = (
        f"Berdasarkan {_LAW} (Pasal 63), Warga Negara Indonesia yang telah berumur 17 tahun, telah kawin, atau pernah "
        f"kawin wajib memiliki KTP-el. Bersama ini kami beritahukan bahwa {plain} di sekolah Saudara akan dilaksanakan "
        "pada:"
    )
    classes = _classes(facts.expected)
    return {
        "reason": reason,
        "classes": [
            {"name": name, "number": len(pupils), "slot": rules.span(pupils[0].slot_start, pupils[0].slot_end)}
            for name, pupils in classes.items()
        ],
        "pupils": counted(len(facts.expected)),
        "replaces": _replaces(announced),
        "requests": _requests(handover=handover),
        "advice": _handover_advice() if handover else _advice(),
        "copies": [*_education_office(facts), *facts.head.copies, "Arsip."],
    }


def _replaces(announced: Announced | None) -> str:
    if announced is None:
        return ""
    return f"Surat ini menggantikan surat kami Nomor {announced.number} tanggal {rules.long_date(announced.date)}."


def _requests(*, handover: bool) -> list[str]:
    asked = [
        "menyampaikan jadwal ini kepada siswa dan orang tua/wali;",
        "menugaskan seorang pendamping dan mengatur agar setiap kelas meninggalkan pelajaran hanya pada gilirannya;",
    ]
    if handover:
        return [*asked, "menyiapkan satu ruangan dengan meja dan kursi."]
    return [*asked, "menyiapkan satu ruangan dengan sumber listrik, meja, kursi, dan latar dinding polos."]


def _advice() -> list[str]:
    return [
        KK,
        (
            "Berpakaian rapi dan berkerah; kacamata dan lensa kontak dilepas saat perekaman. Foto KTP-el hanya dapat "
            "diganti dalam hal tertentu (Permendagri Nomor 74 Tahun 2015 Pasal 13)."
        ),
        (
            "Siswa yang berhalangan hadir dijadwalkan kembali pada kunjungan susulan, atau dapat merekam pada hari "
            "kerja di kantor kami dengan membawa fotokopi KK."
        ),
        "Siswa yang sudah pernah merekam tidak perlu merekam lagi. KTP-el dicetak setelah siswa berumur 17 tahun.",
        FREE,
    ]


def _handover_advice() -> list[str]:
    return [
        "KTP-el diserahkan kepada siswa yang bersangkutan dengan menunjukkan kartu pelajar atau fotokopi KK.",
        "KTP-el siswa yang berhalangan hadir dapat diambil pada hari kerja di kantor kami.",
        FREE,
    ]


def _education_office(facts: Facts) -> list[str]:
    """Who oversees a school: the province (SMA, SMK, SLB), the regency (PKBM), or the Ministry of Religion."""
    match facts.school_kind:
        case SchoolKind.SMA | SchoolKind.SMK | SchoolKind.SMALB:
            return [f"Kepala Dinas Pendidikan dan Kebudayaan Provinsi {facts.province};"]
        case SchoolKind.MA | SchoolKind.MAK | SchoolKind.PPS:
            return [f"Kepala Kantor Kementerian Agama {facts.regency};"]
        case SchoolKind.PKBM:
            return [f"Kepala Dinas Pendidikan {facts.regency};"]


def _classes(pupils: Sequence[Pupil]) -> dict[str, list[Pupil]]:
    found: dict[str, list[Pupil]] = {}
    for pupil in pupils:
        found.setdefault(pupil.class_group or _NO_CLASS, []).append(pupil)
    return found


# --- for the team ----------------------------------------------------------------------------------------------


def assignment(facts: Facts, announced: Announced | None) -> dict[str, Any]:
    """*Surat Perintah Tugas*; its basis is also what the school was told."""
    basis = [
        f"{_LAW};",
        (
            "Peraturan Presiden Nomor 96 Tahun 2018 tentang Persyaratan dan Tata Cara Pendaftaran Penduduk dan "
            "Pencatatan Sipil;"
        ),
    ]
    if announced is not None:
        basis.append(
            f"Surat {facts.head.signer_title} Nomor {announced.number} tanggal "
            f"{rules.long_date(announced.date)} hal Pemberitahuan Jadwal "
            f"{_ACTIVITIES[facts.kind]};"
        )
    basis[-1] = f"{basis[-1].removesuffix(';')}."
    activity = _ACTIVITIES[facts.kind]
    expected = [pupil for pupil in facts.pupils if not pupil.walk_in and not pupil.away]
    return {
        "basis": basis,
        "members": [{"name": each["name"], "task": each["task"]} for each in facts.members],
        "task": f"Melaksanakan {activity[0].lower()}{activity[1:]} pada:",
        "kits": f"{counted(len(facts.kits), 'set')}: {', '.join(facts.kits)}" if facts.kits else "–",
        "pupils": counted(len(expected), "siswa"),
        "duties": [
            "Memeriksa identitas siswa, menjaga kerahasiaan data pribadi, dan tidak merekam siswa yang sudah direkam.",
            "Tidak menerima pembayaran atau pemberian dalam bentuk apa pun.",
            "Melaporkan hasil pelaksanaan kepada pemberi perintah, dituangkan dalam Berita Acara.",
        ],
        "copies": [f"Kepala {facts.school_name};", *facts.head.copies, "Arsip."],
    }


def roster(facts: Facts) -> dict[str, Any]:
    """*Daftar hadir*: by class and slot, NIK masked."""
    numbers = count(1)
    return {
        "classes": [
            {
                "name": name if name == _NO_CLASS else f"Kelas {name}",
                "slot": f"Giliran {rules.span(pupils[0].slot_start, pupils[0].slot_end)}",
                "pupils": [{"n": next(numbers), **_roster_line(pupil)} for pupil in pupils],
            }
            for name, pupils in _classes(facts.expected).items()
        ],
        "total": len(facts.expected),
    }


def _roster_line(pupil: Pupil) -> dict[str, str]:
    if pupil.guest:
        return {"name": GUEST, "sex": "–", "nik": "–"}
    return {"name": pupil.name, "sex": pupil.sex or "–", "nik": pupil.nik_masked or "–"}


# --- for pupils and parents ------------------------------------------------------------------------------------


def slip_holders(facts: Facts) -> list[Pupil]:
    """Who gets a slip: the school's own pupils who are still to come and to be recorded."""
    return [pupil for pupil in facts.expected if not pupil.guest and pupil.due and pupil.outcome is None]


def slips(facts: Facts, codes: Mapping[UUID, str], links: Mapping[UUID, str]) -> dict[str, Any]:
    """*Slip panggilan* with the pupil's code and the address that its QR code leads to."""
    zone = rules.zone_name(facts.zone)
    return {
        "pupils": [
            {
                "name": pupil.name,
                "class": pupil.class_group or "–",
                "slot": f"{_slot(facts, pupil)} {zone}",
                "code": _halves(codes[pupil.student_id]),
                "qr": links[pupil.student_id],
            }
            for pupil in slip_holders(facts)
        ],
        "bring": [
            "Bawa slip ini dan fotokopi Kartu Keluarga",
            "Pakaian rapi berkerah; lepas kacamata dan lensa kontak",
            "Berhalangan? Lapor wali kelas untuk jadwal susulan",
            "Gratis, tidak dipungut biaya",
        ],
    }


def _halves(code: str) -> list[str]:
    """Two lines of two groups, to be read and typed where no camera helps."""
    groups = [code[n : n + 4] for n in range(0, len(code), 4)]
    return ["-".join(groups[:2]), "-".join(groups[2:])]


def _slot(facts: Facts, pupil: Pupil) -> str:
    start, end = pupil.slot_start or facts.starts.time(), pupil.slot_end or facts.ends.time()
    return rules.span(start, end)


def consent(facts: Facts, pupils: Sequence[Pupil]) -> dict[str, Any]:
    """*Surat persetujuan* of a parent, one page a pupil, with what must be told (UU 27/2022 art. 21)."""
    office = facts.head.heading_lines[-1]
    return {
        "pupils": [{"name": pupil.name, "class": pupil.class_group or "–"} for pupil in pupils],
        "informed": [
            (
                f"Dasar: kewajiban memiliki KTP-el ({_LAW}) dan, bagi anak, persetujuan orang tua/wali (UU Nomor 27 "
                "Tahun 2022 Pasal 25)."
            ),
            "Tujuan: penerbitan KTP-el anak pada saat berumur 17 tahun.",
            (
                "Data yang diproses: nama, NIK, tempat dan tanggal lahir, jenis kelamin, kelas, serta pasfoto, sidik "
                "jari, iris mata, dan tanda tangan. Biometrik hanya disimpan dalam sistem administrasi kependudukan "
                "nasional; aplikasi penjadwalan hanya menyimpan jadwal dan hasil perekaman."
            ),
            "Jangka waktu: selama diwajibkan peraturan administrasi kependudukan dan jadwal retensi arsip.",
            (
                "Hak: memperoleh informasi dan salinan, memperbaiki, membatasi, serta menarik persetujuan, secara "
                f"tertulis kepada {office}; ditanggapi paling lambat 3\u00a0x\u00a024\u00a0jam."
            ),
            (
                "Tanpa persetujuan, anak tidak direkam di sekolah dan tetap dapat merekam di kantor kami bersama orang "
                "tua/wali. Seluruh layanan tidak dipungut biaya."
            ),
        ],
        "hand_in": f"Mohon dikembalikan kepada wali kelas sebelum {rules.day_and_date(facts.day)}.",
    }


def under(head: Head, date: str = "") -> dict[str, Any]:
    """A paper of the office without a number; without a date enough to see a letterhead by."""
    return {"head": _head(head), "number": "", "place": head.place, "date": date, "signer": _signer(head), "copies": []}

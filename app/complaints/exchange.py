"""
Complaints in the words of SP4N-LAPOR!, for the officer who keeps both systems in step.

The national system publishes no form for a file; classes and statuses are the words its own pages use, and the columns
are what its entry form asks. Names and contacts are left out: whoever passes a case on asks the reporter first
(Perpres 76/2013: the complainant's identity is confidential).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.complaints.models import Category, ComplaintClass, ComplaintState
from app.complaints.queries import View
from app.regions.queries import zone

CLASS: Mapping[ComplaintClass | None, str] = {
    None: "",
    ComplaintClass.INFORMATION: "Permintaan Informasi",
    ComplaintClass.COMPLAINT: "Pengaduan Tidak Berkadar Pengawasan",
    ComplaintClass.INVESTIGATION: "Pengaduan Berkadar Pengawasan",
}
STATUS: Mapping[ComplaintState, str] = {
    ComplaintState.RECEIVED: "Belum Terverifikasi",
    ComplaintState.VERIFIED: "Belum Ditindaklanjuti",
    ComplaintState.IN_PROGRESS: "Proses",
    ComplaintState.RESOLVED: "Selesai",
    ComplaintState.CLOSED: "Selesai",
    ComplaintState.REJECTED: "Diarsipkan",
}
CATEGORY: Mapping[Category, str] = {
    Category.SERVICE: "Pelayanan",
    Category.DELAY: "Keterlambatan",
    Category.DATA: "Kesalahan data",
    Category.STAFF: "Sikap petugas",
    Category.ILLEGAL_LEVY: "Pungutan liar",
    Category.FACILITY: "Sarana dan prasarana",
    Category.INFORMATION: "Informasi",
    Category.OTHER: "Lainnya",
}
_FOLLOW_UPS = frozenset({"responded", "resolved", "rejected"})


@dataclass(frozen=True, slots=True)
class Line:
    """One complaint; the names are the file's columns, times are local, ``YYYY-MM-DD HH:MM``."""

    nomor_tiket: str
    tanggal_diterima: str
    klasifikasi: str
    kategori: str
    judul: str
    isi: str
    kode_wilayah: str
    anonim: str
    rahasia: str
    status: str
    tanggal_verifikasi: str
    batas_waktu: str
    tanggal_selesai: str
    tindak_lanjut: str
    """The latest answer of the office."""
    diteruskan_ke: str
    digabung: str
    """Whether it follows another complaint, which the national system would call a duplicate."""


def line(view: View) -> Line:
    complaint = view.complaint
    here = zone(complaint.region_code)
    answers = [event.text for event in view.events if event.kind in _FOLLOW_UPS and event.text]
    offices = [event.office for event in view.events if event.office]
    return Line(
        nomor_tiket=complaint.ticket,
        tanggal_diterima=_local(complaint.received_at, here),
        klasifikasi=CLASS[complaint.complaint_class],
        kategori=CATEGORY[complaint.category],
        judul=view.subject,
        isi=view.body,
        kode_wilayah=complaint.place_code,
        anonim=_yes(complaint.anonymous),
        rahasia=_yes(complaint.secret),
        status=STATUS[complaint.state],
        tanggal_verifikasi=_local(complaint.verified_at, here),
        batas_waktu=_local(complaint.due_at or complaint.verify_by, here),
        tanggal_selesai=_local(complaint.handled_at, here),
        tindak_lanjut=answers[-1] if answers else "",
        diteruskan_ke=offices[-1] if offices else "",
        digabung=_yes(complaint.merged_into is not None),
    )


def _local(at: datetime | None, where: ZoneInfo) -> str:
    return f"{at.astimezone(where):%Y-%m-%d %H:%M}" if at else ""


def _yes(fact: bool) -> str:
    return "Ya" if fact else "Tidak"

"""Letters on paper: what they say, word for word, and how they break over pages."""

import difflib
import io
import os
import re
import time
from datetime import date

import pytest
from pypdf import PdfReader

from app.documents.typesetting import pdf as render
from app.letters.contents import Pupil
from app.letters.models import LetterKind
from app.letters.receipt import receipt
from app.letters.report import Former
from app.schools.models import SchoolKind
from tests.support.letter_facts import AT, LONG, NUMBER, data, handover, pupil, some, taken, visit
from tests.support.letters import pages, words
from tests.support.walk import ROOT

GOLDEN = ROOT / "tests" / "data" / "letters"
FORMER = Former("400.12/016/DISDUKCAPIL/2026", date(2026, 11, 30), {str(pupil(1).student_id): "absent"}, 0)


def few(*, outcomes: bool) -> list[Pupil]:
    return [
        pupil(1, name="AISYAH PUTRI", outcome="recorded" if outcomes else None),
        pupil(2, name="BUDI SANTOSO", outcome="absent" if outcomes else None, guest=True),
        pupil(14, name="NUR'AINI", outcome="failed" if outcomes else None),
        pupil(15, name="DIBATASI", named=False),
        pupil(26, name="TANPA KELAS", class_group=None, walk_in=outcomes, outcome="recorded" if outcomes else None),
    ]


def printed(kind: LetterKind, pupils: list[Pupil], former: Former | None = None) -> bytes:
    return render(kind.value, data(kind, visit(pupils), former), AT)


def as_set(pdf: bytes) -> str:
    """The words of a letter, line by line as they are set, pages apart."""
    pages_ = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return "\n\n".join(re.sub(r"[ \t]+(?=\n)", "", page).strip() for page in pages_) + "\n"


@pytest.mark.parametrize("name", [*(kind.value for kind in LetterKind), "addendum"])
def test_a_letter_says_word_for_word_what_was_agreed(name: str) -> None:
    """`SWEET17_GOLDEN=write` keeps a new wording, which then is read and agreed."""
    kind = LetterKind.REPORT if name == "addendum" else LetterKind(name)
    pupils = few(outcomes=kind is LetterKind.REPORT)[: 1 if kind is LetterKind.CONSENT else None]
    said = as_set(printed(kind, pupils, FORMER if name == "addendum" else None))
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("SWEET17_GOLDEN") == "write":
        kept.write_text(said, "utf-8")
    agreed = kept.read_text("utf-8")
    assert said == agreed, "\n".join(difflib.unified_diff(agreed.splitlines(), said.splitlines(), lineterm=""))


@pytest.mark.parametrize("count", [40, 400])
def test_a_roster_names_everybody_once_under_a_head_on_each_page(count: int) -> None:
    found = pages(printed(LetterKind.ROSTER, some(count)))
    assert all("No. Nama L/P NIK Tanda tangan Keterangan" in page for page in found)
    rows = re.findall(r"(\d+) [^*]*?6311\*{12} \1\.", " ".join(found))
    assert [int(n) for n in rows] == list(range(1, count + 1))
    assert found[-1].endswith(f"Halaman {len(found)} dari {len(found)}")
    assert sum("Mengetahui Kepala SMA NEGERI 1 PARINGIN" in page for page in found) == 1


@pytest.mark.parametrize("count", [40, 400])
def test_a_report_lists_everybody_once_under_a_head_on_each_page(count: int) -> None:
    found = pages(printed(LetterKind.REPORT, some(count, outcomes=True)))
    lists = [page for page in found if "Lampiran Berita Acara" in page or "PIHAK" not in page]
    assert all("No. Nama Kelas Hasil Keterangan" in page for page in lists)
    assert len(re.findall(r"\d+ (?:SISWA \d{3}|MUHAMMAD RIZKY)", " ".join(lists))) >= count - count // 11 - 1
    assert f"Jumlah nama dalam lampiran: {count}." in found[-1]


def test_wherever_a_roster_ends_names_stand_above_the_signature_and_below_each_class() -> None:
    for count in range(16, 34):
        found = pages(printed(LetterKind.ROSTER, [pupil(n) for n in range(1, count + 1)]))
        assert len(re.findall(r"SISWA \d{3}", found[-1])) >= min(3, count), count
        for page in found:
            body = page.split("Hadir:")[0].removesuffix(page[page.rfind("400.12/017") :]).strip()
            assert not re.search(r"Giliran \S+$", body), (count, body[-60:])


@pytest.mark.parametrize("classes", range(1, 40, 3))
def test_wherever_a_notice_ends_the_signature_is_not_alone(classes: int) -> None:
    pupils = [pupil(n, class_group=f"XI {n:02}") for n in range(1, classes + 1)]
    found = pages(printed(LetterKind.NOTICE, pupils))
    signed = [page for page in found if "NIP 197001011995032001" in page]
    assert len(signed) == 1
    assert "Siswa diharapkan memperhatikan" in signed[0]
    assert "Tembusan" in signed[0]
    assert signed[0] == found[-1]


@pytest.mark.parametrize("members", [1, 8, 16, 24])
def test_wherever_an_order_ends_the_signature_is_not_alone(members: int) -> None:
    team = [{"name": f"PETUGAS {n}", "task": "operator perekaman"} for n in range(members)]
    facts = visit([pupil(1)], members=team)
    found = pages(render("assignment", data(LetterKind.ASSIGNMENT, facts), AT))
    assert "Surat perintah ini berlaku" in found[-1]
    assert "NIP 197001011995032001" in found[-1]


def test_a_receipt_names_each_card_once_with_its_receiver_and_a_place_to_sign() -> None:
    found = pages(printed(LetterKind.RECEIPT, some(60)))
    assert all("No. Nama pemilik Kelas NIK Penerima Tanda tangan" in page for page in found)
    rows = re.findall(r"(\d+) [^*]*?6311\*{12} [^*]*? (?:yang bersangkutan|orang tua|guru) \1\.", " ".join(found))
    assert [int(n) for n in rows] == list(range(1, 61))
    assert sum("Yang menyerahkan" in page and "Jumlah KTP-el: 60 (enam puluh) keping" in page for page in found) == 1


def test_a_receipt_counts_whom_it_may_not_name_and_asks_for_a_witness_where_no_school_is() -> None:
    facts = handover(taken(few(outcomes=False)), school_name=None, place="Kantor")
    said = words(render("receipt", receipt(facts) | {"number": NUMBER}, AT))
    assert "DIBATASI" not in said
    assert "diserahkan 5 (lima) keping KTP-el" in said
    assert "pemrosesan datanya dibatasi: 1 (satu) orang." in said
    assert "Yang menyaksikan Saksi" in said
    assert "Mengetahui" not in said


def test_eight_slips_fill_a_page_and_a_consent_form_is_one() -> None:
    assert len(pages(printed(LetterKind.SLIPS, some(17)))) == 3
    forms = pages(printed(LetterKind.CONSENT, some(12)))
    assert len(forms) == 12
    assert all(form.count("Orang tua/wali,") == 1 for form in forms)


def test_a_long_name_is_not_cut() -> None:
    for kind in (LetterKind.ROSTER, LetterKind.SLIPS, LetterKind.CONSENT, LetterKind.RECEIPT):
        assert LONG in words(printed(kind, [pupil(1, name=LONG)])), kind


def test_both_sides_of_the_ledger_are_equal_with_the_restricted_counted() -> None:
    said = words(printed(LetterKind.REPORT, few(outcomes=True)))
    assert "Terdaftar sebelum kunjungan 4 Tambahan di tempat 1 Jumlah 5" in said
    assert "Belum ada hasil 1 Jumlah 5" in said
    assert "DIBATASI" not in said
    assert "Tidak dicantumkan namanya karena pemrosesan datanya dibatasi: 1 (satu) orang." in said


@pytest.mark.parametrize(
    ("kind", "office"),
    [
        (SchoolKind.SMK, "Kepala Dinas Pendidikan dan Kebudayaan Provinsi Kalimantan Selatan"),
        (SchoolKind.MA, "Kepala Kantor Kementerian Agama Kabupaten Balangan"),
        (SchoolKind.PPS, "Kepala Kantor Kementerian Agama Kabupaten Balangan"),
        (SchoolKind.PKBM, "Kepala Dinas Pendidikan Kabupaten Balangan"),
    ],
)
def test_a_copy_of_the_notice_goes_to_whom_the_school_answers(kind: SchoolKind, office: str) -> None:
    pdf = render("notice", data(LetterKind.NOTICE, visit([pupil(1)], school_kind=kind)), AT)
    assert office in words(pdf)


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_letter_for_a_days_pupils_takes_less_than_half_a_second(kind: LetterKind) -> None:
    """Of the processor's time: whatever else runs on the machine is not the letter's."""
    printed(kind, some(1))
    pupils = [pupil(n, name=f"SISWA {kind.value} {n}") for n in range(1, 46)]
    started = time.process_time()
    printed(kind, pupils)
    assert time.process_time() - started < 0.5

"""What people say of the service: a complaint from the public form to the reporter's verdict, and the survey."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from app.core.settings import Settings
from tests.support.browsers import Visitor, at_rest, clean
from tests.support.servers import Server
from tests.support.world import PASSWORD, World

Visit = Callable[..., Visitor]
REGION = "63.11"


def _filed(visitor: Visitor, subject: str) -> tuple[str, str]:
    """A complaint from the public form; its ticket and code."""
    page = visitor.open(f"/lapor?region_code={REGION}")
    page.get_by_label("Keterlambatan").check()
    page.get_by_label("Judul singkat").fill(subject)
    page.get_by_label("Apa yang terjadi?").fill("Sudah tiga bulan menunggu.\nTolong diperiksa.")
    page.get_by_role("button", name="Kirim pengaduan").press("Enter")
    expect(page.locator("#kept-code")).to_be_visible()
    return page.locator("#kept-ticket").inner_text(), page.locator("#kept-code").inner_text()


def _case(visitor: Visitor, ticket: str) -> Page:
    page = visitor.page
    page.goto(f"{visitor.url}/office#/complaints")
    page.get_by_role("link", name=ticket).click()
    expect(page.get_by_text(ticket)).to_be_visible()
    at_rest(page)
    return page


def _step(page: Page, name: str, **filled: str) -> None:
    page.get_by_role("region", name="Langkah").get_by_role("button", name=name, exact=True).click()
    dialog = page.get_by_role("dialog")
    for label, text in filled.items():
        dialog.get_by_label(label.replace("_", " ")).fill(text)
    dialog.get_by_role("button", name=name, exact=True).click()
    expect(dialog).to_have_count(0)
    at_rest(page)


def test_a_complaint_is_answered_judged_opened_again_and_solved(visit: Visit) -> None:
    reporter, office = visit("phone"), visit()
    ticket, code = _filed(reporter, "KTP belum datang")
    assert code not in reporter.page.url
    clean(reporter, "public-complaint-filed")
    office.sign_in("officer", "/office")
    page = _case(office, ticket)
    expect(page.get_by_text("Sudah tiga bulan menunggu.")).to_be_visible()
    _step(page, "Verifikasi")
    _step(page, "Tulis kepada pelapor", Pesan="Kami periksa ke pusat.")
    _step(page, "Beri jawaban", Jawaban="Kartu sudah dicetak, silakan diambil.")
    expect(page.get_by_text("Dijawab").first).to_be_visible()
    clean(office, "office-complaint")

    page = reporter.page
    page.get_by_role("button", name="Lihat pengaduan").press("Enter")
    expect(page.get_by_text("Kartu sudah dicetak, silakan diambil.")).to_be_visible()
    clean(reporter, "public-complaint-answered")
    paper = {"name": "kartu.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 kartu %%EOF"}
    page.get_by_label("Berkas", exact=True).set_input_files(paper)  # type: ignore[arg-type]
    page.get_by_role("button", name="Kirim berkas").press("Enter")
    expect(page.get_by_text("Berkas dilampirkan")).to_be_visible()
    page.get_by_role("button", name=re.compile("Belum")).click()
    page = _case(office, ticket)
    expect(page.get_by_text("Pelapor menyatakan belum selesai.")).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("button", name="kartu.pdf").click()
    assert file.value.path().read_bytes().startswith(b"%PDF-1.7")
    _step(page, "Beri jawaban", Jawaban="Kartu diantar ke sekolah hari ini.")

    page = reporter.open("/lapor/status")
    page.get_by_label("Nomor tiket").fill(ticket)
    page.get_by_label("Kode", exact=False).fill(code)
    page.get_by_role("button", name="Lihat pengaduan").press("Enter")
    page.get_by_role("button", name=re.compile("^(Ya|Sudah)")).click()
    expect(page.get_by_role("status")).to_contain_text("Ditutup")
    page = _case(office, ticket)
    expect(page.get_by_text("Pelapor menyatakan selesai.")).to_be_visible()


def test_a_form_with_faults_says_which_and_keeps_what_was_written(visit: Visit) -> None:
    visitor = visit("phone")
    page = visitor.open(f"/lapor?region_code={REGION}")
    clean(visitor, "public-complain")
    page.get_by_label("Apa yang terjadi?").fill("Petugas meminta uang.")
    page.get_by_role("button", name="Kirim pengaduan").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Apa yang terjadi?")).to_have_value("Petugas meminta uang.")
    clean(visitor, "public-complain-faulty")


def test_the_desk_shows_its_clocks_and_what_is_late(visit: Visit) -> None:
    reporter, office = visit("phone"), visit()
    ticket, _ = _filed(reporter, "Jadwal kunjungan")
    office.sign_in("officer", "/office")
    page = office.page
    page.goto(f"{office.url}/office#/complaints")
    expect(page.get_by_role("link", name=ticket)).to_be_visible()
    clean(office, "office-complaints")
    page.get_by_label("Tenggat").select_option("late")
    expect(page.get_by_role("link", name=ticket)).to_have_count(0)
    with page.expect_download() as file:
        page.get_by_role("button", name="Berkas SP4N-LAPOR").click()
    assert ticket in file.value.path().read_text("utf-8-sig")


@pytest.fixture
def open_code(server: Server, installation: tuple[Settings, World]) -> str:
    sign_in = {"grant_type": "password", "username": "officer", "password": PASSWORD}
    token = httpx.post(f"{server.url}/v1/auth/token", data=sign_in).json()["access_token"]
    school = installation[1].schools["halong"]
    answer = httpx.post(f"{server.url}/v1/schools/{school}/survey-codes", headers={"Authorization": f"Bearer {token}"})
    return str(answer.json()["code"])


def test_the_survey_behind_a_qr_is_answered_and_the_office_sees_its_index(visit: Visit, open_code: str) -> None:
    visitor, office = visit("phone"), visit()
    page = visitor.open("/s")
    clean(visitor, "public-survey-code")
    page.goto("about:blank")  # a QR opens a page of its own
    page.goto(f"{visitor.url}/s#{open_code}")
    expect(page.get_by_role("group")).to_have_count(9)
    assert open_code not in page.url
    clean(visitor, "public-survey")
    for number in range(9):
        page.get_by_role("group").nth(number).get_by_role("radio").nth(3 if number % 2 else 2).check()
    page.get_by_label("Saran", exact=False).fill("Petugasnya ramah, hubungi 081234567890.")
    page.get_by_role("button", name=re.compile("Kirim")).press("Enter")
    expect(page.get_by_text("Terima kasih").first).to_be_visible()
    clean(visitor, "public-survey-thanks")

    office.sign_in("officer", "/office")
    page = office.page
    page.goto(f"{office.url}/office#/survey")
    expect(page.get_by_text("Petugasnya ramah", exact=False)).to_be_visible()
    expect(page.get_by_text("081234567890", exact=False)).to_have_count(0)
    expect(page.get_by_role("rowheader", name="Perilaku petugas")).to_be_visible()
    clean(office, "office-survey")


def test_the_message_log_and_other_systems_are_clean_pages(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("admin", "/office")
    page = visitor.page
    page.goto(f"{visitor.url}/office#/messages")
    expect(page.get_by_role("heading", name="Pesan terkirim")).to_be_visible()
    clean(visitor, "office-messages")
    page.goto(f"{visitor.url}/office#/subscriptions")
    page.get_by_role("button", name="Tambah langganan").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Alamat").fill("https://sistem.example.org/kejadian")
    dialog.get_by_label("Kejadian").fill("visits.*, cards.*")
    dialog.get_by_role("button", name="Tambah langganan").click()
    expect(page.get_by_text("Salin sekarang", exact=False)).to_be_visible()
    expect(page.get_by_role("rowheader", name="https://sistem.example.org/kejadian")).to_be_visible()
    clean(visitor, "office-subscriptions")


def test_a_school_complains_from_its_pages(visit: Visit) -> None:
    visitor = visit("phone")
    page = visitor.sign_in("school-halong")
    page.goto(f"{visitor.url}/school#/complaints")
    page.get_by_role("button", name="Buat pengaduan").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Judul singkat").fill("Tiga kartu belum datang")
    dialog.get_by_label("Apa yang terjadi").fill("Ketiganya sudah 17 tahun sejak Oktober.")
    dialog.get_by_role("button", name="Kirim pengaduan").click()
    expect(page.get_by_role("heading", name="Tiga kartu belum datang")).to_be_visible()
    clean(visitor, "school-complaints")

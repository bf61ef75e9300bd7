"""The office's pages about people and their records, as an officer works with them."""

from collections.abc import Callable
from datetime import date

import httpx
from playwright.sync_api import Page, expect

from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from app.students.models import Duplicate, Student
from tests.support.browsers import WIDTHS, Visitor
from tests.support.servers import Server
from tests.support.world import BALANGAN, PASSWORD, World, add_student, invented_nik

Visit = Callable[..., Visitor]
OFFICERS_PAGES = (
    "pupils",
    "transfers",
    "duplicates",
    "merges",
    "data-issues",
    "registry-imports",
    "reconciliation",
    "data-requests",
    "parked",
    "complaints",
    "service-points",
    "travel",
    "letterhead",
    "calendar",
    "settings",
    "journal",
)
BORN, TWINS_BORN = date(2009, 5, 20), date(2009, 8, 3)


def _claimed(installation: tuple[Settings, World], server: Server, name: str) -> None:
    """A pupil of Halong whom a list of Paringin names."""
    settings, world = installation
    nik = invented_nik(BORN, "P")
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write() as session:
        add_student(session, world, "halong", name=name, birth=BORN, nik=nik)
    database.dispose()
    sign_in = {"grant_type": "password", "username": "school-paringin", "password": PASSWORD}
    token = httpx.post(f"{server.url}/v1/auth/token", data=sign_in).json()["access_token"]
    row = {"nik": nik, "name": name, "birth_date": BORN.isoformat(), "sex": "P", "class_group": "XII 1"}
    sent = httpx.post(
        f"{server.url}/v1/schools/{world.schools['paringin']}/submissions",
        headers={"Authorization": f"Bearer {token}"},
        json={"students": [row]},
    )
    assert sent.status_code == 201, sent.text


def _alike(installation: tuple[Settings, World], first: str, second: str) -> None:
    """Two rows of which somebody thinks that they are one person."""
    settings, world = installation
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write() as session:
        one = add_student(session, world, name=first, birth=TWINS_BORN, nik=invented_nik(TWINS_BORN, "P"))
        other = add_student(session, world, "halong", name=second, birth=TWINS_BORN)
        unknown = session.get_one(Student, other)
        unknown.nik_hash = unknown.nik_sealed = unknown.nik_key_id = unknown.nik_prefix = None
        low, high = sorted((one, other))
        pair = Duplicate(
            region_code=BALANGAN,
            first_id=low,
            second_id=high,
            score=0.93,
            reasons=["same_sound", "same_birth_date"],
        )
        session.add(pair)
    database.dispose()


def _open(visitor: Visitor, where: str) -> Page:
    return visitor.open(f"/office#/{where}")


def _reason(page: Page, text: str) -> None:
    page.locator("dialog[open] [name=reason]").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_transfer_is_confirmed_and_taken_back(
    visit: Visit, server: Server, installation: tuple[Settings, World]
) -> None:
    _claimed(installation, server, "RAHMAH PINDAHAN")
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _open(visitor, "transfers")
    page.get_by_role("row", name="RAHMAH PINDAHAN").get_by_role("button", name="Benarkan").click()
    page.locator("dialog[open]").get_by_role("button", name="Benarkan").click()
    expect(page.get_by_text("Perpindahan RAHMAH PINDAHAN dibenarkan.")).to_be_visible()
    expect(page.get_by_role("row", name="RAHMAH PINDAHAN")).to_have_count(0)
    page.get_by_label("Keadaan").select_option("confirmed")
    page.get_by_role("row", name="RAHMAH PINDAHAN").get_by_role("button", name="Batalkan").click()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] [aria-invalid=true]")).to_be_focused()
    _reason(page, "salah orang")
    page.get_by_label("Keadaan").select_option("undone")
    expect(page.get_by_role("row", name="RAHMAH PINDAHAN")).to_contain_text("salah orang")


def test_a_duplicate_is_merged_by_keyboard_and_undone(visit: Visit, installation: tuple[Settings, World]) -> None:
    _alike(installation, "MUHAMMAD KEMBARI", "MUHAMAD KEMBARI")
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _open(visitor, "duplicates")
    expect(page.get_by_text("Tanggal lahir sama")).to_be_visible()
    expect(page.locator("tr.differs", has_text="MUHAMAD KEMBARI")).to_contain_text("≠")
    stays = page.locator("thead th", has_text="Disarankan").locator("a").inner_text()
    page.keyboard.press(stays)
    expect(page.locator("dialog[open] [name=reason]")).to_be_focused()
    page.keyboard.type("KK sama")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tidak ada pasangan yang perlu diputuskan")).to_be_visible()
    page.get_by_role("button", name="Batalkan").click()
    _reason(page, "ternyata saudara")
    expect(page.locator("tr.differs", has_text="MUHAMAD KEMBARI")).to_be_visible()
    page.keyboard.press("0")
    _reason(page, "dua orang")
    expect(page.get_by_text("Tidak ada pasangan yang perlu diputuskan")).to_be_visible()


def test_an_administrator_changes_a_setting_and_an_officer_cannot(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("admin", "/office")
    page = _open(visitor, "settings")
    line = page.get_by_role("row", name="Umur wajib direkam")
    expect(line).to_contain_text("Mengikuti nasional")
    line.get_by_role("button").click()
    value = page.locator("dialog[open] [name=value]")
    value.fill("enam belas")
    value.press("Enter")
    expect(page.get_by_text("Isi dengan angka.")).to_be_visible()
    value.fill("15")
    page.locator("[name=valid_from]").fill("2026-01-01")
    value.press("Enter")
    expect(line).to_contain_text("15 tahun")
    expect(line).to_contain_text("Diisi di sini")
    line.get_by_role("button").click()
    page.get_by_role("button", name="Hapus nilai").click()
    expect(line).to_contain_text("16 tahun")

    other = visit()
    other.sign_in("officer", "/office")
    page = _open(other, "settings")
    expect(page.get_by_text("Hanya admin yang dapat mengubah.")).to_be_visible()
    expect(page.get_by_role("button", name="Ubah")).to_have_count(0)
    expect(page.get_by_role("navigation").get_by_role("link", name="Akun")).to_have_count(0)


def test_a_nik_is_shown_for_a_reason_and_hidden_again(visit: Visit, installation: tuple[Settings, World]) -> None:
    settings, world = installation
    nik = invented_nik(BORN, "P")
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write() as session:
        id = add_student(session, world, name="LIHAT SEKALI", birth=BORN, nik=nik)
    database.dispose()
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _open(visitor, f"pupils/{id}")
    expect(page.get_by_text(nik)).to_have_count(0)
    page.get_by_role("button", name="Lihat NIK lengkap").click()
    _reason(page, "cocokkan dengan KK")
    expect(page.get_by_text(nik)).to_be_visible()
    page.get_by_role("button", name="Sembunyikan sekarang").click()
    expect(page.get_by_text(nik)).to_have_count(0)
    assert visitor.axe() == []


def test_every_page_is_clean_on_a_desk_and_on_a_phone(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("admin", "/office")
    faults: list[tuple[str, str, list[str], int]] = []
    for name in (*OFFICERS_PAGES, "accounts"):
        page = _open(visitor, name)
        for width in ("desk", "phone"):
            across, down = WIDTHS[width]
            page.set_viewport_size({"width": across, "height": down})
            found, overflow = visitor.axe(), visitor.overflow()
            if found or overflow > 0:
                faults.append((name, width, found, overflow))
    assert faults == []

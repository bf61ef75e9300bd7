"""A school's lists as its operator works with them: sent, checked, applied, mended, taken back."""

import base64
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.api.submissions.test_corrections import TITLES, mend, saved
from tests.support import list_files as files
from tests.support import list_maker as maker
from tests.support.browsers import WIDTHS, Visitor, at_rest
from tests.support.list_checks import LAYOUTS
from tests.support.list_maker import Case
from tests.support.world import PASSWORD

Visit = Callable[..., Visitor]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAPODIK = LAYOUTS["dapodik"]
LENGTH = "NIK harus tepat 16 angka"
LEAVERS = "Ini Daftar Peserta Didik Keluar."
_DROP = """([name, type, coded]) => {
  const carried = new DataTransfer();
  const bytes = Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0));
  carried.items.add(new File([bytes], name, { type }));
  return carried;
}"""
_MOST_TABS = 60


def _file(rows: Sequence[Case], name: str = "daftar.xlsx") -> FilePayload:
    return {"name": name, "mimeType": EXCEL, "buffer": DAPODIK.write(rows)}


def _others(seed: int) -> list[Case]:
    """A few pupils whose numbers no dirty list of these tests holds; the second and third have a NIK of 15 digits."""
    found = maker.cases(seed, 80)[-6:]
    for case in found[1:3]:
        maker.DIRT["nik short"](case)
    return found


def _drop(place: Locator, file: FilePayload) -> None:
    """What a hand does that lets a file go over the place for it."""
    coded = base64.b64encode(file["buffer"]).decode()
    carried = place.page.evaluate_handle(_DROP, [file["name"], file["mimeType"], coded])
    for kind in ("dragenter", "dragover", "drop"):
        place.dispatch_event(kind, {"dataTransfer": carried})


def _choose(place: Locator, file: FilePayload) -> None:
    with place.page.expect_file_chooser() as chooser:
        place.get_by_role("button", name="Pilih berkas").click()
    chooser.value.set_files(file)


def _go(visitor: Visitor, path: str) -> Page:
    visitor.page.goto(f"{visitor.url}/school#/{path}")
    at_rest(visitor.page)
    return visitor.page


def _apply(page: Page) -> None:
    page.get_by_role("button", name="Terapkan", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Terapkan", exact=True).click()
    expect(page.get_by_role("heading", name="Daftar yang diterapkan")).to_be_visible()
    at_rest(page)


def _mended(workbook: Path, rejected: Sequence[Case]) -> FilePayload:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.read_bytes())).active
    assert isinstance(sheet, Worksheet)
    assert sheet.max_row == 1 + len(rejected)
    mend(sheet, TITLES["dapodik"], rejected)
    return {"name": "perbaikan.xlsx", "mimeType": EXCEL, "buffer": saved(sheet)}


def test_a_dirty_list_is_checked_applied_mended_and_taken_back(visit: Visit) -> None:
    cases = DAPODIK.dirty(61)
    rejected = [case for case in cases if case.rejected]
    short = [f"Sel H{row}" for row, case in enumerate(cases, start=7) if "E_NIK_LENGTH" in case.codes]
    visitor = visit()
    visitor.sign_in("school-paringin")
    page = _go(visitor, "lists")
    page.get_by_text("Sebagian siswa saja").click()
    _drop(page.get_by_role("group", name="Taruh berkas di sini"), _file(cases))

    expect(page.get_by_role("heading", name="Hasil pemeriksaan")).to_be_visible()
    at_rest(page)
    expect(page.get_by_role("button", name=f"{len(rejected)} Ditolak")).to_be_visible()
    expect(page.get_by_role("button", name=f"{len(cases)} Semua baris")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=LENGTH).click()
    rows = page.get_by_role("table", name="Baris demi baris").locator("tbody").get_by_role("row")
    expect(rows).to_have_count(len(short))
    for cell, row in zip(short, rows.all(), strict=True):
        expect(row.get_by_text(cell, exact=True)).to_be_visible()
        expect(row).to_contain_text(LENGTH)

    _apply(page)
    first = page.url
    with page.expect_download() as workbook:
        page.get_by_role("button", name=f"Unduh {len(rejected)} baris untuk diperbaiki").click()
    assert workbook.value.suggested_filename.startswith("perbaikan-")
    again = page.get_by_role("group", name="Taruh berkas yang sudah diperbaiki")
    _choose(again, _mended(workbook.value.path(), rejected))

    expect(page.get_by_text("perbaikan.xlsx").first).to_be_visible()
    at_rest(page)
    expect(page.get_by_role("button", name=f"{len(rejected)} Baru")).to_be_visible()
    _apply(page)
    assert page.url != first
    expect(page.get_by_role("button", name="0 Ditolak", exact=True)).to_be_disabled()
    expect(page.get_by_role("heading", name="Perbaiki baris yang ditolak")).to_have_count(0)

    page.get_by_role("link", name="Semua daftar").click()
    page.get_by_role("link", name="daftar.xlsx", exact=True).click()
    expect(page).to_have_url(first)
    page.get_by_role("button", name="Batalkan daftar ini").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Batalkan daftar").click()
    expect(dialog.get_by_text("Tulis alasannya.")).to_be_visible()
    dialog.get_by_label("Alasan").fill("Berkas semester lalu yang terkirim")
    dialog.get_by_role("button", name="Batalkan daftar").click()
    expect(page.get_by_role("heading", name="Daftar yang dibatalkan")).to_be_visible()
    expect(page.get_by_text("Semua perubahan daftar ini sudah dikembalikan.")).to_be_visible()
    visitor.shot("school-list-taken-back-desk")
    assert visitor.axe() == []


def _tab_to(target: Locator) -> None:
    """Tab, until what is wanted has the focus: to whom no Tab leads, that is not there."""
    target.wait_for()
    for _ in range(_MOST_TABS):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        target.page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {target}")


def test_a_list_is_sent_checked_applied_and_mended_by_keyboard_alone(visit: Visit) -> None:
    cases = _others(62)
    page = visit().open("/school")
    for name, text in (("username", "school-paringin"), ("password", PASSWORD)):
        _tab_to(page.locator(f"[name={name}]"))
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    _tab_to(page.get_by_role("navigation").get_by_role("link", name="Daftar siswa"))
    page.keyboard.press("Enter")
    _tab_to(page.get_by_label("Seluruh siswa sekolah"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Sebagian siswa saja")).to_be_checked()
    _tab_to(page.get_by_role("button", name="Pilih berkas"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(_file(cases, "papan-ketik.xlsx"))

    expect(page.get_by_role("heading", name="Hasil pemeriksaan")).to_be_visible()
    _tab_to(page.get_by_role("button", name=LENGTH))
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Baris demi baris")).to_be_focused()
    expect(page.get_by_role("table").locator("tbody").get_by_role("row")).to_have_count(2)
    _tab_to(page.get_by_role("button", name="Terapkan", exact=True))
    page.keyboard.press("Enter")
    _tab_to(page.get_by_role("dialog").get_by_role("button", name="Terapkan", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Daftar yang diterapkan")).to_be_visible()
    expect(page.get_by_role("button", name="4 Baru")).to_be_visible()

    rejected = [case for case in cases if case.rejected]
    _tab_to(page.get_by_role("button", name=f"Unduh {len(rejected)} baris untuk diperbaiki"))
    with page.expect_download() as workbook:
        page.keyboard.press("Enter")
    again = page.get_by_role("group", name="Taruh berkas yang sudah diperbaiki")
    _tab_to(again.get_by_role("button", name="Pilih berkas"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(_mended(workbook.value.path(), rejected))
    expect(page.get_by_role("heading", name="Hasil pemeriksaan")).to_be_visible()
    for place in (page, page.get_by_role("dialog")):
        _tab_to(place.get_by_role("button", name="Terapkan", exact=True))
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Daftar yang diterapkan")).to_be_visible()
    expect(page.get_by_role("button", name=f"{len(rejected)} Baru")).to_be_visible()


def _faults(visitor: Visitor, name: str) -> dict[str, list[str]]:
    """What axe finds, and what is too wide, at each width."""
    found = {}
    for width, (across, down) in WIDTHS.items():
        visitor.page.set_viewport_size({"width": across, "height": down})
        visitor.page.emulate_media(color_scheme="dark" if width == "tablet" else "light")
        wide = ["wider than its window"] if visitor.overflow() > 0 else []
        found[f"{name} {width}"] = visitor.axe() + wide
        visitor.shot(f"school-{name}-{width}")
    return {where: faults for where, faults in found.items() if faults}


def test_lists_and_what_their_check_found_are_clean_at_every_width(visit: Visit) -> None:
    """Halong sends no list in any other test: its history is empty at first."""
    visitor = visit()
    visitor.sign_in("school-halong")
    page = _go(visitor, "lists")
    expect(page.get_by_text("Belum ada daftar", exact=True)).to_be_visible()
    found = _faults(visitor, "lists-empty")
    _choose(page.get_by_role("group", name="Taruh berkas di sini"), _file(DAPODIK.dirty(63)))
    expect(page.get_by_role("heading", name="Hasil pemeriksaan")).to_be_visible()
    found |= _faults(visitor, "list-checked")
    page.get_by_role("link", name="Semua daftar").click()
    expect(page.get_by_role("link", name="daftar.xlsx")).to_be_visible()
    found |= _faults(visitor, "lists")
    assert found == {}


def test_a_list_of_leavers_is_refused_with_the_sentence_that_says_which_one_to_send(visit: Visit) -> None:
    grid = maker.dapodik(maker.cases(64, 3))
    grid[0][0] = "Daftar Peserta Didik Keluar"
    file: FilePayload = {"name": "keluar.xlsx", "mimeType": EXCEL, "buffer": files.xlsx(("Daftar", grid))}
    visitor = visit("phone")
    visitor.sign_in("school-amuntai")
    page = _go(visitor, "lists")
    _choose(page.get_by_role("group", name="Taruh berkas di sini"), file)
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Berkas belum dapat diperiksa")
    expect(refusal).to_contain_text(LEAVERS)
    expect(refusal.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Belum ada daftar", exact=True)).to_be_visible()
    visitor.shot("school-lists-refused-phone")
    assert visitor.overflow() <= 0
    assert visitor.axe() == []

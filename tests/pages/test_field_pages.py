"""The field app as it looks and is worked with: at every width, by keyboard alone, and by people who share a device."""

from collections.abc import Callable, Sequence
from itertools import cycle
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, Route, expect

from app.core.settings import Settings
from tests.support.browsers import WIDTHS, Visitor, at_rest
from tests.support.field_pages import choose, come_in, field_visit, forgive, open_visit, send, stored, tap
from tests.support.world import PASSWORD, World

Visit = Callable[..., Visitor]
NAMES = (
    "AHMAD FAUZI",
    "BUDI SANTOSO",
    "CITRA LESTARI",
    "DEWI ANGGRAINI",
    "EKO PRASETYO",
    "MUHAMMAD RIZKI RAMADHANI AL BANJARI PUTRA",
    "SITI NUR AISYAH",
)
ON_THE_DEVICE = """
async () => {
  const database = await new Promise((resolve, reject) => {
    const asked = indexedDB.open('sweet17-field');
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const bytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder('latin1').decode(value) : value;
  const all = {};
  for (const name of database.objectStoreNames) {
    all[name] = await new Promise((resolve) => {
      const asked = database.transaction(name).objectStore(name).getAll();
      asked.onsuccess = () => resolve(asked.result);
    });
  }
  database.close();
  return JSON.stringify(all, (key, value) => bytes(value)) + JSON.stringify({ ...localStorage });
}
"""
"""All that the device keeps, what is binary as the characters that it would be."""


NAME_OF_FOCUS = """
(() => {
  const focused = document.activeElement;
  return focused.getAttribute('aria-label') || focused.labels?.[0]?.textContent || focused.textContent;
})()
"""


@pytest.fixture
def roster(installation: tuple[Settings, World]) -> UUID:
    return field_visit(*installation, NAMES)


def _looked_at(visitor: Visitor, name: str) -> None:
    """What stands on the page now, at every width in light and dark: nothing sticks out and axe finds nothing."""
    page = visitor.page
    for width, (across, down) in WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            assert (name, width, scheme, visitor.overflow() <= 0, visitor.axe()) == (name, width, scheme, True, [])
            if scheme == "light" or width == "phone":
                visitor.shot(f"field-{name}-{width}-{scheme}", whole=False)
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS["phone"], strict=True)))  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")


def _mixed(route: Route) -> None:
    """Answers a batch with one of each: received, kept for the office, not taken."""
    items: list[dict[str, Any]] = route.request.post_data_json["items"]
    told = cycle(
        (
            {"status": "created", "code": None, "message": None},
            {"status": "parked", "code": "recordings.pupil_elsewhere", "message": "Siswa ini sudah pindah sekolah."},
            {"status": "invalid", "code": "recordings.clock", "message": "Jam perangkat jauh berbeda dari jam server."},
        )
    )
    route.fulfill(json={"results": [{"id": item["id"], **next(told)} for item in items]})


def test_everything_a_team_meets_is_clean_at_every_width_in_light_and_dark(visit: Visit, roster: UUID) -> None:
    visitor = visit("phone")
    visitor.open("/field")
    _looked_at(visitor, "door")
    page = come_in(visitor)
    page.route("**/v1/recordings/batch", _mixed)
    page.route("**/v1/field/reconcile", lambda route: route.abort())
    _looked_at(visitor, "visits")
    open_visit(visitor, roster)
    _looked_at(visitor, "roster")
    tap(page, "AHMAD FAUZI")
    choose(page, "BUDI SANTOSO", "Gagal", "Sidik jari tidak terbaca")
    choose(page, "CITRA LESTARI", "Tidak hadir")
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.get_by_text("Menunggu Dukcapil").first).to_be_visible()
    visitor.context.set_offline(True)
    tap(page, "MUHAMMAD RIZKI RAMADHANI AL BANJARI PUTRA")
    page.get_by_text("Rekap hari ini").first.click()
    _looked_at(visitor, "roster-noted")
    page.get_by_role("button", name="Hasil lain untuk EKO PRASETYO").click()
    page.get_by_text("Keterangan tambahan").click()
    _looked_at(visitor, "outcomes")
    page.get_by_role("dialog").get_by_role("button", name="Ditunda", exact=True).click()
    _looked_at(visitor, "reasons")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Hasil lain untuk MUHAMMAD RIZKI RAMADHANI AL BANJARI PUTRA").click()
    page.get_by_role("dialog").get_by_role("button", name="Direkam", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Tetap catat direkam")).to_be_visible()
    _looked_at(visitor, "twice")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Siswa di luar daftar").click()
    page.get_by_label("NIK (16 angka)").fill("63110")
    page.get_by_role("button", name="Simpan di perangkat").click()
    _looked_at(visitor, "walk-in")
    page.get_by_role("link", name="Catatan").click()
    _looked_at(visitor, "records")
    page.get_by_role("link", name="Perangkat").click()
    _looked_at(visitor, "device")
    page.get_by_role("button", name="Keluar").click()
    _looked_at(visitor, "leave")
    forgive(visitor)


def _tab_to(page: Page, name: str, most: int = 60) -> None:
    """Go on by Tab until what has the focus has a name that begins so."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        seen.append(" ".join(str(page.evaluate(NAME_OF_FOCUS)).split()))
        if seen[-1].startswith(name):
            return
    raise AssertionError(f"{name} is not reached by keyboard: {seen}")


def _do(page: Page, *names: str) -> None:
    for name in names:
        _tab_to(page, name)
        page.keyboard.press("Enter")


def test_a_recording_an_undo_a_walk_in_and_the_sending_by_keyboard_alone(
    visit: Visit, installation: tuple[Settings, World], roster: UUID
) -> None:
    visitor = visit()
    page = visitor.open("/field")
    for text in ("team1", PASSWORD):
        _tab_to(page, "Nama pengguna" if text == "team1" else "Kata sandi")
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kunjungan tim")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.evaluate(f"location.hash = '/visits/{roster}'")  # one of several visits of this team
    expect(page.get_by_role("heading", name="SMA NEGERI PARINGIN")).to_be_visible()
    _tab_to(page, "Cari nama")
    page.keyboard.type("ahm")
    expect(page.get_by_role("button", name="Hasil lain untuk BUDI SANTOSO")).to_have_count(0)
    _do(page, "Catat AHMAD FAUZI sebagai direkam")
    expect(page.get_by_role("button", name="Hasil lain untuk AHMAD FAUZI")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Catat AHMAD FAUZI sebagai direkam")).to_be_visible()
    _do(page, "Catat AHMAD FAUZI sebagai direkam")
    expect(page.get_by_role("button", name="Hasil lain untuk AHMAD FAUZI")).to_be_focused()
    page.get_by_label("Cari nama").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("budi")
    _do(page, "Hasil lain untuk BUDI SANTOSO", "Gagal", "Sidik jari tidak terbaca")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Hasil lain untuk BUDI SANTOSO")).to_be_focused()
    _do(page, "Siswa di luar daftar")
    _tab_to(page, "Nama lengkap")
    page.keyboard.type("GILANG RAMADHAN")
    _do(page, "Simpan di perangkat")
    expect(page.get_by_role("heading", name="SMA NEGERI PARINGIN")).to_be_visible()
    _do(page, "Kirim sekarang")
    expect(page.locator("header").get_by_text("belum terkirim")).to_have_count(0)
    at_rest(page)
    found = stored(installation[0], roster)
    assert (found["recorded"] - found["failed"], found["failed"]) in ((0, 1), (1, 1))  # the walk-in may wait parked


def _sign_out(page: Page, with_unsent: int = 0) -> None:
    page.get_by_role("link", name="Perangkat").click()
    page.get_by_role("button", name="Keluar").click()
    if with_unsent:
        expect(page.get_by_text(f"{with_unsent} catatan hanya ada di perangkat ini")).to_be_visible()
        page.get_by_role("button", name="Keluar, simpan terkunci").click()
    else:
        page.get_by_role("dialog").get_by_role("button", name="Keluar", exact=True).click()
    expect(page.locator("[name=password]")).to_be_visible()


def _nothing_to_read(page: Page, names: Sequence[str]) -> dict[str, bool]:
    kept = page.evaluate(ON_THE_DEVICE)
    return {name: name in kept for name in names}


def test_people_who_share_a_device_see_and_send_nothing_of_each_other(
    visit: Visit, installation: tuple[Settings, World], roster: UUID
) -> None:
    visitor = visit("phone")
    come_in(visitor)
    page = open_visit(visitor, roster)
    visitor.context.set_offline(True)
    tap(page, "AHMAD FAUZI")
    tap(page, "BUDI SANTOSO")
    assert not any(_nothing_to_read(page, NAMES).values()), "personal data lies open on the device"
    _sign_out(page, with_unsent=2)
    expect(page.get_by_text("2 catatan yang belum terkirim tersimpan terkunci")).to_be_visible()
    visitor.context.set_offline(False)
    come_in(visitor, "team2")
    expect(page.get_by_text("SMA NEGERI PARINGIN")).to_have_count(0)
    expect(page.get_by_text("belum terkirim")).to_have_count(0)
    page.get_by_role("link", name="Catatan").click()
    expect(page.get_by_text("Belum ada catatan")).to_be_visible()
    page.evaluate(f"location.hash = '/visits/{roster}'")
    expect(page.get_by_text("Kunjungan ini tidak ada di perangkat")).to_be_visible()
    page.get_by_role("button", name="Perbarui").click()
    at_rest(page)
    assert stored(installation[0], roster) == {}, "nothing went out under another name"
    _sign_out(page)
    page = come_in(visitor)
    send(page)
    assert stored(installation[0], roster) == {"recorded": 2}
    _sign_out(page)
    kept = page.evaluate(ON_THE_DEVICE)
    assert '"owners":[],"packs":[],"records":[]' in kept, kept
    forgive(visitor)

"""The office's pages for what stands beside visits, by keyboard alone, in both themes and at every width."""

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, expect

from app.core.ids import new_id
from tests.pages.test_office_pages import By, _visit, halong  # noqa: F401 - a fixture
from tests.support.browsers import WIDTHS, Visitor
from tests.support.servers import Server

Visit = Callable[..., Visitor]
PAGES = ("parked", "complaints", "service-points", "travel", "letterhead", "schools")
MOST_STOPS = 150


def _reach(page: Page, target: Locator) -> None:
    """Goes with the Tab key alone to something, or fails: then nobody without a mouse gets there."""
    target.wait_for()
    for _ in range(MOST_STOPS):
        if target.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {target}")


def _held(server: Server) -> None:
    """A recording of a pupil whom nobody knows: it waits for the office."""
    item = {
        "id": str(new_id()),
        "student_id": str(new_id()),
        "outcome": "recorded",
        "captured_at": datetime.now(UTC).isoformat(),
        "device_id": "tablet-7",
        "offline": True,
    }
    assert By(server, "team1").post("/v1/recordings", **item)["verdict"] == "parked"


def test_service_points_travel_and_letterhead_are_kept_without_a_mouse(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("admin", "/office")  # who alone sets the letterhead
    page = visitor.open("/office#/service-points")
    _reach(page, page.get_by_role("button", name="Tambah tempat layanan"))
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    for label, words in (("Nama", "Kantor Kecamatan Halong"), ("Lintang", "-2.2"), ("Bujur", "115.6")):
        _reach(page, dialog.get_by_label(label, exact=True))
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Kantor Kecamatan Halong")).to_be_visible()

    page = visitor.open("/office#/travel")
    line = page.get_by_role("row", name="SMA NEGERI HALONG")
    _reach(page, line.get_by_role("button"))
    page.keyboard.press("Enter")
    _reach(page, page.get_by_role("dialog").get_by_label("Menit"))
    page.keyboard.press("Control+A")
    page.keyboard.type("47")
    page.keyboard.press("Enter")
    expect(line).to_contain_text("Diisi")

    page = visitor.open("/office#/letterhead")
    _reach(page, page.get_by_label("Kota tempat surat ditulis"))
    page.keyboard.press("Control+A")
    page.keyboard.type("Paringin Selatan")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kop surat disimpan.")).to_be_visible()

    page = visitor.open("/office#/schools")
    point = page.get_by_role("link", name="Tempat layanan Kantor Kecamatan Halong: tidak merekam")
    _reach(page, point)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tempat layanan")).to_be_visible()


def test_a_roster_is_written_by_hand_without_a_mouse(visit: Visit, server: Server, halong: str) -> None:  # noqa: F811
    planned = _visit(server, halong)
    visitor = visit("phone", dark=True)
    visitor.sign_in("officer", "/office")
    page = visitor.open(f"/office#/visits/{planned['id']}/roster")
    _reach(page, page.get_by_role("button", name="LAILA RAHMAH"))
    page.keyboard.press("Enter")
    listed = page.get_by_role("listitem").filter(has_text="LAILA RAHMAH")
    expect(listed).to_have_count(1)
    assert visitor.axe() == []
    visitor.shot("office-roster-by-hand-phone-dark")
    _reach(page, page.locator("form button[type=submit]"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visitor.url}/office#/visits/{planned['id']}")
    expect(page.get_by_text("LAILA RAHMAH")).to_be_visible()


def test_the_pages_beside_visits_are_clean_in_both_themes_at_every_width(visit: Visit, server: Server) -> None:
    _held(server)
    visitor = visit()
    visitor.sign_in("officer", "/office")
    found = {}
    for name in PAGES:
        page = visitor.open(f"/office#/{name}")
        page.locator("h1").first.wait_for()
        for width, (across, down) in WIDTHS.items():
            page.set_viewport_size({"width": across, "height": down})
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
                wide = ["wider than its window"] if visitor.overflow() > 0 else []
                found[f"{name} {width} {theme}"] = visitor.axe() + wide
            visitor.shot(f"office-{name}-{width}-dark")
    assert {name: faults for name, faults in found.items() if faults} == {}

"""The dashboard: what a head of office, a regent and a viewer read; each number leads to exactly its people."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from app.core.crypto import load_keys
from app.core.db import Database
from app.core.ids import new_id
from app.core.settings import Settings
from tests.support.browsers import WIDTHS, Visitor, at_rest, clean
from tests.support.servers import Server, tokens_for
from tests.support.world import World, add_student

Visit = Callable[..., Visitor]
YEAR = date.today().year  # noqa: DTZ011  the server's clock, a day off at most
LISTED, RECORDED = 7, 5
BEFORE_EVERYTHING = "2020-01-01T08:00"


@pytest.fixture(scope="module", autouse=True)
def cohort(installation: tuple[Settings, World], server: Server) -> None:
    """Seven of Balangan who turn 17 this year, five of them recorded."""
    settings, world = installation
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write() as session:
        people = [
            add_student(session, world, "halong", name=f"SISWA KE {number}", birth=date(YEAR - 17, 1, 1 + number))
            for number in range(LISTED)
        ]
    database.dispose()
    headers = {"Authorization": f"Bearer {tokens_for(settings, world)['officer']}"}
    captured = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    for student in people[:RECORDED]:
        item = {"id": str(new_id()), "student_id": str(student), "outcome": "recorded", "captured_at": captured}
        item |= {"device_id": "meja", "offline": False}  # type: ignore[dict-item]
        sent = httpx.post(f"{server.url}/v1/recordings", headers=headers, json=item)
        assert sent.status_code == 201, sent.text


def _go(visitor: Visitor, address: str = "figures") -> Page:
    visitor.page.goto(f"{visitor.url}/office#/{address}")
    visitor.page.locator("h1").first.wait_for()
    at_rest(visitor.page)
    return visitor.page


def _headline(page: Page) -> Locator:
    return page.get_by_role("region", name=f"Cakupan kohor {YEAR}")


def _people(page: Page) -> int:
    """How many rows stand behind a figure, counted through all the pages of the list."""
    expect(page.get_by_role("heading", name="Orang di balik angka")).to_be_visible()
    at_rest(page)
    found = 0
    while True:
        found += page.locator("tbody tr").count()
        further = page.get_by_role("button", name="Berikutnya")
        if further.count() == 0 or further.is_disabled():
            return found
        further.click()
        at_rest(page)


def _problem(status: int) -> Callable[[Route], None]:
    body = json.dumps({"title": "Sibuk", "status": status, "detail": "Terlalu banyak permintaan.", "code": "busy"})
    return lambda route: route.fulfill(
        status=status, headers={"retry-after": "30"}, content_type="application/problem+json", body=body
    )


def test_each_number_leads_to_exactly_as_many_people(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = visitor.page
    page.get_by_role("link", name="Angka", exact=True).click()
    at_rest(page)
    expect(_headline(page)).to_contain_text("71,43 %")
    for number, link in ((RECORDED, "5"), (LISTED, "7 terdaftar")):
        _headline(page).get_by_role("link", name=link, exact=True).click()
        assert _people(page) == number
        page.get_by_role("link", name="Kembali ke angka").click()
        at_rest(page)
    tile = page.get_by_role("link", name="Wajib rekam, belum direkam")
    number = int(tile.locator("b").inner_text())
    tile.click()
    assert _people(page) == number >= LISTED - RECORDED
    with page.expect_download() as file:
        page.get_by_role("button", name="CSV").click()
    assert len(file.value.path().read_text("utf-8-sig").splitlines()) == number + 1
    clean(visitor, "dashboard-rows")


def test_every_step_of_the_funnel_has_the_people_it_counts(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _go(visitor)
    table = page.get_by_role("table", name="Dari daftar sampai kartu di tangan")
    steps = {row.get_by_role("rowheader").inner_text(): row for row in table.get_by_role("row").all()[1:]}
    assert len(steps) == 7
    told = int(steps["Sudah direkam"].get_by_role("link").inner_text())
    steps["Sudah direkam"].get_by_role("link").click()
    assert _people(page) == told == RECORDED


def test_a_viewer_reads_the_figures_and_no_person(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("viewer", "/office")
    page = visitor.page
    expect(page.get_by_role("heading", name="Angka Kabupaten Balangan")).to_be_visible()
    at_rest(page)
    expect(page.get_by_role("navigation", name="Bagian").get_by_role("link")).to_have_text(["Angka"])
    expect(_headline(page)).to_contain_text("71,43 %")
    expect(_headline(page)).to_contain_text("dibulatkan ke bawah ke kelipatan 5")
    links = page.locator("main a[href^='#']").evaluate_all("found => found.map((a) => a.getAttribute('href'))")
    assert links, "the measures are links"
    assert [href for href in links if not re.match(r"#/\?|#/$", href)] == []
    assert "SISWA KE" not in page.content()
    page.get_by_role("link", name="Direkam dalam tahunnya").click()
    at_rest(page)
    assert "measure=in_year" in page.url
    clean(visitor, "dashboard-viewer")
    for closed in ("figures/rows?figure=listed", "schools", "complaints"):
        _go(visitor, closed)
        expect(page.get_by_role("heading", name="Halaman ini tidak ada")).to_be_visible()


def test_those_who_are_neither_office_nor_viewer_are_told_so(visit: Visit) -> None:
    visitor = visit("phone")
    visitor.sign_in("school-halong", "/office")
    expect(visitor.page.get_by_role("heading", name="Halaman ini untuk petugas Dukcapil")).to_be_visible()


def test_an_address_says_what_was_asked_and_asks_it_again(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _go(visitor, f"figures?known={BEFORE_EVERYTHING}")
    expect(page.get_by_text("menurut yang diketahui 1 Jan 2020, 08.00")).to_be_visible()
    expect(_headline(page)).to_contain_text("0 dari 0 bukan cakupan")
    expect(page.get_by_text("hanya dapat ditanya menurut yang diketahui sekarang")).to_be_visible()
    expect(page.get_by_role("heading", name="Dampak")).to_have_count(0)
    clean(visitor, "dashboard-empty")
    page.get_by_role("button", name="Kembali ke hari ini").click()
    expect(_headline(page)).to_contain_text("71,43 %")
    page.get_by_text("Kohor, hari, dan pengetahuan").click()
    page.get_by_label("Kohor (tahun berusia 17)").select_option(str(YEAR + 1))
    expect(page.get_by_role("heading", name=f"Cakupan kohor {YEAR + 1}")).to_be_visible()
    page.get_by_role("button", name="Buat tautan tetap").click()
    expect(page.get_by_text("siapa pun yang membukanya")).to_be_visible()
    asked = parse_qs(urlsplit(page.url).fragment.split("?", 1)[1])
    assert asked["cohort"] == [str(YEAR + 1)]
    assert set(asked) == {"cohort", "as_of", "known", "region"}


def test_the_two_measures_are_never_mixed(visit: Visit) -> None:
    """The years before the service belong to the other measure: named beside this one, drawn only in their own."""
    visitor = visit()
    visitor.sign_in("admin", "/office")
    page = visitor.page
    headers = {"Authorization": f"Bearer {_token(page)}"}
    total = {"population": 2614, "recorded_in_year": 515, "source": "Laporan inovasi", "dated": "2017-12-31"}
    answer = page.request.put(f"{visitor.url}/v1/cohort-totals/63.11/2017", headers=headers, data=total)
    assert answer.ok, answer.text()
    _go(visitor)
    chart = page.get_by_role("region", name="Cakupan dari waktu ke waktu").get_by_role("img")
    expect(_headline(page)).to_contain_text("2017 19,7 %")
    expect(chart).to_have_attribute("aria-label", re.compile("Tujuan 100 %"))
    expect(chart).not_to_have_attribute("aria-label", re.compile("2017"))
    page.get_by_role("link", name="Direkam dalam tahunnya").click()
    expect(chart).to_have_attribute("aria-label", re.compile("2017: 19,7 %"))
    expect(_headline(page)).to_contain_text("515 dari 2.614")
    page.get_by_text("Arti ukuran ini").click()
    expect(page.get_by_text("515 of 2,614")).to_be_visible()


def _token(page: Page) -> str:
    """A token of the session that the page has, as its cookie gives one."""
    answer = page.request.post(f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}/v1/auth/refresh")
    return str(answer.json()["access_token"])


def test_what_fails_leaves_the_rest_and_is_asked_again(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = visitor.page
    page.route("**/v1/coverage/funnel*", _problem(429))
    page.route("**/v1/eligibility*", _problem(503))
    page.route("**/v1/coverage/durations*", lambda route: route.abort())
    _go(visitor)
    funnel = page.get_by_role("region", name="Dari daftar sampai kartu di tangan")
    expect(funnel.get_by_role("alert")).to_contain_text("Terlalu banyak permintaan.")
    durations = page.get_by_role("region", name="Lama proses kartu")
    expect(durations.get_by_role("alert")).to_contain_text("Server tidak terjangkau")
    expect(_headline(page)).to_contain_text("71,43 %")
    clean(visitor, "dashboard-failures")
    page.unroute_all()
    while (again := page.get_by_role("button", name="Coba lagi")).count():
        again.first.click()
        at_rest(page)
    expect(funnel.get_by_role("table")).to_be_visible()
    expect(durations.get_by_text("Belum ada kartu")).to_be_visible()
    visitor.watch.complaints = [
        line for line in visitor.watch.complaints if "503" not in line and "ERR_FAILED" not in line
    ]


def _impact(route: Route) -> None:
    item = {"name": "pupil_kilometres", "label": "Kilometer yang tidak perlu ditempuh siswa", "unit": "kilometres"}
    item |= {"formula": "Siswa × 2 × jarak.", "strongest_assumption": "Setiap siswa pasti datang."}
    coefficient = {"key": "winding_factor", "value": 1.4, "valid_from": "2000-01-01", "region_code": "00"}
    coefficient |= {"source": None, "assumed": True}
    inputs = {"pupils": 304, "visits": 22, "trips": 22, "unlocated": 3, "coefficients": [coefficient]}
    line: dict[str, Any] = item | {"low": 3769.1, "likely": 4070.4, "high": 4650.0, "inputs": inputs}
    period = {"date_from": f"{YEAR}-01-01", "date_to": f"{YEAR}-01-31", "rounded_down_to": None}
    route.fulfill(json=period | {"counterfactual": "Tanpa kunjungan, setiap siswa pergi sendiri.", "items": [line]})


def test_impact_is_a_range_with_what_stands_behind_it(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = visitor.page
    page.route("**/v1/impact*", _impact)
    _go(visitor)
    part = page.get_by_role("region", name="Dampak")
    label = "Kilometer yang tidak perlu ditempuh siswa: rendah 3.769, kemungkinan terbesar 4.070, tinggi 4.650 km"
    expect(part.get_by_role("img", name=label)).to_be_visible()
    expect(part).to_contain_text("Setiap siswa pasti datang.")
    part.get_by_text("Rumus dan masukan").click()
    expect(part).to_contain_text("1,4 (asumsi), sejak 1 Jan 2000")
    clean(visitor, "dashboard-impact")


def test_a_table_is_taken_along_as_a_file_of_the_same_question(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = visitor.page
    page.route("**/v1/coverage?*format=*", lambda route: route.fulfill(content_type="text/csv", body="key,name\n"))
    _go(visitor, f"figures?measure=in_year&cohort={YEAR + 1}")
    with page.expect_request("**/v1/coverage?*format=csv*") as request, page.expect_download() as file:
        page.get_by_role("button", name="Menurut kecamatan: unduh CSV").click()
    asked = parse_qs(urlsplit(request.value.url).query)
    assert (asked["measure"], asked["cohort"], asked["group_by"]) == (["in_year"], [str(YEAR + 1)], ["district"])
    assert file.value.suggested_filename == "cakupan-wilayah-63.11.csv"


def test_by_keyboard_alone_from_the_measure_to_the_table_of_the_chart(visit: Visit) -> None:
    visitor = visit("desk")
    visitor.sign_in("officer", "/office")
    page = _go(visitor)
    page.get_by_role("button", name="Cetak untuk meja bupati").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("measure=in_year"))
    expect(page.get_by_role("link", name="Direkam dalam tahunnya")).to_be_focused()
    at_rest(page)
    opened = page.get_by_text("Tampilkan sebagai tabel")
    for _ in range(20):
        page.keyboard.press("Tab")
        if opened.evaluate("(summary) => summary === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Cakupan dari waktu ke waktu")).to_be_visible()


def test_it_is_printed_on_two_sheets_with_its_day(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = visitor.page
    page.route("**/v1/impact*", _impact)
    _go(visitor)
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert 1 <= len(sheets) <= 2
    page.emulate_media(media="print")
    expect(page.get_by_text(re.compile("Keadaan .* menurut yang diketahui sekarang"))).to_be_visible()
    expect(page.get_by_text(re.compile("^Dicetak "))).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    visitor.shot("dashboard-print")


def test_those_who_see_more_than_one_regency_choose(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("nation", "/office")
    page = _go(visitor)
    expect(page.get_by_role("heading", name="Angka Indonesia")).to_be_visible()
    expect(page.get_by_role("table", name="Menurut kabupaten/kota")).to_contain_text("Balangan")
    clean(visitor, "dashboard-nation")
    page.get_by_label("Wilayah", exact=True).select_option("63")
    at_rest(page)
    page.get_by_label("Wilayah", exact=True).select_option("63.11")
    expect(page.get_by_role("heading", name="Angka Kabupaten Balangan")).to_be_visible()
    expect(_headline(page)).to_contain_text("71,43 %")


def test_the_dashboard_is_clean_at_every_width_in_light_and_dark(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _go(visitor)
    for summary in page.locator("summary").all():
        summary.click()
    at_rest(page)
    found = {}
    for width, (across, down) in WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            wide = ["wider than its window"] if visitor.overflow() > 0 else []
            found[width, scheme] = wide + visitor.axe()
            visitor.shot(f"dashboard-{width}-{scheme}")
    assert found == {(width, scheme): [] for width in WIDTHS for scheme in ("light", "dark")}

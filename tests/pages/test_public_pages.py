"""The public pages, as a pupil or a parent meets them: on any line, with a script or without, by code or by QR."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import segno
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, update

from app.cards import slips
from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from app.students.models import CardState, Student
from tests.support.browsers import ROOT, WIDTHS, Visitor, at_rest, launch_options
from tests.support.servers import Server, serve
from tests.support.world import PASSWORD, World, add_student

Visit = Callable[..., Visitor]
FIRST_PAGE_BUDGET = 60 * 1024
"""Bytes over the line until the first page stands with all that it loads, to a browser without brotli."""
CODE = re.compile(r"^[0-9A-HJKMNP-TV-Z]{16}$")


@pytest.fixture(scope="module")
def database(installation: tuple[Settings, World]) -> Iterator[Database]:
    opened = Database(installation[0], load_keys(installation[0].keys_dir))
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def pupil(installation: tuple[Settings, World], database: Database) -> tuple[UUID, str]:
    """Somebody with a slip: id and code."""
    world = installation[1]
    with database.write() as session:
        student = add_student(session, world, name="RAHMA NURAINI")
        slip, _ = slips.renew(session, world.actors["officer"], student, "http://127.0.0.1")
    assert CODE.match(slip.code)
    return student, slip.code


def _stands(database: Database, student: UUID, state: CardState) -> None:
    with database.write() as session:
        session.execute(update(Student).where(col(Student.id) == student).values(card_state=state))


@pytest.fixture(scope="module")
def coming(server: Server, installation: tuple[Settings, World]) -> None:
    """Two confirmed visits within two months, and one that is only proposed."""
    sign_in = {"grant_type": "password", "username": "officer", "password": PASSWORD}
    token = httpx.post(f"{server.url}/v1/auth/token", data=sign_in).json()["access_token"]
    headers, world = {"Authorization": f"Bearer {token}"}, installation[1]
    monday = date.today() + timedelta(days=14 - date.today().weekday())  # noqa: DTZ011
    plans = (
        ("paringin", "team1", "kit1", 0, True),
        ("halong", "team2", "kit2", 1, True),
        ("halong", "team1", "kit1", 2, False),
    )
    for school, team, kit, after, confirmed in plans:
        day = monday + timedelta(days=after)
        body: dict[str, Any] = {
            "kind": "recording",
            "school_id": str(world.schools[school]),
            "team_id": str(world.teams[team]),
            "kit_ids": [str(world.kits[kit])],
            "starts_at": f"{day}T08:00:00+08:00",
            "ends_at": f"{day}T10:30:00+08:00",
            "override_reason": "Hari ini disepakati dengan sekolah",
        }
        made = httpx.post(f"{server.url}/v1/visits", headers=headers, json=body)
        assert made.status_code == 201, made.text
        url = f"{server.url}/v1/visits/{made.json()['id']}"
        httpx.post(f"{url}/propose", headers=headers).raise_for_status()
        if confirmed:
            httpx.post(f"{url}/confirm", headers=headers, json={"reason": "Disepakati"}).raise_for_status()


def _ask(page: Page, code: str) -> None:
    page.get_by_label("Kode slip").fill(code)
    page.get_by_role("button", name="Lihat keadaan kartu").click()


# --- the information, also without a script --------------------------------------------------------------------


@pytest.fixture
def plain(browser: Browser, server: Server) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, locale="id-ID", viewport={"width": 375, "height": 740})
    page = context.new_page()
    page.goto(server.url)
    yield page
    context.close()


@pytest.mark.usefixtures("coming")
def test_without_a_script_everything_is_said_found_and_answered(
    plain: Page, database: Database, pupil: tuple[UUID, str]
) -> None:
    assert plain.get_by_text("SMA NEGERI PARINGIN").count() == 1
    expect(plain.get_by_text("Kartu Keluarga (KK)", exact=False)).to_be_visible()
    expect(plain.get_by_text("Jangan membayar kepada siapa pun", exact=False)).to_be_visible()
    plain.get_by_label("Cari sekolah atau kecamatan").fill("halong")
    plain.get_by_role("button", name="Cari").click()
    expect(plain.locator(".visits li")).to_have_count(1)
    _stands(database, pupil[0], CardState.PRINTED)
    _ask(plain, pupil[1])
    expect(plain.get_by_text("Sudah dicetak", exact=True)).to_be_visible()
    assert pupil[1] not in plain.url
    _ask(plain, "ZZZZ ZZZZ ZZZZ ZZZZ")
    expect(plain.get_by_text("Kode tidak dikenal", exact=True)).to_be_visible()


def test_the_first_page_is_small_all_told(server: Server, coming: None) -> None:
    sizes = {}
    page = httpx.get(server.url).text
    for path in ["/", *re.findall(r'(?:src|href)="(/assets/[^"]+)"', page)]:
        with httpx.stream("GET", server.url + path, headers={"accept-encoding": "gzip"}) as answer:
            sizes[path] = len(b"".join(answer.iter_raw()))
    assert len(sizes) >= 3, "the page comes with a style and a script"
    assert sum(sizes.values()) <= FIRST_PAGE_BUDGET, sizes


def test_the_reader_of_qr_is_fetched_only_when_it_is_needed(visit: Visit) -> None:
    visitor = visit("phone")
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.open("/k")
    assert not [url for url in asked if "jsQR" in url]


@pytest.mark.usefixtures("coming")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_first_page_with_visits_is_clean_at_every_width(visit: Visit, width: str, dark: bool) -> None:
    visitor = visit(width, dark=dark)
    visitor.open("/")
    visitor.shot(f"public-first-{width}-{'dark' if dark else 'light'}")
    assert visitor.overflow() <= 0
    assert visitor.axe() == []


@pytest.mark.usefixtures("coming")
def test_visits_are_narrowed_while_one_types(visit: Visit) -> None:
    visitor = visit("phone")
    page = visitor.open("/")
    lines = page.locator(".visits li")
    expect(lines).to_have_count(2)
    page.get_by_label("Cari sekolah atau kecamatan").fill("PARING")
    expect(lines.filter(visible=True)).to_have_count(1)
    expect(page.get_by_text("1 kunjungan ditemukan")).to_be_visible()
    page.get_by_label("Cari sekolah atau kecamatan").fill("tidak ada sekolah ini")
    expect(page.get_by_text("Tidak ada kunjungan yang cocok", exact=False)).to_be_visible()
    assert visitor.axe() == []


def test_the_pages_speak_english_on_request_and_keep_to_it(visit: Visit) -> None:
    visitor = visit("phone")
    page = visitor.open("/")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="What to bring?")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Scan the QR").click()
    expect(page.get_by_role("heading", name="Where is my card?")).to_be_visible()
    page.get_by_label("Code of the slip").fill("abc")
    page.get_by_role("button", name="Show the card's state").click()
    expect(page.get_by_text("Type the code on the slip")).to_be_visible()
    assert visitor.axe() == []


def test_the_colours_are_those_of_the_other_pages() -> None:
    """Names that stand in both styles say the same, light and dark."""
    ours, theirs = (
        [dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block)) for block in re.findall(r":root[^{]*\{([^}]*)\}", text)]
        for text in (
            (ROOT / "api/home/page.css").read_text("utf-8"),
            (ROOT / "clients/web/src/lib/theme/theme.css").read_text("utf-8"),
        )
    )
    assert len(ours) == 2
    for mine, other in zip(ours, theirs, strict=False):
        assert len(mine) > 10
        assert mine.items() <= other.items()


# --- the slip --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_a_code_shows_state_and_next_step_in_big_words(
    visit: Visit, database: Database, pupil: tuple[UUID, str], width: str
) -> None:
    _stands(database, pupil[0], CardState.READY)
    visitor = visit(width)
    page = visitor.open("/k")
    _ask(page, pupil[1].lower())
    expect(page.get_by_text("Siap dicetak", exact=True)).to_be_visible()
    expect(page.get_by_text("Kartu diserahkan mulai ulang tahun ke-17", exact=False)).to_be_visible()
    visitor.shot(f"public-slip-ready-{width}")
    assert visitor.overflow() <= 0
    assert visitor.axe() == []
    assert "RAHMA" not in page.content()


def test_a_phone_that_read_the_qr_leaves_no_code_in_address_or_history(
    visit: Visit, database: Database, pupil: tuple[UUID, str]
) -> None:
    _stands(database, pupil[0], CardState.IN_PROCESS)
    visitor = visit("phone", dark=True)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.open("/")
    page = visitor.open(f"/k#{pupil[1]}")
    expect(page.get_by_text("Sedang diproses", exact=True)).to_be_visible()
    visitor.shot("public-slip-by-qr-phone-dark")
    assert page.url == f"{visitor.url}/k"
    assert not [url for url in asked if pupil[1] in url.split("#")[0]]
    page.go_back()
    assert pupil[1] not in page.url
    page.go_forward()
    assert pupil[1] not in page.url
    assert pupil[1] not in page.evaluate("JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])")


def test_the_way_from_the_first_page_to_a_card_needs_no_mouse(
    visit: Visit, database: Database, pupil: tuple[UUID, str]
) -> None:
    _stands(database, pupil[0], CardState.HANDED_OVER)
    page = visit().open("/")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "code":
            break
    page.keyboard.type(pupil[1])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sudah diserahkan", exact=True)).to_be_visible()


def test_a_line_that_is_gone_is_told_and_the_code_stays(visit: Visit, pupil: tuple[UUID, str]) -> None:
    visitor = visit("phone")
    page = visitor.open("/k")
    page.route("**/v1/public/card-status", lambda route: route.abort())
    _ask(page, pupil[1])
    expect(page.get_by_text("Tidak ada jaringan", exact=True)).to_be_visible()
    expect(page.get_by_label("Kode slip")).to_have_value(pupil[1])
    visitor.watch.complaints.clear()  # the browser's own line about the request that we cut off


def test_an_address_that_asks_too_often_is_told_to_wait(visit: Visit) -> None:
    visitor = visit("phone")
    page = visitor.open("/k")
    refusal = {"detail": "Terlalu banyak permintaan. Coba lagi dalam 30 detik.", "code": "too_many_requests"}
    page.route("**/v1/public/card-status", lambda route: route.fulfill(status=429, json=refusal))
    _ask(page, "Z" * 16)
    expect(page.get_by_text("Coba lagi dalam 30 detik", exact=False)).to_be_visible()
    assert visitor.axe() == []


# --- the camera ------------------------------------------------------------------------------------------------


def _filmed(text: str, target: Path) -> Path:
    """A film of one picture that never ends: a QR on white, as raw Y4M, which Chromium takes for a camera."""
    width, height, scale = 640, 480, 8
    matrix = [list(row) for row in segno.make(text, error="m").matrix]
    side = len(matrix) * scale
    left, top = (width - side) // 2, (height - side) // 2
    light = bytearray([235]) * (width * height)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            for line in range(scale) if dark else ():
                at = (top + y * scale + line) * width + left + x * scale
                light[at : at + scale] = bytes([16]) * scale
    grey = bytes([128]) * (width * height // 2)
    frame = b"FRAME\n" + bytes(light) + grey
    target.write_bytes(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 3)
    return target


def test_the_page_reads_a_slip_through_the_camera(
    browser: Browser, server: Server, database: Database, pupil: tuple[UUID, str], tmp_path: Path
) -> None:
    _stands(database, pupil[0], CardState.PROBLEM)
    film = _filmed(f"{server.url}/k#{pupil[1]}", tmp_path / "slip.y4m")
    flags = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    filming = browser.browser_type.launch(**launch_options(*flags, f"--use-file-for-fake-video-capture={film}"))
    try:
        page = filming.new_context(locale="id-ID", viewport={"width": 375, "height": 740}).new_page()
        page.goto(f"{server.url}/k")
        page.get_by_role("button", name="Pindai QR dengan kamera").click()
        expect(page.get_by_text("Perlu ditangani Dukcapil", exact=True)).to_be_visible(timeout=20_000)
        expect(page.locator("video")).to_have_count(0)
        assert page.url == f"{server.url}/k"
    finally:
        filming.close()


def test_a_photo_of_the_slip_does_as_well_and_a_strange_one_is_told(
    visit: Visit, database: Database, pupil: tuple[UUID, str], tmp_path: Path
) -> None:
    _stands(database, pupil[0], CardState.READY)
    visitor = visit("phone")
    page = visitor.open("/k")
    for text, told in (("https://example.com/", "QR ini bukan dari slip"), (f"https://x/k#{pupil[1]}", "Siap dicetak")):
        picture = tmp_path / "photo.png"
        segno.make(text, error="m").save(str(picture), scale=6, border=4)
        page.locator("#scanner input[type=file]").set_input_files(picture)
        expect(page.get_by_text(told, exact=False).first).to_be_visible()
    at_rest(page)
    visitor.shot("public-slip-photo-phone")
    assert visitor.axe() == []


def test_only_the_page_that_scans_may_use_the_camera(server: Server) -> None:
    policies = {path: httpx.get(server.url + path).headers["permissions-policy"] for path in ("/", "/k", "/school")}
    assert "camera=(self)" in policies["/k"]
    assert "camera=()" in policies["/"]
    assert "camera=()" in policies["/school"]
    assert all("microphone=()" in policy for policy in policies.values())


def test_no_code_stands_in_the_servers_log(installation: tuple[Settings, World], pupil: tuple[UUID, str]) -> None:
    with serve(installation[0], level="INFO") as served:
        httpx.post(f"{served.url}/v1/public/card-status", json={"code": pupil[1]})
        httpx.post(f"{served.url}/k", data={"code": pupil[1]})
        httpx.get(f"{served.url}/k", params={"lang": "en"})
        for _ in range(50):  # a line is written when its answer has left
            if (log := served.log).count("/k") >= 2:
                break
            time.sleep(0.1)
    assert log.count("/k") >= 2, "the log was looked at"
    assert pupil[1] not in log

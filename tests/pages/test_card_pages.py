"""From an import that tells of trouble to a card in a pupil's hand: office and school, as they work with the pages."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from playwright.sync_api import Page, expect

from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from tests.support.browsers import WIDTHS, Visitor, at_rest
from tests.support.letters import words
from tests.support.servers import Server
from tests.support.world import PASSWORD, World, add_student, invented_nik

Visit = Callable[..., Visitor]
TODAY = date.today()  # noqa: DTZ011  the server's clock, a day off at most
TURNED = TODAY.replace(year=TODAY.year - 17, day=min(TODAY.day, 28)) - timedelta(days=3)
"""Born so that 17 was reached some days ago."""
SOON = TURNED + timedelta(days=3 + 35)


@pytest.fixture(scope="module")
def people(installation: tuple[Settings, World]) -> Iterator[dict[str, tuple[UUID, str]]]:
    """Pupils of Halong with their NIK, by a short name."""
    settings, world = installation
    database = Database(settings, load_keys(settings.keys_dir))
    found = {}
    with database.write() as session:
        for short, name, birth in (
            ("rina", "RINA MARLINA", TURNED),
            ("adi", "ADI SAPUTRA", TURNED),
            ("dewi", "DEWI LESTARI", SOON),
        ):
            nik = invented_nik(birth, "P", prefix="631102")
            found[short] = (
                add_student(session, world, "halong", name=name, birth=birth, nik=nik, class_group="XII 1"),
                nik,
            )
    yield found
    database.dispose()


@pytest.fixture(scope="module")
def told(server: Server, people: dict[str, tuple[UUID, str]]) -> None:
    """What the centre says of them: one duplicate, one ready, one not heard of."""
    sign_in = {"grant_type": "password", "username": "officer", "password": PASSWORD}
    token = httpx.post(f"{server.url}/v1/auth/token", data=sign_in).json()["access_token"]
    at = (datetime.now(UTC) - timedelta(days=20)).isoformat()
    rows: list[dict[str, Any]] = [
        {"nik": people["rina"][1], "status": "DUPLICATE_RECORD", "occurred_at": at},
        {"nik": people["adi"][1], "status": "PRINT_READY_RECORD", "occurred_at": at},
    ]
    answer = httpx.post(
        f"{server.url}/v1/registry-imports", headers={"Authorization": f"Bearer {token}"}, json={"rows": rows}
    )
    assert answer.status_code == 201, answer.text


def _go(visitor: Visitor, path: str, app: str = "office") -> Page:
    visitor.page.goto(f"{visitor.url}/{app}#/{path}")
    visitor.page.locator("h1").first.wait_for()
    at_rest(visitor.page)
    return visitor.page


@pytest.mark.usefixtures("told")
def test_from_an_import_to_a_card_in_the_hand(visit: Visit, installation: tuple[Settings, World]) -> None:
    halong = installation[1].schools["halong"]
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _go(visitor, "card-problems?kind=duplicate")
    expect(page.get_by_role("rowheader", name="RINA MARLINA")).to_be_visible()
    visitor.shot("office-card-problems-desk")
    assert visitor.axe() == []
    page.get_by_role("button", name="Catat langkah: RINA MARLINA").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Alasan").fill("Pusat memilih rekaman dari Balangan")
    assert visitor.axe() == []
    dialog.get_by_role("button", name="Catat langkah").click()
    expect(page.get_by_text("Langkah tercatat.")).to_be_visible()
    expect(page.get_by_role("rowheader", name="RINA MARLINA")).to_have_count(0)
    _go(visitor, f"cards?from={TODAY - timedelta(days=7)}&days=14")
    expect(page.get_by_role("rowheader", name="ADI SAPUTRA")).to_be_visible()
    visitor.shot("office-cards-due-desk")
    assert visitor.axe() == []
    _go(visitor, f"handovers?school={halong}")
    page.get_by_role("checkbox", name="Serahkan kartu RINA MARLINA").check()
    page.get_by_role("checkbox", name="Serahkan kartu ADI SAPUTRA").check()
    page.get_by_label("Hubungan penerima kartu RINA MARLINA").select_option(label="Orang tua")
    page.get_by_role("button", name="Serahkan 2 kartu").click()
    expect(page.get_by_text("Tulis nama penerima kartu RINA MARLINA.")).to_be_visible()
    page.get_by_label("Penerima kartu RINA MARLINA", exact=True).fill("Siti Rohani")
    visitor.shot("office-handover-form-desk")
    assert visitor.axe() == []
    page.get_by_role("button", name="Serahkan 2 kartu").click()
    expect(page).to_have_url(re.compile("#/handovers/[0-9a-f-]{36}"))
    expect(page.get_by_text("Siti Rohani")).to_be_visible()
    page.get_by_role("button", name="Terbitkan tanda terima").click()
    expect(page.get_by_text(re.compile(r"Nomor 400\.12/\d{3}/"))).to_be_visible()
    visitor.shot("office-handover-receipt-desk")
    assert visitor.axe() == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="Unduh PDF").click()
    said = words(saved.value.path().read_bytes())
    assert "ADI SAPUTRA XII 1 6311************ ADI SAPUTRA yang bersangkutan 1." in said
    assert "RINA MARLINA XII 1 6311************ Siti Rohani orang tua 2." in said
    _school_answers(visit)
    page.reload()
    expect(page.get_by_text("Belum diterima", exact=True)).to_be_visible()
    _go(visitor, "card-problems?kind=not_received")
    expect(page.get_by_role("rowheader", name="ADI SAPUTRA")).to_be_visible()


def _school_answers(visit: Visit) -> None:
    """The school says who really received a card."""
    school = visit("phone")
    school.sign_in("school-halong")
    page = _go(school, "cards", "school")
    expect(page.get_by_role("heading", name="Penyerahan di sekolah ini")).to_be_visible()
    assert school.axe() == []
    page.get_by_role("button", name="Sudah diterima: RINA MARLINA").click()
    expect(page.locator("main li").filter(has_text="RINA MARLINA").get_by_role("button")).to_have_count(0)
    expect(page.locator("main li").filter(has_text="RINA MARLINA").get_by_text("Sudah diterima")).to_be_visible()
    page.get_by_role("button", name="Belum diterima: ADI SAPUTRA").click()
    expect(page.get_by_role("button", name="Belum diterima: ADI SAPUTRA")).to_have_count(0)
    at_rest(page)
    school.shot("school-cards-phone")
    assert school.overflow() <= 0
    assert school.axe() == []


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("width", WIDTHS)
def test_the_card_pages_are_clean_at_every_width(visit: Visit, width: str) -> None:
    office = visit(width, dark=width == "tablet")
    office.sign_in("officer", "/office")
    for path in ("cards?days=90", "card-problems", "handovers", "blank-stock"):
        _go(office, path)
        office.shot(f"office-{path.split('?')[0]}-{width}")
        assert office.overflow() <= 0, path
        assert office.axe() == [], path
    school = visit(width)
    school.sign_in("school-halong")
    _go(school, "cards", "school")
    school.shot(f"school-cards-{width}")
    assert school.overflow() <= 0
    assert school.axe() == []


def test_blanks_are_counted_and_the_forecast_says_when_they_run_out(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _go(visitor, "blank-stock")
    expect(page.get_by_text("Belum ada catatan. Hitung blangko")).to_be_visible()
    page.get_by_role("button", name="Catat blangko").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Apa yang terjadi").select_option(label="Hasil hitung")
    dialog.get_by_role("button", name="Catat blangko").click()
    expect(dialog.get_by_text("Tulis jumlahnya dengan angka.")).to_be_visible()
    assert visitor.axe() == []
    visitor.shot("office-blank-stock-dialog-desk")
    dialog.get_by_label("Jumlah").fill("1")
    dialog.get_by_role("button", name="Catat blangko").click()
    expect(page.get_by_text("Catatan tersimpan.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Hasil hitung.*=1"))).to_be_visible()
    told = r"^Blangko habis pada \d+ \w+ 20\d\d\. Pesan \d+ lembar sekarang\.$"
    expect(page.get_by_text(re.compile(told))).to_be_visible()
    visitor.shot("office-blank-stock-desk")
    assert visitor.axe() == []


@pytest.mark.usefixtures("told")
def test_a_card_before_its_day_cannot_be_ticked(
    visit: Visit, server: Server, installation: tuple[Settings, World], people: dict[str, tuple[UUID, str]]
) -> None:
    sign_in = {"grant_type": "password", "username": "officer", "password": PASSWORD}
    token = httpx.post(f"{server.url}/v1/auth/token", data=sign_in).json()["access_token"]
    event = {"status": "PRINT_READY_RECORD", "occurred_at": datetime.now(UTC).isoformat(), "reason": "Kabar pusat"}
    url = f"{server.url}/v1/students/{people['dewi'][0]}/card-events"
    httpx.post(url, headers={"Authorization": f"Bearer {token}"}, json=event).raise_for_status()
    visitor = visit("phone")
    visitor.sign_in("officer", "/office")
    page = _go(visitor, f"handovers?school={installation[1].schools['halong']}")
    expect(page.get_by_role("checkbox", name="Serahkan kartu DEWI LESTARI")).to_be_disabled()
    visitor.shot("office-handover-early-phone")
    assert visitor.overflow() <= 0
    assert visitor.axe() == []

"""The head of a regency's letters: a default for all, its own for who sets one."""

import base64
import io
import struct
import zlib
from datetime import date
from typing import Any

import pytest
import segno

from app.core.db import Database
from app.letters.models import LetterKind
from app.letters.rules import DEFAULT_CODES
from tests.conftest import Api
from tests.support.letters import ask, fetched, issued, proposed, words
from tests.support.world import World, add_student

URL = "/v1/letterheads/63.11"


def arms() -> str:
    out = io.BytesIO()
    segno.make("lambang daerah").save(out, kind="png", scale=4)
    return base64.b64encode(out.getvalue()).decode()


def head(**facts: Any) -> dict[str, Any]:
    return {
        "heading_lines": ["Pemerintah Kabupaten Balangan", "Dinas Kependudukan dan Pencatatan Sipil"],
        "address_lines": ["Jalan Contoh Nomor 1 Paringin 71618"],
        "place": "Paringin",
        "logo": arms(),
        "signer_name": "Dra. Hj. CONTOH PEJABAT, M.Si.",
        "signer_title": "Kepala Dinas",
        "signer_rank": "Pembina Utama Muda",
        "signer_nip": "197001011995032001",
        "number_format": "{code}/{number:04}-{unit}/{month}/{year}",
        "unit_code": "DIREKAM",
        "codes": dict.fromkeys(("notice", "assignment", "roster", "slips", "consent", "report"), "470"),
        "copies": ["Bupati Balangan (sebagai laporan);"],
        **facts,
    }


@pytest.fixture(autouse=True)
def pupil(database: Database, world: World) -> None:
    with database.write() as session:
        add_student(session, world, "paringin")


def test_a_regency_without_a_head_of_its_own_has_one_that_claims_nothing(api: Api) -> None:
    answer = api.get(URL, by="officer")
    assert (answer.status_code, answer.headers["etag"]) == (200, '"0"')
    body = answer.json()
    assert body["heading_lines"] == ["Pemerintah Kabupaten Balangan", "Dinas Kependudukan dan Pencatatan Sipil"]
    assert (body["default"], body["signer_name"], body["signer_nip"], body["logo"]) == (True, None, None, None)


def test_a_head_holds_for_letters_from_now_on(api: Api, world: World) -> None:
    url = proposed(api, world)
    former = issued(api, url, "notice")
    before = fetched(api, former)
    answer = api.put(URL, by="officer", json=head())
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert answer.json() == api.get(URL, by="officer").json() == head() | {
        "region_code": "63.11", "default": False, "version": 1,
        "codes": {**head()["codes"], "receipt": DEFAULT_CODES[LetterKind.RECEIPT]},
    }  # fmt: skip
    letter = issued(api, url, "notice")
    months = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
    day = date.fromisoformat(letter["date"])
    assert letter["number"] == f"470/0002-DIREKAM/{months[day.month - 1]}/{day.year}"
    said = words(fetched(api, letter))
    for text in ("Jalan Contoh Nomor 1", "Dra. Hj. CONTOH PEJABAT, M.Si.", "NIP 197001011995032001", "Bupati Balangan"):
        assert text in said
    assert fetched(api, former) == before


def test_a_head_is_changed_against_its_version(api: Api) -> None:
    assert api.put(URL, by="officer", json=head(), headers={"if-match": '"3"'}).status_code == 412
    assert api.put(URL, by="officer", json=head(), headers={"if-match": '"0"'}).status_code == 200
    assert api.put(URL, by="officer", json=head()).status_code == 428
    assert api.put(URL, by="officer", json=head(), headers={"if-match": '"2"'}).status_code == 412
    same = api.put(URL, by="officer", json=head(), headers={"if-match": '"1"'})
    assert (same.status_code, same.json()["version"]) == (200, 1)
    other = api.put(URL, by="admin", json=head(place="Balangan", logo=None), headers={"if-match": '"1"'})
    assert (other.json()["version"], other.json()["place"], other.json()["logo"]) == (2, "Balangan", None)


def test_only_a_regency_in_scope_has_a_head_and_only_the_office_sets_it(api: Api) -> None:
    for code in ("63", "63.11.06", "63.08", "99.99", "00"):
        assert api.get(f"/v1/letterheads/{code}", by="officer").status_code == 404, code
        assert api.put(f"/v1/letterheads/{code}", by="officer", json=head()).status_code == 404, code
    assert api.get("/v1/letterheads/63.08", by="nation").status_code == 200
    for by in ("school-paringin", "team1", "viewer"):
        assert api.put(URL, by=by, json=head()).status_code == 403
        assert api.get(URL, by=by).status_code == 403


@pytest.mark.parametrize(
    ("format", "code"),
    [
        ("{code}/{number}", "letters.format_incomplete"),
        ("{code}/{year}", "letters.format_incomplete"),
        ("{number}/{year}/{secret}", "letters.format_unreadable"),
        ("{number.__class__}/{year}", "letters.format_unreadable"),
        ("{number!r}/{year}", "letters.format_unreadable"),
        ("{number:>99999}/{year}", "letters.format_unreadable"),
        ("{number}/{year}/{", "letters.format_unreadable"),
        ("{0}/{number}/{year}", "letters.format_unreadable"),
        ("{number}/{year}/" + "x" * 60, "letters.number_too_long"),
    ],
)
def test_a_format_that_cannot_number_letters_is_refused(api: Api, format: str, code: str) -> None:
    answer = api.put(URL, by="officer", json=head(number_format=format))
    assert answer.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [("/number_format", code)]


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"GIF89a" + b"\0" * 40, "letters.logo_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "letters.logo_kind"),
        (_png(60000, 60000), "letters.logo_kind"),
        (_png(20, 20), "letters.logo_unreadable"),
        (b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10" + b"\0" * 20, "letters.logo_unreadable"),
        (b"\xff\xd8\xff", "letters.logo_kind"),
    ],
)
def test_an_image_that_no_letter_could_carry_is_refused(api: Api, content: bytes, code: str) -> None:
    answer = api.put(URL, by="officer", json=head(logo=base64.b64encode(content).decode()))
    assert answer.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [("/logo", code)]
    assert api.put(URL, by="officer", json=head(logo="!!!")).status_code == 422
    assert api.put(URL, by="officer", json=head(logo="A" * 400_000)).status_code == 422


def test_words_of_a_head_are_never_markup(api: Api, world: World) -> None:
    lines = ["#panic()", "*tebal* $x$ @ref"]
    assert api.put(URL, by="officer", json=head(heading_lines=lines, signer_name="<b>#")).status_code == 200
    said = words(fetched(api, issued(api, proposed(api, world), "assignment")))
    for text in ("#PANIC()", "*TEBAL* $X$ @REF", "<b>#"):
        assert text in said


def test_numbers_run_through_all_kinds_and_a_refused_letter_takes_none(api: Api, world: World) -> None:
    url = proposed(api, world)
    assert [issued(api, url, kind)["sequence"] for kind in ("roster", "notice")] == [1, 2]
    assert ask(api, url, "report").status_code == 409
    assert issued(api, url, "notice")["sequence"] == 3


@pytest.mark.parametrize(
    "facts",
    [
        {"signer_nip": "١" * 18},
        {"place": "a\nb"},
        {"unit_code": "a\nb"},
        {"number_format": "{number}\n{year}"},
        {"signer_title": "a\tb"},
        {"heading_lines": ["a\nb"]},
    ],
)
def test_a_line_of_a_head_is_one_line_and_a_nip_has_ascii_digits(api: Api, facts: dict[str, Any]) -> None:
    assert api.put(URL, by="officer", json={**head(logo=None), **facts}).status_code == 422

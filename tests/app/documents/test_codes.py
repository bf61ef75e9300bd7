"""Addresses reach a template as pictures of QR codes, and a reader finds them on the paper."""

import io

import pytest
import segno
import zxingcpp
from PIL import Image

from app.documents import qr
from app.documents.codes import TooLong, drawn, picture
from app.documents.qr import modules
from app.documents.typesetting import NotSet, pdf, pictures
from app.letters import contents
from tests.support.letter_facts import AT, LONG, NUMBER, pupil, visit

URL = "https://contoh.id/k#0123456789ABCDEF"


def test_an_address_becomes_a_picture_and_all_else_stays() -> None:
    data = {"pupils": [{"name": URL, "qr": URL}], "logo": [1, 2, 3], "number": "1"}
    assert drawn(data) == {"pupils": [{"name": URL, "qr": picture(URL)}], "logo": [1, 2, 3], "number": "1"}


def test_each_address_has_its_own_picture() -> None:
    assert picture(URL).startswith("<svg")
    assert picture(URL) != picture(URL[:-1] + "0")


def _fullest(version: int) -> str:
    """Something that fills a code of a version to the last byte, where segno and we lay the same bits."""
    room = sum(part.num_blocks * part.num_data for part in qr.consts.ECC[version][qr.consts.ERROR_LEVEL_M])
    return "".join("abc#/:0189-"[n * n % 11] for n in range(room - (2 if version < 10 else 3)))


@pytest.mark.parametrize("version", [1, 2, 3, 4, 6, 7, 9, 10, 14, 22, 40])
def test_a_code_is_that_of_another_program(version: int) -> None:
    text = _fullest(version)
    other = segno.make(text, error="m", mask=qr.MASK, micro=False, mode="byte", boost_error=False)
    assert other.version == version
    assert modules(text) == [bytes(row) for row in other.matrix]


def _read(rows: list[bytes], room: int = 4, scale: int = 4) -> list[str]:
    width = (len(rows) + 2 * room) * scale
    image = Image.new("L", (width, width), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.paste(0, [(x + room) * scale, (y + room) * scale, (x + room + 1) * scale, (y + room + 1) * scale])
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("length", [1, 7, 16, 17, 36, 44, 60, 61, 90, 180, 240, 600, 2331])
def test_a_reader_finds_what_was_laid_in(length: int) -> None:
    text = ("https://dukcapil.contoh.id/k#" + _fullest(40))[:length]
    assert _read(modules(text)) == [text]


def test_a_reader_finds_it_under_a_stain() -> None:
    rows = [bytearray(row) for row in modules(URL)]
    for row in rows[14:19]:
        row[14:19] = bytes(5)
    assert _read([bytes(row) for row in rows]) == [URL]


def test_no_code_holds_more_than_the_largest() -> None:
    with pytest.raises(TooLong):
        modules("x" * 2332)
    codes = {pupil(1).student_id: "0" * 16}
    slips = contents.slips(visit([pupil(1)]), codes, dict.fromkeys(codes, "x" * 2332))
    with pytest.raises(NotSet):
        pdf("slips", contents.common(visit([pupil(1)]), NUMBER) | dict(slips), AT)


def test_a_reader_finds_every_slips_address_on_the_paper() -> None:
    pupils = [pupil(n, name=LONG if n % 3 else "SITI") for n in range(1, 12)]
    facts = visit(pupils)
    codes = {each.student_id: f"{each.student_id.int:016}" for each in pupils}
    links = {id: f"https://dukcapil.balangankab.contoh.id/k#{code}" for id, code in codes.items()}
    sheets = pictures("slips", contents.common(facts, NUMBER) | dict(contents.slips(facts, codes, links)), ppi=110)
    read = [found.text for sheet in sheets for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(sheet)))]
    assert len(sheets) == 2
    assert sorted(read) == sorted(links.values())

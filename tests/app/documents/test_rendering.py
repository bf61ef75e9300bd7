"""Data in, PDF/A out: never markup, never an empty glyph, never another machine's fonts."""

import io
from datetime import timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from app.documents import rendering
from app.documents.glyphs import UNKNOWN, coverage, drawable
from app.documents.images import dimensions
from app.documents.rendering import NotFinished, NotRendered
from app.documents.typesetting import REFUSED, NotSet, pictures
from app.documents.typesetting import pdf as render
from app.letters.models import LetterKind
from tests.support.letter_facts import ARABIC, AT, HEAD, data, pupil, visit
from tests.support.letters import words

ROSTER = LetterKind.ROSTER


def roster(*names: str) -> dict[str, Any]:
    return data(ROSTER, visit([pupil(n, name=name) for n, name in enumerate(names, start=1)]))


def fonts(pdf: bytes) -> set[str]:
    """Names of the fonts embedded in a PDF, without the tag of their subset."""
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            found.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    return found


def test_it_is_an_archives_pdf_with_tags_and_language() -> None:
    pdf = render("roster", roster("SITI"), AT)
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.xmp_metadata is not None
    xmp = reader.xmp_metadata.rdf_root.toxml()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    catalogue: Any = reader.trailer["/Root"]
    assert (catalogue["/Lang"], bool(catalogue["/MarkInfo"]["/Marked"])) == ("id-ID", True)
    assert "/StructTreeRoot" in catalogue


def test_the_same_data_at_the_same_instant_are_the_same_bytes() -> None:
    assert render("roster", roster("SITI"), AT) == render("roster", roster("SITI"), AT)
    assert render("roster", roster("SITI"), AT) != render("roster", roster("SITI"), AT + timedelta(days=1))


@pytest.mark.parametrize(
    "name", ["#panic(1)", "*A* _b_ $x$", "@ref <lbl>", "\\u{41}", '"]; #read("letter.typ")', "// x"]
)
def test_a_name_is_printed_as_it_stands_whatever_it_looks_like(name: str) -> None:
    assert name in words(render("roster", roster(name), AT))


def test_arabic_names_are_drawn_with_our_own_font() -> None:
    pdf = render("roster", roster(ARABIC, "SITI"), AT)
    assert {name.split("-")[0] for name in fonts(pdf)} == {"Arimo", "NotoSansArabic"}
    assert UNKNOWN not in words(pdf)
    assert {name.split("-")[0] for name in fonts(render("roster", roster("SITI"), AT))} == {"Arimo"}


def test_what_no_font_has_becomes_a_square_and_what_cannot_be_seen_goes() -> None:
    assert drawable("漢字 A") == f"{UNKNOWN}{UNKNOWN} A"
    assert drawable("SI\u202eTI\u200b\u0000 \u00adA\ufeff") == "SITI A"
    assert drawable({"a": ["B\u2003C", 1, None]}) == {"a": ["B C", 1, None]}
    assert drawable("ʻAIN ŁUKASZ é" + ARABIC) == "ʻAIN ŁUKASZ é" + ARABIC
    said = words(render("roster", roster("漢字 \U0001f600 \ud800 WAYAN"), AT))
    assert f"{UNKNOWN}{UNKNOWN} {UNKNOWN} {UNKNOWN} WAYAN" in said


def test_every_character_that_we_call_drawable_is_drawn() -> None:
    """PDF/A refuses a character without a glyph: one that failed would be a letter that cannot be issued."""
    points = [chr(point) for point in sorted(coverage())]
    lines = ["x" + "".join(points[n : n + 40]) for n in range(0, len(points), 40)]
    assert len(lines) > 50
    render("roster", roster(*lines), AT)


def test_an_image_that_is_none_does_not_render() -> None:
    broken = roster("SITI")
    broken["head"]["logo"] = list(b"not an image")
    with pytest.raises(NotSet):
        render("roster", broken, AT)
    with pytest.raises(NotRendered):
        rendering.render("roster", broken, AT)


def test_a_process_of_its_own_sets_the_same_bytes_and_leaves_nothing_behind() -> None:
    data_ = roster(ARABIC, "SITI")
    assert rendering.render("roster", data_, AT) == render("roster", data_, AT)
    assert rendering._REFUSED == REFUSED


def test_what_takes_too_long_or_breaks_is_not_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFinished):
        rendering.render("no-such-template/../..", {"broken": True}, AT)
    monkeypatch.setattr(rendering, "WALL_SECONDS", 0.01)
    with pytest.raises(NotFinished):
        rendering.render("roster", roster("SITI"), AT)


def test_pages_can_be_looked_at() -> None:
    found = pictures("roster", roster(*[f"SISWA {n}" for n in range(40)]), ppi=20)
    assert len(found) == 2
    assert {dimensions(picture) for picture in found} == {(165, 234)}


def test_dimensions_are_read_from_png_and_jpeg_alone() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x11\x08\x00\x20\x00\x30" + b"\0" * 10
    assert dimensions(jpeg) == (48, 32)
    for content in (b"", b"GIF89a", jpeg[:12], b"\xff\xd8\xff\xe0\x00\x00" + b"\xff" * 5, b"\x89PNG\r\n\x1a\nxxxx"):
        assert dimensions(content) is None
    assert HEAD.logo is None

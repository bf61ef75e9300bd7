"""Files that no list is, or worse: each is to be refused with a sentence, in seconds, and take little."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Callable, Iterator

from tests.support.list_files import biff, ole, xlsx

MEGABYTE = 1024 * 1024
HEADER = ["No", "Nama", "JK", "NISN", "Tempat Lahir", "Tanggal Lahir", "NIK", "Rombel Saat Ini"]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>'
_END = "</sheetData></worksheet>"
_TITLES = "".join(f'<c r="{chr(65 + n)}1" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(HEADER))
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
    '"application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type='
    f'"{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="Daftar Peserta Didik" '
    'sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type='
    f'"{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def package(sheet: str | bytes, **others: str | bytes) -> bytes:
    """A workbook of raw parts: what no library would write."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        for name, content in (_PARTS | {"xl/worksheets/sheet1.xml": sheet} | others).items():
            book.writestr(name, content)
    return file.getvalue()


def _rows(xml: str) -> str:
    return f'{_SHEET}<row r="1">{_TITLES}</row>{xml}{_END}'


def zip_bomb() -> bytes:
    return package(_SHEET.encode() + b'<row><c t="inlineStr"><is><t>AAAAAAAA</t></is></c></row>' * 5_000_000)


def bomb_with_false_sizes() -> bytes:
    raw = bytearray(zip_bomb())
    entry = raw.rindex(b"xl/worksheets/sheet1.xml") - 46
    raw[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    return bytes(raw)


def many_members() -> bytes:
    return package(_rows(""), **{f"xl/media/{n}.xml": "x" for n in range(2000)})


def entities() -> bytes:
    chain = "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    head = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "AAAAAAAAAA">{chain}]>'
    return package(head + f'<worksheet xmlns="{_MAIN}"><sheetData><row><c t="str"><v>&i;</v></c></row>{_END[12:]}')


def outer_entity() -> bytes:
    head = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return package(head + _rows('<row r="2"><c r="B2" t="str"><v>&x;</v></c></row>')[21:])


def entity_in_utf16() -> bytes:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w [<!ENTITY x "y">]>' + _rows("")[21:]
    return package(text.encode("utf-16"))


def entity_in_spreadsheet_xml() -> bytes:
    return (
        b'<?xml version="1.0"?><!DOCTYPE W [<!ENTITY x SYSTEM "file:///etc/passwd">]><Workbook xmlns='
        b'"urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>&x;</Data></Cell></Row>'
    )


def cells_far_apart() -> bytes:
    return package(_rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def cells_far_apart_written_oddly() -> bytes:
    return package(_rows("<row r='1048576'><c t='n' r='XFD1048576'><v>1</v></c></row>"))


def columns_16384() -> bytes:
    names = (
        a + b + c for a in ["", *"ABCDEFGHIJKLMNOPQRSTUVWX"] for b in ["", *map(chr, range(65, 91))] for c in "ABCXYZ"
    )
    row = "".join(
        f'<c r="{name}2"><v>1</v></c>' for name in sorted(set(names), key=lambda n: (len(n), n)) if name < "XFE"
    )
    return package(_rows(f'<row r="2">{row}</row>'))


def wide_block() -> bytes:
    row = "<row>" + "<c><v>1</v></c>" * 5000 + "</row>"
    return package(_SHEET + row * 700 + _END)


def many_cells() -> bytes:
    random.seed(1)
    row = "<row>" + "".join(f"<c><v>{random.randrange(10**9)}</v></c>" for _ in range(190)) + "</row>"
    return package(_SHEET + row * 40_000 + _END)


def many_rows() -> bytes:
    return xlsx(("x", [HEADER, *([n, "A"] for n in range(1, 50_002))]))


def formulas_only() -> bytes:
    cells = '<c r="B{0}" t="str"><f>HYPERLINK("http://x.invalid","A")</f><v></v></c>'
    return package(f"{_SHEET}" + "".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(1, 2000)) + _END)


def names_that_climb() -> bytes:
    return package(_rows(""), **{"../../../../tmp/sweet17-climbed": "x", "/etc/sweet17-climbed": "x"})


def lies_about_its_kind() -> bytes:
    return b"PK\x03\x04" + b"No;Nama;NISN;NIK\r\n1;SITI;1;1\r\n" * 1000


def behind_a_password() -> bytes:
    return ole(b"x" * 5000, "EncryptedPackage")


def truncated() -> bytes:
    whole = xlsx(("x", [HEADER, *([n, "SITI", "P"] for n in range(1, 2000))]))
    return whole[: len(whole) // 2]


def middle_overwritten() -> bytes:
    whole = bytearray(xlsx(("x", [HEADER, *([n, "SITI", "P"] for n in range(1, 2000))])))
    whole[len(whole) // 3 : len(whole) // 2] = b"\0" * (len(whole) // 2 - len(whole) // 3)
    return bytes(whole)


def deep_xml() -> bytes:
    return package(_SHEET + "<row>" + "<c>" * 300_000 + _END)


def endless_attribute() -> bytes:
    return package(_SHEET + '<row r="' + "9" * 5_000_000)


def shared_strings_astray() -> bytes:
    strings = f'<sst xmlns="{_MAIN}" count="4294967295" uniqueCount="4294967295"><si><t>x</t></si></sst>'
    sheet = _rows('<row r="2"><c r="B2" t="s"><v>4294967294</v></c></row>')
    relations = _PARTS["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    return package(sheet, **{"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": relations})


def old_cells_far_apart() -> bytes:
    grid: list[list[object]] = [[] for _ in range(65_000)]
    grid[0], grid[-1] = ["x"], [""] * 255 + ["x"]
    return biff(grid)


def old_truncated() -> bytes:
    return biff([HEADER, *([n, "SITI", "P"] for n in range(1, 2000))])[:30_000]


def old_circle() -> bytes:
    raw = bytearray(ole(b"\x09\x08" + b"\0" * 20_000))
    raw[512:516] = struct.pack("<I", 0)
    raw[520:524] = struct.pack("<I", 2)
    return bytes(raw)


def open_tags() -> bytes:
    return (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">' + b"<Row " * 3_900_000
    )


def open_data() -> bytes:
    head = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>'
    return head + b"<Row><Cell><Data>" * 1_200_000


def xml_far_apart() -> bytes:
    head = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
    return head + b'<Row><Cell ss:Index="200"><Data>x</Data></Cell></Row>' * 380_000


def nested_tables() -> bytes:
    return b"<html><table><tr><td>" * 900_000


def wide_spans() -> bytes:
    return b"<table>" + b'<tr><td colspan="1000" rowspan="1000">x' * 500_000


def open_comments() -> bytes:
    return b"<html>" + b"<!--" * 5_000_000


def brackets() -> bytes:
    return b'{"students": ' + b"[" * 19_000_000


def empty_objects() -> bytes:
    return b'{"students": [' + b"{}," * 6_000_000 + b"{}]}"


def long_numbers() -> bytes:
    return b'{"students": [{"nik": ' + b"9" * 19_000_000 + b"}]}"


def many_keys() -> bytes:
    return json.dumps({"students": [{f"k{n}": n for n in range(700_000)}]}).encode()


def quotes() -> bytes:
    return b'No;Nama;NISN;NIK\r\n1;"' + b'a""' * 6_000_000


def many_separators() -> bytes:
    return b"No;Nama;NISN;NIK" + b";x" * 9_000_000


HOSTILE: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        *(zip_bomb, bomb_with_false_sizes, many_members, entities, outer_entity, entity_in_utf16),
        *(entity_in_spreadsheet_xml, cells_far_apart, cells_far_apart_written_oddly, columns_16384, wide_block),
        *(many_cells, many_rows, formulas_only, truncated, middle_overwritten, deep_xml, endless_attribute),
        *(old_cells_far_apart, old_truncated, old_circle, open_tags, open_data, xml_far_apart),
        *(nested_tables, wide_spans, open_comments, brackets, empty_objects, long_numbers, many_keys, quotes),
        *(many_separators, names_that_climb, lies_about_its_kind, behind_a_password),
    )
} | {
    "one_character": lambda: b"A" * (20 * MEGABYTE),
    "one_quote": lambda: b'"' * (20 * MEGABYTE),
    "blanks": lambda: b" " * (20 * MEGABYTE),
    "zeros": lambda: b"\0" * (20 * MEGABYTE),
    "line_ends": lambda: b"\n" * (20 * MEGABYTE),
    "a_picture": lambda: b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(300_000),
    "a_photograph": lambda: b"\xff\xd8\xff\xe0" + random.Random(2).randbytes(300_000),
    "a_document": lambda: b"%PDF-1.7\n" + random.Random(3).randbytes(300_000),
    "noise": lambda: random.Random(4).randbytes(2_000_000),
}
"""Each by its name; made when asked for, since together they are large."""


def hostile_files() -> Iterator[tuple[str, bytes]]:
    for name, make in HOSTILE.items():
        yield name, make()

"""What a file is, told by its content, and what is refused unread. Runs in the reader's process."""

import io
import re
import zipfile
from collections.abc import Iterator

MAX_BYTES = 20 * 1024 * 1024
MAX_UNCOMPRESSED = 200 * 1024 * 1024
MAX_RATIO = 40
"""Real lists compress 5 to 6.5 times."""
MAX_MEMBERS = 200
MAX_ROWS = 50_000
MAX_COLUMNS = 200
_CHUNK = 1 << 20

# XML that declares a document type may define entities; no spreadsheet program writes one.
_DECLARATIONS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)
# A cell with a value right of column GR, the 200th; Excel writes its place first. What these look for begins with
# plain letters, whatever stands for the namespace before them: so they are looked for ten times as fast.
_FAR_RIGHT = re.compile(rb'c r="(?:[A-Z]{3}|[H-Z][A-Z]|G[S-Z])[0-9]{1,7}"[^<>]{0,200}(?<!/)>')
_FAR_DOWN = re.compile(rb'row r="(?:[1-9][0-9]{6,}|[2-9][0-9]{5}|1[1-9][0-9]{4})"')
"""Rows from 110,000 on: twice what a list may hold, so a stray cell below a real one passes."""

_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"RIFF", "WebP/RIFF"),
    (b"%PDF", "PDF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "GZIP"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"MIME-Version:", "MHTML"),
)
_IN_ZIP = (
    ("xl/workbook.bin", "Excel .xlsb"),
    ("word/document.xml", "Word .docx"),
    ("ppt/presentation.xml", "PowerPoint .pptx"),
    ("content.xml", "OpenDocument"),
    ("AndroidManifest.xml", "APK"),
)
_IN_OLE = (
    ("WordDocument", "Word .doc"),
    ("PowerPoint Document", "PowerPoint .ppt"),
    ("EncryptedPackage", "Excel + password"),
)


class Refused(Exception):
    """The file is refused as a whole, for a reason with a code."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def kind_of(content: bytes) -> str:
    """``zip``, ``xls``, ``xml``, ``html``, ``json``, ``text``, ``empty``; or the name of a format that is no list."""
    if not content.strip(b"\x00 \t\r\n"):
        return "empty"
    if content[4:8] == b"ftyp":
        return "HEIC/MP4"
    named = next((name for mark, name in _MAGIC if content.startswith(mark)), None)
    return named or _kind_of_text(content)


def _kind_of_text(content: bytes) -> str:
    start = content[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "replace").encode()
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<html" in start or start.startswith((b"<table", b"<!doctype html", b"<meta", b"<style", b"<div")):
        return "html"
    if start.startswith((b"<?xml", b"<workbook", b"<ss:workbook", b"<!doctype", b"<!entity")):
        return "xml"
    if start.startswith((b"{", b"[")):
        return "json"
    strange = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return "binary" if strange * 20 > len(start) else "text"


def check_size(content: bytes) -> None:
    """Raise :class:`Refused` for more bytes than a list has."""
    if len(content) > MAX_BYTES:
        raise Refused("F_UNCOMPRESSED_TOO_LARGE")


def check_container(content: bytes) -> None:
    """Refuse a workbook that would be too large or dangerous when unpacked, without unpacking it whole."""
    check_size(content)
    kind = kind_of(content)
    if kind != "zip":
        raise Refused("F_UNSUPPORTED_FORMAT", kind=kind)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        members = book.infolist()
        total = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or total > MAX_UNCOMPRESSED or total > MAX_RATIO * len(content):
            raise Refused("F_UNCOMPRESSED_TOO_LARGE")
        names = {member.filename for member in members}
        if "xl/workbook.xml" not in names:
            kind = next((told for name, told in _IN_ZIP if name in names), "ZIP")
            raise Refused("F_UNSUPPORTED_FORMAT", kind=kind)
        for member in members:
            _check_xml(book, member)


def check_ole(content: bytes) -> None:
    """Refuse what shares its container with old workbooks: other documents, and workbooks behind a password."""
    for name, told in _IN_OLE:
        if name.encode("utf-16-le") in content:
            code = "F_LOCKED" if name == "EncryptedPackage" else "F_UNSUPPORTED_FORMAT"
            raise Refused(code, kind=told)


def check_markup(text: str) -> None:
    """Refuse entity declarations in markup that is no page; a page's own ``<!DOCTYPE html>`` is harmless."""
    if re.search(r"<!ENTITY|<!DOCTYPE(?!\s+html)", text, re.IGNORECASE):
        raise Refused("F_XML_FORBIDDEN")


def _check_xml(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    # Read to the end: a size that the directory of the archive tells falsely shows as a failed checksum here.
    sheet = member.filename.startswith("xl/worksheets/")
    for window in _windows(book, member):
        if any(mark in window for mark in _DECLARATIONS):
            raise Refused("F_XML_FORBIDDEN")
        if sheet and _FAR_RIGHT.search(window):
            raise Refused("submissions.too_many_columns", limit=MAX_COLUMNS)
        if sheet and _FAR_DOWN.search(window):
            raise Refused("submissions.too_many_rows", limit=MAX_ROWS)


def _windows(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    tail = b""
    with book.open(member) as file:
        while chunk := file.read(_CHUNK):
            window = tail + chunk
            yield window
            tail = window[-256:]

"""
Lists in markup: Dapodik's own ``.xls``, which is XML Spreadsheet 2003 with raw ``&`` and ``<`` in its texts, and tables
of HTML under a spreadsheet's name. Runs in the reader's process.

Both are taken apart tag by tag rather than parsed: what Dapodik writes is no XML, and what is not parsed as XML knows
no entities but the few that :mod:`html` resolves, so none can grow.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.submissions.containers import MAX_COLUMNS, MAX_ROWS, Refused, check_markup
from app.submissions.delimited import decoded
from app.submissions.grids import MAX_TEXT, Grid, Line

_LAST_ROW = 1_048_576
_TAG = re.compile(r"<(/?)(?:ss:)?(Worksheet|Row|Cell|Data|Visible)\b([^<>]{0,2000})>")
_END_OF_DATA = re.compile(r"</(?:ss:)?Data\s*>")
_INNER = re.compile(r"</?(?:html:|ss:)?(?:B|I|U|S|Sub|Sup|Font|Span)\b[^<>]{0,300}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?:ss:)?(Name|Index|MergeAcross|Span|Type)\s*=\s*([\"'])(.{0,300}?)\2")
_PAGE_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,2000})>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPAN = re.compile(r"(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def spreadsheet(content: bytes) -> Iterator[Grid]:
    """Visible sheets of an XML Spreadsheet. Raises :class:`Refused` for other XML and for declared entities."""
    text = decoded(content)
    check_markup(text)
    if "office:spreadsheet" not in text[:5000]:
        raise Refused("F_UNSUPPORTED_FORMAT", kind="XML")
    return (Grid(sheet.name, iter(sheet.lines)) for sheet in _sheets(text) if sheet.lines and not sheet.hidden)


@dataclass
class _Sheet:
    name: str
    lines: list[Line] = field(default_factory=list)
    hidden: bool = False
    next_row: int = 1
    next_cell: int = 1
    place: int = 1
    """Of the open cell, from 1."""

    def row(self, attributes: dict[str, str]) -> None:
        number = _number(attributes, "Index", self.next_row)
        if number > _LAST_ROW or len(self.lines) > 2 * MAX_ROWS:
            raise Refused("submissions.too_many_rows", limit=MAX_ROWS)
        self.lines.append((number, []))
        self.next_row, self.next_cell = number + 1 + _number(attributes, "Span", 0), 1

    def cell(self, attributes: dict[str, str]) -> None:
        self.place = _number(attributes, "Index", self.next_cell)
        self.next_cell = self.place + 1 + _number(attributes, "MergeAcross", 0)

    def put(self, value: Any) -> None:
        if value == "" or not self.lines:
            return
        if not 1 <= self.place <= MAX_COLUMNS:
            raise Refused("submissions.too_many_columns", limit=MAX_COLUMNS)
        cells = self.lines[-1][1]
        cells.extend([""] * (self.place - len(cells)))
        cells[self.place - 1] = value


def _number(attributes: dict[str, str], name: str, default: int) -> int:
    told = attributes.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else default


def _sheets(text: str) -> Iterator[_Sheet]:
    sheet, position = _Sheet(""), 0
    while found := _TAG.search(text, position):
        position = found.end()
        if found[2] == "Worksheet" and not found[1]:
            yield sheet
            sheet = _Sheet(html.unescape(_attributes(found[3]).get("Name", "")))
        elif not found[1]:
            position = _take(sheet, found)
    yield sheet


def _take(sheet: _Sheet, tag: re.Match[str]) -> int:
    """Take in what an opening tag begins; answers where to go on."""
    text, attributes, end = tag.string, _attributes(tag[3]), tag.end()
    match tag[2]:
        case "Row":
            sheet.row(attributes)
        case "Cell":
            sheet.cell(attributes)
        case "Visible":
            sheet.hidden = text[end : end + 20].lstrip().startswith(("SheetHidden", "SheetVeryHidden"))
        case "Data" if not tag[3].rstrip().endswith("/"):
            closing = _END_OF_DATA.search(text, end)
            if closing is None:
                raise Refused("F_UNREADABLE")
            sheet.put(_value(text[end : min(closing.start(), end + 4 * MAX_TEXT)], attributes))
            return closing.end()
    return end


def _attributes(text: str) -> dict[str, str]:
    return {found[1]: found[3] for found in _ATTRIBUTE.finditer(text)}


def _value(raw: str, attributes: dict[str, str]) -> Any:
    text = html.unescape(_CONTROL.sub("", _INNER.sub("", raw) if "</" in raw else raw)).strip()
    if attributes.get("Type") == "Number":
        try:
            number = float(text)
        except ValueError:
            return text
        return int(text) if text.isascii() and text.isdigit() else number
    return text[:MAX_TEXT]


def pages(content: bytes) -> Iterator[Grid]:
    """The tables of a page, each as a sheet; a table within a cell belongs to the text of that cell."""
    text = _page_text(content)
    check_markup(text)
    tables, depth = [_Table()], 0
    for tag in _PAGE_TAG.finditer(_UNSEEN.sub("", text)):
        closing, name = bool(tag[1]), tag[2].lower()
        depth += 0 if name != "table" else -1 if closing else 1
        if name == "table" and depth == (0 if closing else 1):
            tables[-1].close(tag)
            tables.append(_Table())
        elif depth <= 1:
            tables[-1].take(name, tag, closing=closing)
        depth = max(depth, 0)
    return (Grid("", iter(table.lines)) for table in tables if table.lines)


def _page_text(content: bytes) -> str:
    told = re.search(rb"charset\s*=\s*[\"']?\s*(windows-1252|iso-8859-1)", content[:4096].lower())
    return content.decode("cp1252", "replace") if told else decoded(content)


@dataclass
class _Table:
    lines: list[Line] = field(default_factory=list)
    begun: int | None = None
    """Where the text of the open cell begins."""
    wide: int = 1
    hanging: dict[int, int] = field(default_factory=dict)
    """Columns that a cell above covers, with how many rows more it does."""
    covered: set[int] = field(default_factory=set)

    def take(self, name: str, tag: re.Match[str], *, closing: bool) -> None:
        self.close(tag)
        if not closing and name == "tr":
            self._row()
        elif not closing and name in ("td", "th"):
            self._cell(tag)

    def close(self, tag: re.Match[str]) -> None:
        """End the open cell, if there is one, before ``tag``."""
        if self.begun is None:
            return
        raw = tag.string[self.begun : min(tag.start(), self.begun + 4 * MAX_TEXT)]
        if "<" in raw:
            raw = _ANY_TAG.sub(" ", re.sub(r"</?(?:b|i|u|em|strong|span|font)\b[^<>]{0,500}>", "", raw))
        text = " ".join(html.unescape(_CONTROL.sub("", raw)).split())[:MAX_TEXT]
        self.lines[-1][1].extend([text] + [""] * (self.wide - 1))
        self.begun = None

    def _row(self) -> None:
        if len(self.lines) > 2 * MAX_ROWS:
            raise Refused("submissions.too_many_rows", limit=MAX_ROWS)
        self.lines.append((len(self.lines) + 1, []))
        self.covered = set(self.hanging)
        self.hanging = {column: rows - 1 for column, rows in self.hanging.items() if rows > 1}

    def _cell(self, tag: re.Match[str]) -> None:
        if not self.lines:
            self._row()
        cells = self.lines[-1][1]
        while len(cells) in self.covered:
            cells.append("")
        spans = {found[1].lower(): int(found[2]) for found in _SPAN.finditer(tag[3])}
        self.wide = max(1, spans.get("colspan", 1))
        if len(cells) + self.wide > 2 * MAX_COLUMNS:
            raise Refused("submissions.too_many_columns", limit=MAX_COLUMNS)
        if (below := spans.get("rowspan", 1) - 1) > 0:
            self.hanging |= dict.fromkeys(range(len(cells), len(cells) + self.wide), below)
        self.begun = tag.end()

"""
Where a list stands on a sheet, and which of its rows are pupils. Runs in the reader's process.

Only columns that the registry needs are ever looked at; parents, religion, bank and home are dropped here. The number
of the family card is compared with the NIK, since the two have one shape and are often swapped, and dropped as well.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from app.submissions.containers import MAX_COLUMNS, MAX_ROWS, Refused
from app.submissions.grids import (
    MAX_WRITTEN,
    ROW_HEADER,
    Grid,
    Line,
    at,
    digits,
    filled,
    letters,
    plain,
    title,
    value_of,
)

HEADER_WITHIN = 40
KK_IN_PLACE_OF_NIK = "<kk>"
"""What leaves this process for a NIK that is the number of the family card."""

_HEADERS: Mapping[str, Sequence[str]] = {
    "no": ("no", "nomor", "no urut", "nomor urut", title(ROW_HEADER)),
    "name": (
        *(
            "nama",
            "nama lengkap",
            "nama siswa",
            "nama peserta didik",
            "nama lengkap siswa",
            "nama lengkap peserta didik",
        ),
        *("nama murid", "nama pd", "name"),
    ),
    "sex": ("jk", "jenis kelamin", "l/p", "p/l", "jk (l/p)", "jenis kelamin (l/p)", "kelamin", "sex"),
    "nisn": ("nisn", "no nisn", "nomor nisn", "nisn siswa", "nomor induk siswa nasional"),
    "birth_place": ("tempat lahir", "tmp lahir", "tmpt lahir", "tempat kelahiran", "kota lahir", "birth place"),
    "birth_date": ("tanggal lahir", "tgl lahir", "tanggal kelahiran", "birth date"),
    "birth": (
        *("tempat tanggal lahir", "tempat tgl lahir", "tempat/tanggal lahir", "tempat/tgl lahir", "ttl"),
        *("tempat dan tanggal lahir", "tempat & tanggal lahir", "tmp tgl lahir"),
    ),
    "nik": (
        *("nik", "nik siswa", "nik peserta didik", "no nik", "nomor nik", "nik/no kitas", "nik/kitas"),
        *("nomor induk kependudukan", "nik/no kitas (untuk wna)"),
    ),
    "class_group": (
        *("rombel saat ini", "rombel", "rombongan belajar", "nama rombel", "kelas saat ini", "kelas/rombel"),
        *("rombel/kelas", "kelas", "class group"),
    ),
    "grade_class": ("tingkat - rombel", "tingkat-rombel", "tingkat/rombel", "kelas - rombel"),
    "grade": ("tingkat", "tingkat kelas", "tingkat pendidikan", "grade"),
    "village": ("kelurahan", "desa", "desa/kelurahan", "kelurahan/desa"),
    "district": ("kecamatan",),
    "residence_code": ("kode wilayah", "kode wilayah tempat tinggal", "residence code"),
    "ever_married": ("pernah kawin", "ever married"),
    "status": ("status", "status siswa"),
    "kk": ("no kk", "nomor kk", "no kartu keluarga", "nomor kartu keluarga"),
}
"""Header texts of each field, as they are compared; the first that a list has is taken."""
_ANCHOR = ("name", "nisn", "nik")
_OF_LEAVERS = ("keluar karena", "tanggal keluar", "tgl keluar", "alasan keluar")
_OF_EMIS = ("tingkat - rombel", "nsm", "nism", "nama ayah kandung", "nama ibu kandung")
_OF_PARENTS = ("data ayah", "data ibu", "data wali", "ayah", "ibu", "wali", "orang tua", "data orang tua")
_DOWNLOADED = re.compile(r"tanggal unduh\s*:?\s*(\d{4}-\d{2}-\d{2})")
_SEX = {"l", "p", "lk", "pr", "laki-laki", "laki laki", "perempuan", "1", "2"}

_written = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True)
class Found:
    """A list on a sheet: what its header and its title say; the rows follow when they are asked for."""

    layout: str
    sheet: str
    columns: Mapping[str, int]
    """Index of each field, from 0."""
    texts: Mapping[str, str]
    """The header of each field, as it is written."""
    lines: Iterator[Line] = field(repr=False)
    school: str | None = None
    downloaded_on: str | None = None

    @property
    def fields(self) -> list[str]:
        """What leaves this process, in the order of the sheet."""
        return sorted((name for name in self.columns if name not in ("no", "kk")), key=self.columns.__getitem__)

    def as_json(self) -> tuple[str, int]:
        """
        The list as JSON, and how many pupils it has.

        A row is ``[number, value, ...]`` in the order of ``fields``; a footer is ``[number]``.
        """
        pupils = written = 0
        rows: list[str] = []
        for row in self._rows():
            pupils += len(row) > 1
            rows.append(_written(row))
            written += len(rows[-1])
            if written > MAX_WRITTEN:
                raise Refused("F_TOO_COMPLEX")
        told = {
            "sheet": self.sheet,
            "fields": self.fields,
            "letters": [letters(self.columns[name]) for name in self.fields],
            "headers": [self.texts[name] for name in self.fields],
        }
        return json.dumps(told)[:-1] + ', "rows": [' + ",".join(rows) + "]}", pupils

    def _rows(self) -> Iterator[list[Any]]:
        fields, columns = self.fields, tuple(self.columns.items())
        for count, (number, cells) in enumerate(self.lines):
            if count >= MAX_ROWS:
                raise Refused("submissions.too_many_rows", limit=MAX_ROWS)
            row = {name: cells[index] if index < len(cells) else "" for name, index in columns}
            if not is_pupil(row):
                yield [number]
                continue
            if len(nik := digits(row["nik"])) == 16 and nik == digits(row.get("kk")):
                row["nik"] = KK_IN_PLACE_OF_NIK
            yield [number, *(value_of(row[name]) for name in fields)]


class NoList(Exception):
    """There is no list on a sheet. ``found``: which of the needed columns there are nevertheless."""

    def __init__(self, found: frozenset[str]) -> None:
        super().__init__()
        self.found = found


def find(grid: Grid) -> Found:
    """
    The list on a sheet, by the texts of its header within the first rows.

    Raises :class:`NoList`, and :class:`Refused` for a list of leavers or one too wide.
    """
    head = list(islice(grid.lines, HEADER_WITHIN + 1))
    if any("peserta didik keluar" in plain(cell) for _, cells in head[:10] for cell in cells[:4]):
        raise Refused("F_LEAVERS_LIST")
    nearest: frozenset[str] = frozenset()
    for index, (number, cells) in enumerate(head):
        columns = _columns(cells, head[index - 1][1] if index else [])
        near = frozenset(_ANCHOR) & frozenset(columns)
        if len(near) < len(_ANCHOR):
            nearest = max(nearest, near, key=len)
            continue
        if grid.width > MAX_COLUMNS or len(cells) > MAX_COLUMNS:
            raise Refused("submissions.too_many_columns", limit=MAX_COLUMNS)
        return _found(grid, head, index, number, columns)
    raise NoList(nearest)


def _found(grid: Grid, head: Sequence[Line], index: int, number: int, columns: dict[str, int]) -> Found:
    cells = head[index][1]
    titles = {title(cell) for cell in cells}
    if titles & set(_OF_LEAVERS):
        raise Refused("F_LEAVERS_LIST")
    emis = bool(titles & set(_OF_EMIS))
    if not emis:
        columns.pop("status", None)
    elif "grade_class" in columns:
        columns.pop("grade", None)
    below = head[index + 1][1] if index + 1 < len(head) and head[index + 1][0] == number + 1 else []
    last = number + (
        any(title(cell).startswith("tahun lahir") for cell in below) and not filled(at(below, columns.get("no", 0)))
    )
    school, downloaded_on = _title(head[:index])
    layout = "emis" if emis else "dapodik" if titles & {"rombel saat ini", "nipd"} or school else "list"
    lines = (line for line in chain(head, grid.lines) if line[0] > last and any(map(filled, line[1])))
    texts = {name: value_of(cells[at_]) for name, at_ in columns.items()}
    return Found(layout, grid.name[:120], columns, {n: str(t) for n, t in texts.items()}, lines, school, downloaded_on)


def _columns(cells: Sequence[Any], above: Sequence[Any]) -> dict[str, int]:
    """Fields by the texts of one row. Parents have names and NIKs too: never theirs, wherever they stand."""
    texts = [title(cell) for cell in cells]
    if len([text for text in texts if text]) < 2:
        return {}
    group = ""
    for index in range(len(texts)):
        group = title(at(above, index)) or group
        before, after = texts[index - 1] if index else "", at(texts, index + 1)
        if group in _OF_PARENTS or after.startswith("tahun lahir") or before.startswith("penghasilan"):
            texts[index] = ""
    return {
        name: texts.index(found)
        for name, known in _HEADERS.items()
        if (found := next((text for text in known if text in texts), None)) is not None
    }


def _title(head: Sequence[Line]) -> tuple[str | None, str | None]:
    """The school and the day of the download that the rows above a header tell; never who downloaded it."""
    school = downloaded_on = None
    for index, (_, cells) in enumerate(head):
        if any(plain(cell) == "daftar peserta didik" for cell in cells[:4]) and index + 1 < len(head):
            names = [str(cell) for cell in head[index + 1][1][:4] if filled(cell)]
            school = str(value_of(names[0]))[:120] if names else None
        for cell in cells:
            if told := _DOWNLOADED.search(plain(cell)):
                downloaded_on = told[1]
    return school, downloaded_on


def is_pupil(row: Mapping[str, Any]) -> bool:
    """Numbered with something beside it; or unnumbered, but with a name and facts of a person. All else is a footer."""
    if any(not _is_number(row[name]) and title(row[name]) in _HEADERS[name] for name in ("nisn", "nik")):
        return False
    if all(len(plain(row[name])) < 4 and plain(row[name]).isdigit() for name in _ANCHOR):
        return False  # a row that numbers the columns
    number = plain(row.get("no")).partition(" (")[0].removesuffix(".0").rstrip(".)")
    if number.isascii() and number.isdigit():
        return any(filled(value) for name, value in row.items() if name != "no")
    if number or not filled(row["name"]):
        return False
    numbers = len(digits(row["nik"])) >= 15 or len(digits(row["nisn"])) == 10
    facts = plain(row.get("sex")) in _SEX and len(digits(row.get("birth_date", row.get("birth")))) >= 5
    return numbers or facts


def _is_number(cell: Any) -> bool:
    """What nearly every cell of numbers holds; told at once, since each row of a list is asked."""
    return isinstance(cell, str) and cell.isdigit()
